//! What annotations say that can be done at a place and what cannot, for whoever resolves any URL: the capabilities vocabulary.

use super::super::model::names::{split, term};
use super::super::model::{Annotations, Container, Expr, Model, Operation, Property, Record, Resource, StructuredType};
use crate::ir::{Doing, Limits, Names};

/// Terms that say by a member of their record whether something can be done.
const FLAGS: [(Doing, &str, &str); 22] = [
    (Doing::Read, term::READ, "Readable"),
    (Doing::ReadAs, term::READ, "TypecastSegmentSupported"),
    (Doing::Insert, term::INSERT, "Insertable"),
    (Doing::InsertAs, term::INSERT, "TypecastSegmentSupported"),
    (Doing::DeepInsert, term::DEEP_INSERT, "Supported"),
    (Doing::Delete, term::DELETE, "Deletable"),
    (Doing::DeleteEach, term::DELETE, "FilterSegmentSupported"),
    (Doing::DeleteEachAs, term::DELETE, "TypecastSegmentSupported"),
    (Doing::Filter, term::FILTER, "Filterable"),
    (Doing::Sort, term::SORT, "Sortable"),
    (Doing::Expand, term::EXPAND, "Expandable"),
    (Doing::Search, term::SEARCH, "Searchable"),
    (Doing::Count, term::COUNT, "Countable"),
    (Doing::Select, term::SELECT, "Supported"),
    (Doing::Patch, term::UPDATE, "Updatable"),
    (Doing::Put, term::UPDATE, "Updatable"),
    (Doing::UpdateEach, term::UPDATE, "FilterSegmentSupported"),
    (Doing::UpdateEachAs, term::UPDATE, "TypecastSegmentSupported"),
    (Doing::DeepUpdate, term::DEEP_UPDATE, "Supported"),
    (Doing::Batch, term::BATCH, "Supported"),
    (Doing::CallFiltered, term::OPERATION, "FilterSegmentSupported"),
    (Doing::Track, term::CHANGE_TRACKING, "Supported"),
];

/// The same where nothing can be done unless it is said.
const OPT_IN: [(Doing, &str, &str); 3] = [
    (Doing::DeltaUpdate, term::UPDATE, "DeltaUpdateSupported"),
    (Doing::ExpandStreams, term::EXPAND, "StreamsExpandable"),
    (Doing::Upsert, term::UPDATE, "Upsertable"),
];

/// Terms that say it themselves.
const TAGS: [(Doing, &str); 7] = [
    (Doing::Key, term::INDEXABLE_BY_KEY),
    (Doing::Top, term::TOP),
    (Doing::Skip, term::SKIP),
    (Doing::Compute, term::COMPUTE),
    (Doing::CrossJoin, term::CROSS_JOIN),
    (Doing::QuerySegment, term::QUERY_SEGMENT),
    (Doing::Batch, term::BATCH_SUPPORTED),
];

/// Terms whose record says how many navigation properties can follow each other.
const LEVELS: [(Doing, &str); 6] = [
    (Doing::Expand, term::EXPAND),
    (Doing::Filter, term::FILTER),
    (Doing::Insert, term::INSERT),
    (Doing::Patch, term::UPDATE),
    (Doing::Put, term::UPDATE),
    (Doing::Delete, term::DELETE),
];

/// System query options of requests that create or change something, by the member that says whether they are understood there.
const OPTIONS: [(&str, &str); 6] = [
    ("ExpandSupported", "expand"),
    ("SelectSupported", "select"),
    ("ComputeSupported", "compute"),
    ("FilterSupported", "filter"),
    ("SearchSupported", "search"),
    ("SortSupported", "orderby"),
];

/// System query options inside of `$select`, by the member that says whether they are understood there.
const IN_SELECT: [(&str, &str); 8] = [
    ("Expandable", "expand"),
    ("Filterable", "filter"),
    ("Searchable", "search"),
    ("TopSupported", "top"),
    ("SkipSupported", "skip"),
    ("ComputeSupported", "compute"),
    ("Countable", "count"),
    ("Sortable", "orderby"),
];

/// Terms that a container may have itself, for all that it offers.
const OF_CONTAINER: [&str; 11] = [
    term::FILTER_FUNCTIONS,
    term::SELECT,
    term::DEEP_INSERT,
    term::DEEP_UPDATE,
    term::CROSS_JOIN,
    term::QUERY_SEGMENT,
    term::BATCH,
    term::BATCH_SUPPORTED,
    term::MODIFICATION,
    term::CUSTOM_HEADERS,
    term::CUSTOM_QUERY_OPTIONS,
];

