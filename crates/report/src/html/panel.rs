//! Several people's answers side by side, as a page: results, disagreements that matter, those that do not.

use leadership_advisor::Panel;
use maud::html;

use super::{document, imprint, shown};
use crate::brand::Brand;
use crate::panel::{PanelView, Sides};

/// Several people's answers as an HTML page.
///
/// ```
/// use leadership_advisor::{Budget, Panel, Rulebook};
/// use leadership_advisor_report::{Sides, panel_html};
///
/// let rulebook = Rulebook::builtin();
/// let founder = rulebook.answers_from([("stage", "searching")])?.evaluate();
/// let investor = rulebook.answers_from([("stage", "large")])?.evaluate();
/// let panel = Panel::of(&[&founder, &investor], Budget::default()).expect("two people, one rulebook");
/// let sides = Sides::People(vec!["Founder".to_owned(), "Investor".to_owned()]);
/// assert!(panel_html(&panel, &sides).starts_with("<!DOCTYPE html>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn panel_html(panel: &Panel<'_>, sides: &Sides) -> String {
    Brand::default().panel_page(panel, sides)
}

impl Brand {
    /// [`panel_html`] in this name and these words.
    pub fn panel_page(&self, panel: &Panel<'_>, sides: &Sides) -> String {
        let view = PanelView::of(panel, sides, self.say());
        let say = view.say;
        let body = html! {
            header {
                (imprint::head(self))
                p.kicker { (shown(&view.about)) }
                h1 { (shown(&view.title)) }
            }
            main {
                dl.cards {
                    @for (names, result) in &view.camps {
                        div {
                            dt { (shown(names)) }
                            dd { p.outcome { (shown(result)) } }
                        }
                    }
                }
                @for (heading, issues) in view.issues() {
                    section {
                        h2 { (shown(&heading)) }
                        @for issue in issues {
                            h3 { (shown(issue.question)) }
                            table.given {
                                thead { tr { th scope="col" { (shown(&say.who())) } th scope="col" { (shown(&say.answer())) } } }
                                tbody {
                                    @for (names, answer) in &issue.answers {
                                        tr { th scope="row" { (shown(names)) } td { (shown(answer)) } }
                                    }
                                }
                            }
                            @if !issue.effects.is_empty() {
                                ul { @for effect in &issue.effects { li { (shown(effect)) } } }
                            }
                        }
                    }
                }
                @if !view.together.is_empty() {
                    section {
                        h2 { (shown(&say.way_together())) }
                        ul { @for sentence in &view.together { li { (shown(sentence)) } } }
                    }
                }
                @if !view.asked_of_some.is_empty() { p.muted { (shown(&view.asked_of_some)) } }
                (imprint::closing(self))
            }
        };
        document(&format!("{}: {}", view.about, view.title), self, &body)
    }
}
