//! `advisor compare`: two sets of answers side by side.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

const ONE: &str = "{company: Us, answers: {hunger: wolf, tastes: [sweet], money: 12, guests: no}}";
const TWO: &str = "{answers: {hunger: none, tastes: [sweet, hot], money: 5, guests: yes, number: 2}}";

fn lunch() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file("one.yaml", ONE).file("two.yaml", TWO)
}

#[test]
fn two_files_side_by_side() {
    let run = lunch().run("compare --rules lunch.yaml one.yaml two.yaml").exits(0);
    assert_eq!(run.stderr, "");
    run.snapshot("compare-files");
}

#[test]
fn a_file_and_what_if() {
    lunch().run("compare --rules lunch.yaml one.yaml --set hunger=some --set money=").exits(0).snapshot("compare-set");
    // Both: the second file is changed.
    let run = lunch().run("compare --rules lunch.yaml one.yaml two.yaml --set hunger=wolf").exits(0);
    assert!(run.stdout.contains("two.yaml with hunger=wolf") && !run.stdout.contains("How hungry"), "{run}");
}

#[test]
fn what_is_the_same_is_said_to_be() {
    let run = lunch().run("compare --rules lunch.yaml one.yaml one.yaml").exits(0);
    assert!(run.stdout.contains("No answer differs"), "{run}");
    assert!(run.stdout.contains("The same outcome: “Stew”."), "{run}");
    assert!(!run.stdout.contains("What made the difference"), "{run}");
}

#[test]
fn the_shipped_rulebook_in_forty_columns() {
    let advisor = Advisor::new().example("scale-up.yaml").columns(40);
    let run = advisor.run("compare scale-up.yaml --set sales_background=rounded --set budget=part_time").exits(0);
    run.snapshot("compare-shipped");
    let widest = run.stdout.lines().map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|widest| widest <= 40), "{run}");
}

#[test]
fn there_must_be_two() {
    lunch().run("compare --rules lunch.yaml one.yaml").refused().says(&["there is nothing to compare with"]);
    lunch().run("compare --rules lunch.yaml - -").refused().says(&["standard input cannot be read twice"]);
    lunch().run("compare --rules lunch.yaml one.yaml no.yaml").refused().says(&["no.yaml"]);
    lunch().run("compare --rules lunch.yaml one.yaml --set hunger=wofl").refused().says(&["did you mean `wolf`?"]);
}
