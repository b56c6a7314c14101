//! The hunt for the smallest sets of changed answers that make an option the outcome.
//!
//! Sets of questions of one size are built question by question, those first whose answers work together with others: each
//! is opened, all others stay as answered. A partial set is given up when the questions that remain to be opened cannot
//! close the gap to some rival, each being credited with the most that it could do. Only where all are open and the option
//! may win are the questions given answers.

use super::fill::{Changed, Filling, MOST_SETS};
use super::search::{Goal, OutOfBudget, Search};
use crate::analysis::bounds::outlook::{Slot, counted};
use crate::rulebook::{Bucket, DecisionModel, Model, pick};
use crate::truths::Truths;

pub(in crate::analysis) struct Hunt<'h> {
    model: &'h Model,
    decision: &'h DecisionModel,
    option: usize,
    goal: Goal,
    /// The case of each question as answered.
    now: &'h [usize],
    /// For each question the cases that its answer may change to, in the order in which they are tried.
    variants: &'h [Vec<usize>],
    search: Search<'h>,
    /// The questions that matter to the decision, in the order of building.
    order: Vec<usize>,
    /// For each bucket and each rival the least and the greatest lead that any state of its question gives.
    leads: Vec<Vec<(i64, i64)>>,
    /// For each rule, and for whether the decision applies, the last position of the order that has a say in it.
    last: Vec<Option<usize>>,
    last_of_guard: Option<usize>,
    chosen: Vec<usize>,
    /// For each set of questions that was found, the ways to answer them.
    found: Vec<Vec<Changed>>,
}

/// What is known at one partial set.
struct Standing<'h> {
    /// For each rival that has to be beaten on points: the rival, and how many points are missing.
    missing: Vec<(usize, i64)>,
    /// What a change must touch: each of these sets of questions, at least once.
    required: Vec<&'h [bool]>,
    rules: Vec<Truths>,
    /// What each bucket has in the bounds, as the prospect keeps it.
    shares: Vec<i64>,
}

/// The most that changing one question can add to the lead over one rival.
#[derive(Clone, Copy, Default)]
struct Gain {
    /// By its own bucket, and by those of questions that it makes asked or not asked.
    alone: i64,
    /// By rules that look at several questions.
    together: i64,
}

/// What may be hoped for against one rival.
struct Hope {
    /// For each position of the order what opening its question adds.
    gains: Vec<Gain>,
    /// For each position the most that the other questions add, all of them after it.
    best: Vec<(i64, i64)>,
    /// What all rules that look at several questions add.
    together: i64,
}

impl Hope {
    /// The most that is added if the question at this position is the next one.
    fn with(&self, position: usize) -> i64 {
        let gain = self.gains.get(position).copied().unwrap_or_default();
        let (alone, both) = self.best.get(position + 1).copied().unwrap_or_default();
        gain.alone + (alone + self.together).min(gain.together + both)
    }
}

