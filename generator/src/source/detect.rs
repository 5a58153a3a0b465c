//! Which language a text is written in: by how it starts, then by what its file is called.

use super::{DocId, Kind, Parsed, Syntax, Tree, json, yaml};

impl Syntax {
    /// The language that the extension of a path promises.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())?;
        match extension.as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            "xml" | "csdl" | "edmx" => Some(Self::Xml),
            _ => None,
        }
    }

    /// The language that a text seems to be written in; `promised` comes from [`Syntax::of_path`].
    pub fn detect(text: &str, promised: Option<Self>) -> Self {
        match text.trim_start_matches('\u{feff}').trim_start().bytes().next() {
            Some(b'<') => Self::Xml,
            Some(b'{' | b'[') => Self::Json,
            _ if promised == Some(Self::Json) => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// Parses JSON or YAML, whichever the text is: `{` and `[` start JSON, everything else YAML.
///
/// Flow-style YAML starts like JSON, and files called `.json` may hold YAML: what one parser refuses, the other may read.
/// When both refuse, the message is about the language that the file's name promises, or that the text starts like.
pub fn parse(doc: DocId, text: &str, promised: Option<Syntax>) -> Parsed<Tree> {
    let looks_like = Syntax::detect(text, promised);
    if looks_like != Syntax::Json {
        return yaml::parse(doc, text);
    }
    let as_json = json::parse(doc, text);
    if as_json.tree.is_some() {
        return as_json;
    }
    let starts_like_json = Syntax::detect(text, None) == Syntax::Json;
    match promised {
        // A file that calls itself JSON and starts like it is held to it.
        Some(Syntax::Json) if starts_like_json => as_json,
        Some(Syntax::Yaml) => yaml::parse(doc, text),
        _ => {
            let as_yaml = yaml::parse(doc, text);
            let holds_members = |tree: &Tree| matches!(tree.root().kind(), Kind::Object(_) | Kind::Array(_));
            if as_yaml.is_sound() && as_yaml.tree.as_ref().is_some_and(holds_members) { as_yaml } else { as_json }
        }
    }
}
