//! The CSDL torture schema as a service: some operations tell what they were told, all others answer 501.

use wiretype_generated::everything_odata::routes as r;
use wiretype_runtime::http::Reply;

use super::everything::told;

/// The service.
#[derive(Debug)]
pub(super) struct EverythingOData;

impl r::Items for EverythingOData {
    async fn items_list(&self, request: r::QueryRequest) -> r::ItemCollectionResponse {
        r::ItemCollectionResponse::Raw(told(&request))
    }

    async fn create(&self, request: r::XReasonDryRunItemCreateRequest) -> r::ItemCreatedResponse {
        r::ItemCreatedResponse::Raw(told(&request))
    }

    async fn update(&self, request: r::ItemUpdateRequest) -> r::NoContentResponse {
        r::NoContentResponse::Raw(told(&request))
    }

    async fn cheapest2(&self, request: r::ColorWhenQueryRequest) -> r::ItemResponse {
        r::ItemResponse::Raw(told(&request))
    }

    async fn paint2(&self, request: r::ItemsCheapestPaintBodyRequest) -> r::PartCollectionResponse {
        r::PartCollectionResponse::Raw(told(&request))
    }
}

impl r::Parts for EverythingOData {
    async fn get(&self, request: r::ItemNumberRowQueryRequest) -> r::PartResponse {
        r::PartResponse::Raw(told(&request))
    }
}

impl r::Shapes for EverythingOData {
    async fn create(&self, request: r::ShapesCreateRequest) -> r::ShapesCreatedResponse {
        r::ShapesCreatedResponse::Raw(told(&request))
    }
}

impl r::Sum for EverythingOData {
    async fn call(&self, request: r::AbRequest) -> r::SumCallOkResponse {
        r::SumCallOkResponse::Raw(told(&request))
    }

    async fn call2(&self, request: r::NumbersRequest) -> r::SumCall2OkResponse {
        r::SumCall2OkResponse::Raw(told(&request))
    }
}

impl r::Documents for EverythingOData {
    async fn get(&self, _: r::DocumentQueryRequest) -> r::DocumentResponse {
        r::DocumentResponse::Raw(Reply::text(200, "application/json", r#"{"id":9007199254740993}"#))
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
