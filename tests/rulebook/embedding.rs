//! What programs that embed the library rely on, beside what its documentation runs.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, Budget, Rulebook, Ternary};

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
    assert_eq!(Ok(across), first.compare(&within).map(|comparison| comparison.record()));
    assert!(first.compare(&Rulebook::builtin().answers().evaluate()).is_err());
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
    assert_eq!(
        one.prove(property, Budget::default()).map(drop).map_err(|error| error.to_string()),
        Err(format!("the property `{}` belongs to another rulebook", property.id))
    );
    let case = other.cases().last().expect("there are cases");
    assert!(one.case_answers(case).is_err() && one.expectations(case).is_err());
    assert!(other.case_answers(case).is_ok_and(|answers| !answers.is_empty()));
    // A copy of an item is as good as the item.
    assert!(other.case_answers(&case.clone()).is_ok());
    let evaluation = one.answers().evaluate();
    assert_eq!(evaluation.can_matter("stage", ["leadership"], Budget::default()), Ok(Ternary::Yes));
}

/// A name that the rulebook does not have is a slip of the program, and no result.
#[test]
fn unknown_names_are_errors_that_name_a_near_one() {
    let evaluation = Rulebook::builtin().answers().evaluate();
    let budget = Budget::default();
    let question = evaluation.can_matter("stgae", ["leadership"], budget).expect_err("no such question");
    assert_eq!(
        (question.to_string().as_str(), question.help()),
        ("no question has the id `stgae`", Some("did you mean `stage`?"))
    );
    let mistakes = [
        evaluation.can_matter("stage", ["leadrship"], budget).expect_err("no such decision"),
        evaluation.outcome("leadrship").expect_err("no such decision"),
        evaluation.is_settled("leadrship", budget).expect_err("no such decision"),
        evaluation.next_question(["leadership", "leadrship"], budget).expect_err("no such decision"),
        evaluation.analysed_for(["leadrship"], budget).expect_err("no such decision"),
    ];
    for mistake in mistakes {
        assert_eq!(
            (mistake.to_string().as_str(), mistake.help()),
            ("no decision has the id `leadrship`", Some("did you mean `leadership`?"))
        );
    }
    assert!(evaluation.influence("stgae").is_err() && evaluation.influence("stage").is_ok());
}

/// What was not asked for is not there, and is not called unproven.
#[test]
fn analysis_of_chosen_decisions_is_of_those_alone() {
    // What is proved is of no interest here.
    const FEW: Budget = Budget(20);
    let mut answers = Rulebook::builtin().answers();
    answers.set("stage", "searching").expect("an answer");
    let evaluation = answers.evaluate();
    let one = evaluation.analysed_for(["leadership"], FEW).expect("there is such a decision");
    let every = evaluation.analysed(FEW);
    let found: Vec<&str> = one.analyses().map(|found| found.decision.id.as_str()).collect();
    assert_eq!(found, ["leadership"]);
    assert_eq!(
        one.analysis("leadership").map(|found| found.settled),
        every.analysis("leadership").map(|found| found.settled)
    );
    let (few, all) = (one.record(), every.record());
    for (few, all) in few.decisions.iter().zip(&all.decisions) {
        assert_eq!((&few.outcome, few.analysis.is_some()), (&all.outcome, few.id == "leadership"));
    }
    let none = evaluation.analysed_for::<&str>([], FEW).expect("nothing is wrong");
    assert!(none.analyses().next().is_none() && none.next_question().is_none());
}

/// Results borrow from their rulebook, and print none of it.
#[test]
fn what_is_printed_while_debugging_can_be_read() {
    let mut answers = Rulebook::builtin().answers();
    answers.set("stage", "searching").expect("an answer");
    let evaluation = answers.evaluate();
    let text = format!("{:?}", evaluation.analysed(Budget::default()).analysis("structure"));
    assert!(text.contains(r#"decision: Decision("structure")"#) && !text.contains("because"), "{text}");
}

/// What a web service hands on to its form: each mistake with its code, its question, and what to send instead.
#[test]
fn mistakes_serialise_with_a_code_and_a_hint_in_json() {
    let rulebook = Rulebook::builtin();
    let given = [
        ("stgae", Answer::from("scaling")),
        ("stage", Answer::from("scalling")),
        ("hurts", Answer::from("apart")),
        ("alignment_check", Answer::from("maybe")),
    ];
    let mistakes = rulebook.answers_from(given).expect_err("all are wrong");
    let json = serde_json::to_value(&mistakes).expect("it is JSON");
    assert_eq!(
        json,
        serde_json::json!([
            {"code": "unknown-question", "question": "stgae", "message": "no question has the id `stgae`",
             "near": "stage", "help": "did you mean `stage`?"},
            {"code": "unknown-answer", "question": "stage", "message": "`scalling` is no answer to `stage`",
             "near": "scaling", "help": "did you mean `scaling`?"},
            {"code": "wrong-type", "question": "hurts", "message": "`hurts` takes a list of its answers, not a word",
             "near": null, "help": "write `[\"apart\"]`"},
            {"code": "wrong-type", "question": "alignment_check",
             "message": "`alignment_check` takes yes or no, not `maybe`", "near": null, "help": "write `true` or `false`"},
        ])
    );
    let row = rulebook.scorer().batch(["stage"]).expect("a column").push(["scalling"]).expect_err("it is wrong");
    let row = serde_json::to_value(&row).expect("it is JSON");
    assert_eq!((&row["code"], &row["errors"][0]["code"]), (&"answers".into(), &"unknown-answer".into()));
    let _: &dyn std::error::Error = &mistakes;
}

/// The hint is written as the file is.
#[test]
fn a_hint_is_in_the_notation_of_the_file() {
    let rulebook = Rulebook::builtin();
    let help = |text: &str| {
        let problems = rulebook.parse_answers("answers", text).expect_err("it takes a list");
        problems.iter().next().and_then(|problem| problem.help.clone()).expect("it has a hint")
    };
    assert_eq!(help("answers: {hurts: apart}"), "write `[apart]`");
    assert_eq!(help("{\"answers\": {\"hurts\": \"apart\"}}"), "write `[\"apart\"]`");
}
