//! The format's section on exact analysis, by trying everything.
//!
//! Every question here has a short list of values: all answers of a choice, all admissible subsets of a many, one
//! number for each band. A *profile* leaves each question unknown or gives it one of its values, and each definition
//! below walks through all profiles that it speaks of. No search and no bound; what is kept from one walk to the next is the
//! evaluation of each profile, and nothing else.
//!
//! The cost is the number of profiles, [`profiles`]: a caller with random rulebooks looks at it first.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::evaluate::{evaluate, fired, passes};
use crate::model::{Answers, Kind, Rulebook, Test, Value};
use crate::reading::Reading;

/// What settling is about: whether a decision applies, and which options are in its outcome.
type Conclusion = (bool, BTreeSet<String>);

/// Evaluation, each profile worked out once.
fn reading(rulebook: &Rulebook, answers: &Answers) -> Rc<Reading> {
    rulebook.readings.of(answers, || evaluate(rulebook, answers))
}

fn conclusion(rulebook: &Rulebook, answers: &Answers, decision: &str) -> Conclusion {
    let reading = reading(rulebook, answers);
    let judgement = reading.judgement(decision);
    (judgement.applies, judgement.outcome.iter().cloned().collect())
}

/// Settled: no way of answering the open questions, some, all or none of them, changes the conclusion.
pub(crate) fn settled(rulebook: &Rulebook, answers: &Answers, decision: &str) -> bool {
    let now = conclusion(rulebook, answers, decision);
    every(rulebook, answers, &open(rulebook, answers)).all(|profile| conclusion(rulebook, &profile, decision) == now)
}

/// Can matter: with the other open questions answered in some way, two ways of answering this one, or leaving it open,
/// lead to different conclusions on a decision that is not settled.
pub(crate) fn can_matter(rulebook: &Rulebook, answers: &Answers, question: &str) -> bool {
    assert!(!answers.contains_key(question), "only an open question can still matter");
    let mut others = open(rulebook, answers);
    others.retain(|other| other != question);
    let unsettled = rulebook.decisions.iter().map(|decision| &decision.id);
    let unsettled: Vec<&String> = unsettled.filter(|decision| !settled(rulebook, answers, decision)).collect();
    every(rulebook, answers, &others).any(|profile| {
        unsettled.iter().any(|decision| {
            let ways = every(rulebook, &profile, &[question.to_owned()]);
            let conclusions: BTreeSet<Conclusion> =
                ways.map(|profile| conclusion(rulebook, &profile, decision)).collect();
            conclusions.len() > 1
        })
    })
}

/// Whether these of the given answers settle the conclusion on their own, whatever the other questions' answers, given
/// ones and open ones alike, would be, and also if they had none.
pub(crate) fn decides(rulebook: &Rulebook, answers: &Answers, decision: &str, subset: &[&str]) -> bool {
    let kept: Answers = subset.iter().map(|&question| (question.to_owned(), answers[question].clone())).collect();
    let now = conclusion(rulebook, answers, decision);
    every(rulebook, &kept, &open(rulebook, &kept)).all(|profile| conclusion(rulebook, &profile, decision) == now)
}

/// Whether they decide, and none of them can be left out.
pub(crate) fn is_minimal(rulebook: &Rulebook, answers: &Answers, decision: &str, subset: &[&str]) -> bool {
    let without = |left_out: &str| -> Vec<&str> { subset.iter().copied().filter(|&kept| kept != left_out).collect() };
    decides(rulebook, answers, decision, subset)
        && subset.iter().all(|left_out| !decides(rulebook, answers, decision, &without(left_out)))
}

