//! `advisor rules diff`: what an edit means.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;
use crate::tags::elements;

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
fn an_edit_is_a_page_too() {
    let advisor = advisor();
    let diff = "rules diff old.yaml new.yaml";
    let page = advisor.run(&format!("{diff} --format html")).exits(0).stdout;
    let all = elements(&page);
    let texts = |name: &str| -> Vec<&str> {
        all.iter().filter(|element| element.name == name).map(|element| element.text.as_str()).collect()
    };
    assert_eq!(texts("h1").len(), 1);
    // It says what the text says, in the same order.
    let markdown = advisor.run(&format!("{diff} --format markdown")).exits(0).stdout;
    let headings =
        markdown.lines().filter_map(|line| line.strip_prefix("## ")).map(|line| line.replace(['`', '\\'], ""));
    assert_eq!(texts("h2"), headings.collect::<Vec<_>>());
    assert!(texts("li").len() > 5 && texts("code").contains(&"meal"), "{page}");
    advisor.run(&format!("{diff} --output edit.html")).exits(0);
    assert_eq!(advisor.read("edit.html"), page);
    let shown = advisor.run("rules show old.yaml --format html").exits(0).stdout;
    assert!(elements(&shown).iter().any(|element| element.name == "h1"));
    assert!(!shown.contains("<script") && shown.contains("default-src 'none'"));
}

#[test]
fn two_versions_that_are_the_same_do_not_part() {
    let run = advisor().run("rules diff old.yaml old.yaml").exits(0);
    assert!(run.stdout.contains("that is proved") && run.stdout.contains("Nothing."), "{run}");
}

#[test]
fn versions_that_cannot_be_read_are_refused() {
    let advisor = advisor().file("broken.yaml", LUNCH.replace("hunger: wolf", "hunger: wofl"));
    advisor.run("rules diff old.yaml nowhere.yaml").refused();
    let run = advisor.run("rules diff broken.yaml new.yaml").exits(1);
    assert!(run.stdout.contains("did you mean `wolf`?"), "{run}");
    advisor.file("eve.yaml", "answers: {hungr: wolf}").run("rules diff old.yaml new.yaml --answers eve.yaml").refused();
}

/// A layer over the lunch rulebook, and the same after an edit.
const LAYER: &str = "
rulebook: {id: ours, version: 1.0.0, format: 1, title: Our lunch, extends: lunch}
remove:
  crowd: We have one large table.
decisions:
  - id: meal
    rules:
      - {id: company, if: {guests: true}, points: {soup: 2}, because: A pot of soup feeds guests.}
";

fn layered() -> Advisor {
    advisor().file("ours.yaml", LAYER).file("later.yaml", LAYER.replace("soup: 2", "soup: 3"))
}

#[test]
fn what_a_layer_changes_is_told_by_naming_it_behind_its_base() {
    let advisor = layered();
    advisor.run("rules diff old.yaml ours.yaml").exits(0).snapshot("diff-layer");
    let run = advisor.run("rules diff old.yaml ours.yaml").exits(0);
    let alone = advisor.run("rules diff ours.yaml --rules old.yaml").exits(0);
    assert_eq!(alone.stdout, run.stdout, "with one path the base is that of --rules");
    let back = advisor.run("rules diff ours.yaml old.yaml").exits(0);
    assert!(back.stdout.starts_with("What changes without `ours` 1.0.0 over lunch 2.1"), "{back}");
    let json = advisor.run("rules diff old.yaml ours.yaml --format json").exits(0).json();
    let edits = json["edits"].as_array().expect("edits");
    let added = edits.iter().find(|edit| edit["id"] == "company").expect("the rule of the layer");
    assert_eq!((added["layer_before"].as_str(), added["layer_after"].as_str()), (None, Some("ours")));
}

#[test]
fn versions_of_a_layer_are_compared_over_their_base_and_of_a_base_under_a_layer() {
    let advisor = layered();
    let run = advisor.run("rules diff ours.yaml later.yaml --rules old.yaml").exits(0);
    assert!(run.stdout.contains("rule `company` changed: points (soup +2 → +3), in `ours`"), "{run}");
    let run = advisor.run("rules diff old.yaml new.yaml --with ours.yaml").exits(0);
    assert!(
        run.stdout.starts_with("What the edit means: lunch 2.1 with ours 1.0.0 → lunch 2.1 with ours 1.0.0"),
        "{run}"
    );
    assert!(run.stdout.contains("rule `a-bite` changed") && !run.stdout.contains("rule `crowd`"), "{run}");
}

