//! The conditions that differ from one condition in one test.
//!
//! A variant is a way down to a part and what stands there instead. Nothing is copied but the test itself, since a condition
//! may have thousands of them.

use crate::rulebook::{Book, Condition, Question, QuestionKind, Test};
use crate::set::Set;

/// What changes at the end of a way.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// This stands there instead.
    Instead(Condition),
    /// The `not:` that stands there is taken away.
    Unnegated,
}

/// Always true, and never: what a test leaves behind that is left out.
pub(super) fn always() -> Condition {
    Condition::All([].into())
}

pub(super) fn never() -> Condition {
    Condition::Any([].into())
}

/// Calls `visit` with the way to each part that is changed and the change, the parts in the author's order.
pub(super) fn variants(book: &Book, condition: &Condition, visit: &mut impl FnMut(&[u32], Edit)) {
    if is_leaf(condition) {
        visit(&[], Edit::Instead(always()));
    }
    walk(book, condition, &mut Vec::new(), visit);
}

/// The part at the end of a way.
pub(super) fn part<'c>(condition: &'c Condition, way: &[u32]) -> Option<&'c Condition> {
    let Some((step, rest)) = way.split_first() else { return Some(condition) };
    match condition {
        Condition::All(parts) | Condition::Any(parts) => part(parts.get(*step as usize)?, rest),
        Condition::Not(inner) => part(inner, rest),
        Condition::Test(..) | Condition::Fact(..) | Condition::Decided(..) => None,
    }
}

/// The part at the end of a way, to be changed.
pub(super) fn part_mut<'c>(condition: &'c mut Condition, way: &[u32]) -> Option<&'c mut Condition> {
    let Some((step, rest)) = way.split_first() else { return Some(condition) };
    match condition {
        Condition::All(parts) | Condition::Any(parts) => part_mut(parts.get_mut(*step as usize)?, rest),
        Condition::Not(inner) => part_mut(inner, rest),
        Condition::Test(..) | Condition::Fact(..) | Condition::Decided(..) => None,
    }
}

fn is_leaf(condition: &Condition) -> bool {
    matches!(condition, Condition::Test(..) | Condition::Fact(..) | Condition::Decided(..))
}

fn walk(book: &Book, condition: &Condition, way: &mut Vec<u32>, visit: &mut impl FnMut(&[u32], Edit)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            let neutral = if matches!(condition, Condition::All(_)) { always() } else { never() };
            for (nth, part) in (0..).zip(parts) {
                way.push(nth);
                if parts.len() > 1 && *part != neutral {
                    visit(way, Edit::Instead(neutral.clone()));
                }
                walk(book, part, way, visit);
                way.pop();
            }
        }
        Condition::Not(inner) => {
            visit(way, Edit::Unnegated);
            way.push(0);
            walk(book, inner, way, visit);
            way.pop();
        }
        Condition::Test(ix, test) => {
            for other in tests(&book.questions[*ix], test) {
                visit(way, Edit::Instead(Condition::Test(*ix, other)));
            }
        }
        Condition::Fact(ix, holds) => visit(way, Edit::Instead(Condition::Fact(*ix, !holds))),
        Condition::Decided(ix, options) => {
            for fewer in without_each(options) {
                visit(way, Edit::Instead(Condition::Decided(*ix, fewer)));
            }
        }
    }
}

/// The tests that differ from this one by one answer, or by one in a bound.
fn tests(question: &Question, test: &Test) -> Vec<Test> {
    match test {
        Test::In(set) => choices(question, set).into_iter().map(Test::In).collect(),
        Test::Between(least, most) => bounds(*least, *most),
        Test::Members { any, all, none } => {
            let (any, all, none) = (*any, *all, *none);
            let mut fewer: Vec<Test> =
                any.iter().flat_map(without_each).map(|any| Test::Members { any: Some(any), all, none }).collect();
            if any.is_some() || all.len() + none.len() > 1 {
                fewer.extend(without_any(&all).into_iter().map(|all| Test::Members { any, all, none }));
                fewer.extend(without_any(&none).into_iter().map(|none| Test::Members { any, all, none }));
            }
            fewer
        }
    }
}

fn choices(question: &Question, accepted: &Set) -> Vec<Set> {
    let (ordered, count) = match &question.kind {
        QuestionKind::YesNo => return vec![without(&(0..2).collect(), accepted)],
        QuestionKind::Choice { ordered, answers } => (*ordered, answers.len()),
        QuestionKind::Many { .. } | QuestionKind::Number { .. } => return Vec::new(),
    };
    let all: Set = (0..count).collect();
    let others = without(&all, accepted);
    let ends = accepted.iter().next().zip(accepted.iter().last());
    match ends {
        Some((first, last)) if ordered && last - first + 1 == accepted.len() => {
            // In a row: each end moved by one answer, both ways. The first and the last answer of all are no bounds.
            let shorter = [first, last].into_iter().filter(|_| accepted.len() > 1);
            let mut moved: Vec<Set> = shorter.map(|end| without(accepted, &[end].into_iter().collect())).collect();
            let longer = first.checked_sub(1).into_iter().chain(Some(last + 1).filter(|end| *end < count));
            moved.extend(longer.map(|end| accepted.iter().chain([end]).collect::<Set>()));
            moved
        }
        // "Anything but": one of those that are excluded is let in.
        Some(_) if others.len() < accepted.len() => {
            others.iter().map(|other| accepted.iter().chain([other]).collect()).collect()
        }
        _ => without_each(accepted),
    }
}

fn bounds(least: i64, most: i64) -> Vec<Test> {
    if least > most {
        return Vec::new();
    }
    let steps = |bound: i64| [bound.checked_sub(1), bound.checked_add(1)].into_iter().flatten();
    if least == most {
        return steps(least).map(|number| Test::Between(number, number)).collect();
    }
    let lower = steps(least).filter(|_| least != i64::MIN).map(|least| (least, most));
    let upper = steps(most).filter(|_| most != i64::MAX).map(|most| (least, most));
    lower.chain(upper).filter(|(least, most)| least <= most).map(|(least, most)| Test::Between(least, most)).collect()
}

fn without(set: &Set, out: &Set) -> Set {
    set.iter().filter(|position| !out.contains(*position)).collect()
}

/// The set without each of its members in turn.
fn without_any(set: &Set) -> Vec<Set> {
    set.iter().map(|member| without(set, &[member].into_iter().collect())).collect()
}

/// The same where something is left of it.
fn without_each(set: &Set) -> Vec<Set> {
    if set.len() > 1 { without_any(set) } else { Vec::new() }
}
