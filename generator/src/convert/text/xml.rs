//! An element comes in, indented XML goes out.

/// An element: its content is elements or text.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    /// An element without anything.
    pub(in super::super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The same with an attribute.
    #[must_use]
    pub(in super::super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// The same with an attribute, if there is a value.
    #[must_use]
    pub(in super::super) fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds an attribute.
    pub(in super::super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.attributes.push((name.to_owned(), value.into()));
    }

    /// The same with text.
    #[must_use]
    pub(in super::super) fn holding(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// Adds an element inside.
    pub(in super::super) fn push(&mut self, child: Element) {
        self.children.push(child);
    }

    /// Adds elements inside.
    pub(in super::super) fn extend(&mut self, children: impl IntoIterator<Item = Element>) {
        self.children.extend(children);
    }
}

/// The text of a document.
pub(in super::super) fn print(root: &Element) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
    write(&mut out, root, 0);
    out
}

fn write(out: &mut String, element: &Element, depth: usize) {
    indent(out, depth);
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value, true);
        out.push('"');
    }
    if element.children.is_empty() && element.text.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push('>');
    if element.children.is_empty() {
        escape(out, &element.text, false);
    } else {
        out.push('\n');
        for child in &element.children {
            write(out, child, depth + 1);
        }
        indent(out, depth);
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push_str(">\n");
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Characters with a meaning of their own are written as references; white space in attributes too, which is lost otherwise.
fn escape(out: &mut String, text: &str, attribute: bool) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#xA;"),
            '\t' if attribute => out.push_str("&#x9;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
}
