//! What a service says that can be done at its places and what cannot: static data in `service.rs`.

/// What can be done at a place, as bits.
pub type Doings = u64;

/// Bits of [`Doings`].
pub mod does {
    use super::Doings;

    /// Reading a collection or the only entity of a place.
    pub const READ: Doings = 1;
    /// Reading one entity of a collection.
    pub const READ_BY_KEY: Doings = 2;
    /// Creating an entity.
    pub const INSERT: Doings = 4;
    /// Changing an entity by `PATCH`.
    pub const PATCH: Doings = 8;
    /// Changing an entity by `PUT`.
    pub const PUT: Doings = 16;
    /// Deleting an entity.
    pub const DELETE: Doings = 32;
    /// Addressing one entity by its key.
    pub const KEY: Doings = 64;
    /// Following the navigation property.
    pub const NAVIGATE: Doings = 128;
    /// Addressing the reference to an entity.
    pub const REFER: Doings = 256;
    /// `$filter`
    pub const FILTER: Doings = 512;
    /// Listing without `$filter`.
    pub const UNFILTERED: Doings = 1024;
    /// `$orderby`
    pub const SORT: Doings = 2048;
    /// `$expand`
    pub const EXPAND: Doings = 4096;
    /// `$search`
    pub const SEARCH: Doings = 8192;
    /// `$count`
    pub const COUNT: Doings = 16384;
    /// `$select`
    pub const SELECT: Doings = 1 << 15;
    /// `$compute`
    pub const COMPUTE: Doings = 1 << 16;
    /// `$top`
    pub const TOP: Doings = 1 << 17;
    /// `$skip`
    pub const SKIP: Doings = 1 << 18;
    /// Calling functions of the language in `$filter`.
    pub const FUNCTIONS: Doings = 1 << 19;
    /// Calling actions and functions that ask for it.
    pub const CALL: Doings = 1 << 20;
    /// Reading entities as a derived type.
    pub const READ_AS: Doings = 1 << 21;
    /// Creating entities where only those of a derived type are addressed.
    pub const INSERT_AS: Doings = 1 << 22;
    /// Changing each of several entities of a derived type.
    pub const UPDATE_EACH_AS: Doings = 1 << 23;
    /// Deleting each of several entities of a derived type.
    pub const DELETE_EACH_AS: Doings = 1 << 24;
    /// Changing each of the entities that meet a condition.
    pub const UPDATE_EACH: Doings = 1 << 25;
    /// Deleting each of the entities that meet a condition.
    pub const DELETE_EACH: Doings = 1 << 26;
    /// Creating an entity together with related ones.
    pub const DEEP_INSERT: Doings = 1 << 27;
    /// Changing an entity together with related ones.
    pub const DEEP_UPDATE: Doings = 1 << 28;
    /// System query options of requests that create.
    pub const INSERT_OPTIONS: Doings = 1 << 29;
    /// System query options of requests that change.
    pub const UPDATE_OPTIONS: Doings = 1 << 30;
    /// `$crossjoin`
    pub const CROSS_JOIN: Doings = 1 << 31;
    /// `/$query`: query options in the body.
    pub const QUERY_SEGMENT: Doings = 1 << 32;
    /// `$batch`
    pub const BATCH: Doings = 1 << 33;
    /// Changing a collection by a delta: only where that is said.
    pub const DELTA_UPDATE: Doings = 1 << 34;
    /// `$expand` of streams.
    pub const EXPAND_STREAMS: Doings = 1 << 35;
    /// Calling an action or function on those of several entities that meet a condition.
    pub const CALL_FILTERED: Doings = 1 << 36;
    /// `$expand` for one of several entities; what is said of all of them counts where nothing is said of one.
    pub const EXPAND_BY_KEY: Doings = 1 << 37;
    /// `$expand` of streams for one of several entities.
    pub const EXPAND_STREAMS_BY_KEY: Doings = 1 << 38;
    /// Asking for changes: `$deltatoken`.
    pub const TRACK: Doings = 1 << 39;
    /// Creating the entity that a request changes, if there is none: only where that is said.
    pub const UPSERT: Doings = 1 << 40;
}

/// What is said of a place.
#[derive(Debug, PartialEq, Eq)]
pub struct Limits {
    /// The path of navigation properties to the place; empty for the thing itself.
    pub at: &'static str,
    /// What is spoken of.
    pub says: Doings,
    /// What of it cannot be done.
    pub denies: Doings,
    /// What is so of some names.
    pub names: &'static [(Names, &'static [&'static str])],
    /// How many navigation properties can follow each other at most, by what is done: in the option, or in the URL.
    pub levels: &'static [(Doings, u32)],
}

impl Limits {
    /// Names of which something is said.
    pub(super) fn names(&self, which: Names) -> Option<&'static [&'static str]> {
        self.names.iter().find(|(known, _)| *known == which).map(|(_, names)| *names)
    }
}

