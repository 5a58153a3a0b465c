//! Parsed documents as text: one node a line, with line and column.

use std::fmt::Write;

use wiretype::diag::render::SourceText;
use wiretype::front::Documents;
use wiretype::input::Sources;
use wiretype::source::xml::Element;
use wiretype::source::{Kind, Location, NodeRef};

/// How many nodes are printed: aliases let a few lines stand for billions.
const LIMIT: usize = 5_000_000;

/// Every document.
pub fn dump(sources: &Sources) -> String {
    let mut dump = Dump { sources, text: String::new(), nodes: 0 };
    for doc in sources.ids() {
        let _ = writeln!(dump.text, "document {}", SourceText::path(sources, doc));
        if let Some(tree) = sources.tree(doc) {
            dump.node(tree.root(), "", 1);
        } else if let Some(xml) = Documents::xml(sources, doc) {
            dump.element(xml.root(), 1);
        } else {
            dump.text.push_str("  not readable\n");
        }
    }
    if dump.nodes >= LIMIT {
        dump.text.push_str("… and more\n");
    }
    dump.text
}

struct Dump<'s> {
    sources: &'s Sources,
    text: String,
    nodes: usize,
}

impl Dump<'_> {
    fn node(&mut self, node: NodeRef<'_>, label: &str, depth: usize) {
        let value = match node.kind() {
            Kind::Null => "null".to_owned(),
            Kind::Bool(value) => value.to_string(),
            Kind::Number(text) => text.to_string(),
            Kind::String(text) => format!("{text:?}"),
            Kind::Array(items) => format!("array of {}", items.len()),
            Kind::Object(members) => format!("object of {}", members.len()),
        };
        if !self.line(node.location(), depth, label, &value) {
            return;
        }
        for (index, item) in node.items().enumerate() {
            self.node(item, &format!("{index}: "), depth + 1);
        }
        for (entry, member) in node.entries() {
            self.node(member, &format!("{:?}: ", entry.key), depth + 1);
        }
    }

    fn element(&mut self, element: Element<'_>, depth: usize) {
        let mut value = format!("<{}>", element.name());
        if !element.namespace().is_empty() {
            let _ = write!(value, " {{{}}}", element.namespace());
        }
        for attribute in element.attributes() {
            let _ = write!(value, " {}={:?}", attribute.name, attribute.value);
        }
        if !element.text().trim().is_empty() {
            let _ = write!(value, " {:?}", element.text().trim());
        }
        if !self.line(element.location(), depth, "", &value) {
            return;
        }
        for child in element.children() {
            self.element(child, depth + 1);
        }
    }

    /// One line; `false` when there are enough.
    fn line(&mut self, location: Location, depth: usize, label: &str, value: &str) -> bool {
        self.nodes += 1;
        if self.nodes >= LIMIT {
            return false;
        }
        let lines = self.sources.lines(location.doc);
        let (line, column) = lines.line_column(self.sources.text(location.doc), location.span.start);
        let _ = writeln!(self.text, "{:indent$}{label}{value}  @{line}:{column}", "", indent = depth * 2);
        true
    }
}
