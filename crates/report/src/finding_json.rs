//! Findings about an author's text for programs: as JSON of our own.

use leadership_advisor::{Diagnostic, Diagnostics, Lints, Severity};
use serde::Serialize;

use crate::json::to_text;

/// What is found, as one JSON object. Ends in a newline.
pub fn findings_json(lints: &Lints) -> String {
    let found = &lints.findings;
    let allowed = lints
        .allowed
        .iter()
        .map(|allowed| AllowedJson { finding: FindingJson::of(&allowed.finding, found), reason: &allowed.reason });
    to_text(&Findings {
        errors: found.count(Severity::Error),
        warnings: found.count(Severity::Warning),
        notes: found.count(Severity::Note),
        omitted: found.omitted(),
        unproven: lints.unproven,
        findings: found.iter().map(|finding| FindingJson::of(finding, found)).collect(),
        allowed: allowed.collect(),
    })
}

#[derive(Serialize)]
struct Findings<'f> {
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Beyond those that are kept.
    omitted: usize,
    unproven: usize,
    findings: Vec<FindingJson<'f>>,
    allowed: Vec<AllowedJson<'f>>,
}

#[derive(Serialize)]
struct FindingJson<'f> {
    code: &'static str,
    severity: String,
    message: &'f str,
    file: String,
    line: usize,
    column: usize,
    help: Option<&'f str>,
    /// YAML, to paste under `cases:`.
    case: Option<&'f str>,
}

#[derive(Serialize)]
struct AllowedJson<'f> {
    #[serde(flatten)]
    finding: FindingJson<'f>,
    reason: &'f str,
}

impl<'f> FindingJson<'f> {
    fn of(finding: &'f Diagnostic, among: &Diagnostics) -> Self {
        let place = among.place(finding);
        FindingJson {
            code: finding.code.name(),
            severity: finding.severity().to_string(),
            message: &finding.message,
            file: place.file,
            line: place.line,
            column: place.column,
            help: finding.help.as_deref(),
            case: finding.case.as_deref(),
        }
    }
}
