//! What can be asked for by URL: the model of a service that is walked name by name, beside the operations that are listed.

/// The model of a service: types, operations and roots by name. Types and operations are in ascending order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Namespaces of the names below.
    pub namespaces: Vec<Namespace>,
    /// Declared types.
    pub types: Vec<ServiceType>,
    /// What can be called; those with the same name are overloads.
    pub calls: Vec<Callable>,
    /// What URLs start with, in source order.
    pub roots: Vec<Root>,
    /// What is said of places that say nothing themselves.
    pub limits: Vec<Limits>,
}

/// What can be done at a place and what cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The path of links to the place; empty for the thing itself.
    pub at: String,
    /// Of what something is said, and whether it can be done.
    pub doings: Vec<(Doing, bool)>,
    /// What is so of some names.
    pub names: Vec<(Names, Vec<String>)>,
    /// How many links can follow each other at most, by what is done.
    pub levels: Vec<(Doing, u32)>,
}

/// Something that can be done at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Reading several objects, or the only one.
    Read,
    /// Reading one of several.
    ReadByKey,
    /// Creating one.
    Insert,
    /// Changing a part of one.
    Patch,
    /// Replacing one.
    Put,
    /// Deleting one.
    Delete,
    /// Addressing one of several by its key.
    Key,
    /// Following the link.
    Navigate,
    /// Addressing the link itself.
    Refer,
    /// Choosing by a condition.
    Filter,
    /// Listing without a condition.
    Unfiltered,
    /// Ordering.
    Sort,
    /// Asking for related objects along with others.
    Expand,
    /// Searching for text.
    Search,
    /// Counting.
    Count,
    /// Choosing members.
    Select,
    /// Asking for computed members.
    Compute,
    /// Asking for so many at most.
    Top,
    /// Leaving out the first.
    Skip,
    /// Calling functions in conditions.
    Functions,
    /// Calling what is called only where a place says so.
    Call,
    /// Reading as a derived type.
    ReadAs,
    /// Creating where only objects of a derived type are addressed.
    InsertAs,
    /// Changing each of several of a derived type.
    UpdateEachAs,
    /// Deleting each of several of a derived type.
    DeleteEachAs,
    /// Changing each of those that meet a condition.
    UpdateEach,
    /// Deleting each of those that meet a condition.
    DeleteEach,
    /// Creating together with related objects.
    DeepInsert,
    /// Changing together with related objects.
    DeepUpdate,
    /// Options of a request that creates.
    InsertOptions,
    /// Options of a request that changes.
    UpdateOptions,
    /// Combining several sets.
    CrossJoin,
    /// Giving options in the body.
    QuerySegment,
    /// Several requests in one.
    Batch,
    /// Changing several by what has become different; only where that is said.
    DeltaUpdate,
    /// Asking for streams along with objects.
    ExpandStreams,
    /// Calling on those of several that meet a condition.
    CallFiltered,
    /// Asking for related objects along with one of several.
    ExpandByKey,
    /// Asking for streams along with one of several.
    ExpandStreamsByKey,
    /// Asking for what has changed.
    Track,
    /// Creating what a request would change; only where that is said.
    Upsert,
}

