//! What one side makes of a rulebook and answers, in plain names: the common ground on which engine and oracle are
//! compared, and the text in which both are shown when they disagree.

use std::fmt;

/// All that evaluation says.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) decisions: Vec<Judgement>,
    /// The questions that apply, in the order of the rulebook.
    pub(crate) asked: Vec<String>,
    /// Those of them without an answer.
    pub(crate) unanswered: Vec<String>,
    /// The questions with an answer that do not apply.
    pub(crate) ignored: Vec<String>,
}

/// All that it says about one decision.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) decision: String,
    pub(crate) applies: bool,
    pub(crate) verdict: &'static str,
    pub(crate) outcome: Vec<String>,
    pub(crate) margin: Option<i64>,
    /// In the order of the outcome, ruled-out options last; empty where the decision does not apply.
    pub(crate) ranking: Vec<Standing>,
}

/// All that it says about one option.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) option: String,
    pub(crate) points: i64,
    pub(crate) chosen: bool,
    /// The fired rules that rule it out.
    pub(crate) ruled_out_by: Vec<String>,
    /// The fired rules that name it in their points, with these.
    pub(crate) reasons: Vec<(String, i64)>,
}

impl Reading {
    pub(crate) fn judgement(&self, decision: &str) -> &Judgement {
        self.decisions.iter().find(|judgement| judgement.decision == decision).expect("a decision by this name")
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for judgement in &self.decisions {
            write!(f, "{judgement}")?;
        }
        writeln!(f, "asked: {}", names(&self.asked))?;
        writeln!(f, "unanswered: {}", names(&self.unanswered))?;
        writeln!(f, "ignored: {}", names(&self.ignored))
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let applies = if self.applies { "applies" } else { "does not apply" };
        let margin = self.margin.map_or("none".to_owned(), |margin| margin.to_string());
        write!(f, "{} {applies}, {}, outcome {}, margin {margin}", self.decision, self.verdict, names(&self.outcome))?;
        writeln!(f)?;
        self.ranking.iter().try_for_each(|standing| write!(f, "{standing}"))
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons: Vec<String> = self.reasons.iter().map(|(rule, points)| format!("{rule} {points}")).collect();
        write!(f, "  {} {} points from {}", self.option, self.points, names(&reasons))?;
        if self.chosen {
            write!(f, ", chosen")?;
        }
        if !self.ruled_out_by.is_empty() {
            write!(f, ", ruled out by {}", names(&self.ruled_out_by))?;
        }
        writeln!(f)
    }
}

pub(crate) fn names(names: &[String]) -> String {
    format!("[{}]", names.join(", "))
}
