//! Requests and replies, natively: what a page sends, what it should not, and what it is told.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use leadership_advisor::{Answers, Budget, Interview, Rulebook};
use leadership_advisor_report::{recommendation_html, recommendation_json};
use leadership_advisor_web::{Session, reply};
use serde_json::{Value, json};

const LUNCH: &str = "
rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
questions:
  - {id: hunger, ask: How hungry are you?, type: choice, answers: {some: Some, huge: Huge}}
  - {id: guests, ask: How many guests?, type: number, min: 0, max: 50}
  - {id: vegan, ask: Is one of them vegan?, type: yes_no, ask_if: {guests: {at_least: 1}}}
decisions:
  - id: meal
    title: What to eat?
    choose: one
    main: true
    options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    rules:
      - {id: fill, if: {hunger: huge}, points: {stew: 2}, because: Stew fills you.}
      - {id: light, if: {hunger: some}, points: {soup: 1}, because: Soup is light.}
      - {id: crowd, if: {guests: {at_least: 5}}, points: {stew: 2}, because: Stew feeds many.}
      - {id: plants, if: {vegan: true}, points: {soup: 3}, because: Soup has no meat.}
";

fn lunch() -> Session {
    let mut session = Session::default();
    let open = json!({"do": "open", "layers": [[{"path": "lunch.yaml", "text": LUNCH}]]});
    let opened = ask(&mut session, &open);
    assert_eq!(opened["ok"]["title"], "Lunch");
    session
}

fn ask(session: &mut Session, request: &Value) -> Value {
    serde_json::from_str(&reply(session, &request.to_string())).expect("a reply is JSON")
}

