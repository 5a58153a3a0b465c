//! A call of an operation: a matched request in, typed values out, with everything that is wrong collected on the way.

mod body;

use std::future::Future;
use std::sync::Arc;

use http::{Extensions, HeaderMap, Method, Uri};

use crate::http::answer::Answer;
use crate::http::body::{Limits, Received, receive};
use crate::http::check::{self, Checked};
use crate::http::door::Pending;
use crate::http::failure::{Failure, Problem, Spot};
use crate::http::head::Head;
use crate::http::observe::{Observed, Watch, fails};
use crate::http::parameter::{Given, Sources};
use crate::http::reply::{IntoReply, Reply};
use crate::http::table::{Param, Route};
use crate::json::{Read, from_slice};
use crate::validate::{Direction, Report, Severity};

/// A typed request of an operation.
pub trait FromCall: Sized {
    /// Reads it. `None` when something is wrong, which the call remembers.
    fn from_call(call: &mut Call) -> Option<Self>;
}

/// For operations that ask for nothing.
impl FromCall for () {
    fn from_call(call: &mut Call) -> Option<Self> {
        call.complete()
    }
}

/// For services that want to read a request by themselves.
impl FromCall for Head {
    fn from_call(call: &mut Call) -> Option<Self> {
        call.complete().map(|()| call.head())
    }
}

/// A request that a route was found for.
#[derive(Debug)]
pub struct Call {
    route: &'static Route,
    sources: Sources,
    stream: axum::body::Body,
    limits: Limits,
    received: Option<Received>,
    /// A body must be there; said when everything else was read.
    needs_body: bool,
    pub(super) problems: Vec<Problem>,
    failure: Option<Box<Failure>>,
    pub(super) watch: Arc<Watch>,
    /// What the URL addresses by the model of the service; known once somebody asks.
    #[cfg(feature = "odata")]
    pub(super) resource: std::cell::OnceCell<Option<Box<crate::odata::Resource>>>,
}

impl Call {
    pub(super) fn new(
        route: &'static Route,
        sources: Sources,
        stream: axum::body::Body,
        limits: Limits,
        watch: Arc<Watch>,
    ) -> Self {
        let needs_body = route.body.is_some_and(|body| body.required);
        Self {
            route,
            sources,
            stream,
            limits,
            received: None,
            needs_body,
            problems: Vec::new(),
            failure: None,
            watch,
            #[cfg(feature = "odata")]
            resource: std::cell::OnceCell::new(),
        }
    }

    /// Reads the request, hands it over and makes a reply of what comes back, or of what is wrong.
    pub fn answer<Rq, Rs, F, Fut>(mut self, f: F) -> Pending
    where
        Rq: FromCall + Send,
        Rs: IntoReply,
        F: FnOnce(Rq) -> Fut + Send + 'static,
        Fut: Future<Output = Rs> + Send,
    {
        Box::pin(async move {
            if let Err(failure) = self.receive().await {
                return Reply::failure(failure);
            }
            match self.read() {
                Ok(request) => f(request).await.into_reply(),
                Err(refusal) => *refusal,
            }
        })
    }

    /// As [`Call::answer`], by a method of a service.
    ///
    /// The request is never held while something is awaited, so its types need not be looked through either, see [`super::NotImplemented`].
    pub fn answer_by<S, Rq, Rs>(mut self, service: Arc<S>, method: for<'s> fn(&'s S, Rq) -> Answer<'s, Rs>) -> Pending
    where
        S: Send + Sync + 'static,
        Rq: FromCall + 'static,
        Rs: IntoReply + 'static,
    {
        Box::pin(async move {
            if let Err(failure) = self.receive().await {
                return Reply::failure(failure);
            }
            let answer = match self.read() {
                Ok(request) => method(&service, request),
                Err(refusal) => return *refusal,
            };
            answer.await.into_reply()
        })
    }

    /// Reads the body, where the route has one.
    async fn receive(&mut self) -> Result<(), Failure> {
        if let Some(declared) = self.route.body {
            let stream = std::mem::take(&mut self.stream);
            self.received = receive(declared, &self.sources.head.headers, stream, self.limits).await?;
        }
        Ok(())
    }

