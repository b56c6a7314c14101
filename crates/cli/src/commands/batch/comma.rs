//! CSV, in and out.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use csv::{ByteRecord, ReaderBuilder, StringRecord, Writer, WriterBuilder};
use leadership_advisor::{AnswerError, Batch, Rulebook, Scores};

use super::pieces::{Piece, Pieces};
use super::rows::{RowView, Rows};
use crate::exit::Failure;
use crate::input::with_help;

/// The column with the row's name.
const NAME: &str = "id";
/// What a table of pandas that was written and read again calls its index.
const INDEX: &[u8] = b"Unnamed: 0";
/// More mistakes than this are counted and not told one by one.
const MOST_TOLD: usize = 20;
const HELP: &str = "the first row names the columns: `id`, and ids of questions";

/// The columns of the input.
#[derive(Clone, Debug)]
pub(super) struct Header {
    columns: usize,
    /// Where the row's name stands.
    name: Option<usize>,
    /// Columns without a name: what is in them is not read, and behind the last name there may be nothing in them.
    nameless: Vec<usize>,
    /// What stands between two cells.
    delimiter: u8,
    /// The ids of the questions, in the order of the other columns.
    pub(super) questions: Vec<String>,
}

/// Reads the header. Everything that is wrong with it is said together.
pub(super) fn header(rulebook: &Rulebook, pieces: &mut Pieces) -> Result<Header, Failure> {
    let empty = |name: &str| Failure::new(format!("{name} is empty"), Some(HELP));
    let Some((mut line, mut text)) = pieces.first_row()? else { return Err(empty(&pieces.name)) };
    if text.starts_with(b"\xFF\xFE") || text.starts_with(b"\xFE\xFF") {
        return Err(Failure::new(format!("{} is UTF-16 text", pieces.name), Some("save it as UTF-8")));
    }
    let plain = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
    // Spreadsheets say in a line of its own what stands between the cells, or do without where it is no comma.
    match plain.trim_ascii() {
        [b's', b'e', b'p', b'=', delimiter] => {
            pieces.delimiter = *delimiter;
            let Some(next) = pieces.first_row()? else { return Err(empty(&pieces.name)) };
            (line, text) = next;
        }
        names => {
            let other = [b';', b'\t'].into_iter().find(|other| !names.contains(&b',') && names.contains(other));
            pieces.delimiter = other.unwrap_or(b',');
        }
    }
    let delimiter = pieces.delimiter;
    let mut record = ByteRecord::new();
    let _ = reader(&text, delimiter).read_byte_record(&mut record);
    let mut header =
        Header { columns: record.len(), name: None, nameless: Vec::new(), delimiter, questions: Vec::new() };
    let mut problems = Vec::new();
    let is_name = |cell: &[u8]| !cell.trim_ascii().is_empty();
    let last = record.iter().rposition(is_name).unwrap_or(0);
    let mut seen = HashSet::new();
    for (at, cell) in record.iter().enumerate() {
        // Some programs number the rows in a first column without a name, or end every line with a comma.
        let is_index = at == 0 && (!is_name(cell) || cell == INDEX) && last > 0;
        if is_index || at > last {
            header.nameless.push(at);
            continue;
        }
        let mut wrong = |why: String| problems.push(format!("column {}: {why}", at + 1));
        match std::str::from_utf8(cell).map(str::trim) {
            Err(_) => wrong("its name is not UTF-8".to_owned()),
            Ok("") => wrong("it has no name".to_owned()),
            Ok(NAME) if header.name.is_some() => wrong(format!("`{NAME}` stands here twice")),
            Ok(NAME) => header.name = Some(at),
            Ok(id) if !seen.insert(id) => wrong(format!("`{id}` stands here twice")),
            Ok(id) => {
                if let Err(error) = find(rulebook, id) {
                    wrong(with_help(&error));
                }
                header.questions.push(id.to_owned());
            }
        }
    }
    let more = problems.len().saturating_sub(MOST_TOLD);
    problems.truncate(MOST_TOLD);
    if more > 0 {
        problems.push(format!("and {more} more"));
    }
    match problems.as_slice() {
        [] => Ok(header),
        _ => Err(Failure::new(format!("{}, line {line}: {}", pieces.name, problems.join("; ")), Some(HELP))),
    }
}

