//! Rules of single schemas: patterns that are none, limits that exclude each other.

use std::collections::BTreeSet;

use wiretype_runtime::pattern;

use crate::diag::{self, Diags};
use crate::ir::{Numeric, Schema, Schemas};

/// Checks the rules of every schema.
pub fn check(schemas: &Schemas, diags: &mut Diags) {
    let mut sound = BTreeSet::new();
    for (_, schema) in schemas.iter() {
        patterns(schema, &mut sound, diags);
        numbers(schema, diags);
        sizes(schema, diags);
    }
}

fn patterns<'s>(schema: &'s Schema, sound: &mut BTreeSet<&'s str>, diags: &mut Diags) {
    let names = schema.object.pattern_properties.iter().map(|(pattern, _)| pattern);
    for pattern in schema.text.pattern.iter().chain(names) {
        if sound.contains(pattern.as_str()) {
            continue;
        }
        match pattern::compile(pattern) {
            Ok(_) => drop(sound.insert(pattern)),
            Err(error) => diags.push(diag::bad_pattern(pattern, error.message(), schema.origin.location)),
        }
    }
}

fn numbers(schema: &Schema, diags: &mut Diags) {
    let Numeric { minimum, exclusive_minimum, maximum, exclusive_maximum, .. } = &schema.numeric;
    let lower = [("minimum", minimum, false), ("exclusiveMinimum", exclusive_minimum, true)];
    let upper = [("maximum", maximum, false), ("exclusiveMaximum", exclusive_maximum, true)];
    for (low_name, low, low_open) in lower {
        for (high_name, high, high_open) in upper {
            let (Some(low), Some(high)) = (low, high) else { continue };
            if low > high || (low == high && (low_open || high_open)) {
                let (low, high) = (format!("{low_name}: {low}"), format!("{high_name}: {high}"));
                diags.push(diag::empty_range(&low, &high, schema.origin.location));
            }
        }
    }
}

fn sizes(schema: &Schema, diags: &mut Diags) {
    let (text, array, object) = (&schema.text, &schema.array, &schema.object);
    let pairs = [
        ("minLength", text.min_length, "maxLength", text.max_length),
        ("minItems", array.min_items, "maxItems", array.max_items),
        ("minProperties", object.min_properties, "maxProperties", object.max_properties),
    ];
    for (low_name, low, high_name, high) in pairs {
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            let (low, high) = (format!("{low_name}: {low}"), format!("{high_name}: {high}"));
            diags.push(diag::empty_range(&low, &high, schema.origin.location));
        }
    }
}
