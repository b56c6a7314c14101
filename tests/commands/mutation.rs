//! `advisor rules test --mutate`: which changes of a rulebook no case notices.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

/// Each of its changes is noticed, or could not be.
const PINNED: &str = "\
rulebook: {id: tea, version: 1, format: 1, title: Tea}
questions: [{id: cold, ask: Are you cold?, type: yes_no}]
decisions:
  - id: drink
    title: What to drink?
    choose: one
    options: [{id: water, title: Water}, {id: tea, title: Tea}]
    rules:
      - {id: plain, if: {}, points: {water: 1}, because: There is always water.}
      - {id: warmth, if: {cold: true}, points: {tea: 2}, because: It warms.}
cases:
  - {name: cold, answers: {cold: yes}, expect: {drink: tea}, reasons: [plain, warmth]}
  - {name: warm, answers: {cold: no}, expect: {drink: water}}
";

#[test]
fn what_no_case_notices_is_listed_with_cases_that_would() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    advisor.run("rules test lunch.yaml --mutate").exits(0).snapshot("mutation-lunch");
    advisor.columns(40).run("rules test lunch.yaml --mutate").exits(0).snapshot("mutation-lunch-40");
}

#[test]
fn where_everything_is_noticed_that_is_all_there_is_to_say() {
    let run = Advisor::new().file("tea.yaml", PINNED).run("rules test tea.yaml --mutate --fail-under 100").exits(0);
    run.snapshot("mutation-tea");
}

/// Whoever lays rules over a rulebook is told of these, and not of the changes of what lies below.
#[test]
fn of_a_layer_what_it_brings_is_changed() {
    let layer = "\
rulebook: {id: ours, version: 1, format: 1, title: Ours, extends: tea}
decisions:
  - id: drink
    rules: [{id: habit, if: {cold: true}, points: {tea: 1}, because: We like it.}]
";
    let advisor = Advisor::new().file("tea.yaml", PINNED).file("ours.yaml", layer);
    advisor.run("rules test tea.yaml ours.yaml --mutate --all").exits(0).snapshot("mutation-layer");
}

/// Adding the cases that are offered makes the changes noticed that they are offered for.
#[test]
fn a_case_that_is_offered_can_be_pasted() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let json = advisor.run("rules test lunch.yaml --mutate --format json").exits(0).json();
    let mutants = json["mutation"]["mutants"].as_array().expect("a list");
    let survivors = || mutants.iter().filter(|mutant| mutant["fate"] == "survived");
    let mut text = LUNCH.to_owned();
    for (nth, case) in survivors().filter_map(|mutant| mutant["case"].as_str()).enumerate() {
        let lines = case.lines().map(|line| format!("  {line}\n")).collect::<String>();
        let (name, rest) = lines.split_once('\n').expect("a name and more");
        text += &format!("{name} {nth}\n{rest}");
    }
    let advisor = advisor.file("more.yaml", text);
    let then = advisor.run("rules test more.yaml --mutate --format json").exits(0).json();
    let open = survivors().filter(|mutant| mutant["case"].is_null()).count();
    assert!(survivors().count() > open, "nothing is offered");
    assert_eq!(then["mutation"]["survived"], open);
}

#[test]
fn json_tells_all_of_it() {
    let advisor = Advisor::new().file("tea.yaml", PINNED.replace("  - {name: warm,", "  # {"));
    let json = advisor.run("rules test tea.yaml --mutate --format json").exits(0).json();
    let mutation = serde_json::to_string_pretty(&json["mutation"]).expect("it is JSON");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("mutation-json", mutation));
}

/// 18 of 57 is 31.6 %: enough for 31, too little for 32.
#[test]
fn the_percentage_is_that_of_what_was_asked_for() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    advisor.run("rules test lunch.yaml --mutate --fail-under 31").exits(0);
    let run = advisor.run("rules test lunch.yaml --mutate --fail-under 32").exits(1);
    assert!(run.stdout.ends_with("less than the 32 % that --fail-under asks for\n"), "{run}");
    let json = advisor.run("rules test lunch.yaml --mutate --fail-under 32 --format json").exits(1).json();
    assert_eq!((json["passed"].as_bool(), json["mutation"]["sufficient"].as_bool()), (Some(false), Some(false)));
    assert!(json["coverage"].is_null());
    let run = advisor.run("rules test lunch.yaml --mutate --fail-under 32 --format junit").exits(1);
    assert!(run.stdout.contains("classname=\"lunch.mutation\"") && run.stdout.contains("type=\"mutation\""), "{run}");
    // Both can be shown; which of them must suffice has to be said.
    let both = advisor.run("rules test lunch.yaml --mutate --coverage").exits(0);
    assert!(both.stdout.contains("coverage 38.4 %") && both.stdout.contains("mutation 31."), "{both}");
    advisor.run("rules test lunch.yaml --mutate --coverage --fail-under 1").refused().says(&["--fail-under"]);
    advisor.run("rules test lunch.yaml --all").refused().says(&["--mutate"]);
}

#[test]
fn while_cases_fail_nothing_is_tried() {
    let broken = LUNCH.replace("expect: {meal: none, spices: none}", "expect: {meal: soup}");
    let advisor = Advisor::new().file("lunch.yaml", broken);
    let run = advisor.run("rules test lunch.yaml --mutate").exits(1);
    assert!(run.stdout.contains("no change was tried: mend the cases that fail first"), "{run}");
    let json = advisor.run("rules test lunch.yaml --mutate --format json").exits(1).json();
    assert!(json["mutation"].is_null());
}

/// Changes of what lies below are tried as well, and shown where they stand.
#[test]
fn layers_are_changed_together() {
    let layer = "rulebook: {id: over, version: 1, format: 1, title: Over, extends: tea}
decisions:
  - {id: drink, rules: [{id: late, if: {cold: false}, points: {water: 1}, because: It is late.}]}
";
    let advisor = Advisor::new().file("tea.yaml", PINNED).file("over.yaml", layer);
    let run = advisor.run("rules test tea.yaml over.yaml --mutate").exits(0);
    assert!(run.stdout.contains("at over.yaml:3:30"), "{run}");
    let alone = advisor.run("rules test tea.yaml --mutate").exits(0);
    assert!(!alone.stdout.contains("over.yaml"), "{alone}");
}
