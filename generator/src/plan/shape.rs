//! Shape: a schema with everything that must hold together with it (`refer`, `all_of`) laid on top of each other.

use std::collections::{BTreeMap, BTreeSet};

use wiretype_runtime::json::Map;

use crate::ir::{Format, Numeric, Property, Schema, SchemaId, Schemas, Span, Text, Types, Values, View, Views};

/// How deep schemas may refer to each other. What is laid deeper is left to the interpreter, as a value of which nothing is said:
/// each schema of a chain is laid with all that follow it.
const MAX_DEPTH: usize = 128;

/// What a value must look like, as far as types can say.
#[derive(Clone, Debug)]
pub struct Shape {
    /// JSON types that every part accepts.
    pub types: Types,
    /// The format, the outermost part's first.
    pub format: Option<Format>,
    /// The values it is limited to.
    pub values: Option<Values>,
    /// Rules for numbers, of every part.
    pub numerics: Vec<Numeric>,
    /// Rules for strings, of every part.
    pub texts: Vec<Text>,
    /// Members, bases first.
    pub properties: Vec<Property>,
    /// Members that must be there, by name.
    pub required: Map<Views>,
    /// Schema of other members; [`Types::NONE`] schemas close the object.
    pub additional: Option<SchemaId>,
    /// Other members are data to keep.
    pub open: bool,
    /// Members with `@` are annotations to keep.
    pub annotations: bool,
    /// Members matched by pattern exist.
    pub has_patterns: bool,
    /// Members may exist that only a condition speaks of.
    pub has_hidden: bool,
    /// The schemas that hold on conditions.
    pub conditional: Vec<SchemaId>,
    /// Schema of items.
    pub items: Option<SchemaId>,
    /// Schemas of the first items, which have one each.
    pub prefix_items: Vec<SchemaId>,
    /// Limits on arrays: at least, at most, unique.
    pub array_limits: (Option<u64>, Option<u64>, bool),
    /// Limits on the number of members.
    pub object_limits: (Option<u64>, Option<u64>),
    /// Alternatives of each `any_of` (false) and `one_of` (true).
    pub choices: Vec<(bool, Vec<SchemaId>)>,
    /// Something typed code cannot answer, so that the interpreter must.
    pub needs_interpreter: bool,
    /// How many schemas with rules were laid on top of each other.
    pub parts: usize,
}

impl Default for Shape {
    /// Nothing is said.
    fn default() -> Self {
        Self {
            types: Types::ANY,
            format: None,
            values: None,
            numerics: Vec::new(),
            texts: Vec::new(),
            properties: Vec::new(),
            required: Map::default(),
            additional: None,
            open: false,
            annotations: false,
            has_patterns: false,
            has_hidden: false,
            conditional: Vec::new(),
            items: None,
            prefix_items: Vec::new(),
            array_limits: (None, None, false),
            object_limits: (None, None),
            choices: Vec::new(),
            needs_interpreter: false,
            parts: 0,
        }
    }
}

impl Shape {
    /// Whether a member must be there in a view.
    pub fn requires(&self, name: &str, view: View) -> bool {
        self.required.get(name).is_some_and(|views| views.has(view))
    }

    /// Whether anything is said about objects.
    pub fn speaks_of_objects(&self) -> bool {
        !self.properties.is_empty() || self.additional.is_some() || self.open || self.has_patterns
    }

    /// Whether null is a valid value, and was meant to be: saying nothing of types is not enough.
    pub fn nullable(&self) -> bool {
        let listed = self.values.as_ref().map(|values| values.members.iter().any(|member| member.value == crate::ir::Json::Null));
        self.types.contains(Types::NULL) && listed.unwrap_or(self.types != Types::ANY)
    }
}

/// Lays a schema and all it refers to on top of each other.
pub fn shape(schemas: &Schemas, id: SchemaId) -> Shape {
    let mut shape = Shape::default();
    let mut laid = Laid::default();
    if !lay(schemas, id, &mut shape, &mut laid) {
        return Shape { needs_interpreter: true, has_hidden: true, ..Shape::default() };
    }
    if shape.parts > 1 && (shape.additional.is_some() || shape.has_patterns) {
        // `additional` of one part knows nothing of the members that another part declares.
        shape.needs_interpreter = true;
    }
    shape.has_hidden |= shape.conditional.iter().any(|id| names_others(schemas, *id, &laid));
    let undeclared = shape.required.keys().any(|name| !laid.members.contains_key(name));
    shape.needs_interpreter |= undeclared;
    shape.has_hidden |= undeclared;
    shape
}

