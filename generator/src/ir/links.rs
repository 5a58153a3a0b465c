//! Links: a schema or an operation comes in, every schema that it names goes out, each with what it is there.
//!
//! The one list of the places that hold a [`SchemaId`]: whoever follows, counts or renumbers schemas goes by it.

use super::{Content, Operation, PartKey, Response, Schema, SchemaId, Status};

/// What one schema is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link<'s> {
    /// What it refers to.
    Reference,
    /// The target of a dynamic reference, or of an anchor for some.
    Dynamic(&'s str),
    /// A member by name.
    Property(&'s str),
    /// Members by pattern of their names.
    Pattern(&'s str),
    /// Members that are not declared.
    Additional,
    /// The names of members.
    PropertyNames,
    /// What holds when a member is there.
    Dependent(&'s str),
    /// Members or items that nothing else evaluates.
    Unevaluated,
    /// An item by its index.
    PrefixItem(usize),
    /// Items.
    Items,
    /// An item that must be there.
    Contains,
    /// One of the parts that must all hold.
    AllOf,
    /// An alternative.
    AnyOf,
    /// An alternative that excludes the others.
    OneOf,
    /// What must not hold.
    Not,
    /// `if`, `then` or `else`.
    Conditional(&'static str),
    /// What a tag stands for.
    Tag(&'s str),
    /// The type it is derived from.
    Base,
}

impl Schema {
    /// Every schema that this one names, in source order.
    pub fn links(&self) -> Vec<(Link<'_>, SchemaId)> {
        let (array, object) = (&self.array, &self.object);
        let all = |link: Link<'static>, ids: &[SchemaId]| ids.iter().map(|id| (link, *id)).collect::<Vec<_>>();
        let one = |link: Link<'static>, id: Option<SchemaId>| id.map(|id| (link, id));
        let mut links: Vec<(Link<'_>, SchemaId)> = one(Link::Reference, self.refer).into_iter().collect();
        links.extend(self.dynamic_refer.iter().map(|dynamic| (Link::Dynamic(&dynamic.anchor), dynamic.initial)));
        links.extend(self.dynamic_anchors.iter().map(|(name, id)| (Link::Dynamic(name), *id)));
        links.extend(object.properties.iter().map(|property| (Link::Property(&property.name), property.schema)));
        links.extend(object.pattern_properties.iter().map(|(pattern, id)| (Link::Pattern(pattern), *id)));
        links.extend(one(Link::Additional, object.additional));
        links.extend(one(Link::PropertyNames, object.property_names));
        links.extend(one(Link::Unevaluated, object.unevaluated));
        links.extend(object.dependent_schemas.iter().map(|(name, id)| (Link::Dependent(name), *id)));
        links.extend(array.prefix_items.iter().enumerate().map(|(index, id)| (Link::PrefixItem(index), *id)));
        links.extend(one(Link::Items, array.items));
        links.extend(one(Link::Contains, array.contains));
        links.extend(one(Link::Unevaluated, array.unevaluated));
        links.extend(all(Link::AllOf, &self.all_of));
        links.extend(all(Link::AnyOf, &self.any_of));
        links.extend(all(Link::OneOf, &self.one_of));
        links.extend(one(Link::Not, self.not));
        if let Some(conditional) = &self.conditional {
            links.push((Link::Conditional("if"), conditional.condition));
            links.extend(one(Link::Conditional("then"), conditional.then));
            links.extend(one(Link::Conditional("else"), conditional.otherwise));
        }
        let mapping = self.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
        links.extend(mapping.map(|(tag, id)| (Link::Tag(tag), *id)));
        links.extend(one(Link::Base, self.base));
        links
    }

    /// Replaces the id of every schema that this one names.
    pub fn relink(&mut self, new: &dyn Fn(SchemaId) -> SchemaId) {
        let (array, object) = (&mut self.array, &mut self.object);
        let mut replace = |id: &mut SchemaId| *id = new(*id);
        self.refer.iter_mut().for_each(&mut replace);
        self.dynamic_refer.iter_mut().for_each(|dynamic| replace(&mut dynamic.initial));
        self.dynamic_anchors.iter_mut().for_each(|(_, id)| replace(id));
        object.properties.iter_mut().for_each(|property| replace(&mut property.schema));
        object.pattern_properties.iter_mut().for_each(|(_, id)| replace(id));
        object.additional.iter_mut().chain(&mut object.property_names).for_each(&mut replace);
        object.unevaluated.iter_mut().for_each(&mut replace);
        object.dependent_schemas.iter_mut().for_each(|(_, id)| replace(id));
        array.prefix_items.iter_mut().chain(&mut array.items).chain(&mut array.contains).for_each(&mut replace);
        array.unevaluated.iter_mut().for_each(&mut replace);
        self.all_of.iter_mut().chain(&mut self.any_of).chain(&mut self.one_of).for_each(&mut replace);
        self.not.iter_mut().for_each(&mut replace);
        if let Some(conditional) = &mut self.conditional {
            replace(&mut conditional.condition);
            conditional.then.iter_mut().chain(&mut conditional.otherwise).for_each(&mut replace);
        }
        let mapping = self.discriminator.iter_mut().flat_map(|discriminator| &mut discriminator.mapping);
        mapping.for_each(|(_, id)| replace(id));
        self.base.iter_mut().for_each(&mut replace);
    }
}

/// What a schema is to an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use<'o> {
    /// A parameter by name.
    Parameter(&'o str),
    /// The request body in a media type.
    Request(&'o str),
    /// A response's body in a media type.
    Response(Status, &'o str),
    /// A header of a part of the request body, or of the body of a response, by the part's name.
    PartHeader(Option<Status>, &'o PartKey, &'o str),
    /// A response's header.
    Header(Status, &'o str),
}

impl Operation {
    /// Every schema that the operation names, in source order.
    pub fn uses(&self) -> Vec<(Use<'_>, SchemaId)> {
        let mut uses: Vec<(Use<'_>, SchemaId)> =
            self.parameters.iter().map(|parameter| (Use::Parameter(&parameter.name), parameter.schema)).collect();
        let requests = || self.body.iter().flat_map(|body| &body.contents);
        uses.extend(requests().filter_map(|content| Some((Use::Request(&content.media_type), content.schema?))));
        uses.extend(requests().flat_map(|content| part_headers(None, content)));
        for Response { status, contents, .. } in &self.responses {
            uses.extend(contents.iter().filter_map(|content| Some((Use::Response(*status, &content.media_type), content.schema?))));
            uses.extend(contents.iter().flat_map(|content| part_headers(Some(*status), content)));
        }
        for response in &self.responses {
            uses.extend(response.headers.iter().map(|header| (Use::Header(response.status, &header.name), header.schema)));
        }
        uses
    }

    /// Replaces the id of every schema that the operation names.
    pub fn relink(&mut self, new: &dyn Fn(SchemaId) -> SchemaId) {
        self.parameters.iter_mut().for_each(|parameter| parameter.schema = new(parameter.schema));
        let requests = self.body.iter_mut().flat_map(|body| &mut body.contents);
        let responses = self.responses.iter_mut().flat_map(|response| {
            response.headers.iter_mut().for_each(|header| header.schema = new(header.schema));
            &mut response.contents
        });
        for content in requests.chain(responses) {
            content.schema.iter_mut().for_each(|id| *id = new(*id));
            let headers = content.encodings.iter_mut().flat_map(|part| &mut part.headers);
            headers.for_each(|header| header.schema = new(header.schema));
        }
    }
}

/// The headers of the parts of a body.
fn part_headers(status: Option<Status>, content: &Content) -> impl Iterator<Item = (Use<'_>, SchemaId)> {
    let parts = content.encodings.iter().flat_map(|part| part.headers.iter().map(move |header| (part, header)));
    parts.map(move |(part, header)| (Use::PartHeader(status, &part.key, &header.name), header.schema))
}
