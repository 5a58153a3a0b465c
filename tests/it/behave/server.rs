//! The three generated routers in one server: a fresh one for whoever asks, on a port of its own.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use wiretype_generated::{containerservice, everything, everything_odata, graph};
use wiretype_runtime::http::{Options, Router};

use super::arm::Arm;
use super::everything::Everything;
use super::everything_odata::EverythingOData;
use super::graph::Graph;

/// Bodies with more bytes are refused.
pub(super) const BODY_LIMIT: usize = 64 * 1024;

/// Bodies with more parts are refused.
const PART_LIMIT: usize = 12;

/// What is answered is checked as well. Graph below `/beta`, the torture schemas below `/v1` and `/odata`, Azure Resource Manager everywhere else.
pub(super) fn start() -> SocketAddr {
    let options = || Options { body_limit: BODY_LIMIT, part_limit: PART_LIMIT, responses: Some(true), ..Options::default() };
    serve(
        Router::new()
            .nest("/beta", graph::routes::router_with(Graph::new(), options()))
            .nest("/v1", everything::routes::router_with(Everything, options()))
            .nest("/odata", everything_odata::routes::router_with(EverythingOData, options()))
            .fallback_service(containerservice::routes::router_with(Arm::default(), options())),
    )
}

/// Serves a router until the process ends.
pub(super) fn serve(router: Router) -> SocketAddr {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || runtime.block_on(async { axum::serve(listener, router).await }));
    address
}
