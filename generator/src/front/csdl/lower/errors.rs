//! The bodies that the protocol defines: errors and collections.

use super::super::model::names::split;
use super::{Lower, origin};
use crate::ir::{Docs, Property, Required, Schema, SchemaId, TypeName, Types, Views};
use crate::source::Location;

/// A member that every side shows.
pub(super) fn member(name: &str, schema: SchemaId, summary: &str) -> Property {
    Property {
        name: name.to_owned(),
        schema,
        access: Views::ALL,
        place: None,
        client_name: None,
        docs: Docs { summary: Some(summary.to_owned()), ..Docs::default() },
        key: false,
        navigation: false,
    }
}

fn required(name: &str) -> Required {
    Required { name: name.to_owned(), views: Views::ALL }
}

/// An object of the protocol: annotations are kept.
fn protocol_object(pointer: &str, at: Location, summary: &str) -> Schema {
    let mut schema = Schema::of(origin(pointer, at), Types::OBJECT);
    schema.docs.summary = Some(summary.to_owned());
    schema.object.annotations = true;
    schema
}

impl<'m> Lower<'m, '_> {
    /// Adds a schema of the protocol under a name of its own.
    fn add_protocol(&mut self, namespace: &str, name: &str, schema: Schema) -> SchemaId {
        if !self.options.mapping {
            let name = self.made_name(namespace, name);
            return self.add_named(name, schema);
        }
        // The mapping names this one only; it belongs to no namespace.
        if name != "ODataError" {
            return self.schemas.add(schema);
        }
        self.add_named(TypeName { namespace: String::new(), name: "error".to_owned(), client_name: None }, schema)
    }

    /// The body of every error.
    pub(super) fn error_schema(&mut self, namespace: &str, at: Location) -> SchemaId {
        let text = self.shared.string;
        let text_or_null = self.nullable_string(at);
        let mut detail = protocol_object("ODataErrorDetail", at, "One of several causes of an error");
        detail.object.properties = vec![
            member("code", text, "A service-defined code"),
            member("message", text, "What is wrong, for people"),
            member("target", text_or_null, "What the error is about, such as the name of a property"),
        ];
        detail.object.required = vec![required("code"), required("message")];
        detail.object.open = true;
        let detail = self.add_protocol(namespace, "ODataErrorDetail", detail);
        let details = self.array_of("ODataErrorDetail", detail, at);
        let mut inner = protocol_object("ODataInnerError", at, "Details that help to find the cause");
        inner.object.open = true;
        inner.types = inner.types.or(Types::NULL);
        let inner = self.schemas.add(inner);
        let mut main = protocol_object("ODataMainError", at, "What went wrong");
        main.object.properties = vec![
            member("code", text, "A service-defined code"),
            member("message", text, "What is wrong, for people"),
            member("target", text_or_null, "What the error is about, such as the name of a property"),
            member("details", details, "Further causes"),
            member("innerError", inner, "What else the service knows"),
        ];
        main.object.required = vec![required("code"), required("message")];
        main.object.open = true;
        let main = self.add_protocol(namespace, "ODataMainError", main);
        let mut body = protocol_object("ODataError", at, "The body of an error");
        body.object.properties = vec![member("error", main, "What went wrong")];
        body.object.required = vec![required("error")];
        self.add_protocol(namespace, "ODataError", body)
    }

    fn nullable_string(&mut self, at: Location) -> SchemaId {
        self.schemas.add(Schema::of(origin("Edm.String", at), Types::STRING.or(Types::NULL)))
    }

    /// The body that holds a collection of a declared type.
    pub(super) fn collection_body(&mut self, type_name: &'m str, item: SchemaId, at: Location) -> SchemaId {
        if let Some(id) = self.collections.get(type_name) {
            return *id;
        }
        let (namespace, own) = split(type_name);
        let schema = self.collection_object(type_name, item, at);
        let id = if self.options.mapping {
            self.schemas.add(schema)
        } else {
            let name = self.made_name(namespace, &format!("{own}Collection"));
            self.add_named(name, schema)
        };
        self.collections.insert(type_name, id);
        id
    }

    /// An object with a list in `value`, and how to get the rest of it.
    pub(super) fn collection_object(&mut self, type_name: &str, item: SchemaId, at: Location) -> Schema {
        let own = split(type_name).1;
        let items = self.array_of(type_name, item, at);
        let mut schema = protocol_object(&format!("Collection({type_name})"), at, &format!("A page of `{own}` values"));
        schema.object.properties = vec![
            member("@odata.context", self.shared.url, "What the body is"),
            member("@odata.count", self.shared.count, "How many there are on all pages together"),
            member("@odata.nextLink", self.shared.url, "Where the next page is; absent on the last"),
            member("@odata.deltaLink", self.shared.url, "Where to ask for later changes"),
            member("value", items, "The values of this page"),
        ];
        schema.object.required = vec![Required { name: "value".to_owned(), views: Views::ALL }];
        schema.object.additional = Some(self.shared.none);
        schema
    }

    /// The bodies that hold the addresses of several entities, and of one.
    pub(super) fn reference_schemas(&mut self, at: Location) -> (SchemaId, SchemaId) {
        if let Some(found) = self.references {
            return found;
        }
        let (namespace, _) = self.main();
        let mut one = protocol_object("ODataReference", at, "The address of an entity");
        one.object.properties = vec![member("@odata.id", self.shared.url, "The address of the entity")];
        one.object.required = vec![required("@odata.id")];
        one.object.additional = Some(self.shared.none);
        let one = self.add_protocol(&namespace, "ODataReference", one);
        let list = self.collection_object("ODataReference", one, at);
        let list = self.add_protocol(&namespace, "ODataReferenceCollection", list);
        *self.references.insert((list, one))
    }

    /// The address of an entity, as the mapping names it.
    pub(super) fn entity_reference(&mut self, at: Location) -> SchemaId {
        if let Some(id) = self.reference {
            return id;
        }
        let mut schema = self.schemas[self.shared.url].clone();
        schema.origin = origin("entityReference", at);
        schema.docs.summary = Some("The address of a related entity".to_owned());
        let id =
            self.add_named(TypeName { namespace: String::new(), name: "entityReference".to_owned(), client_name: None }, schema);
        *self.reference.insert(id)
    }

    /// An object with a single value of primitive type in `value`.
    pub(super) fn value_object(&mut self, type_name: &str, value: SchemaId, at: Location) -> Schema {
        let mut schema = protocol_object(type_name, at, "A single value");
        schema.object.properties =
            vec![member("@odata.context", self.shared.url, "What the body is"), member("value", value, "The value")];
        schema.object.required = vec![required("value")];
        schema.object.additional = Some(self.shared.none);
        schema
    }
}
