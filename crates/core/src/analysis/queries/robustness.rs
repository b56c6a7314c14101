//! Robustness: how far all points of a decision may be wrong at once, and how many of its rules.
//!
//! Stability moves one number; here all of them move. The radius is exact: a lead falls fastest where every number that gives the
//! outcome points is too high and every number that gives its rival points is too low, so it follows from the lead and from how
//! many numbers there are. How often an option wins among drawn weightings is its acceptability (R. Lahdelma, J. Hokkanen and P.
//! Salminen, "SMAA – Stochastic multiobjective acceptability analysis", *European Journal of Operational Research* 106, 1998).

use crate::evaluation::{Evaluation, Tally};
use crate::proportion::Proportion;
use crate::rulebook::{Choose, Decision, DecisionOption, Rule};
use crate::table::Ix;

/// How many weightings are drawn.
const DRAWN: u64 = 10_000;
/// What drawing may take, in numbers; fewer weightings are drawn where a decision has so many.
const NUMBERS: u64 = 8_000_000;

/// How much of an outcome stands if its points are wrong. Made by [`Evaluation::robustness`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Robustness<'e> {
    /// The decision.
    pub decision: &'e Decision,
    /// The largest whole number by which all points that fired rules give may be wrong at once, each up or down, while the outcome
    /// stays. `None` if there is no end.
    pub radius: Option<u64>,
    /// For each option how often it wins among drawn weightings, in the order of the rulebook.
    pub acceptability: Vec<Acceptability<'e>>,
    /// The fewest fired rules without which the outcome would be another, or none.
    pub fewest_wrong: Vec<&'e Rule>,
}

/// How often an option wins if all points are drawn anew around what they are. A share of weightings, not a probability.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Acceptability<'e> {
    /// The option.
    pub option: &'e DecisionOption,
    /// Among weightings whose points differ by at most 1.
    pub within_one: Proportion,
    /// Among weightings whose points differ by at most 2.
    pub within_two: Proportion,
}

impl Evaluation {
    /// How far all points of a decision may be wrong at once while its outcome stays. `None` for a decision that chooses several
    /// options, that has no outcome, or that does not exist.
    ///
    /// Only the numbers that fired rules state are moved; which rules fire, and what decisions above come to, stays. Draws are
    /// always the same: same answers, same shares. It takes time in proportion to the numbers that fired rules state.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let lunch = Rulebook::parse(
    ///     "lunch.yaml",
    ///     "rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
    /// questions: [{id: hungry, ask: Hungry?, type: yes_no}]
    /// decisions:
    ///   - id: meal
    ///     title: What to eat?
    ///     choose: one
    ///     options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    ///     rules: [{id: fill, if: {hungry: true}, points: {stew: 4, soup: 1}}]",
    /// );
    /// let mut answers = lunch.expect("it is right").answers();
    /// answers.set("hungry", true)?;
    /// let evaluation = answers.evaluate();
    /// let robustness = evaluation.robustness("meal").expect("it chooses one option");
    /// // 3 against 2 is the least that is left if both numbers are off by one.
    /// assert_eq!(robustness.radius, Some(1));
    /// assert_eq!(robustness.acceptability[1].within_one.millionths(), Some(1_000_000));
    /// assert_eq!(robustness.fewest_wrong[0].id, "fill");
    /// # Ok::<(), leadership_advisor::AnswerError>(())
    /// ```
    pub fn robustness(&self, decision: &str) -> Option<Robustness<'_>> {
        let ix = self.book().decisions.find(|known| known.id == decision)?;
        let decision = &self.book().decisions[ix];
        let tally = self.tally(ix);
        let winner = tally.outcome().first().copied().filter(|_| matches!(decision.choose, Choose::One { .. }))?;
        let standing = Standing { decision, tally, winner };
        let (one, two) = (standing.wins(1), standing.wins(2));
        let rows = decision.options.rows().iter().zip(one.into_iter().zip(two));
        Some(Robustness {
            decision,
            radius: standing.radius(),
            acceptability: rows
                .map(|(option, (within_one, within_two))| Acceptability { option, within_one, within_two })
                .collect(),
            fewest_wrong: standing.fewest_wrong(),
        })
    }
}

/// An outcome and the points behind it.
struct Standing<'e> {
    decision: &'e Decision,
    tally: &'e Tally,
    winner: Ix<DecisionOption>,
}

impl<'e> Standing<'e> {
    /// By how much the outcome stays ahead of a rival when it loses no more than that.
    fn lead(&self, rival: Ix<DecisionOption>) -> i64 {
        self.tally.points[self.winner] - self.tally.points[rival] - i64::from(rival < self.winner)
    }

