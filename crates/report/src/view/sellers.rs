//! Which reasons rest only on sources whose publishers sell services in this field. Said once and plainly, so that a reader can weigh
//! them; nothing is scored by it.

use leadership_advisor::Rulebook;

use super::Why;
use crate::words::{list_of, number_word, upper_first};

/// So many are quoted.
const MOST: usize = 3;

/// The sentence about these reasons, as far as they speak for the outcome. Empty if each has another source as well, or none.
pub(crate) fn sentence(reasons: &[Why<'_>], rulebook: &Rulebook) -> String {
    let is_sold = |why: &&Why<'_>| {
        !why.sources.is_empty() && why.sources.iter().all(|citation| rulebook.cited(citation).0.seller)
    };
    let speaking: Vec<&Why<'_>> = reasons.iter().filter(|why| why.points > 0).collect();
    let sold: Vec<&Why<'_>> = speaking.iter().copied().filter(is_sold).collect();
    let quoted: Vec<String> = sold.iter().take(MOST).map(|why| format!("“{}”", first_sentence(&why.because))).collect();
    let more = sold.len().saturating_sub(MOST);
    let quoted = match more {
        0 => list_of(&quoted, "and"),
        more => format!("{} and {more} more", quoted.join(", ")),
    };
    match (sold.len(), speaking.len()) {
        (0, _) => String::new(),
        (1, 1) => "The one reason for this comes only from firms that sell services in this field.".to_owned(),
        (some, all) if some == all => {
            format!("All {} reasons for this come only from firms that sell services in this field.", number_word(all))
        }
        (some, all) => {
            let come = if some == 1 { "comes" } else { "come" };
            let some = upper_first(&number_word(some));
            format!(
                "{some} of the {} reasons {come} only from firms that sell services in this field: {quoted}",
                number_word(all)
            )
        }
    }
}

/// A text up to its first full stop.
fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}
