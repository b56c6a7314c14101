//! Sets of truth values: what a condition may still come to while some answers are open.

use crate::truth::Truth;

/// A non-empty set of truth values, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Truths(u8);

const FALSE: u8 = 1;
const UNKNOWN: u8 = 2;
const TRUE: u8 = 4;

impl Truths {
    pub(crate) const NOTHING: Truths = Truths(0);
    pub(crate) const FALSE: Truths = Truths(FALSE);
    pub(crate) const UNKNOWN: Truths = Truths(UNKNOWN);
    pub(crate) const TRUE: Truths = Truths(TRUE);

    pub(crate) fn only(truth: Truth) -> Self {
        match truth {
            Truth::False => Truths::FALSE,
            Truth::Unknown => Truths::UNKNOWN,
            Truth::True => Truths::TRUE,
        }
    }

    /// Either or both of true and false.
    pub(crate) fn either(may_be_true: bool, may_be_false: bool) -> Self {
        Truths(if may_be_true { TRUE } else { 0 } | if may_be_false { FALSE } else { 0 })
    }

    pub(crate) fn or(self, other: Truths) -> Self {
        Truths(self.0 | other.0)
    }

    pub(crate) fn may_be(self, truth: Truths) -> bool {
        self.0 & truth.0 != 0
    }

    pub(crate) fn must_be(self, truth: Truths) -> bool {
        self.0 == truth.0
    }

    pub(crate) fn is_settled(self) -> bool {
        self.0.is_power_of_two()
    }

    /// What the lesser of two may be.
    pub(crate) fn both(self, other: Truths) -> Self {
        let (a, b) = (self.0, other.0);
        let knowable = |x: u8| x & (UNKNOWN | TRUE) != 0;
        let unknown = (a & UNKNOWN != 0 && knowable(b)) || (b & UNKNOWN != 0 && knowable(a));
        Truths((a & b & TRUE) | ((a | b) & FALSE) | if unknown { UNKNOWN } else { 0 })
    }

    /// What the greater of two may be.
    pub(crate) fn any(self, other: Truths) -> Self {
        self.not().both(other.not()).not()
    }

    pub(crate) fn not(self) -> Self {
        Truths(
            (self.0 & UNKNOWN)
                | if self.0 & TRUE != 0 { FALSE } else { 0 }
                | if self.0 & FALSE != 0 { TRUE } else { 0 },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Truths;
    use crate::truth::Truth;

    const ALL: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];

    fn members(set: Truths) -> Vec<Truth> {
        ALL.into_iter().filter(|truth| set.may_be(Truths::only(*truth))).collect()
    }

    /// The joints of sets against the joints of all their members.
    #[test]
    fn joints_of_sets_are_the_joints_of_their_members() {
        for a in 1..8 {
            for b in 1..8 {
                let (a, b) = (Truths(a), Truths(b));
                let pairs = members(a).into_iter().flat_map(|x| members(b).into_iter().map(move |y| (x, y)));
                let (mut least, mut most) = (Truths::NOTHING, Truths::NOTHING);
                for (x, y) in pairs {
                    least = least.or(Truths::only(x.min(y)));
                    most = most.or(Truths::only(x.max(y)));
                }
                assert_eq!((a.both(b), a.any(b)), (least, most));
            }
        }
    }
}
