//! How far an interview has come, and what is left when the main decisions are done.

use super::{Interview, PATIENCE, Scope};
use crate::rulebook::Decision;

/// How far an interview has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The number of the current question, counted from 1. One past `of` when no question is left.
    pub at: usize,
    /// How many questions there are at most. It falls when an answer makes others needless, and rises only when an earlier
    /// answer is changed or [`Interview::go_on`] is called.
    pub of: usize,
}

/// What an interview leaves open when no question is left that can matter.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Remainder<'i> {
    /// Whether all main decisions are settled. If not, what was passed over may still change them.
    pub settled: bool,
    /// The main decisions.
    pub main: Vec<&'i Decision>,
    /// The other decisions that [`Interview::go_on`] has questions about.
    pub others: Vec<&'i Decision>,
    /// How many questions apply and need not be asked for the main decisions.
    pub saved: usize,
    /// How many questions [`Interview::go_on`] asks at the most, those included that only others may bring up; zero if none of
    /// those that apply can help with the other decisions.
    pub more: usize,
}

impl Interview {
    /// Where the interview stands.
    pub fn progress(&self) -> Progress {
        let dealt_with: Vec<_> = self.past.iter().filter(|ix| self.is_asked(**ix)).collect();
        let to_come = self.order.iter().filter(|ix| self.may_come[**ix]).count();
        let at = dealt_with.iter().position(|ix| Some(**ix) == self.current).unwrap_or(dealt_with.len());
        Progress { at: at + 1, of: dealt_with.len() + to_come }
    }

    /// What is left for other decisions than the main ones, and what need not be asked. Complete once
    /// [`Interview::question`] is `None`.
    pub fn remainder(&self) -> Remainder<'_> {
        let book = self.rulebook().book();
        let main = self.decisions(Scope::Main);
        let every = self.decisions(Scope::Every);
        let others: Vec<_> = every.iter().copied().filter(|ix| !main.contains(ix)).collect();
        let asked_for = self.decisions(self.scope);
        let known = |ix| asked_for.contains(&ix).then_some(self.settled[ix]);
        let stakes = self.evaluation.stakes(every, known, PATIENCE);
        let open =
            || self.order.iter().copied().filter(|ix| self.is_open(*ix) && self.is_asked(*ix) && !self.may_come[*ix]);
        // Whether any helps is proved; how many come is not known before they are answered, so that the most is promised.
        let helps = self.scope == Scope::Main && open().any(|ix| stakes.may_matter(ix));
        let may_come = || self.order.iter().filter(|ix| self.is_open(**ix) && stakes.touches(**ix));
        let more = if helps { may_come().count() } else { 0 };
        Remainder {
            settled: main.iter().all(|ix| stakes.settled(*ix) == Some(true)),
            main: main.iter().map(|ix| &book.decisions[*ix]).collect(),
            others: others
                .into_iter()
                .filter(|ix| more > 0 && stakes.settled(*ix) != Some(true))
                .map(|ix| &book.decisions[ix])
                .collect(),
            saved: open().count(),
            more,
        }
    }
}
