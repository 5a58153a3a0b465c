//! Annotations and their expressions. Readers of terms ask for what they need; XML and JSON spell some constants differently, so the
//! questions are lenient about spelling.

use std::borrow::Cow;

use super::TypeRef;
use crate::source::Location;

/// The annotations of one thing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Annotations {
    list: Vec<Annotation>,
}

/// One annotation.
#[derive(Clone, Debug)]
pub(crate) struct Annotation {
    /// The qualified name of the term, with its full namespace.
    pub(crate) term: Box<str>,
    /// Tells annotations with the same term apart.
    pub(crate) qualifier: Option<Box<str>>,
    /// Its value; the term's default if none is written.
    pub(crate) value: Expr,
    /// Where it is written.
    pub(crate) at: Location,
    /// Annotations of the annotation.
    pub(crate) nested: Annotations,
}

/// The value of an annotation.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    /// No value is written: the term's default (`true` for tagging terms).
    Default,
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A number as text.
    Number(Box<str>),
    /// A string, or another constant written as text whose kind is not stated.
    Text(Box<str>),
    /// A date, a duration, an enumeration member or any other constant written as text, of a stated kind.
    Constant(Constant, Box<str>),
    /// A path to a property, navigation property, annotation or model element.
    Path(PathKind, Box<str>),
    /// An address that an expression gives.
    Url(Box<Expr>),
    /// A list.
    Collection(Vec<Expr>),
    /// Named values.
    Record(Record),
    /// An expression that depends on data (`If`, `Apply`, `Eq` …): kept, never evaluated.
    Dynamic(Box<Dynamic>),
}

/// An expression that depends on data.
#[derive(Clone, Debug)]
pub(crate) struct Dynamic {
    /// Its operator, by the name of its XML element.
    pub(crate) kind: Box<str>,
    /// The function that `Apply` calls, the name that `LabeledElement` gives or `LabeledElementReference` uses.
    pub(crate) name: Option<Box<str>>,
    /// The type of `Cast` and `IsOf`.
    pub(crate) ty: Option<TypeRef>,
    /// What it is applied to.
    pub(crate) operands: Vec<Expr>,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// Kinds of constants that CSDL XML tells apart and CSDL JSON does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Constant {
    Binary,
    Date,
    DateTimeOffset,
    Duration,
    EnumMember,
    Guid,
    TimeOfDay,
}

/// What a path leads to; CSDL JSON tells apart only those whose value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathKind {
    /// A value: the path is replaced by it.
    Value,
    Annotation,
    AnyProperty,
    ModelElement,
    Navigation,
    Property,
}

/// Named values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    /// The qualified name of its type, if given.
    pub(crate) ty: Option<Box<str>>,
    /// The values in source order.
    pub(crate) values: Vec<(Box<str>, Expr)>,
    /// Annotations of the record.
    pub(crate) annotations: Annotations,
    /// Annotations of its values, by name.
    pub(crate) of_values: Vec<(Box<str>, Annotations)>,
}

impl Constant {
    /// Each with the name of its XML element.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("Binary", Self::Binary),
        ("Date", Self::Date),
        ("DateTimeOffset", Self::DateTimeOffset),
        ("Duration", Self::Duration),
        ("EnumMember", Self::EnumMember),
        ("Guid", Self::Guid),
        ("TimeOfDay", Self::TimeOfDay),
    ];

    /// The name of its XML element.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("String", |(name, _)| name)
    }

    /// The kind with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }
}

impl PathKind {
    /// Each with the name of its XML element.
    pub(crate) const ALL: [(&'static str, Self); 6] = [
        ("Path", Self::Value),
        ("AnnotationPath", Self::Annotation),
        ("AnyPropertyPath", Self::AnyProperty),
        ("ModelElementPath", Self::ModelElement),
        ("NavigationPropertyPath", Self::Navigation),
        ("PropertyPath", Self::Property),
    ];

    /// The name of its XML element.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("Path", |(name, _)| name)
    }

    /// The kind with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }
}

impl Annotations {
    /// Adds one.
    pub(crate) fn push(&mut self, annotation: Annotation) {
        self.list.push(annotation);
    }

    /// Adds others.
    pub(crate) fn extend(&mut self, others: Annotations) {
        self.list.extend(others.list);
    }

    /// Every application of a term.
    pub(crate) fn all(&self, term: &str) -> impl Iterator<Item = &Annotation> {
        self.list.iter().filter(move |annotation| &*annotation.term == term)
    }

