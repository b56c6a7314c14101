//! Mistakes that show in the lines around the place where the library noticed one: what it complains of is what came of them.

use super::brackets::{is_closed, open_at_end};
use super::quotes::closing;
use super::spaces::{self, one_word};

/// What is wrong, what to do about it, and where.
pub(super) type Told = (String, String, usize);

pub(super) const QUOTE: &str = "put the whole text into quotes";
/// So many lines above a mistake are looked at for what it stands beside.
const MOST_LINES: usize = 1_000;

/// A mistake as the library tells it.
pub(super) struct Problem<'t> {
    pub(super) message: &'t str,
    /// What it was doing: `while scanning a tag`. Empty where it does not say.
    pub(super) context: &'t str,
    pub(super) text: &'t str,
    /// The byte at which it was noticed.
    pub(super) at: usize,
    /// The byte at which that began which could not be finished, such as a bracket.
    pub(super) begun: Option<usize>,
}

/// The cause of a problem, if it is one of these.
pub(super) fn cause(problem: &Problem<'_>) -> Option<Told> {
    foreign_comment(problem)
        .or_else(|| no_space(problem))
        .or_else(|| missing_space(problem))
        .or_else(|| missing_comma(problem))
        .or_else(|| stray_bracket(problem))
        .or_else(|| ended_by_comment(problem))
        .or_else(|| poor_hyphen(problem))
        .or_else(|| misplaced(problem))
}

/// Where the line of a byte begins.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The line that begins at a byte.
fn line_at(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default().lines().next().unwrap_or_default()
}

/// The lines above a byte, from below, without those that are empty: where each begins, and what it says.
fn above(text: &str, at: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut start = line_start(text, at);
    std::iter::from_fn(move || {
        loop {
            let end = start.checked_sub(1)?;
            start = line_start(text, end);
            let line = text.get(start..end).unwrap_or_default();
            if !line.trim().is_empty() {
                return Some((start, line));
            }
        }
    })
}

/// A comment as programs have them, in a text that begins as JSON does.
fn foreign_comment(problem: &Problem<'_>) -> Option<Told> {
    let Problem { text, at, .. } = *problem;
    if !text.trim_start().starts_with(['{', '[', '/']) {
        return None;
    }
    let own = line_start(text, at);
    let lines = std::iter::once((own, line_at(text, own))).chain(above(text, at).take(1));
    let (start, sign) = lines.into_iter().find_map(|(start, line)| {
        outside_of_quotes(line).find_map(|(place, before)| {
            let sign = line.get(place..place + 2).filter(|sign| matches!(*sign, "//" | "/*"))?;
            (before.is_whitespace() || ",[]{}".contains(before)).then_some((start + place, sign))
        })
    })?;
    let help = "delete it: JSON has no comments; in YAML a comment begins with `#`";
    Some((format!("`{sign}` begins no comment here"), help.to_owned(), start))
}

/// What looks like a space, behind a hyphen or a colon.
fn no_space(problem: &Problem<'_>) -> Option<Told> {
    let Problem { message, text, at, begun, .. } = *problem;
    let messages =
        ["mapping values", "expected ':'", "expected key", "'-' indicator", "document start", "expected ',' or"];
    if !messages.iter().any(|part| message.contains(part)) {
        return None;
    }
    let own = line_start(text, at);
    let begun = begun.map(|begun| line_start(text, begun)).map(|start| (start, line_at(text, start)));
    let mut lines = begun.into_iter().chain(above(text, at).take(1)).chain([(own, line_at(text, own))]);
    let (place, c, behind) = lines.find_map(|(start, line)| {
        let (place, c, behind) = spaces::in_line(line)?;
        Some((start + place, c, behind))
    })?;
    let (what, help) = spaces::told(c, behind);
    Some((what, help, place))
}

/// A key without a space behind its colon, so that it is a text which the next line goes on with.
fn missing_space(problem: &Problem<'_>) -> Option<Told> {
    let Problem { message, text, at, .. } = *problem;
    if !message.contains("mapping values") {
        return None;
    }
    let (start, line) = above(text, at).next()?;
    let word = line.trim_start_matches([' ', '-']);
    let (key, value) = one_word(word.trim_end())?;
    let what = "a key without a space behind its colon".to_owned();
    Some((what, format!("write a space behind the colon: `{key}: {value}`"), start + line.len() - word.len()))
}

/// Two entries in brackets with nothing between them.
fn missing_comma(problem: &Problem<'_>) -> Option<Told> {
    let Problem { message, text, at, begun, .. } = *problem;
    if !message.contains("expected ',' or") {
        return None;
    }
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    let start = if rest.starts_with(':') { key_before(before)? } else { at };
    let entry = text.get(start..)?;
    let between = text.get(..start)?;
    let value = between.trim_end();
    let is_quoted = entry.starts_with('"');
    let is_new_line = between.get(value.len()..)?.contains('\n');
    let is_apart = value.len() < between.len() || value.ends_with(['"', '}', ']']);
    let ends_alike = start < at || value.ends_with(['"', '\'', '}', ']']);
    let begins_alike = is_quoted || entry.starts_with(['{', '[']) || is_new_line;
    if !is_apart || !ends_alike || !begins_alike || value.ends_with([',', '{', '[', ':']) {
        return None;
    }
    // On another line it may as well be the bracket that is missing.
    if is_new_line && !begun.is_some_and(|begun| is_closed(text, begun)) {
        return None;
    }
    let end = match entry.chars().next() {
        Some('"') => closing(text, start, '"').unwrap_or(start),
        _ => start + entry.find(|c: char| !is_part(c)).unwrap_or(entry.len()),
    };
    let named = match text.get(start..end).filter(|name| !name.is_empty()) {
        Some(name) => format!(" before `{name}`"),
        None => String::new(),
    };
    Some((format!("a comma is missing{named}"), "put a comma between the two entries".to_owned(), start))
}

