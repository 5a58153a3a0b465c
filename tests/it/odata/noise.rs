//! Anything for a URL or a query: an answer comes back, and soon; offsets are inside of the text, and what is understood is printed
//! so that it is understood again.

use std::time::{Duration, Instant};

use wiretype_generated::archive;
use wiretype_generated::everything_odata::service::SERVICE;
use wiretype_runtime::odata::{Options, Query, resolve, resolve_with};

use super::lines;

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// Lines with pieces of other lines in them.
fn mixed(name: &str, rounds: usize) -> Vec<String> {
    let lines = lines(name);
    let mut dice = Dice(7);
    let mut out = Vec::new();
    for _ in 0..rounds {
        let mut text: Vec<char> = lines[dice.roll(lines.len())].chars().collect();
        let other: Vec<char> = lines[dice.roll(lines.len())].chars().collect();
        let (from, length, at) = (dice.roll(other.len()), dice.roll(12), dice.roll(text.len()));
        let piece: Vec<char> = other.into_iter().skip(from).take(length).collect();
        let until = (at + dice.roll(6)).min(text.len());
        text.splice(at..until, piece);
        out.push(text.into_iter().collect());
    }
    out
}

#[test]
fn mixed_urls() {
    for line in mixed("urls.txt", 4000) {
        let url = line.split_once(' ').map_or(line.as_str(), |(_, url)| url);
        for options in [Options::default(), Options::GRAPH, Options { templates: true, compose_all: true, ..Options::GRAPH }] {
            match resolve_with(&SERVICE, url, Some("GET"), &options) {
                Ok(resource) => assert!(!resource.to_string().contains("//") || url.contains("//"), "{url}: {resource}"),
                Err(error) => assert!(error.offset <= url.len(), "{url}: {error}"),
            }
        }
    }
}

#[test]
fn mixed_queries() {
    let resource = resolve(&SERVICE, "/items").unwrap();
    for line in mixed("queries.txt", 6000) {
        let query = line.split_once('?').map_or(line.as_str(), |(_, query)| query).replace('%', "");
        match Query::parse(&SERVICE, &resource, &query) {
            Ok(parsed) if !query.contains("$skiptoken") => {
                let text = parsed.to_string();
                let again = Query::parse(&SERVICE, &resource, &text);
                assert_eq!(again.map_err(|error| error.to_string()), Ok(parsed), "{query}\n{text}");
            }
            Ok(_) => {}
            Err(errors) => errors.errors.iter().for_each(|error| assert!(error.offset <= query.len(), "{query}: {error}")),
        }
    }
}

/// What is long or deep costs no more than it is long, and never the stack.
#[test]
fn long_and_deep_texts() {
    let resource = resolve(&SERVICE, "/items").unwrap();
    let start = Instant::now();
    let many = |text: &str, count: usize| text.repeat(count);
    let queries = [
        format!("$filter={}", many("(", 100_000)),
        format!("$filter={}1", many("not ", 100_000)),
        format!("$filter={}1", many("-", 100_000)),
        format!("$filter=1 eq 1{}", many(" and 1 eq 1", 100_000)),
        format!("$filter=parts/any({}", many("p:parts/any(", 10_000)),
        format!("$expand={}", many("owner($expand=friends($expand=", 10_000)),
        format!("$search={}", many("NOT ", 100_000)),
        format!("$search={}", many("a ", 100_000)),
        format!("$select={}", many("name,", 100_000)),
        format!("$filter=name eq '{}", many("''", 100_000)),
        format!("$filter={}", many("[", 100_000)),
        format!("$filter={}", many("case(", 100_000)),
        many("&", 100_000),
    ];
    for query in &queries {
        let _ = Query::parse(&SERVICE, &resource, query);
    }
    for url in [
        many("/a", 100_000),
        many("/items('", 50_000),
        format!("/items{}", many("(", 100_000)),
        format!("/items({}", many("'", 99_999)),
    ] {
        assert!(resolve(&SERVICE, &url).is_err());
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Paths between colons may follow each other as often as a URL is long.
#[test]
fn thousands_of_paths_between_colons() {
    let url = format!("folders('f'){}", ":/a:".repeat(100_000));
    let resource = resolve(&archive::service::SERVICE, &url).unwrap();
    assert_eq!(resource.segments.len(), 100_002);
}
