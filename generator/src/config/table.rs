//! A table of the manifest, read key by key: what has the wrong kind is reported with its place.

use std::ops::Range;

use toml_edit::{Item, Table, TableLike, Value};

use crate::diag::{self, Diags};
use crate::source::{DocId, Location, Span, Written};

/// Reads one table.
pub struct Reader<'t, 'd> {
    doc: DocId,
    /// What the table is called in messages.
    name: &'t str,
    table: &'t dyn TableLike,
    location: Option<Location>,
    diags: &'d mut Diags,
}

impl<'t, 'd> Reader<'t, 'd> {
    /// Starts reading a table.
    pub fn new(doc: DocId, name: &'t str, table: &'t dyn TableLike, location: Option<Location>, diags: &'d mut Diags) -> Self {
        Self { doc, name, table, location, diags }
    }

    /// The manifest.
    pub fn doc(&self) -> DocId {
        self.doc
    }

    /// Where findings go.
    pub fn diags(&mut self) -> &mut Diags {
        self.diags
    }

    /// Reports every key that is none of `known`.
    pub fn known(&mut self, known: &[&str]) {
        for (key, item) in self.table.iter().filter(|(key, _)| !known.contains(key)) {
            let span = self.table.get_key_value(key).and_then(|(key, _)| key.span()).or_else(|| item.span());
            let location = self.at(span);
            self.diags.push(diag::unknown_key(self.name, key, location, known.iter().copied()));
        }
    }

    /// Reports the key if it is missing.
    pub fn needs(&mut self, key: &str) {
        if !self.table.contains_key(key) {
            // An empty list of modules would remove every module that was generated before.
            let location = self.location.unwrap_or_else(|| self.at(None));
            self.diags.push(diag::missing_key(self.name, key, location));
        }
    }

    /// A text with its place.
    pub fn text(&mut self, key: &str) -> Option<(String, Location)> {
        let item = self.table.get(key)?;
        match item.as_str() {
            Some(text) => Some((text.to_owned(), self.at(item.span()))),
            None => self.wrong(key, "a text", item),
        }
    }

    /// A list of at least one text, each with its place.
    pub fn texts(&mut self, key: &str) -> Option<Vec<(String, Location)>> {
        let item = self.table.get(key)?;
        let Some(list) = item.as_array().filter(|list| !list.is_empty()) else {
            return self.wrong(key, "a list of at least one text", item);
        };
        let mut texts = Vec::new();
        for value in list {
            let location = self.at(value.span());
            match value.as_str() {
                Some(text) => texts.push((text.to_owned(), location)),
                None => self.diags.push(diag::wrong_value(key, "a list of texts", kind(value), location)),
            }
        }
        Some(texts)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let item = self.table.get(key)?;
        item.as_bool().or_else(|| self.wrong(key, "`true` or `false`", item))
    }

    /// A number that counts something.
    pub fn number(&mut self, key: &str) -> Option<usize> {
        let item = self.table.get(key)?;
        let number = item.as_integer().and_then(|number| usize::try_from(number).ok());
        number.or_else(|| self.wrong(key, "a whole number, not negative", item))
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let (text, location) = self.text(key)?;
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.diags.push(diag::unknown_choice(key, &text, location, names));
        }
        found
    }

    /// A table in the table, with its place.
    pub fn table(&mut self, key: &str) -> Option<(&'t dyn TableLike, Option<Location>)> {
        let item = self.table.get(key)?;
        match item.as_table_like() {
            Some(table) => Some((table, Some(self.at(item.span())))),
            None => self.wrong(key, "a table", item),
        }
    }

    /// The tables `[key.NAME]`, each read with its name and the place of that.
    pub fn named_tables<T>(&mut self, key: &str, read: &mut dyn FnMut(Written, &mut Reader<'_, '_>) -> T) -> Vec<T> {
        let Some((table, _)) = self.table(key) else { return Vec::new() };
        let mut found = Vec::new();
        for (name, item) in table.iter() {
            let span = table.get_key_value(name).and_then(|(key, _)| key.span()).or_else(|| item.span());
            let place = self.at(span);
            match item.as_table_like() {
                Some(inner) => {
                    let shown = format!("`[module.{key}.{name}]`");
                    let mut reader = Reader::new(self.doc, &shown, inner, Some(place), self.diags);
                    found.push(read(Written { text: name.to_owned(), place: Some(place) }, &mut reader));
                }
                None => drop(self.wrong::<()>(name, "a table", item)),
            }
        }
        found
    }

    /// The place of a value.
    pub fn place(&self, key: &str) -> Option<Location> {
        self.table.get(key).map(|item| self.at(item.span()))
    }

    /// The tables `[[key]]`, each with the place of its header.
    pub fn tables(&mut self, key: &str) -> Vec<(&'t Table, Option<Location>)> {
        let Some(item) = self.table.get(key) else { return Vec::new() };
        match item.as_array_of_tables() {
            Some(tables) => tables.iter().map(|table| (table, table.span().map(|span| self.at(Some(span))))).collect(),
            None => self.wrong(key, &format!("a list of tables, written `[[{key}]]`"), item).unwrap_or_default(),
        }
    }

    /// Tables in a list, written `[[key]]` or `key = [{ … }]`, each with its place.
    pub fn entries(&mut self, key: &str) -> Vec<(&'t dyn TableLike, Option<Location>)> {
        let inline = self.table.get(key).and_then(Item::as_array);
        let Some(list) = inline.filter(|list| list.iter().all(Value::is_inline_table)) else {
            let tables = self.tables(key).into_iter();
            return tables.map(|(table, location)| (table as &dyn TableLike, location)).collect();
        };
        let tables = list.iter().filter_map(|value| Some((value.as_inline_table()?, value.span())));
        tables.map(|(table, span)| (table as &dyn TableLike, Some(self.at(span)))).collect()
    }

    fn wrong<T>(&mut self, key: &str, wanted: &str, item: &Item) -> Option<T> {
        let found = match item {
            Item::Value(Value::Array(list)) if list.is_empty() => "an empty list",
            Item::Value(value) => kind(value),
            Item::Table(_) => "a table",
            Item::ArrayOfTables(_) => "a list of tables",
            Item::None => "nothing",
        };
        let location = self.at(item.span());
        self.diags.push(diag::wrong_value(key, wanted, found, location));
        None
    }

    fn at(&self, span: Option<Range<usize>>) -> Location {
        let span = span.unwrap_or(0..0);
        Location { doc: self.doc, span: Span::new(span.start, span.end) }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "a boolean",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::InlineTable(_) => "a table",
    }
}
