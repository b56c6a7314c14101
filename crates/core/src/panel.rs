//! Several people's answers about one company: where they disagree, and which of that matters for the result.
//!
//! Whether a disagreement matters is not judged but worked out: one person's answer is put in the place of another's and
//! everything is evaluated anew. What takes several answers together is found by trying all sets of questions, the smallest
//! first, so that what is called smallest is. The result of a person is what comes of all decisions for one option.

use std::collections::BTreeMap;

use crate::analysis::{Budget, Proof};
use crate::answers::{Answer, Answers};
use crate::evaluation::Evaluation;
use crate::rulebook::{Choose, Decision, DecisionOption, Question, Rulebook};

/// So many smallest sets of questions are kept for two people.
const MOST_SETS: usize = 3;

/// The answers of several people to one rulebook. Made by [`Panel::of`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Panel<'e> {
    /// The rulebook that all are about.
    pub rulebook: &'e Rulebook,
    /// What follows from each person's answers, in the order in which they were given.
    pub people: Vec<&'e Evaluation>,
    /// The questions that everybody was asked and not everybody answers alike, in the order of the rulebook.
    pub disagreements: Vec<Disagreement<'e>>,
    /// The questions that only some were asked, because of what they answered before.
    pub asked_of_some: Vec<&'e Question>,
    /// For each person, what it takes to come to each result that others come to.
    pub concessions: Vec<Concession<'e>>,
}

/// A question that people answer differently.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Disagreement<'e> {
    /// The question.
    pub question: &'e Question,
    /// Each person's answer; `None` where it was left open.
    pub answers: Vec<Option<Answer>>,
    /// What happens where one person adopts the answer of another, for all that changes a result. Empty if this disagreement
    /// alone changes nobody's result.
    pub adoptions: Vec<Adoption<'e>>,
}

/// What would follow for one person from one answer of somebody else, all their other answers staying as they are.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Adoption<'e> {
    /// Who would adopt it: a position in [`Panel::people`].
    pub person: usize,
    /// Whose answer it is.
    pub from: Vec<usize>,
    /// The headline that would stand over the result, if there is one.
    pub headline: Option<String>,
    /// The decisions that would come out differently, each with its new outcome, or `None` for no outcome.
    pub decisions: Vec<(&'e Decision, Option<&'e DecisionOption>)>,
    /// How many questions would be asked that this person has not answered. They could change the result again.
    pub newly_asked: usize,
}

/// The fewest answers of another person with which somebody comes to that person's result.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Concession<'e> {
    /// Who adopts answers: a position in [`Panel::people`].
    pub person: usize,
    /// Whose answers, and whose result.
    pub to: usize,
    /// Smallest sets of questions on which to adopt them; all of one size, the first few of them. Empty if none was found
    /// within the budget.
    pub questions: Vec<Vec<&'e Question>>,
    /// Whether it is proved that no fewer do.
    pub proof: Proof,
}

/// What comes of each decision for one option: whether it applies, and the chosen option.
type Outcome = Vec<Option<usize>>;

