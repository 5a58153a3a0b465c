//! YAML: the same tree as another reader's, and what that reader does not tell.

use serde_yaml::Value;
use wiretype::source::yaml::parse;
use wiretype::source::{Kind, NodeRef};

use super::{DOC, check, outcome};

/// Where our tree of `text` and `serde_yaml`'s value differ.
pub fn differences(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let parsed = parse(DOC, text);
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let theirs = documents.next().map(|document| {
        let mut value: Value = serde_yaml::with::singleton_map::deserialize(document)?;
        value.apply_merge()?;
        Ok::<Value, serde_yaml::Error>(value)
    });
    match (parsed.tree, theirs) {
        (Some(tree), Some(Ok(value))) => {
            let mut found = Vec::new();
            compare(tree.root(), &value, "", &mut found);
            found
        }
        (None, None | Some(Err(_))) => Vec::new(),
        (None, Some(Ok(_))) => vec!["only the other reader reads it".to_owned()],
        // The other reader refuses repeated names.
        (Some(_), Some(Err(error))) if error.to_string().contains("duplicate entry") => Vec::new(),
        (Some(_), Some(Err(error))) => vec![format!("only we read it: {error}")],
        (Some(_), None) => vec!["the other reader sees nothing".to_owned()],
    }
}

fn compare(ours: NodeRef<'_>, theirs: &Value, at: &str, found: &mut Vec<String>) {
    let same = match (ours.kind(), theirs) {
        (_, Value::Tagged(tagged)) => return compare(ours, &tagged.value, at, found),
        (Kind::Null, Value::Null) => true,
        (Kind::Bool(one), Value::Bool(other)) => one == other,
        (Kind::String(one), Value::String(other)) => **one == **other,
        (Kind::Number(one), Value::Number(other)) => **one == other.to_string() || one.parse::<f64>().ok() == other.as_f64(),
        (Kind::Array(_), Value::Sequence(items)) => {
            ours.items()
                .zip(items)
                .enumerate()
                .for_each(|(index, (one, other))| compare(one, other, &format!("{at}/{index}"), found));
            ours.items().len() == items.len()
        }
        (Kind::Object(_), Value::Mapping(members)) => {
            for (key, value) in members {
                let name = name(key);
                match ours.get(&name) {
                    Some(member) => compare(member, value, &format!("{at}/{name}"), found),
                    None => found.push(format!("{at}: only they have `{name}`")),
                }
            }
            ours.entries().len() == members.len()
        }
        _ => false,
    };
    if !same {
        found.push(format!("{at}: {ours:?}, but {theirs:?}"));
    }
}

fn name(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap().trim_end().to_owned(),
    }
}

