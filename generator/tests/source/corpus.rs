//! Documents of a folder that `WIRETYPE_CORPUS` names: every parser on every file, and YAML against another YAML reader.
//!
//! Without the variable there is nothing to do. Run with `--nocapture` to see what was refused.

use std::path::{Path, PathBuf};

use wiretype::source::{Kind, LineIndex, NodeRef, Parsed, Problem, Syntax, parse, xml};

use super::{DOC, describe, yaml::differences};

/// The files below a folder, by name.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn reads_every_document() {
    let Ok(folder) = std::env::var("WIRETYPE_CORPUS") else { return };
    let mut found = Vec::new();
    files(Path::new(&folder), &mut found);
    let mut different = Vec::new();
    for path in found {
        let name = path.to_string_lossy().into_owned();
        let Some(promised) = Syntax::of_path(&name) else { continue };
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("{name}: not UTF-8");
            continue;
        };
        let problems = match Syntax::detect(&text, Some(promised)) {
            Syntax::Xml => xml::parse(DOC, &text).problems,
            syntax => {
                let parsed = parse(DOC, &text, Some(promised));
                places(&parsed, &text, &name);
                if syntax == Syntax::Yaml && parsed.is_sound() {
                    different.extend(differences(&text).into_iter().map(|line| format!("{name}: {line}")));
                }
                parsed.problems
            }
        };
        show(&name, &text, &problems);
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

fn show(name: &str, text: &str, problems: &[Problem]) {
    let lines = LineIndex::new(text);
    for problem in problems {
        let (line, column) = lines.line_column(text, problem.location.span.start);
        eprintln!("{name}:{line}:{column}: {}", describe(problem, text));
    }
}

/// Every scalar stands where its span says, and children lie inside of their parents.
fn places(parsed: &Parsed<wiretype::source::Tree>, text: &str, name: &str) {
    let Some(tree) = &parsed.tree else { return };
    visit(tree.root(), text, name, &mut 0);
}

fn visit(node: NodeRef<'_>, text: &str, name: &str, seen: &mut usize) {
    *seen += 1;
    let span = node.location().span;
    let written = text.get(span.start as usize..span.end as usize).unwrap_or_else(|| panic!("{name}: {span:?}"));
    let children: Vec<NodeRef<'_>> = node.items().chain(node.entries().map(|(_, value)| value)).collect();
    match node.kind() {
        Kind::String(value)
            if !value.is_empty()
                && !value.contains(['\n', ' ', '\'', '"', '\\'])
                && !written.starts_with(['"', '\'', '&', '!', '|', '>']) =>
        {
            assert_eq!(written, &**value, "{name}");
        }
        Kind::Bool(value) => assert!(written.to_lowercase().ends_with(&value.to_string()), "{name}: {written}"),
        Kind::Array(_) | Kind::Object(_) if !written.starts_with(['&', '!']) => {
            let last = children.last().map_or(span.start, |child| child.location().span.end);
            assert!(last <= span.end || text.contains(['&', '*']), "{name}: {node:?}");
            assert!(!written.is_empty() && !written.ends_with(['\n', ' ']), "{name}: {span:?} {written:?}");
        }
        _ => {}
    }
    for (entry, _) in node.entries() {
        let key = text.get(entry.key_span.start as usize..entry.key_span.end as usize).unwrap();
        let same = key == &*entry.key || key.starts_with(['"', '\'', '&', '!', '?', '|', '>']) || key.contains('\n');
        assert!(same, "{name}: {key:?} {:?}", entry.key);
    }
    if *seen < 2_000_000 {
        for child in children {
            visit(child, text, name, seen);
        }
    }
}
