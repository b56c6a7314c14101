//! The hunt for the smallest sets of changed answers that make an option the outcome.
//!
//! Sets of one size are built question by question, those first whose answers work together with others. A partial set is
//! given up when the changes that remain cannot close the gap to some rival, each change being credited with the most
//! that it could do; a single change is not even tried if the same sum shows that it is not worth it.

use super::prospect::Slot;
use super::search::{Goal, OutOfBudget, Search};
use crate::rulebook::{Bucket, DecisionModel, Model, pick};
use crate::truths::Truths;

/// How many sets are collected.
pub(super) const MOST_SETS: usize = 12;

/// Changed questions with the cases that they change to.
pub(super) type Changed = Vec<(usize, usize)>;

pub(super) struct Hunt<'h> {
    model: &'h Model,
    decision: &'h DecisionModel,
    option: usize,
    goal: Goal,
    cases: &'h [usize],
    search: Search<'h>,
    /// The questions that matter to the decision, in the order of building.
    order: Vec<usize>,
    /// For each bucket and each rival the least and the greatest lead that any state of its question gives.
    leads: Vec<Vec<(i64, i64)>>,
    /// For each question the buckets that it moves: its own, and those of questions that it makes asked.
    moves: Vec<Vec<usize>>,
    /// For each question the rules that look at it among others.
    touches: Vec<Vec<usize>>,
    changed: Changed,
    found: Vec<Changed>,
}

/// What is known at one partial set.
struct Standing {
    /// For each rival that has to be beaten on points: the rival, and how many points are missing.
    missing: Vec<(usize, i64)>,
    /// What a change must touch: each of these sets of questions, at least once.
    required: Vec<Vec<bool>>,
    rules: Vec<Truths>,
    asked: Vec<Truths>,
}

/// The most that changing one question can add to the lead over one rival.
#[derive(Clone, Copy, Default)]
struct Gain {
    /// By its own bucket, and by those of questions that it makes asked or not asked.
    alone: i64,
    /// The best lead that its own bucket gives for any case.
    best: i64,
    /// By rules that look at several questions.
    together: i64,
}

impl<'h> Hunt<'h> {
    pub(super) fn new(model: &'h Model, cases: &'h [usize], search: Search<'h>, goal: Goal) -> Option<Self> {
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
        let questions = 0..model.questions.len();
        let moved = |at: usize| {
            let buckets = decision.buckets.iter().enumerate();
            let moved = buckets.filter(|(_, b)| b.question == at || model.decides_asking(at, b.question));
            moved.map(|(bucket, _)| bucket).collect()
        };
        let touched = |at: usize| {
            let rules = decision.rules.iter().enumerate();
            let touched = rules.filter(|(_, rule)| !rule.in_bucket && rule.support.get(at) == Some(&true));
            touched.map(|(rule, _)| rule).collect()
        };
        Some(Hunt {
            moves: questions.clone().map(moved).collect(),
            touches: questions.map(touched).collect(),
            model,
            decision,
            option,
            goal,
            cases,
            search,
            order,
            leads,
            changed: Vec::new(),
            found: Vec::new(),
        })
    }

    /// How many nodes have been looked at.
    pub(super) fn nodes(&self) -> u64 {
        self.search.nodes
    }

    /// Sets of exactly this size, if there are none of a smaller one.
    pub(super) fn sets_of(&mut self, size: usize) -> Result<Vec<Changed>, OutOfBudget> {
        if self.order.iter().any(|at| self.model.questions.get(*at).is_some_and(|question| question.cut)) {
            return Err(OutOfBudget);
        }
        self.extend(0, size)?;
        Ok(std::mem::take(&mut self.found))
    }

