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
    /// A look ahead: once is as good as many times.
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
        let bounds = self.until('{', '}').and_then(|text| {
            // Bounds that no text reaches are as good as the largest.
            let number = |text: &str| {
                let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                digits.then(|| text.parse().unwrap_or(u32::MAX))
            };
            match text.split_once(',') {
                None => number(&text).map(|count| (count, Some(count))),
                Some((min, "")) => Some((number(min)?, None)),
                Some((min, max)) => Some((number(min)?, Some(number(max)?))),
            }
        });
        if bounds.is_none() {
            self.at = start;
        }
        bounds
    }
}
