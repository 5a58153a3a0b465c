//! Words that have no place in the project: paths of the machine on which it was written.

use super::files::texts;
use super::none;

#[test]
fn no_file_names_a_machine() {
    let words = [concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("../sha", "red")];
    let mut found = Vec::new();
    for (path, text) in texts() {
        for (at, line) in text.lines().enumerate() {
            found.extend(words.iter().filter(|word| line.contains(**word)).map(|word| format!("{path}:{}: {word}", at + 1)));
        }
    }
    none("paths of one machine", &found);
}
