//! Actions and functions: a name, the place it is called on and the arguments come in; the overload that is meant goes out.

use super::super::limits::does;
use super::super::literal::Literal;
use super::super::model::{Call, Member, Root, TypeRef, is};
use super::super::resource::{Step, since_arrival};
use super::key::{Given, list};
use super::{Here, ResolveError, Walk};

/// What is between parentheses, and where it starts.
type Inner<'t> = (&'t str, usize);

/// How a call matches: the overload, how far its binding type is from the type of the place, and the arguments it takes from the query.
struct Match {
    call: &'static Call,
    distance: usize,
    from_query: Vec<&'static Member>,
}

impl<'a> Walk<'a> {
    /// Calls what is bound to the place; `false` if nothing of the name is.
    pub(super) fn call(&mut self, here: &Here<'a>, name: &str, inner: Option<(&str, usize)>) -> Result<bool, ResolveError> {
        let Some(holds) = self.place.holds else { return Ok(false) };
        let here_too = |call: &&'static Call| call.flags & is::EXPLICIT == 0 || self.place.home.calls(call.name);
        let bound = self.named(name).into_iter().filter(|call| call.binding().is_some_and(|first| self.binds(first, holds)));
        let bound: Vec<&'static Call> = bound.filter(here_too).collect();
        if bound.is_empty() {
            return Ok(false);
        }
        let filtered = holds.collection && since_arrival(&self.segments).any(|step| matches!(step, Step::Filter(_)));
        let denied = |call: &&Call| self.model.limits_of(call).is_some_and(|limits| limits.denies & does::CALL_FILTERED != 0);
        if self.options.limits && filtered && bound.iter().all(denied) {
            return Err(here.not_found(format!("the service does not call `{name}` on what meets a condition"), None));
        }
        self.choose(here, &bound, Some(holds), None, inner)?;
        Ok(true)
    }

    /// Calls what an import stands for.
    pub(super) fn import(
        &mut self,
        here: &Here<'a>,
        root: &'static Root,
        full: &str,
        inner: Option<(&str, usize)>,
    ) -> Result<(), ResolveError> {
        let unbound: Vec<&'static Call> = self.named(full).into_iter().filter(|call| call.binding().is_none()).collect();
        self.choose(here, &unbound, None, root.lives_in.and_then(|path| self.model.place(path)), inner)
    }

