//! What two sets of answers lead to, decision by decision, as text: outcomes, points, and the reasons that made the difference.

use anstyle::Style;
use leadership_advisor::{Choose, Comparison, DecisionDifference, DecisionResult, ReasonDifference, Standing, Verdict};

use crate::layer::mark;
use crate::page::Page;
use crate::style::{ACCENT, BAD, DIM, GOOD, STRONG};
use crate::words::{count, list_of};

/// How many reasons are told for a decision.
const REASONS_SHOWN: usize = 6;

/// How the points of two people differ and which reasons made the difference, decision by decision.
pub(crate) fn decisions(page: &mut Page, comparison: &Comparison<'_>) {
    for decision in &comparison.decisions {
        one(page, decision);
    }
}

fn one(page: &mut Page, decision: &DecisionDifference<'_>) {
    let (first, second) = (&decision.first, &decision.second);
    if !first.applies && !second.applies {
        return;
    }
    page.heading(&second.decision.title);
    match second.decision.choose {
        Choose::One { .. } if decision.is_another => {
            page.paragraph(2, &format!("Another outcome: {} → {}.", outcome(first), outcome(second)));
        }
        Choose::One { .. } => {
            let margin = match (first.margin, second.margin) {
                (_, Some(0)) => String::new(),
                (Some(was), Some(is)) if was != is => format!(", ahead by {is} instead of {}", count(was, "point")),
                (None, Some(is)) => format!(", now ahead by {}", count(is, "point")),
                (Some(_), None) => ", now with nothing else in the running".to_owned(),
                _ => String::new(),
            };
            page.paragraph(2, &format!("The same outcome: {}{margin}.", outcome(second)));
        }
        Choose::Many { .. } => members(page, first, second),
    }
    if matches!(second.decision.choose, Choose::One { .. }) && first.applies && second.applies {
        standings(page, first, second);
    }
    reasons(page, &decision.reasons);
}

fn outcome(result: &DecisionResult<'_>) -> String {
    let is_running = |row: &&Standing<'_>| row.ruled_out_by.is_empty();
    match result.outcome.first() {
        Some(option) if result.verdict == Verdict::Tie => {
            let most = result.ranking.first().map(|row| row.points);
            let tied = result.ranking.iter().filter(is_running).filter(|row| Some(row.points) == most).skip(1);
            let tied: Vec<String> = tied.map(|row| format!("“{}”", row.option.title)).collect();
            format!("“{}” by list order alone, in a tie with {}", option.title, list_of(&tied, "and"))
        }
        Some(option) => format!("“{}”", option.title),
        None if !result.applies => "does not apply".to_owned(),
        None if result.ranking.iter().any(|row| row.ruled_out_by.is_empty()) => {
            "no outcome, since no rule covers the answers".to_owned()
        }
        None => "no outcome, since every option is ruled out".to_owned(),
    }
}

/// Which of several options came in, and which went out.
fn members(page: &mut Page, first: &DecisionResult<'_>, second: &DecisionResult<'_>) {
    let only = |one: &DecisionResult<'_>, other: &DecisionResult<'_>| -> Vec<String> {
        let options = one.outcome.iter().filter(|option| !other.outcome.iter().any(|same| same.id == option.id));
        options.map(|option| option.title.clone()).collect()
    };
    let (new, gone) = (only(second, first), only(first, second));
    if new.is_empty() && gone.is_empty() {
        let order = |result: &DecisionResult<'_>| -> Vec<String> {
            result.outcome.iter().map(|option| option.id.clone()).collect()
        };
        let same = if order(first) == order(second) { "The same list." } else { "The same list in another order." };
        page.paragraph(2, same);
    }
    new.iter().for_each(|title| page.item(2, "new   ", GOOD, Style::new(), title));
    gone.iter().for_each(|title| page.item(2, "gone  ", BAD, Style::new(), title));
}

fn standings(page: &mut Page, first: &DecisionResult<'_>, second: &DecisionResult<'_>) {
    page.gap();
    for row in &second.ranking {
        let before = first.ranking.iter().find(|other| other.option.id == row.option.id);
        let out = |ruled_out: bool| if ruled_out { " (ruled out)" } else { "" };
        let was = before.map_or(0, |row| row.points);
        let was_out = before.is_some_and(|row| !row.ruled_out_by.is_empty());
        let is_out = !row.ruled_out_by.is_empty();
        let note = match (was_out, is_out) {
            (true, false) => " (no longer ruled out)",
            (_, is_out) => out(is_out),
        };
        let style = if row.chosen { GOOD } else { Style::new() };
        let marker = format!("{was:>4} → {:>3}  ", row.points);
        page.item(2, &marker, ACCENT, style, &format!("{}{note}", row.option.title));
    }
}

fn reasons(page: &mut Page, reasons: &[ReasonDifference<'_>]) {
    if reasons.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, "What made the difference");
    for reason in reasons.iter().take(REASONS_SHOWN) {
        let (marker, style) = if reason.is_new { ("new   ", GOOD) } else { ("gone  ", BAD) };
        let because = if reason.rule.because.is_empty() { &reason.rule.id } else { &reason.rule.because };
        page.item(4, marker, style, Style::new(), &format!("{because}{}", mark(&reason.rule.layer)));
        let points = reason.points.iter().map(|(option, points)| format!("{points:+} {}", option.title));
        let ruled = reason.rules_out.iter().map(|option| match reason.is_new {
            true => format!("rules out {}", option.title),
            false => format!("no longer rules out {}", option.title),
        });
        page.styled(10, DIM, &points.chain(ruled).collect::<Vec<_>>().join("; "));
    }
    if reasons.len() > REASONS_SHOWN {
        page.styled(4, DIM, &format!("and {}", count(reasons.len() - REASONS_SHOWN, "lesser reason")));
    }
}
