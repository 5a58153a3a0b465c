//! What a service says that its places cannot be asked: an option that was read comes in, what it may not say goes out.

use super::super::home::{Home, push_step};
use super::super::limits::{Names, does};
use super::super::model::edm;
use super::Query;
use super::ast::{Binary, Expr, Item, Levels, Order, Path, PathStep, Search, Start};

/// Why something is refused, as a sentence without a full stop.
pub(super) type Limited = Result<(), String>;

/// Whether an option can be used at all.
pub(super) fn option(home: &Home, option: &str) -> Limited {
    let doing = match option {
        "filter" => does::FILTER,
        "orderby" => does::SORT,
        "expand" => home.expanding(),
        "search" => does::SEARCH,
        "count" => does::COUNT,
        "select" => does::SELECT,
        "compute" => does::COMPUTE,
        "top" => does::TOP,
        "skip" => does::SKIP,
        "deltatoken" => does::TRACK,
        _ => 0,
    };
    if home.denies(doing) { Err(format!("the service does not support `${option}` here")) } else { Ok(()) }
}

/// What a filter may say.
pub(super) fn filter(home: &Home, condition: &Expr) -> Limited {
    let mut uses = Uses::default();
    uses.visit(condition);
    if let Some(found) = uses.list.iter().find(|found| home.includes_part_of(Names::NonFilterable, &found.path)) {
        return Err(format!("the service does not filter by `{}`", found.path));
    }
    let deepest = uses.list.iter().max_by_key(|found| found.levels);
    if let Some((found, most)) = deepest.zip(home.levels(does::FILTER)).filter(|(found, most)| found.levels > *most) {
        return Err(format!(
            "`{}` leads through more navigation properties than the service filters by, which is {most}",
            found.path
        ));
    }
    let used = |name: &&&str| uses.list.iter().any(|found| found.path == **name);
    let required = home.names(Names::RequiredInFilter).unwrap_or(&[]);
    if let Some(name) = required.iter().find(|name| !used(name)) {
        return Err(format!("the service needs a condition on `{name}`"));
    }
    if let Some(name) = home.names(Names::Functions).and_then(|known| uses.functions.iter().find(|name| !known.contains(name))) {
        return Err(format!("the service does not have the function `{name}` here"));
    }
    for (which, allowed, wanted) in EXPRESSIONS {
        for name in home.names(which).unwrap_or(&[]) {
            let of_name: Vec<How> = uses.list.iter().filter(|found| found.path == *name).map(|found| found.how).collect();
            let once = !matches!(which, Names::SingleValue | Names::SingleRange)
                || of_name.iter().all(|how| of_name.iter().filter(|other| *other == how).count() == 1);
            if !once || !of_name.iter().all(|how| allowed.contains(how)) {
                return Err(format!("`{name}` can only be {wanted}"));
            }
        }
    }
    Ok(())
}

/// The ways in which a property may be used if only some are allowed.
const EXPRESSIONS: [(Names, &[How], &str); 6] = [
    (Names::SingleValue, &[How::Equal], "compared with one value by `eq`"),
    (Names::MultiValue, &[How::Equal, How::In], "compared with values by `eq` and `in`"),
    (Names::SingleRange, &[How::Equal, How::Above, How::Below], "asked for one interval"),
    (Names::MultiRange, &[How::Equal, How::In, How::Above, How::Below], "asked for intervals"),
    (Names::SearchExpression, &[How::Search], "searched by `contains`, `startswith` and `endswith`"),
    (
        Names::MultiRangeOrSearchExpression,
        &[How::Equal, How::In, How::Above, How::Below, How::Search],
        "asked for intervals, or searched by `contains`, `startswith` and `endswith`",
    ),
];

/// How a filter uses a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Equal,
    In,
    Above,
    Below,
    Search,
    Other,
}

struct Use {
    path: String,
    /// How many navigation properties the path follows.
    levels: u32,
    how: How,
}