impl<'h> Hunt<'h> {
    pub(in crate::analysis) fn new(
        model: &'h Model,
        now: &'h [usize],
        variants: &'h [Vec<usize>],
        search: Search<'h>,
        goal: Goal,
    ) -> Option<Self> {
        let Goal::Outcome { decision, option } = goal else { return None };
        let decision = model.decisions.get(decision)?;
        let joint = |at: &usize| -> i64 {
            let rules = decision.rules.iter().filter(|rule| !rule.in_bucket && rule.support.get(*at) == Some(&true));
            rules.flat_map(|rule| &rule.points).map(|points| points.abs()).sum()
        };
        let mut order: Vec<usize> =
            (0..model.questions.len()).filter(|at| decision.support.get(*at) == Some(&true)).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(joint(at)), *at));
        let leads = |bucket: &Bucket, rival: usize| {
            let leads = || bucket.points.iter().map(|row| pick(row, option) - pick(row, rival));
            (leads().min().unwrap_or(0), leads().max().unwrap_or(0))
        };
        let all = |bucket| (0..decision.options).map(|rival| leads(bucket, rival)).collect();
        let leads = decision.buckets.iter().map(all).collect();
        let last = |support: &[bool]| order.iter().rposition(|at| support.get(*at) == Some(&true));
        Some(Hunt {
            last: decision.rules.iter().map(|rule| last(&rule.support)).collect(),
            last_of_guard: last(&decision.guard),
            model,
            decision,
            option,
            goal,
            now,
            variants,
            search,
            order,
            leads,
            chosen: Vec::new(),
            found: Vec::new(),
        })
    }

    /// How many nodes have been looked at.
    pub(in crate::analysis) fn nodes(&self) -> u64 {
        self.search.nodes
    }

    /// Sets of exactly this size, if there are none of a smaller one: for each set of questions the ways to answer them.
    pub(in crate::analysis) fn sets_of(&mut self, size: usize) -> Result<Vec<Vec<Changed>>, OutOfBudget> {
        if self.order.iter().any(|at| self.model.questions.get(*at).is_some_and(|question| question.cut)) {
            return Err(OutOfBudget);
        }
        self.choose(0, size)?;
        Ok(std::mem::take(&mut self.found))
    }

    /// Opens so many more questions, from this position of the order on.
    fn choose(&mut self, from: usize, left: usize) -> Result<(), OutOfBudget> {
        self.search.spend()?;
        let prospects = self.search.look_again(self.goal.decision(), self.chosen.last().copied());
        if left == 0 {
            if self.goal.is_possible(prospects) {
                let chosen = self.chosen.clone();
                let sets = Filling::new(self.model, &mut self.search, &self.goal, self.variants, chosen).sets()?;
                self.found.extend(Some(sets).filter(|sets| !sets.is_empty()));
            }
            return Ok(());
        }
        let Some(standing) = self.standing(from) else { return Ok(()) };
        let hopes: Vec<Hope> =
            standing.missing.iter().map(|(rival, _)| self.hope(from, left, *rival, &standing)).collect();
        for position in from..self.order.len() {
            let Some(at) = self.order.get(position).copied() else { break };
            let touches = |set: &&[bool]| set.get(at) == Some(&true);
            let last_chance = left == 1 && !standing.required.iter().all(touches);
            let mut gaps = standing.missing.iter().zip(&hopes);
            if last_chance || gaps.any(|((_, missing), hope)| hope.with(position) < *missing) {
                continue;
            }
            self.search.fix(at, Slot::Changeable);
            self.chosen.push(at);
            self.choose(position + 1, left - 1)?;
            self.chosen.pop();
            // Back to how things stood, for the next question to open from there.
            self.search.fix(at, Slot::Fixed(self.now.get(at).copied().unwrap_or(0)));
            self.search.look_again(self.goal.decision(), Some(at));
            if self.found.len() >= MOST_SETS {
                break;
            }
        }
        Ok(())
    }

    /// What may be hoped for against one rival from opening so many more questions.
    fn hope(&self, from: usize, left: usize, rival: usize, standing: &Standing<'h>) -> Hope {
        let gains: Vec<Gain> = self.order.iter().map(|at| self.gain(*at, rival, standing)).collect();
        Hope { best: best_from(&gains, left - 1), gains, together: self.all_together(from, rival, standing) }
    }

    /// Reads off what is missing. `None` if what must be touched cannot be any more.
    fn standing(&mut self, from: usize) -> Option<Standing<'h>> {
        let at = self.goal.decision();
        let (option, count) = (self.option, self.decision.options);
        let prospect = self.search.prospects().get(at)?;
        let (rules, bounds, applies) = (prospect.rules.clone(), prospect.bounds.clone(), prospect.applies);
        let shares = prospect.shares.clone();
        let open = |last: Option<usize>| last.is_some_and(|last| last >= from);
        let fires = |truths: &Truths| truths.must_be(Truths::TRUE);
        let all = || self.decision.rules.iter().zip(&rules).zip(&self.last);
        let mut required: Vec<&[bool]> = Vec::new();
        if !applies.may_be(Truths::TRUE) {
            if !open(self.last_of_guard) {
                return None;
            }
            required.push(&self.decision.guard);
        }
        for ((rule, _), last) in all().filter(|((rule, truths), _)| fires(truths) && rule.rules_out.contains(option)) {
            if !open(*last) {
                return None;
            }
            required.push(&rule.support);
        }
        // A rival may be got rid of by a rule that leaves the option standing.
        let may_go = |rival: usize| {
            all().any(|((rule, truths), last)| {
                rule.spares(option, rival) && (truths.may_be(Truths::TRUE) || open(*last))
            })
        };
        let lead = |rival: usize| pick(&bounds, option * count + rival);
        let rivals = (0..count).filter(|rival| *rival != option && !may_go(*rival));
        let missing = rivals.map(|rival| (rival, i64::from(rival < option) - lead(rival))).collect();
        Some(Standing { missing, required, rules, shares })
    }

    fn lead(&self, row: &[i64], rival: usize) -> i64 {
        pick(row, self.option) - pick(row, rival)
    }

    /// What a rule that looks at several questions could add by beginning or ceasing to fire.
    fn toggle(&self, points: &[i64], truths: Truths, rival: usize) -> i64 {
        let lead = self.lead(points, rival);
        lead.max(0) - counted(truths, lead)
    }

    fn all_together(&self, from: usize, rival: usize, standing: &Standing<'h>) -> i64 {
        let rules = self.decision.rules.iter().zip(&standing.rules).zip(&self.last);
        let open = rules.filter(|((rule, _), last)| !rule.in_bucket && last.is_some_and(|last| last >= from));
        open.map(|((rule, truths), _)| self.toggle(&rule.points, *truths, rival)).sum()
    }

    fn gain(&self, at: usize, rival: usize, standing: &Standing<'h>) -> Gain {
        let mut gain = Gain::default();
        let dependents = self.decision.dependents(Some(at));
        let pair = self.option * self.decision.options + rival;
        for moved in &dependents.buckets {
            let (Some(bucket), Some(leads)) = (self.decision.buckets.get(*moved), self.leads.get(*moved)) else {
                continue;
            };
            let (least, most) = leads.get(rival).copied().unwrap_or_default();
            if bucket.question == at {
                gain.alone += most - pick(&standing.shares, moved * self.decision.pairs.len() + pair);
            } else {
                gain.alone += most - least;
            }
        }
        for touched in &dependents.rules {
            match (self.decision.rules.get(*touched), standing.rules.get(*touched)) {
                (Some(rule), Some(truths)) if !rule.in_bucket => {
                    gain.together += self.toggle(&rule.points, *truths, rival);
                }
                _ => {}
            }
        }
        gain
    }
}

/// For each position the most that so many changes from there on can add: without and with what they do together with
/// others. The last entry stands for no position at all.
fn best_from(gains: &[Gain], left: usize) -> Vec<(i64, i64)> {
    let (mut alone, mut both) = (Top::new(left), Top::new(left));
    let mut best = vec![(0, 0)];
    for gain in gains.iter().rev() {
        alone.add(gain.alone);
        both.add(gain.alone + gain.together);
        best.push((alone.sum, both.sum));
    }
    best.reverse();
    best
}

/// The greatest few of some positive numbers, and their sum.
struct Top {
    room: usize,
    greatest: Vec<i64>,
    sum: i64,
}

impl Top {
    fn new(room: usize) -> Self {
        Top { room, greatest: Vec::with_capacity(room + 1), sum: 0 }
    }

    fn add(&mut self, value: i64) {
        if value <= 0 || self.room == 0 {
            return;
        }
        let at = self.greatest.partition_point(|known| *known >= value);
        self.greatest.insert(at, value);
        self.sum += value;
        if self.greatest.len() > self.room {
            self.sum -= self.greatest.pop().unwrap_or(0);
        }
    }
}
