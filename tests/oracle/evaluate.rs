//! The format's section on evaluation, clause by clause, as plainly as it can be said.
//!
//! Names are looked up where they are used, facts are worked out again each time they are named, and the ranking is
//! sorted from scratch. It is slow on purpose: whoever doubts the engine should be able to hold this file against the
//! text of the format in one sitting. Each clause is cited by its number where it is carried out.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Answers, Choose, Condition, Decision, Entry, Kind, Part, Question, Rule, Rulebook, Test, Value};
use crate::reading::{Judgement, Reading, Standing};

/// What follows from these answers.
pub(crate) fn evaluate(rulebook: &Rulebook, answers: &Answers) -> Reading {
    let (world, decisions) = work_out(rulebook, answers);
    let is_asked = |question: &Question| world.asked[question.id.as_str()] == Truth::True;
    let is_answered = |question: &Question| answers.contains_key(&question.id);
    let questions = |keep: &dyn Fn(&Question) -> bool| {
        rulebook.questions.iter().filter(|question| keep(question)).map(|question| question.id.clone()).collect()
    };
    Reading {
        decisions: decisions.into_iter().map(|(judgement, _)| judgement).collect(),
        asked: questions(&is_asked),
        unanswered: questions(&|question| is_asked(question) && !is_answered(question)),
        ignored: questions(&|question| !is_asked(question) && is_answered(question)),
    }
}

/// Every rule that fires on these answers, also one that gives no points and rules nothing out.
pub(crate) fn fired(rulebook: &Rulebook, answers: &Answers) -> Vec<String> {
    let (_, decisions) = work_out(rulebook, answers);
    decisions.iter().flat_map(|(_, fired)| fired).map(|rule| rule.id.clone()).collect()
}

/// Whether a condition is true for these answers, once everything is decided.
pub(crate) fn is_true(rulebook: &Rulebook, answers: &Answers, condition: &Condition) -> bool {
    work_out(rulebook, answers).0.condition(condition) == Truth::True
}

fn work_out<'a>(rulebook: &'a Rulebook, answers: &'a Answers) -> (World<'a>, Vec<(Judgement, Vec<&'a Rule>)>) {
    let mut world = World { rulebook, answers, asked: BTreeMap::new(), outcomes: BTreeMap::new() };
    for question in &rulebook.questions {
        let asked = question.ask_if.as_ref().map_or(Truth::True, |ask_if| world.condition(ask_if));
        world.asked.insert(&question.id, asked);
    }
    // Clause 3: in order, so that a later decision can name an earlier one.
    let mut decisions = Vec::new();
    for decision in &rulebook.decisions {
        let (judgement, fired) = world.decide(decision);
        world.outcomes.insert(&decision.id, judgement.outcome.clone());
        decisions.push((judgement, fired));
    }
    (world, decisions)
}

/// Whether an answer passes a test, both being known. This is the table of tests, and nothing else.
pub(crate) fn passes(kind: &Kind, test: &Test, value: &Value) -> bool {
    match (test, value) {
        (Test::AnyOf(names), Value::Choice(answer)) => names.contains(answer),
        (Test::AnyOf(names), Value::Many(answers)) => names.iter().any(|name| answers.contains(name)),
        (Test::Equals(constant), Value::Number(number)) => number == constant,
        (Test::Is(expected), Value::YesNo(yes)) => yes == expected,
        (Test::Joined(parts), value) => parts.iter().all(|part| passes_part(kind, part, value)),
        _ => panic!("a test of one type on an answer of another"),
    }
}

fn passes_part(kind: &Kind, part: &Part, value: &Value) -> bool {
    match (part, value) {
        (Part::Not(names), Value::Choice(answer)) => !names.contains(answer),
        (Part::FromAnswer(bound), Value::Choice(answer)) => rank(kind, answer) >= rank(kind, bound),
        (Part::UpToAnswer(bound), Value::Choice(answer)) => rank(kind, answer) <= rank(kind, bound),
        (Part::AllOf(names), Value::Many(answers)) => names.iter().all(|name| answers.contains(name)),
        (Part::NoneOf(names), Value::Many(answers)) => !names.iter().any(|name| answers.contains(name)),
        (Part::AtLeast(bound), Value::Number(number)) => number >= bound,
        (Part::AtMost(bound), Value::Number(number)) => number <= bound,
        (Part::Above(bound), Value::Number(number)) => number > bound,
        (Part::Below(bound), Value::Number(number)) => number < bound,
        _ => panic!("a test of one type on an answer of another"),
    }
}

/// Where an answer stands in the rising order of an ordered choice.
fn rank(kind: &Kind, answer: &str) -> usize {
    let Kind::Choice { answers, ordered: true } = kind else { panic!("only ordered choices have an order") };
    answers.iter().position(|listed| listed == answer).expect("an answer of the question")
}

/// Clause 1: Kleene's three values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    fn of(known: bool) -> Self {
        if known { Truth::True } else { Truth::False }
    }

    fn not(self) -> Self {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// False if any part is false, else unknown if any is unknown.
    fn all(parts: &[Truth]) -> Self {
        if parts.contains(&Truth::False) {
            Truth::False
        } else if parts.contains(&Truth::Unknown) {
            Truth::Unknown
        } else {
            Truth::True
        }
    }

    /// True if any part is true, else unknown if any is unknown.
    fn any(parts: &[Truth]) -> Self {
        if parts.contains(&Truth::True) {
            Truth::True
        } else if parts.contains(&Truth::Unknown) {
            Truth::Unknown
        } else {
            Truth::False
        }
    }
}

