//! Policies beside no policy: they say how much what is wrong matters, and never what is wrong.

use super::document::Documents;
use super::instances::Maker;
use wiretype_generated::everything::tables::TABLE;
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::{ALL, SchemaRef};
use wiretype_runtime::validate::{self, Options, Policy, PolicyLine, Report, Rule, Severity};

/// Instances of each schema.
const INSTANCES: u64 = 30;

/// Rules that a schema can state, each made a warning and switched off; and all of them.
fn lines() -> Vec<PolicyLine> {
    let stated = Rule::ALL.iter().filter(|rule| !matches!(rule, Rule::Syntax | Rule::Unreadable | Rule::Complexity));
    let rules = stated.map(|rule| Some(*rule)).chain([None]);
    let line = |rule, severity| PolicyLine { rule, views: ALL, path: None, severity };
    rules.flat_map(|rule| [line(rule, Severity::Warning), line(rule, Severity::Off)]).collect()
}

/// What a report says, and of what.
fn told(report: &Report) -> Vec<(&str, &str)> {
    report.iter().map(|violation| (violation.pointer.as_str(), violation.keyword_path.as_str())).collect()
}

/// What is not right in a report under a policy of one line. Where a wrong type is no error, the other rules of its schema are asked too, so
/// the most is found where everything only warns.
fn amiss(line: &PolicyLine, strict: &Report, lenient: &Report, most: &Report) -> bool {
    let (strict, left, most) = (told(strict), told(lenient), told(most));
    let kept = line.severity == Severity::Off || strict.iter().all(|it| left.contains(it));
    let found = left.iter().all(|it| most.contains(it));
    let of_rule = lenient.iter().filter(|violation| line.rule.is_none_or(|rule| rule == violation.rule));
    !kept || !found || of_rule.into_iter().any(|violation| violation.severity != line.severity)
}

#[test]
fn policies_find_nothing_that_is_not_there() {
    let documents = Documents::load();
    let (mut wrong, mut loosened) = (Vec::new(), 0);
    let policies: Vec<(PolicyLine, Options)> = lines()
        .into_iter()
        .map(|line| (line.clone(), Options { policy: Policy::strict().with(line), ..Options::default() }))
        .collect();
    let warning = PolicyLine { rule: None, views: ALL, path: None, severity: Severity::Warning };
    let warning = Options { policy: Policy::strict().with(warning), ..Options::default() };
    for (name, schema) in documents.schemas() {
        let Some((_, index)) = TABLE.names().iter().find(|(known, _)| *known == name) else { continue };
        let reference = SchemaRef { table: &TABLE, index: *index };
        for seed in 0..INSTANCES {
            let text = Maker::new(&documents, name, seed).make(schema).to_string();
            let value = Value::parse(text.as_bytes()).unwrap();
            let strict = validate::check_value(&value, reference, ALL, &Options::default());
            let most = validate::check_value(&value, reference, ALL, &warning);
            for (line, options) in &policies {
                let lenient = validate::check_value(&value, reference, ALL, options);
                loosened += usize::from(strict.has_errors() && !lenient.has_errors());
                if amiss(line, &strict, &lenient, &most)
                    || lenient.has_errors() == validate::is_valid(&value, reference, ALL, options)
                {
                    wrong.push(format!("{name}: {text} under {line:?}: strictly {strict}; now {lenient}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(loosened > 1000, "policies have hardly anything to do: {loosened}");
}