/// What an id is made of.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

/// Where the key begins that a colon follows.
fn key_before(before: &str) -> Option<usize> {
    if let Some(quote @ ('"' | '\'')) = before.chars().next_back() {
        return before.get(..before.len() - 1)?.rfind(quote);
    }
    let word = before.trim_end_matches(is_part);
    (word.len() < before.len()).then_some(word.len())
}

/// A closing bracket that none has opened, or one of the other kind.
fn stray_bracket(problem: &Problem<'_>) -> Option<Told> {
    let Problem { message, text, at, begun, .. } = *problem;
    let found = text.get(at..)?.chars().next().filter(|c| matches!(c, '}' | ']'))?;
    let right = match message {
        m if m.contains("expected ',' or '}'") => Some('}'),
        m if m.contains("expected ',' or ']'") => Some(']'),
        _ => None,
    };
    match right {
        // A bracket that is open on another line is told there.
        Some(_) if text.get(begun?..at)?.contains('\n') => None,
        Some(right) => Some((
            format!("`{found}` stands where `{right}` closes the bracket"),
            format!("write `{right}`; every `{{` needs a `}}` and every `[` a `]`"),
            at,
        )),
        None => {
            let help = format!("delete it; a text that begins with `{found}` needs quotes");
            Some((format!("`{found}` closes nothing: no bracket is open here"), help, at))
        }
    }
}

/// A text on several lines, of which one that is not the last ends in a comment.
fn ended_by_comment(problem: &Problem<'_>) -> Option<Told> {
    let Problem { message, text, at, begun, .. } = *problem;
    let at = match message {
        m if m.contains("expected ':'") => begun?,
        m if m.contains("expected key") || m.contains("'-' indicator") || m.contains("document start") => at,
        _ => return None,
    };
    let start = line_start(text, at);
    let line = line_at(text, start);
    let is_entry = line.contains(": ") || line.trim_end().ends_with(':') || line.trim_start().starts_with("- ");
    if is_entry || !text.get(start..at)?.trim().is_empty() {
        return None;
    }
    let mut between = None;
    for (above, content) in above(text, at) {
        if content.trim_start().starts_with('#') {
            between = Some(above + content.len() - content.trim_start().len());
            continue;
        }
        let place = comment_in(content).map(|place| above + place).or(between)?;
        let depth = |line: &str| line.len() - line.trim_start().len();
        let begins = content.contains(": ") || content.trim_start().starts_with("- ");
        let belongs = depth(line) > depth(content) || (!begins && depth(line) == depth(content));
        let help = "put the whole text into quotes, on one line; a comment that is meant stands above the text";
        return belongs
            .then(|| ("the text ends before this `#`, which begins a comment".to_owned(), help.to_owned(), place));
    }
    None
}

/// An entry of a list whose `-` has no space behind it, or is a longer dash.
fn poor_hyphen(problem: &Problem<'_>) -> Option<Told> {
    let Problem { message, text, at, .. } = *problem;
    if !message.contains("'-' indicator") {
        return None;
    }
    let start = line_start(text, at);
    let line = line_at(text, start);
    let entry = line.trim_start_matches(' ');
    let mut signs = entry.chars();
    let what = match (signs.next()?, signs.next()?) {
        ('-', behind) if !behind.is_whitespace() && behind != '-' => "there is no space behind this `-`".to_owned(),
        (dash @ ('\u{2010}'..='\u{2015}' | '\u{2212}'), _) => {
            format!("`{dash}` is a longer dash than the `-` that begins an entry")
        }
        _ => return None,
    };
    Some((
        what,
        "begin each entry of a list with `- `, a hyphen and a space".to_owned(),
        start + line.len() - entry.len(),
    ))
}

