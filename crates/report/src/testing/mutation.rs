//! What changes of a rulebook no case notices, for its author: decision by decision, the rules with most of them first.
//!
//! The word *mutant* is not used here: to authors they are changes.

mod words;
mod json;

pub(super) use json::{MutationJson, mutation};

use anstyle::Style;
use leadership_advisor::{DecisionOption, Fate, Mutant, MutationTest, Shows, Within, Witness};

use super::coverage::percent;
use crate::page::Page;
use crate::style::{BAD, GOOD, STRONG};
use crate::words::{count, list_of};

/// So many rules of a decision are shown, unless all are asked for.
const FEW: usize = 5;
/// And so many lines about what is changed in one of them.
const FEW_LINES: usize = 10;

/// The changes that no case notices, then the percentage.
pub(super) fn put(page: &mut Page, test: &MutationTest<'_>, in_full: bool, fail_under: Option<u64>) {
    let rows = rows(test);
    let mut groups: Vec<(String, Vec<&Row<'_, '_>>)> = Vec::new();
    for row in &rows {
        let title = title(row.within);
        match groups.last_mut().filter(|(last, _)| *last == title) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((title, vec![row])),
        }
    }
    for (title, rows) in groups {
        group(page, &title, rows, in_full);
    }
    page.gap();
    let (total, sufficient) = (summary(test), fail_under.is_none_or(|percent| test.reaches(percent)));
    if test.equivalent() > 0 {
        let more = count(test.equivalent(), "change");
        page.paragraph(
            0,
            &format!("{more} besides that no case could notice: whatever is answered, no outcome differs"),
        );
    }
    if let Some(base) = test.base {
        page.paragraph(0, &format!("nothing in `{}` below it was changed: test that alone", base.id));
    }
    if test.left_out > 0 {
        let more = count(test.left_out, "change");
        page.paragraph(0, &format!("{more} not tried, since there are too many; those that were are spread evenly"));
    }
    page.styled(0, if sufficient { GOOD } else { BAD }, &total);
    if let Some(percent) = fail_under.filter(|_| !sufficient) {
        page.styled(0, BAD, &format!("which is less than the {percent} % that --fail-under asks for"));
    }
}

/// `mutation 27.9 %: cases notice 381 of 1363 changes`
pub(super) fn summary(test: &MutationTest<'_>) -> String {
    let (noticed, counted) = (test.noticed(), test.noticed() + test.survived());
    format!("mutation {}: cases notice {noticed} of {}", percent(noticed, counted), count(counted, "change"))
}

/// One thing in the author's text, with the changes of it that no case notices.
struct Row<'t, 'r> {
    within: Within<'r>,
    survivors: Vec<&'t Mutant<'r>>,
    /// How many changes of it were tried and could be noticed.
    tried: usize,
}

fn rows<'t, 'r>(test: &'t MutationTest<'r>) -> Vec<Row<'t, 'r>> {
    let mut rows: Vec<Row<'t, 'r>> = Vec::new();
    for mutant in test.mutants.iter().filter(|mutant| !matches!(mutant.fate, Fate::Equivalent)) {
        if rows.last().is_none_or(|row| words::key(row.within) != words::key(mutant.within)) {
            rows.push(Row { within: mutant.within, survivors: Vec::new(), tried: 0 });
        }
        let Some(row) = rows.last_mut() else { continue };
        row.tried += 1;
        if matches!(mutant.fate, Fate::Survived(_)) {
            row.survivors.push(mutant);
        }
    }
    rows
}

fn title(within: Within<'_>) -> String {
    match within {
        Within::Question(_) => "when questions are asked".to_owned(),
        Within::Fact(_) => "facts".to_owned(),
        Within::Decision(decision) | Within::Rule { decision, .. } => format!("`{}`", decision.id),
        _ => String::new(),
    }
}

fn group(page: &mut Page, title: &str, rows: Vec<&Row<'_, '_>>, in_full: bool) {
    let tried: usize = rows.iter().map(|row| row.tried).sum();
    let survived: usize = rows.iter().map(|row| row.survivors.len()).sum();
    let mut rows: Vec<&Row<'_, '_>> = rows.into_iter().filter(|row| !row.survivors.is_empty()).collect();
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.survivors.len()));
    page.gap();
    page.styled(0, STRONG, &format!("{title}: no case notices {survived} of {}", count(tried, "change")));
    let shown = if in_full { rows.len() } else { FEW };
    rows.iter().take(shown).for_each(|row| self::row(page, row, in_full));
    let more = rows.len().saturating_sub(shown);
    if more > 0 {
        let hidden: usize = rows.iter().skip(shown).map(|row| row.survivors.len()).sum();
        page.gap();
        let what = format!("and {} in {more} more; `--all` shows them", count(hidden, "change"));
        page.paragraph(2, &what);
    }
}

fn row(page: &mut Page, row: &Row<'_, '_>, in_full: bool) {
    let Some(first) = row.survivors.first() else { return };
    page.gap();
    page.item(2, "", Style::new(), STRONG, words::name(row.within));
    page.paragraph(4, &format!("at {}", first.place));
    page.paragraph(4, &format!("no case notices {} of {}:", row.survivors.len(), count(row.tried, "change")));
    let lines = words::lines(row.survivors.iter().map(|mutant| mutant.change()));
    let shown = if in_full { lines.len() } else { FEW_LINES };
    lines.iter().take(shown).for_each(|line| page.item(4, "- ", Style::new(), Style::new(), line));
    if lines.len() > shown {
        page.paragraph(4, "- and more; `--all` shows them");
    }
    if let Some((mutant, witness)) = telling(row) {
        let which = words::lines([mutant.change()]).concat();
        page.paragraph(4, &format!("{which}: {}", told(witness)));
        witness.case(&words::case_name(row.within)).lines().for_each(|line| page.line(&format!("    {line}")));
    }
    let open = row.survivors.iter().filter(|mutant| matches!(mutant.fate, Fate::Survived(None))).count();
    if open > 0 {
        page.paragraph(4, &format!("for {open} of them it stays open whether any answers would show it"));
    }
}

/// The change that is shown with its case: of those that turn an outcome, or else of all, the first with the fewest answers.
fn telling<'t, 'r>(row: &Row<'t, 'r>) -> Option<(&'t Mutant<'r>, &'t Witness<'r>)> {
    let shown = row.survivors.iter().filter_map(|mutant| match &mutant.fate {
        Fate::Survived(Some(witness)) => Some((*mutant, &**witness)),
        _ => None,
    });
    let turns = |witness: &Witness<'_>| matches!(witness.shows, Shows::Outcome { .. });
    shown.min_by_key(|(_, witness)| (!turns(witness), witness.answers.len()))
}

/// What comes now, what would come, and what to do about it.
fn told(witness: &Witness<'_>) -> String {
    match &witness.shows {
        Shows::Outcome { decision, now, then } => {
            let came = |options: &[&DecisionOption]| {
                let ids: Vec<String> = options.iter().map(|option| format!("`{}`", option.id)).collect();
                if ids.is_empty() { "nothing".to_owned() } else { list_of(&ids, "and") }
            };
            let (id, now, then) = (&decision.id, came(now), came(then));
            format!(
                "for these answers `{id}` comes to {now}, and would come to {then}. If {now} is right, add the case:"
            )
        }
        Shows::Silence { rule, .. } => {
            format!("for these answers `{}` fires, and would not. If it is right that it does, add the case:", rule.id)
        }
        _ => String::new(),
    }
}
