//! What a schema says of texts: which JSON types a value may have, and the schemas of its items and members. Single texts become values.

use crate::json::{Number, Value};
use crate::schema::{self, ANY, ARRAY, BOOLEAN, Logic, NULL, NUMBER, OBJECT, STRING, Schema, SchemaRef, Types};
use crate::schema::{ALL, Ix};
use crate::validate;

/// How many schemas are looked at for one answer; schemas may refer to themselves.
const BUDGET: usize = 64;

/// The JSON types that values of a schema may have.
pub(crate) fn types(schema: SchemaRef) -> Types {
    types_within(schema, &mut BUDGET.clone())
}

fn types_within(at: SchemaRef, budget: &mut usize) -> Types {
    let (Some(found), true) = (get(at), spend(budget)) else { return ANY };
    let mut types = found.types;
    let Some(logic) = found.logic else { return types };
    for &index in logic.refer.iter().chain(logic.dynamic_refer.iter().map(|(_, index)| index)).chain(logic.all_of) {
        types &= types_within(SchemaRef { index, ..at }, budget);
    }
    for choices in [logic.any_of, logic.one_of] {
        if !choices.is_empty() {
            types &= choices.iter().fold(0, |known, &index| known | types_within(SchemaRef { index, ..at }, budget));
        }
    }
    types
}

/// The schema of an item.
pub(crate) fn item(schema: SchemaRef, position: usize) -> Option<SchemaRef> {
    search(schema, &mut BUDGET.clone(), &mut |schema: &Schema| {
        let array = schema.array?;
        array.prefix_items.get(position).copied().or(array.items)
    })
}

/// The schema of a member, declared or else.
pub(crate) fn member(schema: SchemaRef, name: &str) -> Option<SchemaRef> {
    spoken_of(schema, name)
        .or_else(|| search(schema, &mut BUDGET.clone(), &mut |schema: &Schema| schema.object.and_then(|object| object.additional)))
}

/// The schema of a member, declared or by a pattern of its name.
pub(crate) fn spoken_of(schema: SchemaRef, name: &str) -> Option<SchemaRef> {
    declared(schema, name).or_else(|| {
        search(schema, &mut BUDGET.clone(), &mut |schema: &Schema| {
            let by_pattern = schema.object?.pattern_properties.iter().find(|(pattern, _)| pattern.is_match(name));
            by_pattern.map(|(_, index)| *index)
        })
    })
}

/// The schema of the first item.
pub(crate) fn first_item(schema: SchemaRef) -> Option<SchemaRef> {
    item(schema, 0)
}

/// Whether values are made of items.
pub(crate) fn is_array(schema: SchemaRef) -> bool {
    make(schema) == Make::Array
}

/// The schema of a declared member.
pub(crate) fn declared(schema: SchemaRef, name: &str) -> Option<SchemaRef> {
    search(schema, &mut BUDGET.clone(), &mut |schema: &Schema| {
        schema.object?.properties.iter().find(|property| property.name == name).map(|property| property.schema)
    })
}

/// Whether an object may have members that are not declared: some part of it says what they are.
pub(super) fn is_open(schema: SchemaRef) -> bool {
    let declares = search(schema, &mut BUDGET.clone(), &mut |schema: &Schema| schema.object.map(|_| 0)).is_some();
    let additional = search(schema, &mut BUDGET.clone(), &mut |schema: &Schema| schema.object?.additional);
    match additional.and_then(get) {
        Some(additional) => additional.types != 0,
        None => !declares,
    }
}

/// The first answer of a schema or of those it is made of.
fn search(at: SchemaRef, budget: &mut usize, ask: &mut dyn FnMut(&Schema) -> Option<Ix>) -> Option<SchemaRef> {
    let found = get(at).filter(|_| spend(budget))?;
    if let Some(index) = ask(found) {
        return Some(SchemaRef { index, ..at });
    }
    let logic = found.logic?;
    let Logic { refer, dynamic_refer, all_of, any_of, one_of, .. } = logic;
    let single = refer.iter().chain(dynamic_refer.iter().map(|(_, index)| index));
    let mut parts = single.chain(*all_of).chain(*any_of).chain(*one_of);
    parts.find_map(|&index| search(SchemaRef { index, ..at }, budget, ask))
}

