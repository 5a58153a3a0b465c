//! Which version of `OpenAPI` a document is written in.

use crate::diag::{Diags, bad_value, unsupported};
use crate::source::{Kind, NodeRef};

/// A version, as far as versions differ for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0
    V20,
    /// `OpenAPI` 3.0
    V30,
    /// `OpenAPI` 3.1
    V31,
    /// `OpenAPI` 3.2
    V32,
}

impl Version {
    /// The version a document declares at its top; `None` if it declares none that is known.
    pub fn of(root: NodeRef<'_>) -> Option<Self> {
        let (_, node) = declaration(root)?;
        let text = text(node)?;
        let mut numbers = text.split(['.', '-', ' ']).map(|part| part.parse::<u32>().unwrap_or(0));
        match (numbers.next()?, numbers.next().unwrap_or(0)) {
            (2, _) => Some(Self::V20),
            (3, 0) => Some(Self::V30),
            (3, 1) => Some(Self::V31),
            (3, _) => Some(Self::V32),
            _ => None,
        }
    }

    /// The version of the document to read; a message if there is none.
    pub fn read(root: NodeRef<'_>, diags: &mut Diags) -> Option<Self> {
        let version = Self::of(root);
        if let Some((_, node)) = declaration(root)
            && let Some(newer) = text(node).filter(|text| is_newer(text))
        {
            diags.push(unsupported(&format!("OpenAPI {newer}"), "it is read as OpenAPI 3.2", node.location()));
        }
        if version.is_none()
            && let Some((name, node)) = declaration(root)
        {
            let found = text(node).unwrap_or(node.kind_name());
            diags.push(bad_value(&format!("`{name}`"), found, "2.0, 3.0, 3.1 or 3.2", node.location(), []));
        }
        version
    }

    /// What the version is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::V20 => "Swagger 2.0",
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
            Self::V32 => "OpenAPI 3.2",
        }
    }

    /// Whether schemas are JSON Schema 2020-12 rather than a dialect of draft 4.
    pub fn has_json_schema(self) -> bool {
        self >= Self::V31
    }
}

/// Whether a version is beyond those known here.
fn is_newer(version: &str) -> bool {
    let minor = version.strip_prefix("3.").and_then(|rest| rest.split(['.', '-']).next());
    minor.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor > 2)
}

fn declaration(root: NodeRef<'_>) -> Option<(&'static str, NodeRef<'_>)> {
    ["openapi", "swagger"].into_iter().find_map(|name| root.get(name).map(|node| (name, node)))
}

fn text(node: NodeRef<'_>) -> Option<&str> {
    match node.kind() {
        Kind::String(text) | Kind::Number(text) => Some(text),
        _ => None,
    }
}
