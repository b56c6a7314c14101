//! A decision for several options, as text: the first few in full, the others by name.

use crate::footnotes::Footnotes;
use crate::page::Page;
use crate::style::{ACCENT, DIM, STRONG};
use crate::view::{NOTHING_CHOSEN, Selection};

/// How many of several chosen options are shown in full.
const SHOWN: usize = 5;

pub(super) fn write<'e>(page: &mut Page, notes: &mut Footnotes<'e>, selection: &Selection<'e>) {
    if !selection.applies {
        return;
    }
    page.heading(selection.title);
    if selection.entries.is_empty() {
        page.styled(2, DIM, NOTHING_CHOSEN);
        return;
    }
    for (nth, entry) in selection.entries.iter().take(SHOWN).enumerate() {
        page.item(2, &format!("{}. ", nth + 1), ACCENT, STRONG, entry.title);
        page.styled(5, DIM, &entry.due());
        page.paragraph(5, entry.summary);
        if let Some((because, sources)) = &entry.why {
            page.item(5, "Why: ", DIM, DIM, &format!("{because}{}", notes.bracketed(sources)));
        }
    }
    if selection.entries.len() > SHOWN {
        let rest: Vec<&str> = selection.entries.iter().skip(SHOWN).map(|entry| entry.title).collect();
        page.item(2, "Also: ", DIM, DIM, &format!("{}.", rest.join("; ")));
    }
}
