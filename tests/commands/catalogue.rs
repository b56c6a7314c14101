//! `advisor rules show --format json`: the rulebook as data, against its schema, and whether a form can do with it.

use std::collections::BTreeMap;

use leadership_advisor::record::{Catalogue, ConditionRecord};
use leadership_advisor::{Answer, Rulebook};

use crate::advisor::{Advisor, root};
use crate::lunch::LUNCH;
use crate::validator::{self, Validator};

/// A rulebook with what the others lack: every kind of question and test.
const EVERY_KIND: &str = "rulebook: {id: kinds, version: 1, format: 1, title: Kinds}
questions:
  - {id: size, ask: Size?, type: choice, ordered: true, answers: {s: Small, m: Medium, l: Large}}
  - {id: uses, ask: Uses?, type: many, at_most: 2, answers: {eat: Eating, look: Looking, sell: Selling}, ask_if: {size: [s, l]}}
  - {id: age, ask: Age?, type: number, unit: years, min: 0, ask_if: {uses: {all_of: eat, none_of: look}}}
  - {id: new, ask: New?, type: yes_no, ask_if: {any: [{age: {below: 3}}, {not: {uses: [eat, sell]}}]}}
  - {id: why, ask: Why?, type: yes_no, ask_if: {fresh: true, new: yes}}
facts: [{id: fresh, if: {not: {age: {at_least: 2}}}}]
decisions:
  - {id: first, title: F, choose: one, options: [{id: a, title: This}, {id: b, title: That}]}
  - {id: second, title: S, choose: many, applies_if: {first: a}, options: [{id: c, title: C}]}
";

#[test]
fn the_json_is_as_its_schema_says_and_a_record() {
    let schema = validator::schema("docs/catalogue.schema.json");
    let mut validator = Validator::new(&schema);
    let (shipped, examples) = (root().join("rules/revenue-leadership"), root().join("examples"));
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("kinds.yaml", EVERY_KIND);
    for rulebook in [
        "lunch.yaml".to_owned(),
        "kinds.yaml".to_owned(),
        shipped.display().to_string(),
        examples.join("practice.yaml").display().to_string(),
    ] {
        let json = advisor.run(&format!("rules show {rulebook} --format json")).exits(0).json();
        assert_eq!(validator.problems(&json, &schema, "$"), Vec::<String>::new(), "{rulebook}");
        let record: Catalogue = serde_json::from_value(json.clone()).expect("a record reads it");
        assert_eq!(serde_json::to_value(&record).expect("it is JSON"), json, "{rulebook}");
    }
    assert_eq!(validator.unused(), Vec::<&String>::new(), "the schema says what the program never writes");
    advisor.run("rules show lunch.yaml hunger --format json").exits(2);
}

/// A form that has nothing but the catalogue and the answers so far knows which questions to ask.
#[test]
fn a_form_built_from_it_asks_what_the_engine_asks() {
    let rulebook = Rulebook::parse("kinds.yaml", EVERY_KIND).expect("it is right");
    let catalogue = Catalogue::from(&rulebook);
    let sizes = [None, Some("s"), Some("m"), Some("l")].map(|size| size.map(Answer::from));
    let uses: [Option<&[&str]>; 5] = [None, Some(&[]), Some(&["eat"]), Some(&["eat", "look"]), Some(&["sell"])];
    let uses = uses.map(|uses| uses.map(Answer::from));
    let ages = [None, Some(1), Some(2), Some(9)].map(|age: Option<i64>| age.map(Answer::from));
    let news = [None, Some(true), Some(false)].map(|new| new.map(Answer::from));
    let mut seen = BTreeMap::<Vec<String>, usize>::new();
    for size in &sizes {
        for used in &uses {
            for age in &ages {
                for new in &news {
                    let all = [("size", size), ("uses", used), ("age", age), ("new", new)];
                    let given: BTreeMap<&str, Answer> =
                        all.into_iter().filter_map(|(id, answer)| Some((id, answer.clone()?))).collect();
                    let answers = rulebook.answers_from(given.clone()).expect("they are answers");
                    let evaluation = answers.evaluate();
                    let engine: Vec<String> = evaluation.asked().map(|question| question.id.clone()).collect();
                    let form = asked(&catalogue, &given);
                    assert_eq!(form, engine, "{given:?}");
                    *seen.entry(form).or_default() += 1;
                }
            }
        }
    }
    assert!(seen.len() > 5, "the conditions make a difference: {seen:?}");
}

/// What a form asks: the questions whose condition is true.
fn asked(catalogue: &Catalogue, given: &BTreeMap<&str, Answer>) -> Vec<String> {
    let is_asked = |id: &str| {
        let question = catalogue.questions.iter().find(|question| question.id == id).expect("a question");
        question.ask_if.as_ref().map_or(Some(true), |when| holds(catalogue, given, &when.condition))
    };
    let questions = catalogue.questions.iter().map(|question| &question.id);
    questions.filter(|id| is_asked(id) == Some(true)).cloned().collect()
}

/// Kleene's logic over the tree, as any script would write it down. `None` is unknown.
fn holds(catalogue: &Catalogue, given: &BTreeMap<&str, Answer>, condition: &ConditionRecord) -> Option<bool> {
    let part = |part: &ConditionRecord| holds(catalogue, given, part);
    let test = |id: &str, passes: &dyn Fn(&Answer) -> bool| {
        let question = catalogue.questions.iter().find(|question| question.id == id).expect("a question");
        match question.ask_if.as_ref().map_or(Some(true), |when| holds(catalogue, given, &when.condition)) {
            Some(true) => given.get(id).map(passes),
            Some(false) => Some(false),
            None => None,
        }
    };
    match condition {
        ConditionRecord::All { of } => {
            let parts: Vec<_> = of.iter().map(part).collect();
            if parts.contains(&Some(false)) {
                Some(false)
            } else {
                parts.into_iter().collect::<Option<Vec<_>>>().map(|_| true)
            }
        }
        ConditionRecord::Any { of } => {
            let parts: Vec<_> = of.iter().map(part).collect();
            if parts.contains(&Some(true)) {
                Some(true)
            } else {
                parts.into_iter().collect::<Option<Vec<_>>>().map(|_| false)
            }
        }
        ConditionRecord::Not { of } => part(of).map(|holds| !holds),
        ConditionRecord::Choice { question, among } => {
            test(question, &|answer| matches!(answer, Answer::Choice(id) if among.contains(id)))
        }
        ConditionRecord::YesNo { question, is } => test(question, &|answer| *answer == Answer::YesNo(*is)),
        ConditionRecord::Number { question, least, most } => test(question, &|answer| {
            matches!(answer, Answer::Number(number)
                if least.is_none_or(|least| least <= *number) && most.is_none_or(|most| *number <= most))
        }),
        ConditionRecord::Members { question, any_of, all_of, none_of } => test(question, &|answer| {
            let Answer::Many(ids) = answer else { return false };
            (any_of.is_empty() || any_of.iter().any(|id| ids.contains(id)))
                && all_of.iter().all(|id| ids.contains(id))
                && none_of.iter().all(|id| !ids.contains(id))
        }),
        ConditionRecord::Fact { fact, holds: wanted } => {
            let fact = catalogue.facts.iter().find(|known| known.id == *fact).expect("a fact");
            holds(catalogue, given, &fact.holds_if.condition).map(|holds| holds == *wanted)
        }
        other => panic!("no question is asked by an outcome: {other:?}"),
    }
}
