//! The rows of one piece: whose they are, what else stands in them, and which could not be read.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use leadership_advisor::{Answers, Batch};
use leadership_advisor_report::clean;

/// What stands beside the profiles in a [`Batch`]: names, other cells and errors, in the order of the input.
#[derive(Debug, Default)]
pub(super) struct Rows {
    texts: String,
    others: Vec<OtherCell>,
    rows: Vec<Row>,
    /// The answers of the rows without an error, where they are wanted.
    pub(super) answers: Vec<Answers>,
}

#[derive(Debug)]
struct Row {
    name: Range<usize>,
    is_json: bool,
    others: Range<usize>,
    error: Option<String>,
}

/// A cell that is passed through.
#[derive(Debug)]
struct OtherCell {
    /// Its column, where the cells come in the order of columns; or else its key in JSON.
    key: Range<usize>,
    value: Range<usize>,
}

/// A row as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowView<'r> {
    rows: &'r Rows,
    row: &'r Row,
    /// The row's name. Empty if it has none.
    pub(super) name: &'r str,
    /// Whether the name is a value of JSON, and no text.
    pub(super) is_json: bool,
    /// Why it has no results.
    pub(super) error: Option<&'r str>,
}

impl Rows {
    pub(super) fn clear(&mut self) {
        self.texts.clear();
        self.others.clear();
        self.rows.clear();
        self.answers.clear();
    }

    fn add(&mut self, text: &str) -> Range<usize> {
        let start = self.texts.len();
        self.texts.push_str(&clean(text));
        start..self.texts.len()
    }

    /// The same for a value of JSON, which stays one: what `clean` would show is written as an escape.
    fn add_json(&mut self, value: &str) -> Range<usize> {
        if matches!(clean(value), Cow::Borrowed(_)) {
            return self.add(value);
        }
        let start = self.texts.len();
        for c in value.chars() {
            match c {
                '\n' | '\r' | '\t' => self.texts.push(' '),
                c if matches!(clean(c.encode_utf8(&mut [0; 4])), Cow::Borrowed(_)) => self.texts.push(c),
                c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| _ = write!(self.texts, "\\u{unit:04x}")),
            }
        }
        start..self.texts.len()
    }

    /// Notes a cell of the row that is pushed next. Cells are told apart by their order.
    pub(super) fn pass(&mut self, value: &str) {
        let (key, value) = (0..0, self.add(value));
        self.others.push(OtherCell { key, value });
    }

    /// Notes a value of JSON of the row that is pushed next, with its key.
    pub(super) fn pass_json(&mut self, key: &str, value: &str) {
        let (key, value) = (self.add(key), self.add_json(value));
        self.others.push(OtherCell { key, value });
    }

    /// Adds a row. Its profile has been pushed, unless there is an error, which begins with its place.
    pub(super) fn push(&mut self, name: &str, is_json: bool, error: Option<String>) {
        let name = if is_json { self.add_json(name) } else { self.add(name) };
        let start = self.rows.last().map_or(0, |row| row.others.end);
        let error = error.map(|error| clean(&error).into_owned());
        self.rows.push(Row { name, is_json, others: start..self.others.len(), error });
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn failed(&self) -> usize {
        self.rows.iter().filter(|row| row.error.is_some()).count()
    }

    fn text(&self, range: &Range<usize>) -> &str {
        self.texts.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn view(&self, at: usize) -> Option<RowView<'_>> {
        let row = self.rows.get(at)?;
        let (name, error) = (self.text(&row.name), row.error.as_deref());
        Some(RowView { rows: self, row, name, is_json: row.is_json, error })
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

impl<'r> RowView<'r> {
    /// The cells that are passed through, each with its key, which is empty where they come in the order of columns.
    pub(super) fn others(self) -> impl Iterator<Item = (&'r str, &'r str)> {
        let others = self.rows.others.get(self.row.others.clone()).unwrap_or_default();
        others.iter().map(move |cell| (self.rows.text(&cell.key), self.rows.text(&cell.value)))
    }
}
