//! A table: the text or the rows that a module has come in, its schemas go out.

use std::sync::OnceLock;

use super::{Ix, Schema, decode};

/// All schemas of a generated module. Indexes in [`Schema`] point into [`Table::schemas`].
#[derive(Debug)]
pub struct Table {
    source: Source,
    schemas: OnceLock<&'static [Schema]>,
    names: OnceLock<Names>,
}

/// Names with the index of what they name.
type Names = &'static [(&'static str, Ix)];

#[derive(Debug)]
enum Source {
    Text(&'static str),
    Rows(&'static [Schema], Names),
}

impl Table {
    /// The table of a text, as the generator writes it: a line per schema with its index and what it says in the words of JSON
    /// Schema, such as `7 {"name":"Point","type":"object","properties":{"x":1,"y":[1,"r"]}}`.
    ///
    /// - Schemas refer to others by index.
    /// - A property that is not part of every view has its views beside it, a required one too: `r` read, `c` create, `u` update.
    /// - Keywords of its own: `namespace`, `secret`, `open` and `flags` (of `enum`), `annotations` (of objects).
    ///
    /// It is decoded on first use. A schema that is not written like this accepts no value.
    pub const fn new(text: &'static str) -> Self {
        Self { source: Source::Text(text), schemas: OnceLock::new(), names: OnceLock::new() }
    }

    /// The table of these schemas, with the names of the declared ones, ascending.
    pub const fn of(schemas: &'static [Schema], names: &'static [(&'static str, Ix)]) -> Self {
        Self { source: Source::Rows(schemas, names), schemas: OnceLock::new(), names: OnceLock::new() }
    }

    /// The schemas.
    pub fn schemas(&self) -> &'static [Schema] {
        match self.source {
            Source::Text(text) => self.schemas.get_or_init(|| decode::schemas(text)),
            Source::Rows(schemas, _) => schemas,
        }
    }

    /// Names of declared schemas, ascending, with their index.
    pub fn names(&self) -> &'static [(&'static str, Ix)] {
        match self.source {
            Source::Text(text) => self.names.get_or_init(|| decode::names(text)),
            Source::Rows(_, names) => names,
        }
    }
}
