//! How strictly an API is held to its schemas, and who is told: options and an observer in, a verdict on each message out.

use std::fmt;
use std::sync::Arc;

use http::{HeaderValue, StatusCode, header};

use super::body::media_rank;
use super::check;
use super::door::Options;
use super::failure::{Problem, Spot};
use super::parts::Form;
use super::reply::Reply;
use super::table::{Api, ResponseBodies, Route};
use crate::schema::{READ, SchemaRef};
use crate::validate::{self, Direction, Report, Severity};

/// How the messages of an API are checked, unless the options of its router say otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    /// How requests and responses are checked, and how much a breach matters.
    pub options: &'static validate::Options,
    /// Whether responses are checked at all.
    pub responses: bool,
}

impl Checks {
    /// Requests are held to every rule, responses are sent as they are.
    pub const REQUESTS: Self = Self { options: &validate::Options::DEFAULT, responses: false };
}

/// A message that breaks rules of its schema.
#[derive(Clone, Copy, Debug)]
pub struct Observed<'a> {
    /// The operation.
    pub route: &'static Route,
    /// Whether it is a request or a response.
    pub direction: Direction,
    /// The status of the response.
    pub status: Option<StatusCode>,
    /// What is wrong, errors and warnings.
    pub problems: &'a [Problem],
    /// Whether the message went no further because of that.
    pub refused: bool,
}

/// What is told of every message that breaks a rule: a log, a counter, a test.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(&Observed<'_>) + Send + Sync>);

impl Observer {
    /// Calls a function for each message. It runs while the message waits, so it should be quick.
    pub fn new(observe: impl Fn(&Observed<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

/// What holds for the messages of one router.
#[derive(Debug)]
pub(super) struct Watch {
    /// How requests are checked.
    pub(super) requests: validate::Options,
    /// How responses are checked, if they are.
    responses: Option<validate::Options>,
    observer: Option<Observer>,
    /// What queries are checked against, if they are.
    #[cfg(feature = "odata")]
    pub(super) model: Option<&'static crate::odata::Model>,
}

impl Watch {
    pub(super) fn new(api: &Api, options: &Options) -> Self {
        let chosen = options.validation.as_ref().unwrap_or(api.checks.options);
        let responses = options.responses.unwrap_or(api.checks.responses);
        Self {
            requests: chosen.towards(Direction::Request),
            responses: responses.then(|| chosen.towards(Direction::Response)),
            observer: options.observer.clone(),
            #[cfg(feature = "odata")]
            model: api.model.filter(|_| options.queries),
        }
    }

    /// Tells the observer, if there is something to tell.
    pub(super) fn tell(&self, seen: Observed<'_>) {
        if let Some(Observer(observe)) = self.observer.as_ref().filter(|_| !seen.problems.is_empty()) {
            observe(&seen);
        }
    }

    /// Checks a reply: what breaks its schema is not sent, unless that only warns. A stream of items breaks off at the first one that
    /// may not be sent.
    pub(super) fn reply(self: &Arc<Self>, route: &'static Route, reply: Reply) -> Reply {
        let Some((options, schema)) = self.responses.as_ref().and_then(|options| Some((options, schema_of(route, &reply)?))) else {
            return reply;
        };
        let status = reply.status();
        if reply.has_items() {
            let (watch, options) = (Arc::clone(self), options.clone());
            return reply.with_checked_items(move |record| {
                let refused = watch.refuses(route, status, validate::check_bytes(record.json.as_bytes(), schema, READ, &options));
                if refused { Err(BROKEN_PROMISE.into()) } else { Ok(()) }
            });
        }
        let report = if let Some(json) = reply.json_of_body() {
            validate::check_bytes(json, schema, READ, options)
        } else if let Some(parts) = reply.parts_of_body() {
            Form::of_answer(parts.clone(), schema, options).asked(schema, READ, options)
        } else {
            return reply;
        };
        let refused = self.refuses(route, status, report);
        if refused { Reply::internal(BROKEN_PROMISE) } else { reply }
    }

    /// Tells what is wrong with an answer, and whether it may not be sent.
    fn refuses(&self, route: &'static Route, status: StatusCode, report: Report) -> bool {
        let refused = report.has_errors();
        let problems: Vec<Problem> = check::problems(report, |pointer| Spot::Response { pointer }).collect();
        self.tell(Observed { route, direction: Direction::Response, status: Some(status), problems: &problems, refused });
        refused
    }
}

/// What is said instead of an answer that breaks its schema.
const BROKEN_PROMISE: &str = "The response is not what the API promises.";

/// Whether something is wrong that matters.
pub(super) fn fails(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// The schema of a reply's body, if the route says what it is.
pub(super) fn schema_of(route: &'static Route, reply: &Reply) -> Option<SchemaRef> {
    answer(route.responses, reply.status(), reply.headers().get(header::CONTENT_TYPE)?)
}

/// The schema of a response: the one for the nearest range of statuses, and among those the one for the nearest media type.
fn answer(answers: &'static [ResponseBodies], status: StatusCode, media_type: &HeaderValue) -> Option<SchemaRef> {
    let (status, media_type) = (status.as_u16(), media_type.to_str().ok()?);
    let fitting = answers.iter().filter(|answer| (answer.from..=answer.to).contains(&status));
    let nearest = fitting.min_by_key(|answer| answer.to - answer.from)?;
    let ranked = nearest.contents.iter().filter_map(|(known, schema)| Some((media_rank(known, media_type)?, *schema)));
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, schema)| schema)
}
