//! The lints with proofs held to brute force, both ways: each "never" is one, and each that there is is found. What a case
//! in a finding is a witness of happens there, and no answer in it can be left out.

use std::collections::BTreeSet;

use leadership_advisor::{Budget, Code, Diagnostic, Lints};

use crate::evaluate::{evaluate, fired, passes};
use crate::model::{Answers, Choose, Condition, Decision, Rulebook};
use crate::reading::Reading;
use crate::{analysis, yaml};

/// Enough for every rulebook that is small enough for brute force.
const BUDGET: Budget = Budget(200_000);

/// The lints that search; those of craft look at words, of which these rulebooks have none.
const PROOFS: [Code; 14] = [
    Code::OptionNeverChosen,
    Code::DecisionNeverApplies,
    Code::ThresholdOutOfReach,
    Code::RuleNeverFires,
    Code::RuleAlwaysFires,
    Code::RuleNeverMatters,
    Code::SameCondition,
    Code::NoOptionLeft,
    Code::NoOutcome,
    Code::TieByOrder,
    Code::QuestionNeverMatters,
    Code::AskIfNeverHolds,
    Code::AskIfAlwaysHolds,
    Code::TestNeverPasses,
];

/// Findings as code and id.
type Found = BTreeSet<(&'static str, String)>;

pub(crate) fn agree(rulebook: &Rulebook) -> Result<(), String> {
    let text = yaml::rulebook(rulebook);
    let engine = leadership_advisor::Rulebook::parse("rulebook.yaml", &text);
    let engine = engine.map_err(|refusal| format!("the engine refuses the rulebook:\n{refusal}"))?;
    let lints = engine.lint_within(BUDGET);
    must(lints.unproven == 0, || format!("everything so small can be proved, and {} are not", lints.unproven))?;
    let found = found(&engine, &lints);
    for finding in &lints.findings {
        if let Some(case) = &finding.case {
            witness(rulebook, &text, subject(&engine, finding), finding, case)?;
        }
    }
    let (expected, hushed) = expected(rulebook);
    let list = |set: &BTreeSet<&(&str, String)>| -> Vec<String> {
        set.iter().map(|(code, id)| format!("{code} {id}")).collect()
    };
    let missing: BTreeSet<_> = expected.difference(&found).filter(|finding| !hushed.contains(finding)).collect();
    let false_alarms: BTreeSet<_> = found.difference(&expected).collect();
    must(missing.is_empty(), || format!("not found: {}", list(&missing).join(", ")))?;
    must(false_alarms.is_empty(), || format!("false alarms: {}", list(&false_alarms).join(", ")))?;
    // With less to spend less is claimed, and nothing that is not so.
    let hasty = self::found(&engine, &engine.lint_within(Budget(2)));
    let wrong: BTreeSet<_> = hasty.iter().filter(|one| !expected.contains(one) && !hushed.contains(one)).collect();
    must(wrong.is_empty(), || format!("claimed within a small budget: {}", list(&wrong).join(", ")))
}

/// The findings of the lints that search.
fn found(engine: &leadership_advisor::Rulebook, lints: &Lints) -> Found {
    let proofs = lints.findings.iter().filter(|finding| PROOFS.contains(&finding.code));
    proofs.map(|finding| (finding.code.name(), subject(engine, finding).to_owned())).collect()
}

/// The id that a finding is about: it stands where the finding is.
fn subject<'e>(engine: &'e leadership_advisor::Rulebook, finding: &Diagnostic) -> &'e str {
    let file = engine.files().file(finding.span).expect("a finding lies in its file");
    &file.text[finding.span.start as usize..finding.span.end as usize]
}

/// One way of answering, and what comes of it.
struct Profile {
    answers: Answers,
    reading: Reading,
    fired: Vec<String>,
    /// Whether no question that is asked has no answer.
    complete: bool,
}

