//! Mutation testing: which changes of a rulebook would no case notice?
//!
//! Cases that touch everything may still pin nothing down. So each weight, threshold, test and exclusion is changed, one at
//! a time, and each rule taken out. Such a changed rulebook is a *mutant*; a case *notices* it if it passes on the rulebook
//! and fails on the mutant. A mutant that none notices has *survived*: either the cases leave something open, and then there
//! are answers that would show it, or the mutant is *equivalent*: no answers at all come out otherwise in anything that a
//! case can state. Equivalent mutants are told apart by proof and count for nothing.
//!
//! The method is R. A. DeMillo's, R. J. Lipton's and F. G. Sayward's ("Hints on test data selection", *Computer* 11, 1978);
//! what is done to conditions follows the faults of M. F. Lau and Y. T. Yu (*ACM TOSEM* 14, 2005: a literal left out or
//! negated) and, for bounds, of L. J. White and E. I. Cohen (*IEEE TSE* 6, 1980: a border shifted by the least step).
//! Y. Jia and M. Harman (*IEEE TSE* 37, 2011) survey the field.
//!
//! Deliberately not here: mutants of mutants, and changes of texts, sources, charts and of what counts as a close call, none
//! of which a case can notice.

mod condition;
mod operators;
mod trial;
mod survivor;

use std::sync::Arc;

use crate::answers::Answers;
use crate::place::Place;
use crate::rulebook::{Case, Choose, Clause, Decision, DecisionOption, Fact, Layer, Question, Rule, Rulebook};
use condition::{part, part_mut};
use operators::{Alteration, Site};
use survivor::Survivors;
use trial::{Fund, Trial, at_a_time, fails};

/// So many mutants are made. Of more, every second is left out, or every third, and so on.
const MOST: usize = 20_000;
/// What trying all mutants on all cases may cost, in parts of conditions: a second or so.
const FUND: u64 = 40_000_000;

/// What became of the mutants of a rulebook. Made by [`Rulebook::mutation_test`].
#[derive(Debug)]
#[non_exhaustive]
pub struct MutationTest<'r> {
    /// The mutants that were tried, in the order of the rulebook: questions, facts, decisions, each followed by its rules.
    pub mutants: Vec<Mutant<'r>>,
    /// The base, if layers are laid over it. Nothing in it is changed: it has cases of its own.
    pub base: Option<&'r Layer>,
    /// How many were not tried, since the rulebook is too large to try all. Those that were are spread evenly.
    pub left_out: usize,
}

/// A rulebook with one thing changed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Mutant<'r> {
    /// What it is that was changed.
    pub within: Within<'r>,
    /// Where that stands.
    pub place: Place,
    /// What became of it.
    pub fate: Fate<'r>,
    rulebook: &'r Rulebook,
    site: Site,
    alteration: Alteration,
}

