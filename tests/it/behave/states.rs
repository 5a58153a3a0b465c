//! What a handler is told of a member: absent, null or a value, seen from a client.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::client::Request;
use super::server;

fn update(address: SocketAddr, body: &str) -> Value {
    let answer = Request::new("PATCH", "/beta/connections/e625035b-035b-e625-5b03-25e65b0325e6", body).send(address);
    assert_eq!(answer.status, 200, "{}", answer.show());
    answer.json()
}

#[test]
fn three_states_of_a_member() {
    let address = server::start();
    let steps = [
        ("{}", json!({ "name": "Before" })),
        (r#"{"description": "d"}"#, json!({ "name": "Before", "description": "d" })),
        (r#"{"name": null}"#, json!({ "name": null, "description": "d" })),
        (r#"{"configuration": {"a": [1.5]}}"#, json!({ "name": null, "description": "d", "configuration": { "a": [1.5] } })),
        (r#"{"name": "After", "configuration": null}"#, json!({ "name": "After", "description": "d", "configuration": null })),
    ];
    for (body, mut expected) in steps {
        expected["@odata.type"] = json!("#microsoft.graph.externalConnection");
        expected["id"] = json!("e625035b-035b-e625-5b03-25e65b0325e6");
        assert_eq!(update(address, body), expected, "{body}");
    }
}

/// One server, many clients at once: each gets its own answer.
#[test]
fn clients_at_the_same_time() {
    let address = server::start();
    let clients: Vec<_> = (0..16)
        .map(|client| {
            std::thread::spawn(move || {
                let body = json!({ "externalPrivateEndpointId": format!("endpoint-{client}"), "privateLinkIds": [client] });
                let answer =
                    Request::new("POST", "/beta/privateLinkPolicy/privateEndpointConnections", &body.to_string()).send(address);
                (body, answer.json())
            })
        })
        .collect();
    for client in clients {
        let (sent, received) = client.join().unwrap();
        assert_eq!(received["externalPrivateEndpointId"], sent["externalPrivateEndpointId"]);
        assert_eq!(received["privateLinkIds"], sent["privateLinkIds"]);
    }
}