fn code(session: &mut Session, request: &Value) -> String {
    ask(session, request)["error"]["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_interview_goes_forth_and_back() {
    let mut session = lunch();
    let begun = ask(&mut session, &json!({"do": "interview"}));
    assert_eq!((&begun["ok"]["question"], &begun["ok"]["at"]), (&json!("hunger"), &json!(1)));
    assert!(begun["ok"]["why"]["effects"][0]["can"][0].as_str().is_some_and(|can| can.contains("+")), "{begun}");
    let act = |session: &mut Session, said: &Value, action: Value| {
        ask(session, &json!({"do": "interview", "state": said["ok"]["state"], "action": action}))
    };
    let answer = |question: &str, answer: Value| json!({"kind": "answer", "question": question, "answer": answer});
    let said = act(&mut session, &begun, answer("hunger", json!("some")));
    assert_eq!(said["ok"]["question"], "guests");
    // As a person writes it, and what cannot be one.
    let said = act(&mut session, &said, answer("guests", json!("1,0 persons")));
    assert_eq!((&said["error"]["code"], &said["error"]["question"]), (&json!("unclear-number"), &json!("guests")));
    let again = act(&mut session, &begun, answer("hunger", json!("some")));
    let many = act(&mut session, &again, answer("guests", json!("70")));
    assert_eq!(many["error"]["code"], "out-of-range");
    let said = act(&mut session, &again, answer("guests", json!(" 6 ")));
    assert_eq!((&said["ok"]["question"], &said["ok"]["answers"]["guests"]), (&json!("vegan"), &json!(6)));
    // A second click on the question before does nothing.
    assert_eq!(act(&mut session, &said, answer("guests", json!(4)))["error"]["code"], "not-asked");
    let back = act(&mut session, &said, json!({"kind": "back", "question": "vegan"}));
    assert_eq!((&back["ok"]["question"], &back["ok"]["at"]), (&json!("guests"), &json!(2)));
    let first = act(&mut session, &back, json!({"kind": "revisit", "question": "hunger"}));
    assert_eq!(first["ok"]["question"], "hunger");
    let kept = act(&mut session, &first, json!({"kind": "keep", "question": "hunger"}));
    let done = act(&mut session, &kept, json!({"kind": "skip", "question": kept["ok"]["question"]}));
    assert_eq!((&done["ok"]["question"], &done["ok"]["past"][2]["words"]), (&Value::Null, &Value::Null));
    assert_eq!(done["ok"]["enough"]["settled"], false);
    let other = act(&mut session, &done, json!({"kind": "take_over", "answers": {"hunger": "huge", "guests": 0}}));
    assert_eq!((&other["ok"]["answers"]["hunger"], &other["ok"]["enough"]["settled"]), (&json!("huge"), &json!(true)));
    let standings = ask(&mut session, &json!({"do": "standings", "state": other["ok"]["state"]}));
    assert_eq!(
        standings["ok"][0]["options"][0],
        json!({
            "option": "stew", "title": "Stew", "points": 2, "share": 100, "chosen": true, "ruled_out": false
        })
    );
    assert_eq!(standings["ok"][0]["settled"], true);
}

/// The state is all there is: another session, in another tab or after a failure, goes on as this one does.
#[test]
fn a_state_is_all_that_an_interview_needs() {
    let rulebook = Rulebook::builtin();
    let layers: Vec<Vec<Value>> = rulebook
        .layer_texts()
        .iter()
        .map(|layer| layer.iter().map(|(path, text)| json!({"path": path, "text": text})).collect())
        .collect();
    let open = json!({"do": "open", "layers": layers, "shipped": true});
    let (mut one, mut other) = (Session::default(), Session::default());
    ask(&mut one, &open);
    ask(&mut other, &open);
    let mut interview = Interview::new(rulebook.answers());
    let mut said = ask(&mut one, &json!({"do": "interview"}));
    for nth in 0.. {
        assert_eq!(said["ok"]["question"].as_str(), interview.question().map(|question| question.id.as_str()));
        let Some(question) = interview.question().map(|question| question.id.clone()) else { break };
        interview.skip();
        let action = json!({"kind": "skip", "question": question});
        let request = json!({"do": "interview", "state": said["ok"]["state"], "action": action}).to_string();
        let own = reply(&mut one, &request);
        if nth % 4 == 0 {
            // That session has seen none of the steps before.
            assert_eq!(reply(&mut other, &request), own);
        }
        said = serde_json::from_str(&own).expect("a reply is JSON");
    }
}

fn lunch_answers(given: &[(&str, &str)]) -> Answers {
    let rulebook = Rulebook::parse("lunch.yaml", LUNCH).expect("it is a rulebook");
    let mut answers = rulebook.answers();
    for (question, text) in given {
        answers.set_text(question, text).expect("it is an answer");
    }
    answers
}

#[test]
fn a_result_is_what_the_program_writes() {
    let mut session = lunch();
    let answers = lunch_answers(&[("hunger", "huge"), ("guests", "6")]);
    let evaluation = answers.evaluate();
    let analysed = evaluation.analysed(Budget::PATIENT);
    let request = json!({"do": "result", "answers": {"hunger": "huge", "guests": 6}, "date": [2026, 5, 4], "want": ["html", "json"]});
    let result = ask(&mut session, &request);
    assert_eq!(result["ok"]["json"], json!(recommendation_json(&analysed)));
    assert_eq!(result["ok"]["html"], json!(recommendation_html(&analysed, Some("May 4, 2026"))));
    assert_eq!((&result["ok"]["board"], &result["ok"]["verdict"]), (&Value::Null, &json!("clear")));
}

#[test]
fn what_would_be_if_and_what_would_change_it() {
    let mut session = lunch();
    let answers = json!({"hunger": "some", "guests": 2, "vegan": false});
    let changes = ask(&mut session, &json!({"do": "changes", "answers": answers}));
    let change = &changes["ok"][0];
    assert!(change["words"].as_str().is_some_and(|words| words.starts_with("If ")), "{changes}");
    // Whoever tries it gets what was promised.
    let tried = ask(&mut session, &json!({"do": "whatif", "answers": answers, "set": change["set"]}));
    assert_eq!(tried["ok"]["decisions"][0]["options"][0]["title"], change["outcome"]);
    assert!(tried["ok"]["glance"].as_str().is_some_and(|page| page.starts_with("<!DOCTYPE html>")));
    let none = ask(&mut session, &json!({"do": "whatif", "answers": answers, "set": {"guests": 0}}));
    assert_eq!((&none["ok"]["not_asked"], &none["ok"]["asked"]), (&json!(["vegan"]), &json!(["hunger", "guests"])));
    let more = ask(&mut session, &json!({"do": "whatif", "answers": answers, "set": {"guests": " 12 "}}));
    assert_eq!(more["ok"]["answers"]["guests"], 12);
    let wrong = ask(&mut session, &json!({"do": "whatif", "answers": answers, "set": {"guests": "a few"}}));
    assert_eq!(wrong["error"]["code"], "unclear-number");
    let back = ask(&mut session, &json!({"do": "whatif", "answers": answers, "set": {"hunger": null}}));
    assert_eq!(back["ok"]["answers"]["hunger"], Value::Null);
}

#[test]
fn files_and_links_are_read_or_refused() {
    let mut session = lunch();
    let written = ask(&mut session, &json!({"do": "write", "answers": {"guests": 4}, "company": "Acme"}));
    let mut answers = lunch_answers(&[("guests", "4")]);
    answers.set_company(Some("Acme".to_owned()));
    assert_eq!(written["ok"]["text"], json!(answers.to_yaml()));
    let read = ask(&mut session, &json!({"do": "read", "text": written["ok"]["text"]}));
    assert_eq!((&read["ok"]["company"], &read["ok"]["answers"]), (&json!("Acme"), &json!({"guests": 4})));
    let wrong = ask(&mut session, &json!({"do": "read", "text": "answers: {hungr: some, guests: 99}"}));
    assert_eq!(
        (&wrong["error"]["code"], &wrong["error"]["all"][1]["place"]),
        (&json!("answers_file"), &json!("answers:1:32"))
    );
    let link = |rulebook: &str| json!({"rulebook": rulebook, "answers": {"guests": 4, "gone": true}}).to_string();
    let read = ask(&mut session, &json!({"do": "read", "link": link("lunch")}));
    assert_eq!((&read["ok"]["answers"], &read["ok"]["errors"][0]["question"]), (&json!({"guests": 4}), &json!("gone")));
    assert_eq!(code(&mut session, &json!({"do": "read", "link": link("dinner")})), "other_rulebook");
    for harm in ["", "{", "[]", "null", "{\"rulebook\": \"lunch\"}", "<script>alert(1)</script>"] {
        assert_eq!(code(&mut session, &json!({"do": "read", "link": harm})), "link", "{harm}");
    }
}

#[test]
fn every_text_has_a_reply() {
    let mut session = Session::default();
    for request in [json!({"do": "interview"}), json!({"do": "result"}), json!({"do": "read", "text": ""})] {
        assert_eq!(code(&mut session, &request), "closed");
    }
    let deep = "[".repeat(100_000);
    for text in ["", "{", "null", "{\"do\": 3}", "{\"do\": \"interview\", \"state\": {\"format\": 99}}", &deep, "\u{0}"]
    {
        assert!(reply(&mut session, text).starts_with("{\"error\":{\"code\":\"request\""), "{}", text.len());
    }
    let broken = json!({"do": "open", "layers": [[{"path": "a.yaml", "text": "questions: 3\nfacts: 4"}]]});
    let refused = ask(&mut session, &broken);
    assert_eq!(refused["error"]["code"], "rulebook");
    assert!(refused["error"]["all"].as_array().is_some_and(|all| all.len() > 1), "{refused}");
    let mut session = lunch();
    for request in [
        json!({"do": "interview", "action": {"kind": "answer", "question": "hunger"}}),
        json!({"do": "interview", "action": {"kind": "skip"}}),
        json!({"do": "interview", "action": {"kind": "jump", "question": "hunger"}}),
        json!({"do": "standings"}),
        json!({"do": "read"}),
    ] {
        assert_eq!(code(&mut session, &request), "request", "{request}");
    }
    let twice = ask(&mut session, &json!({"do": "result", "answers": {"hunger": "none", "x": 1}}));
    assert_eq!(twice["error"]["all"].as_array().map(Vec::len), Some(2));
}