/// What a filter uses of the objects that it is about.
#[derive(Default)]
struct Uses<'e> {
    list: Vec<Use>,
    functions: Vec<&'static str>,
    /// The variables of lambdas, with the paths that they stand for, and how many navigation properties these follow.
    variables: Vec<(&'e str, String, u32)>,
}

impl<'e> Uses<'e> {
    fn visit(&mut self, condition: &'e Expr) {
        match condition {
            Expr::Binary(operator, left, right) => {
                let how = match operator {
                    Binary::Eq => How::Equal,
                    Binary::Gt | Binary::Ge => How::Above,
                    Binary::Lt | Binary::Le => How::Below,
                    _ => How::Other,
                };
                let turned = match how {
                    How::Above => How::Below,
                    How::Below => How::Above,
                    how => how,
                };
                self.operand(left, if is_constant(right) { how } else { How::Other });
                self.operand(right, if is_constant(left) { turned } else { How::Other });
            }
            Expr::In(left, items) => {
                self.operand(left, if items.iter().all(is_constant) { How::In } else { How::Other });
                for item in items {
                    self.visit(item);
                }
            }
            Expr::InCollection(left, right) => {
                self.visit(left);
                self.visit(right);
            }
            Expr::Function(name, arguments) => {
                self.functions.push(name);
                let searches = matches!(*name, "contains" | "startswith" | "endswith");
                let how = if searches && arguments.get(1).is_some_and(is_constant) { How::Search } else { How::Other };
                for argument in arguments {
                    self.operand(argument, how);
                }
            }
            Expr::Unary(_, inner) => self.visit(inner),
            Expr::Cast(inner, _) | Expr::IsOf(inner, _) => {
                if let Some(inner) = inner {
                    self.visit(inner);
                }
            }
            Expr::Case(branches) => {
                for (condition, value) in branches {
                    self.visit(condition);
                    self.visit(value);
                }
            }
            Expr::Path(path) => self.path(path, How::Other),
            Expr::Literal(_) | Expr::Alias(_) => {}
        }
    }

    fn operand(&mut self, operand: &'e Expr, how: How) {
        match operand {
            Expr::Path(path) => self.path(path, how),
            other => self.visit(other),
        }
    }

    fn path(&mut self, path: &'e Path, how: How) {
        let start = match &path.start {
            Start::Here | Start::It => Some((String::new(), 0)),
            Start::Variable(name) => {
                let known = self.variables.iter().rev().find(|(known, ..)| known == name);
                known.map(|(_, path, levels)| (path.clone(), *levels))
            }
            Start::Cast(cast) => {
                self.visit(cast);
                None
            }
            Start::This | Start::Root => None,
        };
        let Some((mut text, mut levels)) = start else { return };
        let mut how = how;
        for step in &path.steps {
            match step {
                PathStep::Member(member) => {
                    push_step(&mut text, member.name);
                    levels += u32::from(member.is_navigation());
                }
                PathStep::Dynamic(name) => push_step(&mut text, name),
                PathStep::Cast(..) => {}
                PathStep::Any(Some((variable, condition))) | PathStep::All(variable, condition) => {
                    self.variables.push((variable, text.clone(), levels));
                    self.visit(condition);
                    self.variables.pop();
                    how = How::Other;
                }
                _ => how = How::Other,
            }
        }
        if !text.is_empty() {
            self.list.push(Use { path: text, levels, how });
        }
    }
}

fn is_constant(expression: &Expr) -> bool {
    matches!(expression, Expr::Literal(_) | Expr::Alias(_))
}

/// What an order may say.
pub(super) fn order(home: &Home, order: &Order) -> Limited {
    let mut uses = Uses::default();
    uses.visit(&order.by);
    for Use { path, .. } in &uses.list {
        if home.includes_part_of(Names::NonSortable, path) {
            return Err(format!("the service does not order by `{path}`"));
        }
        let (wrong, way) = if order.descending { (Names::AscendingOnly, "asc") } else { (Names::DescendingOnly, "desc") };
        if home.includes(wrong, path) {
            return Err(format!("the service orders by `{path}` only with `{way}`"));
        }
    }
    Ok(())
}

