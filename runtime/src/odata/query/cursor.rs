//! A place in the decoded text of an option, and what is read there: words, quotes, literals.

use super::super::home::Home;
use super::super::literal::{self, Literal};
use super::super::model::{Model, TypeRef};
use super::error::{Fault, Parsed};

/// Expressions nest at most so deeply.
const MAX_DEPTH: usize = 64;

/// A query has at most so many operators, calls and steps, so that whoever walks it need not fear for the stack.
const MAX_NODES: usize = 1000;

/// What names mean at a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// What paths start at.
    pub(super) here: Option<TypeRef>,
    /// What is said of the place of that.
    pub(super) home: Home,
    /// What `$it` is.
    pub(super) it: Option<TypeRef>,
    /// What `$this` is.
    pub(super) this: Option<TypeRef>,
    /// The variables of lambdas.
    pub(super) variables: Vec<(String, Option<TypeRef>)>,
    /// Names that `$compute` makes.
    pub(super) computed: Vec<String>,
}

/// Reads the text of an option.
pub(super) struct Parser<'q> {
    pub(super) model: &'static Model,
    pub(super) text: &'q str,
    pub(super) at: usize,
    pub(super) scope: Scope,
    nodes: usize,
    depth: usize,
}

impl<'q> Parser<'q> {
    pub(super) fn new(model: &'static Model, text: &'q str, scope: Scope) -> Self {
        Self { model, text, at: 0, scope, nodes: 0, depth: 0 }
    }

    pub(super) fn fault<T>(&self, at: usize, message: impl Into<String>) -> Parsed<T> {
        Err(Fault { at, message: message.into(), suggestion: None })
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'q str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    pub(super) fn need(&mut self, text: &str) -> Parsed<()> {
        if self.eat(text) { Ok(()) } else { self.fault(self.at, format!("expected `{text}`, found {}", self.shown())) }
    }

    /// Skips spaces.
    pub(super) fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// What stands here, for messages.
    pub(super) fn shown(&self) -> String {
        let rest = self.rest();
        if rest.is_empty() {
            return "the end".to_owned();
        }
        let word: String = rest.chars().take_while(|letter| is_word(*letter)).take(40).collect();
        let word = if word.is_empty() { rest.chars().take(1).collect() } else { word };
        format!("`{word}`")
    }

    /// A name, which may be qualified.
    pub(super) fn word(&mut self) -> &'q str {
        let rest = self.rest();
        let end = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// A word in any letter case with a space or parenthesis behind it, without reading it.
    pub(super) fn peek_keyword(&self) -> String {
        let rest = self.rest();
        let end = rest.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default().to_ascii_lowercase()
    }

    /// Counts a part of the query.
    pub(super) fn node(&mut self) -> Parsed<()> {
        self.nodes += 1;
        if self.nodes > MAX_NODES { self.fault(self.at, format!("the query has more than {MAX_NODES} parts")) } else { Ok(()) }
    }

    /// Does something one level deeper.
    pub(super) fn deeper<T>(&mut self, f: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return self.fault(self.at, format!("the query is nested more than {MAX_DEPTH} levels deep"));
        }
        self.depth += 1;
        let result = f(self);
        self.depth -= 1;
        result
    }

    /// Does something with other names in scope.
    pub(super) fn within<T>(&mut self, scope: Scope, f: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let outer = std::mem::replace(&mut self.scope, scope);
        let result = f(self);
        self.scope = outer;
        result
    }

    /// A literal, if one stands here.
    pub(super) fn literal(&mut self) -> Parsed<Option<Literal>> {
        let rest = self.rest();
        let Some(length) = literal_length(rest) else { return Ok(None) };
        let text = rest.get(..length).unwrap_or_default();
        if let Some(found) = Literal::parse(text) {
            self.at += length;
            return Ok(Some(found));
        }
        let after = rest.get(length..).and_then(|rest| rest.strip_prefix(' '));
        let signed = after.and_then(literal_length).and_then(|more| rest.get(..length + 1 + more));
        let Some((signed, found)) = signed.and_then(|text| Some((text, Literal::parse(&literal::with_sign(text)?)?))) else {
            return self.fault(self.at, format!("`{}` is no literal", text.chars().take(60).collect::<String>()));
        };
        self.at += signed.len();
        Ok(Some(found))
    }

    /// The text up to the end of the option; inside of parentheses, that is a `;` or `)`.
    pub(super) fn opaque(&mut self) -> &'q str {
        if self.depth > 0 {
            return self.up_to(&[';', ')']);
        }
        let rest = self.rest();
        self.at += rest.len();
        rest
    }

    /// The text up to one of some characters outside of quotes and parentheses.
    pub(super) fn up_to(&mut self, stops: &[char]) -> &'q str {
        let rest = self.rest();
        let end = balanced_end(rest, stops);
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

/// Letters of names and numbers.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '.'
}

/// The end of a text: where one of `stops` is outside of quotes, parentheses and brackets.
fn balanced_end(text: &str, stops: &[char]) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, letter) in text.char_indices() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if depth == 0 && stops.contains(&letter) => return at,
            None => match letter {
                '\'' | '"' => quote = Some(letter),
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            },
        }
    }
    text.len()
}

/// The length of the literal that a text starts with; `None` if it starts with none.
fn literal_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first == '\'' {
        return quoted_length(text, 0);
    }
    if first == '[' || first == '{' {
        let end = balanced_end(text.get(1..)?, &[if first == '[' { ']' } else { '}' }]);
        return Some(text.len().min(end + 2));
    }
    let number = text.strip_prefix('-').unwrap_or(text);
    if first.is_ascii_digit() || first == '-' && (number.starts_with(|c: char| c.is_ascii_digit()) || number.starts_with("INF")) {
        let inside = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | ':' | '-' | '+' | '_');
        return Some(text.find(|letter| !inside(letter)).unwrap_or(text.len()));
    }
    let word = text.find(|letter| !is_word(letter)).unwrap_or(text.len());
    let ended = |end: usize| !text.get(end..).is_some_and(|rest| rest.starts_with(['/', '(', '\'']));
    if matches!(text.get(..word), Some("null" | "true" | "false" | "INF" | "NaN")) && ended(word) {
        return Some(word);
    }
    if text.get(word..).is_some_and(|rest| rest.starts_with('\'')) {
        return quoted_length(text, word);
    }
    let is_guid = text.get(..36).is_some_and(|guid| crate::format::check("uuid", guid) == Some(true));
    (is_guid && !text.get(36..).is_some_and(|rest| rest.starts_with(is_word))).then_some(36)
}

/// The length of a quoted text with what is before its first quote.
fn quoted_length(text: &str, open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match text.get(at..)?.find('\'') {
            None => return Some(text.len()),
            Some(found) => at += found + 1,
        }
        match text.get(at..)?.strip_prefix('\'') {
            Some(_) => at += 1,
            None => return Some(at),
        }
    }
}