/// Terms that list properties in a member of their record.
const LISTS: [(Names, &str, &str); 11] = [
    (Names::NonFilterable, term::FILTER, "NonFilterableProperties"),
    (Names::RequiredInFilter, term::FILTER, "RequiredProperties"),
    (Names::NonSortable, term::SORT, "NonSortableProperties"),
    (Names::AscendingOnly, term::SORT, "AscendingOnlyProperties"),
    (Names::DescendingOnly, term::SORT, "DescendingOnlyProperties"),
    (Names::NonExpandable, term::EXPAND, "NonExpandableProperties"),
    (Names::NonExpandable, term::EXPAND, "NonExpandableStreamProperties"),
    (Names::NonCountable, term::COUNT, "NonCountableProperties"),
    (Names::NonCountable, term::COUNT, "NonCountableNavigationProperties"),
    (Names::NonUpdatableLinks, term::UPDATE, "NonUpdatableNavigationProperties"),
    (Names::NonDeletableLinks, term::DELETE, "NonDeletableNavigationProperties"),
];

/// What can be done with the items of a collection of values, by the member of its restrictions that says it.
const OF_ITEMS: [(Doing, &str); 4] =
    [(Doing::Insert, "Insertable"), (Doing::Patch, "Updatable"), (Doing::Put, "Updatable"), (Doing::Delete, "Deletable")];

/// What an action or function says itself.
const OF_OPERATION: [&str; 2] = [term::OPERATION, term::CHANGE_TRACKING];

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
    let entries = resource.restricted().filter_map(|(at, entry)| of_entry(at, entry));
    let paths = resource.paths.iter().filter_map(|(path, annotations)| annotated(path, annotations));
    let lists = resource.collection_properties().filter_map(|(at, entry)| of_collection_property(at, entry));
    own.into_iter().chain(entries).chain(paths).chain(lists).collect()
}

/// What a type says: of its entities, its navigation properties, and the properties with limits of their own.
pub(super) fn of_type(model: &Model, found: &StructuredType) -> Vec<Limits> {
    let own = annotated("", &found.annotations);
    let navigations = found.navigations.iter().flat_map(|navigation| {
        let (at, entry) = (&*navigation.name.text, navigation.restricted());
        // What comes first counts.
        [entry.and_then(|entry| of_entry(at, entry)), annotated(at, &navigation.annotations)]
    });
    let inherited = found.inherited.iter().map(|(name, annotations)| annotated(name, annotations));
    let properties = found.properties.iter().map(|property| of_property(model, property));
    own.into_iter().chain(navigations.chain(inherited).chain(properties).flatten()).collect()
}

/// What a property says; what its type definition says of media types holds for it too.
fn of_property(model: &Model, property: &Property) -> Option<Limits> {
    let definition = model.of_definition(&property.ty.name.text);
    let of_definition = |name: &str| definition.filter(|_| name == term::ACCEPTABLE_MEDIA_TYPES).and_then(|found| found.get(name));
    limits(&property.name.text, &|name| property.annotations.get(name).or_else(|| of_definition(name)), None)
}

/// What a container says of places that say nothing themselves.
pub(super) fn of_container(container: &Container) -> Option<Limits> {
    let record = container.annotations.record(term::DEFAULT_CAPABILITIES);
    let of_record = |name: &str| record.and_then(|record| record.get(split(name).1));
    limits("", &|name| of_record(name).or_else(|| container.annotations.get(name).filter(|_| OF_CONTAINER.contains(&name))), None)
}

/// What an action or function says of being called.
pub(super) fn of_operation(operation: &Operation) -> Option<Limits> {
    limits("", &|name| operation.annotations.get(name).filter(|_| OF_OPERATION.contains(&name)), None)
}

/// What an entry of `CollectionPropertyRestrictions` says.
fn of_collection_property(at: &str, entry: &Record) -> Option<Limits> {
    let items = OF_ITEMS.into_iter().filter_map(|(doing, member)| Some((doing, entry.bool(member)?)));
    let mut found =
        limits(at, &|name| entry.get(split(name).1), None).unwrap_or_else(|| Limits { at: at.to_owned(), ..Limits::default() });
    found.doings.extend(items);
    (!found.doings.is_empty() || !found.names.is_empty()).then_some(found)
}

/// What an entry of `NavigationRestrictions` says.
fn of_entry(at: &str, entry: &Record) -> Option<Limits> {
    limits(at, &|name| entry.get(split(name).1), Some(entry))
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
    if let Some(expand) = record(term::EXPAND).and_then(Record::expand_by_key) {
        expand_by_key(&mut found, &expand);
    }
    let by_key = record(term::READ).map(Record::by_key);
    found.doings.extend(by_key.as_deref().map(|read| (Doing::ReadByKey, read.bool("Readable").unwrap_or(true))));
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
    for (doing, name, member) in OPT_IN {
        found.doings.extend(record(name).map(|record| (doing, record.bool(member) == Some(true))));
    }
    requests(&mut found, get, by_key.as_deref());
    for (doing, name) in LEVELS {
        found.levels.extend(record(name).and_then(max_levels).map(|most| (doing, most)));
    }
    (!found.doings.is_empty() || !found.names.is_empty()).then_some(found)
}

/// How many navigation properties can follow each other at most.
fn max_levels(record: &Record) -> Option<u32> {
    record.get("MaxLevels").and_then(Expr::integer).and_then(|most| u32::try_from(most).ok())
}

