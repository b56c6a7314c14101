//! Cross-validation as a page and as JSON: fitted and unfitted side by side.

use leadership_advisor::record::RulebookId;
use leadership_advisor::{Agreement, CrossValidation, Proportion, Rulebook};
use serde::Serialize;

use crate::agreement::share;
use crate::clean::clean;
use crate::json::to_text;
use crate::page::Page;
use crate::style::STRONG;
use crate::words::count;

#[derive(Serialize)]
struct Run<'r> {
    format: u32,
    rulebook: RulebookId,
    #[serde(flatten)]
    validation: &'r CrossValidation,
}

/// The cross-validation as one JSON object. Ends in a newline.
pub fn cross_validation_json(rulebook: &Rulebook, validation: &CrossValidation) -> String {
    to_text(&Run { format: 1, rulebook: rulebook.into(), validation })
}

/// The cross-validation as a page: the table of agreement, with a column for the points of today, one for points fitted
/// without the group that is judged, and one for points that were fitted to everything.
pub fn cross_validation_text(_: &Rulebook, validation: &CrossValidation, width: usize) -> String {
    let mut page = Page::new(width);
    let CrossValidation { groups, proved, unfitted, fitted, seen, .. } = validation;
    page.heading(&format!("{}, each of {} left out in turn", count(unfitted.cases, "case"), count(*groups, "group")));
    page.paragraph(
        2,
        "Unfitted: today's points. Fitted: points fitted without the group that is judged. Seen: points fitted to all \
         cases, judged by the same. What `seen` has more than `fitted` was learned by heart.",
    );
    let rows = rows(unfitted, fitted, seen);
    let mut title = "";
    let names = rows.iter().map(|row| clean(&row.name).chars().count()).max().unwrap_or(0);
    let cells = rows.iter().flat_map(|row| &row.figures).map(|figure| figure.chars().count()).max().unwrap_or(0).max(8);
    let fits = 4 + names + 3 * (cells + 2) <= page.width();
    for row in &rows {
        if row.title != title {
            title = &row.title;
            page.gap();
            page.styled(2, STRONG, title);
            if fits {
                page.line(&format!(
                    "    {:names$}  {:>cells$}  {:>cells$}  {:>cells$}",
                    "", "unfitted", "fitted", "seen"
                ));
            }
        }
        let [before, without, with] = &row.figures;
        if fits {
            page.line(&format!("    {:names$}  {before:>cells$}  {without:>cells$}  {with:>cells$}", clean(&row.name)));
        } else {
            page.paragraph(4, &row.name);
            page.paragraph(6, &format!("unfitted {before}; fitted {without}; seen {with}"));
        }
    }
    page.gap();
    let gain = gained(unfitted, fitted);
    page.paragraph(
        2,
        &match gain {
            1.. => format!("On cases that it has not seen, fitting gains {}.", count(gain, "outcome")),
            0 => "On cases that it has not seen, fitting gains as much as it loses.".to_owned(),
            _ => format!(
                "On cases that it has not seen, fitting loses {}. Keep the points as they are.",
                count(-gain, "outcome")
            ),
        },
    );
    page.paragraph(2, &format!("In {proved} of {groups} fits it is proved that no points hold more cases."));
    page.finish()
}

struct Row {
    title: String,
    name: String,
    figures: [String; 3],
}

fn rows(unfitted: &Agreement, fitted: &Agreement, seen: &Agreement) -> Vec<Row> {
    let all = [unfitted, fitted, seen];
    let mut rows = Vec::new();
    let mut push = |title: &str, name: &str, figures: [Proportion; 3]| {
        if figures.iter().any(|figure| figure.of > 0) {
            rows.push(Row { title: title.to_owned(), name: name.to_owned(), figures: figures.map(share) });
        }
    };
    for choice in &unfitted.choices {
        let own =
            |agreement: &Agreement| agreement.choices.iter().find(|other| other.decision == choice.decision).cloned();
        let [Some(a), Some(b), Some(c)] = all.map(own) else { continue };
        let title = format!("`{}`", choice.decision);
        push(&title, "agree", [a.agree, b.agree, c.agree]);
        push(&title, "kept out", [a.avoided, b.avoided, c.avoided]);
        for outcome in &choice.outcomes {
            let of = |choice: &leadership_advisor::ChoiceAgreement| {
                choice
                    .outcomes
                    .iter()
                    .find(|one| one.outcome == outcome.outcome)
                    .map(|one| one.recognized)
                    .unwrap_or_default()
            };
            push(&title, outcome.outcome.as_deref().unwrap_or("no outcome"), [of(&a), of(&b), of(&c)]);
        }
        push(&title, "clear ones", [a.surety.clear, b.surety.clear, c.surety.clear]);
    }
    for selection in &unfitted.selections {
        let own = |agreement: &Agreement| {
            let found = agreement.selections.iter().find(|other| other.decision == selection.decision);
            found.map(|found| found.agree).unwrap_or_default()
        };
        push(&format!("`{}`", selection.decision), "agree", all.map(own));
    }
    for group in &unfitted.groups {
        for decision in &group.decisions {
            let own = |agreement: &Agreement| {
                let group = agreement.groups.iter().find(|other| other.group == group.group);
                let found =
                    group.and_then(|group| group.decisions.iter().find(|one| one.decision == decision.decision));
                found.map(|found| found.agree).unwrap_or_default()
            };
            let title = group.group.as_deref().map_or("Without a group".to_owned(), |group| format!("Group `{group}`"));
            push(&title, &decision.decision, all.map(own));
        }
    }
    rows
}

/// How many outcomes more agree.
fn gained(unfitted: &Agreement, fitted: &Agreement) -> i64 {
    let sum = |agreement: &Agreement| {
        let choices: u64 = agreement.choices.iter().map(|choice| choice.agree.part + choice.avoided.part).sum();
        let selections: u64 = agreement.selections.iter().map(|selection| selection.agree.part).sum();
        i64::try_from(choices + selections).unwrap_or(i64::MAX / 2)
    };
    sum(fitted) - sum(unfitted)
}
