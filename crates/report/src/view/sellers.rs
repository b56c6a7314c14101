//! Which reasons rest only on sources whose publishers sell services in this field. Said once and plainly, so that a reader can weigh
//! them; nothing is scored by it.

use leadership_advisor::{Citation, Rulebook};

use crate::words::{list_of, number_word, upper_first};

/// So many are quoted.
const MOST: usize = 3;

/// The sentence about these reasons for an outcome, each with its sources. Empty if each has another source as well, or none.
pub(super) fn sentence(speaking: &[(&str, &[Citation])], rulebook: &Rulebook) -> String {
    let is_sold =
        |sources: &[Citation]| !sources.is_empty() && sources.iter().all(|citation| rulebook.cited(citation).0.seller);
    let sold: Vec<&str> =
        speaking.iter().filter(|(_, sources)| is_sold(sources)).map(|(because, _)| *because).collect();
    let quoted: Vec<String> = sold.iter().take(MOST).map(|because| format!("“{}”", first_sentence(because))).collect();
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
