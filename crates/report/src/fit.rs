//! Points fitted to cases, for the author: what changes, what that is worth, and what no points can do.

mod validation;
mod suggestion;

use anstyle::Style;
use leadership_advisor::record::RulebookId;
use leadership_advisor::{
    CaseFate, Fit, FitConflict, FitConflictKind, FitProperty, FitPropertyFate, PointChange, Rulebook,
};
use serde::Serialize;
pub use suggestion::{suggestions_json, suggestions_text};
pub use validation::{cross_validation_json, cross_validation_text};

use crate::json::to_text;
use crate::page::Page;
use crate::style::{BAD, DIM, GOOD, STRONG};
use crate::wording::answer_in_words;
use crate::words::{asked, count, list_of};

/// So many answers that cases share are shown.
const MOST_SHARED: usize = 8;

/// Everything that one fit gave.
#[derive(Debug)]
pub struct FitRun<'r> {
    /// The rulebook, with the points of today.
    pub rulebook: &'r Rulebook,
    /// The fit.
    pub fit: &'r Fit,
    /// By how many points outcomes were to lead.
    pub margin: i64,
    /// Whether the new points were written.
    pub written: bool,
}

#[derive(Serialize)]
struct Run<'r> {
    format: u32,
    rulebook: RulebookId,
    margin: i64,
    proved: bool,
    written: bool,
    #[serde(flatten)]
    fit: &'r Fit,
}

/// The fit as one JSON object. Ends in a newline.
pub fn fit_json(run: &FitRun<'_>) -> String {
    to_text(&Run {
        format: 1,
        rulebook: run.rulebook.into(),
        margin: run.margin,
        proved: run.fit.is_proved(),
        written: run.written,
        fit: run.fit,
    })
}

/// The fit as a page.
pub fn fit_text(run: &FitRun<'_>, width: usize) -> String {
    let (mut page, fit) = (Page::new(width), run.fit);
    page.heading(&format!("Points from {} to {}, fitted to {}", fit.scale.0, fit.scale.1, count(fit.cases, "case")));
    counts(&mut page, run);
    changes(&mut page, run);
    fates(&mut page, &fit.fates);
    conflicts(&mut page, run);
    properties(&mut page, &fit.properties);
    for one in &fit.ignored {
        page.gap();
        let questions: Vec<String> = one.questions.iter().map(|id| format!("`{id}`")).collect();
        let text = format!(
            "“{}” answers what its other answers leave unasked: {}. These answers do not count.",
            one.case,
            list_of(&questions, "and")
        );
        page.paragraph(2, &text);
    }
    page.finish()
}

fn counts(page: &mut Page, run: &FitRun<'_>) {
    let fit = run.fit;
    let weighed = if fit.weight == fit.cases { "" } else { " Cases count by their weights." };
    let text = format!("As it is, {} of {} hold.{weighed}", fit.held_before, fit.weight);
    page.item(2, "- ", DIM, Style::new(), &text);
    let most = match fit.most_held {
        most if most == fit.held => "No points on this scale hold more: that is proved.".to_owned(),
        most => format!("Whether other points hold more is open; no points hold more than {most}."),
    };
    page.item(2, "- ", DIM, Style::new(), &format!("Fitted, {} of {} hold. {most}", fit.held, fit.weight));
    let text = match fit.changes.as_slice() {
        [] if fit.held == fit.weight => "Nothing needs to change.".to_owned(),
        [] if fit.is_proved() => "No change makes more of them hold.".to_owned(),
        [] => "No better points were found.".to_owned(),
        _ => format!("{} change in {}. {}", count(fit.change, "point"), count(fit.rules, "rule"), smallest(fit)),
    };
    page.item(2, "- ", DIM, Style::new(), &text);
    if !fit.is_proved() {
        page.item(
            2,
            "- ",
            DIM,
            Style::new(),
            "The search ended with its budget. A larger one, `--budget`, may find better points.",
        );
    }
}

/// Whether less change would do.
fn smallest(fit: &Fit) -> String {
    match (fit.change - fit.least_change, fit.rules - fit.least_rules.min(fit.rules)) {
        (0, 0) => "No smaller change does the same, and none in fewer rules: that is proved.".to_owned(),
        (0, _) => format!(
            "No smaller change does the same: that is proved. It is open whether fewer rules do, down to {}.",
            fit.least_rules
        ),
        _ => {
            format!("It is open whether a smaller change does the same, down to {}.", count(fit.least_change, "point"))
        }
    }
}

