//! Reads XML with roxmltree and keeps what CSDL needs: elements, attributes, text and their places.
//!
//! Document type declarations are refused, and with them every entity but XML's own five.

use roxmltree::{Document, Error, Node, ParsingOptions, TextPos};

use super::{Attribute, ElementData, XmlTree};
use crate::source::{DocId, LineIndex, Location, MAX_DEPTH, Parsed, Problem, ProblemKind, Span, Syntax};

/// Parses an XML document.
pub fn parse(doc: DocId, text: &str) -> Parsed<XmlTree> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let before = text.len() - body.len();
    if body.trim().is_empty() {
        return failed(Problem::new(Location { doc, span: Span::default() }, ProblemKind::Empty));
    }
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    match Document::parse_with_options(body, options) {
        Err(error) => failed(problem(&error, doc, text)),
        Ok(document) => {
            let mut reader = Reader { doc, body, before, elements: Vec::new() };
            match reader.elements(document.root_element()) {
                Ok(()) => Parsed { tree: Some(XmlTree::new(doc, reader.elements)), problems: Vec::new() },
                Err(problem) => failed(problem),
            }
        }
    }
}

fn failed(problem: Problem) -> Parsed<XmlTree> {
    Parsed { tree: None, problems: vec![problem] }
}

struct Reader<'t> {
    doc: DocId,
    body: &'t str,
    before: usize,
    elements: Vec<ElementData>,
}

impl Reader<'_> {
    /// Reads every element under `root` in document order, without recursion, so that depth costs no stack.
    fn elements(&mut self, root: Node<'_, '_>) -> Result<(), Problem> {
        let mut waiting = vec![(root, None, 1)];
        while let Some((node, parent, depth)) = waiting.pop() {
            let element = self.element(node);
            if depth > MAX_DEPTH {
                return Err(Problem::new(element.location, ProblemKind::TooDeep { limit: MAX_DEPTH }));
            }
            let index = self.elements.len();
            self.elements.push(element);
            if let Some(parent) = parent.and_then(|parent: usize| self.elements.get_mut(parent)) {
                parent.children.push(u32::try_from(index).unwrap_or(u32::MAX));
            }
            waiting.extend(node.children().rev().filter(Node::is_element).map(|child| (child, Some(index), depth + 1)));
        }
        Ok(())
    }

    fn element(&self, node: Node<'_, '_>) -> ElementData {
        let attributes = node.attributes().map(|attribute| Attribute {
            namespace: attribute.namespace().unwrap_or_default().into(),
            name: attribute.name().into(),
            value: attribute.value().into(),
            location: self.location(attribute.range()),
            value_location: self.location(attribute.range_value()),
        });
        let text: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
        ElementData {
            namespace: node.tag_name().namespace().unwrap_or_default().into(),
            name: node.tag_name().name().into(),
            attributes: attributes.collect(),
            text: text.into(),
            children: Vec::new(),
            location: self.location(self.start_tag(node)),
        }
    }

    /// The bytes from `<` to the first `>` outside of quotes.
    fn start_tag(&self, node: Node<'_, '_>) -> std::ops::Range<usize> {
        let start = node.range().start;
        let mut quote = None;
        for (length, byte) in self.body.bytes().skip(start).enumerate() {
            match (quote, byte) {
                (None, b'>') => return start..start + length + 1,
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
        }
        node.range()
    }

    fn location(&self, range: std::ops::Range<usize>) -> Location {
        Location { doc: self.doc, span: Span::new(self.before + range.start, self.before + range.end) }
    }
}

fn problem(error: &Error, doc: DocId, text: &str) -> Problem {
    let (span, kind) = match error {
        Error::DtdDetected => (declaration(text), ProblemKind::DocumentType),
        // These have no place of their own: the text ended too soon, or a limit was reached.
        Error::NoRootNode | Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            (Span::new(text.trim_end().len(), text.len()), syntax(error))
        }
        Error::NodesLimitReached | Error::AttributesLimitReached | Error::NamespacesLimitReached => {
            (Span::default(), syntax(error))
        }
        _ => (place(error.pos(), text), syntax(error)),
    };
    Problem::new(Location { doc, span }, kind)
}

fn syntax(error: &Error) -> ProblemKind {
    // Line and column are shown with the source; they need not be in the sentence as well.
    let message = error.to_string().replace(&format!(" at {}", error.pos()), "").replace('\'', "`");
    ProblemKind::Syntax { syntax: Syntax::Xml, message }
}

/// The `<!DOCTYPE` of the text.
fn declaration(text: &str) -> Span {
    let start = text.find("<!DOCTYPE").unwrap_or(0);
    Span::new(start, text.len().min(start + "<!DOCTYPE".len()))
}

/// The character at a line and column.
fn place(position: TextPos, text: &str) -> Span {
    let start = LineIndex::new(text).offset(text, position.row as usize, position.col as usize);
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(start, start + length)
}
