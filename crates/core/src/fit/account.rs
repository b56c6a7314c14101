//! What a fit came to, as plain data: the new points, the cases, and what no points can do.

use serde::Serialize;

use super::conflict::Conflict;
use super::optimum::Optimum;
use super::options::Frame;
use super::rewriting::{NumberEdit, Unwritable};
use super::upkeep::Upkeep;
use super::work::Work;
use super::{Goals, book_with, expectation};
use crate::agreement::Cases;
use crate::answers::{Answer, Answers};
use crate::rulebook::{Case, Rulebook};

/// Points fitted to cases. Made by [`Cases::fit`]. Serialises as plain data, with ids for everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fit {
    /// The least and the most that a rule may give.
    pub scale: (i64, i64),
    /// How many cases expect something.
    pub cases: u64,
    /// As how many cases they count, by their weights.
    pub weight: u64,
    /// As how many the cases count that hold today.
    pub held_before: u64,
    /// As how many those count that hold with the new points.
    pub held: u64,
    /// No points on the scale hold more. That is proved.
    pub most_held: u64,
    /// By how much the points change, all together.
    pub change: i64,
    /// No points that hold as many cases change less: proved. Where more cases might hold, of the cases that do.
    pub least_change: i64,
    /// How many rules change.
    pub rules: u64,
    /// No points that hold as many cases with as little change touch fewer rules: proved.
    pub least_rules: u64,
    /// The points that change, in the order of the rulebook.
    pub changes: Vec<PointChange>,
    /// The cases that come out otherwise than today, or fail, in their order.
    pub fates: Vec<CaseFate>,
    /// Cases that contradict one another, whatever the points.
    pub conflicts: Vec<FitConflict>,
    /// The properties of the rulebook.
    pub properties: Vec<FitProperty>,
    /// Cases that answer questions which their other answers leave unasked.
    pub ignored: Vec<IgnoredAnswers>,
    /// How much of the budget was spent, in its steps.
    pub work: u64,
    /// The changes in the text.
    #[serde(skip)]
    pub(super) edits: Vec<NumberEdit>,
    /// Points behind anchors and aliases, which cannot be changed in place.
    #[serde(skip)]
    pub(super) unwritable: Vec<Unwritable>,
}

/// Points that change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PointChange {
    /// The decision.
    pub decision: String,
    /// The rule.
    pub rule: String,
    /// The option that gets the points.
    pub option: String,
    /// What it gets today.
    pub from: i64,
    /// What it is to get. With 0, the points can be removed.
    pub to: i64,
    /// The file in which they stand.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// What becomes of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CaseFate {
    /// The case.
    pub case: String,
    /// Whether it holds today.
    pub held_before: bool,
    /// Whether it holds with the new points.
    pub holds: bool,
}

/// Cases that no points satisfy together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FitConflict {
    /// The cases. When any of them is left out, points can satisfy the others, whatever else properties ask.
    pub cases: Vec<String>,
    /// Whether that is proved. Otherwise there may be a smaller set among them.
    pub smallest: bool,
    /// Why they contradict one another.
    pub kind: FitConflictKind,
    /// The answers that all of them give.
    pub shared: Vec<SharedAnswer>,
}

/// Why cases contradict one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FitConflictKind {
    /// One case, in which no rule fires that could help, whatever it gave.
    NoHelpingRule,
    /// One case, in which rules that could help fire, and the scale, fixed points or properties keep them from it.
    OutOfScale,
    /// They give the same answers, and expect different things.
    SameAnswers,
    /// The same points would have to be both high and low.
    Opposed,
}

/// An answer that several cases give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SharedAnswer {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: Answer,
}

/// What a fit did for a property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FitProperty {
    /// The property.
    pub property: String,
    /// Whether it holds of the new points.
    pub fate: FitPropertyFate,
    /// How many demands it took to keep it.
    pub demands: u64,
}

/// Whether a property holds of the new points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FitPropertyFate {
    /// It holds: proved.
    Holds,
    /// It does not: proved. More rounds would have been needed.
    Broken,
    /// Neither was proved.
    Unproven,
}

/// A case that answers what is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IgnoredAnswers {
    /// The case.
    pub case: String,
    /// The questions.
    pub questions: Vec<String>,
}

impl Fit {
    /// Whether it is proved that no points are better.
    pub fn is_proved(&self) -> bool {
        self.held == self.most_held && self.change == self.least_change && self.rules == self.least_rules
    }

    /// The changes in the texts of the files, in their order.
    ///
    /// # Errors
    /// Points behind an anchor or an alias: whoever changed the number would change it elsewhere, too.
    pub fn edits(&self) -> Result<&[NumberEdit], &[Unwritable]> {
        if self.unwritable.is_empty() { Ok(&self.edits) } else { Err(&self.unwritable) }
    }
}

/// So many steps may be taken to see why one case cannot hold.
const ONE_CASE: u64 = 10_000;

/// What an account is made from.
pub(super) struct Account<'a, 'r> {
    pub(super) frame: &'a Frame<'r>,
    pub(super) cases: &'a Cases,
    pub(super) goals: &'a Goals,
    pub(super) optimum: &'a Optimum,
    pub(super) upkeep: &'a Upkeep,
}

