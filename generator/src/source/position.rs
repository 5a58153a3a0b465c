//! Places in documents: a byte range of one document; line and column are computed only when a message is printed.

/// A document of the run, an index into the list of loaded sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// A half-open byte range `start..end` of one document's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`; documents of 4 GiB and more are refused when loading, so offsets fit.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }
}

/// A span together with the document it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The document.
    pub doc: DocId,
    /// The range in its text.
    pub span: Span,
}

impl Location {
    /// How long the span is, if it is around another place.
    pub fn length_around(self, inner: Location) -> Option<u32> {
        let (span, within) = (self.span, inner.span);
        let around = self.doc == inner.doc && span.start <= within.start && within.end <= span.end;
        around.then(|| span.end - span.start)
    }
}

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many characters there are before every [`STEP`]th byte; nothing if all characters are bytes.
    noted: Option<Vec<u32>>,
}

/// So many bytes apart, the number of characters is noted.
const STEP: usize = 1024;

impl LineIndex {
    /// Finds every line start of `text`.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| Span::new(at + 1, 0).start));
        let note = || {
            let blocks = text.as_bytes().chunks(STEP);
            let before = blocks.scan(0, |count, block| {
                let before = *count;
                *count += characters(block);
                Some(Span::new(before, 0).start)
            });
            before.collect()
        };
        Self { starts: starts.collect(), noted: if text.is_ascii() { None } else { Some(note()) } }
    }

    /// Line and column of a byte offset, both counted from one; columns count characters, as editors do.
    pub fn line_column(&self, text: &str, offset: u32) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0) as usize;
        let end = (offset as usize).min(text.len());
        (line, self.characters(text, end).saturating_sub(self.characters(text, start)) + 1)
    }

    /// How many characters there are before an offset.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let Some(noted) = &self.noted else { return offset };
        let block = offset / STEP;
        let before = noted.get(block).map_or_else(|| characters(text.as_bytes()), |count| *count as usize);
        before + text.as_bytes().get(block * STEP..offset).map_or(0, characters)
    }

    /// Where a line counted from one starts; the end past the last.
    pub fn start(&self, text: &str, line: usize) -> usize {
        line.checked_sub(1).and_then(|index| self.starts.get(index)).map_or(text.len(), |start| *start as usize)
    }

    /// The byte offset of a line and column, both counted from one; the end of the line for columns past it.
    pub fn offset(&self, text: &str, line: usize, column: usize) -> usize {
        let content = self.line(text, line);
        self.start(text, line) + content.char_indices().nth(column.saturating_sub(1)).map_or(content.len(), |(at, _)| at)
    }

    /// The text of a line counted from one, without its line break; empty past the end.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(line).map_or(text.len(), |next| *next as usize);
        text.get(*start as usize..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
