//! YAML: a text comes in, the same [`Tree`] as from JSON goes out. YAML 1.2 with the core schema, and merge keys.
//!
//! The grammar is saphyr-parser's work; here its events become nodes: scalars get their types, aliases become the node they
//! name, names become text.

mod frame;
mod marks;
mod mend;
mod scalar;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use self::frame::{Frame, Holds, Key};
use self::marks::Marks;
use self::mend::Mends;
use super::{DocId, Kind, Location, MAX_DEPTH, NodeId, Parsed, Problem, ProblemKind, Span, Syntax, Tree, TreeBuilder};

/// How many nodes a document with aliases may have when they are written out.
pub const MAX_EXPANDED: u64 = 5_000_000;

/// Parses the first document of a YAML text.
pub fn parse(doc: DocId, text: &str) -> Parsed<Tree> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let before = text.len() - body.len();
    let at = |span: Span| Location { doc, span };
    let mut mends = Mends::default();
    let (tree, mut problems) = loop {
        let (tree, problems, failed) = attempt(doc, body, before, &mends);
        match failed {
            None => break (tree, problems),
            // The mistake may be one that can be mended; if it cannot, it is the mistake to report.
            Some(problem) if matches!(problem.kind, ProblemKind::Syntax { .. }) => {
                let place = (problem.location.span.start as usize).saturating_sub(before);
                if !mends.mend(body, place) {
                    return Parsed { tree: None, problems: vec![problem] };
                }
            }
            Some(problem) => break (None, problems.into_iter().chain([problem]).collect()),
        }
    };
    problems.extend(mends.places().iter().map(|(span, bracket)| {
        let span = Span::new(before + span.start as usize, before + span.end as usize);
        Problem::new(at(span), ProblemKind::Unindented { bracket: *bracket })
    }));
    if tree.is_none() && problems.is_empty() {
        problems.push(Problem::new(at(Span::default()), ProblemKind::Empty));
    }
    problems.sort_by_key(|problem| problem.location);
    Parsed { tree, problems }
}

/// Reads the text once: the tree, what is wrong with it, and what ended the reading too soon.
fn attempt(doc: DocId, body: &str, before: usize, mends: &Mends) -> (Option<Tree>, Vec<Problem>, Option<Problem>) {
    let mended = mends.apply(body);
    let mut reader = Reader {
        doc,
        marks: Marks::new(body, before, &mended, mends),
        builder: TreeBuilder::new(doc),
        frames: Vec::new(),
        anchors: BTreeMap::new(),
        expanded: 0,
        root: None,
        problems: Vec::new(),
    };
    let failed = reader.document(Parser::new_from_str(&mended)).err();
    let root = reader.root.filter(|_| failed.is_none());
    (root.map(|root| reader.builder.finish(root)), reader.problems, failed)
}

/// What an anchor's number stands for.
enum Anchor {
    /// The node that starts here and has not ended.
    Open(Span),
    /// A node, how many nodes it has with aliases written out, and how many lists and mappings are one inside the other there.
    Done { node: NodeId, size: u64, height: usize },
}

struct Reader<'t> {
    doc: DocId,
    marks: Marks<'t>,
    builder: TreeBuilder,
    /// The lists and mappings around the next event, innermost last.
    frames: Vec<Frame>,
    anchors: BTreeMap<usize, Anchor>,
    /// The nodes so far, with aliases written out.
    expanded: u64,
    root: Option<NodeId>,
    problems: Vec<Problem>,
}

type EventTag<'t> = Option<Cow<'t, Tag>>;

