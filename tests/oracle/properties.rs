//! Properties held to brute force: what is proved holds for every profile, what is broken is broken by the witness, and by
//! no smaller one where that is claimed.

use leadership_advisor::{Budget, Rulebook as Engine, Ruling};

use crate::analysis::{all_profiles, values};
use crate::evaluate::evaluate;
use crate::exact::must;
use crate::model::{Answers, Choose, Decision, Kind, Rulebook, Value};
use crate::yaml;

const BUDGET: Budget = Budget(400_000);

/// Every property of these kinds that a rulebook can have about its decisions, and what brute force says of it.
pub(crate) fn agree(rulebook: &Rulebook) -> Result<(), String> {
    let mut text = yaml::rulebook(rulebook);
    text += "\nproperties:\n";
    let profiles: Vec<Answers> = all_profiles(rulebook).collect();
    let mut expected: Vec<(String, Option<usize>)> = Vec::new();
    for decision in &rulebook.decisions {
        for option in &decision.options {
            let id = format!("never-{}-{option}", decision.id);
            text += &format!("  - {{id: {id}, never: {{{}: {option}}}}}\n", decision.id);
            let broken =
                |profile: &&Answers| evaluate(rulebook, profile).judgement(&decision.id).outcome.contains(option);
            expected.push((id, profiles.iter().filter(broken).map(Answers::len).min()));
            let id = format!("always-{}-{option}", decision.id);
            text += &format!("  - {{id: {id}, always: {{{}: {option}}}}}\n", decision.id);
            let broken =
                |profile: &&Answers| !evaluate(rulebook, profile).judgement(&decision.id).outcome.contains(option);
            expected.push((id, profiles.iter().filter(broken).map(Answers::len).min()));
        }
        let [option, against, ..] = decision.options.as_slice() else { continue };
        if matches!(decision.choose, Choose::Many { .. }) {
            continue;
        }
        for question in &rulebook.questions {
            if !matches!(question.kind, Kind::Choice { ordered: true, .. } | Kind::Number { .. }) {
                continue;
            }
            let id = format!("raising-{}-{}", question.id, decision.id);
            let (raised, led) = (&question.id, &decision.id);
            text += &format!(
                "  - {{id: {id}, raising: {raised}, never_lowers: {{{led}: {option}}}, against: {against}}}\n"
            );
            let rising = values(rulebook, raised);
            let broken = |profile: &&Answers| {
                rising.iter().enumerate().any(|(nth, low)| {
                    rising.iter().skip(nth + 1).any(|high| lowers(rulebook, profile, raised, [low, high], decision))
                })
            };
            let others = profiles.iter().filter(|profile| !profile.contains_key(raised));
            expected.push((id, others.filter(broken).map(|profile| profile.len() + 1).min()));
        }
    }
    let engine = Engine::parse("rulebook.yaml", &text).map_err(|refusal| format!("refused:\n{refusal}\n{text}"))?;
    for (property, (id, fewest)) in engine.properties().iter().zip(expected) {
        match engine.prove(property, BUDGET) {
            Ruling::Holds => must(fewest.is_none(), || format!("{id} does not hold"))?,
            Ruling::Broken(broken) => {
                let size = broken.answers.len();
                must(fewest.is_some_and(|fewest| size >= fewest), || format!("{id} holds, or takes more answers"))?;
                must(!broken.smallest || Some(size) == fewest, || format!("{id} has a smaller witness"))?;
                must(broken.smallest, || format!("{id} is small enough to find the fewest"))?;
            }
            _ => return Err(format!("{id} is small enough to be decided")),
        }
    }
    Ok(())
}

/// Whether raising the answer lowers the lead of the first option over the second.
fn lowers(rulebook: &Rulebook, profile: &Answers, raised: &str, steps: [&Value; 2], decision: &Decision) -> bool {
    let [low, high] = steps.map(|value| {
        let mut answers = profile.clone();
        answers.insert(raised.to_owned(), value.clone());
        let reading = evaluate(rulebook, &answers);
        let judgement = reading.judgement(&decision.id);
        let row = |at: usize| judgement.ranking.iter().find(|row| row.option == decision.options[at]);
        let (option, against) = (row(0)?, row(1)?);
        let rank = i8::from(!against.ruled_out_by.is_empty()) - i8::from(!option.ruled_out_by.is_empty());
        Some((rank, option.points - against.points))
    });
    let (Some((rank, lead)), Some((rank_then, lead_then))) = (low, high) else { return false };
    rank_then < rank || (rank == 0 && rank_then == 0 && lead_then < lead)
}
