//! Straight-line code over registers that hold one bit for each of many profiles, as it is put together: what has been
//! computed is not computed again, and what is constant is not computed at all.
//!
//! Numbers are registers too, one for each binary digit, lowest first: a [`Sum`] grows by one bit at a time and never holds
//! more than two of a digit, since three become one of it and one of the next (the carry-save adder of C. S. Wallace, 1964).
//! Which registers are the same place in memory is decided in [`super::program`], once all is there.

use std::collections::HashMap;

/// A register.
pub(super) type Reg = u32;

/// All profiles of the block, and none of them.
pub(super) const NONE: Reg = 0;
pub(super) const ALL: Reg = 1;
/// The first register that is no constant. The bits of the answers stand from here on, eight for each byte of a profile.
pub(super) const INPUTS: Reg = 2;

/// What a register is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    And(Reg, Reg),
    AllOf(Reg, Reg, Reg),
    Or(Reg, Reg),
    AnyOf(Reg, Reg, Reg),
    /// The first and not the second.
    AndNot(Reg, Reg),
    /// One of them and not both.
    Xor(Reg, Reg),
    /// Where the first is set the second, elsewhere the third.
    Choice(Reg, Reg, Reg),
    /// What the first minus the second minus the third takes from the next digit.
    Borrow(Reg, Reg, Reg),
}

impl Value {
    pub(super) fn operands(self) -> [Reg; 3] {
        match self {
            Value::And(a, b) | Value::Or(a, b) | Value::AndNot(a, b) | Value::Xor(a, b) => [a, b, NONE],
            Value::AllOf(a, b, c) | Value::AnyOf(a, b, c) | Value::Choice(a, b, c) | Value::Borrow(a, b, c) => {
                [a, b, c]
            }
        }
    }

    pub(super) fn renamed(self, of: impl Fn(Reg) -> Reg) -> Value {
        match self {
            Value::And(a, b) => Value::And(of(a), of(b)),
            Value::AllOf(a, b, c) => Value::AllOf(of(a), of(b), of(c)),
            Value::Or(a, b) => Value::Or(of(a), of(b)),
            Value::AnyOf(a, b, c) => Value::AnyOf(of(a), of(b), of(c)),
            Value::AndNot(a, b) => Value::AndNot(of(a), of(b)),
            Value::Xor(a, b) => Value::Xor(of(a), of(b)),
            Value::Choice(a, b, c) => Value::Choice(of(a), of(b), of(c)),
            Value::Borrow(a, b, c) => Value::Borrow(of(a), of(b), of(c)),
        }
    }
}

/// One step of the code.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    Set(Reg, Value),
    /// Three bits of one digit become one of it and one of the next.
    Add {
        sum: Reg,
        carry: Reg,
        bits: [Reg; 3],
    },
    /// Writes out the column of results with this number.
    Store(usize),
}

/// The code so far. Every register is set once.
#[derive(Debug)]
pub(super) struct Circuit {
    pub(super) actions: Vec<Action>,
    /// For each column of results the registers of the eight bits of its bytes.
    pub(super) stores: Vec<[Reg; 8]>,
    /// How many registers there are.
    pub(super) registers: Reg,
    values: HashMap<Value, Reg>,
    sums: HashMap<[Reg; 3], (Reg, Reg)>,
}

impl Circuit {
    /// No code yet, and so many registers with bits of answers.
    pub(super) fn new(inputs: Reg) -> Circuit {
        let (values, sums) = (HashMap::new(), HashMap::new());
        Circuit { actions: Vec::new(), stores: Vec::new(), registers: INPUTS + inputs, values, sums }
    }

    fn register(&mut self) -> Reg {
        self.registers += 1;
        self.registers - 1
    }

    fn value(&mut self, value: Value) -> Reg {
        if let Some(known) = self.values.get(&value) {
            return *known;
        }
        let register = self.register();
        self.actions.push(Action::Set(register, value));
        self.values.insert(value, register);
        register
    }

