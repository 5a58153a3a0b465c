//! Translation: an ECMA-262 pattern in, the same pattern in the matcher's syntax out.

use std::fmt::Write;

use super::PatternError;
use super::class::{Class, LINE_ENDS, character};
use super::escape::Escape;
use super::quantifier::Unit;
use super::runs::{Run, Runs};

/// How deeply groups may be nested.
const MAX_DEPTH: u32 = 100;

/// Reads a pattern from front to back and writes its translation.
#[derive(Debug)]
pub(super) struct Translator {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    pub(super) out: String,
    depth: u32,
    /// The capturing groups by their names.
    groups: Vec<Option<String>>,
    needs: Needs,
    flags: Flags,
    /// The set that the last atom is, if it is one.
    pub(super) atom: Option<Class>,
    /// The pattern as runs of sets, as long as it is nothing more.
    pub(super) runs: Option<Vec<Run>>,
    anchored: (bool, bool),
}

/// The flags that `(?ims-ims:…)` changes, apart from `i`, which the matcher has too.
#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    /// `s`: `.` matches line ends.
    dot_all: bool,
    /// `m`: `^` and `$` match at line ends.
    multiline: bool,
}

/// What a pattern asks of the matcher.
#[derive(Clone, Copy, Debug, Default)]
struct Needs {
    /// Something refers to a group: otherwise nothing needs capturing.
    captures: bool,
    /// It looks around.
    look: bool,
}

/// A pattern in the matcher's syntax.
#[derive(Debug)]
pub(super) struct Translation {
    pub(super) text: String,
    /// Whether it has neither look-around nor references, so that it can be matched in linear time.
    pub(super) linear: bool,
    /// The same pattern as runs of sets between `^` and `$`, if that is all.
    pub(super) runs: Option<Runs>,
}

/// Translates a whole pattern.
pub(super) fn translate(ecma: &str) -> Result<Translation, PatternError> {
    let chars: Vec<char> = ecma.chars().collect();
    let (groups, needs) = survey(&chars);
    let out = String::with_capacity(ecma.len() * 2);
    let (flags, anchored) = (Flags::default(), (false, false));
    let mut t = Translator { chars, at: 0, out, depth: 0, groups, needs, flags, atom: None, runs: Some(Vec::new()), anchored };
    for (index, name) in t.groups.iter().enumerate() {
        if name.is_some() && t.groups.iter().skip(index + 1).any(|other| other == name) {
            return Err(PatternError::new("two groups of the same name", 0));
        }
    }
    t.alternatives()?;
    if t.at < t.chars.len() {
        return Err(PatternError::new("`)` without `(`", t.at));
    }
    let runs = if t.anchored == (true, true) { t.runs.and_then(Runs::new) } else { None };
    Ok(Translation { text: t.out, linear: !(needs.captures || needs.look), runs })
}

