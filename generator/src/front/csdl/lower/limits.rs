//! What annotations say that can be done at a place and what cannot, for whoever resolves any URL: the capabilities vocabulary.

use super::super::model::names::{split, term};
use super::super::model::{Annotations, Container, Expr, Record, Resource, StructuredType};
use crate::ir::{Doing, Limits, Names};

/// Terms that say by a member of their record whether something can be done.
const FLAGS: [(Doing, &str, &str); 11] = [
    (Doing::Read, term::READ, "Readable"),
    (Doing::Insert, term::INSERT, "Insertable"),
    (Doing::Delete, term::DELETE, "Deletable"),
    (Doing::Filter, term::FILTER, "Filterable"),
    (Doing::Sort, term::SORT, "Sortable"),
    (Doing::Expand, term::EXPAND, "Expandable"),
    (Doing::Search, term::SEARCH, "Searchable"),
    (Doing::Count, term::COUNT, "Countable"),
    (Doing::Select, term::SELECT, "Supported"),
    (Doing::Patch, term::UPDATE, "Updatable"),
    (Doing::Put, term::UPDATE, "Updatable"),
];

/// Terms that say it themselves.
const TAGS: [(Doing, &str); 4] =
    [(Doing::Key, term::INDEXABLE_BY_KEY), (Doing::Top, term::TOP), (Doing::Skip, term::SKIP), (Doing::Compute, term::COMPUTE)];

/// Terms that list properties in a member of their record.
const LISTS: [(Names, &str, &str); 9] = [
    (Names::NonFilterable, term::FILTER, "NonFilterableProperties"),
    (Names::RequiredInFilter, term::FILTER, "RequiredProperties"),
    (Names::NonSortable, term::SORT, "NonSortableProperties"),
    (Names::AscendingOnly, term::SORT, "AscendingOnlyProperties"),
    (Names::DescendingOnly, term::SORT, "DescendingOnlyProperties"),
    (Names::NonExpandable, term::EXPAND, "NonExpandableProperties"),
    (Names::NonExpandable, term::EXPAND, "NonExpandableStreamProperties"),
    (Names::NonCountable, term::COUNT, "NonCountableProperties"),
    (Names::NonCountable, term::COUNT, "NonCountableNavigationProperties"),
];

/// The ways in which conditions may use a property.
const EXPRESSIONS: [(&str, Names); 6] = [
    ("SingleValue", Names::SingleValue),
    ("MultiValue", Names::MultiValue),
    ("SingleRange", Names::SingleRange),
    ("MultiRange", Names::MultiRange),
    ("SearchExpression", Names::SearchExpression),
    ("MultiRangeOrSearchExpression", Names::MultiRangeOrSearchExpression),
];

/// What an entity set or singleton says: of itself, of places by its navigation restrictions, and of places by their paths.
pub(super) fn of_resource(resource: &Resource) -> Vec<Limits> {
    let own = annotated("", &resource.annotations);
    let entries = resource.restricted().filter_map(|(at, entry)| limits(at, &|name| entry.get(split(name).1), Some(entry)));
    let paths = resource.paths.iter().filter_map(|(path, annotations)| annotated(path, annotations));
    own.into_iter().chain(entries).chain(paths).collect()
}

/// What a type says: of its entities, and of its navigation properties.
pub(super) fn of_type(found: &StructuredType) -> Vec<Limits> {
    let own = annotated("", &found.annotations);
    let navigations = found.navigations.iter().map(|navigation| (&*navigation.name.text, &navigation.annotations));
    let inherited = found.inherited.iter().map(|(name, annotations)| (&**name, annotations));
    let members = navigations.chain(inherited).filter_map(|(name, annotations)| annotated(name, annotations));
    own.into_iter().chain(members).collect()
}

/// What a container says of places that say nothing themselves.
pub(super) fn of_container(container: &Container) -> Option<Limits> {
    let record = container.annotations.record(term::DEFAULT_CAPABILITIES);
    let of_record = |name: &str| record.and_then(|record| record.get(split(name).1));
    limits("", &|name| of_record(name).or_else(|| container.annotations.get(name).filter(|_| name == term::FILTER_FUNCTIONS)), None)
}

