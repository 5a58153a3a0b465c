//! Which route a request is for: static tables in, a trie over path segments, prepared once; per request a route with the texts of its
//! path parameters, or the methods that the path does allow, or nothing.
//!
//! Literal text beats a parameter, more literal text beats less, and a parameter beats one that takes the rest. A place of the trie is
//! visited at most once per request (once per segment below a rest), so no template and no path makes it slow.
//!
//! Where the routes are of an `OData` service, a parameter alone is a key: it takes nothing that the service means otherwise (`key`).

mod key;
mod pattern;
mod predicate;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use http::HeaderMap;

use self::pattern::Pattern;
use self::text::Text;
use super::query::{self, Pair};
use super::table::{Api, Part, Route, Segment};

/// Paths with more segments are found nowhere.
const MAX_SEGMENTS: usize = 256;

/// The prepared routes.
#[derive(Debug)]
pub(super) struct Matcher {
    api: &'static Api,
    routes: &'static [Route],
    nodes: Vec<Node>,
}

/// A place in the trie: what may follow a prefix of segments.
#[derive(Debug, Default)]
struct Node {
    /// By literal segment.
    exact: BTreeMap<String, usize>,
    /// By literal segment in lower case, for routes that ignore case.
    folded: BTreeMap<String, usize>,
    /// By segment of text and parameters, the one with most text first.
    patterns: Vec<(Pattern, usize)>,
    /// A parameter alone.
    param: Option<usize>,
    /// By pattern over several segments.
    rests: Vec<(Pattern, usize)>,
    /// The routes that end here, those with most conditions first.
    routes: Vec<usize>,
}

impl Node {
    /// The places after a literal segment: where case counts, and where it does not.
    fn literals(&self, text: Option<&str>) -> [Option<usize>; 2] {
        let Some(text) = text else { return [None, None] };
        let folded = (!self.folded.is_empty()).then(|| self.folded.get(&text.to_ascii_lowercase())).flatten();
        [self.exact.get(text).copied(), folded.copied()]
    }
}

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A route, with the texts of its path parameters, still encoded.
    Route {
        /// Index of the route.
        index: usize,
        /// Name and text.
        captures: Vec<(&'static str, String)>,
    },
    /// The path has routes, for other methods.
    Methods(BTreeSet<&'static str>),
    /// No such path.
    Nothing,
}

impl Matcher {
    /// Prepares the routes. Templates that overlap or are equal are no mistake: the first of equals wins.
    pub(super) fn new(api: &'static Api) -> Self {
        let routes = api.routes();
        let mut matcher = Self { api, routes, nodes: vec![Node::default()] };
        for (index, route) in routes.iter().enumerate() {
            let mut place = 0;
            for segment in segments(route) {
                place = matcher.step(place, segment, route);
            }
            if let Some(node) = matcher.nodes.get_mut(place) {
                node.routes.push(index);
            }
        }
        for node in &mut matcher.nodes {
            node.patterns.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.weight()));
            node.rests.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.weight()));
            let conditions = |route: &Route| route.query.len() + route.headers.len();
            node.routes.sort_by_key(|&index| std::cmp::Reverse(routes.get(index).map_or(0, conditions)));
        }
        matcher
    }

    /// The place after a segment; made when there is none yet.
    fn step(&mut self, place: usize, segment: &Segment, route: &Route) -> usize {
        let new = self.nodes.len();
        let Some(node) = self.nodes.get_mut(place) else { return place };
        let parts = segment.0;
        let next = if parts.iter().all(|part| matches!(part, Part::Literal(_))) {
            let literal: String = parts.iter().map(|part| if let Part::Literal(text) = part { *text } else { "" }).collect();
            if route.ignore_case {
                *node.folded.entry(literal.to_ascii_lowercase()).or_insert(new)
            } else {
                *node.exact.entry(literal).or_insert(new)
            }
        } else if matches!(parts, [Part::Param(_)]) {
            *node.param.get_or_insert(new)
        } else {
            let pattern = Pattern::new(parts, route);
            let list = if pattern.takes_rest() { &mut node.rests } else { &mut node.patterns };
            if let Some((_, next)) = list.iter().find(|(known, _)| *known == pattern) {
                *next
            } else {
                list.push((pattern, new));
                new
            }
        };
        if next == new {
            self.nodes.push(Node::default());
        }
        next
    }

    /// Finds the route of a request. `HEAD` is served by `GET` where there is no route of its own.
    pub(super) fn find(&self, method: &str, path: &str, query: &[Pair], headers: &HeaderMap) -> Found {
        let path = path.strip_prefix('/').unwrap_or(path);
        let segments: Vec<&str> = if path.is_empty() { Vec::new() } else { path.split('/').collect() };
        if segments.len() > MAX_SEGMENTS {
            return Found::Nothing;
        }
        let mut search = Search::new(self, method, path, query, headers);
        if let Some(index) = search.descend(0, 0) {
            let captures = search.captures.iter().map(|text| (*text).to_owned());
            return Found::Route { index, captures: self.names(index).zip(captures).collect() };
        }
        if search.allowed.is_empty() { Found::Nothing } else { Found::Methods(search.allowed) }
    }

    /// The names of a route's path parameters in order.
    fn names(&self, index: usize) -> impl Iterator<Item = &'static str> {
        let parts = self.routes.get(index).into_iter().flat_map(segments).flat_map(|segment| segment.0);
        parts.filter_map(|part| match part {
            Part::Literal(_) => None,
            Part::Param(name) | Part::Rest(name) => Some(*name),
        })
    }
}

