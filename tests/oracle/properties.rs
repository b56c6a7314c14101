//! Properties held to brute force: what is proved holds for every profile, what is broken is broken by the witness, and by
//! no smaller one where that is claimed.

use leadership_advisor::{Budget, Code, Rulebook as Engine, Ruling};

use crate::analysis::{all_profiles, values};
use crate::evaluate::{evaluate, is_true};
use crate::exact::must;
use crate::model::{Answers, Choose, Decision, Kind, Rulebook, Value};
use crate::yaml;

const BUDGET: Budget = Budget(400_000);

/// So many of a rulebook's conditions stand under `when`.
const MOST_WHENS: usize = 3;

/// Every property of these kinds that a rulebook can have about its decisions, everywhere and where some condition of the
/// rulebook is true, and what brute force says of it.
pub(crate) fn agree(rulebook: &Rulebook) -> Result<(), String> {
    let mut text = yaml::rulebook(rulebook);
    text += "\nproperties:\n";
    let profiles: Vec<Answers> = all_profiles(rulebook).collect();
    let mut expected: Vec<Expected> = Vec::new();
    let whens = rulebook.conditions().into_iter().take(MOST_WHENS).map(Some);
    for (nth, when) in std::iter::once(None).chain(whens).enumerate() {
        let holds = |profile: &Answers| when.is_none_or(|when| is_true(rulebook, profile, when));
        let is_tested = profiles.iter().any(holds);
        let under = when.map_or(String::new(), |when| format!(", when: {}", yaml::condition(when)));
        for decision in &rulebook.decisions {
            for option in &decision.options {
                for (kind, wanted) in [("never", true), ("always", false)] {
                    let id = format!("{kind}-{}-{option}-{nth}", decision.id);
                    text += &format!("  - {{id: {id}, {kind}: {{{}: {option}}}{under}}}\n", decision.id);
                    let broken = |profile: &&Answers| {
                        let reading = evaluate(rulebook, profile);
                        holds(profile) && reading.judgement(&decision.id).outcome.contains(option) == wanted
                    };
                    let fewest = profiles.iter().filter(broken).map(Answers::len).min();
                    expected.push(Expected { id, fewest, is_tested });
                }
            }
            let [option, against, ..] = decision.options.as_slice() else { continue };
            if matches!(decision.choose, Choose::Many { .. }) {
                continue;
            }
            for question in &rulebook.questions {
                if !matches!(question.kind, Kind::Choice { ordered: true, .. } | Kind::Number { .. }) {
                    continue;
                }
                let id = format!("raising-{}-{}-{nth}", question.id, decision.id);
                let (raised, led) = (&question.id, &decision.id);
                text += &format!(
                    "  - {{id: {id}, raising: {raised}, never_lowers: {{{led}: {option}}}, against: {against}{under}}}\n"
                );
                let rising = values(rulebook, raised);
                // Both answers that are compared satisfy the condition.
                let with = |profile: &Answers, value: &Value| {
                    let mut answers = profile.clone();
                    answers.insert(raised.clone(), value.clone());
                    answers
                };
                let broken = |profile: &&Answers| {
                    rising.iter().enumerate().any(|(nth, low)| {
                        rising.iter().skip(nth + 1).any(|high| {
                            let both = [low, high].iter().all(|value| holds(&with(profile, value)));
                            both && lowers(rulebook, profile, raised, [low, high], decision)
                        })
                    })
                };
                let others = profiles.iter().filter(|profile| !profile.contains_key(raised));
                let fewest = others.filter(broken).map(|profile| profile.len() + 1).min();
                expected.push(Expected { id, fewest, is_tested });
            }
        }
    }
    let engine = Engine::parse("rulebook.yaml", &text).map_err(|refusal| format!("refused:\n{refusal}\n{text}"))?;
    untested(&engine, &expected)?;
    for (property, Expected { id, fewest, .. }) in engine.properties().iter().zip(expected) {
        match engine.prove(property, BUDGET).map_err(|error| error.to_string())? {
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

/// What brute force says of a property.
struct Expected {
    id: String,
    /// How many answers it takes to break it. `None` if it holds.
    fewest: Option<usize>,
    /// Whether its `when` is true for any answers.
    is_tested: bool,
}

/// What is said to be put to no test is not: nothing makes its `when` true, or nothing could break it.
fn untested(engine: &Engine, expected: &[Expected]) -> Result<(), String> {
    let found = engine.lint_within(BUDGET).findings;
    let told = |id: &str, code: Code| {
        found.iter().any(|finding| finding.code == code && finding.message.contains(&format!("`{id}`")))
    };
    for Expected { id, fewest, is_tested } in expected {
        let is_told = told(id, Code::PropertyNeverTested);
        must(!is_told || fewest.is_none(), || format!("{id} is put to the test, and broken"))?;
        let silent = is_told || told(id, Code::TestNeverPasses);
        must(*is_tested || silent || found.omitted() > 0, || format!("{id} is put to no test, which is not told"))?;
        let by_points = id.starts_with("raising");
        must(!is_told || !is_tested || by_points, || format!("{id} is put to the test"))?;
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
