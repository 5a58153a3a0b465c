//! `type`, `nullable`: which JSON types a schema accepts.

use crate::diag::{nearest, rule};
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
    pub(super) fn types(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        let Some(declared) = node.get("type") else { return };
        match declared.kind() {
            Kind::String(name) => self.one_type(schema, name, declared),
            Kind::Array(_) => {
                let names = declared.items().filter_map(|item| item.as_str().map(|name| (name, item)));
                let mut types = Types::NONE;
                for (name, place) in names {
                    self.one_type(schema, name, place);
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

    fn one_type(&mut self, schema: &mut Schema, name: &str, place: NodeRef<'d>) {
        if let Some((_, types)) = NAMES.iter().find(|(known, _)| *known == name) {
            schema.types = *types;
            return;
        }
        if name == "file" {
            schema.types = Types::STRING;
            schema.format = Some(Format::Binary);
            return;
        }
        schema.types = Types::ANY;
        let mut message = rule(format!("there is no type called `{name}`"), place.location(), "read as: every value is valid");
        if let Some(near) = nearest(name, NAMES.iter().map(|(name, _)| *name)) {
            message = message.help(format!("did you mean `{near}`?"));
        }
        self.breach(message);
    }
}
