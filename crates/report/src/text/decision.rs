//! One decision of the recommendation.

use anstyle::Style;
use leadership_advisor::{Analysis, DecisionResult, Detail, Evaluation, Reason, Standing, Verdict};

use super::exact;
use super::footnotes::Footnotes;
use crate::page::{Bar, Page};
use crate::style::{ACCENT, BAD, DIM, GOOD, STRONG};
use crate::words::{count, list_of};

/// How many reasons speak for the outcome, and how many for the runner-up.
const WHY_SHOWN: usize = 6;
const WHY_NOT_SHOWN: usize = 3;
/// How many of several chosen options are shown in full.
const MANY_SHOWN: usize = 5;

/// A decision for one option: standings, why, why not the next, and what it means.
pub(super) fn one(
    page: &mut Page,
    notes: &mut Footnotes<'_>,
    result: &DecisionResult<'_>,
    analysis: &Analysis<'_>,
    evaluation: &Evaluation,
) {
    page.heading(&result.decision.title);
    if !result.applies {
        page.styled(2, DIM, "Does not apply to these answers.");
        return;
    }
    if result.outcome.is_empty() && !all_ruled_out(result) {
        page.paragraph(2, "Not enough is known for an answer.");
        return;
    }
    standings(page, result);
    page.gap();
    page.paragraph(2, &verdict(result));
    let anything_open = evaluation.unanswered().next().is_some();
    if all_ruled_out(result) {
        ruled_out(page, notes, result);
        page.gap();
        exact::certainty(page, evaluation.answers(), analysis, anything_open);
        exact::flips(page, analysis, &result.outcome);
        return;
    }
    let mut in_the_running = result.ranking.iter().filter(|row| row.ruled_out_by.is_empty());
    let Some(winner) = in_the_running.next() else { return };
    page.gap();
    page.styled(2, STRONG, &format!("Why: {}", winner.option.title));
    reasons(page, notes, winner, WHY_SHOWN);
    if let Some(next) = in_the_running.next() {
        page.gap();
        page.styled(2, STRONG, &format!("Why not: {}", next.option.title));
        why_not(page, notes, winner, next);
    }
    ruled_out(page, notes, result);
    page.gap();
    exact::certainty(page, evaluation.answers(), analysis, anything_open);
    exact::flips(page, analysis, &result.outcome);
    meaning(page, winner);
}

/// A decision for several options: the first few in full, the others by name.
pub(super) fn many(page: &mut Page, notes: &mut Footnotes<'_>, result: &DecisionResult<'_>) {
    if !result.applies {
        return;
    }
    page.heading(&result.decision.title);
    let chosen: Vec<_> = result.ranking.iter().filter(|row| row.chosen).collect();
    if chosen.is_empty() {
        page.styled(2, DIM, "Nothing stands out from these answers.");
        return;
    }
    let mut said: Vec<&str> = Vec::new();
    for (nth, row) in chosen.iter().take(MANY_SHOWN).enumerate() {
        page.item(2, &format!("{}. ", nth + 1), ACCENT, STRONG, &row.option.title);
        page.paragraph(5, &row.option.summary);
        // One rule may speak for several options; each rationale is said once.
        let is_new = |reason: &&Reason<'_>| {
            let because = reason.rule.because.as_str();
            reason.points > 0 && !because.is_empty() && !said.contains(&because)
        };
        if let Some(reason) = by_weight(row).iter().find(is_new) {
            said.push(&reason.rule.because);
            let marks = notes.marks(&reason.rule.sources);
            page.item(5, "Why: ", DIM, DIM, &format!("{}{marks}", reason.rule.because));
        }
    }
    if chosen.len() > MANY_SHOWN {
        let rest: Vec<&str> = chosen.iter().skip(MANY_SHOWN).map(|row| row.option.title.as_str()).collect();
        page.item(2, "Then: ", DIM, DIM, &format!("{}.", rest.join("; ")));
    }
}

/// Whether there is no outcome because nothing was left to choose from.
pub(super) fn all_ruled_out(result: &DecisionResult<'_>) -> bool {
    !result.ranking.is_empty() && result.ranking.iter().all(|row| !row.ruled_out_by.is_empty())
}

fn standings(page: &mut Page, result: &DecisionResult<'_>) {
    let bars: Vec<Bar<'_>> = result
        .ranking
        .iter()
        .map(|row| {
            let out = !row.ruled_out_by.is_empty();
            let style = if row.chosen {
                GOOD
            } else if out {
                DIM
            } else {
                Style::new()
            };
            Bar { name: &row.option.title, value: row.points, out, note: if out { "ruled out" } else { "" }, style }
        })
        .collect();
    page.bars(2, &bars);
}

