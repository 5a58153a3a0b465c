//! JSON: RFC 8259 to the letter.

use wiretype::source::json::parse;

use super::{DOC, check, outcome};

#[test]
fn reads_json() {
    check(
        |text| parse(DOC, text),
        &[
            ("null", "null"),
            (" true\n", "true"),
            ("\u{feff}false", "false"),
            ("[]", "[]"),
            ("[ ]", "[]"),
            ("{}", "{}"),
            ("\t{ \r\n}\n", "{}"),
            ("[1,[2,[3]],{\"a\":[4]}]", "[1,[2,[3]],{\"a\":[4]}]"),
            ("{\"a\":{\"b\":null},\"c\":[]}", "{\"a\":{\"b\":null},\"c\":[]}"),
            (
                "[0,-0,1.5,-1.25e10,1E+2,2e-3,123456789012345678901234567890]",
                "[0,-0,1.5,-1.25e10,1E+2,2e-3,123456789012345678901234567890]",
            ),
            (r#""\"\\\/\b\f\n\r\t""#, r#""\"\\/\b\f\n\r\t""#),
            (r#""\u0041\u00e9\u20AC""#, "\"Aé€\""),
            (r#""\ud83d\uDE00!""#, "\"😀!\""),
            (r#""\u0000""#, r#""\u0000""#),
            ("\"plain é € 😀 \u{7f}\"", "\"plain é € 😀 \u{7f}\""),
            ("{\"\":1,\"\\u0061\":2}", "{\"\":1,\"a\":2}"),
        ],
    );
}

#[test]
fn refuses_what_is_not_json() {
    check(
        |text| parse(DOC, text),
        &[
            ("", "E0014: the document is empty [`` at 0]"),
            (" \n", "E0014: the document is empty [`` at 2]"),
            ("[1,]", "E0001: this is not valid JSON: a comma must not stand before the closing `]` [`,` at 2]"),
            ("{\"a\":1,}", "E0001: this is not valid JSON: a comma must not stand before the closing `}` [`,` at 6]"),
            ("[1 2]", "E0001: this is not valid JSON: expected a comma or `]`, found `2` [`2` at 3]"),
            ("{\"a\" 1}", "E0001: this is not valid JSON: expected a colon after the name of a member, found `1` [`1` at 5]"),
            ("{\"a\":1 \"b\":2}", "E0001: this is not valid JSON: expected a comma or `}`, found `\"` [`\"` at 7]"),
            ("{a:1}", "E0001: this is not valid JSON: expected the name of a member in double quotes, found `a` [`a` at 1]"),
            ("{1:1}", "E0001: this is not valid JSON: expected the name of a member in double quotes, found `1` [`1` at 1]"),
            ("['a']", "E0001: this is not valid JSON: strings are written in double quotes [`'` at 1]"),
            ("[1] // x", "E0001: this is not valid JSON: expected the end of the text, found `/` [`/` at 4]"),
            ("[ // x\n1]", "E0001: this is not valid JSON: comments are not allowed [`/` at 2]"),
            ("[", "E0001: this is not valid JSON: expected a value, found the end of the text [`` at 1]"),
            ("[1", "E0001: this is not valid JSON: the text ends before this `[` is closed [`` at 2] (also `[` at 0)"),
            ("[{\"a\":1", "E0001: this is not valid JSON: the text ends before this `{` is closed [`` at 7] (also `{` at 1)"),
            ("{\"a\"", "E0001: this is not valid JSON: the text ends before this `{` is closed [`` at 4] (also `{` at 0)"),
            ("{", "E0001: this is not valid JSON: the text ends before this `{` is closed [`` at 1] (also `{` at 0)"),
            ("[,1]", "E0001: this is not valid JSON: expected a value, found `,` [`,` at 1]"),
            ("[True]", "E0001: this is not valid JSON: expected a value, found `True` [`True` at 1]"),
            ("nul", "E0001: this is not valid JSON: expected a value, found `nul` [`nul` at 0]"),
            ("NaN", "E0001: this is not valid JSON: expected a value, found `NaN` [`NaN` at 0]"),
            ("truee", "E0001: this is not valid JSON: expected a value, found `truee` [`truee` at 0]"),
            ("\u{a0}1", "E0001: this is not valid JSON: expected a value, found the character U+00A0 [`\u{a0}` at 0]"),
            ("\u{feff}\u{feff}1", "E0001: this is not valid JSON: expected a value, found the character U+FEFF [`\u{feff}` at 3]"),
            ("]", "E0001: this is not valid JSON: expected a value, found `]` [`]` at 0]"),
            ("[1}", "E0001: this is not valid JSON: expected a comma or `]`, found `}` [`}` at 2]"),
            ("1 2", "E0001: this is not valid JSON: expected the end of the text, found `2` [`2` at 2]"),
        ],
    );
}

#[test]
fn refuses_bad_numbers_and_strings() {
    check(
        |text| parse(DOC, text),
        &[
            ("01", "E0001: this is not valid JSON: a number must not have leading zeros [`01` at 0]"),
            ("[-01]", "E0001: this is not valid JSON: a number must not have leading zeros [`-01` at 1]"),
            ("-", "E0001: this is not valid JSON: a digit is missing in a number [`-` at 0]"),
            ("1.", "E0001: this is not valid JSON: a digit is missing in a number [`1.` at 0]"),
            ("1.e5", "E0001: this is not valid JSON: a digit is missing in a number [`1.e5` at 0]"),
            (".5", "E0001: this is not valid JSON: expected a value, found `.` [`.` at 0]"),
            ("+1", "E0001: this is not valid JSON: expected a value, found `+` [`+` at 0]"),
            ("1e", "E0001: this is not valid JSON: a digit is missing in a number [`1e` at 0]"),
            ("1e+", "E0001: this is not valid JSON: a digit is missing in a number [`1e+` at 0]"),
            ("0x1F", "E0001: this is not valid JSON: this is not a number [`0x1F` at 0]"),
            ("1_000", "E0001: this is not valid JSON: this is not a number [`1_000` at 0]"),
            ("1.2.3", "E0001: this is not valid JSON: this is not a number [`1.2.3` at 0]"),
            ("-Infinity", "E0001: this is not valid JSON: a digit is missing in a number [`-Infinity` at 0]"),
            ("[\"a", "E0001: this is not valid JSON: the closing quote of a string is missing [`\"a` at 1]"),
            ("[\"a\n\"]", "E0001: this is not valid JSON: the closing quote of a string is missing [`\"a` at 1]"),
            (
                "\"\t\"",
                "E0001: this is not valid JSON: the control character U+0009 in a string must be written `\\u0009` [`\t` at 1]",
            ),
            ("\"\\x\"", "E0001: this is not valid JSON: `\\x` is not an escape sequence [`\\x` at 1]"),
            ("\"\\é\"", "E0001: this is not valid JSON: `\\é` is not an escape sequence [`\\é` at 1]"),
            ("\"\\", "E0001: this is not valid JSON: `\\` is not an escape sequence [`\\` at 1]"),
            ("\"\\u12g4\"", "E0001: this is not valid JSON: four hexadecimal digits must follow `\\u` [`\\u` at 1]"),
            ("\"\\u12", "E0001: this is not valid JSON: four hexadecimal digits must follow `\\u` [`\\u` at 1]"),
            (
                "\"\\ud800\"",
                "E0001: this is not valid JSON: `\\ud800` is half of a surrogate pair and stands alone [`\\ud800` at 1]",
            ),
            (
                "\"\\udc00\"",
                "E0001: this is not valid JSON: `\\udc00` is half of a surrogate pair and stands alone [`\\udc00` at 1]",
            ),
            (
                "\"\\ud800\\u0041\"",
                "E0001: this is not valid JSON: `\\ud800` is half of a surrogate pair and stands alone [`\\ud800` at 1]",
            ),
        ],
    );
}

#[test]
fn keeps_the_first_of_equal_names() {
    check(
        |text| parse(DOC, text),
        &[
            (
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\":1,\"b\":2}\nW0004: the member `a` is given twice [`\"a\"` at 13] (also `\"a\"` at 1)",
            ),
            (
                "{\"a\":1,\"\\u0061\":2,\"a\":3}",
                "{\"a\":1}\nW0004: the member `a` is given twice [`\"\\u0061\"` at 7] (also `\"a\"` at 1)\n\
                 W0004: the member `a` is given twice [`\"a\"` at 18] (also `\"a\"` at 1)",
            ),
            (
                "{\"b\":0,\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1,\"b\":2,\"1\":3}",
                "{\"b\":0,\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1}\n\
                 W0004: the member `b` is given twice [`\"b\"` at 55] (also `\"b\"` at 1)\n\
                 W0004: the member `1` is given twice [`\"1\"` at 61] (also `\"1\"` at 7)",
            ),
        ],
    );
}

#[test]
fn limits_depth() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(outcome(&parse(DOC, &nested(256)), &nested(256)), nested(256));
    assert_eq!(
        outcome(&parse(DOC, &nested(257)), &nested(257)),
        "E0005: the document is nested deeper than 256 levels [`[` at 256]"
    );
    let unclosed = "[{\"\":".repeat(100_000);
    assert!(outcome(&parse(DOC, &unclosed), &unclosed).starts_with("E0005"));
}

/// An object of many members takes no quadratic time, equal names or not.
#[test]
fn large_objects_are_cheap() {
    let members: Vec<String> = (0..200_000).map(|index| format!("\"name{}\":{index}", index % 150_000)).collect();
    let text = format!("{{{}}}", members.join(","));
    let parsed = parse(DOC, &text);
    assert_eq!(parsed.problems.len(), 50_000);
    let tree = parsed.tree.unwrap();
    assert_eq!(tree.root().entries().len(), 150_000);
    for index in (0..150_000).step_by(7) {
        assert_eq!(tree.root().get(&format!("name{index}")).unwrap().as_number(), Some(&*index.to_string()));
    }
    assert!(tree.root().get("name").is_none());
}

#[test]
fn places_are_bytes() {
    let text = "{\"é\": [10, \"x\"],\n \"b\": {\"c\": null}}";
    let tree = parse(DOC, text).tree.unwrap();
    let marked = |pointer: &str| {
        let span = tree.pointer(pointer).unwrap().location().span;
        &text[span.start as usize..span.end as usize]
    };
    for (pointer, expected) in
        [("", text), ("/é", "[10, \"x\"]"), ("/é/0", "10"), ("/é/1", "\"x\""), ("/b", "{\"c\": null}"), ("/b/c", "null")]
    {
        assert_eq!(marked(pointer), expected, "{pointer}");
    }
}

#[test]
fn follows_pointers() {
    let text = r#"{"a/b": [10, {"": 1}], "m~n": {"0": "zero"}, "": {"x": 2}}"#;
    let tree = parse(DOC, text).tree.unwrap();
    let cases = [
        ("", Some(text)),
        ("/a~1b/0", Some("10")),
        ("a~1b/1/", Some("1")),
        ("/m~0n/0", Some("\"zero\"")),
        ("//x", Some("2")),
        ("/a~1b/2", None),
        ("/a~1b/00", None),
        ("/a~1b/+1", None),
        ("/a~1b/", None),
        ("/a/b", None),
        ("/a~1b/0/x", None),
    ];
    for (pointer, expected) in cases {
        let span = tree.pointer(pointer).map(|node| node.location().span);
        assert_eq!(span.map(|span| &text[span.start as usize..span.end as usize]), expected, "{pointer}");
    }
}
