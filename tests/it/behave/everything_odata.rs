//! The CSDL torture schema as a service: some operations tell what they were told, all others answer 501.

use wiretype_generated::everything_odata::routes as r;

use super::everything::told;

/// The service.
#[derive(Debug)]
pub(super) struct EverythingOData;

impl r::Items for EverythingOData {
    async fn items_list(&self, request: r::ItemsListRequest) -> r::ItemsListResponse {
        r::ItemsListResponse::Raw(told(&request))
    }

    async fn create(&self, request: r::ItemsCreateRequest) -> r::ItemsCreateResponse {
        r::ItemsCreateResponse::Raw(told(&request))
    }

    async fn update(&self, request: r::ItemsUpdateRequest) -> r::ItemsUpdateResponse {
        r::ItemsUpdateResponse::Raw(told(&request))
    }

    async fn cheapest2(&self, request: r::ItemsCheapest2Request) -> r::ItemsCheapest2Response {
        r::ItemsCheapest2Response::Raw(told(&request))
    }

    async fn paint2(&self, request: r::ItemsPaint2Request) -> r::ItemsPaint2Response {
        r::ItemsPaint2Response::Raw(told(&request))
    }
}

impl r::Parts for EverythingOData {
    async fn get(&self, request: r::ItemsPartsGetRequest) -> r::ItemsPartsGetResponse {
        r::ItemsPartsGetResponse::Raw(told(&request))
    }
}

impl r::Shapes for EverythingOData {
    async fn create(&self, request: r::ShapesCreateRequest) -> r::ShapesCreateResponse {
        r::ShapesCreateResponse::Raw(told(&request))
    }
}

impl r::Sum for EverythingOData {
    async fn call(&self, request: r::SumCallRequest) -> r::SumCallResponse {
        r::SumCallResponse::Raw(told(&request))
    }

    async fn call2(&self, request: r::SumCall2Request) -> r::SumCall2Response {
        r::SumCall2Response::Raw(told(&request))
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
impl r::Documents for EverythingOData {}
impl r::Me for EverythingOData {}
impl r::Nothing for EverythingOData {}
impl r::ShutDownNow for EverythingOData {}
impl r::CheapestOfAll for EverythingOData {}
