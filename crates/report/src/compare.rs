//! What two sets of answers lead to, decision by decision, as text: outcomes, points, and the reasons that made the difference.

use anstyle::Style;
use leadership_advisor::{Choose, Comparison, DecisionDifference, DecisionResult, ReasonDifference, Standing, Verdict};

use textwrap::core::display_width;

use crate::layer::mark;
use crate::page::Page;
use crate::style::{ACCENT, BAD, DIM, GOOD, STRONG};
use crate::view::all_ruled_out;
use crate::wording::Wording;

/// How many reasons are told for a decision.
const REASONS_SHOWN: usize = 6;

/// How the points of two people differ and which reasons made the difference, decision by decision. `open` says of each whether
/// questions are left.
pub(crate) fn decisions(page: &mut Page, comparison: &Comparison<'_>, open: [bool; 2], say: &Wording) {
    for decision in &comparison.decisions {
        one(page, decision, open, say);
    }
}

fn one(page: &mut Page, decision: &DecisionDifference<'_>, open: [bool; 2], say: &Wording) {
    let (first, second) = (&decision.first, &decision.second);
    if !first.applies && !second.applies {
        return;
    }
    page.heading(&second.decision.title);
    let [was, is] = [outcome(first, open[0], say), outcome(second, open[1], say)];
    match second.decision.choose {
        Choose::One { .. } if decision.is_another => page.paragraph(2, &say.another_outcome(was, is)),
        // The same option, and a tie for one alone; or none, and for another reason.
        Choose::One { .. } if was != is => page.paragraph(2, &say.outcome_then(was, is)),
        Choose::One { .. } => {
            let told = match (first.margin, second.margin) {
                (_, Some(0)) => say.same_outcome(is),
                (Some(before), Some(after)) if before != after => say.same_outcome_ahead(before, is, after),
                (None, Some(after)) => say.same_outcome_now_ahead(after, is),
                (Some(_), None) => say.same_outcome_alone(is),
                _ => say.same_outcome(is),
            };
            page.paragraph(2, &told);
        }
        Choose::Many { .. } => members(page, first, second, say),
    }
    if matches!(second.decision.choose, Choose::One { .. }) && first.applies && second.applies {
        standings(page, first, second, say);
    }
    reasons(page, &decision.reasons, say);
}

fn outcome(result: &DecisionResult<'_>, anything_open: bool, say: &Wording) -> String {
    match result.outcome.first() {
        Some(option) if result.verdict == Verdict::Tie => {
            say.outcome_in_a_tie(&option.title, say.all_of(&tied(result, say)))
        }
        Some(option) => say.quoted(&option.title),
        None if !result.applies => say.outcome_none_applies(),
        None if all_ruled_out(result) => say.outcome_all_ruled_out(),
        None if anything_open => say.outcome_open(),
        None => say.outcome_not_covered(),
    }
}

/// The options in a tie with the first.
pub(crate) fn tied(result: &DecisionResult<'_>, say: &Wording) -> Vec<String> {
    let is_running = |row: &&Standing<'_>| row.ruled_out_by.is_empty();
    let most = result.ranking.first().map(|row| row.points);
    let tied = result.ranking.iter().filter(is_running).filter(|row| Some(row.points) == most).skip(1);
    say.each_quoted(tied.map(|row| &row.option.title))
}

/// Which of several options came in, and which went out.
fn members(page: &mut Page, first: &DecisionResult<'_>, second: &DecisionResult<'_>, say: &Wording) {
    let only = |one: &DecisionResult<'_>, other: &DecisionResult<'_>| -> Vec<String> {
        let options = one.outcome.iter().filter(|option| !other.outcome.iter().any(|same| same.id == option.id));
        options.map(|option| option.title.clone()).collect()
    };
    let (new, gone) = (only(second, first), only(first, second));
    if new.is_empty() && gone.is_empty() {
        let order = |result: &DecisionResult<'_>| -> Vec<String> {
            result.outcome.iter().map(|option| option.id.clone()).collect()
        };
        let is_same = order(first) == order(second);
        page.paragraph(2, &if is_same { say.same_list() } else { say.same_list_other_order() });
    }
    let [came, went] = in_a_column(say);
    new.iter().for_each(|title| page.item(2, &came, GOOD, Style::new(), title));
    gone.iter().for_each(|title| page.item(2, &went, BAD, Style::new(), title));
}

/// What stands before things that came and before those that went, equally wide.
fn in_a_column(say: &Wording) -> [String; 2] {
    let marks = [say.added(), say.removed()];
    let widest = marks.iter().map(|mark| display_width(mark)).max().unwrap_or_default();
    marks.map(|mark| format!("{mark}{}", " ".repeat(widest + 2 - display_width(&mark))))
}

fn standings(page: &mut Page, first: &DecisionResult<'_>, second: &DecisionResult<'_>, say: &Wording) {
    page.gap();
    for row in &second.ranking {
        let before = first.ranking.iter().find(|other| other.option.id == row.option.id);
        let was = before.map_or(0, |row| row.points);
        let was_out = before.is_some_and(|row| !row.ruled_out_by.is_empty());
        let is_out = !row.ruled_out_by.is_empty();
        let note = match (was_out, is_out) {
            (true, false) => format!(" {}", say.no_longer_ruled_out()),
            (_, true) => format!(" {}", say.ruled_out_mark()),
            _ => String::new(),
        };
        let style = if row.chosen { GOOD } else { Style::new() };
        let marker = format!("{was:>4} → {:>3}  ", row.points);
        page.item(2, &marker, ACCENT, style, &format!("{}{note}", row.option.title));
    }
}

fn reasons(page: &mut Page, reasons: &[ReasonDifference<'_>], say: &Wording) {
    if reasons.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, &say.what_made_the_difference());
    let [came, went] = in_a_column(say);
    for reason in reasons.iter().take(REASONS_SHOWN) {
        let (marker, style) = if reason.is_new { (&came, GOOD) } else { (&went, BAD) };
        let because = if reason.rule.because.is_empty() { &reason.rule.id } else { &reason.rule.because };
        page.item(4, marker, style, Style::new(), &format!("{because}{}", mark(&reason.rule.layer)));
        let points = reason.points.iter().map(|(option, points)| format!("{points:+} {}", option.title));
        let ruled = reason.rules_out.iter().map(|option| match reason.is_new {
            true => say.rules_out(&option.title),
            false => say.no_longer_rules_out(&option.title),
        });
        page.styled(10, DIM, &points.chain(ruled).collect::<Vec<_>>().join("; "));
    }
    if reasons.len() > REASONS_SHOWN {
        page.styled(4, DIM, &say.and_lesser_reasons(reasons.len() - REASONS_SHOWN));
    }
}
