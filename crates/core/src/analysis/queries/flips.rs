//! Flips: the fewest answers to change so that another option becomes the outcome. In the literature contrastive or
//! counterfactual explanations of minimal size.
//!
//! First the search says whether any answers at all make the option win. If so, sets of one question are tried, then of
//! two, and so on: in a fixed order, each partial set given up as soon as the few changes that remain cannot make up what
//! is missing. The first size that succeeds is the smallest, and its sets are listed: one way to answer each set of
//! questions first, the nearest to the answers as given, then further ways.

use super::levels::Levels;
use crate::analysis::bounds::outlook::Slot;
use crate::analysis::one_world::fill::{Changed, MOST_SETS};
use crate::analysis::one_world::hunt::Hunt;
use crate::analysis::one_world::search::{Goal, OutOfBudget};
use crate::analysis::{Analyst, Proof};
use crate::answers::Answer;
use crate::rulebook::{Decision, DecisionOption, Given, Question, QuestionKind};
use crate::table::Ix;

/// A smallest set of changes that would make another option the outcome, or the statement that there is none.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Flip<'e> {
    /// The option that would be the outcome.
    pub to: &'e DecisionOption,
    /// Whether any answers at all make it the outcome. If not, there are no changes.
    pub reachable: bool,
    /// Whether the option would only tie with another one, and come first by the order of the list.
    pub ties: bool,
    /// What would have to be answered differently.
    pub changes: Vec<Change<'e>>,
}

/// One answer that would be different.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Change<'e> {
    /// The question.
    pub question: &'e Question,
    /// The answer as given; `None` if the question is open.
    pub from: Option<Answer>,
    /// The answer as it would be.
    pub to: Answer,
    /// For a number, the least and the greatest that do as well as `to`, as far as they hang together with it. `None`
    /// where there is no such end.
    pub band: (Option<i64>, Option<i64>),
}

/// A set of changes, and the same in words.
type Worded<'s, 'e> = (&'s Changed, Vec<Change<'e>>);

impl<'e> Analyst<'e> {
    pub(in crate::analysis) fn flips(&self, ix: Ix<Decision>) -> (Vec<Flip<'e>>, Proof) {
        let decision = &self.evaluation.book().decisions[ix];
        let outcome = self.evaluation.tally(ix).outcome_set();
        let mut proof = Proof::Exact;
        let mut flips = Vec::new();
        for (option_ix, option) in decision.options.iter().filter(|(option, _)| !outcome.contains(option.position())) {
            match self.flips_to(ix, option_ix) {
                Err(OutOfBudget) => proof = Proof::Unproven,
                Ok(sets) if sets.is_empty() => {
                    flips.push(Flip { to: option, reachable: false, ties: false, changes: Vec::new() });
                }
                Ok(sets) => flips.extend(self.flips_of(ix, option_ix, &sets)),
            }
        }
        (flips, proof)
    }

