//! What the shipped rulebook has drawn: one company today, one as proposed, and nobody twice.

use std::collections::BTreeSet;

use leadership_advisor::{Answers, DrawnBox, DrawnChart, Evaluation, Rulebook};

const TODAY: &str = "Today";
const PROPOSED: &str = "As proposed";

/// Answers that lead to each structure, whoever leads sales and marketing today, or nearly so.
const TOWARDS: &[(&str, &[(&str, &str)])] = &[
    ("not_yet", &[("stage", "searching"), ("task", "hands"), ("basics", "none")]),
    (
        "not_yet",
        &[("stage", "midsize"), ("task", "save"), ("carry_on", "fine"), ("money", "cut"), ("candidate", "nobody")],
    ),
    ("not_yet", &[("stage", "midsize"), ("task", "unsure"), ("trigger", "habit"), ("carry_on", "fine")]),
    ("fractional", &[("task", "cover"), ("money", "part_time"), ("last_leader", "unknown")]),
    ("fractional", &[("task", "marketing"), ("money", "part_time"), ("hurts", "scattered"), ("stage", "repeatable")]),
    ("fractional", &[("task", "sales"), ("money", "part_time"), ("hurts", "closing"), ("stage", "repeatable")]),
    (
        "fractional",
        &[("task", "marketing,hands"), ("money", "part_time"), ("hurts", "scattered"), ("last_leader", "several")],
    ),
    ("higher", &[("task", "run_business"), ("above", "person"), ("ceo_wants", "hand_over"), ("candidate", "general")]),
    ("higher", &[("task", "run_business"), ("above", "open"), ("ceo_wants", "hand_over")]),
    ("peers", &[("task", "two_owners"), ("above", "unwanted"), ("ceo_wants", "direct"), ("money", "two")]),
    ("peers", &[("purpose", "reporting"), ("above", "unwanted"), ("ceo_wants", "direct"), ("hurts", "starved")]),
    ("cmo", &[("task", "marketing"), ("candidate", "marketing"), ("marketing_job", "business"), ("hurts", "unknown")]),
    (
        "cmo",
        &[("purpose", "reporting"), ("candidate", "marketing"), ("marketing_job", "business"), ("hurts", "unknown")],
    ),
    ("cro", &[("task", "sales"), ("candidate", "sales"), ("ceo_wants", "one_hand"), ("hurts", "fight,closing")]),
    ("cro", &[("task", "one_owner"), ("ceo_wants", "one_hand"), ("hurts", "fight,closing"), ("stage", "midsize")]),
    ("cro", &[("purpose", "reporting"), ("ceo_wants", "one_hand"), ("hurts", "fight,closing"), ("stage", "midsize")]),
];

/// The titles of all boxes.
fn seats<'e>(boxes: &[DrawnBox<'e>]) -> Vec<&'e str> {
    boxes.iter().flat_map(|one| [vec![one.title], seats(&one.below)].concat()).collect()
}

fn titled<'d, 'e>(charts: &'d [DrawnChart<'e>], title: &str) -> Vec<&'d DrawnChart<'e>> {
    charts.iter().filter(|drawn| drawn.chart.title == title).collect()
}

fn answers_of<'r>(rulebook: &'r Rulebook, question: &str) -> impl Iterator<Item = &'r str> {
    rulebook.question(question).expect("it is a question").answers().iter().map(|answer| answer.id.as_str())
}

/// Everybody who may lead sales today beside everybody who may lead marketing.
fn companies(rulebook: &Rulebook) -> Vec<Answers> {
    let mut companies = Vec::new();
    for sales in answers_of(rulebook, "sales_lead") {
        for marketing in answers_of(rulebook, "marketing_lead") {
            let mut answers = rulebook.answers();
            answers.set("sales_lead", sales).expect("it is an answer");
            answers.set("marketing_lead", marketing).expect("it is an answer");
            companies.push(answers);
        }
    }
    companies
}

