//! The recommendation in five lines: what, how sure, why, what would change it, and what comes first.

use leadership_advisor::{Analysis, Evaluation};

use crate::page::Page;
use crate::style::{ACCENT, STRONG};
use crate::view::View;

/// What follows from some answers, in at most five lines, each wrapped at so many columns. What there is nothing to say
/// about has no line. The analysis is that of the same evaluation.
pub fn recommendation_brief<'e>(evaluation: &'e Evaluation, analysis: &[Analysis<'e>], width: usize) -> String {
    let view = View::of(evaluation, analysis);
    let mut page = Page::new(width);
    page.styled(0, STRONG, &view.sentence);
    // One decision stands for all: the first that has an outcome, since the later ones follow from it.
    if let Some(choice) = view.choices().find(|choice| choice.nothing.is_none() && choice.follows.is_none()) {
        line(&mut page, "", &format!("{} {}", choice.verdict, choice.settled));
        let why = choice.chosen.as_ref().and_then(|outcome| outcome.reasons.first().map(|why| why.because.as_ref()));
        line(
            &mut page,
            "Why: ",
            why.or_else(|| choice.ruled_out.first().map(|out| out.because.as_ref())).unwrap_or_default(),
        );
        line(&mut page, "But: ", choice.ways.first().map(String::as_str).unwrap_or_default());
    } else if let Some(next) = view.next {
        line(&mut page, "Next: ", next);
    }
    if let Some((selection, first)) =
        view.selections().find_map(|selection| Some((selection, selection.entries.first()?)))
    {
        line(&mut page, "", &format!("{} {}.", selection.title, first.title));
    }
    page.finish()
}

fn line(page: &mut Page, label: &str, text: &str) {
    if !text.is_empty() {
        page.item(0, label, ACCENT, anstyle::Style::new(), text);
    }
}
