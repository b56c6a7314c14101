//! Results by column: for each decision one slice with the verdicts of all profiles, one with their outcomes, one with their
//! margins, and one for each option with its points.
//!
//! To hand results over profile by profile takes longer than to find them. A block leaves columns of bytes, and to widen a
//! whole column at once is what compilers are good at.

use super::sheet::{Column, Columns, HAS_MARGIN, Number, TIE, VERDICTS};
use crate::evaluation::Verdict;
use crate::rulebook::{Choose, Decision};

/// The results of a batch by column. Filled by [`Batch::tabulate`](super::Batch::tabulate), and to be used again: nothing is
/// allocated from the second time on.
#[derive(Clone, Debug, Default)]
pub struct ScoreTable {
    decisions: Vec<DecisionColumns>,
    rows: usize,
}

/// The columns of one decision, each with a value for every profile, in order.
#[derive(Clone, Debug)]
pub struct DecisionColumns {
    id: String,
    /// The ids of the options, in the order in which they are listed.
    options: Vec<String>,
    is_many: bool,
    verdicts: Vec<Verdict>,
    winners: Vec<u16>,
    has_winner: Vec<bool>,
    margins: Vec<i64>,
    has_margin: Vec<bool>,
    points: Vec<Vec<i64>>,
    chosen: Vec<Vec<bool>>,
}

/// A column in which some values are missing: the values, and beside each whether it is there. Where it is not, the value
/// means nothing.
#[derive(Clone, Copy, Debug)]
pub struct OptionalColumn<'t, T> {
    values: &'t [T],
    is_there: &'t [bool],
}

impl ScoreTable {
    /// How many profiles it has results of.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The decisions that were asked for, in that order.
    pub fn decisions(&self) -> &[DecisionColumns] {
        &self.decisions
    }

    /// The columns of the decision with this id. `None` if it was not asked for.
    pub fn decision(&self, id: &str) -> Option<&DecisionColumns> {
        self.decisions.iter().find(|columns| columns.id == id)
    }

    /// Empties the table, and makes room for these decisions.
    pub(super) fn begin(&mut self, decisions: &[&Decision]) {
        self.rows = 0;
        let has_room = self.decisions.len() == decisions.len()
            && self.decisions.iter().zip(decisions).all(|(own, decision)| own.is_of(decision));
        if !has_room {
            self.decisions = decisions.iter().map(|decision| DecisionColumns::of(decision)).collect();
        }
        self.decisions.iter_mut().for_each(DecisionColumns::clear);
    }

    /// Adds the results of a block.
    pub(super) fn extend(&mut self, columns: &[&Columns], sheet: &[Column], profiles: usize) {
        for (own, columns) in self.decisions.iter_mut().zip(columns) {
            own.extend(columns, sheet, profiles);
        }
        self.rows += profiles;
    }
}

impl DecisionColumns {
    fn of(decision: &Decision) -> DecisionColumns {
        let is_many = matches!(decision.choose, Choose::Many { .. });
        let options: Vec<String> = decision.options().iter().map(|option| option.id.clone()).collect();
        DecisionColumns {
            id: decision.id.clone(),
            is_many,
            verdicts: Vec::new(),
            winners: Vec::new(),
            has_winner: Vec::new(),
            margins: Vec::new(),
            has_margin: Vec::new(),
            points: options.iter().map(|_| Vec::new()).collect(),
            chosen: if is_many { options.iter().map(|_| Vec::new()).collect() } else { Vec::new() },
            options,
        }
    }

    fn is_of(&self, decision: &Decision) -> bool {
        let ids = decision.options().iter().map(|option| &option.id);
        self.id == decision.id
            && self.is_many == matches!(decision.choose, Choose::Many { .. })
            && self.options.iter().eq(ids)
    }

    fn clear(&mut self) {
        self.verdicts.clear();
        self.winners.clear();
        self.has_winner.clear();
        self.margins.clear();
        self.has_margin.clear();
        self.points.iter_mut().for_each(Vec::clear);
        self.chosen.iter_mut().for_each(Vec::clear);
    }

    /// The decision's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The ids of the options, in the order in which they are listed.
    pub fn options(&self) -> &[String] {
        &self.options
    }

