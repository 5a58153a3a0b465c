//! `type`, `nullable`: which JSON types a schema accepts.

use crate::front::openapi::context::{Context, flag};
use crate::ir::{Format, Schema, Types};
use crate::source::{Kind, NodeRef};

const NAMES: &[(&str, Types)] = &[
    ("null", Types::NULL),
    ("boolean", Types::BOOLEAN),
    ("integer", Types::INTEGER),
    ("number", Types::NUMBER),
    ("string", Types::STRING),
    ("array", Types::ARRAY),
    ("object", Types::OBJECT),
];

impl<'d> Context<'d, '_> {
    /// The types that a schema declares by itself.
    pub(in crate::front::openapi) fn declared_types(&mut self, node: NodeRef<'d>) -> Types {
        let mut schema = Schema::of(self.origin(node), Types::ANY);
        self.types(&mut schema, node);
        schema.types
    }

    pub(super) fn types(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        let Some(declared) = node.get("type") else { return };
        match declared.kind() {
            Kind::String(name) => one_type(schema, name),
            Kind::Array(_) => {
                let mut types = Types::NONE;
                for name in declared.items().filter_map(NodeRef::as_str) {
                    one_type(schema, name);
                    types = types.or(schema.types);
                }
                schema.types = if types == Types::NONE { Types::ANY } else { types };
            }
            // YAML's `type: null`
            Kind::Null => schema.types = Types::NULL,
            _ => {}
        }
        let old = !self.references.version(node).has_json_schema();
        let nullable = old && (flag(node, "nullable") || flag(node, "x-nullable"));
        if nullable && schema.types != Types::ANY {
            schema.types = schema.types.or(Types::NULL);
        }
    }
}

fn one_type(schema: &mut Schema, name: &str) {
    if let Some((_, types)) = NAMES.iter().find(|(known, _)| *known == name) {
        schema.types = *types;
        return;
    }
    if name == "file" {
        schema.types = Types::STRING;
        schema.format = Some(Format::Binary);
        return;
    }
    // An unknown type is reported where the shape of the document is looked at.
    schema.types = Types::ANY;
}
