//! Labels of internationalised host names (RFC 5890 to 5893): a label in, its characters and the length of its encoded form out.

mod bidi;
mod compose;
mod punycode;
mod rules;
mod tables;

use std::sync::OnceLock;

/// The longest label, encoded.
const MAX_LABEL: usize = 63;

/// Sets of characters that the regular expression engine has tables for.
#[derive(Debug)]
struct Sets {
    /// Letters, marks and digits that labels may hold, see [`tables::EXCLUDED`].
    valid: regex::Regex,
    mark: regex::Regex,
    nonspacing: regex::Regex,
    greek: regex::Regex,
    hebrew: regex::Regex,
    cjk: regex::Regex,
}

/// The characters of an ASCII label that begins with `xn--`, if it is the encoded form of a valid label.
pub(super) fn a_label(label: &str) -> Option<Vec<char>> {
    if label.len() > MAX_LABEL {
        return None;
    }
    let encoded = label.get(4..)?.to_ascii_lowercase();
    let chars = punycode::decode(&encoded)?;
    let valid =
        chars.iter().any(|c| !c.is_ascii()) && punycode::encode(&chars).as_deref() == Some(&encoded) && rules::valid(&chars);
    valid.then_some(chars)
}

/// The characters of a label with characters beyond ASCII, if it is valid, and the length of its encoded form.
pub(super) fn u_label(label: &str) -> Option<(Vec<char>, usize)> {
    // Nothing longer encodes to 63 characters; encoding takes time by the square of the length.
    let chars: Vec<char> = label.chars().take(MAX_LABEL + 1).collect();
    let len = punycode::encode(&chars)?.len() + 4;
    (len <= MAX_LABEL && rules::valid(&chars)).then_some((chars, len))
}

/// Whether labels may stand together in a host name (RFC 5893 section 2).
pub(super) fn bidi(labels: &[Vec<char>]) -> bool {
    !labels.iter().any(|label| bidi::is_rtl(label)) || labels.iter().all(|label| bidi::valid(label))
}

/// The sets, compiled once; `None` if the engine lacks the tables.
fn sets() -> Option<&'static Sets> {
    static SETS: OnceLock<Option<Sets>> = OnceLock::new();
    SETS.get_or_init(|| {
        let set = |class: &str| regex::Regex::new(&format!("^[{class}]$")).ok();
        let excluded: String = tables::EXCLUDED.chunks(2).filter_map(range).collect();
        Some(Sets {
            // Cherokee capitals are what Cherokee folds to, so they are stable, unlike other capitals.
            valid: set(&format!(r"[\p{{Ll}}\p{{Lo}}\p{{Lm}}\p{{Mn}}\p{{Mc}}\p{{Nd}}\-\x{{6FD}}-\x{{6FE}}\x{{F0B}}\x{{13A0}}-\x{{13F5}}\x{{3007}}]--[{excluded}]"))?,
            mark: set(r"\p{M}")?,
            nonspacing: set(r"\p{Mn}")?,
            greek: set(r"\p{Greek}")?,
            hebrew: set(r"\p{Hebrew}")?,
            cjk: set(r"\p{Hiragana}\p{Katakana}\p{Han}")?,
        })
    })
    .as_ref()
}

fn range(pair: &[u32]) -> Option<String> {
    let [first, last] = pair else { return None };
    Some(format!("\\x{{{first:x}}}-\\x{{{last:x}}}"))
}

fn is(set: &regex::Regex, c: char) -> bool {
    set.is_match(c.encode_utf8(&mut [0; 4]))
}

/// Whether a character is in one of the ranges of a table.
fn listed(table: &[u32], c: char) -> bool {
    table.chunks(2).any(|pair| matches!(pair, [first, last] if (*first..=*last).contains(&u32::from(c))))
}
