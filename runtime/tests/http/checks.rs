//! How strictly messages are held to their schemas, and what observers are told of them.

use std::sync::{Arc, Mutex};

use wiretype_runtime::http::{Observed, Observer, Options};
use wiretype_runtime::schema::{CREATE, Views};
use wiretype_runtime::validate::{self, Direction, Policy, PolicyLine, Rule, Severity};

use super::module::{ask, router_with};

const TARGET: &str = "/subscriptions/26fe00f8-9173-4872-9134-bb1d2e00343a/connections";

/// One line per problem: direction, severity, rule, place; `!` when the message was refused.
fn line(seen: &Observed<'_>) -> Vec<String> {
    let head = match seen.direction {
        Direction::Request => "request".to_owned(),
        Direction::Response => format!("{}", seen.status.map_or(0, |status| status.as_u16())),
    };
    let stop = if seen.refused { "!" } else { "" };
    let problems = seen.problems.iter();
    problems.map(|problem| format!("{head}{stop} {} {}: {}", problem.severity.as_str(), problem.rule, problem.message)).collect()
}

/// What an update with this body is answered under a policy, and what the observer is told.
fn check(policy: Policy, name: &str, body: &str, want: &str, told: &[&str]) {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&lines);
    let shown = format!("{policy:?}");
    let options = Options {
        validation: Some(validate::Options { policy, ..validate::Options::default() }),
        responses: Some(true),
        observer: Some(Observer::new(move |seen| log.lock().unwrap().extend(line(seen)))),
        ..Options::default()
    };
    let request = format!("PUT {TARGET}/{name}?api-version=1\nauthorization: Bearer x\ncontent-type: application/json\n\n{body}");
    let answer = ask(router_with(options), &request);
    let (status, _) = answer.split_once('\n').unwrap_or((&answer, ""));
    let detail = answer.split_once("\"detail\":").map_or("", |(_, detail)| detail);
    assert_eq!(format!("{status} {detail}").trim(), want, "{shown} {body}");
    assert_eq!(*lines.lock().unwrap(), told, "{shown} {body}");
}

fn off(rule: Rule, views: Views) -> PolicyLine {
    PolicyLine { rule: Some(rule), views, path: None, severity: Severity::Off }
}

const GOOD: &str = r#"{"properties":{"status":"ready"}}"#;
const BAD: &str = r#"{"properties":{"status":"Not Ready"}}"#;

const REFUSED: &str = r#"400 "`/properties/status` in the request body must be at most 8 characters long. And 1 more problem.","errors":[{"pointer":"/properties/status","rule":"maxLength","limit":"8","found":"\"Not Ready\"","detail":"`/properties/status` in the request body must be at most 8 characters long."},{"pointer":"/properties/status","rule":"pattern","limit":"^[a-z]+$","found":"\"Not Ready\"","detail":"`/properties/status` in the request body must match the pattern `^[a-z]+$`."}]}"#;

#[test]
fn nothing_to_tell() {
    for policy in [Policy::strict(), Policy::gateway(), Policy::observe()] {
        check(policy, "one", GOOD, "200", &[]);
    }
}

#[test]
fn profiles() {
    let refused = [
        "request! error maxLength: `/properties/status` in the request body must be at most 8 characters long.",
        "request! error pattern: `/properties/status` in the request body must match the pattern `^[a-z]+$`.",
    ];
    check(Policy::strict(), "one", BAD, REFUSED, &refused);
    check(Policy::gateway(), "one", BAD, REFUSED, &refused);
    check(
        Policy::observe(),
        "one",
        BAD,
        "200",
        &[
            "request warn maxLength: `/properties/status` in the request body must be at most 8 characters long.",
            "request warn pattern: `/properties/status` in the request body must match the pattern `^[a-z]+$`.",
            "200 warn maxLength: `/properties/status` in the response body must be at most 8 characters long.",
            "200 warn pattern: `/properties/status` in the response body must match the pattern `^[a-z]+$`.",
        ],
    );
}

#[test]
fn responses() {
    // The service answers what it was sent: requests that may break the pattern make responses that do.
    let lenient = |policy: Policy| policy.with(off(Rule::Pattern, CREATE)).with(off(Rule::MaxLength, CREATE));
    check(
        lenient(Policy::strict()),
        "one",
        BAD,
        r#"500 "The response is not what the API promises."}"#,
        &[
            "200! error maxLength: `/properties/status` in the response body must be at most 8 characters long.",
            "200! error pattern: `/properties/status` in the response body must match the pattern `^[a-z]+$`.",
        ],
    );
    check(
        lenient(Policy::gateway()),
        "one",
        BAD,
        "200",
        &[
            "200 warn maxLength: `/properties/status` in the response body must be at most 8 characters long.",
            "200 warn pattern: `/properties/status` in the response body must match the pattern `^[a-z]+$`.",
        ],
    );
}

#[test]
fn parameters_are_requests() {
    let wrong = r#"400 "The path parameter `name` must match the pattern `^[a-z]+$`.","errors":[{"parameter":"name","in":"path","rule":"pattern","limit":"^[a-z]+$","found":"\"ONE\"","detail":"The path parameter `name` must match the pattern `^[a-z]+$`."}]}"#;
    let told = ["request! error pattern: The path parameter `name` must match the pattern `^[a-z]+$`."];
    check(Policy::gateway(), "ONE", GOOD, wrong, &told);
    let told = ["request warn pattern: The path parameter `name` must match the pattern `^[a-z]+$`."];
    check(Policy::observe(), "ONE", GOOD, "200", &told);
    check(Policy::strict().with(off(Rule::Pattern, CREATE)), "ONE", GOOD, "200", &[]);
}

#[test]
fn operations_that_read_take_requests_too() {
    let policy = Policy::gateway();
    let options = Options { validation: Some(validate::Options { policy, ..validate::Options::default() }), ..Options::default() };
    let answer = ask(router_with(options), &format!("GET {TARGET}/ONE\nx-key: k"));
    assert!(answer.starts_with("400"), "{answer}");
}

#[test]
fn what_cannot_be_read_is_refused_whatever_the_policy() {
    let body = r#"{"properties":{"status":"ready","count":"many"}}"#;
    let told = [
        "request warn type: `/properties/count` in the request body must be an integer.",
        "200 warn type: `/properties/count` in the response body must be an integer.",
    ];
    // The service reads any JSON.
    check(Policy::observe(), "one", body, "200", &told);
    check(
        Policy::observe(),
        "one",
        "{",
        r#"400 "The request body is not JSON: expected a member name, at line 1, column 2."}"#,
        &[],
    );
}

#[test]
fn responses_are_sent_as_they_are_unless_asked() {
    let policy = Policy::strict().with(off(Rule::Pattern, CREATE)).with(off(Rule::MaxLength, CREATE));
    let options = Options { validation: Some(validate::Options { policy, ..validate::Options::default() }), ..Options::default() };
    let request = format!("PUT {TARGET}/one?api-version=1\nauthorization: Bearer x\ncontent-type: application/json\n\n{BAD}");
    let answer = ask(router_with(options), &request);
    assert!(answer.starts_with("200"), "{answer}");
}
