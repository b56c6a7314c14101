//! Which reasons rest only on sources whose publishers sell services in this field. Said once and plainly, so that a reader can weigh
//! them; nothing is scored by it.

use leadership_advisor::{Citation, Rulebook};

use crate::wording::Wording;
use crate::words::upper_first;

/// So many are quoted.
const MOST: usize = 3;

/// The sentence about these reasons for an outcome, each with its sources. Empty if each has another source as well, or none.
pub(super) fn sentence(speaking: &[(&str, &[Citation])], rulebook: &Rulebook, say: &Wording) -> String {
    let is_sold =
        |sources: &[Citation]| !sources.is_empty() && sources.iter().all(|citation| rulebook.cited(citation).0.seller);
    let sold: Vec<&str> =
        speaking.iter().filter(|(_, sources)| is_sold(sources)).map(|(because, _)| *because).collect();
    let quoted: Vec<String> = sold.iter().take(MOST).map(|because| say.quoted(first_sentence(because))).collect();
    let more = sold.len().saturating_sub(MOST);
    let quoted = match more {
        0 => say.all_of(&quoted),
        more => say.list_more(say.row_of(&quoted), more),
    };
    match (sold.len(), speaking.len()) {
        (0, _) => String::new(),
        (1, 1) => say.only_reason_sold(),
        (some, all) if some == all => say.all_reasons_sold(say.number_word(all)),
        (some, all) => say.some_reasons_sold(some, upper_first(&say.number_word(some)), say.number_word(all), quoted),
    }
}

/// A text up to its first full stop.
fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}
