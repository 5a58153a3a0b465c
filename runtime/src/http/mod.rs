//! HTTP: what `routes.rs` of a generated module calls.
//!
//! In: static route tables ([`Api`]) and a service. Out: an [`axum::Router`] that matches paths, checks credentials, parameters and
//! bodies, hands typed requests to the service and writes its replies, or an error in the API's own envelope.
//!
//! - [`table`](Route): the static data. - `matcher`: which route a request is for. - [`style`]: parameter texts to JSON values and back.
//! - [`Call`]: reads a typed request and collects everything that is wrong with it. - [`Reply`]: what goes back. - `failure`: errors, in
//!   the shapes of [`Envelope`]. - [`Checks`]: what is checked, and who is told.
//! - `service`: one handler for every URL of an `OData` service. - `batch`: `$batch` in JSON.

mod answer;
#[cfg(feature = "odata")]
mod batch;
mod body;
mod call;
mod check;
mod decode;
mod door;
mod failure;
mod form;
mod head;
mod ieee754;
mod matcher;
mod multipart;
mod observe;
mod options;
mod parameter;
mod parts;
pub mod percent;
mod query;
mod reply;
mod request;
mod security;
#[cfg(feature = "odata")]
mod service;
mod stream;
pub mod style;
mod table;

pub use answer::{Answer, NotImplemented, not_implemented, unanswered};
#[cfg(feature = "odata")]
pub use batch::{Atomicity, BatchGroup, BatchOptions, Groups, with_batch};
pub use body::media_matches;
pub use call::{Call, FromCall};
pub use door::{Options, Pending, not_found, router};
pub use failure::{Failure, Problem, Spot};
pub use head::{Head, RequestParts};
pub use multipart::{Multipart, MultipartPart};
pub use observe::{Checks, Observed, Observer};
pub use options::QueryOptions;
pub use parts::{FormParts, FromParts, WithHeaders};
pub use reply::{IntoReply, IntoStatus, Reply};
pub use request::{Body as RequestBody, Parameters, Request};
#[cfg(feature = "odata")]
pub use service::{AnyResource, Asked, AskedBody, ServiceOptions, service_router};
pub use stream::{BoxError, Event, Events, Frame, JsonLines, ServerSent};
pub use table::{
    Api, Body, Encoding, Envelope, Media, MediaKind, Need, Param, Part, PartHeader, Place, ResponseBodies, Route, RouteText,
    Scheme, Segment, Style,
};

pub use axum::Router;
pub use bytes::Bytes;
pub use http::StatusCode;
