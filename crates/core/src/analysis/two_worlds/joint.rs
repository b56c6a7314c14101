//! Two versions of a rulebook under the same answers: their questions joined, and both looked at side by side.
//!
//! A question that only one version has counts as unanswered in the other, and so does an answer that only one of them
//! takes. A question has a case for every combination of tests, of both versions, that its answers can pass.

use std::collections::{BTreeMap, HashSet};

use super::state::Known;
use crate::alike::{Alike, translated};
use crate::analysis::bounds::outlook::{Outlook, Slot};
use crate::answers::Answers;
use crate::rulebook::{
    Assumed, Book, Domain, Expr, Given, Model, PossibleAnswer, Question, QuestionKind, Rulebook, Test,
};
use crate::set::Set;
use crate::table::Table;
use crate::truths::Truths;

/// The questions of two versions, joined by their ids: those of the first in their order, then those that only the second has.
pub(crate) struct Joint<'r> {
    pub(in crate::analysis) old: &'r Rulebook,
    pub(in crate::analysis) new: &'r Rulebook,
    pub(in crate::analysis) alike: Alike,
    pub(in crate::analysis) questions: Vec<JointQuestion>,
    /// What is proved so far.
    pub(in crate::analysis) known: Known,
    /// How many nodes searches may still take.
    pub(in crate::analysis) fund: u64,
    /// What drawing and counting profiles may still take, in looks at one rule, question or test.
    pub(in crate::analysis) looks: u64,
}

/// How many nodes all searches for the moves of two versions may take together.
const FUND: u64 = 150_000;
/// What those, and drawing and counting profiles, may take in looks at one rule, question or test.
const WORK: u64 = 300_000_000;
const LOOKS: u64 = 400_000_000;

pub(in crate::analysis) struct JointQuestion {
    /// Its positions in the first version and in the second.
    pub(in crate::analysis) place: [Option<usize>; 2],
    /// The answer in each version; the first case is no answer.
    cases: Vec<[Option<Given>; 2]>,
    /// Which case of each version's own model that is.
    models: Vec<[usize; 2]>,
    /// Whether each version takes every answer.
    is_always_taken: [bool; 2],
    /// Whether not all of its answers are among the cases.
    pub(in crate::analysis) cut: bool,
}

/// One of the two versions, and what may come in it.
pub(in crate::analysis) struct Side<'r> {
    pub(in crate::analysis) model: &'r Model,
    pub(in crate::analysis) outlook: Outlook<'r>,
    /// The same with what is open left unanswered.
    pub(in crate::analysis) now: Outlook<'r>,
    pub(in crate::analysis) slots: Vec<Slot>,
    /// The slots as each of the two was last looked at; none if all has to be looked at again.
    seen: [Option<Vec<Slot>>; 2],
    /// The decisions to look at.
    closure: Vec<usize>,
    which: usize,
}

impl<'r> Joint<'r> {
    pub(crate) fn new(old: &'r Rulebook, new: &'r Rulebook) -> Self {
        let (one, other) = (old.book(), new.book());
        let position = |book: &Book, id: &str| book.questions.rows().iter().position(|question| question.id == id);
        let mut questions = Vec::new();
        for (at, question) in one.questions.rows().iter().enumerate() {
            questions.push(join(one, other, [Some(at), position(other, &question.id)]));
        }
        for (at, question) in other.questions.rows().iter().enumerate() {
            if position(one, &question.id).is_none() {
                questions.push(join(one, other, [None, Some(at)]));
            }
        }
        let fund = [one, other].iter().map(|book| book.model().nodes_for(WORK)).fold(FUND, u64::min);
        Joint { old, new, alike: Alike::of(one, other), questions, known: Known::new(), fund, looks: LOOKS }
    }

    pub(in crate::analysis) fn sides(&self) -> [Side<'r>; 2] {
        [(0, self.old), (1, self.new)].map(|(which, rulebook)| {
            let model = rulebook.book().model();
            Side {
                model,
                outlook: Outlook::new(model),
                now: Outlook::new(model),
                slots: vec![Slot::Open; model.questions.len()],
                seen: [None, None],
                closure: Vec::new(),
                which,
            }
        })
    }

    /// What a look at a decision of both versions costs, with all that it rests on, and all questions and facts.
    pub(in crate::analysis) fn look_costs(&self, decisions: [usize; 2]) -> u64 {
        let sides = [(self.old, 0), (self.new, 1)].into_iter().map(|(rulebook, side)| {
            let model = rulebook.book().model();
            let rules = |at: &usize| model.decisions.get(*at).map_or(0, |decision| decision.rules.len() as u64);
            let decision = decisions.get(side).and_then(|at| model.decisions.get(*at));
            let own: u64 = decision.map_or(0, |decision| decision.closure.iter().map(rules).sum());
            model.size.saturating_sub((0..model.decisions.len()).map(|at| rules(&at)).sum()) + own
        });
        sides.sum::<u64>().max(1)
    }

