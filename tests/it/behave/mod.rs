//! The generated routers in a real server on loopback, and a client that sends what it is told to, valid or not.
//!
//! - `pages`: each documentation page's request and response. - `bad`: requests that are wrong, with their exact answers.
//! - `archive`: listed routes and the handler of any URL ask the same of a request.
//! - `caller`: what handlers learn of who asks.
//! - `models`: generated models without HTTP and behind other doors. - `states`: what handlers are told. - `noise`: bytes of any kind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod archive;
mod arm;
mod bad;
mod caller;
mod checks;
mod client;
mod everything;
mod everything_odata;
mod graph;
mod models;
mod noise;
mod pages;
mod script;
mod server;
mod service;
mod states;