    /// Sets of changed cases that make an option the outcome, as flips.
    pub(in crate::analysis) fn flips_of(
        &self,
        ix: Ix<Decision>,
        option: Ix<DecisionOption>,
        sets: &[Vec<Changed>],
    ) -> Vec<Flip<'e>> {
        let to = &self.evaluation.book().decisions[ix].options[option];
        let told = self.worded(sets);
        let ways = self.ways_to(ix.position(), option.position());
        let ways = ways.as_ref().map(|ways| ways.as_slice()).unwrap_or_default();
        let mut levels = Levels::new(self, ix.position(), option.position(), ways);
        let flip = |(set, changes)| Flip { to, reachable: true, ties: levels.ties(set), changes };
        told.into_iter().map(flip).collect()
    }

    /// The smallest sets of questions for one option, each with the ways to answer it; none if no answers make it the
    /// outcome.
    fn flips_to(&self, ix: Ix<Decision>, option: Ix<DecisionOption>) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        if self.is_cut(ix, &self.anything()) {
            return Err(OutOfBudget);
        }
        if let Some(found) = self.smallest_changes(ix.position(), option.position()) {
            return found.map(|sets| sets.to_vec());
        }
        let goal = Goal::Outcome { decision: ix.position(), option: option.position() };
        let anything =
            self.cases.iter().map(|case| if *case == 0 { Slot::Open } else { Slot::Changeable }).collect::<Vec<_>>();
        if !self.reach(anything, &goal)? {
            return Ok(Vec::new());
        }
        let now: Vec<Slot> = self.cases.iter().map(|case| Slot::Fixed(*case)).collect();
        let search = self.search(now);
        let Some(mut hunt) = Hunt::new(self.model, &self.cases, self.variants(), search, goal) else {
            return Ok(Vec::new());
        };
        // The witness above bounds the size, so this ends.
        let found = (1..=self.cases.len()).map(|size| hunt.sets_of(size)).find(|found| {
            // Out of budget ends it as well.
            found.as_ref().map_or(true, |found| !found.is_empty())
        });
        self.spend(hunt.nodes());
        let mut found = found.unwrap_or(Ok(Vec::new()))?;
        found.sort_by_cached_key(|sets| sets.first().map(|set| set.iter().map(|(at, _)| *at).collect::<Vec<_>>()));
        Ok(found)
    }

    /// For each question the cases that its answer may change to, the nearest to it first.
    pub(in crate::analysis) fn variants(&self) -> &[Vec<usize>] {
        self.variants.get_or_init(|| (0..self.cases.len()).map(|at| self.nearest_first(at)).collect())
    }

    /// Those that change fewest members of a *many* answer come first, and the least steps up or down in an order. Answers without
    /// an order come in the author's.
    fn nearest_first(&self, at: usize) -> Vec<usize> {
        let cases = self.model.questions.get(at).map(|question| question.cases.as_slice()).unwrap_or_default();
        let question = self.evaluation.book().questions.rows().get(at);
        let ordered =
            matches!(question.map(|question| &question.kind), Some(QuestionKind::Choice { ordered: true, .. }));
        let now = self.cases.get(at).copied().unwrap_or(0);
        let distance = |case: &usize| match (cases.get(now).copied().flatten(), cases.get(*case).copied().flatten()) {
            (Some(Given::Many(from)), Some(Given::Many(to))) => {
                (from.len() + to.len() - 2 * from.and(&to).len()) as u64
            }
            (Some(Given::Choice(from)), Some(Given::Choice(to))) if ordered => from.abs_diff(to) as u64,
            (Some(Given::Number(from)), Some(Given::Number(to))) => from.abs_diff(to),
            _ => 0,
        };
        let mut variants: Vec<usize> = (1..cases.len()).filter(|case| *case != now).collect();
        variants.sort_by_cached_key(distance);
        variants
    }

    /// Cases become answers: one way for each set of questions, then a second, and so on up to the limit. An answer's case
    /// may hold several answers that no condition tells apart; each makes a way of its own.
    fn worded<'s>(&self, found: &'s [Vec<Changed>]) -> Vec<Worded<'s, 'e>> {
        // Every set of questions has a way before one has a second, and so on.
        let most = (MOST_SETS + 1).saturating_sub(found.len()).max(1);
        let ways: Vec<Vec<Worded<'_, 'e>>> = found.iter().take(MOST_SETS).map(|sets| self.ways(sets, most)).collect();
        let nth = |nth: usize| ways.iter().filter_map(move |ways| ways.get(nth).cloned());
        (0..MOST_SETS).flat_map(nth).take(MOST_SETS).collect()
    }

    /// The first so many ways of answering one set of questions.
    fn ways<'s>(&self, sets: &'s [Changed], most: usize) -> Vec<Worded<'s, 'e>> {
        let mut ways: Vec<Worded<'s, 'e>> = Vec::new();
        for set in sets {
            if ways.len() >= most {
                break;
            }
            let mut lists: Vec<Vec<Change<'e>>> = vec![Vec::new()];
            for (question, case) in set {
                let changes = self.changes(*question, *case);
                lists = lists
                    .into_iter()
                    .flat_map(|list| {
                        changes.iter().map(move |change| [list.as_slice(), std::slice::from_ref(change)].concat())
                    })
                    .take(most)
                    .collect();
            }
            ways.extend(lists.into_iter().map(|changes| (set, changes)));
        }
        ways.truncate(most);
        ways
    }

    fn changes(&self, at: usize, case: usize) -> Vec<Change<'e>> {
        let book = self.evaluation.book();
        let Some(ix) = book.questions.indices().nth(at) else { return Vec::new() };
        let (question, now) = (&book.questions[ix], self.evaluation.answers().given()[ix]);
        let Some(Some(to)) = self.model.questions.get(at).and_then(|model| model.cases.get(case)).copied() else {
            return Vec::new();
        };
        let alike = |given: &Given| self.model.are_alike(at, *given, to);
        let answers: Vec<Given> = match (&question.kind, to) {
            (QuestionKind::Choice { answers, .. }, _) => (0..answers.len()).map(Given::Choice).filter(alike).collect(),
            (QuestionKind::Number { min, max, .. }, Given::Number(number)) => {
                let ends = self
                    .model
                    .ends(at)
                    .filter(|end| min.is_none_or(|min| *end >= min) && max.is_none_or(|max| *end <= max));
                let near = |end: &i64| match now {
                    // The least step from where the company is.
                    Some(Given::Number(now)) => (end.abs_diff(now), *end),
                    _ => (0, *end),
                };
                let nearest = ends.chain([number]).filter(|end| alike(&Given::Number(*end))).min_by_key(near);
                vec![Given::Number(nearest.unwrap_or(number))]
            }
            _ => vec![to],
        };
        let from = now.map(|now| Answer::of(question, now));
        answers
            .into_iter()
            .map(|given| Change {
                question,
                from: from.clone(),
                to: Answer::of(question, given),
                band: match given {
                    Given::Number(number) => self.model.band(at, number),
                    _ => (None, None),
                },
            })
            .collect()
    }
}
