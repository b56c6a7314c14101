//! Rules that might be missing: conditions of one answer, or of one answer and one fact, under which one or two points more
//! for an option would make cases hold.
//!
//! Among thousands of conditions some fit any cases by chance. So what is shown is the gain on cases that had no say in the
//! choice: the groups are dealt into five parts, conditions are chosen on four of them, the best ones, and counted on the
//! fifth, each part in turn (S. Geisser, *Journal of the American Statistical Association* 70, 1975).

use std::collections::BTreeMap;

use serde::Serialize;

use super::options::{FitError, expecting};
use crate::agreement::Cases;
use crate::answers::Answers;
use crate::evaluation::{Evaluation, World};
use crate::rulebook::{
    Case, Choose, Condition, Decision, DecisionOption, Fact, Given, NO, QuestionKind, Rulebook, Test, YES,
};
use crate::set::Set;
use crate::table::Ix;
use crate::truth::Truth;

/// Rules that might be missing. Made by [`Cases::suggest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Suggestions {
    /// How many rules were tried.
    pub tried: u64,
    /// In how many parts the cases were dealt.
    pub parts: u64,
    /// The rules that gained more cases than they lost where they had not been chosen, the best first.
    pub rules: Vec<Suggestion>,
}

/// A rule that might be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// The decision.
    pub decision: String,
    /// The option that would get the points.
    pub option: String,
    /// How many.
    pub points: i64,
    /// The condition, as an author would write it.
    pub condition: String,
    /// In how many parts it was among the best of the other parts.
    pub chosen: u64,
    /// As how many cases those count that it gained there, on cases that had no say.
    pub held_out_gained: u64,
    /// As how many those count that it lost there.
    pub held_out_lost: u64,
    /// Of all cases, those that would hold.
    pub gained: Vec<String>,
    /// Of all cases, those that would not hold any more.
    pub lost: Vec<String>,
}

/// In so many parts cases are dealt.
const PARTS: usize = 5;
/// So many rules are chosen on the other parts.
const CHOSEN: usize = 20;
/// So many are shown.
const SHOWN: usize = 10;

/// A rule to try: its condition, and what it would give.
struct Candidate {
    condition: Condition,
    words: String,
    decision: Ix<Decision>,
    option: Ix<DecisionOption>,
    points: i64,
    /// By part, the weight gained and lost.
    by_part: [[u64; 2]; PARTS],
}

/// What one case has to say.
struct Hearing<'c> {
    case: &'c Case,
    part: usize,
    world: World,
    /// For a decision, an option and points: whether the case holds with them and not without, or the other way round.
    turns: BTreeMap<(Ix<Decision>, Ix<DecisionOption>, i64), bool>,
}

impl Cases {
    /// Tries a rule for each condition of one answer, alone and with each fact, for each option of each decision that chooses
    /// one, with one and with two points.
    ///
    /// Takes an evaluation of each case for each option, and one look at each rule and case.
    ///
    /// # Errors
    /// Where there are no cases, or none of them expects an outcome.
    pub fn suggest(&self) -> Result<Suggestions, FitError> {
        expecting(self)?;
        let rulebook = self.rulebook();
        let mut groups: Vec<&str> = Vec::new();
        let mut hearings = Vec::new();
        for (nth, case) in self.iter().enumerate() {
            let place = match case.group.as_deref() {
                None => nth,
                Some(group) => groups.iter().position(|known| *known == group).unwrap_or_else(|| {
                    groups.push(group);
                    groups.len() - 1
                }),
            };
            hearings.extend(heard(rulebook, case, place % PARTS));
        }
        let mut effects: Vec<(Ix<Decision>, Ix<DecisionOption>, i64)> =
            hearings.iter().flat_map(|hearing| hearing.turns.keys().copied()).collect();
        effects.sort_unstable();
        effects.dedup();
        let (mut tried, mut candidates) = (0, Vec::new());
        for (condition, words) in conditions(rulebook) {
            let met: Vec<&Hearing<'_>> =
                hearings.iter().filter(|hearing| hearing.world.truth(&condition) == Truth::True).collect();
            tried += effects.len() as u64;
            for (decision, option, points) in &effects {
                let mut by_part = [[0; 2]; PARTS];
                for hearing in &met {
                    let Some(gained) = hearing.turns.get(&(*decision, *option, *points)) else { continue };
                    if let Some(part) = by_part.get_mut(hearing.part) {
                        let [won, lost] = part;
                        *(if *gained { won } else { lost }) += u64::from(hearing.case.weight);
                    }
                }
                if by_part.iter().any(|[won, _]| *won > 0) {
                    let (condition, words) = (condition.clone(), words.clone());
                    candidates.push(Candidate {
                        condition,
                        words,
                        decision: *decision,
                        option: *option,
                        points: *points,
                        by_part,
                    });
                }
            }
        }
        Ok(Suggestions { tried, parts: PARTS as u64, rules: ranked(rulebook, &candidates, &hearings) })
    }
}

