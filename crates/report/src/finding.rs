//! Findings about an author's text, as compilers show them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use leadership_advisor::{Diagnostic, Diagnostics, Files, Lints, LoadError, Severity, Span};

use crate::clean::{clean, in_place};
use crate::words::count;

/// A line longer than this is shown in part, around the finding.
const LONGEST_LINE: usize = 400;

/// Every finding with its line and a caret under it, then a line that counts them. Nothing if there are none.
pub fn findings(findings: &Diagnostics, width: usize) -> String {
    let counted = total(findings);
    each(findings, width) + &line(&counted)
}

/// The same for all that is doubtful in a rulebook: with what the author allows counted, and what stayed unproven said.
pub fn lints(lints: &Lints, width: usize) -> String {
    let mut counted = total(&lints.findings);
    if !lints.allowed.is_empty() {
        counted.push(format!("{} allowed with a reason", count(lints.allowed.len(), "finding")));
    }
    let mut text = each(&lints.findings, width) + &line(&counted);
    if let Some(worst) = lints.findings.iter().min_by_key(|finding| finding.severity()) {
        text.push_str(&format!("`advisor rules explain {}` says more\n", worst.code));
    }
    if lints.unproven > 0 {
        let things = count(lints.unproven, "thing");
        text.push_str(&format!("{things} could not be proved within the budget; nothing is claimed about them\n"));
    }
    text
}

fn each(findings: &Diagnostics, width: usize) -> String {
    let renderer = Renderer::styled().term_width(width.clamp(40, 140));
    let mut text = String::new();
    for finding in findings {
        text.push_str(&drawn(&renderer, finding, findings.files()));
        text.push_str("\n\n");
    }
    text
}

/// `2 errors`, `1 warning`; what there is none of is left out.
fn total(findings: &Diagnostics) -> Vec<String> {
    let severities = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts = severities.into_iter().map(|(severity, noun)| (findings.count(severity), noun));
    let mut parts: Vec<String> =
        counts.filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)).collect();
    if findings.omitted() > 0 {
        parts.push(format!("and {} more that are not shown", findings.omitted()));
    }
    parts
}

fn line(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { parts.join(", ") + "\n" }
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
        Severity::Note => Level::NOTE,
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
    if finding.case.is_some() {
        group = group.element(Level::NOTE.message("these answers show it, as a case to paste under `cases:`"));
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
    // Below the drawing and with nothing in front but spaces, so that it can be copied as it is.
    for line in finding.case.iter().flat_map(|case| case.lines()) {
        text.push_str("\n    ");
        text.push_str(&clean(line));
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
