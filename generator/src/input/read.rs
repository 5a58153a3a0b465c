//! One file: a path comes in, its text goes out, or what keeps it from being read.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::front::{Notation, detect};
use crate::source::{self, DocId, Tree};

/// Larger files are refused: no API description is, and the limit keeps a mistaken path from filling the memory.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// What keeps a file from being read.
#[derive(Debug)]
pub enum Failure {
    /// It is not there, or the operating system refuses; with a few words.
    Io(String),
    /// It has more than [`MAX_BYTES`].
    TooLarge,
    /// It is not UTF-8 from this byte on; the text as far as it can be shown.
    NotUtf8 {
        /// The first byte that belongs to no character.
        offset: usize,
        /// The text, with marks in place of what is wrong.
        text: String,
    },
}

/// Reads the text of a regular file: UTF-8, or UTF-16 with a byte order mark; the mark is taken off.
pub fn text(path: &Path) -> Result<String, Failure> {
    let bytes = bytes(path)?;
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = match bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes).map_err(|error| Failure::NotUtf8 {
        offset: error.utf8_error().valid_up_to(),
        text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let io = |error: std::io::Error| Failure::Io(reason(&error));
    let file = File::open(path).map_err(io)?;
    let meta = file.metadata().map_err(io)?;
    if !meta.is_file() {
        // A pipe or a device would be waited for without end.
        return Err(Failure::Io("it is not a regular file".into()));
    }
    if meta.len() > MAX_BYTES {
        return Err(Failure::TooLarge);
    }
    let mut bytes = Vec::new();
    // The file may grow while it is read.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Failure::TooLarge) } else { Ok(bytes) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Failure> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        // Half a unit at the end is no character.
        _ => 0xD800,
    });
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(Failure::NotUtf8 { offset: text.len(), text: text + "\u{FFFD}" }),
        }
    }
    Ok(text)
}

/// What the operating system says, in words that are the same on every system.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::NotADirectory => "a part of the path is not a folder".into(),
        _ => error.to_string(),
    }
}

/// Whether a file holds CSDL, in XML or in JSON; a file that cannot be read does not.
pub fn is_csdl(path: &Path) -> bool {
    let Ok(text) = text(path) else { return false };
    let is_json = || text.contains("\"$Version\"") && source::parse(DocId(0), &text, None).tree.as_ref().is_some_and(is_csdl_json);
    text.trim_start().starts_with('<') || is_json()
}

fn is_csdl_json(tree: &Tree) -> bool {
    detect(tree) == Some(Notation::CsdlJson)
}
