//! Conditions in the schema: which names each may use, and what may be said of each name.

use std::collections::HashSet;

use super::Writer;
use super::json::{Json, list_of, map, one_of, reference, text, types};
use crate::draft::{Decision, Question, QuestionKind};

/// The definition of conditions that name questions and facts.
pub(super) const OF_QUESTIONS: &str = "condition";
/// The definition of conditions that name decisions as well.
const OF_DECISIONS: &str = "condition with decisions";

/// With more names than this, all decisions share one definition, which offers them all: one for each would grow with the
/// square of the rulebook.
const MOST_NAMES: usize = 20_000;

impl Writer<'_> {
    /// The definition for the conditions in a decision, or in one that is not known.
    pub(super) fn condition_in(&self, decision: Option<&Decision>) -> String {
        match decision.filter(|_| self.is_small()) {
            Some(decision) => format!("{OF_QUESTIONS} in {}", decision.id.value),
            None => OF_DECISIONS.to_owned(),
        }
    }

    fn is_small(&self) -> bool {
        let names = self.draft.questions.len() + self.draft.facts.len() + self.draft.decisions.len();
        names.saturating_mul(self.draft.decisions.len()) <= MOST_NAMES
    }

    pub(super) fn conditions(&self, definitions: &mut Vec<(String, Json)>) {
        let decisions: Vec<&Decision> = self.names.decisions().collect();
        definitions.push((OF_QUESTIONS.to_owned(), self.condition(OF_QUESTIONS, &[])));
        definitions.push((OF_DECISIONS.to_owned(), self.condition(OF_DECISIONS, &decisions)));
        if self.is_small() {
            for (above, decision) in decisions.iter().enumerate() {
                let name = self.condition_in(Some(decision));
                let condition = self.condition(&name, decisions.get(..above).unwrap_or_default());
                definitions.push((name, condition));
            }
        }
        for question in self.names.questions() {
            definitions.push((test_of(&question.id.value), test(question)));
            definitions.extend(answers(question).map(|answers| (answer_to(question), answers)));
        }
        for decision in decisions {
            definitions.push((super::option_of(decision), self.names.one_of(self.options(Some(decision)))));
            let option = self.option(Some(decision));
            definitions.push((test_of(&decision.id.value), Json::any_of([option.clone(), some(option)])));
        }
    }

    fn condition(&self, itself: &str, decisions: &[&Decision]) -> Json {
        let parts = list_of(reference(itself));
        let mut names = vec![
            ("all".to_owned(), parts.clone().about("Holds if each of these holds.")),
            ("any".to_owned(), parts.about("Holds if at least one of these holds.")),
            ("not".to_owned(), reference(itself).about("Holds if this does not.")),
        ];
        for question in self.names.questions() {
            names.push((question.id.value.clone(), reference(&test_of(&question.id.value)).about(&question.ask)));
        }
        let facts = self.names.facts().map(|fact| (fact.id.value.clone(), reference("flag")));
        names.extend(facts);
        for decision in decisions {
            names.push((decision.id.value.clone(), reference(&test_of(&decision.id.value)).about(&decision.title)));
        }
        let mut seen = HashSet::new();
        names.retain(|(name, _)| seen.insert(name.clone()));
        self.names.object(names, Json::anything())
    }
}

/// What a condition may say of a question.
fn test(question: &Question) -> Json {
    let word = reference(&answer_to(question));
    let several = some(word.clone());
    let any = Json::any_of([word.clone(), several.clone()]);
    match &question.kind {
        Some(QuestionKind::Choice { ordered, .. }) => {
            let mut tests = vec![("not", any.about("Any other answer than this."))];
            if *ordered {
                tests.push(("at_least", word.clone().about("This answer or one further on.")));
                tests.push(("at_most", word.clone().about("This answer or an earlier one.")));
            }
            Json::any_of([word, several, tests_of(tests)])
        }
        Some(QuestionKind::Many { .. }) => {
            let tests = vec![
                ("all_of", any.clone().about("All of these, and maybe more.")),
                ("none_of", any.about("None of these.")),
            ];
            Json::any_of([word, several, tests_of(tests)])
        }
        Some(QuestionKind::Number { .. }) => {
            let words = [
                ("at_least", "This number or more."),
                ("at_most", "This number or less."),
                ("above", "More than this."),
                ("below", "Less than this."),
            ];
            let tests = words.map(|(word, about)| (word, types(&["integer"]).about(about)));
            Json::any_of([types(&["integer"]), tests_of(tests.into())])
        }
        Some(QuestionKind::YesNo) => reference("flag"),
        None => Json::anything(),
    }
}

/// What may be answered to a question.
pub(super) fn given(question: &Question) -> Json {
    let given = match &question.kind {
        Some(QuestionKind::Choice { .. }) => reference(&answer_to(question)),
        Some(QuestionKind::Many { at_most, .. }) => {
            let mut list = vec![
                ("type", text("array")),
                ("items", reference(&answer_to(question))),
                ("uniqueItems", Json::Bool(true)),
            ];
            if let Some(at_most) = at_most.as_ref().filter(|at_most| at_most.value >= 0) {
                list.push(("maxItems", Json::Whole(at_most.value)));
            }
            map(list)
        }
        Some(QuestionKind::Number { min, max, .. }) => {
            let mut number = vec![("type", text("integer"))];
            number.extend(min.as_ref().map(|min| ("minimum", Json::Whole(min.value))));
            number.extend(max.as_ref().map(|max| ("maximum", Json::Whole(max.value))));
            map(number)
        }
        Some(QuestionKind::YesNo) => reference("flag"),
        None => Json::anything(),
    };
    given.or_null().about(&question.ask)
}

/// The answers of a question that lists them.
fn answers(question: &Question) -> Option<Json> {
    let (QuestionKind::Choice { answers, .. } | QuestionKind::Many { answers, .. }) = question.kind.as_ref()? else {
        return None;
    };
    let mut seen = HashSet::new();
    let words = answers.iter().filter(|answer| seen.insert(answer.id.value.as_str()));
    Some(one_of(words.map(|answer| (answer.id.value.as_str(), answer.label.as_str())), true))
}

fn answer_to(question: &Question) -> String {
    format!("answer to {}", question.id.value)
}

fn test_of(id: &str) -> String {
    format!("test of {id}")
}

/// A list of at least one word.
fn some(word: Json) -> Json {
    map([("type", text("array")), ("items", word), ("minItems", Json::Whole(1))])
}

fn tests_of(tests: Vec<(&str, Json)>) -> Json {
    map([
        ("type", text("object")),
        ("properties", map(tests)),
        ("additionalProperties", Json::Bool(false)),
        ("minProperties", Json::Whole(1)),
    ])
}
