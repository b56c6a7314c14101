//! The difference of two rulebooks held to brute force: every way of coming out differently that some answers show is found
//! or said to be open, each witness shows it, and none smaller does where that is claimed.

use std::collections::BTreeMap;

use leadership_advisor::{Conclusion, Rulebook as Engine, Share};

use crate::analysis::all_profiles;
use crate::evaluate::evaluate;
use crate::exact::must;
use crate::model::{Answers, Choose, Rulebook};
use crate::yaml;

/// A rulebook against itself with an edit in its points, or without one of its rules.
pub(crate) fn agree(old: &Rulebook) -> Result<(), String> {
    let mut edits = Vec::new();
    for (decision, rule) in
        old.decisions.iter().enumerate().flat_map(|(at, row)| (0..row.rules.len()).map(move |rule| (at, rule)))
    {
        let mut without = old.clone();
        without.decisions[decision].rules.remove(rule);
        let mut more = old.clone();
        more.decisions[decision].rules[rule].points.iter_mut().take(1).for_each(|(_, points)| *points += 1);
        edits.extend([without, more]);
    }
    edits.iter().try_for_each(|new| parts(old, new))
}

fn parts(old: &Rulebook, new: &Rulebook) -> Result<(), String> {
    let read = |rulebook: &Rulebook| Engine::parse("rulebook.yaml", yaml::rulebook(rulebook));
    let (Ok(first), Ok(second)) = (read(old), read(new)) else { return Ok(()) };
    let difference = first.difference(&second);
    for (decision, shift) in old.decisions.iter().zip(&difference.decisions) {
        let id = &decision.id;
        // The fewest answers for each way, by brute force.
        let mut fewest: BTreeMap<String, usize> = BTreeMap::new();
        let mut complete = false;
        for profile in all_profiles(old) {
            let ways = ways(old, new, id, &profile);
            complete |= !ways.is_empty() && profile.len() == old.questions.len();
            for way in ways {
                let size = fewest.entry(way).or_insert(profile.len());
                *size = profile.len().min(*size);
            }
        }
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for turn in &shift.turns {
            let way = format!("{} to {}", name(turn.from), name(turn.to));
            let (before, after) = (turn.before.evaluate(), turn.after.evaluate());
            must(
                before.outcome(id) != after.outcome(id)
                    || before.decision(id).map(|row| row.applies) != after.decision(id).map(|row| row.applies),
                || format!("{id}: the witness for {way} shows nothing"),
            )?;
            must(fewest.contains_key(&way), || format!("{id}: no answers lead from {way}"))?;
            must(!turn.smallest || fewest[&way] == turn.after.len(), || {
                format!("{id}: fewer answers lead from {way}")
            })?;
            found.insert(way, turn.after.len());
        }
        let missing: Vec<&String> = fewest.keys().filter(|way| !found.contains_key(*way)).collect();
        must(missing.len() <= shift.unproven, || format!("{id}: not found: {missing:?}"))?;
        if let Share::Exact { part, .. } = shift.share {
            must((part > 0) == complete, || format!("{id}: {part} complete profiles moved"))?;
        }
    }
    Ok(())
}

/// What a profile shows of a decision: one way, or one for each option of several.
fn ways(old: &Rulebook, new: &Rulebook, id: &str, profile: &Answers) -> Vec<String> {
    let (before, after) = (evaluate(old, profile), evaluate(new, profile));
    let (before, after) = (before.judgement(id), after.judgement(id));
    let decision = old.decisions.iter().find(|decision| decision.id == id).expect("it is there");
    let one = matches!(decision.choose, Choose::One { .. });
    if one || before.applies != after.applies {
        let state = |applies: bool, outcome: &[String]| match outcome.first() {
            _ if !applies => "not applicable".to_owned(),
            _ if !one => "applies".to_owned(),
            None => "nothing".to_owned(),
            Some(option) => option.clone(),
        };
        let (was, is) = (state(before.applies, &before.outcome), state(after.applies, &after.outcome));
        return if was == is { Vec::new() } else { vec![format!("{was} to {is}")] };
    }
    let options = decision.options.iter();
    let way = |option: &String| match (before.outcome.contains(option), after.outcome.contains(option)) {
        (true, false) => Some(format!("in {option} to out {option}")),
        (false, true) => Some(format!("out {option} to in {option}")),
        _ => None,
    };
    options.filter_map(way).collect()
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
