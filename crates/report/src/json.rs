//! Results as JSON, for programs. The shapes are contracts that the library's records hold; here they become text.

use leadership_advisor::record::{Catalogue, Findings};
use leadership_advisor::{Analysed, Comparison, Lints, Rulebook, Schema};
use serde::Serialize;

/// What follows from some answers, and what was found about it, as one JSON object. Ends in a newline.
pub fn recommendation_json(analysed: &Analysed<'_>) -> String {
    to_text(&analysed.record())
}

/// How two sets of answers differ, as one JSON object. Ends in a newline.
pub fn comparison_json(comparison: &Comparison<'_>) -> String {
    to_text(&comparison.record())
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
    serde_json::to_string_pretty(value).map(|json| json + "\n").unwrap_or_default()
}
