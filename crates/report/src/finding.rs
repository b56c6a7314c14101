//! Findings about an author's text: as compilers show them, and as JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use leadership_advisor::{Diagnostic, Diagnostics, Files, LoadError, Severity, Span};
use serde::Serialize;

use crate::clean::clean;
use crate::json::to_text;
use crate::words::count;

/// A line longer than this is shown in part, around the finding.
const LONGEST_LINE: usize = 400;

/// Every finding with its line and a caret under it, then a line that counts them. Nothing if there are none.
pub fn findings(findings: &Diagnostics, width: usize) -> String {
    let renderer = Renderer::styled().term_width(width.clamp(40, 140));
    let mut text = String::new();
    for finding in findings {
        text.push_str(&renderer.render(&[group(finding, findings.files())]));
        text.push_str("\n\n");
    }
    if let Some(total) = total(findings) {
        text.push_str(&total);
        text.push('\n');
    }
    text
}

/// `2 errors, 1 warning`, or nothing if there is nothing to count.
fn total(findings: &Diagnostics) -> Option<String> {
    let (errors, warnings) = (findings.count(Severity::Error), findings.count(Severity::Warning));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(count(errors, "error"));
    }
    if warnings > 0 {
        parts.push(count(warnings, "warning"));
    }
    if findings.omitted() > 0 {
        parts.push(format!("and {} more that are not shown", findings.omitted()));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Why something could not be loaded: a sentence, or all findings.
pub fn load_error(error: &LoadError, width: usize) -> String {
    match error {
        LoadError::Invalid(problems) => findings(problems, width),
        other => format!("{}\n", clean(&format!("error: {other}"))),
    }
}

fn group<'f>(finding: &'f Diagnostic, files: &'f Files) -> Group<'f> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(clean(&finding.message)).id(finding.code.name());
    let mut group = Group::with_title(title);
    group = shown(group, files, finding.span, AnnotationKind::Primary, None);
    if let Some((span, label)) = &finding.related {
        group = shown(group, files, *span, AnnotationKind::Context, Some(label));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    group
}

/// Adds the one line that a span begins on. Only that line is handed over, cut around the span where it is very long:
/// the renderer panics on a span outside of its text, and takes its time on long ones.
fn shown<'f>(
    group: Group<'f>,
    files: &'f Files,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'f str>,
) -> Group<'f> {
    let place = files.place(span);
    let Some(file) = files.file(span) else { return group };
    let text = file.text.as_str();
    let start = floor(text, span.start as usize);
    let (_, from) = file.line_of(start);
    let far = floor(text, start + 2 * LONGEST_LINE);
    let rest = text.get(start..far).unwrap_or_default();
    let to = rest.find(['\n', '\r']).map_or(far, |at| start + at);
    let cut = to - from > LONGEST_LINE;
    let from = if cut { from.max(floor(text, start.saturating_sub(LONGEST_LINE / 2))) } else { from };
    let to = if cut { to.min(floor(text, start + LONGEST_LINE / 2)) } else { to };
    let end = floor(text, span.end as usize).clamp(start, to);
    let marked = kind.span(start - from..end - from).label(label.map(|label| clean(label).into_owned()));
    let snippet = Snippet::source(text.get(from..to).unwrap_or_default()).line_start(place.line).annotation(marked);
    let path = clean(&place.file).into_owned();
    if cut {
        // In a cut line the renderer would count columns from the cut.
        group.element(Origin::path(path).line(place.line).char_column(place.column)).element(snippet)
    } else {
        group.element(snippet.path(path))
    }
}

/// The boundary of characters at or before an offset.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[derive(Serialize)]
struct Findings<'f> {
    errors: usize,
    warnings: usize,
    findings: Vec<FindingJson<'f>>,
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
}

/// The findings as one JSON object. Ends in a newline.
pub fn findings_json(findings: &Diagnostics) -> String {
    let list = findings.iter().map(|finding| {
        let place = findings.place(finding);
        FindingJson {
            code: finding.code.name(),
            severity: finding.severity().to_string(),
            message: &finding.message,
            file: place.file,
            line: place.line,
            column: place.column,
            help: finding.help.as_deref(),
        }
    });
    to_text(&Findings {
        errors: findings.count(Severity::Error),
        warnings: findings.count(Severity::Warning),
        findings: list.collect(),
    })
}
