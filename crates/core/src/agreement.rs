//! How well a rulebook agrees with cases: counted, by decision, by outcome and by group of cases.
//!
//! A test asks whether every case passes; this asks how many do. Cases that were written by others, of which no rulebook
//! fits all, say something only so. A case that names several outcomes as right agrees with each of them. It counts as one
//! that expects the outcome that came, if that is among them, and else the first that it names.
//!
//! How sure a result was counts as well: clear ones should agree more often than close calls, and where it is close, the
//! right outcome should be among those that are named. A decision that only restates another is as sure as that one is.

mod choice;
mod selection;

use serde::Serialize;

use choice::ChoiceCount;
pub use choice::{ChoiceAgreement, OutcomeAgreement, SuretyAgreement};
use selection::SelectionCount;
pub use selection::{OptionAgreement, SelectionAgreement};

use crate::answers::Answers;
use crate::evaluation::Evaluation;
use crate::place::Files;
use crate::proportion::Proportion;
use crate::rulebook::{Case, Choose, Decision, Expected, Rulebook};
use crate::table::{Ix, Table};

/// Cases that fit a rulebook: its own, or those of other files. Made by [`Rulebook::own_cases`], [`Rulebook::parse_cases`]
/// and [`Rulebook::load_cases`].
#[derive(Clone, Debug)]
pub struct Cases {
    rulebook: Rulebook,
    files: Files,
    cases: Vec<Case>,
}

/// How well a rulebook agrees with cases. Made by [`Cases::agreement`]. Serialises as plain data, with ids for everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Agreement {
    /// How many cases there are, whatever they expect.
    pub cases: u64,
    /// The decisions that choose one option and of which a case expects something, in the order of the rulebook.
    pub choices: Vec<ChoiceAgreement>,
    /// The decisions that choose several options and of which a case expects something, in the order of the rulebook.
    pub selections: Vec<SelectionAgreement>,
    /// The same cases by the first part of their group, in the order in which the groups come. Empty if no case has a group.
    pub groups: Vec<GroupAgreement>,
}

/// How well a rulebook agrees with the cases of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GroupAgreement {
    /// The first part of the group. `None` for the cases without one.
    pub group: Option<String>,
    /// How many cases there are.
    pub cases: u64,
    /// The decisions of which one of them expects something, in the order of the rulebook.
    pub decisions: Vec<DecisionAgreement>,
}

/// How often one decision comes out as cases expect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DecisionAgreement {
    /// The decision's id.
    pub decision: String,
    /// Of the cases that say what must come out, those that agree.
    pub agree: Proportion,
    /// Of the cases that only say what must not come out, those where it does not.
    pub avoided: Proportion,
}

impl Rulebook {
    /// How well this rulebook agrees with its own cases.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let agreement = Rulebook::builtin().agreement();
    /// // They are tests, too, and pass.
    /// assert!(agreement.choices.iter().all(|choice| choice.agree.part == choice.agree.of));
    /// ```
    pub fn agreement(&self) -> Agreement {
        self.own_cases().agreement()
    }

    /// The cases that stand in this rulebook.
    pub fn own_cases(&self) -> Cases {
        Cases::new(self, self.files().clone(), self.cases().to_vec())
    }
}

impl Cases {
    /// The cases must have been checked against the rulebook.
    pub(crate) fn new(rulebook: &Rulebook, files: Files, cases: Vec<Case>) -> Self {
        Cases { rulebook: rulebook.clone(), files, cases }
    }

