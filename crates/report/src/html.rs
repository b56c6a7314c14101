//! The recommendation as a page: one HTML file for people who did not take part, to be opened anywhere or printed.
//!
//! The page needs nothing but itself: no script, no font, image or style from elsewhere, and a content security policy
//! that allows none. It follows the reader's choice of light or dark, reads at the width of a telephone and on paper, and
//! every picture says in words what it shows. Whatever a rulebook or an answer says is text here: `maud` escapes it, and
//! only style sheets and the script of the index are put in as they are.

mod imprint;
mod document;
mod bar;
mod chart;
mod board;
mod choice;
mod selection;
mod assessment;
mod record;
mod panel;
mod outline;
mod portfolio;

pub use panel::panel_html;
pub use portfolio::portfolio_html;

pub(crate) use outline::outline_html;

use std::borrow::Cow;

use leadership_advisor::{Analysed, Citation, Evaluation};
use maud::{Markup, html};

use crate::brand::{Brand, Section};
use crate::clean::clean;
use crate::footnotes::Footnotes;
use crate::view::{Part, View};
use document::Document;

/// What follows from some answers, as an HTML page. `date` is what stands on it as the day on which it was prepared; without
/// one nothing does.
///
/// The same evaluation and date give the same page, to the byte.
///
/// ```
/// use leadership_advisor::{Budget, Rulebook};
/// use leadership_advisor_report::recommendation_html;
///
/// let evaluation = Rulebook::builtin().answers().evaluate();
/// let page = recommendation_html(&evaluation.analysed(Budget::default()), Some("March 3, 2026"));
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// ```
pub fn recommendation_html(analysed: &Analysed<'_>, date: Option<&str>) -> String {
    Brand::default().page(analysed, date)
}

/// The same for a board: a sheet with what it decides on, to be printed on one page, and the whole page behind it. `date` is
/// what stands on it as the day on which it was prepared.
///
/// ```
/// use leadership_advisor::{Budget, Rulebook};
/// use leadership_advisor_report::recommendation_board;
///
/// let evaluation = Rulebook::builtin().answers().evaluate();
/// let page = recommendation_board(&evaluation.analysed(Budget::default()), "March 3, 2026");
/// assert!(page.contains("Prepared on March 3, 2026"));
/// ```
pub fn recommendation_board(analysed: &Analysed<'_>, date: &str) -> String {
    Brand::default().board(analysed, date)
}

impl Brand {
    /// [`recommendation_html`] in this name and these words.
    pub fn page(&self, analysed: &Analysed<'_>, date: Option<&str>) -> String {
        let view = View::of(analysed, self);
        let mut notes = Footnotes::new(view.rulebook, self);
        let head = html! {
            header {
                (imprint::head(self))
                p.kicker {
                    (shown(&view.title()))
                    @if let Some(date) = date { span.date { (shown(&view.say.prepared_on(date))) } }
                }
                h1 { (shown(&view.full_sentence())) }
            }
        };
        let parts = parts(&view, &mut notes);
        let parts = html! {
            (contradictions(&view))
            @if self.shows(Section::AtAGlance) { (at_a_glance(&view)) }
            @for (_, part) in parts { (part) }
        };
        page(&view, analysed.evaluation(), &head, &parts)
    }

    /// [`recommendation_board`] in this name and these words.
    pub fn board(&self, analysed: &Analysed<'_>, date: &str) -> String {
        let view = View::of(analysed, self);
        let mut notes = Footnotes::new(view.rulebook, self);
        let parts = parts(&view, &mut notes);
        let titles: Vec<String> = parts.iter().map(|(title, _)| title.clone()).collect();
        let parts = html! {
            (board::contents(&titles, view.say))
            (contradictions(&view))
            @for (nth, (_, part)) in parts.iter().enumerate() { div id={ "part-" (nth + 1) } { (part) } }
        };
        page(&view, analysed.evaluation(), &board::sheet(&view, date), &parts)
    }

    /// [`recommendation_glance`] in this name and these words.
    pub fn glance(&self, analysed: &Analysed<'_>) -> String {
        let view = View::of(analysed, self);
        let body = html! {
            header { h1 { (shown(&view.full_sentence())) } }
            main {
                (contradictions(&view))
                @if self.shows(Section::AtAGlance) { (at_a_glance(&view)) }
            }
        };
        document(&view.title(), self, &body)
    }
}

