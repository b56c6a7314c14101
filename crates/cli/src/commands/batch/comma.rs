//! CSV, in and out: rows of cells.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

use csv::{ByteRecord, ReaderBuilder, StringRecord, Writer, WriterBuilder};
use leadership_advisor::{Batch, Rulebook, Scores};

use super::cells::Cells;
use super::header::{Header, Role};
use super::pieces::Piece;
use super::row::as_written;
use super::rows::{RowView, Rows};

/// The column with the row's name.
const NAME: &str = "id";

fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text)
}

/// Reads the rows of a piece.
pub(super) fn read(header: &Header, piece: &Piece, cells: &mut Cells<'_>, batch: &mut Batch, rows: &mut Rows) {
    let mut reader = reader(&piece.text, header.delimiter);
    let mut record = ByteRecord::new();
    let mut lines = Lines { text: &piece.text, at: 0, line: piece.line };
    let width = header.roles.len();
    let mut kept = std::mem::take(&mut rows.answers);
    // A slice of memory can be read.
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let start = record.position().map_or(0, csv::Position::byte);
        let text = match StringRecord::from_byte_record(record) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().field() + 1;
                let why = format!("line {}: column {at} is not UTF-8 (`--encoding` names another)", lines.of(start));
                record = error.into_byte_record();
                let name = header.name.and_then(|at| record.get(at)).unwrap_or_default();
                rows.push(&String::from_utf8_lossy(name), false, Some(why));
                continue;
            }
        };
        let name = header.name.and_then(|at| text.get(at)).unwrap_or_default();
        for (cell, _) in text.iter().zip(&header.roles).filter(|(_, role)| **role == Role::Other) {
            rows.pass(cell);
        }
        let is_empty = |cell: &str| cell.trim().is_empty();
        let moved =
            || text.iter().zip(&header.roles).position(|(cell, role)| *role == Role::Nothing && !is_empty(cell));
        let error = if let Some(at) = moved().filter(|_| header.is_guarded) {
            Some(format!("column {} has no name, and this row has something in it", at + 1))
        } else if text.len() == width || (text.len() > width && text.iter().skip(width).all(is_empty)) {
            let own =
                || text.iter().zip(&header.roles).filter(|(_, role)| **role == Role::Question).map(|(cell, _)| cell);
            cells.push(own, name, batch, &mut kept).err()
        } else {
            Some(format!("{} cells, where the header has {width}", text.len()))
        };
        rows.push(name, false, error.map(|error| format!("line {}: {error}", lines.of(start))));
        record = text.into_byte_record();
    }
    if let Some(broken) = &piece.broken {
        let name = name_in(header, &broken.head);
        rows.push(&name, false, Some(format!("line {}: {}", broken.line, broken.why)));
    }
    rows.answers = kept;
}

/// The name in the beginning of a row that is none, where quotes mean nothing any more.
fn name_in(header: &Header, head: &[u8]) -> String {
    let line = head.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let cell = header.name.and_then(|at| line.split(|byte| *byte == header.delimiter).nth(at)).unwrap_or_default();
    String::from_utf8_lossy(cell.trim_ascii()).trim_matches('"').to_owned()
}

/// The numbers of lines. Only bad rows ask for theirs, each further on than the one before.
struct Lines<'p> {
    text: &'p [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the row that begins at this byte, behind the line ends that its reader has not taken yet.
    fn of(&mut self, start: u64) -> u64 {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let ends = self.text.iter().skip(start).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let between = self.text.get(self.at..start + ends).unwrap_or_default();
        // A `\r` alone ends a line, one before a `\n` does not.
        let next = between.iter().skip(1).chain([&b' ']);
        let breaks =
            between.iter().zip(next).filter(|(byte, next)| **byte == b'\n' || (**byte == b'\r' && **next != b'\n'));
        self.line += breaks.count() as u64;
        self.at = start + ends;
        self.line
    }
}

/// The columns of results, in their order.
pub(super) fn result_columns(rulebook: &Rulebook) -> Vec<String> {
    let decisions = rulebook.decisions().iter().map(|decision| &decision.id);
    let columns = decisions.flat_map(|id| [id.clone(), format!("{id}.verdict"), format!("{id}.margin")]);
    [NAME.to_owned()].into_iter().chain(columns).chain(["error".to_owned()]).collect()
}

