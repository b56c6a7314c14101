//! Findings about an author's text: as compilers show them, and as JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use leadership_advisor::{Diagnostic, Diagnostics, Files, LoadError, Severity, Span};
use serde::Serialize;

use crate::clean::{clean, in_place};
use crate::json::to_text;
use crate::words::count;

/// A line longer than this is shown in part, around the finding.
const LONGEST_LINE: usize = 400;

/// Every finding with its line and a caret under it, then a line that counts them. Nothing if there are none.
pub fn findings(findings: &Diagnostics, width: usize) -> String {
    let renderer = Renderer::styled().term_width(width.clamp(40, 140));
    let mut text = String::new();
    for finding in findings {
        text.push_str(&drawn(&renderer, finding, findings.files()));
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

fn drawn(renderer: &Renderer, finding: &Diagnostic, files: &Files) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(clean(&finding.message)).id(finding.code.name());
    let (mut group, first) = shown(Group::with_title(title), files, finding.span, AnnotationKind::Primary, None);
    let mut second = None;
    if let Some((span, label)) = &finding.related {
        (group, second) = shown(group, files, *span, AnnotationKind::Context, Some(label));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    let mut text = renderer.render(&[group]);
    let put_right = |text: &mut String, at: Option<usize>, place: &CutPlace| {
        if let Some(at) = at {
            text.replace_range(at..at + place.drawn.len(), &place.right);
        }
    };
    if let Some(place) = second {
        let at = text.rfind(&place.drawn);
        put_right(&mut text, at, &place);
    }
    if let Some(place) = first {
        let at = text.find(&place.drawn);
        put_right(&mut text, at, &place);
    }
    text
}

/// The place in a line that was cut. The renderer counts its column from the cut.
struct CutPlace {
    drawn: String,
    right: String,
}

/// Adds the one line that a span begins on. Only that line is handed over, cut around the span where it is very long:
/// the renderer panics on a span outside of its text, and takes its time on long ones.
fn shown<'f>(
    group: Group<'f>,
    files: &'f Files,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'f str>,
) -> (Group<'f>, Option<CutPlace>) {
    let place = files.place(span);
    let Some(file) = files.file(span) else { return (group, None) };
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
    let piece = |from, to| in_place(text.get(from..to).unwrap_or_default());
    let (before, within, after) = (piece(from, start), piece(start, end), piece(end, to));
    let at = before.len()..before.len() + within.len();
    let path = clean(&place.file).into_owned();
    let cut_place = cut.then(|| CutPlace {
        drawn: format!("{path}:{}:{}", place.line, before.chars().count() + 1),
        right: format!("{path}:{}:{}", place.line, place.column),
    });
    let marked = kind.span(at).label(label.map(|label| clean(label).into_owned()));
    let snippet = Snippet::source(before + &within + &after).line_start(place.line).path(path).annotation(marked);
    (group.element(snippet), cut_place)
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
