//! System query options and custom parameters.

use super::super::super::model::names::{split, term};
use super::super::super::model::{Annotations, Expr, Record};
use super::super::Lower;
use super::Place;
use super::path::parameter;
use crate::ir::{Docs, Parameter, Place as Where, SchemaId, Style};
use crate::source::Location;

/// What a request reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// Nothing: it writes.
    Nothing,
    /// The number of items.
    Number,
    /// One structured value.
    One,
    /// A collection of structured values.
    Many,
}

/// An option: its name, what it does, and the term with the member that can switch it off.
struct Switch {
    name: &'static str,
    summary: &'static str,
    term: &'static str,
    member: Option<&'static str>,
}

const ONE: &[Switch] = &[
    Switch { name: "$select", summary: "The properties to return", term: term::SELECT, member: Some("Supported") },
    Switch { name: "$expand", summary: "The related entities to return", term: term::EXPAND, member: Some("Expandable") },
];
const NUMBER: &[Switch] = &[
    Switch { name: "$filter", summary: "The condition that items must meet", term: term::FILTER, member: Some("Filterable") },
    Switch { name: "$search", summary: "The text to search for", term: term::SEARCH, member: Some("Searchable") },
];
const MANY: &[Switch] = &[
    Switch { name: "$orderby", summary: "The properties to sort by", term: term::SORT, member: Some("Sortable") },
    Switch { name: "$top", summary: "How many items to return at most", term: term::TOP, member: None },
    Switch { name: "$skip", summary: "How many items to leave out at the start", term: term::SKIP, member: None },
    Switch { name: "$count", summary: "Whether to count the items", term: term::COUNT, member: Some("Countable") },
];

impl Lower<'_, '_> {
    /// The system query options of a request.
    pub(super) fn query_options(&mut self, reads: Reads, place: &Place<'_>, into: &mut Vec<Parameter>) {
        let (restrictions, at) = (&place.restrictions, place.at);
        let switches: &[&[Switch]] = match reads {
            Reads::Nothing => &[],
            Reads::Number => &[NUMBER],
            Reads::One => &[ONE],
            Reads::Many => &[ONE, NUMBER, MANY],
        };
        for switch in switches.iter().copied().flatten() {
            let off = match switch.member {
                Some(member) if switch.term == term::EXPAND => {
                    restrictions.expand().and_then(|record| record.bool(member)) == Some(false)
                }
                Some(member) => restrictions.flag(switch.term, member) == Some(false),
                None => restrictions.supported(switch.term) == Some(false),
            };
            if !off {
                let schema = if self.options.mapping {
                    self.choices(switch.name, place.type_name, restrictions, at)
                } else {
                    Some(self.option_schema(switch.name))
                };
                let Some(schema) = schema else { continue };
                let mut found = parameter(switch.name.to_owned(), Where::Query, Style::Form, schema, false, at);
                found.docs.summary = Some(switch.summary.to_owned());
                into.push(found);
            }
        }
    }

    pub(super) fn option_schema(&self, name: &str) -> SchemaId {
        match name {
            "$select" | "$expand" => self.shared.names,
            "$top" | "$skip" => self.shared.count,
            "$count" => self.shared.boolean,
            _ => self.shared.string,
        }
    }

    /// Headers and query options that the service adds: what restricts the request names its own, containers name those of every request.
    pub(super) fn custom_parameters(
        &mut self,
        restrictions: Option<&Record>,
        containers: &[&Annotations],
        at: Location,
        into: &mut Vec<Parameter>,
    ) {
        for (term, place, style) in
            [(term::CUSTOM_HEADERS, Where::Header, Style::Simple), (term::CUSTOM_QUERY_OPTIONS, Where::Query, Style::Form)]
        {
            let own = restrictions.map_or(&[][..], |record| record.items(split(term).1));
            let common = containers.iter().filter_map(|annotations| annotations.get(term)).flat_map(Expr::items);
            for (index, custom) in own.iter().chain(common).enumerate() {
                let Some((custom, name)) = custom.record().and_then(|custom| Some((custom, custom.text("Name")?))) else {
                    continue;
                };
                // What a request says of a parameter counts more than what is said for all requests.
                let is_same = |known: &Parameter| known.place == place && known.name.eq_ignore_ascii_case(name);
                if index >= own.len() && into.iter().any(is_same) {
                    continue;
                }
                let required = custom.bool("Required").unwrap_or(false);
                let mut found = parameter(name.to_owned(), place, style, self.shared.string, required, at);
                found.docs = Docs {
                    summary: custom.text("Description").map(str::to_owned),
                    link: custom.text("DocumentationURL").map(str::to_owned),
                    ..Docs::default()
                };
                into.push(found);
            }
        }
    }
}