/// Those companies, pushed towards each structure, and the rulebook's own cases.
fn proposals(rulebook: &Rulebook) -> Vec<(String, Evaluation)> {
    let mut proposals: Vec<(String, Evaluation)> = Vec::new();
    for company in companies(rulebook) {
        for (_, towards) in TOWARDS {
            let mut answers = company.clone();
            for (question, text) in *towards {
                answers.set_text(question, text).expect("it is an answer");
            }
            proposals.push((answers.to_yaml(), answers.evaluate()));
        }
    }
    proposals.extend(rulebook.run_cases().map(|result| (result.case.name.clone(), result.evaluation)));
    proposals
}

/// Charts of one title exclude each other, and wherever there is a structure, "nobody for now" too, one shows it.
#[test]
fn every_structure_that_is_proposed_is_drawn_once() {
    let rulebook = Rulebook::builtin();
    let (mut structures, mut drawn_ids) = (BTreeSet::new(), BTreeSet::new());
    for (name, evaluation) in proposals(&rulebook) {
        let charts = evaluation.charts();
        let structure = evaluation.outcome("structure").expect("a decision");
        assert_eq!(titled(&charts, PROPOSED).len(), structure.len(), "{name}");
        assert!(titled(&charts, TODAY).len() <= 1, "{name}");
        structures.extend(structure.into_iter().map(str::to_owned));
        drawn_ids.extend(charts.iter().map(|drawn| drawn.chart.id.clone()));
    }
    let all: BTreeSet<String> =
        rulebook.decision("structure").expect("it is there").options().iter().map(|option| option.id.clone()).collect();
    assert_eq!(structures, all);
    let all: BTreeSet<String> = rulebook.charts().iter().map(|chart| chart.id.clone()).collect();
    assert_eq!(drawn_ids, all, "nothing draws the others");
}

/// One box for each, whatever it says: two with one title are one person in two places, or two people for one seat.
#[test]
fn nobody_is_drawn_twice() {
    let mut twice = BTreeSet::new();
    for (_, evaluation) in proposals(&Rulebook::builtin()) {
        for drawn in evaluation.charts() {
            let all = seats(&drawn.boxes);
            let again =
                all.iter().enumerate().filter(|(at, title)| all.iter().take(*at).any(|before| before == *title));
            twice.extend(again.map(|(_, title)| format!("{}: {title}", drawn.chart.id)));
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

/// Who is recommended is in the picture, whoever is there today.
#[test]
fn the_leader_who_is_recommended_is_in_the_picture() {
    for (name, evaluation) in proposals(&Rulebook::builtin()) {
        let charts = evaluation.charts();
        let Some(drawn) = titled(&charts, PROPOSED).first().copied() else { continue };
        let all = seats(&drawn.boxes);
        let has = |parts: &[&str]| all.iter().any(|title| parts.iter().any(|part| title.contains(part)));
        let found = match evaluation.outcome("structure").expect("a decision").as_slice() {
            ["cro"] => has(&["CRO", "VP of Sales"]),
            ["cmo"] => has(&["CMO"]),
            ["higher"] => has(&["COO"]),
            ["peers"] => has(&["ales"]) && has(&["arketing"]),
            ["fractional"] => has(&["ractional", "nterim"]),
            ["not_yet"] => has(&["No new executive", "Salesperson or marketer"]),
            _ => false,
        };
        assert!(found, "{name}\n{all:?}");
    }
}

/// With both sides known the company today is drawn, and each side is in it.
#[test]
fn every_company_today_has_both_sides() {
    for answers in companies(&Rulebook::builtin()) {
        let evaluation = answers.evaluate();
        let charts = evaluation.charts();
        let [today] = titled(&charts, TODAY)[..] else { panic!("not one chart:\n{}", answers.to_yaml()) };
        let all = seats(&today.boxes);
        for side in ["sales", "marketing"] {
            assert!(all.iter().any(|title| title.to_lowercase().contains(side)), "{all:?}\n{}", answers.to_yaml());
        }
    }
}