/// A key in the column of a list, or a `-` in that of keys or beside the column of its list.
fn misplaced(problem: &Problem<'_>) -> Option<Told> {
    let Problem { message, text, at, .. } = *problem;
    if !["expected key", "'-' indicator", "document start"].iter().any(|part| message.contains(part)) {
        return None;
    }
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_item = |line: &str| line.trim() == "-" || line.trim_start().starts_with("- ");
    let start = line_start(text, at);
    let line = line_at(text, start);
    let own = depth(line);
    let lines: Vec<(usize, &str)> =
        above(text, at).filter(|(_, line)| !line.trim_start().starts_with('#')).take(MOST_LINES).collect();
    let first = lines.iter().position(|(_, line)| depth(line) <= own)?;
    let (_, higher) = lines.get(first)?;
    let between = lines.get(..first)?.iter().map(|(_, line)| *line).min_by_key(|line| depth(line));
    let (what, help) = match (is_item(line), is_item(higher)) {
        (true, _) if between.is_some_and(is_item) => (
            "this `-` stands further left than those of the list above it".to_owned(),
            format!("put {} before it, as before them", so_many_spaces(depth(between?))),
        ),
        (true, false) if depth(higher) == own => (
            "this `-` stands in the column of the keys above it".to_owned(),
            "begin each entry of a list with `- `, also the first, and write the key of the list above them".to_owned(),
        ),
        (true, true) if depth(higher) < own => (
            "this `-` stands further right than the one above it".to_owned(),
            format!("put {} before it, as before that one", so_many_spaces(depth(higher))),
        ),
        (false, true) if depth(higher) == own => (
            "this key stands in the column of the `-` above it".to_owned(),
            "write `- ` before it if a new entry begins here, or two more spaces if it belongs to the entry above"
                .to_owned(),
        ),
        (false, true) => {
            // The list above, from its last entry to the key that it belongs to.
            let is_list = |(_, line): &&(usize, &str)| {
                depth(line) > depth(higher) || (depth(line) == depth(higher) && is_item(line))
            };
            let list = lines.get(first..)?.iter().take_while(|row| is_list(row) && depth(row.1) != own);
            let behind = first + list.count();
            let (place, _) = lines.get(behind.checked_sub(1)?)?;
            let (_, key) = lines.get(behind).filter(|(_, line)| depth(line) == own)?;
            let key = key.trim().strip_suffix(':')?;
            let what = format!("the list of `{key}` stands further left than `{key}` itself");
            let help = format!("put {} before each `-` of it, or more", so_many_spaces(own));
            return Some((what, help, place + depth(higher)));
        }
        _ => return None,
    };
    Some((what, help, start + own))
}

fn so_many_spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "one space".to_owned(),
        count => format!("{count} spaces"),
    }
}

/// Where the comment of a line begins.
fn comment_in(line: &str) -> Option<usize> {
    let is_sign = |place: usize| line.get(place..).is_some_and(|rest| rest.starts_with('#'));
    let mut places = outside_of_quotes(line).filter(|(place, before)| matches!(before, ' ' | '\t') && is_sign(*place));
    places.next().map(|(place, _)| place)
}

/// The places in a line that are outside of double quotes, and the character before each: a space at the start.
fn outside_of_quotes(line: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut before, mut is_quoted) = (' ', false);
    line.char_indices().filter_map(move |(place, c)| {
        is_quoted ^= c == '"';
        let last = std::mem::replace(&mut before, c);
        (!is_quoted).then_some((place, last))
    })
}

/// The end of the text, with a bracket still open.
pub(super) fn open_bracket(problem: &Problem<'_>) -> Option<Told> {
    let Problem { text, at, .. } = *problem;
    if !text.get(at..)?.trim().is_empty() {
        return None;
    }
    let open = open_at_end(text)?;
    let sign = text.get(open..=open)?;
    let closing = if sign == "{" { "}" } else { "]" };
    Some((format!("the bracket `{sign}` is never closed"), format!("write `{closing}` where it ends"), open))
}

/// What a text is that stands behind the end of a whole document, which no line `---` ends.
pub(super) fn behind_the_end(text: &str, at: usize) -> Option<Told> {
    let dots = above(text, at).find(|(_, line)| line.trim_end() == "..." || line.starts_with("... "));
    if let Some((start, _)) = dots {
        let what = "the line `...` ends the text, and more stands behind it";
        return Some((what.to_owned(), "delete this line, or what stands behind it".to_owned(), start));
    }
    let (before, rest) = (text.get(..at)?.trim_end(), text.get(at..)?);
    if rest.starts_with(['}', ']']) || !before.ends_with(['}', ']']) {
        return None;
    }
    if rest.starts_with("//") || rest.starts_with("/*") {
        return None;
    }
    let what = "more text stands behind the bracket that closes the whole".to_owned();
    Some((what, "delete it, or put it into the brackets".to_owned(), at))
}

/// What stands in a place where a value must begin.
pub(super) fn no_value(rest: &str, is_in_brackets: bool) -> (String, String) {
    let begins = format!("no text can begin with `{}` as it is", rest.chars().next().unwrap_or_default());
    let (what, help) = match rest.chars().next() {
        Some(',') if is_in_brackets => ("a comma with nothing before it", "delete it, or write an entry before it"),
        Some('-') if is_in_brackets => {
            ("no `- ` can stand in brackets", "write `[one, another]`, or a line with `- ` for each without brackets")
        }
        Some(':') => ("a colon with no key in front of it", "write `key: value`; a text with a colon needs quotes"),
        Some(sign) if !sign.is_alphanumeric() => (begins.as_str(), QUOTE),
        _ => ("a value is missing here", "write one; a text with `,`, `: ` or a bracket in it needs quotes"),
    };
    (what.to_owned(), help.to_owned())
}
