//! Which brackets are closed, in a text that is no YAML.
//!
//! Found in a rough way, as in [`super::quotes`]: a bracket opens where a value can begin, and within one that is open; comments
//! and texts in quotes hold none. A hint, and no reading.

use super::quotes::closing;

/// Whether the bracket at this byte is closed by one of its own kind.
pub(super) fn is_closed(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(['{', '[']) && left_open(rest, true).is_none())
}

/// The innermost of the brackets that are open where the text ends.
pub(super) fn open_at_end(text: &str) -> Option<usize> {
    left_open(text, false)
}

/// The innermost bracket that is open at the end, or when the first one is closed, if nothing behind that is to be looked at.
fn left_open(text: &str, only_first: bool) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut before, mut is_start) = (' ', true);
    while let Some((at, c)) = chars.next() {
        match c {
            '#' if before.is_whitespace() => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            '"' | '\'' if is_start => {
                let end = closing(text, at, c).unwrap_or(text.len());
                while chars.next_if(|(at, _)| *at < end).is_some() {}
            }
            '{' | '[' if is_start || !open.is_empty() => open.push((at, c)),
            '}' | ']' if open.last().is_some_and(|(_, opening)| matches!((opening, c), ('{', '}') | ('[', ']'))) => {
                open.pop();
                if only_first && open.is_empty() {
                    return None;
                }
            }
            _ => {}
        }
        is_start = match c {
            ' ' | '\t' => is_start || matches!(before, ':' | '-' | '?'),
            '\n' | '\r' | '[' | '{' => true,
            ',' => !open.is_empty(),
            // JSON needs no space behind its colon.
            ':' => before == '"' && !open.is_empty(),
            _ => false,
        };
        before = c;
    }
    open.last().map(|(at, _)| *at)
}

#[cfg(test)]
mod tests {
    use super::{is_closed, open_at_end};

    #[test]
    fn a_bracket_is_closed_by_its_own_kind_outside_of_texts_and_comments() {
        for text in ["{a: [b, c], d: \"}\"}", "{\"a\":\"}\"}", "[a,\n b]\nc: ["] {
            assert!(is_closed(text, 0), "{text}");
        }
        for text in ["{a: [b, c}", "[a # b]\n", "[a, '", "{a: \"}\"", "a"] {
            assert!(!is_closed(text, 0), "{text}");
        }
        assert_eq!(open_at_end("a: [b]\nc: Is [it\nd: [{e: 1}, {f: ["), Some(33));
        assert_eq!(open_at_end("a: [b]\nc: Is [it\n"), None);
    }
}