    /// Overloads by name; in another letter case if that does not matter.
    fn named(&self, name: &str) -> Vec<&'static Call> {
        let exact: Vec<&'static Call> = self.model.overloads(name).collect();
        if !exact.is_empty() || !self.options.ignore_case {
            return exact;
        }
        let (prefix, own) = name.rsplit_once('.').unwrap_or(("", name));
        let alike = self.model.calls.iter().filter(|call| call.own_name().eq_ignore_ascii_case(own));
        let spelled = alike.filter_map(|call| {
            let spelled = if prefix.is_empty() { call.own_name().to_owned() } else { format!("{prefix}.{}", call.own_name()) };
            self.model.overloads(&spelled).find(|found| std::ptr::eq(*found, call))
        });
        spelled.collect()
    }

    fn choose(
        &mut self,
        here: &Here<'a>,
        candidates: &[&'static Call],
        holds: Option<TypeRef>,
        imported: Option<&'static Root>,
        inner: Option<(&str, usize)>,
    ) -> Result<(), ResolveError> {
        // A function that can be composed may be followed by the key of one of its results.
        let (inner, mut key) = inner.map_or((None, None), |(text, at)| keyed(text, at));
        let mut given = inner.map(|(text, at)| list(text, at)).unwrap_or_default();
        if key.is_none() && matches!(given.as_slice(), [Given { name: None, .. }, ..]) {
            (given, key) = (Vec::new(), inner);
        }
        let mut matches: Vec<Match> = candidates.iter().filter_map(|call| self.matches(call, holds, inner, &given)).collect();
        // Without parentheses, whatever the query can be an argument of is meant as one.
        let by_query = |count: usize| if inner.is_none() { usize::MAX - count } else { count };
        matches.sort_by_key(|found| (found.distance, by_query(found.from_query.len())));
        let action_wanted = self.method.map(|method| method == "POST");
        let preferred = matches.iter().position(|found| action_wanted.is_none_or(|wanted| found.call.is_action() == wanted));
        if matches.is_empty() {
            return Err(no_overload(here, candidates, inner.map_or(0, |(_, at)| at), &given));
        }
        let Match { call, from_query, .. } = matches.swap_remove(preferred.unwrap_or(0));
        let mut arguments = Vec::new();
        for Given { name, value, at } in &given {
            let parameter = call.arguments().iter().find(|parameter| self.same(parameter.name, name.unwrap_or_default()));
            if let Some(parameter) = parameter {
                arguments.push((parameter.name, self.value(here, value, *at, parameter.holds())?));
            }
        }
        for parameter in from_query {
            let value = self.alias(parameter.name).or_else(|| self.alias(&format!("@{}", parameter.name)));
            let value = value.map(|text| self.value(here, &text, 0, parameter.holds()));
            arguments.push((parameter.name, value.unwrap_or(Ok(Literal::Null))?));
        }
        self.push(here.piece.start, Step::Call(call, arguments));
        self.result(call, imported);
        match key {
            Some((text, at)) if call.returns.is_some_and(|holds| holds.collection) => self.key(here, text, at),
            Some((_, at)) => Err(here.malformed(at, "arguments need names")),
            None => Ok(()),
        }
    }

    /// How an overload takes these arguments; `None` if it does not.
    fn matches(
        &self,
        call: &'static Call,
        holds: Option<TypeRef>,
        inner: Option<(&str, usize)>,
        given: &[Given<'_>],
    ) -> Option<Match> {
        let distance = holds.map_or(0, |holds| self.distance(call, holds));
        if call.is_action() {
            // Some write empty parentheses behind an action.
            return inner.is_none_or(|(text, _)| text.is_empty()).then_some(Match { call, distance, from_query: Vec::new() });
        }
        let known = |given: &Given<'_>| {
            let name = given.name.unwrap_or_default();
            call.arguments().iter().any(|parameter| self.same(parameter.name, name))
        };
        let twice = |at: usize, name: Option<&str>| given.iter().take(at).any(|other| other.name == name);
        if !given.iter().all(known) || given.iter().enumerate().any(|(at, given)| twice(at, given.name)) {
            return None;
        }
        let is_given =
            |parameter: &&Member| given.iter().any(|given| given.name.is_some_and(|name| self.same(parameter.name, name)));
        let mut from_query = Vec::new();
        for parameter in call.arguments().iter().filter(|parameter| !is_given(parameter)) {
            if self.alias(parameter.name).is_some() || self.alias(&format!("@{}", parameter.name)).is_some() {
                from_query.push(parameter);
            } else if !parameter.is_optional() {
                return None;
            }
        }
        Some(Match { call, distance, from_query })
    }

    /// How far the type that a call is bound to is from that of a place.
    pub(super) fn distance(&self, call: &Call, holds: TypeRef) -> usize {
        let Some(base) = call.binding().map(|first| first.holds().ty) else { return 0 };
        self.model.line(holds.ty).position(|(ty, _)| ty == base).unwrap_or(usize::MAX)
    }

    fn same(&self, one: &str, other: &str) -> bool {
        one == other || self.options.ignore_case && one.eq_ignore_ascii_case(other)
    }
}

/// The text between the first parentheses, and that between those of a key behind them.
fn keyed(text: &str, at: usize) -> (Option<Inner<'_>>, Option<Inner<'_>>) {
    let mut quoted = false;
    let split = text.match_indices(['\'', ')']).find(|(_, found)| {
        quoted ^= *found == "'";
        !quoted && *found == ")"
    });
    let parts = split.and_then(|(end, _)| Some((text.get(..end)?, end + 2, text.get(end + 1..)?.strip_prefix('(')?)));
    match parts {
        Some((arguments, start, key)) => (Some((arguments, at)), Some((key, at + start))),
        None => (Some((text, at)), None),
    }
}

fn no_overload(here: &Here<'_>, candidates: &[&'static Call], at: usize, given: &[Given<'_>]) -> ResolveError {
    let shown = |call: &&'static Call| {
        let names: Vec<&str> = call.arguments().iter().map(|parameter| parameter.name).collect();
        if call.is_action() { call.own_name().to_owned() } else { format!("{}({})", call.own_name(), names.join(",")) }
    };
    let known: Vec<String> = candidates.iter().take(5).map(shown).collect();
    let names: Vec<&str> = given.iter().filter_map(|given| given.name).collect();
    let wanted = if names.is_empty() && !given.is_empty() {
        "arguments without names".to_owned()
    } else if names.is_empty() {
        "no arguments".to_owned()
    } else {
        format!("the arguments `{}`", names.join("`, `"))
    };
    here.malformed(at, format!("nothing of that name takes {wanted}: there is `{}`", known.join("`, `")))
}