/// Flips: all smallest sets of changes that make this option the outcome, each with the new values; none if no answers
/// make it win.
///
/// Given answers take any value but never become unknown, open questions may stay so. What counts are the changes to
/// questions that are asked in the end. Numbers stand for their bands: compare after [`representative`].
pub(crate) fn flips(rulebook: &Rulebook, answers: &Answers, decision: &str, to: &str) -> BTreeSet<Answers> {
    let wins = |profile: &Answers| reading(rulebook, profile).judgement(decision).outcome == [to];
    assert!(!wins(answers), "an option that is the outcome has no flip");
    let all: Vec<String> = rulebook.questions.iter().map(|question| question.id.clone()).collect();
    let keeps_the_given = |profile: &Answers| answers.keys().all(|question| profile.contains_key(question));
    let mut smallest = BTreeSet::new();
    let mut fewest = usize::MAX;
    for profile in every(rulebook, answers, &all).filter(|profile| keeps_the_given(profile) && wins(profile)) {
        let reading = reading(rulebook, &profile);
        let changes: Answers = profile
            .into_iter()
            .filter(|(question, value)| {
                reading.asked.contains(question) && !same_answer(rulebook, answers, question, value)
            })
            .collect();
        if changes.len() < fewest {
            fewest = changes.len();
            smallest.clear();
        }
        if changes.len() == fewest {
            smallest.insert(changes);
        }
    }
    smallest
}

/// Whether the question has this answer already, numbers by their bands.
fn same_answer(rulebook: &Rulebook, answers: &Answers, question: &str, value: &Value) -> bool {
    let stands_for = |value: &Value| representative(rulebook, question, value);
    answers.get(question).is_some_and(|given| stands_for(given) == stands_for(value))
}

/// Stability: the interval of points of this rule for this option over which the outcome of its decision stays; an end
/// is `None` where there is none. An option that the rule does not name has 0 points from it.
pub(crate) fn stability(
    rulebook: &Rulebook,
    answers: &Answers,
    rule: &str,
    option: &str,
) -> (Option<i64>, Option<i64>) {
    let home = rulebook.decisions.iter().find(|decision| decision.rules.iter().any(|at| at.id == rule));
    let home = home.expect("a rule by this name");
    let outcome = |points: i64| {
        let changed = with_points(rulebook, rule, option, points);
        evaluate(&changed, answers).judgement(&home.id).outcome.clone()
    };
    let named = home.rules.iter().filter(|at| at.id == rule).flat_map(|at| &at.points);
    let start = named.filter(|(to, _)| to == option).map(|(_, points)| *points).sum();
    let now = outcome(start);
    // Beyond twice the points of all rules together, this rule alone decides who leads; nothing changes any more.
    let all: i64 = home.rules.iter().flat_map(|at| &at.points).map(|(_, points)| points.abs()).sum();
    let far = 2 * all + 2;
    let min = (-far..start).rev().find(|&points| outcome(points) != now).map(|points| points + 1);
    let max = (start + 1..=far).find(|&points| outcome(points) != now).map(|points| points - 1);
    (min, max)
}

fn with_points(rulebook: &Rulebook, rule: &str, option: &str, points: i64) -> Rulebook {
    let mut changed = rulebook.clone();
    for at in changed.decisions.iter_mut().flat_map(|decision| &mut decision.rules).filter(|at| at.id == rule) {
        at.points.retain(|(to, _)| to != option);
        at.points.push((option.to_owned(), points));
    }
    changed
}

/// Reach: a profile that makes this option the outcome, or for choose many, one that puts it in.
pub(crate) fn reach(rulebook: &Rulebook, decision: &str, option: &str) -> Option<Answers> {
    all_profiles(rulebook).find(|profile| conclusion(rulebook, profile, decision).1.contains(option))
}

/// Reach: whether there is a profile in which this rule fires.
pub(crate) fn rule_can_fire(rulebook: &Rulebook, rule: &str) -> bool {
    let firing = |profile: &Answers| rulebook.firings.of(profile, || fired(rulebook, profile));
    all_profiles(rulebook).any(|profile| firing(&profile).iter().any(|id| id == rule))
}

/// Reach: whether there is a profile in which taking this rule away changes the outcome of any decision.
pub(crate) fn rule_can_change_outcome(rulebook: &Rulebook, rule: &str) -> bool {
    let mut without = rulebook.clone();
    for decision in &mut without.decisions {
        decision.rules.retain(|at| at.id != rule);
    }
    let outcomes = |rulebook: &Rulebook, profile: &Answers| -> Vec<BTreeSet<String>> {
        let reading = reading(rulebook, profile);
        reading.decisions.iter().map(|judgement| judgement.outcome.iter().cloned().collect()).collect()
    };
    all_profiles(rulebook).any(|profile| outcomes(rulebook, &profile) != outcomes(&without, &profile))
}

