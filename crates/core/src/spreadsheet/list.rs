//! Several answers in one cell, where labels may hold the very signs that stand between them.
//!
//! The cell is cut at every sign that may stand between two answers, and whatever neighboring pieces together are an answer
//! counts as one. Only where there is exactly one way to put the pieces together is it taken.

/// What may stand between two answers.
const BETWEEN: &[char] = &['|', ';', ',', '\n', '\r'];
/// A cell with more pieces, or of more bytes, is no list that a person made.
const MOST_PIECES: usize = 100;
const MOST_BYTES: usize = 8 << 10;
/// No label has more pieces.
const MOST_JOINED: usize = 16;

/// The answers in a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Members<'t> {
    /// These.
    Of(Vec<usize>),
    /// It can be read in several ways, in which these take part.
    Unclear(Vec<usize>),
    /// This piece is no answer.
    Stuck(&'t str),
}

/// An answer, or none for an empty piece, and the cut behind it.
type Step = (Option<usize>, usize);

/// Puts the pieces of a cell together.
pub(super) fn members<'t>(text: &'t str, find: impl Fn(&str) -> Option<usize>) -> Members<'t> {
    let mut starts = vec![0];
    starts.extend(text.char_indices().filter(|(_, c)| BETWEEN.contains(c)).map(|(at, c)| at + c.len_utf8()));
    let count = starts.len();
    if count > MOST_PIECES || text.len() > MOST_BYTES {
        return Members::Stuck(text);
    }
    // The piece from one cut to another, without the sign at its end.
    let piece = |from: usize, to: usize| {
        let end = starts.get(to).map_or(text.len(), |next| next - 1);
        let piece = starts.get(from).and_then(|start| text.get(*start..end)).unwrap_or_default().trim();
        let bare = piece.trim_matches(['"', '\'']).trim();
        // A quote alone is something, and no answer.
        if bare.is_empty() && !matches!(piece, "''" | "\"\"") { piece } else { bare }
    };
    // From each cut on: in how many ways it can be read, two standing for more, and the first of them.
    let mut ways: Vec<(u8, Option<Step>)> = vec![(0, None); count];
    let mut furthest = 0;
    let onward = |ways: &[(u8, _)], at: usize| if at == count { 1 } else { ways.get(at).map_or(0, |(ways, _)| *ways) };
    let mut taking_part = Vec::new();
    for from in (0..count).rev() {
        let mut found: (u8, Option<Step>) = (0, None);
        if piece(from, from + 1).is_empty() {
            found = (onward(&ways, from + 1), Some((None, from + 1)));
        } else {
            for to in from + 1..=count.min(from + MOST_JOINED) {
                let more = onward(&ways, to);
                // An empty piece at the end is nobody's.
                let is_open = more > 0 && !piece(to - 1, to).is_empty();
                if let Some(at) = is_open.then(|| find(piece(from, to))).flatten() {
                    found = (found.0.saturating_add(more).min(2), found.1.or(Some((Some(at), to))));
                    taking_part.push(at);
                }
            }
        }
        if let Some(own) = ways.get_mut(from) {
            *own = found;
        }
    }
    match ways.first() {
        Some((1, _)) => {}
        Some((2.., _)) => {
            taking_part.sort_unstable();
            taking_part.dedup();
            return Members::Unclear(taking_part);
        }
        _ => {
            // As far as it can be read from the front.
            while let Some(next) = (furthest + 1..=count.min(furthest + MOST_JOINED)).find(|to| {
                let piece = piece(furthest, *to);
                find(piece).is_some() || (piece.is_empty() && *to == furthest + 1)
            }) {
                furthest = next;
            }
            return Members::Stuck(piece(furthest.min(count - 1), furthest.min(count - 1) + 1));
        }
    }
    let mut members = Vec::new();
    let mut from = 0;
    while let Some((_, Some((at, to)))) = ways.get(from) {
        if let Some(at) = at.filter(|at| !members.contains(at)) {
            members.push(at);
        }
        from = *to;
    }
    Members::Of(members)
}

#[cfg(test)]
mod tests {
    use super::{Members, members};

    const LABELS: &[&str] = &["sales", "build it, run it or fix it", "marketing; brand", "brand", "marketing"];

    fn read(text: &str) -> Members<'_> {
        members(text, |piece| LABELS.iter().position(|label| *label == piece))
    }

    #[test]
    fn pieces_are_put_together_in_the_one_way_that_there_is() {
        assert_eq!(read("sales"), Members::Of(vec![0]));
        assert_eq!(read("build it, run it or fix it"), Members::Of(vec![1]));
        for list in [
            "sales, build it, run it or fix it",
            "sales; build it, run it or fix it;",
            "sales|build it, run it or fix it",
            "\"sales\", 'build it, run it or fix it'",
            "sales\r\nbuild it, run it or fix it",
            "sales, build it, run it or fix it, sales",
        ] {
            assert_eq!(read(list), Members::Of(vec![0, 1]), "{list}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_in_none_is_said() {
        assert_eq!(read("sales, marketing; brand"), Members::Unclear(vec![0, 2, 3, 4]));
        assert_eq!(read("sales, sails"), Members::Stuck("sails"));
        assert_eq!(read("sales, build it"), Members::Stuck("build it"));
        assert_eq!(read("sails"), Members::Stuck("sails"));
        for (list, quote) in [("'", "'"), ("sales, \"", "\""), ("sales;'", "'"), ("'''", "'''")] {
            assert_eq!(read(list), Members::Stuck(quote), "{list}");
        }
        assert_eq!(read("sales, ''"), Members::Of(vec![0]));
        let long = "sales,".repeat(1000);
        assert_eq!(read(&long), Members::Stuck(&long));
    }
}
