//! The most that a lead may come to if only so many more answers are changed.
//!
//! Questions stand as answered, or are opened to the answers that they may change to. What is true as things stand counts; a rule
//! that helps and does not fire is put into the table of a question that holds it back, one that harms and fires is made up for in
//! the table of each question that may stop it. What the best few questions add to the rest is the bound.

use super::ceiling::{Standing, must};
use super::surrogate::{Relaxed, Surrogate};
use crate::rulebook::{Cases, Contest, Formula, Lead, pick};

/// What is changed so far, and what may be. Everything is over classes of cases.
pub(in crate::analysis) struct Changes<'c> {
    contest: &'c Contest,
    now: Vec<usize>,
    /// What each may change to, without what others replace.
    variants: Vec<Cases>,
    /// The classes of each question: as answered, or where it is opened those that it may change to.
    domains: Vec<Cases>,
    states: Vec<State>,
    /// Whether it may still be opened.
    may_open: Vec<bool>,
    /// For each lead and question what the answer as given has in its table, and the most that changing it could have.
    plain: Vec<Vec<(i64, i64)>>,
    /// The leads in the order in which they are looked at: those that failed last come first.
    leads: Vec<usize>,
    /// How rules stand where they fire and where they do not, as far as was asked since the last change.
    standings: Vec<[Option<Standing>; 2]>,
    /// Bounds that are no longer needed.
    spare: Vec<LeadBound>,
    surrogate: Surrogate,
}

/// What became of a question.
#[derive(Clone, Copy)]
enum State {
    /// It stays as it was answered.
    Closed,
    /// It takes any of its variants.
    Opened,
    /// It takes this class.
    Fixed(usize),
}

/// What may become of one lead.
#[derive(Default)]
pub(in crate::analysis) struct LeadBound {
    least: i64,
    sure: i64,
    table: Vec<i64>,
    /// What each question has in the bound as it stands.
    held: Vec<i64>,
    /// What changing it adds to that at most.
    gains: Vec<i64>,
}

impl LeadBound {
    /// What is missing, or by how much it is exceeded.
    pub(in crate::analysis) fn missing(&self) -> i64 {
        self.least - self.sure - self.held.iter().sum::<i64>()
    }

    /// What changing this question adds at most.
    pub(in crate::analysis) fn gain(&self, question: usize) -> i64 {
        pick(&self.gains, question)
    }

    /// Whether an opened question may take this class.
    pub(in crate::analysis) fn allows(&self, contest: &Contest, question: usize, class: usize) -> bool {
        pick(contest.part(&self.table, question), class) - pick(&self.held, question) >= self.missing()
    }
}

