//! The plan as straight-line code over masks: a register holds one bit for each of the profiles of a block.
//!
//! Terms are *and*s, conditions *or*s. Points are counted in bit planes: a register for each binary digit of an option's sum,
//! added up by a tree of carry-save adders (C. S. Wallace, 1964), so that a rule costs a few operations for all profiles of
//! the block together. What has been computed is not computed again, constants are folded, and a register is free again
//! after its last use, which keeps a block within the nearest cache.

use std::collections::HashMap;

use super::clauses::{Clauses, Step};
use super::layout::Literal;
use super::plan::{DecisionPlan, Plan};

/// A register.
pub(super) type Reg = u32;

/// All profiles of the block, and none of them.
pub(super) const NONE: Reg = 0;
pub(super) const ALL: Reg = 1;

/// What a register is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    /// A bit of a byte of the profiles.
    Input {
        column: u32,
        bit: u8,
    },
    /// Whether an option is in the outcome of a decision.
    Chosen {
        decision: u32,
        option: u32,
    },
    And(Reg, Reg),
    Or(Reg, Reg),
    /// The first and not the second.
    AndNot(Reg, Reg),
    /// The lower and the upper digit of the sum of three bits.
    Sum(Reg, Reg, Reg),
    Carry(Reg, Reg, Reg),
}

/// What the block does next.
#[derive(Debug)]
pub(super) enum Action {
    /// Sets a register.
    Set(Reg, Value),
    /// Concludes the decision at this place.
    Conclude(usize),
}

/// Where the results of a decision are when it is concluded.
#[derive(Debug)]
pub(super) struct Tallied {
    pub(super) applies: Reg,
    pub(super) fired: Reg,
    pub(super) options: Vec<TalliedOption>,
    /// Whether all sums fit into 32 bits, with room for what they are compared with.
    pub(super) narrow: bool,
}

#[derive(Debug)]
pub(super) struct TalliedOption {
    /// Points are counted from here.
    pub(super) base: i64,
    /// The binary digits of the points above it, lowest first.
    pub(super) digits: Vec<Reg>,
    pub(super) out: Reg,
}

#[derive(Debug)]
pub(super) struct Program {
    pub(super) actions: Vec<Action>,
    pub(super) registers: usize,
    pub(super) decisions: Vec<Tallied>,
}

impl Program {
    pub(super) fn of(plan: &Plan) -> Program {
        let mut builder = Builder::default();
        let mut bits = Bits { columns: HashMap::new() };
        let mut decisions = Vec::new();
        for step in &plan.steps {
            match step {
                Step::Derive { column, when_true, when_false } => {
                    let (is_true, is_false) =
                        (builder.clauses(when_true, &mut bits), builder.clauses(when_false, &mut bits));
                    bits.set(*column, is_true, builder.or(is_true, is_false));
                }
                Step::Gate { bytes, asked, not_asked } => {
                    let asked = builder.clauses(asked, &mut bits);
                    let not_asked = builder.clauses(not_asked, &mut bits);
                    for column in bytes.clone() {
                        for bit in 0..u8::BITS {
                            let bit = u8::try_from(bit).unwrap_or(0);
                            let given = bits.get(&mut builder, column, bit);
                            let mut gated = builder.and(asked, given);
                            if bit == 0 {
                                gated = builder.or(not_asked, gated);
                            }
                            bits.columns.insert((column, bit), gated);
                        }
                    }
                }
                Step::Decide(at) => {
                    let Some(plan) = plan.decisions.get(*at) else { continue };
                    decisions.push(builder.decide(plan, &mut bits));
                    builder.actions.push(Action::Conclude(*at));
                }
                Step::Decided { column, decision, options } => {
                    let decision = u32::try_from(*decision).unwrap_or(u32::MAX);
                    let chosen = options.iter().map(|option| {
                        let option = u32::try_from(option).unwrap_or(u32::MAX);
                        Value::Chosen { decision, option }
                    });
                    let chosen: Vec<Reg> = chosen.map(|value| builder.value(value)).collect();
                    let any = chosen.into_iter().fold(NONE, |any, one| builder.or(any, one));
                    bits.set(*column, any, ALL);
                }
            }
        }
        builder.finish(decisions)
    }
}

/// The register of each bit of each byte, as far as it has been read.
struct Bits {
    columns: HashMap<(usize, u8), Reg>,
}

impl Bits {
    fn get(&mut self, builder: &mut Builder, column: usize, bit: u8) -> Reg {
        let column_number = u32::try_from(column).unwrap_or(u32::MAX);
        let read = || builder.value(Value::Input { column: column_number, bit });
        *self.columns.entry((column, bit)).or_insert_with(read)
    }

