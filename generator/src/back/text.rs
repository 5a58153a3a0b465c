//! Lines of code as text, for files that are long and regular: several times faster than printing tokens.

use proc_macro2::Literal;

use crate::plan::is_shown;

/// The width that lines are broken at.
const WIDTH: usize = 100;

/// Text with an indentation.
#[derive(Debug, Default)]
pub struct Text {
    out: String,
    depth: usize,
}

impl Text {
    /// Empty.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.out
    }

    /// A line; an empty one separates.
    pub fn line(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            self.out.extend(std::iter::repeat_n("    ", self.depth));
            self.out.push_str(line);
        }
        self.out.push('\n');
    }

    /// A line after which the indentation is one deeper, until [`Text::close`].
    pub fn open(&mut self, line: impl AsRef<str>) {
        self.line(line);
        self.depth += 1;
    }

    /// Ends what [`Text::open`] began.
    pub fn close(&mut self, line: impl AsRef<str>) {
        self.depth = self.depth.saturating_sub(1);
        self.line(line);
    }

    /// One line, a step deeper.
    pub fn indented(&mut self, line: impl AsRef<str>) {
        self.indent();
        self.line(line);
        self.dedent();
    }

    /// A step deeper from here on.
    pub fn indent(&mut self) {
        self.depth += 1;
    }

    /// A step back.
    pub fn dedent(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// A doc comment.
    pub fn docs<S: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = S>) {
        for line in lines.into_iter().flat_map(|text| text.as_ref().split('\n').map(str::to_owned).collect::<Vec<_>>()) {
            let line: String = line.chars().filter(|c| is_shown(*c)).collect();
            self.line(if line.is_empty() { "///".to_owned() } else { format!("/// {line}") });
        }
    }

    /// `head`, items between commas, `tail`: on one line if it fits, otherwise an item a line.
    pub fn list<S: AsRef<str>>(&mut self, head: &str, items: &[S], tail: &str) {
        let width: usize = items.iter().map(|item| item.as_ref().len() + 2).sum();
        if self.depth * 4 + head.len() + width + tail.len() <= WIDTH {
            let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
            let pad = if head.ends_with(" {") && !items.is_empty() { " " } else { "" };
            return self.line(format!("{head}{pad}{}{pad}{tail}", items.join(", ")));
        }
        self.open(head);
        // Short names fill lines; longer things have one each.
        let packed = head.starts_with("use ") || head.starts_with("pub use ");
        let mut line = String::new();
        for item in items {
            let item = item.as_ref();
            if !line.is_empty() && (!packed || self.depth * 4 + line.len() + item.len() + 2 > WIDTH) {
                self.line(line.trim_end());
                line.clear();
            }
            line.push_str(item);
            line.push_str(", ");
        }
        if !line.is_empty() {
            self.line(line.trim_end());
        }
        self.close(tail);
    }
}

/// A string literal.
pub fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Whether code names something: `json::` outside of comments, at the beginning of a path.
fn names(code: &str, path: &str) -> bool {
    let begins = |line: &str| {
        line.match_indices(path).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
        })
    };
    code.lines().filter(|line| !line.trim_start().starts_with("//")).any(begins)
}

/// What code of one kind may name, by the path that it is found at. A module's name is followed by `::`, that of a type or macro by
/// what it is used with: `("Maybe", "Maybe<")`.
pub type Offered<'o> = [(&'o str, &'o [(&'o str, &'o str)])];

/// Code below the `use` lines that it needs: `siblings` of the folder, and what it names of what is offered, own things first.
pub fn with_uses(own: &Offered<'_>, siblings: &[&str], runtime: &Offered<'_>, code: &str) -> String {
    let mut out = Text::new();
    offered(own, code, &mut out);
    list_use("use", "super", siblings, &mut out);
    offered(runtime, code, &mut out);
    let (uses, code) = (out.into_string(), code.trim_start_matches('\n'));
    let separate = if uses.is_empty() || code.is_empty() { "" } else { "\n" };
    format!("{uses}{separate}{code}")
}

fn offered(offered: &Offered<'_>, code: &str, out: &mut Text) {
    for (root, things) in offered {
        let named: Vec<&str> = things.iter().filter(|(_, path)| names(code, path)).map(|(name, _)| *name).collect();
        list_use("use", root, &named, out);
    }
}

/// The files of a folder; if it is open, what they make public is seen as its own.
pub fn modules<'n>(names: impl Iterator<Item = &'n str> + Clone, open: bool) -> String {
    let mut out = Text::new();
    names.clone().for_each(|name| out.line(format!("mod {name};")));
    if open && names.clone().next().is_some() {
        out.line("");
        names.for_each(|name| out.line(format!("pub use {name}::*;")));
    }
    out.into_string()
}

/// `pub use module::{…};` for what the module's code makes public.
pub fn offer(module: &str, code: &str, out: &mut Text) {
    let items = code.lines().filter_map(|line| line.strip_prefix("pub ")?.split_once(' '));
    let names: Vec<&str> = items.filter_map(|(_, item)| item.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect();
    list_use("pub use", module, &names, out);
}

/// `use root::{…};`, if there is anything to name.
fn list_use(uses: &str, root: &str, named: &[&str], out: &mut Text) {
    match named {
        [] => {}
        [only] => out.line(format!("{uses} {root}::{only};")),
        several => out.list(&format!("{uses} {root}::{{"), several, "};"),
    }
}
