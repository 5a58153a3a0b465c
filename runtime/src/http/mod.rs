//! HTTP: what `routes.rs` of a generated module calls.
//!
//! In: static route tables ([`Api`]) and a service. Out: an [`axum::Router`] that matches paths, checks credentials, parameters and
//! bodies, hands typed requests to the service and writes its replies, or an error in the API's own envelope.
//!
//! - [`table`](Route): the static data. - `matcher`: which route a request is for. - [`style`]: parameter texts to JSON values and back.
//! - [`Call`]: reads a typed request and collects everything that is wrong with it. - [`Reply`]: what goes back. - `failure`: errors, in
//!   the shapes of [`Envelope`].

mod body;
mod call;
mod check;
mod decode;
mod door;
mod failure;
mod form;
mod matcher;
mod multipart;
mod options;
mod parameter;
pub mod percent;
mod query;
mod reply;
mod security;
pub mod style;
mod table;

pub use body::media_matches;
pub use call::{Answer, Call, FromCall, RequestParts, not_implemented};
pub use door::{Options, Pending, not_found, router};
pub use failure::{Failure, Problem, Spot};
pub use multipart::{Multipart, MultipartPart};
pub use options::QueryOptions;
pub use reply::{IntoReply, IntoStatus, Reply};
pub use table::{
    Api, Body, Encoding, Envelope, Media, MediaKind, Need, Param, Part, Place, Route, RouteText, Scheme, Segment, Style,
};

pub use axum::Router;
pub use bytes::Bytes;
pub use http::StatusCode;
