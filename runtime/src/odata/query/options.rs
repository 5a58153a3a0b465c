//! One option after the other: its name says how its value is read.

use super::super::home::Home;
use super::super::limits::does;
use super::super::literal;
use super::super::model::{Model, RootKind, TypeRef};
use super::super::resolve::suggest;
use super::super::resource::{Resource, Step, Target};
use super::super::text::Decoded;
use super::ast::{Computed, Levels, Order};
use super::cursor::{Parser, Scope};
use super::error::{Fault, Parsed, QueryError, QueryErrors};
use super::{Query, limits, operators};

/// The names of all options, without `$`.
const NAMES: [&str; 17] = [
    "compute",
    "select",
    "expand",
    "filter",
    "orderby",
    "top",
    "skip",
    "count",
    "search",
    "apply",
    "levels",
    "format",
    "skiptoken",
    "deltatoken",
    "id",
    "index",
    "schemaversion",
];

/// An option as it was written: name, decoded name, decoded value.
type Written = (String, Decoded, Decoded);

/// The options of a query, decoded; what is not UTF-8 is reported.
fn written(query: &str, errors: &mut Vec<QueryError>) -> Vec<Written> {
    let mut given = Vec::new();
    let mut start = 0;
    for pair in query.split('&') {
        let at = start;
        start += pair.len() + 1;
        if pair.is_empty() {
            continue;
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value_at = at + (name.len() + 1).min(pair.len());
        match Decoded::of_query(name, at).zip(Decoded::of_query(value, value_at)) {
            Some((name_text, value)) => given.push((name.to_owned(), name_text, value)),
            None => errors.push(QueryError {
                option: name.to_owned(),
                offset: at,
                message: "the option is not UTF-8".to_owned(),
                suggestion: None,
            }),
        }
    }
    given
}

pub(super) fn parse(model: &'static Model, resource: &Resource, query: &str, required: &[&str]) -> Result<Query, QueryErrors> {
    let mut found = Query::default();
    let mut errors = Vec::new();
    let here = resource.of.map(TypeRef::item);
    let mut scope = Scope { here, it: here, this: here, home: resource.home.clone(), ..Scope::default() };
    let mut given = written(query, &mut errors);
    // What `$compute` names can be used by the other options, wherever it is written.
    given.sort_by_key(|(_, name, _)| option_name(&name.text) != Some("compute"));
    let mut seen: Vec<&'static str> = Vec::new();
    for (written, name, value) in &given {
        let mut fail = |at: usize, message: String, suggestion: Option<String>| {
            errors.push(QueryError { option: written.clone(), offset: at, message, suggestion });
        };
        let Some(option) = option_name(&name.text) else {
            if name.text.starts_with('$') {
                let bare = name.text.trim_start_matches('$').to_lowercase();
                let suggestion = suggest(&bare, NAMES.into_iter()).map(|name| format!("${name}"));
                fail(name.offset(0), "there is no such option".to_owned(), suggestion);
            } else if name.text.starts_with('@') {
                let value = literal::with_sign(&value.text).unwrap_or_else(|| value.text.clone());
                found.aliases.push((name.text.clone(), value));
            } else {
                found.custom.push((name.text.clone(), value.text.clone()));
            }
            continue;
        };
        if seen.contains(&option) {
            fail(name.offset(0), "the option is given twice".to_owned(), None);
            continue;
        }
        seen.push(option);
        if let Some(why) = misplaced(option, resource) {
            fail(name.offset(0), why, None);
            continue;
        }
        if !resource.takes(option) {
            fail(name.offset(0), format!("the service does not support `${option}` in requests that change something"), None);
            continue;
        }
        let mut parser = Parser::new(model, &value.text, scope.clone());
        let read = parser.option(option, &mut found, cross(resource)).and_then(|()| parser.end());
        match read {
            Ok(()) => scope.computed.extend(found.compute.iter().map(|computed| computed.name.clone())),
            Err(Fault { at, message, suggestion }) => fail(value.offset(at), message, suggestion),
        }
    }
    errors.extend(missing(resource, &given, required, query.len()));
    errors.sort_by_key(|error| error.offset);
    if errors.is_empty() { Ok(found) } else { Err(QueryErrors { errors }) }
}

/// What a query must have and does not: a condition, and options of the service's own.
fn missing<'a>(
    resource: &Resource,
    given: &'a [Written],
    required: &'a [&str],
    end: usize,
) -> impl Iterator<Item = QueryError> + 'a {
    let filters = resource.reads && resource.target == Target::Entities && resource.denies(does::UNFILTERED);
    let has = |wanted: &str| given.iter().any(|(_, name, _)| name.text == wanted);
    let unfiltered = filters && !given.iter().any(|(_, name, _)| option_name(&name.text) == Some("filter"));
    let error = move |option: &str, message: &str| QueryError {
        option: option.to_owned(),
        offset: end,
        message: message.to_owned(),
        suggestion: None,
    };
    let condition = unfiltered.then(|| error("$filter", "the service lists nothing without a condition"));
    let own = required.iter().filter(move |name| !has(name)).map(move |name| error(name, "the service needs this option"));
    condition.into_iter().chain(own)
}