/// What a mutant changes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Within<'r> {
    /// When the question is asked.
    Question(&'r Question),
    /// When the fact holds.
    Fact(&'r Fact),
    /// When the decision applies, or its threshold.
    Decision(&'r Decision),
    /// A rule.
    Rule {
        /// Its decision.
        decision: &'r Decision,
        /// The rule.
        rule: &'r Rule,
    },
}

/// What a mutant changes it to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum MutantChange<'r> {
    /// The rule is taken out: it never fires.
    Dropped,
    /// The rule gives an option other points.
    Points {
        /// The option.
        option: &'r DecisionOption,
        /// The points that it gives.
        from: i64,
        /// The points in the mutant.
        to: i64,
    },
    /// The rule does not rule this option out.
    Spared(&'r DecisionOption),
    /// The decision has another threshold.
    Threshold {
        /// The threshold.
        from: i64,
        /// The threshold in the mutant.
        to: i64,
    },
    /// A part of the condition is another one.
    Condition {
        /// The part.
        part: Clause<'r>,
        /// What stands there in the mutant; nothing where it is left out.
        instead: Option<Clause<'r>>,
    },
}

/// What became of a mutant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fate<'r> {
    /// This case notices it. Others may as well.
    Noticed(&'r Case),
    /// No case notices it, and one with these answers would. Without them it is open whether any case could: neither such
    /// answers nor the proof that there are none was found within the budget.
    Survived(Option<Box<Witness<'r>>>),
    /// No case could notice it. That is proved: whatever is answered, every outcome is the same, and every rule fires that
    /// did. Points and margins may differ.
    Equivalent,
}

/// Answers that tell a mutant from the rulebook. None of them can be left out, unless the fund for that was spent; fewer
/// others may do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Witness<'r> {
    /// The answers.
    pub answers: Answers,
    /// What a case with these answers would have to state.
    pub shows: Shows<'r>,
}

/// In what a mutant comes out otherwise.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Shows<'r> {
    /// The outcome of a decision. Empty where it has none, or does not apply.
    Outcome {
        /// The decision.
        decision: &'r Decision,
        /// The outcome.
        now: Vec<&'r DecisionOption>,
        /// The outcome in the mutant.
        then: Vec<&'r DecisionOption>,
    },
    /// A rule fires, and does not in the mutant, which changes no outcome.
    Silence {
        /// Its decision.
        decision: &'r Decision,
        /// The rule.
        rule: &'r Rule,
    },
}

impl Rulebook {
    /// Changes one thing at a time, and sees whether a case notices: each weight by one, to none and turned round, each
    /// threshold by one, each test left out, negated or with one answer more or less, each option ruled out no more, each
    /// rule out.
    ///
    /// Of layers over a base, what they bring is changed, and the base is not; all cases are tried. Cases that fail as it is
    /// notice nothing. What it costs is bounded by counting, so that the result is the same on
    /// every machine.
    ///
    /// ```
    /// use leadership_advisor::{Fate, MutantChange, Rulebook};
    ///
    /// let rulebook = Rulebook::parse("lunch.yaml", "
    ///     rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
    ///     questions: [{id: hungry, ask: Are you hungry?, type: yes_no}]
    ///     decisions:
    ///       - id: meal
    ///         title: What to eat?
    ///         choose: one
    ///         options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    ///         rules:
    ///           - {id: start, if: {}, points: {soup: 1}, because: It is cheap.}
    ///           - {id: hunger, if: {hungry: true}, points: {stew: 3}, because: It fills.}
    ///     cases: [{name: hungry, answers: {hungry: yes}, expect: {meal: stew}}]
    /// ")?;
    /// let test = rulebook.mutation_test();
    /// // That stew gets 3 points and not 4 makes no difference to anybody; with 0 the case fails.
    /// let fate = |points| test.mutants.iter().find_map(|mutant| match mutant.change() {
    ///     MutantChange::Points { from: 3, to, .. } if to == points => Some(&mutant.fate),
    ///     _ => None,
    /// });
    /// assert!(matches!(fate(4), Some(Fate::Equivalent)));
    /// assert!(matches!(fate(0), Some(Fate::Noticed(_))));
    /// // Nobody says what those eat who are not hungry.
    /// assert!(!test.reaches(100));
    /// # Ok::<(), leadership_advisor::Diagnostics>(())
    /// ```
    pub fn mutation_test(&self) -> MutationTest<'_> {
        let book = self.book();
        let mut total: usize = 0;
        operators::each(book, &mut |_, _| total += 1);
        let stride = total.div_ceil(MOST).max(1);
        let (mut nth, mut made) = (0, Vec::with_capacity(total.div_ceil(stride)));
        operators::each(book, &mut |site, change| {
            if nth % stride == 0 {
                made.push((site, change));
            }
            nth += 1;
        });
        // With its bits reversed a number jumps through all of them evenly: when the fund is spent, what was tried is spread.
        let mut order: Vec<(u32, usize)> = (0..).map(u32::reverse_bits).zip(0..made.len()).collect();
        order.sort_unstable();
        let mut fund = Fund::new(book, FUND);
        let mut mutant = book.copied();
        let mut fates: Vec<Trying<'_>> = vec![Trying::Unnoticed; made.len()];
        let mut held: Vec<Trial> = Vec::new();
        for cases in book.cases.chunks(at_a_time(book)) {
            let trials: Vec<(&Case, Trial)> = (cases.iter())
                .map(|case| (case, Trial::of(book, case.given(book))))
                .filter(|(case, trial)| trial.passes(case))
                .collect();
            for (_, nth) in &order {
                let (Some((site, change)), Some(fate)) = (made.get_mut(*nth), fates.get_mut(*nth)) else { continue };
                if !matches!(fate, Trying::Unnoticed) {
                    continue;
                }
                if fund.is_spent() {
                    *fate = Trying::Untried;
                    continue;
                }
                change.swap(*site, &mut mutant);
                let mut noticing =
                    trials.iter().filter(|(case, trial)| fails(case, &trial.again(&mutant, *site, change, &mut fund)));
                *fate = noticing.next().map_or(Trying::Unnoticed, |(case, _)| Trying::Noticed(case));
                change.swap(*site, &mut mutant);
            }
            if held.is_empty() {
                held = trials.into_iter().map(|(_, trial)| trial).collect();
            }
        }
        let mut survivors = Survivors::new(self, held);
        let mut open: Vec<Option<Fate<'_>>> = vec![None; made.len()];
        for (_, nth) in &order {
            let (Some((site, change)), Some(fate)) = (made.get_mut(*nth), fates.get(*nth)) else { continue };
            let told = match fate {
                Trying::Untried => continue,
                Trying::Noticed(case) => Fate::Noticed(case),
                Trying::Unnoticed => survivors.fate(*site, change, &mut mutant),
            };
            open.get_mut(*nth).into_iter().for_each(|row| *row = Some(told.clone()));
        }
        let mutants: Vec<Mutant<'_>> = (made.into_iter().zip(open))
            .filter_map(|((site, alteration), fate)| Some(Mutant::new(self, site, alteration, fate?)))
            .collect();
        let base = self.layers().first().filter(|_| self.layers().len() > 1);
        MutationTest { base: base.map(Arc::as_ref), left_out: total - mutants.len(), mutants }
    }
}

