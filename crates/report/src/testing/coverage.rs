//! What no case touches, for an author who wants to know where the next case belongs.

use leadership_advisor::Coverage;

use crate::page::Page;
use crate::style::{BAD, GOOD, STRONG};

/// What is untouched, then the percentage.
pub(super) fn put(page: &mut Page, coverage: &Coverage<'_>, fail_under: Option<u64>) {
    let rules = coverage.rules.iter().filter(|row| row.cases == 0);
    list(page, "rules that fire in no case", rules.map(|row| (row.rule.id.clone(), Some(row.place.to_string()))));
    let options = || coverage.options.iter();
    let option = |decision: &str, option: &str| (format!("{decision}/{option}"), None);
    let never = options().filter(|row| row.cases == 0).map(|row| option(&row.decision.id, &row.option.id));
    list(page, "options that no case comes out with", never);
    let unexpected = options().filter(|row| row.cases > 0 && row.expected == 0);
    let unexpected = unexpected.map(|row| option(&row.decision.id, &row.option.id));
    list(page, "options that come out, and no case expects", unexpected);
    let questions = coverage.questions.iter().filter(|row| row.cases == 0);
    list(page, "questions that no case answers", questions.map(|row| (row.question.id.clone(), None)));
    page.gap();
    page.paragraph(0, &line("rules", coverage.rules.iter().map(|row| row.cases)));
    page.paragraph(0, &line("options", coverage.options.iter().map(|row| row.cases)));
    page.paragraph(0, &line("questions", coverage.questions.iter().map(|row| row.cases)));
    let (total, sufficient) = (summary(coverage), fail_under.is_none_or(|percent| coverage.reaches(percent)));
    page.styled(0, if sufficient { GOOD } else { BAD }, &total);
    if let Some(percent) = fail_under.filter(|_| !sufficient) {
        page.styled(0, BAD, &format!("which is less than the {percent} % that --fail-under asks for"));
    }
}

/// `coverage 91.4 %: cases touch 180 of 197 rules, options and questions`
pub(super) fn summary(coverage: &Coverage<'_>) -> String {
    let (touched, total) = (coverage.touched(), coverage.total());
    format!("coverage {}: cases touch {touched} of {total} rules, options and questions", percent(touched, total))
}

/// A share with one digit, rounded down, so that 100 % means all.
pub(super) fn percent(part: usize, of: usize) -> String {
    let tenths = (part as u128 * 1000).checked_div(of as u128).unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

fn line(what: &str, cases: impl Iterator<Item = usize> + Clone) -> String {
    let (touched, total) = (cases.clone().filter(|cases| *cases > 0).count(), cases.count());
    format!("{what}: {touched} of {total}, {}", percent(touched, total))
}

fn list(page: &mut Page, what: &str, rows: impl Iterator<Item = (String, Option<String>)>) {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.gap();
    page.styled(0, STRONG, &format!("{what}: {}", rows.len()));
    for (id, place) in rows {
        page.paragraph(
            2,
            &match place {
                Some(place) => format!("{id}, at {place}"),
                None => id,
            },
        );
    }
}
