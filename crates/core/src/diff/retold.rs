//! The same answers told to both versions of a rulebook.

use std::collections::HashMap;

use crate::answers::Answers;
use crate::evaluation::{DecisionResult, Evaluation};
use crate::rulebook::{Case, Rulebook};

/// Answers, and what comes of them in both versions.
#[derive(Debug)]
#[non_exhaustive]
pub struct Retold {
    /// Whose answers these are.
    pub teller: Teller,
    /// The name of the case, or of the answers file.
    pub name: String,
    /// What comes of them in the version before.
    pub before: Evaluation,
    /// What comes of them in the version after.
    pub after: Evaluation,
    /// The questions whose answers one of the versions does not take, so that they count as unanswered there.
    pub lost: Vec<String>,
    /// Of a case: whether it passes, in each version that has it.
    pub passes: [Option<bool>; 2],
}

/// Where answers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Teller {
    /// A case that both versions have. Its answers are those of the version after.
    Case,
    /// A case of the version before alone.
    OldCase,
    /// A case of the version after alone.
    NewCase,
    /// A file of answers.
    File,
}

/// A decision that does not come out the same.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RetoldDecision<'e> {
    /// What came before.
    pub before: DecisionResult<'e>,
    /// What comes now.
    pub after: DecisionResult<'e>,
    /// Whether it applies to one of them alone, or other options are chosen.
    pub outcome: bool,
    /// Whether the verdict is another.
    pub verdict: bool,
    /// The options that have other points: their ids, the points before, and the points now.
    pub points: Vec<(&'e str, i64, i64)>,
}

impl Retold {
    /// The decisions of both versions that come out with another outcome, other points or another verdict.
    pub fn differences(&self) -> Vec<RetoldDecision<'_>> {
        let pairs = self.before.decisions().filter_map(|before| {
            let after = self.after.decision(&before.decision.id)?;
            Some(compared(before, after))
        });
        pairs.filter(|one| one.outcome || one.verdict || !one.points.is_empty()).collect()
    }
}

fn compared<'e>(before: DecisionResult<'e>, after: DecisionResult<'e>) -> RetoldDecision<'e> {
    let chosen = |result: &DecisionResult<'e>| {
        let mut ids: Vec<&str> = result.outcome.iter().map(|option| option.id.as_str()).collect();
        ids.sort_unstable();
        ids
    };
    let outcome = before.applies != after.applies || chosen(&before) != chosen(&after);
    let now = |id: &str| after.ranking.iter().find(|row| row.option.id == id);
    let points = before.ranking.iter().filter_map(|row| {
        let now = now(&row.option.id)?;
        (row.points != now.points).then_some((row.option.id.as_str(), row.points, now.points))
    });
    let points = points.collect();
    RetoldDecision { outcome, verdict: before.verdict != after.verdict, points, before, after }
}

/// The cases of both versions, those that both have once.
pub(super) fn cases(old: &Rulebook, new: &Rulebook) -> Vec<Retold> {
    let passes = |rulebook: &Rulebook| -> Vec<bool> { rulebook.run_cases().map(|result| result.passed()).collect() };
    let (passed, pass) = (passes(old), passes(new));
    // The first where a name stands twice.
    fn places(rulebook: &Rulebook, passed: Vec<bool>) -> HashMap<&str, bool> {
        rulebook.cases().iter().map(|case| case.name.as_str()).zip(passed).rev().collect()
    }
    let (passed, pass) = (places(old, passed), places(new, pass));
    let mut all = Vec::new();
    let mut add = |teller, rulebook: &Rulebook, case: &Case, is_old| {
        let answers = rulebook.case_given(case);
        let mut retold = retell(old, new, teller, &case.name, &answers, is_old);
        let name = case.name.as_str();
        retold.passes = [passed.get(name).copied(), pass.get(name).copied()];
        all.push(retold);
    };
    for case in new.cases() {
        let teller = if passed.contains_key(case.name.as_str()) { Teller::Case } else { Teller::NewCase };
        add(teller, new, case, false);
    }
    for case in old.cases().iter().filter(|case| !pass.contains_key(case.name.as_str())) {
        add(Teller::OldCase, old, case, true);
    }
    all
}

/// Answers to one of the versions, told to both.
pub(super) fn retell(
    old: &Rulebook,
    new: &Rulebook,
    teller: Teller,
    name: &str,
    answers: &Answers,
    is_old: bool,
) -> Retold {
    let (told, lost) = told_to(if is_old { new } else { old }, answers);
    let (before, after) =
        if is_old { (answers.evaluate(), told.evaluate()) } else { (told.evaluate(), answers.evaluate()) };
    Retold { teller, name: name.to_owned(), before, after, lost, passes: [None; 2] }
}

/// The same answers to another rulebook, and the questions whose answers it does not take.
fn told_to(rulebook: &Rulebook, answers: &Answers) -> (Answers, Vec<String>) {
    let mut told = rulebook.answers();
    let mut lost = Vec::new();
    for (question, answer) in answers.iter() {
        if told.set(&question.id, answer).is_err() {
            lost.push(question.id.clone());
        }
    }
    (told, lost)
}
