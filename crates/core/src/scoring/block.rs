//! Many profiles at a time: carries out a program over blocks of profiles, a bit for each.
//!
//! `[u64; 4]` is what the compiler turns into the widest registers of the machine at hand; nothing here names them.

use super::plan::{DecisionPlan, Plan};
use super::program::{Action, Program, Reg, Tallied, TalliedOption, Value};
use super::sheet::{Count, Lanes, Points, Results, WORD};
use crate::rulebook::Choose;

const WORDS: usize = 4;
/// How many profiles a block has.
pub(super) const LANES: usize = WORDS * WORD;

/// A bit for each profile of a block.
type Mask = [u64; WORDS];

/// Each bit of a byte in a byte of its own.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut rest: &mut [u64] = &mut table;
    let mut byte: u64 = 0;
    while let Some((entry, others)) = rest.split_first_mut() {
        let mut bit = 0;
        while bit < 8 {
            *entry |= (byte >> bit & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
        rest = others;
    }
    table
};

/// Buffers, so that nothing is allocated for a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    registers: Vec<Mask>,
    pub(super) decisions: Vec<Results>,
}

impl Block {
    /// Scores the profiles of one block. Their bytes stand column by column.
    pub(super) fn score(&mut self, plan: &Plan, program: &Program, profiles: &[u8]) {
        self.registers.resize(program.registers, [0; WORDS]);
        self.registers.iter_mut().zip([0, u64::MAX]).for_each(|(constant, word)| *constant = [word; WORDS]);
        self.decisions.resize_with(plan.decisions.len(), Results::default);
        for action in &program.actions {
            match action {
                Action::Set(target, value) => {
                    let mask = self.value(plan, *value, profiles);
                    self.registers.get_mut(*target as usize).into_iter().for_each(|own| *own = mask);
                }
                Action::Conclude(at) => {
                    let parts =
                        plan.decisions.get(*at).zip(program.decisions.get(*at)).zip(self.decisions.get_mut(*at));
                    if let Some(((plan, tallied), results)) = parts {
                        conclude(plan, tallied, &self.registers, results);
                    }
                }
            }
        }
    }

    fn value(&self, plan: &Plan, value: Value, profiles: &[u8]) -> Mask {
        let of = |register: Reg| mask(&self.registers, register);
        match value {
            Value::And(a, b) => each(of(a), of(b), ALL_ONES, |a, b, _| a & b),
            Value::Or(a, b) => each(of(a), of(b), ALL_ONES, |a, b, _| a | b),
            Value::AndNot(a, b) => each(of(a), of(b), ALL_ONES, |a, b, _| a & !b),
            Value::Sum(a, b, c) => each(of(a), of(b), of(c), |a, b, c| a ^ b ^ c),
            Value::Carry(a, b, c) => each(of(a), of(b), of(c), |a, b, c| a & b | (a ^ b) & c),
            Value::Input { column, bit } => {
                let first = column as usize * LANES;
                gather(profiles.get(first..first + LANES).unwrap_or_default(), bit)
            }
            Value::Chosen { decision, option } => {
                let (decision, option) = (decision as usize, option as usize);
                let mut chosen = [0; WORDS];
                if let Some((plan, results)) = plan.decisions.get(decision).zip(self.decisions.get(decision)) {
                    for (nth, word) in chosen.iter_mut().enumerate() {
                        for lane in 0..WORD {
                            let is_chosen = results.is_chosen(plan, option, nth * WORD + lane, LANES);
                            *word |= u64::from(is_chosen) << lane;
                        }
                    }
                }
                chosen
            }
        }
    }
}

fn spread(byte: u8) -> u64 {
    SPREAD.get(usize::from(byte)).copied().unwrap_or(0)
}

const ALL_ONES: Mask = [u64::MAX; WORDS];

fn mask(registers: &[Mask], register: Reg) -> Mask {
    registers.get(register as usize).copied().unwrap_or_default()
}

fn each(a: Mask, b: Mask, c: Mask, operation: impl Fn(u64, u64, u64) -> u64) -> Mask {
    let [a0, a1, a2, a3] = a;
    let [b0, b1, b2, b3] = b;
    let [c0, c1, c2, c3] = c;
    [operation(a0, b0, c0), operation(a1, b1, c1), operation(a2, b2, c2), operation(a3, b3, c3)]
}

/// One bit of each byte, eight bytes at a time: a multiplication moves them together (*Hacker's Delight*, chapter 7).
fn gather(bytes: &[u8], bit: u8) -> Mask {
    let mut mask = [0; WORDS];
    for (word, bytes) in mask.iter_mut().zip(bytes.chunks_exact(WORD)) {
        for (eight, bytes) in bytes.as_chunks::<8>().0.iter().enumerate() {
            let bits = u64::from_le_bytes(*bytes) >> bit & 0x0101_0101_0101_0101;
            *word |= bits.wrapping_mul(0x0102_0408_1020_4080) >> 56 << (8 * eight);
        }
    }
    mask
}

fn conclude(plan: &DecisionPlan, tallied: &Tallied, registers: &[Mask], results: &mut Results) {
    let Results { applies, fired, out, points } = results;
    for (own, register) in [(applies, tallied.applies), (fired, tallied.fired)] {
        own.clear();
        own.extend(mask(registers, register));
    }
    out.clear();
    out.extend(tallied.options.iter().flat_map(|option| mask(registers, option.out)));
    match (tallied.narrow, &*points) {
        (true, Points::Wide(_)) => *points = Points::Narrow(Lanes::default()),
        (false, Points::Narrow(_)) => *points = Points::Wide(Lanes::default()),
        _ => {}
    }
    match points {
        Points::Narrow(lanes) => count(plan, tallied, registers, out, lanes),
        Points::Wide(lanes) => count(plan, tallied, registers, out, lanes),
    }
}

/// From a register for each binary digit to a number for each profile.
fn count<P: Count>(plan: &DecisionPlan, tallied: &Tallied, registers: &[Mask], out: &[u64], lanes: &mut Lanes<P>) {
    lanes.open(plan.options, LANES);
    for (option, points) in tallied.options.iter().zip(lanes.points.chunks_exact_mut(LANES)) {
        digits(option, registers, points);
    }
    if let Choose::One { .. } = plan.choose {
        lanes.rank(out, LANES);
    }
}

fn digits<P: Count>(option: &TalliedOption, registers: &[Mask], points: &mut [P]) {
    let base = P::fit(option.base);
    points.fill(base);
    for (shift, digits) in (0u32..).step_by(8).zip(option.digits.chunks(8)) {
        let mut planes = [[0u64; WORDS]; 8];
        planes.iter_mut().zip(digits).for_each(|(plane, digit)| *plane = mask(registers, *digit));
        let planes = planes.get(..digits.len()).unwrap_or_default();
        for (nth, points) in points.chunks_exact_mut(WORD).enumerate() {
            for (eight, points) in points.as_chunks_mut::<8>().0.iter_mut().enumerate() {
                let mut bytes = 0;
                for (digit, plane) in planes.iter().enumerate() {
                    let own = plane.get(nth).map_or(0, |word| word >> (8 * eight)).to_le_bytes()[0];
                    bytes |= spread(own) << digit;
                }
                for (points, byte) in points.iter_mut().zip(bytes.to_le_bytes()) {
                    *points = points.plus(byte, shift);
                }
            }
        }
    }
}
