//! Decisions: options, and the rules that give them points.

use std::sync::Arc;

use super::Condition;
use super::layer::Layer;
use super::source::Citation;
use crate::place::Span;
use crate::set::Set;
use crate::table::{Ix, Table};

/// A decision among options: in the words of multi-criteria analysis, a set of alternatives with an additive score.
#[derive(Clone)]
#[non_exhaustive]
pub struct Decision {
    /// The id that conditions, cases and results use.
    pub id: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    /// The decision as a question: "Who should lead revenue?"
    pub title: String,
    /// How the outcome follows from the points.
    pub choose: Choose,
    /// Whether people come for this decision, so that the questionnaire settles it before the others. If the author marks
    /// none, all of them are.
    pub main: bool,
    /// How the chosen options are to be shown.
    pub display: Display,
    /// The id of the decision above that this one only restates: another face of the same choice, and as sure as that is.
    /// It changes nothing about the outcome.
    pub follows: Option<String>,
    pub(crate) applies_if: Option<Condition>,
    pub(crate) options: Table<DecisionOption>,
    pub(crate) rules: Table<Rule>,
    pub(crate) span: Span,
}

/// How the outcome follows from the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// The option with most points.
    One {
        /// A margin up to this many points is a close call.
        close_call: i64,
    },
    /// Every option that reaches the threshold.
    Many {
        /// The points that an option needs.
        threshold: i64,
    },
}

/// How the chosen options of a decision are to be shown. It changes nothing about the outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Display {
    /// As a list to read.
    #[default]
    List,
    /// As a list of things to do, each to be ticked off.
    Checklist,
    /// As a list of what to beware of.
    Warnings,
}

/// One of the alternatives of a decision.
#[derive(Clone)]
#[non_exhaustive]
pub struct DecisionOption {
    /// The id that conditions, cases and results use.
    pub id: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    /// What it is called.
    pub title: String,
    /// What it means, in a sentence or two. May be empty.
    pub summary: String,
    /// When it is to be done: "Days 1 to 30". May be empty.
    pub when: String,
    /// Who does it. May be empty.
    pub owner: String,
    /// Whether it comes before all else of its time, whatever its points.
    pub first: bool,
    /// Lists shown with the outcome: what each executive owns, first steps.
    pub details: Vec<Detail>,
    /// What the option's description rests on.
    pub sources: Vec<Citation>,
    pub(crate) span: Span,
}

/// A titled list that belongs to an option.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// The list's heading.
    pub title: String,
    /// Its entries.
    pub entries: Vec<String>,
}

/// A rule: where its condition is true it gives options points, or rules some out.
#[derive(Clone)]
#[non_exhaustive]
pub struct Rule {
    /// The id that results and cases use.
    pub id: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    /// The author's rationale, for people. May be empty.
    pub because: String,
    /// What the rule rests on.
    pub sources: Vec<Citation>,
    pub(crate) condition: Condition,
    /// Points in the order in which the author wrote them.
    pub(crate) points: Vec<(Ix<DecisionOption>, i64)>,
    pub(crate) rules_out: Set,
    /// Where each of the points stands: the option and the number.
    pub(crate) written: Vec<[Span; 2]>,
    /// Whether its points are to stay as they are when others are looked for.
    pub fixed: bool,
    pub(crate) span: Span,
}

/// A rule of any decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RuleRef {
    pub(crate) decision: Ix<Decision>,
    pub(crate) rule: Ix<Rule>,
}

impl Decision {
    /// The options, in the author's order. Ties go to the one listed first.
    pub fn options(&self) -> &[DecisionOption] {
        self.options.rows()
    }

    /// The option with this id.
    pub fn option(&self, id: &str) -> Option<&DecisionOption> {
        self.options().iter().find(|option| option.id == id)
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules().iter().find(|rule| rule.id == id)
    }

    /// The rules, in the author's order.
    pub fn rules(&self) -> &[Rule] {
        self.rules.rows()
    }

    /// A decision without options whose rules fire where these conditions hold: for a search that looks at conditions
    /// which belong to no decision.
    pub(crate) fn watching(conditions: impl IntoIterator<Item = Condition>) -> Decision {
        let mut rules = Table::default();
        for condition in conditions {
            rules.push(Rule {
                id: String::new(),
                layer: Arc::default(),
                because: String::new(),
                sources: Vec::new(),
                condition,
                points: Vec::new(),
                rules_out: Set::default(),
                written: Vec::new(),
                fixed: false,
                span: Span::default(),
            });
        }
        Decision {
            id: String::new(),
            layer: Arc::default(),
            title: String::new(),
            choose: Choose::One { close_call: 0 },
            main: false,
            display: Display::default(),
            follows: None,
            applies_if: None,
            options: Table::default(),
            rules,
            span: Span::default(),
        }
    }

    pub(crate) fn option_ids(&self) -> impl Iterator<Item = &str> {
        self.options().iter().map(|option| option.id.as_str())
    }
}

impl Rule {
    /// The points that the rule gives when it fires, by option. Options that it does not touch are absent. The decision must be
    /// the rule's own.
    pub fn points<'r>(&'r self, decision: &'r Decision) -> impl Iterator<Item = (&'r DecisionOption, i64)> {
        let option = |option: &Ix<DecisionOption>| decision.options().get(option.position());
        self.points.iter().filter_map(move |(to, points)| Some((option(to)?, *points)))
    }

    /// The options that the rule removes when it fires, in the author's order.
    pub fn rules_out<'r>(&'r self, decision: &'r Decision) -> impl Iterator<Item = &'r DecisionOption> {
        self.rules_out.iter().filter_map(|position| decision.options().get(position))
    }
}
