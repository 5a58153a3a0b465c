//! How strictly an API is held to its schemas, and who is told: options and an observer in, a verdict on each message out.

use std::fmt;
use std::sync::Arc;

use http::{HeaderValue, StatusCode, header};

use super::body::media_rank;
use super::check;
use super::door::Options;
use super::failure::{Problem, Spot};
use super::reply::Reply;
use super::table::{Api, ResponseBodies, Route};
use crate::schema::{READ, SchemaRef};
use crate::validate::{self, Direction, Severity};

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

    /// Checks a reply: what breaks its schema is not sent, unless that only warns.
    pub(super) fn reply(&self, route: &'static Route, reply: Reply) -> Reply {
        let Some((options, schema, bytes)) = self.responses.as_ref().and_then(|options| {
            let (media_type, bytes) = reply.content()?;
            Some((options, answer(route.responses, reply.status(), media_type)?, bytes))
        }) else {
            return reply;
        };
        let report = validate::check_bytes(bytes, schema, READ, options);
        if report.is_empty() {
            return reply;
        }
        let refused = report.has_errors();
        let problems: Vec<Problem> = check::problems(report, |pointer| Spot::Response { pointer }).collect();
        let status = Some(reply.status());
        self.tell(Observed { route, direction: Direction::Response, status, problems: &problems, refused });
        if refused { Reply::internal("The response is not what the API promises.") } else { reply }
    }
}

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

impl Reply {
    /// The media type and bytes of a body that is there and not a stream.
    fn content(&self) -> Option<(&HeaderValue, &[u8])> {
        Some((self.headers().get(header::CONTENT_TYPE)?, self.bytes_of_body()?))
    }
}
