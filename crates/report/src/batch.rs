//! What became of many companies: counts, and their summary as text.

use anstyle::Style;
use leadership_advisor::{Choose, Rulebook, Scores, Verdict};

use crate::page::Page;
use crate::style::{DIM, STRONG};
use crate::words::count;

/// How many companies got which outcome. Counts of parts of a batch can be added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchCounts {
    /// All rows.
    pub rows: u64,
    /// Those that could not be scored.
    pub failed: u64,
    decisions: Vec<DecisionCounts>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct DecisionCounts {
    /// By the place of the option.
    chosen: Vec<u64>,
    without_outcome: u64,
    not_applicable: u64,
    ties: u64,
    close_calls: u64,
    /// Choose many: an outcome without any option.
    nothing: u64,
}

impl BatchCounts {
    /// Nothing counted yet.
    pub fn new(rulebook: &Rulebook) -> Self {
        let decisions = rulebook.decisions().iter();
        let decisions = decisions
            .map(|decision| DecisionCounts { chosen: vec![0; decision.options().len()], ..DecisionCounts::default() });
        BatchCounts { rows: 0, failed: 0, decisions: decisions.collect() }
    }

    /// Counts the outcomes of one company. `rows` and `failed` are the caller's to count.
    pub fn count(&mut self, scores: Scores<'_>) {
        for (counts, score) in self.decisions.iter_mut().zip(scores.decisions()) {
            match score.verdict() {
                Verdict::NotApplicable => counts.not_applicable += 1,
                Verdict::NotEnoughKnown => counts.without_outcome += 1,
                Verdict::Tie => counts.ties += 1,
                Verdict::CloseCall => counts.close_calls += 1,
                Verdict::Clear => counts.nothing += u64::from(score.outcome().next().is_none()),
            }
            for option in score.outcome() {
                let options = score.decision().options().iter().zip(&mut counts.chosen);
                options.filter(|(own, _)| own.id == option.id).for_each(|(_, chosen)| *chosen += 1);
            }
        }
    }

    /// Adds the counts of another part of the same batch.
    pub fn add(&mut self, other: &BatchCounts) {
        self.rows += other.rows;
        self.failed += other.failed;
        for (own, other) in self.decisions.iter_mut().zip(&other.decisions) {
            own.chosen.iter_mut().zip(&other.chosen).for_each(|(own, other)| *own += other);
            own.without_outcome += other.without_outcome;
            own.not_applicable += other.not_applicable;
            own.ties += other.ties;
            own.close_calls += other.close_calls;
            own.nothing += other.nothing;
        }
    }
}

/// How many companies got which outcome, decision by decision.
pub fn batch_summary(rulebook: &Rulebook, counts: &BatchCounts, width: usize) -> String {
    let mut page = Page::new(width);
    let rows = count(counts.rows, "row");
    let failed = if counts.failed > 0 { format!(", {} failed", counts.failed) } else { String::new() };
    page.line(&format!("{rows}{failed}"));
    let digits = counts.rows.to_string().len();
    for (decision, counts) in rulebook.decisions().iter().zip(&counts.decisions) {
        page.line("");
        page.styled(0, STRONG, &decision.title);
        let mut entry = |number: u64, style: Style, text: &str| {
            page.item(2, &format!("{number:>digits$}  "), style, style, text);
        };
        for (option, chosen) in decision.options().iter().zip(&counts.chosen) {
            entry(*chosen, Style::new(), &option.title);
        }
        let others = [
            (counts.nothing, "none of these"),
            (counts.without_outcome, "no outcome: no rule fired, or every option is ruled out"),
            (counts.not_applicable, "the decision does not apply"),
        ];
        for (number, text) in others.into_iter().filter(|(number, _)| *number > 0) {
            entry(number, DIM, text);
        }
        if let Choose::One { .. } = decision.choose {
            let text = format!("{}, {}", count(counts.close_calls, "close call"), count(counts.ties, "tie"));
            page.styled(2, DIM, &text);
        }
    }
    page.finish()
}