impl<'c> Changes<'c> {
    pub(in crate::analysis) fn new(contest: &'c Contest, now: &[usize], variants: &[Vec<usize>]) -> Changes<'c> {
        let now: Vec<usize> = now.iter().enumerate().map(|(at, case)| contest.class(at, *case)).collect();
        let class = |at: usize| move |case: &usize| contest.class(at, *case);
        let among =
            variants.iter().enumerate().map(|(at, cases)| Cases::of(contest.count(at), cases.iter().map(class(at))));
        let among: Vec<Cases> = among.collect();
        let variants = contest.undominated(&among);
        let plain = |lead: &Lead| {
            let of = |(question, variants): (usize, &Cases)| {
                let table = contest.part(&lead.alone, question);
                let held = now.get(question).map_or(0, |class| pick(table, *class));
                (held, variants.most(table, None).unwrap_or(held))
            };
            variants.iter().enumerate().map(of).collect()
        };
        Changes {
            contest,
            plain: contest.leads.iter().map(plain).collect(),
            variants,
            domains: now.iter().enumerate().map(|(at, class)| Cases::of(contest.count(at), [*class])).collect(),
            states: vec![State::Closed; now.len()],
            may_open: vec![false; now.len()],
            now,
            leads: (0..contest.leads.len()).collect(),
            standings: Vec::with_capacity(contest.rows.len()),
            spare: Vec::new(),
            surrogate: Surrogate::default(),
        }
    }

    /// Says whether a question may still be opened.
    pub(in crate::analysis) fn allow(&mut self, question: usize, may_open: bool) {
        self.may_open.get_mut(question).into_iter().for_each(|place| *place = may_open);
    }

    /// Opens a question to what it may change to.
    pub(in crate::analysis) fn open(&mut self, question: usize) {
        let Some(variants) = self.variants.get(question) else { return };
        self.domains.get_mut(question).into_iter().for_each(|place| place.clone_from(variants));
        self.set(question, State::Opened);
    }

    /// Leaves it as it was answered.
    pub(in crate::analysis) fn close(&mut self, question: usize) {
        let class = self.now.get(question).copied().unwrap_or(0);
        self.domains.get_mut(question).into_iter().for_each(|place| place.become_only(class));
        self.set(question, State::Closed);
    }

    pub(in crate::analysis) fn fix(&mut self, question: usize, class: usize) {
        self.domains.get_mut(question).into_iter().for_each(|place| place.become_only(class));
        self.set(question, State::Fixed(class));
    }

    fn set(&mut self, question: usize, state: State) {
        self.states.get_mut(question).into_iter().for_each(|place| *place = state);
    }

    /// What may become of each lead if so many more questions are opened, without those from which a rival may yet be ruled out, and
    /// of several of them together. Nothing if the contest cannot be met. Whoever is done with the bounds gives them back.
    pub(in crate::analysis) fn bounds(&mut self, left: usize) -> Option<Vec<LeadBound>> {
        let contest = self.contest;
        if !contest.hard.iter().all(|formula| self.takes(formula) <= left) {
            return None;
        }
        self.standings.clear();
        self.standings.resize(contest.rows.len(), [None; 2]);
        let mut bounds = Vec::with_capacity(contest.leads.len());
        for position in 0..self.leads.len() {
            let Some(at) = self.leads.get(position).copied() else { break };
            let Some(lead) = contest.leads.get(at) else { break };
            if lead.escapes.iter().any(|escape| self.takes(escape) <= left) {
                continue;
            }
            let mut bound = self.spare.pop().unwrap_or_default();
            self.renew(&mut bound, at, left);
            let is_closed = greatest(&bound.gains, left) >= bound.missing();
            bounds.push(bound);
            if !is_closed {
                self.give_back(bounds);
                self.leads.get_mut(..=position).into_iter().for_each(|leads| leads.rotate_right(1));
                return None;
            }
        }
        let together = self.together(&bounds, left);
        match together {
            Some(bound) if greatest(&bound.gains, left) < bound.missing() => {
                self.spare.push(bound);
                self.give_back(bounds);
                return None;
            }
            together => bounds.extend(together),
        }
        Some(bounds)
    }

    /// The bound of leads together, each as often as they are furthest from what they need.
    fn together(&mut self, bounds: &[LeadBound], left: usize) -> Option<LeadBound> {
        // Where all questions are chosen, giving them answers takes less than a further bound.
        let opened = self.states.iter().filter(|state| matches!(state, State::Opened)).count();
        if bounds.len() < 2 || left == 0 || left + opened < 2 {
            return None;
        }
        let mut surrogate = std::mem::take(&mut self.surrogate);
        let relaxed: Vec<Relaxed<'_>> = bounds.iter().map(|own| (own.sure - own.least, own.table.as_slice())).collect();
        let slack = |own: &LeadBound| greatest(&own.gains, left) - own.missing();
        let first = bounds.iter().map(slack).enumerate().min_by_key(|(_, slack)| *slack).map_or(0, |(nth, _)| nth);
        let _ = surrogate.missing(&relaxed, first, |table, places| self.most(table, left, places));
        if surrogate.counted() < 2 {
            self.surrogate = surrogate;
            return None;
        }
        let mut bound = self.spare.pop().unwrap_or_default();
        bound.least = surrogate.sum(bounds.iter().map(|own| own.least));
        bound.sure = surrogate.sum(bounds.iter().map(|own| own.sure));
        bound.table.clone_from(&surrogate.table);
        bound.held.clear();
        bound.gains.clear();
        for question in 0..self.domains.len() {
            let (held, gain) = self.share(&bound, question);
            bound.held.push(held);
            bound.gains.push(gain);
        }
        self.surrogate = surrogate;
        Some(bound)
    }

    /// What a table comes to if so many more questions are opened, and the entries that make that up.
    fn most(&self, table: &[i64], left: usize, places: &mut Vec<usize>) -> i64 {
        let mut sum = 0;
        // What opening a question adds, which question, and the entry that is counted then.
        let mut gains: Vec<(i64, usize, usize)> = Vec::new();
        for (question, domain) in self.domains.iter().enumerate() {
            let (part, start) = (self.contest.part(table, question), self.contest.start(question));
            let (held, class) = domain.best(part).unwrap_or((0, 0));
            sum += held;
            places.push(start + class);
            let variants = self.variants.get(question).filter(|_| left > 0 && self.is_open(question));
            if let Some((most, class)) =
                variants.and_then(|variants| variants.best(part)).filter(|(most, _)| *most > held)
            {
                gains.push((most - held, question, start + class));
            }
        }
        gains.sort_unstable_by_key(|(gain, question, _)| (std::cmp::Reverse(*gain), *question));
        for (gain, question, place) in gains.into_iter().take(left) {
            sum += gain;
            places.get_mut(question).into_iter().for_each(|known| *known = place);
        }
        sum
    }

    /// The class of each question as answered.
    pub(in crate::analysis) fn as_answered(&self) -> &[usize] {
        &self.now
    }

    /// Takes back bounds that are no longer needed.
    pub(in crate::analysis) fn give_back(&mut self, bounds: Vec<LeadBound>) {
        self.spare.extend(bounds);
    }

    fn standing(&self, formula: &Formula, left: usize) -> Standing {
        match () {
            () if must(formula, &self.domains) => Standing::True,
            () if self.takes(formula) <= left => Standing::Open,
            () => Standing::False,
        }
    }

    fn is_open(&self, question: usize) -> bool {
        self.may_open.get(question) == Some(&true)
    }

    /// How many more questions have to be opened, at least, before a formula may be true.
    fn takes(&self, formula: &Formula) -> usize {
        const NEVER: usize = usize::MAX;
        match formula {
            Formula::In(question, cases) => {
                let may_be = |all: &[Cases]| all.get(*question).is_some_and(|all| all.intersects(cases));
                match () {
                    () if may_be(&self.domains) => 0,
                    () if self.is_open(*question) && may_be(&self.variants) => 1,
                    () => NEVER,
                }
            }
            Formula::Decided(..) => 0,
            Formula::All(parts) => {
                // Literals are on different questions each; other parts may share theirs.
                let (mut sum, mut most) = (0_usize, 0);
                for part in parts {
                    let own = self.takes(part);
                    if matches!(part, Formula::In(..)) { sum = own.saturating_add(sum) } else { most = most.max(own) }
                }
                sum.max(most)
            }
            Formula::Any(parts) => parts.iter().map(|part| self.takes(part)).min().unwrap_or(NEVER),
        }
    }

    /// How the rule in this row stands where it fires, or does not, which is looked at once.
    fn standing_of(&mut self, row: usize, silent: bool, formula: &Formula, left: usize) -> Standing {
        let known =
            |own: &Changes<'_>| own.standings.get(row).and_then(|[fires, stays]| if silent { *stays } else { *fires });
        if let Some(standing) = known(self) {
            return standing;
        }
        let standing = self.standing(formula, left);
        if let Some([fires, stays]) = self.standings.get_mut(row) {
            *(if silent { stays } else { fires }) = Some(standing);
        }
        standing
    }

    fn renew(&mut self, own: &mut LeadBound, at: usize, left: usize) {
        let contest = self.contest;
        let Some(lead) = contest.leads.get(at) else { return };
        (own.least, own.sure) = (lead.least, lead.certain);
        own.table.clone_from(&lead.alone);
        own.held.clear();
        own.gains.clear();
        let plain = self.plain.get(at).into_iter().flatten().zip(&self.states).zip(&self.may_open).enumerate();
        for (question, (((held, most), state), may_open)) in plain {
            let held = match state {
                State::Closed => *held,
                State::Opened => *most,
                State::Fixed(class) => pick(contest.part(&own.table, question), *class),
            };
            own.held.push(held);
            own.gains.push(if *may_open { (most - held).max(0) } else { 0 });
        }
        let mut literals = Vec::new();
        for (nth, row) in contest.rows.iter().enumerate() {
            let gain = pick(&row.gains, at);
            let (formula, more) = match gain {
                0 => continue,
                1.. => (&row.fires, gain),
                // What takes something away counts, unless it is made up for.
                _ => (&row.silent, -gain),
            };
            own.sure += gain.min(0);
            match self.standing_of(nth, gain < 0, formula, left) {
                Standing::True => own.sure += more,
                Standing::False => {}
                Standing::Open => {
                    literals.clear();
                    self.cover(own, formula, more, left, &mut literals);
                    for (question, cases) in &literals {
                        let start = contest.start(*question);
                        cases.iter().for_each(|class| {
                            own.table.get_mut(start + class).into_iter().for_each(|points| *points += more);
                        });
                        let (held, gain) = self.share(own, *question);
                        own.held.get_mut(*question).into_iter().for_each(|place| *place = held);
                        own.gains.get_mut(*question).into_iter().for_each(|place| *place = gain);
                    }
                }
            }
        }
    }

    /// What a question has in the bound, and may add to it.
    fn share(&self, bound: &LeadBound, question: usize) -> (i64, i64) {
        let table = self.contest.part(&bound.table, question);
        let best = |classes: &Cases| classes.most(table, None);
        let held = self.domains.get(question).and_then(best).unwrap_or(0);
        let most = self.variants.get(question).filter(|_| self.is_open(question)).and_then(best).unwrap_or(held);
        (held, (most - held).max(0))
    }

    /// Literals of which one at least holds where the formula is true and is not true as things stand, chosen so that the bound
    /// rises least; and by how much.
    fn cover<'f>(
        &self,
        bound: &LeadBound,
        formula: &'f Formula,
        more: i64,
        left: usize,
        literals: &mut Vec<(usize, &'f Cases)>,
    ) -> i64 {
        match formula {
            Formula::In(question, cases) => {
                literals.push((*question, cases));
                let table = self.contest.part(&bound.table, *question);
                let best = |all: &[Cases]| all.get(*question).and_then(|all| all.most(table, Some((cases, more))));
                let held = best(&self.domains).unwrap_or(0);
                let most = if self.is_open(*question) { best(&self.variants).unwrap_or(held) } else { held };
                let before = pick(&bound.held, *question) + pick(&bound.gains, *question);
                // What it has as it stands counts in any case, what it may add only among the best few.
                2 * (held - pick(&bound.held, *question)) + (most.max(held) - before)
            }
            Formula::Decided(..) => more,
            Formula::All(parts) => {
                let (start, mut least) = (literals.len(), None::<i64>);
                for part in parts.iter().filter(|part| !must(part, &self.domains)) {
                    let before = literals.len();
                    let rise = self.cover(bound, part, more, left, literals);
                    if least.is_none_or(|least| rise < least) {
                        literals.drain(start..before);
                        least = Some(rise);
                    } else {
                        literals.truncate(before);
                    }
                }
                least.unwrap_or(more)
            }
            Formula::Any(parts) => {
                let possible = parts.iter().filter(|part| self.takes(part) <= left);
                possible.map(|part| self.cover(bound, part, more, left, literals)).sum()
            }
        }
    }
}

/// The sum of the greatest so many of these.
fn greatest(gains: &[i64], count: usize) -> i64 {
    match count {
        0 => 0,
        1 => gains.iter().copied().max().unwrap_or(0),
        _ => {
            let mut gains: Vec<i64> = gains.iter().copied().filter(|gain| *gain > 0).collect();
            gains.sort_unstable_by_key(|gain| std::cmp::Reverse(*gain));
            gains.iter().take(count).sum()
        }
    }
}
