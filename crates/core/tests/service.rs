//! The service of the examples over loopback, as a form would use it.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "../examples/service.rs"]
mod service;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};

use leadership_advisor::Rulebook;
use leadership_advisor::record::{Catalogue, Recommendation};
use serde_json::{Value, json};

fn listening() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || service::serve(&listener, &Rulebook::builtin()));
    address
}

/// Sends these bytes and gives back the status and the body.
fn send(to: SocketAddr, request: &[u8]) -> (u16, Value) {
    let mut stream = TcpStream::connect(to).expect("it listens");
    stream.write_all(request).expect("it reads");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("it replies");
    let (head, body) = reply.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, serde_json::from_str(body).expect("JSON"))
}

fn post(to: SocketAddr, path: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let head = format!("POST {path} HTTP/1.1\r\nHost: loopback\r\nContent-Length: {}\r\n\r\n", body.len());
    send(to, (head + &body).as_bytes())
}

#[test]
fn a_form_goes_from_the_catalogue_to_a_recommendation() {
    let service = listening();
    let (status, catalogue) = send(service, b"GET /catalogue HTTP/1.1\r\n\r\n");
    assert_eq!(status, 200);
    let catalogue: Catalogue = serde_json::from_value(catalogue).expect("a record");

    let (_, mut now) = post(service, "/start", &json!({}));
    let mut answers = serde_json::Map::new();
    for _ in 0..4 {
        let id = now["question"].as_str().expect("a question").to_owned();
        let question = catalogue.questions.iter().find(|question| question.id == id).expect("it is in the catalogue");
        let question = serde_json::to_value(question).expect("JSON");
        let first = question["answers"][0]["id"].clone();
        let answer = match question["type"].as_str() {
            Some("choice") => first,
            Some("many") => json!([first]),
            Some("yes_no") => json!(true),
            _ => Value::Null,
        };
        let sent = json!({"state": now["state"], "question": id, "answer": answer});
        let (status, next) = post(service, "/answer", &sent);
        assert_eq!(status, 200, "{next}");
        assert_ne!(next["question"], now["question"]);
        // A double click: the state has gone on, so the same answer is refused, and says which question is asked.
        let again = json!({"state": next["state"], "question": id, "answer": answer});
        let (status, refusal) = post(service, "/answer", &again);
        assert_eq!((status, &refusal["errors"][0]["code"]), (422, &json!("not-asked")));
        assert_eq!(refusal["errors"][0]["near"], next["question"]);
        answers.insert(id, answer);
        now = next;
    }

    let (status, record) = post(service, "/recommendation", &json!({"company": "Acme", "answers": answers}));
    assert_eq!(status, 200, "{record}");
    let record: Recommendation = serde_json::from_value(record).expect("a record");
    assert_eq!(record.company.as_deref(), Some("Acme"));
    assert!(record.decisions.iter().all(|decision| decision.analysis.is_some()));
}

#[test]
fn what_is_wrong_with_a_request_is_said_in_json() {
    let service = listening();
    let answers = json!({"stgae": "scaling", "stage": "scalling", "hurts": "apart", "money": null});
    let (status, refusal) = post(service, "/recommendation", &json!({"answers": answers}));
    let codes: Vec<&Value> = refusal["errors"].as_array().expect("errors").iter().map(|error| &error["code"]).collect();
    assert_eq!(
        (status, codes),
        (422, vec![&json!("wrong-type"), &json!("unknown-answer"), &json!("unknown-question")])
    );
    for (request, status, code) in [
        (b"GET /nothing HTTP/1.1\r\n\r\n".as_slice(), 404, "unknown-path"),
        (b"GET /answer HTTP/1.1\r\n\r\n", 405, "wrong-method"),
        (b"POST /answer HTTP/1.1\r\nContent-Length: 1\r\n\r\n{", 400, "broken-body"),
        (b"POST /answer HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 413, "too-large"),
        (b"\r\n", 400, "broken-request"),
    ] {
        let (found, refusal) = send(service, request);
        assert_eq!((found, &refusal["errors"][0]["code"]), (status, &json!(code)));
    }
}
