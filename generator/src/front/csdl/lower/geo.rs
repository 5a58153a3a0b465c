//! Geographic and geometric values: objects of `GeoJSON`, each kind a schema of its own.

use super::errors::member;
use super::{Lower, origin};
use crate::ir::{Discriminator, Format, Json, Property, Required, Schema, SchemaId, Tag, TypeName, Types, Values, Views};
use crate::source::Location;

/// The kinds with the number of lists around a position.
const SHAPES: [(&str, u32); 6] =
    [("Point", 0), ("MultiPoint", 1), ("LineString", 1), ("MultiLineString", 2), ("Polygon", 2), ("MultiPolygon", 3)];

impl Lower<'_, '_> {
    /// The schema of a type such as `GeographyPoint`, if it is one of these.
    pub(super) fn geographic(&mut self, name: &str, at: Location) -> Option<SchemaId> {
        let own = name.strip_prefix("Edm.Geo")?;
        let shape = own.strip_prefix("graphy").or_else(|| own.strip_prefix("metry"))?;
        match shape {
            "" => Some(self.any_shape(at)),
            "Collection" => Some(self.shapes(at)),
            _ => SHAPES.iter().find(|(known, _)| *known == shape).map(|(shape, depth)| self.shape(shape, *depth, at)),
        }
    }

    /// Coordinates of one kind.
    fn shape(&mut self, shape: &'static str, depth: u32, at: Location) -> SchemaId {
        if let Some(id) = self.geographic.get(shape) {
            return *id;
        }
        let mut coordinates = self.position(at);
        for level in 0..depth {
            let least = match (shape, level) {
                ("LineString" | "MultiLineString", 0) => Some(2),
                // The ring of a polygon ends where it begins.
                ("Polygon" | "MultiPolygon", 0) => Some(4),
                _ => None,
            };
            let list = self.array_of("coordinates", coordinates, at);
            self.schemas[list].array.min_items = least;
            coordinates = list;
        }
        let members = vec![self.kind_member(shape, at), member("coordinates", coordinates, "Its position, or positions.")];
        self.add_shape(shape, members, at)
    }

    /// Several shapes together.
    fn shapes(&mut self, at: Location) -> SchemaId {
        if let Some(id) = self.geographic.get("GeometryCollection") {
            return *id;
        }
        let one = self.any_shape(at);
        let list = self.array_of("geometries", one, at);
        let members = vec![self.kind_member("GeometryCollection", at), member("geometries", list, "Its parts.")];
        self.add_shape("GeometryCollection", members, at)
    }

    /// Any kind.
    fn any_shape(&mut self, at: Location) -> SchemaId {
        if let Some(id) = self.geographic.get("") {
            return *id;
        }
        // A collection may hold another.
        let id = self.schemas.reserve(origin("Edm.Geography", at));
        self.named.push(id);
        self.geographic.insert("", id);
        let mut variants: Vec<(&str, SchemaId)> =
            SHAPES.iter().map(|(shape, depth)| (*shape, self.shape(shape, *depth, at))).collect();
        variants.push(("GeometryCollection", self.shapes(at)));
        let mut schema = Schema::of(origin("Edm.Geography", at), Types::OBJECT);
        schema.one_of = variants.iter().map(|(_, id)| *id).collect();
        let mapping = variants.iter().map(|(shape, id)| ((*shape).to_owned(), *id)).collect();
        schema.discriminator = Some(Discriminator { property: "type".to_owned(), mapping, tag: Tag::Text, inherited: false });
        schema.name = Some(self.geographic_name("Shape"));
        self.schemas.define(id, schema);
        id
    }

    fn add_shape(&mut self, shape: &'static str, members: Vec<Property>, at: Location) -> SchemaId {
        let mut schema = Schema::of(origin(&format!("Edm.Geography{shape}"), at), Types::OBJECT);
        schema.docs.summary = Some(format!("A `{shape}` of GeoJSON."));
        schema.object.required = members.iter().map(|member| Required { name: member.name.clone(), views: Views::ALL }).collect();
        schema.object.properties = members;
        // A reference system, a bounding box, and what else GeoJSON allows beside.
        schema.object.open = true;
        schema.object.annotations = true;
        let id = self.add_named(self.geographic_name(shape), schema);
        self.geographic.insert(shape, id);
        id
    }

    /// `geoPoint` in the mapping, `Edm.GeoPoint` otherwise.
    fn geographic_name(&self, shape: &str) -> TypeName {
        let shape = if shape == "GeometryCollection" { "Collection" } else { shape };
        let (namespace, prefix) = if self.options.mapping { ("", "geo") } else { ("Edm", "Geo") };
        TypeName { namespace: namespace.to_owned(), name: format!("{prefix}{shape}"), client_name: None }
    }

    /// The member that says which kind it is.
    fn kind_member(&mut self, shape: &str, at: Location) -> Property {
        let mut schema = Schema::of(origin("type", at), Types::STRING);
        let members = vec![super::shared::member(Json::String(shape.to_owned()))];
        schema.values = Some(Values { members, open: false, flags: false, name: None });
        let id = self.schemas.add(schema);
        member("type", id, "Which kind it is.")
    }

    /// Two numbers or more.
    fn position(&mut self, at: Location) -> SchemaId {
        if let Some(id) = self.geographic.get("Position") {
            return *id;
        }
        let mut number = Schema::of(origin("position", at), Types::NUMBER);
        number.format = Some(Format::Double);
        let number = self.schemas.add(number);
        let id = self.array_of("position", number, at);
        self.schemas[id].array.min_items = Some(2);
        if self.options.mapping {
            self.schemas[id].name = Some(self.geographic_name("Position"));
        }
        self.geographic.insert("Position", id);
        id
    }
}
