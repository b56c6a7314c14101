//! `advisor recommend --format json`: a contract with programs. Keys may be added, so what is asserted is that every key
//! of the contract is there, with a value of its kind, and that the values belong together.

use serde_json::{Value, json};

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

fn keys(value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(value.get(key).is_some(), "the key `{key}` is missing in {value:#}");
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is no list in {value:#}"))
}

fn texts<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    list(value, key).iter().map(|text| text.as_str().expect("a text")).collect()
}

fn points(value: &Value) -> i64 {
    value["points"].as_i64().expect("points are whole numbers")
}

#[test]
fn every_key_of_the_contract_is_there_and_the_numbers_add_up() {
    let advisor = Advisor::new()
        .example("startup.yaml")
        .example("scale-up.yaml")
        .example("enterprise.yaml")
        .example("database.yaml")
        .example("database-answers.yaml")
        .file("nothing.yaml", "answers: {}");
    for arguments in [
        "startup.yaml",
        "scale-up.yaml",
        "enterprise.yaml",
        "nothing.yaml",
        "nothing.yaml --set stage=searching",
        "database-answers.yaml --rules database.yaml",
    ] {
        let run = advisor.run(&format!("recommend --format json {arguments}")).exits(0);
        assert!(run.stdout.ends_with("}\n") && run.stderr.is_empty(), "{run}");
        let json = run.json();
        let all = ["format", "rulebook", "company", "answers", "unanswered", "ignored", "decisions"];
        keys(&json, &all);
        assert_eq!(json["format"], 1);
        keys(&json["rulebook"], &["id", "version", "fingerprint"]);
        assert_eq!(json["rulebook"]["fingerprint"].as_str().map(str::len), Some(64));
        assert!(json["answers"].is_object() && json["company"].is_string() | json["company"].is_null());
        texts(&json, "unanswered");
        texts(&json, "ignored");
        for decision in list(&json, "decisions") {
            decision_holds(decision);
        }
    }
}

fn decision_holds(decision: &Value) {
    keys(decision, &["id", "title", "applies", "verdict", "outcome", "margin", "settled", "ranking", "analysis"]);
    analysis_holds(decision);
    let verdict = decision["verdict"].as_str().expect("a verdict is a word");
    assert!(
        ["not_applicable", "not_enough_known", "tie", "close_call", "clear"].contains(&verdict),
        "no verdict of the contract: {verdict}"
    );
    assert_eq!(decision["applies"] == false, verdict == "not_applicable");
    let (outcome, ranking) = (texts(decision, "outcome"), list(decision, "ranking"));
    // In the order of the outcome: what was chosen comes first, what is ruled out last, and between them points fall.
    let ranked: Vec<&str> = ranking.iter().map(|row| row["option"].as_str().expect("an id")).collect();
    assert_eq!(ranked.get(..outcome.len()), Some(outcome.as_slice()));
    let is_out = |row: &&Value| !list(row, "ruled_out_by").is_empty();
    let running: Vec<&Value> = ranking.iter().take_while(|row| !is_out(row)).collect();
    assert!(ranking.iter().skip(running.len()).all(|row| is_out(&row)));
    assert!(running.is_sorted_by(|a, b| points(a) >= points(b)));
    if let (1, [first, second, ..]) = (outcome.len(), running.as_slice())
        && !decision["margin"].is_null()
    {
        assert_eq!(decision["margin"], points(first) - points(second));
    }
    for row in ranking {
        keys(row, &["option", "points", "ruled_out_by", "reasons"]);
        texts(row, "ruled_out_by");
        let reasons = list(row, "reasons");
        assert_eq!(reasons.iter().map(points).sum::<i64>(), points(row), "reasons must add up to the points: {row:#}");
        for reason in reasons {
            keys(reason, &["rule", "points", "because", "sources"]);
            assert!(reason["rule"].is_string() && reason["because"].is_string());
            texts(reason, "sources");
        }
    }
}

