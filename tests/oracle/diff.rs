//! The difference of two rulebooks held to brute force: every way of coming out differently that some answers show is found
//! or said to be open, each witness shows it, none smaller does where that is claimed, and what is counted is as many.

use std::collections::{BTreeMap, BTreeSet};

use leadership_advisor::{Conclusion, Rulebook as Engine, Share, Turn};

use crate::analysis::values;
use crate::evaluate::{evaluate, passes};
use crate::exact::must;
use crate::model::{Answers, Choose, Condition, Entry, Kind, Rule, Rulebook, Value};
use crate::yaml;

/// More profiles than this are not walked through.
const MOST: usize = 60;

/// A rulebook against itself with one edit, and with two. How many of the pairs were compared.
pub(crate) fn agree(old: &Rulebook) -> Result<usize, String> {
    let edits = edits(old);
    let (mut compared, mut before) = (0, None::<Rulebook>);
    for new in &edits {
        compared += usize::from(part(old, new)?);
        // Against the edit before it, two things are different.
        if let Some(before) = before.replace(new.clone()) {
            compared += usize::from(part(&before, new)?);
        }
    }
    Ok(compared)
}

/// One edit of each kind in each place. Those that make no rulebook are left out later.
fn edits(old: &Rulebook) -> Vec<Rulebook> {
    let mut edits: Vec<Rulebook> = Vec::new();
    let mut edit = |change: &dyn Fn(&mut Rulebook)| {
        let mut new = old.clone();
        change(&mut new);
        edits.push(new);
    };
    for (at, decision) in old.decisions.iter().enumerate() {
        for rule in 0..decision.rules.len() {
            edit(&|new| drop(new.decisions[at].rules.remove(rule)));
            edit(&|new| new.decisions[at].rules[rule].points.iter_mut().take(1).for_each(|(_, points)| *points += 1));
            edit(&|new| {
                let out = &mut new.decisions[at].rules[rule].rules_out;
                if out.pop().is_none() {
                    out.extend(decision.options.first().cloned());
                }
            });
            edit(&|new| new.decisions[at].rules[rule].condition = Condition(Vec::new()));
        }
        edit(&|new| new.decisions[at].applies_if = None);
        edit(&|new| new.decisions[at].options.reverse());
        edit(&|new| {
            new.decisions[at].options.insert(0, "fresh".to_owned());
            let points = vec![("fresh".to_owned(), 2)];
            let (condition, rules_out) = (Condition(Vec::new()), Vec::new());
            new.decisions[at].rules.push(Rule { id: "fresher".to_owned(), condition, points, rules_out });
        });
        if let Some(last) = decision.options.last() {
            edit(&|new| without_option(new, at, last));
        }
        if let Choose::Many { threshold } = decision.choose {
            let threshold = Some(threshold.unwrap_or(1) + 1);
            edit(&|new| new.decisions[at].choose = Choose::Many { threshold });
        }
    }
    for (at, question) in old.questions.iter().enumerate() {
        edit(&|new| new.questions[at].ask_if = None);
        edit(&|new| drop(new.questions.remove(at)));
        edit(&|new| match &mut new.questions[at].kind {
            Kind::Choice { answers, .. } | Kind::Many { answers, .. } => answers.push("fresh".to_owned()),
            Kind::Number { max, .. } => *max = max.map(|max| max.saturating_add(1)),
            kind @ Kind::YesNo => *kind = Kind::Number { min: Some(0), max: Some(1) },
        });
        edit(&|new| match &mut new.questions[at].kind {
            Kind::Choice { answers, .. } => drop(answers.pop()),
            Kind::Many { at_most, .. } => *at_most = at_most.map_or(Some(1), |_| None),
            Kind::Number { min, .. } => *min = min.map(|min| min.saturating_add(1)),
            kind @ Kind::YesNo => *kind = Kind::Choice { answers: vec!["fresh".to_owned()], ordered: false },
        });
        // The answer is added, and something rests on it.
        let names = |kind: &Kind| matches!(kind, Kind::Choice { .. } | Kind::Many { .. });
        if names(&question.kind) && !old.decisions.is_empty() {
            edit(&|new| {
                if let Kind::Choice { answers, .. } | Kind::Many { answers, .. } = &mut new.questions[at].kind {
                    answers.push("fresh".to_owned());
                }
                let test = crate::model::Test::AnyOf(vec!["fresh".to_owned()]);
                let condition = Condition(vec![Entry::Question(question.id.clone(), test)]);
                let points = new.decisions[0].options.iter().take(1).map(|option| (option.clone(), 3)).collect();
                let rule = Rule { id: "fresher".to_owned(), condition, points, rules_out: Vec::new() };
                new.decisions[0].rules.push(rule);
            });
        }
    }
    edits
}

fn without_option(new: &mut Rulebook, at: usize, gone: &str) {
    let decision = &mut new.decisions[at];
    decision.options.retain(|option| option != gone);
    for rule in &mut decision.rules {
        rule.points.retain(|(option, _)| option != gone);
        rule.rules_out.retain(|option| option != gone);
    }
}

