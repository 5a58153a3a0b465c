//! The YAML parser's words for a mistake, in plain ones: its message comes in, ours goes out.

/// Says the same so that somebody who does not know how a YAML parser works can mend it; what is not in the list stays as it is.
pub(super) fn plain(info: &str) -> String {
    let known = match info {
        "while parsing node, found unknown anchor" => "the alias names an anchor that is not defined before it",
        "while parsing a flow sequence, expected ',' or ']'" => "expected a comma or `]` in a list in brackets",
        "while parsing a flow mapping, did not find expected ',' or '}'" => "expected a comma or `}` in a mapping in braces",
        "mapping values are not allowed in this context" => "a value cannot start here; text with `: ` in it needs quotes",
        "while scanning a quoted scalar, found unexpected end of stream" => "the closing quote is missing",
        "while scanning a quoted scalar, found unexpected document indicator" => "the document ends inside of a quoted text",
        "while parsing a block mapping, did not find expected key" => {
            "expected the name of a member; members of one mapping start in the same column"
        }
        "while parsing a block collection, did not find expected '-' indicator" => {
            "expected `- `; the items of one list start in the same column"
        }
        "simple key expected" | "simple key expect ':'" => "expected `: ` after the name of a member",
        "block sequence entries are not allowed in this context" => {
            "a list cannot start here; text that starts with `- ` needs quotes"
        }
        "while parsing a quoted scalar, found unknown escape character" => "this is not an escape sequence",
        "recursion limit exceeded" => "brackets are nested too deeply",
        "did not find expected <document start>" => "expected the end of the document; the text before this stands alone",
        "while scanning a plain scalar, found a tab" => "tabs cannot stand here; use spaces",
        _ if info.contains("tab") && info.contains("indentation") => "tabs cannot indent; use spaces",
        _ => return info.replace('\'', "`"),
    };
    known.to_owned()
}
