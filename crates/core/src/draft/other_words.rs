//! Keys that people write because they know them from elsewhere, and what the format calls them.
//!
//! Near names are found by their letters; these have none in common.

/// The mapping by its name in the format (empty: any), what is written, and what is meant.
const OTHER_WORDS: &[(&str, &str, &str)] = &[
    ("", "reason", "because"),
    ("", "rationale", "because"),
    ("", "explanation", "because"),
    ("rule", "why", "because"),
    ("rule", "then", "points"),
    ("rule", "score", "points"),
    ("rule", "scores", "points"),
    ("rule", "weight", "points"),
    ("rule", "weights", "points"),
    ("rule", "excludes", "rules_out"),
    ("rule", "exclude", "rules_out"),
    ("question", "question", "ask"),
    ("question", "text", "ask"),
    ("question", "title", "ask"),
    ("question", "label", "ask"),
    ("question", "options", "answers"),
    ("question", "choices", "answers"),
    ("question", "values", "answers"),
    ("question", "kind", "type"),
    ("question", "if", "ask_if"),
    ("question", "when", "ask_if"),
    ("question", "show_if", "ask_if"),
    ("decision", "if", "applies_if"),
    ("decision", "when", "applies_if"),
    ("decision", "ask", "title"),
    ("decision", "question", "title"),
    ("decision", "answers", "options"),
    ("decision", "choices", "options"),
    ("headline", "title", "say"),
    ("headline", "text", "say"),
    ("contradiction", "message", "say"),
    ("contradiction", "text", "say"),
    ("property", "must", "always"),
    ("property", "must_not", "never"),
    ("property", "if", "when"),
    ("case", "expected", "expect"),
    ("case", "given", "answers"),
    ("", "when", "if"),
    ("", "condition", "if"),
    ("", "sections", "rulebook"),
    ("", "name", "title"),
    ("", "name", "id"),
    ("", "label", "title"),
    ("", "text", "title"),
    ("", "description", "summary"),
    ("", "source", "sources"),
    ("", "citations", "sources"),
    ("", "url", "address"),
    ("", "link", "address"),
    ("", "date", "published"),
    ("", "year", "published"),
];

/// What the format calls a key, if it is known under another name and `fits` the mapping.
pub(super) fn known_as(mapping: &str, wrong: &str, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let mut rows = OTHER_WORDS.iter().filter(|(of, word, _)| (*of == mapping || of.is_empty()) && *word == wrong);
    rows.find(|(_, _, right)| fits(right)).map(|(_, _, right)| *right)
}