/// Shows a schema and those it refers to or must satisfy as well.
pub(crate) fn visit(at: SchemaRef, see: &mut dyn FnMut(&'static Schema)) {
    visit_within(at, &mut BUDGET.clone(), see);
}

fn visit_within(at: SchemaRef, budget: &mut usize, see: &mut dyn FnMut(&'static Schema)) {
    let Some(found) = get(at).filter(|_| spend(budget)) else { return };
    see(found);
    let Some(logic) = found.logic else { return };
    for &index in logic.refer.iter().chain(logic.all_of).chain(logic.any_of).chain(logic.one_of) {
        visit_within(SchemaRef { index, ..at }, budget, see);
    }
}

fn get(at: SchemaRef) -> Option<&'static Schema> {
    at.table.schemas().get(usize::try_from(at.index).ok()?)
}

fn spend(budget: &mut usize) -> bool {
    let left = *budget > 0;
    *budget = budget.saturating_sub(1);
    left
}

/// Whether values are texts and nothing else, so that no text is mistaken for another type.
fn is_text(types: Types) -> bool {
    types == ANY || types & STRING != 0 && types & !(STRING | NULL) == 0
}

/// The value that a single decoded text stands for. Where several types are possible, the first that makes it valid.
pub(crate) fn coerce(text: &str, schema: SchemaRef) -> Value {
    let types = types(schema);
    let string = || Value::String(text.to_owned());
    if types != ANY && is_text(types) {
        return string();
    }
    let number = || Number::parse(text).filter(|_| types & NUMBER != 0).map(Value::Number);
    let boolean = || match text {
        "true" | "false" if types & BOOLEAN != 0 => Some(Value::Bool(text == "true")),
        _ => None,
    };
    let null = || (types & NULL != 0 && (text == "null" || text.is_empty() && types & STRING == 0)).then_some(Value::Null);
    if types == ANY {
        // Nothing is declared: a text, unless the schema's other rules want something else.
        let candidates = [Some(string()), number(), boolean(), null()];
        return first_valid(candidates, schema).unwrap_or_else(string);
    }
    let text_value = (types & STRING != 0).then(string);
    let document = || {
        let looks = text.starts_with('{') && types & OBJECT != 0 || text.starts_with('[') && types & ARRAY != 0;
        looks.then(|| Value::parse(text.as_bytes()).ok()).flatten()
    };
    if text_value.is_none() {
        return number().or_else(boolean).or_else(null).or_else(document).unwrap_or_else(string);
    }
    let candidates = [number(), boolean(), null(), text_value];
    first_valid(candidates, schema).unwrap_or_else(string)
}

/// The first valid candidate, or the first.
fn first_valid(candidates: [Option<Value>; 4], schema: SchemaRef) -> Option<Value> {
    let mut candidates: Vec<Value> = candidates.into_iter().flatten().collect();
    let valid =
        candidates.iter().position(|value| validate::is_valid(value, schema, ALL, &validate::Options::default())).unwrap_or(0);
    (valid < candidates.len()).then(|| candidates.swap_remove(valid))
}

/// What a value is made of, as far as a text can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Make {
    /// One text.
    Single,
    /// Items.
    Array,
    /// Members.
    Object,
    /// One text, or items when there are several.
    SingleOrArray,
}

/// What values of a schema are made of.
pub(super) fn make(schema: SchemaRef) -> Make {
    let types = types(schema);
    let single = types & (STRING | NUMBER | BOOLEAN) != 0;
    match (single, types & schema::ARRAY != 0, types & schema::OBJECT != 0) {
        (_, true, _) if single => Make::SingleOrArray,
        (true, _, _) | (_, false, false) => Make::Single,
        (false, true, _) => Make::Array,
        (false, false, true) => Make::Object,
    }
}
