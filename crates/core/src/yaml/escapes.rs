//! What JSON writes and YAML does not read: a character beyond the first 65,536 as two escapes, `\ud83d\ude00`.
//!
//! The two are joined before the library reads the text, and places are led back to the text as it was written.

use std::borrow::Cow;

/// A text for the library, and how far places in it lie before those in the text as written.
pub(super) struct Joined<'t> {
    pub(super) text: Cow<'t, str>,
    /// From which byte on, and by how much.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Joined<'t> {
    /// Only a text that begins as JSON does is looked at: elsewhere a backslash may be just that.
    pub(super) fn of(text: &'t str) -> Self {
        let mut joined = Joined { text: Cow::Borrowed(text), shifts: Vec::new() };
        if !text.trim_start().starts_with(['{', '[']) || !text.contains("\\u") {
            return joined;
        }
        let (mut whole, mut rest) = (String::with_capacity(text.len()), text);
        while let Some((before, behind)) = rest.split_once('\\') {
            whole.push_str(before);
            if let Some((character, behind)) = pair(behind) {
                whole.push_str(&format!("\\U{:08X}", u32::from(character)));
                let shift = text.len() - behind.len() - whole.len();
                joined.shifts.push((whole.len(), shift));
                rest = behind;
                continue;
            }
            // Whatever is escaped begins no escape itself.
            let length = behind.chars().next().map_or(0, char::len_utf8);
            let (escaped, behind) = behind.split_at_checked(length).unwrap_or((behind, ""));
            whole.push('\\');
            whole.push_str(escaped);
            rest = behind;
        }
        whole.push_str(rest);
        joined.text = Cow::Owned(whole);
        joined
    }

    /// Where a byte stands in the text as written.
    pub(super) fn written(&self, at: usize) -> usize {
        let shifted = self.shifts.partition_point(|(from, _)| *from <= at);
        at + shifted.checked_sub(1).and_then(|nth| self.shifts.get(nth)).map_or(0, |(_, shift)| *shift)
    }
}

/// The character of two escapes behind a backslash, and what follows them.
fn pair(text: &str) -> Option<(char, &str)> {
    let (high, rest) = unit(text)?;
    let (low, rest) = unit(rest.strip_prefix('\\')?)?;
    let character = char::decode_utf16([high, low]).next()?.ok()?;
    (u32::from(character) > 0xFFFF).then_some((character, rest))
}

fn unit(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.strip_prefix('u')?.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)?, rest))
}
