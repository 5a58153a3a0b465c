//! All documents of a run as one model: every declaration by its qualified name.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{is_standard, split};
use super::{
    Annotations, Container, Document, EnumType, Operation, Property, Reference, Spot, StructuredType, Targeted, Term,
    TypeDefinition,
};
use crate::diag::{self, Diags};
use crate::source::Location;

/// How many bases a type may have, each derived from the next.
pub(crate) const MAX_BASES: usize = 128;

/// All declarations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    /// The version of OData that the first document follows.
    pub(crate) version: Box<str>,
    /// Namespaces with their places, aliases and annotations, in source order.
    pub(crate) namespaces: Vec<Namespace>,
    /// Entity and complex types by qualified name.
    pub(crate) structured: BTreeMap<Box<str>, StructuredType>,
    /// Enumerations.
    pub(crate) enums: BTreeMap<Box<str>, EnumType>,
    /// Type definitions.
    pub(crate) definitions: BTreeMap<Box<str>, TypeDefinition>,
    /// Overloads of actions and functions.
    pub(crate) operations: BTreeMap<Box<str>, Vec<Operation>>,
    /// Terms.
    pub(crate) terms: BTreeMap<Box<str>, Term>,
    /// Containers.
    pub(crate) containers: BTreeMap<Box<str>, Container>,
    /// The containers to offer: those of the root documents, in source order.
    pub(crate) services: Vec<Box<str>>,
    /// The names of all types in source order.
    pub(crate) order: Vec<Box<str>>,
    /// Types by their direct base, in source order.
    pub(crate) derived: BTreeMap<Box<str>, Vec<Box<str>>>,
    /// Namespaces of documents that could not be read, with the reference.
    pub(crate) missing: BTreeMap<Box<str>, Spot>,
    /// Annotations given apart from what they are about, not yet attached.
    pub(crate) targeted: Vec<Targeted>,
}

/// One namespace of one document.
#[derive(Clone, Debug)]
pub(crate) struct Namespace {
    /// Its name.
    pub(crate) name: Spot,
    /// Its short name.
    pub(crate) alias: Option<Box<str>>,
    /// Annotations of the schema.
    pub(crate) annotations: Annotations,
}

/// What a type's name stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named<'m> {
    /// An entity type or complex type.
    Structured(&'m StructuredType),
    /// An enumeration.
    Enum(&'m EnumType),
    /// A type definition.
    Definition(&'m TypeDefinition),
    /// A type of the `Edm` namespace.
    Primitive,
    /// A type of a document that could not be read, or of a standard vocabulary.
    Elsewhere,
    /// Nothing.
    Unknown,
}

/// Puts documents together; `loaded` says whether a reference's document is among them, `root` whether a document's container
/// is to be offered.
pub(crate) fn build(documents: Vec<(Document, bool)>, missing: Vec<Reference>, diags: &mut Diags) -> Model {
    let mut builder = Builder { model: Model::default(), places: BTreeMap::new(), diags };
    for (document, root) in documents {
        builder.document(document, root);
    }
    let mut model = builder.model;
    let known: BTreeSet<Box<str>> = model.namespaces.iter().map(|namespace| namespace.name.text.clone()).collect();
    for reference in missing {
        for include in reference.includes.into_iter().filter(|include| {
            let name = &include.namespace.text;
            !known.contains(name) && !is_standard(name)
        }) {
            model.missing.entry(include.namespace.text).or_insert_with(|| reference.uri.clone());
        }
    }
    // A container that another one takes over is offered by that one.
    let bases = model.services.iter().filter_map(|other| model.containers.get(other)?.extends.as_ref());
    let extended: BTreeSet<&str> = bases.map(|base| &*base.text).collect();
    let offered: Vec<Box<str>> = model.services.iter().filter(|name| !extended.contains(&***name)).cloned().collect();
    model.services = offered;
    for name in &model.order {
        if let Some(base) = model.structured.get(name).and_then(|found| found.base.as_ref()) {
            model.derived.entry(base.text.clone()).or_default().push(name.clone());
        }
    }
    model
}

struct Builder<'d> {
    model: Model,
    places: BTreeMap<Box<str>, Location>,
    diags: &'d mut Diags,
}

impl Builder<'_> {
    fn document(&mut self, document: Document, root: bool) {
        if self.model.version.is_empty() {
            self.model.version = document.version;
        }
        let container = document.container;
        for schema in document.schemas {
            let namespace = schema.namespace.text.clone();
            let full = |name: &str| -> Box<str> { format!("{namespace}.{name}").into() };
            for found in schema.structured {
                let name = full(&found.name.text);
                if self.declare("type", &name, found.name.at) {
                    self.model.structured.insert(name, found);
                }
            }
            for found in schema.enums {
                let name = full(&found.name.text);
                if self.declare("type", &name, found.name.at) {
                    self.model.enums.insert(name, found);
                }
            }
            for found in schema.definitions {
                let name = full(&found.name.text);
                if self.declare("type", &name, found.name.at) {
                    self.model.definitions.insert(name, found);
                }
            }
            for found in schema.terms {
                let name = full(&found.name.text);
                if self.declare("term", &name, found.name.at) {
                    self.model.terms.insert(name, found);
                }
            }
            for found in schema.containers {
                let name = full(&found.name.text);
                if self.declare("container", &name, found.name.at) {
                    if root && container.as_ref().is_none_or(|wanted| wanted.text == name) {
                        self.model.services.push(name.clone());
                    }
                    self.model.containers.insert(name, found);
                }
            }
            for found in schema.operations {
                self.model.operations.entry(full(&found.name.text)).or_default().push(found);
            }
            let mut seen = BTreeSet::new();
            let names = schema.order.iter().filter(|name| seen.insert((*name).clone())).map(|name| full(name));
            self.model.order.extend(names);
            self.model.targeted.extend(schema.targeted);
            let annotations = schema.annotations;
            self.model.namespaces.push(Namespace { name: schema.namespace, alias: schema.alias, annotations });
        }
    }

    /// Whether the name is new; reports it otherwise.
    fn declare(&mut self, kind: &str, name: &str, at: Location) -> bool {
        if let Some(first) = self.places.get(name) {
            self.diags.push(diag::duplicate_declaration(kind, name, at, *first));
            return false;
        }
        self.places.insert(name.into(), at);
        true
    }
}

