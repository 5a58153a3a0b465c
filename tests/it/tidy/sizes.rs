//! Sizes: a file has at most 400 lines, a function at most 60, and each file says first what comes in and what goes out.

use super::{none, rust_files};

const FILE: usize = 400;
const FUNCTION: usize = 60;
const EVERYWHERE: [&str; 5] = ["generator/src", "generator/tests", "runtime/src", "runtime/tests", "tests"];

#[test]
fn files_are_short() {
    let lines = rust_files(&EVERYWHERE).into_iter().map(|file| (file.text.lines().count(), file.path));
    let long: Vec<String> = lines.filter(|(lines, _)| *lines > FILE).map(|(lines, path)| format!("{path}: {lines}")).collect();
    none(&format!("files longer than {FILE} lines"), &long);
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for file in rust_files(&EVERYWHERE) {
        let lengths = functions(&file.text).into_iter().filter(|(_, _, length)| *length > FUNCTION);
        long.extend(lengths.map(|(line, name, length)| format!("{}:{line}: `{name}` has {length}", file.path)));
    }
    none(&format!("functions longer than {FUNCTION} lines"), &long);
}

#[test]
fn files_open_with_what_they_are() {
    let silent = rust_files(&EVERYWHERE).into_iter().filter(|file| !file.text.starts_with("//! "));
    none("files that do not open with `//!`", &silent.map(|file| file.path).collect::<Vec<_>>());
}

/// Line, name and length of each function. In text that rustfmt has formatted, a function ends with a brace below its `fn`.
fn functions(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
        let length = lines[at..].iter().position(|line| *line == end).map_or(1, |last| last + 1);
        let one_line = line.ends_with('}') || line.ends_with(';');
        found.push((at + 1, name, if one_line { 1 } else { length }));
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let (before, after) = line.split_once("fn ")?;
    let word = |word: &str| ["pub", "const", "async", "unsafe", "extern"].contains(&word) || word.starts_with("pub(");
    let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (before.split_whitespace().all(word) && !name.is_empty()).then_some(name)
}

#[test]
fn lengths_are_counted_right() {
    let text =
        "fn a() {\n    b();\n}\n\nimpl X {\n    pub const fn c(&self) -> u8 { 1 }\n    fn d(\n        &self,\n    ) {\n    }\n}\n";
    let found = [(1, "a".to_owned(), 3), (6, "c".to_owned(), 1), (7, "d".to_owned(), 4)];
    assert_eq!(functions(text), found);
}
