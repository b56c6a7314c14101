//! The JSON of a recommendation against its schema, `docs/recommendation.schema.json`: everything that is said there holds,
//! and everything that the program writes is said there.

use std::collections::BTreeMap;

use leadership_advisor::record::{Findings, Recommendation};
use serde_json::Value;

use crate::advisor::{Advisor, root};
use crate::validator::{self, Validator};

#[test]
fn the_json_is_as_its_schema_says() {
    let schema = validator::schema("docs/recommendation.schema.json");
    let mut validator = Validator::new(&schema);
    let examples = root().join("examples");
    let examples = examples.display();
    for arguments in [
        format!("recommend {examples}/startup.yaml"),
        format!("recommend {examples}/scale-up.yaml"),
        format!("recommend {examples}/enterprise.yaml"),
        format!("recommend --rules {examples}/database.yaml {examples}/database-answers.yaml"),
        format!("recommend --rules {examples}/practice.yaml {examples}/scale-up.yaml"),
        "recommend nothing.yaml".to_owned(),
    ] {
        let advisor = Advisor::new().file("nothing.yaml", "answers: {}");
        let json = advisor.run(&format!("{arguments} --format json")).exits(0).json();
        assert_eq!(validator.problems(&json, &schema, "$"), Vec::<String>::new(), "{arguments}");
    }
    assert_eq!(validator.unused(), Vec::<&String>::new(), "the schema says what the program never writes");
}

/// Programs keep answers as JSON: what is written is read back as the same answers.
#[test]
fn answers_go_through_json() {
    let rulebook = leadership_advisor::Rulebook::builtin();
    let mut answers = rulebook.answers();
    answers.set("stage", "scaling").expect("an answer");
    answers.set("hurts", ["fight", "closing"]).expect("an answer");
    answers.set("alignment_check", true).expect("an answer");
    let json = serde_json::to_string(&answers).expect("it is JSON");
    let kept = r#"{"alignment_check":true,"hurts":["closing","fight"],"stage":"scaling"}"#;
    assert_eq!(json, format!(r#"{{"rulebook":"revenue-leadership","answers":{kept}}}"#));
    assert_eq!(rulebook.parse_answers("kept", &json).as_ref(), Ok(&answers));
    answers.set_company(Some("\"Acme\"\n\u{1b}: Söhne".to_owned()));
    let json = serde_json::to_string(&answers).expect("it is JSON");
    assert_eq!(rulebook.parse_answers("kept", &json).as_ref(), Ok(&answers));

    // As a map of one's own, too.
    let read: BTreeMap<String, leadership_advisor::Answer> = serde_json::from_str(kept).expect("it is read");
    let mut again = rulebook.answers();
    for (question, answer) in read {
        // As text, too: what an answer says of itself is what is typed behind `--set`.
        let question = rulebook.question(&question).expect("it is a question");
        assert_eq!(leadership_advisor::Answer::from_text(question, &answer.to_string()).as_ref(), Ok(&answer));
        again.set(&question.id, answer).expect("an answer");
    }
    assert_eq!(again.to_yaml().lines().count(), answers.to_yaml().lines().count() - 1, "all but the company");
}

/// What the program prints is read by the library's records, and comes out of them as it was.
#[test]
fn the_json_is_a_record() {
    let examples = root().join("examples");
    let examples = examples.display();
    for arguments in [
        format!("recommend {examples}/scale-up.yaml --set alignment_check=yes --set area_planning=begun"),
        format!("recommend --rules {examples}/practice.yaml {examples}/enterprise.yaml"),
        "recommend nothing.yaml".to_owned(),
    ] {
        let advisor = Advisor::new().file("nothing.yaml", "answers: {}");
        let json = advisor.run(&format!("{arguments} --format json")).exits(0).json();
        let record: Recommendation = serde_json::from_value(json.clone()).expect("a record reads it");
        assert_eq!(serde_json::to_value(&record).expect("it is JSON"), json, "{arguments}");
    }
    let broken = root().join("tests/broken");
    for (rulebook, exit) in [(broken.join("many-at-once.yaml"), 1), (root().join("rules/revenue-leadership"), 0)] {
        let run = Advisor::new().run(&format!("rules check {} --format json", rulebook.display()));
        let json = run.exits(exit).json();
        let record: Findings = serde_json::from_value(json.clone()).expect("a record reads it");
        assert_eq!(serde_json::to_value(&record).expect("it is JSON"), json, "{}", rulebook.display());
    }
}

/// Results that were kept by an early version lack keys that came later; those of a later one have more.
#[test]
fn records_of_other_versions_are_read() {
    let evaluation = leadership_advisor::Rulebook::builtin().answers().evaluate();
    let mut json =
        serde_json::to_value(evaluation.analysed(leadership_advisor::Budget::default()).record()).expect("it is JSON");
    let keys = json.as_object_mut().expect("it is an object");
    for later in ["without", "charts", "assessments", "headline", "contradictions", "next_question"] {
        assert!(keys.remove(later).is_some(), "{later}");
    }
    keys.insert("of a later version".to_owned(), Value::Null);
    let record: Recommendation = serde_json::from_value(json).expect("a record reads it");
    assert_eq!(record.decisions.len(), 7);
    assert!(record.charts.is_empty());
}
