//! Rules that might be missing: conditions of one answer, or of one answer and one fact, under which one or two points more
//! for an option would make cases hold.
//!
//! Among thousands of conditions some fit any cases by chance. So what is shown is the gain on cases that had no say in the
//! choice: the groups are dealt into five parts, conditions are chosen on four of them, the best ones, and counted on the
//! fifth, each part in turn (S. Geisser, *Journal of the American Statistical Association* 70, 1975).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::effect::{Effect, Hearing, heard};
use super::options::{FitError, expecting};
use super::work::Work;
use crate::agreement::Cases;
use crate::rulebook::{Condition, Given, NO, QuestionKind, Rulebook, Test, YES};
use crate::set::Set;
use crate::truth::Truth;

/// Rules that might be missing. Made by [`Cases::suggest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Suggestions {
    /// How many rules were tried.
    pub tried: u64,
    /// How many were not tried, since the budget was spent.
    pub untried: u64,
    /// How many cases had no say, since the budget was spent.
    pub unheard: u64,
    /// In how many parts the cases were dealt.
    pub parts: u64,
    /// The rules that gained more cases than they lost where they had not been chosen, the best first.
    pub rules: Vec<Suggestion>,
    /// How much of the budget was spent, in its steps.
    pub work: u64,
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
/// In looks: a rule that is evaluated, or a condition that is tested.
const LOOKS: usize = 20;

/// The weight gained and lost, by part.
type ByPart = [[u64; 2]; PARTS];

/// A rule to try, as far as it is among the best of some parts.
struct Candidate {
    words: String,
    effect: Effect,
    by_part: ByPart,
    met: Vec<usize>,
}

impl Cases {
    /// Tries a rule for each condition of one answer, alone and with each fact, for each option of each decision that chooses
    /// one, with one and with two points.
    ///
    /// Takes an evaluation of each case for each option, and one look at each condition and case. Where the budget ends, the
    /// conditions that come last are not tried; those of one answer alone come first.
    ///
    /// # Errors
    /// Where there are no cases, or none of them expects an outcome.
    ///
    /// ```
    /// use leadership_advisor::{FitOptions, Rulebook};
    ///
    /// let suggestions = Rulebook::builtin().own_cases().suggest(FitOptions::BUDGET).unwrap();
    /// // Its own cases hold already, so that no rule gains any.
    /// assert!(suggestions.tried > 0 && suggestions.rules.is_empty());
    /// ```
    pub fn suggest(&self, budget: u64) -> Result<Suggestions, FitError> {
        expecting(self)?;
        let mut work = Work::steps(budget);
        let (hearings, unheard) = self.heard(&mut work);
        let effects: BTreeSet<Effect> = hearings.iter().flat_map(|hearing| hearing.turns.keys().copied()).collect();
        let effects_each = effects.len() as u64;
        let (mut tried, mut untried, mut nth) = (0, 0, 0);
        let mut best = Best::default();
        let singles = singles(self);
        // Which cases meet a condition is worked out once, and both of two conditions are what both have.
        let mut single_met: Vec<Vec<usize>> = Vec::new();
        for (condition, words) in &singles {
            if work.is_spent() {
                untried += effects_each;
                single_met.push(Vec::new());
                continue;
            }
            let met = met(&hearings, condition, &mut work);
            tried += effects_each;
            best.consider(&hearings, &met, || format!("{{{words}}}"), &mut nth, &mut work);
            single_met.push(met);
        }
        let facts = facts(self.rulebook(), &hearings, &mut work);
        for ((_, words), of_single) in singles.iter().zip(&single_met) {
            for (fact, of_fact) in &facts {
                if work.is_spent() {
                    untried += effects_each;
                    continue;
                }
                let met: Vec<usize> =
                    of_single.iter().copied().filter(|at| of_fact.get(*at).is_some_and(|is_met| *is_met)).collect();
                work.spend(1 + of_single.len());
                tried += effects_each;
                best.consider(&hearings, &met, || format!("{{{words}, {fact}}}"), &mut nth, &mut work);
            }
        }
        let rules = best.ranked(self.rulebook(), &hearings);
        Ok(Suggestions { tried, untried, unheard, parts: PARTS as u64, rules, work: work.spent_steps() })
    }

    /// The cases that expect something, each in the part of its group, and how many there was no work for.
    fn heard(&self, work: &mut Work) -> (Vec<Hearing<'_>>, u64) {
        let rulebook = self.rulebook();
        let book = rulebook.book();
        let rules: usize = book.decisions.rows().iter().map(|decision| decision.rules.len()).sum();
        let options: usize = book.decisions.rows().iter().map(|decision| decision.options.len()).sum();
        let mut groups: Vec<&str> = Vec::new();
        let (mut hearings, mut unheard) = (Vec::new(), 0);
        for (nth, case) in self.iter().enumerate() {
            let place = match case.group.as_deref() {
                None => nth,
                Some(group) => groups.iter().position(|known| *known == group).unwrap_or_else(|| {
                    groups.push(group);
                    groups.len() - 1
                }),
            };
            // Trying rules needs as much work again.
            if work.spent_steps() > work.left_steps() {
                unheard += 1;
                continue;
            }
            work.spend(LOOKS * (rules + book.facts.len()) * (1 + options));
            hearings.extend(heard(rulebook, case, place % PARTS));
        }
        (hearings, unheard)
    }
}

