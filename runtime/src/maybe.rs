//! Three-state members.
/// Absent, null or a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Maybe<T> {
    #[default]
    Absent,
    Null,
    Value(T),
}
