//! What is proved about a decision, in a founder's words: whether it is settled, what it rests on, what would flip it, and
//! when to ask again. What is not proved is not said.

use leadership_advisor::{Analysis, Answer, Answers, Change, DecisionOption, Flip, Nature, Question, QuestionKind};

use crate::page::Page;
use crate::style::{DIM, STRONG};
use crate::words::{answer_in_words, list_of};

/// How many ways to flip a decision are told.
const FLIPS_SHOWN: usize = 3;
/// Between a question and its answer.
const ARROW: char = '→';

/// Settled or not, and on which answers the outcome rests.
pub(super) fn certainty(page: &mut Page, answers: &Answers, analysis: &Analysis<'_>, anything_open: bool) {
    match analysis.settled {
        Some(true) if anything_open => page.paragraph(2, "Settled: nothing that you left open can change this."),
        Some(true) => {}
        Some(false) => page.paragraph(2, "Not settled: what you left open could still change this."),
        None => page.styled(2, DIM, "It could not be proved whether what you left open can change this."),
    }
    let Some(decisive) = analysis.decisive.as_ref().filter(|list| !list.is_empty()) else { return };
    page.gap();
    page.styled(2, STRONG, "It rests on these answers, whatever the others are");
    for question in decisive {
        if let Some(answer) = answers.get(&question.id) {
            page.item(
                4,
                "- ",
                DIM,
                anstyle::Style::new(),
                &format!("{} {ARROW} {}", asked(question), answer_in_words(question, &answer)),
            );
        }
    }
}

/// The smallest changes that would lead elsewhere: what the company can choose first, then what time may bring. Options
/// that no answers lead to are named, and so are those of which nothing could be proved.
pub(super) fn flips(page: &mut Page, analysis: &Analysis<'_>, outcome: &[&DecisionOption]) {
    let mut told: Vec<&Flip<'_>> = Vec::new();
    let mut reachable: Vec<&Flip<'_>> = analysis.flips.iter().filter(|flip| flip.reachable).collect();
    reachable.sort_by_key(|flip| {
        let sum = |of: fn(&Change<'_>) -> usize| flip.changes.iter().map(of).sum::<usize>();
        (flip.changes.len(), sum(leap), flip.changes.iter().map(effort).max(), sum(distance))
    });
    for flip in reachable {
        // One way for each option; the others are in the JSON.
        if told.len() < FLIPS_SHOWN && !told.iter().any(|other| other.to.id == flip.to.id) {
            told.push(flip);
        }
    }
    let others = || analysis.decision.options().iter().filter(|option| !outcome.iter().any(|own| own.id == option.id));
    let out_of_reach: Vec<String> =
        (analysis.flips.iter()).filter(|flip| !flip.reachable).map(|flip| format!("“{}”", flip.to.title)).collect();
    let unproven: Vec<String> = others()
        .filter(|option| !analysis.flips.iter().any(|flip| flip.to.id == option.id))
        .map(|option| format!("“{}”", option.title))
        .collect();
    if told.is_empty() && out_of_reach.is_empty() && unproven.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, "What would change it");
    for flip in told {
        let with_time = flip.changes.iter().all(|change| change.question.nature == Nature::Time);
        let text = match with_time {
            true => format!("Ask again when this changes; it would then be “{}”:", flip.to.title),
            false => format!("It would be “{}” with:", flip.to.title),
        };
        page.item(4, "- ", DIM, anstyle::Style::new(), &text);
        for change in &flip.changes {
            page.paragraph(8, &words_of(change));
        }
    }
    if !out_of_reach.is_empty() {
        page.styled(4, DIM, &format!("No answers lead to {}.", list_of(&out_of_reach, "or")));
    }
    if !unproven.is_empty() {
        let text = format!("How little would lead to {} could not be proved.", list_of(&unproven, "or"));
        page.styled(4, DIM, &text);
    }
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
    let QuestionKind::Choice { answers, ordered: true } = &change.question.kind else { return 0 };
    let step = |answer: &Answer| match answer {
        Answer::Choice(id) => answers.iter().position(|answer| answer.id == *id),
        _ => None,
    };
    let steps = change.from.as_ref().and_then(step).zip(step(&change.to));
    steps.map_or(0, |(from, to)| from.abs_diff(to).saturating_sub(1))
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

fn words_of(change: &Change<'_>) -> String {
    let question = change.question;
    let to = match (&question.kind, &change.to) {
        (QuestionKind::Number { unit, .. }, Answer::Number(number)) => {
            let range = match change.band {
                (Some(from), Some(to)) if from < to => format!("{from} to {to}"),
                (Some(from), None) => format!("{from} or more"),
                (None, Some(to)) => format!("{to} or less"),
                _ => number.to_string(),
            };
            if unit.is_empty() { range } else { format!("{range} {unit}") }
        }
        _ => answer_in_words(question, &change.to),
    };
    format!("{} {ARROW} {to}", asked(question))
}

/// The question itself, without what may stand behind it for the one who answers.
fn asked(question: &Question) -> &str {
    question.ask.split_inclusive('?').next().unwrap_or(&question.ask)
}
