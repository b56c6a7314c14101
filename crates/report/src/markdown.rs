//! The recommendation as Markdown, for a document, a wiki or an issue: GitHub's dialect, with its tables and task lists.
//!
//! It says what the page says, in the same order, without colours and links to notes. Text from a rulebook or an answer is
//! escaped, so that it stays text.

use std::fmt::Write;

use leadership_advisor::{Analysed, AssessmentResult, Display, DrawnBox};

use crate::brand::{Brand, Section};
use crate::escape::{address, escaped};
use crate::footnotes::Footnotes;
use crate::layer::{legend, named};
use crate::view::{Answered, Choice, Entry, Outcome, Part, Selection, View, Waterfall, Why};
use crate::wording::Wording;

/// What follows from some answers, as Markdown.
///
/// ```
/// use leadership_advisor::{Budget, Rulebook};
/// use leadership_advisor_report::recommendation_markdown;
///
/// let evaluation = Rulebook::builtin().answers().evaluate();
/// assert!(recommendation_markdown(&evaluation.analysed(Budget::default())).starts_with("# "));
/// ```
pub fn recommendation_markdown(analysed: &Analysed<'_>) -> String {
    Brand::default().markdown(analysed)
}

impl Brand {
    /// [`recommendation_markdown`] in this name and these words.
    pub fn markdown(&self, analysed: &Analysed<'_>) -> String {
        let view = View::of(analysed, self);
        let mut out = Document { text: String::new(), notes: Footnotes::new(view.rulebook, self), say: view.say };
        out.heading(1, &view.full_sentence());
        out.paragraph(&escaped(self.name()));
        out.paragraph(&escaped(&view.title()));
        for contradiction in &view.contradictions {
            out.paragraph(&format!("**{}** {}", escaped(&view.say.check_your_answers()), escaped(contradiction)));
        }
        for drawn in &view.charts {
            out.heading(2, &drawn.chart.title);
            out.boxes(&drawn.boxes, 0);
        }
        for part in &view.parts {
            match part {
                Part::One(choice) => out.choice(choice),
                Part::Assessment(result) => out.assessment(result),
                Part::Many(selection) => out.selection(selection),
            }
        }
        out.answers(&view);
        out.open(&view);
        out.sources(&view);
        self.closing().for_each(|paragraph| out.paragraph(&escaped(paragraph)));
        out.made_with(&view);
        out.text
    }
}

/// A document under construction. Every block ends in a line end, and an empty line stands between two.
struct Document<'e> {
    text: String,
    notes: Footnotes<'e>,
    say: &'e Wording,
}

impl<'e> Document<'e> {
    fn heading(&mut self, level: usize, text: &str) {
        self.paragraph(&format!("{} {}", "#".repeat(level), escaped(text)));
    }

    /// A paragraph of Markdown, after an empty line. Nothing without words.
    fn paragraph(&mut self, markdown: &str) {
        if !markdown.trim().is_empty() {
            self.gap();
            self.line(markdown);
        }
    }

