//! When a condition is true, as a formula over the cases of questions: a tree of *all* and *any* over literals, each of which says
//! that the answer to one question is among some of its cases.
//!
//! A completion puts every question into one case, so two truth values are enough here: a condition is true or it is not. What
//! Kleene's logic says of unknown answers and of questions that are not asked is in the literals. That makes bounds simple, which
//! need to know what a formula may still come to, and which questions hold it back.

use std::collections::HashMap;

use crate::set::Set;

/// Some of the cases of a question. The first 64 take no memory of their own: few questions have more.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Cases {
    first: u64,
    more: Box<[u64]>,
}

/// When something is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
    /// The answer to this question is one of these.
    In(usize, Cases),
    /// The outcome of this decision has one of these options, or, where that is wanted, none of them.
    Decided(usize, Set, bool),
    /// All of these. Of none it is true.
    All(Vec<Formula>),
    /// Any of these. Of none it is false.
    Any(Vec<Formula>),
}

/// When a rule fires, and when it does not.
#[derive(Clone, Debug)]
pub(crate) struct Firing {
    pub(crate) fires: Formula,
    pub(crate) silent: Formula,
}

/// When a decision applies and when its rules fire.
#[derive(Clone, Debug)]
pub(crate) struct DecisionFormulas {
    pub(crate) applies: Firing,
    pub(crate) rules: Vec<Firing>,
}

impl Cases {
    pub(crate) fn none(count: usize) -> Cases {
        Cases { first: 0, more: vec![0; count.div_ceil(64).saturating_sub(1)].into() }
    }

    pub(crate) fn of(count: usize, cases: impl IntoIterator<Item = usize>) -> Cases {
        let mut all = Cases::none(count);
        cases.into_iter().for_each(|case| all.insert(case));
        all
    }

    pub(crate) fn insert(&mut self, case: usize) {
        let word = if case < 64 { Some(&mut self.first) } else { self.more.get_mut(case / 64 - 1) };
        word.into_iter().for_each(|word| *word |= 1 << (case % 64));
    }

    /// Leaves this case alone.
    pub(crate) fn become_only(&mut self, case: usize) {
        self.first = 0;
        self.more.fill(0);
        self.insert(case);
    }

    #[inline]
    pub(crate) fn contains(&self, case: usize) -> bool {
        let word = if case < 64 { Some(&self.first) } else { self.more.get(case / 64 - 1) };
        word.is_some_and(|word| word >> (case % 64) & 1 == 1)
    }

    #[inline]
    pub(crate) fn intersects(&self, other: &Cases) -> bool {
        self.first & other.first != 0 || self.more.iter().zip(&other.more).any(|(one, other)| one & other != 0)
    }

    #[inline]
    pub(crate) fn is_within(&self, other: &Cases) -> bool {
        self.first & !other.first == 0 && self.more.iter().zip(&other.more).all(|(one, other)| one & !other == 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first == 0 && self.more.iter().all(|word| *word == 0)
    }

    pub(crate) fn len(&self) -> usize {
        self.words().map(|word| word.count_ones() as usize).sum()
    }

    /// The cases in rising order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words().enumerate().flat_map(|(nth, mut word)| {
            std::iter::from_fn(move || {
                let lowest = (word != 0).then(|| word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(64 * nth + lowest)
            })
        })
    }

    /// The greatest entry of a table over these cases, with so much more for those that are among `raised`.
    #[inline]
    pub(crate) fn most(&self, table: &[i64], raised: Option<(&Cases, i64)>) -> Option<i64> {
        let mut most: Option<i64> = None;
        for (nth, mut word) in self.words().enumerate() {
            while word != 0 {
                let case = 64 * nth + word.trailing_zeros() as usize;
                word &= word - 1;
                let more = raised.map_or(0, |(raised, more)| if raised.contains(case) { more } else { 0 });
                let points = table.get(case).copied().unwrap_or(0) + more;
                most = Some(most.map_or(points, |most| most.max(points)));
            }
        }
        most
    }

    /// The greatest entry of a table over these cases, and the first case that has it.
    #[inline]
    pub(crate) fn best(&self, table: &[i64]) -> Option<(i64, usize)> {
        let mut best: Option<(i64, usize)> = None;
        for (nth, mut word) in self.words().enumerate() {
            while word != 0 {
                let case = 64 * nth + word.trailing_zeros() as usize;
                word &= word - 1;
                let points = table.get(case).copied().unwrap_or(0);
                if best.is_none_or(|(most, _)| points > most) {
                    best = Some((points, case));
                }
            }
        }
        best
    }

    fn words(&self) -> impl Iterator<Item = u64> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    fn and(&mut self, other: &Cases) {
        self.first &= other.first;
        self.more.iter_mut().zip(&other.more).for_each(|(one, other)| *one &= other);
    }

    fn or(&mut self, other: &Cases) {
        self.first |= other.first;
        self.more.iter_mut().zip(&other.more).for_each(|(one, other)| *one |= other);
    }
}

/// Parts with no more than one literal on a question.
#[derive(Default)]
struct Joined {
    parts: Vec<Formula>,
    /// Where the literal on a question stands, once there are more than few parts.
    places: HashMap<usize, usize>,
}

