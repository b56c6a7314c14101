//! Properties proved or refuted: what must hold whatever is answered.
//!
//! A condition that must never be true stands for a rule that must never fire, so the search for rules that fire decides it.
//! A lead that must never fall is looked for in two worlds that differ in the answer that is raised.

use std::collections::BTreeSet;

use crate::analysis::Budget;
use crate::analysis::bounds::outlook::Outlook;
use crate::analysis::one_world::breach::Breach;
use crate::analysis::one_world::search::OutOfBudget;
use crate::analysis::one_world::smallest::{Witness, smallest};
use crate::analysis::two_worlds::lowered::Lowered;
use crate::answers::{Answer, Answers};
use crate::place::Place;
use crate::rulebook::{
    Book, Condition, Decision, DecisionOption, Given, Model, Property, PropertyClaim, Question, QuestionKind, Rulebook,
};
use crate::table::{Ix, Table};
use crate::unknown::{ItemKind, UnknownItem};

/// A property and what was found about it. Made by [`Rulebook::prove_all`].
#[derive(Debug)]
#[non_exhaustive]
pub struct PropertyResult<'r> {
    /// The property.
    pub property: &'r Property,
    /// Where it stands.
    pub place: Place,
    /// Whether it holds.
    pub ruling: Ruling<'r>,
}

/// Whether a property holds. Made by [`Rulebook::prove`].
#[derive(Debug)]
#[non_exhaustive]
pub enum Ruling<'r> {
    /// No answers break it: that is proved.
    Holds,
    /// These answers break it.
    Broken(Box<Counterexample<'r>>),
    /// Neither was found within the budget.
    Unproven,
}

/// Answers that break a property.
#[derive(Debug)]
#[non_exhaustive]
pub struct Counterexample<'r> {
    /// The answers. For a property with `raising`, those before the answer is raised.
    pub answers: Answers,
    /// For a property with `raising`: what is raised.
    pub raised: Option<Raised<'r>>,
    /// Whether it is proved that no fewer answers break it. Otherwise it is only that none of these can be left out.
    pub smallest: bool,
}

/// An answer that was raised, and what became of a lead.
#[derive(Debug)]
#[non_exhaustive]
pub struct Raised<'r> {
    /// The question.
    pub question: &'r Question,
    /// The answer to it that is lower.
    pub from: Answer,
    /// The answer to it that is higher.
    pub to: Answer,
    /// The decision.
    pub decision: &'r Decision,
    /// The option whose lead falls.
    pub option: &'r DecisionOption,
    /// The option over which it leads.
    pub against: &'r DecisionOption,
    /// All answers with the higher one.
    pub then: Answers,
}

/// What all proofs of properties together may take, in looks at one rule, question or test.
const WORK: u64 = 300_000_000;

