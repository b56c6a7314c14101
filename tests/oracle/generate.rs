//! Random small rulebooks that use every feature of the format, with answers to them.
//!
//! proptest shrinks what is drawn independently far better than what is drawn in steps that depend on each other. So a
//! case is drawn as a *sketch*, numbers without meaning, and [`build`] reads any sketch as a valid rulebook: names and
//! answers are picked modulo what may be named at that place. Taking anything out of a sketch leaves a rulebook.
//!
//! Points, constants and bounds are drawn from a few small numbers, so that ties and edges are common, with the
//! extremes of the number type thrown in.

use std::collections::BTreeSet;
use std::fmt;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

use crate::model::{
    Answers, Choose, Condition, Decision, Entry, Fact, Kind, Part, Question, Rule, Rulebook, Test, Value,
};
use crate::yaml;

/// One thing to try: a rulebook, answers to it, and another answer for every question.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) rulebook: Rulebook,
    pub(crate) answers: Answers,
    pub(crate) others: Answers,
}

pub(crate) fn cases() -> impl Strategy<Value = Case> {
    sketches().prop_map(|sketch| build(&sketch))
}

/// As text to paste; proptest asks for `Debug` where it shows a case.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", yaml::rulebook(&self.rulebook), yaml::answers(&self.answers))
    }
}

#[derive(Clone, Debug)]
struct Sketch {
    questions: Vec<QuestionSketch>,
    facts: Vec<FactSketch>,
    /// Whether each fact stands above those that it rests on, which the format allows.
    facts_upside_down: bool,
    decisions: Vec<DecisionSketch>,
}

#[derive(Clone, Debug)]
struct QuestionSketch {
    kind: u8,
    answers: usize,
    bounds: (Option<u8>, Option<u8>),
    ask_if: Option<ConditionSketch>,
    answer: Option<u8>,
    other: u8,
}

#[derive(Clone, Debug)]
struct FactSketch {
    /// It rests on at most so many questions, counted from the first.
    reach: usize,
    condition: ConditionSketch,
}

#[derive(Clone, Debug)]
struct DecisionSketch {
    many: bool,
    bound: Option<i64>,
    applies_if: Option<ConditionSketch>,
    options: usize,
    rules: Vec<RuleSketch>,
}

#[derive(Clone, Debug)]
struct RuleSketch {
    condition: ConditionSketch,
    points: Vec<(usize, i64)>,
    rules_out: Vec<usize>,
}

type ConditionSketch = Vec<EntrySketch>;

#[derive(Clone, Debug)]
enum EntrySketch {
    Test { name: usize, form: u8, operands: Vec<u8> },
    Not(ConditionSketch),
    All(Vec<ConditionSketch>),
    Any(Vec<ConditionSketch>),
}

fn sketches() -> impl Strategy<Value = Sketch> {
    (vec(question(), 2..=5), vec(fact(), 0..=3), any::<bool>(), vec(decision(), 1..=3)).prop_map(
        |(questions, facts, facts_upside_down, decisions)| Sketch { questions, facts, facts_upside_down, decisions },
    )
}

fn question() -> impl Strategy<Value = QuestionSketch> {
    let bounds = (weighted(0.5, any::<u8>()), weighted(0.5, any::<u8>()));
    (0..5_u8, 2..=4_usize, bounds, weighted(0.4, condition()), weighted(0.6, any::<u8>()), any::<u8>()).prop_map(
        |(kind, answers, bounds, ask_if, answer, other)| QuestionSketch {
            kind,
            answers,
            bounds,
            ask_if,
            answer,
            other,
        },
    )
}

fn fact() -> impl Strategy<Value = FactSketch> {
    (0..=5_usize, condition()).prop_map(|(reach, condition)| FactSketch { reach, condition })
}

fn decision() -> impl Strategy<Value = DecisionSketch> {
    let bound = weighted(0.8, -1..=3_i64);
    (prop::bool::weighted(0.35), bound, weighted(0.3, condition()), 2..=4_usize, vec(rule(), 0..=8)).prop_map(
        |(many, bound, applies_if, options, rules)| DecisionSketch { many, bound, applies_if, options, rules },
    )
}

fn rule() -> impl Strategy<Value = RuleSketch> {
    let rules_out = prop_oneof![4 => Just(vec![]), 1 => vec(0..4_usize, 1..=2)];
    (condition(), vec((0..4_usize, -2..=3_i64), 0..=3), rules_out)
        .prop_map(|(condition, points, rules_out)| RuleSketch { condition, points, rules_out })
}

fn condition() -> impl Strategy<Value = ConditionSketch> {
    let test = (0..64_usize, any::<u8>(), vec(any::<u8>(), 1..=3))
        .prop_map(|(name, form, operands)| EntrySketch::Test { name, form, operands });
    let entry = test.prop_recursive(3, 6, 2, |inner| {
        let part = vec(inner, 1..=2);
        prop_oneof![
            4 => part.clone().prop_map(EntrySketch::Not),
            4 => vec(part.clone(), 1..=2).prop_map(EntrySketch::All),
            4 => vec(part, 1..=2).prop_map(EntrySketch::Any),
            1 => Just(EntrySketch::All(vec![])),
            1 => Just(EntrySketch::Any(vec![])),
        ]
    });
    prop_oneof![4 => vec(entry.clone(), 1), 1 => vec(entry, 2..=3)]
}

