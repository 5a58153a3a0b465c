//! The members of an object by their places in a struct: they are written, compared and shown one by one, whatever the struct.

use std::any::Any;
use std::fmt::{self, Debug, Formatter};

use super::Write;
use super::map::Map;
use super::writer::{ObjectWriter, Writer};
use crate::Maybe;

/// A struct whose fields are members of an object.
pub trait Members {
    /// Hands over the members.
    fn members(&self, visit: &mut dyn Visit);
}

/// What is done with the members of an object.
pub trait Visit {
    /// Takes the members in the order of their names. Those beyond the names are maps of other members.
    fn members(&mut self, names: &'static [&'static str], members: &[&dyn Member]);
}

impl<F: FnMut(&'static [&'static str], &[&dyn Member])> Visit for F {
    fn members(&mut self, names: &'static [&'static str], members: &[&dyn Member]) {
        self(names, members);
    }
}

/// A member of an object.
pub trait Member {
    /// Writes it, unless it is absent.
    fn put(&self, name: &str, object: &mut ObjectWriter<'_>);
    /// What is shown of it; `None` if it is absent.
    fn shown(&self) -> Option<&dyn Debug>;
    /// Its place.
    fn place(&self) -> &dyn Place;
}

/// A field of a struct, of whatever type.
pub trait Place: Any {
    /// Whether the same is at another place.
    fn is_same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Place for T {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

/// What values of members must be able to do.
pub trait MemberValue: Write + Debug + PartialEq + 'static {}

impl<T: Write + Debug + PartialEq + 'static> MemberValue for T {}

impl<T: MemberValue> Member for Option<T> {
    fn put(&self, name: &str, object: &mut ObjectWriter<'_>) {
        object.optional(name, self);
    }

    fn shown(&self) -> Option<&dyn Debug> {
        self.as_ref().map(|value| value as _)
    }

    fn place(&self) -> &dyn Place {
        self
    }
}

impl<T: MemberValue> Member for Maybe<T> {
    fn put(&self, name: &str, object: &mut ObjectWriter<'_>) {
        object.maybe(name, self);
    }

    fn shown(&self) -> Option<&dyn Debug> {
        match self {
            Maybe::Absent => None,
            Maybe::Null => Some(&Maybe::<()>::Null),
            Maybe::Value(value) => Some(value),
        }
    }

    fn place(&self) -> &dyn Place {
        self
    }
}

/// Members that have no place of their own.
impl<T: MemberValue> Member for Map<T> {
    fn put(&self, _: &str, object: &mut ObjectWriter<'_>) {
        object.rest(self);
    }

    fn shown(&self) -> Option<&dyn Debug> {
        (!self.is_empty()).then_some(self as _)
    }

    fn place(&self) -> &dyn Place {
        self
    }
}

/// A member that is always written, as `null` if there is no value.
#[derive(Clone, Copy, Debug)]
pub struct Always<'v, T>(pub &'v T);

impl<T: MemberValue> Member for Always<'_, T> {
    fn put(&self, name: &str, object: &mut ObjectWriter<'_>) {
        object.member(name, self.0);
    }

    fn shown(&self) -> Option<&dyn Debug> {
        Some(self.0)
    }

    fn place(&self) -> &dyn Place {
        self.0
    }
}

/// Writes an object.
pub fn write_members(value: &dyn Members, w: &mut Writer) {
    value.members(&mut |names: &'static [&'static str], members: &[&dyn Member]| {
        let mut object = w.object();
        for (at, member) in members.iter().enumerate() {
            member.put(names.get(at).copied().unwrap_or_default(), &mut object);
        }
        object.end();
    });
}

/// Shows a struct with the members that are there, each under its name in JSON.
pub fn show_members<T: Members>(value: &T, f: &mut Formatter<'_>) -> fmt::Result {
    let path = std::any::type_name::<T>();
    let mut shown = f.debug_struct(path.rsplit("::").next().unwrap_or(path));
    value.members(&mut |names: &'static [&'static str], members: &[&dyn Member]| {
        for (at, member) in members.iter().enumerate() {
            if let Some(value) = member.shown() {
                shown.field(names.get(at).copied().unwrap_or("others"), value);
            }
        }
    });
    shown.finish()
}

/// Whether two structs have the same members.
pub fn same_members<T: Members>(one: &T, other: &T) -> bool {
    let mut same = true;
    one.members(&mut |_: &'static [&'static str], ones: &[&dyn Member]| {
        other.members(&mut |_: &'static [&'static str], others: &[&dyn Member]| {
            same = ones.iter().zip(others).all(|(one, other)| one.place().is_same(other.place()));
        });
    });
    same
}
