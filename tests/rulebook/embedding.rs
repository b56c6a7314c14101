//! What programs that embed the library rely on, beside what its documentation runs.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, Budget, Rulebook, Ruling};

use crate::root;

fn practice() -> Rulebook {
    Rulebook::load(root().join("examples/practice.yaml")).expect("it is a good rulebook")
}

/// A server that loads its rulebook again has results of before and after in its hands.
#[test]
fn the_same_text_is_the_same_rulebook() {
    let (one, other) = (practice(), practice());
    let answered = |rulebook: &Rulebook, hurts: [&str; 2]| {
        let mut answers = rulebook.answers();
        answers.set("stage", "scaling").expect("an answer");
        answers.set("hurts", hurts).expect("an answer");
        answers
    };
    assert_eq!(answered(&one, ["apart", "fight"]), answered(&other, ["apart", "fight"]));
    let (first, second) =
        (answered(&one, ["apart", "fight"]).evaluate(), answered(&other, ["unknown", "leads"]).evaluate());
    let within = answered(&one, ["unknown", "leads"]).evaluate();
    let across = first.compare(&second).expect("the fingerprints are the same").record();
    assert_eq!(Some(across), first.compare(&within).map(|comparison| comparison.record()));
    assert!(first.compare(&Rulebook::builtin().answers().evaluate()).is_none());
}

/// Who keeps the text beside a result can explain the result when the shipped rulebook has moved on.
#[test]
fn layers_are_read_back_from_their_texts() {
    let practice = practice();
    let texts = practice.layer_texts();
    assert_eq!(texts.iter().map(Vec::len).collect::<Vec<_>>(), [Rulebook::builtin().files().iter().count(), 1]);
    let again = Rulebook::parse_layers(texts).expect("it was a good rulebook");
    assert_eq!(again.fingerprint(), practice.fingerprint());
    assert_eq!(again.layers(), practice.layers());
}

/// What a client sends that is no answer at all is told so that the client understands it.
#[test]
fn what_is_no_answer_is_said_plainly() {
    let read = |json: &str| serde_json::from_str::<BTreeMap<String, Answer>>(json).map_err(|error| error.to_string());
    for (json, found) in [
        (r#"{"revenue": 1.5}"#, "floating point `1.5`"),
        (r#"{"revenue": null}"#, "null"),
        (r#"{"revenue": {}}"#, "map"),
        (r#"{"revenue": 18446744073709551615}"#, "integer `18446744073709551615`"),
        (r#"{"hurts": ["unknown", 3]}"#, "integer `3`"),
    ] {
        let error = read(json).expect_err(json);
        assert!(error.contains(found) && error.contains("expected") && !error.contains("variant"), "{json}: {error}");
    }
    let union = read(r#"{"alignment_check": "yes"}"#).expect("it is an answer");
    let answers = Rulebook::builtin().answers_from(&union).expect("as in a file");
    assert_eq!(answers.get("alignment_check"), Some(Answer::YesNo(true)));
    let maybe = [("alignment_check", "maybe"), ("alignment_check", "no")];
    let mistakes = Rulebook::builtin().answers_from(maybe).expect_err("maybe is neither");
    assert_eq!(
        mistakes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["`alignment_check` takes yes or no, not `maybe`"]
    );
}

/// Two rulebooks side by side are easily mixed up: nothing is claimed then.
#[test]
fn things_of_another_rulebook_prove_nothing() {
    let (one, other) = (Rulebook::builtin(), practice());
    let property = other.properties().first().expect("there are properties");
    assert!(matches!(one.prove(property, Budget::default()), Ruling::Unproven));
    let case = other.cases().last().expect("there are cases");
    assert!(one.case_answers(case).is_empty() && !other.case_answers(case).is_empty());
    let evaluation = one.answers().evaluate();
    assert_eq!(evaluation.can_matter("stgae", &["leadership"], Budget::default()), None);
    assert_eq!(evaluation.can_matter("stage", &["leadrship"], Budget::default()), None);
    assert_eq!(evaluation.can_matter("stage", &["leadership"], Budget::default()), Some(true));
}

/// Results borrow from their rulebook, and print none of it.
#[test]
fn what_is_printed_while_debugging_can_be_read() {
    let mut answers = Rulebook::builtin().answers();
    answers.set("stage", "searching").expect("an answer");
    let evaluation = answers.evaluate();
    let text = format!("{:?}", evaluation.analyse().first());
    assert!(text.contains(r#"decision: Decision("structure")"#) && !text.contains("because"), "{text}");
}
