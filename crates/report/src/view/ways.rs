//! What would change a result, as sentences: "If you could afford two executives, we would recommend …".
//!
//! The clause behind "If" is the author's, where the rulebook has one; otherwise the answer and its question are quoted. Only
//! what can happen is told, one way for each option, the easiest first, and nothing that takes more than one sentence.

use leadership_advisor::{Analysis, Answer, Change, Flip, Nature, PossibleAnswer, Question, QuestionKind};

use crate::brand::Brand;
use crate::wording::Wording;
use crate::words::asked;

/// So many sentences are told.
const MOST: usize = 3;
/// A sentence with more conditions is a riddle.
const MOST_CLAUSES: usize = 3;

/// What could happen, and what it would lead to.
pub(super) fn ways(analysis: &Analysis<'_>, say: &Wording) -> Vec<String> {
    told(analysis, say).into_iter().map(|flip| sentence(flip, say)).collect()
}

/// What would change a decision, as the reports tell it: sentences with the changes that they are about, the easiest first,
/// one for each option. For faces on which a change can be tried.
///
/// ```
/// use leadership_advisor::{Budget, Rulebook};
/// use leadership_advisor_report::ways_in_words;
///
/// let rulebook = Rulebook::builtin();
/// let answers = rulebook.answers_from([("stage", "scaling"), ("money", "one")])?;
/// let evaluation = answers.evaluate();
/// let analysed = evaluation.analysed(Budget::default());
/// for (sentence, flip) in analysed.analyses().flat_map(ways_in_words) {
///     assert!(sentence.starts_with("If ") && !flip.changes.is_empty());
/// }
/// # Ok::<(), leadership_advisor::AnswerErrors>(())
/// ```
pub fn ways_in_words<'a, 'e>(analysis: &'a Analysis<'e>) -> Vec<(String, &'a Flip<'e>)> {
    Brand::default().ways_in_words(analysis)
}

impl Brand {
    /// [`ways_in_words`] in these words.
    pub fn ways_in_words<'a, 'e>(&self, analysis: &'a Analysis<'e>) -> Vec<(String, &'a Flip<'e>)> {
        let say = self.say();
        told(analysis, say).into_iter().map(|flip| (sentence(flip, say), flip)).collect()
    }
}

/// The ways that are told, in their order.
fn told<'a, 'e>(analysis: &'a Analysis<'e>, say: &Wording) -> Vec<&'a Flip<'e>> {
    let mut sorted: Vec<&'a Flip<'e>> = analysis.ways.iter().collect();
    sorted.sort_by_key(|flip| ease(flip));
    let mut told: Vec<&'a Flip<'e>> = Vec::new();
    let is_told =
        |flip: &&Flip<'_>| flip.changes.iter().flat_map(|change| clauses(change, say)).count() <= MOST_CLAUSES;
    for flip in sorted.into_iter().filter(is_told) {
        if !told.iter().any(|other| other.to.id == flip.to.id) {
            told.push(flip);
        }
    }
    // A tie decides nothing: it is told where there is nothing better to tell.
    if told.iter().any(|flip| !flip.ties) {
        told.retain(|flip| !flip.ties);
    }
    told.truncate(MOST);
    told
}

