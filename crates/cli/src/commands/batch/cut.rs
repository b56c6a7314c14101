//! The input of a batch, cut into pieces in one way or the other.

use super::elements::Elements;
use super::pieces::{Piece, Pieces};
use crate::exit::Failure;

/// The input of a batch, whose first piece may be looked at before all else.
pub(super) struct Cut {
    ahead: Option<Piece>,
    rest: Rest,
}

/// Rows that end with a line, or the elements of an array.
pub(super) enum Rest {
    Rows(Pieces),
    Elements(Elements),
}

impl Cut {
    pub(super) fn new(rest: Rest) -> Self {
        Cut { ahead: None, rest }
    }

    /// The next piece; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Failure> {
        if let Some(piece) = self.ahead.take() {
            return Ok(Some(piece));
        }
        match &mut self.rest {
            Rest::Rows(pieces) => pieces.next(),
            Rest::Elements(elements) => elements.next(),
        }
    }

    /// The next piece, which stays the next.
    pub(super) fn peek(&mut self) -> Result<Option<&Piece>, Failure> {
        self.ahead = self.next()?;
        Ok(self.ahead.as_ref())
    }
}
