//! Many profiles at a time: carries out a program over blocks of profiles, a bit for each.
//!
//! A `[u64; 8]` is what the compiler turns into the widest registers of the machine at hand; nothing here names them. That
//! many profiles share what it costs to find out what to do next.

use super::circuit::{Action, INPUTS, Reg, Value};
use super::program::Program;
use super::sheet::{Column, LANES};

const WORDS: usize = LANES / 64;

/// A bit for each profile of a block.
type Mask = [u64; WORDS];

/// From a byte for each profile of a block to a bit for each of them in eight masks, and back.
pub(super) fn turn(column: &mut Column) {
    *column = bytes(turned(masks(column)));
}

/// Buffers, so that nothing is allocated for a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    registers: Vec<Mask>,
    /// The results, column by column.
    pub(super) sheet: Vec<Column>,
}

impl Block {
    /// Scores the profiles of one block, whose columns have been [`turn`]ed.
    pub(super) fn score(&mut self, program: &Program, profiles: &[u8]) {
        let Block { registers, sheet } = self;
        registers.resize(program.registers, [0; WORDS]);
        sheet.resize(program.stores.len(), [0; LANES]);
        registers.iter_mut().zip([0, u64::MAX]).for_each(|(constant, word)| *constant = [word; WORDS]);
        let inputs = registers.get_mut(INPUTS as usize..).unwrap_or_default().as_flattened_mut();
        let words = profiles.as_chunks::<8>().0;
        inputs.iter_mut().zip(words).for_each(|(input, bytes)| *input = u64::from_le_bytes(*bytes));
        for action in &program.actions {
            match *action {
                Action::Set(target, value) => set(registers, target, value),
                Action::Add { sum, carry, bits } => add(registers, sum, carry, bits),
                Action::Store(column) => {
                    let bits = program.stores.get(column).zip(sheet.get_mut(column));
                    if let Some((bits, column)) = bits {
                        *column = bytes(turned(bits.map(|bit| read(registers, bit))));
                    }
                }
            }
        }
    }
}

fn read(registers: &[Mask], register: Reg) -> Mask {
    registers.get(register as usize).copied().unwrap_or_default()
}

fn write(registers: &mut [Mask], register: Reg, mask: Mask) {
    registers.get_mut(register as usize).into_iter().for_each(|own| *own = mask);
}

fn set(registers: &mut [Mask], target: Reg, value: Value) {
    let of = |register: Reg| read(registers, register);
    let mask = match value {
        Value::And(a, b) => each(of(a), of(b), |a, b| a & b),
        Value::AllOf(a, b, c) => each3(of(a), of(b), of(c), |a, b, c| a & b & c),
        Value::Or(a, b) => each(of(a), of(b), |a, b| a | b),
        Value::AnyOf(a, b, c) => each3(of(a), of(b), of(c), |a, b, c| a | b | c),
        Value::AndNot(a, b) => each(of(a), of(b), |a, b| a & !b),
        Value::Xor(a, b) => each(of(a), of(b), |a, b| a ^ b),
        Value::Choice(which, a, b) => each3(of(which), of(a), of(b), |which, a, b| b ^ which & (a ^ b)),
        Value::Borrow(a, b, c) => each3(of(a), of(b), of(c), |a, b, c| c ^ (a ^ b) & (b ^ c)),
    };
    write(registers, target, mask);
}

fn add(registers: &mut [Mask], sum: Reg, carry: Reg, bits: [Reg; 3]) {
    let [a, b, c] = bits.map(|bit| read(registers, bit));
    let lower = each3(a, b, c, |a, b, c| a ^ b ^ c);
    let upper = each3(a, b, c, |a, b, c| a ^ (a ^ b) & (a ^ c));
    write(registers, sum, lower);
    write(registers, carry, upper);
}

fn each(mut a: Mask, b: Mask, operation: impl Fn(u64, u64) -> u64) -> Mask {
    a.iter_mut().zip(b).for_each(|(a, b)| *a = operation(*a, b));
    a
}

fn each3(mut a: Mask, b: Mask, c: Mask, operation: impl Fn(u64, u64, u64) -> u64) -> Mask {
    a.iter_mut().zip(b).zip(c).for_each(|((a, b), c)| *a = operation(*a, b, c));
    a
}

/// The bytes of all profiles as eight masks: the first eighth of the profiles, and so on.
fn masks(bytes: &Column) -> [Mask; 8] {
    let mut masks = [[0; WORDS]; 8];
    let words = masks.as_flattened_mut().iter_mut();
    words.zip(bytes.as_chunks::<8>().0).for_each(|(word, bytes)| *word = u64::from_le_bytes(*bytes));
    masks
}

fn bytes(masks: [Mask; 8]) -> Column {
    let mut bytes = [0; LANES];
    let words = masks.as_flattened().iter();
    words.zip(bytes.as_chunks_mut::<8>().0).for_each(|(word, bytes)| *bytes = word.to_le_bytes());
    bytes
}

/// From a byte for each profile to a mask for each bit, and back: a bit's place within its byte changes places with the
/// number of its mask (*Hacker's Delight*, chapter 7). The profiles of a mask are not in order then, but in the same for all.
fn turned(mut masks: [Mask; 8]) -> [Mask; 8] {
    let [a, b, c, d, e, f, g, h] = &mut masks;
    for (one, other) in [(&mut *a, &mut *e), (&mut *b, &mut *f), (&mut *c, &mut *g), (&mut *d, &mut *h)] {
        swap(one, other, 4, 0x0f0f_0f0f_0f0f_0f0f);
    }
    for (one, other) in [(&mut *a, &mut *c), (&mut *b, &mut *d), (&mut *e, &mut *g), (&mut *f, &mut *h)] {
        swap(one, other, 2, 0x3333_3333_3333_3333);
    }
    for (one, other) in [(a, b), (c, d), (e, f), (g, h)] {
        swap(one, other, 1, 0x5555_5555_5555_5555);
    }
    masks
}

/// Swaps the upper bits of the first, of those that the pattern tells apart, with the lower ones of the second.
fn swap(one: &mut Mask, other: &mut Mask, shift: u32, lower: u64) {
    for (one, other) in one.iter_mut().zip(other) {
        let change = (*one >> shift ^ *other) & lower;
        *other ^= change;
        *one ^= change << shift;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turned_twice_bytes_are_as_they_were_and_once_they_are_their_bits() {
        let mut column = [0u8; LANES];
        (0u32..).zip(&mut column).for_each(|(at, byte)| *byte = (at.wrapping_mul(2_654_435_761) >> 24) as u8);
        let planes = turned(masks(&column));
        assert_eq!(bytes(turned(planes)), column);
        for (bit, plane) in planes.iter().enumerate() {
            let set: u32 = plane.iter().map(|word| word.count_ones()).sum();
            assert_eq!(set as usize, column.iter().filter(|byte| **byte >> bit & 1 == 1).count(), "bit {bit}");
        }
    }
}
