//! The oracle: a second reading of the format, slow and obvious, and the properties that hold the engine to it.
//!
//! The engine resolves names, compiles conditions and counts in dense tables. What is clever can be wrong in ways that
//! examples do not show, so [`evaluate`] says the same once more by the letter of the format, shares not a line with
//! the engine, and both are asked about thousands of random small rulebooks from [`generate`]. [`analysis`] is the same
//! for exact analysis, by trying everything; its own examples stand beside it.
//!
//! A failure is shrunk and shown as YAML to paste, with both readings. The seed is fixed, so that a build turns red for
//! its own change and not by chance; to hunt, set `PROPTEST_RNG_SEED` and `PROPTEST_CASES`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and what the oracle looks up is there"
)]

mod model;
mod yaml;
mod reading;
mod evaluate;
mod generate;
mod engine;
mod analysis;
mod exact;
mod robustness;
mod agreement;
mod lints;
mod scoring;
mod layers;
mod properties;
mod diff;
mod mutation;
mod fit;
mod panel;
mod by_hand;

use std::{cell::Cell, env};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};

use generate::{Case, cases};
use {model::Answers, reading::Reading};

const CASES: u32 = 5_000;
const SEED: u64 = 20_250_101;

#[test]
fn the_engine_evaluates_as_the_format_says() {
    holds(CASES, |case| {
        let rulebook = engine::rulebook(case)?;
        let answers = engine::answers(&rulebook, &case.answers)?;
        let expected = evaluate::evaluate(&case.rulebook, &case.answers);
        same("oracle", &expected, "engine", &engine::reading(&answers.evaluate()))
    });
}

#[test]
fn layers_are_as_one_rulebook_written_by_hand() {
    holds(CASES / 5, layers::agree);
    // That there is something to hold: layers that add, remove and replace.
    let mut kinds = [0; 3];
    let mut runner = runner(200);
    for _ in 0..200 {
        let case = cases().new_tree(&mut runner).expect("a case can be drawn").current();
        let layer = layers::apart(&case.rulebook).layer;
        for (kind, count) in ["rules:", "remove: {d", "replace: {d"].iter().zip(&mut kinds) {
            *count += usize::from(layer.contains(kind));
        }
    }
    assert!(kinds.iter().all(|count| *count > 20), "hardly ever drawn: {kinds:?}");
}

#[test]
fn people_are_set_side_by_side_as_by_trying_everything() {
    holds(CASES / 20, panel::agree);
}

#[test]
fn the_same_text_gives_the_same_evaluation() {
    holds(CASES / 5, |case| {
        let rulebook = engine::rulebook(case)?;
        let answers = engine::answers(&rulebook, &case.answers)?;
        let first = engine::reading(&answers.evaluate());
        same("first", &first, "again", &engine::reading(&answers.evaluate()))?;

        let rulebook_again = engine::rulebook(case)?;
        if rulebook_again.fingerprint() != rulebook.fingerprint() {
            return Err("the same text has two fingerprints".to_owned());
        }
        let answers_again = engine::answers(&rulebook_again, &case.answers)?;
        same("first", &first, "from text read again", &engine::reading(&answers_again.evaluate()))
    });
}

