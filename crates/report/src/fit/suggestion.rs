//! Rules that might be missing, as a page and as JSON.

use anstyle::Style;
use leadership_advisor::record::RulebookId;
use leadership_advisor::{Rulebook, Suggestion, Suggestions};
use serde::Serialize;

use crate::json::to_text;
use crate::page::Page;
use crate::style::{BAD, DIM, GOOD, STRONG};
use crate::words::count;

/// So many cases of a rule are named.
const MOST_CASES: usize = 6;

#[derive(Serialize)]
struct Run<'r> {
    format: u32,
    rulebook: RulebookId,
    #[serde(flatten)]
    suggestions: &'r Suggestions,
}

/// The suggestions as one JSON object. Ends in a newline.
pub fn suggestions_json(rulebook: &Rulebook, suggestions: &Suggestions) -> String {
    to_text(&Run { format: 1, rulebook: rulebook.into(), suggestions })
}

/// The suggestions as a page.
pub fn suggestions_text(_: &Rulebook, suggestions: &Suggestions, width: usize) -> String {
    let mut page = Page::new(width);
    page.heading(&format!("{} tried", count(suggestions.tried, "rule")));
    if suggestions.untried > 0 || suggestions.unheard > 0 {
        let cases = match suggestions.unheard {
            0 => String::new(),
            unheard => format!(" and {} were left out", count(unheard, "case")),
        };
        let text = format!(
            "The budget ended: {} were not tried{cases}. `--budget` sets how much may be done.",
            count(suggestions.untried, "rule")
        );
        page.paragraph(2, &text);
    }
    if suggestions.rules.is_empty() {
        page.paragraph(2, "None gains more cases than it loses among those that had no say in the choice.");
        return page.finish();
    }
    let text = format!(
        "The cases are dealt into {} parts. Rules are chosen on the others, and counted on the part that is held out. Whether \
         a rule has a reason is yours to say; nothing is written.",
        suggestions.parts
    );
    page.paragraph(2, &text);
    for (nth, rule) in (1..).zip(&suggestions.rules) {
        page.gap();
        page.styled(
            2,
            STRONG,
            &format!("{nth}. `{}`: if {}, {:+} for {}", rule.decision, rule.condition, rule.points, rule.option),
        );
        page.paragraph(4, &held_out(rule, suggestions.parts));
        cases(&mut page, "gains", GOOD, &rule.gained);
        cases(&mut page, "loses", BAD, &rule.lost);
    }
    page.finish()
}

fn held_out(rule: &Suggestion, parts: u64) -> String {
    format!(
        "Chosen in {} of {parts} parts. Held out, it gains {} and loses {}; of all cases, it gains {} and loses {}.",
        rule.chosen,
        rule.held_out_gained,
        rule.held_out_lost,
        rule.gained.len(),
        rule.lost.len()
    )
}

fn cases(page: &mut Page, verb: &str, style: Style, cases: &[String]) {
    for case in cases.iter().take(MOST_CASES) {
        page.item(4, &format!("{verb} "), style, Style::new(), case);
    }
    if cases.len() > MOST_CASES {
        page.styled(4, DIM, &format!("and {verb} {} more", cases.len() - MOST_CASES));
    }
}
