//! Robustness by trying everything: every number that a fired rule states is set to each of its values, in every combination, and
//! every set of fired rules is taken away.
//!
//! The cost is exponential in the numbers and in the rules that fire; what has too many is passed over.

use std::cell::Cell;
use std::collections::BTreeMap;

use leadership_advisor::{Evaluation, Proportion};

use crate::evaluate::{evaluate, fired};
use crate::exact::must;
use crate::generate::Case;
use crate::model::{Answers, Choose, Decision, Rulebook};

/// More combinations than this are not tried.
const MOST: u64 = 3_000;
/// Nor are radii above this.
const FAR: u64 = 6;

/// What came of the cases that were looked at: radii, shares and sets of rules that were compared.
pub(crate) type Seen = [usize; 3];

pub(crate) fn agrees(case: &Case, evaluation: &Evaluation) -> Result<Seen, String> {
    let Case { rulebook, answers, .. } = case;
    let mut seen = [0; 3];
    for decision in &rulebook.decisions {
        let now = outcome(rulebook, answers, &decision.id);
        let found = evaluation.robustness(&decision.id);
        let expected = matches!(decision.choose, Choose::One { .. }) && !now.is_empty();
        must(found.is_some() == expected, || format!("{}: robustness is said: {expected}", decision.id))?;
        let Some(found) = found else { continue };
        let places = places(rulebook, answers, decision);
        let count = |radius: u64| (2 * radius + 1).checked_pow(u32::try_from(places.len()).unwrap_or(u32::MAX));
        let can = |radius: u64| count(radius).is_some_and(|count| count <= MOST);
        let stays = |radius| moved(rulebook, &places, radius).all(|book| outcome(&book, answers, &decision.id) == now);
        for radius in (1..=FAR).take_while(|radius| can(*radius)) {
            let holds = found.radius.is_none_or(|most| radius <= most);
            must(stays(radius) == holds, || format!("{}: stays if all is off by {radius}: {holds}", decision.id))?;
            seen[0] += 1;
        }
        for (radius, within) in [(1, 0), (2, 1)] {
            if !can(radius) {
                continue;
            }
            let mut wins: BTreeMap<String, u64> = BTreeMap::new();
            for book in moved(rulebook, &places, radius) {
                *wins.entry(outcome(&book, answers, &decision.id).concat()).or_default() += 1;
            }
            for row in &found.acceptability {
                let share: Proportion = [row.within_one, row.within_two][within];
                let exact = wins.get(&row.option.id).copied().unwrap_or(0);
                let of = count(radius).expect("it is small");
                must(is_near(share, exact, of), || {
                    format!(
                        "{}: {} wins {exact} of {of}, not {} of {}",
                        decision.id, row.option.id, share.part, share.of
                    )
                })?;
                seen[1] += 1;
            }
        }
        let rules = fired_here(rulebook, answers, decision);
        if rules.len() <= 8 {
            let changes = |set: &[String]| outcome(&without(rulebook, set), answers, &decision.id) != now;
            let fewest = subsets(&rules).filter(|set| changes(set)).map(|set| set.len()).min().expect("all of them do");
            let told: Vec<String> = found.fewest_wrong.iter().map(|rule| rule.id.clone()).collect();
            must(told.len() == fewest && changes(&told), || {
                format!("{}: without {told:?} it changes, and {fewest} are enough", decision.id)
            })?;
            seen[2] += 1;
        }
    }
    Ok(seen)
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "the standard error is a root, and the counts are small"
)]
/// Whether a drawn share lies within five standard errors of the exact one; nothing and everything are met exactly.
fn is_near(drawn: Proportion, exact: u64, of: u64) -> bool {
    let (share, exact) = (drawn.part as f64 / drawn.of as f64, exact as f64 / of as f64);
    (share - exact).abs() <= 5.0 * (exact * (1.0 - exact) / drawn.of as f64).sqrt()
}

fn outcome(rulebook: &Rulebook, answers: &Answers, decision: &str) -> Vec<String> {
    evaluate(rulebook, answers).judgement(decision).outcome.clone()
}

fn fired_here(rulebook: &Rulebook, answers: &Answers, decision: &Decision) -> Vec<String> {
    let fired = fired(rulebook, answers);
    decision.rules.iter().map(|rule| rule.id.clone()).filter(|id| fired.contains(id)).collect()
}

/// The rule and the place in it of every number that a fired rule states.
fn places(rulebook: &Rulebook, answers: &Answers, decision: &Decision) -> Vec<(String, usize)> {
    let fired = fired_here(rulebook, answers, decision);
    let rules = decision.rules.iter().filter(|rule| fired.contains(&rule.id));
    rules.flat_map(|rule| (0..rule.points.len()).map(|place| (rule.id.clone(), place))).collect()
}

/// The rulebook with each of these numbers off by each amount up to the radius.
fn moved<'r>(
    rulebook: &'r Rulebook,
    places: &'r [(String, usize)],
    radius: u64,
) -> impl Iterator<Item = Rulebook> + use<'r> {
    let values = 2 * radius + 1;
    let count = values.pow(u32::try_from(places.len()).expect("few places"));
    (0..count).map(move |mut combination| {
        let mut book = rulebook.clone();
        for (id, place) in places {
            let by = i64::try_from(combination % values).expect("small") - i64::try_from(radius).expect("small");
            combination /= values;
            let rules = book.decisions.iter_mut().flat_map(|decision| &mut decision.rules);
            rules.filter(|rule| rule.id == *id).for_each(|rule| rule.points[*place].1 += by);
        }
        book
    })
}

fn without(rulebook: &Rulebook, rules: &[String]) -> Rulebook {
    let mut book = rulebook.clone();
    book.decisions.iter_mut().for_each(|decision| decision.rules.retain(|rule| !rules.contains(&rule.id)));
    book
}

fn subsets(rules: &[String]) -> impl Iterator<Item = Vec<String>> + '_ {
    (0..1_usize << rules.len()).map(|members| {
        let chosen = rules.iter().enumerate().filter(|(place, _)| members >> place & 1 == 1);
        chosen.map(|(_, rule)| rule.clone()).collect()
    })
}

#[test]
fn robustness_is_what_moving_every_number_shows() {
    let seen = Cell::new([0; 3]);
    crate::holds(crate::CASES / 5, |case| {
        let rulebook = crate::engine::rulebook(case)?;
        let own = agrees(case, &crate::engine::answers(&rulebook, &case.answers)?.evaluate())?;
        let sum = seen.get().iter().zip(own).map(|(all, own)| all + own).collect::<Vec<usize>>();
        seen.set([sum[0], sum[1], sum[2]]);
        Ok(())
    });
    assert!(seen.get().iter().all(|count| *count > 100), "hardly anything compared: {:?}", seen.get());
}
