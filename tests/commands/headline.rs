//! The headline: a result as one plain sentence, over every form of the report.

use serde_json::Value;

use crate::advisor::Advisor;
use crate::trip::TRIP;

const ALONE: &str = "{company: Ada, answers: {people: one, wants: [quiet], car: yes, budget: 100}}";

fn trip() -> Advisor {
    Advisor::new().file("trip.yaml", TRIP).file("a.yaml", ALONE)
}

#[test]
fn every_form_begins_with_it() {
    let advisor = trip();
    let says = "Take the train. Buy one ticket.";
    for format in ["text", "markdown", "html"] {
        let run = advisor.run(&format!("recommend --rules trip.yaml a.yaml --format {format}")).exits(0);
        assert!(run.stdout.contains(says), "{run}");
        assert!(!run.stdout.contains("Recommended:"), "{run}");
    }
    assert!(advisor.run("recommend --rules trip.yaml a.yaml --brief").exits(0).stdout.starts_with(says));
    let json = advisor.run("recommend --rules trip.yaml a.yaml --format json").exits(0).json();
    assert_eq!(json["headline"], says);
}

#[test]
fn the_first_that_is_true_is_said_and_without_one_the_outcomes_are() {
    let advisor = trip();
    for (answers, says) in [
        ("people: few, wants: [quiet]", Some("Take the train.")),
        ("people: few, wants: [stops, bags], car: no", Some("Rent a car.")),
        ("people: few, wants: [stops], car: yes", None),
        ("", None),
    ] {
        let run = advisor.feed("recommend --rules trip.yaml - --format json", format!("answers: {{{answers}}}"));
        assert_eq!(run.exits(0).json()["headline"], says.map_or(Value::Null, Value::from), "{answers}");
    }
    let run = advisor.feed("recommend --rules trip.yaml - --brief", "answers: {wants: [stops], car: yes}").exits(0);
    assert!(run.stdout.starts_with("Recommended: Take the car."), "{run}");
}

#[test]
fn a_comparison_says_both() {
    let run = trip().run("compare --rules trip.yaml a.yaml --set wants=stops,bags --set car=no").exits(0);
    let lines: Vec<&str> = run.stdout.lines().take(4).map(str::trim).collect();
    let both = ["- as it is: Take the train. Buy one ticket.", "- changed: Rent a car."];
    assert_eq!(lines.get(2..), Some(both.as_slice()), "{run}");
    let json = trip().run("compare --rules trip.yaml a.yaml --set people=few --format json").exits(0).json();
    assert_eq!(
        (&json["first_headline"], &json["second_headline"]),
        (&"Take the train. Buy one ticket.".into(), &"Take the train.".into())
    );
}

#[test]
fn those_of_a_layer_come_first() {
    let layer = "rulebook: {id: ours, version: 1, format: 1, title: Ours, extends: trip}\n\
                 headlines: [{if: {way: train}, say: We always take the train.}]\n";
    let advisor = trip().file("ours.yaml", layer);
    let run = advisor.run("recommend --rules trip.yaml --rules ours.yaml a.yaml --brief").exits(0);
    assert!(run.stdout.starts_with("We always take the train."), "{run}");
}

#[test]
fn rules_show_lists_them() {
    let run = trip().run("rules show trip.yaml").exits(0);
    assert!(run.stdout.contains("Headlines"), "{run}");
    let run = trip().run("rules show trip.yaml car").exits(0);
    assert!(run.stdout.contains("Headlines that depend on it (1)"), "{run}");
    trip().run("rules check trip.yaml --deny-warnings").exits(0);
}
