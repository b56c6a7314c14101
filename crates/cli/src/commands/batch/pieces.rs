//! The input, cut into pieces that end where a row ends, with the number of their first line.
//!
//! In CSV a quoted cell may hold line breaks, so a row may be several lines. A quote that is never closed would swallow the
//! rest of the table: then the line that opens it is the bad row, and the lines after it are rows again.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use crate::exit::Failure;

/// Pieces are about so large: some hundreds to thousands of rows.
const PIECE: usize = 128 << 10;
/// A longer row is no row.
const MOST_BYTES: usize = 1 << 20;

/// Some rows of the input.
#[derive(Debug)]
pub(super) struct Piece {
    /// The number of its first line in the input.
    pub(super) line: u64,
    pub(super) text: Vec<u8>,
    /// What is wrong with one more row behind these, and the line it stands in.
    pub(super) broken: Option<(u64, &'static str)>,
}

pub(super) struct Pieces {
    source: Box<dyn BufRead + Send>,
    pub(super) name: String,
    is_quoted: bool,
    line: u64,
    /// Lines that were read and turned out to be rows of their own.
    again: VecDeque<Vec<u8>>,
    row: Vec<u8>,
}

/// The next row of the input.
enum Row {
    Whole,
    Broken(u64, &'static str),
    End,
}

impl Pieces {
    /// `is_quoted` says whether quotes may hold line breaks.
    pub(super) fn new(source: Box<dyn BufRead + Send>, name: String, is_quoted: bool) -> Self {
        Pieces { source, name, is_quoted, line: 1, again: VecDeque::new(), row: Vec::new() }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_at_end(&mut self) -> Result<bool, Failure> {
        let start = self.source.fill_buf().map(<[u8]>::is_empty);
        start.map_err(|error| self.unreadable(&error))
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
                Row::Broken(line, why) => {
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
        while text.len() < PIECE {
            match self.read_row().map_err(|error| self.unreadable(&error))? {
                Row::Whole => text.append(&mut self.row),
                Row::Broken(at, why) => return Ok(Some(Piece { line, text, broken: Some((at, why)) })),
                Row::End if text.is_empty() => return Ok(None),
                Row::End => break,
            }
        }
        Ok(Some(Piece { line, text, broken: None }))
    }

    /// Reads a row into `row`.
    fn read_row(&mut self) -> io::Result<Row> {
        self.row.clear();
        let first = self.line;
        let mut quotes = Quotes::default();
        loop {
            let start = self.row.len();
            let is_end = self.read_line()? == 0;
            if is_end && start == 0 {
                return Ok(Row::End);
            }
            if !is_end {
                self.line += 1;
                quotes.read(self.row.get(start..).unwrap_or_default());
            }
            let is_open = self.is_quoted && quotes.is_open;
            if !is_open && self.row.len() <= MOST_BYTES {
                return Ok(Row::Whole);
            }
            if is_end || self.row.len() > MOST_BYTES {
                return Ok(self.broken(first, is_open));
            }
        }
    }

    /// A row that is none; the lines behind its first are to be read again.
    fn broken(&mut self, first: u64, is_open: bool) -> Row {
        let lines = self.row.split_inclusive(|byte| *byte == b'\n').skip(1).map(<[u8]>::to_vec);
        for (at, line) in lines.enumerate() {
            self.again.insert(at, line);
        }
        self.line = first + 1;
        let long = "the row is longer than 1 MiB";
        Row::Broken(first, if is_open { "a quote is opened and never closed" } else { long })
    }

    /// Appends the next line to the row. Of one that is too long it keeps enough to see that, and drops the rest.
    fn read_line(&mut self) -> io::Result<usize> {
        if let Some(mut line) = self.again.pop_front() {
            let length = line.len();
            self.row.append(&mut line);
            return Ok(length);
        }
        let before = self.row.len();
        loop {
            let buffer = match self.source.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            let mut rest = buffer;
            let length = rest.skip_until(b'\n')?;
            let read = buffer.get(..length).unwrap_or_default();
            let is_over = read.is_empty() || read.ends_with(b"\n");
            if self.row.len() - before <= MOST_BYTES {
                self.row.extend_from_slice(read);
            }
            self.source.consume(length);
            if is_over {
                return Ok(self.row.len() - before);
            }
        }
    }
}

/// Where quotes open and close, as the parser of the csv library sees it: at the beginning of a cell, with doubled quotes
/// inside.
#[derive(Debug, Default)]
struct Quotes {
    is_open: bool,
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
            begins = matches!(byte, b',' | b'\r') && !self.is_open;
        }
    }
}
