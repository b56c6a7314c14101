//! Several people's answers side by side, by trying everything: who disagrees on what, what each answer of somebody else would
//! change, and the fewest answers with which somebody comes to another's result.

use std::collections::BTreeSet;

use leadership_advisor::{Answer, Budget, Panel, Proof};

use crate::engine;
use crate::evaluate::evaluate;
use crate::exact::must;
use crate::generate::Case;
use crate::model::{Answers, Choose, Rulebook};

/// More than all sets of questions of rulebooks so small.
const BUDGET: Budget = Budget(100_000);

/// The chosen option of each decision for one.
fn result(rulebook: &Rulebook, answers: &Answers) -> Vec<Option<String>> {
    let reading = evaluate(rulebook, answers);
    let one = rulebook.decisions.iter().filter(|decision| matches!(decision.choose, Choose::One { .. }));
    one.map(|decision| reading.judgement(&decision.id).outcome.first().cloned()).collect()
}

/// The first person's answers with those of the second to some questions.
fn with(own: &Answers, theirs: &Answers, questions: &BTreeSet<&str>) -> Answers {
    let mut answers = own.clone();
    for question in questions {
        match theirs.get(*question) {
            Some(answer) => answers.insert((*question).to_owned(), answer.clone()),
            None => answers.remove(*question),
        };
    }
    answers
}

pub(crate) fn agree(case: &Case) -> Result<(), String> {
    let rulebook = &case.rulebook;
    let engine = engine::rulebook(case)?;
    // The third answers half of the questions as the first does and half as the second.
    let half = case.answers.iter().step_by(2).chain(case.others.iter().skip(1).step_by(2));
    let people =
        [case.answers.clone(), case.others.clone(), half.map(|(id, value)| (id.clone(), value.clone())).collect()];
    let mut evaluations = Vec::new();
    for answers in &people {
        evaluations.push(engine::answers(&engine, answers)?.evaluate());
    }
    let given: Vec<_> = evaluations.iter().collect();
    let panel = Panel::of(&given, BUDGET).ok_or("three people with one rulebook are a panel")?;

    let asked: Vec<_> = people.iter().map(|answers| evaluate(rulebook, answers).asked).collect();
    let differ = |id: &str| people.iter().any(|answers| answers.get(id) != people[0].get(id));
    let is_asked_of_all = |id: &str| asked.iter().all(|asked| asked.iter().any(|one| one == id));
    let ids = rulebook.questions.iter().map(|question| question.id.as_str());
    let expected: Vec<&str> = ids.filter(|id| differ(id) && is_asked_of_all(id)).collect();
    let found: Vec<&str> = panel.disagreements.iter().map(|one| one.question.id.as_str()).collect();
    must(found == expected, || format!("disagreements on {found:?} instead of {expected:?}"))?;

    let results: Vec<_> = people.iter().map(|answers| result(rulebook, answers)).collect();
    for one in &panel.disagreements {
        let id = one.question.id.as_str();
        let mut expected = BTreeSet::new();
        for (person, own) in people.iter().enumerate() {
            for (other, theirs) in people.iter().enumerate().filter(|(_, theirs)| theirs.contains_key(id)) {
                if result(rulebook, &with(own, theirs, &BTreeSet::from([id]))) != results[person] {
                    expected.insert((person, other));
                }
            }
        }
        let pairs = one.adoptions.iter().flat_map(|one| one.from.iter().map(move |from| (one.person, *from)));
        let found: BTreeSet<_> = pairs.collect();
        must(found == expected, || format!("{id}: adoptions {found:?} instead of {expected:?}"))?;
        let answers: Vec<Option<Answer>> = evaluations.iter().map(|one| one.answers().get(id)).collect();
        must(answers == one.answers, || format!("{id}: other answers than were given"))?;
    }

    for (person, own) in people.iter().enumerate() {
        let others: BTreeSet<_> = results.iter().filter(|result| **result != results[person]).collect();
        let conceded = panel.concessions.iter().filter(|one| one.person == person);
        must(conceded.clone().count() == others.len(), || format!("{person}: not one way to each other result"))?;
        for one in conceded {
            must(one.proof == Proof::Exact, || "everything so small can be proved".to_owned())?;
            // The fewest questions, with the answers of anybody who comes to that result.
            let camp = people.iter().zip(&results).filter(|(_, result)| **result == results[one.to]);
            let fewest = camp.filter_map(|(theirs, _)| fewest(rulebook, own, theirs, &results[one.to])).min();
            for questions in &one.questions {
                let ids: BTreeSet<&str> = questions.iter().map(|question| question.id.as_str()).collect();
                must(Some(ids.len()) == fewest, || format!("{ids:?} are not the fewest: {fewest:?}"))?;
                let reached = result(rulebook, &with(own, &people[one.to], &ids)) == results[one.to];
                must(reached, || format!("{ids:?} do not lead from {person} to {}", one.to))?;
            }
            must(!one.questions.is_empty(), || "there is a way to each result".to_owned())?;
        }
    }
    Ok(())
}

/// The size of the smallest set of questions that leads to a result, by trying all sets.
fn fewest(rulebook: &Rulebook, own: &Answers, theirs: &Answers, wanted: &[Option<String>]) -> Option<usize> {
    let ids: Vec<&str> = rulebook.questions.iter().map(|question| question.id.as_str()).collect();
    let sets = 0..1_u32 << ids.len();
    let sets = sets.map(|bits| {
        let chosen = ids.iter().enumerate().filter(|(nth, _)| bits >> nth & 1 == 1);
        chosen.map(|(_, id)| *id).collect::<BTreeSet<&str>>()
    });
    let leads = sets.filter(|set| result(rulebook, &with(own, theirs, set)) == wanted);
    leads.map(|set| set.len()).min()
}
