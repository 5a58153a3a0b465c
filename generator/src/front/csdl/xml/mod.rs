//! CSDL XML: elements come in, the model of the document goes out.

mod annotations;
mod attributes;
mod container;
mod operations;
mod types;

use super::model::names::Aliases;
use super::model::{Annotations, Document, Include, IncludeAnnotations, Reference, Schema, Spot, Targeted};
use super::reader::Reader;
use crate::diag::{self, Diags};
use crate::source::Location;
use crate::source::xml::{Element, XmlTree};

const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";
const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";
const EDMX_OLD: &str = "http://schemas.microsoft.com/ado/2007/06/edmx";

/// The addresses of the documents that a document refers to, with their places.
pub fn references(tree: &XmlTree) -> Vec<(String, Location)> {
    let references = tree.root().children().filter(|child| child.name() == "Reference");
    references.filter_map(|e| e.attribute("Uri")).map(|uri| (uri.value.to_string(), uri.value_location)).collect()
}

/// Reads a document; `None` if it is not CSDL of a version that can be read.
pub(crate) fn read(tree: &XmlTree, diags: &mut Diags) -> Option<Document> {
    let root = tree.root();
    if !check_root(root, diags) {
        return None;
    }
    let mut reader = Reader::new(aliases(root), diags);
    let version = root.value("Version").unwrap_or("4.0").into();
    let mut document = Document { version, references: Vec::new(), schemas: Vec::new(), container: None };
    reader.check_attributes(root, &["Version"]);
    for child in root.children() {
        match child.name() {
            "Reference" => {
                let reference = reader.reference(child);
                document.references.extend(reference);
            }
            "DataServices" => {
                for schema in child.children() {
                    if schema.name() == "Schema" {
                        document.schemas.extend(reader.schema(schema));
                    } else {
                        reader.unknown_child(schema, child);
                    }
                }
            }
            _ => reader.unknown_child(child, root),
        }
    }
    reader.finish();
    Some(document)
}

/// Whether the root is one of OData 4.
fn check_root(root: Element<'_>, diags: &mut Diags) -> bool {
    let version = root.value("Version").unwrap_or("");
    if root.name() != "Edmx" || !matches!(root.namespace(), EDMX | EDMX_OLD) {
        diags.push(diag::not_csdl(root.name(), root.namespace(), root.location()));
        return false;
    }
    let at = root.attribute("Version").map_or(root.location(), |attribute| attribute.value_location);
    if root.namespace() == EDMX_OLD {
        diags.push(diag::old_odata(data_service_version(root).unwrap_or(version), root.location()));
        return false;
    }
    if !(version == "4.0" || version.starts_with("4.0") && version.len() == 4) {
        diags.push(diag::unknown_odata_version(version, at));
        return false;
    }
    true
}

/// The protocol version that documents before OData 4 state beside the schemas.
fn data_service_version(root: Element<'_>) -> Option<&str> {
    let services = root.children().find(|child| child.name() == "DataServices")?;
    let wanted = |name: &str| matches!(name, "DataServiceVersion" | "MaxDataServiceVersion");
    services.attributes().iter().filter(|attribute| wanted(&attribute.name)).map(|attribute| &*attribute.value).max()
}

/// The short names that a document declares.
fn aliases(root: Element<'_>) -> Aliases {
    let mut aliases = Aliases::default();
    let includes = root.children().filter(|child| child.name() == "Reference").flat_map(Element::children);
    let schemas = root.children().filter(|child| child.name() == "DataServices").flat_map(Element::children);
    for element in includes.chain(schemas) {
        if let Some(namespace) = element.value("Namespace") {
            aliases.declare(namespace, namespace);
            if let Some(alias) = element.value("Alias") {
                aliases.declare(alias, namespace);
            }
        }
    }
    aliases
}

impl Reader<'_> {
    fn reference(&mut self, element: Element<'_>) -> Option<Reference> {
        self.check_attributes(element, &["Uri"]);
        let uri = self.spot(element, "Uri")?;
        let mut found = Reference { uri, includes: Vec::new(), annotations_of: Vec::new(), annotations: Annotations::default() };
        for child in element.children() {
            match child.name() {
                "Include" => found.includes.extend(self.include(child)),
                "IncludeAnnotations" => found.annotations_of.extend(self.include_annotations(child)),
                "Annotation" => self.annotation_into(child, &mut found.annotations),
                _ => self.unknown_child(child, element),
            }
        }
        Some(found)
    }

    fn include(&mut self, element: Element<'_>) -> Option<Include> {
        self.check_attributes(element, &["Namespace", "Alias"]);
        Some(Include {
            namespace: self.spot(element, "Namespace")?,
            alias: element.value("Alias").map(Into::into),
            annotations: self.children_as_annotations(element),
        })
    }

    fn include_annotations(&mut self, element: Element<'_>) -> Option<IncludeAnnotations> {
        self.check_attributes(element, &["TermNamespace", "Qualifier", "TargetNamespace"]);
        Some(IncludeAnnotations {
            terms: self.spot(element, "TermNamespace")?.text,
            qualifier: element.value("Qualifier").map(Into::into),
            targets: element.value("TargetNamespace").map(Into::into),
        })
    }

    fn schema(&mut self, element: Element<'_>) -> Option<Schema> {
        if element.namespace() != EDM {
            self.diags.push(diag::not_csdl(element.name(), element.namespace(), element.location()));
            return None;
        }
        self.check_attributes(element, &["Namespace", "Alias"]);
        let namespace = self.spot(element, "Namespace")?;
        let mut schema = Schema::new(namespace, element.value("Alias").map(Into::into));
        for child in element.children() {
            self.schema_child(child, element, &mut schema);
        }
        Some(schema)
    }

    fn schema_child(&mut self, child: Element<'_>, element: Element<'_>, schema: &mut Schema) {
        let order = |schema: &mut Schema| schema.order.extend(child.value("Name").map(Into::into));
        match child.name() {
            "EntityType" | "ComplexType" => {
                order(schema);
                schema.structured.extend(self.structured(child));
            }
            "EnumType" => {
                order(schema);
                schema.enums.extend(self.enumeration(child));
            }
            "TypeDefinition" => {
                order(schema);
                schema.definitions.extend(self.definition(child));
            }
            "Action" | "Function" => schema.operations.extend(self.operation(child)),
            "Term" => schema.terms.extend(self.term(child)),
            "EntityContainer" => schema.containers.extend(self.container(child)),
            "Annotations" => schema.targeted.extend(self.targeted(child)),
            "Annotation" => self.annotation_into(child, &mut schema.annotations),
            _ => self.unknown_child(child, element),
        }
    }

    fn targeted(&mut self, element: Element<'_>) -> Option<Targeted> {
        self.check_attributes(element, &["Target", "Qualifier"]);
        let target = self.spot(element, "Target")?;
        let target = Spot::new(self.aliases.qualify_target(&target.text), target.at);
        let mut annotations = self.children_as_annotations(element);
        if let Some(qualifier) = element.value("Qualifier") {
            annotations.qualify(qualifier);
        }
        Some(Targeted { target, annotations })
    }
}
