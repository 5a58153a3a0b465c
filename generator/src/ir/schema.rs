//! Schemas: every node has the JSON types it accepts and the rules for values of each type.
//!
//! A rule applies only to values of its JSON type, as in JSON Schema: `max_length` says nothing about numbers.

use super::{Format, Origin, Types, Views};
pub use wiretype_runtime::json::{Number, Value as Json};

/// Index of a schema in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

/// The schemas of an API. Ids are reserved before definitions, so recursion needs no special case.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    list: Vec<Schema>,
}

impl Schemas {
    /// Reserves an id; the schema accepts everything until [`Schemas::define`] is called.
    pub fn reserve(&mut self, origin: Origin) -> SchemaId {
        let id = SchemaId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(Schema::any(origin));
        id
    }

    /// Defines a reserved id.
    pub fn define(&mut self, id: SchemaId, schema: Schema) {
        self.list[id.0 as usize] = schema;
    }

    /// Adds a schema.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(schema);
        id
    }

    /// Every id with its schema, in the order of reservation.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        (0u32..).map(SchemaId).zip(&self.list)
    }

    /// How many schemas there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;
    fn index(&self, id: SchemaId) -> &Schema {
        &self.list[id.0 as usize]
    }
}

impl std::ops::IndexMut<SchemaId> for Schemas {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.list[id.0 as usize]
    }
}

/// One schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it is defined.
    pub origin: Origin,
    /// Its declared name, if it is one of the API's named types.
    pub name: Option<TypeName>,
    /// What to call it if it needs a name and has none, where operations share what declares it.
    pub hint: Option<String>,
    /// Documentation.
    pub docs: Docs,
    /// The JSON types it accepts; empty means that no value is valid.
    pub types: Types,
    /// The format of strings or numbers.
    pub format: Option<Format>,
    /// The values it is limited to (`enum`, `const`, members of an enumeration).
    pub values: Option<Values>,
    /// Rules for numbers.
    pub numeric: Numeric,
    /// Rules for strings.
    pub text: Text,
    /// Rules for arrays.
    pub array: Array,
    /// Rules for objects.
    pub object: Object,
    /// A reference beside the other rules: the value must satisfy the target too.
    pub refer: Option<SchemaId>,
    /// A dynamic reference (JSON Schema 2020-12, section 8.2.3.2).
    pub dynamic_refer: Option<DynamicRef>,
    /// Targets of dynamic references in the schema resource that this schema belongs to: whoever evaluates it enters them.
    pub dynamic_anchors: Vec<(String, SchemaId)>,
    /// All must hold.
    pub all_of: Vec<SchemaId>,
    /// At least one must hold; empty means no such rule.
    pub any_of: Vec<SchemaId>,
    /// Exactly one must hold; empty means no such rule.
    pub one_of: Vec<SchemaId>,
    /// Must not hold.
    pub not: Option<SchemaId>,
    /// `if`, `then`, `else`.
    pub conditional: Option<Conditional>,
    /// How a value says which of several schemas it follows.
    pub discriminator: Option<Discriminator>,
    /// The type this one is derived from (fields of the base are already among this schema's own, or it is in `all_of`).
    pub base: Option<SchemaId>,
    /// Never the type of a value by itself, only a base of others.
    pub is_abstract: bool,
    /// The value assumed when a member is absent.
    pub default: Option<Json>,
    /// Values must not be shown in reports or logs.
    pub secret: bool,
    /// Why it takes every value, if that is not what the document says.
    pub lost: Option<Lost>,
}

/// Why what a schema said is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The user left the type out.
    Excluded,
    /// There is a mistake in it, and the user wanted to go on.
    Mistaken,
}

impl Schema {
    /// A schema that accepts every value.
    pub fn any(origin: Origin) -> Self {
        Self {
            origin,
            name: None,
            hint: None,
            docs: Docs::default(),
            types: Types::ANY,
            format: None,
            values: None,
            numeric: Numeric::default(),
            text: Text::default(),
            array: Array::default(),
            object: Object::default(),
            refer: None,
            dynamic_refer: None,
            dynamic_anchors: Vec::new(),
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            not: None,
            conditional: None,
            discriminator: None,
            base: None,
            is_abstract: false,
            default: None,
            secret: false,
            lost: None,
        }
    }

    /// A schema that accepts values of the given types.
    pub fn of(origin: Origin, types: Types) -> Self {
        Self { types, ..Self::any(origin) }
    }
}

/// A declared name: the namespace it lives in (may be empty) and its own name, both as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName {
    /// `microsoft.graph`; empty for OpenAPI.
    pub namespace: String,
    /// `user`.
    pub name: String,
    /// The name to use in code instead, if the document gives one.
    pub client_name: Option<String>,
}

impl TypeName {
    /// `microsoft.graph.user`
    pub fn qualified(&self) -> String {
        if self.namespace.is_empty() { self.name.clone() } else { format!("{}.{}", self.namespace, self.name) }
    }

    /// Every name that users may call the type by, the one that says most first: qualified, its own, the one for code.
    pub fn all(&self) -> impl Iterator<Item = String> {
        [self.qualified(), self.name.clone()].into_iter().chain(self.client_name.clone())
    }
}

