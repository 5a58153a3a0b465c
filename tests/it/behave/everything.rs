//! The torture schema as a service: operations with parameters tell what they were told, the others answer as declared, or 501.

use std::fmt::Debug;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use wiretype_generated::everything::models::{NamedEventsOk, NamedEventsOkEvent, Problem, Rgb, Widget};
use wiretype_generated::everything::routes as r;
use wiretype_runtime::http::{Event, Events, MultipartPart, Reply, StatusCode};
use wiretype_runtime::text::Uuid;

/// The service.
#[derive(Debug)]
pub(super) struct Everything;

/// The request as Rust shows it.
pub(super) fn told(request: &impl Debug) -> Reply {
    Reply::text(200, "text/plain", format!("{request:#?}"))
}

fn rgb() -> Rgb {
    Rgb { r: Some(1), g: None, b: Some(3) }
}

impl r::Parameters for Everything {
    async fn path_styles(&self, request: r::PathStylesRequest) -> r::PathStylesResponse {
        r::PathStylesResponse::Raw(told(&request))
    }

    async fn query_styles(&self, request: r::QueryStylesRequest) -> r::QueryStylesResponse {
        r::QueryStylesResponse::Raw(told(&request))
    }

    async fn header_and_cookie_styles(&self, request: r::HeaderAndCookieStylesRequest) -> r::HeaderAndCookieStylesResponse {
        r::HeaderAndCookieStylesResponse::Raw(told(&request))
    }

    async fn same_name_in_several_places(&self, request: r::SameNameInSeveralPlacesRequest) -> r::SameNameInSeveralPlacesResponse {
        r::SameNameInSeveralPlacesResponse::Raw(told(&request))
    }
}

impl r::Bodies for Everything {
    async fn json_body(&self, request: r::JsonBodyRequest) -> r::JsonBodyResponse {
        let body = request.body;
        r::JsonBodyResponse::Ok(Widget {
            id: Uuid::nil(),
            name: body.name,
            size: body.size,
            note: body.note,
            old: body.old,
            parts: None,
        })
    }

    async fn merge_patch_body(&self, request: r::MergePatchBodyRequest) -> r::MergePatchBodyResponse {
        r::MergePatchBodyResponse::Raw(told(&request))
    }

    async fn form_body(&self, request: r::FormBodyRequest) -> r::FormBodyResponse {
        r::FormBodyResponse::Raw(told(&request))
    }

    async fn multipart_body(&self, request: r::MultipartBodyRequest) -> r::MultipartBodyResponse {
        r::MultipartBodyResponse::Raw(told(&request))
    }

    async fn typed_parts(&self, request: r::TypedPartsRequest) -> r::TypedPartsResponse {
        r::TypedPartsResponse::Raw(told(&request))
    }

    async fn parts_of_any_name(&self, request: r::PartsOfAnyNameRequest) -> r::PartsOfAnyNameResponse {
        r::PartsOfAnyNameResponse::Raw(told(&request))
    }

    async fn parts_without_files(&self, request: r::PartsWithoutFilesRequest) -> r::PartsWithoutFilesResponse {
        r::PartsWithoutFilesResponse::Raw(told(&request))
    }

    async fn parts_by_position(&self, request: r::PartsByPositionRequest) -> r::PartsByPositionResponse {
        r::PartsByPositionResponse::Raw(told(&request))
    }

    async fn parts_one_after_the_other(&self, request: r::PartsOneAfterTheOtherRequest) -> r::PartsOneAfterTheOtherResponse {
        r::PartsOneAfterTheOtherResponse::Ok(request.body.unwrap_or_default())
    }

    async fn parts_by_encoding(&self, request: r::PartsByEncodingRequest) -> r::PartsByEncodingResponse {
        r::PartsByEncodingResponse::Raw(told(&request))
    }

    async fn answer_in_parts(&self, _: r::AnswerInPartsRequest) -> r::AnswerInPartsResponse {
        let file = MultipartPart::new("image/png", b"\x89PNG".as_slice()).named("file").with_filename("a \"b\".png");
        r::AnswerInPartsResponse::Ok([MultipartPart::of_json(&rgb()).named("color"), file].into_iter().collect())
    }

