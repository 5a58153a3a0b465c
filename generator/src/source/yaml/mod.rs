//! YAML: a text comes in, the same [`Tree`] as from JSON goes out. YAML 1.2 with the core schema, and merge keys.
//!
//! The grammar is saphyr-parser's work; here its events become nodes: scalars get their types, aliases become the node they
//! name, names become text.

mod frame;
mod marks;
mod scalar;

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use self::frame::{Frame, Holds, Key};
use self::marks::Marks;
use super::{DocId, Kind, Location, MAX_DEPTH, NodeId, Parsed, Problem, ProblemKind, Span, Syntax, Tree, TreeBuilder};

/// How many nodes a document with aliases may have when they are written out.
pub const MAX_EXPANDED: u64 = 5_000_000;

/// Parses the first document of a YAML text.
pub fn parse(doc: DocId, text: &str) -> Parsed<Tree> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        doc,
        marks: Marks::new(text, body),
        builder: TreeBuilder::new(doc),
        frames: Vec::new(),
        anchors: BTreeMap::new(),
        expanded: 0,
        root: None,
        problems: Vec::new(),
    };
    let end = reader.document(Parser::new_from_str(body));
    let root = match end {
        Ok(()) => reader.root,
        Err(problem) => {
            reader.problems.push(problem);
            None
        }
    };
    if root.is_none() && reader.problems.is_empty() {
        reader.problems.push(Problem::new(Location { doc, span: Span::default() }, ProblemKind::Empty));
    }
    reader.problems.sort_by_key(|problem| problem.location);
    Parsed { tree: root.map(|root| reader.builder.finish(root)), problems: reader.problems }
}

/// What an anchor's number stands for.
enum Anchor {
    /// The node that starts here and has not ended.
    Open(Span),
    /// A node and how many nodes it has with aliases written out.
    Done { node: NodeId, size: u64 },
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

    fn syntax(&self, error: &saphyr_parser::ScanError) -> Problem {
        let kind = ProblemKind::Syntax { syntax: Syntax::Yaml, message: error.info().to_owned() };
        Problem::new(self.at(self.marks.character(error.marker().index())), kind)
    }

    /// Whether the next node is the name of a member.
    fn expects_key(&self) -> bool {
        self.frames.last().is_some_and(|frame| matches!(frame.holds, Holds::Mapping { key: None, .. }))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, tag: EventTag<'t>, span: Span) {
        let plain = style == ScalarStyle::Plain;
        let span = self.marks.trimmed(span);
        if self.expects_key() {
            self.scalar_key(text, plain, anchor, tag, span);
            return;
        }
        let span = self.frames.last().and_then(|frame| frame.place_of_nothing(text, plain, anchor, tag.is_some())).unwrap_or(span);
        let kind = self.typed(text, plain, tag, span);
        self.expanded += 1;
        let node = self.builder.push(span, kind);
        self.name(anchor, node, 1);
        self.attach(node, span);
    }

    /// A scalar in the place of a name: the name is what is written, so that `200:` and `"200":` are the same.
    fn scalar_key(&mut self, text: &str, plain: bool, anchor: usize, tag: EventTag<'t>, span: Span) {
        let merges = plain && text == "<<" && tag.as_ref().is_none_or(|tag| scalar::tag_name(tag) == "!!merge");
        if anchor != 0 {
            let kind = self.typed(text, plain, tag, span);
            let node = self.builder.push(span, kind);
            self.name(anchor, node, 1);
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
        let (node, size) = match self.anchors.get(&anchor) {
            Some(Anchor::Done { node, size }) => (*node, *size),
            open => {
                let problem = Problem::new(self.at(span), ProblemKind::RecursiveAlias);
                let anchor = if let Some(Anchor::Open(anchor)) = open { Some(self.at(*anchor)) } else { None };
                self.problems.push(Problem { also: anchor, ..problem });
                (self.builder.push(span, Kind::Null), 1)
            }
        };
        self.expanded = self.expanded.saturating_add(size);
        if self.expanded > MAX_EXPANDED {
            return Err(Problem::new(self.at(span), ProblemKind::TooManyNodes { limit: MAX_EXPANDED }));
        }
        self.attach(node, span);
        Ok(())
    }

    fn open(&mut self, holds: Holds, anchor: usize, tag: EventTag<'t>, span: Span) -> Result<(), Problem> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(Problem::new(self.at(span), ProblemKind::TooDeep { limit: MAX_DEPTH }));
        }
        if let Some(problem) = tag.and_then(|tag| holds.refuses(&tag)) {
            self.report(span, problem);
        }
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Open(span));
        }
        self.frames.push(Frame { start: span.start, end: span.end, anchor, before: self.expanded, holds });
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
        self.name(frame.anchor, node, self.expanded.saturating_sub(frame.before));
        self.attach(node, span);
    }

    /// From here on, aliases of `anchor` are `node`.
    fn name(&mut self, anchor: usize, node: NodeId, size: u64) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Done { node, size });
        }
    }

    /// Puts a finished node where it belongs: under the next name, at the end of the list, or at the top.
    fn attach(&mut self, node: NodeId, span: Span) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = frame.end.max(span.end);
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
