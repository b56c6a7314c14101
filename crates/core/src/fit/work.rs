//! What a fit may still do, so that every command ends, and at the same place on every machine.
//!
//! Work is counted in *looks*: at one term of an inequality, or at anything that takes about as long. Every stage counts what
//! it does, and stops in good order where nothing is left: demands become incomplete, climbs and searches keep the best so far.
//! A thousand looks are one step of the budget that people set. Clocks have no say.

/// So many looks are one step of the budget.
const STEP: u64 = 1_000;

/// What may still be done.
#[derive(Debug)]
pub(super) struct Work {
    left: u64,
    spent: u64,
}

impl Work {
    /// So many steps of a budget.
    pub(super) fn steps(steps: u64) -> Work {
        Work { left: steps.saturating_mul(STEP), spent: 0 }
    }

    /// Counts looks. The last thing that is done may take more than is left.
    pub(super) fn spend(&mut self, looks: usize) {
        let looks = looks as u64;
        self.left = self.left.saturating_sub(looks);
        self.spent = self.spent.saturating_add(looks);
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    pub(super) fn left_steps(&self) -> u64 {
        self.left / STEP
    }

    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// In steps, rounded up.
    pub(super) fn spent_steps(&self) -> u64 {
        self.spent.div_ceil(STEP)
    }

    /// Gives up what is left: what would come next takes more.
    pub(super) fn end(&mut self) {
        self.left = 0;
    }

    /// Does something with no more than so many looks. What it leaves stays here.
    pub(super) fn lend<R>(&mut self, most: u64, act: impl FnOnce(&mut Work) -> R) -> R {
        let mut own = Work { left: most.min(self.left), spent: 0 };
        let result = act(&mut own);
        self.left = self.left.saturating_sub(own.spent);
        self.spent = self.spent.saturating_add(own.spent);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::Work;

    #[test]
    fn what_is_lent_is_counted_and_the_rest_stays() {
        let mut work = Work::steps(2);
        let seen = work.lend(500, |own| {
            own.spend(300);
            own.left()
        });
        assert_eq!((seen, work.left(), work.spent_steps()), (200, 1_700, 1));
        // What takes more than was lent is missing afterwards.
        work.lend(500, |own| own.spend(1_600));
        assert_eq!((work.left(), work.is_spent()), (100, false));
        work.lend(u64::MAX, Work::end);
        assert_eq!(work.left(), 100, "what ends early takes nothing");
        work.spend(101);
        assert!(work.is_spent());
        assert_eq!(work.spent_steps(), 3);
    }
}
