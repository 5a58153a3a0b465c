//! What the fuzz targets do with bytes. Nothing may panic, and nothing may take long; what comes out is only looked at for that.

use std::fs;

use wiretype::{Task, compile};
use wiretype_generated::everything::models;
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::{ALL, SchemaRef, Table};
use wiretype_runtime::validate::{self, Options};
use wiretype_runtime::{Model, format, pattern};

/// More bytes than this are no longer about mistakes, but about time.
const MOST: usize = 64 << 10;

/// Bytes as a schema: the first says how the file is called, the others are its text.
pub fn generate(bytes: &[u8]) {
    let Some((kind, text)) = bytes.split_first().filter(|(_, text)| text.len() <= MOST) else { return };
    let name = ["api.yaml", "api.json", "api.csdl.xml"][usize::from(*kind) % 3];
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join(name);
    if fs::write(&path, text).is_ok() {
        let outcome = compile(&Task { schemas: vec![path], ..Task::default() }, &|_| ());
        let _ = wiretype::diag::render::render(&outcome.diags, &outcome.sources, false);
    }
}

/// Bytes as a JSON body, for every schema of the torture document and for some of its types. The two doors have to agree.
pub fn read(bytes: &[u8]) {
    if bytes.len() > MOST {
        return;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        for name in format::NAMES {
            let _ = format::check(name, text);
        }
        if let Ok(regex) = pattern::compile(text) {
            let _ = regex.is_match(text);
        }
    }
    let options = Options::default();
    if let Ok(value) = Value::parse(bytes) {
        assert_eq!(Value::parse(value.to_string().as_bytes()).as_ref(), Ok(&value), "what is written is read again");
        let table: &'static Table = models::Widget::SCHEMA.table;
        for (_, index) in table.names() {
            let schema = SchemaRef { table, index: *index };
            let report = validate::check_value(&value, schema, ALL, &options);
            assert_eq!(report.is_empty(), validate::is_valid(&value, schema, ALL, &options), "the verdict is that of the report");
        }
    }
    typed::<models::Widget>(bytes);
    typed::<models::Numbers>(bytes);
    typed::<models::Strings>(bytes);
    typed::<models::Arrays>(bytes);
    typed::<models::Objects>(bytes);
    typed::<models::Animal>(bytes);
    typed::<models::Tree>(bytes);
    typed::<models::StringFormats>(bytes);
    typed::<models::NumberFormats>(bytes);
}

/// What a type takes it writes, and takes again.
fn typed<T: Model + PartialEq + std::fmt::Debug>(bytes: &[u8]) {
    if let Ok(model) = T::from_json(bytes) {
        let text = model.to_json();
        assert_eq!(T::from_json(text.as_bytes()).as_ref(), Ok(&model), "{text}");
    }
}
