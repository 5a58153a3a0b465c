//! The sides of an object: reading, creating, updating.

/// A side of an object: what is read, what is sent to create it, what is sent to change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// Responses.
    Read,
    /// Requests that create or replace.
    Create,
    /// Requests that change what is there.
    Update,
}

/// A set of views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Views(pub u8);

impl Views {
    /// No view.
    pub const NONE: Views = Views(0);
    /// Responses.
    pub const READ: Views = Views(1);
    /// Requests that create or replace.
    pub const CREATE: Views = Views(2);
    /// Requests that change what is there.
    pub const UPDATE: Views = Views(4);
    /// All requests.
    pub const WRITE: Views = Views(2 | 4);
    /// Every view.
    pub const ALL: Views = Views(7);

    /// Whether the view is in the set.
    pub fn has(self, view: View) -> bool {
        let bit = match view {
            View::Read => Self::READ,
            View::Create => Self::CREATE,
            View::Update => Self::UPDATE,
        };
        self.0 & bit.0 != 0
    }

    /// What is in both sets.
    #[must_use]
    pub fn and(self, other: Views) -> Views {
        Views(self.0 & other.0)
    }

    /// Both sets together.
    #[must_use]
    pub fn or(self, other: Views) -> Views {
        Views(self.0 | other.0)
    }
}
