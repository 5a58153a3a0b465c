//! The checks of one place: a field, an item, a member, a variant.

use super::{Check, Limit, Patterns};
use crate::ir::{Format, Numeric, Schema, SchemaId, Schemas, Text, Types};
use crate::plan::options::Options;
use crate::plan::repr::{Item, ItemKind, Repr};
use crate::plan::shape::{self, Shape};

/// How deep lists and maps of each other are checked by typed code; deeper ones are left to the interpreter.
const MAX_DEPTH: usize = 64;

/// Collects checks and remembers whether everything could be answered.
pub struct Place<'a> {
    /// All schemas.
    pub schemas: &'a Schemas,
    /// All items.
    pub items: &'a [Item],
    /// The module's options.
    pub options: &'a Options,
    /// The module's patterns.
    pub patterns: &'a mut Patterns,
    /// Whether typed code has answered everything so far.
    pub exact: bool,
    /// How many lists and maps the place is inside of.
    pub depth: usize,
}

impl Place<'_> {
    /// The checks of a value of a schema that is held as `repr`.
    pub fn of(&mut self, id: SchemaId, repr: &Repr, used_for: &str) -> Vec<Check> {
        match repr {
            Repr::Boxed(inner) => self.of(id, inner, used_for),
            Repr::Nullable(inner) => present(self.of(id, inner, used_for)),
            Repr::Item(ix) => match self.items.get(ix.0 as usize) {
                Some(Item { kind: ItemKind::Alias(inner), schema, .. }) if !matches!(inner, Repr::Item(_)) || *schema == id => {
                    self.of(id, inner, used_for)
                }
                Some(item) => {
                    self.exact &= self.leads(id, item.schema, 0);
                    vec![Check::Descend(*ix)]
                }
                None => Vec::new(),
            },
            _ => self.of_plain(id, repr, used_for),
        }
    }

    /// The checks of the variant for values without a known tag.
    pub fn of_fallback(&mut self, id: SchemaId, repr: &Repr) -> Vec<Check> {
        match repr {
            Repr::Item(ix) => vec![Check::Descend(*ix)],
            _ => vec![Check::Schema(id)],
        }
    }

    fn of_plain(&mut self, id: SchemaId, repr: &Repr, used_for: &str) -> Vec<Check> {
        let id = self.behind_null(id, 0);
        let shape = shape::shape(self.schemas, id);
        if !shape.choices.is_empty() {
            self.exact = false;
            return Vec::new();
        }
        self.of_kind(&shape, repr, used_for)
    }

    /// The checks of a value of a shape that is held as `repr`.
    pub fn of_kind(&mut self, shape: &Shape, repr: &Repr, used_for: &str) -> Vec<Check> {
        self.exact &= !shape.needs_interpreter && shape.values.is_none();
        match repr {
            Repr::Int(_) | Repr::F32 | Repr::F64 => limits(&shape.numerics),
            Repr::String => self.text(shape, used_for),
            Repr::List(item) => self.list(shape, item, used_for),
            Repr::Map(_) | Repr::JsonObject => self.map(shape, repr, used_for),
            Repr::Json => {
                self.exact &= says_nothing(shape);
                Vec::new()
            }
            Repr::Text(_) => {
                self.exact &= shape.texts.is_empty() && shape.numerics.is_empty();
                Vec::new()
            }
            Repr::Foreign(_) => {
                // What the user's type checks is not known: the schema stays the measure.
                self.exact = false;
                Vec::new()
            }
            Repr::Item(ix) => vec![Check::Descend(*ix)],
            Repr::Bool | Repr::Null | Repr::Nullable(_) | Repr::Boxed(_) => Vec::new(),
        }
    }

    fn text(&mut self, shape: &Shape, used_for: &str) -> Vec<Check> {
        let mut checks = Vec::new();
        for Text { min_length, max_length, pattern, max_bytes: _, span: _ } in &shape.texts {
            checks.extend(min_length.map(Check::MinLength));
            checks.extend(max_length.map(Check::MaxLength));
            checks.extend(pattern.as_ref().map(|pattern| Check::Pattern(self.patterns.name(pattern, used_for))));
        }
        match &shape.format {
            Some(format) if self.options.formats => checks.extend(named_format(format).map(|name| Check::Format(name.to_owned()))),
            _ => {}
        }
        checks
    }

    fn list(&mut self, shape: &Shape, item: &Repr, used_for: &str) -> Vec<Check> {
        let (least, most, unique) = shape.array_limits;
        let mut checks: Vec<Check> = least.map(Check::MinItems).into_iter().chain(most.map(Check::MaxItems)).collect();
        checks.extend(unique.then_some(Check::UniqueItems));
        let inner = shape.items.map(|items| self.inside(items, item, used_for)).unwrap_or_default();
        checks.extend((!inner.is_empty()).then_some(Check::Items(inner)));
        checks
    }

    fn map(&mut self, shape: &Shape, repr: &Repr, used_for: &str) -> Vec<Check> {
        let (least, most) = shape.object_limits;
        let mut checks: Vec<Check> = least.map(Check::MinProperties).into_iter().chain(most.map(Check::MaxProperties)).collect();
        self.exact &= shape.properties.is_empty();
        if let Some(additional) = shape.additional {
            let inner = if let Repr::Map(value) = repr {
                self.inside(additional, value, used_for)
            } else {
                self.inside(additional, &Repr::Json, used_for)
            };
            checks.extend((!inner.is_empty()).then_some(Check::Entries(inner)));
        }
        checks
    }

    /// The checks of each value that a list or map holds.
    fn inside(&mut self, id: SchemaId, repr: &Repr, used_for: &str) -> Vec<Check> {
        if self.depth == MAX_DEPTH {
            self.exact = false;
            return Vec::new();
        }
        self.depth += 1;
        let checks = self.of(id, repr, used_for);
        self.depth -= 1;
        checks
    }

    /// The alternative that is left when the others only stand for null.
    fn behind_null(&self, id: SchemaId, depth: usize) -> SchemaId {
        match self.single_choice(&self.schemas[id]) {
            Some(only) if depth < 16 => self.behind_null(only, depth + 1),
            _ => id,
        }
    }

    fn single_choice(&self, schema: &Schema) -> Option<SchemaId> {
        let choice = [&schema.any_of, &schema.one_of].into_iter().find(|choice| !choice.is_empty())?;
        let mut others = choice.iter().filter(|id| self.schemas[**id].types != Types::NULL);
        let only = others.next()?;
        let plain = !rules_beside(schema) && !shape::has_structure(schema) && schema.refer.is_none() && schema.all_of.is_empty();
        (others.next().is_none() && plain && schema.types == Types::ANY).then_some(*only)
    }

    /// Whether a schema says nothing beyond what another, whose item validates itself, says.
    fn leads(&self, id: SchemaId, target: SchemaId, depth: usize) -> bool {
        let schema = &self.schemas[id];
        if id == target || depth > 32 {
            return id == target;
        }
        if let Some(only) = self.single_choice(schema) {
            return self.leads(only, target, depth + 1);
        }
        let mut parts = schema.refer.iter().chain(&schema.all_of);
        let only = parts.next().filter(|_| parts.next().is_none());
        let alone = schema.any_of.is_empty() && schema.one_of.is_empty() && !shape::has_structure(schema) && !rules_beside(schema);
        only.is_some_and(|only| alone && self.leads(*only, target, depth + 1))
    }
}