/// Whether it is right is the oracle's business; here it has the shape of the contract, and fits the rest.
fn analysis_holds(decision: &Value) {
    let (analysis, settled) = (&decision["analysis"], &decision["settled"]);
    keys(analysis, &["proof", "decisive", "flips", "stability"]);
    let is_exact = analysis["proof"] == "exact";
    assert!(is_exact || analysis["proof"] == "unproven", "no proof of the contract: {}", analysis["proof"]);
    assert!(settled.is_boolean() || (settled.is_null() && !is_exact), "`settled` is {settled}");
    // Decisive answers exist where the outcome is settled; none at all are decisive where nothing can change it.
    assert!(analysis["decisive"].is_null() || (settled == true && analysis["decisive"].is_array()), "{decision:#}");
    let outcome = texts(decision, "outcome");
    for flip in list(analysis, "flips") {
        keys(flip, &["to", "reachable", "changes"]);
        let to = flip["to"].as_str().expect("an option");
        assert!(!outcome.contains(&to), "a flip to what is the outcome already: {flip:#}");
        assert_eq!(flip["reachable"] == true, !list(flip, "changes").is_empty(), "{flip:#}");
        for change in list(flip, "changes") {
            keys(change, &["question", "from", "to"]);
            assert!(change["question"].is_string() && !change["to"].is_null() && change["from"] != change["to"]);
        }
    }
    for interval in list(analysis, "stability") {
        keys(interval, &["rule", "option", "points", "min", "max"]);
        let now = points(interval);
        assert!(interval["min"].as_i64().is_none_or(|min| min <= now), "{interval:#}");
        assert!(interval["max"].as_i64().is_none_or(|max| now <= max), "{interval:#}");
    }
}

/// One example in full, so that the contract can be read off it.
#[test]
fn the_values_are_those_of_the_contract() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file(
        "a.json",
        r#"{"company": "Us", "answers": {"hunger": "some", "tastes": ["hot", "sour"], "money": 7, "number": 9}}"#,
    );
    let json = advisor.run("recommend a.json --rules lunch.yaml --format json").exits(0).json();
    assert_eq!(json["rulebook"]["id"], "lunch");
    assert_eq!(json["rulebook"]["version"], "2.1", "a version is text as written");
    assert_eq!(json["company"], "Us");
    // Members in the order of the rulebook; an answer to a question that is not known to be asked is still an answer.
    let answers = json!({"hunger": "some", "tastes": ["sour", "hot"], "money": 7, "number": 9});
    assert_eq!(json["answers"], answers);
    assert_eq!(json["unanswered"], json!(["guests"]));
    let meal = &json["decisions"][0];
    for (key, value) in [
        ("id", json!("meal")),
        ("title", json!("What should you eat?")),
        ("applies", json!(true)),
        ("verdict", json!("tie")),
        ("outcome", json!(["soup"])),
        ("margin", json!(0)),
    ] {
        assert_eq!(meal[key], value, "{key}");
    }
    assert_eq!(
        meal["ranking"][0],
        json!({"option": "soup", "title": "Soup", "points": 2, "ruled_out_by": [], "reasons": [
            {"rule": "a-bite", "points": 1, "because": "A bite will do.", "sources": ["cook/salad"]},
            {"rule": "warmth", "points": 1, "because": "It warms.", "sources": ["doctor/eat"]},
        ]})
    );
    assert_eq!(json["decisions"][1]["outcome"], json!(["lemon", "chili"]), "most points first");
    assert_eq!(json["decisions"][3]["applies"], json!(false));
}

#[test]
fn answers_to_questions_that_are_not_asked_are_named_as_ignored() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let run = advisor.feed("recommend - --rules lunch.yaml --format json", "answers: {guests: no, number: 3}").exits(0);
    let json = run.json();
    assert_eq!(json["ignored"], json!(["number"]));
    assert_eq!(json["unanswered"], json!(["hunger", "tastes", "money"]));
    let text = advisor.feed("recommend - --rules lunch.yaml", "answers: {guests: no, number: 3}").exits(0).stdout;
    assert!(text.contains("Not counted") && text.contains("How many guests?"), "{text}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let advisor = Advisor::new().example("enterprise.yaml");
    let run = |format: &str| advisor.run(&format!("recommend enterprise.yaml --format {format}")).exits(0).stdout;
    for format in ["text", "json"] {
        assert_eq!(run(format), run(format));
    }
}

/// What is drawn on the page is there for programs that draw it in their own way.
#[test]
fn charts_and_assessments_are_there_to_be_drawn() {
    let advisor = Advisor::new().example("scale-up.yaml").file("lunch.yaml", LUNCH);
    let json = advisor.run("recommend scale-up.yaml --format json").exits(0).json();
    assert_eq!(list(&json, "charts").iter().map(|chart| &chart["title"]).collect::<Vec<_>>(), ["Today", "As proposed"]);
    let top = &json["charts"][1]["boxes"][0];
    assert_eq!((&top["title"], &top["style"]), (&json!("CEO"), &json!("plain")));
    assert_eq!(top["below"][0]["style"], "strong");
    let assessment = &json["assessments"][0];
    assert_eq!((list(assessment, "levels").len(), list(assessment, "areas").len()), (4, 7));
    assert_eq!(assessment["areas"][1], json!({"title": "Customer picture", "question": "area_audience", "level": 1}));
    let lunch = advisor.feed("recommend - --rules lunch.yaml --format json", "answers: {}").exits(0).json();
    assert!(list(&lunch, "charts").is_empty() && list(&lunch, "assessments").is_empty());
}
