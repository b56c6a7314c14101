//! What may be answered to a question, cut into as few cases as the conditions of the rulebook can tell apart.
//!
//! A number falls into the bands between the constants of its tests; answers that no test names are one case; a *many*
//! answer is known by which tests it passes. Any value of a case stands for it.

use std::collections::HashSet;

use crate::rulebook::{Given, NO, QuestionKind, Test, YES};
use crate::set::Set;

/// More cases than this are not told apart: a question of so many is left to "unproven".
const MOST_CASES: usize = 5000;

/// Nor so many that each of them with each test comes to more than this.
const MOST_MARKS: usize = 200_000;

/// The cases of one question: position 0 is no answer, the others stand for answers.
pub(crate) struct Domain {
    pub(crate) cases: Vec<Option<Given>>,
    /// Whether there were too many cases to list.
    pub(crate) cut: bool,
}

impl Domain {
    /// The cases that these tests can tell apart, each represented by the first value that falls into it.
    pub(crate) fn of(kind: &QuestionKind, tests: &[Test]) -> Domain {
        let (values, cut) = match kind {
            QuestionKind::YesNo => (vec![Given::Choice(NO), Given::Choice(YES)], false),
            QuestionKind::Choice { answers, .. } => ((0..answers.len()).map(Given::Choice).collect(), false),
            QuestionKind::Number { min, max, .. } => (bands(*min, *max, tests), false),
            QuestionKind::Many { at_most, answers } => subsets(answers.len(), *at_most, tests),
        };
        let mut seen = HashSet::new();
        let distinct = values.into_iter().filter(|value| {
            // A bit for each test: there may be thousands of both.
            let passed = tests
                .chunks(64)
                .map(|tests| tests.iter().fold(0_u64, |bits, test| (bits << 1) | u64::from(test.accepts(*value))));
            seen.insert(passed.collect::<Vec<u64>>())
        });
        let cases = std::iter::once(None).chain(distinct.map(Some)).collect();
        Domain { cases, cut }
    }
}

/// The least number of each band between the constants, within the question's range; the greatest of the lowest band
/// where that has no least.
fn bands(min: Option<i64>, max: Option<i64>, tests: &[Test]) -> Vec<Given> {
    let (least, most) = (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX));
    let mut starts: Vec<i64> = Vec::new();
    for test in tests {
        if let Test::Between(from, to) = test {
            starts.push(*from);
            starts.extend(to.checked_add(1));
        }
    }
    starts.retain(|start| (least..=most).contains(start) && *start > least);
    starts.sort_unstable();
    starts.dedup();
    let lowest = match (min, starts.first()) {
        (Some(min), _) => min,
        (None, Some(first)) => first - 1,
        (None, None) => most.min(0),
    };
    std::iter::once(lowest).chain(starts).map(Given::Number).collect()
}

/// Subsets of the answers, one for each way of passing the tests. Grown answer by answer; what passes the same tests
/// with as many members is kept once, so that the number of cases, not of subsets, is the cost.
fn subsets(answers: usize, at_most: Option<usize>, tests: &[Test]) -> (Vec<Given>, bool) {
    let mut named: Vec<Set> = tests.iter().flat_map(sets).filter(|set| !set.is_empty()).collect();
    named.dedup();
    let matters = |position: &usize| named.iter().any(|set| set.contains(*position));
    let most = at_most.unwrap_or(answers);
    let most_cases = MOST_CASES.min(MOST_MARKS / named.len().max(1)).max(2);
    let mut kept: Vec<(usize, Set)> = vec![(0, Set::default())];
    let mut seen: HashSet<(usize, Vec<Set>)> = HashSet::new();
    let mut cut = false;
    // A member that no test names still makes an answer out of nothing, which needs no case of its own: the empty
    // answer passes the same tests.
    for position in (0..answers).filter(matters) {
        for at in 0..kept.len() {
            let Some((size, set)) = kept.get(at).copied() else { break };
            if size == most {
                continue;
            }
            let mut grown = set;
            grown.insert(position);
            if kept.len() >= most_cases {
                cut = true;
            } else if seen.insert((size + 1, named.iter().map(|named| grown.and(named)).collect())) {
                kept.push((size + 1, grown));
            }
        }
    }
    // Fewest members first, then in the author's order: the plainest answer stands for its case.
    kept.sort_by_key(|(size, set)| (*size, set.iter().collect::<Vec<_>>()));
    (kept.into_iter().map(|(_, set)| Given::Many(set)).collect(), cut)
}

fn sets(test: &Test) -> Vec<Set> {
    match test {
        Test::Members { any, all, none } => any.iter().copied().chain([*all, *none]).collect(),
        Test::In(_) | Test::Between(..) => Vec::new(),
    }
}
