//! The recommendation as text: what a founder shows a co-founder.
//!
//! The order is that of a reader's questions. What do you advise? How sure is that? Why? Why not the next best? What
//! does it mean for each person? What do I do first, and what must I beware of? What did I leave open? Who says so?

mod footnotes;
mod exact;
mod decision;

use leadership_advisor::{Analysis, Budget, Choose, DecisionResult, Evaluation, LeftOut, Verdict};

use crate::page::Page;
use crate::style::{DIM, STRONG};
use crate::words::{count, list_of};
use footnotes::Footnotes;

/// How many open questions are named.
const OPEN_SHOWN: usize = 5;

/// What follows from some answers, as a page of text so many columns wide. The analysis is that of the same evaluation.
pub fn recommendation_text(evaluation: &Evaluation, analysis: &[Analysis<'_>], width: usize) -> String {
    let answers = evaluation.answers();
    let rulebook = answers.rulebook();
    let results: Vec<DecisionResult<'_>> = evaluation.decisions().collect();
    let mut page = Page::new(width);
    let mut notes = Footnotes::new(rulebook);

    let whose = answers.company().map(|company| format!(": {company}")).unwrap_or_default();
    page.styled(0, DIM, &format!("{}{whose}", rulebook.title()));
    page.gap();
    page.styled(0, STRONG, &sentence(&results));
    for (result, analysis) in results.iter().zip(analysis) {
        match result.decision.choose {
            Choose::One { .. } => decision::one(&mut page, &mut notes, result, analysis, evaluation),
            Choose::Many { .. } => decision::many(&mut page, &mut notes, result),
        }
    }
    open(&mut page, evaluation);
    one_source(&mut page, evaluation);
    notes.write(&mut page);
    page.gap();
    let fingerprint = rulebook.fingerprint().get(..12).unwrap_or_default();
    page.styled(0, DIM, &format!("Rulebook {} {}, fingerprint {fingerprint}", rulebook.id(), rulebook.version()));
    page.finish()
}

/// The whole recommendation in one sentence: the outcome of every decision for one option.
fn sentence(results: &[DecisionResult<'_>]) -> String {
    let one = || results.iter().filter(|result| matches!(result.decision.choose, Choose::One { .. }));
    let titles: Vec<String> = one()
        .flat_map(|result| &result.outcome)
        .enumerate()
        .map(|(nth, option)| if nth == 0 { option.title.clone() } else { lower_first(&option.title) })
        .collect();
    if !titles.is_empty() {
        let close = one().filter(|result| matches!(result.verdict, Verdict::Tie | Verdict::CloseCall)).count();
        let doubt = if close > 0 { " This is a close call: see below." } else { "" };
        return format!("Recommended: {}.{doubt}", titles.join("; "));
    }
    if one().any(decision::all_ruled_out) {
        return "Recommended: none of the options, for now.".to_owned();
    }
    if one().any(|result| result.verdict == Verdict::NotEnoughKnown) {
        return "No recommendation yet: too little is known. Answer a few more questions.".to_owned();
    }
    let chosen = results.iter().flat_map(|result| &result.outcome).map(|option| option.title.as_str());
    match chosen.collect::<Vec<_>>().as_slice() {
        [] => "No recommendation: nothing here applies to these answers.".to_owned(),
        titles => format!("Recommended: {}.", titles.join("; ")),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        // An abbreviation keeps its capitals.
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// What was left open, and what was answered in vain.
fn open(page: &mut Page, evaluation: &Evaluation) {
    let open: Vec<&str> = evaluation.unanswered().map(|question| question.ask.as_str()).collect();
    if !open.is_empty() {
        page.heading(&format!("Left open: {}", count(open.len(), "question")));
        let wanted: Vec<&str> = choose_one(evaluation).collect();
        if let Some(next) = evaluation.next_question(&wanted, Budget::default()) {
            page.paragraph(2, &format!("The one thing worth finding out next: {}", next.ask));
            page.gap();
        }
        for ask in open.iter().take(OPEN_SHOWN) {
            page.item(2, "- ", DIM, anstyle::Style::new(), ask);
        }
        if open.len() > OPEN_SHOWN {
            page.styled(2, DIM, &format!("and {} more", open.len() - OPEN_SHOWN));
        }
    }
    let ignored: Vec<String> = evaluation.ignored().map(|question| format!("“{}”", question.ask)).collect();
    if !ignored.is_empty() {
        page.gap();
        let text = format!("Not counted, since the other answers leave no room for it: {}.", list_of(&ignored, "and"));
        page.styled(0, DIM, &text);
    }
}

fn choose_one(evaluation: &Evaluation) -> impl Iterator<Item = &str> {
    let decisions = evaluation.answers().rulebook().decisions().iter();
    let one = decisions.filter(|decision| matches!(decision.choose, Choose::One { .. }));
    one.map(|decision| decision.id.as_str())
}

/// The outcomes that would be others without a single source.
fn one_source(page: &mut Page, evaluation: &Evaluation) {
    let one: Vec<&str> = choose_one(evaluation).collect();
    let effects = evaluation.source_effects();
    let effects: Vec<_> = effects.iter().filter(|effect| one.contains(&effect.decision.id.as_str())).collect();
    if effects.is_empty() {
        return;
    }
    page.heading("What rests on one source");
    for effect in effects {
        let without = match effect.without {
            LeftOut::Source(source) => format!("“{}”", source.title),
            _ => "all independent evidence".to_owned(),
        };
        let outcome: Vec<String> = effect.outcome.iter().map(|option| format!("“{}”", option.title)).collect();
        let outcome = if outcome.is_empty() { "nothing".to_owned() } else { list_of(&outcome, "and") };
        let text = format!("{} Without {without}: {outcome}.", effect.decision.title);
        page.item(2, "- ", DIM, anstyle::Style::new(), &text);
    }
}
