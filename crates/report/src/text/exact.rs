//! What is proved about a decision, in a founder's words: whether it is settled, what it rests on, what would flip it, and
//! when to ask again. What is not proved is not said.

use leadership_advisor::{Analysis, Answer, Answers, Change, Flip, Nature, Question, QuestionKind};

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

/// The smallest changes that would lead elsewhere: what the company can choose first, then what time may bring.
pub(super) fn flips(page: &mut Page, analysis: &Analysis<'_>) {
    let mut told: Vec<&Flip<'_>> = Vec::new();
    let mut reachable: Vec<&Flip<'_>> = analysis.flips.iter().filter(|flip| flip.reachable).collect();
    reachable.sort_by_key(|flip| (flip.changes.len(), flip.changes.iter().map(effort).max()));
    for flip in reachable {
        // One way for each option; the others are in the JSON.
        if told.len() < FLIPS_SHOWN && !told.iter().any(|other| other.to.id == flip.to.id) {
            told.push(flip);
        }
    }
    if told.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, "What would change it");
    for flip in told {
        let changes: Vec<String> = flip.changes.iter().map(change).collect();
        let with_time = flip.changes.iter().all(|change| change.question.nature == Nature::Time);
        let changes = list_of(&changes, "and");
        let text = match with_time {
            true => format!("Ask again when: {changes}. It would then be “{}”.", flip.to.title),
            false => format!("It would be “{}” if: {changes}.", flip.to.title),
        };
        page.item(4, "- ", DIM, anstyle::Style::new(), &text);
    }
}

fn effort(change: &Change<'_>) -> u8 {
    match change.question.nature {
        Nature::Choice => 0,
        Nature::Time => 1,
        Nature::Given => 2,
    }
}

fn change(change: &Change<'_>) -> String {
    let question = change.question;
    let to = answer_in_words(question, &change.to);
    // A number that rises or falls past a mark says which mark.
    if let (QuestionKind::Number { .. }, Answer::Number(mark)) = (&question.kind, &change.to) {
        let falls = matches!(&change.from, Some(Answer::Number(from)) if from > mark);
        return format!("{} {ARROW} {to} or {}", asked(question), if falls { "less" } else { "more" });
    }
    format!("{} {ARROW} {to}", asked(question))
}

/// The question itself, without what may stand behind it for the one who answers.
fn asked(question: &Question) -> &str {
    question.ask.split_inclusive('?').next().unwrap_or(&question.ask)
}