/// What is known so far: which questions are asked, and the outcomes of the decisions above.
struct World<'a> {
    rulebook: &'a Rulebook,
    answers: &'a Answers,
    asked: BTreeMap<&'a str, Truth>,
    outcomes: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> World<'a> {
    fn condition(&self, condition: &Condition) -> Truth {
        Truth::all(&condition.0.iter().map(|entry| self.entry(entry)).collect::<Vec<_>>())
    }

    fn entry(&self, entry: &Entry) -> Truth {
        let each = |parts: &[Condition]| parts.iter().map(|part| self.condition(part)).collect::<Vec<_>>();
        match entry {
            Entry::All(parts) => Truth::all(&each(parts)),
            Entry::Any(parts) => Truth::any(&each(parts)),
            Entry::Not(part) => self.condition(part).not(),
            Entry::Question(id, test) => self.test(self.rulebook.question(id), test),
            Entry::Fact(id, true) => self.condition(&self.rulebook.fact(id).condition),
            Entry::Fact(id, false) => self.condition(&self.rulebook.fact(id).condition).not(),
            // Clause 3: without an outcome this is false, as nothing is contained in it.
            Entry::Decision(id, options) => {
                Truth::of(options.iter().any(|option| self.outcomes[id.as_str()].contains(option)))
            }
        }
    }

    /// Clause 2 for what is not asked, else clause 1 for what is not answered, else the table of tests.
    fn test(&self, question: &Question, test: &Test) -> Truth {
        match (self.asked[question.id.as_str()], self.answers.get(&question.id)) {
            (Truth::False, _) => Truth::False,
            (Truth::Unknown, _) | (Truth::True, None) => Truth::Unknown,
            (Truth::True, Some(value)) => Truth::of(passes(&question.kind, test, value)),
        }
    }

    /// What a decision comes to, and its rules that fired.
    fn decide(&self, decision: &'a Decision) -> (Judgement, Vec<&'a Rule>) {
        // Clause 3.
        if decision.applies_if.as_ref().is_some_and(|applies_if| self.condition(applies_if) != Truth::True) {
            let judgement = Judgement {
                decision: decision.id.clone(),
                applies: false,
                verdict: "not_applicable",
                outcome: vec![],
                margin: None,
                ranking: vec![],
            };
            return (judgement, vec![]);
        }
        let fired: Vec<&Rule> =
            decision.rules.iter().filter(|rule| self.condition(&rule.condition) == Truth::True).collect();
        (choose(decision, &fired), fired)
    }
}

/// Clauses 4 to 6: what a decision that applies comes to when these of its rules have fired.
fn choose(decision: &Decision, fired: &[&Rule]) -> Judgement {
    let mut ranking: Vec<Standing> = decision.options.iter().map(|option| stand(option, fired)).collect();
    // Sorting keeps the listed order among equals.
    ranking.sort_by_key(|standing| (!standing.ruled_out_by.is_empty(), -standing.points));
    let running: Vec<&Standing> = ranking.iter().filter(|standing| standing.ruled_out_by.is_empty()).collect();

    let (outcome, margin, verdict): (Vec<String>, Option<i64>, _) = match decision.choose {
        _ if fired.is_empty() => (vec![], None, "not_enough_known"),
        Choose::One { close_call } => match running.as_slice() {
            [] => (vec![], None, "not_enough_known"),
            [first] => (vec![first.option.clone()], None, "clear"),
            [first, second, ..] => {
                let margin = first.points - second.points;
                let verdict = match margin {
                    0 => "tie",
                    margin if margin <= close_call.unwrap_or(0) => "close_call",
                    _ => "clear",
                };
                (vec![first.option.clone()], Some(margin), verdict)
            }
        },
        Choose::Many { threshold } => {
            let reaches = |standing: &&&Standing| standing.points >= threshold.unwrap_or(1);
            (running.iter().filter(reaches).map(|standing| standing.option.clone()).collect(), None, "clear")
        }
    };

    let chosen: BTreeSet<&String> = outcome.iter().collect();
    for standing in &mut ranking {
        standing.chosen = chosen.contains(&standing.option);
    }
    Judgement { decision: decision.id.clone(), applies: true, verdict, outcome, margin, ranking }
}

/// Clause 4: the sum over the rules that fired, and which of them rule the option out.
fn stand(option: &str, fired: &[&Rule]) -> Standing {
    let reasons: Vec<(String, i64)> = fired
        .iter()
        .flat_map(|rule| {
            rule.points.iter().filter(|(to, _)| to == option).map(|(_, points)| (rule.id.clone(), *points))
        })
        .collect();
    Standing {
        option: option.to_owned(),
        points: reasons.iter().map(|(_, points)| points).sum(),
        chosen: false,
        ruled_out_by: fired
            .iter()
            .filter(|rule| rule.rules_out.iter().any(|ruled_out| ruled_out == option))
            .map(|rule| rule.id.clone())
            .collect(),
        reasons,
    }
}
