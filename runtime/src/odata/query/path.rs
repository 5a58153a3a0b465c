//! Paths of expressions: step by step over the model, with lambdas, counts, keys and functions of the service.

use super::super::home::Home;
use super::super::literal::{self, Literal};
use super::super::model::{Call, TypeRef, edm, is};
use super::super::resolve::suggest;
use super::Query;
use super::ast::{Expr, Path, PathStep, Start};
use super::cursor::{Parser, Scope};
use super::error::{Fault, Parsed};
use super::operators::{self, Kind, of};

impl Parser<'_> {
    /// A path to a value, and the type of the value.
    pub(super) fn path(&mut self) -> Parsed<(Expr, Kind)> {
        let (start, mut kind) = self.start()?;
        let mut steps = Vec::new();
        let begins = start == Start::Here;
        if start == Start::Root {
            self.need("/")?;
            let at = self.at;
            let name = self.word();
            let Some((root, holds)) = self.model.root(name).and_then(|root| Some((root, self.root_holds(name)?))) else {
                return self.fault(at, format!("the service has no `{name}`"));
            };
            steps.push(PathStep::Root(root.name));
            kind = Some(holds);
            self.key_step(&mut steps, &mut kind)?;
        }
        self.steps(Path { start, steps }, kind, begins)
    }

    /// The steps of a path from where it is; `first`: one must follow.
    pub(super) fn steps(&mut self, mut path: Path, mut kind: Kind, mut first: bool) -> Parsed<(Expr, Kind)> {
        while first || self.eat("/") {
            self.node()?;
            let last = self.path_step(&mut path.steps, &mut kind, first)?;
            first = false;
            if last {
                break;
            }
        }
        Ok((Expr::Path(path), kind))
    }

    /// Where a path starts, and what is there.
    fn start(&mut self) -> Parsed<(Start, Kind)> {
        let at = self.at;
        if self.eat("$") {
            return match self.word() {
                "it" => Ok((Start::It, self.scope.it)),
                "this" => Ok((Start::This, self.scope.this)),
                "root" => Ok((Start::Root, None)),
                // How many there are of what is addressed.
                "count" => {
                    self.at = at;
                    Ok((Start::Here, Some(TypeRef { ty: edm::UNTYPED, collection: true, nullable: true })))
                }
                _ => self.fault(at, format!("there is no `{}`", self.text.get(at..self.at).unwrap_or_default())),
            };
        }
        let name = self.word();
        let variable = self.scope.variables.iter().rev().find(|(known, _)| known == name);
        match variable {
            Some((name, kind)) => Ok((Start::Variable(name.clone()), *kind)),
            None => {
                self.at = at;
                Ok((Start::Here, self.scope.here))
            }
        }
    }

    /// One step; says whether nothing can follow it.
    fn path_step(&mut self, steps: &mut Vec<PathStep>, kind: &mut Kind, first: bool) -> Parsed<bool> {
        let at = self.at;
        if self.eat("$") {
            return self.dollar_step(at, steps, kind);
        }
        if self.eat("@") {
            let name = self.word();
            steps.push(PathStep::Annotation(format!("@{name}")));
            *kind = None;
            return Ok(false);
        }
        let name = self.word();
        if name.is_empty() {
            return self.fault(at, format!("expected a name, found {}", self.shown()));
        }
        let lambda = kind.is_none_or(|kind| kind.collection || kind.ty == edm::UNTYPED) && self.peek() == Some('(');
        if lambda && !first && (name.eq_ignore_ascii_case("any") || name.eq_ignore_ascii_case("all")) {
            self.lambda(name.eq_ignore_ascii_case("any"), steps, kind)?;
            return Ok(true);
        }
        let Some(here) = *kind else {
            self.unknown_step(name, steps, kind);
            return Ok(false);
        };
        if let Some(member) = self.model.member(here.ty, name)
            && (!here.collection || self.peek() != Some('('))
        {
            if here.collection {
                return self.fault(at, format!("`{name}` of which of them? A collection needs `any` or `all`"));
            }
            steps.push(PathStep::Member(member));
            *kind = Some(member.holds());
            if member.flags & is::COLLECTION != 0 && member.is_navigation() {
                self.key_step(steps, kind)?;
            }
            return Ok(false);
        }
        if let Some(ty) = self.model.find_type(name).filter(|_| name.contains('.') && self.peek() != Some('(')) {
            return self.cast_step(at, here, ty, steps, kind);
        }
        self.other_step(at, here, name, steps, kind)
    }

    fn cast_step(&mut self, at: usize, here: TypeRef, ty: u32, steps: &mut Vec<PathStep>, kind: &mut Kind) -> Parsed<bool> {
        let name = self.model.name(ty);
        if here.ty != edm::UNTYPED && !self.model.related(ty, here.ty) {
            return self.fault(at, format!("`{name}` is not derived from `{}`", self.model.name(here.ty)));
        }
        steps.push(PathStep::Cast(ty, name));
        *kind = Some(TypeRef { ty, ..here });
        Ok(false)
    }

    /// A function of the service, or a member that is not declared.
    fn other_step(&mut self, at: usize, here: TypeRef, name: &str, steps: &mut Vec<PathStep>, kind: &mut Kind) -> Parsed<bool> {
        if self.peek() == Some('(') {
            let bound = |call: &&Call| {
                let binding = call.binding().map(super::super::model::Member::holds);
                !call.is_action()
                    && binding.is_some_and(|own| own.collection == here.collection && self.model.is_a(here.ty, own.ty))
            };
            let found: Vec<&'static Call> = self.model.overloads(name).filter(|call| bound(call)).collect();
            if found.is_empty() && ["any", "all"].contains(&name) {
                return self.fault(at, format!("only collections have `{name}`"));
            }
            if found.is_empty() {
                return self.fault(at, format!("there is no function `{name}`"));
            }
            let call = self.call_step(at, &found, steps)?;
            *kind = call.returns;
            return Ok(false);
        }
        let open = self.model.is_open(here.ty) && !name.contains('.');
        if !here.collection && (open || self.scope.computed.iter().any(|known| known == name)) {
            steps.push(PathStep::Dynamic(name.to_owned()));
            *kind = None;
            return Ok(false);
        }
        let members = self.model.members(here.ty).map(|member| member.name);
        let suggestion = suggest(name, members.chain(self.scope.variables.iter().map(|(name, _)| name.as_str())));
        Err(Fault { at, message: format!("{} has no `{name}`", self.model.shown(here)), suggestion })
    }

    /// A step from something of which nothing is known.
    fn unknown_step(&mut self, name: &str, steps: &mut Vec<PathStep>, kind: &mut Kind) {
        if let Some(ty) = self.model.find_type(name).filter(|_| name.contains('.')) {
            steps.push(PathStep::Cast(ty, self.model.name(ty)));
            *kind = of(ty);
            return;
        }
        // In a cross join, paths start with the name of an entity set.
        *kind = self.root_holds(name).filter(|_| steps.is_empty()).map(TypeRef::item);
        steps.push(PathStep::Dynamic(name.to_owned()));
    }

    /// `$count`, `$value`, `$ref`
    fn dollar_step(&mut self, at: usize, steps: &mut Vec<PathStep>, kind: &mut Kind) -> Parsed<bool> {
        match self.word() {
            "count" if kind.is_none_or(|kind| kind.collection || kind.ty == edm::UNTYPED) => {
                let of_what = kind.map(TypeRef::item);
                let options =
                    if self.peek() == Some('(') { self.nested(of_what, Home::default(), false)? } else { Query::default() };
                steps.push(PathStep::Count(Box::new(options)));
                *kind = of(edm::INT64);
            }
            "value" => {
                steps.push(PathStep::Value);
                *kind = None;
            }
            "ref" => {
                steps.push(PathStep::Ref);
                *kind = None;
            }
            "count" => return self.fault(at, "only collections can be counted"),
            other => return self.fault(at, format!("there is no `${other}`")),
        }
        Ok(true)
    }

    /// `any(x:…)`, `all(x:…)`
    fn lambda(&mut self, any: bool, steps: &mut Vec<PathStep>, kind: &mut Kind) -> Parsed<()> {
        self.need("(")?;
        self.space();
        if any && self.eat(")") {
            steps.push(PathStep::Any(None));
            *kind = of(edm::BOOLEAN);
            return Ok(());
        }
        let at = self.at;
        let name = self.word().to_owned();
        if name.is_empty() || name.contains('.') {
            return self.fault(at, format!("expected a variable, found {}", self.shown()));
        }
        self.space();
        self.need(":")?;
        self.space();
        let mut variables = self.scope.variables.clone();
        variables.push((name.clone(), kind.map(TypeRef::item)));
        let scope = Scope { variables, ..self.scope.clone() };
        let condition_at = self.at;
        let (condition, of_condition) = self.within(scope, |parser| parser.expression(0))?;
        if !operators::is_boolean(self.model, of_condition) {
            return self.fault(condition_at, "the condition must be true or false");
        }
        self.space();
        self.need(")")?;
        steps.push(if any { PathStep::Any(Some((name, Box::new(condition)))) } else { PathStep::All(name, Box::new(condition)) });
        *kind = of(edm::BOOLEAN);
        Ok(())
    }

    /// A key in parentheses behind a collection of entities, if there is one.
    pub(super) fn key_step(&mut self, steps: &mut Vec<PathStep>, kind: &mut Kind) -> Parsed<()> {
        let Some(here) = kind.filter(|kind| kind.collection) else { return Ok(()) };
        if self.peek() != Some('(') {
            return Ok(());
        }
        self.need("(")?;
        let key = self.model.key(here.ty);
        let mut parts = Vec::new();
        loop {
            self.space();
            let at = self.at;
            let name = self.word();
            let named = !name.is_empty() && self.eat("=");
            if !named {
                self.at = at;
            }
            let at = self.at;
            let text = self.up_to(&[',', ')']);
            let part = if named { key.iter().find(|part| part.name == name) } else { key.first() };
            let holds = part.and_then(|part| self.model.at_path(here.ty, part.path)).unwrap_or(TypeRef::one(edm::UNTYPED));
            let value = literal::typed(self.model, text, TypeRef { nullable: false, ..holds });
            let value: Literal = value.or_else(|wanted| self.fault(at, format!("expected {wanted}")))?;
            parts.push((if named { name.to_owned() } else { String::new() }, value));
            if !self.eat(",") {
                break;
            }
        }
        self.need(")")?;
        steps.push(PathStep::Key(parts));
        *kind = Some(here.item());
        Ok(())
    }

    /// The arguments of a function of the service; the overload with these names is called.
    fn call_step(&mut self, at: usize, candidates: &[&'static Call], steps: &mut Vec<PathStep>) -> Parsed<&'static Call> {
        self.need("(")?;
        let mut arguments: Vec<(String, Expr)> = Vec::new();
        self.space();
        while !self.eat(")") {
            if !arguments.is_empty() {
                self.need(",")?;
                self.space();
            }
            let name = self.word().to_owned();
            self.need("=")?;
            let (value, _) = self.expression(0)?;
            arguments.push((name, value));
            self.space();
        }
        let fits = |call: &&&'static Call| {
            let given = |name: &str| arguments.iter().any(|(known, _)| known == name);
            let all = call.arguments().iter().all(|parameter| given(parameter.name) || parameter.is_optional());
            all && arguments.iter().all(|(name, _)| call.arguments().iter().any(|parameter| parameter.name == name))
        };
        let Some(call) = candidates.iter().find(fits) else {
            return self.fault(at, "no function of that name takes these arguments");
        };
        steps.push(PathStep::Call(call, arguments));
        Ok(call)
    }
}
