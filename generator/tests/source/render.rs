//! Messages as people, programs and GitHub see them.

use wiretype::diag::render::{SourceText, render, render_github, render_json};
use wiretype::diag::{self, Diagnostic, Diags, codes::CODES};
use wiretype::source::{DocId, LineIndex, Location, Span};

/// Documents in memory.
struct Memory(Vec<(&'static str, String, LineIndex)>);

impl SourceText for Memory {
    fn path(&self, doc: DocId) -> &str {
        self.0[doc.0 as usize].0
    }
    fn text(&self, doc: DocId) -> &str {
        &self.0[doc.0 as usize].1
    }
    fn lines(&self, doc: DocId) -> &LineIndex {
        &self.0[doc.0 as usize].2
    }
}

fn memory(documents: &[(&'static str, &str)]) -> Memory {
    Memory(documents.iter().map(|(path, text)| (*path, (*text).to_owned(), LineIndex::new(text))).collect())
}

/// The place of the `nth` occurrence of `part` in a document.
fn place(sources: &Memory, doc: u32, part: &str, nth: usize) -> Location {
    let (start, _) = sources.text(DocId(doc)).match_indices(part).nth(nth).unwrap();
    Location { doc: DocId(doc), span: Span::new(start, start + part.len()) }
}

fn diags(list: impl IntoIterator<Item = Diagnostic>) -> Diags {
    let mut diags = Diags::default();
    list.into_iter().for_each(|diagnostic| diags.push(diagnostic));
    diags
}

const PETS: &str = "openapi: 3.1.0\ncomponents:\n  schemas:\n    Pet:\n      type: object\n      required: id\n    Pet:\n      $ref: '#/components/schemas/Pett'\n";

fn pets() -> (Memory, Diags) {
    let sources = memory(&[("petstore.yaml", PETS)]);
    let diags = diags([
        diag::duplicate_declaration("schema", "Pet", place(&sources, 0, "Pet", 1), place(&sources, 0, "Pet", 0)),
        diag::dangling_reference("#/components/schemas/Pett", place(&sources, 0, "'#/components/schemas/Pett'", 0), ["Dog", "Pet"]),
        diag::duplicate_key("Pet", place(&sources, 0, "Pet", 1), place(&sources, 0, "Pet", 0)),
        diag::unreadable("other.yaml", "no such file"),
    ]);
    (sources, diags)
}

#[test]
fn for_people() {
    let (sources, diags) = pets();
    let expected = "\
error[E0306]: schema `Pet` is declared twice
 --> petstore.yaml:7:5
  |
7 |     Pet:
  |     ^^^ declared again here
  |
 ::: petstore.yaml:4:5
  |
4 |     Pet:
  |     --- first declared here

error[E0101]: the reference `#/components/schemas/Pett` points to nothing
 --> petstore.yaml:8:13
  |
8 |       $ref: '#/components/schemas/Pett'
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
  |
  = help: did you mean `#/components/schemas/Pet`?

warning[W0004]: the member `Pet` is given twice
 --> petstore.yaml:7:5
  |
7 |     Pet:
  |     ^^^ given again here; ignored
  |
 ::: petstore.yaml:4:5
  |
4 |     Pet:
  |     --- first given here
  |
  = help: the first one is used; rename or remove the other

error[E0020]: cannot read `other.yaml`: no such file

error: 3 errors, 1 warning in petstore.yaml
";
    assert_eq!(render(&diags, &sources, false), expected);
    let coloured = render(&diags, &sources, true);
    assert!(coloured.starts_with("\u{1b}[1;31merror[E0306]\u{1b}[0m\u{1b}[1m: schema `Pet`"));
    assert_eq!(without_colour(&coloured), expected);
    assert_eq!(render(&Diags::default(), &sources, true), "");
}

/// The text without `ESC [ … m`.
fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('m').unwrap().1).collect::<String>()
}

#[test]
fn for_programs() {
    let (sources, diags) = pets();
    let lines: Vec<String> = render_json(&diags, &sources).lines().map(str::to_owned).collect();
    assert_eq!(
        lines[0],
        "{\"code\":\"E0306\",\"severity\":\"error\",\"message\":\"schema `Pet` is declared twice\",\"file\":\"petstore.yaml\",\
         \"line\":7,\"column\":5,\"end_line\":7,\"end_column\":8,\"label\":\"declared again here\",\
         \"labels\":[{\"file\":\"petstore.yaml\",\"line\":4,\"column\":5,\"end_line\":4,\"end_column\":8,\"label\":\"first declared here\"}],\
         \"help\":null}"
    );
    assert_eq!(
        lines[3],
        "{\"code\":\"E0020\",\"severity\":\"error\",\"message\":\"cannot read `other.yaml`: no such file\",\"file\":null,\"line\":null,\
         \"column\":null,\"end_line\":null,\"end_column\":null,\"label\":null,\"labels\":[],\"help\":null}"
    );
    assert!(lines.iter().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
}

#[test]
fn for_github() {
    let (sources, diags) = pets();
    let expected = "\
::error file=petstore.yaml,line=7,col=5,endLine=7,endColumn=8,title=E0306::schema `Pet` is declared twice
::error file=petstore.yaml,line=8,col=13,endLine=8,endColumn=40,title=E0101::the reference `#/components/schemas/Pett` points to nothing%0Ahelp: did you mean `#/components/schemas/Pet`?
::warning file=petstore.yaml,line=7,col=5,endLine=7,endColumn=8,title=W0004::the member `Pet` is given twice%0Ahelp: the first one is used; rename or remove the other
::error title=E0020::cannot read `other.yaml`: no such file
";
    assert_eq!(render_github(&diags, &sources), expected);
    let odd = memory(&[("a,b:c%.yaml", "x: 1\ny: 2\n")]);
    let diagnostic = diag::missing_field("100%\n::error::", "é", Location { doc: DocId(0), span: Span::new(0, 9) });
    assert_eq!(
        render_github(&self::diags([diagnostic]), &odd),
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=1,endLine=2,title=W0201::100%25\\n::error:: has no `é`\n"
    );
}

/// Lines of the form `text | marked part | what is shown`, without the head.
#[test]
fn shows_the_line() {
    let long = format!("{{\"a\": \"{}\", \"here\": 1, \"b\": \"{}\"}}", "x".repeat(200), "y".repeat(200));
    let cut = format!("1 | …{}\", \"here\": 1, \"b\": \"{}…\n  | {}^^^^^^", "x".repeat(37), "y".repeat(63), " ".repeat(41));
    let all = format!("1 | {{\"a\": \"{}…\n  |       {}", "x".repeat(79), "^".repeat(80));
    let quoted = format!("\"{}\"", "x".repeat(200));
    let cases: &[(&str, &str, &str)] = &[
        ("a: b", "b", "1 | a: b\n  |    ^"),
        ("a:\tb\tc", "b", "1 | a:    b    c\n  |       ^"),
        ("\u{1b}[2J\u{7}: é", "é", "1 | \\u{1b}[2J\\u{7}: é\n  |                 ^"),
        ("\u{202e}evil: 1", "evil", "1 | \\u{202e}evil: 1\n  |         ^^^^"),
        ("日本: 語 # x", "語", "1 | 日本: 語 # x\n  |       ^^"),
        ("a: \u{65}\u{301}b c", "c", "1 | a: e\u{301}b c\n  |       ^"),
        ("a:\n  b: 1\r\n  c: 2\r\n", "b: 1\r\n  c: 2", "2 |   b: 1\n  |   ^^^^"),
        ("a: 1\n", "", "1 | a: 1\n  | ^"),
        (&long, "\"here\"", &cut),
        (&long, &quoted, &all),
    ];
    for (text, part, expected) in cases {
        let sources = memory(&[("x", text)]);
        let shown = render(&diags([Diagnostic::new(CODES[0], "m").at(place(&sources, 0, part, 0), "")]), &sources, false);
        let found: Vec<&str> = shown.lines().skip(3).take(2).collect();
        assert_eq!(found.join("\n"), *expected, "{text:?}");
    }
}

/// Places past the end, such as where a text breaks off, have a line too.
#[test]
fn shows_the_end() {
    for (text, expected) in [("", "1:1"), ("a", "1:2"), ("a\n", "2:1"), ("é\n\n", "3:1")] {
        let sources = memory(&[("x", text)]);
        let end = Location { doc: DocId(0), span: Span::new(text.len(), text.len()) };
        let shown = render(&diags([Diagnostic::new(CODES[0], "m").at(end, "")]), &sources, false);
        assert_eq!(shown.lines().nth(1).unwrap(), format!(" --> x:{expected}"), "{shown}");
    }
}

/// Names from a document cannot break out of their message.
#[test]
fn messages_are_escaped() {
    let sources = memory(&[("x\u{1b}[31m", "a: 1")]);
    let evil = diag::unknown_field("a\nb", "\u{1b}]0;x\u{7}", place(&sources, 0, "a", 0), ["k\r"]);
    for text in [
        render(&diags([evil.clone()]), &sources, false),
        render_json(&diags([evil.clone()]), &sources),
        render_github(&diags([evil]), &sources),
    ] {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    }
}

/// Lines and columns are those that counting gives, however long a line is.
#[test]
fn places_in_long_lines() {
    for part in ["ä𝄞b", "abc", "äöü\n𝄞x"] {
        let text = part.repeat(1200);
        let lines = LineIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            assert_eq!(lines.line_column(&text, u32::try_from(at).unwrap()), (line, column), "{at} of {part:?}");
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(lines.line_column(&text, u32::MAX), (line, column));
    }
}

/// Of what a message quotes, people see the beginning and the end.
#[test]
fn quotes_are_short() {
    let message = Diagnostic::new(CODES[0], format!("a{}z", "ä".repeat(100_000))).message;
    assert!(message.len() < 2100 && message.starts_with("aää") && message.contains("ä…ä") && message.ends_with('z'));
}
