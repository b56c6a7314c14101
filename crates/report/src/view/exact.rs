//! What is proved about a decision, in a founder's words: whether it is settled, what it rests on, what would flip it, and
//! when to ask again. What is not proved is not said.

use leadership_advisor::{Analysis, Answer, Change, Evaluation, Flip, Nature, QuestionKind};

use super::Answered;
use crate::words::{answer_in_words, asked, list_of};

/// A smallest set of changes that would lead elsewhere.
pub(crate) struct FlipView<'e> {
    /// The title of the option that would be the outcome.
    pub(crate) to: &'e str,
    /// Whether nobody can choose these changes, so that they come with time.
    pub(crate) with_time: bool,
    /// What would have to be answered, and how.
    pub(crate) changes: Vec<Answered<'e>>,
}

impl FlipView<'_> {
    /// The words before the changes.
    pub(crate) fn lead(&self) -> String {
        match self.with_time {
            true => format!("Ask again when this changes; it would then be “{}”:", self.to),
            false => format!("It would be “{}” with:", self.to),
        }
    }
}

/// Whether what is still open can change the outcome.
pub(super) fn settled(analysis: &Analysis<'_>, anything_open: bool) -> &'static str {
    match analysis.settled {
        Some(true) if !anything_open => "Settled: every question that applies was answered.",
        Some(true) => "Settled: nothing that you left open can change this.",
        Some(false) => "Not settled: what you left open could still change this.",
        None => "It could not be proved whether what you left open can change this.",
    }
}

/// The answers that settle the outcome on their own.
pub(super) fn rests_on<'e>(analysis: &Analysis<'e>, evaluation: &Evaluation) -> Vec<Answered<'e>> {
    let decisive = analysis.decisive.iter().flatten();
    let answered = decisive.filter_map(|question| {
        let answer = evaluation.answers().get(&question.id)?;
        Some(Answered { question: asked(question), answer: answer_in_words(question, &answer) })
    });
    answered.collect()
}

/// One way for each option, the easiest first: few changes, small ones, and what the company can choose before what time
/// may bring. The other ways are in the JSON.
pub(super) fn flips<'e>(analysis: &Analysis<'e>) -> Vec<FlipView<'e>> {
    let mut reachable: Vec<&Flip<'e>> = analysis.flips.iter().filter(|flip| flip.reachable).collect();
    reachable.sort_by_key(|flip| {
        let sum = |of: fn(&Change<'_>) -> usize| flip.changes.iter().map(of).sum::<usize>();
        (flip.changes.len(), sum(leap), flip.changes.iter().map(effort).max(), sum(distance))
    });
    let mut ways: Vec<&Flip<'e>> = Vec::new();
    for flip in reachable {
        if !ways.iter().any(|other| other.to.id == flip.to.id) {
            ways.push(flip);
        }
    }
    let told = ways.into_iter().map(|flip| FlipView {
        to: &flip.to.title,
        with_time: flip.changes.iter().all(comes_with_time),
        changes: flip
            .changes
            .iter()
            .map(|change| Answered { question: asked(change.question), answer: to(change) })
            .collect(),
    });
    told.collect()
}

/// The options that no answers lead to, and those of which nothing could be proved, as sentences.
pub(super) fn beyond(analysis: &Analysis<'_>, outcome: &[&leadership_advisor::DecisionOption]) -> Vec<String> {
    let quoted = |title: &str| format!("“{title}”");
    let unreachable: Vec<String> =
        analysis.flips.iter().filter(|flip| !flip.reachable).map(|flip| quoted(&flip.to.title)).collect();
    let others = analysis.decision.options().iter().filter(|option| !outcome.iter().any(|own| own.id == option.id));
    let unproven: Vec<String> = others
        .filter(|option| !analysis.flips.iter().any(|flip| flip.to.id == option.id))
        .map(|option| quoted(&option.title))
        .collect();
    let mut sentences = Vec::new();
    if !unreachable.is_empty() {
        sentences.push(format!("No answers lead to {}.", list_of(&unreachable, "or")));
    }
    if !unproven.is_empty() {
        sentences.push(format!("How little would lead to {} could not be proved.", list_of(&unproven, "or")));
    }
    sentences
}

/// Whether it is worth waiting for a change: several steps up an order may come with time, several down are another company.
fn comes_with_time(change: &Change<'_>) -> bool {
    let rises = steps(change).is_none_or(|(from, to)| from < to);
    change.question.nature == Nature::Time && (rises || leap(change) == 0)
}

fn effort(change: &Change<'_>) -> u8 {
    match change.question.nature {
        Nature::Choice => 0,
        Nature::Time => 1,
        Nature::Given => 2,
    }
}

/// How many steps of an order are jumped over. A company does not get from the last stage to the first.
fn leap(change: &Change<'_>) -> usize {
    steps(change).map_or(0, |(from, to)| from.abs_diff(to).saturating_sub(1))
}

/// From where in an order to where; nothing if there is no order.
fn steps(change: &Change<'_>) -> Option<(usize, usize)> {
    let QuestionKind::Choice { answers, ordered: true } = &change.question.kind else { return None };
    let step = |answer: &Answer| match answer {
        Answer::Choice(id) => answers.iter().position(|answer| answer.id == *id),
        _ => None,
    };
    change.from.as_ref().and_then(step).zip(step(&change.to))
}

/// How many members of an answer change.
fn distance(change: &Change<'_>) -> usize {
    let members = |answer: &Answer| match answer {
        Answer::Many(ids) => ids.clone(),
        _ => Vec::new(),
    };
    let (from, to) = (change.from.as_ref().map(members).unwrap_or_default(), members(&change.to));
    let only = |one: &[String], other: &[String]| one.iter().filter(|id| !other.contains(id)).count();
    only(&from, &to) + only(&to, &from)
}

/// The answer as it would be, as a range where a range does as well.
fn to(change: &Change<'_>) -> String {
    match (&change.question.kind, &change.to) {
        (QuestionKind::Number { unit, .. }, Answer::Number(number)) => {
            let range = match change.band {
                (Some(from), Some(to)) if from < to => format!("{from} to {to}"),
                (Some(from), None) => format!("{from} or more"),
                (None, Some(to)) => format!("{to} or less"),
                _ => number.to_string(),
            };
            if unit.is_empty() { range } else { format!("{range} {unit}") }
        }
        _ => answer_in_words(change.question, &change.to),
    }
}