/// The header of the output, with the names of the columns that are passed through.
pub(super) fn write_header(rulebook: &Rulebook, others: &[String]) -> Vec<u8> {
    let mut out = writer();
    let others = others.iter().map(|name| harmless(name));
    // Memory can be written to.
    let _ = out.write_record(
        result_columns(rulebook).iter().map(|name| Cow::from(name.as_str())).chain(others).map(Cow::into_owned),
    );
    out.into_inner().unwrap_or_default()
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().flexible(true).from_writer(Vec::new())
}

/// Writes the rows of one piece.
pub(super) struct Rowwise<'r> {
    rulebook: &'r Rulebook,
    /// The keys of the cells that are passed through, or how many there are where they come in the order of columns.
    others: Others<'r>,
    out: Writer<Vec<u8>>,
    cell: String,
}

impl<'r> Rowwise<'r> {
    pub(super) fn new(rulebook: &'r Rulebook, others: Others<'r>) -> Self {
        Rowwise { rulebook, others, out: writer(), cell: String::new() }
    }

    pub(super) fn write(&mut self, row: RowView<'_>, scores: Option<Scores<'_>>) {
        // Memory can be written to, and rows may be as long as they are.
        let _ = self.cells(row, scores);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_inner().unwrap_or_default()
    }

    fn cells(&mut self, row: RowView<'_>, scores: Option<Scores<'_>>) -> csv::Result<()> {
        let Rowwise { rulebook, others, out, cell } = self;
        out.write_field(harmless(&name_of(row)).as_ref())?;
        match scores {
            None => rulebook.decisions().iter().try_for_each(|_| (0..3).try_for_each(|_| out.write_field("")))?,
            Some(scores) => {
                for score in scores.decisions() {
                    cell.clear();
                    for (nth, option) in score.outcome().enumerate() {
                        cell.push_str(if nth == 0 { "" } else { "|" });
                        cell.push_str(&option.id);
                    }
                    out.write_field(&cell)?;
                    out.write_field(score.verdict().name())?;
                    cell.clear();
                    if let Some(margin) = score.margin() {
                        let _ = write!(cell, "{margin}");
                    }
                    out.write_field(&cell)?;
                }
            }
        }
        out.write_field(harmless(row.error.unwrap_or_default()).as_ref())?;
        match others {
            Others::None => {}
            Others::Columns(names) => {
                let mut own = row.others();
                for _ in *names {
                    out.write_field(harmless(own.next().map(|(_, cell)| cell).unwrap_or_default()).as_ref())?;
                }
            }
            Others::Keys(keys) => {
                // The first counts where a key stands twice.
                let mut own: HashMap<&str, &str> = HashMap::new();
                row.others().for_each(|(key, value)| _ = own.entry(key).or_insert(value));
                for key in *keys {
                    let value = own.get(key.as_str()).map(|value| in_cell(value)).unwrap_or_default();
                    out.write_field(harmless(&value).as_ref())?;
                }
            }
        }
        out.write_record(None::<&[u8]>)
    }
}

/// What is passed through.
#[derive(Clone, Copy, Debug)]
pub(super) enum Others<'o> {
    None,
    /// Cells in the order of these columns.
    Columns(&'o [String]),
    /// Values of JSON with these keys.
    Keys(&'o [String]),
}

/// A row's name as text, digit for digit.
fn name_of<'r>(row: RowView<'r>) -> Cow<'r, str> {
    if row.is_json { in_cell(row.name) } else { Cow::Borrowed(row.name) }
}

/// A value of JSON as a cell: a text without its quotes, nothing for `null`, all else as it was written.
fn in_cell(value: &str) -> Cow<'_, str> {
    match value.bytes().next() {
        Some(b'"') => serde_json::from_str(&as_written(value)).map_or(Cow::Borrowed(value), Cow::Owned),
        Some(b'n') => Cow::Borrowed(""),
        _ => Cow::Borrowed(value),
    }
}

/// A cell that no spreadsheet runs as a formula: one that would be gets an apostrophe before it. Some take the wide signs of East
/// Asian keyboards for the others.
fn harmless(cell: &str) -> Cow<'_, str> {
    match cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}
