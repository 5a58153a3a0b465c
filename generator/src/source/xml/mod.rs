//! XML: a text comes in, elements with positions go out.

mod read;

pub use self::read::parse;

use super::{DocId, Location};

/// A parsed XML document; owns what it needs, so that it can be kept.
#[derive(Clone, Debug)]
pub struct XmlTree {
    doc: DocId,
    elements: Vec<ElementData>,
}

/// One element.
#[derive(Clone, Debug)]
pub struct ElementData {
    /// Namespace URI, if any.
    pub namespace: Box<str>,
    /// Local name.
    pub name: Box<str>,
    /// Attributes in source order.
    pub attributes: Vec<Attribute>,
    /// Text directly inside, trimmed of nothing.
    pub text: Box<str>,
    /// Child elements by index.
    pub children: Vec<u32>,
    /// The start tag.
    pub location: Location,
}

/// One attribute.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Namespace URI; empty for most.
    pub namespace: Box<str>,
    /// Local name.
    pub name: Box<str>,
    /// Value, entities resolved.
    pub value: Box<str>,
    /// The name and value.
    pub location: Location,
    /// The value alone, inside the quotes.
    pub value_location: Location,
}

/// An element together with its tree.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t> {
    tree: &'t XmlTree,
    index: u32,
}

impl XmlTree {
    /// Puts elements together; the first is the root.
    pub fn new(doc: DocId, elements: Vec<ElementData>) -> Self {
        Self { doc, elements }
    }

    /// The document this tree was parsed from.
    pub fn doc(&self) -> DocId {
        self.doc
    }

    /// The root element.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, index: 0 }
    }
}

impl<'t> Element<'t> {
    fn data(self) -> &'t ElementData {
        &self.tree.elements[self.index as usize]
    }

    /// Identity of the element in its tree.
    pub fn index(self) -> u32 {
        self.index
    }

    /// Local name.
    pub fn name(self) -> &'t str {
        &self.data().name
    }

    /// Namespace URI, empty if there is none.
    pub fn namespace(self) -> &'t str {
        &self.data().namespace
    }

    /// Text directly inside.
    pub fn text(self) -> &'t str {
        &self.data().text
    }

    /// The start tag's place.
    pub fn location(self) -> Location {
        self.data().location
    }

    /// Child elements.
    pub fn children(self) -> impl ExactSizeIterator<Item = Element<'t>> + 't {
        self.data().children.iter().map(move |index| Element { tree: self.tree, index: *index })
    }

    /// All attributes.
    pub fn attributes(self) -> &'t [Attribute] {
        &self.data().attributes
    }

    /// An attribute without namespace, by name.
    pub fn attribute(self, name: &str) -> Option<&'t Attribute> {
        self.data().attributes.iter().find(|attribute| attribute.namespace.is_empty() && &*attribute.name == name)
    }

    /// The value of an attribute without namespace.
    pub fn value(self, name: &str) -> Option<&'t str> {
        self.attribute(name).map(|attribute| &*attribute.value)
    }
}
