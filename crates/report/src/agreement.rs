//! How well a rulebook agrees with cases, for its author: as a page and as JSON.

use anstyle::Style;
use leadership_advisor::record::RulebookId;
use leadership_advisor::{
    Agreement, ChoiceAgreement, GroupAgreement, OutcomeAgreement, Proportion, Rulebook, SelectionAgreement,
    SuretyAgreement,
};
use serde::Serialize;

use crate::clean::clean;
use crate::json::to_text;
use crate::page::Page;
use crate::style::{BAD, DIM, GOOD, STRONG};
use crate::words::{count, list_of};

/// Everything that one measurement gave.
#[derive(Debug)]
pub struct AgreementRun<'r> {
    /// The rulebook.
    pub rulebook: &'r Rulebook,
    /// How well it agrees.
    pub agreement: Agreement,
    /// The group of the cases, if they were chosen by one.
    pub group: Option<&'r str>,
    /// The percentage that each main decision must reach, if one was set.
    pub fail_under: Option<u64>,
}

impl AgreementRun<'_> {
    /// Whether each main decision reaches what was set.
    pub fn passed(&self) -> bool {
        self.fail_under.is_none_or(|percent| self.agreement.reaches(percent))
    }
}

#[derive(Serialize)]
struct Run<'r> {
    format: u32,
    rulebook: RulebookId,
    group: Option<&'r str>,
    fail_under: Option<u64>,
    sufficient: bool,
    #[serde(flatten)]
    agreement: &'r Agreement,
}

/// The measurement as one JSON object. Shares and their 95 % intervals are in millionths. Ends in a newline.
pub fn agreement_json(run: &AgreementRun<'_>) -> String {
    to_text(&Run {
        format: 1,
        rulebook: run.rulebook.into(),
        group: run.group,
        fail_under: run.fail_under,
        sufficient: run.passed(),
        agreement: &run.agreement,
    })
}

/// The measurement as a page: each decision, then the groups.
pub fn agreement_text(run: &AgreementRun<'_>, width: usize) -> String {
    let mut page = Page::new(width);
    let cases = count(run.agreement.cases, "case");
    page.paragraph(
        0,
        &match run.group {
            Some(group) => format!("{cases} of the group `{group}`"),
            None => cases,
        },
    );
    if run.agreement.choices.is_empty() && run.agreement.selections.is_empty() {
        page.paragraph(0, "None of them expects an outcome.");
    }
    run.agreement.choices.iter().for_each(|one| choice(&mut page, one));
    run.agreement.selections.iter().for_each(|one| selection(&mut page, one));
    if !run.agreement.groups.is_empty() {
        page.heading("By group");
        run.agreement.groups.iter().for_each(|one| group(&mut page, one));
    }
    if let Some(percent) = run.fail_under {
        page.gap();
        let below: Vec<String> = run.agreement.below(percent).iter().map(|id| format!("`{id}`")).collect();
        match below.as_slice() {
            [] => page.styled(0, GOOD, &format!("every main decision reaches the {percent} % of --fail-under")),
            below => {
                let text = format!("below the {percent} % that --fail-under asks for: {}", list_of(below, "and"));
                page.styled(0, BAD, &text);
            }
        }
    }
    page.finish()
}

fn choice(page: &mut Page, choice: &ChoiceAgreement) {
    if choice.agree.of == 0 {
        page.heading(&format!("`{}`", choice.decision));
    } else {
        heading(page, &choice.decision, choice.agree);
    }
    if choice.by_alternative > 0 {
        let agree = if choice.by_alternative == 1 { "agrees" } else { "agree" };
        let text = format!("{} {agree} only by an alternative that the case accepts.", choice.by_alternative);
        page.paragraph(2, &text);
    }
    if choice.avoided.of > 0 {
        let cases = count(choice.avoided.of, "case");
        let text = format!("What must not come out stays out in {} of {cases}.", choice.avoided.part);
        page.paragraph(2, &text);
    }
    if choice.outcomes.is_empty() {
        return;
    }
    page.gap();
    page.styled(2, STRONG, "By outcome");
    for one in &choice.outcomes {
        let (recognized, wrong) = (one.recognized, one.false_alarms);
        let recognized = match recognized.of {
            0 => "no case expects it".to_owned(),
            _ => format!("recognized {}{}", share(recognized), in_brackets(recognized)),
        };
        let wrong = if wrong.of == 0 { String::new() } else { format!("; false {}", share(wrong)) };
        page.item(2, "- ", DIM, Style::new(), &format!("{}: {recognized}{wrong}", name(one)));
    }
    page.gap();
    confusion(page, choice);
    page.gap();
    surety(page, choice.follows.as_deref(), choice.surety);
}

