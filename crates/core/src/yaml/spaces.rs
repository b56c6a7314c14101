//! Spaces that are none: characters that look like a space, or like nothing, and that YAML takes for a letter.
//!
//! They come with text from a web page or a word processor. Behind a hyphen or a colon they make one word of what looks like two.

/// Whether a character looks like a space or like nothing, and is no space to YAML.
pub(super) fn is_no_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

/// What is wrong where one of them stands behind a hyphen or a colon, and what to do.
pub(super) fn told(c: char, behind: char) -> (String, String) {
    let name = match c {
        '\u{A0}' => "a no-break space",
        '\u{202F}' => "a narrow no-break space",
        '\u{3000}' => "a wide space",
        c if c.is_whitespace() => "a space that is no ordinary one",
        _ => "an invisible character",
    };
    let message =
        format!("{name} (U+{:04X}) stands behind the `{behind}`, and YAML needs an ordinary one", u32::from(c));
    (message, format!("delete what stands behind the `{behind}`, and type a space anew"))
}

/// The first of them in a line that follows the hyphen of an entry or the colon of a key: where, which, and behind what.
pub(super) fn in_line(line: &str) -> Option<(usize, char, char)> {
    let mut before = None;
    let mut is_begin = true;
    for (at, c) in line.char_indices() {
        match before {
            Some(sign) if is_no_space(c) => return Some((at, c, sign)),
            _ => {}
        }
        if matches!(c, '"' | '\'' | '#') {
            return None;
        }
        before = (c == ':' || (c == '-' && is_begin)).then_some(c);
        is_begin &= c == ' ' || c == '-';
    }
    None
}

/// A word with a colon in it, and what it was meant to be: a key and a value.
pub(super) fn one_word(word: &str) -> Option<(&str, &str)> {
    let (name, rest) = word.split_once(':')?;
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let is_name = !name.is_empty() && name.chars().all(is_id);
    (is_name && !rest.is_empty() && !rest.starts_with(['/', ' ']) && !rest.contains(": ")).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::in_line;

    #[test]
    fn what_is_no_space_is_found_behind_a_hyphen_or_a_colon() {
        assert_eq!(in_line("  -\u{a0}id: q"), Some((3, '\u{a0}', '-')));
        assert_eq!(in_line("  - id:\u{200b}q"), Some((7, '\u{200b}', ':')));
        for line in ["  - id: 5\u{a0}%", "a: well-\u{a0}known", "a: \"b:\u{a0}c\"", "\u{a0}a: b", "a: # b:\u{a0}c"] {
            assert_eq!(in_line(line), None, "{line}");
        }
    }
}
