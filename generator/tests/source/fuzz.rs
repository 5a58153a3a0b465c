//! Nothing makes a parser panic: texts with bytes changed at random, the same on every run.

use wiretype::source::{Parsed, Syntax, Tree, parse, xml};

use super::{DOC, compact, describe};

/// A linear congruential generator.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

const SEEDS: &[&str] = &[
    "{\"a\": [1, -2.5e3, \"x\\u00e9\\ud83d\\ude00\"], \"b\": {\"c\": null, \"d\": true}, \"e\": false}",
    "a: &x\n  - 1\n  - {b: c, d: [e, \"f\\n\"]}\nb: *x\nc:\n  <<: {d: 1}\n? k\n: v\ntext: |\n  é\n  x\nlast: !!int 5\n",
    "---\n- - a\n  - b: >-\n      folded\n      text\n\n  # comment\n- 'it''s': ~\n...\n---\nmore: 1\n",
    "<?xml version=\"1.0\"?><a xmlns=\"u\" xmlns:p=\"v\"><!-- c --><p:b c='1' p:d=\"&lt;é\">t&#x41;<![CDATA[x]]></p:b><e/></a>",
    "%YAML 1.2\n---\n\"a\n  b\": {\n}\n[x]: y\n",
];

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "\\",
    "\n",
    "\t",
    " ",
    "  ",
    "- ",
    "? ",
    ": ",
    "#",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "|",
    ">",
    "%",
    "@",
    "---\n",
    "...\n",
    "<<: ",
    "é",
    "😀",
    "\u{feff}",
    "\u{0}",
    "\r",
    "\u{85}",
    "\u{2028}",
    "0",
    "-",
    ".",
    "e",
    "\\u",
    "<",
    ">",
    "/",
    "</a>",
    "<!DOCTYPE a [",
    "&lt;",
    "]]>",
    "<!--",
    "{a: ",
    "\"a\": ",
    "0x",
    ".inf",
];

/// A seed with some pieces put in, taken out or doubled.
fn text(random: &mut Random, seeds: &[&str], changes: usize) -> String {
    let mut text: Vec<char> = seeds[random.below(seeds.len())].chars().collect();
    for _ in 0..=random.below(changes) {
        let at = random.below(text.len());
        let end = (at + random.below(12)).min(text.len());
        match random.below(4) {
            0 => drop(text.drain(at..end)),
            1 => {
                let copy: Vec<char> = text[at..end].to_vec();
                drop(text.splice(at..at, copy));
            }
            _ => drop(text.splice(at..at, PIECES[random.below(PIECES.len())].chars())),
        }
    }
    text.into_iter().collect()
}

/// Every place can be shown.
fn sound(text: &str, parsed: &Parsed<Tree>) {
    for problem in &parsed.problems {
        describe(problem, text);
    }
    assert!(parsed.tree.is_some() || !parsed.problems.is_empty(), "{text:?}");
    let mut waiting: Vec<_> = parsed.tree.iter().map(Tree::root).collect();
    while let Some(node) = waiting.pop() {
        let span = node.location().span;
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{text:?} {node:?}");
        waiting.extend(node.items().chain(node.entries().map(|(_, value)| value)));
    }
}

#[test]
fn nothing_panics() {
    let rounds = std::env::var("WIRETYPE_FUZZ").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3_000);
    let mut random = Random(1);
    for _ in 0..rounds {
        let text = text(&mut random, SEEDS, 8);
        for promised in [None, Some(Syntax::Json), Some(Syntax::Yaml)] {
            sound(&text, &parse(DOC, &text, promised));
        }
        let parsed = xml::parse(DOC, &text);
        assert!(parsed.tree.is_some() || !parsed.problems.is_empty());
        for problem in &parsed.problems {
            describe(problem, &text);
        }
    }
}

/// What our JSON parser accepts, another accepts, and says the same about; and the other way round.
#[test]
fn agrees_with_another_json_reader() {
    let mut random = Random(2);
    let mut both = 0;
    for _ in 0..20_000 {
        let text = text(&mut random, &SEEDS[..1], 3);
        let ours = wiretype::source::json::parse(DOC, &text);
        let theirs = serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}'));
        match (&ours.tree, theirs) {
            (Some(tree), Ok(value)) if ours.problems.is_empty() => {
                assert_eq!(serde_json::from_str::<serde_json::Value>(&compact(tree.root())).unwrap(), value, "{text:?}");
                both += 1;
            }
            (Some(_), Ok(_)) | (None, Err(_)) => {}
            (Some(_), Err(error)) => panic!("only we accept {text:?}: {error}"),
            (None, Ok(_)) => assert!(text.starts_with("\u{feff}\u{feff}"), "only the other accepts {text:?}: {:?}", ours.problems),
        }
    }
    assert!(both > 1_000, "{both}");
}
