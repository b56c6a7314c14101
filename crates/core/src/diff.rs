//! What an edit of a rulebook means: what was edited, which cases and answers come out differently, and where each decision
//! parts from what it was.
//!
//! A question or answer that one version does not know counts as unanswered there. That is how people meet it: they are not
//! asked, or cannot say it.

mod sameness;
mod edits;
mod beside;
mod renames;
mod retold;

pub use edits::{Edit, EditKind, Edited, TextEdit};
pub use renames::{Rename, UnknownRename};
pub use retold::{Retold, RetoldDecision, Teller};

use crate::analysis::{Joint, MovedDecision, Share, State};
use crate::answers::Answers;
use crate::rulebook::{Decision, DecisionOption, Rulebook};

/// Two versions of a rulebook. Made by [`Rulebook::difference`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Difference<'r> {
    /// The version before.
    pub old: &'r Rulebook,
    /// The version after.
    pub new: &'r Rulebook,
    /// What has another id in the version after. Those ids stand in `old` as well: see [`Rulebook::renamed`].
    pub renames: Vec<Rename>,
    /// What was added, removed and changed: questions, facts, decisions, options, rules, and then what stands beside them, in
    /// the order of [`Edited`].
    pub edits: Vec<Edit>,
    /// The cases of both versions, with what comes of them in each.
    pub cases: Vec<Retold>,
    /// The decisions that both versions have.
    pub decisions: Vec<Shift<'r>>,
}

/// How a decision moved.
#[derive(Debug)]
#[non_exhaustive]
pub struct Shift<'r> {
    /// The decision before.
    pub old: &'r Decision,
    /// The decision after.
    pub new: &'r Decision,
    /// How many of the ways to answer every question that has a say come out differently. Answers that no condition tells
    /// apart are one.
    pub share: Share,
    /// Every way of coming out differently that was found, with the smallest answers that show it.
    pub turns: Vec<Turn<'r>>,
    /// How many ways of coming out differently were neither found nor excluded.
    pub unproven: usize,
}

/// A way of coming out differently.
#[derive(Debug)]
#[non_exhaustive]
pub struct Turn<'r> {
    /// What came before.
    pub from: Conclusion<'r>,
    /// What comes now.
    pub to: Conclusion<'r>,
    /// Answers that show it, to the version before.
    pub before: Answers,
    /// The same answers, to the version after.
    pub after: Answers,
    /// Whether it is proved that no fewer answers show it. Otherwise it is only that none of these can be left out.
    pub smallest: bool,
}

/// What a decision comes to.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Conclusion<'r> {
    /// It does not apply.
    NotApplicable,
    /// It applies, whatever comes of it.
    Applies,
    /// It applies and has no outcome.
    Nothing,
    /// Choose one: this is the outcome.
    Outcome(&'r DecisionOption),
    /// Choose many: this is in the outcome.
    In(&'r DecisionOption),
    /// Choose many: this is not in the outcome.
    Out(&'r DecisionOption),
    /// Choose many: this version does not have the option.
    Missing,
}

impl Rulebook {
    /// Compares this version of a rulebook with a newer one.
    ///
    /// ```
    /// use leadership_advisor::{Rulebook, Share};
    ///
    /// let text = |points| format!("
    ///     rulebook: {{id: lunch, version: 1, format: 1, title: Lunch}}
    ///     questions: [{{id: hungry, ask: Are you hungry?, type: yes_no}}]
    ///     decisions:
    ///       - id: meal
    ///         title: What to eat?
    ///         choose: one
    ///         options: [{{id: soup, title: Soup}}, {{id: stew, title: Stew}}]
    ///         rules:
    ///           - {{id: start, if: {{}}, points: {{soup: 1}}, because: It is cheap.}}
    ///           - {{id: hunger, if: {{hungry: true}}, points: {{stew: {points}}}, because: It fills.}}
    /// ");
    /// let (old, new) = (Rulebook::parse("old", text(1))?, Rulebook::parse("new", text(2))?);
    /// let difference = old.difference(&new);
    /// // Of the two ways to answer, hungry or not, one comes out differently.
    /// assert_eq!(difference.decisions[0].share, Share::Exact { part: 1, of: 2 });
    /// assert_eq!(difference.decisions[0].turns[0].after.len(), 1);
    /// # Ok::<(), leadership_advisor::Diagnostics>(())
    /// ```
    pub fn difference<'r>(&'r self, new: &'r Rulebook) -> Difference<'r> {
        let mut joint = Joint::new(self, new);
        let mut decisions = Vec::new();
        for (at, old) in self.decisions().iter().enumerate() {
            let there = new.decisions().iter().position(|other| other.id == old.id);
            let Some((there, decision)) = there.and_then(|there| Some((there, new.decisions().get(there)?))) else {
                continue;
            };
            decisions.push(shift(old, decision, joint.moved([at, there])));
        }
        let mut edits = edits::edits(self, new);
        beside::edits(self, new, &mut edits);
        Difference { old: self, new, renames: Vec::new(), edits, cases: retold::cases(self, new), decisions }
    }
}

impl Difference<'_> {
    /// What comes of answers in both versions, answers to either of them. `name` stands for them in what is shown.
    pub fn retell(&self, name: &str, answers: &Answers) -> Retold {
        let is_old =
            answers.rulebook().id() == self.old.id() && answers.rulebook().fingerprint() == self.old.fingerprint();
        retold::retell(self.old, self.new, Teller::File, name, answers, is_old)
    }
}

fn shift<'r>(old: &'r Decision, new: &'r Decision, moved: MovedDecision) -> Shift<'r> {
    let conclusion = |decision: &'r Decision, state: State| {
        let option = |at: usize| decision.options().get(at);
        match state {
            State::NotApplicable => Some(Conclusion::NotApplicable),
            State::Applies => Some(Conclusion::Applies),
            State::Nothing => Some(Conclusion::Nothing),
            State::Missing => Some(Conclusion::Missing),
            State::Outcome(at) => option(at).map(Conclusion::Outcome),
            State::In(at) => option(at).map(Conclusion::In),
            State::Out(at) => option(at).map(Conclusion::Out),
        }
    };
    let turns = moved.moves.into_iter().filter_map(|found| {
        let ([from, to], [before, after]) = (found.way, found.witness);
        let (from, to) = (conclusion(old, from)?, conclusion(new, to)?);
        Some(Turn { from, to, before, after, smallest: found.smallest })
    });
    Shift { old, new, share: moved.share, turns: turns.collect(), unproven: moved.open.len() }
}