/// How hard a change is: few questions before many, small steps before leaps, what can be chosen before what time may bring.
pub(super) fn ease(flip: &Flip<'_>) -> (usize, usize, Option<u8>, usize) {
    let sum = |of: fn(&Change<'_>) -> usize| flip.changes.iter().map(of).sum::<usize>();
    (flip.changes.len(), sum(leap), flip.changes.iter().map(effort).max(), sum(distance))
}

fn sentence(flip: &Flip<'_>, say: &Wording) -> String {
    let clauses: Vec<String> = flip.changes.iter().flat_map(|change| clauses(change, say)).collect();
    let (condition, title) = (say.all_clauses(&clauses), &flip.to.title);
    match flip.ties {
        false => say.way(condition, title),
        true => say.way_tie(condition, title),
    }
}

/// What completes "If …" for one change. A *many* answer has a clause for each answer that is added; what is
/// given up for it stands behind the last of them.
fn clauses(change: &Change<'_>, say: &Wording) -> Vec<String> {
    let question = change.question;
    let fallback = |label: &str| say.answered(label, asked(question));
    match (&question.kind, &change.to) {
        (QuestionKind::Many { answers, .. }, Answer::Many(to)) => {
            let from = match &change.from {
                Some(Answer::Many(from)) => from.as_slice(),
                _ => &[],
            };
            members(question, answers, (from, to), say)
        }
        (QuestionKind::Choice { answers, .. }, Answer::Choice(id)) => {
            let answer = answers.iter().find(|answer| answer.id == *id);
            let own = answer.filter(|answer| !answer.if_so.is_empty()).map(|answer| answer.if_so.clone());
            vec![own.unwrap_or_else(|| fallback(answer.map_or(id.as_str(), |answer| &answer.label)))]
        }
        (QuestionKind::YesNo, Answer::YesNo(yes)) => {
            let own = if *yes { &question.if_so.0 } else { &question.if_so.1 };
            vec![if own.is_empty() { fallback(&answer_after(change, say)) } else { own.clone() }]
        }
        _ => vec![fallback(&answer_after(change, say))],
    }
}

/// What is added to a *many* answer and what is dropped.
fn members(
    question: &Question,
    answers: &[PossibleAnswer],
    (from, to): (&[String], &[String]),
    say: &Wording,
) -> Vec<String> {
    let only = |one: &[String], other: &[String]| -> Vec<&PossibleAnswer> {
        answers.iter().filter(|answer| one.contains(&answer.id) && !other.contains(&answer.id)).collect()
    };
    let is_kept = from.iter().any(|id| to.contains(id));
    let quoted = |answers: &[&PossibleAnswer]| say.each_quoted(answers.iter().map(|answer| &answer.label));
    let (worded, plain): (Vec<_>, Vec<_>) = only(to, from).into_iter().partition(|answer| !answer.if_so.is_empty());
    let added = worded.into_iter().map(|answer| match is_kept {
        true => say.clause_too(&answer.if_so),
        false => answer.if_so.clone(),
    });
    let plain = (!plain.is_empty()).then(|| match (is_kept, say.all_of(&quoted(&plain))) {
        (true, answers) => say.answered_also(answers, asked(question)),
        (false, answers) => say.answered_several(answers, asked(question)),
    });
    let mut clauses: Vec<String> = added.chain(plain).collect();
    let given_up = quoted(&only(from, to));
    match clauses.last_mut() {
        _ if given_up.is_empty() => {}
        // What is added tells what it is about as well. In parentheses it is not taken for one more clause.
        Some(last) if is_kept => *last = say.clause_no_longer(&last, say.any_of(&given_up)),
        Some(last) => *last = say.clause_instead(&last, say.all_of(&given_up)),
        None => clauses.push(say.answered_no_longer(say.any_of(&given_up), asked(question))),
    }
    if clauses.is_empty() {
        clauses.push(say.answered_none(asked(question)));
    }
    clauses
}

fn effort(change: &Change<'_>) -> u8 {
    match change.question.nature {
        Nature::Choice => 0,
        Nature::Time | Nature::Grows => 1,
        _ => 2,
    }
}

/// How many steps of an order are jumped over.
fn leap(change: &Change<'_>) -> usize {
    let QuestionKind::Choice { answers, ordered: true } = &change.question.kind else { return 0 };
    let step = |answer: &Answer| match answer {
        Answer::Choice(id) => answers.iter().position(|answer| answer.id == *id),
        _ => None,
    };
    let steps = change.from.as_ref().and_then(step).zip(step(&change.to));
    steps.map_or(0, |(from, to)| from.abs_diff(to).saturating_sub(1))
}

/// How many members of an answer change. To give something up is harder than to add something.
fn distance(change: &Change<'_>) -> usize {
    let members = |answer: &Answer| match answer {
        Answer::Many(ids) => ids.clone(),
        _ => Vec::new(),
    };
    let (from, to) = (change.from.as_ref().map(members).unwrap_or_default(), members(&change.to));
    let only = |one: &[String], other: &[String]| one.iter().filter(|id| !other.contains(id)).count();
    2 * only(&from, &to) + only(&to, &from)
}

/// The answer as it would be, as a range where a range does as well.
pub(super) fn answer_after(change: &Change<'_>, say: &Wording) -> String {
    match (&change.question.kind, &change.to) {
        (QuestionKind::Number { unit, .. }, Answer::Number(number)) => {
            let counted = |number: i64| format!("{number} {unit}").trim_end().to_owned();
            match change.band {
                (Some(from), Some(to)) if from < to => say.number_from_to(from, counted(to)),
                (Some(from), None) => say.number_or_more(counted(from)),
                (None, Some(to)) => say.number_or_less(counted(to)),
                _ => counted(*number),
            }
        }
        _ => say.answer_in_words(change.question, &change.to),
    }
}
