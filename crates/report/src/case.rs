//! What came of a rulebook's cases: for each that fails, what was expected, what came, and which reasons did it.

use anstyle::Style;
use leadership_advisor::{CaseFailure, CaseResult, Choose, DecisionOption, DecisionResult, Layer, Standing};

use crate::page::Page;
use crate::style::{BAD, GOOD};
use crate::words::{count, list_of};

/// The failures, each with both sides' points and reasons, and a last line that counts.
pub fn case_results<'r>(results: impl Iterator<Item = CaseResult<'r>>, width: usize) -> (String, usize) {
    let mut page = Page::new(width);
    let (mut passed, mut failed) = (0usize, 0usize);
    for result in results {
        if result.passed() {
            passed += 1;
            continue;
        }
        failed += 1;
        page.gap();
        page.item(0, "fails  ", BAD.bold(), Style::new().bold(), &result.case.name);
        page.paragraph(7, &format!("at {}", result.place));
        if let Some(highest) = highest_over(&result) {
            let case = &result.case;
            let text = format!(
                "This case comes from `{}`. If `{}` means to change what it expects, name it there under `replace` or `remove`.",
                case.layer.id, highest.id
            );
            page.paragraph(7, &text);
        }
        for failure in &result.failures {
            self::failure(&mut page, failure, result.result(failure).as_ref());
        }
    }
    page.gap();
    let summary = match failed {
        0 => format!("{} passed", count(passed, "case")),
        _ => format!("{}: {passed} passed, {failed} failed", count(passed + failed, "case")),
    };
    page.styled(0, if failed == 0 { GOOD } else { BAD }, &summary);
    (page.finish(), failed)
}

/// The highest layer, if a case comes from one below it.
fn highest_over<'r>(result: &'r CaseResult<'_>) -> Option<&'r Layer> {
    let highest = result.evaluation.answers().rulebook().layers().last()?;
    (highest.id != result.case.layer.id).then_some(highest)
}

fn failure(page: &mut Page, failure: &CaseFailure<'_>, result: Option<&DecisionResult<'_>>) {
    match failure {
        CaseFailure::Outcome { decision, expected, or_none } => {
            let mut wanted = ids(expected);
            if *or_none {
                wanted.push("no outcome".to_owned());
            }
            let came = result.map(|result| outcome(result)).unwrap_or_default();
            page.paragraph(2, &format!("`{}`: expected {}, came {came}", decision.id, list_of(&wanted, "or")));
            let Some(result) = result else { return };
            let is_concerned = |row: &Standing<'_>| row.chosen || expected.iter().any(|one| one.id == row.option.id);
            result.ranking.iter().filter(|row| is_concerned(row)).for_each(|row| points(page, row));
        }
        CaseFailure::Members { decision, missing, unwanted } => {
            let came = result.map(|result| outcome(result)).unwrap_or_default();
            page.paragraph(2, &format!("`{}`: came {came}", decision.id));
            if !missing.is_empty() {
                page.paragraph(4, &format!("expected {}, too", list_of(&ids(missing), "and")));
            }
            if !unwanted.is_empty() {
                page.paragraph(4, &format!("expected without {}", list_of(&ids(unwanted), "and")));
            }
            let Some(result) = result else { return };
            let is_concerned = |row: &Standing<'_>| missing.iter().chain(unwanted).any(|one| one.id == row.option.id);
            result.ranking.iter().filter(|row| is_concerned(row)).for_each(|row| points(page, row));
        }
        CaseFailure::NotFired { rule, decision } => {
            page.paragraph(2, &format!("the rule `{}` of `{}` should have fired and did not", rule.id, decision.id));
        }
        _ => {}
    }
}

/// The points of one option, and the rules that gave them or ruled it out.
fn points(page: &mut Page, row: &Standing<'_>) {
    let more = if row.reasons.is_empty() && row.ruled_out_by.is_empty() { "" } else { ":" };
    page.paragraph(4, &format!("`{}` has {}{more}", row.option.id, count(row.points, "point")));
    for reason in &row.reasons {
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