/// What lies there already.
#[derive(Default)]
struct Laid<'s> {
    schemas: BTreeSet<SchemaId>,
    /// The places of declared members.
    members: BTreeMap<&'s str, usize>,
}

/// Whether a schema may speak of members that are not declared.
fn names_others(schemas: &Schemas, id: SchemaId, laid: &Laid<'_>) -> bool {
    let Schema { refer, all_of, any_of, one_of, object, .. } = &schemas[id];
    let composed = refer.is_some() || !all_of.is_empty() || !any_of.is_empty() || !one_of.is_empty();
    composed
        || object.open
        || object.additional.is_some()
        || !object.pattern_properties.is_empty()
        || object.properties.iter().any(|property| !laid.members.contains_key(property.name.as_str()))
}

/// Lays what a schema refers to, then itself; `false` if that is too deep.
fn lay<'s>(schemas: &'s Schemas, id: SchemaId, shape: &mut Shape, laid: &mut Laid<'s>) -> bool {
    let mut steps = vec![Step::Enter(id)];
    let mut depth = 0_usize;
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(id) if laid.schemas.insert(id) => {
                depth += 1;
                steps.push(Step::Leave(id));
                enter(&schemas[id], &mut steps);
            }
            Step::Enter(_) => {}
            Step::Choice(exactly, several) => shape.choices.push((exactly, several.to_vec())),
            Step::Leave(id) => {
                depth -= 1;
                lay_own(schemas, &schemas[id], shape, laid);
            }
        }
        if depth > MAX_DEPTH {
            return false;
        }
    }
    true
}

/// What is still to be done, the last one first.
enum Step<'s> {
    /// Lay all that a schema refers to.
    Enter(SchemaId),
    /// Note alternatives of `any_of` (false) or `one_of` (true).
    Choice(bool, &'s [SchemaId]),
    /// Lay what a schema says itself.
    Leave(SchemaId),
}

fn enter<'s>(schema: &'s Schema, steps: &mut Vec<Step<'s>>) {
    for (exactly, choice) in [(true, &schema.one_of), (false, &schema.any_of)] {
        match choice.as_slice() {
            [] => {}
            [only] => steps.push(Step::Enter(*only)),
            several => steps.push(Step::Choice(exactly, several)),
        }
    }
    steps.extend(schema.all_of.iter().rev().chain(&schema.refer).map(|part| Step::Enter(*part)));
}

fn lay_own<'s>(schemas: &Schemas, schema: &'s Schema, shape: &mut Shape, laid: &mut Laid<'s>) {
    shape.types = shape.types.and(schema.types);
    shape.parts += usize::from(has_rules(schema));
    shape.needs_interpreter |= beyond_types(schema);
    lay_scalars(schema, shape);
    lay_array(schema, shape);
    lay_object(schemas, schema, shape, laid);
}

/// Whether a schema says anything by itself beside references.
pub fn has_rules(schema: &Schema) -> bool {
    schema.types != Types::ANY || has_structure(schema)
}

/// Whether a schema says what members, items or values there are.
pub fn has_structure(schema: &Schema) -> bool {
    let object = &schema.object;
    schema.format.is_some()
        || schema.values.is_some()
        || schema.array.items.is_some()
        || !schema.array.prefix_items.is_empty()
        || !object.properties.is_empty()
        || object.additional.is_some()
        || object.open
        || !object.pattern_properties.is_empty()
}

