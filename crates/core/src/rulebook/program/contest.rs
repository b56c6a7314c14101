//! What has to come about so that an option leads, as a weighted constraint problem: formulas that must hold, and differences of
//! points that must come to something.
//!
//! It does not depend on answers, and is put together once for a rulebook. Cases of a question that it cannot tell apart are one
//! *class*: they pass the same tests and add the same to every lead. All formulas and tables are over classes.

use std::collections::BTreeMap;

use super::formula::{Cases, Formula, pick};

/// A contest. [`super::Requirements`] says what is in it.
#[derive(Debug)]
pub(crate) struct Contest {
    /// What must be true.
    pub(crate) hard: Vec<Formula>,
    pub(crate) leads: Vec<Lead>,
    /// The rules that look at several questions, those with most points first.
    pub(crate) rows: Vec<Row>,
    /// The classes of each question.
    pub(crate) all: Vec<Cases>,
    /// For each question where its part of a table begins, and behind them where the last one ends.
    starts: Vec<usize>,
    /// The class of each case of each question.
    classes: Vec<Vec<usize>>,
    /// For each question and class which group it is of: those of one group pass the same tests.
    groups: Vec<Vec<usize>>,
    /// For each question and class the classes that replace it, unless there are very many.
    replaced_by: Vec<Vec<Cases>>,
    /// Of the classes of each question those that no other one replaces, of all and of those that are answers.
    pub(crate) open: Vec<Cases>,
    pub(crate) answered: Vec<Cases>,
    /// The questions that have a say, those on which most rests together with others first.
    pub(crate) order: Vec<usize>,
    /// For each question the rows whose rules name it.
    rows_on: Vec<Vec<usize>>,
    /// The questions that conditions and escapes name.
    in_conditions: Vec<bool>,
    /// What one look at it takes, in looks at one test or some entries of a table.
    pub(crate) size: u64,
}

/// A lead that is needed: so many points at least, or that the rival is ruled out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lead {
    pub(crate) least: i64,
    /// What rules that always fire add.
    pub(crate) certain: i64,
    /// The table of what rules that look at one question add: class after class, question after question.
    pub(crate) alone: Vec<i64>,
    pub(crate) escapes: Vec<Formula>,
}

/// A rule that looks at several questions, and what it adds to each lead where it fires.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) fires: Formula,
    pub(crate) silent: Formula,
    pub(crate) gains: Vec<i64>,
}

/// A way in which a decision may come to an option.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) contest: Contest,
    /// The outcome of the one decision above by which it goes, if that one rests on no other.
    pub(crate) by: Option<(usize, usize)>,
    /// Whether that outcome is all that it takes.
    pub(crate) by_that_alone: bool,
}

/// What a contest can tell of a case: the tests that it passes, and what it adds to each lead.
type Traits = (Vec<u64>, Vec<i64>);

impl Contest {
    /// From formulas over cases, and what rules on one question add for each question, lead and case.
    pub(super) fn new(
        hard: Vec<Formula>,
        leads: Vec<Lead>,
        rows: Vec<Row>,
        alone: &[Vec<Vec<i64>>],
        counts: &[usize],
    ) -> Contest {
        let mut own = Contest {
            hard,
            leads,
            rows,
            all: Vec::new(),
            starts: vec![0],
            classes: Vec::new(),
            groups: Vec::new(),
            replaced_by: Vec::new(),
            open: Vec::new(),
            answered: Vec::new(),
            order: Vec::new(),
            rows_on: vec![Vec::new(); counts.len()],
            in_conditions: vec![false; counts.len()],
            size: 0,
        };
        own.index();
        let mut tests: Vec<Vec<&Cases>> = vec![Vec::new(); counts.len()];
        own.formulas(&mut |formula| {
            formula.literals(&mut |question, cases| {
                tests.get_mut(question).into_iter().for_each(|own| {
                    if !own.contains(&cases) {
                        own.push(cases);
                    }
                });
            });
        });
        // All cases are alike where nothing looks at the question.
        let is_idle = |tests: &[&Cases], alone: &[Vec<i64>]| {
            tests.is_empty() && alone.iter().flatten().all(|points| *points == 0)
        };
        let traits: Vec<Vec<Traits>> = (counts.iter().zip(&tests).zip(alone))
            .map(|((count, tests), alone)| match is_idle(tests, alone) {
                true => vec![Traits::default(); *count],
                false => (0..*count).map(|case| traits(case, tests, alone)).collect(),
            })
            .collect();
        for of_cases in &traits {
            own.classify(of_cases);
        }
        own.order = own.ranked(alone);
        own.renumber();
        own.replaced_by = (0..counts.len()).map(|question| own.replacements(question)).collect();
        let answers: Vec<Cases> = (own.classes.iter().zip(&own.all))
            .map(|(classes, all)| Cases::of(all.len(), classes.iter().skip(1).copied()))
            .collect();
        own.answered = own.undominated(&answers);
        own.open = own.undominated(&own.all);
        own.size = own.measured();
        own
    }

