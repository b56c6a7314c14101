//! What became of one company of many: a line of the index that stands beside their pages.

use leadership_advisor::{Choose, Evaluation, Verdict};

/// A company in an index of many, by [`portfolio_html`](crate::portfolio_html). It keeps nothing of the evaluation but
/// positions and numbers, so thousands of them are small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortfolioRow {
    /// What the company is called. May be empty.
    pub name: String,
    /// Its place among the companies, from 1.
    pub number: u64,
    /// The file that holds its page, from the folder of the index: letters, digits, hyphens and points.
    pub page: Option<String>,
    /// Why it has no results.
    pub(crate) error: Option<String>,
    /// For each decision for one option what came out.
    pub(crate) results: Vec<RowResult>,
    /// For each assessment the levels of its areas, added up, and how many areas have one.
    pub(crate) levels: Vec<(usize, usize)>,
    /// How many questions have an answer, and how many are open.
    pub(crate) answered: (usize, usize),
}

/// The result for one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowResult {
    /// The place of the chosen option.
    pub(crate) option: Option<usize>,
    pub(crate) verdict: Verdict,
    pub(crate) margin: Option<i64>,
}

impl PortfolioRow {
    /// What became of a company that could be scored. Its name, number and page are the caller's to say.
    pub fn of(evaluation: &Evaluation) -> Self {
        let rulebook = evaluation.answers().rulebook();
        let ones = evaluation.decisions().filter(|result| matches!(result.decision.choose, Choose::One { .. }));
        let results = ones.map(|result| {
            let options = result.decision.options();
            let chosen = result.outcome.first().map(|chosen| &chosen.id);
            let option = chosen.and_then(|id| options.iter().position(|option| option.id == *id));
            RowResult { option, verdict: result.verdict, margin: result.margin }
        });
        let assessed = evaluation.assessments();
        let levels = rulebook.assessments().iter().map(|assessment| {
            let own = assessed.iter().find(|result| result.assessment.id == assessment.id);
            let levels = own.iter().flat_map(|result| &result.areas).filter_map(|area| area.level);
            levels.fold((0, 0), |(sum, areas), level| (sum + level, areas + 1))
        });
        let answered = (evaluation.answers().len(), evaluation.unanswered().count());
        PortfolioRow { results: results.collect(), levels: levels.collect(), answered, ..PortfolioRow::default() }
    }

    /// A company that could not be scored, and why.
    pub fn failed(why: &str) -> Self {
        PortfolioRow { error: Some(why.to_owned()), ..PortfolioRow::default() }
    }
}