/// Whether the resource is a cross join: its paths start with names of entity sets.
fn cross(resource: &Resource) -> bool {
    resource.target == Target::CrossJoin
}

/// The option of a name: with `$` in any letter case, without it too, unless the service could mean something else by it.
fn option_name(name: &str) -> Option<&'static str> {
    let bare = name.strip_prefix('$').unwrap_or(name).to_ascii_lowercase();
    let without_dollar = !name.starts_with('$');
    // Without `$`, these are everyday names of other options.
    let everyday = without_dollar && ["id", "index", "levels"].contains(&bare.as_str());
    NAMES.into_iter().find(|known| *known == bare && !everyday)
}

/// Why an option makes no sense for a resource.
fn misplaced(option: &str, resource: &Resource) -> Option<String> {
    let target = resource.target;
    let collection = target.is_collection() || target == Target::Action && resource.holds.is_some_and(|holds| holds.collection);
    let unknown = resource.holds.is_none() && target != Target::CrossJoin;
    let by_ref =
        matches!(target, Target::Reference | Target::References) || resource.segments.iter().any(|s| s.step == Step::Entity);
    let fits = match option {
        "top" | "skip" | "orderby" | "count" | "skiptoken" | "index" => collection || unknown,
        "filter" | "search" | "apply" => collection || target == Target::Count || unknown,
        "id" => by_ref,
        "levels" => false,
        "expand" | "select" => !matches!(target, Target::Count | Target::RawValue | Target::Stream | Target::Primitive),
        _ => true,
    };
    if fits {
        return None;
    }
    let what = match resource.holds {
        Some(holds) if target != Target::Count => resource.model.shown(holds),
        _ => "what this URL addresses".to_owned(),
    };
    Some(format!("the option says nothing about {what}"))
}