/// The capturing groups of a pattern, and what it may need.
fn survey(chars: &[char]) -> (Vec<Option<String>>, Needs) {
    let mut groups = Vec::new();
    let mut needs = Needs::default();
    let (mut at, mut in_class) = (0, false);
    while let Some(c) = chars.get(at) {
        match c {
            '\\' => {
                needs.captures |= !in_class && matches!(chars.get(at + 1), Some('1'..='9' | 'k'));
                at += 1;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => match (chars.get(at + 1), chars.get(at + 2), chars.get(at + 3)) {
                (Some('?'), Some('<'), Some('=' | '!')) | (Some('?'), Some('=' | '!'), _) => needs.look = true,
                (Some('?'), Some('<'), _) => {
                    groups.push(Some(chars.iter().skip(at + 3).take_while(|c| **c != '>').collect()));
                }
                // Modifiers: `m` makes anchors look around.
                (Some('?'), Some(kind), _) => needs.look |= *kind != ':',
                _ => groups.push(None),
            },
            _ => {}
        }
        at += 1;
    }
    (groups, needs)
}

impl Translator {
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    /// Takes a character if it is next.
    pub(super) fn take(&mut self, c: char) -> bool {
        let next = self.peek() == Some(c);
        self.at += usize::from(next);
        next
    }

    fn error(&self, message: &str) -> PatternError {
        PatternError::new(message, self.at)
    }

    fn alternatives(&mut self) -> Result<(), PatternError> {
        loop {
            match self.peek() {
                None | Some(')') => return Ok(()),
                Some('|') => {
                    self.at += 1;
                    self.out.push('|');
                    self.runs = None;
                }
                Some(_) => self.term()?,
            }
        }
    }

    /// An atom or assertion with its quantifier.
    fn term(&mut self) -> Result<(), PatternError> {
        let (place, start) = (self.at, self.out.len());
        let Some(c) = self.bump() else { return Ok(()) };
        self.atom = None;
        let unit = match c {
            '^' => self.assertion(if self.flags.multiline { r"(?:\A|(?<=[\n\r\x{2028}\x{2029}]))" } else { r"\A" }),
            '$' => self.assertion(if self.flags.multiline { r"(?:\z|(?=[\n\r\x{2028}\x{2029}]))" } else { r"\z" }),
            '(' => self.group()?,
            '.' => self.set(Class::of(if self.flags.dot_all { &[] } else { LINE_ENDS }, true)),
            '[' => {
                let class = self.class()?;
                self.set(class)
            }
            '\\' => self.escaped_atom()?,
            '*' | '+' | '?' => return Err(PatternError::new("nothing to repeat", place)),
            '{' => {
                self.at = place;
                if self.braces().is_some() {
                    return Err(PatternError::new("nothing to repeat", place));
                }
                self.at += 1;
                self.literal('{')
            }
            c => self.literal(c),
        };
        match (c, place, self.at == self.chars.len()) {
            ('^', 0, _) => self.anchored.0 = true,
            ('$', _, true) => self.anchored.1 = true,
            // Anything but a set, and anchors elsewhere, are no run.
            _ if self.atom.is_none() => self.runs = None,
            _ => {}
        }
        self.quantifier(start, unit)
    }

    fn set(&mut self, class: Class) -> Unit {
        class.write(&mut self.out);
        self.atom = Some(class);
        Unit::Whole
    }

    fn literal(&mut self, c: char) -> Unit {
        self.character(u32::from(c))
    }

    fn character(&mut self, code: u32) -> Unit {
        character(code, &mut self.out);
        let mut class = Class::default();
        class.range(code, code);
        self.atom = Some(class);
        Unit::Whole
    }

    fn assertion(&mut self, text: &str) -> Unit {
        self.out.push_str(text);
        Unit::Fixed
    }

    /// A group after its `(`.
    fn group(&mut self) -> Result<Unit, PatternError> {
        let open = self.at - 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("groups are nested too deeply"));
        }
        let flags = self.flags;
        let mut unit = Unit::Whole;
        if !self.take('?') {
            self.out.push_str(if self.needs.captures { "(" } else { "(?:" });
        } else if self.chars.get(self.at..self.at + 2).is_some_and(|next| matches!(next, ['<', '=' | '!'])) {
            self.out.push_str(if self.chars.get(self.at + 1) == Some(&'=') { "(?<=" } else { "(?<!" });
            self.at += 2;
            unit = Unit::Fixed;
        } else if self.peek() == Some('<') {
            let name = self.until('<', '>').filter(|name| is_name(name));
            name.ok_or_else(|| self.error("a group without a name"))?;
            self.out.push_str(if self.needs.captures { "(" } else { "(?:" });
        } else {
            match self.peek() {
                Some(kind @ (':' | '=' | '!')) => {
                    self.at += 1;
                    self.out.push_str("(?");
                    self.out.push(kind);
                    unit = if kind == ':' { Unit::Whole } else { Unit::Look };
                }
                _ => self.modifiers()?,
            }
        }
        self.alternatives()?;
        if !self.take(')') {
            return Err(PatternError::new("`(` without `)`", open));
        }
        self.out.push(')');
        self.depth -= 1;
        self.flags = flags;
        Ok(unit)
    }

    /// `ims-ims:` after `(?`.
    fn modifiers(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        let (mut on, mut seen, mut ignore_case) = (true, String::new(), None);
        while let Some(c) = self.bump() {
            match c {
                'i' => ignore_case = Some(on),
                's' => self.flags.dot_all = on,
                'm' => self.flags.multiline = on,
                '-' => on = false,
                ':' if seen.chars().any(|c| c != '-') => {
                    self.out.push_str(match ignore_case {
                        None => "(?:",
                        Some(true) => "(?i:",
                        Some(false) => "(?-i:",
                    });
                    return Ok(());
                }
                _ => break,
            }
            if seen.contains(c) {
                break;
            }
            seen.push(c);
        }
        Err(PatternError::new("a kind of group that ECMA-262 does not have", start - 1))
    }

    /// An escape outside of classes.
    fn escaped_atom(&mut self) -> Result<Unit, PatternError> {
        let start = self.at - 1;
        match self.peek() {
            Some(c @ ('b' | 'B')) => {
                self.at += 1;
                return Ok(self.assertion(match (c == 'b', self.needs.look || self.needs.captures) {
                    (true, false) => r"(?-u:\b)",
                    (false, false) => r"(?-u:\B)",
                    // The engine that looks around knows the boundaries of Unicode's words only.
                    (true, true) => r"(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))",
                    (false, true) => r"(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))",
                }));
            }
            Some('k') => {
                self.at += 1;
                let name = self.until('<', '>');
                let number = self.groups.iter().position(|group| group.is_some() && *group == name);
                let number = number.ok_or_else(|| PatternError::new("`\\k` without the name of a group", start))?;
                return Ok(self.reference(number + 1));
            }
            Some('1'..='9') => {
                let digits: String = self.chars.iter().skip(self.at).take_while(|c| c.is_ascii_digit()).collect();
                if let Some(number) = digits.parse().ok().filter(|number| *number <= self.groups.len()) {
                    self.at += digits.len();
                    return Ok(self.reference(number));
                }
            }
            _ => {}
        }
        Ok(match self.escape()? {
            Escape::Character(code) => self.character(code),
            Escape::Set(class) => self.set(class),
        })
    }

    /// A back-reference; one to a group that has not matched matches nothing, successfully.
    fn reference(&mut self, number: usize) -> Unit {
        // Writing to a string does not fail.
        let _ = write!(self.out, r"(?({number})\{number}|)");
        Unit::Loose
    }
}

/// Whether a text may name a group.
fn is_name(name: &str) -> bool {
    let start = |c: char| c.is_alphabetic() || matches!(c, '$' | '_');
    name.starts_with(start) && name.chars().all(|c| start(c) || c.is_alphanumeric() || matches!(c, '\u{200c}' | '\u{200d}'))
}