/// Documentation of a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// The longer text, in Markdown.
    pub description: Option<String>,
    /// A page about it.
    pub link: Option<String>,
    /// Not to be used any more; the text says why, and may be empty.
    pub deprecated: Option<String>,
    /// Decisions a transcriber recorded about this thing; for generated docs and reports.
    pub notes: Vec<String>,
}

/// A limited set of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// The values in source order.
    pub members: Vec<Member>,
    /// Other values of the same JSON type are valid too: an enumeration that may grow.
    pub open: bool,
    /// A string holds several members, separated by commas.
    pub flags: bool,
    /// The name of the enumeration, if the document gives one beside the schema's own.
    pub name: Option<String>,
}

/// One of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The value.
    pub value: Json,
    /// The name to use in code, if the document gives one.
    pub name: Option<String>,
    /// Documentation.
    pub docs: Docs,
    /// The number behind a named member.
    pub number: Option<i64>,
}

/// Rules for numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numeric {
    /// `value >= minimum`
    pub minimum: Option<Number>,
    /// `value > minimum`
    pub exclusive_minimum: Option<Number>,
    /// `value <= maximum`
    pub maximum: Option<Number>,
    /// `value < maximum`
    pub exclusive_maximum: Option<Number>,
    /// `value` is a whole multiple of it.
    pub multiple_of: Option<Number>,
}

/// Rules for strings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// In characters.
    pub min_length: Option<u64>,
    /// In characters.
    pub max_length: Option<u64>,
    /// Of what base64 encodes.
    pub max_bytes: Option<u64>,
    /// ECMA-262 pattern, unanchored.
    pub pattern: Option<String>,
    /// For texts that are dates, points in time, times of a day or durations.
    pub span: Span,
}

/// Between which dates, points in time, times of a day or durations a text must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// Not before.
    pub minimum: Option<String>,
    /// After.
    pub exclusive_minimum: Option<String>,
    /// Not after.
    pub maximum: Option<String>,
    /// Before.
    pub exclusive_maximum: Option<String>,
}

/// Rules for arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Array {
    /// Schemas of the first items.
    pub prefix_items: Vec<SchemaId>,
    /// Schema of every item after the prefix.
    pub items: Option<SchemaId>,
    /// Schema of at least one item.
    pub contains: Option<SchemaId>,
    /// How many items must match `contains`, at least.
    pub min_contains: Option<u64>,
    /// How many items may match `contains`, at most.
    pub max_contains: Option<u64>,
    /// At least so many items.
    pub min_items: Option<u64>,
    /// At most so many items.
    pub max_items: Option<u64>,
    /// No two items are equal.
    pub unique_items: bool,
    /// Schema of items that no other rule has evaluated.
    pub unevaluated: Option<SchemaId>,
}

/// Rules for objects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Declared members in source order.
    pub properties: Vec<Property>,
    /// Names of members that must be there; they need not be among `properties`.
    pub required: Vec<Required>,
    /// Schemas of members by ECMA-262 pattern of their name.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// Schema of every other member; absent means that any is allowed and none is kept.
    pub additional: Option<SchemaId>,
    /// Other members are data of the object, to be kept (open types, explicit additional properties).
    pub open: bool,
    /// Members with an `@` in their name are annotations: always allowed, kept and written back.
    pub annotations: bool,
    /// Schema of every member's name.
    pub property_names: Option<SchemaId>,
    /// At least so many members.
    pub min_properties: Option<u64>,
    /// At most so many members.
    pub max_properties: Option<u64>,
    /// If the first is there, the others must be too.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// If the member is there, the object must satisfy the schema too.
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// Schema of members that no other rule has evaluated.
    pub unevaluated: Option<SchemaId>,
}

/// A declared member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// Its schema.
    pub schema: SchemaId,
    /// The views of the object that it is part of: a member that the server sets is part of `READ` only.
    pub access: Views,
    /// The name to use in code instead, if the document gives one.
    pub client_name: Option<String>,
    /// Where it is defined, if that is not where its schema is.
    pub place: Option<Origin>,
    /// Documentation written beside the member, in preference to its schema's.
    pub docs: Docs,
    /// A key of the entity.
    pub key: bool,
    /// A navigation property: related data, there only when asked for.
    pub navigation: bool,
}

/// A member that must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// Its name on the wire.
    pub name: String,
    /// The views in which it must.
    pub views: Views,
}

/// `if` this holds, `then` must, or `else` must.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditional {
    /// The condition.
    pub condition: SchemaId,
    /// When it holds.
    pub then: Option<SchemaId>,
    /// When it does not.
    pub otherwise: Option<SchemaId>,
}

/// A reference whose target is looked up among the schemas entered on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct DynamicRef {
    /// The anchor's name.
    pub anchor: String,
    /// The target when no schema on the way has that anchor.
    pub initial: SchemaId,
}

/// How a value says which of several schemas it follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The member that holds the tag.
    pub property: String,
    /// Tags with their schemas; the first tag of a schema is the one to write, further ones are also understood.
    pub mapping: Vec<(String, SchemaId)>,
    /// How tags compare.
    pub tag: Tag,
    /// Whether the schemas are derived from this one (its own members are the fallback), rather than listed in `one_of` or `any_of`.
    pub inherited: bool,
}

/// How tags compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Exactly.
    Text,
    /// As qualified type names: a leading `#` does not matter, nor does letter case.
    TypeUri,
}
