//! The schemas of these tests.

use wiretype_runtime::pattern::Pattern;
use wiretype_runtime::schema::{
    ANY, ARRAY, Array, BOOLEAN, INTEGER, Ix, Logic, NULL, OBJECT, Object, Property, READ, STRING, Schema, SchemaRef, Table, Text,
    Types, Values,
};

pub const STR: SchemaRef = schema(0);
pub const INT: SchemaRef = schema(1);
pub const STRS: SchemaRef = schema(2);
pub const RGB: SchemaRef = schema(3);
pub const FLAG: SchemaRef = schema(4);
pub const UUID: SchemaRef = schema(5);
pub const NULLABLE_INT: SchemaRef = schema(6);
pub const ENUM: SchemaRef = schema(7);
pub const INTS: SchemaRef = schema(8);
pub const ANYTHING: SchemaRef = schema(9);
pub const INT_OR_STR: SchemaRef = schema(10);
pub const STR_OR_STRS: SchemaRef = schema(11);
pub const NAME: SchemaRef = schema(12);
pub const CONNECTION: SchemaRef = schema(13);
pub const VERSION: SchemaRef = schema(15);
pub const DEEP: SchemaRef = schema(16);
pub const DURATION: SchemaRef = schema(17);
pub const MAP: SchemaRef = schema(18);
pub const LISTS: SchemaRef = schema(19);
pub const ANSWER: SchemaRef = schema(21);

const fn schema(index: Ix) -> SchemaRef {
    SchemaRef { table: &TABLE, index }
}

const fn typed(types: Types) -> Schema {
    Schema { types, ..Schema::ANY }
}

const fn format(name: &'static str) -> Schema {
    Schema { format: Some(name), ..typed(STRING) }
}

const fn items(item: &'static Array) -> Schema {
    Schema { array: Some(item), ..typed(ARRAY) }
}

const fn property(name: &'static str, schema: Ix) -> Property {
    Property { name, schema, access: wiretype_runtime::schema::ALL }
}

static NAME_PATTERN: Pattern = Pattern::new("^[a-z]+$");

static TABLE: Table = Table::of(&SCHEMAS, &[("Connection", 13)]);

static SCHEMAS: [Schema; 23] = [
    typed(STRING),
    typed(INTEGER),
    items(&Array { items: Some(0), ..Array::NONE }),
    Schema {
        object: Some(&Object { properties: &[property("R", 1), property("G", 1), property("B", 1)], ..Object::NONE }),
        ..typed(OBJECT)
    },
    typed(BOOLEAN),
    format("uuid"),
    typed(INTEGER | NULL),
    Schema { values: Some(&Values { json: &["\"Red\"", "\"Blue\""], open: false, flags: true }), ..typed(STRING) },
    items(&Array { items: Some(1), max_items: Some(3), ..Array::NONE }),
    typed(ANY),
    Schema { logic: Some(&Logic { any_of: &[1, 0], ..Logic::NONE }), ..Schema::ANY },
    Schema { logic: Some(&Logic { one_of: &[0, 2], ..Logic::NONE }), ..Schema::ANY },
    Schema {
        text: Some(&Text { min_length: Some(1), max_length: Some(8), pattern: Some(&NAME_PATTERN), ..Text::NONE }),
        ..typed(STRING)
    },
    Schema {
        name: Some("Connection"),
        object: Some(&Object {
            properties: &[Property { name: "id", schema: 0, access: READ }, property("properties", 14), property("tags", 2)],
            ..Object::NONE
        }),
        ..typed(OBJECT)
    },
    Schema {
        object: Some(&Object {
            properties: &[property("status", 12), property("count", 1)],
            required: &[("status", 7)],
            ..Object::NONE
        }),
        ..typed(OBJECT)
    },
    Schema { text: Some(&Text { min_length: Some(1), ..Text::NONE }), ..typed(STRING) },
    Schema {
        object: Some(&Object {
            properties: &[
                property("name", 0),
                property("age", 1),
                property("tags", 2),
                property("color", 3),
                property("on", 4),
                property("joined", 8),
            ],
            ..Object::NONE
        }),
        ..typed(OBJECT)
    },
    format("duration"),
    Schema { object: Some(&Object { additional: Some(10), ..Object::NONE }), ..typed(OBJECT) },
    Schema {
        object: Some(&Object { properties: &[property("counts", 20), property("joined", 20)], ..Object::NONE }),
        ..typed(OBJECT)
    },
    items(&Array { items: Some(1), ..Array::NONE }),
    Schema {
        object: Some(&Object {
            properties: &[property("color", 3), property("age", 1), property("joined", 20), property("flags", 22)],
            required: &[("color", 7)],
            additional: Some(4),
            ..Object::NONE
        }),
        ..typed(OBJECT)
    },
    items(&Array { items: Some(7), ..Array::NONE }),
];
