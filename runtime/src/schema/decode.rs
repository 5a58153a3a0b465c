//! The text of a table comes in, its rows go out: one pass over each line, by the reader of [`crate::json`].
//!
//! What is decoded is leaked on purpose: a table is a static and lives as long as the program. Strings stay where they are in the text
//! unless something in them is escaped.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    ALL, ANY, ARRAY, Array, BOOLEAN, CREATE, Discriminator, INTEGER, Ix, Logic, NULL, NUMBER, Numeric, OBJECT, Object, Property,
    READ, STRING, Schema, Text, Types, UPDATE, Values, Views,
};
use crate::json::{JsonType, ReadError, Reader};
use crate::pattern::Pattern;

/// Reads from the text of a table.
type R<'r> = &'r mut Reader<'static>;

type Result<T> = std::result::Result<T, ReadError>;

/// The schemas of a table. A line that is no schema refuses every value: a rule that cannot be read must not be taken for none.
pub(super) fn schemas(text: &'static str) -> &'static [Schema] {
    let mut shared = Shared::default();
    let decoded = rows(text).map(|row| row.and_then(|mut r| schema(&mut r, &mut shared).ok()));
    slice(decoded.map(|schema| schema.unwrap_or(Schema { types: 0, ..Schema::ANY })).collect())
}

/// The names of a table with their index, ascending; of equal names, the first.
pub(super) fn names(text: &'static str) -> &'static [(&'static str, Ix)] {
    let named = rows(text).zip(0..).filter_map(|(row, index)| Some((name(&mut row?).ok()??, index)));
    let mut names: Vec<_> = named.collect();
    names.sort_unstable();
    names.dedup_by(|later, first| later.0 == first.0);
    slice(names)
}

/// The lines of a text that say something. Each begins with its number; `None` if that is not what it should be.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Option<Reader<'static>>> {
    text.lines().filter(|line| !line.is_empty()).enumerate().map(|(index, line)| {
        let (number, json) = line.split_once(' ')?;
        (number.parse() == Ok(index)).then(|| Reader::from_text(json))
    })
}

/// Values that stay.
pub(crate) fn slice<T>(items: Vec<T>) -> &'static [T] {
    if items.is_empty() { &[] } else { Box::leak(items.into_boxed_slice()) }
}

/// A value that stays.
pub(crate) fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A string that stays.
pub(crate) fn kept_text(text: Cow<'static, str>) -> &'static str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.leak(),
    }
}

/// Reads a string.
pub(crate) fn text(r: R<'_>) -> Result<&'static str> {
    r.string().map(kept_text)
}

/// Reads an array.
pub(crate) fn list<T>(r: R<'_>, mut item: impl FnMut(R<'_>) -> Result<T>) -> Result<&'static [T]> {
    let mut items = Vec::new();
    r.array(&mut |r| {
        items.push(item(r)?);
        Ok(())
    })?;
    Ok(slice(items))
}