/// What may be expanded.
pub(super) fn expand(home: &Home, items: &[Item]) -> Limited {
    let doing = home.expanding();
    let (denied, streams) = match doing {
        does::EXPAND_BY_KEY => (Names::NonExpandableByKey, does::EXPAND_STREAMS_BY_KEY),
        _ => (Names::NonExpandable, does::EXPAND_STREAMS),
    };
    for item in items {
        let path = names(&item.path);
        let counts = matches!(item.path.last(), Some(PathStep::Count(_)));
        let stream = matches!(item.path.last(), Some(PathStep::Member(member)) if member.ty == edm::STREAM);
        if home.includes(denied, &path) || stream && home.denies(streams) {
            return Err(format!("the service does not expand `{path}`"));
        }
        if counts && home.includes(Names::NonCountable, &path) {
            return Err(format!("the service does not count `{path}`"));
        }
    }
    match home.levels(doing) {
        Some(most) if depth(items) > u64::from(most) => {
            Err(format!("more levels are expanded than the service does, which is {most}"))
        }
        _ => Ok(()),
    }
}

/// How many levels are expanded.
fn depth(items: &[Item]) -> u64 {
    let below = |options: &Query| match options.levels {
        Some(Levels::Number(number)) => number.max(1 + depth(&options.expand)),
        // As many as there may be.
        Some(Levels::Max) | None => 1 + depth(&options.expand),
    };
    items.iter().map(|item| below(&item.options)).max().unwrap_or(0)
}

fn names(steps: &[PathStep]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            PathStep::Member(member) => push_step(&mut path, member.name),
            PathStep::Dynamic(name) => push_step(&mut path, name),
            _ => {}
        }
    }
    path
}

/// What an item of `$select` may say in parentheses.
pub(super) fn selected(home: &Home, options: &Query) -> Limited {
    let used = [
        ("expand", !options.expand.is_empty()),
        ("filter", options.filter.is_some()),
        ("search", options.search.is_some()),
        ("top", options.top.is_some()),
        ("skip", options.skip.is_some()),
        ("compute", !options.compute.is_empty()),
        ("count", options.count.is_some()),
        ("orderby", !options.orderby.is_empty()),
    ];
    match used.into_iter().find(|(option, used)| *used && home.includes(Names::UnsupportedInSelect, option)) {
        Some((option, _)) => Err(format!("the service does not support `${option}` inside of `$select`")),
        None => Ok(()),
    }
}

/// Whether a search cannot be written without parentheses.
fn is_grouped(search: &Search) -> bool {
    match search {
        Search::And(left, right) => [left, right].into_iter().any(|part| matches!(**part, Search::Or(..))),
        Search::Not(inner) => matches!(**inner, Search::And(..) | Search::Or(..)),
        Search::Or(..) | Search::Word(_) | Search::Phrase(_) => false,
    }
}

/// What a search may say.
pub(super) fn search(home: &Home, search: &Search) -> Limited {
    if is_grouped(search) && home.includes(Names::UnsupportedInSearch, "group") {
        return Err("the service does not search with parentheses".to_owned());
    }
    let (part, inner): (&str, &[&Search]) = match search {
        Search::Word(_) => return Ok(()),
        Search::Phrase(_) => ("phrase", &[]),
        Search::Not(inner) => ("NOT", &[inner]),
        Search::And(left, right) => ("AND", &[left, right]),
        Search::Or(left, right) => ("OR", &[left, right]),
    };
    if home.includes(Names::UnsupportedInSearch, part) {
        let shown = if part == "phrase" { "phrases in quotes".to_owned() } else { format!("`{part}`") };
        return Err(format!("the service does not search with {shown}"));
    }
    inner.iter().try_for_each(|inner| self::search(home, inner))
}
