//! Findings about an author's text as SARIF 2.1.0 (OASIS, 2020), which code hosts show in a review.
//!
//! Written by hand with `serde_json`: the crates for SARIF carry the whole standard as types, and this is a page of it. What
//! the author allows is in it as suppressed, with the reason.

use std::fmt::Write;

use leadership_advisor::{Code, Diagnostic, Files, Lints, Severity, Span};
use serde_json::{Value, json};

use crate::explanation::Sections;
use crate::json::to_text;

/// The schema that the standard gives for itself.
pub(crate) const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What is found, and what is allowed, as a SARIF log with one run. Ends in a newline.
pub fn findings_sarif(lints: &Lints) -> String {
    let files = lints.findings.files();
    let found = lints.findings.iter().map(|finding| (finding, None));
    let allowed = lints.allowed.iter().map(|allowed| (&allowed.finding, Some(allowed.reason.as_str())));
    let all: Vec<(&Diagnostic, Option<&str>)> = found.chain(allowed).collect();
    let mut codes: Vec<Code> = all.iter().map(|(finding, _)| finding.code).collect();
    codes.sort();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = all.iter().map(|(finding, reason)| result(finding, *reason, &codes, files)).collect();
    let driver = json!({"name": "advisor", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
    to_text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }))
}

/// What there is to know about a kind of finding.
fn rule(code: Code) -> Value {
    let page = Sections::of(code.page());
    json!({
        "id": code.name(),
        "shortDescription": {"text": code.meaning()},
        "fullDescription": {"text": page.text_of("Why it matters")},
        "help": {"text": page.text_of("Remedy"), "markdown": code.page()},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

fn result(finding: &Diagnostic, allowed: Option<&str>, codes: &[Code], files: &Files) -> Value {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    if let Some(case) = &finding.case {
        let _ = write!(text, "\nthese answers show it:\n{case}");
    }
    let mut result = json!({
        "ruleId": finding.code.name(),
        "ruleIndex": codes.iter().position(|code| *code == finding.code),
        "level": level(finding.severity()),
        "message": {"text": text},
        "locations": [{"physicalLocation": location(finding.span, files)}],
    });
    if let (Some((span, label)), Some(result)) = (&finding.related, result.as_object_mut()) {
        let related = json!([{"physicalLocation": location(*span, files), "message": {"text": label}}]);
        result.insert("relatedLocations".to_owned(), related);
    }
    if let (Some(reason), Some(result)) = (allowed, result.as_object_mut()) {
        let suppressions = json!([{"kind": "inSource", "justification": reason}]);
        result.insert("suppressions".to_owned(), suppressions);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(span: Span, files: &Files) -> Value {
    let start = files.place(span);
    let end = files.place(Span { start: span.end.max(span.start), ..span });
    json!({
        "artifactLocation": {"uri": uri(&start.file)},
        "region": {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column},
    })
}

/// A path as a reference: relative ones stay relative to wherever the run was started.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = match path.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [_, b':', ..] if cfg!(windows) => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~');
        if is_plain {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("rules/a b.yaml"), "rules/a%20b.yaml");
        assert_eq!(uri("/tmp/größe#1.yaml"), "file:///tmp/gr%C3%B6%C3%9Fe%231.yaml");
        assert_eq!(uri("../x\u{1b}.yaml"), "../x%1B.yaml");
    }
}
