//! Weight stability intervals: between which points of a rule the outcome stays (B. Mareschal, "Weight stability intervals in
//! multicriteria decision aid", European Journal of Operational Research 33, 1988). With additive integer points they
//! follow from the margins directly.

use crate::evaluation::Evaluation;
use crate::rulebook::{Decision, DecisionOption, Rule};
use crate::table::Ix;

/// The points that a fired rule may give one option without changing the outcome, everything else being as it is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Stability<'e> {
    /// The rule.
    pub rule: &'e Rule,
    /// The option that it gives points to; 0 for one that it does not name.
    pub option: &'e DecisionOption,
    /// The points that it gives.
    pub points: i64,
    /// The fewest points with which the outcome stays; `None` if there is no end.
    pub min: Option<i64>,
    /// The most points with which the outcome stays; `None` if there is no end.
    pub max: Option<i64>,
}

pub(in crate::analysis) fn stability(evaluation: &Evaluation, ix: Ix<Decision>) -> Vec<Stability<'_>> {
    let decision = &evaluation.book().decisions[ix];
    let tally = evaluation.tally(ix);
    let Some(winner) = tally.outcome().first().copied() else { return Vec::new() };
    let running = tally.running();
    // How far the total of an option may rise or fall: (down, up).
    let slack = |option: Ix<DecisionOption>| -> (Option<i64>, Option<i64>) {
        // By how much the first stays ahead of the second when it loses a point less than that.
        let lead = |rival: Ix<DecisionOption>| tally.points[winner] - tally.points[rival] - i64::from(rival < winner);
        if option == winner {
            (running.iter().filter(|rival| **rival != winner).map(|rival| lead(*rival)).min(), None)
        } else if running.contains(&option) {
            (None, Some(lead(option)))
        } else {
            (None, None)
        }
    };
    let mut intervals = Vec::new();
    for rule in tally.fired.iter().map(|rule| &decision.rules[*rule]) {
        for (option_ix, option) in decision.options.iter() {
            let given = rule.points.iter().filter(|(to, _)| *to == option_ix).map(|(_, points)| points).sum();
            let (down, up) = slack(option_ix);
            intervals.push(Stability {
                rule,
                option,
                points: given,
                min: down.map(|down| given - down),
                max: up.map(|up| given + up),
            });
        }
    }
    intervals
}
