//! What the shipped rulebook has drawn: one company today, one as recommended, and nobody twice.

use std::collections::BTreeSet;

use leadership_advisor::{DrawnBox, DrawnChart, Rulebook};

/// The titles of all boxes.
fn seats<'e>(boxes: &[DrawnBox<'e>]) -> Vec<&'e str> {
    boxes.iter().flat_map(|one| [vec![one.title], seats(&one.below)].concat()).collect()
}

/// Charts under the title "As recommended" exclude each other, and there is one wherever a structure is recommended.
#[test]
fn every_structure_that_is_recommended_is_drawn_once() {
    let rulebook = Rulebook::builtin();
    let mut drawn_ids = BTreeSet::new();
    for result in rulebook.run_cases() {
        let evaluation = &result.evaluation;
        let charts = evaluation.charts();
        let recommended: Vec<&DrawnChart<'_>> =
            charts.iter().filter(|drawn| drawn.chart.title == "As recommended").collect();
        let has_outcome = !evaluation.outcome("leadership").is_empty() || !evaluation.outcome("reporting").is_empty();
        assert_eq!(recommended.len(), usize::from(has_outcome), "`{}`", result.case.name);
        for drawn in &charts {
            let all = seats(&drawn.boxes);
            let distinct: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(all.len(), distinct.len(), "`{}` draws somebody twice: {all:?}", result.case.name);
            assert!(all.len() > 2, "`{}` draws hardly anything: {all:?}", result.case.name);
            drawn_ids.insert(drawn.chart.id.clone());
        }
    }
    let all: BTreeSet<String> = rulebook.charts().iter().map(|chart| chart.id.clone()).collect();
    assert_eq!(drawn_ids, all, "no case draws the others");
}

/// Who is recommended is in the picture, under whatever line.
#[test]
fn the_leader_who_is_recommended_is_in_the_picture() {
    for result in Rulebook::builtin().run_cases() {
        let charts = result.evaluation.charts();
        let Some(drawn) = charts.iter().find(|drawn| drawn.chart.title == "As recommended") else { continue };
        let all = seats(&drawn.boxes);
        let has = |part: &str| all.iter().any(|title| title.contains(part));
        let (revenue, marketing, part_time) = match result.evaluation.outcome("leadership").as_slice() {
            ["cro"] => (true, false, false),
            ["cmo"] => (false, true, false),
            ["both"] => (true, true, false),
            ["fractional"] => (false, false, true),
            _ => (false, false, false),
        };
        let found = (has("Chief Revenue Officer"), has("Chief Marketing Officer"), has("art-time leader"));
        assert_eq!(found, (revenue, marketing, part_time), "`{}`: {all:?}", result.case.name);
    }
}

/// With both sides known the company today is drawn, and each side is in it.
#[test]
fn every_company_today_has_both_sides() {
    let rulebook = Rulebook::builtin();
    let seat = |id: &str| {
        let question = rulebook.question(id).expect("it is a question");
        question.answers().iter().map(|answer| answer.id.clone()).collect::<Vec<_>>()
    };
    for sales in seat("sales_lead") {
        for marketing in seat("marketing_lead") {
            let mut answers = rulebook.answers();
            answers.set("sales_lead", sales.as_str()).expect("it is an answer");
            answers.set("marketing_lead", marketing.as_str()).expect("it is an answer");
            let evaluation = answers.evaluate();
            let charts = evaluation.charts();
            let today = charts.iter().find(|drawn| drawn.chart.id == "today").expect("both are known");
            let all = seats(&today.boxes);
            for side in ["sales", "marketing"] {
                assert!(all.iter().any(|title| title.to_lowercase().contains(side)), "{sales}, {marketing}: {all:?}");
            }
        }
    }
}
