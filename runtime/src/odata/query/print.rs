//! The canonical form of queries: options in one order, one space around operators, parentheses only where they matter.

use std::fmt::{self, Debug, Display, Formatter};

use super::Query;
use super::ast::{Binary, Computed, Expr, Item, Levels, Order, Path, PathStep, Search, Start, TypeName, Unary};
use super::expression::IN;

/// Writes things with something between them.
fn list<T: Display>(f: &mut Formatter<'_>, items: &[T], between: &str) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if at == 0 { "" } else { between })?;
    }
    Ok(())
}

impl Display for Query {
    /// Not percent-encoded.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.options().join("&"))
    }
}

impl Debug for Query {
    /// As text: a tree of model parts tells people less.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Query({self})")
    }
}

impl Query {
    /// Each option as `name=value`.
    fn options(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mut add = |name: &str, value: Option<String>| out.extend(value.map(|value| format!("{name}={value}")));
        let all = |items: &[Item]| (!items.is_empty()).then(|| joined(items));
        add("$compute", (!self.compute.is_empty()).then(|| joined(&self.compute)));
        add("$select", all(&self.select));
        add("$expand", all(&self.expand));
        add("$filter", self.filter.as_ref().map(ToString::to_string));
        add("$search", self.search.as_ref().map(ToString::to_string));
        add("$apply", self.apply.clone());
        add("$orderby", (!self.orderby.is_empty()).then(|| joined(&self.orderby)));
        add("$top", self.top.map(|number| number.to_string()));
        add("$skip", self.skip.map(|number| number.to_string()));
        add("$count", self.count.map(|flag| flag.to_string()));
        add("$levels", self.levels.map(|levels| levels.to_string()));
        add("$index", self.index.map(|number| number.to_string()));
        add("$format", self.format.clone());
        add("$skiptoken", self.skip_token.clone());
        add("$deltatoken", self.delta_token.clone());
        add("$id", self.id.clone());
        add("$schemaversion", self.schema_version.clone());
        for (name, value) in self.aliases.iter().chain(&self.custom) {
            add(name, Some(value.clone()));
        }
        out
    }
}

fn joined<T: ToString>(items: &[T]) -> String {
    let shown: Vec<String> = items.iter().map(ToString::to_string).collect();
    shown.join(",")
}

impl Display for Levels {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Levels::Number(number) => write!(f, "{number}"),
            Levels::Max => f.write_str("max"),
        }
    }
}

impl Display for Item {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        list(f, &self.path, "/")?;
        nested(f, &self.options)
    }
}

/// Options in parentheses, if there are any.
fn nested(f: &mut Formatter<'_>, options: &Query) -> fmt::Result {
    let options = options.options();
    if options.is_empty() { Ok(()) } else { write!(f, "({})", options.join(";")) }
}

impl Display for Order {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.by, if self.descending { " desc" } else { "" })
    }
}

impl Display for Computed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} as {}", self.value, self.name)
    }
}

impl Display for TypeName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.collection { write!(f, "Collection({})", self.name) } else { f.write_str(self.name) }
    }
}

impl Expr {
    /// How tightly its outermost operator binds.
    fn binds(&self) -> u8 {
        match self {
            Expr::Binary(operator, ..) => operator.binds(),
            Expr::In(..) | Expr::InCollection(..) => IN,
            Expr::Unary(..) => 7,
            _ => 10,
        }
    }

