//! What no case notices: answers that would show it, or the proof that none do.
//!
//! First the answers of the cases and some drawn profiles are told to both, which finds most that can be found at the cost of
//! a look; what showed it is made small by leaving answers out. Only what nothing has shown is searched for.

use super::operators::{Alteration, Site};
use super::trial::{Fund, Sign, Trial, at_a_time};
use super::{Fate, Shows, Witness};
use crate::analysis::{Possible, drawn_profiles, other_outcome, silenced};
use crate::answers::Answers;
use crate::rulebook::{Book, Decision, DecisionOption, Given, Question, Rulebook};
use crate::set::Set;
use crate::table::Table;

/// So many profiles are drawn.
const DRAWN: usize = 192;
/// Answers are made small from so many profiles, until there are no more of them than few.
const CHOSEN_FROM: usize = 4;
const FEW: usize = 3;
/// What looking at answers may cost, in parts of conditions.
const FUND: u64 = 40_000_000;
/// How many nodes all searches may look at together.
const NODES: u64 = 60_000;
/// And what those may take, in looks at one rule, question or test.
const WORK: u64 = 100_000_000;

pub(super) struct Survivors<'r> {
    rulebook: &'r Rulebook,
    trials: Vec<Trial>,
    fund: Fund,
    nodes: u64,
}

impl<'r> Survivors<'r> {
    /// `trials` are those of the cases.
    pub(super) fn new(rulebook: &'r Rulebook, mut trials: Vec<Trial>) -> Self {
        let book = rulebook.book();
        let mut fund = Fund::new(book, FUND);
        for given in drawn_profiles(rulebook, DRAWN.min(at_a_time(book))) {
            if fund.is_spent() {
                break;
            }
            fund.pay(fund.all());
            trials.push(Trial::of(book, given));
        }
        Survivors { rulebook, trials, fund, nodes: NODES.min(book.model().nodes_for(WORK)) }
    }

    /// What becomes of a mutant that no case notices. `mutant` is the rulebook without the change, and is so again.
    pub(super) fn fate(&mut self, site: Site, change: &mut Alteration, mutant: &mut Book) -> Fate<'r> {
        change.swap(site, mutant);
        let seen = self.look(site, change, mutant);
        let shows_outcome = seen.as_ref().is_some_and(|witness| matches!(witness.shows, Shows::Outcome { .. }));
        let fate =
            if shows_outcome { Fate::Survived(seen.map(Box::new)) } else { self.search(site, change, mutant, seen) };
        change.swap(site, mutant);
        fate
    }

    /// Answers among those at hand that show it; those that change an outcome, if any do, and the fewest of a few.
    fn look(&mut self, site: Site, change: &Alteration, mutant: &Book) -> Option<Witness<'r>> {
        let book = self.rulebook.book();
        let (mut turning, mut silencing) = (Vec::new(), Vec::new());
        for trial in &self.trials {
            if self.fund.is_spent() || turning.len() == CHOSEN_FROM {
                break;
            }
            match trial.sign(book, &trial.again(mutant, site, change, &mut self.fund)) {
                Some(Sign::Outcome(..)) => turning.push(trial.given.clone()),
                Some(Sign::Silence(_)) if silencing.is_empty() => silencing.push(trial.given.clone()),
                _ => {}
            }
        }
        let mut fewest: Option<Witness<'r>> = None;
        for given in if turning.is_empty() { silencing } else { turning } {
            if fewest.as_ref().is_some_and(|fewest| fewest.answers.len() <= FEW) {
                break;
            }
            let next = self.smallest(given, mutant);
            let fewer =
                |next: &Witness<'_>| fewest.as_ref().is_none_or(|known| next.answers.len() < known.answers.len());
            fewest = next.filter(fewer).or(fewest);
        }
        fewest
    }

    /// What these answers show, without those that can be left out.
    fn smallest(&mut self, mut given: Table<Question, Option<Given>>, mutant: &Book) -> Option<Witness<'r>> {
        let wants_outcome = matches!(self.sign(&given, mutant)?, Sign::Outcome(..));
        let mut again = true;
        while again && !self.fund.is_spent() {
            again = false;
            for question in self.rulebook.book().questions.indices() {
                let Some(kept) = given[question].filter(|_| !self.fund.is_spent()) else { continue };
                given[question] = None;
                match self.sign(&given, mutant) {
                    Some(sign) if !wants_outcome || matches!(sign, Sign::Outcome(..)) => again = true,
                    _ => given[question] = Some(kept),
                }
            }
        }
        let sign = self.sign(&given, mutant)?;
        Some(self.witness(given, sign))
    }

    /// In what a mutant differs for some answers.
    fn sign(&mut self, given: &Table<Question, Option<Given>>, mutant: &Book) -> Option<Sign> {
        self.fund.pay(2 * self.fund.all());
        let (one, other) = (Trial::of(self.rulebook.book(), given.clone()), Trial::of(mutant, given.clone()));
        one.sign(self.rulebook.book(), &one.against(&other))
    }

    fn witness(&self, given: Table<Question, Option<Given>>, sign: Sign) -> Witness<'r> {
        let decisions = &self.rulebook.book().decisions;
        let options = |decision: &'r Decision, set: Set| -> Vec<&'r DecisionOption> {
            set.iter().filter_map(|position| decision.options().get(position)).collect()
        };
        let shows = match sign {
            Sign::Outcome(ix, [now, then]) => {
                let decision = &decisions[ix];
                Shows::Outcome { decision, now: options(decision, now), then: options(decision, then) }
            }
            Sign::Silence(at) => {
                let decision = &decisions[at.decision];
                Shows::Silence { decision, rule: &decision.rules[at.rule] }
            }
        };
        Witness { answers: Answers::with_given(self.rulebook, given), shows }
    }

    /// Searches for answers that change an outcome, and then, unless some are known, for those that silence the rule. What a
    /// change of a fact, of an `ask_if` or of an `applies_if` touches is not searched for.
    fn search(&mut self, site: Site, change: &Alteration, mutant: &Book, seen: Option<Witness<'r>>) -> Fate<'r> {
        let (decision, rule) = match (site, change) {
            (Site::Rule(at), _) => (at.decision, Some(at.rule)),
            (Site::Decision(ix), Alteration::Choose(_)) => (ix, None),
            _ => return Fate::Survived(seen.map(Box::new)),
        };
        let mut possible = other_outcome(self.rulebook, mutant, (decision, rule), &mut self.nodes);
        let outcome_stays = possible.is_no();
        let may_be_silenced = matches!(change, Alteration::Condition(..) | Alteration::Negation(..));
        if let Some(rule) = rule.filter(|_| may_be_silenced && seen.is_none())
            && !matches!(possible, Possible::Yes(_))
        {
            possible = silenced(self.rulebook, mutant, (decision, rule), &mut self.nodes);
        }
        match possible {
            Possible::Yes(answers) => {
                Fate::Survived(self.smallest(answers.given().clone(), mutant).or(seen).map(Box::new))
            }
            Possible::No if outcome_stays && seen.is_none() => Fate::Equivalent,
            _ => Fate::Survived(seen.map(Box::new)),
        }
    }
}
