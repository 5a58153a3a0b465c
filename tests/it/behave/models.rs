//! Generated models by themselves: built in code, checked, written and read, by serde and behind axum's own doors.

use axum::Json;
use axum::routing::post;
use serde_json::json;
use wiretype_generated::containerservice::models as arm;
use wiretype_generated::everything::models as everything;
use wiretype_generated::everything_odata::models as odata;
use wiretype_generated::graph::models as graph;
use wiretype_runtime::validate::{Options, check_bytes};
use wiretype_runtime::{Maybe, Model};

use super::client::Request;
use super::server;

fn link() -> graph::PrivateEndpointConnection {
    graph::PrivateEndpointConnection {
        id: Some("5543b42f".to_owned()),
        external_private_endpoint_id: Some("endpoint".to_owned()),
        private_link_ids: Some(vec![1, 2]),
        ..Default::default()
    }
}

#[test]
fn built_in_code() {
    let link = link();
    link.check().unwrap();
    assert_eq!(link.to_json(), r#"{"id":"5543b42f","externalPrivateEndpointId":"endpoint","privateLinkIds":[1,2]}"#);
    assert_eq!(serde_json::to_string(&link).unwrap(), link.to_json());
    assert_eq!(serde_json::from_str::<graph::PrivateEndpointConnection>(&link.to_json()).unwrap(), link);
    assert_eq!(serde_json::to_value(&link).unwrap()["privateLinkIds"], json!([1, 2]));
}

#[test]
fn what_is_wrong_with_a_model() {
    let connection = arm::PrivateEndpointConnection { id: Some("no id".to_owned()), ..Default::default() };
    let list =
        arm::PrivateEndpointConnectionListResult { value: Some(vec![arm::PrivateEndpointConnection::default(), connection]) };
    let report = list.check().unwrap_err();
    let told: Vec<(&str, &str)> = report.iter().map(|violation| (violation.pointer.as_str(), violation.rule.as_str())).collect();
    assert_eq!(told, [("/value/1/id", "format")]);
}

#[test]
fn secrets_are_not_shown() {
    let body = br#"{"id":"7f1c6a52-0f0e-4a58-9d0b-3f2f6b6f0c11","name":"red","secret":471100}"#;
    let report = everything::WidgetInput::from_json(body).unwrap_err();
    let found = report.iter().find(|violation| violation.pointer == "/secret").unwrap();
    assert_eq!((found.found.as_deref(), found.message.as_str()), (None, "must be a string"));
    for text in [report.to_string(), report.to_value().to_string(), serde_json::to_string(&report).unwrap()] {
        assert!(!text.contains("4711"), "{text}");
    }
}

/// Of members of one name the last counts, also of those that tell types apart.
#[test]
fn the_last_tag_counts() {
    let shape = |text: &str| {
        let typed = everything::Shape::from_json(text.as_bytes());
        let table = check_bytes(text.as_bytes(), everything::Shape::SCHEMA, everything::Shape::VIEWS, &Options::default());
        assert_eq!(typed.is_ok(), !table.has_errors(), "{text}: {table}");
        typed.map(|shape| shape.to_json()).ok()
    };
    let square = Some(r#"{"shape":"square","side":1.0}"#);
    assert_eq!(shape(r#"{"shape":"circle","side":1,"shape":"square"}"#).as_deref(), square);
    assert_eq!(shape(r#"{"shape":"circle","side":1,"\u0073hape":"square"}"#).as_deref(), square);
    assert_eq!(shape(r#"{"shape":"circle","radius":1,"side":1,"shape":"square"}"#).as_deref(), square);
    assert_eq!(shape(r#"{"shape":"circle","radius":1,"shape":"square"}"#), None);
    assert_eq!(shape(r#"{"shape":"circle","radius":1,"shape":1}"#), None);
    let nested = format!("{}{{}}{}", r#"{"shape":"circle","x":"#.repeat(60), r#","shape":"square","side":1}"#.repeat(60));
    assert_eq!(shape(&nested).as_deref(), square, "in time that does not double with every level");
}

/// The alternative that is read is the one that the value follows, also where another one could hold it.
#[test]
fn alternatives_told_apart_by_rules() {
    use everything::{OneOfByFlag, OneOfByRange};
    let flag = |text: &str| OneOfByFlag::from_json(text.as_bytes()).unwrap();
    assert!(matches!(flag(r#"{"ok":true}"#), OneOfByFlag::Variant1(_)));
    assert!(matches!(flag(r#"{"ok":false}"#), OneOfByFlag::Variant2(_)));
    assert!(matches!(flag(r#"{"ok":false,"value":"v"}"#), OneOfByFlag::Variant2(_)));
    assert!(matches!(flag(r#"{"ok":true,"error":"e"}"#), OneOfByFlag::Variant1(_)));
    let range =
        |text: &str| OneOfByRange::from_json(text.as_bytes()).map(|value| value.to_json()).map_err(|report| report.to_string());
    assert_eq!(range(r#"{"n":10,"low":"l","high":"h"}"#).as_deref(), Ok(r#"{"n":10,"high":"h"}"#));
    assert_eq!(range(r#"{"n":9,"low":"l","high":"h"}"#).as_deref(), Ok(r#"{"n":9,"low":"l"}"#));
    assert!(range(r#"{"n":1,"low":0}"#).is_err());
}

/// Limits are asked of the number in the text, whatever a float makes of it.
#[test]
fn limits_of_floats() {
    let is_valid = |text: &str| {
        let typed = everything::Numbers::from_json(text.as_bytes()).is_ok();
        let table = check_bytes(text.as_bytes(), everything::Numbers::SCHEMA, everything::Numbers::VIEWS, &Options::default());
        assert_eq!(typed, !table.has_errors(), "{text}: {table}");
        typed
    };
    assert!(is_valid(r#"{"inclusive":1500}"#) && is_valid(r#"{"inclusive":-1.5}"#));
    assert!(is_valid(r#"{"inclusive":0.30000000000000004}"#));
    assert!(!is_valid(r#"{"inclusive":1500.00000000000000001}"#));
    assert!(!is_valid(r#"{"inclusive":-1.50000000000000000001}"#));
}

#[test]
fn open_enumerations_keep_what_they_do_not_know() {
    let text = r#"{"status":"Withdrawn"}"#;
    let state = arm::PrivateLinkServiceConnectionState::from_json(text.as_bytes()).unwrap();
    assert_eq!(state.status, Some(arm::ConnectionStatus::Other("Withdrawn".to_owned())));
    assert_eq!(state.to_json(), text);
}

#[test]
fn closed_enumerations_do_not() {
    assert!(graph::ConnectorStatus::from_json(br#""inactive""#).is_ok());
    let report = graph::ConnectorStatus::from_json(br#""asleep""#).unwrap_err();
    assert_eq!(report.iter().map(|violation| violation.rule.as_str()).collect::<Vec<_>>(), ["enum"]);
}

#[test]
fn absent_null_and_value() {
    let cases = [("{}", Maybe::Absent), (r#"{"name":null}"#, Maybe::Null), (r#"{"name":"a"}"#, Maybe::Value("a".to_owned()))];
    for (text, name) in cases {
        let input = graph::ExternalConnectionInput::from_json(text.as_bytes()).unwrap();
        assert_eq!((&input.name, input.to_json().as_str()), (&name, text));
    }
}

/// Every accepted spelling of a type's name is kept as it came.
#[test]
fn spellings_of_a_type() {
    let spellings = [
        ("#microsoft.graph.privateEndpointConnection", true),
        ("microsoft.graph.privateEndpointConnection", true),
        ("#Microsoft.DirectoryServices.privateEndpointConnection", true),
        ("Microsoft.DirectoryServices.privateEndpointConnection", true),
        ("https://graph.microsoft.com/beta/$metadata#microsoft.graph.privateEndpointConnection", true),
        ("#Microsoft.Graph.PrivateEndpointConnection", true),
        ("#microsoft.graph.connector", false),
        ("String", false),
        ("", false),
    ];
    for (spelling, accepted) in spellings {
        let text = json!({ "@odata.type": spelling, "id": "a" }).to_string();
        let read = graph::PrivateEndpointConnection::from_json(text.as_bytes());
        assert_eq!(read.is_ok(), accepted, "{spelling}: {read:?}");
        if let Ok(link) = read {
            assert_eq!(serde_json::to_value(&link).unwrap(), serde_json::from_str::<serde_json::Value>(&text).unwrap());
        }
        let as_base = graph::Entity::from_json(text.as_bytes());
        assert_eq!(matches!(as_base, Ok(graph::Entity::PrivateEndpointConnection(_))), accepted, "{spelling}: {as_base:?}");
    }
}

#[test]
fn a_wrong_type_is_told_the_right_one() {
    let report = graph::PrivateEndpointConnection::from_json(br##"{"@odata.type":"#microsoft.graph.connector"}"##).unwrap_err();
    let text = report.to_string();
    assert!(text.contains("must name the type `#microsoft.graph.privateEndpointConnection`"), "{text}");
}

/// Members of a flags enumeration are told apart, in any order and with spaces between.
#[test]
fn flags_are_sets() {
    let rights = odata::Rights::from_json(br#""write, read""#).unwrap();
    assert_eq!(rights, odata::Rights(vec![odata::RightsFlag::Write, odata::RightsFlag::Read]));
    assert!(rights.contains(&odata::RightsFlag::Read) && !rights.contains(&odata::RightsFlag::All));
    assert_eq!(rights.to_json(), r#""write,read""#);
    for wrong in [r#""read,sleep""#, r#""read;write""#, r#""""#, "3"] {
        assert!(odata::Rights::from_json(wrong.as_bytes()).is_err(), "{wrong}");
    }
}

#[test]
fn places_hold_some_derived_types_only() {
    let place = |ty: &str| format!(r##"{{"items":["a"],"onlyStreet":{{"@odata.type":"#Everything.Model.{ty}","city":"c"}}}}"##);
    let street = odata::Rules::from_json(place("StreetAddress").as_bytes()).unwrap();
    assert!(matches!(street.only_street, Maybe::Value(odata::Address::StreetAddress(_))), "{street:?}");
    let report = odata::Rules::from_json(place("BoxAddress").as_bytes()).unwrap_err().to_string();
    assert!(report.contains("/onlyStreet/@odata.type") && report.contains("`#Everything.Model.StreetAddress`"), "{report}");
}

#[test]
fn open_types_hold_some_types_only() {
    let accepted = [r#"{"declared":"a","text":"b","numbers":[1,2],"nothing":null}"#, r#"{"z":"1","a":"2"}"#];
    for text in accepted {
        let open = odata::Open::from_json(text.as_bytes()).unwrap_or_else(|report| panic!("{text}: {report}"));
        assert_eq!(open.to_json(), text, "dynamic properties keep their order");
    }
    for text in [r#"{"number":1}"#, r#"{"texts":["a"]}"#, r#"{"object":{}}"#] {
        assert!(odata::Open::from_json(text.as_bytes()).is_err(), "{text}");
    }
}

/// A value that stands for its base type says which type it is, or nobody could read it.
#[test]
fn variants_are_written_with_their_tag() {
    let entity = graph::Entity::PrivateEndpointConnection(link());
    let text = entity.to_json();
    assert!(text.contains(r##""@odata.type":"#microsoft.graph.privateEndpointConnection""##), "{text}");
    assert!(matches!(graph::Entity::from_json(text.as_bytes()), Ok(graph::Entity::PrivateEndpointConnection(_))));
}

/// Also where the type has derived types of its own.
#[test]
fn values_of_a_base_that_is_derived() {
    let special = odata::SpecialItem::Base(odata::SpecialItemBase { special: Maybe::Value(true), ..Default::default() });
    assert_eq!(special.to_json(), r#"{"special":true}"#);
    let item = odata::Item::SpecialItem(special);
    assert_eq!(item.to_json(), r##"{"@odata.type":"#Everything.Model.SpecialItem","special":true}"##);
    item.check().unwrap();
    assert!(matches!(odata::Item::from_json(item.to_json().as_bytes()), Ok(odata::Item::SpecialItem(_))));
}

#[test]
fn limits_of_dates() {
    let read = |day: &str| odata::Rules::from_json(format!(r#"{{"dates": "{day}"}}"#).as_bytes());
    assert!(read("2000-01-01").is_ok() && read("2099-12-31").is_ok());
    let report = read("1999-12-31").unwrap_err().to_string();
    assert!(report.contains("must be at least 2000-01-01"), "{report}");
    assert!(read("2100-01-01").is_err());
    let built = odata::Rules { dates: Maybe::Value("1999-12-31".parse().unwrap()), ..read("2000-01-01").unwrap() };
    assert!(built.check().is_err());
}

fn nested(depth: usize) -> arm::ErrorDetail {
    let details = (depth > 0).then(|| vec![nested(depth - 1), arm::ErrorDetail::default()]);
    arm::ErrorDetail { code: Some(format!("Level{depth}")), details, ..Default::default() }
}

#[test]
fn errors_within_errors() {
    let response = arm::ErrorResponse { error: Some(nested(50)) };
    response.check().unwrap();
    assert_eq!(arm::ErrorResponse::from_json(response.to_json().as_bytes()).unwrap(), response);
    let mut tree = &serde_json::to_value(&response).unwrap()["error"];
    for depth in (0..=50).rev() {
        assert_eq!(tree["code"], format!("Level{depth}"));
        tree = &tree["details"][0];
    }
    let too_deep = arm::ErrorResponse { error: Some(nested(100)) };
    assert!(arm::ErrorResponse::from_json(too_deep.to_json().as_bytes()).is_err());
}

/// `axum::Json` reads and writes a model like any other type.
#[test]
fn behind_axum() {
    async fn echo(Json(mut link): Json<graph::PrivateEndpointConnection>) -> Json<graph::PrivateEndpointConnection> {
        link.private_link_ids = Some(vec![3]);
        Json(link)
    }
    let address = server::serve(axum::Router::new().route("/echo", post(echo)));
    let answer = Request::new("POST", "/echo", &link().to_json()).send(address);
    assert_eq!((answer.status, answer.header("content-type").as_deref()), (200, Some("application/json")));
    assert_eq!(answer.json(), json!({ "id": "5543b42f", "externalPrivateEndpointId": "endpoint", "privateLinkIds": [3] }));
    let refused = Request::new("POST", "/echo", r#"{"privateLinkIds": ["Integer"]}"#).send(address);
    assert_eq!(refused.status, 422, "{}", refused.show());
}
