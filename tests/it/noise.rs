//! Noise: the fixtures with bytes changed at random, given to what the fuzz targets do.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::documents::random::Random;
use crate::support::{fixtures, folders};

#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

/// How long one text may take, in a debug build on a busy machine.
const SLOW: Duration = Duration::from_secs(20);

/// Pieces that mean something in one notation or another.
const PIECES: &[&str] = &[
    "{", "}", "[", "]", "\"", ":", ",", "\n", "  ", "- ", "&a ", "*a", "$ref", "#/", "null", "1e999", "\\u0000", "é", "<", "/>",
    "\u{0}",
];

#[test]
fn changed_schemas() {
    let mut texts: Vec<(u8, Vec<u8>)> = Vec::new();
    for folder in folders("golden").into_iter().chain(folders("diagnostics")) {
        for (kind, name) in [(0, "schema.yaml"), (0, "api.yaml"), (1, "api.json"), (2, "schema.csdl.xml"), (2, "api.csdl.xml")] {
            texts.extend(fs::read(folder.join(name)).ok().map(|text| (kind, text)));
        }
    }
    let donor = texts.clone();
    let mut random = Random::new(7);
    for (kind, text) in &texts {
        let mut bytes = changed(text, &donor[random.below(donor.len())].1, &mut random);
        bytes.insert(0, *kind);
        watched(&bytes, fuzz::generate);
    }
}

#[test]
fn changed_bodies() {
    let mut bodies: Vec<Vec<u8>> = BODIES.iter().map(|body| body.as_bytes().to_vec()).collect();
    bodies.extend(files(fixtures().join("pages")));
    let mut random = Random::new(11);
    for round in 0..400 {
        let (body, other) = (&bodies[round % bodies.len()], &bodies[random.below(bodies.len())]);
        let bytes = changed(body, other, &mut random);
        watched(&bytes, fuzz::read);
    }
}

const BODIES: &[&str] = &[
    r#"{"id":"00000000-0000-0000-0000-000000000000","name":"a","size":1,"note":null,"parts":[{"id":"x"}]}"#,
    r#"{"integer":1,"number":1.5e3,"minimum":-0.0,"multipleOf":1e-400}"#,
    r#"{"date-time":"2024-02-29T23:59:60Z","uuid":"00000000-0000-0000-0000-00000000000a","duration":"P1D","byte":"AA=="}"#,
    r#"{"items":[1,1.0,10e-1],"nested":[[[[]]]],"children":[{"children":[]}],"value":{"kind":"cat","name":"\ud83d\ude00"}}"#,
    r#"[null,true,"\u00e9",{"a":{"b":{"c":[]}}},123456789012345678901234567890]"#,
];

fn files(folder: PathBuf) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// A text with a few changes: bytes turned, pieces taken out, doubled, put in, or taken from another text.
fn changed(text: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(20)).min(bytes.len());
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => {
                let from = random.below(other.len());
                let piece = other[from..(from + random.below(60)).min(other.len())].to_vec();
                bytes.splice(at..end, piece);
            }
            4 => bytes.truncate(at),
            _ => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].bytes())),
        }
    }
    bytes
}

fn watched(bytes: &[u8], body: fn(&[u8])) {
    let start = Instant::now();
    assert!(std::panic::catch_unwind(|| body(bytes)).is_ok(), "panics on {:?}", String::from_utf8_lossy(bytes));
    assert!(start.elapsed() < SLOW, "takes {:?} on {:?}", start.elapsed(), String::from_utf8_lossy(bytes));
}
