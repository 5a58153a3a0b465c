//! Doc comments: Markdown of a document comes in, lines that rustdoc, rustc and clippy take without a warning come out.

use crate::ir::Docs;

/// The doc comment of a thing that is called something else on the wire: it begins with that name if the document says nothing.
pub fn lines_or_name(docs: &Docs, name: &str) -> Vec<String> {
    if is_silent(docs) { lines(&Docs { summary: Some(wire_name(name)), ..docs.clone() }) } else { lines(docs) }
}

/// The doc comment of a thing without a name: where it is declared if the document says nothing.
pub fn lines_or_place(docs: &Docs, pointer: &str) -> Vec<String> {
    let place = || format!("Declared in place, at {}.", wire_name(pointer));
    if is_silent(docs) { lines(&Docs { summary: Some(place()), ..docs.clone() }) } else { lines(docs) }
}

fn is_silent(docs: &Docs) -> bool {
    let silent = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    silent(&docs.summary) && silent(&docs.description)
}

/// A name or text of the wire as it is shown in a doc comment.
fn wire_name(name: &str) -> String {
    let plain = name.replace(['`', '\n', '\r'], " ");
    if plain.trim().is_empty() { "The empty text.".to_owned() } else { format!("`{plain}`") }
}

/// The first line of a thing's documentation.
pub fn first_line(docs: &Docs) -> Vec<String> {
    let said = docs.summary.as_ref().or(docs.description.as_ref());
    let first = said.and_then(|text| text.trim().lines().next()).map(str::to_owned);
    lines(&Docs { summary: first, ..Docs::default() })
}

/// The doc comment of a thing, line by line without the leading space.
pub fn lines(docs: &Docs) -> Vec<String> {
    let mut lines = Vec::new();
    let summary = docs.summary.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let description = docs.description.as_deref().map(str::trim).filter(|text| !text.is_empty());
    for text in summary.into_iter().chain(description.filter(|text| Some(*text) != summary)) {
        paragraph(&mut lines, text);
    }
    if let Some(reason) = &docs.deprecated {
        paragraph(&mut lines, format!("**Deprecated.** {}", reason.trim()).trim());
    }
    for note in &docs.notes {
        paragraph(&mut lines, &format!("Note: {}", note.trim()));
    }
    if let Some(link) = docs.link.as_deref().filter(|link| is_plain_url(link)) {
        separate(&mut lines);
        lines.push(format!("See <{link}>."));
    }
    lines
}

fn separate(lines: &mut Vec<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
}

fn paragraph(lines: &mut Vec<String>, text: &str) {
    separate(lines);
    let mut writer = Writer { lines, fenced: false, indent: 0 };
    text.lines().for_each(|line| writer.line(line));
    if writer.fenced {
        writer.lines.push("```".to_owned());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
}

struct Writer<'l> {
    lines: &'l mut Vec<String>,
    fenced: bool,
    /// How far the text of the current list item is indented.
    indent: usize,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        let clean: String = line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| is_shown(*c)).collect();
        let text = clean.trim();
        if text.starts_with("```") || text.starts_with("~~~") {
            self.fence();
        } else if self.fenced {
            self.lines.push(clean.trim_end().to_owned());
        } else if text.is_empty() {
            self.indent = 0;
            separate_once(self.lines);
        } else {
            self.prose(text);
        }
    }

    /// Code is never Rust, so that it is not run as a test.
    fn fence(&mut self) {
        self.indent = 0;
        self.lines.push(if self.fenced { "```" } else { "```text" }.to_owned());
        self.fenced = !self.fenced;
    }

    fn prose(&mut self, text: &str) {
        let marker = list_marker(text);
        if marker > 0 {
            self.indent = marker;
            let (head, rest) = text.split_at(marker);
            self.lines.push(format!("{head}{}", escape(rest.trim_start())));
        } else {
            self.lines.push(format!("{}{}", " ".repeat(self.indent), escape(text)));
        }
    }
}

fn separate_once(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
}

/// Whether a character may stand in a comment.
pub fn is_shown(c: char) -> bool {
    // Control characters are refused by rustc, directional marks can hide text.
    !c.is_control() && !matches!(u32::from(c), 0x200B | 0x200E..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF)
}

/// The width of a list marker with the space behind it; 0 if the line starts no list item.
fn list_marker(text: &str) -> usize {
    if ["- ", "* ", "+ "].iter().any(|marker| text.starts_with(marker)) {
        return 2;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let dotted = text[digits..].starts_with(". ") || text[digits..].starts_with(") ");
    if (1..=3).contains(&digits) && dotted { digits + 2 } else { 0 }
}

/// Keeps rustdoc from reading HTML, headings and broken links into the text; addresses and links to addresses stay links.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    let balanced = text.matches('`').count().is_multiple_of(2);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let live = !in_code;
        if let Some((link, length)) = link(rest).filter(|_| live) {
            out.push_str(&link);
            rest = &rest[length..];
            continue;
        }
        match c {
            '`' if balanced => {
                in_code = !in_code;
                out.push(c);
            }
            '`' => out.push_str("\\`"),
            '[' | ']' | '<' | '>' | '\\' if live => out.extend(['\\', c]),
            '#' | '=' if out.is_empty() => out.extend(['\\', c]),
            _ => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// An address or a Markdown link to one at the start of a text, as it is to be written, and its length in the text.
fn link(text: &str) -> Option<(String, usize)> {
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(|c: char| !c.is_ascii_graphic() || "<>\"`\\[](){}|*".contains(c)).unwrap_or(text.len());
        let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '_']);
        return (url.len() > "https://".len()).then(|| (format!("<{url}>"), url.len()));
    }
    let (label, after) = text.strip_prefix('[')?.split_once(']')?;
    let (url, _) = after.strip_prefix('(')?.split_once(')')?;
    let plain = is_plain_url(url) && !url.contains('(') && !label.is_empty() && !label.contains(['[', '<', '>', '\\', '`']);
    plain.then(|| (format!("[{label}]({url})"), label.len() + url.len() + 4))
}

fn is_plain_url(link: &str) -> bool {
    (link.starts_with("https://") || link.starts_with("http://"))
        && link.chars().all(|c| c.is_ascii_graphic() && !"<>\"`\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::ir::Docs;

    #[test]
    fn markdown_is_tamed() {
        let cases = [
            ("One [link](x) <b>", vec!["One \\[link\\](x) \\<b\\>"]),
            ("a\n\n    code\n", vec!["a", "", "code"]),
            ("```rust\nlet x;\n", vec!["```text", "let x;", "```"]),
            ("- one\ntwo\n\nthree", vec!["- one", "  two", "", "three"]),
            ("see http://x.yz.", vec!["see <http://x.yz>."]),
            ("[a](https://b.c) [d](e)", vec!["[a](https://b.c) \\[d\\](e)"]),
            ("`a[0]` and `", vec!["\\`a\\[0\\]\\` and \\`"]),
            ("  \n\u{202e}x\n", vec!["x"]),
            ("| a | b |\n|---|---|\n# c", vec!["| a | b |", "|---|---|", "\\# c"]),
        ];
        for (text, expected) in cases {
            let docs = Docs { description: Some(text.to_owned()), ..Docs::default() };
            assert_eq!(lines(&docs), expected, "{text:?}");
        }
    }
}
