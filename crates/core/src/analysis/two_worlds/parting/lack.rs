//! What two versions of a decision lack for coming out in a certain way, as things stand, and what questions may add.

use super::{Parting, now, outlook};
use crate::analysis::bounds::covering::part;
use crate::analysis::bounds::reserve::{Gap, Need, Reserve, Yield};
use crate::analysis::two_worlds::joint::JointQuestion;
use crate::analysis::two_worlds::pairing::Apart;
use crate::analysis::two_worlds::scenario::Above;
use crate::analysis::two_worlds::state::{Move, State};
use crate::rulebook::{Choose, pick};
use crate::truths::Truths;

/// What is missing in one version.
pub(super) struct Lack {
    pub(super) side: usize,
    pub(super) pairing: usize,
    pub(super) need: Need,
    pub(super) gap: Gap,
}

impl Parting<'_, '_> {
    /// What is missing for the demands as things stand.
    pub(super) fn gaps(&self) -> Vec<Lack> {
        let mut gaps = Vec::new();
        for (pairing, demand) in self.demands() {
            let (Above::Parts(way), Some(apart)) = (demand, self.apart(pairing, outlook)) else { continue };
            for side in 0..self.sides.len() {
                let Some(reserve) = self.reserve(&apart, pairing, side) else { continue };
                let found = needs(&apart, side, way).into_iter().filter_map(|need| Some((need, reserve.gap(need)?)));
                gaps.extend(found.map(|(need, gap)| Lack { side, pairing, need, gap }));
            }
        }
        gaps
    }

    /// The part of a gap that each question may close, by joint positions.
    pub(super) fn parts(&self, gap: &Lack) -> Vec<i64> {
        let of = |question: &JointQuestion| {
            let at = question.place.get(gap.side).copied().flatten();
            at.map_or(0, |at| part(pick(&gap.gap.credits, at), gap.gap.missing))
        };
        self.joint.questions.iter().map(of).collect()
    }

    /// For each pairing in which what is edited has too little effect as things stand: the part that each question has in
    /// giving it some.
    pub(super) fn stirs(&self) -> Vec<Vec<i64>> {
        let stirs = self.demands().filter_map(|(pairing, demand)| {
            let Above::Parts(way @ [from, to]) = demand else { return None };
            let (then, now) = (self.apart(pairing, outlook)?, self.apart(pairing, now)?);
            if now.may_turn(from, to) {
                return None;
            }
            let mut parts = vec![0; self.joint.questions.len()];
            for link in then.links().filter(|link| then.serves(*link, way)) {
                for (which, (side, rule)) in self.sides.iter().zip(link.0.rules).enumerate() {
                    let decision = then.pairing.decisions.get(which).copied().unwrap_or_default();
                    let Some((count, held)) = rule.and_then(|rule| side.answers_before(decision, rule)) else {
                        continue;
                    };
                    let one = part(1, i64::try_from(count).unwrap_or(i64::MAX));
                    for (question, place) in self.joint.questions.iter().zip(&mut parts) {
                        if question.place.get(which).copied().flatten().is_some_and(|at| held.contains(&at)) {
                            *place = one.max(*place);
                        }
                    }
                }
            }
            Some(parts)
        });
        stirs.collect()
    }

    /// What the cases of a question may add to each gap, under their places in each version.
    pub(super) fn yields(&self, joint: &JointQuestion) -> Vec<Option<Yield<'_>>> {
        let of = |gap: &Lack| {
            let at = joint.place.get(gap.side).copied().flatten()?;
            let by_case = self.by_case.get(gap.side)?.get(gap.pairing)?;
            let apart = self.apart(gap.pairing, outlook)?;
            Some(self.reserve(&apart, gap.pairing, gap.side)?.of_question(gap.need, &gap.gap, by_case, at))
        };
        self.gaps.iter().map(of).collect()
    }

    /// A decision of one version as it stands and as it may come out.
    fn reserve<'p>(&'p self, apart: &Apart<'p>, pairing: usize, which: usize) -> Option<Reserve<'p>> {
        let (side, decision) = (self.sides.get(which)?, *apart.pairing.decisions.get(which)?);
        Some(Reserve {
            model: side.model,
            own: side.model.decisions.get(decision)?,
            holders: self.holders.get(&self.is_taken())?.get(which)?.get(pairing)?,
            now: side.now.decisions.get(decision)?,
            then: side.outlook.decisions.get(decision)?,
            slots: &side.slots,
        })
    }
}

/// The differences of points that a state takes, in one of the versions.
fn needs(apart: &Apart<'_>, side: usize, way: Move) -> Vec<Need> {
    let (Some(own), Some(prospect)) = (apart.models.get(side), apart.prospects.get(side)) else { return Vec::new() };
    let Some(state) = way.get(side) else { return Vec::new() };
    match (*state, own.choose) {
        (State::Outcome(option), Choose::One { .. }) => {
            // What wins in the other version is not ruled out here, unless only this version may do that.
            let stays = |rival: usize| match (way.get(1 - side.min(1)), apart.pairing.options.get(side)) {
                (Some(State::Outcome(there)), Some(map)) => {
                    map.get(rival) == Some(&Some(*there)) && !apart.may_be_out(side, rival, *there)
                }
                _ => false,
            };
            let need = |rival: usize| Need {
                pair: option * own.options + rival,
                least: i64::from(rival < option),
                or_out: (!stays(rival)).then_some(rival),
            };
            (0..own.options).filter(|rival| *rival != option).map(need).collect()
        }
        (State::In(option), Choose::Many { threshold }) => {
            vec![Need { pair: 2 * option, least: threshold, or_out: None }]
        }
        (State::Out(option), Choose::Many { threshold }) => {
            // Where nothing fires it is out with any points.
            let must_fire = threshold > 0 || prospect.rules.iter().any(|truths| truths.must_be(Truths::TRUE));
            let least = 1_i64.saturating_sub(threshold);
            let need = Need { pair: 2 * option + 1, least, or_out: Some(option) };
            if must_fire { vec![need] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}