impl Model {
    /// What a type's name stands for.
    pub(crate) fn named(&self, name: &str) -> Named<'_> {
        if let Some(found) = self.structured.get(name) {
            return Named::Structured(found);
        }
        if let Some(found) = self.enums.get(name) {
            return Named::Enum(found);
        }
        if let Some(found) = self.definitions.get(name) {
            return Named::Definition(found);
        }
        let (namespace, _) = split(name);
        if namespace == "Edm" {
            return Named::Primitive;
        }
        if is_standard(namespace) || self.missing.contains_key(namespace) { Named::Elsewhere } else { Named::Unknown }
    }

    /// What the definition of a type says of its values, if it is a defined one.
    pub(crate) fn of_definition(&self, name: &str) -> Option<&Annotations> {
        self.definitions.get(name).map(|found| &found.annotations)
    }

    /// Whether values of a type are streams: `Edm.Stream`, or a definition of it.
    pub(crate) fn is_stream(&self, name: &str) -> bool {
        let underlying = self.definitions.get(name).map_or(name, |found| &found.underlying.name.text);
        underlying == "Edm.Stream"
    }

    /// A type with its bases, the outermost base first; a cycle ends where it closes, and what is too long is cut off.
    pub(crate) fn line<'m>(&'m self, name: &str) -> Vec<(&'m str, &'m StructuredType)> {
        let mut line: Vec<(&str, &StructuredType)> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut next = self.structured.get_key_value(name);
        while let Some((name, found)) = next {
            if line.len() > MAX_BASES + 1 || !seen.insert(name) {
                break;
            }
            line.push((name, found));
            next = found.base.as_ref().and_then(|base| self.structured.get_key_value(&base.text));
        }
        line.reverse();
        line
    }

    /// A container with those that it extends, the outermost last; a cycle ends where it closes.
    pub(crate) fn extended<'m>(&'m self, container: &'m Container) -> Vec<&'m Container> {
        let mut seen: BTreeSet<Location> = BTreeSet::new();
        let base = |found: &&'m Container| self.containers.get(&found.extends.as_ref()?.text);
        std::iter::successors(Some(container), base).take_while(|found| seen.insert(found.name.at)).collect()
    }

    /// Every type derived from a type, however remotely, each after its base.
    pub(crate) fn descendants(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::from([name]);
        let mut stack: Vec<&str> = self.children(name).rev().collect();
        while let Some(next) = stack.pop() {
            if seen.insert(next) {
                found.push(next);
                stack.extend(self.children(next).rev());
            }
        }
        found
    }

    /// The types directly derived from a type.
    pub(crate) fn children(&self, name: &str) -> impl DoubleEndedIterator<Item = &str> {
        self.derived.get(name).into_iter().flatten().map(|name| &**name)
    }

    /// Whether a type is another or derived from it.
    pub(crate) fn is_a(&self, name: &str, base: &str) -> bool {
        name == base || self.line(name).iter().any(|(name, _)| *name == base)
    }

    /// A property of a type or of its bases.
    pub(crate) fn property(&self, type_name: &str, name: &str) -> Option<&Property> {
        let line = self.line(type_name);
        line.into_iter().find_map(|(_, found)| found.properties.iter().find(|property| &*property.name.text == name))
    }

    /// The key of an entity type: that of the outermost type that has one.
    pub(crate) fn key(&self, type_name: &str) -> &[super::KeyPart] {
        let line = self.line(type_name);
        line.into_iter().map(|(_, found)| &*found.key).find(|key| !key.is_empty()).unwrap_or(&[])
    }

    /// A qualified name written as text, such as in a list of types, with its full namespace.
    pub(crate) fn full(&self, name: &str) -> String {
        let (prefix, own) = split(name);
        let found = self.namespaces.iter().find(|found| found.alias.as_deref() == Some(prefix));
        found.map_or_else(|| name.to_owned(), |found| format!("{}.{own}", found.name.text))
    }

    /// The short name of a namespace.
    pub(crate) fn alias(&self, namespace: &str) -> Option<&str> {
        let mut found = self.namespaces.iter().filter(|found| &*found.name.text == namespace);
        found.find_map(|found| found.alias.as_deref())
    }
}
