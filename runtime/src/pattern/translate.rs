//! Translation: an ECMA-262 pattern in, the same pattern in the matcher's syntax out.

use std::fmt::Write;

use super::PatternError;
use super::class::{Class, LINE_ENDS, character};
use super::escape::Escape;
use super::quantifier::Unit;
use super::runs::{Run, Runs};
use super::survey::{Survey, name_at};
use super::work::Work;

/// How deeply groups may be nested.
const MAX_DEPTH: u32 = 100;

/// Reads a pattern from front to back and writes its translation.
#[derive(Debug)]
pub(super) struct Translator {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    pub(super) out: String,
    depth: u32,
    /// How many groups around this place look ahead or behind.
    pub(super) looking: u32,
    /// How many of them look behind.
    behind: u32,
    /// Whether what was read of the group so far can pass a character.
    passes: bool,
    survey: Survey,
    /// What matching once can take of what was read of the group so far.
    pub(super) work: Work,
    /// The same of each capturing group, by number; nothing is known of those that have not ended.
    captured: Vec<Option<Work>>,
    flags: Flags,
    /// Only the verdict is wanted: the translation is not kept.
    checks: bool,
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

/// A pattern in the matcher's syntax.
#[derive(Debug)]
pub(super) struct Translation {
    pub(super) text: String,
    /// Whether it has neither look-around nor references, so that it can be matched in linear time.
    pub(super) linear: bool,
    /// What matching once can take.
    pub(super) work: Work,
    /// The same pattern as runs of sets between `^` and `$`, if that is all.
    pub(super) runs: Option<Runs>,
}

/// Translates a whole pattern.
pub(super) fn translate(ecma: &str) -> Result<Translation, PatternError> {
    let mut t = Translator::new(ecma, false)?;
    t.whole()?;
    let runs = if t.anchored == (true, true) { t.runs.and_then(Runs::new) } else { None };
    Ok(Translation { text: t.out, linear: t.survey.is_linear(), work: t.work, runs })
}

/// Reads a whole pattern for what is wrong with it.
pub(super) fn check(ecma: &str) -> Result<(), PatternError> {
    Translator::new(ecma, true)?.whole()
}

impl Translator {
    fn new(ecma: &str, checks: bool) -> Result<Self, PatternError> {
        let chars: Vec<char> = ecma.chars().collect();
        let survey = Survey::of(&chars)?;
        Ok(Self {
            chars,
            at: 0,
            out: String::new(),
            depth: 0,
            looking: 0,
            behind: 0,
            passes: false,
            work: Work::default(),
            captured: Vec::new(),
            survey,
            flags: Flags::default(),
            checks,
            atom: None,
            runs: (!checks).then(Vec::new),
            anchored: (false, false),
        })
    }

