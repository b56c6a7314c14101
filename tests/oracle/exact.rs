//! The engine's exact analysis held to the brute force of [`analysis`]: each verdict, and each certificate with it. A flip
//! flips and nothing smaller does; decisive answers decide and none of them can be left out; both ends of an interval
//! are those of the oracle; witnesses do what they are witnesses of.

use std::collections::BTreeSet;

use leadership_advisor::{Analysis, Answer, Budget, Evaluation, Proof};

use crate::analysis;
use crate::evaluate::evaluate;
use crate::generate::Case;
use crate::model::{Answers, Choose, Decision, Rulebook, Value};

/// Enough for every case small enough for brute force; a search that needs more shows as unproven and is a failure.
const BUDGET: Budget = Budget(200_000);

pub(crate) fn agrees(case: &Case, evaluation: &Evaluation) -> Result<(), String> {
    let Case { rulebook, answers, .. } = case;
    for (decision, found) in rulebook.decisions.iter().zip(evaluation.analysed(BUDGET).analyses()) {
        let id = &decision.id;
        must(found.proof == Proof::Exact, || format!("{id}: everything so small can be proved"))?;
        let settled = analysis::settled(rulebook, answers, id);
        must(found.settled == settled.into(), || format!("{id}: settled is {settled}"))?;
        if let Choose::One { .. } = decision.choose {
            decisive(rulebook, answers, decision, found, settled)?;
            flips(rulebook, answers, decision, found)?;
            stability(rulebook, answers, found)?;
        }
    }
    let decisions: Vec<&str> = rulebook.decisions.iter().map(|decision| decision.id.as_str()).collect();
    for question in rulebook.questions.iter().filter(|question| !answers.contains_key(&question.id)) {
        let expected = analysis::can_matter(rulebook, answers, &question.id);
        let found = evaluation.can_matter(&question.id, &decisions, BUDGET);
        must(found == Ok(expected.into()), || format!("{} can matter: {expected}", question.id))?;
    }
    Ok(())
}

/// What answers can reach in a rulebook, whatever they are.
pub(crate) fn reaches(rulebook: &Rulebook, engine: &leadership_advisor::Rulebook) -> Result<(), String> {
    let reach = engine.reach(BUDGET);
    for found in &reach.options {
        let (decision, option) = (&found.decision.id, &found.option.id);
        let expected = analysis::reach(rulebook, decision, option).is_some();
        must(found.proof == Proof::Exact && found.witness.is_some() == expected, || {
            format!("{decision}: {option} can be reached: {expected}")
        })?;
        if let Some(witness) = &found.witness {
            must(witness.evaluate().outcome(decision).is_ok_and(|found| found.contains(&option.as_str())), || {
                format!("{decision}: the witness for {option} leads there")
            })?;
        }
    }
    for found in &reach.rules {
        let id = &found.rule.id;
        let (fires, matters) = (analysis::rule_can_fire(rulebook, id), analysis::rule_can_change_outcome(rulebook, id));
        must(found.proof == Proof::Exact && found.fires.is_some() == fires, || format!("{id} can fire: {fires}"))?;
        must(found.matters.is_some() == matters, || format!("{id} can make a difference: {matters}"))?;
    }
    Ok(())
}

fn decisive(
    rulebook: &Rulebook,
    answers: &Answers,
    decision: &Decision,
    found: &Analysis<'_>,
    settled: bool,
) -> Result<(), String> {
    let id = &decision.id;
    let Some(questions) = &found.decisive else {
        return must(!settled, || format!("{id}: a settled outcome has decisive answers"));
    };
    let subset: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
    must(subset.iter().all(|question| answers.contains_key(*question)), || {
        format!("{id}: decisive answers are given")
    })?;
    must(analysis::is_minimal(rulebook, answers, id, &subset), || {
        format!("{id}: [{}] decides, and none of it can be left out", subset.join(", "))
    })
}

fn flips(rulebook: &Rulebook, answers: &Answers, decision: &Decision, found: &Analysis<'_>) -> Result<(), String> {
    let id = &decision.id;
    let outcome = evaluate(rulebook, answers).judgement(id).outcome.clone();
    for option in decision.options.iter().filter(|option| !outcome.contains(option)) {
        let expected = analysis::flips(rulebook, answers, id, option);
        let own: Vec<_> = found.flips.iter().filter(|flip| flip.to.id == *option).collect();
        must(own.iter().all(|flip| flip.reachable) != expected.is_empty(), || {
            format!("{id}: {option} can be reached: {}", !expected.is_empty())
        })?;
        let mut sets = BTreeSet::new();
        for flip in own.iter().filter(|flip| flip.reachable) {
            let mut changed = answers.clone();
            changed.extend(flip.changes.iter().map(|change| (change.question.id.clone(), value(&change.to))));
            let then = evaluate(rulebook, &changed).judgement(id).outcome.clone();
            must(then == [option.clone()], || format!("{id}: a flip to {option} flips"))?;
            sets.insert(flip.changes.iter().map(|change| change.question.id.clone()).collect::<BTreeSet<_>>());
        }
        let expected: BTreeSet<BTreeSet<String>> = expected.iter().map(|set| set.keys().cloned().collect()).collect();
        // Twelve ways are listed at the most, and no set of questions twice before each of them once.
        let complete = if expected.len() <= 12 { sets == expected } else { sets.len() == 12 };
        must(complete && own.len() <= 12 && sets.is_subset(&expected), || {
            format!("{id}: the smallest sets for {option}")
        })?;
    }
    Ok(())
}

fn stability(rulebook: &Rulebook, answers: &Answers, found: &Analysis<'_>) -> Result<(), String> {
    for interval in &found.stability {
        let (rule, option) = (&interval.rule.id, &interval.option.id);
        let expected = analysis::stability(rulebook, answers, rule, option);
        must((interval.min, interval.max) == expected, || {
            let end = |end: Option<i64>| end.map_or("no end".to_owned(), |end| end.to_string());
            format!("{rule}, {option}: from {} to {}", end(expected.0), end(expected.1))
        })?;
    }
    Ok(())
}

fn value(answer: &Answer) -> Value {
    match answer {
        Answer::Choice(id) => Value::Choice(id.clone()),
        Answer::Many(ids) => Value::Many(ids.iter().cloned().collect()),
        Answer::Number(number) => Value::Number(*number),
        Answer::YesNo(yes) => Value::YesNo(*yes),
    }
}

pub(crate) fn must(that: bool, promise: impl Fn() -> String) -> Result<(), String> {
    if that { Ok(()) } else { Err(promise()) }
}
