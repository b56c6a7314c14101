//! A decision for any number of options: what was chosen, in order of need, and why.

use std::borrow::Cow;

use leadership_advisor::{Citation, DecisionResult, Detail, Display};

use super::choice::by_weight;
use crate::wording::Wording;

/// The chosen options of one decision.
pub(crate) struct Selection<'e> {
    pub(crate) title: &'e str,
    pub(crate) applies: bool,
    pub(crate) display: Display,
    /// Most points first; where they have a time, by that first.
    pub(crate) entries: Vec<Entry<'e>>,
}

/// One of the chosen options.
pub(crate) struct Entry<'e> {
    pub(crate) title: &'e str,
    pub(crate) summary: &'e str,
    /// When it is to be done, and by whom. May be empty.
    pub(crate) when: &'e str,
    pub(crate) owner: &'e str,
    /// Whether it comes before all else of its time, and is never left for later.
    pub(crate) first: bool,
    pub(crate) details: &'e [Detail],
    /// The strongest reason that was not already said of an option above.
    pub(crate) why: Option<(Cow<'e, str>, &'e [Citation])>,
}

/// So many entries of one time are shown at first, beside those that the author puts first: nobody begins more than that at once.
const AT_FIRST: usize = 3;

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
                when: &row.option.when,
                owner: &row.option.owner,
                first: row.option.first,
                details: &row.option.details,
                why,
            });
        }
        // What has a time comes in the order in which the options first name it.
        let options = result.decision.options();
        let place = |entry: &Entry<'_>| options.iter().position(|option| option.when == entry.when);
        entries.sort_by_key(|entry| (if entry.when.is_empty() { None } else { place(entry) }, !entry.first));
        let display = result.decision.display;
        Selection { title: &result.decision.title, applies: result.applies, display, entries }
    }

    /// The entries by when they are to be done, each with its number. What has no time stands under an empty heading. Of one time
    /// only the first few are shown at first; the others wait in [`Selection::later`].
    pub(crate) fn phases(&self) -> Vec<(&'e str, Vec<(usize, &Entry<'e>)>)> {
        let mut phases: Vec<(&str, Vec<(usize, &Entry<'e>)>)> = Vec::new();
        for (nth, entry) in self.split().0.into_iter().enumerate() {
            match phases.iter_mut().find(|(when, _)| *when == entry.when) {
                Some((_, entries)) => entries.push((nth + 1, entry)),
                None => phases.push((entry.when, vec![(nth + 1, entry)])),
            }
        }
        phases
    }

    /// What there is more to do than anybody can begin with, most points first within its time.
    pub(crate) fn later(&self) -> Vec<&Entry<'e>> {
        self.split().1
    }

    /// What is shown at first, and what is left for later.
    fn split(&self) -> (Vec<&Entry<'e>>, Vec<&Entry<'e>>) {
        let mut counted: Vec<(&str, usize)> = Vec::new();
        self.entries.iter().partition(|entry| {
            if entry.first || entry.when.is_empty() {
                return true;
            }
            if !counted.iter().any(|(when, _)| *when == entry.when) {
                counted.push((entry.when, 0));
            }
            let count = counted.iter_mut().find(|(when, _)| *when == entry.when);
            count.is_some_and(|(_, count)| {
                *count += 1;
                *count <= AT_FIRST
            })
        })
    }
}

impl Entry<'_> {
    /// Who does it, in a line. Empty if nobody is named.
    pub(crate) fn owned(&self, say: &Wording) -> String {
        if self.owner.is_empty() { String::new() } else { say.owner(self.owner) }
    }
}
