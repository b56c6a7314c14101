//! Results as JSON, for programs. The shapes are contracts that the library's records hold; here they become text.

use leadership_advisor::record::Findings;
use leadership_advisor::{Budget, Comparison, Evaluation, Lints, Panel, Schema};
use serde::Serialize;

/// What follows from some answers, and what is found about it within a budget for each search, as one JSON object. Ends in
/// a newline.
pub fn recommendation_json(evaluation: &Evaluation, budget: Budget) -> String {
    to_text(&evaluation.record_within(budget))
}

/// Where people disagree, as one JSON object; of two people also how their points differ. Ends in a newline.
pub fn panel_json(panel: &Panel<'_>, names: &[String], comparison: Option<&Comparison<'_>>) -> String {
    to_text(&panel.record(names, comparison))
}

/// What is found in a rulebook, as one JSON object. Ends in a newline.
pub fn findings_json(lints: &Lints) -> String {
    to_text(&Findings::from(lints))
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