/// Whether the two could be compared, and everything that is said of them is so.
pub(crate) fn part(old: &Rulebook, new: &Rulebook) -> Result<bool, String> {
    let read = |rulebook: &Rulebook| Engine::parse("rulebook.yaml", yaml::rulebook(rulebook));
    let (Ok(first), Ok(second)) = (read(old), read(new)) else { return Ok(false) };
    let Some(profiles) = profiles(old, new) else { return Ok(false) };
    let difference = first.difference(&second);
    for shift in &difference.decisions {
        let id = &shift.new.id;
        agrees(old, new, id, shift, &profiles)
            .map_err(|why| format!("{id}: {why}\n{}\n---\n{}", yaml::rulebook(old), yaml::rulebook(new)))?;
    }
    Ok(true)
}

fn agrees(
    old: &Rulebook,
    new: &Rulebook,
    id: &str,
    shift: &leadership_advisor::Shift<'_>,
    profiles: &[Answers],
) -> Result<(), String> {
    let questions: BTreeSet<&str> = ids(old).chain(ids(new)).collect();
    // The fewest answers for each way, and the complete answers that show any.
    let mut fewest: BTreeMap<String, usize> = BTreeMap::new();
    let (mut moved, mut complete) = (0_u128, 0_u128);
    for profile in profiles {
        let ways = ways(old, new, id, profile);
        if profile.len() == questions.len() {
            complete += 1;
            moved += u128::from(!ways.is_empty());
        }
        for way in ways {
            let size = fewest.entry(way).or_insert(profile.len());
            *size = profile.len().min(*size);
        }
    }
    let mut found = BTreeSet::new();
    for turn in &shift.turns {
        let (way, size) = (format!("{} to {}", name(turn.from), name(turn.to)), answered(turn));
        let shown = shown(turn, id, &way);
        must(shown, || format!("the witness for {way} shows something else"))?;
        must(fewest.contains_key(&way), || format!("no answers lead from {way}"))?;
        must(!turn.smallest || fewest[&way] == size, || {
            format!("{} answers lead from {way}, and {size} were called the fewest", fewest[&way])
        })?;
        must(fewest[&way] <= size, || format!("{size} answers cannot lead from {way}"))?;
        must(found.insert(way), || "a way is told twice".to_owned())?;
    }
    let missing: Vec<&String> = fewest.keys().filter(|way| !found.contains(*way)).collect();
    must(missing.len() <= shift.unproven, || format!("not found: {missing:?}"))?;
    if let Share::Exact { part, of } = shift.share {
        must(part * complete == moved * of, || {
            format!("{part} of {of} were counted to come out differently, {moved} of {complete} do")
        })?;
    }
    Ok(())
}

/// Whether the answers of a turn lead where it says, by the public way to evaluate them.
fn shown(turn: &Turn<'_>, id: &str, way: &str) -> bool {
    let (before, after) = (turn.before.evaluate(), turn.after.evaluate());
    let (Some(before), Some(after)) = (before.decision(id), after.decision(id)) else { return false };
    let chosen = |options: &[&leadership_advisor::DecisionOption]| options.iter().map(|one| one.id.clone()).collect();
    let one = [before.decision.choose, after.decision.choose]
        .iter()
        .all(|choose| matches!(choose, leadership_advisor::Choose::One { .. }));
    let outcomes: [Vec<String>; 2] = [chosen(&before.outcome), chosen(&after.outcome)];
    told(
        one,
        [before.applies, after.applies],
        &outcomes,
        [before.decision, after.decision]
            .map(|decision| decision.options().iter().map(|option| option.id.clone()).collect()),
    )
    .iter()
    .any(|shown| shown == way)
}

fn answered(turn: &Turn<'_>) -> usize {
    let ids = turn.before.iter().chain(turn.after.iter()).map(|(question, _)| question.id.clone());
    ids.collect::<BTreeSet<String>>().len()
}

fn ids(rulebook: &Rulebook) -> impl Iterator<Item = &str> {
    rulebook.questions.iter().map(|question| question.id.as_str())
}

/// Every way to answer the questions of both, or not: one value for each that some test, or what a version takes, tells apart.
fn profiles(old: &Rulebook, new: &Rulebook) -> Option<Vec<Answers>> {
    let all: BTreeSet<&str> = ids(old).chain(ids(new)).collect();
    let mut profiles = vec![Answers::new()];
    for id in all {
        let mut classes: BTreeMap<Vec<Option<Vec<bool>>>, Value> = BTreeMap::new();
        for value in candidates(old, new, id) {
            let signature = vec![signature(old, id, &value), signature(new, id, &value)];
            if takes(old, id, &value) || takes(new, id, &value) {
                classes.entry(signature).or_insert(value);
            }
        }
        let with = |profile: &Answers, value: &Value| {
            profile.clone().into_iter().chain([(id.to_owned(), value.clone())]).collect::<Answers>()
        };
        let more: Vec<Answers> =
            profiles.iter().flat_map(|profile| classes.values().map(move |value| with(profile, value))).collect();
        profiles.extend(more);
        if profiles.len() > MOST {
            return None;
        }
    }
    Some(profiles)
}