    fn line(&mut self, markdown: &str) {
        self.text.push_str(markdown.trim_end());
        self.text.push('\n');
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A table with its headings; columns after the first are numbers and stand at the right, if they are to.
    fn table(&mut self, headings: &[String], numbers: bool, rows: impl IntoIterator<Item = Vec<String>>) {
        self.gap();
        let named: Vec<String> = headings.iter().map(|heading| escaped(heading)).collect();
        self.line(&format!("| {} |", named.join(" | ")));
        let rule = headings.iter().enumerate().map(|(nth, _)| if numbers && nth > 0 { "---:" } else { "---" });
        self.line(&format!("| {} |", rule.collect::<Vec<_>>().join(" | ")));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
    }

    /// A text with the marks of its sources.
    fn cited(&mut self, text: &str, sources: &[leadership_advisor::Citation]) -> String {
        format!("{} {}", escaped(text), escaped(&self.notes.bracketed(sources))).trim_end().to_owned()
    }

    fn boxes(&mut self, boxes: &[DrawnBox<'_>], depth: usize) {
        if depth == 0 {
            self.gap();
        }
        for one in boxes {
            let note = if one.note.is_empty() { String::new() } else { format!(" ({})", escaped(one.note)) };
            self.line(&format!("{}- {}{note}", "  ".repeat(depth), escaped(one.title)));
            self.boxes(&one.below, depth + 1);
        }
    }

    fn choice(&mut self, choice: &Choice<'e>) {
        if choice.follows.is_some() {
            if let Some(outcome) = choice.scorecard() {
                self.heading(2, choice.title);
                self.paragraph(&format!("**{}.**", escaped(outcome.title.trim_end_matches('.'))));
                self.outcome(outcome, 3);
            } else if let Some(line) = choice.in_a_line() {
                self.paragraph(&format!("**{}** {}.", escaped(choice.title), escaped(&line)));
            }
            return;
        }
        self.heading(2, choice.title);
        let say = self.say;
        if let Some(nothing) = &choice.nothing {
            self.paragraph(&escaped(nothing));
            return;
        }
        let outcome =
            choice.chosen.as_ref().map(|outcome| format!("**{}.** ", escaped(outcome.title))).unwrap_or_default();
        self.paragraph(format!("{outcome}{} {}", escaped(&choice.verdict), escaped(&choice.settled)).trim_end());
        let rows = choice.standings.iter().map(|row| {
            let out = if row.ruled_out { format!(" {}", escaped(&say.ruled_out_mark())) } else { String::new() };
            let title = escaped(row.title);
            let title = if row.chosen { format!("**{title}**") } else { title };
            vec![format!("{title}{out}"), row.points.to_string()]
        });
        if !choice.standings.is_empty() {
            self.table(&[say.option(), say.points()], true, rows);
        }
        if let Some(outcome) = &choice.chosen {
            self.waterfall(outcome, &choice.why_heading(outcome.title), &choice.no_reason());
            self.paragraph(&escaped(&choice.sellers));
        }
        if !choice.why_not.is_empty() {
            self.heading(3, &if choice.is_tie { say.the_other_options() } else { say.why_not_the_others() });
        }
        for other in &choice.why_not {
            self.heading(4, other.title);
            self.reasons(other.speaks_for.iter().chain(&other.against));
            self.paragraph(&escaped(&other.conclusion));
        }
        if !choice.ruled_out.is_empty() {
            self.heading(3, &say.ruled_out());
            self.gap();
        }
        for out in &choice.ruled_out {
            let text = self.cited(&out.because, out.sources);
            self.line(&format!("- **{}.** {text}", escaped(&say.all_of(&out.titles))));
        }
        if !choice.rests_on.is_empty() {
            self.heading(3, &say.what_decides_it());
            self.paragraph(&escaped(&say.no_other_answer()));
            self.answered(&choice.rests_on, 0);
        }
        self.ways(choice);
        if let Some(outcome) = &choice.chosen {
            self.meaning(outcome);
        }
    }

    fn waterfall(&mut self, outcome: &Outcome<'e>, heading: &str, without: &str) {
        self.heading(3, heading);
        let say = self.say;
        let Waterfall { next, points, steps, .. } = &outcome.waterfall;
        if steps.is_empty() {
            self.paragraph(&escaped(without));
            return;
        }
        let mut rows = Vec::new();
        for step in steps {
            let mut row = vec![self.cited(&step.because, step.sources), signed(step.own)];
            if next.is_some() {
                row.extend([signed(step.next), signed(step.own - step.next), step.to.to_string()]);
            }
            rows.push(row);
        }
        let in_all = format!("**{}**", escaped(&say.in_all()));
        let Some(next) = next else {
            rows.push(vec![in_all, points.to_string()]);
            return self.table(&[say.reason(), say.points()], true, rows);
        };
        let lead = points - next.points;
        rows.push(vec![in_all, points.to_string(), next.points.to_string(), signed(lead), lead.to_string()]);
        self.paragraph(&escaped(&say.next_is(next.title)));
        self.table(&[say.reason(), say.it(), say.next(), say.lead(), say.lead_so_far()], true, rows);
    }

    fn reasons<'a>(&mut self, reasons: impl Iterator<Item = &'a Why<'e>>)
    where
        'e: 'a,
    {
        self.gap();
        for why in reasons {
            let text = self.cited(&why.because, why.sources);
            self.line(&format!("- **{}** {text}", signed(why.points)));
        }
    }

    fn answered(&mut self, answers: &[Answered<'_>], depth: usize) {
        if depth == 0 {
            self.gap();
        }
        for Answered { question, answer } in answers {
            self.line(&format!("{}- {} **{}**", "  ".repeat(depth), escaped(question), escaped(answer)));
        }
    }

    fn ways(&mut self, choice: &Choice<'_>) {
        if choice.ways.is_empty() {
            return;
        }
        self.heading(3, &self.say.what_would_change_it());
        self.gap();
        choice.ways.iter().for_each(|way| self.line(&format!("- {}", escaped(way))));
    }

    fn meaning(&mut self, outcome: &Outcome<'e>) {
        if outcome.summary.is_empty() && outcome.details.is_empty() {
            return;
        }
        self.heading(3, &self.say.what_it_means());
        self.outcome(outcome, 4);
    }

    /// The summary of an outcome, and its lists under headings of this level.
    fn outcome(&mut self, outcome: &Outcome<'e>, level: usize) {
        let text = self.cited(outcome.summary, outcome.sources);
        self.paragraph(&text);
        for detail in outcome.details {
            self.heading(level, &detail.title);
            self.gap();
            for entry in &detail.entries {
                self.line(&format!("- {}", escaped(entry)));
            }
        }
    }

    fn assessment(&mut self, result: &AssessmentResult<'_>) {
        let (say, levels) = (self.say, &result.assessment.levels);
        self.heading(2, &result.assessment.title);
        let summary = escaped(&result.assessment.summary);
        self.paragraph(&format!("{summary} {}", escaped(&say.levels(say.row_of(levels)))));
        let rows = result.areas.iter().map(|area| {
            let name = area.level.and_then(|level| levels.get(level)).map_or_else(|| say.not_answered(), String::clone);
            let answer = area.level.and_then(|level| area.question.answers().get(level));
            let reached = area.level.map_or(0, |level| level + 1);
            let bar = format!("{}{}", "■".repeat(reached), "□".repeat(levels.len().saturating_sub(reached)));
            vec![
                escaped(&area.area.title),
                format!("{bar} {}", escaped(&name)),
                answer.map(|answer| escaped(&answer.label)).unwrap_or_default(),
            ]
        });
        self.table(&[say.area(), say.level(), say.answer()], false, rows);
    }

    fn selection(&mut self, selection: &Selection<'e>) {
        if !selection.applies {
            return;
        }
        self.heading(2, selection.title);
        if selection.entries.is_empty() {
            self.paragraph(&escaped(&self.say.nothing_chosen()));
        }
        for (when, entries) in selection.phases() {
            if !when.is_empty() {
                self.heading(3, when);
            }
            self.gap();
            for (number, entry) in entries {
                self.entry(number, entry, selection.display);
            }
        }
        let later = selection.later();
        if !later.is_empty() {
            self.heading(3, &self.say.later());
            self.gap();
        }
        for entry in later {
            let owner = if entry.owner.is_empty() { String::new() } else { format!(" ({})", escaped(entry.owner)) };
            self.line(&format!("- **{}**{owner} {}", escaped(entry.title), escaped(entry.summary)));
        }
    }

    fn entry(&mut self, number: usize, entry: &Entry<'e>, display: Display) {
        let number = format!("{number}.");
        let tick = if display == Display::Checklist { "[ ] " } else { "" };
        let indent = " ".repeat(number.len() + 1);
        self.line(&format!("{number} {tick}**{}**", escaped(entry.title)));
        for text in [escaped(&entry.owned(self.say)), escaped(entry.summary)].iter().filter(|text| !text.is_empty()) {
            self.line(&format!("\n{indent}{text}"));
        }
        if let Some((because, sources)) = &entry.why {
            let text = self.cited(because, sources);
            self.line(&format!("\n{indent}{} {text}", escaped(&self.say.why_label())));
        }
        for detail in entry.details {
            self.line(&format!("\n{indent}{}:\n", escaped(&detail.title)));
            for entry in &detail.entries {
                self.line(&format!("{indent}- {}", escaped(entry)));
            }
        }
        self.gap();
    }

    fn answers(&mut self, view: &View<'_>) {
        if !view.answers.is_empty() {
            self.heading(2, &self.say.your_answers());
        }
        for section in &view.answers {
            if !section.title.is_empty() {
                self.heading(3, section.title);
            }
            let rows = section.answers.iter().map(|row| vec![escaped(row.question), escaped(&row.answer)]);
            self.table(&[self.say.question(), self.say.answer()], false, rows);
        }
        if let Some(ignored) = &view.ignored {
            self.paragraph(&escaped(ignored));
        }
    }

    fn open(&mut self, view: &View<'_>) {
        if view.open.is_empty() {
            return;
        }
        self.heading(2, &self.say.left_open());
        if let Some(next) = view.next {
            self.paragraph(&format!("{} **{}**", escaped(&self.say.find_out_next()), escaped(next)));
        }
        self.gap();
        for question in &view.open {
            self.line(&format!("- {}", escaped(question)));
        }
    }

    fn sources(&mut self, view: &View<'_>) {
        if !view.one_source.is_empty() {
            self.heading(2, &self.say.depends_on_sources());
            self.gap();
        }
        for sentence in &view.one_source {
            self.line(&format!("- {}", escaped(sentence)));
        }
        let mut lists = String::new();
        for (heading, list) in self.notes.lists() {
            let _ = write!(lists, "\n## {}\n\n", escaped(&heading));
            for note in list {
                let source = note.source;
                let facts = [escaped(&source.title), escaped(&source.published), address(&source.address)];
                let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
                let _ = writeln!(lists, "- {} {}", escaped(&format!("[{}]", note.mark)), facts.join(", "));
                for claim in &note.claims {
                    let _ = writeln!(lists, "  - {}", escaped(&claim.text));
                }
            }
        }
        self.text.push_str(&lists);
    }

    /// The rulebook and the program that the document was made with.
    fn made_with(&mut self, view: &View<'_>) {
        if !view.brand.shows(Section::Reproduce) {
            return;
        }
        let (rulebook, say) = (view.rulebook, view.say);
        self.paragraph("---");
        for line in legend(rulebook, say) {
            self.paragraph(&escaped(&line));
        }
        let fingerprint = rulebook.fingerprint();
        let made = escaped(&say.made_with(named(rulebook, say), fingerprint, env!("CARGO_PKG_VERSION")));
        self.paragraph(&made.replacen(fingerprint, &format!("`{fingerprint}`"), 1));
    }
}

/// `+3`, `-2`, and a dot for what does nothing.
fn signed(points: i64) -> String {
    if points == 0 { "·".to_owned() } else { format!("{points:+}") }
}