impl<'t> Reader<'t> {
    fn document(
        &mut self,
        events: impl Iterator<Item = Result<(Event<'t>, saphyr_parser::Span), saphyr_parser::ScanError>>,
    ) -> Result<(), Problem> {
        for event in events {
            let (event, mark) = event.map_err(|error| self.syntax(&error))?;
            let span = self.marks.span(mark);
            match event {
                Event::DocumentStart(_) if self.root.is_some() => {
                    if self.marks.says_more(span) {
                        self.report(span, ProblemKind::SeveralDocuments);
                    }
                    return Ok(());
                }
                Event::Scalar(text, style, anchor, tag) => self.scalar(&text, style, anchor, tag, span),
                Event::Alias(anchor) => self.alias(anchor, span)?,
                Event::SequenceStart(anchor, tag) => self.open(Holds::Sequence(Vec::new()), anchor, tag, span)?,
                Event::MappingStart(anchor, tag) => self.open(Holds::mapping(), anchor, tag, span)?,
                Event::SequenceEnd | Event::MappingEnd => self.close(span),
                Event::StreamEnd => return Ok(()),
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
            }
        }
        Ok(())
    }

    fn report(&mut self, span: Span, kind: ProblemKind) {
        self.problems.push(Problem::new(self.at(span), kind));
    }

    fn at(&self, span: Span) -> Location {
        Location { doc: self.doc, span }
    }

    fn too_deep(&self, span: Span) -> Problem {
        Problem::new(self.at(span), ProblemKind::TooDeep { limit: MAX_DEPTH })
    }

    fn syntax(&self, error: &saphyr_parser::ScanError) -> Problem {
        let kind = ProblemKind::Syntax { syntax: Syntax::Yaml, message: words::plain(error.info()) };
        Problem::new(self.at(self.marks.character(error.marker().index())), kind)
    }

    /// Whether the next node is the name of a member.
    fn expects_key(&self) -> bool {
        self.frames.last().is_some_and(|frame| matches!(frame.holds, Holds::Mapping { key: None, .. }))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, tag: EventTag<'t>, span: Span) {
        let plain = style == ScalarStyle::Plain;
        let nothing = text.is_empty() && plain && anchor == 0 && tag.is_none();
        let span = self.marks.trimmed(span);
        if self.expects_key() {
            self.scalar_key(text, plain, anchor, tag, span);
            return;
        }
        let name = self.frames.last().and_then(Frame::place_of_name).filter(|_| nothing || span.start == span.end);
        let span = name.unwrap_or(span);
        let kind = self.typed(text, plain, tag, span);
        self.expanded += 1;
        let node = self.builder.push(span, kind);
        self.name(anchor, node, 1, 0);
        self.attach(node, span, 0);
    }

    /// A scalar in the place of a name: the name is what is written, so that `200:` and `"200":` are the same.
    fn scalar_key(&mut self, text: &str, plain: bool, anchor: usize, tag: EventTag<'t>, span: Span) {
        let merges = plain && text == "<<" && tag.as_ref().is_none_or(|tag| scalar::tag_name(tag) == "!!merge");
        if anchor != 0 {
            let kind = self.typed(text, plain, tag, span);
            let node = self.builder.push(span, kind);
            self.name(anchor, node, 1, 0);
        }
        self.expanded += 1;
        let key = if merges { Key::Merge } else { Key::Name { text: text.into(), span } };
        if let Some(frame) = self.frames.last_mut() {
            frame.expect_value(key, span);
        }
    }

    /// The value of a scalar; what does not fit is reported and read as text.
    fn typed(&mut self, text: &str, plain: bool, tag: EventTag<'t>, span: Span) -> Kind {
        let kind = match tag {
            None => scalar::untagged(text, plain),
            Some(tag) => scalar::tagged(text, plain, &tag),
        };
        kind.unwrap_or_else(|problem| {
            self.report(span, problem);
            Kind::String(text.into())
        })
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Problem> {
        let (node, size, height) = match self.anchors.get(&anchor) {
            Some(Anchor::Done { node, size, height }) => (*node, *size, *height),
            open => {
                let problem = Problem::new(self.at(span), ProblemKind::RecursiveAlias);
                let anchor = if let Some(Anchor::Open(anchor)) = open { Some(self.at(*anchor)) } else { None };
                self.problems.push(Problem { also: anchor, ..problem });
                (self.builder.push(span, Kind::Null), 1, 0)
            }
        };
        self.expanded = self.expanded.saturating_add(size);
        if self.expanded > MAX_EXPANDED {
            return Err(Problem::new(self.at(span), ProblemKind::TooManyNodes { limit: MAX_EXPANDED }));
        }
        // The members of a merged mapping are not deeper than its own would be.
        let merges = self.frames.last().is_some_and(Frame::merges);
        if self.frames.len() + height > MAX_DEPTH + usize::from(merges) {
            return Err(self.too_deep(span));
        }
        self.attach(node, span, height);
        Ok(())
    }

    fn open(&mut self, holds: Holds, anchor: usize, tag: EventTag<'t>, span: Span) -> Result<(), Problem> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        if let Some(problem) = tag.and_then(|tag| holds.refuses(&tag)) {
            self.report(span, problem);
        }
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Open(self.marks.trimmed(span)));
        }
        self.frames.push(Frame { start: span.start, end: span.end, anchor, before: self.expanded, height: 1, holds });
        self.expanded += 1;
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some(frame) = self.frames.pop() else { return };
        // The end of a block is only noticed at the next token, so the block ends where its last child does.
        let end = if self.marks.is_bracket(span) { span.end } else { frame.end };
        let span = Span { start: frame.start, end: end.max(frame.start) };
        let kind = frame.holds.finish(self.doc, &self.builder, &mut self.problems);
        let node = self.builder.push(span, kind);
        self.name(frame.anchor, node, self.expanded.saturating_sub(frame.before), frame.height);
        self.attach(node, span, frame.height);
    }

    /// From here on, aliases of `anchor` are `node`.
    fn name(&mut self, anchor: usize, node: NodeId, size: u64, height: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Done { node, size, height });
        }
    }

    /// Puts a finished node where it belongs: under the next name, at the end of the list, or at the top.
    fn attach(&mut self, node: NodeId, span: Span, height: usize) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = frame.end.max(span.end);
        let below = match self.builder.node(node).kind {
            // What is merged takes the place of the mapping, or of the list of mappings, that is written there.
            Kind::Array(_) if frame.merges() => height.saturating_sub(1),
            _ if frame.merges() => height,
            _ => height + 1,
        };
        frame.height = frame.height.max(below);
        match &mut frame.holds {
            Holds::Sequence(items) => items.push(node),
            Holds::Mapping { key: Some(_), .. } => frame.take_value(node, span),
            Holds::Mapping { key: None, .. } => {
                let name = frame::name_of(&self.builder.node(node).kind);
                let key = name.map_or(Key::Refused, |text| Key::Name { text, span });
                let refused = matches!(key, Key::Refused);
                frame.expect_value(key, span);
                if refused {
                    self.report(span, ProblemKind::ComplexKey);
                }
            }
        }
    }
}