/// A table where there is room for it, and else a line for each row.
fn confusion(page: &mut Page, choice: &ChoiceAgreement) {
    let names: Vec<String> = choice.outcomes.iter().map(|one| clean(name(one)).into_owned()).collect();
    let cell = choice.confusion.iter().flatten().map(|times| times.to_string().len()).max().unwrap_or(1);
    let cell = cell.max(names.len().to_string().len()) + 2;
    let label = names.iter().map(String::len).max().unwrap_or(0) + names.len().to_string().len() + 1;
    if 2 + label + names.len() * cell > page.width() {
        page.styled(2, STRONG, "Expected, and what came");
        for (name, row) in names.iter().zip(&choice.confusion) {
            let came = names.iter().zip(row).filter(|(_, times)| **times > 0);
            let came: Vec<String> = came.map(|(name, times)| format!("{times} {name}")).collect();
            if !came.is_empty() {
                page.item(2, "- ", DIM, Style::new(), &format!("{name}: {}", came.join(", ")));
            }
        }
        return;
    }
    page.styled(2, STRONG, "Expected (down) and came (across)");
    let digits = names.len().to_string().len();
    let heads: String = (1..=names.len()).map(|nth| format!("{nth:>cell$}")).collect();
    page.line(&format!("  {:label$}{heads}", ""));
    for (nth, (name, row)) in names.iter().zip(&choice.confusion).enumerate() {
        if row.iter().all(|times| *times == 0) {
            continue;
        }
        let cells: String = row
            .iter()
            .map(|times| match times {
                0 => format!("{:>cell$}", "."),
                times => format!("{times:>cell$}"),
            })
            .collect();
        let name = format!("{:>digits$} {name}", nth + 1);
        page.line(&format!("  {name:label$}{cells}"));
    }
    let unexpected: Vec<String> = (1..).zip(names.iter().zip(&choice.confusion)).filter_map(unexpected).collect();
    if !unexpected.is_empty() {
        page.paragraph(2, &format!("Came, and expected by no case: {}.", list_of(&unexpected, "and")));
    }
}

/// An outcome that has a column and no row.
fn unexpected((nth, (name, row)): (usize, (&String, &Vec<u64>))) -> Option<String> {
    row.iter().all(|times| *times == 0).then(|| format!("{nth} {name}"))
}

fn surety(page: &mut Page, follows: Option<&str>, surety: SuretyAgreement) {
    let title = match follows {
        Some(followed) => format!("How sure, going by `{followed}`"),
        None => "How sure".to_owned(),
    };
    page.styled(2, STRONG, &title);
    let mut item = |text: String| page.item(2, "- ", DIM, Style::new(), &text);
    if surety.clear.of > 0 {
        item(format!("clear: {} agree", share(surety.clear)));
    }
    item(format!("close calls and ties: {}", share(surety.close)));
    if surety.named.of > 0 {
        item(format!("of these, an accepted outcome is named in {}", share(surety.named)));
    }
    if surety.open > 0 {
        item(format!("without a verdict: {}", surety.open));
    }
}

fn selection(page: &mut Page, selection: &SelectionAgreement) {
    heading(page, &selection.decision, selection.agree);
    page.gap();
    page.styled(2, STRONG, "By option");
    for option in &selection.options {
        let mut parts = Vec::new();
        if option.found.of > 0 {
            parts.push(format!("found {}{}", share(option.found), in_brackets(option.found)));
        }
        if option.false_alarms.of > 0 {
            parts.push(format!("false {}", share(option.false_alarms)));
        }
        page.item(2, "- ", DIM, Style::new(), &format!("{}: {}", option.option, parts.join("; ")));
    }
}

fn group(page: &mut Page, group: &GroupAgreement) {
    let name = group.group.as_deref().map_or_else(|| "without a group".to_owned(), |group| format!("`{group}`"));
    page.gap();
    page.styled(2, STRONG, &format!("{name}, {}", count(group.cases, "case")));
    let ids = group.decisions.iter().map(|one| one.decision.len()).max().unwrap_or(0);
    for one in &group.decisions {
        let avoided = match one.avoided.of {
            0 => None,
            of => Some(format!("kept out {} of {of}", one.avoided.part)),
        };
        let agree = (one.agree.of > 0).then(|| share(one.agree));
        let text = agree.into_iter().chain(avoided).collect::<Vec<_>>().join("; ");
        page.item(4, &format!("{:ids$}  ", clean(&one.decision)), DIM, Style::new(), &text);
    }
}

fn heading(page: &mut Page, decision: &str, agree: Proportion) {
    page.heading(&format!("`{decision}`: {} agree", share(agree)));
    if let Some([least, most]) = agree.interval() {
        page.paragraph(2, &format!("95 % interval: {} to {}", percent(least), percent(most)));
    }
}

fn name(outcome: &OutcomeAgreement) -> &str {
    outcome.outcome.as_deref().unwrap_or("no outcome")
}

/// `3 of 4, 75.0 %`
pub(crate) fn share(proportion: Proportion) -> String {
    let share = proportion.millionths().map(|share| format!(", {}", percent(share))).unwrap_or_default();
    format!("{} of {}{share}", proportion.part, proportion.of)
}

fn in_brackets(proportion: Proportion) -> String {
    let words = |[least, most]: [u64; 2]| format!(" ({} to {})", percent(least), percent(most));
    proportion.interval().map(words).unwrap_or_default()
}

/// With one digit, rounded down, so that 100 % means all.
fn percent(millionths: u64) -> String {
    format!("{}.{} %", millionths / 10_000, millionths / 1_000 % 10)
}