    fn set(&mut self, column: usize, is_true: Reg, known: Reg) {
        self.columns.insert((column, 0), known);
        self.columns.insert((column, 1), is_true);
    }
}

struct Builder {
    actions: Vec<Action>,
    known: HashMap<Value, Reg>,
    next: Reg,
}

impl Default for Builder {
    fn default() -> Self {
        Builder { actions: Vec::new(), known: HashMap::new(), next: ALL + 1 }
    }
}

impl Builder {
    fn value(&mut self, value: Value) -> Reg {
        if let Some(known) = self.known.get(&value) {
            return *known;
        }
        let register = self.next;
        self.next += 1;
        self.actions.push(Action::Set(register, value));
        self.known.insert(value, register);
        register
    }

    fn and(&mut self, a: Reg, b: Reg) -> Reg {
        match (a.min(b), a.max(b)) {
            (NONE, _) => NONE,
            (ALL, other) => other,
            (a, b) if a == b => a,
            (a, b) => self.value(Value::And(a, b)),
        }
    }

    fn or(&mut self, a: Reg, b: Reg) -> Reg {
        match (a.min(b), a.max(b)) {
            (ALL, _) | (NONE, ALL) => ALL,
            (NONE, other) => other,
            (a, b) if a == b => a,
            (a, b) => self.value(Value::Or(a, b)),
        }
    }

    fn and_not(&mut self, a: Reg, b: Reg) -> Reg {
        match (a, b) {
            (NONE, _) | (_, ALL) => NONE,
            (a, NONE) => a,
            (a, b) if a == b => NONE,
            (a, b) => self.value(Value::AndNot(a, b)),
        }
    }

    fn literal(&mut self, literal: Literal, bits: &mut Bits) -> Reg {
        let passed = bits.get(self, literal.column, literal.bit);
        match literal.truth {
            true => passed,
            false => {
                let known = bits.get(self, literal.column, 0);
                self.and_not(known, passed)
            }
        }
    }

    fn clauses(&mut self, clauses: &Clauses, bits: &mut Bits) -> Reg {
        let mut any = NONE;
        for term in clauses {
            let mut all = ALL;
            for literal in term {
                let literal = self.literal(*literal, bits);
                all = self.and(all, literal);
            }
            any = self.or(any, all);
        }
        any
    }

    fn decide(&mut self, plan: &DecisionPlan, bits: &mut Bits) -> Tallied {
        let applies = self.clauses(&plan.applies, bits);
        let firing: Vec<Reg> = plan.rules.iter().map(|rule| self.clauses(&rule.clauses, bits)).collect();
        let fired = firing.iter().fold(NONE, |any, rule| self.or(any, *rule));
        let options: Vec<TalliedOption> = (0..plan.options).map(|option| self.tally(plan, &firing, option)).collect();
        let most = options.iter().map(|option| option.base.abs() + (1i64 << option.digits.len().min(60))).max();
        Tallied { applies, fired, options, narrow: most.unwrap_or(0) < 1 << 29 }
    }

    fn tally(&mut self, plan: &DecisionPlan, firing: &[Reg], option: usize) -> TalliedOption {
        let (mut base, mut out) = (0, NONE);
        // For each binary digit the bits to be added up.
        let mut digits: Vec<Vec<Reg>> = Vec::new();
        for (rule, fires) in plan.rules.iter().zip(firing) {
            if rule.rules_out.contains(option) {
                out = self.or(out, *fires);
            }
            let given = rule.points.iter().filter(|(to, _)| *to == option);
            for (_, points) in given {
                // A rule that takes points away gives them where it does not fire, counted from lower down.
                base += points.min(&0);
                let bit = if *points < 0 { self.and_not(ALL, *fires) } else { *fires };
                for digit in (0..u64::BITS as usize).filter(|digit| points.unsigned_abs() >> digit & 1 == 1) {
                    digits.resize_with(digits.len().max(digit + 1), Vec::new);
                    digits.get_mut(digit).into_iter().for_each(|digit| digit.push(bit));
                }
            }
        }
        TalliedOption { base, digits: self.add(digits), out }
    }