fn changes(page: &mut Page, run: &FitRun<'_>) {
    let mut decision = "";
    for (nth, change) in run.fit.changes.iter().enumerate() {
        if change.decision != decision {
            decision = &change.decision;
            page.heading(&format!("Changes of `{decision}`"));
        }
        let before = nth.checked_sub(1).and_then(|before| run.fit.changes.get(before));
        if before.is_none_or(|before| before.rule != change.rule) {
            let own: Vec<String> =
                run.fit.changes.iter().filter(|other| other.rule == change.rule).map(moved).collect();
            page.item(
                2,
                "- ",
                DIM,
                Style::new(),
                &format!("`{}` ({}:{}): {}", change.rule, change.file, change.line, own.join(", ")),
            );
        }
    }
    let removed = run.fit.changes.iter().filter(|change| change.to == 0).count();
    if !run.fit.changes.is_empty() {
        page.gap();
        if removed > 0 {
            page.paragraph(2, "Points that come to 0 have no effect any more and can be removed.");
        }
        page.paragraph(
            2,
            if run.written {
                "The numbers were written."
            } else {
                "Nothing was written; `--write` writes the numbers."
            },
        );
    }
}

fn moved(change: &PointChange) -> String {
    format!("{} {:+} → {:+}", change.option, change.from, change.to).replace("+0", "0")
}

fn fates(page: &mut Page, fates: &[CaseFate]) {
    let lists: [(&str, Style, bool, bool); 3] = [
        ("Cases that come to hold", GOOD, false, true),
        ("Cases that hold no more", BAD, true, false),
        ("Cases that fail as before", STRONG, false, false),
    ];
    for (title, style, before, now) in lists {
        let own: Vec<&CaseFate> = fates.iter().filter(|fate| (fate.held_before, fate.holds) == (before, now)).collect();
        if own.is_empty() {
            continue;
        }
        page.heading(&format!("{title}: {}", own.len()));
        for fate in own {
            page.item(2, "- ", style, Style::new(), &fate.case);
        }
    }
}

fn conflicts(page: &mut Page, run: &FitRun<'_>) {
    if run.fit.conflicts.is_empty() {
        return;
    }
    page.heading("What no points can do");
    page.paragraph(2, "Here a question or a rule is missing, or a case is wrong.");
    for conflict in &run.fit.conflicts {
        page.gap();
        page.styled(2, STRONG, &reason(conflict));
        for case in &conflict.cases {
            page.item(4, "- ", DIM, Style::new(), case);
        }
        let told = |shared: &leadership_advisor::SharedAnswer| {
            let question = run.rulebook.question(&shared.question)?;
            Some(format!("{} {}", asked(question), answer_in_words(question, &shared.answer)))
        };
        let mut shared: Vec<String> = conflict.shared.iter().filter_map(told).collect();
        let more = shared.len().saturating_sub(MOST_SHARED);
        shared.truncate(MOST_SHARED);
        if shared.is_empty() {
            page.paragraph(4, "They share no answer.");
            continue;
        }
        page.paragraph(4, if conflict.cases.len() == 1 { "Its answers:" } else { "They share these answers:" });
        for answer in &shared {
            page.item(6, "", DIM, DIM, answer);
        }
        if more > 0 {
            page.styled(6, DIM, &format!("and {more} more"));
        }
    }
}

fn reason(conflict: &FitConflict) -> String {
    let cases = count(conflict.cases.len(), "case");
    match conflict.kind {
        FitConflictKind::NoHelpingRule => "No rule fires that could bring about what this case expects:".to_owned(),
        FitConflictKind::OutOfScale => {
            "Rules fire that could help this case, and the scale, fixed points or properties keep them from it:"
                .to_owned()
        }
        FitConflictKind::SameAnswers => format!("{cases} with the same answers expect different things:"),
        _ if conflict.smallest => {
            format!("{cases} contradict one another. Without any one of them, points could do it:")
        }
        _ => format!("{cases} contradict one another. Fewer of them may do so, too:"),
    }
}

fn properties(page: &mut Page, properties: &[FitProperty]) {
    if properties.is_empty() {
        return;
    }
    let of = |fate: FitPropertyFate| -> Vec<String> {
        properties.iter().filter(|one| one.fate == fate).map(|one| format!("`{}`", one.property)).collect()
    };
    let (broken, open) = (of(FitPropertyFate::Broken), of(FitPropertyFate::Unproven));
    page.heading("Properties");
    let held = properties.len() - broken.len() - open.len();
    page.paragraph(2, &format!("{held} of {} hold with the new points: that is proved.", properties.len()));
    let cared: Vec<String> =
        properties.iter().filter(|one| one.demands > 0).map(|one| format!("`{}`", one.property)).collect();
    if !cared.is_empty() {
        page.paragraph(
            2,
            &format!("The best points would have broken {}, and were not taken.", list_of(&cared, "and")),
        );
    }
    if !broken.is_empty() {
        page.styled(
            2,
            BAD,
            &format!("Still broken: {}. Points that keep them were not found in time.", list_of(&broken, "and")),
        );
    }
    if !open.is_empty() {
        page.paragraph(2, &format!("Not proved within the budget: {}.", list_of(&open, "and")));
    }
}