/// What the cases say of a mutant, as far as they were asked.
#[derive(Clone, Copy)]
enum Trying<'r> {
    Untried,
    Noticed(&'r Case),
    Unnoticed,
}

impl MutationTest<'_> {
    /// How many mutants a case notices.
    pub fn noticed(&self) -> usize {
        self.mutants.iter().filter(|mutant| matches!(mutant.fate, Fate::Noticed(_))).count()
    }

    /// How many mutants no case could notice, which is proved.
    pub fn equivalent(&self) -> usize {
        self.mutants.iter().filter(|mutant| matches!(mutant.fate, Fate::Equivalent)).count()
    }

    /// How many mutants no case notices, all others than those that none could.
    pub fn survived(&self) -> usize {
        self.mutants.len() - self.noticed() - self.equivalent()
    }

    /// Whether at least so many of a hundred are noticed, of those that are not equivalent. Nothing is rounded.
    pub fn reaches(&self, percent: u64) -> bool {
        let counted = self.noticed() + self.survived();
        self.noticed() as u128 * 100 >= u128::from(percent) * counted as u128
    }
}

impl<'r> Mutant<'r> {
    fn new(rulebook: &'r Rulebook, site: Site, alteration: Alteration, fate: Fate<'r>) -> Self {
        let book = rulebook.book();
        let (within, span) = match site {
            Site::Question(ix) => (Within::Question(&book.questions[ix]), book.questions[ix].span),
            Site::Fact(ix) => (Within::Fact(&book.facts[ix]), book.facts[ix].span),
            Site::Decision(ix) => (Within::Decision(&book.decisions[ix]), book.decisions[ix].span),
            Site::Rule(at) => {
                let decision = &book.decisions[at.decision];
                let rule = &decision.rules[at.rule];
                (Within::Rule { decision, rule }, rule.span)
            }
        };
        Mutant { within, place: book.files.place(span), fate, rulebook, site, alteration }
    }