/// Rules that neither a Rust type nor a typed check answers.
fn beyond_types(schema: &Schema) -> bool {
    let (array, object) = (&schema.array, &schema.object);
    schema.not.is_some()
        || schema.conditional.is_some()
        || schema.dynamic_refer.is_some()
        || schema.types == Types::NONE
        || array.contains.is_some()
        || array.unevaluated.is_some()
        || !array.prefix_items.is_empty()
        || schema.text.span != Span::default()
        || schema.text.max_bytes.is_some()
        || object.property_names.is_some()
        || object.unevaluated.is_some()
        || !object.pattern_properties.is_empty()
        || !object.dependent_required.is_empty()
        || !object.dependent_schemas.is_empty()
        || schema.values.as_ref().is_some_and(|values| values.flags && schema.types.without(Types::NULL) != Types::STRING)
}

fn lay_scalars(schema: &Schema, shape: &mut Shape) {
    if let Some(values) = &schema.values {
        shape.needs_interpreter |= shape.values.is_some();
        shape.values = Some(values.clone());
    }
    if schema.format.is_some() {
        shape.format.clone_from(&schema.format);
    }
    if schema.numeric != Numeric::default() {
        shape.numerics.push(schema.numeric.clone());
    }
    if schema.text != Text::default() {
        shape.texts.push(schema.text.clone());
    }
}

fn lay_array(schema: &Schema, shape: &mut Shape) {
    let array = &schema.array;
    shape.needs_interpreter |= array.items.is_some() && shape.items.is_some();
    shape.items = array.items.or(shape.items);
    if array.prefix_items.len() > shape.prefix_items.len() {
        shape.prefix_items.clone_from(&array.prefix_items);
    }
    let (least, most, unique) = shape.array_limits;
    shape.array_limits = (least.max(array.min_items), tighter(most, array.max_items), unique || array.unique_items);
}

fn tighter(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

fn lay_object<'s>(schemas: &Schemas, schema: &'s Schema, shape: &mut Shape, laid: &mut Laid<'s>) {
    let object = &schema.object;
    for property in &object.properties {
        lay_property(schemas, property, shape, laid);
    }
    for required in &object.required {
        match shape.required.get_mut(&required.name) {
            Some(views) => *views = views.or(required.views),
            None => drop(shape.required.insert(required.name.clone(), required.views)),
        }
    }
    shape.additional = object.additional.filter(|id| !says_nothing(schemas, *id)).or(shape.additional);
    shape.open |= object.open;
    shape.annotations |= object.annotations;
    let unevaluated = object.unevaluated.is_some_and(|id| schemas[id].types != Types::NONE);
    shape.has_patterns |= !object.pattern_properties.is_empty();
    shape.has_hidden |= unevaluated;
    shape.conditional.extend(object.dependent_schemas.iter().map(|(_, id)| *id));
    if let Some(conditional) = &schema.conditional {
        shape.conditional.extend([Some(conditional.condition), conditional.then, conditional.otherwise].into_iter().flatten());
    }
    let (least, most) = shape.object_limits;
    shape.object_limits = (least.max(object.min_properties), tighter(most, object.max_properties));
}

/// Whether a schema accepts everything and describes nothing.
fn says_nothing(schemas: &Schemas, id: SchemaId) -> bool {
    let schema = &schemas[id];
    has_no_type(schema) && !beyond_types(schema) && schema.numeric == Numeric::default() && schema.text == Text::default()
}

/// Whether values of every type fit a schema, whatever limits it sets.
fn has_no_type(schema: &Schema) -> bool {
    let alone = schema.refer.is_none() && schema.all_of.is_empty() && schema.any_of.is_empty() && schema.one_of.is_empty();
    alone && !has_rules(schema)
}

/// A member declared twice keeps its place; the later declaration is the more special one unless it sets limits only.
fn lay_property<'s>(schemas: &Schemas, property: &'s Property, shape: &mut Shape, laid: &mut Laid<'s>) {
    let place = laid.members.get(property.name.as_str());
    let Some(known) = place.and_then(|place| shape.properties.get_mut(*place)) else {
        laid.members.insert(&property.name, shape.properties.len());
        shape.properties.push(property.clone());
        return;
    };
    if known.schema == property.schema {
        return;
    }
    shape.needs_interpreter |= !says_nothing(schemas, known.schema) && !says_nothing(schemas, property.schema);
    let access = Views(known.access.0 & property.access.0);
    if !has_no_type(&schemas[property.schema]) || says_nothing(schemas, known.schema) {
        *known = property.clone();
    }
    known.access = access;
}
