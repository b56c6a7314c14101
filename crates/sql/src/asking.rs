//! Which questions are asked and which facts hold, in as few stages as they rest on each other.

use std::collections::HashMap;

use leadership_advisor::{Clause, Fact, Question, QuestionKind};

use super::condition::Names;
use super::expression::{Expr, Stage};

/// A question that is not always asked, or a fact.
enum Item<'r> {
    Question(&'r Question, Clause<'r>),
    Fact(&'r Fact, Clause<'r>),
}

impl<'r> Item<'r> {
    fn id(&self) -> &'r str {
        match self {
            Item::Question(question, _) => &question.id,
            Item::Fact(fact, _) => &fact.id,
        }
    }

    fn clause(&self) -> &Clause<'r> {
        match self {
            Item::Question(_, clause) | Item::Fact(_, clause) => clause,
        }
    }
}

/// The stages, each of which rests on those before it alone.
pub(crate) fn stages(names: &Names<'_>) -> Vec<Stage> {
    let rulebook = names.rulebook;
    let questions = rulebook.questions().iter();
    let questions = questions.filter_map(|question| Some(Item::Question(question, rulebook.asked_if(question)?)));
    let facts = rulebook.facts().iter().map(|fact| Item::Fact(fact, rulebook.holds_if(fact)));
    let items: Vec<Item<'_>> = questions.chain(facts).collect();
    let levels = levels(&items);
    let count = levels.iter().max().map_or(0, |last| last + 1);
    let level = |nth: usize| {
        let remark = "facts, and questions with ask_if, where an empty text is a question that is not asked";
        let mut stage = Stage::new(format!("as_asked_{}", nth + 1), remark);
        // An answer takes the place of the one before it.
        stage.narrows = true;
        for (item, _) in items.iter().zip(&levels).filter(|(_, level)| **level == nth) {
            add(names, &mut stage, item);
        }
        stage
    };
    (0..count).map(level).collect()
}

fn add(names: &Names<'_>, stage: &mut Stage, item: &Item<'_>) {
    let condition = names.condition(item.clause());
    match item {
        Item::Fact(fact, _) => stage.add(names.fact(&fact.id), condition),
        Item::Question(question, _) => {
            let answer = names.answer(question);
            let given = Expr::column(&answer);
            if let QuestionKind::Number { .. } = question.kind {
                stage.add(names.asked(question), condition.clone());
                stage.add(answer, Expr::only_if(condition, given));
            } else {
                let not_asked = (Expr::not(condition.clone()), Expr::text(""));
                stage.add(answer, Expr::Case(vec![(condition, given), not_asked], None));
            }
        }
    }
}

/// For each item how many stages are needed before it. There are no circles.
fn levels(items: &[Item<'_>]) -> Vec<usize> {
    let places: HashMap<&str, usize> = items.iter().enumerate().map(|(place, item)| (item.id(), place)).collect();
    let mut levels = vec![0; items.len()];
    let mut waiting = vec![0_usize; items.len()];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (place, item) in items.iter().enumerate() {
        item.clause().tests(&mut |test| {
            let id = match test {
                Clause::Fact { fact, .. } => fact.id.as_str(),
                Clause::Choice { question, .. }
                | Clause::YesNo { question, .. }
                | Clause::Number { question, .. }
                | Clause::Members { question, .. } => question.id.as_str(),
                _ => return,
            };
            if let Some(below) = places.get(id) {
                users.get_mut(*below).into_iter().for_each(|users| users.push(place));
                waiting.get_mut(place).into_iter().for_each(|waiting| *waiting += 1);
            }
        });
    }
    let mut ready: Vec<usize> = (0..items.len()).filter(|place| waiting.get(*place) == Some(&0)).collect();
    while let Some(place) = ready.pop() {
        let next = levels.get(place).copied().unwrap_or(0) + 1;
        for user in users.get(place).map(Vec::as_slice).unwrap_or_default() {
            levels.get_mut(*user).into_iter().for_each(|level: &mut usize| *level = next.max(*level));
            if let Some(waiting) = waiting.get_mut(*user) {
                *waiting -= 1;
                if *waiting == 0 {
                    ready.push(*user);
                }
            }
        }
    }
    levels
}
