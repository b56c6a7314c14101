//! What stands beside the margin: the first assessment that says something of at least half of the companies, or how much is
//! known at all.

use leadership_advisor::{Assessment, Rulebook};
use maud::{Markup, html};

use super::shown;
use crate::portfolio::PortfolioRow;

/// The second measure of a company. Any rulebook has one.
pub(super) enum Second<'r> {
    /// An assessment and its place among the rulebook's: how far up its scale the areas are that have a level.
    Assessment(usize, &'r Assessment),
    /// The share of the questions that are asked which have an answer.
    Answered,
}

impl<'r> Second<'r> {
    pub(super) fn of(rulebook: &'r Rulebook, rows: &[PortfolioRow]) -> Self {
        let scored = rows.iter().filter(|row| row.error.is_none()).count();
        // An assessment of a few would leave most companies off the map.
        let is_judged = |at: usize| {
            let judged = rows.iter().filter(|row| row.levels.get(at).is_some_and(|(_, areas)| *areas > 0)).count();
            judged > 0 && judged * 2 >= scored
        };
        let assessments = rulebook.assessments().iter().enumerate();
        let mut judged = assessments.filter(|(at, assessment)| assessment.levels.len() > 1 && is_judged(*at));
        judged.next().map_or(Second::Answered, |(at, assessment)| Second::Assessment(at, assessment))
    }

    /// Its name, as the head of a column.
    pub(super) fn title(&self) -> Markup {
        match self {
            Second::Assessment(_, assessment) => html! { (shown(&assessment.title)) },
            Second::Answered => html! { "Questions answered" },
        }
    }

    /// What its ends mean: at 0 and at 100 percent.
    pub(super) fn ends(&self) -> (&str, &str) {
        match self {
            Second::Assessment(_, assessment) => {
                let level = |level: Option<&'r String>| level.map(String::as_str).unwrap_or_default();
                (level(assessment.levels.first()), level(assessment.levels.last()))
            }
            Second::Answered => ("none", "all"),
        }
    }

    /// In thousandths. `None` where nothing was judged.
    pub(super) fn share(&self, row: &PortfolioRow) -> Option<u16> {
        let (part, of) = match self {
            Second::Assessment(at, assessment) => {
                let (sum, areas) = row.levels.get(*at)?;
                (*sum, areas * assessment.levels.len().saturating_sub(1))
            }
            Second::Answered => (row.answered.0, row.answered.0 + row.answered.1),
        };
        u16::try_from((part * 1000).checked_div(of)?).ok()
    }
}