/// What is so of names, which are paths of properties unless something else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// A filter cannot use them.
    NonFilterable,
    /// A filter must use them.
    RequiredInFilter,
    /// A filter compares them once, by `eq`.
    SingleValue,
    /// A filter compares them by `eq` and `in`.
    MultiValue,
    /// A filter says that they are in one interval.
    SingleRange,
    /// A filter says that they are in intervals.
    MultiRange,
    /// A filter asks what they contain, start or end with.
    SearchExpression,
    /// A filter says that they are in intervals, or what they contain, start or end with.
    MultiRangeOrSearchExpression,
    /// Nothing can be ordered by them.
    NonSortable,
    /// Only the least comes first.
    AscendingOnly,
    /// Only the greatest comes first.
    DescendingOnly,
    /// They cannot be expanded.
    NonExpandable,
    /// They cannot be expanded for one of several entities.
    NonExpandableByKey,
    /// They cannot be counted.
    NonCountable,
    /// They cannot be led to other entities, or to more of them.
    NonUpdatableLinks,
    /// They lead to their entities for good.
    NonDeletableLinks,
    /// Parts of a search that are not understood: `AND`, `OR`, `NOT`, `phrase`.
    UnsupportedInSearch,
    /// The only functions of the language that a filter may call.
    Functions,
    /// Actions and functions that are called only where that is said, and here it is.
    Calls,
    /// Options of the service's own that a request for several entities, or for the only one, must give.
    RequiredToRead,
    /// Options of the service's own that a request for one of several entities must give.
    RequiredToReadByKey,
    /// Options of the service's own that a request must give to create.
    RequiredToInsert,
    /// Options of the service's own that a request must give to change.
    RequiredToUpdate,
    /// Options of the service's own that a request must give to delete.
    RequiredToDelete,
    /// Options of the service's own that a request must give to call an action or function.
    RequiredToCall,
    /// Options of the service's own that every request must give.
    RequiredAlways,
    /// Headers that a request for several entities, or for the only one, must have.
    HeadersToRead,
    /// Headers that a request for one of several entities must have.
    HeadersToReadByKey,
    /// Headers that a request must have to create.
    HeadersToInsert,
    /// Headers that a request must have to change.
    HeadersToUpdate,
    /// Headers that a request must have to delete.
    HeadersToDelete,
    /// Headers that a request must have to call an action or function.
    HeadersToCall,
    /// Headers that every request must have.
    HeadersAlways,
    /// Media types, or ranges of them, that a stream or a value can be written in.
    MediaTypes,
    /// System query options, without `$`, that a request cannot give when it creates.
    UnsupportedToInsert,
    /// System query options, without `$`, that a request cannot give when it changes.
    UnsupportedToUpdate,
    /// System query options, without `$`, that cannot be given inside of `$select`.
    UnsupportedInSelect,
}

impl Names {
    /// What the names are spoken of with; nothing if they are spoken of by themselves.
    pub(super) fn doing(self) -> Doings {
        match self {
            Names::NonSortable | Names::AscendingOnly | Names::DescendingOnly => does::SORT,
            Names::NonExpandable => does::EXPAND,
            Names::NonExpandableByKey => does::EXPAND_BY_KEY,
            Names::NonCountable => does::COUNT,
            Names::UnsupportedInSearch => does::SEARCH,
            Names::Functions => does::FUNCTIONS,
            Names::Calls => does::CALL,
            Names::RequiredToRead | Names::HeadersToRead => does::READ,
            Names::RequiredToReadByKey | Names::HeadersToReadByKey => does::READ_BY_KEY,
            Names::RequiredToInsert | Names::HeadersToInsert => does::INSERT,
            Names::RequiredToUpdate | Names::HeadersToUpdate | Names::NonUpdatableLinks => does::PATCH,
            Names::RequiredToDelete | Names::HeadersToDelete | Names::NonDeletableLinks => does::DELETE,
            Names::RequiredToCall | Names::HeadersToCall => does::CALL_FILTERED,
            Names::RequiredAlways | Names::HeadersAlways | Names::MediaTypes => 0,
            Names::UnsupportedToInsert => does::INSERT_OPTIONS,
            Names::UnsupportedToUpdate => does::UPDATE_OPTIONS,
            Names::UnsupportedInSelect => does::SELECT,
            _ => does::FILTER,
        }
    }
}
