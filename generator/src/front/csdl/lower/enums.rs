//! Enumerations and type definitions.

use super::super::model::{EnumType, TypeDefinition};
use super::{Lower, docs, origin, type_name};
use crate::ir::{Json, Member, Schema, Types, Values};

/// The member that evolvable enumerations have: more members may follow it.
const UNKNOWN_FUTURE_VALUE: &str = "unknownFutureValue";

impl Lower<'_, '_> {
    /// An enumeration: its members are written by name.
    pub(super) fn enumeration(&mut self, name: &str, found: &EnumType) -> Schema {
        let mut schema = Schema::of(origin(name, found.name.at), Types::STRING);
        schema.name = Some(type_name(name));
        schema.docs = docs::docs(&found.annotations);
        let evolvable = found.members.iter().any(|member| &*member.name.text == UNKNOWN_FUTURE_VALUE);
        let members = found.members.iter().map(|member| Member {
            value: Json::String(member.name.text.to_string()),
            name: None,
            docs: docs::docs(&member.annotations),
            number: Some(member.value),
        });
        schema.values = Some(Values {
            members: members.collect(),
            open: evolvable || self.options.open_enums || found.members.is_empty(),
            flags: found.flags,
            name: None,
        });
        schema
    }

    /// A type definition: the schema of its primitive type, with a name.
    pub(super) fn definition(&mut self, name: &str, found: &TypeDefinition) -> Schema {
        let ty = &found.underlying;
        let mut schema = self.primitive(&ty.name, &ty.facets);
        schema.origin = origin(name, found.name.at);
        schema.name = Some(type_name(name));
        schema.docs = docs::docs(&found.annotations);
        self.validations(&mut schema, &found.annotations);
        schema
    }
}
