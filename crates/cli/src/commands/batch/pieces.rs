//! The input, cut into pieces that end where a row ends, with the number of their first line.
//!
//! In CSV a quoted cell may hold line breaks, so a row may be several lines. A quote that is never closed would swallow the
//! rest of the table: then the line that opens it is the bad row, and the lines after it are rows again.

use std::io::{self, BufRead};

use crate::exit::Failure;

/// Pieces are about so large: some hundreds to thousands of rows.
pub(super) const PIECE: usize = 128 << 10;
/// A longer row is no row.
pub(super) const MOST_BYTES: usize = 1 << 20;
/// So much of a row that is none is kept, for the sake of its name.
pub(super) const HEAD: usize = 4 << 10;
/// What may stand between two cells, the usual first.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// What a quote that is never closed has taken in is read again, line by line. Once that comes to so much, and to so many times
/// what was read at all, a quote must be closed in its line: otherwise a table of open quotes is read over and over.
const MOST_AGAIN: usize = 8 << 20;
const TIMES_AGAIN: usize = 4;

/// Some rows of the input.
#[derive(Debug)]
pub(super) struct Piece {
    /// The number of its first line in the input.
    pub(super) line: u64,
    /// How many elements of an array stand before it.
    pub(super) first: u64,
    pub(super) text: Vec<u8>,
    /// One more row behind these, which is none.
    pub(super) broken: Option<Broken>,
}

/// A row that is none.
#[derive(Debug)]
pub(super) struct Broken {
    /// The line it stands in.
    pub(super) line: u64,
    pub(super) why: &'static str,
    /// Its beginning.
    pub(super) head: Vec<u8>,
}

pub(super) struct Pieces {
    source: Box<dyn BufRead + Send>,
    pub(super) name: String,
    is_quoted: bool,
    /// What stands between two cells, once it is known.
    pub(super) delimiter: Option<u8>,
    size: usize,
    line: u64,
    /// What was read, from the row that is looked at on, and how much of it is done with.
    ahead: Vec<u8>,
    done: usize,
    /// How many bytes were read, and how many once more.
    read: usize,
    again: usize,
    row: Vec<u8>,
}

/// The next row of the input.
enum Row {
    Whole,
    Broken(Broken),
    End,
}

impl Pieces {
    /// `is_quoted` says whether quotes may hold line breaks, `size` how large pieces are, in bytes.
    pub(super) fn new(source: Box<dyn BufRead + Send>, name: String, is_quoted: bool, size: usize) -> Self {
        let (ahead, row) = (Vec::new(), Vec::new());
        Pieces { source, name, is_quoted, delimiter: None, size, line: 1, ahead, done: 0, read: 0, again: 0, row }
    }

    fn unreadable(&self, error: &io::Error) -> Failure {
        Failure::new(format!("cannot read {}: {error}", self.name), None)
    }

    /// The line and the text of the first row that is not empty.
    pub(super) fn first_row(&mut self) -> Result<Option<(u64, Vec<u8>)>, Failure> {
        loop {
            let line = self.line;
            match self.read_row().map_err(|error| self.unreadable(&error))? {
                Row::End => return Ok(None),
                Row::Broken(Broken { line, why, .. }) => {
                    return Err(Failure::new(format!("{}, line {line}: {why}", self.name), None));
                }
                Row::Whole if self.row.trim_ascii().is_empty() => {}
                Row::Whole => return Ok(Some((line, std::mem::take(&mut self.row)))),
            }
        }
    }