/// What changes first when an answer does, as a page: the heading, every decision in a line or two, the charts and the first
/// of what to do. It is the beginning of [`recommendation_html`], for a reader who tries what would be.
///
/// ```
/// use leadership_advisor::{Budget, Rulebook};
/// use leadership_advisor_report::recommendation_glance;
///
/// let evaluation = Rulebook::builtin().answers().evaluate();
/// // Nothing is searched for it where nothing is to be analysed.
/// let nothing: [&str; 0] = [];
/// let page = recommendation_glance(&evaluation.analysed_for(nothing, Budget::default())?);
/// assert!(page.contains("At a glance"));
/// # Ok::<(), leadership_advisor::UnknownItem>(())
/// ```
pub fn recommendation_glance(analysed: &Analysed<'_>) -> String {
    Brand::default().glance(analysed)
}

/// The parts of a page, each with what it is called in a table of contents.
fn parts<'e>(view: &View<'e>, notes: &mut Footnotes<'e>) -> Vec<(String, Markup)> {
    let say = view.say;
    let mut parts: Vec<(String, Markup)> = Vec::new();
    for part in &view.parts {
        parts.push(match part {
            Part::One(choice) => (choice.title.to_owned(), choice::section(choice, notes, say)),
            Part::Assessment(result) => (result.assessment.title.clone(), assessment::section(result, say)),
            Part::Many(selection) => (selection.title.to_owned(), selection::section(selection, notes, say)),
        });
    }
    parts.push((say.your_answers(), record::answers(view)));
    parts.push((say.left_open(), record::open(view)));
    parts.push((say.sources(), record::sources(view, notes)));
    // What there is nothing to say of has no part.
    parts.retain(|(_, part)| !part.0.is_empty());
    parts
}

fn page(view: &View<'_>, evaluation: &Evaluation, head: &Markup, parts: &Markup) -> String {
    let body = html! {
        (head)
        main { (parts) (imprint::closing(view.brand)) }
        @if view.brand.shows(Section::Reproduce) { footer { (record::again(view, evaluation)) } }
    };
    document(&view.title(), view.brand, &body)
}

/// A whole page with nothing but this in it.
fn document(title: &str, brand: &Brand, body: &Markup) -> String {
    Document { title, brand, body, own: None }.page()
}

fn contradictions(view: &View<'_>) -> Markup {
    html! { @for say in &view.contradictions { p { strong { (shown(&view.say.check_your_answers())) " " } (shown(say)) } } }
}

/// Text that somebody else wrote, without control characters. `maud` escapes it.
fn shown(text: &str) -> Cow<'_, str> {
    clean(text)
}

/// How many options of a list stand at a glance.
const FIRST: usize = 3;

/// What fits on the first sheet: every decision in a line or two, the charts, and what comes first.
fn at_a_glance(view: &View<'_>) -> Markup {
    html! {
        section.glance aria-labelledby="glance" {
            h2 #glance { (shown(&view.say.at_a_glance())) }
            @if view.choices().next().is_some() {
                dl.cards {
                    // What would follow, and does not, is not worth a card.
                    @for choice in view.choices().filter(|choice| choice.follows.is_none() || choice.in_a_line().is_some()) {
                        div {
                            dt { (shown(choice.title)) }
                            dd {
                                p.outcome { (shown(&choice.outcome())) }
                                @if let Some(follows) = choice.follows { p.muted { (shown(&view.say.follows_from(follows))) } }
                                @else { @for sentence in [&choice.verdict, &choice.settled] {
                                    @if !sentence.is_empty() { p { (shown(sentence)) } }
                                } }
                            }
                        }
                    }
                }
            }
            @if !view.charts.is_empty() {
                div.charts {
                    @for (nth, drawn) in view.charts.iter().enumerate() { (chart::figure(nth + 1, drawn, view.say)) }
                }
            }
            @let lists: Vec<_> = view.selections().filter(|list| !list.entries.is_empty()).collect();
            @if !lists.is_empty() {
                dl.cards {
                    @for list in lists {
                        div {
                            dt { (shown(list.title)) }
                            dd {
                                ol { @for entry in list.entries.iter().take(FIRST) { li { (shown(entry.title)) } } }
                                @if list.entries.len() > FIRST { p.muted { (shown(&view.say.and_more_below(list.entries.len() - FIRST))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The marks of what something rests on, as links to the notes at the end.
fn marks<'e>(notes: &mut Footnotes<'e>, citations: &[Citation]) -> Markup {
    let marks = notes.marks(citations);
    html! {
        @if !marks.is_empty() {
            " "
            span.marks {
                "["
                @for (nth, mark) in marks.iter().enumerate() {
                    @if nth > 0 { ", " }
                    a class=[mark.starts_with('F').then_some("field")] href={ "#source-" (mark) } { (mark) }
                }
                "]"
            }
        }
    }
}
