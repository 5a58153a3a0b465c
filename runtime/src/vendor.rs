//! The text of this crate, for generators that hand out a copy of it (feature `vendor`).

use include_dir::{Dir, include_dir};

static SOURCE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src");

/// Every source file of this crate that is of use without this feature: its path below `src` and its text, sorted by path.
pub fn files() -> Vec<(String, &'static str)> {
    let mut files = Vec::new();
    collect(&SOURCE, &mut files);
    files.sort();
    files
}

fn collect(dir: &Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for file in dir.files() {
        let path: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
        if let Some(text) = file.contents_utf8() {
            files.push((path.join("/"), text));
        }
    }
    dir.dirs().for_each(|dir| collect(dir, files));
}