    fn whole(&mut self) -> Result<(), PatternError> {
        self.alternatives()?;
        if self.at < self.chars.len() { Err(PatternError::new("`)` without `(`", self.at)) } else { Ok(()) }
    }

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
        let mut is_choice = false;
        loop {
            match self.peek() {
                None | Some(')') => {
                    if is_choice {
                        self.work = self.work.choice();
                    }
                    return Ok(());
                }
                Some('|') => {
                    self.at += 1;
                    self.out.push('|');
                    self.runs = None;
                    is_choice = true;
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
        let before = std::mem::take(&mut self.work);
        let unit = match c {
            '^' if self.flags.multiline => self.looks(r"(?:\A|(?<=[\n\r\x{2028}\x{2029}]))"),
            '^' => self.assertion(r"\A"),
            '$' if self.flags.multiline => self.looks(r"(?:\z|(?=[\n\r\x{2028}\x{2029}]))"),
            '$' => self.assertion(r"\z"),
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
        self.quantifier(start, unit)?;
        self.work = before.and(self.work);
        if self.checks {
            self.out.truncate(start);
        }
        Ok(())
    }

    fn set(&mut self, class: Class) -> Unit {
        class.write(&mut self.out);
        self.atom = Some(class);
        self.passes = true;
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
        self.passes = true;
        Unit::Whole
    }

    fn assertion(&mut self, text: &str) -> Unit {
        self.out.push_str(text);
        Unit::Fixed
    }

    /// As an assertion, for what the matcher has to look around for.
    fn looks(&mut self, text: &str) -> Unit {
        self.work = Work::boundary();
        self.assertion(text)
    }

    /// A group after its `(`.
    fn group(&mut self) -> Result<Unit, PatternError> {
        let open = self.at - 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("groups are nested too deeply"));
        }
        let flags = self.flags;
        let unit = self.opening()?;
        let (captures, looks) = (self.out.ends_with('('), matches!(unit, Unit::Fixed | Unit::Look));
        let number = self.captured.len();
        if captures {
            self.captured.push(None);
        }
        let (behind, passed) = (matches!(unit, Unit::Fixed), std::mem::take(&mut self.passes));
        self.looking += u32::from(looks);
        self.behind += u32::from(behind);
        self.alternatives()?;
        if !self.take(')') {
            return Err(PatternError::new("`(` without `)`", open));
        }
        self.looking -= u32::from(looks);
        self.behind -= u32::from(behind);
        let unit = if matches!(unit, Unit::Whole) && !self.passes { Unit::Look } else { unit };
        self.passes = passed || self.passes && !looks;
        if looks {
            self.work = self.work.look();
        }
        if let Some(place) = self.captured.get_mut(number).filter(|_| captures) {
            *place = Some(self.work);
        }
        self.out.push(')');
        self.depth -= 1;
        self.flags = flags;
        Ok(unit)
    }

    /// What follows the `(` of a group, up to what is in it.
    fn opening(&mut self) -> Result<Unit, PatternError> {
        let capturing = if self.survey.captures { "(" } else { "(?:" };
        if !self.take('?') {
            self.out.push_str(capturing);
        } else if self.chars.get(self.at..self.at + 2).is_some_and(|next| matches!(next, ['<', '=' | '!'])) {
            self.out.push_str(if self.chars.get(self.at + 1) == Some(&'=') { "(?<=" } else { "(?<!" });
            self.at += 2;
            return Ok(Unit::Fixed);
        } else if self.peek() == Some('<') {
            self.name().ok_or_else(|| self.error("a group without a name"))?;
            self.out.push_str(capturing);
        } else {
            match self.peek() {
                Some(kind @ (':' | '=' | '!')) => {
                    self.at += 1;
                    self.out.push_str("(?");
                    self.out.push(kind);
                    return Ok(if kind == ':' { Unit::Whole } else { Unit::Look });
                }
                _ => self.modifiers()?,
            }
        }
        Ok(Unit::Whole)
    }

    /// The name of a group that comes next.
    fn name(&mut self) -> Option<String> {
        let name = name_at(&self.chars, self.at)?;
        self.at += name.chars().count() + 2;
        Some(name)
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
                return Ok(self.looks(match (c == 'b', self.survey.is_linear()) {
                    (true, true) => r"(?-u:\b)",
                    (false, true) => r"(?-u:\B)",
                    // The engine that looks around knows the boundaries of Unicode's words only.
                    (true, false) => r"(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))",
                    (false, false) => r"(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))",
                }));
            }
            Some('k') => {
                self.at += 1;
                let number = self.name().and_then(|name| self.survey.names.get(&name).copied());
                let number = number.ok_or_else(|| PatternError::new("`\\k` without the name of a group", start))?;
                return Ok(self.reference(number));
            }
            Some('1'..='9') => {
                let digits: String = self.chars.iter().skip(self.at).take_while(|c| c.is_ascii_digit()).collect();
                if let Some(number) = digits.parse().ok().filter(|number| *number <= self.survey.groups) {
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

    /// A back-reference; one to a group that has not matched matches nothing, successfully. What a group holds is forgotten when
    /// it is repeated, so it holds nothing inside of itself, nor before it, unless the text is read backwards.
    fn reference(&mut self, number: usize) -> Unit {
        let group = self.captured.get(number - 1);
        let is_open = group.is_some_and(Option::is_none);
        if is_open || (group.is_none() && self.behind == 0) {
            self.out.push_str("(?:)");
            return Unit::Look;
        }
        self.work = Work::reference(group.copied().flatten());
        self.passes = true;
        // Writing to a string does not fail.
        let _ = write!(self.out, r"(?({number})\{number}|)");
        Unit::Loose
    }
}