    /// Finds out which rows and conditions name which questions.
    fn index(&mut self) {
        let Contest { hard, leads, rows, rows_on, in_conditions, .. } = self;
        for (nth, row) in rows.iter().enumerate() {
            row.fires.literals(&mut |question, _| {
                let own = rows_on.get_mut(question).filter(|own| own.last() != Some(&nth));
                own.into_iter().for_each(|own| own.push(nth));
            });
        }
        for formula in hard.iter().chain(leads.iter().flat_map(|lead| &lead.escapes)) {
            formula.literals(&mut |question, _| {
                in_conditions.get_mut(question).into_iter().for_each(|named| *named = true);
            });
        }
    }

    /// Finds the classes of the next question, in the order of their first cases.
    fn classify(&mut self, of_cases: &[Traits]) {
        let mut known: BTreeMap<&Traits, usize> = BTreeMap::new();
        let mut distinct: Vec<&Traits> = Vec::new();
        let mut classes = Vec::with_capacity(of_cases.len());
        for own in of_cases {
            let class = *known.entry(own).or_insert_with(|| {
                distinct.push(own);
                distinct.len() - 1
            });
            classes.push(class);
        }
        let count = distinct.len();
        let mut groups: BTreeMap<&Vec<u64>, usize> = BTreeMap::new();
        let mut of_classes = Vec::with_capacity(count);
        for (tests, _) in &distinct {
            let next = groups.len();
            of_classes.push(*groups.entry(tests).or_insert(next));
        }
        self.groups.push(of_classes);
        for (at, lead) in self.leads.iter_mut().enumerate() {
            lead.alone.extend(distinct.iter().map(|(_, points)| points.get(at).copied().unwrap_or(0)));
        }
        self.starts.push(self.starts.last().copied().unwrap_or(0) + count);
        self.all.push(Cases::of(count, 0..count));
        self.classes.push(classes);
    }

    /// Writes the formulas over classes, which are over cases so far.
    fn renumber(&mut self) {
        let Contest { hard, leads, rows, all, classes, .. } = self;
        let over_classes = |question: usize, cases: &mut Cases| {
            let (Some(classes), Some(all)) = (classes.get(question), all.get(question)) else { return };
            *cases = Cases::of(all.len(), cases.iter().filter_map(|case| classes.get(case)).copied());
        };
        hard.iter_mut().for_each(|formula| formula.rewrite(&over_classes));
        leads.iter_mut().flat_map(|lead| &mut lead.escapes).for_each(|formula| formula.rewrite(&over_classes));
        for row in rows {
            row.fires.rewrite(&over_classes);
            row.silent.rewrite(&over_classes);
        }
    }