    /// Whether a decision is the same in both versions, and all that it rests on.
    pub(in crate::analysis) fn are_alike(&self, [old, new]: [usize; 2]) -> bool {
        let alike = self.alike.decisions.rows().get(old).copied().flatten();
        alike.is_some_and(|alike| alike.position() == new)
    }

    pub(in crate::analysis) fn cases(&self) -> Vec<usize> {
        self.questions.iter().map(|question| question.cases.len()).collect()
    }

    /// A case of every question as answers to the first version and to the second.
    pub(in crate::analysis) fn answers(&self, cases: &[usize]) -> [Answers; 2] {
        [(0, self.old), (1, self.new)].map(|(which, rulebook)| {
            let given: Table<Question, Option<Given>> = rulebook.book().questions.column(|ix| {
                let at = Some(ix.position());
                let mut both = self.questions.iter().zip(cases);
                let (question, case) = both.find(|(question, _)| question.place.get(which) == Some(&at))?;
                question.cases.get(*case)?.get(which).copied().flatten()
            });
            Answers::with_given(rulebook, given)
        })
    }
}

impl JointQuestion {
    fn is_always_taken(&self, which: usize) -> bool {
        self.is_always_taken.get(which).copied().unwrap_or(false)
    }

    /// The case of one version's own model that a joint case falls into.
    pub(in crate::analysis) fn model_case(&self, case: usize, which: usize) -> usize {
        self.models.get(case).and_then(|row| row.get(which)).copied().unwrap_or(0)
    }
}

impl Side<'_> {
    /// Has these decisions looked at from now on, each of which depends only on those before it in the list.
    pub(in crate::analysis) fn focus(&mut self, closure: Vec<usize>) {
        self.closure = closure;
        self.seen = [None, None];
    }

    /// Has decisions below take it that this one comes to this.
    pub(in crate::analysis) fn assume(&mut self, decision: usize, assumed: Option<Assumed>) {
        self.outlook.assume(decision, assumed);
        self.now.assume(decision, assumed);
        self.seen = [None, None];
    }

    /// Looks at what may come of the decisions.
    pub(in crate::analysis) fn look(&mut self, joint: &[JointQuestion], slots: &[Slot]) {
        for (question, slot) in joint.iter().zip(slots) {
            let Some(at) = question.place.get(self.which).copied().flatten() else { continue };
            let own = match slot {
                Slot::Fixed(case) => Slot::Fixed(question.model_case(*case, self.which)),
                // An answer that this version does not take is none.
                Slot::Changeable if !question.is_always_taken(self.which) => Slot::Open,
                open => *open,
            };
            self.slots.get_mut(at).into_iter().for_each(|place| *place = own);
        }
        let [seen, _] = &mut self.seen;
        look(&mut self.outlook, seen, self.slots.clone(), &self.closure);
    }

    /// Looks at what comes of them if nothing more is answered.
    pub(in crate::analysis) fn look_now(&mut self) {
        let fixed = |slot: &Slot| if let Slot::Fixed(case) = slot { Slot::Fixed(*case) } else { Slot::Fixed(0) };
        let [_, seen] = &mut self.seen;
        look(&mut self.now, seen, self.slots.iter().map(fixed).collect(), &self.closure);
    }
}