/// What is gained less what is lost.
fn net<'a>(parts: impl Iterator<Item = &'a [u64; 2]>) -> i64 {
    let narrow = |weight: u64| i64::try_from(weight).unwrap_or(i64::MAX / 1_000);
    parts.map(|[won, lost]| narrow(*won) - narrow(*lost)).sum()
}

/// The candidates that were chosen on some parts and gained on others.
fn ranked(rulebook: &Rulebook, candidates: &[Candidate], hearings: &[Hearing<'_>]) -> Vec<Suggestion> {
    let mut counted: BTreeMap<usize, (u64, [u64; 2])> = BTreeMap::new();
    for part in 0..PARTS {
        let elsewhere = |candidate: &Candidate| {
            net(candidate.by_part.iter().enumerate().filter(|(at, _)| *at != part).map(|(_, counts)| counts))
        };
        let mut order: Vec<(i64, usize)> =
            candidates.iter().enumerate().map(|(nth, candidate)| (-elsewhere(candidate), nth)).collect();
        order.retain(|(loss, _)| *loss < 0);
        order.sort_unstable();
        for (_, nth) in order.into_iter().take(CHOSEN) {
            let Some([won, lost]) = candidates.get(nth).and_then(|candidate| candidate.by_part.get(part)) else {
                continue;
            };
            let (times, [all_won, all_lost]) = counted.entry(nth).or_default();
            *times += 1;
            *all_won += won;
            *all_lost += lost;
        }
    }
    let mut order: Vec<(usize, u64, [u64; 2])> =
        counted.into_iter().map(|(nth, (times, counts))| (nth, times, counts)).collect();
    order.retain(|(_, _, counts)| net(std::iter::once(counts)) > 0);
    let all = |nth: usize| candidates.get(nth).map_or(0, |candidate| net(candidate.by_part.iter()));
    order.sort_by_key(|(nth, times, counts)| {
        (std::cmp::Reverse((net(std::iter::once(counts)), *times, all(*nth))), *nth)
    });
    let mut seen: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    let mut rules = Vec::new();
    for (nth, chosen, [held_out_gained, held_out_lost]) in order {
        let Some(candidate) = candidates.get(nth).filter(|_| rules.len() < SHOWN) else { continue };
        let names = |wanted: bool| -> Vec<String> {
            let key = (candidate.decision, candidate.option, candidate.points);
            let turned = hearings.iter().filter(|hearing| hearing.turns.get(&key) == Some(&wanted));
            let met = turned.filter(|hearing| hearing.world.truth(&candidate.condition) == Truth::True);
            met.map(|hearing| hearing.case.name.clone()).collect()
        };
        let effect = (names(true), names(false));
        // Of conditions that do the same to the same cases the simplest stands first, and is enough.
        if seen.contains(&effect) {
            continue;
        }
        seen.push(effect.clone());
        let decision = &rulebook.book().decisions[candidate.decision];
        rules.push(Suggestion {
            decision: decision.id.clone(),
            option: decision.options[candidate.option].id.clone(),
            points: candidate.points,
            condition: candidate.words.clone(),
            chosen,
            held_out_gained,
            held_out_lost,
            gained: effect.0,
            lost: effect.1,
        });
    }
    rules
}

/// What more points would do to a case. None if it expects nothing.
fn heard<'c>(rulebook: &Rulebook, case: &'c Case, part: usize) -> Option<Hearing<'c>> {
    let book = rulebook.book();
    let last = case.expect.iter().map(|(decision, _)| *decision).max()?;
    let given = case.given(book);
    let evaluation = Answers::with_given(rulebook, case.given(book)).evaluate();
    let accepts = |supposed: Option<(Ix<Decision>, Set)>| {
        case.expect.iter().all(|(decision, expected)| expected.accepts(&outcome(&evaluation, *decision, supposed)))
    };
    let holds = accepts(None);
    let mut turns = BTreeMap::new();
    for (at, decision) in book.decisions.iter().filter(|(at, _)| *at <= last) {
        let Choose::One { .. } = decision.choose else { continue };
        let tally = evaluation.tally(at);
        if !tally.applies() {
            continue;
        }
        let mut known: BTreeMap<Ix<DecisionOption>, bool> = BTreeMap::new();
        for option in decision.options.indices() {
            for points in [1, 2] {
                let ranked = |own: &Ix<DecisionOption>| {
                    let more = if *own == option { points } else { 0 };
                    (std::cmp::Reverse(tally.points[*own] + more), *own)
                };
                let Some(first) = tally.running().iter().copied().min_by_key(ranked) else { continue };
                if tally.outcome() == [first] {
                    continue;
                }
                let set = Set::from_iter([first.position()]);
                let then = *known.entry(first).or_insert_with(|| accepts(Some((at, set))));
                if then != holds {
                    turns.insert((at, option, points), then);
                }
            }
        }
    }
    Some(Hearing { case, part, world: World::of(book, &given), turns })
}

