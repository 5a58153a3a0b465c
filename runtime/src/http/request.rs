//! Requests of operations that follow one protocol: a call comes in; its parameters, query options and body go out.

use bytes::Bytes;

use super::call::{Call, FromCall};
use super::head::Head;
use super::options::QueryOptions;
use crate::Model;

/// The request of an operation: what URL and headers name, the system query options, the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request<P = (), B = ()> {
    /// The keys in the path and other parameters.
    pub params: P,
    /// The system query options.
    pub query: QueryOptions,
    /// The body.
    pub body: B,
    /// Who asks, and how: headers, credentials, what layers have found out.
    pub head: Head,
}

/// The parameters of a [`Request`].
pub trait Parameters: Sized {
    /// Reads them. `None` when something is wrong, which the call remembers.
    fn receive(call: &mut Call) -> Option<Self>;
}

impl Parameters for () {
    fn receive(_: &mut Call) -> Option<Self> {
        Some(())
    }
}

/// What the body of a [`Request`] may be: nothing, a model, perhaps a model, bytes.
pub trait Body: Sized {
    /// Reads it. `None` when something is wrong, which the call remembers.
    fn receive(call: &mut Call) -> Option<Self>;
}

impl Body for () {
    fn receive(_: &mut Call) -> Option<Self> {
        Some(())
    }
}

impl<T: Model> Body for T {
    fn receive(call: &mut Call) -> Option<Self> {
        call.json(T::SCHEMA)
    }
}

impl<T: Model> Body for Option<T> {
    fn receive(call: &mut Call) -> Option<Self> {
        Some(call.optional_json(T::SCHEMA))
    }
}

impl Body for Bytes {
    fn receive(call: &mut Call) -> Option<Self> {
        call.bytes()
    }
}

impl<P: Parameters, B: Body> FromCall for Request<P, B> {
    fn from_call(call: &mut Call) -> Option<Self> {
        let params = P::receive(call);
        let query = call.query_options();
        let body = B::receive(call);
        call.complete()?;
        Some(Self { params: params?, query, body: body?, head: call.head() })
    }
}