    /// The application of a term, the one without qualifier if possible.
    pub(crate) fn find(&self, term: &str) -> Option<&Annotation> {
        self.all(term).find(|annotation| annotation.qualifier.is_none()).or_else(|| self.all(term).next())
    }

    /// The value of a term.
    pub(crate) fn get(&self, term: &str) -> Option<&Expr> {
        self.find(term).map(|annotation| &annotation.value)
    }

    /// Every annotation in source order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Annotation> {
        self.list.iter()
    }

    /// Gives a qualifier to those that have none.
    pub(crate) fn qualify(&mut self, qualifier: &str) {
        for annotation in self.list.iter_mut().filter(|annotation| annotation.qualifier.is_none()) {
            annotation.qualifier = Some(qualifier.into());
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The text of a term.
    pub(crate) fn text(&self, term: &str) -> Option<&str> {
        self.get(term).and_then(Expr::text)
    }

    /// The record of a term.
    pub(crate) fn record(&self, term: &str) -> Option<&Record> {
        self.get(term).and_then(Expr::record)
    }

    /// Whether a tagging term is applied and not `false`.
    pub(crate) fn tagged(&self, term: &str) -> bool {
        self.get(term).is_some_and(|value| value.bool() != Some(false))
    }
}

impl Expr {
    /// The boolean it is; a tag without value is `true`.
    pub(crate) fn bool(&self) -> Option<bool> {
        match self {
            Expr::Bool(value) => Some(*value),
            Expr::Default => Some(true),
            _ => None,
        }
    }

    /// The text of a constant or path.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Expr::Text(text) | Expr::Constant(_, text) | Expr::Path(_, text) | Expr::Number(text) => Some(text),
            Expr::Url(inner) => inner.text(),
            _ => None,
        }
    }

    /// The record it is.
    pub(crate) fn record(&self) -> Option<&Record> {
        if let Expr::Record(record) = self { Some(record) } else { None }
    }

    /// The items of a collection; nothing for anything else.
    pub(crate) fn items(&self) -> &[Expr] {
        if let Expr::Collection(items) = self { items } else { &[] }
    }

    /// The texts of a collection.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.items().iter().filter_map(Expr::text)
    }

    /// The names of enumeration members: `ns.E/A ns.E/B` (XML), `A,B` (JSON).
    pub(crate) fn members(&self) -> impl Iterator<Item = &str> {
        let text = self.text().unwrap_or("");
        text.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| part.rsplit('/').next().unwrap_or(part))
    }

    /// A whole number.
    pub(crate) fn integer(&self) -> Option<i64> {
        self.text()?.parse().ok()
    }
}

impl Record {
    /// A value by name; an annotation of the record by the name of its term after `@`.
    pub(crate) fn get(&self, name: &str) -> Option<&Expr> {
        if let Some(term) = name.strip_prefix('@') {
            return self.annotations.get(term);
        }
        self.values.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }

    /// A text by name.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Expr::text)
    }

    /// A boolean by name.
    pub(crate) fn bool(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(Expr::bool)
    }

    /// A record by name.
    pub(crate) fn record(&self, name: &str) -> Option<&Record> {
        self.get(name).and_then(Expr::record)
    }

    /// The items of a collection by name.
    pub(crate) fn items(&self, name: &str) -> &[Expr] {
        self.get(name).map_or(&[], Expr::items)
    }

    /// What `ExpandRestrictions` say of expanding one entity of a collection, if they say it: only the lists of properties are those of
    /// the collection where there are no others.
    pub(crate) fn expand_by_key(&self) -> Option<Record> {
        let mut all = self.record("ExpandByKeyRestrictions")?.clone();
        for list in ["NonExpandableProperties", "NonExpandableStreamProperties"] {
            let of_collection = self.values.iter().find(|(name, _)| **name == *list).filter(|_| all.get(list).is_none());
            all.values.extend(of_collection.cloned());
        }
        Some(all)
    }

    /// What `ReadRestrictions` say of reading one entity of a collection: the properties of `ReadByKeyRestrictions`, and their own that
    /// are not among these.
    pub(crate) fn by_key(&self) -> Cow<'_, Record> {
        let Some(by_key) = self.record("ReadByKeyRestrictions") else { return Cow::Borrowed(self) };
        let mut all = by_key.clone();
        all.values.extend(self.values.iter().filter(|(name, _)| by_key.get(name).is_none()).cloned());
        Cow::Owned(all)
    }
}
