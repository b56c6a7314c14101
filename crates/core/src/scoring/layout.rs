//! How the answers of a profile lie in memory: a few bytes for each question, one bit for each test that the rulebook makes
//! on it.
//!
//! Conditions never see an answer, only whether it passes their tests. So a question's answer is kept as the tests that it
//! passes: in each byte of a question bit 0 says that something is known, and bits 1 to 7 are seven of its tests. A byte
//! of 0 is *unknown*; a byte with bit 0 alone fails every test, which is also how a question that is not asked reads.
//! What is worked out on the way (facts, parts of conditions, earlier decisions) gets bytes of the same kind behind the
//! questions'. A question that no condition tests needs no byte.

use std::ops::Range;

use crate::rulebook::{Book, Condition, Given, Question, QuestionIx, Test};
use crate::table::Table;

/// The bit that says that something is known of the question.
pub(super) const KNOWN_BIT: u8 = 0;
/// The byte that has this bit alone.
pub(super) const KNOWN: u8 = 1 << KNOWN_BIT;
/// How many tests one byte holds beside [`KNOWN`].
const TESTS: usize = 7;

/// A test that comes out true, or one that comes out false: a bit of a byte. Both fail on what is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Literal {
    pub(super) column: usize,
    pub(super) bit: u8,
    pub(super) truth: bool,
}

impl Literal {
    /// The one test of a column that is worked out and not answered.
    pub(super) fn derived(column: usize, truth: bool) -> Literal {
        Literal { column, bit: 1, truth }
    }

    pub(super) fn holds(self, byte: u8) -> bool {
        byte & KNOWN != 0 && (byte >> self.bit & 1 == 1) == self.truth
    }
}

/// The bytes of each question.
#[derive(Debug)]
pub(super) struct Layout {
    questions: Table<Question, Bytes>,
    /// How many bytes a profile has.
    pub(super) width: usize,
}

#[derive(Debug)]
struct Bytes {
    first: usize,
    tests: Vec<Test>,
}

impl Bytes {
    fn range(&self) -> Range<usize> {
        self.first..self.first + self.tests.len().div_ceil(TESTS)
    }
}

impl Layout {
    pub(super) fn of(book: &Book) -> Layout {
        let mut questions = book.questions.column(|_| Bytes { first: 0, tests: Vec::new() });
        let mut collect = |condition: &Condition| {
            condition.leaves(&mut |leaf| {
                if let Condition::Test(question, test) = leaf
                    && !questions[*question].tests.contains(test)
                {
                    questions[*question].tests.push(test.clone());
                }
            });
        };
        book.questions.rows().iter().filter_map(|question| question.ask_if.as_ref()).for_each(&mut collect);
        book.facts.rows().iter().for_each(|fact| collect(&fact.condition));
        for decision in book.decisions.rows() {
            decision.applies_if.iter().for_each(&mut collect);
            decision.rules().iter().for_each(|rule| collect(&rule.condition));
        }
        let mut width = 0;
        for question in book.questions.indices() {
            questions[question].first = width;
            width = questions[question].range().end;
        }
        Layout { questions, width }
    }

    /// The bytes of a question.
    pub(super) fn bytes(&self, question: QuestionIx) -> Range<usize> {
        self.questions[question].range()
    }

    /// Where a test stands that was there when the layout was made.
    pub(super) fn literal(&self, question: QuestionIx, test: &Test, truth: bool) -> Option<Literal> {
        let bytes = &self.questions[question];
        let at = bytes.tests.iter().position(|known| known == test)?;
        let bit = u8::try_from(at % TESTS + 1).ok()?;
        Some(Literal { column: bytes.first + at / TESTS, bit, truth })
    }

    /// The numbers from which on a test on this question comes out differently, in rising order.
    pub(super) fn breaks(&self, question: QuestionIx) -> Vec<i64> {
        let ends = self.questions[question].tests.iter().filter_map(|test| match test {
            Test::Between(least, most) => Some([Some(*least), most.checked_add(1)]),
            Test::In(_) | Test::Members { .. } => None,
        });
        let mut breaks: Vec<i64> = ends.flatten().flatten().collect();
        breaks.sort_unstable();
        breaks.dedup();
        breaks
    }

    /// The bytes of an answer, those of one question in order.
    pub(super) fn encode(&self, question: QuestionIx, given: Given) -> impl Iterator<Item = u8> + '_ {
        self.questions[question].tests.chunks(TESTS).map(move |tests| {
            let passed = |byte: u8, (bit, test): (u32, &Test)| byte | u8::from(test.accepts(given)) << bit;
            (1..).zip(tests).fold(KNOWN, passed)
        })
    }

    /// Puts an answer into the bytes of a profile.
    pub(super) fn write(&self, question: QuestionIx, given: Given, bytes: &mut [u8]) {
        let own = bytes.get_mut(self.bytes(question)).unwrap_or_default();
        own.iter_mut().zip(self.encode(question, given)).for_each(|(own, byte)| *own = byte);
    }
}