fn verdict(result: &DecisionResult<'_>) -> String {
    let running: Vec<_> = result.ranking.iter().filter(|row| row.ruled_out_by.is_empty()).collect();
    let next = running.get(1).map(|row| row.option.title.as_str()).unwrap_or_default();
    let points = result.margin.map(|margin| count(margin, "point")).unwrap_or_default();
    match (result.verdict, result.margin) {
        (Verdict::Tie, _) => {
            let most = running.first().map(|row| row.points);
            let tied: Vec<&str> =
                running.iter().filter(|row| Some(row.points) == most).map(|row| row.option.title.as_str()).collect();
            format!(
                "A tie between {}. The first stands here only because the rulebook lists it first.",
                list_of(&tied, "and")
            )
        }
        (Verdict::CloseCall, _) => format!("A close call: {points} ahead of “{next}”."),
        (Verdict::Clear, Some(_)) => format!("Clear: {points} ahead of “{next}”."),
        (Verdict::Clear, None) => "Clear: nothing else is in the running.".to_owned(),
        (Verdict::NotEnoughKnown, _) => "Every option is ruled out, for these reasons:".to_owned(),
        _ => String::new(),
    }
}

/// Reasons by weight: what gave most points first, what took some away last.
fn by_weight<'e>(row: &Standing<'e>) -> Vec<Reason<'e>> {
    let mut reasons: Vec<_> = row.reasons.iter().filter(|reason| reason.points != 0).copied().collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points));
    reasons
}

fn reasons(page: &mut Page, notes: &mut Footnotes<'_>, row: &Standing<'_>, shown: usize) {
    let reasons = by_weight(row);
    if reasons.is_empty() {
        page.styled(4, DIM, "No rule speaks for it; the others have even less.");
    }
    for reason in reasons.iter().take(shown) {
        one_reason(page, notes, reason);
    }
    if reasons.len() > shown {
        let rest: i64 = reasons.iter().skip(shown).map(|reason| reason.points).sum();
        let number = count(reasons.len() - shown, "lesser reason");
        page.styled(4, DIM, &format!("and {number}, worth {} together", count(rest, "point")));
    }
}

fn one_reason(page: &mut Page, notes: &mut Footnotes<'_>, reason: &Reason<'_>) {
    let text = if reason.rule.because.is_empty() { &reason.rule.id } else { &reason.rule.because };
    let style = if reason.points < 0 { BAD } else { GOOD };
    let marks = notes.marks(&reason.rule.sources);
    page.item(4, &format!("{:+}  ", reason.points), style, Style::new(), &format!("{text}{marks}"));
}

/// What speaks for the runner-up, and against it, without what speaks for the winner just as much.
fn why_not(page: &mut Page, notes: &mut Footnotes<'_>, winner: &Standing<'_>, next: &Standing<'_>) {
    let winners =
        |rule: &str| winner.reasons.iter().find(|reason| reason.rule.id == rule).map_or(0, |reason| reason.points);
    let all = by_weight(next);
    let own: Vec<_> = all.iter().filter(|reason| reason.points != winners(&reason.rule.id)).collect();
    let (for_it, against): (Vec<_>, Vec<_>) = own.into_iter().partition(|reason| reason.points > 0);
    if for_it.is_empty() && against.is_empty() {
        page.styled(4, DIM, "Nothing speaks for it more than for the outcome.");
    }
    for reason in for_it.iter().take(WHY_NOT_SHOWN).chain(against.iter().rev().take(WHY_NOT_SHOWN)) {
        one_reason(page, notes, reason);
    }
    let gap = winner.points - next.points;
    if gap > 0 && !for_it.is_empty() {
        page.styled(4, DIM, &format!("That is not enough: {} in all, against {}.", next.points, winner.points));
    }
}

fn ruled_out(page: &mut Page, notes: &mut Footnotes<'_>, result: &DecisionResult<'_>) {
    let mut said: Vec<&str> = Vec::new();
    for row in result.ranking.iter().filter(|row| !row.ruled_out_by.is_empty()) {
        for rule in row.ruled_out_by.iter().filter(|rule| !said.contains(&rule.id.as_str())).collect::<Vec<_>>() {
            said.push(&rule.id);
            let out: Vec<String> = result
                .ranking
                .iter()
                .filter(|row| row.ruled_out_by.iter().any(|by| by.id == rule.id))
                .map(|row| format!("“{}”", row.option.title))
                .collect();
            page.gap();
            page.styled(2, STRONG, &format!("Ruled out: {}", list_of(&out, "and")));
            let marks = notes.marks(&rule.sources);
            let because = if rule.because.is_empty() { &rule.id } else { &rule.because };
            page.paragraph(4, &format!("{because}{marks}"));
        }
    }
}

/// What the outcome means: its summary, and its lists beside each other.
fn meaning(page: &mut Page, winner: &Standing<'_>) {
    let option = winner.option;
    if option.summary.is_empty() && option.details.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, "What it means");
    page.paragraph(4, &option.summary);
    let columns: Vec<(&str, &[String])> =
        option.details.iter().map(|Detail { title, entries, .. }| (title.as_str(), entries.as_slice())).collect();
    if !columns.is_empty() {
        page.gap();
        page.columns(4, &columns);
    }
}
