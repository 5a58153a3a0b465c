//! What `codec.rs` of a generated module is made of: which member is which field, which text is which variant.
//!
//! The generated lists say what is particular to a type; what is the same for all types is here, and once.

/// Reads, writes and bridges an enum or struct; the parts that all kinds share.
#[doc(hidden)]
#[macro_export]
macro_rules! __model {
    ($model:ty, $schema:expr, $views:ident $(with ($options:path))?) => {
        impl $crate::Model for $model {
            const SCHEMA: $crate::schema::SchemaRef = $schema;
            const VIEWS: $crate::schema::Views = $crate::schema::$views;
            $(const OPTIONS: &'static $crate::validate::Options = &$options;)?
        }
        $crate::serde_bridge!($model);
    };
}

/// A struct: `"name on the wire" => field`, with `as required` where the member must be there (`null` included, if the field is
/// an `Option`).
///
/// `; kept in field` says where other members go, `; annotations in field` where those with an `@` go, `; ignored "a", "b"` which
/// names are known and left out, and `; closed()` that others are a mistake.
#[macro_export]
macro_rules! object {
    ($model:ty, $schema:expr, $views:ident $(with ($options:path))?; $($name:literal => $field:ident,)*
        $(; kept in $kept:ident)? $(; annotations in $annotations:ident)? $(; ignored $($ignored:literal),+)? $(; closed $closed:tt)?) => {
        impl $crate::json::Read for $model {
            fn read(r: &mut $crate::json::Reader<'_>) -> ::core::result::Result<Self, $crate::json::ReadError> {
                #[allow(unused_mut, reason = "there may be no fields")]
                let mut value = Self::default();
                let others = $crate::json::Others::default()
                    $(.kept(&mut value.$kept))? $(.annotations(&mut value.$annotations))? $(.closed $closed)?;
                let filled = r.fields(&[$($name,)* $($($ignored),+)?], &mut [$(&mut value.$field),*], others);
                $crate::json::whole(filled, value)
            }
        }

        impl $crate::json::Members for $model {
            fn members(&self, visit: &mut dyn $crate::json::Visit) {
                visit.members(&[$($name),*], &[$(&self.$field,)* $(&self.$kept,)? $(&self.$annotations)?]);
            }
        }

        $crate::__by_members!($model);
        $crate::__model!($model, $schema, $views $(with ($options))?);
    };
    ($model:ty, $schema:expr, $views:ident $(with ($options:path))?; $($name:literal => $field:ident $(as $required:ident)?,)*
        $(; kept in $kept:ident)? $(; annotations in $annotations:ident)? $(; ignored $($ignored:literal),+)? $(; closed $closed:tt)?) => {
        impl $crate::json::Read for $model {
            fn read(r: &mut $crate::json::Reader<'_>) -> ::core::result::Result<Self, $crate::json::ReadError> {
                $(let mut $field = ::core::default::Default::default();)*
                $(let mut $kept = $crate::json::Map::new();)?
                $(let mut $annotations = $crate::json::Map::new();)?
                let others = $crate::json::Others::default()
                    $(.kept(&mut $kept))? $(.annotations(&mut $annotations))? $(.closed $closed)?;
                r.fields(&[$($name,)* $($($ignored),+)?], &mut [$(&mut $field),*], others)?;
                Ok(Self { $($field: $crate::__read!(r, $field, $name $(, $required)?),)* $($kept,)? $($annotations,)? })
            }
        }

        impl $crate::json::Members for $model {
            fn members(&self, visit: &mut dyn $crate::json::Visit) {
                visit.members(
                    &[$($name),*],
                    &[$($crate::__member!(self.$field $(, $required)?),)* $(&self.$kept,)? $(&self.$annotations)?],
                );
            }
        }

        $crate::__by_members!($model);
        $crate::__model!($model, $schema, $views $(with ($options))?);
    };
}

/// The half of [`object!`] for values that are there: they are written, shown and compared by their members.
#[doc(hidden)]
#[macro_export]
macro_rules! __by_members {
    ($model:ty) => {
        impl $crate::json::Write for $model {
            fn write(&self, w: &mut $crate::json::Writer) {
                $crate::json::write_members(self, w);
            }
        }

        impl ::core::fmt::Debug for $model {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::json::show_members(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                $crate::json::same_members(self, other)
            }
        }
    };
}

/// A field's value once everything was read.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    ($r:ident, $field:ident, $name:literal, required) => {
        $r.required($field, $name)?
    };
    ($r:ident, $field:ident, $name:literal) => {
        $field
    };
}

/// A field as a member.
#[doc(hidden)]
#[macro_export]
macro_rules! __member {
    ($value:ident.$field:ident, required) => {
        &$crate::json::Always(&$value.$field)
    };
    ($value:ident.$field:ident) => {
        &$value.$field
    };
}

