//! The rows of one piece: whose they are, and which could not be read.

use std::ops::Range;

use leadership_advisor::Batch;
use leadership_advisor_report::clean;

/// What stands beside the profiles in a [`Batch`]: names and errors, in the order of the input.
#[derive(Debug, Default)]
pub(super) struct Rows {
    names: String,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: Range<usize>,
    is_number: bool,
    error: Option<String>,
}

/// A row as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowView<'r> {
    /// The row's name. Empty if it has none.
    pub(super) name: &'r str,
    /// Whether it was written as a number, in JSON.
    pub(super) is_number: bool,
    /// Why it has no results.
    pub(super) error: Option<&'r str>,
}

impl Rows {
    pub(super) fn clear(&mut self) {
        self.names.clear();
        self.rows.clear();
    }

    /// Adds a row. Its profile has been pushed, unless there is an error, which is about this line of the input.
    pub(super) fn push(&mut self, name: &str, is_number: bool, error: Option<(u64, String)>) {
        let start = self.names.len();
        self.names.push_str(&clean(name));
        let error = error.map(|(line, error)| format!("line {line}: {}", clean(&error)));
        self.rows.push(Row { name: start..self.names.len(), is_number, error });
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn failed(&self) -> usize {
        self.rows.iter().filter(|row| row.error.is_some()).count()
    }

    fn view(&self, at: usize) -> Option<RowView<'_>> {
        let row = self.rows.get(at)?;
        let name = self.names.get(row.name.clone()).unwrap_or_default();
        Some(RowView { name, is_number: row.is_number, error: row.error.as_deref() })
    }

    /// Calls `each` with every row in order, with the results of those that have some.
    pub(super) fn score(
        &self,
        batch: &mut Batch,
        mut each: impl FnMut(RowView<'_>, Option<leadership_advisor::Scores<'_>>),
    ) {
        let mut at = 0;
        batch.score(|scores| {
            while let Some(row) = self.view(at) {
                at += 1;
                if row.error.is_none() {
                    each(row, Some(scores));
                    break;
                }
                each(row, None);
            }
        });
        while let Some(row) = self.view(at) {
            at += 1;
            each(row, None);
        }
    }
}
