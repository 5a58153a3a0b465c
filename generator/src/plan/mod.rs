//! Plan: what Rust each schema, rule and route becomes. A checked API and options come in, a [`Plan`] goes out; nothing is reported.

mod boxing;
pub mod coverage;
mod docs;
mod files;
pub mod names;
mod options;
pub mod repr;
pub mod routes;
pub mod rules;
mod shape;
pub mod table;
mod types;
mod views;

pub use docs::is_shown;
pub use files::Part;
pub use options::{Custom, Options, Validation};

use crate::check::Checked;
use crate::ir::{Envelope, Schemas, Service, View};
use repr::{Item, ItemIx, ItemKind, Presence};
use rules::{Checks, Patterns};
use table::TablePlan;

/// Everything the emitters write.
#[derive(Debug)]
pub struct Plan<'a> {
    /// Title of the API.
    pub title: &'a str,
    /// Version of the API.
    pub version: &'a str,
    /// Doc comment of the module.
    pub docs: Vec<String>,
    /// The items of `models.rs`.
    pub items: Vec<Item>,
    /// The files that the items are spread over; none if all are in one.
    pub parts: Vec<Part>,
    /// The checks of each item.
    pub checks: Vec<Checks>,
    /// The schemas that the table is made of.
    pub schemas: &'a Schemas,
    /// The schema table.
    pub table: TablePlan,
    /// The patterns of the module.
    pub patterns: Patterns,
    /// Formats are asserted.
    pub formats: bool,
    /// Service traits and router.
    pub routes: Option<routes::Routes<'a>>,
    /// The shape of error bodies that routes answer with on their own account.
    pub envelope: Envelope,
    /// How values are checked, if not as the runtime does by itself.
    pub validation: Option<&'a Validation>,
    /// What URLs can ask for beyond the routes.
    pub service: Option<&'a Service>,
}

impl Plan<'_> {
    /// An item by its index.
    pub fn item(&self, ix: ItemIx) -> &Item {
        &self.items[ix.0 as usize]
    }

    /// Whether a struct can be made with nothing said.
    pub fn has_default(&self, item: &Item) -> bool {
        match &item.kind {
            ItemKind::Struct(body) => {
                body.fields.iter().all(|field| matches!(field.presence, Presence::Optional | Presence::Maybe))
            }
            _ => false,
        }
    }
}

/// Plans the module of an API.
pub fn plan<'a>(checked: &'a Checked, options: &'a Options) -> Plan<'a> {
    let api = checked.api();
    let mut builder = types::Builder::new(api, options);
    for id in &api.named {
        builder.typed(*id, View::Read, "");
    }
    let routes = options.routes.then(|| routes::routes(api, &mut builder)).filter(|routes| !routes.operations.is_empty());
    routes::outgoing_bodies(&api.operations, &mut builder);
    let mut items = builder.finish();
    boxing::boxing(&mut items);
    let mut patterns = Patterns::default();
    let checks = rules::rules(&api.schemas, &mut items, options, &mut patterns);
    let table = TablePlan::new(api);
    Plan {
        title: &api.title,
        version: &api.version,
        docs: docs::lines(&api.docs),
        parts: files::of_models(&items),
        items,
        checks,
        schemas: &api.schemas,
        table,
        patterns,
        formats: options.formats,
        routes,
        envelope: options.errors.unwrap_or(api.envelope),
        validation: options.validation.as_ref(),
        service: api.service.as_ref(),
    }
}
