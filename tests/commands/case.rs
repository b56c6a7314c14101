//! `advisor rules test`: what an author sees of a rulebook's cases, above all of those that fail.

use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

/// The lunch rulebook with these cases in place of its own.
fn test(cases: &str) -> Run {
    let (rules, _) = LUNCH.split_once("cases:\n").expect("it has cases");
    Advisor::new().file("lunch.yaml", format!("{rules}cases:\n{cases}")).run("rules test lunch.yaml")
}

#[test]
fn cases_that_pass_are_counted() {
    let run = Advisor::new().file("lunch.yaml", LUNCH).run("rules test lunch.yaml").exits(0);
    assert_eq!(run.stdout, "2 cases passed\n");
    assert_eq!(run.stderr, "");
    let run = test("  - {name: only one, answers: {}}\n").exits(0);
    assert_eq!(run.stdout, "1 case passed\n");
    assert_eq!(test("").exits(0).stdout, "0 cases passed\n");
}

#[test]
fn every_kind_of_expectation_can_pass() {
    let run = test(
        "
  - {name: one of several, answers: {hunger: wolf}, expect: {meal: [soup, stew]}}
  - {name: none or something, answers: {}, expect: {meal: [none, soup]}}
  - {name: does not apply, answers: {guests: no}, expect: {table: none}}
  - {name: includes, answers: {tastes: [hot, sour]}, expect: {spices: {includes: [chili], excludes: [sugar]}}}
  - {name: none of several, answers: {tastes: []}, expect: {spices: none}}
  - {name: only reasons, answers: {hunger: none}, reasons: [fasting, warmth]}
",
    );
    assert_eq!(run.exits(0).stdout, "6 cases passed\n");
}

/// Expected and came, the points of both with their rules, what was missing and what was too much, what did not fire.
#[test]
fn cases_that_fail_are_explained() {
    let run = test(
        "
  - name: another option than the one expected
    answers: {hunger: some}
    expect: {meal: stew}
  - name: ruled out, although it was expected
    answers: {hunger: none}
    expect: {meal: [stew, salad]}
  - name: an outcome where none was expected
    answers: {hunger: wolf, guests: yes, number: 2}
    expect: {meal: none, table: [large, none]}
  - name: no outcome where one was expected
    answers: {}
    expect: {meal: soup, table: small}
  - name: members missing and too many
    answers: {tastes: [hot, sour]}
    expect: {spices: {includes: [chili, sugar], excludes: [lemon]}}
  - name: several where none was expected
    answers: {tastes: [hot]}
    expect: {spices: none}
  - name: right for the wrong reasons
    answers: {hunger: wolf}
    expect: {meal: stew}
    reasons: [wolves-want-stew, a-bite, warmth]
  - name: in order
    answers: {hunger: wolf}
    expect: {meal: stew}
",
    );
    run.snapshot("case-failures");
    run.exits(1);
}

#[test]
fn a_rulebook_with_errors_is_not_tested() {
    let run = test("  - {name: broken, answers: {hunger: wofl}, expect: {meal: stew}}\n").exits(1);
    assert!(run.stdout.contains("error[unknown-answer]") && run.stdout.contains("did you mean `wolf`?"), "{run}");
    assert!(!run.stdout.contains("passed"), "{run}");
}

#[test]
fn the_rulebook_can_be_named_in_three_ways() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    assert_eq!(advisor.run("rules test --rules lunch.yaml").exits(0).stdout, "2 cases passed\n");
    assert_eq!(advisor.run("--rules lunch.yaml rules test").exits(0).stdout, "2 cases passed\n");
    assert_ne!(advisor.run("rules test").exits(0).stdout, "2 cases passed\n", "without a name it is the shipped one");
}

/// Why a case is there is what its author needs to know when it fails.
#[test]
fn the_note_and_the_group_of_a_case_are_shown() {
    let case = "  - {name: a wolf, group: guests/wolves, note: The cook met one., answers: {hunger: wolf}, expect: {meal: soup}}\n";
    let advisor = Advisor::new().file("lunch.yaml", format!("{LUNCH}{case}"));
    let run = advisor.run("rules test lunch.yaml").exits(1);
    assert!(run.stdout.contains("       The cook met one.\n"), "{run}");
    let json = advisor.run("rules test lunch.yaml --format json").exits(1).json();
    assert_eq!(
        (&json["cases"][2]["group"], &json["cases"][2]["note"]),
        (&"guests/wolves".into(), &"The cook met one.".into())
    );
    assert_eq!(json["cases"][0].get("group"), None);
    let run = advisor.run("rules show lunch.yaml").exits(0);
    assert!(run.stdout.contains("Group: `guests/wolves`") && run.stdout.contains("Note: The cook met one."), "{run}");
}

/// Sources often reject an option and recommend no other.
#[test]
fn a_case_can_say_only_what_must_not_come_out() {
    let cases = "
  - {name: never for a wolf, answers: {hunger: wolf}, expect: {meal: {excludes: [salad, soup]}}}
  - {name: not even nothing is wrong, answers: {}, expect: {meal: {excludes: [salad]}}}
";
    test(cases).exits(0);
    let run = test("  - {name: a wolf is a vegetarian, answers: {hunger: wolf}, expect: {meal: {excludes: [stew]}}}\n")
        .exits(1);
    assert!(run.stdout.contains("    expected without `stew`\n"), "{run}");
}
