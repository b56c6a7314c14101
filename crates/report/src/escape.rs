//! Text that somebody else wrote, made harmless for Markdown.

use crate::clean::clean;

/// The same text on one line, with every sign escaped that Markdown, GitHub's dialect or HTML in it could obey.
pub(crate) fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    escape(&text, &mut out);
    at_the_start(out)
}

/// The same, but for ids in backticks, which stay as they are.
pub(crate) fn escaped_but_ids(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.as_str();
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at(at);
        escape(before, &mut out);
        // A sign that begins no id is escaped like any other.
        let length = id_in_backticks(from).unwrap_or(1);
        let (id, after) = from.split_at(length);
        if length == 1 {
            escape(id, &mut out);
        } else {
            out.push_str(id);
        }
        rest = after;
    }
    escape(rest, &mut out);
    at_the_start(out)
}

/// An address as a link, if it is one and nothing else.
pub(crate) fn address(text: &str) -> String {
    let leads_somewhere = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    if leads_somewhere && text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '|')) {
        return format!("<{text}>");
    }
    escaped(text)
}

fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        // `@` and `#` would name people and issues, `$` would begin a formula.
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$' | '!' | '@') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// What makes a list, a heading or a rule of a line only does so at its start.
fn at_the_start(mut line: String) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match line.chars().nth(digits) {
        Some('.' | ')') if digits > 0 => line.insert(digits, '\\'),
        Some('-' | '+' | '=') if digits == 0 => line.insert(0, '\\'),
        _ => {}
    }
    line
}

/// The length of an id in backticks, if the text begins with one.
fn id_in_backticks(text: &str) -> Option<usize> {
    let (id, _) = text.strip_prefix('`')?.split_once('`')?;
    let is_id = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "_-/=.,".contains(c));
    is_id.then_some(id.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::{address, escaped, escaped_but_ids};

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("# a | b", "\\# a \\| b"),
            ("- item", "\\- item"),
            ("2024) a", "2024\\) a"),
            ("1.0 a", "1\\.0 a"),
            ("2024-04-28", "2024-04-28"),
            ("<script>&amp;", "\\<script\\>\\&amp;"),
            ("one\n\ntwo\u{1b}", "one two␛"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(address("https://a.org/b_c"), "<https://a.org/b_c>");
        assert_eq!(address("https://a.org/> <b>"), "https://a.org/\\> \\<b\\>");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
    }

    #[test]
    fn ids_stay_ids() {
        assert_eq!(escaped_but_ids("`a_b` is *not* <b>"), "`a_b` is \\*not\\* \\<b\\>");
        assert_eq!(escaped_but_ids("1. a-b (c) `d e` @x"), "1\\. a-b (c) \\`d e\\` \\@x");
        assert_eq!(escaped_but_ids("# x\n- y \u{1b}[31m `"), "\\# x - y ␛\\[31m \\`");
        assert_eq!(escaped_but_ids("- `a`"), "\\- `a`");
    }
}
