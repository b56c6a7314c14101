//! The plan as straight-line code over registers with one bit for each of many profiles: conditions, points, who wins, by
//! how much, and how sure that is. A rule costs a few operations for all profiles of a block together.
//!
//! Options are compared digit by digit like everything else, so nothing is done for a single profile until its results
//! are written out, as bytes: a column for the verdict, one for the winner, as many as they need for margin and points.
//! [`super::block`] carries the program out, and [`super::sheet`] reads the columns.

use super::circuit::{ALL, Action, Circuit, INPUTS, NONE, Reg, Sum, constant};
use super::clauses::{Clauses, Step};
use super::layout::{KNOWN_BIT, Literal};
use super::plan::{DecisionPlan, Plan};
use super::registers::shared;
use super::sheet::{CLEAR, CLOSE_CALL, Columns, HAS_MARGIN, NOT_ENOUGH_KNOWN, Number, TIE};
use crate::rulebook::Choose;

/// A rulebook as code for a block.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) actions: Vec<Action>,
    /// For each column of results the registers of the eight bits of its bytes.
    pub(super) stores: Vec<[Reg; 8]>,
    pub(super) registers: usize,
    /// For each decision where its results are.
    pub(super) decisions: Vec<Columns>,
}

impl Program {
    pub(super) fn of(plan: &Plan) -> Program {
        let width = Reg::try_from(plan.layout.width).unwrap_or(0);
        let mut compiler = Compiler {
            circuit: Circuit::new(8 * width),
            bits: (INPUTS..INPUTS + 8 * width).chain(vec![NONE; 8 * (plan.columns - plan.layout.width)]).collect(),
            outcomes: Vec::new(),
        };
        let mut decisions = Vec::new();
        for step in &plan.steps {
            match step {
                Step::Derive { column, when_true, when_false } => {
                    let (is_true, is_false) = (compiler.clauses(when_true), compiler.clauses(when_false));
                    let known = compiler.circuit.or(is_true, is_false);
                    compiler.set(*column, is_true, known);
                }
                Step::Gate { bytes, asked, not_asked } => compiler.gate(bytes.clone(), asked, not_asked),
                Step::Decide(at) => decisions.extend(plan.decisions.get(*at).map(|plan| compiler.decide(plan))),
                Step::Decided { column, decision, options } => {
                    let chosen = options.iter().map(|option| compiler.chosen(*decision, option)).collect();
                    let any = compiler.circuit.any_of(chosen);
                    compiler.set(*column, any, ALL);
                }
            }
        }
        let (actions, stores, registers) = shared(compiler.circuit, INPUTS + 8 * width);
        Program { actions, stores, registers, decisions }
    }
}

struct Compiler {
    circuit: Circuit,
    /// The register of each bit of each byte, eight for a byte.
    bits: Vec<Reg>,
    /// For each decision so far what its outcome is told from.
    outcomes: Vec<Outcome>,
}

/// What tells whether an option is in the outcome.
enum Outcome {
    /// Where there is one, and the digits of the winner's place.
    One { concluded: Reg, winner: Vec<Reg> },
    /// For each option where it is chosen.
    Many(Vec<Reg>),
}

/// The options of a decision, held against each other: the best two so far. Where they are set they hold a number.
struct Contest {
    best: (Reg, Vec<Reg>),
    second: (Reg, Vec<Reg>),
    winner: Vec<Reg>,
}

/// An option's points above a number that they are counted from, and where it is ruled out.
struct Tally {
    base: i64,
    digits: Vec<Reg>,
    out: Reg,
}

impl Compiler {
    fn bit(&self, column: usize, bit: u8) -> Reg {
        self.bits.get(8 * column + usize::from(bit)).copied().unwrap_or(NONE)
    }

    fn set_bit(&mut self, column: usize, bit: u8, register: Reg) {
        self.bits.get_mut(8 * column + usize::from(bit)).into_iter().for_each(|own| *own = register);
    }

    fn set(&mut self, column: usize, is_true: Reg, known: Reg) {
        let Literal { bit, .. } = Literal::derived(column, true);
        self.set_bit(column, KNOWN_BIT, known);
        self.set_bit(column, bit, is_true);
    }