/// What is so of names, which are paths of members unless something else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// No condition uses them.
    NonFilterable,
    /// Every condition uses them.
    RequiredInFilter,
    /// Conditions compare them with one value.
    SingleValue,
    /// Conditions compare them with some values.
    MultiValue,
    /// Conditions put them into one interval.
    SingleRange,
    /// Conditions put them into intervals.
    MultiRange,
    /// Conditions look for text in them.
    SearchExpression,
    /// Conditions put them into intervals or look for text in them.
    MultiRangeOrSearchExpression,
    /// Nothing is ordered by them.
    NonSortable,
    /// They are ordered from the least only.
    AscendingOnly,
    /// They are ordered from the greatest only.
    DescendingOnly,
    /// What they lead to cannot be asked for.
    NonExpandable,
    /// What they lead to cannot be asked for along with one of several.
    NonExpandableByKey,
    /// They are not counted.
    NonCountable,
    /// They cannot be led elsewhere.
    NonUpdatableLinks,
    /// They lead where they lead for good.
    NonDeletableLinks,
    /// Parts of a search that are not understood.
    UnsupportedInSearch,
    /// The only functions of conditions.
    Functions,
    /// Calls that are made only where a place says so, and here they are.
    Calls,
    /// Options that a request for several, or for the only one, must give.
    RequiredToRead,
    /// Options that a request for one of several must give.
    RequiredToReadByKey,
    /// Options that a request must give to create.
    RequiredToInsert,
    /// Options that a request must give to change.
    RequiredToUpdate,
    /// Options that a request must give to delete.
    RequiredToDelete,
    /// Options that a request must give to call.
    RequiredToCall,
    /// Options that every request must give.
    RequiredAlways,
    /// Headers that a request for several, or for the only one, must have.
    HeadersToRead,
    /// Headers that a request for one of several must have.
    HeadersToReadByKey,
    /// Headers that a request must have to create.
    HeadersToInsert,
    /// Headers that a request must have to change.
    HeadersToUpdate,
    /// Headers that a request must have to delete.
    HeadersToDelete,
    /// Headers that a request must have to call.
    HeadersToCall,
    /// Headers that every request must have.
    HeadersAlways,
    /// Media types that bytes can be written in.
    MediaTypes,
    /// Options that a request cannot give when it creates.
    UnsupportedToInsert,
    /// Options that a request cannot give when it changes.
    UnsupportedToUpdate,
    /// Options that cannot be given for a chosen member.
    UnsupportedInSelect,
}

/// A namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub alias: Option<String>,
    /// Names may be written without it.
    pub default: bool,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A built-in type by name.
    BuiltIn(String),
    /// Index of a declared type.
    Declared(usize),
}

/// What a place holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holds {
    /// The type of the value, or of its items.
    pub ty: ValueType,
    /// There are several.
    pub collection: bool,
    /// The value, or an item, may be null.
    pub nullable: bool,
}

/// A declared type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceType {
    /// Its full name.
    pub name: String,
    /// What kind of type it is.
    pub shape: Shape,
}

/// Kinds of types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Objects.
    Structure(Structure),
    /// One of a few names, or several of them.
    Enumeration {
        /// Values combine members.
        flags: bool,
        /// Names and numbers.
        members: Vec<(String, i64)>,
    },
    /// Another name of a built-in type.
    Definition(String),
}

/// Objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "the document states them one by one")]
pub struct Structure {
    /// They have an identity.
    pub entity: bool,
    /// Index of the type that they extend.
    pub base: Option<usize>,
    /// Only a base of others.
    pub is_abstract: bool,
    /// Undeclared members are data.
    pub open: bool,
    /// They have a stream of their own.
    pub stream: bool,
    /// The parts of the key: name in URLs and path of the property.
    pub key: Vec<(String, String)>,
    /// Other ways to name one.
    pub alternate_keys: Vec<Vec<(String, String)>>,
    /// What they have.
    pub members: Vec<ServiceMember>,
    /// What is said of them wherever they are, and of where their links lead.
    pub limits: Vec<Limits>,
}

/// A member of an object that a URL can go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceMember {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// How it leads to other objects, if it does.
    pub link: Option<MemberLink>,
}

/// How a member leads to other objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberLink {
    /// They live inside of this one.
    Contained,
    /// They live elsewhere.
    Related,
}

/// Something that can be called.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "the document states them one by one")]
pub struct Callable {
    /// Its full name.
    pub name: String,
    /// It changes something.
    pub action: bool,
    /// It is called on a value, which is its first parameter.
    pub bound: bool,
    /// URLs can go on behind its result.
    pub composable: bool,
    /// It is called only where a place says so.
    pub explicit: bool,
    /// It can be written as a path between colons.
    pub escape: bool,
    /// The path from the value it is called on to where its result lives.
    pub lives_at: Option<String>,
    /// Its parameters: name, what it holds, whether it may be left out.
    pub parameters: Vec<(String, Holds, bool)>,
    /// Its result.
    pub returns: Option<Holds>,
    /// What is said of calling it.
    pub limits: Vec<Limits>,
}

/// What a URL starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: RootKind,
    /// Where the objects live that a call returns: the path of another root.
    pub lives_in: Option<String>,
    /// Where related objects live: the path to the member, and the root.
    pub bindings: Vec<(String, String)>,
    /// What is said of it, and of the places that links lead to from it.
    pub limits: Vec<Limits>,
}

/// Kinds of roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// Objects of a type, by its index.
    Set(usize),
    /// One object of a type, by its index.
    Single(usize),
    /// A call, by its full name.
    Call(String),
}