    /// The next piece; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Failure> {
        let mut text = Vec::new();
        let line = self.line;
        while text.len() < self.size {
            match self.read_row().map_err(|error| self.unreadable(&error))? {
                Row::Whole => text.append(&mut self.row),
                Row::Broken(broken) => return Ok(Some(Piece { line, first: 0, text, broken: Some(broken) })),
                Row::End if text.is_empty() => return Ok(None),
                Row::End => break,
            }
        }
        Ok(Some(Piece { line, first: 0, text, broken: None }))
    }

    /// Reads a row into `row`.
    fn read_row(&mut self) -> io::Result<Row> {
        self.row.clear();
        if self.done > MOST_BYTES || self.done == self.ahead.len() {
            self.ahead.drain(..self.done);
            self.done = 0;
        }
        let (start, first) = (self.done, self.line);
        let mut first_end = None;
        let mut quotes = Quotes { is_open: false, delimiter: self.delimiter };
        loop {
            let length = self.read_line()?;
            let (is_end, end) = (length == 0, self.done + length);
            if is_end && end == start {
                return Ok(Row::End);
            }
            if !is_end {
                self.line += 1;
                quotes.read(self.ahead.get(self.done..end).unwrap_or_default());
            }
            self.done = end;
            let first_end = *first_end.get_or_insert(end);
            let is_open = self.is_quoted && quotes.is_open;
            let is_long = end - start > MOST_BYTES;
            if !is_open && !is_long {
                self.row.extend_from_slice(self.ahead.get(start..end).unwrap_or_default());
                if !self.is_quoted
                    && let Some(end @ b'\r') = self.row.last_mut()
                {
                    // Readers of JSON lines look for one end only.
                    *end = b'\n';
                }
                return Ok(Row::Whole);
            }
            if is_end || is_long || self.again > MOST_AGAIN.max(TIMES_AGAIN.saturating_mul(self.read)) {
                // The lines behind its first are to be read again.
                self.done = first_end;
                self.line = first + 1;
                let why = if is_open { "a quote is opened and never closed" } else { "the row is longer than 1 MiB" };
                let head = self.ahead.get(start..first_end.min(start + HEAD)).unwrap_or_default().to_vec();
                return Ok(Row::Broken(Broken { line: first, why, head }));
            }
        }
    }

    /// The length of the next line, which then stands behind what is done with. Of one that is too long it keeps enough to see
    /// that, and drops the rest.
    fn read_line(&mut self) -> io::Result<usize> {
        if let Some(ahead) = self.ahead.get(self.done..).filter(|ahead| !ahead.is_empty()) {
            let length = line_end(ahead).map_or(ahead.len(), |(length, _)| length);
            self.again += length;
            return Ok(length);
        }
        let before = self.ahead.len();
        loop {
            let buffer = match self.source.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            let half = self.ahead.len() > before && self.ahead.ends_with(b"\r");
            let (length, is_over) = match buffer {
                [] => (0, true),
                // The other half of a line end that two buffers share, or the next line.
                [first, ..] if half => (usize::from(*first == b'\n'), true),
                buffer => match line_end(buffer) {
                    Some((length, is_over)) => (length, is_over),
                    None => (buffer.len(), false),
                },
            };
            let read = buffer.get(..length).unwrap_or_default();
            if self.ahead.len() - before <= MOST_BYTES {
                self.ahead.extend_from_slice(read);
            }
            self.source.consume(length);
            self.read += length;
            if is_over {
                return Ok(self.ahead.len() - before);
            }
        }
    }
}

/// Where the first line of a text ends, with its line end, and whether that is known to be whole: a `\r` at the very end may
/// be half of one. A `\r` alone ends a line, as the parser of CSV has it; JSON takes it for space, and a line of it needs none.
fn line_end(text: &[u8]) -> Option<(usize, bool)> {
    let at = text.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    match (text.get(at), text.get(at + 1)) {
        (Some(b'\n'), _) => Some((at + 1, true)),
        (_, Some(b'\n')) => Some((at + 2, true)),
        (_, Some(_)) => Some((at + 1, true)),
        (_, None) => Some((at + 1, false)),
    }
}

/// Where quotes open and close, as the parser of the csv library sees it: at the beginning of a cell, with doubled quotes
/// inside.
#[derive(Debug)]
struct Quotes {
    is_open: bool,
    delimiter: Option<u8>,
}

impl Quotes {
    /// Reads one more line of a row.
    fn read(&mut self, line: &[u8]) {
        if !self.is_open && !line.contains(&b'"') {
            return;
        }
        let mut begins = !self.is_open;
        let mut bytes = line.iter().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if self.is_open && bytes.peek() == Some(&&b'"') => {
                    bytes.next();
                }
                b'"' if self.is_open => self.is_open = false,
                b'"' if begins => self.is_open = true,
                _ => {}
            }
            let is_between = self.delimiter.map_or_else(|| DELIMITERS.contains(byte), |delimiter| *byte == delimiter);
            begins = (is_between || *byte == b'\r') && !self.is_open;
        }
    }
}
