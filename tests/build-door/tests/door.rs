//! What the build script generated reads, checks and writes.

use build_door::Money;
use build_door::library::models::Book;
use build_door::shelf::models::Shelf;
use build_door::till::models::Price;
use wiretype_runtime::Model;

#[test]
fn books_are_read_checked_and_written() {
    let text = r#"{"title":"Momo","pages":304,"published":"1973-01-01"}"#;
    let mut book = Book::from_json(text.as_bytes()).expect("a good book");
    assert_eq!((book.title.as_str(), book.pages), ("Momo", 304));
    assert_eq!(book.to_json(), text);
    book.pages = 0;
    let report = book.check().expect_err("no pages");
    assert_eq!(report.iter().map(|violation| violation.pointer.as_str()).collect::<Vec<_>>(), ["/pages"]);
    let report = Book::from_json(br#"{"title":"","published":"today"}"#).expect_err("three mistakes");
    assert_eq!(report.len(), 3, "{report}");
}

#[test]
fn shelves_are_read_and_written() {
    let shelf = Shelf::from_json(br#"{"id":"a","length":2.50}"#).expect("a good shelf");
    assert_eq!(shelf.to_json(), r#"{"id":"a","length":2.50}"#);
}

/// Values are of the crate's own type, and still held to the schema.
#[test]
fn types_are_replaced() {
    struct Till;
    impl build_door::till::routes::Prices for Till {}
    let _ = build_door::till::routes::router(Till);
    let text = r#"{"net":"12.50","parts":["10.00","2.50"]}"#;
    let price = Price::from_json(text.as_bytes()).expect("a good price");
    assert_eq!((price.net, price.tax, price.parts.len()), (Money { cents: 1250 }, None, 2));
    assert_eq!(price.to_json(), text);
    let report = Price::from_json(br#"{"net":"12.5","tax":"a","parts":["1.00",2]}"#).expect_err("three mistakes");
    assert_eq!(report.iter().map(|violation| violation.pointer.as_str()).collect::<Vec<_>>(), ["/net", "/tax", "/parts/1"]);
}

/// Its files are folders of files: types and routes still name each other.
#[test]
fn large_modules_are_whole() {
    struct Service;
    impl build_door::warehouse::routes::Inbound for Service {}
    impl build_door::warehouse::routes::Outbound for Service {}
    impl build_door::warehouse::routes::Shelves for Service {}
    let _ = build_door::warehouse::routes::router(Service);
    let text = r#"{"name":"a","next":{"name":"b","kind":"cold"}}"#;
    let found = build_door::warehouse::models::Crate0::from_json(text.as_bytes()).expect("a good crate");
    assert_eq!(found.to_json(), text);
    let report = build_door::warehouse::models::Crate0::from_json(br#"{"name":"a","next":{"name":"B"}}"#).expect_err("a bad name");
    assert_eq!(report.iter().map(|violation| violation.pointer.as_str()).collect::<Vec<_>>(), ["/next/name"]);
}
