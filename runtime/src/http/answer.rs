//! Answers of a service's methods: on their way, or not implemented.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::reply::Reply;

/// The answer of a service's method, on its way.
pub type Answer<'s, Rs> = Pin<Box<dyn Future<Output = Rs> + Send + 's>>;

/// What a method answers that nobody has written yet: 501.
pub fn not_implemented<Rq, Rs: From<Reply>>(request: Rq) -> NotImplemented<Rs> {
    drop(request);
    NotImplemented(PhantomData)
}

/// As [`not_implemented`], for methods that return boxed futures.
pub fn unanswered<'s, Rq, Rs: From<Reply> + 's>(request: Rq) -> Answer<'s, Rs> {
    Box::pin(not_implemented(request))
}

/// The answer 501, see [`not_implemented`].
///
/// It holds no response yet, so rustc need not look through the types of the response to see that it can be sent between threads.
#[derive(Debug)]
pub struct NotImplemented<Rs>(PhantomData<fn() -> Rs>);

impl<Rs: From<Reply>> Future for NotImplemented<Rs> {
    type Output = Rs;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Rs> {
        Poll::Ready(Rs::from(Reply::not_implemented()))
    }
}