/// How many profiles there are in which the given answers stand, or all, for no answers.
pub(crate) fn profiles(rulebook: &Rulebook, answers: &Answers) -> usize {
    open(rulebook, answers).iter().map(|question| values(rulebook, question).len() + 1).product()
}

pub(crate) fn all_profiles(rulebook: &Rulebook) -> impl Iterator<Item = Answers> + use<> {
    let none = Answers::new();
    every(rulebook, &none, &open(rulebook, &none))
}

fn open(rulebook: &Rulebook, answers: &Answers) -> Vec<String> {
    let ids = rulebook.questions.iter().map(|question| question.id.clone());
    ids.filter(|question| !answers.contains_key(question)).collect()
}

/// The answers with each of the free questions left unknown or given any of its values, in every combination.
fn every(rulebook: &Rulebook, answers: &Answers, free: &[String]) -> impl Iterator<Item = Answers> + use<> {
    let wheels: Vec<(String, Vec<Value>)> =
        free.iter().map(|question| (question.clone(), values(rulebook, question))).collect();
    let combinations: usize = wheels.iter().map(|(_, values)| values.len() + 1).product();
    let fixed: Answers = answers.clone().into_iter().filter(|(question, _)| !free.contains(question)).collect();
    (0..combinations).map(move |mut combination| {
        let mut profile = fixed.clone();
        for (question, values) in &wheels {
            // Place 0 is unknown.
            let place = combination % (values.len() + 1);
            combination /= values.len() + 1;
            if place > 0 {
                profile.insert(question.clone(), values[place - 1].clone());
            }
        }
        profile
    })
}

/// All values of a question that can make a difference.
pub(crate) fn values(rulebook: &Rulebook, question: &str) -> Vec<Value> {
    match &rulebook.question(question).kind {
        Kind::Choice { answers, .. } => answers.iter().cloned().map(Value::Choice).collect(),
        Kind::Many { answers, at_most } => (0..1_usize << answers.len())
            .map(|members| {
                let chosen = answers.iter().enumerate().filter(|(place, _)| members >> place & 1 == 1);
                chosen.map(|(_, answer)| answer.clone()).collect::<BTreeSet<String>>()
            })
            .filter(|members| members.len() <= at_most.unwrap_or(usize::MAX))
            .map(Value::Many)
            .collect(),
        Kind::Number { .. } => bands(rulebook, question).into_iter().map(Value::Number).collect(),
        Kind::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
    }
}

/// The value that stands for this one: the first of a number's band, and of all else itself.
pub(crate) fn representative(rulebook: &Rulebook, question: &str, value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            let bands = bands(rulebook, question);
            let first = bands.iter().rev().find(|&first| first <= number).expect("the bands start at the least number");
            Value::Number(*first)
        }
        value => value.clone(),
    }
}

/// The first number of each band: a longest run of admissible numbers in which no test on the question changes.
fn bands(rulebook: &Rulebook, question: &str) -> Vec<i64> {
    let kind = &rulebook.question(question).kind;
    let Kind::Number { min, max } = kind else { panic!("only numbers fall into bands") };
    let (min, max) = (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX));
    let tests: Vec<&Test> =
        rulebook.conditions().into_iter().flat_map(|condition| condition.tests_on(question)).collect();
    // A test changes at a constant or just above it, nowhere else.
    let cuts = tests.iter().flat_map(|test| test.constants());
    let cuts = cuts.flat_map(|constant| [Some(constant), constant.checked_add(1)]).flatten();
    let cuts: BTreeSet<i64> = cuts.filter(|&cut| min < cut && cut <= max).collect();
    let truths =
        |number: i64| -> Vec<bool> { tests.iter().map(|test| passes(kind, test, &Value::Number(number))).collect() };
    let mut firsts = vec![min];
    firsts.extend(cuts.into_iter().filter(|&cut| truths(cut) != truths(cut - 1)));
    firsts
}
