//! One file instead of many: `include!` cannot find the files of `mod x;`, so they are written in place.

use crate::render::File;

/// A module that holds all files of a module inline.
pub fn module(name: &str, files: &[File]) -> String {
    // What nobody calls in the crate that includes it is no mistake of that crate, and its lints are no concern of ours.
    let mut out = String::from("#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]\n");
    out.extend(["pub mod ", name, " {\n"]);
    if let Some(root) = files.iter().find(|file| file.path == "mod.rs") {
        inline(&mut out, &root.text, "", files);
    }
    out.push_str("}\n");
    out
}

/// Copies the text of a file; `mod x;` is replaced by the file it names. `folder` is where that file is looked for.
fn inline(out: &mut String, text: &str, folder: &str, files: &[File]) {
    for line in text.split_inclusive('\n') {
        let child = declared(line).and_then(|name| child(name, folder, files).map(|file| (name, file)));
        match child {
            Some((name, file)) => {
                out.push_str(line.trim_end().trim_end_matches(';'));
                out.push_str(" {\n");
                inline(out, &file.text, &format!("{folder}{name}/"), files);
                out.push_str("}\n");
            }
            None => out.push_str(line),
        }
    }
}

/// The name in a line `mod x;`, with any visibility. Renderers write such a declaration on a line of its own.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_end().strip_suffix(';')?;
    let name =
        line.strip_prefix("mod ").or_else(|| line.strip_prefix("pub mod ")).or_else(|| line.strip_prefix("pub(crate) mod "))?;
    Some(name.trim())
}

fn child<'f>(name: &str, folder: &str, files: &'f [File]) -> Option<&'f File> {
    let name = name.trim_start_matches("r#");
    let (flat, deep) = (format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs"));
    files.iter().find(|file| file.path == flat || file.path == deep)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_become_inline_modules() {
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
        let files = [
            file("mod.rs", "//! Docs.\n\nmod codec;\n/// M.\npub mod models;\npub use models::*;\n"),
            file("codec.rs", "fn x() {}\n"),
            file("models.rs", "pub mod a;\n"),
            file("models/a.rs", "//! A.\npub struct A;\n"),
        ];
        let text = module("store", &files);
        let body = text.split_once('\n').map(|(_, body)| body);
        let wanted = "pub mod store {\n//! Docs.\n\nmod codec {\nfn x() {}\n}\n/// M.\npub mod models {\npub mod a {\n//! A.\n\
                      pub struct A;\n}\n}\npub use models::*;\n}\n";
        assert_eq!(body, Some(wanted));
    }
}
