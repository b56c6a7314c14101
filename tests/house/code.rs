//! Rust as text: without comments and strings, and cut into words. Enough to see who names whom, and no parser.

/// A word of Rust: an identifier, `::`, or any other sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'c> {
    pub(crate) text: &'c str,
    pub(crate) line: usize,
}

/// The source without its test module, which stands last in a file, and may use whatever it wants.
pub(crate) fn without_tests(source: &str) -> &str {
    let at = source.find("#[cfg(test)]\nmod ");
    at.and_then(|at| source.get(..at)).unwrap_or(source)
}

/// The source with every comment blanked out, and every string too unless they are to be kept. Lines stay where they are.
pub(crate) fn blanked(source: &str, keep_strings: bool) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (length, keep) = match first {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), false),
            '/' if rest.starts_with("/*") => (rest.find("*/").map_or(rest.len(), |at| at + 2), false),
            '"' => (string(rest), keep_strings),
            'r' | 'b' if !out.ends_with(is_part_of_name) => match raw_string(rest) {
                Some(length) => (length, keep_strings),
                None => (1, true),
            },
            '\'' => (character(rest), false),
            _ => (first.len_utf8(), true),
        };
        let (piece, after) = rest.split_at(length);
        match keep {
            true => out.push_str(piece),
            false => out.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
        }
        rest = after;
    }
    out
}

pub(crate) fn words(blanked: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut rest, mut line) = (blanked, 1);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ':' if rest.starts_with("::") => 2,
            c if is_part_of_name(c) => rest.find(|c| !is_part_of_name(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        line += usize::from(first == '\n');
        if !first.is_whitespace() {
            words.push(Word { text, line });
        }
        rest = after;
    }
    words
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a string that begins with its quote.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The length of `r"…"`, `r#"…"#`, `b"…"` or `br#"…"#`, if one begins here.
fn raw_string(text: &str) -> Option<usize> {
    let prefix = text.find(['#', '"'])?;
    match text.get(..prefix)? {
        "b" if text.get(prefix..)?.starts_with('"') => return Some(prefix + string(text.get(prefix..)?)),
        "r" | "br" => {}
        _ => return None,
    }
    let hashes = text.get(prefix..)?.chars().take_while(|c| *c == '#').count();
    let body = prefix + hashes + 1;
    if !text.get(prefix + hashes..)?.starts_with('"') {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    Some(text.get(body..)?.find(&end).map_or(text.len(), |at| body + at + end.len()))
}

/// The length of a character, or of the `'` of a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), _) => text.get(3..).and_then(|rest| rest.find('\'')).map_or(1, |at| at + 4),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[test]
fn comments_and_strings_are_told_from_code() {
    let source = "a::b /* c */ \"d \\\" e\" r#\"f \" g\"# b\"h\" 'i' '\\'' '\\u{1}' &'j k // l\nm r";
    let blank = blanked(source, false);
    let words: Vec<_> = words(&blank).into_iter().map(|word| (word.text, word.line)).collect();
    let expected = [("a", 1), ("::", 1), ("b", 1), ("&", 1), ("j", 1), ("k", 1), ("m", 2), ("r", 2)];
    assert_eq!(words, expected);
    assert!(blanked(source, true).contains("\"d \\\" e\" r#\"f \" g\"# b\"h\""));
    assert!(!blanked(source, true).contains('l'));
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests { b }\n"), "a\n");
}
