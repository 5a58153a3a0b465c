//! `[module.validation]`: how the values of a module are checked comes in, the options that its code is made with go out.

use std::borrow::Cow;

use wiretype_runtime::format;
use wiretype_runtime::schema::ALL;
use wiretype_runtime::validate::{Direction, Options, Policy, PolicyLine, Rule, Severity};

use super::table::Reader;
use crate::diag;
use crate::plan::Validation;
use crate::source::Written;

const KEYS: [&str; 6] = ["profile", "responses", "ignored_formats", "max_violations", "fail_fast", "override"];
const OVERRIDE_KEYS: [&str; 4] = ["rule", "path", "direction", "severity"];
const DIRECTIONS: [(&str, Direction); 2] = [("request", Direction::Request), ("response", Direction::Response)];
const SEVERITIES: [(&str, Severity); 3] = [("error", Severity::Error), ("warn", Severity::Warning), ("off", Severity::Off)];

/// Reads the table, and which places in schemas it names.
pub fn read(reader: &mut Reader<'_, '_>, places: &mut Vec<Written>) -> Validation {
    reader.known(&KEYS);
    let profiles: Vec<(&str, &str)> = Policy::PROFILES.iter().map(|name| (*name, *name)).collect();
    let profile = reader.choice("profile", &profiles);
    let responses = reader.flag("responses");
    let ignored_formats = formats(reader);
    let max_violations = reader.number("max_violations");
    let fail_fast = reader.flag("fail_fast");
    let mut policy = profile.and_then(Policy::named).unwrap_or_default();
    for (table, location) in reader.entries("override") {
        let name = "`override`";
        let mut entry = Reader::new(reader.doc(), name, table, location, reader.diags());
        policy = line(&mut entry, places).into_iter().fold(policy, Policy::with);
    }
    let usual = Options::DEFAULT;
    let options = Options {
        ignored_formats: ignored_formats.into(),
        policy,
        max_violations: max_violations.unwrap_or(usual.max_violations),
        fail_fast: fail_fast.unwrap_or(usual.fail_fast),
        ..usual
    };
    // Whoever names a profile says something about both directions.
    Validation { options, responses: responses.unwrap_or(profile.is_some()) }
}

/// The formats that are no rules. A name that is no format was meant to be another.
fn formats(reader: &mut Reader<'_, '_>) -> Vec<Cow<'static, str>> {
    let mut names = Vec::new();
    for (name, location) in reader.texts("ignored_formats").unwrap_or_default() {
        if !format::NAMES.contains(&&*name) {
            reader.diags().push(diag::unknown_choice("ignored_formats", &name, location, format::NAMES.iter().copied()));
        }
        names.push(Cow::Owned(name));
    }
    names
}

/// One override. It has to say what becomes of the rules that it names.
fn line(reader: &mut Reader<'_, '_>, places: &mut Vec<Written>) -> Option<PolicyLine> {
    reader.known(&OVERRIDE_KEYS);
    let rules: Vec<(&str, Rule)> = Rule::ALL.iter().map(|rule| (rule.as_str(), *rule)).collect();
    let rule = reader.choice("rule", &rules);
    let path = reader.text("path").map(|(text, place)| {
        places.push(Written { text: text.clone(), place: Some(place) });
        Cow::Owned(text)
    });
    let direction = reader.choice("direction", &DIRECTIONS);
    let severity = reader.choice("severity", &SEVERITIES);
    reader.needs("severity");
    Some(PolicyLine { rule, views: direction.map_or(ALL, Direction::views), path, severity: severity? })
}