    /// What the mutant changes it to.
    pub fn change(&self) -> MutantChange<'r> {
        let book = self.rulebook.book();
        match (&self.alteration, self.site, self.within) {
            (Alteration::Points(nth, to), Site::Rule(at), Within::Rule { decision, rule }) => {
                match rule.points.get(*nth) {
                    Some((option, from)) => {
                        let option = &book.decisions[at.decision].options[*option];
                        MutantChange::Points { option, from: *from, to: *to }
                    }
                    None => self.spared(decision, rule),
                }
            }
            (Alteration::RulesOut(_), _, Within::Rule { decision, rule }) => self.spared(decision, rule),
            (Alteration::Choose(Choose::Many { threshold: to }), _, Within::Decision(decision)) => {
                let from = if let Choose::Many { threshold } = decision.choose { threshold } else { *to };
                MutantChange::Threshold { from, to: *to }
            }
            (Alteration::Condition(way, instead), site, within) => {
                let is_rule = matches!(within, Within::Rule { .. });
                if is_rule && way.is_empty() && *instead == condition::never() {
                    return MutantChange::Dropped;
                }
                let part = site.condition(book).and_then(|condition| part(condition, way));
                let neutral = *instead == condition::always() || *instead == condition::never();
                MutantChange::Condition {
                    part: self.rulebook.clause(part.unwrap_or(instead)),
                    instead: (!neutral).then(|| self.rulebook.clause(instead)),
                }
            }
            (Alteration::Negation(way, _), site, _) => {
                let part = site.condition(book).and_then(|condition| part(condition, way));
                let part = self.rulebook.clause(part.unwrap_or(&condition::always()));
                let instead = if let Clause::Not(inner) = &part { Some((**inner).clone()) } else { None };
                MutantChange::Condition { part, instead }
            }
            _ => MutantChange::Dropped,
        }
    }

    fn spared(&self, decision: &'r Decision, rule: &'r Rule) -> MutantChange<'r> {
        let Alteration::RulesOut(left) = &self.alteration else { return MutantChange::Dropped };
        let gone = rule.rules_out(decision).zip(rule.rules_out.iter()).find(|(_, position)| !left.contains(*position));
        gone.map_or(MutantChange::Dropped, |(option, _)| MutantChange::Spared(option))
    }

    /// The whole condition in the mutant. `None` where the mutant changes something else.
    pub fn condition(&self) -> Option<Clause<'r>> {
        let mut whole = self.site.condition(self.rulebook.book())?.clone();
        match &self.alteration {
            Alteration::Condition(way, instead) => *part_mut(&mut whole, way)? = instead.clone(),
            Alteration::Negation(way, _) => {
                let there = part_mut(&mut whole, way)?;
                if let crate::rulebook::Condition::Not(inner) = there {
                    *there = (**inner).clone();
                }
            }
            Alteration::Points(..) | Alteration::RulesOut(_) | Alteration::Choose(_) => return None,
        }
        Some(self.rulebook.clause(&whole))
    }
}

impl Witness<'_> {
    /// A case with this name that notices the mutant, to paste under `cases:`. Whether what it expects is right is for its
    /// author to say. The name must need no quotes.
    pub fn case(&self, name: &str) -> String {
        let ids =
            |options: &[&DecisionOption]| -> Vec<String> { options.iter().map(|option| option.id.clone()).collect() };
        let states = match &self.shows {
            Shows::Outcome { decision, now, then } => {
                let (now, then) = (ids(now), ids(then));
                let less = |from: &[String], of: &[String]| -> Vec<String> {
                    from.iter().filter(|id| !of.contains(id)).cloned().collect()
                };
                let (includes, excludes) = (less(&now, &then), less(&then, &now));
                let expected = match decision.choose {
                    Choose::One { .. } => now.first().map_or("none", String::as_str).to_owned(),
                    Choose::Many { .. } if excludes.is_empty() => format!("{{includes: [{}]}}", includes.join(", ")),
                    Choose::Many { .. } if includes.is_empty() => format!("{{excludes: [{}]}}", excludes.join(", ")),
                    Choose::Many { .. } => {
                        format!("{{includes: [{}], excludes: [{}]}}", includes.join(", "), excludes.join(", "))
                    }
                };
                format!("expect: {{{}: {expected}}}", decision.id)
            }
            Shows::Silence { rule, .. } => format!("reasons: [{}]", rule.id),
        };
        format!("- name: {name}\n  answers: {}\n  {states}\n", self.answers.in_case())
    }
}
