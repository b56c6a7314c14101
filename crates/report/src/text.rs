//! The recommendation as text: what a founder shows a co-founder.
//!
//! The order is that of a reader's questions. What do you advise? How sure is that? Why? Why not the next best? What
//! does it mean for each person? What do I do first, and what must I beware of? What did I leave open? Who says so?
//! A terminal is no place for everything: the lesser reasons, the other options and the charts are on the page.

mod choice;
mod selection;

use anstyle::Style;
use leadership_advisor::{Analysed, AssessmentResult};

use crate::brand::{Brand, Section};
use crate::footnotes::Footnotes;
use crate::layer::{legend, named};
use crate::page::Page;
use crate::style::{ACCENT, DIM, GOOD, STRONG, painted};
use crate::view::{Part, View};
use crate::wording::Wording;
use crate::words::short_source;

/// How many open questions are named.
const OPEN_SHOWN: usize = 5;

/// What follows from some answers, as a page of text so many columns wide.
pub fn recommendation_text(analysed: &Analysed<'_>, width: usize) -> String {
    Brand::default().text(analysed, width)
}

/// The same with every smallest change that would lead elsewhere, and not only those that can happen.
pub fn recommendation_text_with_all_ways(analysed: &Analysed<'_>, width: usize) -> String {
    Brand::default().text_with_all_ways(analysed, width)
}

impl Brand {
    /// [`recommendation_text`] in this name and these words.
    pub fn text(&self, analysed: &Analysed<'_>, width: usize) -> String {
        text(self, analysed, width, false)
    }

    /// [`recommendation_text_with_all_ways`] in this name and these words.
    pub fn text_with_all_ways(&self, analysed: &Analysed<'_>, width: usize) -> String {
        text(self, analysed, width, true)
    }
}

fn text(brand: &Brand, analysed: &Analysed<'_>, width: usize, all_ways: bool) -> String {
    let view = View::of(analysed, brand);
    let say = view.say;
    let rulebook = view.rulebook;
    let mut page = Page::new(width);
    let mut notes = Footnotes::new(rulebook, brand);

    page.styled(0, DIM, brand.name());
    let whose = view.company.map(|company| format!(": {company}")).unwrap_or_default();
    page.styled(0, DIM, &format!("{}{whose}", rulebook.title()));
    page.gap();
    page.styled(0, STRONG, &view.full_sentence());
    for contradiction in &view.contradictions {
        page.gap();
        page.item(0, &format!("{} ", say.check_your_answers()), ACCENT, Style::new(), contradiction);
    }
    for part in &view.parts {
        match part {
            Part::One(choice) => choice::write(&mut page, &mut notes, choice, (all_ways, say)),
            Part::Assessment(result) => assessment(&mut page, result, say),
            Part::Many(selection) => selection::write(&mut page, &mut notes, selection, say),
        }
    }
    open(&mut page, &view);
    one_source(&mut page, &view);
    page.gap();
    if brand.shows(Section::Reproduce) {
        let fingerprint = rulebook.fingerprint().get(..12).unwrap_or_default();
        legend(rulebook, say).iter().for_each(|line| page.styled(0, DIM, line));
        page.styled(0, DIM, &say.made_with_rulebook(named(rulebook, say), fingerprint));
    }
    sources(&mut page, &notes);
    for paragraph in brand.closing() {
        page.gap();
        page.paragraph(0, paragraph);
    }
    page.finish()
}

/// The areas, each with as many signs as it has levels.
fn assessment(page: &mut Page, result: &AssessmentResult<'_>, say: &Wording) {
    let levels = &result.assessment.levels;
    page.heading(&result.assessment.title);
    for area in &result.areas {
        let reached = area.level.map_or(0, |level| level + 1);
        let name = area.level.and_then(|level| levels.get(level)).map_or_else(|| say.not_answered(), String::clone);
        let bar = painted(GOOD, &"■".repeat(reached)) + &"·".repeat(levels.len().saturating_sub(reached));
        page.marked(2, &bar, levels.len(), &format!("{}: {name}", area.area.title));
    }
}

/// What was left open, and what was answered in vain.
fn open(page: &mut Page, view: &View<'_>) {
    if !view.open.is_empty() {
        page.heading(&view.say.left_open_counted(view.open.len()));
        if let Some(next) = view.next {
            page.paragraph(2, &format!("{} {next}", view.say.find_out_next()));
            page.gap();
        }
        for question in view.open.iter().take(OPEN_SHOWN) {
            page.item(2, "- ", DIM, Style::new(), question);
        }
        if view.open.len() > OPEN_SHOWN {
            page.styled(2, DIM, &view.say.and_more(view.open.len() - OPEN_SHOWN));
        }
    }
    if let Some(ignored) = &view.ignored {
        page.gap();
        page.styled(0, DIM, ignored);
    }
}

/// The outcomes that would be others without a single source.
fn one_source(page: &mut Page, view: &View<'_>) {
    if !view.one_source.is_empty() {
        page.heading(&view.say.depends_on_sources());
    }
    for sentence in &view.one_source {
        page.item(2, "- ", DIM, Style::new(), sentence);
    }
}

/// The notes that were cited.
fn sources(page: &mut Page, notes: &Footnotes<'_>) {
    for (heading, list) in notes.lists() {
        page.heading(&heading);
        for note in list {
            page.item(2, &format!("[{}] ", note.mark), Style::new(), DIM, &short_source(note.source));
        }
    }
}