    fn fired(&self) -> impl Iterator<Item = &'e Rule> + '_ {
        self.tally.fired.iter().map(|rule| &self.decision.rules[*rule])
    }

    /// How many numbers fired rules state for an option.
    fn numbers(&self, option: Ix<DecisionOption>) -> u64 {
        self.fired().map(|rule| rule.points.iter().filter(|(to, _)| *to == option).count() as u64).sum()
    }

    fn radius(&self) -> Option<u64> {
        let rivals = self.tally.running().iter().filter(|rival| **rival != self.winner);
        let own = self.numbers(self.winner);
        let of_rival = |rival: &Ix<DecisionOption>| {
            let lead = u64::try_from(self.lead(*rival)).unwrap_or(0);
            lead.checked_div(own + self.numbers(*rival))
        };
        rivals.filter_map(of_rival).min()
    }

    /// How often each option wins among weightings in which each number differs by at most so much.
    fn wins(&self, most: i64) -> Vec<Proportion> {
        let options: Vec<Ix<DecisionOption>> = self.decision.options.indices().collect();
        let running = self.tally.running();
        let numbers: Vec<u64> = options.iter().map(|option| self.numbers(*option)).collect();
        let of = DRAWN.min(NUMBERS / numbers.iter().sum::<u64>().max(1)).max(1);
        let mut digits = Digits::new(2 * most.unsigned_abs() + 1);
        let mut wins = vec![0; options.len()];
        for _ in 0..of {
            let mut best: Option<(i64, usize)> = None;
            for ((at, option), count) in options.iter().enumerate().zip(&numbers) {
                let moved: i64 = (0..*count).map(|_| digits.draw() - most).sum();
                let points = self.tally.points[*option] + moved;
                if running.contains(option) && best.is_none_or(|(most, _)| points > most) {
                    best = Some((points, at));
                }
            }
            if let Some(wins) = best.and_then(|(_, at)| wins.get_mut(at)) {
                *wins += 1;
            }
        }
        wins.into_iter().map(|part| Proportion::new(part, of)).collect()
    }

    fn fewest_wrong(&self) -> Vec<&'e Rule> {
        let all: Vec<&Rule> = self.fired().collect();
        let rivals = self.decision.options.indices().filter(|rival| *rival != self.winner);
        // Without any rule there is no outcome.
        rivals.filter_map(|rival| self.wrong_for(rival)).chain([all]).min_by_key(Vec::len).unwrap_or_default()
    }

    /// The fewest rules without which a rival is ahead: those that rule it out, then those that do most for the outcome.
    fn wrong_for(&self, rival: Ix<DecisionOption>) -> Option<Vec<&'e Rule>> {
        let given = |rule: &Rule, option| -> i64 {
            rule.points.iter().filter(|(to, _)| *to == option).map(|(_, points)| points).sum()
        };
        let gain = |rule: &Rule| given(rule, self.winner) - given(rule, rival);
        let (mut wrong, mut others): (Vec<&Rule>, Vec<&Rule>) =
            self.fired().partition(|rule| rule.rules_out.contains(rival.position()));
        others.sort_by_key(|rule| std::cmp::Reverse(gain(rule)));
        let mut lead = self.lead(rival) - wrong.iter().map(|rule| gain(rule)).sum::<i64>();
        for rule in others.into_iter().filter(|rule| gain(rule) > 0) {
            if lead < 0 {
                break;
            }
            lead -= gain(rule);
            wrong.push(rule);
        }
        (lead < 0).then_some(wrong)
    }
}

/// Digits to a small base, drawn by xorshift (G. Marsaglia, *Journal of Statistical Software* 8, 2003) with a fixed seed.
struct Digits {
    base: u64,
    state: u64,
    /// What is left of the last draw, and of how many digits it still has.
    rest: u64,
    left: u8,
}

impl Digits {
    /// So many digits are taken from one draw of 64 bits. For a base of 5 the last of them is off by less than one in ten million.
    const EACH: u8 = 16;

    fn new(base: u64) -> Digits {
        Digits { base, state: 0x9E37_79B9_7F4A_7C15, rest: 0, left: 0 }
    }

    fn draw(&mut self) -> i64 {
        if self.left == 0 {
            self.state ^= self.state << 13;
            self.state ^= self.state >> 7;
            self.state ^= self.state << 17;
            (self.rest, self.left) = (self.state, Self::EACH);
        }
        self.left -= 1;
        let wide = u128::from(self.rest) * u128::from(self.base);
        // The high half is the digit, the low half what the next one is taken from.
        self.rest = self.rest.wrapping_mul(self.base);
        i64::try_from(wide >> 64).unwrap_or(0)
    }
}