/// The error for an id that names no question.
fn find(rulebook: &Rulebook, id: &str) -> Result<(), AnswerError> {
    rulebook.answers().clear(id)
}

fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text)
}

/// Reads the rows of a piece.
pub(super) fn read(header: &Header, piece: &Piece, batch: &mut Batch, rows: &mut Rows) {
    let mut reader = reader(&piece.text, header.delimiter);
    let mut record = ByteRecord::new();
    let mut lines = Lines { text: &piece.text, at: 0, line: piece.line };
    // A slice of memory can be read.
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let start = record.position().map_or(0, csv::Position::byte);
        let text = match StringRecord::from_byte_record(record) {
            Ok(text) => text,
            Err(error) => {
                let why = format!("column {} is not UTF-8", error.utf8_error().field() + 1);
                record = error.into_byte_record();
                let name = header.name.and_then(|at| record.get(at)).unwrap_or_default();
                rows.push(&String::from_utf8_lossy(name), false, Some((lines.of(start), why)));
                continue;
            }
        };
        let name = header.name.and_then(|at| text.get(at)).unwrap_or_default();
        let behind =
            header.nameless.iter().find(|at| **at > 0 && text.get(**at).is_some_and(|cell| !cell.trim().is_empty()));
        let error = if let Some(at) = behind {
            Some(format!("column {} has no name, and this row has something in it", at + 1))
        } else if text.len() == header.columns {
            let cells = text.iter().enumerate();
            let cells = cells.filter(|(at, _)| header.name != Some(*at) && !header.nameless.contains(at));
            batch.push(cells.map(|(_, cell)| cell)).err().map(|error| error.to_string())
        } else {
            Some(format!("{} cells, where the header has {}", text.len(), header.columns))
        };
        rows.push(name, false, error.map(|error| (lines.of(start), error)));
        record = text.into_byte_record();
    }
    if let Some((line, why)) = piece.broken {
        rows.push("", false, Some((line, why.to_owned())));
    }
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

/// The header of the output.
pub(super) fn write_header(rulebook: &Rulebook) -> Vec<u8> {
    let mut out = writer();
    let decisions = rulebook.decisions().iter().map(|decision| &decision.id);
    let columns = decisions.flat_map(|id| [id.clone(), format!("{id}.verdict"), format!("{id}.margin")]);
    // Memory can be written to.
    let _ = out.write_record([NAME.to_owned()].into_iter().chain(columns).chain(["error".to_owned()]));
    out.into_inner().unwrap_or_default()
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().flexible(true).from_writer(Vec::new())
}

/// Writes the rows of one piece.
pub(super) struct Rowwise<'r> {
    rulebook: &'r Rulebook,
    out: Writer<Vec<u8>>,
    cell: String,
}

impl<'r> Rowwise<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        Rowwise { rulebook, out: writer(), cell: String::new() }
    }

    pub(super) fn write(&mut self, row: RowView<'_>, scores: Option<Scores<'_>>) {
        // Memory can be written to, and rows may be as long as they are.
        let _ = self.cells(row, scores);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_inner().unwrap_or_default()
    }

    fn cells(&mut self, row: RowView<'_>, scores: Option<Scores<'_>>) -> csv::Result<()> {
        let Rowwise { rulebook, out, cell } = self;
        out.write_field(harmless(row.name).as_ref())?;
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
        out.write_record(None::<&[u8]>)
    }
}

/// A cell that no spreadsheet runs as a formula: one that would be gets an apostrophe before it.
fn harmless(cell: &str) -> Cow<'_, str> {
    match cell.trim_start().starts_with(['=', '+', '-', '@']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}
