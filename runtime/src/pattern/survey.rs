//! What has to be known of a pattern before it is read: its capturing groups, and what it asks of the matcher.

use std::collections::BTreeMap;

use super::PatternError;

/// What a look over a pattern has found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How many capturing groups there are.
    pub(super) groups: usize,
    /// The numbers of those with names.
    pub(super) names: BTreeMap<String, usize>,
    /// Something refers to a group: otherwise nothing needs capturing.
    pub(super) captures: bool,
    /// It looks around.
    pub(super) looks: bool,
}

impl Survey {
    /// Looks a pattern over, in one pass.
    pub(super) fn of(chars: &[char]) -> Result<Self, PatternError> {
        let mut survey = Self::default();
        let (mut at, mut in_class) = (0, false);
        while let Some(c) = chars.get(at) {
            match c {
                '\\' => {
                    survey.captures |= !in_class && matches!(chars.get(at + 1), Some('1'..='9' | 'k'));
                    at += 1;
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => survey.group(chars, at + 1)?,
                _ => {}
            }
            at += 1;
        }
        Ok(survey)
    }

    /// Whether there is neither look-around nor a reference.
    pub(super) fn is_linear(&self) -> bool {
        !(self.captures || self.looks)
    }

    /// A group after its `(`.
    fn group(&mut self, chars: &[char], at: usize) -> Result<(), PatternError> {
        match (chars.get(at), chars.get(at + 1), chars.get(at + 2)) {
            (Some('?'), Some('<'), Some('=' | '!')) | (Some('?'), Some('=' | '!'), _) => self.looks = true,
            (Some('?'), Some('<'), _) => {
                self.groups += 1;
                // What is no name is reported where it is read.
                if let Some(name) = name_at(chars, at + 1)
                    && self.names.insert(name, self.groups).is_some()
                {
                    return Err(PatternError::new("two groups of the same name", 0));
                }
            }
            // Modifiers: `m` makes anchors look around.
            (Some('?'), Some(kind), _) => self.looks |= *kind != ':',
            _ => self.groups += 1,
        }
        Ok(())
    }
}

/// The name of a group, between `<` and `>`, that begins at a place. Nothing is read behind the first character that no name has.
pub(super) fn name_at(chars: &[char], at: usize) -> Option<String> {
    let first = |c: char| c.is_alphabetic() || matches!(c, '$' | '_');
    let later = |c: char| first(c) || c.is_alphanumeric() || matches!(c, '\u{200c}' | '\u{200d}');
    let (open, rest) = chars.get(at..)?.split_first()?;
    let end = rest.iter().position(|c| !later(*c))?;
    let name = rest.get(..end).filter(|name| name.first().is_some_and(|c| first(*c)))?;
    (*open == '<' && rest.get(end) == Some(&'>')).then(|| name.iter().collect())
}
