//! `advisor rules test` with its options: what no case touches, and results for other programs.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

const BROKEN_CASE: &str =
    "  - {name: 'a <wolf> & \"friends\" \u{202e}', answers: {hunger: wolf}, expect: {meal: soup}}\n";

#[test]
fn what_no_case_touches_is_listed() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    advisor.run("rules test lunch.yaml --coverage").exits(0).snapshot("coverage-lunch");
    advisor.columns(40).run("rules test lunch.yaml --fail-under 39").exits(1).snapshot("coverage-lunch-40");
}

/// 10 of 26 is 38.46 %: enough for 38, too little for 39.
#[test]
fn the_percentage_is_compared_exactly() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    advisor.run("rules test lunch.yaml --fail-under 38").exits(0);
    let json = advisor.run("rules test lunch.yaml --fail-under 39 --format json").exits(1).json();
    assert_eq!((json["passed"].as_bool(), json["coverage"]["sufficient"].as_bool()), (Some(false), Some(false)));
    assert_eq!((json["coverage"]["touched"].as_u64(), json["coverage"]["total"].as_u64()), (Some(10), Some(26)));
    assert!(advisor.run("rules test lunch.yaml --fail-under 101").refused().stderr.contains("101"));
}

#[test]
fn json_tells_why_a_case_fails() {
    let json = Advisor::new()
        .file("lunch.yaml", format!("{LUNCH}{BROKEN_CASE}"))
        .run("rules test lunch.yaml --format json")
        .exits(1)
        .json();
    let cases = json["cases"].as_array().expect("a list");
    assert_eq!(
        cases.iter().map(|case| case["passed"].as_bool()).collect::<Vec<_>>(),
        [Some(true), Some(true), Some(false)]
    );
    let failure = &cases[2]["failures"][0];
    assert_eq!((failure["expected"][0].as_str(), failure["came"][0].as_str()), (Some("soup"), Some("stew")));
    let rule = &failure["contrasts"][0]["rules"][0];
    assert_eq!((rule["rule"].as_str(), rule["points"].as_i64()), (Some("wolves-want-stew"), Some(3)));
}

#[test]
fn junit_is_escaped_xml() {
    let run = Advisor::new()
        .file("lunch.yaml", format!("{LUNCH}{BROKEN_CASE}"))
        .run("rules test lunch.yaml --format junit --coverage")
        .exits(1);
    run.snapshot("coverage-junit");
    assert!(!run.stdout.contains('\u{202e}') && !run.stdout.contains("& "), "{run}");
}
