//! A run of the tests as JSON, for programs. Keys may be added, none changed.

use std::collections::BTreeMap;

use leadership_advisor::record::RulebookId;
use leadership_advisor::{
    Answer, CaseFailure, CaseResult, Counterexample, Coverage, DecisionOption, PropertyResult, Ruling, Silence,
};
use serde::Serialize;

use super::mutation::{MutationJson, mutation};
use super::{Mutation, TestRun, cases};
use crate::json::to_text;

#[derive(Serialize)]
struct Run<'r> {
    format: u32,
    rulebook: RulebookId,
    passed: bool,
    cases: Vec<CaseJson<'r>>,
    properties: Vec<PropertyJson<'r>>,
    coverage: Option<CoverageJson<'r>>,
    /// Null where it was not asked for, and while cases fail.
    mutation: Option<MutationJson<'r>>,
}

#[derive(Serialize)]
struct PropertyJson<'r> {
    id: &'r str,
    says: &'r str,
    file: &'r str,
    line: usize,
    column: usize,
    /// `proved`, `broken` or `unproven`.
    ruling: &'static str,
    /// Of one that is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<BTreeMap<&'r str, Answer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raised_to: Option<Answer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    smallest: Option<bool>,
}

#[derive(Serialize)]
struct CaseJson<'r> {
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'r str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'r str,
    file: &'r str,
    line: usize,
    column: usize,
    passed: bool,
    failures: Vec<FailureJson<'r>>,
}

/// In what a case fails. Only the keys of its kind are there.
#[derive(Serialize)]
struct FailureJson<'r> {
    decision: &'r str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    expected: Vec<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unwanted: Vec<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_fired: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'static str>,
    came: Vec<&'r str>,
    verdict: &'static str,
    points: Vec<PointsJson<'r>>,
    /// What put the option that came ahead of each that was expected.
    contrasts: Vec<ContrastJson<'r>>,
}

#[derive(Serialize)]
struct PointsJson<'r> {
    option: &'r str,
    points: i64,
    ruled_out_by: Vec<&'r str>,
}

#[derive(Serialize)]
struct ContrastJson<'r> {
    came: &'r str,
    expected: &'r str,
    rules: Vec<RulePoints<'r>>,
}

#[derive(Serialize)]
struct RulePoints<'r> {
    rule: &'r str,
    points: i64,
}

#[derive(Serialize)]
struct CoverageJson<'r> {
    touched: usize,
    total: usize,
    fail_under: Option<u64>,
    sufficient: bool,
    rules: Vec<Touched<'r>>,
    options: Vec<Touched<'r>>,
    questions: Vec<Touched<'r>>,
}

#[derive(Serialize)]
struct Touched<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'r str>,
    id: &'r str,
    /// In how many cases.
    cases: usize,
    /// By how many cases it is expected; of options only.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<usize>,
}

/// The run as one JSON object. Ends in a newline.
pub fn test_json(run: &TestRun<'_>) -> String {
    to_text(&Run {
        format: 1,
        rulebook: run.rulebook.into(),
        passed: run.passed(),
        cases: run.cases.iter().map(case).collect(),
        properties: run.properties.iter().map(property).collect(),
        coverage: run.coverage.as_ref().map(|coverage| self::coverage(coverage, run)),
        mutation: match &run.mutation {
            Mutation::Tried { test, .. } => Some(mutation(test, run.least_noticed())),
            Mutation::NotAsked | Mutation::CasesFail => None,
        },
    })
}

fn property<'r>(result: &'r PropertyResult<'_>) -> PropertyJson<'r> {
    let broken = match &result.ruling {
        Ruling::Broken(broken) => Some(&**broken),
        _ => None,
    };
    let answers = |broken: &'r Counterexample<'_>| {
        broken.answers.iter().map(|(question, answer)| (question.id.as_str(), answer)).collect()
    };
    PropertyJson {
        id: &result.property.id,
        says: &result.property.says,
        file: &result.place.file,
        line: result.place.line,
        column: result.place.column,
        ruling: match &result.ruling {
            Ruling::Holds => "proved",
            Ruling::Broken(_) => "broken",
            _ => "unproven",
        },
        answers: broken.map(answers),
        raised_to: broken.and_then(|broken| broken.raised.as_ref()).map(|raised| raised.to.clone()),
        smallest: broken.map(|broken| broken.smallest),
    }
}