    fn gate(&mut self, bytes: std::ops::Range<usize>, asked: &Clauses, not_asked: &Clauses) {
        let (asked, not_asked) = (self.clauses(asked), self.clauses(not_asked));
        for column in bytes {
            for bit in 0..8 {
                let given = self.bit(column, bit);
                let mut gated = self.circuit.and(asked, given);
                if bit == KNOWN_BIT {
                    gated = self.circuit.or(not_asked, gated);
                }
                self.set_bit(column, bit, gated);
            }
        }
    }

    fn literal(&mut self, literal: Literal) -> Reg {
        let passed = self.bit(literal.column, literal.bit);
        match literal.truth {
            true => passed,
            false => {
                let known = self.bit(literal.column, KNOWN_BIT);
                self.circuit.and_not(known, passed)
            }
        }
    }

    fn clauses(&mut self, clauses: &Clauses) -> Reg {
        let mut terms = Vec::new();
        for term in clauses {
            let literals = term.iter().map(|literal| self.literal(*literal)).collect();
            terms.push(self.circuit.all_of(literals));
        }
        self.circuit.any_of(terms)
    }

    fn chosen(&mut self, decision: usize, option: usize) -> Reg {
        match self.outcomes.get(decision) {
            None => NONE,
            Some(Outcome::Many(chosen)) => chosen.get(option).copied().unwrap_or(NONE),
            Some(Outcome::One { concluded, winner }) => {
                let digits = winner.iter().enumerate();
                let digits =
                    digits.map(|(at, digit)| if option >> at & 1 == 1 { *digit } else { self.circuit.not(*digit) });
                let digits = digits.chain([*concluded]).collect();
                self.circuit.all_of(digits)
            }
        }
    }

    fn decide(&mut self, plan: &DecisionPlan) -> Columns {
        let applies = self.clauses(&plan.applies);
        let (fired, tallies) = self.tally(plan);
        let points = tallies.iter().map(|tally| self.number(&tally.digits, tally.base)).collect();
        let decided = self.circuit.and(applies, fired);
        match plan.choose {
            Choose::One { close_call } => {
                let contest = self.contest(&tallies);
                let concluded = self.circuit.and(decided, contest.best.0);
                let rivalled = self.circuit.and(concluded, contest.second.0);
                let (margin, _) = self.circuit.minus(&contest.best.1, &contest.second.1);
                let ahead = self.circuit.any_of(margin.clone());
                let tie = self.circuit.and_not(rivalled, ahead);
                let close = match u64::try_from(close_call) {
                    Ok(close_call) => {
                        let is_more = self.circuit.less(&constant(close_call), &margin);
                        self.circuit.and_not(rivalled, is_more)
                    }
                    Err(_) => NONE,
                };
                let close = self.circuit.and_not(close, tie);
                let verdicts = [(TIE, tie), (CLOSE_CALL, close)];
                let status = self.status(applies, concluded, &verdicts, rivalled);
                let winner = self.circuit.store(&contest.winner);
                let margin = self.number(&margin, 0);
                self.outcomes.push(Outcome::One { concluded, winner: contest.winner });
                Columns { status, winner, margin, chosen: 0, points }
            }
            Choose::Many { threshold } => {
                let chosen = tallies.iter().map(|tally| {
                    let reached = match u64::try_from(threshold.saturating_sub(tally.base)) {
                        Ok(missing) => {
                            let short = self.circuit.less(&tally.digits, &constant(missing));
                            self.circuit.and_not(decided, short)
                        }
                        Err(_) => decided,
                    };
                    self.circuit.and_not(reached, tally.out)
                });
                let chosen: Vec<Reg> = chosen.collect();
                let status = self.status(applies, decided, &[], NONE);
                let columns: Vec<usize> = chosen.chunks(8).map(|eight| self.circuit.store(eight)).collect();
                self.outcomes.push(Outcome::Many(chosen));
                let first = columns.first().copied().unwrap_or(0);
                Columns { status, winner: 0, margin: Number::default(), chosen: first, points }
            }
        }
    }

