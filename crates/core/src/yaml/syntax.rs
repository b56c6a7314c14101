//! Text that is no YAML, explained to somebody who has written none before.
//!
//! The library says what it expected where; authors need to know what they did. So the line at that place is looked at for
//! what people do: tabs, a colon or a quotation mark in a text, a missing space, a line that is indented like none above.
//! The words of the library never reach a reader: each of its messages has words of its own here, and a test lists them.

use super::brackets::is_closed;
use super::causes::{self, Problem, QUOTE, no_value};
use super::quotes::running_on;

/// What is wrong, what to do about it, and where, if that is elsewhere than where it was noticed.
pub(super) fn explained(problem: &Problem<'_>) -> (String, String, usize) {
    let Problem { message, context, text, at, begun } = *problem;
    let line_start = text.get(..at).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = text.get(line_start..at).unwrap_or_default();
    if let Some(found) = instruction(problem)
        .or_else(|| quote(message, text, at).or_else(|| open_quote(message, text, begun)))
        .or_else(|| causes::cause(problem))
        .or_else(|| begun.and_then(|begun| bracket(message, text, at, begun)))
        .or_else(|| causes::open_bracket(problem))
    {
        return found;
    }
    if let Some(begun) = begun.filter(|_| message.contains("could not find expected ':'")) {
        let (what, help) = lonely_key(text.get(begun..).and_then(|rest| rest.lines().next()).unwrap_or_default());
        return (what, help, begun);
    }
    if message.contains("alphabetic or numeric")
        && let Some(sign) = before.rfind(['*', '&'])
    {
        let (what, help) = sign_of(text.get(line_start + sign..).unwrap_or_default());
        return (what, help, line_start + sign);
    }
    if message == WRONG_TAG || context.contains("a tag") || message.contains("tag handle") {
        let rest = text.get(at..).unwrap_or_default();
        let sign = if rest.starts_with('!') { Some(at) } else { before.rfind('!').map(|sign| line_start + sign) };
        let start = sign.unwrap_or(at);
        let tag = text.get(start..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
        if message == WRONG_TAG && tag.starts_with('!') {
            let what = format!("what stands behind `{tag}` is nothing of that type");
            return (what, format!("delete `{tag}`: a value needs no type in front"), start);
        }
        return ("no text can begin with `!` as it is".to_owned(), QUOTE.to_owned(), start);
    }
    if (message.contains("invalid Unicode") || message.contains("hexadecimal"))
        && let Some(sign) = before.rfind('\\')
    {
        let start = line_start + sign;
        let (what, help) = escape(text.get(start..).unwrap_or_default());
        return (what, help, start);
    }
    if (message.contains("expected comment or line break") || message.contains("indicator equal to 0"))
        && let Some(sign) = before.rfind(['>', '|'])
    {
        let rest = text.get(line_start + sign..).unwrap_or_default();
        let (what, help) = match rest.trim_start_matches(['>', '=', ' ']).starts_with(|c: char| c.is_ascii_digit()) {
            true if rest.starts_with('>') => sign_of(rest),
            _ => (format!("no text can begin with `{}` as it is", rest.get(..1).unwrap_or_default()), QUOTE.to_owned()),
        };
        return (what, help, line_start + sign);
    }
    let (what, help) = elsewhere(problem);
    // Beyond the last character there is nothing to point at.
    let last = text.trim_end().char_indices().next_back().map_or(0, |(last, _)| last);
    (what, help, at.min(last))
}

/// How a value is told that does not fit the tag before it.
pub(super) const WRONG_TAG: &str = "a value that does not fit its tag";

/// A line that begins with `%`, which tells a reader of YAML something.
fn instruction(problem: &Problem<'_>) -> Option<(String, String, usize)> {
    let Problem { message, context, text, at, .. } = *problem;
    let is_one = context.contains("directive") || message.contains("directive") || message.contains("incompatible");
    if !is_one && !message.contains("<document start>") {
        return None;
    }
    let (mut start, mut found) = (0, None);
    for line in text.split_inclusive(['\n', '\r']) {
        if start > at || (!is_one && found.is_some()) {
            break;
        }
        if line.starts_with('%') {
            found = Some(start);
        } else if !is_one && !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        start += line.len();
    }
    let what = "a line that begins with `%` is an instruction to YAML, and means nothing here";
    Some((what.to_owned(), "delete it; a text that begins with `%` needs quotes".to_owned(), found?))
}

/// A quotation mark that nothing closes, on the last line.
fn open_quote(message: &str, text: &str, begun: Option<usize>) -> Option<(String, String, usize)> {
    let is_end = message.contains("end of stream") || message.contains("document indicator");
    let begun = begun.filter(|_| is_end)?;
    let mark = text.get(begun..=begun).filter(|mark| matches!(*mark, "\"" | "'"))?;
    Some(("a quotation mark that is not closed".to_owned(), closed_by(mark), begun))
}

/// How a quotation mark is closed, and written within the text.
fn closed_by(mark: &str) -> String {
    let within = match mark {
        "'" => "an apostrophe is written twice (`''`)",
        _ => "a quotation mark is written `\\\"`",
    };
    format!("write `{mark}` where the text ends; within it, {within}")
}

/// An escape that stands for no character.
fn escape(rest: &str) -> (String, String) {
    let end = rest.get(2..).and_then(|digits| digits.find(|c: char| !c.is_ascii_hexdigit()));
    let wanted = match rest.get(1..2) {
        Some("x") => 2,
        Some("u") => 4,
        _ => 8,
    };
    let end = end.map_or(rest.len(), |end| end + 2).min(2 + wanted);
    let written = rest.get(..end).unwrap_or_default();
    let code = u32::from_str_radix(written.get(2..).unwrap_or_default(), 16).unwrap_or_default();
    if end < 2 + wanted {
        let what = format!("`{written}` is no character: {wanted} digits from `0` to `f` belong to it");
        return (what, "write all of them; if no character is meant, write the backslash twice (`\\\\`)".to_owned());
    }
    if (0xD800..0xE000).contains(&code) {
        let what = format!("`{written}` is half of a character, and the other half is missing");
        return (what, "write both halves, such as `\\ud83d\\ude00`, or the character itself".to_owned());
    }
    (format!("`{written}` is no character"), "write the character itself".to_owned())
}

/// A quotation mark that is closed many lines below, or never.
fn quote(message: &str, text: &str, at: usize) -> Option<(String, String, usize)> {
    let is_near = [
        "expected key",
        "expected ',' or",
        "end of stream",
        "<document start>",
        "document indicator",
        "unknown escape",
    ];
    let range = is_near.iter().any(|part| message.contains(part)).then(|| running_on(text, at))??;
    let mark = text.get(range.start..range.start + 1)?;
    Some(("a quotation mark that is not closed on its line".to_owned(), closed_by(mark), range.start))
}

/// A bracket that is not closed on its line: it stands there, and not where that is noticed.
fn bracket(message: &str, text: &str, at: usize, begun: usize) -> Option<(String, String, usize)> {
    let is_open = text.get(begun..)?.starts_with(['{', '[']) && message.contains("expected ',' or");
    if !is_open || !text.get(begun..at)?.contains(['\n', '\r']) || is_closed(text, begun) {
        return None;
    }
    let line = text.get(begun..)?.lines().next().unwrap_or_default();
    let help = match line.find(" #") {
        Some(_) => "behind a space `#` begins a comment; put the text with it into quotes",
        None => "every `{` needs a `}` and every `[` a `]`; a text with a comma or a bracket in it needs quotes",
    };
    Some(("a bracket that is not closed on its line".to_owned(), help.to_owned(), begun))
}

/// A line that should be a key and its value.
fn lonely_key(line: &str) -> (String, String) {
    let help = match line.split_once(':').filter(|(key, value)| is_word(key) && !value.starts_with(' ')) {
        Some((key, value)) if !value.is_empty() => format!("write a space behind the colon: `{key}: {value}`"),
        _ if line.starts_with(['{', '[']) => "if an entry of a list stands here, begin it with `- `".to_owned(),
        _ => "a key is followed by a colon and a space: `key: value`".to_owned(),
    };
    ("a key without a value".to_owned(), help)
}

/// What is wrong where the mistake was noticed.
fn elsewhere(problem: &Problem<'_>) -> (String, String) {
    let Problem { message, context, text, at, .. } = *problem;
    let start = text.get(..at).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = text.get(start..at).unwrap_or_default();
    let rest = text.get(at..).unwrap_or_default();
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let above = text.get(..start).unwrap_or_default().lines().rev().find(|line| !line.trim().is_empty());
    let above = above.unwrap_or_default();
    let (what, help) = match message {
        m if m.contains("tab character") => TAB,
        m if m.contains("cannot start any token") => return sign_of(rest),
        m if m.contains("unknown anchor") => ("no text can begin with `*` as it is", QUOTE),
        m if m.contains("node content") => return no_value(rest, context.contains("flow")),
        m if m.contains("block sequence entries") => match before.trim_end().chars().next_back() {
            Some(':') => (
                "a list cannot begin on the line of its key",
                "write each entry on a line of its own below the key; a text that begins with `- ` needs quotes",
            ),
            Some('"' | '\'') => END_OF_QUOTES,
            _ => ("no entry of a list can begin here", "begin it on a line of its own; a text with `- ` needs quotes"),
        },
        m if m.contains("unexpected ':'") => ("no text in `{…}` or `[…]` can end with a colon as it is", QUOTE),
        m if m.contains("a tag") => ("no text can begin with `!` as it is", QUOTE),
        m if m.contains("mapping keys are not allowed") => ("no text can begin with `? ` as it is", QUOTE),
        m if m.contains("complex key") => {
            ("a key must be one word", "write `key: value`; a text that begins with `[`, `{` or `? ` needs quotes")
        }
        m if m.contains("mapping values are not allowed") => mapping(line, before, above),
        m if m.contains("unknown escape") => (
            "a backslash means nothing before this letter, in a text in double quotes",
            "write the backslash twice (`\\\\`), or put the text into single quotes",
        ),
        m if m.contains("end of stream") => ("the text ends here, and something is missing", "look at the lines above"),
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
        m if m.contains("did not find expected key") && rest.starts_with(": ") => return no_value(rest, false),
        m if m.contains("did not find expected key") || m.contains("<document start>") => {
            let before = before.trim_end();
            let inside = rest.chars().next().is_some_and(char::is_alphanumeric) && before.ends_with('\'');
            match before.chars().next_back() {
                Some('\'') if inside => (
                    "a text in single quotes ends at the next single quote",
                    "write an apostrophe in it twice (`''`), or put the text into double quotes",
                ),
                Some('"' | '\'') => END_OF_QUOTES,
                Some(']' | '}') => ("no text can begin with a bracket as it is", QUOTE),
                _ => INDENTATION,
            }
        }
        _ => ("this is no YAML", "look at this line and the one above it"),
    };
    (what.to_owned(), help.to_owned())
}

const END_OF_QUOTES: (&str, &str) = (
    "a text that begins with a quotation mark ends at the next one",
    "put the whole text into quotes of the other kind",
);
const TAB: (&str, &str) = ("a tab in the indentation", "indent with spaces, two for each level");
const INDENTATION: (&str, &str) = (
    "this line is indented like none of those above that it could belong to",
    "line its key up with the other keys of the same entry, and each `-` with the others of the same list",
);

/// A sign with which nothing can begin.
fn sign_of(rest: &str) -> (String, String) {
    match rest.chars().next() {
        Some('\t') => (TAB.0.to_owned(), TAB.1.to_owned()),
        Some(sign @ ('>' | '<')) => {
            let help = "to compare numbers write `{above: 10}`, `{below: 10}`, `{at_least: 10}` or `{at_most: 10}`";
            (format!("nothing can begin with `{sign}` here"), format!("{help}; a text that begins so needs quotes"))
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
