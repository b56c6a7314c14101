//! What is proved about a decision, in a founder's words: whether it is settled, what decides it, and every smallest change
//! that would flip it. What is not proved is not said.

use leadership_advisor::{Analysis, DecisionOption, Evaluation, Flip, Robustness, Ternary};

use super::Answered;
use super::ways::{answer_after, ease};
use crate::wording::Wording;
use crate::words::asked;

/// A smallest set of changes that would lead elsewhere.
pub(crate) struct FlipView<'e> {
    /// The title of the option that would be the outcome.
    pub(crate) to: &'e str,
    /// Whether it would only tie, and come first by the order of the list.
    pub(crate) ties: bool,
    /// What would have to be answered, and how.
    pub(crate) changes: Vec<Answered<'e>>,
}

impl FlipView<'_> {
    /// The words before the changes.
    pub(crate) fn lead(&self, say: &Wording) -> String {
        match self.ties {
            false => say.needs_answers(self.to),
            true => say.ties_with_answers(self.to),
        }
    }
}

/// Whether what is still open can change the outcome.
pub(super) fn settled(analysis: &Analysis<'_>, anything_open: bool, say: &Wording) -> String {
    match analysis.settled {
        Ternary::Yes if !anything_open => say.settled_all_answered(),
        Ternary::Yes => say.settled(),
        Ternary::No => say.not_settled(),
        Ternary::Unproven => say.settled_unproven(),
    }
}

/// The answers that settle the outcome on their own.
pub(super) fn rests_on<'e>(analysis: &Analysis<'e>, evaluation: &Evaluation, say: &Wording) -> Vec<Answered<'e>> {
    let decisive = analysis.decisive.iter().flatten();
    let answered = decisive.filter_map(|question| {
        let answer = evaluation.answers().get(&question.id)?;
        Some(Answered { question: asked(question), answer: say.answer_in_words(question, &answer) })
    });
    answered.collect()
}

/// All the smallest changes, the easiest first for each option.
pub(super) fn flips<'e>(analysis: &Analysis<'e>, say: &Wording) -> Vec<FlipView<'e>> {
    let mut reachable: Vec<&Flip<'e>> = analysis.flips.iter().filter(|flip| flip.reachable).collect();
    reachable.sort_by_key(|flip| (position(analysis, flip), ease(flip)));
    let told = reachable.into_iter().map(|flip| FlipView {
        to: &flip.to.title,
        ties: flip.ties,
        changes: flip
            .changes
            .iter()
            .map(|change| Answered { question: asked(change.question), answer: answer_after(change, say) })
            .collect(),
    });
    told.collect()
}

/// Where the option of a flip stands in its decision.
fn position(analysis: &Analysis<'_>, flip: &Flip<'_>) -> Option<usize> {
    analysis.decision.options().iter().position(|option| option.id == flip.to.id)
}

/// The options that no answers lead to, and those of which nothing could be proved, as sentences.
pub(super) fn beyond(analysis: &Analysis<'_>, outcome: &[&DecisionOption], say: &Wording) -> Vec<String> {
    let unreachable: Vec<String> =
        analysis.flips.iter().filter(|flip| !flip.reachable).map(|flip| say.quoted(&flip.to.title)).collect();
    let others = analysis.decision.options().iter().filter(|option| !outcome.iter().any(|own| own.id == option.id));
    let unproven: Vec<String> = others
        .filter(|option| !analysis.flips.iter().any(|flip| flip.to.id == option.id))
        .map(|option| say.quoted(&option.title))
        .collect();
    let mut sentences = Vec::new();
    if !unreachable.is_empty() {
        sentences.push(say.no_answers_lead(say.any_of(&unreachable)));
    }
    if !unproven.is_empty() {
        sentences.push(say.reach_unproven(say.any_of(&unproven)));
    }
    sentences
}

/// How far the points may be wrong, as sentences.
pub(super) fn robust(found: &Robustness<'_>, outcome: &[&DecisionOption], say: &Wording) -> Vec<String> {
    let mut sentences = Vec::new();
    let own = found.acceptability.iter().find(|row| outcome.iter().any(|option| option.id == row.option.id));
    let share = own.and_then(|row| Some((row.within_one.millionths()?, row.within_one.of)));
    match (found.radius, share) {
        (Some(0), Some((share, drawn))) => {
            sentences.push(say.weights_sampled(say.percentage(share), say.grouped(drawn)));
        }
        (Some(1), _) => sentences.push(say.weights_off_by_one()),
        (Some(radius), _) if radius > 1 => sentences.push(say.weights_off_by(radius)),
        _ => {}
    }
    match found.fewest_wrong.len() {
        0 => {}
        wrong => sentences.push(say.reasons_wrong(wrong)),
    }
    sentences
}