impl Side<'_> {
    /// How many open questions it takes at the least to change whether a rule fires, and which may be among them.
    pub(in crate::analysis) fn answers_before(&self, decision: usize, rule: usize) -> Option<(usize, Vec<usize>)> {
        let model = self.model.decisions.get(decision)?.rules.get(rule)?;
        let [_, slots] = &self.seen;
        let fires = self.now.decisions.get(decision)?.rules.get(rule)?.must_be(Truths::TRUE);
        let count = if fires { 1 } else { self.missing(&model.condition, slots.as_ref()?) };
        let held = model
            .support
            .iter()
            .enumerate()
            .filter(|(at, has_say)| **has_say && !matches!(self.slots.get(*at), Some(Slot::Fixed(_))));
        Some((count.max(1), held.map(|(at, _)| at).collect()))
    }

    /// How many answers a condition lacks at the least to be true.
    fn missing(&self, expr: &Expr, slots: &[Slot]) -> usize {
        let mut facts = BTreeMap::new();
        for at in self.model.facts_below(expr) {
            let fact = self.model.facts.get(at);
            facts.insert(at, fact.map_or(0, |fact| self.missing_with(&fact.condition, slots, &facts)));
        }
        self.missing_with(expr, slots, &facts)
    }

    /// The same with the facts that it names, which were looked into before.
    fn missing_with(&self, expr: &Expr, slots: &[Slot], facts: &BTreeMap<usize, usize>) -> usize {
        if self.now.truths(expr, slots).must_be(Truths::TRUE) {
            return 0;
        }
        match expr {
            Expr::All(parts) => {
                // What rests on questions of its own lacks answers of its own.
                let (mut used, mut sum, mut most) = (vec![false; slots.len()], 0, 0);
                for part in parts {
                    let missing = self.missing_with(part, slots, facts);
                    let mut support = vec![false; slots.len()];
                    self.model.support_but(part, &mut support, &|_| false);
                    most = most.max(missing);
                    if missing > 0 && !support.iter().zip(&used).any(|(one, other)| *one && *other) {
                        sum += missing;
                        used.iter_mut().zip(&support).for_each(|(on, also)| *on |= also);
                    }
                }
                sum.max(most)
            }
            Expr::Any(parts) => parts.iter().map(|part| self.missing_with(part, slots, facts)).min().unwrap_or(0),
            Expr::Fact(at) => facts.get(at).copied().unwrap_or(0),
            Expr::Atom(_) | Expr::Not(_) => 1,
            // What is taken of a decision above costs no answer here.
            Expr::Decided(..) => 0,
        }
    }
}

/// Looks again at what depends on the questions that have changed since the last look, or at everything if they are many.
fn look(outlook: &mut Outlook<'_>, seen: &mut Option<Vec<Slot>>, slots: Vec<Slot>, closure: &[usize]) {
    /// With more changes than this a look at everything takes no longer.
    const FEW: usize = 3;
    if let Some(before) = seen {
        let changes = || slots.iter().zip(&*before).enumerate().filter(|(_, (now, before))| now != before);
        if changes().nth(FEW).is_none() {
            let changed: Vec<usize> = changes().map(|(at, _)| at).collect();
            for at in changed {
                if let (Some(place), Some(slot)) = (before.get_mut(at), slots.get(at)) {
                    *place = *slot;
                    outlook.look_again(before, closure, Some(at));
                }
            }
            return;
        }
    }
    outlook.look(&slots, closure);
    *seen = Some(slots);
}

fn join(one: &Book, other: &Book, place: [Option<usize>; 2]) -> JointQuestion {
    let books = [one, other];
    let of = |which: usize| {
        let (book, at) = (books.get(which)?, place.get(which).copied().flatten()?);
        Some((book.questions.rows().get(at)?, book.model(), at))
    };
    let (cases, cut) = match (of(0), of(1)) {
        (Some((first, _, _)), Some((second, _, _))) if kind(first) == kind(second) => together(of(0), of(1)),
        // A question of another type under the same id: an answer fits one of the two.
        (first, second) => {
            let own = |side: Option<(&Question, &Model, usize)>| -> (Vec<Given>, bool) {
                let question = side.and_then(|(_, model, at)| model.questions.get(at));
                let cases = question.map(|question| question.cases.iter().copied().flatten().collect());
                (cases.unwrap_or_default(), question.is_some_and(|question| question.cut))
            };
            let ((first, cut), (second, other_cut)) = (own(first), own(second));
            let first = first.into_iter().map(|given| [Some(given), None]);
            let second = second.into_iter().map(|given| [None, Some(given)]);
            (std::iter::once([None; 2]).chain(first).chain(second).collect(), cut || other_cut)
        }
    };
    let model_case = |which: usize, given: Option<Given>| -> usize {
        let (Some((_, model, at)), Some(given)) = (of(which), given) else { return 0 };
        let cases = model.questions.get(at).map(|question| question.cases.as_slice()).unwrap_or_default();
        cases.iter().position(|case| case.is_some_and(|case| model.are_alike(at, case, given))).unwrap_or(0)
    };
    // What neither version can tell apart is one case, and what neither takes is no answer.
    let mut seen = HashSet::new();
    let (mut kept, mut models) = (Vec::new(), Vec::new());
    for [old, new] in cases {
        let model = [model_case(0, old), model_case(1, new)];
        if seen.insert(model) {
            kept.push([old, new]);
            models.push(model);
        }
    }
    let cases: Vec<[Option<Given>; 2]> = kept;
    let takes_all = |which: usize| cases.iter().skip(1).all(|case| case.get(which).is_some_and(Option::is_some));
    let is_always_taken = [takes_all(0), takes_all(1)];
    JointQuestion { place, cases, models, is_always_taken, cut }
}

