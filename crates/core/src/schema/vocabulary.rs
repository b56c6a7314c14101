//! The names that a draft gives, as a schema offers them: each id once, with the words that tell people what it means.

use std::collections::HashSet;

use super::json::{Json, map, one_of, reference, text};
use crate::diagnostic::{Code, Severity};
use crate::draft::format::{Entry, Takes};
use crate::draft::{Decision, DecisionOption, Draft, Fact, Question, QuestionKind, Rule, Spanned};

pub(super) struct Vocabulary<'d> {
    draft: &'d Draft,
    /// Every file could be read, so a name that is not here is wrong.
    whole: bool,
}

impl<'d> Vocabulary<'d> {
    pub(super) fn of(draft: &'d Draft, whole: bool) -> Self {
        Vocabulary { draft, whole }
    }

    pub(super) fn questions(&self) -> impl Iterator<Item = &'d Question> + use<'d> {
        unique(&self.draft.questions, |question| &question.id)
    }

    /// The questions whose answers are in rising order.
    pub(super) fn scales(&self) -> Json {
        let scales =
            self.questions().filter(|one| matches!(one.kind, Some(QuestionKind::Choice { ordered: true, .. })));
        self.one_of(scales.map(|question| (question.id.value.as_str(), question.ask.as_str())))
    }

    /// The questions whose answers have an order.
    pub(super) fn rising(&self) -> impl Iterator<Item = (&'d str, &'d str)> + use<'d> {
        let rising = self.questions().filter(|question| {
            matches!(&question.kind, Some(QuestionKind::Choice { ordered: true, .. } | QuestionKind::Number { .. }))
        });
        rising.map(|question| (question.id.value.as_str(), question.ask.as_str()))
    }

    pub(super) fn facts(&self) -> impl Iterator<Item = &'d Fact> + use<'d> {
        unique(&self.draft.facts, |fact| &fact.id)
    }

    pub(super) fn decisions(&self) -> impl Iterator<Item = &'d Decision> + use<'d> {
        unique(&self.draft.decisions, |decision| &decision.id)
    }

    /// The decisions that another may name. Which of them stand above it is left to the checks.
    pub(super) fn above(&self) -> Json {
        self.one_of(self.decisions().map(|decision| (decision.id.value.as_str(), decision.title.as_str())))
    }

    pub(super) fn sections(&self) -> Json {
        let sections = self.draft.headers.iter().flat_map(|header| &header.sections);
        self.one_of(unique(sections, |(id, _)| id).map(|(id, title)| (id.value.as_str(), title.as_str())))
    }

    /// Sources, and each of their claims.
    pub(super) fn citations(&self) -> Json {
        let mut citations = Vec::new();
        for source in unique(&self.draft.sources, |source| &source.id) {
            citations.push((source.id.value.clone(), source.title.as_str()));
            let mut seen = HashSet::new();
            let claims = source.claims.iter().filter(|(id, _)| seen.insert(id.value.as_str()));
            citations.extend(claims.map(|(id, claim)| (format!("{}/{}", source.id.value, id.value), claim.as_str())));
        }
        self.one_of(citations.iter().map(|(id, about)| (id.as_str(), *about)))
    }

    pub(super) fn rules(&self) -> Json {
        let rules = self.draft.decisions.iter().flat_map(|decision| &decision.rules);
        self.one_of(unique(rules, |rule: &&Rule| &rule.id).map(|rule| (rule.id.value.as_str(), rule.because.as_str())))
    }

    /// Whether a key belongs into these files: some make sense only in a layer.
    pub(super) fn fit(&self, entry: &Entry) -> bool {
        self.draft.below.is_some() || !matches!(entry.takes, Takes::Extended | Takes::Departures)
    }

    /// The rulebooks that a layer may extend.
    pub(super) fn rulebooks(&self) -> Json {
        let below = self.draft.below.iter().flat_map(|below| &below.rulebooks);
        self.one_of(below.map(|id| (id.as_str(), "")))
    }

    /// The rules and cases that a layer may remove or replace, each with a reason.
    pub(super) fn replaceable(&self) -> Json {
        let below = self.draft.below.iter().flat_map(|below| &below.replaceable);
        let names = below.map(|(name, about)| (name.clone(), reference("text").about(about)));
        self.object(names.collect(), reference("text"))
    }

    /// The decisions that a layer may add to.
    pub(super) fn decisions_below(&self) -> &'d [String] {
        self.draft.below.as_ref().map_or(&[], |below| &below.decisions)
    }

    /// One of some names.
    pub(super) fn one_of<'w>(&self, names: impl IntoIterator<Item = (&'w str, &'w str)>) -> Json {
        one_of(names, self.whole)
    }

    /// A mapping whose keys are names; `other` is what a name that is not known may have.
    pub(super) fn object(&self, names: Vec<(String, Json)>, other: Json) -> Json {
        map([
            ("type", text("object")),
            ("properties", Json::Map(names)),
            ("additionalProperties", if self.whole { Json::Bool(false) } else { other }),
        ])
    }
}

/// The findings that can be allowed, each with a reason.
pub(super) fn allowed() -> Json {
    let codes = Code::ALL.iter().filter(|code| code.severity() != Severity::Error);
    let reason = |code: &Code| (code.name().to_owned(), reference("text").about(code.meaning()));
    map([
        ("type", text("object")),
        ("properties", Json::Map(codes.map(reason).collect())),
        ("additionalProperties", Json::Bool(false)),
    ])
}

/// The options of some decisions, each id once.
pub(super) fn options<'d>(decisions: impl Iterator<Item = &'d Decision>) -> Vec<(&'d str, &'d str)> {
    let options = decisions.flat_map(|decision| &decision.options);
    unique(options, |option: &&DecisionOption| &option.id)
        .map(|option| (option.id.value.as_str(), option.title.as_str()))
        .collect()
}

/// Each with a right id, and each id for the first time.
fn unique<'d, T: 'd>(all: impl IntoIterator<Item = T>, id: fn(&T) -> &Spanned<String>) -> impl Iterator<Item = T> {
    let mut seen: HashSet<String> = HashSet::new();
    all.into_iter().filter(move |one| crate::draft::is_id(&id(one).value) && seen.insert(id(one).value.clone()))
}
