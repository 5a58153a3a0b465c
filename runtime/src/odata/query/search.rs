//! `$search`: words, phrases, `AND`, `OR`, `NOT` and groups.

use super::ast::Search;
use super::cursor::Parser;
use super::error::Parsed;

impl Parser<'_> {
    /// `a OR b`
    pub(super) fn search(&mut self) -> Parsed<Search> {
        self.deeper(|parser| {
            let mut left = parser.search_and()?;
            loop {
                parser.space();
                if !parser.search_word("OR") {
                    return Ok(left);
                }
                parser.node()?;
                left = Search::Or(Box::new(left), Box::new(parser.search_and()?));
            }
        })
    }

    /// `a AND b`, `a b`
    fn search_and(&mut self) -> Parsed<Search> {
        let mut left = self.search_not()?;
        loop {
            self.space();
            let and = self.search_word("AND");
            let ends = self.rest().is_empty() || self.rest().starts_with([')', ';']) || self.is_search_word("OR");
            if !and && ends {
                return Ok(left);
            }
            self.node()?;
            left = Search::And(Box::new(left), Box::new(self.search_not()?));
        }
    }

    fn search_not(&mut self) -> Parsed<Search> {
        self.node()?;
        self.space();
        if self.search_word("NOT") {
            return self.deeper(|parser| Ok(Search::Not(Box::new(parser.search_not()?))));
        }
        let at = self.at;
        if self.eat("(") {
            let inner = self.search()?;
            self.space();
            self.need(")")?;
            return Ok(inner);
        }
        if self.eat("\"") {
            return self.phrase(at);
        }
        let rest = self.rest();
        let end = rest.find([' ', '\t', '(', ')', '"', ';', '&']).unwrap_or(rest.len());
        self.at += end;
        match rest.get(..end) {
            None | Some("") => self.fault(at, format!("expected a word or a phrase, found {}", self.shown())),
            Some("AND" | "OR") => self.fault(at, "expected a word or a phrase"),
            Some(word) => Ok(Search::Word(word.to_owned())),
        }
    }

    /// The text up to the closing quote; `\"` and `\\` stand for themselves.
    fn phrase(&mut self, at: usize) -> Parsed<Search> {
        let mut text = String::new();
        let mut letters = self.rest().char_indices();
        while let Some((offset, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.at += offset + 1;
                    return Ok(Search::Phrase(text));
                }
                '\\' => text.extend(letters.next().map(|(_, letter)| letter)),
                letter => text.push(letter),
            }
        }
        self.fault(at, "the phrase does not end")
    }

    /// Reads a word of the language, which is in capital letters.
    fn search_word(&mut self, word: &str) -> bool {
        let found = self.is_search_word(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn is_search_word(&self, word: &str) -> bool {
        let after = self.rest().strip_prefix(word);
        after.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '(', '"']))
    }
}
