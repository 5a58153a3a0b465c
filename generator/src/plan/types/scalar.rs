//! Types of strings, numbers and enumerations.

use std::collections::BTreeSet;

use super::{Builder, ItemKind, Options, Repr, Shape};
use crate::ir::{Format, Json, Member, SchemaId, Types, Values};
use crate::plan::docs;
use crate::plan::names::{self, Case, Scope};
use crate::plan::repr::{Enum, IntType, TextType, Variant};

/// The type of a number.
pub fn number(shape: &Shape, options: &Options) -> Repr {
    let whole = !shape.types.contains(Types::NUMBER);
    match asserted(shape, options) {
        Some(Format::Int(width)) => Repr::Int(match width {
            8 => IntType::I8,
            16 => IntType::I16,
            32 => IntType::I32,
            _ => IntType::I64,
        }),
        Some(Format::UInt(width)) => Repr::Int(match width {
            8 => IntType::U8,
            16 => IntType::U16,
            32 => IntType::U32,
            _ => IntType::U64,
        }),
        Some(Format::Decimal) => Repr::Text(TextType::Decimal),
        Some(Format::Float) if !whole => Repr::F32,
        _ if whole => Repr::Int(IntType::I64),
        _ => Repr::F64,
    }
}

/// The format of a shape, unless nobody asks for it.
fn asserted<'s>(shape: &'s Shape, options: &Options) -> Option<&'s Format> {
    let ignored = options.validation.as_ref().map_or(&[][..], |validation| &validation.options.ignored_formats);
    let asked = |format: &&Format| options.formats && ignored.iter().all(|name| name != format.name());
    shape.format.as_ref().filter(asked)
}

/// The type of a string.
pub fn string(shape: &Shape, options: &Options) -> Repr {
    let text = match asserted(shape, options) {
        Some(Format::DateTime) => TextType::DateTime,
        Some(Format::Date) => TextType::Date,
        Some(Format::Time) => TextType::Time,
        Some(Format::TimeOfDay) => TextType::TimeOfDay,
        Some(Format::Duration) => TextType::Duration,
        Some(Format::DayTimeDuration) => TextType::DayTimeDuration,
        Some(Format::HttpDate) => TextType::HttpDate,
        Some(Format::Uuid) => TextType::Uuid,
        Some(Format::Base64 | Format::Base64Url) => TextType::Bytes,
        _ => return Repr::String,
    };
    Repr::Text(text)
}

impl Builder<'_> {
    /// The type of an enumeration: an enum if its values are strings, otherwise the type of its values.
    pub(super) fn enumerated(&mut self, id: SchemaId, shape: &Shape, hint: &str) -> Option<Repr> {
        let values = shape.values.as_ref()?;
        let present = || values.members.iter().filter(|member| member.value != Json::Null);
        let all = |types: Types| shape.types.contains(types) && present().all(|member| types.contains(Types::of(&member.value)));
        present().next()?;
        if all(Types::STRING) {
            return Some(self.string_enum(id, values, shape.nullable(), hint));
        }
        let only = |types: Types| Shape { types, ..shape.clone() };
        if all(Types::BOOLEAN) {
            Some(Repr::Bool)
        } else if all(Types::INTEGER) {
            let own = number(&only(Types::INTEGER), self.options);
            let numbers = || present().filter_map(|member| member.value.as_number());
            Some(match own {
                Repr::Int(IntType::I64) if numbers().all(|number| number.as_i64().is_some()) => own,
                Repr::Int(IntType::I64) if numbers().all(|number| number.as_u64().is_some()) => Repr::Int(IntType::U64),
                Repr::Int(IntType::I64) => Repr::Json,
                other => other,
            })
        } else if all(Types::NUMBER) {
            Some(number(&only(Types::NUMBER), self.options))
        } else {
            None
        }
    }

    fn string_enum(&mut self, id: SchemaId, values: &Values, nullable: bool, hint: &str) -> Repr {
        let named = values.name.as_deref().filter(|_| self.schemas()[id].name.is_none()).unwrap_or(hint);
        let ix = self.reserve(id, named, nullable);
        let kind = string_enum(&values.members, values.open);
        if values.flags {
            let member = self.reserve_extra(&format!("{}Flag", self.name(ix)));
            let set_of = Some(self.name(member).to_owned());
            self.define(ix, id, ItemKind::Enum(Enum { variants: Vec::new(), other: None, set_of }));
            self.define(member, id, ItemKind::Enum(kind));
        } else {
            self.define(ix, id, ItemKind::Enum(kind));
        }
        Repr::Item(ix)
    }
}

/// An enum with a variant for each distinct text.
pub fn string_enum(members: &[Member], open: bool) -> Enum {
    let mut scope = Scope::with(["Self"]);
    let other = open.then(|| scope_other(&mut scope, members));
    let mut seen = BTreeSet::new();
    let mut variants: Vec<Variant> = Vec::new();
    for member in members {
        let Json::String(wire) = &member.value else { continue };
        if !seen.insert(wire) {
            continue;
        }
        let ident = scope.name(member.name.as_deref().unwrap_or(wire), Case::Type);
        variants.push(Variant { ident, wire: wire.clone(), docs: docs::lines_or_name(&member.docs, wire) });
    }
    Enum { variants, other, set_of: None }
}

/// The variant for unknown text gives way to members that have its name on the wire.
fn scope_other(scope: &mut Scope, members: &[Member]) -> String {
    let taken = |name: &str| {
        members.iter().any(|member| matches!(&member.value, Json::String(wire) if names::identifier(wire, Case::Type) == name))
    };
    let free = ["Other", "Unrecognized", "UnrecognizedText"].into_iter().find(|name| !taken(name)).unwrap_or("Other");
    scope.unique(free.to_owned(), Case::Type)
}
