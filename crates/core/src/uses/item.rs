//! The things of a rulebook that have an id.

use crate::rulebook::{
    Assessment, Chart, Claim, Decision, DecisionOption, Fact, PossibleAnswer, Property, Question, Rule, Section, Source,
};

/// Something that has an id.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Item<'r> {
    /// A part of the questionnaire.
    Section(&'r Section),
    /// A question.
    Question(&'r Question),
    /// One of a question's answers.
    Answer(&'r Question, &'r PossibleAnswer),
    /// A fact.
    Fact(&'r Fact),
    /// A decision.
    Decision(&'r Decision),
    /// An option of a decision.
    Option(&'r Decision, &'r DecisionOption),
    /// A rule of a decision.
    Rule(&'r Decision, &'r Rule),
    /// A source.
    Source(&'r Source),
    /// One of a source's claims.
    Claim(&'r Source, &'r Claim),
    /// A chart.
    Chart(&'r Chart),
    /// An assessment.
    Assessment(&'r Assessment),
    /// A property.
    Property(&'r Property),
}

impl<'r> Item<'r> {
    /// The id as the rulebook writes it where it is declared.
    pub fn id(&self) -> &'r str {
        match self {
            Item::Section(section) => &section.id,
            Item::Question(question) => &question.id,
            Item::Answer(_, answer) => &answer.id,
            Item::Fact(fact) => &fact.id,
            Item::Decision(decision) => &decision.id,
            Item::Option(_, option) => &option.id,
            Item::Rule(_, rule) => &rule.id,
            Item::Source(source) => &source.id,
            Item::Claim(_, claim) => &claim.id,
            Item::Chart(chart) => &chart.id,
            Item::Assessment(assessment) => &assessment.id,
            Item::Property(property) => &property.id,
        }
    }

    /// The id with that of what it belongs to, if it belongs to something.
    pub fn full_id(&self) -> Option<String> {
        match self {
            Item::Answer(question, answer) => Some(format!("{}={}", question.id, answer.id)),
            Item::Option(decision, option) => Some(format!("{}/{}", decision.id, option.id)),
            Item::Rule(decision, rule) => Some(format!("{}/{}", decision.id, rule.id)),
            Item::Claim(source, claim) => Some(format!("{}/{}", source.id, claim.id)),
            _ => None,
        }
    }
}
