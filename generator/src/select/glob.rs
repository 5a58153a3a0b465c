//! Patterns of names and paths: a pattern and a text come in, whether they match goes out.
//!
//! `*` stands for any characters, `?` for one. In paths neither stands for a slash, but `**` does.

/// Whether the whole text matches the pattern.
pub fn matches(pattern: &str, text: &str, is_path: bool) -> bool {
    let tokens = tokens(pattern);
    let text: Vec<char> = text.chars().collect();
    // For each length of text, whether the tokens so far match that much of it.
    let mut reached = vec![false; text.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    for token in tokens {
        let mut next = vec![false; text.len() + 1];
        for (at, can) in reached.iter().enumerate() {
            let repeats = matches!(token, Token::Any | Token::Everything);
            let before = at.checked_sub(1).and_then(|before| text.get(before));
            let grown = repeats && before.is_some_and(|c| token.takes(*c, is_path)) && next.get(at - 1).copied().unwrap_or(false);
            if repeats && (*can || grown) {
                set(&mut next, at);
            } else if *can && text.get(at).is_some_and(|c| token.takes(*c, is_path)) {
                set(&mut next, at + 1);
            }
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

fn set(list: &mut [bool], at: usize) {
    if let Some(slot) = list.get_mut(at) {
        *slot = true;
    }
}

#[derive(Clone, Copy)]
enum Token {
    Char(char),
    One,
    Any,
    Everything,
}

impl Token {
    fn takes(self, c: char, is_path: bool) -> bool {
        match self {
            Self::Char(own) => own == c,
            Self::One | Self::Any => !is_path || c != '/',
            Self::Everything => true,
        }
    }
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        tokens.push(match c {
            '*' if chars.next_if_eq(&'*').is_some() => Token::Everything,
            '*' => Token::Any,
            '?' => Token::One,
            c => Token::Char(c),
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_whole_texts() {
        let cases = [
            ("/pets", "/pets", true, true),
            ("/pets", "/pets/{id}", true, false),
            ("/pets*", "/pets", true, true),
            ("/pets*", "/pets/{id}", true, false),
            ("/pets**", "/pets/{id}", true, true),
            ("/*/{id}", "/pets/{id}", true, true),
            ("/**/photo", "/pets/{id}/photo", true, true),
            ("/p?ts", "/pets", true, true),
            ("/?ets", "//ets", true, false),
            ("*.message", "microsoft.graph.message", false, true),
            ("*e*a*e", "message", false, true),
            ("*e*a*x", "message", false, false),
            ("", "", false, true),
            ("*", "", false, true),
            ("", "a", false, false),
        ];
        for (pattern, text, is_path, expected) in cases {
            assert_eq!(matches(pattern, text, is_path), expected, "{pattern} {text}");
        }
    }
}
