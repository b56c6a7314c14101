//! The rulebook as its author wrote it: the right keys with the right kinds of values, and the place of each.
//!
//! A draft proves nothing about meaning. Names may dangle, conditions are still trees of YAML, points may overflow; the
//! checks turn it into a rulebook or say why there is none. Reading one never stops at the first mistake.

pub(crate) mod format;
mod other_words;
mod fields;
mod allow;
mod condition;
mod property;
mod former;
mod departures;
mod scale;
mod read;

pub(crate) use allow::Allow;
pub(crate) use fields::{Fields, is_id, text_of, whole_of, words_of, wrong_type, yes_or_no};
pub(crate) use read::{read, read_cases};

use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::yaml::{Key, Node};

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) headers: Vec<Header>,
    pub(crate) sources: Vec<Source>,
    pub(crate) questions: Vec<Question>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) contradictions: Vec<Contradiction>,
    pub(crate) headlines: Vec<Headline>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) assessments: Vec<Assessment>,
    pub(crate) cases: Vec<Case>,
    pub(crate) properties: Vec<Property>,
    pub(crate) former: Vec<Former>,
    pub(crate) allows: Vec<Allow>,
    pub(crate) removes: Vec<Departure>,
    pub(crate) replaces: Vec<Departure>,
    /// Comments that seem to be part of a text.
    pub(crate) cuts: Vec<Span>,
    /// What stands below the highest layer, if there are several.
    pub(crate) below: Option<Below>,
}

/// An entry under `remove` or `replace`: the rule or case that it is about, and why.
#[derive(Debug)]
pub(crate) struct Departure {
    pub(crate) name: Spanned<String>,
    pub(crate) reason: String,
}

/// The names that a layer may extend, add to, replace or remove.
#[derive(Debug, Default)]
pub(crate) struct Below {
    pub(crate) rulebooks: Vec<String>,
    pub(crate) decisions: Vec<String>,
    /// Rules with their rationales, and cases.
    pub(crate) replaceable: Vec<(String, String)>,
}

#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) span: Span,
    pub(crate) id: Spanned<String>,
    pub(crate) extends: Option<Spanned<String>>,
    pub(crate) version: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) sections: Vec<(Spanned<String>, String)>,
    /// The least and the most that a rule may give.
    pub(crate) scale: Option<(Spanned<i64>, Spanned<i64>)>,
}

#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) short: String,
    pub(crate) kind: Option<Spanned<String>>,
    pub(crate) seller: bool,
    pub(crate) published: String,
    pub(crate) address: String,
    pub(crate) claims: Vec<(Spanned<String>, String)>,
}

#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) id: Spanned<String>,
    pub(crate) section: Option<Spanned<String>>,
    pub(crate) ask: String,
    pub(crate) why: String,
    pub(crate) nature: Option<Spanned<String>>,
    pub(crate) if_so: (String, String),
    pub(crate) kind: Option<QuestionKind>,
    pub(crate) ask_if: Option<Condition>,
    pub(crate) sources: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) enum QuestionKind {
    Choice { ordered: bool, answers: Vec<Answer> },
    Many { at_most: Option<Spanned<i64>>, answers: Vec<Answer> },
    Number { unit: String, min: Option<Spanned<i64>>, max: Option<Spanned<i64>> },
    YesNo,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) id: Spanned<String>,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) if_so: String,
}

#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) id: Spanned<String>,
    pub(crate) condition: Condition,
}

#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) choose: Option<Choose>,
    pub(crate) main: bool,
    pub(crate) display: Option<Spanned<String>>,
    pub(crate) follows: Option<Spanned<String>>,
    pub(crate) applies_if: Option<Condition>,
    pub(crate) options: Vec<DecisionOption>,
    /// They are no list, which has been reported.
    pub(crate) options_unread: bool,
    pub(crate) rules: Vec<Rule>,
    /// What is missing if it is a decision of its own. What a layer adds to a decision below it needs none of that.
    pub(crate) lacks: Vec<Diagnostic>,
    /// What it says of itself, by key: nothing that a layer could say of a decision below it.
    pub(crate) own: Vec<(&'static str, Span)>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Choose {
    One { close_call: i64 },
    Many { threshold: i64 },
}

#[derive(Debug)]
pub(crate) struct DecisionOption {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) when: String,
    pub(crate) owner: String,
    pub(crate) first: bool,
    pub(crate) details: Vec<(String, Vec<String>)>,
    pub(crate) sources: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: Spanned<String>,
    pub(crate) condition: Condition,
    pub(crate) points: Vec<(Spanned<String>, Spanned<i64>)>,
    pub(crate) rules_out: Vec<Spanned<String>>,
    pub(crate) fixed: bool,
    pub(crate) because: String,
    pub(crate) sources: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Contradiction {
    pub(crate) condition: Condition,
    pub(crate) say: Spanned<String>,
}

#[derive(Debug)]
pub(crate) struct Headline {
    pub(crate) condition: Option<Condition>,
    pub(crate) say: Spanned<String>,
}

#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) condition: Option<Condition>,
    pub(crate) boxes: Vec<ChartBox>,
}

#[derive(Debug)]
pub(crate) struct ChartBox {
    pub(crate) span: Span,
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) style: Option<Spanned<String>>,
    pub(crate) condition: Option<Condition>,
    pub(crate) below: Vec<ChartBox>,
}

#[derive(Debug)]
pub(crate) struct Assessment {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) levels: Vec<Spanned<String>>,
    pub(crate) areas: Vec<Area>,
}

#[derive(Debug)]
pub(crate) struct Area {
    pub(crate) question: Spanned<String>,
    pub(crate) title: String,
}

/// A condition with its joints understood and its tests not yet: what a test may say depends on what it names.
#[derive(Debug)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Test(Key, Node),
}

#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: Spanned<String>,
    pub(crate) group: Option<Spanned<String>>,
    pub(crate) note: String,
    pub(crate) weight: Option<Spanned<i64>>,
    pub(crate) answers: Vec<(Key, Node)>,
    pub(crate) expect: Vec<(Key, Node)>,
    pub(crate) reasons: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Former {
    pub(crate) question: Spanned<String>,
    pub(crate) now: Option<Spanned<String>>,
    pub(crate) answers: Vec<(Key, Node)>,
    pub(crate) because: String,
}

#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) id: Spanned<String>,
    pub(crate) says: String,
    pub(crate) when: Option<Condition>,
    pub(crate) claim: Option<Claim>,
}

/// What a property claims.
#[derive(Debug)]
pub(crate) enum Claim {
    Never(Condition),
    Always(Condition),
    Raising {
        question: Spanned<String>,
        /// A decision and an option of it.
        led: Option<(Spanned<String>, Spanned<String>)>,
        against: Spanned<String>,
    },
}