    /// How sure each outcome is.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// Choose one: the position of each outcome in [`DecisionColumns::options`]. Empty for a decision for several options,
    /// where [`DecisionColumns::chosen`] tells.
    pub fn outcomes(&self) -> OptionalColumn<'_, u16> {
        OptionalColumn { values: &self.winners, is_there: &self.has_winner }
    }

    /// Choose one: the points by which each outcome leads. Missing where nothing else is in the running. Empty for a decision
    /// for several options.
    pub fn margins(&self) -> OptionalColumn<'_, i64> {
        OptionalColumn { values: &self.margins, is_there: &self.has_margin }
    }

    /// The points of the option at this position, ruled out or not: scores among options, not probabilities. 0 where the
    /// decision does not apply. `None` if there is no such option.
    pub fn points(&self, option: usize) -> Option<&[i64]> {
        self.points.get(option).map(Vec::as_slice)
    }

    /// Choose many: whether the option at this position is in each outcome. `None` for a decision for one option, or if there
    /// is no such option.
    pub fn chosen(&self, option: usize) -> Option<&[bool]> {
        self.chosen.get(option).map(Vec::as_slice)
    }

    fn extend(&mut self, columns: &Columns, sheet: &[Column], profiles: usize) {
        let of = |column: usize| sheet.get(column).and_then(|column| column.get(..profiles)).unwrap_or_default();
        let status = of(columns.status);
        self.verdicts.extend(status.iter().map(|code| {
            // Masked, so that no code is out of range and nothing is branched on.
            VERDICTS.get(usize::from(code & (HAS_MARGIN - 1))).copied().unwrap_or(Verdict::NotApplicable)
        }));
        if self.is_many {
            for (option, chosen) in self.chosen.iter_mut().enumerate() {
                let bits = of(columns.chosen + option / 8).iter();
                let bits = bits.zip(status).map(|(bits, code)| bits >> (option % 8) & 1 == 1 && has_outcome(*code));
                chosen.extend(bits);
            }
        } else {
            self.winners.extend(of(columns.winner).iter().map(|winner| u16::from(*winner)));
            self.has_winner.extend(status.iter().map(|code| has_outcome(*code)));
            self.has_margin.extend(status.iter().map(|code| code & HAS_MARGIN != 0));
            widened(&mut self.margins, columns.margin, sheet, profiles);
        }
        for (points, number) in self.points.iter_mut().zip(&columns.points) {
            let from = points.len();
            widened(points, *number, sheet, profiles);
            let own = points.get_mut(from..).unwrap_or_default().iter_mut();
            own.zip(status).for_each(|(points, code)| *points = if code & (HAS_MARGIN - 1) == 0 { 0 } else { *points });
        }
    }
}

fn has_outcome(code: u8) -> bool {
    code & (HAS_MARGIN - 1) >= TIE
}

/// Adds the numbers of a block to a column.
fn widened(into: &mut Vec<i64>, number: Number, sheet: &[Column], profiles: usize) {
    let Number { base, first, bytes } = number;
    let from = into.len();
    into.resize(from + profiles, base);
    let own = into.get_mut(from..).unwrap_or_default();
    for (place, column) in sheet.iter().skip(first).take(bytes).enumerate() {
        let shift = 8 * place;
        own.iter_mut().zip(column).for_each(|(own, byte)| *own += i64::from(*byte) << shift);
    }
}

impl<'t, T: Copy> OptionalColumn<'t, T> {
    /// The values. Where one is missing, what stands there means nothing.
    pub fn values(&self) -> &'t [T] {
        self.values
    }

    /// Whether each value is there.
    pub fn is_there(&self) -> &'t [bool] {
        self.is_there
    }

    /// The value of one profile, if it is there.
    pub fn get(&self, profile: usize) -> Option<T> {
        self.values.get(profile).copied().filter(|_| self.is_there.get(profile) == Some(&true))
    }

    /// The values in order, `None` where one is missing.
    pub fn iter(&self) -> impl Iterator<Item = Option<T>> + use<'t, T> {
        self.values.iter().zip(self.is_there).map(|(value, is_there)| is_there.then_some(*value))
    }
}