/// What is said of expanding one entity of a collection.
fn expand_by_key(found: &mut Limits, expand: &Record) {
    found.doings.push((Doing::ExpandByKey, expand.bool("Expandable").unwrap_or(true)));
    found.doings.push((Doing::ExpandStreamsByKey, expand.bool("StreamsExpandable") == Some(true)));
    found.levels.extend(max_levels(expand).map(|most| (Doing::ExpandByKey, most)));
    for list in ["NonExpandableProperties", "NonExpandableStreamProperties"] {
        expand.items(list).iter().filter_map(Expr::text).for_each(|path| add(&mut found.names, Names::NonExpandableByKey, path));
    }
}

/// What the terms say of headers and query options: those of the service's own that requests need, and those that requests cannot have when they
/// create or change something.
fn requests<'m>(found: &mut Limits, get: &dyn Fn(&str) -> Option<&'m Expr>, by_key: Option<&Record>) {
    let record = |name: &str| get(name).and_then(Expr::record);
    let requests = [
        (Names::RequiredToRead, Names::HeadersToRead, record(term::READ)),
        (Names::RequiredToReadByKey, Names::HeadersToReadByKey, by_key),
        (Names::RequiredToInsert, Names::HeadersToInsert, record(term::INSERT)),
        (Names::RequiredToUpdate, Names::HeadersToUpdate, record(term::UPDATE)),
        (Names::RequiredToDelete, Names::HeadersToDelete, record(term::DELETE)),
        (Names::RequiredToCall, Names::HeadersToCall, record(term::OPERATION)),
    ];
    for (options, headers, request) in requests {
        for (which, member) in [(options, term::CUSTOM_QUERY_OPTIONS), (headers, term::CUSTOM_HEADERS)] {
            needed(found, which, request.map_or(&[][..], |request| request.items(split(member).1)));
        }
    }
    for (which, name) in [(Names::RequiredAlways, term::CUSTOM_QUERY_OPTIONS), (Names::HeadersAlways, term::CUSTOM_HEADERS)] {
        needed(found, which, get(name).map_or(&[][..], Expr::items));
    }
    let changes = [
        (Doing::InsertOptions, Names::UnsupportedToInsert, term::INSERT),
        (Doing::UpdateOptions, Names::UnsupportedToUpdate, term::UPDATE),
    ];
    for (doing, which, request) in changes {
        let own = record(request).and_then(|request| request.record("QueryOptions"));
        let Some(options) = own.or_else(|| record(term::MODIFICATION)) else { continue };
        found.doings.push((doing, true));
        let denied = OPTIONS.iter().filter(|(member, _)| options.bool(member) != Some(true));
        denied.for_each(|(_, name)| add(&mut found.names, which, name));
    }
}

/// The custom parameters that must be given.
fn needed(found: &mut Limits, which: Names, parameters: &[Expr]) {
    let needed = parameters.iter().filter_map(Expr::record).filter(|parameter| parameter.bool("Required") == Some(true));
    needed.filter_map(|parameter| parameter.text("Name")).for_each(|name| add(&mut found.names, which, name));
}

fn add(list: &mut Vec<(Names, Vec<String>)>, which: Names, name: &str) {
    match list.iter_mut().find(|(known, _)| *known == which) {
        Some((_, names)) => names.push(name.to_owned()),
        None => list.push((which, vec![name.to_owned()])),
    }
}

/// What the terms say of single properties and functions.
fn names<'m>(found: &mut Limits, get: &dyn Fn(&str) -> Option<&'m Expr>) {
    let mut add = |which: Names, name: &str| add(&mut found.names, which, name);
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
    if let Some(select) = get(term::SELECT).and_then(Expr::record) {
        let denied = IN_SELECT.iter().filter(|(member, _)| select.bool(member) != Some(true));
        denied.for_each(|(_, option)| add(Names::UnsupportedInSelect, option));
    }
    let search = get(term::SEARCH).and_then(Expr::record).and_then(|record| record.get("UnsupportedExpressions"));
    search.into_iter().flat_map(Expr::members).for_each(|part| add(Names::UnsupportedInSearch, part));
    if let Some(calls) = get(term::EXPLICIT_OPERATION_BINDINGS) {
        found.doings.push((Doing::Call, true));
        calls.texts().for_each(|name| add(Names::Calls, name.split('(').next().unwrap_or(name)));
    }
    let media_types = get(term::ACCEPTABLE_MEDIA_TYPES).into_iter().flat_map(Expr::texts);
    media_types.filter(|text| text.contains('/')).for_each(|name| add(Names::MediaTypes, name));
    if let Some(functions) = get(term::FILTER_FUNCTIONS) {
        found.doings.push((Doing::Functions, true));
        let own = |name: &'m str| name.rsplit('/').next().unwrap_or(name);
        functions.texts().for_each(|name| add(Names::Functions, own(name)));
    }
}
