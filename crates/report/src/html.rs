//! The recommendation as a page: one HTML file for people who did not take part, to be opened anywhere or printed.
//!
//! The page needs nothing but itself: no script, no font, image or style from elsewhere, and a content security policy
//! that allows none. It follows the reader's choice of light or dark, reads at the width of a telephone and on paper, and
//! every picture says in words what it shows. Whatever a rulebook or an answer says is text here: `maud` escapes it, and
//! the style sheet is the one thing that is put in as it is.

mod bar;
mod chart;
mod board;
mod choice;
mod selection;
mod assessment;
mod record;
mod panel;

pub use panel::panel_html;

use std::borrow::Cow;

use leadership_advisor::{Analysed, Citation, Evaluation};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::clean::clean;
use crate::footnotes::Footnotes;
use crate::view::{Part, View};

/// The look of the page.
const STYLE: &str = include_str!("html/page.css");

/// The SHA-256 of [`STYLE`], in Base64: the one style that the page's policy lets in. A test computes it anew.
const STYLE_HASH: &str = "Zu0lgZ7iNR7xk9ZiMGUrYCRA4+OeD+se+EdLdOvU7h0=";

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
    let view = View::of(analysed);
    let mut notes = Footnotes::new(view.rulebook);
    let head = html! {
        header {
            p.kicker {
                (shown(&view.title()))
                @if let Some(date) = date { span.date { "Prepared on " (shown(date)) } }
            }
            h1 { (shown(&view.full_sentence())) }
        }
    };
    let parts = parts(&view, &mut notes);
    let parts = html! {
        (contradictions(&view))
        (at_a_glance(&view))
        @for (_, part) in parts { (part) }
    };
    page(&view, analysed.evaluation(), &head, &parts)
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
    let view = View::of(analysed);
    let mut notes = Footnotes::new(view.rulebook);
    let parts = parts(&view, &mut notes);
    let titles: Vec<String> = parts.iter().map(|(title, _)| title.clone()).collect();
    let parts = html! {
        (board::contents(&titles))
        (contradictions(&view))
        @for (nth, (_, part)) in parts.iter().enumerate() { div id={ "part-" (nth + 1) } { (part) } }
    };
    page(&view, analysed.evaluation(), &board::sheet(&view, date), &parts)
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
    let view = View::of(analysed);
    let body = html! {
        header { h1 { (shown(&view.full_sentence())) } }
        main { (contradictions(&view)) (at_a_glance(&view)) }
    };
    document(&view.title(), &body)
}

/// The parts of a page, each with what it is called in a table of contents.
fn parts<'e>(view: &View<'e>, notes: &mut Footnotes<'e>) -> Vec<(String, Markup)> {
    let mut parts: Vec<(String, Markup)> = Vec::new();
    for part in &view.parts {
        parts.push(match part {
            Part::One(choice) => (choice.title.to_owned(), choice::section(choice, notes)),
            Part::Assessment(result) => (result.assessment.title.clone(), assessment::section(result)),
            Part::Many(selection) => (selection.title.to_owned(), selection::section(selection, notes)),
        });
    }
    parts.push(("Your answers".to_owned(), record::answers(view)));
    parts.push(("Left open".to_owned(), record::open(view)));
    parts.push(("Sources".to_owned(), record::sources(view, notes)));
    // What there is nothing to say of has no part.
    parts.retain(|(_, part)| !part.0.is_empty());
    parts
}

fn page(view: &View<'_>, evaluation: &Evaluation, head: &Markup, parts: &Markup) -> String {
    let body = html! {
        (head)
        main { (parts) }
        footer { (record::again(view, evaluation)) }
    };
    document(&view.title(), &body)
}

/// A whole page with nothing but this in it.
fn document(title: &str, body: &Markup) -> String {
    let policy = format!("default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'");
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (shown(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    page.into_string() + "\n"
}

fn contradictions(view: &View<'_>) -> Markup {
    html! { @for say in &view.contradictions { p { strong { "Check your answers: " } (shown(say)) } } }
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
            h2 #glance { "At a glance" }
            @if view.choices().next().is_some() {
                dl.cards {
                    // What would follow, and does not, is not worth a card.
                    @for choice in view.choices().filter(|choice| choice.follows.is_none() || choice.in_a_line().is_some()) {
                        div {
                            dt { (shown(choice.title)) }
                            dd {
                                p.outcome { (shown(choice.outcome())) }
                                @if let Some(follows) = choice.follows { p.muted { "Follows from “" (shown(follows)) "”" } }
                                @else { @for sentence in [choice.verdict.as_str(), choice.settled] {
                                    @if !sentence.is_empty() { p { (shown(sentence)) } }
                                } }
                            }
                        }
                    }
                }
            }
            @if !view.charts.is_empty() {
                div.charts {
                    @for (nth, drawn) in view.charts.iter().enumerate() { (chart::figure(nth + 1, drawn)) }
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
                                @if list.entries.len() > FIRST { p.muted { "and " (list.entries.len() - FIRST) " more below" } }
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

#[cfg(test)]
mod tests {
    use super::{STYLE, STYLE_HASH};

    #[test]
    fn the_policy_lets_the_style_in() {
        assert_eq!(STYLE_HASH, base64(&hmac_sha256::Hash::hash(STYLE.as_bytes())));
        // A browser reads line ends as `\n` before it takes the hash.
        assert!(!STYLE.contains('\r'), "the style sheet was checked out with other line ends");
    }

    fn base64(bytes: &[u8]) -> String {
        let signs = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for three in bytes.chunks(3) {
            let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
            for at in 0..4usize {
                let sign = signs.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
                text.push(if at <= three.len() { char::from(sign) } else { '=' });
            }
        }
        text
    }
}
