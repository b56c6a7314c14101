//! The recommendation on one screen: the headline, the three strongest reasons, the first three steps.

use anstyle::Style;
use leadership_advisor::{Analysed, Display};

use crate::brand::Brand;
use crate::page::Page;
use crate::style::{ACCENT, DIM, STRONG};
use crate::view::{Choice, Selection, View};

/// So many reasons, and so many steps.
const MOST: usize = 3;

/// What follows from some answers, on one screen so many columns wide and, if that is known, so many lines high: where three reasons
/// and three steps do not fit there are fewer. What there is nothing to say about is left out.
pub fn recommendation_brief(analysed: &Analysed<'_>, width: usize, lines: Option<usize>) -> String {
    Brand::default().brief(analysed, width, lines)
}

impl Brand {
    /// [`recommendation_brief`] in this name and these words.
    pub fn brief(&self, analysed: &Analysed<'_>, width: usize, lines: Option<usize>) -> String {
        let view = View::of(analysed, self);
        let fits = |text: &String| lines.is_none_or(|lines| text.lines().count() <= lines);
        (1..=MOST).rev().map(|most| brief(&view, width, most)).find(fits).unwrap_or_else(|| brief(&view, width, 1))
    }
}

fn brief(view: &View<'_>, width: usize, most: usize) -> String {
    let mut page = Page::new(width);
    page.styled(0, STRONG, &view.full_sentence());
    let reasons = view.leading().map(|choice| strongest(choice, most)).unwrap_or_default();
    if !reasons.is_empty() {
        page.heading(&view.say.why());
    }
    reasons.iter().for_each(|reason| page.item(2, "- ", DIM, Style::new(), reason));
    let lists = || view.selections().filter(|list| !list.entries.is_empty());
    if let Some(list) = lists().find(|list| list.display == Display::Checklist).or_else(|| lists().next()) {
        steps(&mut page, list, (most, &view.say.and_more(list.entries.len().saturating_sub(most))));
    } else if let Some(next) = view.next {
        page.heading(&view.say.find_out_next_heading());
        page.paragraph(2, next);
    }
    page.finish()
}

/// The strongest reasons for the outcome, or why every option is ruled out.
fn strongest(choice: &Choice<'_>, most: usize) -> Vec<String> {
    match &choice.chosen {
        Some(outcome) => {
            let reasons = outcome.reasons.iter().filter(|why| why.points > 0);
            reasons.take(most).map(|why| why.because.to_string()).collect()
        }
        None => choice.ruled_out.iter().take(most).map(|out| out.because.to_string()).collect(),
    }
}

fn steps(page: &mut Page, list: &Selection<'_>, (most, and_more): (usize, &str)) {
    page.heading(list.title);
    for (nth, entry) in list.entries.iter().take(most).enumerate() {
        page.item(2, &format!("{}. ", nth + 1), ACCENT, Style::new(), entry.title);
    }
    if list.entries.len() > most {
        page.styled(2, DIM, and_more);
    }
}