    /// The column with the verdict: that of `others` where one of them is set, else *clear* where there is an outcome.
    fn status(&mut self, applies: Reg, concluded: Reg, others: &[(u8, Reg)], has_margin: Reg) -> usize {
        let mut clear = concluded;
        for (_, other) in others {
            clear = self.circuit.and_not(clear, *other);
        }
        let unknown = self.circuit.and_not(applies, concluded);
        let all = [(CLEAR, clear), (NOT_ENOUGH_KNOWN, unknown), (HAS_MARGIN, has_margin)];
        let bits = (0..8).map(|bit| {
            let set = all.iter().chain(others).filter(|(code, _)| code >> bit & 1 == 1);
            self.circuit.any_of(set.map(|(_, register)| *register).collect())
        });
        let bits: Vec<Reg> = bits.collect();
        self.circuit.store(&bits)
    }

    /// Columns with a number, eight digits in each.
    fn number(&mut self, digits: &[Reg], base: i64) -> Number {
        let columns: Vec<usize> = digits.chunks(8).map(|eight| self.circuit.store(eight)).collect();
        Number { base, first: columns.first().copied().unwrap_or(0), bytes: columns.len() }
    }

    /// Where any rule fires, and what each option gets. A rule's bit is used up where it is made, so that it is soon free.
    fn tally(&mut self, plan: &DecisionPlan) -> (Reg, Vec<Tally>) {
        let mut fired = NONE;
        let mut waiting = Vec::new();
        let mut options: Vec<(i64, Sum, Reg)> = Vec::new();
        options.resize_with(plan.options, || (0, Sum::default(), NONE));
        for rule in &plan.rules {
            let fires = self.clauses(&rule.clauses);
            waiting.push(fires);
            if let [_, _] = *waiting {
                waiting.push(fired);
                fired = self.circuit.any_of(std::mem::take(&mut waiting));
            }
            for option in rule.rules_out.iter() {
                let Some((_, _, out)) = options.get_mut(option) else { continue };
                *out = self.circuit.or(*out, fires);
            }
            for (option, points) in &rule.points {
                let Some((base, sum, _)) = options.get_mut(*option) else { continue };
                // A rule that takes points away gives them where it does not fire, counted from lower down.
                *base += points.min(&0);
                let bit = if *points < 0 { self.circuit.not(fires) } else { fires };
                for digit in (0..u64::BITS as usize).filter(|digit| points.unsigned_abs() >> digit & 1 == 1) {
                    sum.push(&mut self.circuit, digit, bit);
                }
            }
        }
        waiting.push(fired);
        let fired = self.circuit.any_of(waiting);
        let tallies = options.into_iter();
        let tallies = tallies.map(|(base, sum, out)| Tally { base, digits: sum.finish(&mut self.circuit), out });
        (fired, tallies.collect())
    }

    /// Holds every option in the running against the best two so far; among equals the one listed first stays ahead.
    fn contest(&mut self, tallies: &[Tally]) -> Contest {
        let base = tallies.iter().map(|tally| tally.base).min().unwrap_or(0);
        let (best, second) = ((NONE, Vec::new()), (NONE, Vec::new()));
        let mut contest = Contest { best, second, winner: Vec::new() };
        for (option, tally) in (0u64..).zip(tallies) {
            let points = self.circuit.plus(&tally.digits, tally.base.abs_diff(base));
            let running = self.circuit.not(tally.out);
            let own = (running, points);
            let leads = self.beats(&own, &contest.best);
            let other = self.either(leads, &contest.best, &own);
            contest.best = self.either(leads, &own, &contest.best);
            let follows = self.beats(&other, &contest.second);
            contest.second = self.either(follows, &other, &contest.second);
            contest.winner = self.either(leads, &(ALL, constant(option)), &(ALL, contest.winner)).1;
        }
        contest
    }

    /// Where the first holds a number, and the second none or less.
    fn beats(&mut self, one: &(Reg, Vec<Reg>), other: &(Reg, Vec<Reg>)) -> Reg {
        let less = self.circuit.less(&other.1, &one.1);
        let free = self.circuit.not(other.0);
        let beaten = self.circuit.or(less, free);
        self.circuit.and(one.0, beaten)
    }

    fn either(&mut self, which: Reg, a: &(Reg, Vec<Reg>), b: &(Reg, Vec<Reg>)) -> (Reg, Vec<Reg>) {
        let digit = |digits: &[Reg], at: usize| digits.get(at).copied().unwrap_or(NONE);
        let length = a.1.len().max(b.1.len());
        let digits = (0..length).map(|at| self.circuit.choice(which, digit(&a.1, at), digit(&b.1, at))).collect();
        (self.circuit.choice(which, a.0, b.0), digits)
    }
}
