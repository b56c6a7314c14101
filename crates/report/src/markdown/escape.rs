//! Text that somebody else wrote, made harmless for Markdown.

use crate::clean::clean;

/// The same text on one line, with every sign escaped that Markdown, GitHub's dialect or HTML in it could obey.
pub(super) fn escaped(text: &str) -> String {
    let text = clean(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        // `@` and `#` would name people and issues, `$` would begin a formula.
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$' | '!' | '@') {
            out.push('\\');
        }
        out.push(c);
    }
    // What makes a list, a heading or a rule of a line only does so at its start.
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    match out.chars().nth(digits) {
        Some('.' | ')') if digits > 0 => out.insert(digits, '\\'),
        Some('-' | '+' | '=') if digits == 0 => out.insert(0, '\\'),
        _ => {}
    }
    out
}

/// An address as a link, if it is one and nothing else.
pub(super) fn address(text: &str) -> String {
    let leads_somewhere = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    if leads_somewhere && text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '|')) {
        return format!("<{text}>");
    }
    escaped(text)
}

#[cfg(test)]
mod tests {
    use super::{address, escaped};

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("# a | b", "\\# a \\| b"),
            ("- item", "\\- item"),
            ("2024) a", "2024\\) a"),
            ("1.0 a", "1\\.0 a"),
            ("2024-04-28", "2024-04-28"),
            ("<script>&amp;", "\\<script\\>\\&amp;"),
            ("one\n\ntwo\u{1b}", "one  two␛"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(address("https://a.org/b_c"), "<https://a.org/b_c>");
        assert_eq!(address("https://a.org/> <b>"), "https://a.org/\\> \\<b\\>");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
    }
}
