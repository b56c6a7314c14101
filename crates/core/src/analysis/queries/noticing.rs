//! What a case could notice of a change in one decision: that it comes out with other options, or that a rule fires no more.
//!
//! Whether a decision applies, its verdict and its points are nothing that a case can state, so they do not count here. A
//! change of one rule needs no second rulebook to be looked at: the rule's condition as it is after the change is put beside
//! the others as one of a decision of its own.

use super::survey::{Draw, Possible};
use crate::analysis::bounds::outlook::Slot;
use crate::analysis::bounds::shift::{Fires, Shift, Sign};
use crate::analysis::one_world::search::{Goal, Search};
use crate::answers::Answers;
use crate::rulebook::{Book, Choose, Condition, Decision, Given, Model, Question, QuestionKind, Rule, Rulebook};
use crate::table::{Ix, Table};

/// How many nodes one search may look at.
const NODES: u64 = 1_000;

/// Answers for which a decision comes out with other options after a change of one of its rules, or of its threshold.
pub(crate) fn other_outcome(
    rulebook: &Rulebook,
    changed: &Book,
    (decision, rule): (Ix<Decision>, Option<Ix<Rule>>),
    fund: &mut u64,
) -> Possible<Answers> {
    search(rulebook, changed, (decision, rule), Sign::Outcome, fund)
}

/// Answers for which a rule fires before a change of its condition and not after it.
pub(crate) fn silenced(
    rulebook: &Rulebook,
    changed: &Book,
    (decision, rule): (Ix<Decision>, Ix<Rule>),
    fund: &mut u64,
) -> Possible<Answers> {
    search(rulebook, changed, (decision, Some(rule)), Sign::Silence, fund)
}

fn search(
    rulebook: &Rulebook,
    changed: &Book,
    (ix, rule): (Ix<Decision>, Option<Ix<Rule>>),
    sign: Sign,
    fund: &mut u64,
) -> Possible<Answers> {
    let book = rulebook.book();
    let (before, after) = (&book.decisions[ix], &changed.decisions[ix]);
    // To begin takes as long as some nodes, and to make a model longer: the more so the larger the rulebook is.
    let size = book.model().size;
    if !pays(fund, 1 + size / 100) {
        return Possible::Unproven;
    }
    let Some(mut shift) = Shift::of(book.model(), ix.position(), rule.map(Ix::position)) else {
        return Possible::Unproven;
    };
    let options = before.options.len();
    let mut extended = None;
    if let Some(rule) = rule {
        let (was, is) = (&before.rules[rule], &after.rules[rule]);
        if is.condition == Condition::Any([].into()) {
            shift.fires = Fires::Never;
        } else if is.condition != was.condition {
            if !pays(fund, size * size / 1_000) {
                return Possible::Unproven;
            }
            shift.fires = Fires::With(book.decisions.len(), 0);
            extended = Some(Model::with(book, Some(&beside(before, ix, is))));
        }
        let mut given = vec![0; options];
        for (option, points) in &is.points {
            given.get_mut(option.position()).into_iter().for_each(|sum| *sum += points);
        }
        let [_, points] = &mut shift.points;
        *points = given;
        shift.rules_out = [was.rules_out, is.rules_out];
    } else if let (Choose::Many { threshold }, Choose::Many { threshold: other }) = (before.choose, after.choose) {
        shift.points = [vec![0; options], vec![threshold - other; options]];
    }
    shift.sign = sign;
    let model = extended.as_ref().unwrap_or(book.model());
    let mut search = Search::new(model, vec![Slot::Open; model.questions.len()], NODES.min(*fund));
    let found = search.reach(&Goal::Shifted(Box::new(shift)));
    *fund = fund.saturating_sub(search.nodes);
    match found {
        Ok(false) => Possible::No,
        Ok(true) => Possible::Yes(Answers::with_given(rulebook, given(book, model, &search.slots))),
        Err(_) => Possible::Unproven,
    }
}

/// Whether so many nodes are left; they are spent then.
fn pays(fund: &mut u64, nodes: u64) -> bool {
    let left = fund.checked_sub(nodes);
    *fund = left.unwrap_or(*fund);
    left.is_some()
}

/// A decision that rests on this one, and has its rule as it is after the change.
fn beside(decision: &Decision, ix: Ix<Decision>, changed: &Rule) -> Decision {
    let every = (0..decision.options.len()).collect();
    let mut beside = Decision { applies_if: None, rules: Table::default(), ..decision.clone() };
    beside.rules.push(changed.clone());
    beside.rules.push(Rule { condition: Condition::Decided(ix, every), ..changed.clone() });
    beside
}

fn given(book: &Book, model: &Model, slots: &[Slot]) -> Table<Question, Option<Given>> {
    book.questions.column(|ix| match slots.get(ix.position()) {
        Some(Slot::Fixed(case)) => model.questions.get(ix.position())?.cases.get(*case).copied().flatten(),
        _ => None,
    })
}

/// So many profiles of answers, always the same ones: three of four with an answer to every question, the others with gaps.
/// Numbers lie at the edges of what conditions tell apart, on both sides.
pub(crate) fn drawn_profiles(rulebook: &Rulebook, count: usize) -> Vec<Table<Question, Option<Given>>> {
    let (book, mut draw) = (rulebook.book(), Draw(0));
    let answers = book.questions.column(|ix| {
        let cases = book.model().questions.get(ix.position()).map(|question| question.cases.as_slice());
        let mut answers: Vec<Given> = cases.unwrap_or_default().iter().copied().flatten().collect();
        if let QuestionKind::Number { min, max, .. } = book.questions[ix].kind {
            let range = min.unwrap_or(i64::MIN)..=max.unwrap_or(i64::MAX);
            let ends = book.model().ends(ix.position()).filter(|end| range.contains(end));
            answers.extend(ends.map(Given::Number));
        }
        answers
    });
    let mut profile = |nth: usize| {
        book.questions.column(|ix| {
            let is_gap = nth % 4 == 3 && draw.below(3) == 0;
            if is_gap { None } else { answers[ix].get(draw.below(answers[ix].len())).copied() }
        })
    };
    (0..count).map(&mut profile).collect()
}
