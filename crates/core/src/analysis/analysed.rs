//! A result together with what exact search found about it.
//!
//! Both are held by one type that only [`Evaluation::analysed`] makes, so that no report or record can be made from the result
//! of one company and the analysis of another. Everything that takes a search is done here, once, and within one budget.

use super::{Analysis, Analyst, Budget};
use crate::evaluation::{DecisionResult, Evaluation};
use crate::rulebook::{Choose, Decision, Question};
use crate::table::Ix;
use crate::unknown::UnknownItem;

/// A result and its analysis. Made by [`Evaluation::analysed`]; reports and records take it.
#[derive(Clone, Debug)]
pub struct Analysed<'e> {
    evaluation: &'e Evaluation,
    budget: Budget,
    /// For each decision, in order; `None` where none was asked for.
    analyses: Vec<Option<Analysis<'e>>>,
    next_question: Option<&'e Question>,
}

impl Evaluation {
    /// This result with the analysis of every decision. The budget is for each search; `Budget::default()` is for results in
    /// passing.
    ///
    /// ```
    /// use leadership_advisor::{Budget, Proof, Rulebook, Ternary};
    ///
    /// let lunch = Rulebook::parse(
    ///     "lunch.yaml",
    ///     "rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
    /// questions: [{id: hungry, ask: Hungry?, type: yes_no}, {id: hot, ask: Is it hot?, type: yes_no}]
    /// decisions:
    ///   - id: meal
    ///     title: What to eat?
    ///     choose: one
    ///     options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    ///     rules: [{id: fill, if: {hungry: true}, points: {stew: 2}}, {id: light, if: {hot: true}, points: {soup: 1}}]",
    /// )?;
    /// let mut answers = lunch.answers();
    /// answers.set("hungry", true)?;
    /// let evaluation = answers.evaluate();
    /// let analysed = evaluation.analysed(Budget::default());
    /// let meal = analysed.analysis("meal").expect("every decision was analysed");
    /// // Who is hungry has stew, whatever the weather: nothing that is open can change that.
    /// assert_eq!((meal.settled, meal.proof), (Ternary::Yes, Proof::Exact));
    /// let decisive = meal.decisive.as_ref().expect("a settled outcome has decisive answers");
    /// assert_eq!(decisive[0].id, "hungry");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn analysed(&self, budget: impl Into<Budget>) -> Analysed<'_> {
        Analysed::of(self, self.book().decisions.indices().collect(), budget.into())
    }

    /// This result with the analysis of these decisions alone. Reports and records leave out what was not looked for. Without
    /// any, nothing is searched.
    ///
    /// # Errors
    /// If the rulebook has no decision of such an id.
    pub fn analysed_for<I: AsRef<str>>(
        &self,
        decisions: impl IntoIterator<Item = I>,
        budget: impl Into<Budget>,
    ) -> Result<Analysed<'_>, UnknownItem> {
        Ok(Analysed::of(self, self.find_decisions(decisions)?, budget.into()))
    }
}

impl<'e> Analysed<'e> {
    fn of(evaluation: &'e Evaluation, mut chosen: Vec<Ix<Decision>>, budget: Budget) -> Self {
        chosen.sort_unstable();
        chosen.dedup();
        let analyst = Analyst::new(evaluation, budget);
        // What is certain comes first, for every decision: it takes least, and says most.
        let settled: Vec<_> = chosen.iter().map(|ix| (*ix, analyst.settled(*ix), analyst.spent.take())).collect();
        let decisions = &evaluation.book().decisions;
        let is_settled =
            |ix: Ix<Decision>| settled.iter().any(|(known, settled, _)| *known == ix && matches!(settled, Ok(true)));
        let one = |ix: &Ix<Decision>| matches!(decisions[*ix].choose, Choose::One { .. });
        let wanted: Vec<_> = chosen.iter().copied().filter(one).collect();
        let next_question = evaluation.most_worth(&wanted, is_settled, budget);
        let mut analyses: Vec<_> = decisions.indices().map(|_| None).collect();
        for (ix, settled, spent) in settled {
            let found = analyst.analysis(ix, settled, spent);
            if let Some(place) = analyses.get_mut(ix.position()) {
                *place = Some(found);
            }
        }
        Analysed { evaluation, budget, analyses, next_question }
    }

    /// The result.
    pub fn evaluation(&self) -> &'e Evaluation {
        self.evaluation
    }

    /// What each search was allowed to look at.
    pub fn budget(&self) -> Budget {
        self.budget
    }

    /// The results in the order of the decisions, each with its analysis if that was asked for.
    pub fn decisions(&self) -> impl Iterator<Item = (DecisionResult<'e>, Option<&Analysis<'e>>)> {
        self.evaluation.decisions().zip(self.analyses.iter().map(Option::as_ref))
    }

    /// The analyses in the order of the decisions; what was not asked for is left out.
    pub fn analyses(&self) -> impl Iterator<Item = &Analysis<'e>> {
        self.analyses.iter().flatten()
    }

    /// The analysis of the decision with this id. `None` if there is no such decision, or it was not analysed.
    pub fn analysis(&self, decision: &str) -> Option<&Analysis<'e>> {
        self.analyses().find(|found| found.decision.id == decision)
    }

    /// The open question that is most worth an answer for the decisions between options that were analysed: see
    /// [`Evaluation::next_question`]. `None` if no open question can matter to them, as far as is proved.
    pub fn next_question(&self) -> Option<&'e Question> {
        self.next_question
    }
}
