//! The rules of a decision for one profile at a time: all of them side by side in the bits of a few words.
//!
//! For each byte of a profile and each value that it may have, a row of bits says which terms that value leaves standing. The
//! rows of a profile's bytes, joined by *and*, leave the terms that hold: a few words' operations however many rules there
//! are. Routers find the rules that match a packet in this way (T. V. Lakshman and D. Stiliadis, SIGCOMM 1998). Points are
//! not added up rule by rule either: for every four terms a table has the points of all sixteen ways in which they can
//! stand, those of several options in one word, so that there is no branch on what fires.

use super::clauses::MOST_TERMS;
use super::layout::Literal;
use super::plan::{DecisionPlan, RulePlan};
use crate::set::Set;

const WORD: usize = u64::BITS as usize;
/// So many terms share a table of points. No rule has more.
const GROUP: usize = MOST_TERMS;
const WAYS: usize = 1 << GROUP;

/// The rules of one decision as rows of bits and tables of points.
#[derive(Debug)]
pub(super) struct Matcher {
    /// A bit for each term that there is.
    everything: Vec<u64>,
    columns: Vec<Rows>,
    rows: Vec<u64>,
    /// How many binary digits of a word each option's points have, and how many words those of all options take.
    digits: u32,
    width: usize,
    /// For each four terms, and each way in which they can stand, the points of all options above `base`.
    points: Vec<u64>,
    base: Vec<i64>,
    /// The terms of rules that rule options out, and these options by term.
    excluding: Vec<u64>,
    excluded: Vec<Set>,
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

/// What a profile leaves of the rules, in buffers that are used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    terms: Vec<u64>,
    sums: Vec<u64>,
    pub(super) fired: bool,
    pub(super) ruled_out: Set,
}

impl Matcher {
    pub(super) fn of(plan: &DecisionPlan) -> Matcher {
        let terms = placed(&plan.rules);
        let words = terms.len().div_ceil(WORD);
        let mut everything = vec![0; words];
        let mut excluding = vec![0; words];
        let mut excluded = Vec::new();
        for (at, rule) in terms.iter().enumerate() {
            let rule = rule.and_then(|(rule, _)| plan.rules.get(rule));
            let ruled_out = rule.map(|rule| rule.rules_out).unwrap_or_default();
            let bits = [(&mut everything, rule.is_some()), (&mut excluding, !ruled_out.is_empty())];
            for (mask, _) in bits.into_iter().filter(|(_, is_set)| *is_set) {
                mask.get_mut(at / WORD).into_iter().for_each(|word| *word |= 1 << (at % WORD));
            }
            excluded.push(ruled_out);
        }
        let (columns, rows) = rows(&terms, &everything);
        let (base, digits, points) = points(plan, &terms);
        let width = plan.options.div_ceil((u64::BITS / digits) as usize).max(1);
        Matcher { everything, columns, rows, digits, width, points, base, excluding, excluded }
    }

    /// What holds, given the bytes of a profile.
    pub(super) fn stand(&self, bytes: &[u8], standing: &mut Standing) {
        let Standing { terms, sums, fired, ruled_out } = standing;
        let words = self.everything.len();
        let row = |own: &Rows, at: usize| {
            let value = bytes.get(own.column).copied().unwrap_or(0) & own.mask;
            own.first + usize::from(value) * words + at
        };
        terms.clear();
        if let [everything] = *self.everything {
            let rows = self.columns.iter().map(|own| self.rows.get(row(own, 0)).copied().unwrap_or(0));
            terms.push(rows.fold(everything, |standing, row| standing & row));
        } else {
            terms.extend_from_slice(&self.everything);
            for own in &self.columns {
                let first = row(own, 0);
                let row = self.rows.get(first..first + words).unwrap_or_default();
                terms.iter_mut().zip(row).for_each(|(standing, row)| *standing &= row);
            }
        }
        *fired = terms.iter().any(|word| *word != 0);
        self.add(terms, sums);
        *ruled_out = Set::default();
        for (nth, (word, excluding)) in terms.iter().zip(&self.excluding).enumerate() {
            let mut word = word & excluding;
            while word != 0 {
                let term = nth * WORD + word.trailing_zeros() as usize;
                word &= word - 1;
                let excluded = self.excluded.get(term).copied().unwrap_or_default();
                excluded.iter().for_each(|option| ruled_out.insert(option));
            }
        }
    }

    fn add(&self, terms: &[u64], sums: &mut Vec<u64>) {
        let width = self.width;
        let groups = terms.iter().flat_map(|word| (0..WORD).step_by(GROUP).map(move |shift| word >> shift));
        let ways = groups.map(|group| {
            let [lowest, ..] = group.to_le_bytes();
            usize::from(lowest) % WAYS
        });
        let tables = self.points.chunks_exact(width * WAYS).zip(ways);
        sums.clear();
        if width == 1 {
            sums.push(tables.map(|(table, way)| table.get(way).copied().unwrap_or(0)).sum());
            return;
        }
        sums.resize(width, 0);
        for (table, way) in tables {
            let points = table.get(way * width..(way + 1) * width).unwrap_or_default();
            sums.iter_mut().zip(points).for_each(|(sum, points)| *sum += points);
        }
    }

