//! Patterns with look-around and references: matched by going back, within a limit that the length of the text and the shape of the
//! pattern set.

use std::sync::OnceLock;

use super::work::Work;
use super::{PatternError, SIZE_LIMIT, uncompilable};

/// How often the matcher may go back on one text.
const MAX_STEPS: usize = 1_000_000;

/// How many bytes may be read for one text, if the matcher goes back as often as it may.
const MAX_READ: usize = 1 << 26;

/// Texts of up to 64 bytes, of up to 256, and so on, up to 64 MiB.
const SIZES: usize = 11;

/// A pattern with a limit.
#[derive(Clone, Debug)]
pub(super) struct Bounded {
    text: String,
    work: Work,
    /// The matcher has its limit built in: there is one for each limit, made when it is needed.
    matchers: [OnceLock<Option<fancy_regex::Regex>>; SIZES],
}

impl Bounded {
    pub(super) fn new(text: String, work: Work) -> Result<Self, PatternError> {
        let first = matcher(&text, MAX_STEPS).map_err(|error| uncompilable(&error))?;
        let bounded = Self { text, work, matchers: [const { OnceLock::new() }; SIZES] };
        if let Some(place) = bounded.matchers.first() {
            // The place is empty as yet.
            let _ = place.set(Some(first));
        }
        Ok(bounded)
    }

    /// Whether the pattern matches somewhere in the text; not if that takes more than the limit.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let Some((size, steps)) = self.limit(text.len()) else { return false };
        let Some(place) = self.matchers.get(size) else { return false };
        let matcher = place.get_or_init(|| matcher(&self.text, steps).ok());
        matcher.as_ref().is_some_and(|matcher| matcher.is_match(text).unwrap_or(false))
    }

    /// The number of the matcher for texts of this length, and how often it may go back; `None` where one look is too much.
    fn limit(&self, len: usize) -> Option<(usize, usize)> {
        let too_long = len.checked_pow(self.work.whole).is_none_or(|read| read > MAX_READ);
        if too_long {
            return None;
        }
        (0..SIZES).find_map(|size| {
            let most = 64_usize << (2 * size);
            let read = most.saturating_pow(self.work.between);
            let steps = (MAX_READ / read).clamp(1, MAX_STEPS);
            // Where the length makes no difference, one matcher is enough.
            (len <= most || self.work.between == 0).then_some((size, steps))
        })
    }

    /// How often the matcher may go back on texts of this length.
    #[cfg(test)]
    pub(super) fn steps(&self, len: usize) -> Option<usize> {
        self.limit(len).map(|(_, steps)| steps)
    }
}

fn matcher(text: &str, steps: usize) -> Result<fancy_regex::Regex, fancy_regex::Error> {
    fancy_regex::RegexBuilder::new(text).backtrack_limit(steps).delegate_size_limit(SIZE_LIMIT).build()
}
