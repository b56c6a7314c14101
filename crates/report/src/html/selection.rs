//! A decision for several options, on the page: all of them in order, as a list or as a checklist.

use leadership_advisor::Display;
use maud::{Markup, html};

use super::{marks, shown};
use crate::footnotes::Footnotes;
use crate::view::{NOTHING_CHOSEN, Selection};

pub(super) fn section<'e>(selection: &Selection<'e>, notes: &mut Footnotes<'e>) -> Markup {
    let class = if selection.display == Display::Checklist { "entries checklist" } else { "entries" };
    html! {
        @if selection.applies {
            section {
                h2 { (shown(selection.title)) }
                @if selection.entries.is_empty() { p { (NOTHING_CHOSEN) } }
                @else {
                    ol class=(class) {
                        @for entry in &selection.entries {
                            li {
                                h3 { (shown(entry.title)) }
                                @let due = entry.due();
                                @if !due.is_empty() { p.muted { (shown(&due)) } }
                                @if !entry.summary.is_empty() { p { (shown(entry.summary)) } }
                                @if let Some((because, sources)) = &entry.why {
                                    p.muted { "Why: " (shown(because)) (marks(notes, sources)) }
                                }
                                @for detail in entry.details {
                                    p.lead { (shown(&detail.title)) }
                                    ul { @for entry in &detail.entries { li { (shown(entry)) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
