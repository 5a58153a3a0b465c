//! Generated types beside the tables: what one door takes, the other takes.

use super::document::Documents;
use super::instances::Maker;
use wiretype_generated::everything::models;
use wiretype_runtime::Model;
use wiretype_runtime::validate::{self, Options};

/// Instances of each model.
const INSTANCES: u64 = 150;

/// What only the type cannot take is said of the type.
fn check<T: Model>(documents: &Documents, name: &str) {
    let (_, schema) = documents.schemas().find(|(known, _)| *known == name).unwrap();
    let mut valid = 0;
    for seed in 0..INSTANCES {
        let instance = Maker::new(documents, name, seed).make(schema);
        let text = instance.to_string();
        let raw = validate::check_bytes(text.as_bytes(), T::SCHEMA, T::VIEWS, &Options::default());
        let typed = T::from_json(text.as_bytes());
        match (&typed, raw.is_empty()) {
            (Ok(model), true) => {
                valid += 1;
                assert!(model.check().is_ok(), "{name}: the model of {text} is not valid: {:?}", model.check());
            }
            (Ok(_), false) => panic!("{name}: the type takes {text}, but {raw}"),
            (Err(report), true) => assert!(beyond_64_bits(&text), "{name}: the type does not take {text}: {report}"),
            (Err(report), false) => assert_eq!(report.to_string(), raw.to_string(), "{name}: two reports on {text}"),
        }
    }
    assert!(valid > 0, "{name}: nothing was valid");
}

/// Whole numbers that no integer type takes.
fn beyond_64_bits(text: &str) -> bool {
    ["9223372036854775808", "1844674407370955161", "1e40", "1e+40"].iter().any(|number| text.contains(number))
}

#[test]
fn types_take_what_tables_take() {
    let documents = Documents::load();
    check::<models::Widget>(&documents, "Widget");
    check::<models::Rgb>(&documents, "Rgb");
    check::<models::Problem>(&documents, "Problem");
    check::<models::Numbers>(&documents, "Numbers");
    check::<models::Strings>(&documents, "Strings");
    check::<models::Arrays>(&documents, "Arrays");
    check::<models::Objects>(&documents, "Objects");
    check::<models::AdditionalForbidden>(&documents, "AdditionalForbidden");
    check::<models::AdditionalSchema>(&documents, "AdditionalSchema");
    check::<models::AdditionalReference>(&documents, "AdditionalReference");
    check::<models::AllOfObjects>(&documents, "AllOfObjects");
    check::<models::AllOfSameMember>(&documents, "AllOfSameMember");
    check::<models::AnyOfTypes>(&documents, "AnyOfTypes");
    check::<models::AnyOfRules>(&documents, "AnyOfRules");
    check::<models::OneOfTypes>(&documents, "OneOfTypes");
    check::<models::OneOfByRequired>(&documents, "OneOfByRequired");
    check::<models::OneOfByConst>(&documents, "OneOfByConst");
    check::<models::NotRequired>(&documents, "NotRequired");
    check::<models::IfThenElse>(&documents, "IfThenElse");
    check::<models::Shape>(&documents, "Shape");
    check::<models::Animal>(&documents, "Animal");
    check::<models::Zoo>(&documents, "Zoo");
    check::<models::Tree>(&documents, "Tree");
    check::<models::Pong>(&documents, "Pong");
    check::<models::Json>(&documents, "Json");
    check::<models::Expression>(&documents, "Expression");
    check::<models::NumberFormats>(&documents, "NumberFormats");
    check::<models::StringFormats>(&documents, "StringFormats");
    check::<models::RequiredAndNullable>(&documents, "RequiredAndNullable");
    check::<models::PropertyNames>(&documents, "PropertyNames");
    check::<models::InlineNames>(&documents, "InlineNames");
}
