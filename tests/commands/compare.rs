//! `advisor compare`: two sets of answers side by side.

use leadership_advisor::record::Comparison;

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
fn for_programs() {
    let run = lunch().run("compare --rules lunch.yaml one.yaml --set hunger=some --set money= --format json").exits(0);
    let json = run.json();
    let record: Comparison = serde_json::from_value(json.clone()).expect("a record reads it");
    assert_eq!(serde_json::to_value(&record).expect("it is JSON"), json);
    let asked: Vec<&str> = record.answers.iter().map(|difference| difference.question.as_str()).collect();
    assert_eq!(asked, ["hunger", "money"]);
    assert_eq!(record.answers.last().and_then(|difference| difference.second.clone()), None);
    // Points are sums: what the rules that fired in one alone gave and took makes the difference.
    for decision in &record.decisions {
        for row in &decision.second.ranking {
            let before = decision.first.ranking.iter().find(|other| other.option == row.option);
            let moved: i64 = decision
                .reasons
                .iter()
                .flat_map(|reason| &reason.points)
                .filter(|moved| moved.option == row.option)
                .map(|moved| moved.points)
                .sum();
            assert_eq!(before.map(|before| before.points + moved), Some(row.points), "{}: {}", decision.id, row.option);
        }
    }
    assert!(record.decisions.iter().any(|decision| !decision.reasons.is_empty()));
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
    let run = advisor.run("compare scale-up.yaml --set sales_leader_is=seller --set money=part_time").exits(0);
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