impl<'e> Panel<'e> {
    /// Puts the answers of at least two people side by side. `None` for fewer, or if they are about different rulebooks.
    ///
    /// Work: one evaluation for each person and answer that differs; for what several answers do together, at most as many
    /// evaluations as the budget says, for all people in common.
    ///
    /// ```
    /// use leadership_advisor::{Budget, Panel, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin();
    /// let founder = rulebook.answers_from([("stage", "searching")])?.evaluate();
    /// let investor = rulebook.answers_from([("stage", "large")])?.evaluate();
    /// let panel = Panel::of(&[&founder, &investor], Budget::default()).expect("two people, one rulebook");
    /// assert_eq!(panel.disagreements.len(), 1);
    /// assert_eq!(panel.disagreements[0].question.id, "stage");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(people: &[&'e Evaluation], budget: Budget) -> Option<Self> {
        let (first, rest) = people.split_first()?;
        let rulebook = first.answers().rulebook();
        if rest.is_empty() || rest.iter().any(|other| !rulebook.same_as(other.answers().rulebook())) {
            return None;
        }
        let outcomes: Vec<Outcome> = people.iter().map(|person| outcome(person)).collect();
        let asked: Vec<Vec<&str>> =
            people.iter().map(|person| person.asked().map(|question| question.id.as_str()).collect()).collect();
        let (mut disagreements, mut asked_of_some) = (Vec::new(), Vec::new());
        for question in rulebook.questions() {
            let askings = asked.iter().filter(|asked| asked.contains(&question.id.as_str())).count();
            if askings < people.len() {
                asked_of_some.extend((askings > 0).then_some(question));
                continue;
            }
            let answers: Vec<Option<Answer>> = people.iter().map(|person| person.answers().get(&question.id)).collect();
            if answers.windows(2).all(|two| matches!(two, [one, other] if one == other)) {
                continue;
            }
            let adoptions = adoptions(people, &outcomes, question, &answers);
            disagreements.push(Disagreement { question, answers, adoptions });
        }
        let mut left = budget.0;
        let mut concessions = Vec::new();
        for person in 0..people.len() {
            concessions.extend(concede(people, &outcomes, person, &mut left));
        }
        Some(Panel { rulebook, people: people.to_vec(), disagreements, asked_of_some, concessions })
    }

    /// The people by their result, those with the same one together, in the order in which they were given.
    pub fn camps(&self) -> Vec<Vec<usize>> {
        let mut camps: Vec<(Outcome, Vec<usize>)> = Vec::new();
        for (at, person) in self.people.iter().enumerate() {
            let outcome = outcome(person);
            match camps.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, people)) => people.push(at),
                None => camps.push((outcome, vec![at])),
            }
        }
        camps.into_iter().map(|(_, people)| people).collect()
    }
}

/// What comes of the decisions for one option, by the position of the chosen one.
fn outcome(evaluation: &Evaluation) -> Outcome {
    let decisions = evaluation.book().decisions.iter();
    let one = decisions.filter(|(_, decision)| matches!(decision.choose, Choose::One { .. }));
    one.map(|(ix, _)| evaluation.tally(ix).outcome().first().map(|option| option.position())).collect()
}

fn adoptions<'e>(
    people: &[&'e Evaluation],
    outcomes: &[Outcome],
    question: &Question,
    answers: &[Option<Answer>],
) -> Vec<Adoption<'e>> {
    let mut adoptions: Vec<Adoption<'e>> = Vec::new();
    for (person, ((evaluation, own), before)) in people.iter().zip(answers).zip(outcomes).enumerate() {
        let mut tried: Vec<(&Answer, Vec<usize>)> = Vec::new();
        for (other, answer) in answers.iter().enumerate() {
            let Some(answer) = answer.as_ref().filter(|answer| Some(*answer) != own.as_ref()) else { continue };
            match tried.iter_mut().find(|(known, _)| *known == answer) {
                Some((_, from)) => from.push(other),
                None => tried.push((answer, vec![other])),
            }
        }
        for (answer, from) in tried {
            let mut adopted = evaluation.answers().clone();
            // Another person gave this answer to this question, so the rulebook takes it.
            if adopted.set(&question.id, answer.clone()).is_err() {
                continue;
            }
            let after = adopted.evaluate();
            let outcome = outcome(&after);
            if outcome == *before {
                continue;
            }
            adoptions.push(Adoption {
                person,
                from,
                headline: after.headline().map(|headline| headline.say.clone()),
                decisions: changed(evaluation, before, &outcome),
                newly_asked: after.unanswered().filter(|open| !is_asked(evaluation, &open.id)).count(),
            });
        }
    }
    adoptions
}

fn is_asked(evaluation: &Evaluation, question: &str) -> bool {
    evaluation.asked().any(|asked| asked.id == question)
}

/// The decisions whose outcome is another one after than before, with the new one.
fn changed<'e>(
    evaluation: &'e Evaluation,
    before: &Outcome,
    after: &Outcome,
) -> Vec<(&'e Decision, Option<&'e DecisionOption>)> {
    let one = evaluation.answers().rulebook().decisions().iter();
    let one = one.filter(|decision| matches!(decision.choose, Choose::One { .. }));
    let both = one.zip(before.iter().zip(after));
    let changed = both.filter(|(_, (before, after))| before != after);
    changed.map(|(decision, (_, after))| (decision, after.and_then(|at| decision.options().get(at)))).collect()
}

