//! `advisor compare`: the answers of several people side by side.

use leadership_advisor::record::Panel;

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
    assert!(run.stdout.contains("two with hunger=wolf") && !run.stdout.contains("How hungry"), "{run}");
}

#[test]
fn for_programs() {
    let run = lunch().run("compare --rules lunch.yaml one.yaml --set hunger=some --set money= --format json").exits(0);
    let json = run.json();
    let record: Panel = serde_json::from_value(json.clone()).expect("a record reads it");
    assert_eq!(serde_json::to_value(&record).expect("it is JSON"), json);
    let sides = record.comparison.expect("two people have one");
    let asked: Vec<&str> = sides.answers.iter().map(|difference| difference.question.as_str()).collect();
    assert_eq!(asked, ["hunger", "money"]);
    assert_eq!(sides.answers.last().and_then(|difference| difference.second.clone()), None);
    // Points are sums: what the rules that fired in one alone gave and took makes the difference.
    for decision in &sides.decisions {
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
    assert!(sides.decisions.iter().any(|decision| !decision.reasons.is_empty()));
}

#[test]
fn what_is_the_same_is_said_to_be() {
    let run = lunch().run("compare --rules lunch.yaml one.yaml one.yaml").exits(0);
    assert!(run.stdout.contains("Two views, the same result"), "{run}");
    assert!(run.stdout.contains("No difference in what all were asked"), "{run}");
    assert!(!run.stdout.contains("What made the difference"), "{run}");
}

const CHAIR: &str = "{answers: {hunger: wolf, tastes: [sweet], money: 5, guests: no}}";

/// Who comes to what, which answers matter, and what it takes to come together, in each form that there is.
#[test]
fn three_people() {
    let advisor = lunch().file("chair.yaml", CHAIR);
    advisor.run("compare --rules lunch.yaml one.yaml two.yaml chair.yaml").exits(0).snapshot("compare-three");
    let markdown = advisor.run("compare --rules lunch.yaml one.yaml two.yaml chair.yaml --format markdown").exits(0);
    markdown.snapshot("compare-three-markdown");
    advisor.run("compare --rules lunch.yaml one.yaml two.yaml chair.yaml --output all.html").exits(0);
    let page = advisor.read("all.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h1>Three views, "), "{page}");
    advisor.run("compare --rules lunch.yaml one.yaml two.yaml chair.yaml --output all.MD").exits(0);
    assert_eq!(advisor.read("all.MD"), markdown.stdout);
    let json = advisor.run("compare --rules lunch.yaml one.yaml two.yaml chair.yaml --format json").exits(0).json();
    let record: Panel = serde_json::from_value(json.clone()).expect("a record reads it");
    assert_eq!(serde_json::to_value(&record).expect("it is JSON"), json);
    assert_eq!(record.people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["one", "two", "chair"]);
    assert!(record.comparison.is_none() && record.disagreements.iter().any(|one| !one.adoptions.is_empty()));
}

/// Files of one name are told apart by their folder, and what is read is not written over.
#[test]
fn names_and_files() {
    let advisor = lunch().file("other/one.yaml", TWO);
    let run = advisor.run("compare --rules lunch.yaml one.yaml other/one.yaml").exits(0);
    assert!(run.stdout.contains("- one.yaml: ") && run.stdout.contains("- other/one.yaml: "), "{run}");
    advisor.run("compare --rules lunch.yaml one.yaml two.yaml --output one.yaml").refused();
    advisor
        .run("compare --rules lunch.yaml one.yaml two.yaml --output a.pdf")
        .refused()
        .says(&["not printed as a PDF"]);
    let many = "two.yaml ".repeat(21);
    advisor.run(&format!("compare --rules lunch.yaml {}", many.trim_end())).refused().says(&["21 sets of answers"]);
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

/// A tie is no lead, and missing answers, a gap in the rules and rules that leave nothing are told apart.
#[test]
fn no_outcome_and_no_lead_have_their_reasons() {
    let rules = "\
rulebook: {id: six, version: 1, format: 1, title: Six}
questions: [{id: a, ask: A?, type: yes_no}, {id: b, ask: B?, type: yes_no}, {id: c, ask: C?, type: yes_no}]
decisions:
  - id: d
    title: Which one?
    choose: one
    options: [{id: x, title: Ex}, {id: y, title: Why}]
    rules:
      - {id: r1, if: {a: true}, points: {x: 1}, because: Ra.}
      - {id: r2, if: {b: true}, points: {y: 1}, because: Rb.}
      - {id: r3, if: {c: true}, rules_out: [x, y], because: Rc.}
";
    let advisor = [
        ("open", "{}"),
        ("gap", "{a: no, b: no, c: no}"),
        ("out", "{a: no, b: no, c: yes}"),
        ("tie", "{a: yes, b: yes, c: no}"),
        ("clear", "{a: yes, b: no, c: no}"),
    ]
    .into_iter()
    .fold(Advisor::new().file("six.yaml", rules), |advisor, (name, answers)| {
        advisor.file(&format!("{name}.yaml"), format!("answers: {answers}"))
    });
    for (pair, lines) in [
        ("open gap", ["open: No result yet.", "gap: No recommendation: no rule covers these answers."]),
        (
            "gap out",
            ["out: Recommended: none of these options for now.", "no outcome, since no rule covers the answers"],
        ),
        ("tie clear", ["tie: “Ex”, only by list order, in a tie with “Why”.", "clear: Ex."]),
    ] {
        let (one, other) = pair.split_once(' ').expect("two names");
        let run = advisor.run(&format!("compare {one}.yaml {other}.yaml --rules six.yaml")).exits(0);
        assert!(lines.iter().all(|line| run.stdout.contains(line)), "{run}");
        assert!(!run.stdout.contains("The same outcome"), "{run}");
    }
}
