//! The cases of the shipped rulebook, as a suite: they pass, and together they reach every rule and every option.

use std::collections::BTreeSet;

use leadership_advisor::{Decision, Rulebook};

#[test]
fn every_case_comes_out_as_expected() {
    let rulebook = Rulebook::builtin();
    for result in rulebook.run_cases() {
        assert!(result.passed(), "`{}` at {} fails: {:?}", result.case.name, result.place, result.failures);
    }
    assert!(rulebook.cases().len() >= 40, "only {} cases", rulebook.cases().len());
}

/// Each weight, threshold, test and rule changed, one at a time. A rule that is added brings its cases along.
#[test]
fn the_cases_notice_three_in_five_of_all_changes() {
    let rulebook = Rulebook::builtin();
    let test = rulebook.mutation_test();
    let (noticed, survived) = (test.noticed(), test.survived());
    assert!(test.reaches(60), "only {noticed} of {}", noticed + survived);
    // It would say little if many were left out, or called equivalent.
    assert!(test.left_out == 0 && test.equivalent() * 5 < test.mutants.len(), "{} are equivalent", test.equivalent());
}

/// A rule that no case fires could be turned around without anybody noticing.
#[test]
fn every_rule_fires_in_some_case() {
    let rulebook = Rulebook::builtin();
    let mut silent: BTreeSet<&str> =
        rulebook.decisions().iter().flat_map(Decision::rules).map(|rule| rule.id.as_str()).collect();
    for result in rulebook.run_cases() {
        for decision in result.evaluation.decisions() {
            for row in &decision.ranking {
                let given = row.reasons.iter().map(|reason| reason.rule.id.as_str());
                let ruled_out = row.ruled_out_by.iter().map(|rule| rule.id.as_str());
                let fired: BTreeSet<&str> = given.chain(ruled_out).collect();
                silent.retain(|rule| !fired.contains(rule));
            }
        }
    }
    assert!(silent.is_empty(), "no case fires {silent:?}");
}

#[test]
fn every_option_is_the_outcome_of_some_case() {
    let rulebook = Rulebook::builtin();
    let results: Vec<_> = rulebook.run_cases().collect();
    for decision in rulebook.decisions() {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        for result in &results {
            reached.extend(result.evaluation.outcome(&decision.id).expect("a decision"));
        }
        let missed: Vec<&str> =
            decision.options().iter().map(|option| option.id.as_str()).filter(|id| !reached.contains(id)).collect();
        assert!(missed.is_empty(), "`{}`: no case comes out as {missed:?}", decision.id);
    }
}

/// What a company is asked: the questions that apply to it, answered or not. Half of the companies see 21 or fewer; seven more
/// are the alignment check, which nobody has to take.
#[test]
fn most_companies_are_asked_at_most_21_questions() {
    let rulebook = Rulebook::builtin();
    let mut asked: Vec<usize> = Vec::new();
    for result in rulebook.run_cases() {
        let evaluation = &result.evaluation;
        let answered = evaluation.answers().len() - evaluation.ignored().count();
        asked.push(answered + evaluation.unanswered().count());
    }
    asked.sort_unstable();
    let median = asked.get(asked.len() / 2).copied().expect("there are cases");
    assert!(median <= 21, "the median is {median} of {asked:?}");
}