    async fn other_bodies(&self, request: r::OtherBodiesRequest) -> r::OtherBodiesResponse {
        r::OtherBodiesResponse::Ok(request.body)
    }

    async fn json_lines(&self, request: r::JsonLinesRequest) -> r::JsonLinesResponse {
        let Some(lines) = request.body else { return r::JsonLinesResponse::Raw(Reply::empty(204)) };
        r::JsonLinesResponse::Ok(lines.into())
    }

    async fn json_sequence(&self, request: r::JsonSequenceRequest) -> r::JsonSequenceResponse {
        r::JsonSequenceResponse::Ok(request.body.into())
    }

    async fn event_stream(&self, _: r::EventStreamRequest) -> r::EventStreamResponse {
        let named = Event { event: Some("last\nword".to_owned()), retry: Some(Duration::from_secs(3)), ..Event::new(rgb()) };
        r::EventStreamResponse::Ok(vec![Event::new(rgb()), named].into())
    }

    async fn named_events(&self, _: r::NamedEventsRequest) -> r::NamedEventsResponse {
        let event =
            |id: &str| NamedEventsOk { event: NamedEventsOkEvent::Tock, id: Some(id.to_owned()), retry: None, data: Some(rgb()) };
        // Whatever is there is sent before the next one is asked for.
        let events = stream::iter([event("1"), event("two"), event("3")]).then(|event| async {
            tokio::task::yield_now().await;
            event
        });
        r::NamedEventsResponse::Ok(Events::new(events))
    }

    async fn several_media_types(&self, request: r::SeveralMediaTypesRequest) -> r::SeveralMediaTypesResponse {
        r::SeveralMediaTypesResponse::Raw(told(&request))
    }

    async fn body_of_any_json(&self, request: r::BodyOfAnyJsonRequest) -> r::BodyOfAnyJsonResponse {
        r::BodyOfAnyJsonResponse::Ok(request.body)
    }
}

impl r::Responses for Everything {
    async fn statuses(&self, _: r::StatusesRequest) -> r::StatusesResponse {
        let problem = Problem { title: Some("No coffee".to_owned()), status: Some(418), ..Default::default() };
        r::StatusesResponse::ClientError(StatusCode::IM_A_TEAPOT, problem)
    }

    async fn headers(&self, _: r::HeadersRequest) -> r::HeadersResponse {
        r::HeadersResponse::Ok {
            e_tag: Some("\"1\"".to_owned()),
            x_required: 7,
            x_list: Some(vec!["a".to_owned(), "b".to_owned()]),
            x_object: Some(rgb()),
            x_json: Some(rgb()),
            x_old: Some("line\r\nSet-Cookie: no".to_owned()),
            last_modified: "Sun, 06 Nov 1994 08:49:37 GMT".parse().ok(),
            x_meta: None,
        }
    }
}

impl r::Security for Everything {}

impl r::Paths for Everything {
    async fn two_parameters_in_a_segment(&self, request: r::TwoParametersInASegmentRequest) -> r::TwoParametersInASegmentResponse {
        r::TwoParametersInASegmentResponse::Raw(told(&request))
    }

    async fn verb_after_a_colon(&self, request: r::VerbAfterAColonRequest) -> r::VerbAfterAColonResponse {
        r::VerbAfterAColonResponse::Raw(told(&request))
    }

    async fn key_in_parentheses(&self, request: r::KeyInParenthesesRequest) -> r::KeyInParenthesesResponse {
        r::KeyInParenthesesResponse::Raw(told(&request))
    }
}

impl r::Methods for Everything {}
impl r::Methods2 for Everything {}

impl r::Type for Everything {
    async fn parameter_names(&self, request: r::ParameterNamesRequest) -> r::ParameterNamesResponse {
        r::ParameterNamesResponse::Raw(told(&request))
    }
}

impl r::References for Everything {}