fn annotated(at: &str, annotations: &Annotations) -> Option<Limits> {
    // Of an entity set, the navigability is that of all its navigation properties.
    let navigation = annotations.record(term::NAVIGATION).filter(|_| !at.is_empty());
    limits(at, &|name| annotations.get(name), navigation)
}

/// What the terms say; nothing if they say nothing.
fn limits<'m>(at: &str, get: &dyn Fn(&str) -> Option<&'m Expr>, navigation: Option<&'m Record>) -> Option<Limits> {
    let record = |name: &str| get(name).and_then(Expr::record);
    let mut found = Limits { at: at.to_owned(), ..Limits::default() };
    for (doing, name, member) in FLAGS {
        found.doings.extend(record(name).map(|record| (doing, record.bool(member).unwrap_or(true))));
    }
    for (doing, name) in TAGS {
        found.doings.extend(get(name).and_then(Expr::bool).map(|can| (doing, can)));
    }
    if let Some(read) = record(term::READ) {
        let by_key = read.record("ReadByKeyRestrictions").unwrap_or(read);
        found.doings.push((Doing::ReadByKey, by_key.bool("Readable").unwrap_or(true)));
    }
    if let Some(methods) = record(term::UPDATE).and_then(|update| update.get("UpdateMethod")) {
        for (doing, name) in [(Doing::Patch, "PATCH"), (Doing::Put, "PUT")] {
            let other = methods.members().all(|method| method != name);
            found.doings.iter_mut().filter(|(known, _)| *known == doing).for_each(|(_, can)| *can &= !other);
        }
    }
    if let Some(needed) = record(term::FILTER).and_then(|filter| filter.bool("RequiresFilter")) {
        found.doings.push((Doing::Unfiltered, !needed));
    }
    if let Some(navigability) = navigation.and_then(|record| record.get("Navigability")) {
        found.doings.push((Doing::Navigate, !navigability.members().any(|name| matches!(name, "None" | "2"))));
    }
    found.doings.extend(navigation.and_then(|record| record.bool("Referenceable")).map(|can| (Doing::Refer, can)));
    names(&mut found, get);
    let levels = record(term::EXPAND).and_then(|expand| expand.get("MaxLevels")).and_then(Expr::integer);
    found.expand_levels = levels.and_then(|levels| u32::try_from(levels).ok());
    (!found.doings.is_empty() || !found.names.is_empty()).then_some(found)
}

/// What the terms say of single properties and functions.
fn names<'m>(found: &mut Limits, get: &dyn Fn(&str) -> Option<&'m Expr>) {
    let mut add = |which: Names, name: &str| match found.names.iter_mut().find(|(known, _)| *known == which) {
        Some((_, names)) => names.push(name.to_owned()),
        None => found.names.push((which, vec![name.to_owned()])),
    };
    for (which, name, member) in LISTS {
        let items = get(name).and_then(Expr::record).map_or(&[][..], |record| record.items(member));
        items.iter().filter_map(Expr::text).for_each(|path| add(which, path));
    }
    let filter = get(term::FILTER).and_then(Expr::record);
    let expressions = filter.map_or(&[][..], |record| record.items("FilterExpressionRestrictions"));
    for restriction in expressions.iter().filter_map(Expr::record) {
        let allowed = restriction.text("AllowedExpressions").unwrap_or_default();
        let which = EXPRESSIONS.iter().find(|(name, _)| *name == allowed);
        if let Some(((_, which), path)) = which.zip(restriction.text("Property")) {
            add(*which, path);
        }
    }
    let search = get(term::SEARCH).and_then(Expr::record).and_then(|record| record.get("UnsupportedExpressions"));
    search.into_iter().flat_map(Expr::members).for_each(|part| add(Names::UnsupportedInSearch, part));
    if let Some(calls) = get(term::EXPLICIT_OPERATION_BINDINGS) {
        found.doings.push((Doing::Call, true));
        calls.texts().for_each(|name| add(Names::Calls, name.split('(').next().unwrap_or(name)));
    }
    if let Some(functions) = get(term::FILTER_FUNCTIONS) {
        found.doings.push((Doing::Functions, true));
        let own = |name: &'m str| name.rsplit('/').next().unwrap_or(name);
        functions.texts().for_each(|name| add(Names::Functions, own(name)));
    }
}
