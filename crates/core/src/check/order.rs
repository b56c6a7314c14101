//! The order in which questions and facts can be worked out, and the circles that prevent one.

use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::place::Span;
use crate::rulebook::{Condition, Fact, Question, Step};
use crate::table::Table;

/// Questions and facts, each after all that it rests on. Reports a circle, and then gives no order.
///
/// Without recursion: a chain of facts may be as long as the file.
pub(super) fn order(
    draft: &Draft,
    questions: &Table<Question>,
    facts: &Table<Fact>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Step> {
    let steps: Vec<Step> = questions.indices().map(Step::Question).chain(facts.indices().map(Step::Fact)).collect();
    let position = |step: Step| match step {
        Step::Question(ix) => ix.position(),
        Step::Fact(ix) => questions.len() + ix.position(),
    };
    let rests_on = |step: &Step| {
        let mut found = Vec::new();
        let mut visit = |leaf: &Condition| match leaf {
            Condition::Test(ix, _) => found.push(position(Step::Question(*ix))),
            Condition::Fact(ix, _) => found.push(position(Step::Fact(*ix))),
            _ => {}
        };
        match *step {
            Step::Question(ix) => questions[ix].ask_if.iter().for_each(|ask_if| ask_if.leaves(&mut visit)),
            Step::Fact(ix) => facts[ix].condition.leaves(&mut visit),
        }
        found
    };
    let rests_on: Vec<Vec<usize>> = steps.iter().map(rests_on).collect();

    let mut waiting_for: Vec<usize> = rests_on.iter().map(Vec::len).collect();
    let mut carries: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    for (at, needs) in rests_on.iter().enumerate() {
        for need in needs {
            carries.get_mut(*need).into_iter().for_each(|list| list.push(at));
        }
    }
    let mut ready: Vec<usize> = (0..steps.len()).filter(|at| waiting_for.get(*at) == Some(&0)).collect();
    let mut done = 0;
    while let Some(at) = ready.get(done).copied() {
        done += 1;
        for carried in carries.get(at).into_iter().flatten() {
            let Some(waits) = waiting_for.get_mut(*carried) else { continue };
            *waits -= 1;
            if *waits == 0 {
                ready.push(*carried);
            }
        }
    }
    if done < steps.len() {
        out.push(circle(draft, &rests_on, &waiting_for));
        return Vec::new();
    }
    ready.into_iter().filter_map(|at| steps.get(at).copied()).collect()
}

/// The finding about one circle among the steps that still wait.
fn circle(draft: &Draft, rests_on: &[Vec<usize>], waiting_for: &[usize]) -> Diagnostic {
    let waits = |at: &usize| waiting_for.get(*at).is_some_and(|waits| *waits > 0);
    let mut walk: Vec<usize> = Vec::new();
    let mut at = (0..rests_on.len()).find(waits);
    // Whatever waits rests on something else that waits, so the walk must come back to where it was.
    while let Some(step) = at {
        if let Some(first) = walk.iter().position(|seen| *seen == step) {
            walk.drain(..first);
            break;
        }
        walk.push(step);
        at = rests_on.get(step).and_then(|needs| needs.iter().copied().find(waits));
    }
    let ids = draft.questions.iter().map(|question| &question.id).chain(draft.facts.iter().map(|fact| &fact.id));
    let ids: Vec<_> = ids.collect();
    let on_the_way: Vec<_> = walk.iter().filter_map(|at| ids.get(*at)).collect();
    let span = on_the_way.first().map_or(Span::start_of(0), |id| id.span);
    let mut names: Vec<String> = on_the_way.iter().map(|id| format!("`{}`", id.value)).collect();
    names.extend(names.first().cloned());
    let path = match names.as_slice() {
        long if long.len() > 8 => format!("{} and so on", long.get(..7).unwrap_or_default().join(" rests on ")),
        short => short.join(" rests on "),
    };
    Diagnostic::new(Code::Cycle, span, format!("this rests on itself: {path}")).help("remove one of these tests")
}
