//! What matching with look-around and references can take, as a power of the length of the text.
//!
//! The matcher counts how often it goes back and nothing else: to look ahead over the whole text is nothing to it. So of each part of a
//! pattern it is worked out how much can be read without going back.

/// What can be repeated more often counts as repeated without end.
const FEW: u32 = 64;

/// What it takes to match a part of a pattern. Each of the last three is the length of the text to some power, at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// It looks around or refers to a group, so that the matcher goes through it step by step.
    is_stepped: bool,
    /// How many characters are repeated in it, at most.
    reach: u32,
    /// What is read between going back once and going back again.
    pub(super) between: u32,
    /// How much of that is looked at without being passed, so that it can be looked at again.
    again: u32,
    /// What is read without ever going back.
    pub(super) whole: u32,
}

impl Work {
    /// A boundary, for which a few characters are looked at.
    pub(super) fn boundary() -> Self {
        Self { is_stepped: true, ..Self::default() }
    }

    /// A reference to a group; nothing is known of one that has not ended.
    pub(super) fn reference(group: Option<Self>) -> Self {
        let reach = group.map_or(u32::MAX, |group| group.reach);
        let between = u32::from(reach > FEW);
        Self { is_stepped: true, reach, between, again: 0, whole: between }
    }

    /// A look-around with this in it.
    pub(super) fn look(self) -> Self {
        Self { is_stepped: true, reach: 0, again: self.again.max(self.between), ..self }
    }

    /// This and another part, one after the other.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            is_stepped: self.is_stepped || other.is_stepped,
            reach: self.reach.max(other.reach),
            between: self.between.max(other.between),
            again: self.again.max(other.again),
            whole: self.whole.max(other.whole),
        }
    }

    /// A choice of which this is all. The longer ones are looked at even if it is a short one in the end.
    pub(super) fn choice(mut self) -> Self {
        if !self.is_stepped && self.reach > FEW {
            self.again = 1;
        }
        self
    }

    /// This up to so many times. Inside of a look-around, nothing that was passed is gone back to in the end, so it is not counted.
    pub(super) fn repeated(mut self, max: Option<u32>, is_looking: bool) -> Self {
        if self.is_stepped {
            if max.is_none_or(|max| max > FEW) {
                self.between = self.between.max(if is_looking { self.again + 1 } else { 0 });
                self.whole = self.whole.max(self.again + 1);
            }
        } else if self.reach > FEW {
            self.again = 1;
        }
        self.reach = self.reach.max(1).saturating_mul(max.unwrap_or(u32::MAX));
        if self.reach > FEW && !self.is_stepped {
            (self.between, self.whole) = (1, 1);
        }
        self
    }
}
