//! One profile at a time: all terms of a decision's rules side by side in the bits of a few words.
//!
//! For each byte of a profile and each value that it may have, a row of bits says which terms that value leaves standing. The
//! rows of a profile's bytes, joined by *and*, leave the terms that hold: a few words' operations however many rules there
//! are, and then only the rules that fire are looked at. Routers find the rules that match a packet in this way
//! (T. V. Lakshman and D. Stiliadis, SIGCOMM 1998).

use super::clauses::{Clauses, Step};
use super::layout::{KNOWN, Literal};
use super::plan::{DecisionPlan, Plan};
use super::sheet::{Points, Results, WORD};

/// The rules of one decision as rows of bits.
#[derive(Debug)]
pub(super) struct Matcher {
    /// The rule that each term belongs to. The terms of one rule stand together.
    rule_of: Vec<usize>,
    /// A bit for each term.
    everything: Vec<u64>,
    columns: Vec<Rows>,
    rows: Vec<u64>,
}

/// The rows of one byte.
#[derive(Debug)]
struct Rows {
    column: usize,
    /// The bits of the byte that these terms look at.
    mask: u8,
    /// Where the row of the value 0 begins.
    first: usize,
}

/// Buffers, so that nothing is allocated for a profile.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    bytes: Vec<u8>,
    rows: Vec<usize>,
    pub(super) decisions: Vec<Results>,
}

impl Matcher {
    pub(super) fn of(plan: &DecisionPlan) -> Matcher {
        let rules = plan.rules.iter().enumerate();
        let terms: Vec<(usize, &[Literal])> =
            rules.flat_map(|(at, rule)| rule.clauses.iter().map(move |term| (at, term.as_slice()))).collect();
        let words = terms.len().div_ceil(WORD);
        let mut everything = vec![u64::MAX; words];
        if let (Some(last), false) = (everything.last_mut(), terms.len().is_multiple_of(WORD)) {
            *last = (1 << (terms.len() % WORD)) - 1;
        }
        let literals = terms.iter().enumerate().flat_map(|(at, (_, term))| term.iter().map(move |one| (*one, at)));
        let mut literals: Vec<(Literal, usize)> = literals.collect();
        literals.sort_unstable();
        let (mut columns, mut rows) = (Vec::new(), Vec::new());
        for own in literals.chunk_by(|(one, _), (other, _)| one.column == other.column) {
            let Some(((first, _), (last, _))) = own.first().zip(own.last()) else { continue };
            let mask = u8::MAX >> (u8::BITS - 1 - u32::from(last.bit));
            columns.push(Rows { column: first.column, mask, first: rows.len() });
            for value in 0..=mask {
                let start = rows.len();
                rows.extend_from_slice(&everything);
                for (_, term) in own.iter().filter(|(literal, _)| !literal.holds(value)) {
                    rows.get_mut(start + term / WORD).into_iter().for_each(|word| *word &= !(1 << (term % WORD)));
                }
            }
        }
        Matcher { rule_of: terms.iter().map(|(rule, _)| *rule).collect(), everything, columns, rows }
    }

    /// Calls `fire` with each rule that holds, once and in order.
    fn matches(&self, bytes: &[u8], rows: &mut Vec<usize>, mut fire: impl FnMut(usize)) {
        let words = self.everything.len();
        rows.clear();
        rows.extend(self.columns.iter().map(|own| {
            let value = bytes.get(own.column).copied().unwrap_or(0) & own.mask;
            own.first + usize::from(value) * words
        }));
        let mut last = usize::MAX;
        for (at, everything) in self.everything.iter().enumerate() {
            let row = |first: &usize| self.rows.get(first + at).copied().unwrap_or(0);
            let mut standing = rows.iter().fold(*everything, |standing, first| standing & row(first));
            while standing != 0 {
                let term = at * WORD + standing.trailing_zeros() as usize;
                standing &= standing - 1;
                let rule = self.rule_of.get(term).copied().unwrap_or(last);
                if rule != last {
                    fire(rule);
                    last = rule;
                }
            }
        }
    }
}

fn hold(clauses: &Clauses, bytes: &[u8]) -> bool {
    let holds = |literal: &Literal| bytes.get(literal.column).is_some_and(|byte| literal.holds(*byte));
    clauses.iter().any(|term| term.iter().all(holds))
}

/// The byte of something that comes out true, false, or neither.
fn derived(is_true: bool, is_false: bool) -> u8 {
    match (is_true, is_false) {
        (true, _) => KNOWN | 1 << 1,
        (false, true) => KNOWN,
        (false, false) => 0,
    }
}

/// Carries out the plan for one profile.
pub(super) fn score(plan: &Plan, matchers: &[Matcher], profile: &[u8], buffers: &mut Buffers) {
    let Buffers { bytes, rows, decisions } = buffers;
    bytes.clear();
    bytes.extend_from_slice(profile);
    bytes.resize(plan.columns, 0);
    decisions.resize_with(plan.decisions.len(), Results::default);
    let set = |bytes: &mut Vec<u8>, column: usize, byte: u8| {
        bytes.get_mut(column).into_iter().for_each(|own| *own = byte);
    };
    for step in &plan.steps {
        match step {
            Step::Derive { column, when_true, when_false } => {
                let byte = derived(hold(when_true, bytes), hold(when_false, bytes));
                set(bytes, *column, byte);
            }
            Step::Gate { bytes: own, asked, not_asked } => {
                if !hold(asked, bytes) {
                    let byte = if hold(not_asked, bytes) { KNOWN } else { 0 };
                    bytes.get_mut(own.clone()).unwrap_or_default().fill(byte);
                }
            }
            Step::Decide(at) => {
                let parts = plan.decisions.get(*at).zip(matchers.get(*at)).zip(decisions.get_mut(*at));
                if let Some(((plan, matcher), results)) = parts {
                    decide(plan, matcher, bytes, rows, results);
                }
            }
            Step::Decided { column, decision, options } => {
                let parts = plan.decisions.get(*decision).zip(decisions.get(*decision));
                let is_chosen = parts
                    .is_some_and(|(plan, results)| options.iter().any(|option| results.is_chosen(plan, option, 0, 1)));
                set(bytes, *column, derived(is_chosen, true));
            }
        }
    }
}

fn decide(plan: &DecisionPlan, matcher: &Matcher, bytes: &[u8], rows: &mut Vec<usize>, results: &mut Results) {
    let Results { applies, fired, out, points } = results;
    if let Points::Narrow(_) = points {
        *points = Points::default();
    }
    let Points::Wide(lanes) = points else { return };
    lanes.open(plan.options, 1);
    for (mask, length) in [(&mut *applies, 1), (&mut *fired, 1), (&mut *out, plan.options)] {
        mask.clear();
        mask.resize(length, 0);
    }
    if !hold(&plan.applies, bytes) {
        return;
    }
    applies.fill(1);
    matcher.matches(bytes, rows, |rule| {
        let Some(rule) = plan.rules.get(rule) else { return };
        fired.fill(1);
        for (option, given) in &rule.points {
            // Checked when the rulebook was built: no sum of points can overflow.
            lanes.points.get_mut(*option).into_iter().for_each(|sum| *sum += given);
        }
        if !rule.rules_out.is_empty() {
            rule.rules_out.iter().for_each(|option| out.get_mut(option).into_iter().for_each(|mask| *mask = 1));
        }
    });
    lanes.rank(out, 1);
}
