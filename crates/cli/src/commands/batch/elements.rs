//! A JSON array, cut into pieces between its elements, so that it need not be read as a whole.
//!
//! Only brackets and quotes are looked at. Between the elements of a piece stands [`BETWEEN`], which is in no valid JSON; line
//! breaks stay where they are, so that lines can be counted.

use std::io::{self, BufRead};

use super::pieces::{Broken, HEAD, MOST_BYTES, Piece};
use crate::exit::Failure;

/// What stands between two elements of a piece.
pub(super) const BETWEEN: u8 = 0x1E;

pub(super) struct Elements {
    source: Box<dyn BufRead + Send>,
    name: String,
    size: usize,
    line: u64,
    row: u64,
    nesting: Nesting,
    state: State,
}

/// Where a byte stands within an element.
#[derive(Default)]
struct Nesting {
    depth: usize,
    in_text: bool,
    is_escaped: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the bracket that opens the array.
    Before,
    Within,
    /// Behind the bracket that closes it.
    Behind,
    /// Nothing more is to be said.
    Over,
}

impl Elements {
    /// `size` is that of pieces in bytes.
    pub(super) fn new(source: Box<dyn BufRead + Send>, name: String, size: usize) -> Self {
        Elements { source, name, size, line: 1, row: 0, nesting: Nesting::default(), state: State::Before }
    }

    /// The next piece; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Failure> {
        let unreadable = |name: &str, error: &io::Error| Failure::new(format!("cannot read {name}: {error}"), None);
        let mut piece = Piece { line: self.line, first: self.row, text: Vec::new(), broken: None };
        // Where the element that is being read begins, and its first line.
        let (mut start, mut first_line) = (0, self.line);
        let (mut is_long, mut is_begun) = (false, false);
        loop {
            let buffer = match self.source.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(&self.name, &error)),
                Ok(buffer) => buffer,
            };
            if buffer.is_empty() {
                return Ok(self.end(piece, start));
            }
            let mut used = 0;
            let mut is_done = false;
            for byte in buffer {
                used += 1;
                let is_outside = self.nesting.depth == 0 && !self.nesting.in_text;
                let is_end = self.state == State::Within && is_outside && matches!(byte, b',' | b']');
                if *byte == b'\n' {
                    self.line += 1;
                }
                match self.state {
                    State::Before => {
                        if *byte == b'[' {
                            self.state = State::Within;
                        }
                        // A mark of the encoding may stand before it. Breaks count.
                        piece.text.extend((*byte == b'\n').then_some(b'\n'));
                        continue;
                    }
                    State::Behind if byte.is_ascii_whitespace() => continue,
                    State::Behind => {
                        let why = "something stands behind the end of the array";
                        piece.broken = Some(Broken { line: self.line, why, head: Vec::new() });
                        self.state = State::Over;
                        is_done = true;
                        break;
                    }
                    State::Over => continue,
                    State::Within => {}
                }
                if is_end {
                    self.row += u64::from(is_begun);
                    if *byte == b']' {
                        self.state = State::Behind;
                    }
                    if is_long {
                        let head = piece.text.get(start..).unwrap_or_default().to_vec();
                        piece.text.truncate(start);
                        let why = "the row is longer than 1 MiB";
                        piece.broken = Some(Broken { line: first_line, why, head });
                    } else {
                        piece.text.push(BETWEEN);
                    }
                    start = piece.text.len();
                    is_begun = false;
                    if piece.text.len() >= self.size || piece.broken.is_some() {
                        is_done = true;
                        break;
                    }
                    continue;
                }
                self.nesting.read(*byte);
                if is_long {
                    continue;
                }
                if !is_begun && !byte.is_ascii_whitespace() {
                    (is_begun, first_line) = (true, self.line);
                }
                // One that is written in the text is not valid there, and stays so.
                piece.text.push(if *byte == BETWEEN { 0 } else { *byte });
                if piece.text.len() - start > MOST_BYTES {
                    is_long = true;
                    piece.text.truncate(start + HEAD);
                }
            }
            self.source.consume(used);
            if is_done {
                return Ok(Some(piece));
            }
        }
    }

    /// What there is at the end of the input.
    fn end(&mut self, mut piece: Piece, start: usize) -> Option<Piece> {
        if self.state == State::Within {
            // A row that is cut off says so itself.
            if piece.text.get(start..).unwrap_or_default().trim_ascii().is_empty() {
                let why = "the array is not closed: the end of the input is missing";
                piece.broken = Some(Broken { line: self.line, why, head: Vec::new() });
            }
        }
        self.state = State::Over;
        let is_empty =
            piece.broken.is_none() && piece.text.iter().all(|byte| byte.is_ascii_whitespace() || *byte == BETWEEN);
        (!is_empty).then_some(piece)
    }
}

impl Nesting {
    /// Keeps account of brackets and quotes.
    fn read(&mut self, byte: u8) {
        if self.in_text {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}