/// Rules other than types, structure and references.
fn rules_beside(schema: &Schema) -> bool {
    let (array, object) = (&schema.array, &schema.object);
    schema.numeric != Numeric::default()
        || schema.text != Text::default()
        || schema.not.is_some()
        || schema.conditional.is_some()
        || schema.dynamic_refer.is_some()
        || array.contains.is_some()
        || array.unevaluated.is_some()
        || array.unique_items
        || array.min_items.is_some()
        || array.max_items.is_some()
        || !object.required.is_empty()
        || object.property_names.is_some()
        || object.unevaluated.is_some()
        || object.min_properties.is_some()
        || object.max_properties.is_some()
        || !object.dependent_required.is_empty()
        || !object.dependent_schemas.is_empty()
}

fn says_nothing(shape: &Shape) -> bool {
    shape.types == Types::ANY
        && shape.format.is_none()
        && shape.numerics.is_empty()
        && shape.texts.is_empty()
        && !shape.speaks_of_objects()
        && shape.items.is_none()
        && shape.array_limits == (None, None, false)
        && shape.object_limits == (None, None)
        && shape.required.is_empty()
}

fn present(checks: Vec<Check>) -> Vec<Check> {
    if checks.is_empty() { checks } else { vec![Check::Present(checks)] }
}

fn limits(numerics: &[Numeric]) -> Vec<Check> {
    let mut checks = Vec::new();
    for numeric in numerics {
        let all = [
            (Limit::Minimum, &numeric.minimum),
            (Limit::ExclusiveMinimum, &numeric.exclusive_minimum),
            (Limit::Maximum, &numeric.maximum),
            (Limit::ExclusiveMaximum, &numeric.exclusive_maximum),
            (Limit::MultipleOf, &numeric.multiple_of),
        ];
        checks
            .extend(all.into_iter().filter_map(|(limit, number)| Some(Check::Limit(limit, number.as_ref()?.as_str().to_owned()))));
    }
    checks
}

/// The runtime's name of a format that a plain string is checked against.
fn named_format(format: &Format) -> Option<&str> {
    match format.name() {
        "" => None,
        name => wiretype_runtime::format::check(name, "").map(|_| name),
    }
}