/// Reads an object, member by member.
pub(crate) fn map<T>(r: R<'_>, mut member: impl FnMut(R<'_>, &'static str) -> Result<T>) -> Result<&'static [T]> {
    let mut members = Vec::new();
    r.members(|r, name| {
        members.push(member(r, kept_text(name.clone()))?);
        Ok(())
    })?;
    Ok(slice(members))
}

/// Views by their letters.
pub(crate) fn views(r: R<'_>) -> Result<Views> {
    let letters = r.string()?;
    letters.chars().try_fold(0, |views, letter| match letter {
        'r' => Ok(views | READ),
        'c' => Ok(views | CREATE),
        'u' => Ok(views | UPDATE),
        _ => Err(r.invalid("this is no view")),
    })
}

/// Reads an array of two.
fn pair<A, B>(r: R<'_>, first: fn(R<'_>) -> Result<A>, second: fn(R<'_>) -> Result<B>) -> Result<(A, B)> {
    let (mut one, mut two) = (None, None);
    r.array(&mut |r| {
        if one.is_none() {
            one = Some(first(r)?);
        } else {
            two = Some(second(r)?);
        }
        Ok(())
    })?;
    one.zip(two).ok_or_else(|| r.invalid("two items are expected"))
}

fn ix(r: R<'_>) -> Result<Ix> {
    r.read()
}

fn number(r: R<'_>) -> Result<&'static str> {
    if r.peek() == JsonType::Number { r.raw() } else { Err(r.wrong_type("number")) }
}

fn types(r: R<'_>) -> Result<Types> {
    if r.peek() == JsonType::String {
        return type_bits(r);
    }
    let mut types = 0;
    r.array(&mut |r| {
        types |= type_bits(r)?;
        Ok(())
    })?;
    Ok(types)
}

fn type_bits(r: R<'_>) -> Result<Types> {
    Ok(match &*r.string()? {
        "null" => NULL,
        "boolean" => BOOLEAN,
        "integer" => INTEGER,
        "number" => NUMBER,
        "string" => STRING,
        "array" => ARRAY,
        "object" => OBJECT,
        _ => return Err(r.invalid("this is no type")),
    })
}

fn property(r: R<'_>, name: &'static str) -> Result<Property> {
    let (schema, access) = if r.peek() == JsonType::Array { pair(r, ix, views)? } else { (ix(r)?, ALL) };
    Ok(Property { name, schema, access })
}

fn required(r: R<'_>) -> Result<(&'static str, Views)> {
    if r.peek() == JsonType::Array { pair(r, text, views) } else { Ok((text(r)?, ALL)) }
}

fn discriminator(r: R<'_>) -> Result<Discriminator> {
    let mut discriminator = Discriminator { property: "", mapping: &[], type_uri: false };
    r.members(|r, key| {
        match &**key {
            "propertyName" => discriminator.property = text(r)?,
            "mapping" => discriminator.mapping = map(r, |r, tag| Ok((tag, ix(r)?)))?,
            "typeUri" => discriminator.type_uri = r.read()?,
            _ => return Err(r.unknown_member(key)),
        }
        Ok(())
    })?;
    Ok(discriminator)
}

/// The qualified name of a schema, if it has one.
fn name(r: R<'_>) -> Result<Option<&'static str>> {
    let (mut name, mut namespace) = (None, None);
    r.members(|r, key| match &**key {
        "name" => text(r).map(|text| name = Some(text)),
        "namespace" => text(r).map(|text| namespace = Some(text)),
        _ => r.skip(),
    })?;
    Ok(match (name, namespace) {
        (Some(name), Some(namespace)) => Some(format!("{namespace}.{name}").leak()),
        (name, _) => name,
    })
}

fn schema(r: R<'_>, shared: &mut Shared) -> Result<Schema> {
    let mut row =
        Row { shared, schema: Schema::ANY, values: None, numeric: None, text: None, array: None, object: None, logic: None };
    if r.peek() == JsonType::Boolean {
        row.schema.types = if r.read()? { ANY } else { 0 };
    } else {
        r.members(|r, key| row.keyword(r, key))?;
    }
    r.finish()?;
    Ok(Schema {
        values: row.values.map(|part| kept(part) as _),
        numeric: row.numeric.map(|part| kept(part) as _),
        text: row.text.map(|part| kept(part) as _),
        array: row.array.map(|part| kept(part) as _),
        object: row.object.map(|part| kept(part) as _),
        logic: row.logic.map(|part| kept(part) as _),
        ..row.schema
    })
}

/// What the rows of a table have in common.
#[derive(Default)]
struct Shared {
    /// By their text.
    patterns: BTreeMap<&'static str, &'static Pattern>,
    /// Dynamic anchors by their text: schema resources are told apart by the address of their list.
    anchors: BTreeMap<&'static str, &'static [(&'static str, Ix)]>,
}

impl Shared {
    fn pattern(&mut self, text: Cow<'static, str>) -> &'static Pattern {
        if let Some(known) = self.patterns.get(&*text) {
            return known;
        }
        let text = kept_text(text);
        let pattern = kept(Pattern::new(text));
        self.patterns.insert(text, pattern);
        pattern
    }

    fn anchors(&mut self, r: R<'_>) -> Result<&'static [(&'static str, Ix)]> {
        let text = r.raw()?;
        if let Some(known) = self.anchors.get(text) {
            return Ok(known);
        }
        let anchors = map(&mut Reader::from_text(text), |r, name| Ok((name, ix(r)?)))?;
        self.anchors.insert(text, anchors);
        Ok(anchors)
    }
}

/// A schema on its way.
struct Row<'s> {
    shared: &'s mut Shared,
    schema: Schema,
    values: Option<Values>,
    numeric: Option<Numeric>,
    text: Option<Text>,
    array: Option<Array>,
    object: Option<Object>,
    logic: Option<Logic>,
}

impl Row<'_> {
    fn keyword(&mut self, r: R<'_>, key: &str) -> Result<()> {
        match key {
            "name" => self.schema.name = Some(text(r)?),
            "namespace" => r.skip()?,
            "type" => self.schema.types = types(r)?,
            "format" => self.schema.format = Some(text(r)?),
            "secret" => self.schema.secret = r.read()?,
            "enum" | "open" | "flags" => self.value_keyword(r, key)?,
            "minLength" | "maxLength" | "maxBytes" | "pattern" => self.text_keyword(r, key)?,
            "formatMinimum" | "formatExclusiveMinimum" | "formatMaximum" | "formatExclusiveMaximum" => self.text_keyword(r, key)?,
            "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf" => self.numeric_keyword(r, key)?,
            "prefixItems" | "items" | "contains" | "minContains" | "maxContains" | "minItems" | "maxItems" | "uniqueItems"
            | "unevaluatedItems" => self.array_keyword(r, key)?,
            "$ref" | "$dynamicRef" | "$dynamicAnchors" | "allOf" | "anyOf" | "oneOf" | "not" | "if" | "then" | "else"
            | "discriminator" => self.logic_keyword(r, key)?,
            _ => self.object_keyword(r, key)?,
        }
        Ok(())
    }

    fn value_keyword(&mut self, r: R<'_>, key: &str) -> Result<()> {
        let values = self.values.get_or_insert(Values { json: &[], open: false, flags: false });
        match key {
            "enum" => values.json = list(r, Reader::raw)?,
            "open" => values.open = r.read()?,
            "flags" => values.flags = r.read()?,
            _ => return Err(r.unknown_member(key)),
        }
        Ok(())
    }

    fn numeric_keyword(&mut self, r: R<'_>, key: &str) -> Result<()> {
        let numeric = self.numeric.get_or_insert(Numeric::NONE);
        let limit = match key {
            "minimum" => &mut numeric.minimum,
            "exclusiveMinimum" => &mut numeric.exclusive_minimum,
            "maximum" => &mut numeric.maximum,
            "exclusiveMaximum" => &mut numeric.exclusive_maximum,
            "multipleOf" => &mut numeric.multiple_of,
            _ => return Err(r.unknown_member(key)),
        };
        *limit = Some(number(r)?);
        Ok(())
    }

    fn text_keyword(&mut self, r: R<'_>, key: &str) -> Result<()> {
        let rules = self.text.get_or_insert(Text::NONE);
        match key {
            "minLength" => rules.min_length = r.read()?,
            "maxLength" => rules.max_length = r.read()?,
            "maxBytes" => rules.max_bytes = r.read()?,
            "pattern" => rules.pattern = Some(self.shared.pattern(r.string()?)),
            "formatMinimum" => rules.minimum = Some(text(r)?),
            "formatExclusiveMinimum" => rules.exclusive_minimum = Some(text(r)?),
            "formatMaximum" => rules.maximum = Some(text(r)?),
            "formatExclusiveMaximum" => rules.exclusive_maximum = Some(text(r)?),
            _ => return Err(r.unknown_member(key)),
        }
        Ok(())
    }

    fn array_keyword(&mut self, r: R<'_>, key: &str) -> Result<()> {
        let array = self.array.get_or_insert(Array::NONE);
        match key {
            "prefixItems" => array.prefix_items = list(r, ix)?,
            "items" => array.items = r.read()?,
            "contains" => array.contains = r.read()?,
            "minContains" => array.min_contains = r.read()?,
            "maxContains" => array.max_contains = r.read()?,
            "minItems" => array.min_items = r.read()?,
            "maxItems" => array.max_items = r.read()?,
            "uniqueItems" => array.unique_items = r.read()?,
            "unevaluatedItems" => array.unevaluated = r.read()?,
            _ => return Err(r.unknown_member(key)),
        }
        Ok(())
    }

    fn object_keyword(&mut self, r: R<'_>, key: &str) -> Result<()> {
        let object = self.object.get_or_insert(Object::NONE);
        match key {
            "properties" => object.properties = map(r, property)?,
            "required" => object.required = list(r, required)?,
            "patternProperties" => {
                let mut patterns = Vec::new();
                r.members(|r, pattern| {
                    patterns.push((self.shared.pattern(pattern.clone()), ix(r)?));
                    Ok(())
                })?;
                object.pattern_properties = slice(patterns);
            }
            "additionalProperties" => object.additional = r.read()?,
            "annotations" => object.annotations = r.read()?,
            "propertyNames" => object.property_names = r.read()?,
            "minProperties" => object.min_properties = r.read()?,
            "maxProperties" => object.max_properties = r.read()?,
            "dependentRequired" => object.dependent_required = map(r, |r, name| Ok((name, list(r, text)?)))?,
            "dependentSchemas" => object.dependent_schemas = map(r, |r, name| Ok((name, ix(r)?)))?,
            "unevaluatedProperties" => object.unevaluated = r.read()?,
            _ => return Err(r.unknown_member(key)),
        }
        Ok(())
    }

    fn logic_keyword(&mut self, r: R<'_>, key: &str) -> Result<()> {
        let logic = self.logic.get_or_insert(Logic::NONE);
        match key {
            "$ref" => logic.refer = r.read()?,
            "$dynamicRef" => logic.dynamic_refer = Some(pair(r, text, ix)?),
            "$dynamicAnchors" => logic.dynamic_anchors = self.shared.anchors(r)?,
            "allOf" => logic.all_of = list(r, ix)?,
            "anyOf" => logic.any_of = list(r, ix)?,
            "oneOf" => logic.one_of = list(r, ix)?,
            "not" => logic.not = r.read()?,
            "if" => logic.condition = r.read()?,
            "then" => logic.then = r.read()?,
            "else" => logic.otherwise = r.read()?,
            "discriminator" => logic.discriminator = Some(kept(discriminator(r)?)),
            _ => return Err(r.unknown_member(key)),
        }
        Ok(())
    }
}