    /// In parentheses if it binds less tightly than what is around it.
    fn within(&self, f: &mut Formatter<'_>, least: u8) -> fmt::Result {
        if self.binds() < least { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Expr::Literal(literal) => write!(f, "{literal}"),
            Expr::Alias(name) => f.write_str(name),
            Expr::Path(path) => write!(f, "{path}"),
            Expr::Unary(Unary::Not, inner) => {
                f.write_str("not ")?;
                inner.within(f, 7)
            }
            Expr::Unary(Unary::Negate, inner) => {
                f.write_str("-")?;
                // A number behind a sign would be one negative number.
                inner.within(f, if matches!(**inner, Expr::Literal(_) | Expr::Unary(Unary::Negate, _)) { 11 } else { 7 })
            }
            Expr::Binary(operator, left, right) => binary(f, *operator, left, right),
            Expr::In(left, items) => {
                left.within(f, IN)?;
                f.write_str(" in ")?;
                f.write_str("(")?;
                list(f, items, ",")?;
                f.write_str(")")
            }
            Expr::InCollection(left, path) => {
                left.within(f, IN)?;
                write!(f, " in {path}")
            }
            Expr::Function(name, arguments) => {
                write!(f, "{name}(")?;
                list(f, arguments, ",")?;
                f.write_str(")")
            }
            Expr::Cast(inner, name) => of_type(f, "cast", inner.as_deref(), name),
            Expr::IsOf(inner, name) => of_type(f, "isof", inner.as_deref(), name),
            Expr::Case(branches) => {
                let shown: Vec<String> = branches.iter().map(|(condition, value)| format!("{condition}:{value}")).collect();
                write!(f, "case({})", shown.join(","))
            }
        }
    }
}

fn binary(f: &mut Formatter<'_>, operator: Binary, left: &Expr, right: &Expr) -> fmt::Result {
    left.within(f, operator.binds())?;
    write!(f, " {} ", operator.name())?;
    right.within(f, operator.binds() + 1)
}

fn of_type(f: &mut Formatter<'_>, name: &str, inner: Option<&Expr>, ty: &TypeName) -> fmt::Result {
    match inner {
        Some(inner) => write!(f, "{name}({inner},{ty})"),
        None => write!(f, "{name}({ty})"),
    }
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut first = false;
        match &self.start {
            Start::Here => first = true,
            Start::It => f.write_str("$it")?,
            Start::This => f.write_str("$this")?,
            Start::Root => f.write_str("$root")?,
            Start::Variable(name) => f.write_str(name)?,
            Start::Cast(cast) => write!(f, "{cast}")?,
        }
        for step in &self.steps {
            let slash = !first && !matches!(step, PathStep::Key(_));
            write!(f, "{}{step}", if slash { "/" } else { "" })?;
            first = false;
        }
        Ok(())
    }
}

impl Display for PathStep {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            PathStep::Member(member) => f.write_str(member.name),
            PathStep::Root(name) => f.write_str(name),
            PathStep::Cast(_, name) => f.write_str(name),
            PathStep::Dynamic(name) | PathStep::Annotation(name) => f.write_str(name),
            PathStep::Key(parts) => {
                let shown =
                    |(name, value): &(String, _)| if name.is_empty() { format!("{value}") } else { format!("{name}={value}") };
                let parts: Vec<String> = parts.iter().map(shown).collect();
                write!(f, "({})", parts.join(","))
            }
            PathStep::Call(call, arguments) => {
                let shown: Vec<String> = arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
                write!(f, "{}({})", call.name, shown.join(","))
            }
            PathStep::Count(options) => {
                f.write_str("$count")?;
                nested(f, options)
            }
            PathStep::Value => f.write_str("$value"),
            PathStep::Ref => f.write_str("$ref"),
            PathStep::Any(None) => f.write_str("any()"),
            PathStep::Any(Some((name, condition))) => write!(f, "any({name}:{condition})"),
            PathStep::All(name, condition) => write!(f, "all({name}:{condition})"),
            PathStep::Everything => f.write_str("*"),
            PathStep::Calls(namespace) => write!(f, "{namespace}.*"),
        }
    }
}

impl Display for Search {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = |f: &mut Formatter<'_>, search: &Search, tight: bool| {
            let loose = matches!(search, Search::Or(..)) || tight && matches!(search, Search::And(..));
            if loose { write!(f, "({search})") } else { write!(f, "{search}") }
        };
        match self {
            Search::Word(word) => f.write_str(word),
            Search::Phrase(text) => write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            Search::Not(search) => {
                f.write_str("NOT ")?;
                inner(f, search, true)
            }
            Search::And(left, right) => {
                inner(f, left, false)?;
                f.write_str(" AND ")?;
                inner(f, right, true)
            }
            Search::Or(left, right) => {
                write!(f, "{left} OR ")?;
                inner(f, right, false)
            }
        }
    }
}