/// The positions of the cases that meet a condition.
fn met(hearings: &[Hearing<'_>], condition: &Condition, work: &mut Work) -> Vec<usize> {
    work.spend(LOOKS * hearings.len());
    let is_met = |(_, hearing): &(usize, &Hearing<'_>)| hearing.world.truth(condition) == Truth::True;
    hearings.iter().enumerate().filter(is_met).map(|(at, _)| at).collect()
}

/// Each fact, true and false, as an author would write it, with which cases meet it.
fn facts(rulebook: &Rulebook, hearings: &[Hearing<'_>], work: &mut Work) -> Vec<(String, Vec<bool>)> {
    let mut found = Vec::new();
    for (ix, fact) in rulebook.book().facts.iter() {
        for (holds, word) in [(true, "yes"), (false, "no")] {
            let mut of_fact = vec![false; hearings.len()];
            if !work.is_spent() {
                for at in met(hearings, &Condition::Fact(ix, holds), work) {
                    of_fact.iter_mut().skip(at).take(1).for_each(|is_met| *is_met = true);
                }
            }
            found.push((format!("{}: {word}", fact.id), of_fact));
        }
    }
    found
}

/// What is gained less what is lost.
fn net<'a>(parts: impl Iterator<Item = &'a [u64; 2]>) -> i64 {
    let narrow = |weight: u64| i64::try_from(weight).unwrap_or(i64::MAX / 1_000);
    parts.map(|[won, lost]| narrow(*won) - narrow(*lost)).sum()
}

/// The best candidates, for each part by what they do elsewhere.
#[derive(Default)]
struct Best {
    candidates: BTreeMap<usize, Candidate>,
    /// By part: how much is lost elsewhere, and the number of the candidate.
    lists: [BTreeSet<(i64, usize)>; PARTS],
}

impl Best {
    /// Takes in a rule of each effect for this condition, if it is among the best so far.
    fn consider(
        &mut self,
        hearings: &[Hearing<'_>],
        met: &[usize],
        words: impl Fn() -> String,
        nth: &mut usize,
        work: &mut Work,
    ) {
        let mut counted: BTreeMap<Effect, ByPart> = BTreeMap::new();
        for hearing in met.iter().filter_map(|at| hearings.get(*at)) {
            work.spend(LOOKS * hearing.turns.len());
            for (effect, gained) in &hearing.turns {
                let by_part = counted.entry(*effect).or_default();
                if let Some([won, lost]) = by_part.get_mut(hearing.part) {
                    *(if *gained { won } else { lost }) += u64::from(hearing.case.weight);
                }
            }
        }
        for (effect, by_part) in counted {
            if by_part.iter().all(|[won, _]| *won == 0) {
                continue;
            }
            *nth += 1;
            let mut is_chosen = false;
            for (part, list) in self.lists.iter_mut().enumerate() {
                let elsewhere = by_part.iter().enumerate().filter(|(at, _)| *at != part);
                let loss = -net(elsewhere.map(|(_, counts)| counts));
                let is_better = list.len() < CHOSEN || list.last().is_some_and(|worst| (loss, *nth) < *worst);
                if loss < 0 && is_better {
                    list.insert((loss, *nth));
                    is_chosen = true;
                    if list.len() > CHOSEN {
                        list.pop_last();
                    }
                }
            }
            if is_chosen {
                let candidate = Candidate { words: words(), effect, by_part, met: met.to_vec() };
                self.candidates.insert(*nth, candidate);
                let lists = &self.lists;
                self.candidates.retain(|nth, _| lists.iter().flatten().any(|(_, listed)| listed == nth));
            }
        }
    }

    /// Those that were chosen on some parts and gained on others.
    fn ranked(&self, rulebook: &Rulebook, hearings: &[Hearing<'_>]) -> Vec<Suggestion> {
        let mut counted: BTreeMap<usize, (u64, [u64; 2])> = BTreeMap::new();
        for (part, list) in self.lists.iter().enumerate() {
            for (_, nth) in list {
                let Some([won, lost]) = self.candidates.get(nth).and_then(|candidate| candidate.by_part.get(part))
                else {
                    continue;
                };
                let (times, [all_won, all_lost]) = counted.entry(*nth).or_default();
                *times += 1;
                *all_won += won;
                *all_lost += lost;
            }
        }
        let mut order: Vec<(&Candidate, usize, u64, [u64; 2])> = Vec::new();
        for (nth, (times, counts)) in counted {
            if let Some(candidate) = self.candidates.get(&nth).filter(|_| net(std::iter::once(&counts)) > 0) {
                order.push((candidate, nth, times, counts));
            }
        }
        order.sort_by_key(|(candidate, nth, times, counts)| {
            let all = net(candidate.by_part.iter());
            (std::cmp::Reverse((net(std::iter::once(counts)), *times, all)), *nth)
        });
        let mut seen: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        let mut rules = Vec::new();
        for (candidate, _, chosen, [held_out_gained, held_out_lost]) in order {
            let names = |wanted: bool| -> Vec<String> {
                let met = candidate.met.iter().filter_map(|at| hearings.get(*at));
                let turned = met.filter(|hearing| hearing.turns.get(&candidate.effect) == Some(&wanted));
                turned.map(|hearing| hearing.case.name.clone()).collect()
            };
            let effect = (names(true), names(false));
            // Of conditions that do the same to the same cases the simplest stands first, and is enough.
            if rules.len() == SHOWN || seen.contains(&effect) {
                continue;
            }
            seen.push(effect.clone());
            let (decision, option, points) = candidate.effect;
            let decision = &rulebook.book().decisions[decision];
            rules.push(Suggestion {
                decision: decision.id.clone(),
                option: decision.options[option].id.clone(),
                points,
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
}

/// Conditions of one answer, each as an author would write it.
fn singles(cases: &Cases) -> Vec<(Condition, String)> {
    let book = cases.rulebook().book();
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
                for case in cases.iter() {
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
    single
}
