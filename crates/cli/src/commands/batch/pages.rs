//! The page of each company, for `--reports`.

use leadership_advisor::Budget;
use leadership_advisor_report::{PortfolioRow, recommendation_html};

use super::rows::Rows;

/// How far each search of the analysis may go: as for one company.
const PATIENCE: Budget = crate::output::PATIENCE;

/// How pages are made.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    /// The day that stands on them.
    pub(super) date: String,
}

/// What became of a row.
#[derive(Debug)]
pub(super) struct Report {
    /// The row's name. Empty if it has none.
    pub(super) name: String,
    /// Its line of the index.
    pub(super) row: PortfolioRow,
    /// Its page, unless it could not be read.
    pub(super) page: Option<String>,
}

impl Pages {
    /// The pages of the rows of a piece.
    pub(super) fn of(&self, rows: &Rows) -> Vec<Report> {
        let mut answers = rows.answers.iter();
        let views = (0..rows.len()).filter_map(|at| rows.view(at));
        let reports = views.map(|view| {
            let name = view.name.to_owned();
            let (row, page) = match (view.error, view.error.is_none().then(|| answers.next()).flatten()) {
                (None, Some(answers)) => {
                    let evaluation = answers.evaluate();
                    let analysed = evaluation.analysed(PATIENCE);
                    (PortfolioRow::of(&evaluation), Some(recommendation_html(&analysed, Some(&self.date))))
                }
                (error, _) => (PortfolioRow::failed(error.unwrap_or_default()), None),
            };
            Report { name, row, page }
        });
        reports.collect()
    }
}
