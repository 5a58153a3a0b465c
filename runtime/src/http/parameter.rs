//! Parameters: a request and a parameter's declaration in, its JSON value out.

use std::borrow::Cow;

use http::HeaderMap;

use super::head::Head;
use super::query::{self, Coding, Pair};
use super::style::{self, Spelling, StyleError, literal};
use super::table::{Param, Place, Route, Style};
use crate::json::{Object, Value};
use crate::schema::{BOOLEAN, NULL, STRING};

/// Where parameters are taken from.
#[derive(Debug)]
pub(super) struct Sources {
    /// Method, URI, headers.
    pub(super) head: Head,
    /// Path parameters, still encoded.
    pub(super) captures: Vec<(&'static str, String)>,
    /// The query.
    pub(super) query: Vec<Pair>,
    /// The cookies.
    pub(super) cookies: Vec<Pair>,
}

/// What a request says of a parameter.
#[derive(Debug, PartialEq)]
pub(super) enum Given {
    /// Nothing.
    Absent,
    /// A value.
    Value(Value),
    /// An empty value where that is allowed whatever the schema says.
    Empty(Value),
}

impl Sources {
    /// Takes apart what a request's head holds. Where a route ignores case, so do the names of its query parameters.
    pub(super) fn new(head: Head, captures: Vec<(&'static str, String)>, route: &Route) -> Self {
        let mut query = query::pairs(head.uri.query().unwrap_or_default());
        if route.ignore_case {
            let declared = || route.params.iter().filter(|param| param.place == Place::Query);
            for name in query.iter_mut().filter_map(|pair| pair.name.as_mut()) {
                let exact = declared().any(|param| param.name == name);
                if let Some(param) = declared().find(|param| !exact && param.name.eq_ignore_ascii_case(name)) {
                    param.name.clone_into(name);
                }
            }
        }
        let cookies = cookies(&head.headers);
        Self { head, captures, query, cookies }
    }

    /// The value of a parameter; `others` are those declared beside it.
    pub(super) fn value(&self, param: &Param, others: &[Param]) -> Result<Given, StyleError> {
        let spelling = Spelling::from(param);
        let found = match param.place {
            Place::Path => self.captures.iter().find(|(name, _)| *name == param.name).map(|(_, text)| text.as_str()).map(|text| {
                if param.json {
                    json(&Coding::Percent.decode(text).ok_or(StyleError::Encoding)?)
                } else {
                    self.text(&spelling, param, text)
                }
            }),
            Place::Header => match (param.prefix, header(&self.head.headers, param.name)) {
                (Some(prefix), _) => self.prefixed(prefix, param).transpose(),
                (None, text) => text.map(|text| {
                    let text = text?;
                    if param.json { json(&text) } else { style::from_text(&spelling, param.schema, &text) }
                }),
            },
            Place::Query | Place::Cookie => {
                let cookie = param.place == Place::Cookie;
                let pairs = if cookie { &self.cookies } else { &self.query };
                if param.json {
                    let coding = if cookie { Coding::Percent } else { Coding::Form };
                    let pair = pairs.iter().find(|pair| pair.name.as_deref() == Some(param.name));
                    pair.map(|pair| json(&coding.decode(&pair.value).ok_or(StyleError::Encoding)?))
                } else if let Some(empty) = self.empty(param) {
                    return Ok(empty);
                } else {
                    let claims = |name: &str| {
                        others.iter().any(|other| other.place == param.place && other.name == name && other.name != param.name)
                    };
                    self.pairs(&spelling, param, pairs, &claims).transpose()
                }
            }
            Place::QueryString => self.head.uri.query().filter(|query| !query.is_empty()).map(|query| {
                if param.json {
                    json(&Coding::Percent.decode(query).ok_or(StyleError::Encoding)?)
                } else {
                    style::object_from_pairs(&self.query, Coding::Form, param.schema, None, &|_| true)
                        .map(|value| value.unwrap_or_else(|| Value::Object(Object::new())))
                }
            }),
        };
        found.transpose().map(|value| value.map_or(Given::Absent, Given::Value))
    }

    /// The text of a path parameter; `@name` stands for the query's `@name`.
    fn text(&self, spelling: &Spelling<'_>, param: &Param, text: &str) -> Result<Value, StyleError> {
        match self.alias(spelling, text)? {
            Some(meant) => literal::parse(&meant, param.schema),
            None => style::from_text(spelling, param.schema, text),
        }
    }

    fn pairs(
        &self,
        spelling: &Spelling<'_>,
        param: &Param,
        pairs: &[Pair],
        claims: style::Claims<'_>,
    ) -> Result<Option<Value>, StyleError> {
        if spelling.style == Style::ODataLiteral
            && let Some(pair) = pairs.iter().find(|pair| pair.name.as_deref() == Some(spelling.name))
            && let Some(meant) = self.alias(spelling, &pair.value)?
        {
            return literal::parse(&meant, param.schema).map(Some);
        }
        style::from_pairs(spelling, param.schema, pairs, claims)
    }

    /// What an alias stands for, where the style has aliases and the text is one.
    fn alias(&self, spelling: &Spelling<'_>, text: &str) -> Result<Option<String>, StyleError> {
        if spelling.style != Style::ODataLiteral {
            return Ok(None);
        }
        let name = Coding::Percent.decode(text).ok_or(StyleError::Encoding)?;
        if !name.starts_with('@') || name == spelling.name {
            return Ok(None);
        }
        query::first(&self.query, &name).map(Some).ok_or(StyleError::Alias)
    }

    /// An empty value of a query parameter that may be empty.
    fn empty(&self, param: &Param) -> Option<Given> {
        let pair = self.query.iter().find(|pair| pair.name.as_deref() == Some(param.name));
        if !param.allow_empty || param.place != Place::Query || pair.is_none_or(|pair| !pair.value.is_empty()) {
            return None;
        }
        let types = style::types(param.schema);
        Some(if types & STRING != 0 {
            Given::Empty(Value::String(String::new()))
        } else if types & NULL != 0 {
            Given::Empty(Value::Null)
        } else if types & BOOLEAN != 0 {
            Given::Empty(Value::Bool(true))
        } else {
            Given::Absent
        })
    }

    /// All headers with a prefix, by what follows it, in lower case.
    fn prefixed(&self, prefix: &str, param: &Param) -> Result<Option<Value>, StyleError> {
        let prefix = prefix.to_ascii_lowercase();
        let mut members = Object::new();
        for name in self.head.headers.keys() {
            let Some(suffix) = name.as_str().strip_prefix(&prefix) else { continue };
            let Some(text) = header(&self.head.headers, name.as_str()).transpose()? else { continue };
            let value = match style::member(param.schema, suffix) {
                Some(member) => style::from_text(&Spelling::from(param), member, &text)?,
                None => Value::String(text),
            };
            members.insert(suffix.to_owned(), value);
        }
        Ok((!members.is_empty()).then_some(Value::Object(members)))
    }
}

/// A header's text, its lines joined; `None` when it is not there.
fn header(headers: &HeaderMap, name: &str) -> Option<Result<String, StyleError>> {
    let lines = headers.get_all(name).iter().map(|line| std::str::from_utf8(line.as_bytes()).map_err(|_| StyleError::Encoding));
    let lines: Vec<Result<&str, StyleError>> = lines.collect();
    (!lines.is_empty()).then(|| Ok(lines.into_iter().collect::<Result<Vec<_>, _>>()?.join(", ")))
}

fn cookies(headers: &HeaderMap) -> Vec<Pair> {
    let lines = headers.get_all(http::header::COOKIE).iter().map(|line| String::from_utf8_lossy(line.as_bytes()));
    query::cookies(&lines.collect::<Vec<Cow<'_, str>>>().join("; "))
}

fn json(text: &str) -> Result<Value, StyleError> {
    Value::parse(text.as_bytes()).map_err(|_| StyleError::Json)
}

/// What a parameter is called by the place where it is sent.
pub(super) fn noun(place: Place) -> &'static str {
    match place {
        Place::Path => "path parameter",
        Place::Query | Place::QueryString => "query parameter",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}
