//! The system query options of OData requests: as texts, and parsed and checked against the model of the service.

#[cfg(feature = "odata")]
use std::sync::Arc;

use super::call::Call;
#[cfg(feature = "odata")]
use super::check;
#[cfg(feature = "odata")]
use super::table::{Place, Route};
use crate::json::Read;

/// What a request asks of the answer (OData 4.01 Part 1, section 11.2).
///
/// The texts are there if the operation lists the option and the request has it. Where the router knows the model of the service,
/// `parsed` holds all options with the types of their parts, and a query that the model does not allow has been refused.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The whole query, parsed and checked; `None` where the router does not know the model or the query is not checked.
    #[cfg(feature = "odata")]
    pub parsed: Option<Arc<crate::odata::Query>>,
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
            #[cfg(feature = "odata")]
            parsed: self.parsed_query(),
        }
    }

    /// The query by the model of the service; what is wrong with it is remembered, unless the texts are wrong already.
    #[cfg(feature = "odata")]
    fn parsed_query(&mut self) -> Option<Arc<crate::odata::Query>> {
        let query = without_own(self.uri().query().unwrap_or_default(), self.route());
        let resource = self.resource()?;
        match crate::odata::Query::parse_without_own(resource.model, resource, &query) {
            Ok(query) => Some(Arc::new(query)),
            Err(errors) => {
                let known = self.problems.len();
                for problem in check::query_problems(errors) {
                    let is_known = self.problems.iter().take(known).any(|known| known.spot.is_of(&problem.spot));
                    self.problems.extend((!is_known).then_some(problem));
                }
                None
            }
        }
    }

    /// What the URL addresses. A path that is listed, but not by the model of the service, says nothing about what can be asked.
    #[cfg(feature = "odata")]
    pub(super) fn resource(&self) -> Option<&crate::odata::Resource> {
        use crate::odata::{Options, resolve_with};
        let resolved = self.resource.get_or_init(|| {
            let route = self.route();
            let options = Options { ignore_case: route.ignore_case, compose_all: true, ..Options::default() };
            let url = self.uri().path_and_query().map_or_else(|| self.uri().path().to_owned(), ToString::to_string);
            resolve_with(self.watch.model?, &url, Some(route.method), &options).ok().map(Box::new)
        });
        resolved.as_deref()
    }

    fn named<T: Read>(&mut self, name: &str) -> Option<T> {
        let index = self.route().params.iter().position(|param| param.name == name)?;
        self.optional(index)
    }
}

/// A query without what the operation declares by a name that is no system query option: without `$`, it could be taken for one. What is
/// left stays where it is.
#[cfg(feature = "odata")]
fn without_own(query: &str, route: &Route) -> String {
    let is_own = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        let declared = route.params.iter().any(|param| param.place == Place::Query && param.name == name);
        declared && !name.starts_with(['$', '@'])
    };
    let pairs = query.split('&').map(|pair| if is_own(&pair) { "&".repeat(pair.len()) } else { pair.to_owned() });
    pairs.collect::<Vec<_>>().join("&")
}