#[test]
fn agrees_with_another_reader() {
    let texts = [
        "a: 1\nb: [x, 'y', \"z\\n\", {k: v}]\nc:\n- 1\n-  - 2\n   - 3\n",
        "int: [0, 7, -7, +7, 0x1F, 0o17, 00, 012, 1_000, 12345678901234567890]",
        "float: [1.5, .5, 5., -.5, +.5, 1e3, 1E-3, 1.e2, 00.5, 0.10]",
        "text: [0b2, 1.2.3, 12e, '1', 1 2, --1, +-1, 0x, 0xG, 0o8, 1e5x, ., .., 2020-01-01, 10:30, ~a]",
        "bool: [true, True, TRUE, false, False, FALSE, tRue, yes, no, on, off, y, n, Yes]",
        "null: [null, Null, NULL, ~, '', \"null\"]\nempty:\nlast:",
        "folded: >\n  one\n  two\n\n  three\nkept: |+\n  x\n\nstripped: |-\n  y\n\nend: 1",
        "plain: one\n  two\n  three\nquoted: 'it''s'\nescaped: \"\\u00e9\\x41\\t\\\\\\\n   joined\"\n",
        "base: &b {x: 1, y: 2}\nuse: *b\nlist: [*b, *b]\nscalar: &s text\nagain: *s\n",
        "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nm: {<<: *a, x: 0}\nn:\n  <<: [*a, *b]\n  w: 5\n",
        "200: ok\n'404': no\n3.0: v\ntrue: t\n",
        "---\na: 1\n...\n",
        "%YAML 1.2\n---\na: 1 # comment\n# more\n",
        "? a\n: b\n? c\n",
        "tags: [!!str 1, !!int '2', !!float 3, !!bool 'true', !!seq [], !!map {}]",
        "é: ü\n日本: [語, 😀]\nafter: {ascii: ok}\n",
        "a:\r\n  - b\r\n  - c: d\r\n",
        "text without anything",
        "- [a, b: c, {d, e: }]\n- - - deep\n",
        "\"a b\": 1\n'c:d': 2\nhttp://x: y\nurl: http://example.org/#frag\n",
    ];
    let different: Vec<String> =
        texts.iter().flat_map(|text| differences(text).into_iter().map(move |line| format!("{text:?} {line}"))).collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn reads_yaml() {
    check(
        |text| parse(DOC, text),
        &[
            ("[0x1F, 0o17, +12, -0, .5, 5., -1.50e+3]", "[31,15,12,-0,0.5,5.0,-1.50e+3]"),
            ("[yes, no, on, off, 012, 0b1, 1_0, !!str true]", "[\"yes\",\"no\",\"on\",\"off\",\"012\",\"0b1\",\"1_0\",\"true\"]"),
            ("200: a\n0x10: b\ntrue: c\n~: d\n1.0: e\n", "{\"200\":\"a\",\"0x10\":\"b\",\"true\":\"c\",\"~\":\"d\",\"1.0\":\"e\"}"),
            ("a: &x {p: 1, q: 2}\nb:\n  q: 3\n  <<: *x\n", "{\"a\":{\"p\":1,\"q\":2},\"b\":{\"q\":3,\"p\":1}}"),
            ("\"<<\": text", "{\"<<\":\"text\"}"),
            (
                "&k name: 1\nother: *k\n*k : 2\n",
                "{\"name\":1,\"other\":\"name\"}\nW0004: the member `name` is given twice [`*k` at 21] (also `&k name` at 0)",
            ),
            ("---\n# nothing\n", "null"),
            ("a: 1\n---\n", "{\"a\":1}"),
            ("\u{feff}a: 1", "{\"a\":1}"),
        ],
    );
}

#[test]
fn reports_what_json_cannot_say() {
    check(
        |text| parse(DOC, text),
        &[
            ("", "E0014: the document is empty [`` at 0]"),
            ("# only a comment\n", "E0014: the document is empty [`` at 0]"),
            ("a: .inf", "{\"a\":\".inf\"}\nE0006: `.inf` is a number that JSON cannot write [`.inf` at 3]"),
            (
                "[-.INF, .nan, '.nan']",
                "[\"-.INF\",\".nan\",\".nan\"]\nE0006: `-.INF` is a number that JSON cannot write [`-.INF` at 1]\nE0006: `.nan` is a number that JSON cannot write [`.nan` at 8]",
            ),
            ("a: 1\nb: 2\na: 3\n", "{\"a\":1,\"b\":2}\nW0004: the member `a` is given twice [`a` at 10] (also `a` at 0)"),
            ("1: a\n'1': b\n", "{\"1\":\"a\"}\nW0004: the member `1` is given twice [`'1'` at 5] (also `1` at 0)"),
            (
                "a: &x [1, *x]",
                "{\"a\":[1,null]}\nE0007: an alias stands inside the node that it names [`*x` at 10] (also `&x [` at 3)",
            ),
            ("a: !mine x", "{\"a\":\"x\"}\nE0008: the tag `!mine` is not known [`!mine x` at 3]"),
            ("a: !!int x", "{\"a\":\"x\"}\nE0008: the value does not fit its tag `!!int` [`!!int x` at 3]"),
            ("a: !!map [1]", "{\"a\":[1]}\nE0008: the value does not fit its tag `!!map` [`!!map [` at 3]"),
            ("a: !!set {b}", "{\"a\":{\"b\":null}}\nE0008: the tag `!!set` is not known [`!!set {` at 3]"),
            ("[a]: 1\nb: 2", "{\"b\":2}\nE0009: the name of a member must be a scalar [`[a]` at 0]"),
            ("? {a: 1}\n: x\n", "{}\nE0009: the name of a member must be a scalar [`{a: 1}` at 2]"),
            ("<<: 1\na: 2", "{\"a\":2}\nE0012: the merge key `<<` needs a mapping or a list of mappings [`1` at 4]"),
            ("a: 1\n---\nb: 2\n", "{\"a\":1}\nW0010: the file holds more than one YAML document [`---` at 5]"),
        ],
    );
}

#[test]
fn refuses_what_is_not_yaml() {
    check(
        |text| parse(DOC, text),
        &[
            ("a: *missing", "E0002: this is not valid YAML: the alias names an anchor that is not defined before it [`*` at 3]"),
            ("a: [1, 2", "E0002: this is not valid YAML: expected a comma or `]` in a list in brackets [`` at 8]"),
            ("a: {b: 1", "E0002: this is not valid YAML: expected a comma or `}` in a mapping in braces [`` at 8]"),
            ("a: b: c", "E0002: this is not valid YAML: a value cannot start here; text with `: ` in it needs quotes [`:` at 4]"),
            (
                "a: 1\n b: 2",
                "E0002: this is not valid YAML: a value cannot start here; text with `: ` in it needs quotes [`:` at 7]",
            ),
            ("a:\n\t- b", "E0002: this is not valid YAML: tabs cannot indent; use spaces [`-` at 4]"),
            ("\"a", "E0002: this is not valid YAML: the closing quote is missing [`\"` at 0]"),
            ("é: [x\ny: }", "E0002: this is not valid YAML: illegal placement of `:` indicator [`:` at 8]"),
            ("a: @b", "E0002: this is not valid YAML: unexpected character: `@` [`@` at 3]"),
        ],
    );
}

#[test]
fn mends_indentation() {
    let warned = |at: usize, mark: &str| {
        let what = if mark == "}" { "a closing bracket has" } else { "a quoted text goes on with" };
        format!("W0015: {what} too little indentation [`{mark}` at {at}]")
    };
    check(
        |text| parse(DOC, text),
        &[
            ("a:\n  b: \"one\n  two\"\n  c: 1\n", &format!("{{\"a\":{{\"b\":\"one two\",\"c\":1}}}}\n{}", warned(8, "\""))),
            (
                "a:\n  b: \"é\n two\\\"\n\n three\"\n  ü: 'x''\ny'\nc: ü",
                &format!(
                    "{{\"a\":{{\"b\":\"é two\\\"\\nthree\",\"ü\":\"x' y\"}},\"c\":\"ü\"}}\n{}\n{}",
                    warned(8, "\""),
                    warned(34, "'")
                ),
            ),
            ("a:\n  - b: {\n      c: 1\n  }\n", &format!("{{\"a\":[{{\"b\":{{\"c\":1}}}}]}}\n{}", warned(25, "}"))),
            ("a:\n  b: \"x\n---\ny\"\n", "E0002: this is not valid YAML: the document ends inside of a quoted text [`\"` at 8]"),
        ],
    );
}

#[test]
fn places_are_bytes() {
    let text =
        "é: \"ü\"\nblock:\n  - one\n  - {a: [b], c: 😀 }\n\n  # comment\n\nempty:\ntext: |\n  line\n  line\n\nlast: &x !!str 5\n";
    let tree = parse(DOC, text).tree.unwrap();
    let cases = [
        ("", text.trim_end()),
        ("/é", "\"ü\""),
        ("/block", "- one\n  - {a: [b], c: 😀 }"),
        ("/block/0", "one"),
        ("/block/1", "{a: [b], c: 😀 }"),
        ("/block/1/a", "[b]"),
        ("/block/1/c", "😀"),
        ("/empty", "empty"),
        ("/text", "line\n  line"),
        ("/last", "&x !!str 5"),
    ];
    for (pointer, expected) in cases {
        let span = tree.pointer(pointer).unwrap().location().span;
        assert_eq!(&text[span.start as usize..span.end as usize], expected, "{pointer}");
    }
}

#[test]
fn limits_growth_and_depth() {
    let bomb: String = (1..30).map(|level| format!("a{level}: &a{level} [*a{0}, *a{0}, *a{0}, *a{0}]\n", level - 1)).collect();
    let bomb = format!("a0: &a0 x\n{bomb}");
    assert!(outcome(&parse(DOC, &bomb), &bomb).starts_with("E0011"));
    let merges: String = (1..20_000).map(|level| format!("a{level}: &a{level}\n  k{level}: 1\n  <<: *a{}\n", level - 1)).collect();
    let merges = format!("a0: &a0 {{k0: 1}}\n{merges}");
    assert!(outcome(&parse(DOC, &merges), &merges).starts_with("E0011"));
    let merges =
        format!("a0: &a0 {{k0: 1}}\n{}", (1..300).map(|at| format!("a{at}: &a{at} {{<<: [*a{}]}}\n", at - 1)).collect::<String>());
    assert_eq!(parse(DOC, &merges).problems, []);
    let deep: String = (0..300).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    assert!(outcome(&parse(DOC, &deep), &deep).starts_with("E0005"), "{}", outcome(&parse(DOC, &deep), &deep));
    let flow = "[".repeat(100_000);
    let aliases = |levels: usize, level: &str| -> String {
        (1..levels)
            .fold("- &a0 x\n".to_owned(), |text, at| format!("{text}- &a{at} {}\n", level.replace('*', &format!("*a{}", at - 1))))
    };
    for level in ["[*]", "{a: *}", "[[{a: [*]}]]"] {
        let text = aliases(300, level);
        assert!(outcome(&parse(DOC, &text), &text).starts_with("E0005"), "{level}");
        let text = aliases(60, level);
        assert_eq!(parse(DOC, &text).problems, [], "{level}");
    }
    assert!(parse(DOC, &flow).tree.is_none());
}

/// Mending many lines takes no quadratic time.
#[test]
fn mending_is_cheap() {
    let text = format!("a:\n    b: \"{}\"\nc: [{}]\n", "word\n".repeat(50_000), "d, ".repeat(50_000));
    let parsed = parse(DOC, &text);
    assert_eq!((parsed.problems.len(), parsed.tree.unwrap().len()), (1, 50_004));
}
