//! The smallest answers that show something: that a property is broken, that two rulebooks part.
//!
//! One branch and bound for all of them, over whatever can be looked at with some questions fixed and bounded from there.
//! First it is found or excluded that any answers show it; then every smaller number of answers is exhausted, from none
//! upwards. What is called smallest was proved to be. Where that cannot be ended, answers are left out of those that were
//! found, one by one, until none can be.

use super::search::OutOfBudget;
use crate::analysis::bounds::outlook::Slot;

/// Something that some answers may show.
pub(in crate::analysis) trait Phenomenon {
    /// How many cases each question has. Case 0 is no answer.
    fn cases(&self) -> Vec<usize>;

    /// The scenarios in which it may show: what may be so beside what is answered, and excludes each other.
    fn scenarios(&self) -> Vec<usize> {
        vec![0]
    }

    /// Takes one of them for given, or none: then a look with every question fixed is exact.
    fn suppose(&mut self, _scenario: Option<usize>) {}

    /// Looks at what may come with these slots.
    fn look(&mut self, slots: &[Slot]);

    /// Whether some completion of the slots last looked at may show it; never false where one does. Once nothing open has a
    /// say it is exact.
    fn may_show(&self) -> bool;

    /// Whether so many more answers may be enough; never false where they are.
    fn may_show_within(&self, _answers: usize) -> bool {
        true
    }

    /// Whether it shows if nothing more is answered. It may be false although it does.
    fn shows_already(&self) -> bool {
        false
    }

    /// The open question to fix next; none if nothing open has a say.
    fn next(&self, slots: &[Slot]) -> Option<usize>;

    /// The cases of a question, the most promising first, without those that cannot serve among so many more answers.
    fn promising(&self, _question: usize, cases: usize, _answers: usize) -> Vec<usize> {
        (1..cases).chain([0]).collect()
    }

    /// What looking once counts for.
    fn cost(&self) -> u64;
}

/// Answers that show it, as a case of each question.
pub(in crate::analysis) struct Witness {
    pub(in crate::analysis) cases: Vec<usize>,
    /// Whether no fewer answers show it. Otherwise it is only that none of these can be left out.
    pub(in crate::analysis) smallest: bool,
}

/// The smallest answers that show a phenomenon; none if it is proved that none do.
pub(in crate::analysis) fn smallest<P: Phenomenon>(
    phenomenon: &mut P,
    hint: Option<Vec<usize>>,
    budget: u64,
) -> Result<Option<Witness>, OutOfBudget> {
    let (cases, mut scenarios) = (phenomenon.cases(), phenomenon.scenarios());
    let all = cases.len();
    let mut chase = Chase { phenomenon, slots: vec![Slot::Open; all], cases, nodes: 0, budget: budget / 2 };
    let found = match hint.filter(|hint| chase.shows(hint)) {
        Some(hint) => Some(hint),
        None => match chase.some(&mut scenarios, all) {
            Ok(None) => return Ok(None),
            Ok(found) => found,
            Err(OutOfBudget) => None,
        },
    };
    chase.budget = chase.nodes + budget / 2;
    let sizes = found.as_ref().map_or(all, |found| answered(found));
    for size in 0..sizes {
        match chase.some(&mut scenarios, size) {
            Ok(Some(cases)) => return Ok(Some(Witness { cases, smallest: true })),
            Ok(None) => {}
            Err(OutOfBudget) => {
                let fewest = found.map(|found| chase.leave_out(found)).ok_or(OutOfBudget)?;
                let smallest = answered(&fewest) <= size;
                return Ok(Some(Witness { cases: fewest, smallest }));
            }
        }
    }
    // Every number of answers below was exhausted.
    found.map(|cases| Some(Witness { cases, smallest: true })).ok_or(OutOfBudget)
}

fn answered(cases: &[usize]) -> usize {
    cases.iter().filter(|case| **case != 0).count()
}

struct Chase<'p, P> {
    phenomenon: &'p mut P,
    cases: Vec<usize>,
    slots: Vec<Slot>,
    nodes: u64,
    budget: u64,
}

impl<P: Phenomenon> Chase<'_, P> {
    /// At most so many answers that show it, in one of the scenarios. With any number of answers, scenarios in which it never
    /// shows are left out from then on.
    fn some(&mut self, scenarios: &mut Vec<usize>, most: usize) -> Result<Option<Vec<usize>>, OutOfBudget> {
        let mut left = Vec::new();
        for (nth, scenario) in scenarios.iter().enumerate() {
            self.slots.fill(Slot::Open);
            self.phenomenon.suppose(Some(*scenario));
            if self.descend(most)? {
                left.extend(scenarios.get(nth..).unwrap_or_default());
                *scenarios = left;
                return Ok(Some(self.reached()));
            }
            if most < self.cases.len() {
                left.push(*scenario);
            }
        }
        *scenarios = left;
        Ok(None)
    }

    /// Whether answers to at most so many of the open questions show it. The slots hold them then.
    fn descend(&mut self, left: usize) -> Result<bool, OutOfBudget> {
        self.nodes += self.phenomenon.cost();
        if self.nodes > self.budget {
            return Err(OutOfBudget);
        }
        self.phenomenon.look(&self.slots);
        if !self.phenomenon.may_show() || !self.phenomenon.may_show_within(left) {
            return Ok(false);
        }
        if self.phenomenon.shows_already() {
            return Ok(true);
        }
        let Some(question) = self.phenomenon.next(&self.slots) else { return Ok(true) };
        let cases = self.cases.get(question).copied().unwrap_or(0);
        if left == 0 {
            let before = self.slots.clone();
            self.slots.iter_mut().filter(|slot| **slot == Slot::Open).for_each(|slot| *slot = Slot::Fixed(0));
            self.nodes += self.phenomenon.cost();
            self.phenomenon.look(&self.slots);
            if self.phenomenon.may_show() {
                return Ok(true);
            }
            self.slots = before;
            return Ok(false);
        }
        for case in self.phenomenon.promising(question, cases, left) {
            self.fix(question, Slot::Fixed(case));
            if self.descend(if case == 0 { left } else { left - 1 })? {
                return Ok(true);
            }
        }
        self.fix(question, Slot::Open);
        Ok(false)
    }

    fn fix(&mut self, question: usize, slot: Slot) {
        self.slots.get_mut(question).into_iter().for_each(|place| *place = slot);
    }

    /// The slots as cases. What is open has no say, and so needs no answer.
    fn reached(&self) -> Vec<usize> {
        self.slots.iter().map(|slot| if let Slot::Fixed(case) = slot { *case } else { 0 }).collect()
    }

    fn shows(&mut self, cases: &[usize]) -> bool {
        let slots: Vec<Slot> = cases.iter().map(|case| Slot::Fixed(*case)).collect();
        self.phenomenon.suppose(None);
        self.phenomenon.look(&slots);
        self.phenomenon.may_show()
    }

    /// Leaves out answers as long as it still shows, until none can be left out.
    fn leave_out(&mut self, mut cases: Vec<usize>) -> Vec<usize> {
        loop {
            let before = answered(&cases);
            for at in (0..cases.len()).rev() {
                let mut fewer = cases.clone();
                fewer.get_mut(at).into_iter().for_each(|case| *case = 0);
                if fewer != cases && self.shows(&fewer) {
                    cases = fewer;
                }
            }
            if answered(&cases) == before {
                return cases;
            }
        }
    }
}