/// What brute force finds, and what is so as well and need not be told, since another finding tells it.
fn expected(rulebook: &Rulebook) -> (Found, Found) {
    let profile = |answers: Answers| {
        let (reading, fired) = (evaluate(rulebook, &answers), fired(rulebook, &answers));
        Profile { complete: reading.unanswered.is_empty(), answers, reading, fired }
    };
    let profiles: Vec<Profile> = analysis::all_profiles(rulebook).map(profile).collect();
    let (mut found, mut hushed) = (Found::new(), Found::new());
    let mut barren = false;
    for decision in &rulebook.decisions {
        barren |= of_decision(rulebook, decision, &profiles, &mut found, &mut hushed);
    }
    for fact in rulebook.facts.iter().filter(|fact| never_passes(rulebook, &fact.condition)) {
        found.insert(("test-never-passes", fact.id.clone()));
    }
    for question in &rulebook.questions {
        let id = &question.id;
        let asked = |profile: &Profile| profile.reading.asked.contains(id);
        let never = !profiles.iter().any(asked);
        if let Some(ask_if) = &question.ask_if {
            if never_passes(rulebook, ask_if) {
                found.insert(("test-never-passes", id.clone()));
            } else if never {
                found.insert(("ask-if-never-holds", id.clone()));
            }
            if profiles.iter().filter(|profile| profile.complete).all(asked) {
                found.insert(("ask-if-always-holds", id.clone()));
            }
        }
        if !analysis::can_matter(rulebook, &Answers::new(), id) {
            if !never {
                found.insert(("question-never-matters", id.clone()));
            }
            if never || barren {
                hushed.insert(("question-never-matters", id.clone()));
            }
        }
    }
    (found, hushed)
}

/// What there is to say about one decision; whether it has no outcome for any answers.
fn of_decision(
    rulebook: &Rulebook,
    decision: &Decision,
    profiles: &[Profile],
    found: &mut Found,
    hushed: &mut Found,
) -> bool {
    let id = &decision.id;
    let applying: Vec<&Profile> = profiles.iter().filter(|profile| profile.reading.judgement(id).applies).collect();
    let never_passes = |condition: &Condition| self::never_passes(rulebook, condition);
    if decision.applies_if.as_ref().is_some_and(never_passes) {
        found.insert(("test-never-passes", id.clone()));
    } else if applying.is_empty() {
        found.insert(("decision-never-applies", id.clone()));
    }
    if applying.is_empty() {
        return true;
    }
    let chosen =
        |option: &String| applying.iter().any(|profile| profile.reading.judgement(id).outcome.contains(option));
    let barren = !decision.options.iter().any(chosen);
    let is_many = matches!(decision.choose, Choose::Many { .. });
    if barren && is_many && decision.options.len() > 1 {
        found.insert(("threshold-out-of-reach", id.clone()));
        hushed.extend(decision.options.iter().map(|option| ("option-never-chosen", option.clone())));
    } else {
        let never = decision.options.iter().filter(|option| !chosen(option));
        found.extend(never.map(|option| ("option-never-chosen", option.clone())));
    }
    let is_emptied = |profile: &&Profile| {
        let fires = decision.rules.iter().any(|rule| profile.fired.contains(&rule.id));
        fires && profile.reading.judgement(id).ranking.iter().all(|standing| !standing.ruled_out_by.is_empty())
    };
    if applying.iter().any(is_emptied) {
        found.insert(("no-option-left", id.clone()));
    }
    if applying.iter().any(|profile| profile.complete && profile.reading.judgement(id).verdict == "tie") {
        found.insert(("tie-by-order", id.clone()));
    }
    let fires_none = |profile: &&Profile| !decision.rules.iter().any(|rule| profile.fired.contains(&rule.id));
    if !is_many && applying.iter().any(|profile| profile.complete && fires_none(profile)) {
        let told = if barren { &mut *hushed } else { &mut *found };
        told.insert(("no-outcome", id.clone()));
    }
    let mut firsts: Vec<Vec<usize>> = Vec::new();
    for rule in &decision.rules {
        let fires = |profile: &Profile| profile.fired.contains(&rule.id);
        let when: Vec<usize> = (0..profiles.len()).filter(|nth| fires(&profiles[*nth])).collect();
        if never_passes(&rule.condition) {
            found.insert(("test-never-passes", rule.id.clone()));
        } else if when.is_empty() {
            found.insert(("rule-never-fires", rule.id.clone()));
        }
        if when.is_empty() {
            continue;
        }
        if applying.iter().filter(|profile| profile.complete).all(|profile| fires(profile)) {
            found.insert(("rule-always-fires", rule.id.clone()));
        }
        if !matters(rulebook, &rule.id, profiles) {
            let told = if barren { &mut *hushed } else { &mut *found };
            told.insert(("rule-never-matters", rule.id.clone()));
        }
        if firsts.contains(&when) {
            found.insert(("same-condition", rule.id.clone()));
        } else {
            firsts.push(when);
        }
    }
    barren
}