impl Joined {
    /// So few parts are looked through.
    const FEW: usize = 16;

    /// The cases of the literal on a question, if there is one.
    fn literal(&mut self, question: usize) -> Option<&mut Cases> {
        let is_it = |part: &Formula| matches!(part, Formula::In(at, _) if *at == question);
        let at = match self.places.get(&question) {
            Some(at) => *at,
            None if self.parts.len() > Self::FEW => return None,
            None => self.parts.iter().position(is_it)?,
        };
        if let Some(Formula::In(_, cases)) = self.parts.get_mut(at) { Some(cases) } else { None }
    }

    fn push(&mut self, part: Formula) {
        self.parts.push(part);
        // The first ones are noted when they become more than few.
        let new = match self.parts.len() {
            few if few <= Self::FEW => few,
            more if more == Self::FEW + 1 => 0,
            more => more - 1,
        };
        for (at, part) in self.parts.iter().enumerate().skip(new) {
            if let Formula::In(question, _) = part {
                self.places.insert(*question, at);
            }
        }
    }
}

impl Formula {
    pub(crate) const TRUE: Formula = Formula::All(Vec::new());
    pub(crate) const FALSE: Formula = Formula::Any(Vec::new());

    /// All of these at once, literals on one question joined.
    pub(crate) fn all(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut joined = Joined::default();
        let mut left: Vec<Formula> = parts.into_iter().collect();
        left.reverse();
        while let Some(part) = left.pop() {
            match part {
                Formula::All(parts) => left.extend(parts.into_iter().rev()),
                Formula::Any(parts) if parts.is_empty() => return Formula::FALSE,
                Formula::In(question, cases) => match joined.literal(question) {
                    Some(known) => known.and(&cases),
                    None => joined.push(Formula::In(question, cases)),
                },
                part => joined.push(part),
            }
        }
        let mut joined = joined.parts;
        if joined.iter().any(|part| matches!(part, Formula::In(_, cases) if cases.is_empty())) {
            return Formula::FALSE;
        }
        if joined.len() == 1 { joined.pop().unwrap_or(Formula::TRUE) } else { Formula::All(joined) }
    }

    /// Any of these, literals on one question joined.
    pub(crate) fn any(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut joined = Joined::default();
        let mut left: Vec<Formula> = parts.into_iter().collect();
        left.reverse();
        while let Some(part) = left.pop() {
            match part {
                Formula::Any(parts) => left.extend(parts.into_iter().rev()),
                Formula::All(parts) if parts.is_empty() => return Formula::TRUE,
                Formula::In(_, cases) if cases.is_empty() => {}
                Formula::In(question, cases) => match joined.literal(question) {
                    Some(known) => known.or(&cases),
                    None => joined.push(Formula::In(question, cases)),
                },
                part => joined.push(part),
            }
        }
        let mut joined = joined.parts;
        if joined.len() == 1 { joined.pop().unwrap_or(Formula::FALSE) } else { Formula::Any(joined) }
    }

    /// What is left of it once it is known what decisions come to: an option, or no outcome. Nothing of a decision of which that
    /// is not known.
    pub(crate) fn given(&self, outcome: &impl Fn(usize) -> Option<Option<usize>>) -> Option<Formula> {
        Some(match self {
            Formula::In(..) => self.clone(),
            Formula::Decided(decision, options, has) => {
                let is_in = outcome(*decision)?.is_some_and(|option| options.contains(option));
                if is_in == *has { Formula::TRUE } else { Formula::FALSE }
            }
            Formula::All(parts) => {
                Formula::all(parts.iter().map(|part| part.given(outcome)).collect::<Option<Vec<_>>>()?)
            }
            Formula::Any(parts) => {
                Formula::any(parts.iter().map(|part| part.given(outcome)).collect::<Option<Vec<_>>>()?)
            }
        })
    }

    /// Calls `visit` with each literal on a question.
    pub(crate) fn literals<'f>(&'f self, visit: &mut impl FnMut(usize, &'f Cases)) {
        match self {
            Formula::In(question, cases) => visit(*question, cases),
            Formula::Decided(..) => {}
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| part.literals(visit)),
        }
    }

    /// Writes each literal on a question anew.
    pub(super) fn rewrite(&mut self, literal: &impl Fn(usize, &mut Cases)) {
        match self {
            Formula::In(question, cases) => literal(*question, cases),
            Formula::Decided(..) => {}
            Formula::All(parts) | Formula::Any(parts) => parts.iter_mut().for_each(|part| part.rewrite(literal)),
        }
    }

    /// Whether it is true where each question is in this case, as far as is seen.
    pub(crate) fn is_true(&self, at: &[usize]) -> bool {
        match self {
            Formula::In(question, cases) => at.get(*question).is_some_and(|case| cases.contains(*case)),
            Formula::Decided(..) => false,
            Formula::All(parts) => parts.iter().all(|part| part.is_true(at)),
            Formula::Any(parts) => parts.iter().any(|part| part.is_true(at)),
        }
    }
}

/// An entry of a row whose length is known to fit.
#[inline]
pub(crate) fn pick(row: &[i64], at: usize) -> i64 {
    row.get(at).copied().unwrap_or(0)
}