#[test]
fn a_layer_over_the_shipped_rulebook_needs_no_other_path() {
    let practice = include_str!("../../examples/practice.yaml");
    // One rule of it is enough to see what was compared.
    let (head, _) = practice.split_once("\ndecisions:").expect("it has decisions");
    let head = head.split_once("\nreplace:").map_or(head, |(head, _)| head);
    let run = Advisor::new().file("practice.yaml", head).run("rules diff practice.yaml").exits(0);
    assert!(run.stdout.starts_with("What `lindqvist` 1.0.0 changes over revenue-leadership"), "{run}");
    assert!(run.stdout.contains("rule `money-for-two` removed by `lindqvist`: Before we are called"), "{run}");
}

#[test]
fn one_path_alone_says_what_is_missing() {
    let advisor = layered();
    let run = advisor.run("rules diff old.yaml").refused();
    assert!(
        run.stderr.contains("`old.yaml` extends no rulebook") && run.stderr.contains("rules diff OLD old.yaml"),
        "{run}"
    );
    let run = advisor.run("rules diff ours.yaml").refused();
    assert!(run.stderr.contains("`ours.yaml` extends `lunch`, which does not come with the program"), "{run}");
    advisor.run("rules diff nowhere.yaml").refused();
}

#[test]
fn what_is_wrong_below_a_layer_is_told_once() {
    let broken = LUNCH.replace("hunger: wolf", "hunger: wofl");
    let run = layered().file("broken.yaml", broken).run("rules diff broken.yaml ours.yaml").exits(1);
    assert_eq!(run.stdout.matches("{hunger: wofl}, points").count(), 1, "{run}");
}

#[test]
fn answers_are_read_from_files_and_folders_and_all_that_is_wrong_is_told() {
    let advisor = advisor()
        .file("saved/b.yaml", "answers: {hunger: some}")
        .file("saved/a.json", "{\"answers\": {\"hunger\": \"some\"}}")
        .file("saved/notes.txt", "not answers")
        .file("bad.yaml", "answers: {hungr: wolf}")
        .file("worse.yaml", "answers: {hunger: wofl}")
        .file("empty/notes.txt", "not answers");
    let json = advisor.run("rules diff old.yaml new.yaml --answers ann.yaml saved --format json").exits(0).json();
    let names: Vec<&str> =
        json["answers"].as_array().expect("a list").iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["ann.yaml", "saved/a.json", "saved/b.yaml"]);
    let run = advisor.run("rules diff old.yaml new.yaml --answers bad.yaml worse.yaml nowhere.yaml empty").refused();
    for wrong in ["hungr", "wofl", "nowhere.yaml", "the folder `empty` holds no file"] {
        assert!(run.stderr.contains(wrong), "{wrong} is not told: {run}");
    }
}

/// A new id is no edit, where all else is the same or the author says so; nor does anything come out differently.
#[test]
fn what_is_renamed_is_known_again() {
    let ids = [
        ("id: guests", "id: visitors"),
        ("guests: true", "visitors: true"),
        ("guests: no", "visitors: no"),
        ("wolf: Like", "starving: Like"),
        ("hunger: wolf", "hunger: starving"),
        ("poor", "short_of_money"),
        ("id: chili", "id: pepper"),
        ("{chili: 1}", "{pepper: 1}"),
        ("[chili]", "[pepper]"),
    ];
    let renamed = ids.iter().fold(LUNCH.to_owned(), |text, (from, to)| text.replace(from, to));
    let advisor = advisor().file("renamed.yaml", &renamed);
    let run = advisor.run("rules diff old.yaml renamed.yaml --answers ann.yaml").exits(0);
    for name in ["question `guests` is called `visitors` now", "fact `poor` is called `short_of_money` now"] {
        assert!(run.stdout.contains(name), "{run}");
    }
    assert!(run.stdout.contains("option `spices/chili` is called `spices/pepper` now"), "{run}");
    assert!(!run.stdout.contains("ways of coming out differently"), "{run}");
    // With another text as well it has to be said.
    let reworded = renamed.replace("Do you have guests?", "Does anybody come?");
    let advisor = advisor.file("reworded.yaml", reworded);
    let run = advisor.run("rules diff old.yaml reworded.yaml --renamed guests=visitors").exits(0);
    assert!(run.stdout.contains("ask: “Do you have guests?” → “Does anybody come?”"), "{run}");
    advisor
        .run("rules diff old.yaml reworded.yaml --renamed gests=visitors")
        .refused()
        .says(&["did you mean `guests`?"]);
    advisor.run("rules diff old.yaml reworded.yaml --renamed guests").refused().says(&["OLD=NEW"]);
}
