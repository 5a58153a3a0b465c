//! Queries against a small document: a query comes in, the pointers of what it selects are compared.

use super::{parse, select};
use crate::source::{DocId, Step, parse as parse_text};

const STORE: &str = r#"{"store": {"book": [
    {"category": "reference", "title": "Sayings", "price": 8.95},
    {"category": "fiction", "title": "Sword", "price": 12.99, "tags": ["a", "b"]},
    {"category": "fiction", "title": "Moby", "isbn": "0-553", "price": 8.99}],
    "bicycle": {"color": "red", "price": 399}}, "o p": {"é": null, "x": false}}"#;

/// The pointers of what a query selects, with blanks between them.
fn selected(query: &str) -> String {
    selected_in(STORE, query)
}

fn selected_in(document: &str, query: &str) -> String {
    let tree = parse_text(DocId(0), document, None).tree.expect("JSON");
    let query = parse(query).unwrap_or_else(|error| panic!("{query}: {error:?}"));
    let found = select(&query, tree.root()).expect("few nodes");
    let pointer = |steps: Vec<Step>| {
        steps.into_iter().map(|step| match step {
            Step::Key(key) => format!("/{key}"),
            Step::Index(index) => format!("/{index}"),
        })
    };
    found.iter().map(|found| pointer(found.steps()).collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[test]
fn queries_select() {
    let cases = [
        ("$", ""),
        ("$.store.bicycle.color", "/store/bicycle/color"),
        ("$['store'][\"bicycle\"]", "/store/bicycle"),
        ("$['o p'].é", "/o p/é"),
        ("$.store.*", "/store/book /store/bicycle"),
        ("$.store.book[0].title", "/store/book/0/title"),
        ("$.store.book[-1].title", "/store/book/2/title"),
        ("$.store.book[7]", ""),
        ("$.store.book[0,2].price", "/store/book/0/price /store/book/2/price"),
        ("$.store.book[1:]", "/store/book/1 /store/book/2"),
        ("$.store.book[:-1]", "/store/book/0 /store/book/1"),
        ("$.store.book[::-1]", "/store/book/2 /store/book/1 /store/book/0"),
        ("$.store.book[::2]", "/store/book/0 /store/book/2"),
        ("$.store.book[::0]", ""),
        ("$..price", "/store/book/0/price /store/book/1/price /store/book/2/price /store/bicycle/price"),
        ("$..[1]", "/store/book/1 /store/book/1/tags/1"),
        ("$..book[?@.isbn]", "/store/book/2"),
        ("$..book[?!@.isbn].title", "/store/book/0/title /store/book/1/title"),
        ("$..book[?(@.price < 10)].title", "/store/book/0/title /store/book/2/title"),
        ("$..book[?@.price<10 && @.category=='fiction']", "/store/book/2"),
        ("$..book[?@.title == \"Moby\" || @.tags[0] == 'a']", "/store/book/1 /store/book/2"),
        ("$..book[?@.price >= 12.990]", "/store/book/1"),
        ("$..book[?@.category != $.store.book[0].category].title", "/store/book/1/title /store/book/2/title"),
        ("$['o p'][?@ == null]", "/o p/é"),
        ("$['o p'][?@ == false]", "/o p/x"),
        ("$.store.book[?@.none == @.nothing]", "/store/book/0 /store/book/1 /store/book/2"),
        ("$.store[?@.color == 'red']", "/store/bicycle"),
        ("$ .store ['bicycle']", "/store/bicycle"),
    ];
    for (query, expected) in cases {
        assert_eq!(selected(query), expected, "{query}");
    }
}

#[test]
fn what_is_no_query_is_told() {
    let cases = [
        ("", 0),
        ("store", 0),
        ("$.", 2),
        ("$.store.", 8),
        ("$[", 2),
        ("$['a'", 5),
        ("$['a", 4),
        ("$[01]", 2),
        ("$[-0]", 2),
        ("$.1", 2),
        ("$[?]", 3),
        ("$[?@.a ==]", 9),
        ("$[?@.* == 1]", 11),
        ("$[?1]", 4),
        ("$[?!@.a == 1]", 10),
        ("$[?length(@.a) == 1]", 9),
        ("$ x", 1),
        ("$['\\x']", 5),
    ];
    for (query, offset) in cases {
        let error = parse(query).expect_err(query);
        assert_eq!(error.offset, offset, "{query}: {}", error.reason);
    }
    assert!(parse(&format!("$[?{}", "(".repeat(10_000))).is_err());
}

#[test]
fn deep_values_are_compared_whole() {
    let nested = |inner: u32| format!("{}{inner}{}", "[".repeat(200), "]".repeat(200));
    let document = |other: u32| format!(r#"[{{"a": {}, "b": {}}}]"#, nested(1), nested(other));
    assert_eq!(selected_in(&document(1), "$[?@.a == @.b]"), "/0");
    assert_eq!(selected_in(&document(2), "$[?@.a == @.b]"), "");
}