/// Whether any outcome is another without the rule, or stands in another order.
fn matters(rulebook: &Rulebook, rule: &str, profiles: &[Profile]) -> bool {
    let mut without = rulebook.clone();
    without.decisions.iter_mut().for_each(|decision| decision.rules.retain(|at| at.id != rule));
    let outcomes = |reading: &Reading| -> Vec<Vec<String>> {
        reading.decisions.iter().map(|judgement| judgement.outcome.clone()).collect()
    };
    profiles.iter().any(|profile| outcomes(&profile.reading) != outcomes(&evaluate(&without, &profile.answers)))
}

/// Whether some test in the condition is passed by no answer.
fn never_passes(rulebook: &Rulebook, condition: &Condition) -> bool {
    rulebook.questions.iter().any(|question| {
        let values = analysis::values(rulebook, &question.id);
        let tests = condition.tests_on(&question.id);
        tests.into_iter().any(|test| !values.iter().any(|value| passes(&question.kind, test, value)))
    })
}

/// Pasted into the rulebook the case passes, and with any of its answers less it no longer shows what it shows.
fn witness(rulebook: &Rulebook, text: &str, id: &str, finding: &Diagnostic, case: &str) -> Result<(), String> {
    let code = finding.code;
    let pasted = format!("{text}cases:\n{case}");
    let engine = leadership_advisor::Rulebook::parse("rulebook.yaml", &pasted);
    let engine = engine.map_err(|refusal| format!("{code}: the case cannot be pasted:\n{case}\n{refusal}"))?;
    for result in engine.run_cases() {
        must(result.passed(), || format!("{code}: the case fails:\n{case}"))?;
        if code == Code::TieByOrder {
            let answered: Vec<&str> = result.evaluation.decisions().map(|result| result.verdict.name()).collect();
            must(answered.contains(&"tie"), || format!("{code}: there is no tie:\n{case}"))?;
            continue;
        }
        if code == Code::NoOutcome {
            let result = result.evaluation.decision(id).expect("the decision is there");
            let is_without = result.applies && result.outcome.is_empty() && result.verdict.name() == "not_enough_known";
            must(is_without, || format!("{code}: there is an outcome:\n{case}"))?;
            continue;
        }
        let given = result.evaluation.answers();
        for (question, _) in given.iter() {
            let mut fewer = given.clone();
            fewer.clear(&question.id).expect("it has an answer");
            let less = fewer.evaluate();
            let shows = match code {
                Code::NoOptionLeft => {
                    let result = less.decision(id).expect("the decision is there");
                    let fires = result.ranking.iter().any(|row| !row.ruled_out_by.is_empty());
                    fires && result.ranking.iter().all(|row| !row.ruled_out_by.is_empty())
                }
                // The rules that the case names, all of which have to fire.
                _ => {
                    let rules = rulebook.decisions.iter().flat_map(|decision| &decision.rules);
                    let named = rules.filter(|rule| case.contains(&format!(" {} ", rule.id)));
                    let fires = |rule: &str| {
                        let fired = fired_of(&less);
                        fired.contains(rule)
                    };
                    named.into_iter().all(|rule| fires(&rule.id))
                }
            };
            must(!shows, || format!("{code}: `{}` can be left out of\n{case}", question.id))?;
        }
    }
    Ok(())
}

/// The rules that gave points or ruled something out.
fn fired_of(evaluation: &leadership_advisor::Evaluation) -> BTreeSet<String> {
    let results: Vec<_> = evaluation.decisions().collect();
    let rows = results.iter().flat_map(|result| &result.ranking);
    rows.flat_map(|row| row.reasons.iter().map(|reason| reason.rule).chain(row.ruled_out_by.iter().copied()))
        .map(|rule| rule.id.clone())
        .collect()
}

fn must(that: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if that { Ok(()) } else { Err(why()) }
}
