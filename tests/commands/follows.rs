//! A decision that only restates another: what is said of it, and that it changes nothing.

use crate::advisor::Advisor;

const DISHES: &str = "\
rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
questions:
  - {id: hungry, ask: Are you hungry?, why: Stew takes an appetite., type: yes_no}
decisions:
  - id: meal
    title: What to eat?
    choose: one
    options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    rules:
      - {id: fill, if: {hungry: true}, points: {stew: 2}, because: Stew fills you up.}
      - {id: light, if: {hungry: false}, points: {soup: 1}, because: A light meal keeps you awake.}
  - id: dish
    title: What to eat from?
    choose: one
    follows: meal
    options: [{id: bowl, title: A bowl}, {id: plate, title: A plate}]
    rules:
      - {id: stew-lies-flat, if: {meal: stew}, points: {plate: 3}, because: It does not run.}
      - {id: soup-runs, if: {meal: soup}, points: {bowl: 2}, because: It would spill.}
";

#[test]
fn what_a_decision_follows_is_in_the_json_and_changes_no_result() {
    let advisor = Advisor::new().file("dishes.yaml", DISHES).file("me.yaml", "answers: {hungry: yes}");
    let mut json = advisor.run("recommend me.yaml --rules dishes.yaml --format json").exits(0).json();
    assert_eq!(json["decisions"][1]["follows"], "meal");
    assert_eq!(json["decisions"][0].get("follows"), None);
    let advisor = advisor.file("dishes.yaml", DISHES.replace("    follows: meal\n", ""));
    let mut without = advisor.run("recommend me.yaml --rules dishes.yaml --format json").exits(0).json();
    json["decisions"][1].as_object_mut().expect("a decision").remove("follows");
    // What would change it is told of the decision that it follows.
    for one in [&mut json, &mut without] {
        let analysis = one["decisions"][1]["analysis"].as_object_mut().expect("an analysis");
        analysis.remove("ways");
        analysis.remove("robustness");
    }
    assert_eq!(json["decisions"], without["decisions"]);
}

#[test]
fn a_rulebook_that_is_shown_says_what_follows_what() {
    let advisor = Advisor::new().file("dishes.yaml", DISHES);
    advisor.run("rules check dishes.yaml --deny-warnings").exits(0);
    let run = advisor.run("rules show dishes.yaml").exits(0);
    assert!(run.stdout.contains("It says what `meal` comes to, in other words."), "{run}");
}

#[test]
fn an_edit_of_what_a_decision_follows_is_told() {
    let advisor = Advisor::new().file("old.yaml", DISHES.replace("    follows: meal\n", "")).file("new.yaml", DISHES);
    let run = advisor.run("rules diff old.yaml new.yaml").exits(0);
    assert!(run.stdout.contains("follows"), "{run}");
}

/// A rule that is always true gives an outcome where the decision that is followed has none.
#[test]
fn a_rule_that_tests_nothing_restates_nothing() {
    let rule = "      - {id: at-hand, if: {all: []}, points: {bowl: 1}, because: One is always there.}\n";
    let json =
        Advisor::new().file("dishes.yaml", format!("{DISHES}{rule}")).run("rules check dishes.yaml --format json");
    let json = json.exits(0).json();
    let findings = json["findings"].as_array().expect("a list");
    let found = findings.iter().find(|finding| finding["code"] == "follows-more").expect("it is found");
    let message = "the rule `at-hand` fires whatever comes of `meal`, which `dish` follows";
    assert_eq!(found["message"], message);
}
