//! How many more answers it takes at the least to close several gaps.
//!
//! Each gap is one whole, and each question closes at most some part of it. So many answers are enough for a gap at best if
//! the largest parts add up to one, and for all gaps together if what the questions hold of all of them adds up to as many as
//! there are gaps: a surrogate relaxation (F. Glover, *Operations Research* 16, 1968) of covering.

/// One whole, in the parts that are counted in; rounded up, so that no part is too small.
const WHOLE: i64 = 5_040;

/// Gaps, and what each question closes of them.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Covering {
    /// For each gap, by question.
    gaps: Vec<Vec<i64>>,
}

/// What is left to the other questions once one is chosen.
pub(in crate::analysis) struct Rest {
    each: Vec<i64>,
    all: i64,
}

/// So much of what is missing, as a part of the whole.
pub(in crate::analysis) fn part(credit: i64, missing: i64) -> i64 {
    let (credit, missing) = (i128::from(credit.clamp(0, missing)), i128::from(missing.max(1)));
    i64::try_from((credit * i128::from(WHOLE) + missing - 1) / missing).unwrap_or(WHOLE)
}

impl Covering {
    pub(in crate::analysis) fn clear(&mut self) {
        self.gaps.clear();
    }

    /// A gap of which each question closes so much at the most.
    pub(in crate::analysis) fn add(&mut self, parts: Vec<i64>) {
        self.gaps.push(parts);
    }

    /// What a question closes of the gaps behind the first so many.
    pub(in crate::analysis) fn parts_behind(&self, first: usize, question: usize) -> impl Iterator<Item = i64> + '_ {
        self.gaps.iter().skip(first).map(move |gap| gap.get(question).copied().unwrap_or(0))
    }

    /// Whether so many answers may close all gaps.
    pub(in crate::analysis) fn closes(&self, answers: usize) -> bool {
        let rest = self.rest(answers, usize::MAX);
        rest.closes(std::iter::repeat_n(0, self.gaps.len()))
    }

    /// What so many answers may close without this question.
    pub(in crate::analysis) fn rest(&self, answers: usize, without: usize) -> Rest {
        let width = self.gaps.iter().map(Vec::len).max().unwrap_or(0);
        let mut sums = vec![0; width];
        for gap in &self.gaps {
            sums.iter_mut().zip(gap).for_each(|(sum, part)| *sum += part);
        }
        let most = |parts: &[i64]| {
            let mut parts: Vec<i64> = parts.to_vec();
            parts.get_mut(without).into_iter().for_each(|part| *part = 0);
            parts.sort_unstable_by_key(|part| std::cmp::Reverse(*part));
            parts.iter().take(answers).sum::<i64>()
        };
        Rest { each: self.gaps.iter().map(|gap| most(gap)).collect(), all: most(&sums) }
    }

    /// The question, of those that are open, that closes most where fewest can close anything.
    pub(in crate::analysis) fn scarcest(&self, is_open: &dyn Fn(usize) -> bool) -> Option<usize> {
        let open = |gap: &Vec<i64>| -> Vec<usize> {
            let closing = gap.iter().enumerate().filter(|(at, part)| **part > 0 && is_open(*at));
            closing.map(|(at, _)| at).collect()
        };
        let gap = self.gaps.iter().map(open).min_by_key(Vec::len)?;
        let sum = |at: usize| self.gaps.iter().map(|gap| gap.get(at).copied().unwrap_or(0)).sum::<i64>();
        gap.into_iter().max_by_key(|at| (sum(*at), std::cmp::Reverse(*at)))
    }
}

impl Rest {
    /// Whether what an answer closes of each gap may be enough together with the rest.
    pub(in crate::analysis) fn closes(&self, parts: impl Iterator<Item = i64>) -> bool {
        let (mut sum, mut each_closes) = (self.all, true);
        for (part, rest) in parts.zip(&self.each) {
            sum += part;
            each_closes &= part + rest >= WHOLE;
        }
        each_closes && sum >= WHOLE * i64::try_from(self.each.len()).unwrap_or(i64::MAX / WHOLE)
    }
}
