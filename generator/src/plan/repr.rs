//! What the planned Rust is made of: types, fields, variants.

use crate::ir::{SchemaId, View};

/// Index of a planned item in [`super::Plan::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(pub u32);

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repr {
    /// `bool`
    Bool,
    /// `i8` … `u64`
    Int(IntType),
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// A string or number with a meaning, of the runtime's `text` module.
    Text(TextType),
    /// Any JSON value, `json::Value`.
    Json,
    /// Any JSON object, `json::Object`.
    JsonObject,
    /// JSON `null` and nothing else, `()`.
    Null,
    /// `Vec<T>`
    List(Box<Repr>),
    /// `json::Map<T>`
    Map(Box<Repr>),
    /// `Option<T>`: null is `None`.
    Nullable(Box<Repr>),
    /// `Box<T>`
    Boxed(Box<Repr>),
    /// A planned item.
    Item(ItemIx),
    /// A type of the user's, by its path.
    Foreign(String),
}

/// Integers by width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum IntType {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// Types of the runtime's `text` module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TextType {
    DateTime,
    Date,
    Time,
    TimeOfDay,
    Duration,
    DayTimeDuration,
    HttpDate,
    Uuid,
    Decimal,
    Bytes,
}

/// An item of `models.rs` with its plumbing.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its Rust name.
    pub name: String,
    /// Doc comment, line by line.
    pub docs: Vec<String>,
    /// The schema it stands for.
    pub schema: SchemaId,
    /// The side of the schema it shows.
    pub view: View,
    /// What it is.
    pub kind: ItemKind,
    /// Paths of derives that the user wants besides.
    pub derives: Vec<String>,
    /// Whether reading and the typed validator answer every rule of the schema, so that the interpreter is not needed for valid input.
    pub exact: bool,
    /// Whether there is anything for the typed validator to do, in this type or in one below it.
    pub checked: bool,
}

/// Kinds of items.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// A struct.
    Struct(Struct),
    /// An enum of strings.
    Enum(Enum),
    /// An enum over alternatives.
    Union(Union),
    /// An enum over derived types, chosen by a tag.
    Tagged(Tagged),
    /// Another name for a type.
    Alias(Repr),
}

/// A struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field that keeps all other members.
    pub rest: Option<Rest>,
    /// Members that are not declared make a value invalid.
    pub closed: bool,
    /// Members that belong to other views of the schema: accepted and left out.
    pub ignored: Vec<String>,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its Rust name.
    pub ident: String,
    /// Its name on the wire.
    pub wire: String,
    /// Doc comment.
    pub docs: Vec<String>,
    /// The type of its value.
    pub repr: Repr,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// The schema of its value.
    pub schema: SchemaId,
}

/// Whether a member may be absent or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null: `T`.
    Required,
    /// Always there, may be null: `Option<T>`.
    Nullable,
    /// May be absent, never null: `Option<T>`.
    Optional,
    /// Absent, null or a value: `Maybe<T>`.
    Maybe,
}

/// The field that keeps members which have no field of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// Its Rust name.
    pub ident: String,
    /// The type of a member.
    pub repr: Repr,
    /// The schema of a member, if there is one.
    pub schema: Option<SchemaId>,
    /// Only members with an `@` in their name are kept.
    pub annotations_only: bool,
}

/// An enum of strings.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its variants.
    pub variants: Vec<Variant>,
    /// The variant that keeps unknown text, if the enumeration is open.
    pub other: Option<String>,
    /// The enum of its members, if a value is a set of them, separated by commas; then it has no variants of its own.
    pub set_of: Option<String>,
}

/// A variant of an enum of strings.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its Rust name.
    pub ident: String,
    /// The text on the wire.
    pub wire: String,
    /// Doc comment.
    pub docs: Vec<String>,
}

/// An enum over alternatives.
#[derive(Clone, Debug)]
pub struct Union {
    /// The alternatives, in the order in which they are tried.
    pub variants: Vec<Alternative>,
    /// Whether a value that one type can hold is never meant for another.
    pub told_apart: bool,
}

/// One alternative.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Its Rust name.
    pub ident: String,
    /// Doc comment.
    pub docs: Vec<String>,
    /// The type of its value.
    pub repr: Repr,
    /// The schema of its value.
    pub schema: SchemaId,
}

/// An enum over derived types.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// The member that holds the tag.
    pub property: String,
    /// Tags are qualified type names.
    pub type_uri: bool,
    /// The derived types.
    pub variants: Vec<TaggedVariant>,
    /// The variant for values without a known tag, and its type.
    pub other: (String, Repr),
}

/// One derived type.
#[derive(Clone, Debug)]
pub struct TaggedVariant {
    /// Its Rust name.
    pub ident: String,
    /// Doc comment.
    pub docs: Vec<String>,
    /// Its tags; the first is the one to write.
    pub tags: Vec<String>,
    /// The type of its value.
    pub repr: Repr,
    /// The schema of its value.
    pub schema: SchemaId,
}

impl Item {
    /// The types that it is made of.
    pub fn parts(&self) -> Vec<&Repr> {
        match &self.kind {
            ItemKind::Struct(body) => {
                body.fields.iter().map(|field| &field.repr).chain(body.rest.iter().map(|rest| &rest.repr)).collect()
            }
            ItemKind::Enum(_) => Vec::new(),
            ItemKind::Union(body) => body.variants.iter().map(|variant| &variant.repr).collect(),
            ItemKind::Tagged(body) => body.variants.iter().map(|variant| &variant.repr).chain([&body.other.1]).collect(),
            ItemKind::Alias(repr) => vec![repr],
        }
    }
}

impl Repr {
    /// The item in it, however it is wrapped.
    pub fn item(&self) -> Option<ItemIx> {
        match self {
            Repr::List(inner) | Repr::Map(inner) | Repr::Nullable(inner) | Repr::Boxed(inner) => inner.item(),
            Repr::Item(ix) => Some(*ix),
            _ => None,
        }
    }
}
