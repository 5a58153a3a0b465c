//! Expressions: operators by how tightly they bind, groups, functions, literals and paths. Each part comes with its type.

use super::super::model::{TypeRef, edm};
use super::super::primitive::Family;
use super::super::resolve::suggest;
use super::ast::{Binary, Expr, Path, Start, TypeName, Unary};
use super::cursor::Parser;
use super::error::{Fault, Parsed};
use super::function;
use super::operators::{self, Kind, of};

/// How tightly operators with one operand bind.
const UNARY: u8 = 7;
/// How tightly `in` binds.
pub(super) const IN: u8 = 8;

impl Parser<'_> {
    /// An expression whose operators bind at least so tightly, and its type.
    pub(super) fn expression(&mut self, least: u8) -> Parsed<(Expr, Kind)> {
        self.deeper(|parser| {
            let mut left = parser.operand()?;
            loop {
                parser.space();
                let word = parser.peek_keyword();
                if word == "in" && IN >= least {
                    left = parser.membership(left)?;
                    continue;
                }
                let found = Binary::ALL.iter().find(|(_, name, _)| *name == word);
                let Some((operator, name, binds)) = found.filter(|(.., binds)| *binds >= least) else { return Ok(left) };
                left = parser.binary(left, *operator, name, *binds)?;
            }
        })
    }

    fn binary(&mut self, left: (Expr, Kind), operator: Binary, name: &str, binds: u8) -> Parsed<(Expr, Kind)> {
        self.node()?;
        let at = self.at;
        self.at += name.len();
        self.space();
        let right_at = self.at;
        let right = self.expression(binds + 1)?;
        let kind = operators::binary(self.model, operator, left.1, right.1);
        let kind = kind.or_else(|message| self.fault(at, message))?;
        let compares = !matches!(operator, Binary::Or | Binary::And);
        if compares {
            let sides = operators::as_member(self.model, left.1, &right.0).and(operators::as_member(self.model, right.1, &left.0));
            sides.or_else(|message| self.fault(right_at, message))?;
        }
        Ok((Expr::Binary(operator, Box::new(left.0), Box::new(right.0)), kind))
    }

    /// `a in (1,2)`, `a in path`
    fn membership(&mut self, left: (Expr, Kind)) -> Parsed<(Expr, Kind)> {
        self.node()?;
        self.at += 2;
        self.space();
        let mut items = Vec::new();
        if self.eat("(") {
            loop {
                self.space();
                let at = self.at;
                let (item, kind) = self.expression(0)?;
                self.member_of(at, left.1, &item, kind)?;
                items.push(item);
                self.space();
                if !self.eat(",") {
                    break;
                }
            }
            self.need(")")?;
        } else {
            let at = self.at;
            let (item, kind) = self.expression(UNARY + 2)?;
            if kind.is_some_and(|kind| !kind.collection) {
                return self.fault(at, "expected a list or a collection");
            }
            self.member_of(at, left.1, &item, kind.map(TypeRef::item))?;
            return Ok((Expr::InCollection(Box::new(left.0), Box::new(item)), of(edm::BOOLEAN)));
        }
        Ok((Expr::In(Box::new(left.0), items), of(edm::BOOLEAN)))
    }

    fn member_of(&self, at: usize, kind: Kind, item: &Expr, item_kind: Kind) -> Parsed<()> {
        if !operators::comparable(self.model, kind, item_kind) {
            let shown = |kind: Kind| kind.map_or_else(|| "null".to_owned(), |kind| self.model.shown(kind));
            return self.fault(at, format!("{} cannot be one of {}", shown(kind), shown(item_kind)));
        }
        operators::as_member(self.model, kind, item).or_else(|message| self.fault(at, message))
    }

    /// What stands between operators.
    fn operand(&mut self) -> Parsed<(Expr, Kind)> {
        self.node()?;
        self.space();
        let at = self.at;
        if self.eat("(") {
            let inner = self.expression(0)?;
            self.space();
            self.need(")")?;
            return Ok(inner);
        }
        if let Some(literal) = self.literal()? {
            let kind = operators::literal(self.model, &literal);
            return Ok((Expr::Literal(literal), kind));
        }
        if self.eat("-") {
            let (inner, kind) = self.expression(UNARY)?;
            if !operators::is_one_of(self.model, kind, &[Family::Number, Family::Duration]) {
                return self.fault(at, "only numbers and durations have a negative");
            }
            return Ok((Expr::Unary(Unary::Negate, Box::new(inner)), kind));
        }
        let after_not = self.rest().get(3..).is_some_and(|rest| rest.starts_with([' ', '\t', '(']));
        if self.peek_keyword() == "not" && after_not {
            self.at += 3;
            let (inner, kind) = self.expression(UNARY)?;
            if !operators::is_boolean(self.model, kind) {
                return self.fault(at, "`not` needs something that is true or false; put a comparison in parentheses");
            }
            return Ok((Expr::Unary(Unary::Not, Box::new(inner)), of(edm::BOOLEAN)));
        }
        self.named()
    }

    /// A function, an alias or a path.
    fn named(&mut self) -> Parsed<(Expr, Kind)> {
        let at = self.at;
        if self.eat("@") {
            let name = self.word();
            if !name.contains('.') && !name.is_empty() {
                return Ok((Expr::Alias(format!("@{name}")), None));
            }
            self.at = at;
            return self.path();
        }
        let name = self.word();
        if name.is_empty() && self.peek() != Some('$') {
            return self.fault(at, format!("expected an expression, found {}", self.shown()));
        }
        if self.peek() != Some('(') {
            self.at = at;
            return self.path();
        }
        match name.to_ascii_lowercase().as_str() {
            "cast" => self.of_type(true),
            "isof" => self.of_type(false),
            "case" => self.case(),
            _ => match function::find(name) {
                Some((printed, arguments, result)) => self.function(at, printed, arguments, result),
                None => {
                    self.at = at;
                    self.path_or(|| suggest(name, function::names()))
                }
            },
        }
    }

    fn function(&mut self, at: usize, name: &'static str, kinds: &str, result: char) -> Parsed<(Expr, Kind)> {
        self.need("(")?;
        let (mut arguments, mut first) = (Vec::new(), None);
        self.space();
        while !self.eat(")") {
            if !arguments.is_empty() {
                self.need(",")?;
            }
            self.space();
            let argument_at = self.at;
            let (argument, kind) = self.expression(0)?;
            if let Some(wanted) = kinds.chars().nth(arguments.len())
                && let Err(wanted) = function::accepts(self.model, wanted, kind)
            {
                let found = kind.map_or_else(|| "null".to_owned(), |kind| self.model.shown(kind));
                return self.fault(argument_at, format!("`{name}` takes {wanted} here, and not {found}"));
            }
            if arguments.is_empty() {
                first = kind;
            }
            arguments.push(argument);
            self.space();
        }
        if !function::takes(kinds, arguments.len()) {
            let wanted = kinds.len();
            return self.fault(at, format!("`{name}` takes {wanted} arguments, and not {}", arguments.len()));
        }
        Ok((Expr::Function(name, arguments), function::result(self.model, result, first)))
    }

    /// `cast(…)`, `isof(…)`: an expression, if it is not about the current object, and the name of a type. A path may follow a cast.
    fn of_type(&mut self, cast: bool) -> Parsed<(Expr, Kind)> {
        self.need("(")?;
        self.space();
        let mut inner = None;
        let start = self.at;
        let mut ty = self.type_name();
        self.space();
        if ty.is_none() || self.peek() != Some(')') {
            self.at = start;
            inner = Some(Box::new(self.expression(0)?.0));
            self.space();
            self.need(",")?;
            self.space();
            ty = self.type_name();
            self.space();
        }
        let Some((ty, name)) = ty else {
            return self.fault(self.at, format!("expected the name of a type, found {}", self.shown()));
        };
        self.need(")")?;
        if !cast {
            return Ok((Expr::IsOf(inner, name), of(edm::BOOLEAN)));
        }
        let found = Expr::Cast(inner, name);
        if self.peek() != Some('/') {
            return Ok((found, Some(ty)));
        }
        self.steps(Path { start: Start::Cast(Box::new(found)), steps: Vec::new() }, Some(ty), false)
    }

    /// The name of a type; nothing is read if there is none.
    fn type_name(&mut self) -> Option<(TypeRef, TypeName)> {
        let start = self.at;
        let collection = self.eat("Collection(");
        let quoted = self.eat("'");
        let name = self.word();
        let found = self.model.find_type(name).filter(|_| (!quoted || self.eat("'")) && (!collection || self.eat(")")));
        match found {
            Some(ty) => {
                let holds = TypeRef { ty, collection, nullable: true };
                Some((holds, TypeName { name: self.model.name(ty), collection }))
            }
            None => {
                self.at = start;
                None
            }
        }
    }

    fn case(&mut self) -> Parsed<(Expr, Kind)> {
        self.need("(")?;
        let mut branches = Vec::new();
        let mut kind = None;
        loop {
            self.space();
            let at = self.at;
            let (condition, of_condition) = self.expression(0)?;
            if !operators::is_boolean(self.model, of_condition) {
                return self.fault(at, "a condition must be true or false");
            }
            self.space();
            self.need(":")?;
            self.space();
            let (value, of_value) = self.expression(0)?;
            kind = kind.or(of_value);
            branches.push((condition, value));
            self.space();
            if !self.eat(",") {
                break;
            }
        }
        self.need(")")?;
        Ok((Expr::Case(branches), kind))
    }

    /// A path; if it is none, what was probably meant.
    fn path_or(&mut self, meant: impl FnOnce() -> Option<String>) -> Parsed<(Expr, Kind)> {
        self.path().map_err(|fault| Fault { suggestion: fault.suggestion.or_else(meant), ..fault })
    }
}