    /// Reads the request and tells the observer what is wrong with it.
    fn read<Rq: FromCall>(mut self) -> Result<Rq, Box<Reply>> {
        let request = Rq::from_call(&mut self);
        let (problems, refused) = (&*self.problems, request.is_none());
        self.watch.tell(Observed { route: self.route, direction: Direction::Request, status: None, problems, refused });
        request.ok_or_else(|| Box::new(self.refusal()))
    }

    /// What is said of everything that is wrong.
    fn refusal(mut self) -> Reply {
        // What only warns is nothing to bother the client with.
        self.problems.retain(|problem| problem.severity == Severity::Error);
        match self.failure {
            Some(failure) => Reply::failure(*failure),
            None if self.problems.is_empty() => Reply::internal("The request could not be read."),
            None => Reply::failure(Failure::invalid(self.problems)),
        }
    }

    /// The route.
    pub fn route(&self) -> &'static Route {
        self.route
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.sources.head.method
    }

    /// The URI.
    pub fn uri(&self) -> &Uri {
        &self.sources.head.uri
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.sources.head.headers
    }

    /// What layers have added to the request.
    pub fn extensions(&self) -> &Extensions {
        &self.sources.head.extensions
    }

    /// The request's head.
    pub fn head(&self) -> Head {
        self.sources.head.clone()
    }

    /// A parameter that must be there. `None` when it is not, or is wrong.
    pub fn required<T: Read>(&mut self, index: usize) -> Option<T> {
        let param = self.route.params.get(index)?;
        let value = self.parameter(param)?;
        if value.is_none() {
            self.problems.push(check::missing(param.name, param.place));
        }
        value
    }

    /// A parameter that may be missing. `None` when it is, or is wrong.
    pub fn optional<T: Read>(&mut self, index: usize) -> Option<T> {
        let param = self.route.params.get(index)?;
        self.parameter(param)?
    }

    /// The value of a parameter, checked. The outer `None` says that it is wrong.
    #[allow(clippy::option_option)]
    fn parameter<T: Read>(&mut self, param: &'static Param) -> Option<Option<T>> {
        let spot = |pointer| Spot::Parameter { name: param.name.to_owned(), place: param.place, pointer };
        let read = match self.sources.value(param, self.route.params) {
            Ok(Given::Absent) => match param.default {
                Some(default) => unchecked(default),
                None => return Some(None),
            },
            Ok(Given::Value(value)) => check::value(&value, param.schema, self.route.views, &self.watch.requests),
            Ok(Given::Empty(value)) => unchecked(&value.to_string()),
            Err(error) => {
                self.problem(spot(String::new()), "style", &error.to_string());
                return None;
            }
        };
        self.accept(read, spot).map(Some)
    }

    /// Records what is wrong at a place. `None` when it matters.
    fn accept<T>(&mut self, read: Checked<T>, spot: impl Fn(String) -> Spot) -> Option<T> {
        let (value, report) = match read {
            Ok((value, report)) => (Some(value), report),
            Err(report) => (None, report),
        };
        self.problems.extend(check::problems(report, spot));
        value
    }

    /// Records what is wrong with the body.
    fn accept_body<T>(&mut self, read: Checked<T>) -> Option<T> {
        self.accept(read, |pointer| Spot::Body { pointer })
    }

    /// Records what is wrong at a place, for requests that check more than their schemas say.
    pub fn problem(&mut self, spot: Spot, rule: &'static str, message: &str) {
        self.problems.push(check::problem(spot, rule, message));
    }

    /// `None` when anything was wrong so far.
    pub fn complete(&mut self) -> Option<()> {
        let needs_body = std::mem::take(&mut self.needs_body);
        if needs_body && self.received.is_none() {
            self.problem(Spot::Body { pointer: String::new() }, "required", "is missing");
        }
        (!fails(&self.problems) && self.failure.is_none()).then_some(())
    }
}

/// A value that is right by definition.
fn unchecked<T: Read>(json: &str) -> Checked<T> {
    from_slice(json.as_bytes()).map(|value| (value, Report::default())).map_err(Report::from)
}
