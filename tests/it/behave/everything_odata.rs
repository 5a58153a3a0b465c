//! The CSDL torture schema as a service: some operations tell what they were told, all others answer 501.

use wiretype_generated::everything_odata::{models, routes as r};
use wiretype_runtime::http;

use super::everything::told;

/// The service.
#[derive(Debug)]
pub(super) struct EverythingOData;

impl r::Items for EverythingOData {
    async fn items_list(&self, request: http::Request<r::XTraceTenantParams>) -> r::OkResponse<models::ItemCollection> {
        r::OkResponse::Raw(told(&request))
    }

    async fn create(
        &self,
        request: http::Request<r::XReasonXTraceDryRunTenantParams, models::ItemCreate>,
    ) -> r::CreatedOrConflictResponse<models::Item> {
        r::CreatedOrConflictResponse::Raw(told(&request))
    }

    async fn update(
        &self,
        request: http::Request<r::ItemXTraceTenantParams, models::ItemUpdate>,
    ) -> r::NoContentOrItemCreatedResponse {
        r::NoContentOrItemCreatedResponse::Raw(told(&request))
    }

    async fn cheapest2(&self, request: http::Request<r::ColorWhenXTraceTenantParams>) -> r::OkResponse<models::Item> {
        r::OkResponse::Raw(told(&request))
    }

    async fn paint2(
        &self,
        request: http::Request<r::ItemXTraceTenantParams, models::ItemsCheapestPaintBody>,
    ) -> r::OkResponse<models::PartCollection> {
        r::OkResponse::Raw(told(&request))
    }
}

impl r::Parts for EverythingOData {
    async fn get(&self, request: http::Request<r::ItemNumberRowXTraceTenantParams>) -> r::OkResponse<models::Part> {
        r::OkResponse::Raw(told(&request))
    }
}

impl r::Shapes for EverythingOData {
    async fn create(
        &self,
        request: http::Request<r::XTraceTenantParams, models::ShapesCreate>,
    ) -> r::CreatedResponse<models::Shapes> {
        r::CreatedResponse::Raw(told(&request))
    }
}

impl r::Sum for EverythingOData {
    async fn call(&self, request: http::Request<r::AbxTraceTenantParams>) -> r::OkResponse<models::SumCallOk> {
        r::OkResponse::Raw(told(&request))
    }

    async fn call2(&self, request: http::Request<r::NumbersXTraceTenantParams>) -> r::OkResponse<models::SumCall2Ok> {
        r::OkResponse::Raw(told(&request))
    }
}

impl r::Documents for EverythingOData {
    async fn get(&self, _: http::Request<r::DocumentXTraceTenantParams>) -> r::OkResponse<models::Document> {
        r::OkResponse::Raw(http::Reply::text(200, "application/json", r#"{"id":9007199254740993}"#))
    }
}

impl r::Inherited for EverythingOData {}
impl r::Back for EverythingOData {}
impl r::Category for EverythingOData {}
impl r::Detail for EverythingOData {}
impl r::Screws for EverythingOData {}
impl r::People for EverythingOData {}
impl r::Friends for EverythingOData {}
impl r::Categories for EverythingOData {}
impl r::Below for EverythingOData {}
impl r::Me for EverythingOData {}
impl r::Nothing for EverythingOData {}
impl r::ShutDownNow for EverythingOData {}
impl r::CheapestOfAll for EverythingOData {}
