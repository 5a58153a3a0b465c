//! Patterns that are runs of characters between `^` and `$`, such as `^[a-z][a-z0-9]{0,11}$`: matched by one loop without a
//! regular expression engine.

/// So many characters of a set.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Ascending and apart.
    pub(super) ranges: Vec<(u32, u32)>,
    pub(super) min: u32,
    pub(super) max: Option<u32>,
}

/// A whole text that is one run after the other.
#[derive(Clone, Debug)]
pub(super) struct Runs(Vec<(Ascii, Run)>);

/// The ASCII part of a set, as bits.
#[derive(Clone, Copy, Debug)]
struct Ascii(u128);

impl Runs {
    /// The runs, if taking as many characters as possible for each is always right: no character that continues a run of
    /// variable length can begin what comes after it.
    pub(super) fn new(runs: Vec<Run>) -> Option<Self> {
        let sure = runs.iter().enumerate().all(|(at, run)| {
            let after = runs.iter().skip(at + 1);
            let optional = after.clone().take_while(|next| next.min == 0).count();
            run.max == Some(run.min) || after.take(optional + 1).all(|next| !overlap(&run.ranges, &next.ranges))
        });
        sure.then(|| Self(runs.into_iter().map(|run| (Ascii::of(&run.ranges), run)).collect()))
    }

    /// Whether the text is these runs.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut chars = text.chars();
        for (ascii, run) in &self.0 {
            let mut count = 0;
            while run.max.is_none_or(|max| count < max) {
                let mut rest = chars.clone();
                if !rest.next().is_some_and(|c| ascii.contains(c) || (!c.is_ascii() && run.contains(u32::from(c)))) {
                    break;
                }
                chars = rest;
                count = count.saturating_add(1);
            }
            if count < run.min {
                return false;
            }
        }
        chars.as_str().is_empty()
    }
}

impl Run {
    fn contains(&self, code: u32) -> bool {
        let after = self.ranges.partition_point(|(first, _)| *first <= code);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).is_some_and(|(_, last)| code <= *last)
    }
}

impl Ascii {
    fn of(ranges: &[(u32, u32)]) -> Self {
        let codes = ranges.iter().flat_map(|(first, last)| *first..=(*last).min(127));
        Self(codes.fold(0, |bits, code| bits | 1 << code))
    }

    fn contains(self, c: char) -> bool {
        c.is_ascii() && self.0 >> u32::from(c) & 1 == 1
    }
}

fn overlap(a: &[(u32, u32)], b: &[(u32, u32)]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.0 <= b.1 && b.0 <= a.1))
}
