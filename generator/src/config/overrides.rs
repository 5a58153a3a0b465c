//! `[module.types]` and `[module.properties]`: tables of overrides come in, what they ask for goes out.

use crate::adjust::{Flag, Options, PropertyOverride, TypeOverride};
use crate::source::{Location, Written};

use super::table::Reader;
use super::written;

const TYPE_KEYS: [&str; 4] = ["rename", "replace", "derive", "open"];
const PROPERTY_KEYS: [&str; 3] = ["rename", "nullable", "optional"];

/// The overrides of a module.
pub fn overrides(module: &mut Reader<'_, '_>) -> Options {
    let types = module.named_tables("types", &mut |name, table| {
        table.known(&TYPE_KEYS);
        TypeOverride {
            name,
            rename: text(table, "rename"),
            replace: text(table, "replace"),
            derive: written(table, "derive"),
            open: flag(table, "open"),
        }
    });
    let properties = module.named_tables("properties", &mut |name, table| {
        table.known(&PROPERTY_KEYS);
        PropertyOverride {
            name,
            rename: text(table, "rename"),
            nullable: flag(table, "nullable"),
            optional: flag(table, "optional"),
        }
    });
    Options { types, properties, places: Vec::new() }
}

fn text(table: &mut Reader<'_, '_>, key: &str) -> Option<Written> {
    table.text(key).map(|(text, place)| Written { text, place: Some(place) })
}

fn flag(table: &mut Reader<'_, '_>, key: &str) -> Option<Flag> {
    let (on, place): (bool, Option<Location>) = (table.flag(key)?, table.place(key));
    Some(Flag { on, place })
}
