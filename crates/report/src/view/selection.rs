//! A decision for any number of options: what was chosen, in order of need, and why.

use std::borrow::Cow;

use leadership_advisor::{Citation, DecisionResult, Detail, Display};

use super::choice::by_weight;

/// The chosen options of one decision.
pub(crate) struct Selection<'e> {
    pub(crate) title: &'e str,
    pub(crate) applies: bool,
    pub(crate) display: Display,
    /// Most points first.
    pub(crate) entries: Vec<Entry<'e>>,
}

/// One of the chosen options.
pub(crate) struct Entry<'e> {
    pub(crate) title: &'e str,
    pub(crate) summary: &'e str,
    pub(crate) details: &'e [Detail],
    /// The strongest reason that was not already said of an option above.
    pub(crate) why: Option<(Cow<'e, str>, &'e [Citation])>,
}

/// Said where nothing was chosen.
pub(crate) const NOTHING_CHOSEN: &str = "Nothing stands out in your answers.";

impl<'e> Selection<'e> {
    pub(super) fn of(result: &DecisionResult<'e>) -> Self {
        let mut said: Vec<Cow<'_, str>> = Vec::new();
        let mut entries = Vec::new();
        for row in result.ranking.iter().filter(|row| row.chosen) {
            let explained = row.reasons.iter().filter(|reason| !reason.rule.because.is_empty()).copied();
            let reasons = by_weight(&explained.collect::<Vec<_>>());
            // One rule may speak for several options; each rationale is said once.
            let new = reasons.iter().find(|why| why.points > 0 && !said.contains(&why.because));
            let why = new.map(|why| (why.because.clone(), why.sources));
            said.extend(why.iter().map(|(because, _)| because.clone()));
            entries.push(Entry {
                title: &row.option.title,
                summary: &row.option.summary,
                details: &row.option.details,
                why,
            });
        }
        let display = result.decision.display;
        Selection { title: &result.decision.title, applies: result.applies, display, entries }
    }
}
