//! What an author may ask of a fit, and what is refused.

use super::variable::{Bounds, Space};
use crate::agreement::Cases;
use crate::near;
use crate::place::Place;
use crate::rulebook::{Book, Rule, Rulebook};

/// What an author may ask of a fit.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FitOptions {
    /// The least and the most that a rule may give. Without it the rulebook's own scale counts, and where it declares none,
    /// the least and the most that its rules give today.
    pub scale: Option<(i64, i64)>,
    /// The ids of rules whose points stay, beside those that are fixed in the rulebook.
    pub keep: Vec<String>,
    /// By how many points expected outcomes should lead, where that costs no case. 1 asks for no more than that they come.
    pub margin: i64,
    /// Whether rules of layers below the highest may change, too.
    pub all_layers: bool,
    /// How much work may be done, in steps of a thousand looks at a term of an inequality or at what takes as long: the same
    /// for the same input on every machine.
    pub budget: u64,
}

impl Default for FitOptions {
    fn default() -> Self {
        FitOptions { scale: None, keep: Vec::new(), margin: 1, all_layers: false, budget: FitOptions::BUDGET }
    }
}

impl FitOptions {
    /// The usual budget: some seconds of one core in a release build.
    pub const BUDGET: u64 = 500_000;
}

/// Why points cannot be fitted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FitError {
    /// There are no cases.
    #[error("there are no cases to fit points to")]
    NoCases,
    /// No case says what must come out.
    #[error("none of the {0} cases expects an outcome")]
    NoExpectations(usize),
    /// A rule that is to be kept is not there.
    #[error("no rule has the id `{id}`")]
    UnknownRule {
        /// What was asked for.
        id: String,
        /// The id that looks most like it.
        near: Option<String>,
    },
    /// The scale is upside down.
    #[error("no points lie between {0} and {1}")]
    EmptyScale(i64, i64),
    /// Points of today lie outside of the scale.
    #[error("the rule `{rule}` gives {points}, which is outside of the scale from {} to {} ({place})", scale.0, scale.1)]
    OutsideScale {
        /// The rule.
        rule: String,
        /// What it gives.
        points: i64,
        /// The scale.
        scale: (i64, i64),
        /// Where it stands.
        place: Place,
    },
    /// All points stay as they are.
    #[error("there are no points that may change")]
    NothingToChange,
    /// No points on the scale keep these properties. That is proved.
    #[error("no points on the scale keep what the rulebook promises: {}", list(.0))]
    NoPointsKeep(Vec<String>),
    /// The budget ended before any points were found that keep these properties.
    #[error("no points were found within the budget that keep what the rulebook promises: {}", list(.0))]
    NoneFound(Vec<String>),
    /// The cases do not stand in two groups, so that none can be left out.
    #[error("the cases stand in {0} group, and at least two are needed to leave one out")]
    TooFewGroups(usize),
}

fn list(ids: &[String]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

impl FitError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            FitError::NoCases => "write some under `cases:`, or name a file of them with `--cases`".to_owned(),
            FitError::NoExpectations(_) => "write `expect: {a-decision: an-option}` on cases".to_owned(),
            FitError::UnknownRule { near: Some(near), .. } => format!("did you mean `{near}`?"),
            FitError::UnknownRule { near: None, .. } => "`advisor rules show` lists the rules".to_owned(),
            FitError::EmptyScale(..) => "write the least first: `--points=-3..4`".to_owned(),
            FitError::OutsideScale { .. } => "widen the scale, or change these points first".to_owned(),
            FitError::NothingToChange => {
                "widen the scale, keep fewer rules, or write `--all-layers` where the rules stand in a layer below"
                    .to_owned()
            }
            FitError::NoPointsKeep(_) => {
                "change a rule or a property: `advisor rules test` shows what breaks it".to_owned()
            }
            FitError::NoneFound(_) => "give it more work with `--budget`".to_owned(),
            FitError::TooFewGroups(_) => "write `group:` on cases, one for each source".to_owned(),
        }
    }
}

/// That there are cases, and that one of them expects something.
pub(super) fn expecting(cases: &Cases) -> Result<(), FitError> {
    if cases.is_empty() {
        return Err(FitError::NoCases);
    }
    match cases.iter().all(|case| case.expect.is_empty()) {
        true => Err(FitError::NoExpectations(cases.len())),
        false => Ok(()),
    }
}

/// What is to be fitted: the rulebook, and the points of it that may change.
pub(super) struct Frame<'r> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) book: &'r Book,
    pub(super) space: Space,
    pub(super) bounds: Bounds,
    pub(super) scale: (i64, i64),
    /// The same without a scale, to see whether it is the scale that stands in the way.
    pub(super) wide: Space,
}

/// Farther than any scale reaches, and near enough that sums stay small.
const FAR: i64 = 1_000_000;

impl<'r> Frame<'r> {
    pub(super) fn of(cases: &'r Cases, options: &FitOptions) -> Result<Frame<'r>, FitError> {
        let (rulebook, book) = (cases.rulebook(), cases.rulebook().book());
        expecting(cases)?;
        let rules = || book.decisions.rows().iter().flat_map(|decision| decision.rules.rows());
        for id in &options.keep {
            if !rules().any(|rule| rule.id == *id) {
                let ids: Vec<&str> = rules().map(|rule| rule.id.as_str()).collect();
                let near = near::nearest(id, &ids).map(str::to_owned);
                return Err(FitError::UnknownRule { id: id.clone(), near });
            }
        }
        // Points that no scale reaches stay, so that no sum of those that change can overflow.
        let is_huge = |rule: &Rule| rule.points.iter().any(|(_, points)| points.abs() > FAR);
        let today =
            || rules().filter(|rule| !is_huge(rule)).flat_map(|rule| rule.points.iter().map(|(_, points)| *points));
        let usual = || (today().min().unwrap_or(0).min(0), today().max().unwrap_or(0).max(0));
        let scale = options.scale.or(book.scale).unwrap_or_else(usual);
        let scale = (scale.0.clamp(-FAR, FAR), scale.1.clamp(-FAR, FAR));
        if scale.0 > scale.1 {
            return Err(FitError::EmptyScale(scale.0, scale.1));
        }
        let is_kept = |rule: &Rule| {
            let below = !options.all_layers && !book.layers.is_highest(rule.span);
            rule.fixed || below || is_huge(rule) || options.keep.contains(&rule.id)
        };
        for rule in rules().filter(|rule| !is_kept(rule)) {
            let outside = rule.points.iter().zip(&rule.written);
            let outside = outside.into_iter().find(|((_, points), _)| !(scale.0..=scale.1).contains(points));
            if let Some(((_, points), [_, at])) = outside {
                let (rule, place) = (rule.id.clone(), rulebook.files().place(*at));
                return Err(FitError::OutsideScale { rule, points: *points, scale, place });
            }
        }
        let space = Space::of(book, scale, is_kept);
        if space.variables.len() == 0 {
            return Err(FitError::NothingToChange);
        }
        let wide = Space::of(book, (-FAR, FAR), is_huge);
        Ok(Frame { rulebook, book, bounds: space.bounds(), space, scale, wide })
    }
}
