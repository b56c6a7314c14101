//! What a report shows beside the outcomes: headlines, charts with their boxes, and assessments.

use leadership_advisor::{Assessment, Chart, ChartBox, Rulebook};

use crate::condition::condition_in_words;
use crate::outline::Outline;

pub(super) fn contradictions(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.contradictions().is_empty() {
        return;
    }
    outline.heading("Contradictions");
    for contradiction in rulebook.contradictions() {
        let clause = condition_in_words(&rulebook.contradicts_if(contradiction));
        outline.point(format!("“{}”, if {clause}", contradiction.say));
    }
}

pub(super) fn headlines(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.headlines().is_empty() {
        return;
    }
    outline.heading("Headlines");
    for headline in rulebook.headlines() {
        let words = rulebook.said_if(headline).map(|clause| format!(", if {}", condition_in_words(&clause)));
        outline.point(format!("“{}”{}", headline.say, words.unwrap_or_default()));
    }
}

pub(super) fn charts(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.charts().is_empty() {
        return;
    }
    outline.heading("Charts");
    for chart in rulebook.charts() {
        self::chart(outline, rulebook, chart);
    }
}

pub(super) fn chart(outline: &mut Outline, rulebook: &Rulebook, chart: &Chart) {
    outline.entry(format!("{} `{}`", chart.title, chart.id));
    if let Some(clause) = rulebook.drawn_if(chart) {
        outline.note("Drawn if:", condition_in_words(&clause));
    }
    boxes(outline, rulebook, &chart.boxes, "");
}

/// One line for each box, which begins with the boxes above it.
fn boxes(outline: &mut Outline, rulebook: &Rulebook, list: &[ChartBox], above: &str) {
    for one in list {
        let path = format!("{above}{}", one.title);
        let note = if one.note.is_empty() { String::new() } else { format!(" ({})", one.note) };
        let words = rulebook.box_drawn_if(one).map(|clause| format!(", if {}", condition_in_words(&clause)));
        outline.point(format!("{path}{note}{}", words.unwrap_or_default()));
        boxes(outline, rulebook, &one.below, &format!("{path} → "));
    }
}

pub(super) fn assessments(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.assessments().is_empty() {
        return;
    }
    outline.heading("Assessments");
    for assessment in rulebook.assessments() {
        self::assessment(outline, rulebook, assessment);
    }
}

pub(super) fn assessment(outline: &mut Outline, rulebook: &Rulebook, assessment: &Assessment) {
    outline.entry(format!("{} `{}`", assessment.title, assessment.id));
    outline.note("Meaning:", assessment.summary.as_str());
    outline.note("Levels:", assessment.levels.join(", "));
    for area in &assessment.areas {
        outline.point(format!("{}, judged by `{}`", area.title, rulebook.judged_by(area).id));
    }
}
