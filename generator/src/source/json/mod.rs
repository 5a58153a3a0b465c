//! JSON: a text comes in, a [`Tree`] goes out. Strictly RFC 8259, apart from a byte order mark, which is skipped.

mod scan;

use self::scan::{Cursor, Fault};
use super::members::unique;
use super::{DocId, Entry, Kind, MAX_DEPTH, NodeId, Parsed, Problem, ProblemKind, Span, Tree, TreeBuilder};

/// Parses a JSON text. Only duplicate names leave a tree behind; the first mistake in the grammar ends the reading.
pub fn parse(doc: DocId, text: &str) -> Parsed<Tree> {
    let mut parser = Parser {
        cursor: Cursor::new(doc, text),
        builder: TreeBuilder::new(doc),
        items: Vec::new(),
        entries: Vec::new(),
        problems: Vec::new(),
    };
    match parser.document() {
        Ok(root) => Parsed { tree: Some(parser.builder.finish(root)), problems: parser.problems },
        Err(fault) => {
            parser.problems.push(fault.into());
            Parsed { tree: None, problems: parser.problems }
        }
    }
}

struct Parser<'t> {
    cursor: Cursor<'t>,
    builder: TreeBuilder,
    /// Items of the arrays being read, innermost last, so that each array is allocated once and at its size.
    items: Vec<NodeId>,
    /// Members of the objects being read.
    entries: Vec<Entry>,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<NodeId, Fault> {
        self.cursor.skip_space();
        if self.cursor.peek().is_none() {
            return Err(self.cursor.fault(self.cursor.here(), ProblemKind::Empty));
        }
        let root = self.value(0)?;
        self.cursor.skip_space();
        match self.cursor.peek() {
            None => Ok(root),
            Some(_) => Err(self.cursor.unexpected("the end of the text")),
        }
    }

    /// Reads the value that starts here; white space before it has been skipped.
    fn value(&mut self, depth: usize) -> Result<NodeId, Fault> {
        let start = self.cursor.at();
        let kind = match self.cursor.peek() {
            Some(b'"') => Kind::String(self.cursor.string()?),
            Some(b'{') => return self.object(depth),
            Some(b'[') => return self.array(depth),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.cursor.number()?),
            _ => self.cursor.word()?,
        };
        Ok(self.builder.push(Span::new(start, self.cursor.at()), kind))
    }

    fn array(&mut self, depth: usize) -> Result<NodeId, Fault> {
        let start = self.open(depth)?;
        let first = self.items.len();
        if self.cursor.peek() == Some(b']') {
            self.cursor.bump();
        } else {
            loop {
                let item = self.value(depth + 1)?;
                self.items.push(item);
                if self.separator(start, b']')? {
                    break;
                }
            }
        }
        let items = self.items.split_off(first);
        Ok(self.builder.push(Span::new(start, self.cursor.at()), Kind::Array(items)))
    }

    fn object(&mut self, depth: usize) -> Result<NodeId, Fault> {
        let start = self.open(depth)?;
        let first = self.entries.len();
        if self.cursor.peek() == Some(b'}') {
            self.cursor.bump();
        } else {
            loop {
                let entry = self.member(depth, start)?;
                self.entries.push(entry);
                if self.separator(start, b'}')? {
                    break;
                }
            }
        }
        let mut entries = self.entries.split_off(first);
        unique(self.cursor.doc(), &mut entries, &mut self.problems);
        Ok(self.builder.push(Span::new(start, self.cursor.at()), Kind::Object(entries)))
    }

    fn member(&mut self, depth: usize, open: usize) -> Result<Entry, Fault> {
        let start = self.cursor.at();
        match self.cursor.peek() {
            Some(b'"') => {}
            None => return Err(self.cursor.unclosed(open)),
            Some(_) => return Err(self.cursor.unexpected("the name of a member in double quotes")),
        }
        let key = self.cursor.string()?;
        let key_span = Span::new(start, self.cursor.at());
        self.cursor.skip_space();
        match self.cursor.peek() {
            Some(b':') => self.cursor.bump(),
            None => return Err(self.cursor.unclosed(open)),
            Some(_) => return Err(self.cursor.unexpected("a colon after the name of a member")),
        }
        self.cursor.skip_space();
        let value = self.value(depth + 1)?;
        Ok(Entry { key, key_span, value })
    }

    /// Steps over the opening bracket and the white space after it; gives the bracket's place.
    fn open(&mut self, depth: usize) -> Result<usize, Fault> {
        let start = self.cursor.at();
        if depth >= MAX_DEPTH {
            return Err(self.cursor.fault(Span::new(start, start + 1), ProblemKind::TooDeep { limit: MAX_DEPTH }));
        }
        self.cursor.bump();
        self.cursor.skip_space();
        Ok(start)
    }

    /// Reads what follows an item or member: a comma, or the closing bracket, when it says `true`.
    fn separator(&mut self, open: usize, close: u8) -> Result<bool, Fault> {
        self.cursor.skip_space();
        match self.cursor.peek() {
            Some(byte) if byte == close => {
                self.cursor.bump();
                Ok(true)
            }
            Some(b',') => {
                let comma = self.cursor.here();
                self.cursor.bump();
                self.cursor.skip_space();
                match self.cursor.peek() {
                    Some(byte) if byte == close => {
                        Err(self.cursor.syntax(comma, format!("a comma must not stand before the closing `{}`", char::from(close))))
                    }
                    _ => Ok(false),
                }
            }
            None => Err(self.cursor.unclosed(open)),
            Some(_) => Err(self.cursor.unexpected(if close == b']' { "a comma or `]`" } else { "a comma or `}`" })),
        }
    }
}
