//! What may follow an atom: `*`, `+`, `?` and braces.

use std::fmt::Write;

use super::PatternError;
use super::runs::Run;
use super::translate::Translator;

/// How what was written can be followed by a quantifier.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    /// As it is.
    Whole,
    /// In a group of its own.
    Loose,
    /// What passes no character, such as a look ahead: once is as good as many times.
    Look,
    /// Not at all.
    Fixed,
}

impl Translator {
    /// Writes the quantifier that follows what was written from `start` on, if one does.
    pub(super) fn quantifier(&mut self, start: usize, unit: Unit) -> Result<(), PatternError> {
        let place = self.at;
        let bounds = match self.peek() {
            Some('*') => Some((0, None)),
            Some('+') => Some((1, None)),
            Some('?') => Some((0, Some(1))),
            Some('{') => self.braces(),
            _ => None,
        };
        let Some((min, max)) = bounds else {
            self.run(1, Some(1));
            return Ok(());
        };
        if self.at == place {
            self.at += 1;
        }
        if max.is_some_and(|max| max < min) {
            return Err(PatternError::new("the bounds of the quantifier are the wrong way round", place));
        }
        self.run(min, max);
        self.work = if matches!(unit, Unit::Look) { self.work } else { self.work.repeated(max, self.looking > 0) };
        match unit {
            Unit::Whole => {}
            Unit::Loose => {
                self.out.insert_str(start, "(?:");
                self.out.push(')');
            }
            Unit::Look => {
                if min == 0 {
                    self.out.insert_str(start, "(?:");
                    self.out.push_str("|)");
                }
                self.take('?');
                return Ok(());
            }
            Unit::Fixed => return Err(PatternError::new("nothing to repeat", place)),
        }
        let lazy = self.take('?');
        // Where nothing follows, as few as possible are enough; many can take more memory than a matcher may have.
        let max = if self.peek().is_none() && max.is_some() { Some(min) } else { max };
        // Writing to a string does not fail.
        let _ = match (min, max) {
            (0, None) => write!(self.out, "*"),
            (1, None) => write!(self.out, "+"),
            (min, None) => write!(self.out, "{{{min},}}"),
            (min, Some(max)) => write!(self.out, "{{{min},{max}}}"),
        };
        if lazy {
            self.out.push('?');
        }
        Ok(())
    }

    /// Adds the last atom to the runs.
    fn run(&mut self, min: u32, max: Option<u32>) {
        if let (Some(runs), Some(class)) = (&mut self.runs, self.atom.take()) {
            match class.ranges() {
                Some(ranges) => runs.push(Run { ranges, min, max }),
                None => self.runs = None,
            }
        }
    }

    /// `{n}`, `{n,}` or `{n,m}` if it is next; anything else begins with a plain `{`.
    pub(super) fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        let start = self.at;
        let bounds = self.bounds();
        if bounds.is_none() {
            self.at = start;
        }
        bounds
    }

    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        self.take('{');
        let min = self.number()?;
        let max = if self.take(',') { self.number() } else { Some(min) };
        self.take('}').then_some((min, max))
    }

    /// The decimal number that comes next. Bounds that no text reaches are as good as the largest.
    fn number(&mut self) -> Option<u32> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = Some(value.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit));
            self.at += 1;
        }
        value
    }
}
