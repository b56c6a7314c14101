//! Everything that the program can make of a rulebook and of answers, each read back by [`sound`].
//!
//! Budgets are small, so that there are many inputs; for one input in sixty-four they are those of the program.

use leadership_advisor::record::Recommendation;
use leadership_advisor::{Answers, Budget, Diagnostics, Difference, Interview, Lints, Panel, Rulebook, Schema, Scorer};
use leadership_advisor_report::{
    AgreementRun, Form, Mutation, Sides, TestRun, agreement_json, agreement_text, contents, difference_json,
    difference_shown, errors_junit, findings, findings_json, findings_sarif, items_shown, lints, panel_html,
    panel_json, panel_markdown, panel_text, recommendation_board, recommendation_brief, recommendation_html,
    recommendation_json, recommendation_markdown, recommendation_text, recommendation_text_with_all_ways,
    rulebook_and_layers, rulebook_shown, schema_json, test_json, test_junit, test_text,
};

use crate::sound;

const WIDTH: usize = 72;
/// How far a search may go, for most inputs and for some.
const LITTLE: Budget = Budget(300);
const MUCH: Budget = Budget(100_000);

/// The budget for an input, by what is in it.
pub fn budget(bytes: &[u8]) -> Budget {
    let sum = bytes.iter().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)));
    if sum % 64 == 7 { MUCH } else { LITTLE }
}

/// What is wrong with a text, in every form. Each finding stands within the text.
pub fn of_findings(problems: &Diagnostics) {
    sound::text("findings", &findings(problems, WIDTH));
    sound::text("narrow findings", &findings(problems, 1));
    let all = Lints::from(problems.clone());
    sound::json("findings as JSON", &findings_json(&all));
    sound::json("findings as SARIF", &findings_sarif(&all));
    sound::xml("findings as JUnit", &errors_junit(problems));
}

/// What is known of a rulebook without answers: findings, the book itself, its schema, its tests.
pub fn of_rulebook(rulebook: &Rulebook, files: &[(String, Vec<u8>)], budget: Budget) {
    let found = rulebook.lint_within(budget);
    sound::text("lints", &lints(&found, WIDTH));
    sound::json("lints as JSON", &findings_json(&found));
    sound::json("lints as SARIF", &findings_sarif(&found));
    sound::text("contents", &contents(rulebook));
    sound::shown("layers", &rulebook_and_layers(rulebook));
    sound::text("the rulebook", &rulebook_shown(rulebook, Form::Text(WIDTH)));
    sound::shown("the rulebook as Markdown", &rulebook_shown(rulebook, Form::Markdown));
    let ids = rulebook.questions().iter().map(|one| &one.id).chain(rulebook.decisions().iter().map(|one| &one.id));
    for id in ids.take(4) {
        sound::text("an item", &items_shown(rulebook, &rulebook.items(id), Form::Text(WIDTH)));
    }
    if let Ok(schema) = Schema::parse_files(files.iter().map(|(name, text)| (name, text))) {
        sound::json("the schema", &schema_json(&schema));
    }
    for result in rulebook.run_cases() {
        assert_eq!(result.passed(), result.failures.is_empty(), "a case that passes has no failures");
    }
    let cases = rulebook.own_cases();
    let run = AgreementRun { rulebook, agreement: cases.agreement(), group: None, fail_under: Some(50) };
    sound::text("agreement", &agreement_text(&run, WIDTH));
    sound::json("agreement as JSON", &agreement_json(&run));
}

/// What its cases and properties say, and, if asked for, what they would notice.
pub fn of_tests(rulebook: &Rulebook, mutate: bool, budget: Budget) {
    let cases: Vec<_> = rulebook.run_cases().collect();
    let all_pass = cases.iter().all(leadership_advisor::CaseResult::passed);
    let mutation = match mutate {
        false => Mutation::NotAsked,
        true if !all_pass => Mutation::CasesFail,
        true => Mutation::Tried { test: rulebook.mutation_test(), in_full: true },
    };
    if let Mutation::Tried { test, .. } = &mutation {
        assert_eq!(
            test.noticed() + test.equivalent() + test.survived(),
            test.mutants.len(),
            "each mutant has one fate"
        );
    }
    let properties = rulebook.prove_all(budget).collect();
    let run =
        TestRun { rulebook, cases, properties, coverage: Some(rulebook.coverage()), mutation, fail_under: Some(50) };
    sound::text("tests", &test_text(&run, WIDTH));
    sound::json("tests as JSON", &test_json(&run));
    sound::xml("tests as JUnit", &test_junit(&run));
}