fn outcome(evaluation: &Evaluation, of: Ix<Decision>, supposed: Option<(Ix<Decision>, Set)>) -> Set {
    match supposed {
        Some((at, outcome)) if at == of => outcome,
        Some((at, outcome)) if at < of => evaluation.outcome_supposing(of, at, outcome),
        _ => evaluation.tally(of).outcome_set(),
    }
}

/// Conditions of one answer, and those with one fact besides, each as an author would write it.
fn conditions(rulebook: &Rulebook) -> Vec<(Condition, String)> {
    let book = rulebook.book();
    let mut single = Vec::new();
    for (ix, question) in book.questions.iter() {
        let ids = || question.answers().iter().enumerate().map(|(at, answer)| (at, answer.id.as_str()));
        let of = |set: usize| Set::from_iter([set]);
        match &question.kind {
            QuestionKind::Choice { .. } => {
                single.extend(
                    ids().map(|(at, id)| (Condition::Test(ix, Test::In(of(at))), format!("{}: {id}", question.id))),
                );
            }
            QuestionKind::Many { .. } => single.extend(ids().map(|(at, id)| {
                let test = Test::Members { any: Some(of(at)), all: Set::default(), none: Set::default() };
                (Condition::Test(ix, test), format!("{}: {id}", question.id))
            })),
            QuestionKind::YesNo => single.extend(
                [(YES, "yes"), (NO, "no")]
                    .map(|(at, word)| (Condition::Test(ix, Test::In(of(at))), format!("{}: {word}", question.id))),
            ),
            QuestionKind::Number { .. } => {
                // The bounds that cases show are as many as anybody needs.
                let mut numbers: Vec<i64> = Vec::new();
                for case in &book.cases {
                    numbers.extend(case.answers.iter().filter(|(at, _)| *at == ix).filter_map(
                        |(_, given)| match given {
                            Given::Number(number) => Some(*number),
                            _ => None,
                        },
                    ));
                }
                numbers.sort_unstable();
                numbers.dedup();
                for number in numbers {
                    let least = Condition::Test(ix, Test::Between(number, i64::MAX));
                    let most = Condition::Test(ix, Test::Between(i64::MIN, number));
                    single.push((least, format!("{}: {{at_least: {number}}}", question.id)));
                    single.push((most, format!("{}: {{at_most: {number}}}", question.id)));
                }
            }
        }
    }
    let facts: Vec<(Ix<Fact>, &Fact)> = book.facts.iter().collect();
    let joined = single.iter().flat_map(|(condition, words)| {
        facts.iter().flat_map(move |(ix, fact)| {
            [(true, "yes"), (false, "no")].map(|(holds, word)| {
                let both = Condition::All([condition.clone(), Condition::Fact(*ix, holds)].into());
                (both, format!("{words}, {}: {word}", fact.id))
            })
        })
    });
    let joined: Vec<(Condition, String)> = joined.collect();
    single.into_iter().chain(joined).map(|(condition, words)| (condition, format!("{{{words}}}"))).collect()
}
