//! Quotation marks that are never closed, or only by the next one, many lines below.

use std::ops::Range;

/// The text in quotes that stands just before a byte or around it, if it begins on an earlier line.
///
/// Found by walking all of the text in a rough way: a quotation mark opens a text where a value can begin, and comments hold
/// none. Block texts (`|`) are not known here, so this is a hint and no reading.
pub(super) fn running_on(text: &str, at: usize) -> Option<Range<usize>> {
    let mut chars = text.char_indices().peekable();
    let (mut before, mut is_start) = (' ', true);
    while let Some((start, c)) = chars.next() {
        if start >= at {
            return None;
        }
        if c == '#' && before.is_whitespace() {
            while chars.next_if(|(_, c)| *c != '\n').is_some() {}
        } else if matches!(c, '"' | '\'') && is_start {
            let end = closing(text, start, c).unwrap_or(text.len());
            let rest = text.get(end..at).unwrap_or_default();
            if end >= at || rest.trim().is_empty() {
                let lines = text.get(start..end)?.trim_end().contains('\n');
                return lines.then_some(start..end);
            }
            while chars.next_if(|(at, _)| *at < end).is_some() {}
        }
        // A value begins behind a space, a bracket or a comma that follows an indicator.
        is_start = match c {
            ' ' | '\t' => is_start || matches!(before, ':' | '-' | ',' | '?'),
            '\n' | '\r' | '[' | '{' | ',' => true,
            _ => false,
        };
        before = c;
    }
    None
}

/// The byte behind the mark that closes a quoted text.
pub(super) fn closing(text: &str, start: usize, mark: char) -> Option<usize> {
    let mut chars = text.get(start + 1..)?.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_double = mark == '"';
        if c == '\\' && is_double {
            chars.next();
        } else if c == mark {
            match !is_double && chars.next_if(|(_, next)| *next == mark).is_some() {
                true => {}
                false => return Some(start + 1 + at + 1),
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::running_on;

    #[test]
    fn a_mark_that_runs_over_lines_is_found() {
        let text = "a: \"Stew\nb: it's # don't\nc: \"Soup\"\n";
        assert_eq!(running_on(text, 29), Some(3..29));
        assert_eq!(running_on("a: 'Stew\nb: 2\n", 14), Some(3..14));
        assert_eq!(running_on("a: \"Stew\"\nb: \"Soup\" x\n", 20), None);
        assert_eq!(running_on("a: Stew\nb: Soup: x\n", 15), None);
        assert_eq!(running_on("a: 'It''s'\nb: x: y\n", 15), None);
    }
}