/// What a condition may name at its place.
#[derive(Clone, Copy)]
enum Name<'a> {
    Question(&'a Question),
    Fact(&'a str),
    Decision(&'a Decision),
}

fn build(sketch: &Sketch) -> Case {
    let mut questions: Vec<Question> = sketch
        .questions
        .iter()
        .enumerate()
        .map(|(place, sketch)| Question { id: format!("q{}", place + 1), kind: build_kind(sketch), ask_if: None })
        .collect();

    let mut facts: Vec<(usize, Fact)> = Vec::new();
    for (place, FactSketch { reach, condition }) in sketch.facts.iter().enumerate() {
        let condition = build_condition(condition, &within(*reach, &questions, &facts));
        facts.push((*reach, Fact { id: format!("f{}", place + 1), condition }));
    }
    for (place, sketch) in sketch.questions.iter().enumerate() {
        let scope = within(place, &questions, &facts);
        let ask_if = sketch.ask_if.as_ref().map(|ask_if| build_condition(ask_if, &scope));
        questions[place].ask_if = ask_if;
    }

    let mut decisions: Vec<Decision> = Vec::new();
    for (place, sketch) in sketch.decisions.iter().enumerate() {
        let mut scope = within(usize::MAX, &questions, &facts);
        scope.extend(decisions.iter().map(Name::Decision));
        let decision = build_decision(&format!("d{}", place + 1), sketch, &scope);
        decisions.push(decision);
    }

    let answers = sketch.questions.iter().zip(&questions).filter_map(|(sketch, question)| {
        sketch.answer.map(|answer| (question.id.clone(), build_value(&question.kind, answer)))
    });
    let others = sketch.questions.iter().zip(&questions);
    let others = others.map(|(sketch, question)| (question.id.clone(), build_value(&question.kind, sketch.other)));
    let (answers, others) = (answers.collect(), others.collect());
    let mut facts: Vec<Fact> = facts.into_iter().map(|(_, fact)| fact).collect();
    if sketch.facts_upside_down {
        facts.reverse();
    }
    Case { rulebook: Rulebook { questions, facts, decisions, ..Rulebook::default() }, answers, others }
}

/// The first so many questions, and the facts that rest on no others.
fn within<'a>(reach: usize, questions: &'a [Question], facts: &'a [(usize, Fact)]) -> Vec<Name<'a>> {
    let facts = facts.iter().filter(|(rests_on, _)| *rests_on <= reach).map(|(_, fact)| Name::Fact(&fact.id));
    questions.iter().take(reach).map(Name::Question).chain(facts).collect()
}

fn build_kind(sketch: &QuestionSketch) -> Kind {
    let answers = || ["a", "b", "c", "d"].iter().take(sketch.answers).map(|&id| id.to_owned()).collect();
    let (low, high) = sketch.bounds;
    match sketch.kind {
        0 => Kind::YesNo,
        1 => Kind::Choice { answers: answers(), ordered: false },
        2 => Kind::Choice { answers: answers(), ordered: true },
        3 => Kind::Many { answers: answers(), at_most: low.map(|low| usize::from(low) % sketch.answers + 1) },
        _ => {
            let (low, high) = (low.map(number), high.map(number));
            Kind::Number { min: low.min(high).or(low), max: high.max(low.filter(|_| high.is_some())) }
        }
    }
}

fn build_value(kind: &Kind, drawn: u8) -> Value {
    let pick = |answers: &[String]| answers[usize::from(drawn) % answers.len()].clone();
    match kind {
        Kind::Choice { answers, .. } => Value::Choice(pick(answers)),
        Kind::Many { answers, at_most } => Value::Many(
            (0..answers.len())
                .filter(|place| drawn >> place & 1 == 1)
                .map(|place| answers[place].clone())
                .take(at_most.unwrap_or(usize::MAX))
                .collect(),
        ),
        Kind::Number { min, max } => {
            Value::Number(number(drawn).clamp(min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX)))
        }
        Kind::YesNo => Value::YesNo(drawn & 1 == 1),
    }
}

fn build_decision(id: &str, sketch: &DecisionSketch, scope: &[Name<'_>]) -> Decision {
    let options: Vec<String> = (1..=sketch.options).map(|place| format!("o{place}")).collect();
    let option = |drawn: usize| options[drawn % options.len()].clone();
    let rule = |(place, rule): (usize, &RuleSketch)| {
        let mut points: Vec<(String, i64)> = Vec::new();
        for &(to, value) in &rule.points {
            if points.iter().all(|(named, _)| *named != option(to)) {
                points.push((option(to), value));
            }
        }
        let rules_out: BTreeSet<String> = rule.rules_out.iter().map(|&drawn| option(drawn)).collect();
        if points.is_empty() && rules_out.is_empty() {
            points.push((option(0), 1));
        }
        Rule {
            id: format!("{id}r{}", place + 1),
            condition: build_condition(&rule.condition, scope),
            points,
            rules_out: rules_out.into_iter().collect(),
        }
    };
    Decision {
        id: id.to_owned(),
        choose: if sketch.many {
            Choose::Many { threshold: sketch.bound }
        } else {
            Choose::One { close_call: sketch.bound.map(|bound| bound.max(0)) }
        },
        applies_if: sketch.applies_if.as_ref().map(|applies_if| build_condition(applies_if, scope)),
        rules: sketch.rules.iter().enumerate().map(rule).collect(),
        options,
    }
}

fn build_condition(sketch: &ConditionSketch, scope: &[Name<'_>]) -> Condition {
    let each = |parts: &[ConditionSketch]| parts.iter().map(|part| build_condition(part, scope)).collect();
    let mut entries: Vec<Entry> = Vec::new();
    let mut keys = BTreeSet::new();
    for entry in sketch {
        let entry = match entry {
            EntrySketch::Test { name, form, operands } => build_test(*name, *form, operands, scope),
            EntrySketch::Not(part) => Entry::Not(build_condition(part, scope)),
            EntrySketch::All(parts) => Entry::All(each(parts)),
            EntrySketch::Any(parts) => Entry::Any(each(parts)),
        };
        // No key may stand twice in a mapping.
        let key = match &entry {
            Entry::All(_) => "all".to_owned(),
            Entry::Any(_) => "any".to_owned(),
            Entry::Not(_) => "not".to_owned(),
            Entry::Question(id, _) | Entry::Fact(id, _) | Entry::Decision(id, _) => id.clone(),
        };
        if keys.insert(key) {
            entries.push(entry);
        }
    }
    Condition(entries)
}

fn build_test(name: usize, form: u8, operands: &[u8], scope: &[Name<'_>]) -> Entry {
    let odd = form & 1 == 1;
    match scope.get(name % scope.len().max(1)) {
        None if odd => Entry::Any(vec![]),
        None => Entry::All(vec![]),
        Some(Name::Fact(id)) => Entry::Fact((*id).to_owned(), !odd),
        Some(Name::Decision(decision)) => {
            let options = if odd { operands } else { &operands[..1] };
            Entry::Decision(decision.id.clone(), pick(&decision.options, options))
        }
        Some(Name::Question(question)) => {
            Entry::Question(question.id.clone(), build_form(&question.kind, form, operands))
        }
    }
}

fn build_form(kind: &Kind, form: u8, operands: &[u8]) -> Test {
    let first = &operands[..1];
    match kind {
        Kind::YesNo => Test::Is(form & 1 == 0),
        Kind::Choice { answers, ordered } => {
            let one = || pick(answers, first).remove(0);
            match form % if *ordered { 7 } else { 4 } {
                0 => Test::AnyOf(pick(answers, first)),
                1 => Test::AnyOf(pick(answers, operands)),
                2 => Test::Joined(vec![Part::Not(pick(answers, first))]),
                3 => Test::Joined(vec![Part::Not(pick(answers, operands))]),
                4 => Test::Joined(vec![Part::FromAnswer(one())]),
                5 => Test::Joined(vec![Part::UpToAnswer(one())]),
                _ => Test::Joined(vec![Part::FromAnswer(one()), Part::Not(pick(answers, operands))]),
            }
        }
        Kind::Many { answers, .. } => match form % 5 {
            0 => Test::AnyOf(pick(answers, first)),
            1 => Test::AnyOf(pick(answers, operands)),
            2 => Test::Joined(vec![Part::AllOf(pick(answers, operands))]),
            3 => Test::Joined(vec![Part::NoneOf(pick(answers, operands))]),
            _ => Test::Joined(vec![Part::AllOf(pick(answers, first)), Part::NoneOf(pick(answers, &operands[1..]))]),
        },
        Kind::Number { .. } => {
            let parts = [Part::AtLeast, Part::AtMost, Part::Above, Part::Below];
            let places = operands.iter().enumerate().map(|(step, &drawn)| ((usize::from(form) + step) % 4, drawn));
            match form % 5 {
                4 => Test::Equals(number(operands[0])),
                _ => Test::Joined(places.map(|(place, drawn)| parts[place](number(drawn))).collect()),
            }
        }
    }
}

/// The answers or options that these numbers stand for, each once; the first where they stand for none.
fn pick(names: &[String], drawn: &[u8]) -> Vec<String> {
    let places: BTreeSet<usize> = drawn.iter().map(|&drawn| usize::from(drawn) % names.len()).collect();
    let picked: Vec<String> = places.into_iter().map(|place| names[place].clone()).collect();
    if picked.is_empty() { names[..1].to_vec() } else { picked }
}

/// A number that may stand in a rulebook or an answer: mostly one of few, now and then the last of its type.
fn number(drawn: u8) -> i64 {
    match drawn {
        254.. => i64::MAX,
        252.. => i64::MIN,
        drawn => i64::from(drawn % 12) - 2,
    }
}