impl Account<'_, '_> {
    pub(super) fn settle(&self, work: &Work) -> Fit {
        let (frame, optimum) = (self.frame, self.optimum);
        let fitted = Rulebook::new(book_with(frame, &optimum.points));
        let expecting = || self.cases.iter().filter(|case| !case.expect.is_empty() || !case.reasons.is_empty());
        let weight: u64 = expecting().map(|case| u64::from(case.weight)).sum();
        let mut fates = Vec::new();
        let (mut held_before, mut held) = (0, 0);
        for case in expecting() {
            // What holds is what evaluation says, not what the search believes.
            let (before, after) = (passes(frame.rulebook, case), passes(&fitted, case));
            held_before += if before { u64::from(case.weight) } else { 0 };
            held += if after { u64::from(case.weight) } else { 0 };
            if !(before && after) {
                fates.push(CaseFate { case: case.name.clone(), held_before: before, holds: after });
            }
        }
        // What is left over counts margins, and not cases.
        let lost_at_least = optimum.least_lost / self.goals.unit;
        let (edits, unwritable) = super::rewriting::edits(frame, &optimum.points);
        let rules = frame.space.touched(&optimum.points).len();
        Fit {
            scale: frame.scale,
            cases: expecting().count() as u64,
            weight,
            held_before,
            held,
            most_held: weight - lost_at_least.min(weight - held),
            change: frame.space.change(&optimum.points),
            least_change: optimum.least_change,
            rules: rules as u64,
            least_rules: optimum.least_rules as u64,
            changes: self.changes(),
            fates,
            conflicts: optimum.conflicts.iter().filter_map(|conflict| self.conflict(conflict)).collect(),
            properties: self.properties(),
            ignored: expecting().filter_map(|case| ignored(frame.rulebook, case)).collect(),
            work: work.spent_steps(),
            edits,
            unwritable,
        }
    }

    fn changes(&self) -> Vec<PointChange> {
        let (book, points) = (self.frame.book, &self.optimum.points);
        let mut changes = Vec::new();
        for (ix, variable) in self.frame.space.variables.iter() {
            if points[ix] == variable.today {
                continue;
            }
            let decision = &book.decisions[variable.rule.decision];
            let rule = &decision.rules[variable.rule.rule];
            let place = rule.written.get(variable.nth).map(|[_, at]| self.frame.rulebook.files().place(*at));
            changes.push(PointChange {
                decision: decision.id.clone(),
                rule: rule.id.clone(),
                option: decision.options[variable.option].id.clone(),
                from: variable.today,
                to: points[ix],
                file: place.as_ref().map(|place| place.file.clone()).unwrap_or_default(),
                line: place.map_or(0, |place| place.line),
            });
        }
        changes
    }

    /// A conflict in the words of its cases. None of one between margins, which are no more than wishes.
    fn conflict(&self, conflict: &Conflict) -> Option<FitConflict> {
        let all: Vec<&Case> = self.cases.iter().collect();
        let mut positions = Vec::new();
        for member in &conflict.members {
            if self.goals.weights[*member] < self.goals.unit {
                return None;
            }
            positions.extend(self.goals.of[*member]);
        }
        let cases: Vec<&Case> = positions.iter().filter_map(|at| all.get(*at).copied()).collect();
        let (first, others) = cases.split_first()?;
        let same = |other: &&Case| other.answers == first.answers;
        let kind = match others {
            [] => {
                let frame = self.frame;
                let wide = frame.wide.bounds();
                let demand = expectation::demand(frame.book, &frame.wide, &wide, first, 0, &mut Work::steps(ONE_CASE));
                if demand.ways.is_empty() { FitConflictKind::NoHelpingRule } else { FitConflictKind::OutOfScale }
            }
            others if others.iter().all(same) => FitConflictKind::SameAnswers,
            _ => FitConflictKind::Opposed,
        };
        let shared = first.answers.iter().filter(|answer| others.iter().all(|other| other.answers.contains(answer)));
        let shared = shared.map(|(question, given)| {
            let question = &self.frame.book.questions[*question];
            SharedAnswer { question: question.id.clone(), answer: Answer::of(question, *given) }
        });
        Some(FitConflict {
            cases: cases.iter().map(|case| case.name.clone()).collect(),
            smallest: conflict.smallest,
            kind,
            shared: shared.collect(),
        })
    }

    fn properties(&self) -> Vec<FitProperty> {
        let of = |(nth, property): (usize, &crate::rulebook::Property)| FitProperty {
            property: property.id.clone(),
            fate: match () {
                () if self.upkeep.failing.contains(&nth) => FitPropertyFate::Broken,
                () if self.upkeep.open.contains(&nth) => FitPropertyFate::Unproven,
                () => FitPropertyFate::Holds,
            },
            demands: self.upkeep.demands_of(nth) as u64,
        };
        self.frame.rulebook.properties().iter().enumerate().map(of).collect()
    }
}

/// Whether a case comes out as it expects, by evaluation.
pub(super) fn passes(rulebook: &Rulebook, case: &Case) -> bool {
    let evaluation = Answers::with_given(rulebook, case.given(rulebook.book())).evaluate();
    case.expect.iter().all(|(decision, expected)| expected.accepts(&evaluation.tally(*decision).outcome_set()))
        && case.reasons.iter().all(|rule| evaluation.has_fired(*rule))
}

fn ignored(rulebook: &Rulebook, case: &Case) -> Option<IgnoredAnswers> {
    let evaluation = Answers::with_given(rulebook, case.given(rulebook.book())).evaluate();
    let questions: Vec<String> = evaluation.ignored().map(|question| question.id.clone()).collect();
    (!questions.is_empty()).then(|| IgnoredAnswers { case: case.name.clone(), questions })
}