fn case<'r>(result: &'r CaseResult<'_>) -> CaseJson<'r> {
    CaseJson {
        name: &result.case.name,
        group: result.case.group.as_deref(),
        note: &result.case.note,
        file: &result.place.file,
        line: result.place.line,
        column: result.place.column,
        passed: result.passed(),
        failures: result.failures.iter().map(|one| failure(result, one)).collect(),
    }
}

fn failure<'r>(case: &'r CaseResult<'_>, failure: &'r CaseFailure<'_>) -> FailureJson<'r> {
    let result = case.result(failure);
    let mut json = FailureJson {
        decision: result.as_ref().map_or("", |result| &result.decision.id),
        message: cases::headline(case, failure),
        expected: Vec::new(),
        missing: Vec::new(),
        unwanted: Vec::new(),
        not_fired: None,
        because: None,
        came: result.iter().flat_map(|result| result.outcome.iter().map(|option| option.id.as_str())).collect(),
        verdict: result.as_ref().map_or("", |result| result.verdict.name()),
        points: Vec::new(),
        contrasts: Vec::new(),
    };
    match failure {
        CaseFailure::Outcome { expected, or_none, .. } => {
            json.expected = ids(expected).chain(or_none.then_some("none")).collect();
        }
        CaseFailure::Members { missing, unwanted, .. } => {
            (json.missing, json.unwanted) = (ids(missing).collect(), ids(unwanted).collect());
        }
        CaseFailure::NotFired { rule, .. } => {
            json.not_fired = Some(&rule.id);
            json.because = case.silence(failure).map(|silence| match silence {
                Silence::NotApplicable => "not_applicable",
                Silence::False => "false",
                _ => "unknown",
            });
        }
        _ => {}
    }
    for row in result.into_iter().flat_map(|result| result.ranking) {
        let ruled_out_by = row.ruled_out_by.iter().map(|rule| rule.id.as_str()).collect();
        json.points.push(PointsJson { option: &row.option.id, points: row.points, ruled_out_by });
    }
    for contrast in case.contrasts(failure) {
        let rules = contrast.rules.iter().map(|reason| RulePoints { rule: &reason.rule.id, points: reason.points });
        let (came, expected) = (&contrast.came.option.id, &contrast.expected.option.id);
        json.contrasts.push(ContrastJson { came, expected, rules: rules.collect() });
    }
    json
}

fn ids<'r>(options: &'r [&DecisionOption]) -> impl Iterator<Item = &'r str> {
    options.iter().map(|option| option.id.as_str())
}

fn coverage<'r>(coverage: &'r Coverage<'_>, run: &TestRun<'_>) -> CoverageJson<'r> {
    let rule = coverage.rules.iter().map(|row| (Some(&row.decision.id), &row.rule.id, row.cases, None));
    let option =
        coverage.options.iter().map(|row| (Some(&row.decision.id), &row.option.id, row.cases, Some(row.expected)));
    let question = coverage.questions.iter().map(|row| (None, &row.question.id, row.cases, None));
    CoverageJson {
        touched: coverage.touched(),
        total: coverage.total(),
        fail_under: run.least_covered(),
        sufficient: run.covers_enough(),
        rules: rule.map(touched).collect(),
        options: option.map(touched).collect(),
        questions: question.map(touched).collect(),
    }
}

fn touched<'r>(row: (Option<&'r String>, &'r String, usize, Option<usize>)) -> Touched<'r> {
    let (decision, id, cases, expected) = row;
    Touched { decision: decision.map(String::as_str), id, cases, expected }
}
