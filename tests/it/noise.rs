//! Noise: the fixtures with bytes changed at random, given to what the fuzz targets do.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::{fixtures, folders, runner};

#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

/// How long one text may take, in a debug build on a busy machine.
const SLOW: Duration = Duration::from_secs(20);

/// Pieces that mean something in one notation or another.
const PIECES: &[&str] = &[
    "{", "}", "[", "]", "\"", ":", ",", "\n", "  ", "- ", "&a ", "*a", "$ref", "#/", "null", "1e999", "\\u0000", "é", "<", "/>",
    "\u{0}",
];

const BODIES: &[&str] = &[
    r#"{"id":"00000000-0000-0000-0000-000000000000","name":"a","size":1,"note":null,"parts":[{"id":"x"}]}"#,
    r#"{"integer":1,"number":1.5e3,"minimum":-0.0,"multipleOf":1e-400}"#,
    r#"{"date-time":"2024-02-29T23:59:60Z","uuid":"00000000-0000-0000-0000-00000000000a","duration":"P1D","byte":"AA=="}"#,
    r#"{"items":[1,1.0,10e-1],"nested":[[[[]]]],"children":[{"children":[]}],"value":{"kind":"cat","name":"\ud83d\ude00"}}"#,
    r#"[null,true,"\u00e9",{"a":{"b":{"c":[]}}},123456789012345678901234567890]"#,
];

#[test]
fn changed_schemas() {
    let mut texts = Vec::new();
    for folder in folders("golden").into_iter().chain(folders("diagnostics")) {
        for (kind, name) in [(0, "schema.yaml"), (0, "api.yaml"), (1, "api.json"), (2, "schema.csdl.xml"), (2, "api.csdl.xml")] {
            let text = fs::read(folder.join(name)).ok();
            // The fuzz target takes the kind from the first byte.
            texts.extend(text.map(|text| [vec![kind], text].concat()));
        }
    }
    judge(150, texts, fuzz::generate);
}

#[test]
fn changed_bodies() {
    let mut bodies: Vec<Vec<u8>> = BODIES.iter().map(|body| body.as_bytes().to_vec()).collect();
    bodies.extend(files(fixtures().join("pages")));
    judge(400, bodies, fuzz::read);
}

fn files(folder: PathBuf) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// A text as it is given to a target.
struct Noise(Vec<u8>);

impl fmt::Debug for Noise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

/// A change at some place of a text.
#[derive(Clone, Debug)]
enum Change {
    /// One bit is turned.
    Turn(Index, u8),
    /// So many bytes come once more.
    Double(Index, usize),
    /// So many bytes give way to others.
    Replace(Index, usize, Vec<u8>),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let (Self::Turn(at, _) | Self::Double(at, _) | Self::Replace(at, ..)) = self;
        let at = at.index(bytes.len() + 1);
        match self {
            Self::Turn(_, bit) => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << bit),
            Self::Double(_, count) => {
                let piece: Vec<u8> = bytes.iter().copied().skip(at).take(*count).collect();
                bytes.splice(at..at, piece);
            }
            Self::Replace(_, count, others) => {
                let end = at.saturating_add(*count).min(bytes.len());
                bytes.splice(at..end, others.iter().copied());
            }
        }
    }
}

/// Texts with a few changes: bytes turned, taken out, doubled, put in, or taken from another text.
fn noise(texts: Vec<Vec<u8>>) -> impl Strategy<Value = Noise> {
    let piece = select(PIECES).prop_map(|piece| piece.as_bytes().to_vec());
    let part = (select(texts.clone()), any::<Index>(), 0..60_usize)
        .prop_map(|(text, from, count)| text.iter().copied().skip(from.index(text.len() + 1)).take(count).collect());
    let count = || prop_oneof![9 => 0..20_usize, 1 => Just(usize::MAX)];
    let change = prop_oneof![
        1 => (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Change::Turn(at, bit)),
        1 => (any::<Index>(), 0..20_usize).prop_map(|(at, count)| Change::Double(at, count)),
        2 => (any::<Index>(), count(), prop_oneof![Just(Vec::new()), piece, part])
            .prop_map(|(at, count, others)| Change::Replace(at, count, others)),
    ];
    (select(texts), vec(change, 1..5)).prop_map(|(mut text, changes)| {
        for change in changes {
            change.apply(&mut text);
        }
        Noise(text)
    })
}

fn judge(cases: u32, texts: Vec<Vec<u8>>, target: fn(&[u8])) {
    let outcome = runner(cases).run(&noise(texts), |noise| {
        let start = Instant::now();
        target(&noise.0);
        prop_assert!(start.elapsed() < SLOW, "takes {:?}", start.elapsed());
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}