/// The segments of a template; `/` has none.
fn segments(route: &Route) -> &[Segment] {
    match route.segments {
        [Segment([] | [Part::Literal("")])] => &[],
        segments => segments,
    }
}

/// One way through the trie.
struct Search<'a> {
    matcher: &'a Matcher,
    method: &'a str,
    path: &'a str,
    query: &'a [Pair],
    headers: &'a HeaderMap,
    texts: Vec<Text<'a>>,
    captures: Vec<&'a str>,
    allowed: BTreeSet<&'static str>,
    /// Places below a rest that were tried in vain.
    tried: BTreeSet<(usize, usize)>,
}

impl<'a> Search<'a> {
    fn new(matcher: &'a Matcher, method: &'a str, path: &'a str, query: &'a [Pair], headers: &'a HeaderMap) -> Self {
        let mut start = 0;
        let mut texts = Vec::new();
        if !path.is_empty() {
            for segment in path.split('/') {
                texts.push(Text::new(segment, start));
                start += segment.len() + 1;
            }
        }
        let (captures, allowed, tried) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        Self { matcher, method, path, query, headers, texts, captures, allowed, tried }
    }

    /// The route below a place for the segments from `at` on.
    fn descend(&mut self, place: usize, at: usize) -> Option<usize> {
        let matcher = self.matcher;
        let node = matcher.nodes.get(place)?;
        let Some(text) = self.texts.get(at) else { return self.choose(node) };
        let raw = text.raw();
        for next in node.literals(text.decoded()).into_iter().flatten() {
            if let Some(found) = self.descend(next, at + 1) {
                return Some(found);
            }
        }
        for (pattern, next) in &node.patterns {
            let captured = self.texts.get(at).and_then(|text| pattern.captures(text));
            if let Some(found) = captured.and_then(|captured| self.descend_with(*next, at + 1, captured)) {
                return Some(found);
            }
        }
        let method = if self.method == "HEAD" { "GET" } else { self.method };
        let is_key = |text: &Text<'_>| key::may_be(matcher.api, method, self.path, text);
        if let Some(next) = node.param.filter(|_| !raw.is_empty() && self.texts.get(at).is_some_and(is_key))
            && let Some(found) = self.descend_with(next, at + 1, vec![raw])
        {
            return Some(found);
        }
        self.descend_rests(node, at)
    }

    fn descend_with(&mut self, place: usize, at: usize, captured: Vec<&'a str>) -> Option<usize> {
        let known = self.captures.len();
        self.captures.extend(captured);
        let found = self.descend(place, at);
        if found.is_none() {
            self.captures.truncate(known);
        }
        found
    }

    /// Tries parameters that take several segments, the longest text first.
    fn descend_rests(&mut self, node: &'a Node, at: usize) -> Option<usize> {
        let start = self.texts.get(at)?.start();
        for (pattern, next) in &node.rests {
            for end in (at + 1..=self.texts.len()).rev() {
                if self.tried.contains(&(*next, end)) {
                    continue;
                }
                let stop = self.texts.get(end - 1).map_or(start, Text::end);
                let Some(joined) = self.path.get(start..stop) else { continue };
                let captured = if pattern.is_rest() {
                    (!joined.is_empty()).then(|| vec![joined])
                } else {
                    pattern.captures(&Text::new(joined, start))
                };
                let Some(captured) = captured else { continue };
                if let Some(found) = self.descend_with(*next, end, captured) {
                    return Some(found);
                }
                self.tried.insert((*next, end));
            }
        }
        None
    }

    /// The route at the end of a path, by method, query and header conditions; the methods of others are remembered.
    fn choose(&mut self, node: &Node) -> Option<usize> {
        let matcher = self.matcher;
        let mut instead = None;
        for &index in &node.routes {
            let Some(route) = matcher.routes.get(index) else { continue };
            let fits = route.query.iter().all(|(name, value)| match value {
                Some(value) => query::first(self.query, name).as_deref() == Some(value),
                None => self.query.iter().any(|pair| pair.name.as_deref() == Some(name)),
            });
            let sent =
                |name: &str, value: &str| self.headers.get_all(name).iter().any(|known| known.as_bytes() == value.as_bytes());
            let fits = fits && route.headers.iter().all(|(name, value)| sent(name, value));
            if fits && route.method == self.method {
                return Some(index);
            }
            if fits && self.method == "HEAD" && route.method == "GET" {
                instead = instead.or(Some(index));
            } else if fits {
                self.allowed.insert(route.method);
            }
        }
        instead
    }
}