    /// Adds so many more changes, of questions from this position of the order on.
    fn extend(&mut self, from: usize, left: usize) -> Result<(), OutOfBudget> {
        self.search.spend()?;
        let changed = self.changed.last().map(|(question, _)| *question);
        let wins = self.goal.is_possible(self.search.look_again(self.goal.decision(), changed));
        if left == 0 {
            if wins {
                let mut set = self.changed.clone();
                set.sort_unstable();
                self.found.push(set);
            }
            return Ok(());
        }
        let Some(standing) = self.standing(from) else { return Ok(()) };
        let gains: Vec<Vec<Gain>> = (standing.missing.iter())
            .map(|(rival, _)| self.order.iter().map(|at| self.gain(*at, *rival, &standing)).collect())
            .collect();
        let together: Vec<i64> =
            standing.missing.iter().map(|(rival, _)| self.all_together(from, *rival, &standing)).collect();
        for position in from..self.order.len() {
            let Some(at) = self.order.get(position).copied() else { break };
            let touches = |set: &Vec<bool>| set.get(at) == Some(&true);
            if left == 1 && !standing.required.iter().all(touches) {
                continue;
            }
            // What the other changes can add at the most, for each rival.
            let rest: Vec<(i64, i64)> = gains.iter().map(|gains| best(gains, position + 1, left - 1)).collect();
            let now = self.cases.get(at).copied().unwrap_or(0);
            let count = self.model.questions.get(at).map_or(0, |question| question.cases.len());
            let bucket = self.decision.buckets.iter().find(|bucket| bucket.question == at);
            let rows = bucket.filter(|_| standing.asked.get(at).is_some_and(|asked| asked.must_be(Truths::TRUE)));
            // The lead over each rival that a case of this question must give at least to be worth a look.
            let mut needs: Vec<(usize, i64)> = Vec::new();
            for (nth, (rival, missing)) in standing.missing.iter().enumerate() {
                let gain = gains.get(nth).and_then(|gains| gains.get(position)).copied().unwrap_or_default();
                let (alone, both) = rest.get(nth).copied().unwrap_or_default();
                let once = together.get(nth).copied().unwrap_or(0);
                let needed = missing - (alone + once).min(gain.together + both);
                // What the question adds beside its own bucket's points for the case.
                let aside = gain.alone - if rows.is_some() { gain.best } else { 0 };
                needs.push((*rival, needed - aside));
            }
            for case in (1..count).filter(|case| *case != now) {
                let row = rows.and_then(|bucket| bucket.points.get(case + 1)).map(Vec::as_slice).unwrap_or_default();
                if needs.iter().any(|(rival, needed)| self.lead(row, *rival) < *needed) {
                    continue;
                }
                self.search.fix(at, Slot::Fixed(case));
                self.changed.push((at, case));
                let done = self.extend(position + 1, left - 1);
                self.changed.pop();
                self.search.fix(at, Slot::Fixed(now));
                done?;
                // Back to how things stood, for the next case to change from there.
                self.search.look_again(self.goal.decision(), Some(at));
                if self.found.len() >= MOST_SETS {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Reads off what is missing. `None` if what must be touched cannot be any more.
    fn standing(&mut self, from: usize) -> Option<Standing> {
        let at = self.goal.decision();
        let (option, count) = (self.option, self.decision.options);
        let prospect = self.search.prospects().get(at)?;
        let (rules, bounds, applies) = (prospect.rules.clone(), prospect.bounds.clone(), prospect.applies);
        let asked = self.search.asked().to_vec();
        let still = self.order.get(from..).unwrap_or_default();
        let open = |support: &[bool]| still.iter().any(|at| support.get(*at) == Some(&true));
        let mut required = Vec::new();
        if !applies.may_be(Truths::TRUE) {
            required.push(self.decision.guard.clone());
        }
        let fires = |truths: &Truths| truths.must_be(Truths::TRUE);
        for (rule, _) in self
            .decision
            .rules
            .iter()
            .zip(&rules)
            .filter(|(rule, truths)| fires(truths) && rule.rules_out.contains(option))
        {
            required.push(rule.support.clone());
        }
        if !required.iter().all(|support| open(support)) {
            return None;
        }
        // A rival may be got rid of by a rule that leaves the option standing.
        let may_go = |rival: usize| {
            self.decision.rules.iter().zip(&rules).any(|(rule, truths)| {
                rule.rules_out.contains(rival)
                    && !rule.rules_out.contains(option)
                    && (fires(truths) || open(&rule.support))
            })
        };
        let lead = |rival: usize| pick(&bounds, option * count + rival);
        let rivals = (0..count).filter(|rival| *rival != option && !may_go(*rival));
        let missing = rivals.map(|rival| (rival, i64::from(rival < option) - lead(rival))).collect();
        Some(Standing { missing, required, rules, asked })
    }

    fn lead(&self, row: &[i64], rival: usize) -> i64 {
        pick(row, self.option) - pick(row, rival)
    }

    /// What a rule that looks at several questions could add by beginning or ceasing to fire.
    fn toggle(&self, points: &[i64], truths: Truths, rival: usize) -> i64 {
        let lead = self.lead(points, rival);
        (if truths.must_be(Truths::TRUE) { -lead } else { lead }).max(0)
    }

    fn all_together(&self, from: usize, rival: usize, standing: &Standing) -> i64 {
        let still = self.order.get(from..).unwrap_or_default();
        let rules = self.decision.rules.iter().zip(&standing.rules).filter(|(rule, _)| !rule.in_bucket);
        let open = rules.filter(|(rule, _)| still.iter().any(|at| rule.support.get(*at) == Some(&true)));
        open.map(|(rule, truths)| self.toggle(&rule.points, *truths, rival)).sum()
    }

    fn gain(&self, at: usize, rival: usize, standing: &Standing) -> Gain {
        let mut gain = Gain::default();
        for moved in self.moves.get(at).into_iter().flatten() {
            let (Some(bucket), Some(leads)) = (self.decision.buckets.get(*moved), self.leads.get(*moved)) else {
                continue;
            };
            let (least, most) = leads.get(rival).copied().unwrap_or_default();
            if bucket.question == at {
                gain.alone += most - self.now(bucket, rival, &standing.asked);
                gain.best = most;
            } else {
                gain.alone += most - least;
            }
        }
        for touched in self.touches.get(at).into_iter().flatten() {
            if let (Some(rule), Some(truths)) = (self.decision.rules.get(*touched), standing.rules.get(*touched)) {
                gain.together += self.toggle(&rule.points, *truths, rival);
            }
        }
        gain
    }

    /// The lead that a question's bucket gives as things stand.
    fn now(&self, bucket: &Bucket, rival: usize, asked: &[Truths]) -> i64 {
        let at = bucket.question;
        let row = match (asked.get(at), self.search.slots.get(at)) {
            (Some(asked), Some(Slot::Fixed(case))) if asked.must_be(Truths::TRUE) => bucket.points.get(case + 1),
            (Some(asked), _) if asked.must_be(Truths::FALSE) => bucket.points.first(),
            _ => bucket.points.get(1),
        };
        row.map_or(0, |row| self.lead(row, rival))
    }
}

/// The most that so many changes from this position on can add: without and with what they do together with others.
fn best(gains: &[Gain], from: usize, left: usize) -> (i64, i64) {
    let most = |value: fn(&Gain) -> i64| -> i64 {
        let mut values: Vec<i64> = gains.iter().skip(from).map(value).filter(|value| *value > 0).collect();
        values.sort_unstable_by_key(|value| std::cmp::Reverse(*value));
        values.iter().take(left).sum()
    };
    (most(|gain| gain.alone), most(|gain| gain.alone + gain.together))
}
