//! Splits a name on the wire into words that only hold letters and digits.

use super::Case;

/// Replaces everything that cannot stand in an identifier: signs that carry meaning become words, the rest separates words.
pub fn words(wire: &str) -> String {
    let mut out = String::with_capacity(wire.len());
    let only_signs = !wire.chars().any(is_word);
    for (at, c) in wire.char_indices() {
        let next_is_word = wire[at + c.len_utf8()..].starts_with(is_word);
        if is_word(c) {
            out.push(c);
        } else if let Some(word) = sign(c).filter(|_| only_signs || (at == 0 && next_is_word && "+-<>=!".contains(c))) {
            push_word(&mut out, word);
        } else if is_symbol(c) {
            push_word(&mut out, &format!("u{:x}", u32::from(c)));
        } else {
            out.push('_');
        }
    }
    out
}

fn push_word(out: &mut String, word: &str) {
    out.push('_');
    out.push_str(word);
    out.push('_');
}

/// Letters and digits that Rust takes in identifiers and that mean the same after Unicode normalisation (NFC).
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && stable_letter(c))
}

/// Latin, Greek, Cyrillic and most other alphabets; excludes compatibility forms, whose identifiers rustc warns about.
fn stable_letter(c: char) -> bool {
    matches!(u32::from(c), 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x131 | 0x134..=0x13E | 0x141..=0x148 | 0x14A..=0x17E | 0x386..=0x3CE | 0x400..=0x52F | 0x4E00..=0x9FFF | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0xAC00..=0xD7A3)
}

/// Characters outside ASCII that carry meaning but cannot stand in an identifier: emoji, arrows, other letters.
fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !c.is_control() && !matches!(u32::from(c), 0x2000..=0x206F | 0xFE00..=0xFE0F | 0xFEFF)
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '=' => "eq",
        '<' => "lt",
        '>' => "gt",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '\'' => "quote",
        '"' => "double_quote",
        '`' => "backtick",
        '(' => "open_paren",
        ')' => "close_paren",
        '[' => "open_bracket",
        ']' => "close_bracket",
        '{' => "open_brace",
        '}' => "close_brace",
        '_' => "underscore",
        _ => return None,
    })
}

/// Keeps digits of neighbouring words apart, as in `V10_0`: without the line `v10_0` and `v1_00` would be the same name.
pub fn join_camel(camel: &str, words: &str) -> String {
    let splits = words.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let meets = splits
        .windows(2)
        .any(|pair| pair[0].ends_with(|c: char| c.is_ascii_digit()) && pair[1].starts_with(|c: char| c.is_ascii_digit()));
    if !meets {
        return camel.to_owned();
    }
    let mut out = String::new();
    for word in splits {
        let part = heck::ToUpperCamelCase::to_upper_camel_case(word);
        if out.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        out.push_str(&part);
    }
    out
}

/// The name of something without a name.
pub fn fallback(case: Case) -> String {
    match case {
        Case::Type => "Empty",
        Case::Field => "empty",
        Case::Static => "EMPTY",
    }
    .to_owned()
}

/// A letter in front of a leading digit.
pub fn digit_start(name: &str, case: Case) -> String {
    match case {
        Case::Type | Case::Static => format!("N{name}"),
        Case::Field => format!("n{name}"),
    }
}
