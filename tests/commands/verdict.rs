//! What machines read: the exit code says the verdict whoever left early, and a format that was asked for is kept.

use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

/// The exit code with nobody reading the result.
fn unread(advisor: &Advisor, arguments: &str) -> Run {
    let mut child = advisor.command(arguments).spawn().expect("the program starts");
    drop(child.stdout.take());
    Run::of(arguments, &child.wait_with_output().expect("the program ends"))
}

#[test]
fn the_verdict_survives_a_reader_who_left() {
    let wrong = LUNCH.replace("{hunger: wolf}", "{hungre: wolf}");
    let failing = LUNCH.replace("cases:", "cases:\n  - {name: no, answers: {hunger: wolf}, expect: {meal: salad}}");
    let advisor = Advisor::new()
        .file("lunch.yaml", LUNCH)
        .file("wrong.yaml", wrong)
        .file("failing.yaml", failing)
        .file("bad.csv", "id,hunger\nacme,wofl\n");
    for (arguments, code) in [
        ("rules check lunch.yaml", 0),
        ("rules check wrong.yaml", 1),
        ("rules check wrong.yaml --format json", 1),
        ("rules test lunch.yaml", 0),
        ("rules test failing.yaml", 1),
        ("batch bad.csv --rules lunch.yaml", 1),
        ("--help", 0),
    ] {
        unread(&advisor, arguments).exits(code);
    }
}

#[test]
fn a_broken_rulebook_keeps_the_format() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("broken.yaml", "rulebook: {id: x}\n");
    for arguments in
        ["rules test broken.yaml", "rules diff broken.yaml lunch.yaml", "rules diff lunch.yaml broken.yaml"]
    {
        let json = advisor.run(&format!("{arguments} --format json")).exits(1).json();
        assert!(json["errors"].as_u64() > Some(0), "{json:#}");
    }
    let junit = advisor.run("rules test broken.yaml --format junit").exits(1);
    assert!(junit.stdout.starts_with("<?xml") && junit.stdout.contains("missing-key at 1:1"), "{junit}");
}

#[test]
fn a_rulebook_without_cases_fails_where_they_are_required() {
    let (rulebook, _) = LUNCH.split_once("cases:").expect("it has some");
    let advisor = Advisor::new().file("none.yaml", rulebook).file("lunch.yaml", LUNCH);
    advisor.run("rules test none.yaml").exits(0);
    advisor.run("rules test none.yaml --require-cases").exits(1).says(&["the rulebook `lunch` has no cases"]);
    advisor.run("rules test lunch.yaml --require-cases").exits(0);
}

#[test]
fn colours_are_as_asked_for_in_help_and_usage_too() {
    let plain = Advisor::new();
    let coloured = |run: &Run| run.stdout.contains('\u{1b}') || run.stderr.contains('\u{1b}');
    for arguments in ["--help", "rules check --help", "--nonsense", "recommend"] {
        for (color, expected) in [("always", true), ("never", false), ("auto", false)] {
            let run = plain.run(&format!("--color {color} {arguments}"));
            assert_eq!(coloured(&run), expected, "{run}");
        }
        let forced = Advisor::new().environment(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
        assert!(!coloured(&forced.run(arguments)));
    }
}

#[cfg(unix)]
#[test]
fn help_that_cannot_be_written_is_an_error() {
    let run = Advisor::new().limited("exec >/dev/full", "--help", "").exits(2);
    run.says(&["cannot write the result"]);
}

/// What cannot be read at all is told in the format that was asked for, and to a person on standard error.
#[test]
fn a_file_that_cannot_be_read_keeps_the_format() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    for arguments in [
        "rules check nowhere.yaml --format json",
        "rules test nowhere.yaml --format json",
        "rules show nowhere.yaml --format json",
        "rules fit nowhere.yaml --format json",
        "rules diff nowhere.yaml lunch.yaml --format json",
        "rules diff lunch.yaml lunch.yaml --answers nowhere.yaml --format json",
        "recommend nowhere.yaml --rules lunch.yaml --format json",
        "compare nowhere.yaml nowhere.yaml --rules lunch.yaml --format json",
    ] {
        let run = advisor.run(arguments).exits(2);
        let finding = &run.json()["findings"][0];
        assert!(finding["message"].as_str().is_some_and(|message| message.contains("nowhere.yaml")), "{run}");
        assert!(run.stderr.starts_with("error: cannot read `nowhere.yaml`"), "{run}");
    }
    // What was meant for a file does not stand on standard output.
    for arguments in ["compare nowhere.yaml nowhere.yaml --rules lunch.yaml", "rules show nowhere.yaml"] {
        assert_eq!(advisor.run(&format!("{arguments} --format json --output a.json")).exits(2).stdout, "");
    }
    assert!(advisor.run("rules fit lunch.yaml --format html").exits(2).stderr.contains("possible values: text, json"));
    let sarif = advisor.run("rules check nowhere.yaml --format sarif").exits(2).json();
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let junit = advisor.run("rules test nowhere.yaml --format junit").exits(2);
    assert!(junit.stdout.contains("errors=\"1\"") && junit.stdout.contains("<error message=\"cannot read"), "{junit}");
    let none = LUNCH.split_once("cases:").expect("it has cases").0;
    let run = Advisor::new().file("none.yaml", none).run("rules test none.yaml --require-cases --format junit");
    assert!(run.stdout.contains("has no cases"), "{run}");
}
