//! The points that may change: which they are, and how far each may go.

use crate::rulebook::{Book, Decision, DecisionOption, Rule, RuleRef};
use crate::table::{Ix, Table};

/// The points that one rule gives one option.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) rule: RuleRef,
    /// Which of the rule's points, in its author's order.
    pub(super) nth: usize,
    pub(super) option: Ix<DecisionOption>,
    pub(super) today: i64,
    pub(super) least: i64,
    pub(super) most: i64,
}

/// A number for each variable.
pub(super) type Points = Table<Variable, i64>;
/// The least and the most that each variable may be.
pub(super) type Bounds = Table<Variable, (i64, i64)>;

/// Beside the rules of a decision and the points of each, the variables that they are.
type Columns = Table<Rule, Vec<Option<Ix<Variable>>>>;

/// All points that may change.
pub(super) struct Space {
    pub(super) variables: Table<Variable>,
    /// Beside the points of each rule, the variable that they are.
    columns: Table<Decision, Columns>,
}

impl Space {
    /// A rule keeps the sign of each of its points: what speaks for an option may come to speak less for it, or not at all,
    /// and never against it. Points that are zero stay zero.
    pub(super) fn of(book: &Book, scale: (i64, i64), is_fixed: impl Fn(&Rule) -> bool) -> Space {
        let mut variables = Table::default();
        let columns = book.decisions.column(|decision| {
            let rules = &book.decisions[decision].rules;
            rules.column(|rule| {
                let at = RuleRef { decision, rule };
                let pinned = is_fixed(&rules[rule]);
                let column = |(nth, (option, today)): (usize, &(Ix<DecisionOption>, i64))| {
                    let (least, most) = within(scale, *today);
                    let moves = !pinned && least < most;
                    moves.then(|| {
                        variables.push(Variable { rule: at, nth, option: *option, today: *today, least, most })
                    })
                };
                rules[rule].points.iter().enumerate().map(column).collect()
            })
        });
        Space { variables, columns }
    }

    /// The points of a rule: the option, what it gets today, and the variable that may change it.
    pub(super) fn points<'b>(
        &'b self,
        book: &'b Book,
        at: RuleRef,
    ) -> impl Iterator<Item = (Ix<DecisionOption>, i64, Option<Ix<Variable>>)> + use<'b> {
        let written = &book.decisions[at.decision].rules[at.rule].points;
        let columns = &self.columns[at.decision][at.rule];
        written.iter().zip(columns).map(|((option, today), variable)| (*option, *today, *variable))
    }

    pub(super) fn today(&self) -> Points {
        self.variables.column(|ix| self.variables[ix].today)
    }

    pub(super) fn bounds(&self) -> Bounds {
        self.variables.column(|ix| (self.variables[ix].least, self.variables[ix].most))
    }

    /// By how much points differ from today's, all together.
    pub(super) fn change(&self, points: &Points) -> i64 {
        self.variables.iter().map(|(ix, variable)| (points[ix] - variable.today).abs()).sum()
    }

    /// The rules whose points differ from today's.
    pub(super) fn touched(&self, points: &Points) -> Vec<RuleRef> {
        let moved = self.variables.iter().filter(|(ix, variable)| points[*ix] != variable.today);
        let mut rules: Vec<RuleRef> = moved.map(|(_, variable)| variable.rule).collect();
        rules.dedup();
        rules
    }

    /// The same book with other points.
    pub(super) fn book_with(&self, book: &Book, points: &Points) -> Book {
        let mut changed = book.copied();
        for (ix, variable) in self.variables.iter() {
            let rule = &mut changed.decisions[variable.rule.decision].rules[variable.rule.rule];
            if let Some((_, written)) = rule.points.get_mut(variable.nth) {
                *written = points[ix];
            }
        }
        changed
    }
}

/// How far points may go that keep their sign.
fn within((least, most): (i64, i64), today: i64) -> (i64, i64) {
    match today {
        0 => (0, 0),
        1.. => (least.max(0).min(today), most.max(today)),
        _ => (least.min(today), most.min(0).max(today)),
    }
}
