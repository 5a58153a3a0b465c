//! The system query options of OData requests, as texts; `None` and empty where a request or an operation has none.

use super::call::Call;
use crate::json::Read;

/// What a request asks of the answer (OData 4.01 Part 1, section 11.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryOptions {
    /// `$select`: the properties to return.
    pub select: Option<Vec<String>>,
    /// `$expand`: the related entities to return.
    pub expand: Option<Vec<String>>,
    /// `$filter`: the condition that items must meet.
    pub filter: Option<String>,
    /// `$search`: the text to search for.
    pub search: Option<String>,
    /// `$orderby`: the properties to sort by.
    pub orderby: Option<String>,
    /// `$top`: how many items to return at most.
    pub top: Option<u64>,
    /// `$skip`: how many items to leave out at the start.
    pub skip: Option<u64>,
    /// `$count`: whether to count the items.
    pub count: Option<bool>,
}

impl Call {
    /// The system query options that the route has.
    pub fn query_options(&mut self) -> QueryOptions {
        QueryOptions {
            select: self.named("$select"),
            expand: self.named("$expand"),
            filter: self.named("$filter"),
            search: self.named("$search"),
            orderby: self.named("$orderby"),
            top: self.named("$top"),
            skip: self.named("$skip"),
            count: self.named("$count"),
        }
    }

    fn named<T: Read>(&mut self, name: &str) -> Option<T> {
        let index = self.route().params.iter().position(|param| param.name == name)?;
        self.optional(index)
    }
}
