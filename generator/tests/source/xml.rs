//! XML: elements, attributes, text and places; what is refused.

use wiretype::source::xml::{Element, parse};

use super::{DOC, describe};

/// An element as one line: `{namespace}name[attribute=value…]"text"(children)`.
fn show(element: Element<'_>) -> String {
    let name = |namespace: &str, name: &str| if namespace.is_empty() { name.to_owned() } else { format!("{{{namespace}}}{name}") };
    let attributes = element.attributes().iter().map(|one| format!("[{}={}]", name(&one.namespace, &one.name), one.value));
    let attributes: String = attributes.collect();
    let children: Vec<String> = element.children().map(show).collect();
    let children = if children.is_empty() { String::new() } else { format!("({})", children.join(" ")) };
    format!("{}{attributes}{:?}{children}", name(element.namespace(), element.name()), element.text())
}

#[test]
fn reads_xml() {
    let cases = [
        ("<a/>", "a\"\""),
        (
            "\u{feff}<?xml version='1.0' encoding='utf-8'?>\n<a b='1' c=\"&lt;&#x41;'\">t<!-- n --><b/>u<![CDATA[<v>]]></a>\n",
            "a[b=1][c=<A']\"tu<v>\"(b\"\")",
        ),
        ("<p:a xmlns:p='u' xmlns='v' p:x='1' y='2'><b><p:c/></b><d/></p:a>", "{u}a[{u}x=1][y=2]\"\"({v}b\"\"({u}c\"\") {v}d\"\")"),
    ];
    for (text, expected) in cases {
        let parsed = parse(DOC, text);
        assert_eq!(parsed.tree.map(|tree| show(tree.root())).as_deref(), Some(expected), "{text}: {:?}", parsed.problems);
    }
}

#[test]
fn refuses_what_is_not_xml() {
    let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
    let cases = [
        ("", "E0014: the document is empty [`` at 0]"),
        ("<a>", "E0003: this is not valid XML: the root node was opened but never closed [`` at 3]"),
        ("<é><b>\n</c></é>", "E0003: this is not valid XML: expected `b` tag, not `c` [`<` at 8]"),
        ("<a b='1' b='2'/>", "E0003: this is not valid XML: attribute `b` is already defined [`b` at 9]"),
        ("<a>\n  <p:b/></a>", "E0003: this is not valid XML: an unknown namespace prefix `p` [`p` at 7]"),
        ("<a>&unknown;</a>", "E0003: this is not valid XML: unknown entity reference `unknown` [`&` at 3]"),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "E0013: a document type declaration is refused [`<!DOCTYPE` at 0]"),
        (&deep, "E0005: the document is nested deeper than 256 levels [`<a>` at 768]"),
    ];
    for (text, expected) in cases {
        let found: Vec<String> = parse(DOC, text).problems.iter().map(|problem| describe(problem, text)).collect();
        assert_eq!(found.join("\n"), expected, "{text}");
    }
}

#[test]
fn places_are_bytes() {
    let text = "\u{feff}<é>\n  <b c = \"1>'\"\n     d='é'>text</b>\n</é>";
    let tree = parse(DOC, text).tree.unwrap();
    let marked = |location: wiretype::source::Location| &text[location.span.start as usize..location.span.end as usize];
    let child = tree.root().children().next().unwrap();
    assert_eq!(marked(tree.root().location()), "<é>");
    assert_eq!(marked(child.location()), "<b c = \"1>'\"\n     d='é'>");
    assert_eq!(marked(child.attribute("c").unwrap().location), "c = \"1>'\"");
    assert_eq!(marked(child.attribute("c").unwrap().value_location), "1>'");
    assert_eq!(marked(child.attribute("d").unwrap().value_location), "é");
}

/// Elements nested without end use up no stack.
#[test]
fn depth_costs_no_stack() {
    let text = "<a>".repeat(200_000);
    assert!(parse(DOC, &text).tree.is_none());
    let text = format!("{text}{}", "</a>".repeat(200_000));
    assert!(parse(DOC, &text).tree.is_none());
}
