//! A decision for several options, as text, by when they are to be done: the first few in full, the others by name.

use crate::footnotes::Footnotes;
use crate::page::Page;
use crate::style::{ACCENT, DIM, STRONG};
use crate::view::Selection;
use crate::wording::Wording;

/// How many of several chosen options are shown in full where they have no time.
const SHOWN: usize = 5;

pub(super) fn write<'e>(page: &mut Page, notes: &mut Footnotes<'e>, selection: &Selection<'e>, say: &Wording) {
    if !selection.applies {
        return;
    }
    page.heading(selection.title);
    if selection.entries.is_empty() {
        page.styled(2, DIM, &say.nothing_chosen());
        return;
    }
    let mut shown = 0;
    for (when, entries) in selection.phases() {
        page.styled(2, STRONG, when);
        for (number, entry) in entries.iter().filter(|(number, _)| !when.is_empty() || *number <= SHOWN) {
            page.item(2, &format!("{number}. "), ACCENT, STRONG, entry.title);
            page.styled(5, DIM, &entry.owned(say));
            page.paragraph(5, entry.summary);
            if let Some((because, sources)) = &entry.why {
                page.item(
                    5,
                    &format!("{} ", say.why_label()),
                    DIM,
                    DIM,
                    &format!("{because}{}", notes.bracketed(sources)),
                );
            }
            shown += 1;
        }
    }
    let timed = selection.later();
    let later: Vec<&str> = match timed.as_slice() {
        [] => selection.entries.iter().skip(shown).map(|entry| entry.title).collect(),
        later => later.iter().map(|entry| entry.title).collect(),
    };
    if later.is_empty() {
        return;
    }
    let later = format!("{}.", later.join("; "));
    if timed.is_empty() {
        page.item(2, &format!("{} ", say.also()), DIM, DIM, &later);
    } else {
        page.styled(2, STRONG, &say.later());
        page.styled(5, DIM, &later);
    }
}