    /// Adds up bits by their digits: three of one digit become one of it and one of the next.
    fn add(&mut self, mut digits: Vec<Vec<Reg>>) -> Vec<Reg> {
        let mut sum = Vec::new();
        let mut at = 0;
        while at < digits.len() {
            let mut bits: std::collections::VecDeque<Reg> = digits
                .get_mut(at)
                .map(std::mem::take)
                .unwrap_or_default()
                .into_iter()
                .filter(|bit| *bit != NONE)
                .collect();
            let mut carries = Vec::new();
            while bits.len() > 1 {
                let (Some(a), Some(b)) = (bits.pop_front(), bits.pop_front()) else { break };
                let c = bits.pop_front().unwrap_or(NONE);
                let mut three = [a, b, c];
                three.sort_unstable();
                let [a, b, c] = three;
                bits.push_back(self.value(Value::Sum(a, b, c)));
                carries.push(if a == NONE { self.and(b, c) } else { self.value(Value::Carry(a, b, c)) });
            }
            sum.push(bits.pop_front().unwrap_or(NONE));
            if !carries.is_empty() {
                digits.resize_with(digits.len().max(at + 2), Vec::new);
                digits.get_mut(at + 1).into_iter().for_each(|next| next.append(&mut carries));
            }
            at += 1;
        }
        sum
    }

    /// Leaves out what nobody needs, and gives registers that are not needed at the same time the same number.
    fn finish(self, mut decisions: Vec<Tallied>) -> Program {
        let mut last_use: Vec<Option<usize>> = vec![None; self.next as usize];
        for (at, action) in self.actions.iter().enumerate().rev() {
            let mut read: Vec<Reg> = Vec::new();
            match action {
                Action::Conclude(decision) => {
                    let tallied = decisions.get(*decision).into_iter();
                    tallied.for_each(|tallied| tallied.registers(&mut |register| read.push(register)));
                }
                Action::Set(target, value) if last_use.get(*target as usize) != Some(&None) => {
                    read.extend(value.operands());
                }
                Action::Set(..) => {}
            }
            for register in read {
                last_use.get_mut(register as usize).into_iter().for_each(|last| *last = last.or(Some(at)));
            }
        }
        let mut places: Vec<Reg> = vec![NONE; self.next as usize];
        places.iter_mut().zip(NONE..=ALL).for_each(|(place, constant)| *place = constant);
        let mut free: Vec<Reg> = Vec::new();
        let mut registers = ALL + 1;
        let mut actions = Vec::new();
        for (at, action) in self.actions.into_iter().enumerate() {
            let mut read: Vec<Reg> = Vec::new();
            match action {
                Action::Conclude(decision) => {
                    if let Some(tallied) = decisions.get_mut(decision) {
                        tallied.registers(&mut |register| read.push(register));
                        tallied.rename(&places);
                    }
                    actions.push(Action::Conclude(decision));
                }
                Action::Set(target, value) => {
                    if last_use.get(target as usize) == Some(&None) {
                        continue;
                    }
                    read.extend(value.operands());
                    let value = value.renamed(&places);
                    let own = free.pop().unwrap_or_else(|| {
                        registers += 1;
                        registers - 1
                    });
                    places.get_mut(target as usize).into_iter().for_each(|place| *place = own);
                    actions.push(Action::Set(own, value));
                }
            }
            // Free from here on, so that no target shares a register with an operand of its own.
            read.sort_unstable();
            read.dedup();
            let is_over = |register: &Reg| *register > ALL && last_use.get(*register as usize) == Some(&Some(at));
            free.extend(read.iter().filter(|register| is_over(register)).filter_map(|r| places.get(*r as usize)));
        }
        Program { actions, registers: registers as usize, decisions }
    }
}

impl Value {
    fn operands(self) -> Vec<Reg> {
        match self {
            Value::Input { .. } | Value::Chosen { .. } => vec![],
            Value::And(a, b) | Value::Or(a, b) | Value::AndNot(a, b) => vec![a, b],
            Value::Sum(a, b, c) | Value::Carry(a, b, c) => vec![a, b, c],
        }
    }

    fn renamed(self, place: &[Reg]) -> Value {
        let of = |register: Reg| place.get(register as usize).copied().unwrap_or(NONE);
        match self {
            Value::Input { .. } | Value::Chosen { .. } => self,
            Value::And(a, b) => Value::And(of(a), of(b)),
            Value::Or(a, b) => Value::Or(of(a), of(b)),
            Value::AndNot(a, b) => Value::AndNot(of(a), of(b)),
            Value::Sum(a, b, c) => Value::Sum(of(a), of(b), of(c)),
            Value::Carry(a, b, c) => Value::Carry(of(a), of(b), of(c)),
        }
    }
}

impl Tallied {
    fn registers(&self, visit: &mut impl FnMut(Reg)) {
        visit(self.applies);
        visit(self.fired);
        for option in &self.options {
            visit(option.out);
            option.digits.iter().for_each(|digit| visit(*digit));
        }
    }

    fn rename(&mut self, place: &[Reg]) {
        let of = |register: &mut Reg| *register = place.get(*register as usize).copied().unwrap_or(NONE);
        of(&mut self.applies);
        of(&mut self.fired);
        for option in &mut self.options {
            of(&mut option.out);
            option.digits.iter_mut().for_each(of);
        }
    }
}
