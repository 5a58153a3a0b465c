//! How long a body takes from bytes to a checked model, beside serde's derived code, which checks nothing, and the `jsonschema`
//! crate. Bodies are made here; the numbers to look at are the ratios within one run: `cargo bench -p tests --bench read`.
//!
//! Whatever a side makes of the bytes is freed within its time.

mod bodies;
mod plain;
mod plain_cluster;

use bodies::Body;
use divan::{Bencher, counter::BytesCount};
use serde::de::DeserializeOwned;
use wiretype_generated::{containerservice, managedcluster};
use wiretype_runtime::Model;
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::READ;
use wiretype_runtime::validate::{self, Options};

const BODIES: [Body; 3] = [Body::Connection, Body::Cluster, Body::List];

fn main() {
    // glibc keeps twice the largest block that was ever freed, and gives what is beyond that back to the kernel. Without a large one,
    // much of the list's time is that of pages that come and go, on the side that allocates most.
    drop(divan::black_box(Vec::<u8>::with_capacity(16 << 20)));
    divan::main();
}

/// Bytes to a model, with every rule of the schema.
#[divan::bench(args = BODIES)]
fn wiretype_typed(bencher: Bencher, body: Body) {
    match body {
        Body::Connection => typed::<containerservice::models::PrivateEndpointConnection>(bencher, body),
        Body::Cluster => typed::<managedcluster::models::ManagedCluster>(bencher, body),
        Body::List => typed::<containerservice::models::PrivateEndpointConnectionListResult>(bencher, body),
    }
}

fn typed<T: Model>(bencher: Bencher, body: Body) {
    let bytes = body.bytes();
    assert!(T::from_json(&bytes).is_ok(), "{body} is valid");
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| T::from_json(divan::black_box(&bytes)).is_ok());
}

/// Bytes to derived structs of the same shape; no rule is looked at.
#[divan::bench(args = BODIES)]
fn serde_derive(bencher: Bencher, body: Body) {
    match body {
        Body::Connection => derived::<plain::Connection>(bencher, body),
        Body::Cluster => derived::<plain_cluster::ManagedCluster>(bencher, body),
        Body::List => derived::<plain::List>(bencher, body),
    }
}

fn derived<T: DeserializeOwned>(bencher: Bencher, body: Body) {
    let bytes = body.bytes();
    assert!(serde_json::from_slice::<T>(&bytes).is_ok(), "{body} is read");
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| serde_json::from_slice::<T>(divan::black_box(&bytes)).is_ok());
}

/// Bytes to a verdict of the interpreter, parsing included.
#[divan::bench(args = BODIES)]
fn wiretype_raw(bencher: Bencher, body: Body) {
    let (bytes, schema, options) = (body.bytes(), body.schema(), Options::default());
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| validate::check_bytes(divan::black_box(&bytes), schema, READ, &options).is_empty());
}

/// A verdict of the interpreter on a value that is there.
#[divan::bench(args = BODIES)]
fn wiretype_raw_value(bencher: Bencher, body: Body) {
    let (schema, options) = (body.schema(), Options::default());
    let value = Value::parse(&body.bytes()).unwrap_or_default();
    bencher.bench(|| validate::is_valid(divan::black_box(&value), schema, READ, &options));
}

/// Bytes to a `serde_json::Value` and a verdict on it.
#[divan::bench(args = BODIES)]
fn jsonschema_parse(bencher: Bencher, body: Body) {
    let (bytes, validator) = (body.bytes(), body.validator());
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| {
        let value = serde_json::from_slice(divan::black_box(&bytes)).unwrap_or_default();
        validator.is_valid(&value)
    });
}

/// A verdict on a `serde_json::Value` that is there.
#[divan::bench(args = BODIES)]
fn jsonschema_value(bencher: Bencher, body: Body) {
    let validator = body.validator();
    let value = serde_json::from_slice(&body.bytes()).unwrap_or_default();
    assert!(validator.is_valid(&value), "{body} is valid");
    bencher.bench(|| validator.is_valid(divan::black_box(&value)));
}