fn candidates(old: &Rulebook, new: &Rulebook, id: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut is_many = false;
    for rulebook in [old, new] {
        let Some(question) = rulebook.questions.iter().find(|question| question.id == id) else { continue };
        all.extend(values(rulebook, id));
        match &question.kind {
            Kind::Many { answers, .. } => {
                is_many = true;
                names.extend(answers.iter().cloned());
            }
            Kind::Number { min, max } => {
                let edges = [*min, *max].into_iter().flatten();
                let around = edges.flat_map(|edge| [edge.checked_sub(1), Some(edge), edge.checked_add(1)]).flatten();
                all.extend(around.map(Value::Number));
            }
            _ => {}
        }
    }
    if is_many && names.len() <= 6 {
        let names: Vec<String> = names.into_iter().collect();
        for bits in 0..1_usize << names.len() {
            let chosen = names.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            all.push(Value::Many(chosen.map(|(_, name)| name.clone()).collect()));
        }
    }
    // Numbers are told apart by the constants of both.
    let constants: Vec<i64> = all
        .iter()
        .filter_map(|value| match value {
            Value::Number(at) => Some(*at),
            _ => None,
        })
        .collect();
    all.extend(constants.into_iter().map(Value::Number));
    all
}

/// What a version can tell of a value: whether it takes it, and if so which tests it passes.
fn signature(rulebook: &Rulebook, id: &str, value: &Value) -> Option<Vec<bool>> {
    let question = rulebook.questions.iter().find(|question| question.id == id)?;
    if !takes(rulebook, id, value) {
        return None;
    }
    let tests = rulebook.conditions().into_iter().flat_map(|condition| condition.tests_on(id));
    Some(tests.map(|test| passes(&question.kind, test, value)).collect())
}

fn takes(rulebook: &Rulebook, id: &str, value: &Value) -> bool {
    let Some(question) = rulebook.questions.iter().find(|question| question.id == id) else { return false };
    match (&question.kind, value) {
        (Kind::Choice { answers, .. }, Value::Choice(answer)) => answers.contains(answer),
        (Kind::Many { answers, at_most }, Value::Many(chosen)) => {
            chosen.iter().all(|answer| answers.contains(answer)) && at_most.is_none_or(|most| chosen.len() <= most)
        }
        (Kind::Number { min, max }, Value::Number(number)) => {
            min.is_none_or(|min| *number >= min) && max.is_none_or(|max| *number <= max)
        }
        (Kind::YesNo, Value::YesNo(_)) => true,
        _ => false,
    }
}

/// What a profile shows of a decision: one way, or one for each option of several.
fn ways(old: &Rulebook, new: &Rulebook, id: &str, profile: &Answers) -> Vec<String> {
    let told_to = |rulebook: &Rulebook| -> Answers {
        let taken = profile.iter().filter(|(question, value)| takes(rulebook, question, value));
        taken.map(|(question, value)| (question.clone(), value.clone())).collect()
    };
    let (before, after) = (evaluate(old, &told_to(old)), evaluate(new, &told_to(new)));
    let (before, after) = (before.judgement(id), after.judgement(id));
    let decision = |rulebook: &Rulebook| {
        rulebook.decisions.iter().find(|decision| decision.id == id).expect("it is there").clone()
    };
    let (was, is) = (decision(old), decision(new));
    let one = [was.choose, is.choose].iter().all(|choose| matches!(choose, Choose::One { .. }));
    let outcomes = [before.outcome.clone(), after.outcome.clone()];
    told(one, [before.applies, after.applies], &outcomes, [was.options, is.options])
}

fn told(one: bool, applies: [bool; 2], outcomes: &[Vec<String>; 2], options: [Vec<String>; 2]) -> Vec<String> {
    let ([applied, applies], [was, is]) = (applies, outcomes);
    if one || applied != applies {
        let state = |applies: bool, outcome: &[String]| match outcome.first() {
            _ if !applies => "not applicable".to_owned(),
            _ if !one => "applies".to_owned(),
            None => "nothing".to_owned(),
            Some(option) => option.clone(),
        };
        let (was, is) = (state(applied, was), state(applies, is));
        return if was == is { Vec::new() } else { vec![format!("{was} to {is}")] };
    }
    let [old, new] = options;
    let side = |options: &[String], option: &String| match options.contains(option) {
        true => format!("out {option}"),
        false => "missing".to_owned(),
    };
    let gone = was.iter().filter(|option| !is.contains(option));
    let gone = gone.map(|option| format!("in {option} to {}", side(&new, option)));
    let come = is.iter().filter(|option| !was.contains(option));
    gone.chain(come.map(|option| format!("{} to in {option}", side(&old, option)))).collect()
}

fn name(conclusion: Conclusion<'_>) -> String {
    match conclusion {
        Conclusion::NotApplicable => "not applicable".to_owned(),
        Conclusion::Applies => "applies".to_owned(),
        Conclusion::Nothing => "nothing".to_owned(),
        Conclusion::Outcome(option) => option.id.clone(),
        Conclusion::In(option) => format!("in {}", option.id),
        Conclusion::Out(option) => format!("out {}", option.id),
        _ => "missing".to_owned(),
    }
}
