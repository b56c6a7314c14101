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
    /// For each question its own bucket.
    own_bucket: Vec<Option<usize>>,
    /// For each question the buckets that it moves: its own, and those of questions that it makes asked.
    moves: Vec<Vec<usize>>,
    /// For each rule, and for whether the decision applies, the last position of the order that has a say in it.
    last: Vec<Option<usize>>,
    last_of_guard: Option<usize>,
    /// For each question the rules that look at it among others.
    touches: Vec<Vec<usize>>,
    changed: Changed,
    found: Vec<Changed>,
}

/// What is known at one partial set.
struct Standing<'h> {
    /// For each rival that has to be beaten on points: the rival, and how many points are missing.
    missing: Vec<(usize, i64)>,
    /// What a change must touch: each of these sets of questions, at least once.
    required: Vec<&'h [bool]>,
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
        let own = |at: usize| decision.buckets.iter().position(|bucket| bucket.question == at);
        let own_bucket = questions.clone().map(own).collect();
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
        let last = |support: &[bool]| order.iter().rposition(|at| support.get(*at) == Some(&true));
        Some(Hunt {
            last: decision.rules.iter().map(|rule| last(&rule.support)).collect(),
            last_of_guard: last(&decision.guard),
            own_bucket,
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
        let best: Vec<Vec<(i64, i64)>> = gains.iter().map(|gains| best_from(gains, left - 1)).collect();
        let mut needs: Vec<(usize, i64)> = Vec::new();
        for position in from..self.order.len() {
            let Some(at) = self.order.get(position).copied() else { break };
            let touches = |set: &&[bool]| set.get(at) == Some(&true);
            if left == 1 && !standing.required.iter().all(touches) {
                continue;
            }
            let now = self.cases.get(at).copied().unwrap_or(0);
            let count = self.model.questions.get(at).map_or(0, |question| question.cases.len());
            let bucket = self.own_bucket.get(at).copied().flatten().and_then(|own| self.decision.buckets.get(own));
            let rows = bucket.filter(|_| standing.asked.get(at).is_some_and(|asked| asked.must_be(Truths::TRUE)));
            // The lead over each rival that a case of this question must give at least to be worth a look.
            needs.clear();
            let mut hopeless = false;
            for (nth, (rival, missing)) in standing.missing.iter().enumerate() {
                let gain = gains.get(nth).and_then(|gains| gains.get(position)).copied().unwrap_or_default();
                // What the other changes can add at the most.
                let (alone, both) = best.get(nth).and_then(|best| best.get(position + 1)).copied().unwrap_or_default();
                let once = together.get(nth).copied().unwrap_or(0);
                let needed = missing - (alone + once).min(gain.together + both);
                // What the question adds beside its own bucket's points for the case.
                let best_lead = if rows.is_some() { gain.best } else { 0 };
                hopeless |= gain.alone < needed;
                needs.push((*rival, needed - (gain.alone - best_lead)));
            }
            if hopeless {
                continue;
            }
            let mut tried = false;
            for case in (1..count).filter(|case| *case != now) {
                let row = rows.and_then(|bucket| bucket.points.get(case + 1)).map(Vec::as_slice).unwrap_or_default();
                if needs.iter().any(|(rival, needed)| self.lead(row, *rival) < *needed) {
                    continue;
                }
                self.search.fix(at, Slot::Fixed(case));
                self.changed.push((at, case));
                tried = true;
                let done = self.extend(position + 1, left - 1);
                self.changed.pop();
                done?;
                if self.found.len() >= MOST_SETS {
                    return Ok(());
                }
            }
            if tried {
                // Back to how things stood, for the next question to change from there.
                self.search.fix(at, Slot::Fixed(now));
                self.search.look_again(self.goal.decision(), Some(at));
            }
        }
        Ok(())
    }

    /// Reads off what is missing. `None` if what must be touched cannot be any more.
    fn standing(&mut self, from: usize) -> Option<Standing<'h>> {
        let at = self.goal.decision();
        let (option, count) = (self.option, self.decision.options);
        let prospect = self.search.prospects().get(at)?;
        let (rules, bounds, applies) = (prospect.rules.clone(), prospect.bounds.clone(), prospect.applies);
        let asked = self.search.asked().to_vec();
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
                rule.rules_out.contains(rival) && !rule.rules_out.contains(option) && (fires(truths) || open(*last))
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

    fn all_together(&self, from: usize, rival: usize, standing: &Standing<'h>) -> i64 {
        let rules = self.decision.rules.iter().zip(&standing.rules).zip(&self.last);
        let open = rules.filter(|((rule, _), last)| !rule.in_bucket && last.is_some_and(|last| last >= from));
        open.map(|((rule, truths), _)| self.toggle(&rule.points, *truths, rival)).sum()
    }

    fn gain(&self, at: usize, rival: usize, standing: &Standing<'h>) -> Gain {
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