impl Rulebook {
    /// Proves or refutes every property of this rulebook, in order.
    pub fn prove_all(&self, budget: Budget) -> impl Iterator<Item = PropertyResult<'_>> {
        let share = self.book().model().nodes_for(WORK / (self.properties().len() as u64).max(1));
        let budget = Budget(budget.0.min(share));
        self.properties().iter().map(move |property| PropertyResult {
            property,
            place: self.files().place(property.span),
            ruling: self.proved(property, budget),
        })
    }

    /// Proves or refutes a property of this rulebook.
    ///
    /// # Errors
    /// If the property belongs to another rulebook.
    ///
    /// ```
    /// use leadership_advisor::{Budget, Rulebook, Ruling};
    ///
    /// let rulebook = Rulebook::builtin();
    /// for property in rulebook.properties() {
    ///     assert!(matches!(rulebook.prove(property, Budget::default())?, Ruling::Holds), "{}", property.id);
    /// }
    /// # Ok::<(), leadership_advisor::UnknownItem>(())
    /// ```
    pub fn prove(&self, property: &Property, budget: Budget) -> Result<Ruling<'_>, UnknownItem> {
        let own = self.properties().iter().find(|own| std::ptr::eq(*own, property) || *own == property);
        let foreign = || UnknownItem::OfAnotherRulebook { kind: ItemKind::Property, id: property.id.clone() };
        Ok(self.proved(own.ok_or_else(foreign)?, budget))
    }

    fn proved(&self, property: &Property, budget: Budget) -> Ruling<'_> {
        let book = self.book();
        let when = property.when.clone().unwrap_or(Condition::All([].into()));
        let all = |condition: Condition| Condition::All([when.clone(), condition].into());
        let condition = match &property.claim {
            PropertyClaim::Never(condition) => all(condition.clone()),
            PropertyClaim::Always(condition) => all(Condition::Not(Box::new(condition.clone()))),
            PropertyClaim::Raising { .. } => when.clone(),
        };
        let named = named(book, &condition);
        let model = Model::with(book, Some(&Decision::watching([condition])));
        let watch = book.decisions.len();
        let is_cut =
            |support: &[bool]| model.questions.iter().zip(support).any(|(question, has_say)| question.cut && *has_say);
        let support = |at: usize| model.decisions.get(at).map(|own| own.support.as_slice()).unwrap_or_default();
        match &property.claim {
            PropertyClaim::Raising { question, decision, option, against } => {
                if is_cut(support(watch)) || is_cut(support(decision.position())) {
                    return Ruling::Unproven;
                }
                let lead = Lead { question: *question, decision: *decision, option: *option, against: *against };
                self.raised(&model, &lead, budget)
            }
            _ if is_cut(support(watch)) => Ruling::Unproven,
            _ => match Breach::find(&model, watch, 0, named, budget.0) {
                Ok(None) => Ruling::Holds,
                Err(OutOfBudget) => Ruling::Unproven,
                Ok(Some(witness)) => Ruling::Broken(Box::new(Counterexample {
                    answers: self.answers_of(&model, &witness),
                    raised: None,
                    smallest: witness.smallest,
                })),
            },
        }
    }

    /// Looks for the fewest answers for which raising one lowers the lead.
    fn raised(&self, model: &Model, lead: &Lead, budget: Budget) -> Ruling<'_> {
        let book = self.book();
        let steps = steps(book, model, lead.question);
        let size = |witness: &Witness| witness.cases.iter().filter(|case| **case != 0).count();
        let (mut best, mut open) = (None::<(Witness, [Given; 2])>, false);
        let share = budget.0 / (steps.len() as u64).max(1);
        for (cases, givens) in &steps {
            let mut lowered = Lowered {
                model,
                question: lead.question.position(),
                steps: *cases,
                decision: lead.decision.position(),
                option: lead.option.position(),
                against: lead.against.position(),
                when: (book.decisions.len(), 0),
                worlds: [Outlook::new(model), Outlook::new(model)],
            };
            match smallest(&mut lowered, None, share) {
                Ok(None) => {}
                Err(OutOfBudget) => open = true,
                Ok(Some(witness)) => {
                    open |= !witness.smallest;
                    if best.as_ref().is_none_or(|(best, _)| size(&witness) < size(best)) {
                        best = Some((witness, *givens));
                    }
                }
            }
        }
        let Some((witness, [from, to])) = best else { return if open { Ruling::Unproven } else { Ruling::Holds } };
        let question = &book.questions[lead.question];
        let with = |given: Given| {
            let mut table = self.answers_of(model, &witness).given().clone();
            table[lead.question] = Some(given);
            Answers::with_given(self, table)
        };
        let decision = &book.decisions[lead.decision];
        Ruling::Broken(Box::new(Counterexample {
            answers: with(from),
            raised: Some(Raised {
                question,
                from: Answer::of(question, from),
                to: Answer::of(question, to),
                decision,
                option: &decision.options[lead.option],
                against: &decision.options[lead.against],
                then: with(to),
            }),
            // Fewer than the one that is raised there cannot be.
            smallest: !open || size(&witness) == 0,
        }))
    }

    fn answers_of(&self, model: &Model, witness: &Witness) -> Answers {
        let given: Table<Question, Option<Given>> = self.book().questions.column(|ix| {
            let case = witness.cases.get(ix.position())?;
            model.questions.get(ix.position())?.cases.get(*case).copied().flatten()
        });
        Answers::with_given(self, given)
    }
}

struct Lead {
    question: Ix<Question>,
    decision: Ix<Decision>,
    option: Ix<DecisionOption>,
    against: Ix<DecisionOption>,
}

/// The questions that a condition tests itself, or through facts.
fn named(book: &Book, condition: &Condition) -> Vec<bool> {
    let mut named = book.questions.column(|_| false);
    book.tested(condition, &mut |question| named[question] = true);
    named.rows().to_vec()
}

/// Every way to raise the answer from one case to another, as cases and as answers that fall into them.
fn steps(book: &Book, model: &Model, question: Ix<Question>) -> Vec<([usize; 2], [Given; 2])> {
    let at = question.position();
    let cases = model.questions.get(at).map(|question| question.cases.as_slice()).unwrap_or_default();
    let case_of = |given: Given| {
        cases.iter().position(|case| case.is_some_and(|case| model.are_alike(at, case, given))).unwrap_or(0)
    };
    let rising: Vec<Given> = match &book.questions[question].kind {
        QuestionKind::Number { min, max, .. } => {
            let fits = |number: &i64| min.is_none_or(|min| *number >= min) && max.is_none_or(|max| *number <= max);
            let shown = cases
                .iter()
                .filter_map(|case| if let Some(Given::Number(number)) = case { Some(*number) } else { None });
            let numbers: BTreeSet<i64> = model.ends(at).filter(fits).chain(shown).collect();
            numbers.into_iter().map(Given::Number).collect()
        }
        _ => (0..book.questions[question].answers().len()).map(Given::Choice).collect(),
    };
    let mut seen = BTreeSet::new();
    let mut steps = Vec::new();
    for (nth, from) in rising.iter().enumerate() {
        for to in rising.iter().skip(nth + 1) {
            let pair = [case_of(*from), case_of(*to)];
            let [low, high] = pair;
            if low != high && seen.insert(pair) {
                steps.push((pair, [*from, *to]));
            }
        }
    }
    steps
}
