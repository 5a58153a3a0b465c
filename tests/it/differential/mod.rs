//! Random instances of every schema of `schemas/everything.yaml`: the generated tables say of each what the `jsonschema` crate says,
//! the generated types say what the tables say, and a policy finds nothing that is not there.

mod document;
mod instances;
mod policies;
mod typed;

use document::Documents;
use instances::Maker;
use wiretype_generated::everything::tables::TABLE;
use wiretype_runtime::schema::{ALL, SchemaRef};
use wiretype_runtime::validate::{self, Options};

/// Instances of each schema.
const INSTANCES: u64 = 150;

/// Schemas that mean something else here than in JSON Schema alone, on purpose.
const SKIPPED: &[(&str, &str)] =
    &[("EnumOpen", "`modelAsString` makes the values examples"), ("MicrosoftExtensions", "`x-nullable` adds null to the type")];

/// JSON Schema alone: formats and discriminators are annotations.
fn plain() -> Options {
    Options { formats: false, discriminators: false, fail_fast: true, ..Options::default() }
}

#[test]
fn tables_say_what_json_schema_says() {
    let documents = Documents::load();
    let registry = documents.registry();
    let options = plain();
    let (mut wrong, mut valid, mut all) = (Vec::new(), 0, 0);
    for (name, schema) in documents.schemas() {
        if SKIPPED.iter().any(|(skipped, _)| *skipped == name) {
            continue;
        }
        let Some((_, index)) = TABLE.names().iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{name} has no table"));
            continue;
        };
        let reference = SchemaRef { table: &TABLE, index: *index };
        let judge = documents.validator(&registry, name);
        for seed in 0..INSTANCES {
            let instance = Maker::new(&documents, name, seed).make(schema);
            let expected = judge.is_valid(&instance);
            let report = validate::check_bytes(instance.to_string().as_bytes(), reference, ALL, &options);
            (all, valid) = (all + 1, valid + u64::from(expected));
            if expected != report.is_empty() {
                wrong.push(format!("{name}: jsonschema says {expected} of {instance}; here: {report}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {all} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(valid * 4 > all && valid * 10 < all * 9, "{valid} of {all} are valid: both verdicts have to be common");
}