    /// The questions that have a say, those on which most rests together with others first.
    fn ranked(&self, alone: &[Vec<Vec<i64>>]) -> Vec<usize> {
        let mut has_say: Vec<bool> =
            alone.iter().map(|rows| rows.iter().flatten().any(|points| *points != 0)).collect();
        self.formulas(&mut |formula| {
            formula.literals(&mut |question, _| {
                has_say.get_mut(question).into_iter().for_each(|has_say| *has_say = true);
            });
        });
        let weight =
            |row: &usize| -> i64 { self.rows.get(*row).map_or(0, |row| row.gains.iter().map(|gain| gain.abs()).sum()) };
        let together: Vec<i64> = self.rows_on.iter().map(|rows| rows.iter().map(weight).sum()).collect();
        let mut order: Vec<usize> = (0..alone.len()).filter(|at| has_say.get(*at) == Some(&true)).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(together.get(*at).copied().unwrap_or(0)), *at));
        order
    }

    fn measured(&self) -> u64 {
        /// So many entries take as long as one test.
        const ENTRIES: u64 = 8;
        let mut literals = 0_u64;
        self.formulas(&mut |formula| formula.literals(&mut |_, _| literals += 1));
        let entries: usize = self.leads.iter().map(|lead| lead.alone.len()).sum();
        1 + literals + entries as u64 / ENTRIES
    }

    /// Whether it is met in any case.
    pub(crate) fn is_void(&self) -> bool {
        self.hard.iter().all(|formula| *formula == Formula::TRUE)
            && self.rows.is_empty()
            && self.leads.iter().all(|lead| lead.certain >= lead.least && lead.alone.iter().all(|points| *points == 0))
    }

    /// Calls `visit` with every formula but those of rules that look at one question.
    fn formulas<'c>(&'c self, visit: &mut impl FnMut(&'c Formula)) {
        self.hard.iter().for_each(&mut *visit);
        self.leads.iter().flat_map(|lead| &lead.escapes).for_each(&mut *visit);
        self.rows.iter().for_each(|row| visit(&row.fires));
    }

    /// The rows whose rules name a question.
    pub(crate) fn rows_on(&self, question: usize) -> &[usize] {
        self.rows_on.get(question).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a condition or an escape names a question.
    pub(crate) fn is_in_conditions(&self, question: usize) -> bool {
        self.in_conditions.get(question) == Some(&true)
    }

    /// The class of a case of a question.
    #[inline]
    pub(crate) fn class(&self, question: usize, case: usize) -> usize {
        self.classes.get(question).and_then(|classes| classes.get(case)).copied().unwrap_or(0)
    }

    /// How many classes a question has.
    pub(crate) fn count(&self, question: usize) -> usize {
        self.groups.get(question).map_or(0, Vec::len)
    }

    /// Where the part of a question in a table begins.
    #[inline]
    pub(crate) fn start(&self, question: usize) -> usize {
        self.starts.get(question).copied().unwrap_or(0)
    }

    /// The part of a question in a table.
    #[inline]
    pub(crate) fn part<'t>(&self, table: &'t [i64], question: usize) -> &'t [i64] {
        let end = self.starts.get(question + 1).copied().unwrap_or(0);
        table.get(self.start(question)..end).unwrap_or_default()
    }

    /// Of these classes of each question those that no other one of them replaces, by doing as well in every formula and adding as
    /// much to every lead.
    pub(crate) fn undominated(&self, among: &[Cases]) -> Vec<Cases> {
        let rows = among.iter().zip(&self.groups).enumerate();
        rows.map(|(question, (among, groups))| {
            let replaced_by = self.replaced_by.get(question).map(Vec::as_slice).unwrap_or_default();
            if !replaced_by.is_empty() {
                let is_replaced = |class: &usize| replaced_by.get(*class).is_some_and(|by| by.intersects(among));
                return Cases::of(groups.len(), among.iter().filter(|class| !is_replaced(class)));
            }
            let tables: Vec<&[i64]> = self.leads.iter().map(|lead| self.part(&lead.alone, question)).collect();
            let is_matched = |class: usize, by: usize| tables.iter().all(|table| pick(table, class) <= pick(table, by));
            let mut kept: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for class in among.iter() {
                let same = kept.entry(groups.get(class).copied().unwrap_or(0)).or_default();
                if !same.iter().any(|known| is_matched(class, *known)) {
                    same.retain(|known| !is_matched(*known, class));
                    same.push(class);
                }
            }
            Cases::of(groups.len(), kept.into_values().flatten())
        })
        .collect()
    }

    /// For each class of a question the others that replace it. Nothing where there are very many.
    fn replacements(&self, question: usize) -> Vec<Cases> {
        /// So many are few enough to compare each with each.
        const MOST: usize = 64;
        let groups = self.groups.get(question).map(Vec::as_slice).unwrap_or_default();
        if groups.len() > MOST {
            return Vec::new();
        }
        let tables: Vec<&[i64]> = self.leads.iter().map(|lead| self.part(&lead.alone, question)).collect();
        let replaces = |class: usize, by: usize| {
            by != class
                && groups.get(class) == groups.get(by)
                && tables.iter().all(|table| pick(table, class) <= pick(table, by))
        };
        let of = |class: usize| Cases::of(groups.len(), (0..groups.len()).filter(|by| replaces(class, *by)));
        (0..groups.len()).map(of).collect()
    }
}

fn traits(case: usize, tests: &[&Cases], alone: &[Vec<i64>]) -> Traits {
    let bits = |tests: &[&Cases]| tests.iter().fold(0_u64, |bits, cases| (bits << 1) | u64::from(cases.contains(case)));
    (tests.chunks(64).map(bits).collect(), alone.iter().map(|row| row.get(case).copied().unwrap_or(0)).collect())
}