    /// The cases, in their order. Those of files of their own belong to no layer.
    pub fn iter(&self) -> std::slice::Iter<'_, Case> {
        self.cases.iter()
    }

    /// The same, each with its answers.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let cases = Rulebook::builtin().own_cases();
    /// let (case, answers) = cases.with_answers().next().expect("there are hundreds");
    /// assert!(answers.evaluate().decisions().count() > 0, "{}", case.name);
    /// ```
    pub fn with_answers(&self) -> impl Iterator<Item = (&Case, Answers)> {
        self.cases.iter().map(|case| (case, self.rulebook.case_given(case)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// The text that they were read from.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The groups that the cases name, each once, in the order in which they come.
    pub fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = Vec::new();
        for group in self.iter().filter_map(|case| case.group.as_deref()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    /// Those whose group is this one, or begins with it: `aside` has those of `aside/wildcat`, and not those of `asides`.
    pub fn of_group(mut self, prefix: &str) -> Self {
        let parts = || prefix.split('/');
        let belongs = |group: &str| parts().eq(group.split('/').take(parts().count()));
        self.cases.retain(|case| case.group.as_deref().is_some_and(belongs));
        self
    }

    /// How well the rulebook agrees with them. Takes an evaluation for each case, and one more for each option that a close call
    /// names of a decision that follows another.
    pub fn agreement(&self) -> Agreement {
        self.agreement_of(&[], |_| self.rulebook.clone())
    }

    /// The rulebook that they fit.
    pub(crate) fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// The same with another rulebook for each of these groups, which differs from the one that the cases fit in its points
    /// alone. Without any, all cases are counted with the one for position 0.
    pub(crate) fn agreement_of(&self, parts: &[Option<&str>], rulebook: impl Fn(usize) -> Rulebook) -> Agreement {
        let book = self.rulebook.book();
        let mut counts: Table<Decision, Count> = book.decisions.column(|ix| Count::of(book.decisions[ix].choose));
        let mut groups: Vec<(Option<&str>, GroupCount)> = Vec::new();
        let part = |case: &Case| parts.iter().position(|part| *part == case.group.as_deref()).unwrap_or(0);
        let mut order: Vec<(usize, &Case)> = self.cases.iter().map(|case| (part(case), case)).collect();
        order.sort_by_key(|(part, _)| *part);
        let mut current = None::<(usize, Rulebook)>;
        for (part, case) in order {
            let known = current.take().filter(|(known, _)| *known == part);
            let (_, rulebook) = current.insert(known.unwrap_or_else(|| (part, rulebook(part))));
            let name = case.group.as_deref().and_then(|group| group.split('/').next());
            let at = groups.iter().position(|(group, _)| *group == name).unwrap_or_else(|| {
                groups.push((name, GroupCount { cases: 0, decisions: book.decisions.column(|_| <_>::default()) }));
                groups.len() - 1
            });
            let Some((_, group)) = groups.get_mut(at) else { continue };
            group.cases += 1;
            let evaluation = Answers::with_given(rulebook, case.given(book)).evaluate();
            for (ix, expected) in &case.expect {
                counts[*ix].add(&evaluation, *ix, expected);
                group.decisions[*ix].add(&evaluation, *ix, expected);
            }
        }
        let mut agreement =
            Agreement { cases: number(self.len()), choices: vec![], selections: vec![], groups: vec![] };
        for (ix, count) in counts.iter() {
            match count {
                Count::One(count) => agreement.choices.extend(count.finish(&book.decisions[ix])),
                Count::Many(count) => agreement.selections.extend(count.finish(&book.decisions[ix])),
            }
        }
        if groups.iter().any(|(group, _)| group.is_some()) {
            agreement.groups = groups.into_iter().map(|(name, group)| group.finish(name, &self.rulebook)).collect();
        }
        agreement
    }
}

impl Agreement {
    /// Whether so many percent or more of the cases agree, without rounding, for each decision that is `main` and of which a
    /// case says what must come out.
    pub fn reaches(&self, percent: u64) -> bool {
        self.below(percent).is_empty()
    }

    /// The ids of the main decisions for which fewer percent of the cases agree.
    pub fn below(&self, percent: u64) -> Vec<&str> {
        let choices = self.choices.iter().map(|choice| (&choice.decision, choice.main, choice.agree));
        let selections = self.selections.iter().map(|one| (&one.decision, one.main, one.agree));
        let below = choices.chain(selections).filter(|(_, main, agree)| *main && !agree.reaches(percent));
        below.map(|(decision, ..)| decision.as_str()).collect()
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Whether a case says only what must not come out of a decision that chooses one.
fn only_excludes(decision: &Decision, expected: &Expected) -> bool {
    matches!(decision.choose, Choose::One { .. }) && matches!(expected, Expected::Members { .. })
}

#[derive(Debug)]
enum Count {
    One(ChoiceCount),
    Many(SelectionCount),
}

impl Count {
    fn of(choose: Choose) -> Self {
        match choose {
            Choose::One { .. } => Count::One(ChoiceCount::default()),
            Choose::Many { .. } => Count::Many(SelectionCount::default()),
        }
    }

    fn add(&mut self, evaluation: &Evaluation, ix: Ix<Decision>, expected: &Expected) {
        match self {
            Count::One(count) => count.add(evaluation, ix, expected),
            Count::Many(count) => count.add(&evaluation.tally(ix).outcome_set(), expected),
        }
    }
}

#[derive(Debug)]
struct GroupCount {
    cases: u64,
    decisions: Table<Decision, DecisionCount>,
}

#[derive(Clone, Copy, Debug, Default)]
struct DecisionCount {
    agree: Proportion,
    avoided: Proportion,
}

impl DecisionCount {
    fn add(&mut self, evaluation: &Evaluation, ix: Ix<Decision>, expected: &Expected) {
        let agrees = expected.accepts(&evaluation.tally(ix).outcome_set());
        match only_excludes(&evaluation.book().decisions[ix], expected) {
            true => self.avoided.count(agrees),
            false => self.agree.count(agrees),
        }
    }
}

impl GroupCount {
    fn finish(self, name: Option<&str>, rulebook: &Rulebook) -> GroupAgreement {
        let counted = self.decisions.iter().filter(|(_, count)| count.agree.of + count.avoided.of > 0);
        let one = |(ix, count): (Ix<Decision>, &DecisionCount)| DecisionAgreement {
            decision: rulebook.book().decisions[ix].id.clone(),
            agree: count.agree,
            avoided: count.avoided,
        };
        GroupAgreement { group: name.map(str::to_owned), cases: self.cases, decisions: counted.map(one).collect() }
    }
}