/// An enum of texts: `"text" => Variant`; `; other Variant` names the variant that keeps any other text.
#[macro_export]
macro_rules! choice {
    ($model:ty, $schema:expr, $views:ident $(with ($options:path))?; $($text:literal => $variant:ident,)* $(; other $other:ident)?) => {
        impl $model {
            /// The values that have a name.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    $(Self::$other(text) => text,)?
                }
            }
        }

        impl ::core::fmt::Display for $model {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::json::Read for $model {
            fn read(r: &mut $crate::json::Reader<'_>) -> ::core::result::Result<Self, $crate::json::ReadError> {
                #[allow(unused_mut, unused_assignments, reason = "there may be no variant for other texts")]
                let mut other: ::core::option::Option<fn(::std::string::String) -> Self> = ::core::option::Option::None;
                $(other = ::core::option::Option::Some(Self::$other);)?
                r.choice(&[$($text),*], Self::VALUES, other)
            }
        }

        impl $crate::json::Write for $model {
            fn write(&self, w: &mut $crate::json::Writer) {
                w.string(self.as_str());
            }
        }

        $crate::__model!($model, $schema, $views $(with ($options))?);
    };
}

/// A set of an enum's members, whose texts are separated by commas.
#[macro_export]
macro_rules! set_of {
    ($model:ty, $schema:expr, $views:ident of $member:ty) => {
        impl $model {
            /// Whether a member is one of the set.
            pub fn contains(&self, flag: &$member) -> bool {
                self.0.contains(flag)
            }
        }

        impl ::core::fmt::Display for $model {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(&$crate::json::set_text(&self.0))
            }
        }

        impl $crate::json::Read for $model {
            fn read(r: &mut $crate::json::Reader<'_>) -> ::core::result::Result<Self, $crate::json::ReadError> {
                $crate::json::read_set(r).map(Self)
            }
        }

        impl $crate::json::Write for $model {
            fn write(&self, w: &mut $crate::json::Writer) {
                w.string(&$crate::json::set_text(&self.0));
            }
        }

        $crate::__model!($model, $schema, $views);
    };
}

/// An enum over alternatives that are tried in order; `Variant by 7` names the schema by its index in the table, where reading alone does not tell
/// which alternative is meant.
#[macro_export]
macro_rules! one_of {
    ($model:ty, $schema:expr, $views:ident $(with ($options:path))?; $($variant:ident $(by $index:literal)?,)*) => {
        impl $crate::json::Read for $model {
            fn read(r: &mut $crate::json::Reader<'_>) -> ::core::result::Result<Self, $crate::json::ReadError> {
                $crate::__choose!(r, $schema, $views; $($variant $(by $index)?,)*)
            }
        }

        impl $crate::json::Write for $model {
            fn write(&self, w: &mut $crate::json::Writer) {
                match self {
                    $(Self::$variant(value) => $crate::json::Write::write(value, w),)*
                }
            }
        }

        $crate::__model!($model, $schema, $views $(with ($options))?);
    };
}

/// Reads one of several alternatives.
#[doc(hidden)]
#[macro_export]
macro_rules! __choose {
    ($r:ident, $schema:expr, $views:ident; $($variant:ident,)*) => {
        $crate::json::choose($r, &[$(|r| $crate::json::variant(r, Self::$variant)),*])
    };
    ($r:ident, $schema:expr, $views:ident; $($variant:ident by $index:literal,)*) => {
        $crate::validate::choose_valid(
            $r,
            $schema,
            $crate::schema::$views,
            &[$((|r| $crate::json::variant(r, Self::$variant), $index)),*],
        )
    };
}

/// An enum over types that a member tells apart: `"tag" | "other tag" => Variant`; `; other Variant` is for objects without a known
/// tag. After `by` stands the member's name and whether tags are qualified type names.
#[macro_export]
macro_rules! tagged {
    ($model:ty, $schema:expr, $views:ident $(with ($options:path))? by $property:literal, $type_names:literal;
        $($tag:literal $(| $alias:literal)* => $variant:ident,)* ; other $other:ident $(, $untagged:ident)*) => {
        impl $crate::json::Tagged for $model {
            const PROPERTY: &'static str = $property;
            const TYPE_NAMES: bool = $type_names;
            const TYPES: &'static [(&'static [&'static str], $crate::json::Attempt<Self>)] =
                &[$((&[$tag $(, $alias)*], |r| $crate::json::variant(r, Self::$variant))),*];
            const OTHER: $crate::json::Attempt<Self> = |r| $crate::json::variant(r, Self::$other);

            fn tagged(&self) -> (::core::option::Option<&'static str>, &dyn $crate::json::Write) {
                match self {
                    $(Self::$variant(value) => (::core::option::Option::Some($tag), value),)*
                    Self::$other(value) => (::core::option::Option::None, value),
                    $(Self::$untagged(value) => (::core::option::Option::None, value),)*
                }
            }
        }

        impl $crate::json::Read for $model {
            fn read(r: &mut $crate::json::Reader<'_>) -> ::core::result::Result<Self, $crate::json::ReadError> {
                $crate::json::read_tagged(r)
            }
        }

        impl $crate::json::Write for $model {
            fn write(&self, w: &mut $crate::json::Writer) {
                $crate::json::write_tagged(self, w);
            }
        }

        $crate::__model!($model, $schema, $views $(with ($options))?);
    };
}
