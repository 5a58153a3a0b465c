//! Strings with a meaning.