    /// Writes out a column of results: the bits of its bytes, lowest first. Gives its number.
    pub(super) fn store(&mut self, bits: &[Reg]) -> usize {
        let mut all = [NONE; 8];
        all.iter_mut().zip(bits).for_each(|(own, bit)| *own = *bit);
        self.stores.push(all);
        self.actions.push(Action::Store(self.stores.len() - 1));
        self.stores.len() - 1
    }

    pub(super) fn and(&mut self, a: Reg, b: Reg) -> Reg {
        match (a.min(b), a.max(b)) {
            (NONE, _) => NONE,
            (ALL, other) => other,
            (a, b) if a == b => a,
            (a, b) => self.value(Value::And(a, b)),
        }
    }

    pub(super) fn or(&mut self, a: Reg, b: Reg) -> Reg {
        match (a.min(b), a.max(b)) {
            (ALL, _) | (NONE, ALL) => ALL,
            (NONE, other) => other,
            (a, b) if a == b => a,
            (a, b) => self.value(Value::Or(a, b)),
        }
    }

    pub(super) fn and_not(&mut self, a: Reg, b: Reg) -> Reg {
        match (a, b) {
            (NONE, _) | (_, ALL) => NONE,
            (a, NONE) => a,
            (a, b) if a == b => NONE,
            (a, b) => self.value(Value::AndNot(a, b)),
        }
    }

    pub(super) fn not(&mut self, a: Reg) -> Reg {
        self.and_not(ALL, a)
    }

    fn xor(&mut self, a: Reg, b: Reg) -> Reg {
        match (a.min(b), a.max(b)) {
            (NONE, other) => other,
            (a, b) if a == b => NONE,
            (ALL, other) => self.not(other),
            (a, b) => self.value(Value::Xor(a, b)),
        }
    }

    /// All of them, three at a time.
    pub(super) fn all_of(&mut self, mut bits: Vec<Reg>) -> Reg {
        bits.sort_unstable();
        bits.dedup();
        bits.retain(|bit| *bit != ALL);
        if bits.first() == Some(&NONE) {
            return NONE;
        }
        let Some((first, rest)) = bits.split_first() else { return ALL };
        rest.chunks(2).fold(*first, |all, pair| match *pair {
            [a, b] => self.value(Value::AllOf(all, a, b)),
            [a] => self.and(all, a),
            _ => all,
        })
    }

    /// Any of them, three at a time.
    pub(super) fn any_of(&mut self, mut bits: Vec<Reg>) -> Reg {
        bits.sort_unstable();
        bits.dedup();
        bits.retain(|bit| *bit != NONE);
        if bits.first() == Some(&ALL) {
            return ALL;
        }
        let Some((first, rest)) = bits.split_first() else { return NONE };
        rest.chunks(2).fold(*first, |any, pair| match *pair {
            [a, b] => self.value(Value::AnyOf(any, a, b)),
            [a] => self.or(any, a),
            _ => any,
        })
    }

    /// Where the first is set the second, elsewhere the third.
    pub(super) fn choice(&mut self, which: Reg, a: Reg, b: Reg) -> Reg {
        match (which, a, b) {
            (ALL, a, _) => a,
            (NONE, _, b) => b,
            (_, a, b) if a == b => a,
            (which, ALL, b) => self.or(which, b),
            (which, NONE, b) => self.and_not(b, which),
            (which, a, NONE) => self.and(which, a),
            (which, a, b) => self.value(Value::Choice(which, a, b)),
        }
    }

    /// The lower and the upper digit of the sum of three bits.
    fn add(&mut self, mut bits: [Reg; 3]) -> (Reg, Reg) {
        bits.sort_unstable();
        match bits {
            [NONE, a, b] => (self.xor(a, b), self.and(a, b)),
            [ALL, a, b] => {
                let different = self.xor(a, b);
                (self.not(different), self.or(a, b))
            }
            [a, b, c] if a == b => (c, a),
            [a, b, c] if b == c => (a, b),
            _ => {
                if let Some(known) = self.sums.get(&bits) {
                    return *known;
                }
                let (sum, carry) = (self.register(), self.register());
                self.actions.push(Action::Add { sum, carry, bits });
                self.sums.insert(bits, (sum, carry));
                (sum, carry)
            }
        }
    }