#[test]
fn written_answers_read_back_as_they_were() {
    holds(CASES / 5, |case| {
        let rulebook = engine::rulebook(case)?;
        let answers = engine::answers(&rulebook, &case.answers)?;
        let written = answers.to_yaml();
        let read = rulebook.parse_answers("written.yaml", &written);
        let read = read.map_err(|refusal| format!("the engine refuses what it wrote:\n{written}\n{refusal}"))?;
        if read == answers { Ok(()) } else { Err(format!("what was written differs from what was given:\n{written}")) }
    });
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_changes_nothing() {
    holds(CASES / 5, |case| {
        let rulebook = engine::rulebook(case)?;
        let given = engine::reading(&engine::answers(&rulebook, &case.answers)?.evaluate());
        for question in case.rulebook.questions.iter().filter(|question| !given.asked.contains(&question.id)) {
            let mut without = case.answers.clone();
            without.remove(&question.id);
            let mut other = without.clone();
            other.insert(question.id.clone(), case.others[&question.id].clone());
            for (change, changed) in [("without", without), ("another answer to", other)] {
                let then = engine::reading(&engine::answers(&rulebook, &changed)?.evaluate());
                // Whether an answer is ignored depends on there being one; nothing else may.
                let then = Reading { ignored: given.ignored.clone(), ..then };
                same("as given", &given, &format!("{change} {}", question.id), &then)?;
            }
        }
        Ok(())
    });
}

#[test]
fn exact_analysis_says_what_brute_force_says() {
    holds(CASES / 2, |case| {
        if analysis::profiles(&case.rulebook, &Answers::new()) > 300 {
            return Ok(());
        }
        let rulebook = engine::rulebook(case)?;
        exact::agrees(case, &engine::answers(&rulebook, &case.answers)?.evaluate())
    });
}

#[test]
fn agreement_with_cases_is_what_a_plain_count_gives() {
    holds(CASES / 5, agreement::agrees);
}

#[test]
fn reach_is_what_brute_force_reaches() {
    holds(CASES / 4, |case| {
        if analysis::profiles(&case.rulebook, &Answers::new()) > 200 {
            return Ok(());
        }
        exact::reaches(&case.rulebook, &engine::rulebook(case)?)
    });
}

#[test]
fn lints_find_what_brute_force_finds_and_nothing_else() {
    holds(CASES / 5, |case| {
        if analysis::profiles(&case.rulebook, &Answers::new()) > 200 {
            return Ok(());
        }
        lints::agree(&case.rulebook)
    });
}

/// All ways of scoring against each other and the oracle, in batches that end before, at and behind the ends of blocks.
#[test]
fn scoring_is_evaluation_without_reasons() {
    holds(CASES / 2, |case| scoring::agrees(case, &engine::rulebook(case)?));
}

#[test]
fn properties_are_ruled_on_as_brute_force_does() {
    holds(CASES / 20, |case| {
        if analysis::profiles(&case.rulebook, &Answers::new()) > 150 {
            return Ok(());
        }
        properties::agree(&case.rulebook)
    });
}

#[test]
fn two_rulebooks_part_where_brute_force_says() {
    let compared = Cell::new(0);
    holds(CASES / 250, |case| {
        compared.set(compared.get() + diff::agree(&case.rulebook)?);
        Ok(())
    });
    assert!(compared.get() > 100, "hardly anything was compared: {}", compared.get());
}

/// Two rulebooks that have nothing in common but their names: every question, answer, option and rule may differ.
#[test]
fn two_rulebooks_of_the_same_names_part_where_brute_force_says() {
    let compared = Cell::new(0);
    let mut runner = runner(CASES / 8);
    let run = runner.run(&(cases(), cases()), |(old, new)| {
        let held = diff::part(&old.rulebook, &new.rulebook).map_err(TestCaseError::fail)?;
        compared.set(compared.get() + usize::from(held));
        Ok(())
    });
    run.unwrap_or_else(|why| panic!("{why}"));
    assert!(compared.get() > 30, "hardly anything was compared: {}", compared.get());
}

/// The shortcut of mutation testing, which looks only where a mutant can differ, against reading and running all of it.
#[test]
fn mutants_fare_as_if_each_were_written_and_run() {
    let fates = Cell::new([0; 4]);
    holds(CASES / 100, |case| {
        if analysis::profiles(&case.rulebook, &Answers::new()) > 60 {
            return Ok(());
        }
        let mut counted = fates.get();
        let agreed = mutation::agree(case, &mut counted);
        fates.set(counted);
        agreed
    });
    let [noticed, witnessed, open, equivalent] = fates.get();
    assert!(noticed.min(witnessed).min(equivalent) > 100, "hardly ever drawn: {:?}", fates.get());
    assert!(open * 20 < equivalent + witnessed, "too much stays open: {:?}", fates.get());
}

/// Most cases, the smallest change, the fewest rules, and what contradicts what: all as trying everything finds it.
#[test]
fn points_are_fitted_as_well_as_by_trying_everything() {
    let seen = Cell::new(fit::Seen::default());
    holds(CASES / 2, |case| fit::agree(case, &leadership_advisor_solver::Simplex, false, &seen));
    let fit::Seen { rulebooks, lossy, conflicts, proved, .. } = seen.get();
    assert!(rulebooks > 1_000 && lossy.min(conflicts) > 300, "hardly ever drawn: {:?}", seen.get());
    assert_eq!(proved, rulebooks, "of a small rulebook all is proved");
}

/// The search alone, without linear programs, comes to the same; and so does one that must keep a property.
#[test]
fn points_are_fitted_without_relaxations_and_with_properties() {
    let seen = Cell::new(fit::Seen::default());
    holds(CASES / 12, |case| {
        fit::agree(case, &leadership_advisor::WithoutRelaxation, false, &seen)?;
        let few = analysis::profiles(&case.rulebook, &Answers::new()) <= 24;
        if few { fit::agree(case, &leadership_advisor_solver::Simplex, true, &seen) } else { Ok(()) }
    });
    assert!(seen.get().kept > 10, "hardly ever drawn: {:?}", seen.get());
}

/// The parts of the oracle's own analysis, defined apart from each other, must agree.
#[test]
fn the_parts_of_analysis_agree() {
    holds(CASES / 10, |case| {
        let Case { rulebook, answers, .. } = case;
        if analysis::profiles(rulebook, &Answers::new()) > 300 {
            return Ok(());
        }
        let must = |that: bool, what: &str| if that { Ok(()) } else { Err(what.to_owned()) };
        let given: Vec<&str> = answers.keys().map(String::as_str).collect();
        let open = rulebook.questions.iter().filter(|question| !answers.contains_key(&question.id));
        let mut settled = true;
        for (decision, now) in rulebook.decisions.iter().zip(evaluate::evaluate(rulebook, answers).decisions) {
            let id = &decision.id;
            settled &= analysis::settled(rulebook, answers, id);
            must(
                analysis::settled(rulebook, answers, id) == analysis::decides(rulebook, answers, id, &given),
                "a decision is settled where all given answers together decide it",
            )?;
            for option in &decision.options {
                let is_chosen = now.outcome.contains(option);
                let is_within_reach = analysis::reach(rulebook, id, option).is_some();
                must(is_within_reach || !is_chosen, "what is chosen is within reach")?;
                if is_chosen || matches!(decision.choose, model::Choose::Many { .. }) {
                    continue;
                }
                for changes in analysis::flips(rulebook, answers, id, option) {
                    must(is_within_reach, "what answers can be flipped to is within reach")?;
                    let mut changed = answers.clone();
                    changed.extend(changes);
                    let outcome = evaluate::evaluate(rulebook, &changed).judgement(id).outcome.clone();
                    must(outcome == [option.clone()], "the changes of a flip are all that it takes")?;
                }
            }
            for rule in &decision.rules {
                must(
                    analysis::rule_can_fire(rulebook, &rule.id)
                        || !analysis::rule_can_change_outcome(rulebook, &rule.id),
                    "a rule that changes an outcome can fire",
                )?;
            }
        }
        let matters = open.filter(|question| analysis::can_matter(rulebook, answers, &question.id)).count() > 0;
        must(settled != matters, "some question matters as long as some decision is not settled")
    });
}

/// A property holds of nothing that is never drawn.
#[test]
fn every_feature_of_the_format_is_drawn() {
    let features = [
        "type: choice",
        "ordered: true",
        "type: many",
        "at_most: 1, answers",
        "type: number",
        "min:",
        "max:",
        "type: yes_no",
        "ask_if:",
        "facts:",
        "all: [{",
        "any: [{",
        "all: []",
        "any: []",
        "not: {",
        "not: a",
        "not: [a, b]",
        "at_least: b",
        "at_most: b",
        "at_least: 1",
        "at_most: 1",
        "above: 1",
        "below: 1",
        "all_of:",
        "none_of:",
        ": [a, b]",
        ": yes",
        ": no",
        "f1: true",
        "f1: false",
        "d1: o1",
        "d1: [o1, o2]",
        "applies_if:",
        "choose: one",
        "choose: many",
        "close_call: 3",
        "threshold: -1",
        "rules_out:",
        "o1: -2",
        "o1: 0",
        "9223372036854775807",
        "ignored: [q",
        "unanswered: [q",
        "not_applicable",
        "one not_enough_known",
        "many not_enough_known",
        "tie",
        "close_call,",
        "one clear",
        "many clear",
        "ruled out by",
        "outcome [o1, o2",
        "margin 1",
    ];
    let mut seen = vec![0; features.len()];
    let mut runner = runner(1_000);
    for _ in 0..runner.config().cases {
        let case = cases().new_tree(&mut runner).expect("nothing is filtered").current();
        let mut text = yaml::rulebook(&case.rulebook);
        let reading = evaluate::evaluate(&case.rulebook, &case.answers);
        for (decision, judgement) in case.rulebook.decisions.iter().zip(&reading.decisions) {
            let choose = if matches!(decision.choose, model::Choose::One { .. }) { "one" } else { "many" };
            text += &format!("{choose} {}\n", judgement.verdict);
        }
        text += &reading.to_string();
        for (feature, seen) in features.iter().zip(&mut seen) {
            *seen += usize::from(text.contains(feature));
        }
    }
    let rare: Vec<&str> =
        features.iter().zip(&seen).filter(|(_, seen)| **seen < 10).map(|(feature, _)| *feature).collect();
    assert!(rare.is_empty(), "hardly ever drawn: {}", rare.join(", "));
}

/// Draws so many cases, and shows the smallest one that fails.
fn holds(cases_by_default: u32, property: impl Fn(&Case) -> Result<(), String>) {
    match runner(cases_by_default).run(&cases(), |case| property(&case).map_err(TestCaseError::fail)) {
        Ok(()) => {}
        Err(TestError::Fail(why, case)) => {
            panic!(
                "{why}\n\nrulebook.yaml:\n{}\nanswers.yaml:\n{}",
                yaml::rulebook(&case.rulebook),
                yaml::answers(&case.answers)
            )
        }
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

/// proptest reads its variables into the default configuration; what they leave open is decided here.
fn runner(cases_by_default: u32) -> TestRunner {
    let mut config = Config { failure_persistence: None, max_shrink_iters: 50_000, ..Config::default() };
    if env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases_by_default;
    }
    if env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    TestRunner::new(config)
}

fn same(one: &str, left: &Reading, other: &str, right: &Reading) -> Result<(), String> {
    if left == right { Ok(()) } else { Err(format!("{one}:\n{left}\n{other}:\n{right}")) }
}
