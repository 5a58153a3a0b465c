//! The parsers and the messages: what is read, what is refused, how that is shown, and that nothing panics.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on shall say so and stop")]
#![allow(clippy::format_collect, clippy::too_many_lines, reason = "texts made once, tables of cases")]

mod corpus;
mod fuzz;
mod json;
mod render;
mod xml;
mod yaml;

use wiretype::source::{DocId, Kind, NodeRef, Parsed, Problem, Tree};

/// The document of every test.
const DOC: DocId = DocId(0);

/// A node as compact JSON.
fn compact(node: NodeRef<'_>) -> String {
    match node.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Bool(value) => value.to_string(),
        Kind::Number(text) => text.to_string(),
        Kind::String(text) => quoted(text),
        Kind::Array(_) => format!("[{}]", node.items().map(compact).collect::<Vec<_>>().join(",")),
        Kind::Object(_) => {
            let members = node.entries().map(|(entry, value)| format!("{}:{}", quoted(&entry.key), compact(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A problem as the message that people read, the text it marks, and the second place.
fn describe(problem: &Problem, text: &str) -> String {
    let diagnostic = wiretype::diag::parse_problem(problem);
    let marked = |span: wiretype::source::Span| text.get(span.start as usize..span.end as usize).unwrap().to_owned();
    let also = problem.also.map(|also| format!(" (also `{}` at {})", marked(also.span), also.span.start)).unwrap_or_default();
    let span = problem.location.span;
    format!("{}: {} [`{}` at {}]{also}", diagnostic.code.id, diagnostic.message, marked(span), span.start)
}

/// Everything that a parser says: the tree, then a line for each problem.
fn outcome(parsed: &Parsed<Tree>, text: &str) -> String {
    let tree = parsed.tree.as_ref().map(|tree| compact(tree.root()));
    let lines: Vec<String> = tree.into_iter().chain(parsed.problems.iter().map(|problem| describe(problem, text))).collect();
    lines.join("\n")
}

/// Runs cases of text and outcome, and shows every one that differs.
fn check(parse: impl Fn(&str) -> Parsed<Tree>, cases: &[(&str, &str)]) {
    let differ: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = outcome(&parse(text), text);
            (found != *expected).then(|| format!("{text:?}\n  expected {expected:?}\n  found    {found:?}"))
        })
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
