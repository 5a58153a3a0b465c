//! Annotations and their expressions. Readers of terms ask for what they need; XML and JSON spell some constants differently, so the
//! questions are lenient about spelling.

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
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// No value is written: the term's default (`true` for tagging terms).
    Default,
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A number as text.
    Number(Box<str>),
    /// A string, a date, a duration, an enumeration member or any other constant written as text.
    Text(Box<str>),
    /// A path to a property, navigation property, annotation or model element.
    Path(Box<str>),
    /// A list.
    Collection(Vec<Expr>),
    /// Named values.
    Record(Record),
    /// An expression that depends on data (`If`, `Apply`, `Eq` …): kept by name and operands, never evaluated.
    Dynamic(Box<str>, Vec<Expr>),
}

/// Named values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Record {
    /// The qualified name of its type, if given.
    pub(crate) ty: Option<Box<str>>,
    /// The values in source order.
    pub(crate) values: Vec<(Box<str>, Expr)>,
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
            Expr::Text(text) | Expr::Path(text) | Expr::Number(text) => Some(text),
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
    /// A value by name.
    pub(crate) fn get(&self, name: &str) -> Option<&Expr> {
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
}
