//! `wiretype explain`: a code comes in, its explanation goes out; without one, the list of all.

use wiretype::diag::{self, codes};

use super::report::{Exit, Reporter, out};

/// The width that explanations are wrapped to.
const WIDTH: usize = 100;

/// Explains a code, or lists every code.
pub fn run(code: Option<&str>, reporter: &Reporter) -> Exit {
    let Some(id) = code else {
        let lines = codes::CODES.iter().map(|code| format!("{}  {:<10}  {}\n", code.id, code.severity.name(), code.title));
        out(&lines.collect::<String>());
        return Exit::Well;
    };
    match codes::find(id) {
        Some(code) => {
            out(&format!("{} ({}): {}\n\n{}\n", code.id, code.severity.name(), code.title, wrapped(code.explain)));
            Exit::Well
        }
        None => reporter.print_one(diag::unknown_code(id, codes::CODES.iter().map(|code| code.id))),
    }
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