/// A result in every form. The same answers give the same bytes, what is saved is read back, and a batch says the same.
pub fn of_answers(answers: &Answers, budget: Budget) {
    let evaluation = answers.evaluate();
    let analysed = evaluation.analysed(budget);
    sound::text("text", &recommendation_text(&analysed, WIDTH));
    sound::text("narrow text", &recommendation_text(&analysed, 1));
    sound::text("text with all ways", &recommendation_text_with_all_ways(&analysed, WIDTH));
    sound::text("brief", &recommendation_brief(&analysed, WIDTH, None));
    sound::shown("Markdown", &recommendation_markdown(&analysed));
    let page = recommendation_html(&analysed, None);
    sound::html("page", &page);
    sound::html("board", &recommendation_board(&analysed, "1 January 2026"));
    let json = recommendation_json(&analysed);
    sound::json("JSON", &json);
    let read: Recommendation = serde_json::from_str(&json).expect("a record is read back");
    assert_eq!(read.answers.len(), answers.len(), "the record holds all answers");
    let again = answers.evaluate();
    assert_eq!(page, recommendation_html(&again.analysed(budget), None), "the same answers, other bytes");
    saved(answers);
    scored(&answers.rulebook().scorer(), std::slice::from_ref(answers));
}

/// What is saved is read back, as YAML and as JSON.
pub fn saved(answers: &Answers) {
    read_back("YAML", &answers.to_yaml(), answers);
    let json = serde_json::to_string(answers).expect("answers serialise");
    // JSON lets characters stand that YAML takes as escapes only, and answers are read as YAML: then they are refused.
    if !json
        .chars()
        .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
    {
        read_back("JSON", &json, answers);
    }
}

fn read_back(what: &str, text: &str, answers: &Answers) {
    match answers.rulebook().parse_answers("saved", text) {
        Ok(read) => assert_eq!(&read, answers, "as {what} other answers are read back than were saved"),
        Err(problems) => panic!("saved as {what} and not read back: {problems}\n{text}"),
    }
}

/// Scores say what evaluation says, for each of these answers to the scorer's rulebook.
pub fn scored(scorer: &Scorer, all: &[Answers]) {
    let mut batch = scorer.batch([""; 0]).expect("no column, no mistake");
    for answers in all {
        let given: Vec<_> = answers.iter().map(|(question, answer)| (question.id.as_str(), answer)).collect();
        batch.push_pairs(given).expect("answers that were taken are taken");
    }
    let mut at = 0;
    batch.score(|scores| {
        let evaluation = all[at].evaluate();
        for (score, result) in scores.decisions().zip(evaluation.decisions()) {
            let outcome: Vec<&str> = score.outcome().map(|option| option.id.as_str()).collect();
            let expected: Vec<&str> = result.outcome.iter().map(|option| option.id.as_str()).collect();
            assert_eq!(outcome, expected, "scores and evaluation differ in `{}`", score.decision().id);
            assert_eq!((score.verdict(), score.margin()), (result.verdict, result.margin));
        }
        at += 1;
    });
    assert_eq!(at, all.len(), "a score for each profile");
}

/// Two sets of answers side by side.
pub fn of_comparison(first: &Answers, second: &Answers) {
    let (first, second) = (first.evaluate(), second.evaluate());
    let comparison = first.compare(&second).expect("both answer the same rulebook");
    let panel = Panel::of(&[&first, &second], Budget(2_000)).expect("both answer the same rulebook");
    let sides = Sides::People(vec!["first".to_owned(), "second".to_owned()]);
    sound::text("comparison", &panel_text(&panel, &sides, Some(&comparison), WIDTH));
    sound::shown("comparison as Markdown", &panel_markdown(&panel, &sides));
    sound::html("comparison as a page", &panel_html(&panel, &sides));
    sound::json("comparison as JSON", &panel_json(&panel, &sides.names(), Some(&comparison)));
}

/// What an edit means.
pub fn of_difference<'r>(old: &'r Rulebook, new: &'r Rulebook) -> Difference<'r> {
    let difference = old.difference(new);
    sound::text("difference", &difference_shown(&difference, &[], Form::Text(WIDTH)));
    sound::shown("difference as Markdown", &difference_shown(&difference, &[], Form::Markdown));
    sound::json("difference as JSON", &difference_json(&difference, &[]));
    difference
}

/// Where an interview stands, put away and taken up again.
pub fn kept(interview: &Interview) {
    let state = serde_json::to_string(&interview.state()).expect("a state serialises");
    let read = serde_json::from_str(&state).expect("a state is read back");
    let (resumed, mistakes) = Interview::resume(interview.rulebook(), &read);
    assert!(mistakes.is_empty(), "answers of an interview are not taken any more");
    let at = |one: &Interview| one.question().map(|question| question.id.clone());
    assert_eq!(at(&resumed), at(interview), "an interview goes on with another question");
    assert_eq!(resumed.answers(), interview.answers());
}