    /// A number plus a constant.
    pub(super) fn plus(&mut self, digits: &[Reg], constant: u64) -> Vec<Reg> {
        let mut sum = Vec::new();
        let mut carry = NONE;
        for at in 0..(digits.len().max(length(constant)) + 1) {
            let own = digits.get(at).copied().unwrap_or(NONE);
            let (digit, next) = self.add([own, bit_of(constant, at), carry]);
            sum.push(digit);
            carry = next;
        }
        without_zeros(sum)
    }

    /// Where the first number is less than the second.
    pub(super) fn less(&mut self, a: &[Reg], b: &[Reg]) -> Reg {
        self.minus(a, b).1
    }

    /// The first number minus the second, and where that is less than nothing.
    pub(super) fn minus(&mut self, a: &[Reg], b: &[Reg]) -> (Vec<Reg>, Reg) {
        let mut difference = Vec::new();
        let mut borrow = NONE;
        for at in 0..a.len().max(b.len()) {
            let own = |digits: &[Reg]| digits.get(at).copied().unwrap_or(NONE);
            let (a, b) = (own(a), own(b));
            let different = self.xor(a, b);
            difference.push(self.xor(different, borrow));
            borrow = self.borrow(a, b, borrow);
        }
        (without_zeros(difference), borrow)
    }

    fn borrow(&mut self, a: Reg, b: Reg, borrow: Reg) -> Reg {
        match (a, b, borrow) {
            (a, b, borrow) if a == b => borrow,
            (a, b, NONE) => self.and_not(b, a),
            (NONE, b, borrow) => self.or(b, borrow),
            (ALL, b, borrow) => self.and(b, borrow),
            (a, NONE, borrow) => self.and_not(borrow, a),
            (a, b, borrow) => self.value(Value::Borrow(a, b, borrow)),
        }
    }
}

/// The digits of a constant.
pub(super) fn constant(number: u64) -> Vec<Reg> {
    (0..length(number)).map(|at| bit_of(number, at)).collect()
}

fn length(number: u64) -> usize {
    (u64::BITS - number.leading_zeros()) as usize
}

fn bit_of(number: u64, at: usize) -> Reg {
    if at < length(number) && number >> at & 1 == 1 { ALL } else { NONE }
}

fn without_zeros(mut digits: Vec<Reg>) -> Vec<Reg> {
    while digits.last() == Some(&NONE) {
        digits.pop();
    }
    digits
}

/// A number that bits are added to. Each digit has two bits at the most that are still to be added up.
#[derive(Debug, Default)]
pub(super) struct Sum(Vec<Vec<Reg>>);

impl Sum {
    /// Adds a bit that counts as much as this digit.
    pub(super) fn push(&mut self, circuit: &mut Circuit, mut digit: usize, mut bit: Reg) {
        while bit != NONE {
            if self.0.len() <= digit {
                self.0.resize_with(digit + 1, Vec::new);
            }
            let Some(waiting) = self.0.get_mut(digit) else { return };
            waiting.push(bit);
            let [a, b, c] = **waiting else { return };
            let (sum, carry) = circuit.add([a, b, c]);
            waiting.clear();
            waiting.extend((sum != NONE).then_some(sum));
            (digit, bit) = (digit + 1, carry);
        }
    }

    /// The digits of the sum.
    pub(super) fn finish(self, circuit: &mut Circuit) -> Vec<Reg> {
        let mut digits = Vec::new();
        let mut carry = NONE;
        for waiting in self.0 {
            let mut waiting = waiting.into_iter();
            let mut next = || waiting.next().unwrap_or(NONE);
            let (digit, more) = circuit.add([next(), next(), carry]);
            digits.push(digit);
            carry = more;
        }
        digits.push(carry);
        without_zeros(digits)
    }
}
