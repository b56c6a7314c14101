//! What came of the cases of a rulebook, for its author: what fails, what came instead, and the rules that decided it.

use anstyle::Style;
use leadership_advisor::{
    CaseFailure, CaseResult, Choose, Contrast, DecisionOption, DecisionResult, Layer, Question, Silence, Standing,
};

use crate::page::Page;
use crate::style::{BAD, GOOD};
use crate::words::{count, list_of};

/// Every case that fails with what was expected and what came, then a line that counts them.
pub(super) fn put(page: &mut Page, results: &[CaseResult<'_>]) {
    for result in results.iter().filter(|result| !result.passed()) {
        page.gap();
        page.item(0, "fails  ", BAD.bold(), Style::new().bold(), &result.case.name);
        page.paragraph(7, &format!("at {}", result.place));
        page.paragraph(7, &result.case.note);
        if let Some(highest) = highest_over(result) {
            let case = &result.case;
            let text = format!(
                "This case comes from `{}`. If `{}` means to change what it expects, name it there under `replace` or `remove`.",
                case.layer.id, highest.id
            );
            page.paragraph(7, &text);
        }
        failures(page, result);
    }
    page.gap();
    let failed = results.iter().filter(|result| !result.passed()).count();
    let summary = match failed {
        0 => format!("{} passed", count(results.len(), "case")),
        _ => format!("{}: {} passed, {failed} failed", count(results.len(), "case"), results.len() - failed),
    };
    page.styled(0, if failed == 0 { GOOD } else { BAD }, &summary);
}

/// The highest layer, if a case comes from one below it.
fn highest_over<'r>(result: &'r CaseResult<'_>) -> Option<&'r Layer> {
    let highest = result.evaluation.answers().rulebook().layers().last()?;
    (highest.id != result.case.layer.id).then_some(highest)
}

/// In what a case fails.
pub(super) fn failures(page: &mut Page, result: &CaseResult<'_>) {
    for failure in &result.failures {
        self::failure(page, result, failure);
    }
}

/// The first line of what is said about a failure: what was expected, and what came.
pub(super) fn headline(result: &CaseResult<'_>, failure: &CaseFailure<'_>) -> String {
    let came = || result.result(failure).map(|result| outcome(&result)).unwrap_or_default();
    match failure {
        CaseFailure::Outcome { decision, expected, or_none } => {
            let mut wanted = ids(expected);
            if *or_none {
                wanted.push("no outcome".to_owned());
            }
            format!("`{}`: expected {}, came {}", decision.id, list_of(&wanted, "or"), came())
        }
        CaseFailure::Members { decision, .. } => format!("`{}`: came {}", decision.id, came()),
        CaseFailure::NotFired { rule, decision } => {
            format!("the rule `{}` of `{}` should have fired and did not", rule.id, decision.id)
        }
        _ => String::new(),
    }
}

fn failure(page: &mut Page, case: &CaseResult<'_>, failure: &CaseFailure<'_>) {
    page.paragraph(2, &headline(case, failure));
    let result = case.result(failure);
    match (failure, &result) {
        (CaseFailure::Outcome { expected, .. }, Some(result)) => {
            let is_concerned = |row: &Standing<'_>| row.chosen || expected.iter().any(|one| one.id == row.option.id);
            let contrasts = case.contrasts(failure);
            // What both options have says nothing; the contrast below lists the rest.
            let has_contrast = contrasts.iter().any(|contrast| !contrast.rules.is_empty());
            result.ranking.iter().filter(|row| is_concerned(row)).for_each(|row| points(page, row, !has_contrast));
            contrasts.iter().for_each(|contrast| self::contrast(page, contrast));
        }
        (CaseFailure::Members { missing, unwanted, .. }, result) => {
            if !missing.is_empty() {
                page.paragraph(4, &format!("expected {}, too", list_of(&ids(missing), "and")));
            }
            if !unwanted.is_empty() {
                page.paragraph(4, &format!("expected without {}", list_of(&ids(unwanted), "and")));
            }
            let is_concerned = |row: &Standing<'_>| missing.iter().chain(unwanted).any(|one| one.id == row.option.id);
            let rows = result.iter().flat_map(|result| &result.ranking);
            rows.filter(|row| is_concerned(row)).for_each(|row| points(page, row, true));
        }
        (CaseFailure::NotFired { .. }, _) => page.paragraph(4, &case.silence(failure).map(silence).unwrap_or_default()),
        _ => {}
    }
}

/// Which rules put the option that came ahead of the one that was expected, and which spoke for that one.
fn contrast(page: &mut Page, contrast: &Contrast<'_>) {
    let (came, expected) = (&contrast.came, &contrast.expected);
    if contrast.rules.is_empty() || came.option.id == expected.option.id {
        return;
    }
    let difference = came.points - expected.points;
    let (came, expected) = (&came.option.id, &expected.option.id);
    page.paragraph(
        4,
        &match difference {
            0 => format!("no rule puts `{came}` ahead of `{expected}` in the sum, and `{came}` is listed first:"),
            more if more > 0 => format!("what puts `{came}` ahead of `{expected}` by {}:", count(more, "point")),
            less => format!("`{came}` is behind `{expected}` by {}, which is ruled out:", count(-less, "point")),
        },
    );
    contrast.rules.iter().for_each(|reason| page.paragraph(6, &format!("{:+} {}", reason.points, reason.rule.id)));
}

fn silence(silence: Silence<'_>) -> String {
    match silence {
        Silence::NotApplicable => "its decision does not apply".to_owned(),
        Silence::False => "its condition is false".to_owned(),
        Silence::Unknown(open) if open.is_empty() => "its condition is unknown".to_owned(),
        Silence::Unknown(open) => {
            let id = |question: &&Question| format!("`{}`", question.id);
            let ids: Vec<String> = open.iter().map(id).collect();
            format!("its condition is unknown, since {} {} no answer", list_of(&ids, "and"), has(ids.len()))
        }
        _ => String::new(),
    }
}

fn has(number: usize) -> &'static str {
    if number == 1 { "has" } else { "have" }
}

/// The points of one option, the rules that rule it out and, if so wanted, those that gave the points.
fn points(page: &mut Page, row: &Standing<'_>, with_reasons: bool) {
    let reasons = row.reasons.iter().filter(|_| with_reasons);
    let more = if reasons.clone().next().is_none() && row.ruled_out_by.is_empty() { "" } else { ":" };
    page.paragraph(4, &format!("`{}` has {}{more}", row.option.id, count(row.points, "point")));
    for reason in reasons {
        page.paragraph(6, &format!("{:+} {}", reason.points, reason.rule.id));
    }
    for rule in &row.ruled_out_by {
        page.paragraph(6, &format!("ruled out by {}", rule.id));
    }
}

fn outcome(result: &DecisionResult<'_>) -> String {
    if result.outcome.is_empty() {
        return format!("no outcome ({})", result.verdict);
    }
    let measure = match (result.decision.choose, result.margin) {
        (Choose::One { .. }, Some(margin)) => format!(", margin {margin}"),
        (Choose::One { .. }, None) => String::new(),
        (Choose::Many { threshold }, _) => format!(", threshold {threshold}"),
    };
    format!("{} ({}{measure})", list_of(&ids(&result.outcome), "and"), result.verdict)
}

fn ids(options: &[&DecisionOption]) -> Vec<String> {
    options.iter().map(|option| format!("`{}`", option.id)).collect()
}