/// For each result of others, the fewest answers with which this person comes to it, whoever of those others gave them.
fn concede<'e>(people: &[&'e Evaluation], outcomes: &[Outcome], person: usize, left: &mut u64) -> Vec<Concession<'e>> {
    let mut fewest: BTreeMap<&Outcome, Concession<'e>> = BTreeMap::new();
    let (Some(evaluation), Some(own)) = (people.get(person), outcomes.get(person)) else { return Vec::new() };
    for (to, (other, outcome)) in people.iter().zip(outcomes).enumerate() {
        if outcome == own {
            continue;
        }
        let found = smallest(evaluation, other, outcome, left);
        let found = Concession { person, to, questions: found.0, proof: found.1 };
        let size = |one: &Concession<'_>| one.questions.first().map_or(usize::MAX, Vec::len);
        match fewest.get_mut(outcome) {
            Some(known) => {
                // What was not found for one of them may be smaller than what was found for another.
                let unproven = [&*known, &found].iter().any(|one| one.proof == Proof::Unproven);
                if size(&found) < size(known) {
                    *known = found;
                }
                known.proof = if unproven { Proof::Unproven } else { Proof::Exact };
            }
            None => _ = fewest.insert(outcome, found),
        }
    }
    let mut concessions: Vec<_> = fewest.into_values().collect();
    concessions.sort_by_key(|concession| concession.to);
    concessions
}

/// The smallest sets of questions with the other's answers to which `outcome` comes of somebody's answers: sets of one question
/// first, then of two, and so on. All questions together lead to the other's own result, so that there is one.
fn smallest<'e>(
    evaluation: &'e Evaluation,
    other: &Evaluation,
    outcome: &Outcome,
    left: &mut u64,
) -> (Vec<Vec<&'e Question>>, Proof) {
    let (own, theirs) = (evaluation.answers(), other.answers());
    let differ: Vec<&Question> = own
        .rulebook()
        .questions()
        .iter()
        .filter(|question| own.get(&question.id) != theirs.get(&question.id))
        .collect();
    for size in 1..=differ.len() {
        let mut found = Vec::new();
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            if *left == 0 {
                // Those that were found are smallest, as every smaller set was tried.
                let proof = if found.is_empty() { Proof::Unproven } else { Proof::Exact };
                return (found, proof);
            }
            *left -= 1;
            let questions: Vec<&Question> = chosen.iter().filter_map(|at| differ.get(*at).copied()).collect();
            if self::outcome(&with(own, theirs, &questions).evaluate()) == *outcome {
                found.push(questions);
                if found.len() == MOST_SETS {
                    return (found, Proof::Exact);
                }
            }
            if !advance(&mut chosen, differ.len()) {
                break;
            }
        }
        if !found.is_empty() {
            return (found, Proof::Exact);
        }
    }
    (Vec::new(), Proof::Unproven)
}

/// Somebody's answers with those of another to some questions.
fn with(own: &Answers, theirs: &Answers, questions: &[&Question]) -> Answers {
    let mut answers = own.clone();
    for question in questions {
        // Both are answers to this rulebook, so that it takes them.
        let _ = match theirs.get(&question.id) {
            Some(answer) => answers.set(&question.id, answer),
            None => answers.clear(&question.id),
        };
    }
    answers
}

/// The next choice of as many out of so many, in the order of a dictionary. `false` behind the last.
fn advance(chosen: &mut [usize], of: usize) -> bool {
    let size = chosen.len();
    let movable =
        chosen.iter().enumerate().rev().find(|(nth, at)| **at + (size - nth) < of).map(|(nth, at)| (nth, *at));
    let Some((nth, at)) = movable else { return false };
    chosen.iter_mut().skip(nth).zip(at + 1..).for_each(|(place, value)| *place = value);
    true
}

#[cfg(test)]
mod tests {
    use super::advance;

    #[test]
    fn all_choices_once() {
        let mut chosen = vec![0, 1];
        let mut all = vec![chosen.clone()];
        while advance(&mut chosen, 4) {
            all.push(chosen.clone());
        }
        assert_eq!(all, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
        assert!(!advance(&mut [0, 1], 2));
    }
}
