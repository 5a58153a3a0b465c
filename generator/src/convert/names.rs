//! A document comes in; its short names of namespaces go out, and names are written with them.

use std::collections::BTreeMap;

use crate::front::csdl::model::Document;

/// The short names that a document declares, by namespace.
pub(super) struct Names<'d> {
    aliases: BTreeMap<&'d str, &'d str>,
}

impl<'d> Names<'d> {
    /// Those of a document; the first declaration counts.
    pub(super) fn of(document: &'d Document) -> Self {
        let mut aliases = BTreeMap::new();
        let schemas = document.schemas.iter().map(|schema| (&*schema.namespace.text, schema.alias.as_deref()));
        let includes = document.references.iter().flat_map(|reference| &reference.includes);
        let includes = includes.map(|include| (&*include.namespace.text, include.alias.as_deref()));
        for (namespace, alias) in schemas.chain(includes) {
            if let Some(alias) = alias {
                aliases.entry(namespace).or_insert(alias);
            }
        }
        Self { aliases }
    }

    /// A qualified name, with the short name of its namespace if there is one.
    pub(super) fn short(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((namespace, own)) => match self.aliases.get(namespace) {
                Some(alias) => format!("{alias}.{own}"),
                None => name.to_owned(),
            },
            None => name.to_owned(),
        }
    }

    /// A path, each of its names short.
    pub(super) fn path(&self, path: &str) -> String {
        let mut out = String::with_capacity(path.len());
        let mut word = String::new();
        for character in path.chars() {
            if matches!(character, '/' | '(' | ')' | ',' | '@' | ' ') {
                out.push_str(&self.short(&word));
                word.clear();
                out.push(character);
            } else {
                word.push(character);
            }
        }
        out.push_str(&self.short(&word));
        out
    }
}