fn kind(question: &Question) -> u8 {
    match question.kind {
        QuestionKind::Choice { .. } => 0,
        QuestionKind::Many { .. } => 1,
        QuestionKind::Number { .. } => 2,
        QuestionKind::YesNo => 3,
    }
}

type Of<'b> = Option<(&'b Question, &'b Model, usize)>;

/// The cases of a question that both versions ask in the same way: those of a question that takes the answers of both.
fn together(first: Of<'_>, second: Of<'_>) -> (Vec<[Option<Given>; 2]>, bool) {
    let (Some((old, _, _)), Some((new, _, _))) = (first, second) else { return (vec![[None; 2]], false) };
    let added = new.answers().iter().filter(|answer| old.position(&answer.id).is_none());
    let answers: Vec<PossibleAnswer> = old.answers().iter().chain(added).cloned().collect();
    let position = |question: &Question| -> Vec<Option<usize>> {
        answers.iter().map(|answer| question.position(&answer.id)).collect()
    };
    let sides = [(first, position(old)), (second, position(new))];
    let at_most = |question: &Question| match question.kind {
        QuestionKind::Many { at_most, .. } => at_most,
        _ => None,
    };
    let range = |question: &Question| match question.kind {
        QuestionKind::Number { min, max, .. } => (min, max),
        _ => (None, None),
    };
    let kind = match &old.kind {
        QuestionKind::Choice { .. } => QuestionKind::Choice { ordered: false, answers: answers.clone() },
        QuestionKind::Many { .. } => QuestionKind::Many {
            at_most: at_most(old).zip(at_most(new)).map(|(one, other)| one.max(other)),
            answers: answers.clone(),
        },
        QuestionKind::Number { .. } => {
            let ((least, most), (other_least, other_most)) = (range(old), range(new));
            let min = least.zip(other_least).map(|(one, other)| one.min(other));
            QuestionKind::Number { unit: String::new(), min, max: most.zip(other_most).map(|(a, b)| a.max(b)) }
        }
        QuestionKind::YesNo => QuestionKind::YesNo,
    };
    let mut tests: Vec<Test> = Vec::new();
    for (side, positions) in &sides {
        let Some((question, model, at)) = side else { continue };
        // Where an answer of this side stands among the answers of both.
        let back: Vec<Option<usize>> =
            (0..question.answers().len()).map(|own| positions.iter().position(|place| *place == Some(own))).collect();
        tests.extend(model.tests(*at).map(|test| in_positions(test, &back)));
        let foreign: Set =
            positions.iter().enumerate().filter(|(_, own)| own.is_none()).map(|(joint, _)| joint).collect();
        // What only the other side takes makes a case of its own.
        tests.push(match &kind {
            QuestionKind::Many { .. } => Test::Members { any: None, all: Set::default(), none: foreign },
            QuestionKind::Number { .. } => {
                let (least, most) = range(question);
                Test::Between(least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX))
            }
            _ if question.answers().is_empty() => continue,
            _ => Test::In(foreign),
        });
    }
    let Domain { cases, cut } = Domain::of(&kind, &tests);
    let own = |given: Given, side: &(Of<'_>, Vec<Option<usize>>)| -> Option<Given> {
        let ((question, _, _), positions) = (side.0?, &side.1);
        match given {
            Given::Choice(at) if question.answers().is_empty() => Some(Given::Choice(at)),
            Given::Choice(at) => positions.get(at).copied().flatten().map(Given::Choice),
            Given::Many(set) => {
                let own = translated(&set, positions);
                let fits = own.len() == set.len() && at_most(question).is_none_or(|most| own.len() <= most);
                fits.then_some(Given::Many(own))
            }
            Given::Number(number) => {
                let (least, most) = range(question);
                let fits = least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most);
                fits.then_some(Given::Number(number))
            }
        }
    };
    let [one, other] = &sides;
    let each = |case: &Option<Given>| case.map_or([None; 2], |given| [own(given, one), own(given, other)]);
    // With another limit on how many may be chosen, a case no longer stands for all that pass the same tests.
    (cases.iter().map(each).collect(), cut || at_most(old) != at_most(new))
}

/// A test on answers of one version, in positions among those of both.
fn in_positions(test: &Test, positions: &[Option<usize>]) -> Test {
    if positions.is_empty() {
        return test.clone();
    }
    match test {
        Test::In(set) => Test::In(translated(set, positions)),
        Test::Between(..) => test.clone(),
        Test::Members { any, all, none } => Test::Members {
            any: any.as_ref().map(|any| translated(any, positions)),
            all: translated(all, positions),
            none: translated(none, positions),
        },
    }
}
