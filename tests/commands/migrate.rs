//! `advisor answers migrate`, and what is said of answers that were given to an older version.

use crate::advisor::Advisor;

/// Older versions asked whether somebody is hungry, for a taste, for a budget and for the weather.
const LUNCH: &str = "\
rulebook: {id: lunch, version: 3, format: 1, title: Lunch}
questions:
  - {id: hunger, ask: How hungry are you?, type: choice, answers: {some: A little, wolf: Like a wolf}}
  - {id: tastes, ask: What do you like?, type: many, at_most: 2, answers: {sweet: Sweet, sour: Sour, hot: Hot, mild: Mild}}
  - {id: money, ask: What may it cost?, type: number, min: 0, max: 100}
  - {id: guests, ask: Do you have guests?, type: yes_no}
decisions:
  - id: meal
    title: What to eat?
    choose: one
    options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    rules:
      - {id: fill, if: {hunger: wolf}, points: {stew: 2}, because: Stew fills you up.}
former:
  - {question: hungry, now: hunger, answers: {yes: wolf}}
  - {question: taste, now: tastes, answers: {curry: [hot, sweet], lemon: sour, plain: }}
  - {question: budget, now: money}
  - {question: weather, because: Nobody eats outside any more.}
  - {question: hunger, now: hunger, answers: {bear: wolf, bird: some, none: }}
";

const OLD: &str = "\
rulebook: lunch
company: Acme
answers:
  hungry: yes
  taste: [curry, plain]
  budget: 12
  weather: fine
  guest: no
";

fn advisor() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file("old.yaml", OLD)
}

#[test]
fn an_older_file_is_converted_and_every_step_is_told() {
    let run = advisor().run("answers migrate old.yaml --rules lunch.yaml").exits(0);
    run.snapshot("migrate");
    // What comes out is taken as it is, and comes out again.
    let advisor = advisor().file("new.yaml", &run.stdout);
    advisor.run("recommend new.yaml --rules lunch.yaml").exits(0);
    let again = advisor.run("answers migrate new.yaml --rules lunch.yaml").exits(0);
    assert_eq!(again.stdout, run.stdout);
    assert!(!again.stderr.contains("converted") && !again.stderr.contains("dropped"), "{again}");
}

#[test]
fn answers_that_only_have_another_name_are_converted() {
    let migrate = |answers: &str| {
        let run =
            Advisor::new().file("lunch.yaml", LUNCH).feed("answers migrate - --rules lunch.yaml", answers).exits(0);
        let line = run.stdout.lines().find(|line| line.starts_with("  hunger:")).unwrap_or_default().to_owned();
        (line, run.stderr.lines().next().unwrap_or_default().to_owned())
    };
    let (line, said) = migrate("answers: {hunger: bear}");
    assert_eq!((line.as_str(), said.as_str()), ("  hunger: wolf", "converted `hunger: bear` to `hunger: wolf`"));
    assert_eq!(migrate("answers: {hunger: some}").0, "  hunger: some");
    assert_eq!(migrate("answers: {hunger: none}").1, "dropped `hunger: none`: no answer to `hunger` says the same");
    // Two older answers that contradict each other.
    let (line, said) = migrate("answers: {hunger: some, hungry: yes}");
    assert_eq!(line, "  hunger: some");
    assert_eq!(said, "dropped `hungry: yes`: `hunger` takes one answer, and another is given");
}

#[test]
fn whoever_uses_older_names_is_told_the_new_ones() {
    let run = advisor().run("recommend old.yaml --rules lunch.yaml").refused();
    run.says(&[
        "`hungry` was asked by an older version; `hunger` asks for it now.",
        "`advisor answers migrate FILE` converts the file",
        "Nobody eats outside any more. `advisor",
        "did you mean `guests`?",
    ]);
    let advisor = advisor().file("me.yaml", "answers: {hunger: bear}").file("none.yaml", "answers: {}");
    let renamed = "`bear` was an answer to `hunger` in an older version; it is `wolf` now.";
    advisor.run("recommend me.yaml --rules lunch.yaml").refused().says(&[renamed]);
    advisor.run("recommend none.yaml --rules lunch.yaml --set hunger=bear").refused().says(&[renamed]);
    advisor.run("recommend none.yaml --rules lunch.yaml --set budget=3").refused().says(&["`money` asks for it now"]);
    advisor.run("compare none.yaml me.yaml --rules lunch.yaml").refused().says(&[renamed]);
    advisor.run("ask --answers me.yaml --rules lunch.yaml").refused().says(&[renamed]);
}

#[test]
fn the_file_that_is_read_is_never_overwritten() {
    let advisor = advisor();
    advisor
        .run("answers migrate old.yaml --rules lunch.yaml --output ./old.yaml")
        .refused()
        .says(&["`./old.yaml` is read here"]);
    assert_eq!(advisor.read("old.yaml"), OLD);
    let run = advisor.run("answers migrate old.yaml --rules lunch.yaml --output new.yaml").exits(0);
    assert_eq!(run.stdout, "");
    assert!(advisor.read("new.yaml").contains("  hunger: wolf\n"));
    advisor.run("answers migrate gone.yaml --rules lunch.yaml").refused().says(&["gone.yaml"]);
    advisor.run("answers migrate lunch.yaml --rules lunch.yaml").refused();
}

/// A layer knows what it asked itself.
#[test]
fn a_layer_adds_to_what_older_versions_asked() {
    let layer = "rulebook: {id: ours, version: 2, format: 1, title: Ours, extends: lunch}\nformer: [{question: purse, now: money}]\n";
    let advisor = advisor().file("ours.yaml", layer).file("me.yaml", "answers: {purse: 7, budget: 7}");
    let run = advisor.run("answers migrate me.yaml --rules lunch.yaml --rules ours.yaml").exits(0);
    assert!(run.stdout.contains("  money: 7\n") && run.stderr.starts_with("converted `purse: 7`"), "{run}");
}
