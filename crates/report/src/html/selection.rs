//! A decision for several options, on the page: by when they are to be done, as a list or as a checklist, and what is left for later.

use leadership_advisor::Display;
use maud::{Markup, html};

use super::{marks, shown};
use crate::footnotes::Footnotes;
use crate::view::{Entry, Selection};
use crate::wording::Wording;

pub(super) fn section<'e>(selection: &Selection<'e>, notes: &mut Footnotes<'e>, say: &Wording) -> Markup {
    let class = if selection.display == Display::Checklist { "entries checklist" } else { "entries" };
    let later = selection.later();
    html! {
        @if selection.applies {
            section {
                h2 { (shown(selection.title)) }
                @if selection.entries.is_empty() { p { (shown(&say.nothing_chosen())) } }
                @for (when, entries) in selection.phases() {
                    @if !when.is_empty() { h3 { (shown(when)) } }
                    ol class=(class) { @for (_, entry) in entries { li { (one(entry, when.is_empty(), notes, say)) } } }
                }
                @if !later.is_empty() {
                    h3 { (shown(&say.later())) }
                    ul {
                        @for entry in later {
                            li {
                                strong { (shown(entry.title)) } " " (shown(entry.summary))
                                @if !entry.owner.is_empty() { span.muted { " " (shown(&entry.owned(say))) } }
                                @if !entry.details.is_empty() { details { summary { (shown(&say.more())) } (lists(entry)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one<'e>(entry: &Entry<'e>, is_top: bool, notes: &mut Footnotes<'e>, say: &Wording) -> Markup {
    let owned = entry.owned(say);
    html! {
        @if is_top { h3 { (shown(entry.title)) } } @else { h4 { (shown(entry.title)) } }
        @if !owned.is_empty() { p.muted { (shown(&owned)) } }
        @if !entry.summary.is_empty() { p { (shown(entry.summary)) } }
        @if let Some((because, sources)) = &entry.why {
            p.muted { (shown(&say.why_label())) " " (shown(because)) (marks(notes, sources)) }
        }
        (lists(entry))
    }
}

fn lists(entry: &Entry<'_>) -> Markup {
    html! {
        @for detail in entry.details {
            p.lead { (shown(&detail.title)) }
            ul { @for entry in &detail.entries { li { (shown(entry)) } } }
        }
    }
}
