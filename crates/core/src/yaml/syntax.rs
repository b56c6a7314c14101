//! Text that is no YAML, explained to somebody who has written none before.
//!
//! The library says what it expected where; authors need to know what they did. So the line at that place is looked at for
//! what people do: tabs, a colon or a quotation mark in a text, a missing space, a line that is indented like none above.
//! Where nothing of that kind is seen, the library's own words have to do.

/// What is wrong and what to do about it, from the library's message and the byte at which it stands.
pub(super) fn explained(message: &str, text: &str, at: usize) -> (String, String) {
    let start = text.get(..at).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = text.get(start..at).unwrap_or_default();
    let rest = text.get(at..).unwrap_or_default();
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let above = text.get(..start).unwrap_or_default().lines().rev().find(|line| !line.trim().is_empty());
    let above = above.unwrap_or_default();
    let (what, help) = match message {
        m if m.contains("tab character") => TAB,
        m if m.contains("cannot start any token") => return sign(rest),
        m if m.contains("unknown anchor") => ("no text can begin with `*` as it is", QUOTE),
        m if m.contains("a tag") => (m, "a text that begins with `!` needs quotes"),
        m if m.contains("mapping keys are not allowed") => ("no text can begin with `? ` as it is", QUOTE),
        m if m.contains("complex key") => {
            ("a key must be one word", "write `key: value`; a text that begins with `[`, `{` or `? ` needs quotes")
        }
        m if m.contains("mapping values are not allowed") => mapping(line, before, above),
        m if m.contains("could not find expected ':'") => {
            let above = above.trim_start().trim_start_matches("- ");
            match above.split_once(':').filter(|(key, _)| is_word(key)) {
                Some((key, value)) if !value.starts_with(' ') && !value.is_empty() => {
                    let help = format!("write a space behind the colon of the line above: `{key}: {value}`");
                    return ("a key without a value".to_owned(), help);
                }
                _ => ("a key without a value", "a key is followed by a colon and a space: `key: value`"),
            }
        }
        m if m.contains("'-' indicator") => {
            let entry = line.trim_start().strip_prefix('-');
            match entry.filter(|entry| entry.starts_with(char::is_alphanumeric)) {
                Some(entry) => {
                    let help = format!("write a space behind the `-`: `- {entry}`");
                    return ("an entry of a list begins with `- `".to_owned(), help);
                }
                None => INDENTATION,
            }
        }
        m if m.contains("expected ',' or") => match rest.starts_with(": ") && before.contains(['{', '[']) {
            true => ("a text with `: ` in it cannot stand in `{…}` or `[…]` as it is", QUOTE),
            false => (
                "a bracket that is open here is not closed, or a comma is missing",
                "every `{` needs a `}` and every `[` a `]`; look at this line and those above",
            ),
        },
        m if m.contains("did not find expected key") || m.contains("<document start>") => {
            let before = before.trim_end();
            let inside = rest.chars().next().is_some_and(char::is_alphanumeric) && before.ends_with('\'');
            match before.chars().next_back() {
                Some('\'') if inside => (
                    "a text in single quotes ends at the next single quote",
                    "write an apostrophe in it twice (`''`), or put the text into double quotes",
                ),
                Some('"' | '\'') => (
                    "a text that begins with a quotation mark ends at the next one",
                    "put the whole text into quotes of the other kind",
                ),
                Some(']' | '}') => ("no text can begin with a bracket as it is", QUOTE),
                _ => INDENTATION,
            }
        }
        other => (other, "look at the indentation, quotes and brackets of this line and the one above"),
    };
    (what.to_owned(), help.to_owned())
}

const QUOTE: &str = "put the whole text into quotes";
const TAB: (&str, &str) = ("a tab in the indentation", "indent with spaces, two for each level");
const INDENTATION: (&str, &str) = (
    "this line is indented like none of those above that it could belong to",
    "line its key up with the other keys of the same entry, and each `-` with the others of the same list",
);

/// A sign with which nothing can begin.
fn sign(rest: &str) -> (String, String) {
    match rest.chars().next() {
        Some('\t') => (TAB.0.to_owned(), TAB.1.to_owned()),
        Some(sign @ ('>' | '<')) => {
            let help = "to compare numbers write `{at_least: 10}`, `{at_most: 10}`, `{above: 10}` or `{below: 10}`";
            (format!("nothing can begin with `{sign}` here"), help.to_owned())
        }
        Some(sign) => (format!("no text can begin with `{sign}` as it is"), QUOTE.to_owned()),
        None => ("the text ends here, and something is missing".to_owned(), "look at the lines above".to_owned()),
    }
}

/// A colon where no key can be.
fn mapping(line: &str, before: &str, above: &str) -> (&'static str, &'static str) {
    let entry = line.trim_start();
    if entry.starts_with(['—', '–', '•', '*']) {
        return ("an entry of a list begins with `- `", "write a plain hyphen and a space");
    }
    if [line, above].iter().any(|line| line.starts_with(|c: char| c.is_whitespace() && !c.is_ascii())) {
        let help = "delete the spaces at the start of this line and the one above, and type them anew";
        return ("a line begins with spaces that are no ordinary ones", help);
    }
    // The second colon of a line stands in a text; the first belongs to a key that cannot stand here.
    if before.contains(": ") {
        return ("a text with `: ` in it cannot stand here as it is", QUOTE);
    }
    INDENTATION
}

fn is_word(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}