    /// The points of every option, in their order.
    pub(super) fn points(&self, standing: &Standing) -> impl Iterator<Item = i64> {
        let most = u64::MAX >> (u64::BITS - self.digits);
        let shifts = (0..u64::BITS).step_by(self.digits as usize);
        let above = standing.sums.iter().flat_map(move |word| shifts.clone().map(move |shift| word >> shift & most));
        // Checked when the rulebook was built: no sum of points can overflow.
        self.base.iter().zip(above).map(|(base, above)| base + above as i64)
    }
}

/// The terms of all rules in order, those of one rule in the same group; `None` where a place is left free for that.
fn placed(rules: &[RulePlan]) -> Vec<Option<(usize, &[Literal])>> {
    let mut terms = Vec::new();
    for (at, rule) in rules.iter().enumerate() {
        let left = GROUP - terms.len() % GROUP;
        if rule.clauses.len() > left {
            terms.extend((0..left).map(|_| None));
        }
        terms.extend(rule.clauses.iter().map(|term| Some((at, term.as_slice()))));
    }
    terms
}

fn rows(terms: &[Option<(usize, &[Literal])>], everything: &[u64]) -> (Vec<Rows>, Vec<u64>) {
    let literals = terms.iter().enumerate();
    let literals = literals.filter_map(|(at, term)| Some((at, (*term)?.1)));
    let literals = literals.flat_map(|(at, term)| term.iter().map(move |literal| (*literal, at)));
    let mut literals: Vec<(Literal, usize)> = literals.collect();
    literals.sort_unstable();
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    for own in literals.chunk_by(|(one, _), (other, _)| one.column == other.column) {
        let Some(((first, _), (last, _))) = own.first().zip(own.last()) else { continue };
        let mask = u8::MAX >> (u8::BITS - 1 - u32::from(last.bit));
        columns.push(Rows { column: first.column, mask, first: rows.len() });
        for value in 0..=mask {
            let start = rows.len();
            rows.extend_from_slice(everything);
            for (_, term) in own.iter().filter(|(literal, _)| !literal.holds(value)) {
                rows.get_mut(start + term / WORD).into_iter().for_each(|word| *word &= !(1 << (term % WORD)));
            }
        }
    }
    (columns, rows)
}

/// What each option's points are counted from, how many digits they need, and the table for every group.
fn points(plan: &DecisionPlan, terms: &[Option<(usize, &[Literal])>]) -> (Vec<i64>, u32, Vec<u64>) {
    let mut base = vec![0; plan.options];
    let mut most = vec![0u64; plan.options];
    // What the rules of a group come to when these of its terms stand: a rule counts once.
    let sums = |group: &[Option<(usize, &[Literal])>], way: usize| {
        let mut rules: Vec<usize> = group
            .iter()
            .enumerate()
            .filter(|(at, _)| way >> at & 1 == 1)
            .filter_map(|(_, term)| Some((*term)?.0))
            .collect();
        rules.dedup();
        let mut sums = vec![0i64; plan.options];
        for (option, points) in rules.iter().filter_map(|rule| plan.rules.get(*rule)).flat_map(|rule| &rule.points) {
            sums.get_mut(*option).into_iter().for_each(|sum| *sum += points);
        }
        sums
    };
    let mut all: Vec<u64> = Vec::new();
    for group in terms.chunks(GROUP) {
        let ways: Vec<Vec<i64>> = (0..WAYS).map(|way| sums(group, way)).collect();
        let ends = |option: usize| {
            let sums = ways.iter().filter_map(move |sums| sums.get(option).copied());
            (sums.clone().min().unwrap_or(0), sums.max().unwrap_or(0))
        };
        // Counted from the least, so that no word of points ever borrows from its neighbour.
        let ends: Vec<(i64, i64)> = (0..plan.options).map(ends).collect();
        for ((base, most), (low, high)) in base.iter_mut().zip(&mut most).zip(&ends) {
            *base += low;
            *most += high.abs_diff(*low);
        }
        all.extend(ways.iter().flat_map(|sums| sums.iter().zip(&ends).map(|(sum, (low, _))| sum.abs_diff(*low))));
    }
    let digits =
        [8, 16, 32].into_iter().find(|digits| most.iter().all(|most| most >> digits == 0)).unwrap_or(u64::BITS);
    let a_word = (u64::BITS / digits) as usize;
    let word =
        |points: &[u64]| points.iter().rev().fold(0u64, |word, points| word.checked_shl(digits).unwrap_or(0) | points);
    let packed = all.chunks(plan.options.max(1)).flat_map(|points| points.chunks(a_word).map(word));
    (base, digits, packed.collect())
}
