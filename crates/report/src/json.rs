//! Results as JSON, for programs. The shapes are contracts that the library's records hold; here they become text.

use std::fmt::Write;

use leadership_advisor::record::{Catalogue, Findings};
use leadership_advisor::{Analysed, Comparison, Lints, Panel, Rulebook, Schema};
use serde::Serialize;

use crate::clean::is_harmless;

/// What follows from some answers, and what was found about it, as one JSON object. Ends in a newline.
pub fn recommendation_json(analysed: &Analysed<'_>) -> String {
    to_text(&analysed.record())
}

/// Where people disagree, as one JSON object; of two people also how their points differ. Ends in a newline.
pub fn panel_json(panel: &Panel<'_>, names: &[String], comparison: Option<&Comparison<'_>>) -> String {
    to_text(&panel.record(names, comparison))
}

/// What is found in a rulebook, as one JSON object. Ends in a newline.
pub fn findings_json(lints: &Lints) -> String {
    to_text(&Findings::from(lints))
}

/// The rulebook as data: questions, decisions, options, sections and sources, as one JSON object. Ends in a newline.
pub fn catalogue_json(rulebook: &Rulebook) -> String {
    to_text(&Catalogue::from(rulebook))
}

/// The schema of a rulebook's files, as JSON for editors. Ends in a newline.
pub fn schema_json(schema: &Schema) -> String {
    to_text(schema)
}

/// Pretty-printed JSON that ends in a newline.
pub(crate) fn to_text(value: &impl Serialize) -> String {
    // Only a map with keys that are no strings, or a failing `Serialize`, can fail; there is neither here.
    let json = serde_json::to_string_pretty(value).map(|json| json + "\n").unwrap_or_default();
    escaped(json)
}

/// The same JSON with escapes for the characters that a terminal obeys and JSON lets stand: programs read the same, and
/// whoever prints it is safe. But for line ends they all stand within strings.
fn escaped(json: String) -> String {
    let is_safe = |c: char| c == '\n' || is_harmless(c);
    if json.chars().all(is_safe) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            c if is_safe(c) => safe.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _ = write!(safe, "\\u{unit:04x}");
            }),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn no_terminal_obeys_json_and_programs_read_the_same() {
        let text = "\u{9b}5m \u{202e}\u{7f} \u{e0041} größer 👩‍💼\r\n";
        let json = to_text(&[text]);
        assert_eq!(json, "[\n  \"\\u009b5m \\u202e\\u007f \\udb40\\udc41 größer 👩‍💼\\r\\n\"\n]\n");
        assert_eq!(to_text(&["\u{7f}"]), "[\n  \"\\u007f\"\n]\n");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).ok(), Some(vec![text.to_owned()]));
    }
}
