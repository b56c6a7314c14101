//! `advisor rules test --agreement`: how well a rulebook agrees with its cases, or with those of other files.

use crate::advisor::Advisor;

/// A rulebook with a decision that follows another, one that chooses several, and one case of its own.
pub(crate) const DINNER: &str = "\
rulebook: {id: dinner, version: 1, format: 1, title: Dinner}
questions:
  - {id: hunger, ask: How hungry are you?, why: Stew fills., type: choice, ordered: true, answers: {none: Not at all, some: A little, wolf: Like a wolf}}
  - {id: cold, ask: Is it cold?, why: Soup warms., type: yes_no}
  - {id: tastes, ask: What do you like?, why: It decides on spices., type: many, answers: {sour: Sour things, hot: Hot things}}
decisions:
  - id: meal
    title: What to eat?
    choose: one
    main: true
    close_call: 1
    options: [{id: soup, title: Soup}, {id: stew, title: Stew}, {id: salad, title: Salad}]
    rules:
      - {id: fill, if: {hunger: wolf}, points: {stew: 3}, because: Stew fills you up.}
      - {id: bite, if: {hunger: some}, points: {salad: 2}, because: A bite will do.}
      - {id: fast, if: {hunger: none}, points: {soup: 1}, rules_out: [stew], because: It would go to waste.}
      - {id: warm, if: {cold: true}, points: {soup: 2, salad: -1}, because: Warmth helps.}
  - id: dish
    title: What to eat from?
    choose: one
    follows: meal
    options: [{id: bowl, title: A bowl}, {id: plate, title: A plate}]
    rules:
      - {id: runny, if: {meal: soup}, points: {bowl: 2}, because: It would spill.}
      - {id: solid, if: {meal: [stew, salad]}, points: {plate: 2}, because: It does not run.}
  - id: spices
    title: What goes in?
    choose: many
    options: [{id: lemon, title: Lemon}, {id: chili, title: Chili}]
    rules:
      - {id: sour, if: {tastes: sour}, points: {lemon: 1}, because: You like it sour.}
      - {id: heat, if: {tastes: hot}, points: {chili: 1}, because: You like it hot.}
cases:
  - {name: its own, answers: {hunger: wolf}, expect: {meal: stew}}
";

/// Cases of three groups, some of which the rulebook does not agree with.
pub(crate) const DIARIES: &str = "\
# From the diaries of two guests.
cases:
  - name: a wolf at home
    group: wolves/home
    answers: {hunger: wolf, cold: no, tastes: [hot]}
    expect: {meal: stew, dish: plate, spices: {includes: [chili], excludes: [lemon]}}
  - name: a wolf in the snow, who takes what is warm
    group: wolves/away
    answers: {hunger: wolf, cold: yes}
    expect: {meal: soup, dish: bowl}
  - name: a wolf who will have either
    group: wolves/away
    answers: {hunger: wolf, tastes: [sour]}
    expect: {meal: [soup, stew], spices: {excludes: [lemon]}}
  - name: a bite in the cold
    group: birds
    answers: {hunger: some, cold: yes}
    expect: {meal: salad, dish: [plate, bowl]}
  - name: a bird that no stew would please
    group: birds
    answers: {hunger: some}
    expect: {meal: {excludes: [stew]}}
  - name: a bird that is not hungry
    group: birds
    answers: {hunger: none}
    expect: {meal: soup, dish: bowl, spices: none}
  - name: nobody knows
    answers: {}
    expect: {meal: none}
";

fn advisor() -> Advisor {
    Advisor::new().file("dinner.yaml", DINNER).file("diaries/guests.yaml", DIARIES)
}

#[test]
fn the_figures_read_like_this() {
    let command = "rules test dinner.yaml --agreement --cases diaries";
    advisor().run(command).exits(0).snapshot("agreement");
    advisor().columns(40).run(command).exits(0).snapshot("agreement-40");
    advisor()
        .columns(24)
        .run("rules test dinner.yaml --agreement --cases diaries --group wolves")
        .exits(0)
        .snapshot("agreement-24");
    advisor().run(&format!("{command} --format json")).exits(0).snapshot("agreement-json");
}

#[test]
fn without_other_cases_those_of_the_rulebook_count() {
    let json = advisor().run("rules test dinner.yaml --agreement --format json").exits(0).json();
    assert_eq!((&json["cases"], &json["choices"][0]["agree"]["part"]), (&1.into(), &1.into()));
    assert_eq!(json["groups"], serde_json::json!([]));
}

#[test]
fn a_group_is_chosen_by_its_first_parts() {
    let cases = |group: &str| {
        let command = format!("rules test dinner.yaml --agreement --cases diaries --format json --group {group}");
        advisor().run(&command).exits(0).json()["cases"].clone()
    };
    assert_eq!([cases("wolves"), cases("wolves/away"), cases("birds")], [3, 2, 3]);
    for group in ["wolf", "wolves/away/far"] {
        let run = advisor().run(&format!("rules test dinner.yaml --agreement --cases diaries --group {group}"));
        run.refused().says(&["no case is of the group", "there are `wolves/home`, `wolves/away` and `birds`"]);
    }
}

/// Of the six cases that say what to eat four agree, which is 66.67 %.
#[test]
fn the_least_agreement_of_main_decisions_can_be_set() {
    let command = "rules test dinner.yaml --agreement --cases diaries --fail-under";
    let run = advisor().run(&format!("{command} 66")).exits(0);
    assert!(run.stdout.ends_with("every main decision reaches the 66 % of --fail-under\n"), "{run}");
    let run = advisor().run(&format!("{command} 67")).exits(1);
    assert!(run.stdout.ends_with("below the 67 % that --fail-under asks for: `meal`\n"), "{run}");
}

#[test]
fn what_is_wrong_with_a_file_of_cases_is_told_at_its_place() {
    let wrong = "cases:\n  - {name: a wolf, answers: {hunger: wolfish}, expect: {meal: stew}}\nquestions: []\n";
    let cut = "cases:\n  - name: guest #2\n    answers: {hunger: wolf}\n    expect: {meal: stew}\n";
    let advisor = advisor().file("wrong.yaml", wrong).file("cut.yaml", cut).file("empty.yaml", "# Nothing.\n");
    let run = advisor.run("rules test dinner.yaml --agreement --cases wrong.yaml --cases diaries").refused();
    run.says(&["wrong.yaml:2:38", "wrong.yaml:3:1", "a file of cases has no key `questions`"]);
    let run = advisor.run("rules test dinner.yaml --agreement --cases cut.yaml").refused();
    run.says(&["cut.yaml:2:17", "the text ends before this `#`", "1 error\n"]);
    advisor.run("rules test dinner.yaml --agreement --cases empty.yaml").refused();
    advisor.run("rules test dinner.yaml --agreement --cases gone.yaml").refused().says(&["gone.yaml"]);
    advisor.run("rules test dinner.yaml --cases diaries").refused();
    advisor.run("rules test dinner.yaml --agreement --coverage").refused();
    advisor.run("rules test dinner.yaml --agreement --format junit").exits(2);
}
