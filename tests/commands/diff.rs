//! `advisor rules diff`: what an edit means.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

/// The lunch rulebook after some edits, all of which show.
fn edited() -> String {
    let edits = [
        ("points: {salad: 2, soup: 1}", "points: {salad: 3}"),
        ("{id: sour, if: {tastes: sour}", "{id: sour, if: {tastes: [sour, hot]}"),
        (
            "answers: {sweet: Sweet things, sour: Sour things, hot: Hot things}",
            "answers: {sweet: Sweet things, sour: Sour things, hot: Hot things, salty: Salt}",
        ),
        (
            "  - {id: number, section: company",
            "  - {id: dog, ask: Does a dog come along?, type: yes_no}\n  - {id: number, section: company",
        ),
        (
            "{id: crowd, if: {number: {above: 3}}",
            "{id: dogs, if: {dog: true}, points: {large: 2}, because: Dogs need room.}\n      - {id: crowd, if: {number: {above: 4}}",
        ),
    ];
    edits.iter().fold(LUNCH.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

fn advisor() -> Advisor {
    Advisor::new()
        .file("old.yaml", LUNCH)
        .file("new.yaml", edited())
        .file("ann.yaml", "answers: {hunger: some, tastes: [hot]}")
        .file("bob.yaml", "answers: {dog: yes, guests: yes, number: 2, tastes: [salty]}")
}

#[test]
fn an_edit_is_told_in_text_and_markdown_and_json() {
    let all = "rules diff old.yaml new.yaml --answers ann.yaml bob.yaml";
    advisor().run(all).exits(0).snapshot("diff-lunch");
    advisor().columns(40).run(all).exits(0).snapshot("diff-lunch-40");
    advisor().run(&format!("{all} --format markdown")).exits(0).snapshot("diff-lunch-markdown");
    let json = advisor().run(&format!("{all} --format json")).exits(0).json();
    let meal = &json["decisions"][0];
    assert_eq!((meal["id"].as_str(), meal["share"]["how"].as_str()), (Some("meal"), Some("counted")));
    assert_eq!(meal["turns"][0]["answers"]["hunger"].as_str(), Some("some"));
    assert_eq!(json["answers"][1]["lost"], serde_json::json!(["tastes", "dog"]));
}

#[test]
fn two_versions_that_are_the_same_do_not_part() {
    let run = advisor().run("rules diff old.yaml old.yaml").exits(0);
    assert!(run.stdout.contains("that is proved") && run.stdout.contains("No question, fact"), "{run}");
}

#[test]
fn versions_that_cannot_be_read_are_refused() {
    let advisor = advisor().file("broken.yaml", LUNCH.replace("hunger: wolf", "hunger: wofl"));
    advisor.run("rules diff old.yaml nowhere.yaml").refused();
    let run = advisor.run("rules diff broken.yaml new.yaml").exits(1);
    assert!(run.stdout.contains("did you mean `wolf`?"), "{run}");
    advisor.file("eve.yaml", "answers: {hungr: wolf}").run("rules diff old.yaml new.yaml --answers eve.yaml").refused();
}
