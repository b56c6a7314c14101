//! Charts and their boxes.

use super::conditions::{Compiler, Scope};
use super::names::Names;
use super::unique;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{self, Draft};
use crate::rulebook::{BoxStyle, Chart, ChartBox, Decision, Question};
use crate::table::Table;

/// A chart of more boxes than this cannot be read.
const MOST_BOXES: usize = 200;

pub(super) fn check(
    draft: &Draft,
    names: &Names<'_>,
    questions: &Table<Question>,
    decisions: &Table<Decision>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Chart> {
    unique("charts", draft.charts.iter().map(|chart| &chart.id), out);
    let compiler = Compiler { names, questions, decisions: Some(decisions), scope: Scope::Result };
    let mut charts = Vec::new();
    for chart in &draft.charts {
        if chart.boxes.is_empty() {
            let message = format!("the chart `{}` has nothing to draw", chart.id.value);
            out.push(Diagnostic::new(Code::MissingKey, chart.id.span, message).help("add `boxes:`"));
        }
        let mut seen = 0;
        charts.push(Chart {
            id: chart.id.value.clone(),
            title: chart.title.clone(),
            condition: chart.condition.as_ref().map(|condition| compiler.compile(condition, out)),
            boxes: boxes(&chart.boxes, &compiler, &mut seen, out),
            span: chart.id.span,
        });
    }
    charts
}

/// The boxes in one row, each with those below it. What is beyond the number that a chart may have is reported once.
fn boxes(
    drafts: &[draft::ChartBox],
    compiler: &Compiler<'_>,
    seen: &mut usize,
    out: &mut Vec<Diagnostic>,
) -> Vec<ChartBox> {
    let mut boxes = Vec::new();
    for draft in drafts {
        *seen += 1;
        if *seen > MOST_BOXES {
            if *seen == MOST_BOXES + 1 {
                let message = format!("a chart has more than {MOST_BOXES} boxes");
                out.push(Diagnostic::new(Code::TooLarge, draft.span, message).help("draw several charts"));
            }
            return boxes;
        }
        boxes.push(ChartBox {
            title: draft.title.clone(),
            note: draft.note.clone(),
            style: style(draft, out),
            condition: draft.condition.as_ref().map(|condition| compiler.compile(condition, out)),
            below: self::boxes(&draft.below, compiler, seen, out),
            span: draft.span,
        });
    }
    boxes
}

fn style(draft: &draft::ChartBox, out: &mut Vec<Diagnostic>) -> BoxStyle {
    match draft.style.as_ref().map(|style| (style.value.as_str(), style.span)) {
        None | Some(("plain", _)) => BoxStyle::Plain,
        Some(("strong", _)) => BoxStyle::Strong,
        Some(("dashed", _)) => BoxStyle::Dashed,
        Some((wrong, span)) => {
            let problem = Diagnostic::new(Code::UnknownName, span, format!("`{wrong}` is no style of a box"));
            out.push(problem.near(wrong, ["plain", "strong", "dashed"]));
            BoxStyle::Plain
        }
    }
}