impl Parser<'_> {
    /// Reads the value of an option.
    pub(super) fn option(&mut self, option: &str, into: &mut Query, cross: bool) -> Parsed<()> {
        if cross {
            self.scope.here = None;
        }
        let at = self.at;
        self.within_limits(at, limits::option(&self.scope.home, option))?;
        self.space();
        match option {
            "select" => into.select = self.items(true)?,
            "expand" => {
                into.expand = self.items(false)?;
                self.within_limits(at, limits::expand(&self.scope.home, &into.expand))?;
            }
            "filter" => into.filter = Some(self.condition()?),
            "orderby" => into.orderby = self.orders()?,
            "compute" => into.compute = self.computed()?,
            "search" => {
                let search = self.search()?;
                self.within_limits(at, limits::search(&self.scope.home, &search))?;
                into.search = Some(search);
            }
            "top" => into.top = Some(self.number()?),
            "skip" => into.skip = Some(self.number()?),
            "index" => into.index = Some(self.signed()?),
            "count" => into.count = Some(self.flag()?),
            "levels" => into.levels = Some(self.levels()?),
            "apply" => into.apply = Some(self.filled()?),
            "format" => into.format = Some(self.format()?),
            "skiptoken" => into.skip_token = Some(self.opaque().to_owned()),
            "deltatoken" => into.delta_token = Some(self.opaque().to_owned()),
            "id" => into.id = Some(self.filled()?),
            "schemaversion" => into.schema_version = Some(self.filled()?),
            _ => {}
        }
        self.space();
        Ok(())
    }

    /// Says what the service says about it that it does not support something.
    pub(super) fn within_limits(&self, at: usize, limited: limits::Limited) -> Parsed<()> {
        limited.or_else(|message| self.fault(at, message))
    }

    /// Nothing may follow.
    fn end(&mut self) -> Parsed<()> {
        self.space();
        if self.rest().is_empty() { Ok(()) } else { self.fault(self.at, format!("{} is not expected here", self.shown())) }
    }

    /// Options in parentheses behind an item, separated by `;`.
    pub(super) fn nested(&mut self, here: Option<TypeRef>, home: Home, expand: bool) -> Parsed<Query> {
        let mut found = Query::default();
        self.need("(")?;
        let scope = Scope { here, home, this: here, computed: Vec::new(), ..self.scope.clone() };
        self.deeper(|parser| {
            parser.within(scope, |parser| {
                loop {
                    parser.space();
                    if parser.eat(")") {
                        break Ok(());
                    }
                    let at = parser.at;
                    let dollar = parser.eat("$");
                    let name = parser.word();
                    let option = option_name(&format!("{}{name}", if dollar { "$" } else { "" }));
                    let option = if name.eq_ignore_ascii_case("levels") { Some("levels") } else { option };
                    match option.filter(|option| expand || *option != "levels") {
                        Some(option) => {
                            parser.need("=")?;
                            parser.option(option, &mut found, false)?;
                            parser.scope.computed = found.compute.iter().map(|computed| computed.name.clone()).collect();
                        }
                        None => {
                            let suggestion = suggest(&name.to_lowercase(), NAMES.into_iter()).map(|name| format!("${name}"));
                            return Err(Fault { at, message: format!("there is no option `{name}`"), suggestion });
                        }
                    }
                    if !parser.eat(";") && parser.peek() != Some(')') {
                        break parser.fault(parser.at, format!("expected `;` or `)`, found {}", parser.shown()));
                    }
                }
            })
        })?;
        Ok(found)
    }

    fn condition(&mut self) -> Parsed<super::Expr> {
        let at = self.at;
        let (expression, ty) = self.expression(0)?;
        if operators::is_boolean(self.model, ty) {
            self.within_limits(at, limits::filter(&self.scope.home, &expression))?;
            return Ok(expression);
        }
        let found = ty.map_or_else(String::new, |ty| format!(", and not {}", self.model.shown(ty)));
        self.fault(at, format!("the condition must be true or false{found}"))
    }

    fn orders(&mut self) -> Parsed<Vec<Order>> {
        let mut orders = Vec::new();
        loop {
            self.space();
            let at = self.at;
            let (by, ty) = self.expression(0)?;
            if ty.is_some_and(|ty| ty.collection || self.model.is_structured(ty.ty)) {
                return self.fault(at, "values of this type have no order");
            }
            self.space();
            let word = self.peek_keyword();
            let descending = word == "desc";
            if descending || word == "asc" {
                self.at += word.len();
            }
            let order = Order { by, descending };
            self.within_limits(at, limits::order(&self.scope.home, &order))?;
            orders.push(order);
            self.space();
            if !self.eat(",") {
                return Ok(orders);
            }
        }
    }

    fn computed(&mut self) -> Parsed<Vec<Computed>> {
        let mut list = Vec::new();
        loop {
            self.space();
            let (value, _) = self.expression(0)?;
            self.space();
            if self.peek_keyword() != "as" {
                return self.fault(self.at, format!("expected `as` and a name, found {}", self.shown()));
            }
            self.at += 2;
            self.space();
            let at = self.at;
            let name = self.word().to_owned();
            if name.is_empty() || name.contains('.') {
                return self.fault(at, "expected a name");
            }
            let declared = self.scope.here.is_some_and(|here| self.model.member(here.ty, &name).is_some());
            if declared || self.scope.computed.contains(&name) {
                return self.fault(at, format!("there is a `{name}` already"));
            }
            self.scope.computed.push(name.clone());
            list.push(Computed { value, name });
            self.space();
            if !self.eat(",") {
                return Ok(list);
            }
        }
    }

    fn number(&mut self) -> Parsed<u64> {
        let at = self.at;
        let found = self.word().parse();
        found.or_else(|_| self.fault(at, "expected a whole number that is not negative"))
    }

    fn signed(&mut self) -> Parsed<i64> {
        let at = self.at;
        let sign = self.eat("-");
        let text = self.word();
        let found = format!("{}{text}", if sign { "-" } else { "" }).parse();
        found.or_else(|_| self.fault(at, "expected a whole number"))
    }

    fn flag(&mut self) -> Parsed<bool> {
        let at = self.at;
        match self.word().to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => self.fault(at, "expected `true` or `false`"),
        }
    }

    fn levels(&mut self) -> Parsed<Levels> {
        let at = self.at;
        match self.word() {
            "max" => Ok(Levels::Max),
            text => match text.parse() {
                Ok(number) if number > 0 => Ok(Levels::Number(number)),
                _ => self.fault(at, "expected a positive whole number or `max`"),
            },
        }
    }

    /// Text that must be there and is not looked into.
    fn filled(&mut self) -> Parsed<String> {
        let text = self.opaque().trim();
        if text.is_empty() { self.fault(self.at, "the option needs a value") } else { Ok(text.to_owned()) }
    }

    fn format(&mut self) -> Parsed<String> {
        let at = self.at;
        let text = self.rest();
        self.at += text.len();
        // `application/atom+xml`: the `+` of a media type is no space either.
        let (essence, parameters) = text.split_at(text.find(';').unwrap_or(text.len()));
        let text = essence.trim_end().replace(' ', "+") + parameters;
        let media =
            text.split(';').next().and_then(|essence| essence.split_once('/')).is_some_and(|(a, b)| !a.is_empty() && !b.is_empty());
        if media || ["json", "xml", "atom"].iter().any(|known| text.eq_ignore_ascii_case(known)) {
            return Ok(text);
        }
        self.fault(at, "expected `json`, `xml`, `atom` or a media type")
    }

    /// What is in an entity set or singleton.
    pub(super) fn root_holds(&self, name: &str) -> Option<TypeRef> {
        match self.model.root(name)?.kind {
            RootKind::Set(ty) => Some(TypeRef { ty, collection: true, nullable: false }),
            RootKind::Single(ty) => Some(TypeRef { ty, collection: false, nullable: false }),
            RootKind::Call(_) => None,
        }
    }
}
