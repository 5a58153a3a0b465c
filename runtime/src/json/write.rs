//! Writing the types of Rust and of this crate.

use super::{Map, Number, Value, Write, Writer};
use crate::Maybe;

impl Write for bool {
    fn write(&self, w: &mut Writer) {
        w.raw(if *self { "true" } else { "false" });
    }
}

macro_rules! integers {
    ($($t:ty),*) => {
        $(impl Write for $t {
            fn write(&self, w: &mut Writer) {
                w.number(format_args!("{self}"));
            }
        })*
    };
}
integers!(i8, i16, i32, i64, u8, u16, u32, u64, usize);

macro_rules! floats {
    ($($t:ty),*) => {
        /// NaN and infinities, which JSON does not have, are written as `null`.
        $(impl Write for $t {
            fn write(&self, w: &mut Writer) {
                if self.is_finite() { w.number(format_args!("{self:?}")) } else { w.null() }
            }
        })*
    };
}
floats!(f32, f64);

impl Write for str {
    fn write(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl Write for String {
    fn write(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl Write for Number {
    fn write(&self, w: &mut Writer) {
        w.raw(self.as_str());
    }
}

impl Write for () {
    fn write(&self, w: &mut Writer) {
        w.null();
    }
}

impl<T: Write + ?Sized> Write for &T {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }
}

impl<T: Write + ?Sized> Write for Box<T> {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }
}

/// `None` is `null`.
impl<T: Write> Write for Option<T> {
    fn write(&self, w: &mut Writer) {
        match self {
            None => w.null(),
            Some(value) => value.write(w),
        }
    }
}

/// Absent members are not written by [`super::ObjectWriter::maybe`]; where there must be a value, they are `null`.
impl<T: Write> Write for Maybe<T> {
    fn write(&self, w: &mut Writer) {
        match self {
            Maybe::Absent | Maybe::Null => w.null(),
            Maybe::Value(value) => value.write(w),
        }
    }
}

impl<T: Write> Write for [T] {
    fn write(&self, w: &mut Writer) {
        w.array(self);
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, w: &mut Writer) {
        w.array(self);
    }
}

impl<T: Write> Write for Map<T> {
    fn write(&self, w: &mut Writer) {
        let mut object = w.object();
        object.rest(self);
        object.end();
    }
}

impl Write for Value {
    fn write(&self, w: &mut Writer) {
        match self {
            Value::Null => w.null(),
            Value::Bool(value) => value.write(w),
            Value::Number(value) => value.write(w),
            Value::String(value) => w.string(value),
            Value::Array(value) => value.write(w),
            Value::Object(value) => value.write(w),
        }
    }
}
