//! One row of JSON, taken apart without being understood: its keys with their values as they were written, and its id even where
//! the rest is no JSON.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

pub(super) const SHAPE: &str = "a row is written as {\"id\": \"acme\", \"answers\": {}}";

/// A row of the input, with its values as they were written: a number of many digits is to come out digit for digit.
#[derive(Default)]
pub(super) struct Row<'l> {
    pub(super) id: Option<&'l RawValue>,
    pub(super) answers: Option<&'l RawValue>,
    pub(super) others: Vec<(Cow<'l, str>, &'l RawValue)>,
    pub(super) is_doubled: bool,
}

/// Reads a row, and keeps what it found if the rest is no JSON.
pub(super) struct Reading<'r, 'l>(pub(super) &'r mut Row<'l>);

impl<'de> DeserializeSeed<'de> for Reading<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SHAPE)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key<'de>>()? {
            let value = map.next_value()?;
            match &*key.0 {
                "id" if self.0.id.is_none() => self.0.id = Some(value),
                "answers" if self.0.answers.is_none() => self.0.answers = Some(value),
                "id" | "answers" => self.0.is_doubled = true,
                _ => self.0.others.push((key.0, value)),
            }
        }
        Ok(())
    }
}

/// A key, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'l>(#[serde(borrow)] Cow<'l, str>);

/// A value as a row's name: a text, or JSON where it is something else.
pub(super) fn in_text(id: &str) -> (String, bool) {
    match id.bytes().next() {
        Some(b'n') => (String::new(), false),
        Some(b'"') => {
            serde_json::from_str(&as_written(id)).map_or_else(|_| (id.to_owned(), true), |name| (name, false))
        }
        _ => (id.to_owned(), true),
    }
}

/// The name in a text that is no JSON: the value behind the first `"id":` of the outermost braces.
pub(super) fn name_in(text: &[u8]) -> (String, bool) {
    let text = String::from_utf8_lossy(text);
    let mut depth = 0_usize;
    let mut rest = &*text;
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let (_, from) = rest.split_at(at);
        match from.as_bytes().first() {
            Some(b'"') => {
                let mut texts = serde_json::Deserializer::from_str(from).into_iter::<Cow<'_, str>>();
                let Some(Ok(key)) = texts.next() else { break };
                let behind = from.get(texts.byte_offset()..).unwrap_or_default();
                let value = behind.trim_start().strip_prefix(':');
                if depth == 1 && key == "id" && value.is_some() {
                    let mut values =
                        serde_json::Deserializer::from_str(value.unwrap_or_default()).into_iter::<&RawValue>();
                    return values
                        .next()
                        .and_then(Result::ok)
                        .map_or_else(Default::default, |value| in_text(value.get()));
                }
                rest = behind;
                continue;
            }
            Some(b'{' | b'[') => depth += 1,
            _ => depth = depth.saturating_sub(1),
        }
        rest = from.get(1..).unwrap_or_default();
    }
    Default::default()
}

/// What is wrong with a row, with the place where it was seen.
pub(super) fn in_words(error: &serde_json::Error, text: &[u8], is_array: bool) -> String {
    if std::str::from_utf8(text).is_err() {
        return format!("the {} is not UTF-8", if is_array { "row" } else { "line" });
    }
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    match (error.is_eof(), is_array) {
        (true, false) => "the line ends in the middle of a row".to_owned(),
        (true, true) => "the input ends in the middle of a row".to_owned(),
        (false, true) => format!("{what}, in line {} of the row", error.line()),
        (false, false) => format!("{what}, at column {}", error.column()),
    }
}

/// JSON as it was written, but for halves of characters (`\\ud83d` without its other half), which strict readers refuse: for
/// each stands the sign for what is no text. Most values have no escapes of that kind, and are not copied.
pub(super) fn as_written(raw: &str) -> Cow<'_, str> {
    if !raw.contains("\\u") {
        return Cow::Borrowed(raw);
    }
    let mut whole = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, escape)) = rest.split_once('\\') {
        whole.push_str(before);
        let half =
            |text: &str| text.strip_prefix('u')?.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let other = || escape.get(5..)?.strip_prefix('\\').and_then(half);
        let (kept, taken) = match (half(escape), other()) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (escape.get(..11), 11),
            (Some(0xD800..=0xDFFF), _) => (Some("ufffd"), 5),
            _ => (escape.get(..1), 1),
        };
        whole.push('\\');
        whole.push_str(kept.unwrap_or_default());
        rest = escape.get(taken..).unwrap_or_default();
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn only_halves_of_characters_are_replaced() {
        for (raw, written) in [
            (r#""\ud83d\ude00 \\ud83d \n é""#, r#""\ud83d\ude00 \\ud83d \n é""#),
            (r#"["\ud83d", "\ude00x", "\ud83d\ud83d\ude00"]"#, r#"["\ufffd", "\ufffdx", "\ufffd\ud83d\ude00"]"#),
            ("12345678901234567890.0e-7", "12345678901234567890.0e-7"),
        ] {
            assert_eq!(as_written(raw), written);
        }
    }
}
