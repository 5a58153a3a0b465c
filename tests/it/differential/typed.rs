//! Generated types beside the tables: what one door takes, the other takes.

use super::document::Documents;
use super::instances::Maker;
use wiretype_generated::everything::models;
use wiretype_runtime::Model;
use wiretype_runtime::validate::{self, Options, Policy, Report, Rule};

/// Instances of each model.
const INSTANCES: u64 = 150;

/// Models whose schema takes null: the type leaves that to the places that hold it, which have an `Option` around it.
const NULL_BESIDE: &[&str] = &["Json"];

/// What only the type cannot take is said of the type.
fn check<T: Model>(documents: &Documents, wrong: &mut Vec<String>, name: &str) {
    let (_, schema) = documents.schemas().find(|(known, _)| *known == name).unwrap();
    let null_beside = NULL_BESIDE.contains(&name);
    let mut valid = 0;
    for seed in 0..INSTANCES {
        let instance = Maker::new(documents, name, seed).make(schema);
        let text = instance.to_string();
        let raw = validate::check_bytes(text.as_bytes(), T::SCHEMA, T::VIEWS, &Options::default());
        let typed = T::from_json(text.as_bytes());
        match (&typed, raw.is_empty()) {
            (Ok(model), true) => {
                valid += 1;
                if let Err(report) = model.check() {
                    wrong.push(format!("{name}: the model of {text} is not valid: {report}"));
                }
            }
            (Ok(_), false) => wrong.push(format!("{name}: the type takes {text}; the table says {raw}")),
            (Err(_), true) if beyond_64_bits(&text) || (null_beside && text == "null") => {}
            (Err(report), true) => wrong.push(format!("{name}: the table takes {text}; the type says {report}")),
            (Err(report), false) if report.to_string() == raw.to_string() => {}
            (Err(report), false) => wrong.push(format!("{name}: two reports on {text}: {report}; and {raw}")),
        }
        wrong.extend(observed::<T>(&text, &raw).map(|wrong| format!("{name}: {text}: {wrong}")));
    }
    if valid == 0 {
        wrong.push(format!("{name}: nothing was valid"));
    }
}

/// What is not right where everything is accepted that the type can hold. Members too many are no reason to refuse.
fn observed<T: Model>(text: &str, strict: &Report) -> Option<String> {
    let options = Options { policy: Policy::observe(), ..Options::default() };
    let raw = validate::check_bytes(text.as_bytes(), T::SCHEMA, T::VIEWS, &options);
    match T::from_json_with(text.as_bytes(), &options) {
        Ok((_, report)) => (report != raw).then(|| format!("two reports where all is accepted: {report}; and {raw}")),
        Err(report) => {
            let only_more = !strict.is_empty() && strict.iter().all(|violation| violation.rule == Rule::AdditionalProperties);
            (only_more && !beyond_64_bits(text)).then(|| format!("refused for members too many: {report}"))
        }
    }
}

/// Whole numbers that no integer type takes.
fn beyond_64_bits(text: &str) -> bool {
    ["9223372036854775808", "1844674407370955161", "1e40", "1e+40"].iter().any(|number| text.contains(number))
}

#[test]
fn types_take_what_tables_take() {
    let (documents, mut wrong) = (Documents::load(), Vec::new());
    check::<models::Widget>(&documents, &mut wrong, "Widget");
    check::<models::Rgb>(&documents, &mut wrong, "Rgb");
    check::<models::Problem>(&documents, &mut wrong, "Problem");
    check::<models::Numbers>(&documents, &mut wrong, "Numbers");
    check::<models::Strings>(&documents, &mut wrong, "Strings");
    check::<models::Arrays>(&documents, &mut wrong, "Arrays");
    check::<models::Objects>(&documents, &mut wrong, "Objects");
    check::<models::AdditionalForbidden>(&documents, &mut wrong, "AdditionalForbidden");
    check::<models::AdditionalSchema>(&documents, &mut wrong, "AdditionalSchema");
    check::<models::AdditionalReference>(&documents, &mut wrong, "AdditionalReference");
    check::<models::AllOfObjects>(&documents, &mut wrong, "AllOfObjects");
    check::<models::AllOfSameMember>(&documents, &mut wrong, "AllOfSameMember");
    check::<models::AnyOfTypes>(&documents, &mut wrong, "AnyOfTypes");
    check::<models::AnyOfRules>(&documents, &mut wrong, "AnyOfRules");
    check::<models::OneOfTypes>(&documents, &mut wrong, "OneOfTypes");
    check::<models::OneOfByRequired>(&documents, &mut wrong, "OneOfByRequired");
    check::<models::OneOfByConst>(&documents, &mut wrong, "OneOfByConst");
    check::<models::NotRequired>(&documents, &mut wrong, "NotRequired");
    check::<models::IfThenElse>(&documents, &mut wrong, "IfThenElse");
    check::<models::Shape>(&documents, &mut wrong, "Shape");
    check::<models::Animal>(&documents, &mut wrong, "Animal");
    check::<models::Zoo>(&documents, &mut wrong, "Zoo");
    check::<models::Tree>(&documents, &mut wrong, "Tree");
    check::<models::Pong>(&documents, &mut wrong, "Pong");
    check::<models::Json>(&documents, &mut wrong, "Json");
    check::<models::Expression>(&documents, &mut wrong, "Expression");
    check::<models::NumberFormats>(&documents, &mut wrong, "NumberFormats");
    check::<models::StringFormats>(&documents, &mut wrong, "StringFormats");
    check::<models::RequiredAndNullable>(&documents, &mut wrong, "RequiredAndNullable");
    check::<models::PropertyNames>(&documents, &mut wrong, "PropertyNames");
    check::<models::InlineNames>(&documents, &mut wrong, "InlineNames");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
