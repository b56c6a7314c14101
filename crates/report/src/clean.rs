//! Text that somebody else wrote, made harmless for a terminal.
//!
//! A rulebook, an answers file or a file name may hold escape sequences, overwriting controls, or characters that turn
//! the direction of writing. They are shown, not obeyed. This happens where text is put out, never in the data.

use std::borrow::Cow;
use std::fmt::Write;

/// The same text with control characters shown as pictures (`␛`) or escapes (`\u{202e}`). Newlines and tabs become
/// spaces: text is laid out anew for every width.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Most texts are plain, and a batch cleans a million of them.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => clean.push(' '),
            '\0'..='\u{1F}' => clean.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7F}' => clean.push('\u{2421}'),
            c if is_harmless(c) => clean.push(c),
            c => {
                let _ = write!(clean, "\\u{{{:x}}}", u32::from(c));
            }
        }
    }
    Cow::Owned(clean)
}

/// The same text, character for character, for a line whose columns must stay right. Tabs and the controls of ASCII are
/// left to whoever draws the line; all else that may do harm is shown as `�`.
pub(crate) fn in_place(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() || is_harmless(c) { c } else { '\u{FFFD}' }).collect()
}

/// Whether a terminal shows this character and does nothing else with it.
pub(crate) fn is_harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' // without width, and marks of direction
            | '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use leadership_advisor::Rulebook;

    use super::{clean, in_place, is_harmless};

    #[test]
    fn controls_are_shown_and_not_obeyed() {
        assert_eq!(clean("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(clean("a\u{9b}31m\u{202e}b\u{7f}"), "a\\u{9b}31m\\u{202e}b␡");
        assert_eq!(clean("one\ntwo\tthree"), "one two three");
        assert_eq!(clean("größer 市場 👩‍💼"), "größer 市場 👩‍💼");
        assert_eq!(in_place("größer\t\u{9b}31m\u{202e}"), "größer\t\u{fffd}31m\u{fffd}");
    }

    /// What is shown as an escape here is written as one there, and nothing else.
    #[test]
    fn answers_files_hold_no_character_that_a_terminal_obeys() {
        let mut answers = Rulebook::builtin().answers();
        for c in (0..=0xE_FFFF).filter_map(char::from_u32) {
            let is_special = !is_harmless(c);
            // All others need no look at each: a few stand for them.
            if is_special || u32::from(c) < 0x3000 {
                answers.set_company(Some(format!("x{c}x")));
                let yaml = answers.to_yaml();
                let line = yaml.lines().find_map(|line| line.strip_prefix("company: "));
                assert_eq!(line.is_some_and(|line| line.contains(c)), !is_special, "U+{:04X}", u32::from(c));
            }
        }
    }
}
