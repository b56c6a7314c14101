//! A decision for one option, as text: standings, why, why not the next, what would change it, and what it means.

use anstyle::Style;
use textwrap::core::display_width;

use crate::footnotes::Footnotes;
use crate::page::{Bar, Page};
use crate::style::{ACCENT, BAD, DIM, GOOD, STRONG};
use crate::view::{Answered, Choice, Outcome, Row, RuledOut, Why, WhyNot};
use crate::wording::Wording;

/// How many reasons speak for the outcome, and how many for the runner-up.
const WHY_SHOWN: usize = 6;
const WHY_NOT_SHOWN: usize = 3;
/// Between a question and its answer.
const ARROW: char = '→';

pub(super) fn write<'e>(
    page: &mut Page,
    notes: &mut Footnotes<'e>,
    choice: &Choice<'e>,
    (all_ways, say): (bool, &Wording),
) {
    if choice.follows.is_some() {
        if let Some(line) = choice.in_a_line() {
            // Beside its title, or below where that would leave it a column too narrow to read.
            if display_width(choice.title) + display_width(&line) + 2 <= page.width() {
                page.gap();
                page.item(0, &format!("{} ", choice.title), ACCENT.bold(), Style::new(), &format!("{line}."));
            } else {
                page.heading(choice.title);
                page.paragraph(2, &format!("{line}."));
            }
        }
        if let Some(outcome) = choice.scorecard() {
            page.paragraph(2, outcome.summary);
            lists(page, 2, outcome);
        }
        return;
    }
    page.heading(choice.title);
    if let Some(nothing) = &choice.nothing {
        page.styled(2, if choice.applies { Style::new() } else { DIM }, nothing);
        return;
    }
    let out = say.ruled_out_bar();
    page.bars(2, &choice.standings.iter().map(|row| bar(row, &out)).collect::<Vec<_>>());
    page.gap();
    page.paragraph(2, &choice.verdict);
    if let Some(outcome) = &choice.chosen {
        page.gap();
        page.styled(2, STRONG, &choice.why_heading(outcome.title));
        reasons(page, notes, &outcome.reasons, (&choice.no_reason(), say));
        page.styled(4, DIM, &choice.sellers);
    }
    if let Some(next) = choice.why_not.first() {
        page.gap();
        let heading = if next.is_tied { choice.why_heading(next.title) } else { say.why_not(next.title) };
        page.styled(2, STRONG, &heading);
        why_not(page, notes, next);
    }
    choice.ruled_out.iter().for_each(|out| ruled_out(page, notes, out, say));
    page.gap();
    if choice.anything_open && !choice.settled.is_empty() {
        page.paragraph(2, &choice.settled);
    }
    rests_on(page, &choice.rests_on, say);
    ways(page, choice, all_ways, say);
    if let Some(outcome) = &choice.chosen {
        meaning(page, outcome, say);
    }
}

fn bar<'b>(row: &Row<'b>, out: &'b str) -> Bar<'b> {
    let style = match row {
        Row { chosen: true, .. } => GOOD,
        Row { ruled_out: true, .. } => DIM,
        _ => Style::new(),
    };
    Bar { name: row.title, value: row.points, instead: if row.ruled_out { out } else { "" }, style }
}

fn reasons<'e>(page: &mut Page, notes: &mut Footnotes<'e>, reasons: &[Why<'e>], (without, say): (&str, &Wording)) {
    if reasons.is_empty() {
        page.styled(4, DIM, without);
    }
    for why in reasons.iter().take(WHY_SHOWN) {
        reason(page, notes, why);
    }
    if reasons.len() > WHY_SHOWN {
        let rest: i64 = reasons.iter().skip(WHY_SHOWN).map(|why| why.points).sum();
        page.styled(4, DIM, &say.lesser_reasons(reasons.len() - WHY_SHOWN, say.points_counted(rest)));
    }
}

fn reason<'e>(page: &mut Page, notes: &mut Footnotes<'e>, why: &Why<'e>) {
    let style = if why.points < 0 { BAD } else { GOOD };
    let text = format!("{}{}", why.because, notes.bracketed(why.sources));
    page.item(4, &format!("{:+}  ", why.points), style, Style::new(), &text);
}

fn why_not<'e>(page: &mut Page, notes: &mut Footnotes<'e>, other: &WhyNot<'e>) {
    let against = other.against.iter().rev().take(WHY_NOT_SHOWN);
    for why in other.speaks_for.iter().take(WHY_NOT_SHOWN).chain(against) {
        reason(page, notes, why);
    }
    page.styled(4, DIM, &other.conclusion);
}

fn ruled_out<'e>(page: &mut Page, notes: &mut Footnotes<'e>, out: &RuledOut<'e>, say: &Wording) {
    let titles = say.each_quoted(&out.titles);
    page.gap();
    page.styled(2, STRONG, &say.ruled_out_options(say.all_of(&titles)));
    page.paragraph(4, &format!("{}{}", out.because, notes.bracketed(out.sources)));
}

fn rests_on(page: &mut Page, answers: &[Answered<'_>], say: &Wording) {
    if answers.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, &say.these_answers_decide());
    for Answered { question, answer } in answers {
        page.item(4, "- ", DIM, Style::new(), &format!("{question} {ARROW} {answer}"));
    }
}

fn ways(page: &mut Page, choice: &Choice<'_>, all_ways: bool, say: &Wording) {
    if !choice.ways.is_empty() {
        page.gap();
        page.styled(2, STRONG, &say.what_would_change_it());
        choice.ways.iter().for_each(|way| page.item(4, "- ", DIM, Style::new(), way));
    }
    if all_ways && (!choice.flips.is_empty() || !choice.beyond.is_empty()) {
        page.gap();
        page.styled(2, STRONG, &say.all_smallest_changes());
        for flip in &choice.flips {
            page.item(4, "- ", DIM, Style::new(), &flip.lead(say));
            for Answered { question, answer } in &flip.changes {
                page.paragraph(8, &format!("{question} {ARROW} {answer}"));
            }
        }
        choice.beyond.iter().for_each(|sentence| page.styled(4, DIM, sentence));
    }
}

/// What the outcome means: its summary, and its lists beside each other.
fn meaning(page: &mut Page, outcome: &Outcome<'_>, say: &Wording) {
    if outcome.summary.is_empty() && outcome.details.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, &say.what_it_means());
    page.paragraph(4, outcome.summary);
    lists(page, 4, outcome);
}

/// The lists of an outcome beside each other.
fn lists(page: &mut Page, indent: usize, outcome: &Outcome<'_>) {
    let columns: Vec<(&str, &[String])> =
        outcome.details.iter().map(|detail| (detail.title.as_str(), detail.entries.as_slice())).collect();
    if !columns.is_empty() {
        page.gap();
        page.columns(indent, &columns);
    }
}
