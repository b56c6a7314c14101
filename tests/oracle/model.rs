//! A rulebook and answers as this test sees them: the format's section on rulebooks, word for word, as a tree of names.
//!
//! Everything is a name (a `String`), nothing is resolved, sorted or compiled, and nothing is checked: whoever builds a
//! rulebook here answers for its being one. Words that no rule can read (titles, rationales) are made up on writing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::reading::Reading;

/// The questions, facts and decisions of one rulebook.
#[derive(Clone, Default)]
pub(crate) struct Rulebook {
    pub(crate) questions: Vec<Question>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) decisions: Vec<Decision>,
    /// What brute force has worked out so far.
    pub(crate) readings: Memory<Reading>,
    pub(crate) firings: Memory<Vec<String>>,
}

/// What was found for some answers, so that many walks through the same profiles work each of them out once. A copy remembers
/// nothing, since whoever copies a rulebook changes it.
pub(crate) struct Memory<T>(RefCell<BTreeMap<Answers, Rc<T>>>);

impl<T> Memory<T> {
    pub(crate) fn of(&self, answers: &Answers, make: impl FnOnce() -> T) -> Rc<T> {
        let known = self.0.borrow().get(answers).cloned();
        known.unwrap_or_else(|| {
            let made = Rc::new(make());
            self.0.borrow_mut().insert(answers.clone(), Rc::clone(&made));
            made
        })
    }
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Memory(RefCell::default())
    }
}

impl<T> Clone for Memory<T> {
    fn clone(&self) -> Self {
        Memory::default()
    }
}

#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) ask_if: Option<Condition>,
}

/// What a question takes for an answer.
#[derive(Clone)]
pub(crate) enum Kind {
    Choice { answers: Vec<String>, ordered: bool },
    Many { answers: Vec<String>, at_most: Option<usize> },
    Number { min: Option<i64>, max: Option<i64> },
    YesNo,
}

#[derive(Clone)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) condition: Condition,
}

#[derive(Clone)]
pub(crate) struct Decision {
    pub(crate) id: String,
    pub(crate) choose: Choose,
    pub(crate) applies_if: Option<Condition>,
    pub(crate) options: Vec<String>,
    pub(crate) rules: Vec<Rule>,
}

/// `None` where the author leaves it to the default.
#[derive(Clone, Copy)]
pub(crate) enum Choose {
    One { close_call: Option<i64> },
    Many { threshold: Option<i64> },
}

#[derive(Clone)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) condition: Condition,
    pub(crate) points: Vec<(String, i64)>,
    pub(crate) rules_out: Vec<String>,
}

/// A mapping; all of its entries must hold.
#[derive(Clone)]
pub(crate) struct Condition(pub(crate) Vec<Entry>);

#[derive(Clone)]
pub(crate) enum Entry {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Condition),
    Question(String, Test),
    Fact(String, bool),
    /// The outcome is (choose many: contains) any of these.
    Decision(String, Vec<String>),
}

/// A test on one question.
#[derive(Clone)]
pub(crate) enum Test {
    /// `growth`, `[startup, growth]`: the answer is, or contains, any of these.
    AnyOf(Vec<String>),
    /// `25`
    Equals(i64),
    /// `true`
    Is(bool),
    /// `{at_least: 10, below: 20}`: all of these.
    Joined(Vec<Part>),
}

/// One key of a test that is a mapping.
#[derive(Clone)]
pub(crate) enum Part {
    /// Choice: none of these. The contract writes one name; the engine also takes a list.
    Not(Vec<String>),
    /// Ordered choice: this answer, or one listed after it.
    FromAnswer(String),
    /// Ordered choice: this answer, or one listed before it.
    UpToAnswer(String),
    /// Many: contains all of these.
    AllOf(Vec<String>),
    /// Many: contains none of these.
    NoneOf(Vec<String>),
    AtLeast(i64),
    AtMost(i64),
    Above(i64),
    Below(i64),
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Choice(String),
    Many(BTreeSet<String>),
    Number(i64),
    YesNo(bool),
}

/// The questions that have an answer, by id. A question that is not in here is unknown.
pub(crate) type Answers = BTreeMap<String, Value>;

impl Rulebook {
    pub(crate) fn question(&self, id: &str) -> &Question {
        self.questions.iter().find(|question| question.id == id).expect("a question by this name")
    }

    pub(crate) fn fact(&self, id: &str) -> &Fact {
        self.facts.iter().find(|fact| fact.id == id).expect("a fact by this name")
    }

    /// Every condition that stands anywhere in the rulebook.
    pub(crate) fn conditions(&self) -> Vec<&Condition> {
        let asked = self.questions.iter().filter_map(|question| question.ask_if.as_ref());
        let facts = self.facts.iter().map(|fact| &fact.condition);
        let applied = self.decisions.iter().filter_map(|decision| decision.applies_if.as_ref());
        let rules = self.decisions.iter().flat_map(|decision| &decision.rules).map(|rule| &rule.condition);
        asked.chain(facts).chain(applied).chain(rules).collect()
    }
}

impl Condition {
    /// Every test on this question, however deep it stands.
    pub(crate) fn tests_on<'a>(&'a self, question: &str) -> Vec<&'a Test> {
        self.0
            .iter()
            .flat_map(|entry| match entry {
                Entry::All(parts) | Entry::Any(parts) => {
                    parts.iter().flat_map(|part| part.tests_on(question)).collect()
                }
                Entry::Not(part) => part.tests_on(question),
                Entry::Question(id, test) if id == question => vec![test],
                Entry::Question(..) | Entry::Fact(..) | Entry::Decision(..) => vec![],
            })
            .collect()
    }
}

impl Test {
    /// The numbers that stand in it.
    pub(crate) fn constants(&self) -> Vec<i64> {
        match self {
            Test::Equals(constant) => vec![*constant],
            Test::Joined(parts) => parts.iter().filter_map(Part::constant).collect(),
            Test::AnyOf(_) | Test::Is(_) => vec![],
        }
    }
}

impl Part {
    fn constant(&self) -> Option<i64> {
        match self {
            Part::AtLeast(bound) | Part::AtMost(bound) | Part::Above(bound) | Part::Below(bound) => Some(*bound),
            Part::Not(_) | Part::FromAnswer(_) | Part::UpToAnswer(_) | Part::AllOf(_) | Part::NoneOf(_) => None,
        }
    }
}
