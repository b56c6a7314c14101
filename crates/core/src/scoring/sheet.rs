//! What a profile comes to in one decision, in the form in which each way of scoring leaves it, and the one reading of both.
//!
//! One profile at a time leaves plain numbers. A block leaves columns of bytes, a byte for each profile in each of them: the
//! bits that the program works with are turned round only here, eight at a time, and nobody looks at those of a profile
//! before somebody asks.

use crate::evaluation::Verdict;

/// How many profiles a block has.
pub(super) const LANES: usize = 512;

/// The codes of verdicts in a block's columns: looked up, because to branch on what varies from profile to profile takes
/// longer than to score one.
pub(super) const NOT_ENOUGH_KNOWN: u8 = 1;
pub(super) const TIE: u8 = 2;
pub(super) const CLOSE_CALL: u8 = 3;
pub(super) const CLEAR: u8 = 4;
pub(super) const VERDICTS: [Verdict; 5] =
    [Verdict::NotApplicable, Verdict::NotEnoughKnown, Verdict::Tie, Verdict::CloseCall, Verdict::Clear];
/// Beside the code: whether there is a margin.
pub(super) const HAS_MARGIN: u8 = 1 << 3;

/// The verdict with this code.
pub(super) fn verdict(code: u8) -> Verdict {
    VERDICTS.get(usize::from(code % HAS_MARGIN)).copied().unwrap_or(Verdict::NotApplicable)
}

/// A byte for each profile of a block.
pub(super) type Column = [u8; LANES];

/// Where a block leaves the results of a decision.
#[derive(Debug)]
pub(super) struct Columns {
    /// The column with the verdict.
    pub(super) status: usize,
    /// Choose one: the place of the winner, and the margin.
    pub(super) winner: usize,
    pub(super) margin: Number,
    /// Choose many: the first of the columns with a bit for each option.
    pub(super) chosen: usize,
    /// The points of each option.
    pub(super) points: Vec<Number>,
}

/// Columns that hold a number: how far it is above a base, the lowest byte first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Number {
    pub(super) base: i64,
    pub(super) first: usize,
    pub(super) bytes: usize,
}

/// The results of one decision for one profile that was scored alone.
#[derive(Clone, Debug)]
pub(super) struct Single {
    pub(super) verdict: Verdict,
    /// Choose one: the place of the winner, and by how much it leads.
    pub(super) winner: usize,
    pub(super) margin: Option<i64>,
    /// Choose many: whether each option is chosen.
    pub(super) chosen: Vec<bool>,
    pub(super) points: Vec<i64>,
}

impl Default for Single {
    fn default() -> Self {
        Single { verdict: Verdict::NotApplicable, winner: 0, margin: None, chosen: Vec::new(), points: Vec::new() }
    }
}

/// The results of one decision for one profile.
#[derive(Clone, Copy, Debug)]
pub(super) enum Results<'s> {
    Single(&'s Single),
    /// One of a block.
    Lane {
        columns: &'s Columns,
        sheet: &'s [Column],
        lane: usize,
    },
}

fn byte(sheet: &[Column], column: usize, lane: usize) -> u8 {
    sheet.get(column).and_then(|column| column.get(lane)).copied().unwrap_or(0)
}

impl Number {
    fn read(self, sheet: &[Column], lane: usize) -> i64 {
        // Nearly all sums of points fit into one.
        if self.bytes == 1 {
            return self.base + i64::from(byte(sheet, self.first, lane));
        }
        let columns = (self.first..self.first + self.bytes).rev();
        self.base + columns.fold(0, |above, column| above << 8 | i64::from(byte(sheet, column, lane)))
    }
}

impl Results<'_> {
    pub(super) fn verdict(self) -> Verdict {
        match self {
            Results::Single(single) => single.verdict,
            Results::Lane { columns, sheet, lane } => verdict(byte(sheet, columns.status, lane)),
        }
    }

    pub(super) fn has_outcome(self) -> bool {
        match self {
            Results::Single(single) => !matches!(single.verdict, Verdict::NotApplicable | Verdict::NotEnoughKnown),
            Results::Lane { columns, sheet, lane } => byte(sheet, columns.status, lane) % HAS_MARGIN >= TIE,
        }
    }

    pub(super) fn margin(self) -> Option<i64> {
        match self {
            Results::Single(single) => single.margin,
            Results::Lane { columns, sheet, lane } => {
                let has_margin = byte(sheet, columns.status, lane) & HAS_MARGIN != 0;
                has_margin.then(|| columns.margin.read(sheet, lane))
            }
        }
    }

    /// Choose one: the place of the option that wins, where there is an outcome.
    pub(super) fn winner(self) -> usize {
        match self {
            Results::Single(single) => single.winner,
            Results::Lane { columns, sheet, lane } => usize::from(byte(sheet, columns.winner, lane)),
        }
    }

    /// Choose many: whether an option is chosen.
    pub(super) fn is_chosen(self, option: usize) -> bool {
        match self {
            Results::Single(single) => single.chosen.get(option).is_some_and(|chosen| *chosen),
            Results::Lane { columns, sheet, lane } => {
                byte(sheet, columns.chosen + option / 8, lane) >> (option % 8) & 1 == 1
            }
        }
    }

    pub(super) fn points(self, option: usize) -> i64 {
        match self {
            Results::Single(single) => single.points.get(option).copied().unwrap_or(0),
            Results::Lane { columns, sheet, lane } => {
                columns.points.get(option).map_or(0, |points| points.read(sheet, lane))
            }
        }
    }

    /// Choose many: the chosen option that follows this one in the outcome, or the first.
    pub(super) fn next_chosen(self, options: usize, after: Option<usize>) -> Option<usize> {
        // Most points first, then as listed.
        let rank = |option: usize| (std::cmp::Reverse(self.points(option)), option);
        let follows = |option: &usize| after.is_none_or(|after| rank(*option) > rank(after));
        let chosen = (0..options).filter(|option| self.is_chosen(*option));
        chosen.filter(follows).min_by_key(|option| rank(*option))
    }
}
