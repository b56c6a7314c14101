//! Which registers of a circuit share a place: those that are not needed at the same time. What nobody needs is left out.
//! That keeps a block within the nearest cache.

use super::circuit::{Action, Circuit, NONE, Reg};

/// The code with places for registers, the registers of its columns, and how many places there are. Those before `first`
/// are constants and inputs, and stay where they are.
pub(super) fn shared(circuit: Circuit, first: Reg) -> (Vec<Action>, Vec<[Reg; 8]>, usize) {
    let Circuit { actions, mut stores, registers, .. } = circuit;
    let last_use = last_uses(&actions, &stores, registers);
    let is_needed = |register: Reg| matches!(last_use.get(register as usize), Some(Some(_)));
    let mut places: Vec<Reg> = (0..registers).collect();
    let mut free: Vec<Reg> = Vec::new();
    let mut used = first;
    let mut kept = Vec::new();
    let take = |register: Reg, free: &mut Vec<Reg>, used: &mut Reg, places: &mut Vec<Reg>| {
        let own = free.pop().unwrap_or_else(|| {
            *used += 1;
            *used - 1
        });
        places.get_mut(register as usize).into_iter().for_each(|place| *place = own);
        own
    };
    for (at, action) in actions.into_iter().enumerate() {
        let mut read = reads(&action, &stores);
        // Renamed before its targets get their places, which may be those of operands that have had their day.
        let of = |places: &[Reg], register: Reg| places.get(register as usize).copied().unwrap_or(NONE);
        let action = match action {
            Action::Set(target, _) if !is_needed(target) => continue,
            Action::Add { sum, carry, .. } if !is_needed(sum) && !is_needed(carry) => continue,
            Action::Set(target, value) => Action::Set(target, value.renamed(|register| of(&places, register))),
            Action::Add { sum, carry, bits } => {
                Action::Add { sum, carry, bits: bits.map(|register| of(&places, register)) }
            }
            Action::Store(column) => {
                let bits = stores.get_mut(column).into_iter().flatten();
                bits.for_each(|bit| *bit = of(&places, *bit));
                Action::Store(column)
            }
        };
        read.sort_unstable();
        read.dedup();
        let is_over = |register: &Reg| *register >= first && last_use.get(*register as usize) == Some(&Some(at));
        free.extend(read.iter().filter(|register| is_over(register)).map(|register| of(&places, *register)));
        kept.push(match action {
            Action::Set(target, value) => Action::Set(take(target, &mut free, &mut used, &mut places), value),
            Action::Add { sum, carry, bits } => {
                let (sum_place, carry_place) =
                    (take(sum, &mut free, &mut used, &mut places), take(carry, &mut free, &mut used, &mut places));
                let unread = [(sum, sum_place), (carry, carry_place)].into_iter().filter(|(own, _)| !is_needed(*own));
                free.extend(unread.map(|(_, place)| place));
                Action::Add { sum: sum_place, carry: carry_place, bits }
            }
            store @ Action::Store(_) => store,
        });
    }
    (kept, stores, used as usize)
}

fn reads(action: &Action, stores: &[[Reg; 8]]) -> Vec<Reg> {
    match action {
        Action::Set(_, value) => value.operands().to_vec(),
        Action::Add { bits, .. } => bits.to_vec(),
        Action::Store(column) => stores.get(*column).map(|bits| bits.to_vec()).unwrap_or_default(),
    }
}

/// For each register the last action that needs it, if any does.
fn last_uses(actions: &[Action], stores: &[[Reg; 8]], registers: Reg) -> Vec<Option<usize>> {
    let mut last_use: Vec<Option<usize>> = vec![None; registers as usize];
    let is_needed = |last_use: &[Option<usize>], own: Reg| matches!(last_use.get(own as usize), Some(Some(_)));
    for (at, action) in actions.iter().enumerate().rev() {
        let counts = match action {
            Action::Set(target, _) => is_needed(&last_use, *target),
            Action::Add { sum, carry, .. } => is_needed(&last_use, *sum) || is_needed(&last_use, *carry),
            Action::Store(_) => true,
        };
        for register in reads(action, stores).into_iter().filter(|_| counts) {
            let last = last_use.get_mut(register as usize).into_iter();
            last.for_each(|last| *last = last.or(Some(at)));
        }
    }
    last_use
}
