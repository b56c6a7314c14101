//! The properties of a rulebook that do not hold, with the answers that break them.

use anstyle::Style;
use leadership_advisor::{Answers, PropertyResult, Raised, Ruling};

use crate::page::Page;
use crate::style::{BAD, GOOD};
use crate::wording::answer_in_words;
use crate::words::count;

/// Every property that is broken or unproven, then a line that counts them. Nothing if there are none.
pub(super) fn put(page: &mut Page, results: &[PropertyResult<'_>]) {
    for result in results.iter().filter(|result| !matches!(result.ruling, Ruling::Holds)) {
        page.gap();
        let marker = if matches!(result.ruling, Ruling::Unproven) { "unproven  " } else { "broken  " };
        page.item(0, marker, BAD.bold(), Style::new().bold(), &result.property.id);
        page.paragraph(2, &format!("at {}", result.place));
        if !result.property.says.is_empty() {
            page.paragraph(2, &format!("which says: {}", result.property.says));
        }
        lines(result).iter().for_each(|line| page.paragraph(2, line));
    }
    if results.is_empty() {
        return;
    }
    page.gap();
    let holding = results.iter().filter(|result| matches!(result.ruling, Ruling::Holds)).count();
    let unproven = results.iter().filter(|result| matches!(result.ruling, Ruling::Unproven)).count();
    let total = count(results.len(), "property").replace("propertys", "properties");
    if holding == results.len() {
        page.styled(0, GOOD, &format!("{total} proved"));
    } else {
        let broken = results.len() - holding - unproven;
        page.styled(0, BAD, &format!("{total}: {holding} proved, {broken} broken, {unproven} unproven"));
    }
}

/// What breaks a property, line by line.
pub(super) fn lines(result: &PropertyResult<'_>) -> Vec<String> {
    match &result.ruling {
        Ruling::Holds => Vec::new(),
        Ruling::Broken(broken) => {
            let fewest = if broken.smallest { "no fewer answers do" } else { "none of these answers can be left out" };
            let mut lines = vec![format!("broken by these answers; {fewest}:"), answers(&broken.answers)];
            lines.extend(broken.raised.as_ref().map(|raised| self::raised(raised, &broken.answers)));
            lines
        }
        _ => vec!["neither proved nor refuted within the budget of the search".to_owned()],
    }
}

fn answers(answers: &Answers) -> String {
    format!("answers: {}", answers.in_case())
}

/// What was raised, and the lead before and after.
fn raised(raised: &Raised<'_>, before: &Answers) -> String {
    let lead = |answers: &Answers| {
        let evaluation = answers.evaluate();
        let result = evaluation.decision(&raised.decision.id);
        let row = |id: &str| result.iter().flat_map(|result| &result.ranking).find(|row| row.option.id == id).cloned();
        match (row(&raised.option.id), row(&raised.against.id)) {
            (Some(option), Some(against)) => match (option.ruled_out_by.is_empty(), against.ruled_out_by.is_empty()) {
                (false, true) => "ruled out".to_owned(),
                (true, false) => "that one ruled out".to_owned(),
                _ => count(option.points - against.points, "point"),
            },
            _ => "none".to_owned(),
        }
    };
    let in_words = |answer| answer_in_words(raised.question, answer);
    format!(
        "raising `{}` from {} to {} changes the lead of `{}` over `{}`: {} → {}",
        raised.question.id,
        in_words(&raised.from),
        in_words(&raised.to),
        raised.option.id,
        raised.against.id,
        lead(before),
        lead(&raised.then),
    )
}
