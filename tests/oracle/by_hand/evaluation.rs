//! Examples of evaluation, each asked of the oracle and of the engine.

use super::*;
use crate::evaluate::{evaluate, fired};
use crate::generate::Case;
use crate::{engine, reading::Reading};

/// What both sides say.
#[track_caller]
fn read(rulebook: &Rulebook, answers: &Answers) -> Reading {
    let case = Case { rulebook: rulebook.clone(), answers: answers.clone(), others: Answers::new() };
    let expected = evaluate(rulebook, answers);
    let read = engine::rulebook(&case).unwrap_or_else(|refusal| panic!("{refusal}"));
    let read = engine::answers(&read, answers).unwrap_or_else(|refusal| panic!("{refusal}"));
    let found = engine::reading(&read.evaluate());
    assert!(found == expected, "oracle:\n{expected}\nengine:\n{found}");
    expected
}

/// The questions, and a decision with one rule for each condition; which of them are true.
#[track_caller]
fn true_of<const N: usize>(
    questions: &[Question],
    facts: &[Fact],
    answers: &Answers,
    entries: [Entry; N],
) -> Vec<bool> {
    let rules = entries.into_iter().enumerate().map(|(place, entry)| rule(&format!("r{place}"), [entry], [("x", 1)]));
    let rules: Vec<Rule> = rules.collect();
    let decision = Decision { rules, ..choose_one("d", &["x", "y"], []) };
    let rulebook = Rulebook {
        questions: questions.to_vec(),
        facts: facts.to_vec(),
        decisions: vec![decision],
        ..Rulebook::default()
    };
    read(&rulebook, answers);
    let fired = fired(&rulebook, answers);
    (0..N).map(|place| fired.contains(&format!("r{place}"))).collect()
}

#[test]
fn the_table_of_tests() {
    let questions = [
        ordered("stage", &["startup", "growth", "mature"]),
        many("goals", &["brand", "leads", "retention"], None),
        number("revenue", None, None),
        yes_no("coo"),
    ];
    let facts = [fact("small", [test("revenue", [Part::Below(10)])])];
    let answers = given([
        ("stage", one("growth")),
        ("goals", these(&["brand", "leads"])),
        ("revenue", Value::Number(9)),
        ("coo", NO),
    ]);
    let text = |names: &[&str]| owned(names);
    let entries = [
        (is("stage", &["growth"]), true),
        (is("stage", &["startup", "mature"]), false),
        (test("stage", [Part::Not(text(&["growth"]))]), false),
        (test("stage", [Part::Not(text(&["startup", "mature"]))]), true),
        (test("stage", [Part::FromAnswer("growth".to_owned())]), true),
        (test("stage", [Part::FromAnswer("mature".to_owned())]), false),
        (test("stage", [Part::UpToAnswer("growth".to_owned())]), true),
        (test("stage", [Part::UpToAnswer("startup".to_owned())]), false),
        (is("goals", &["brand"]), true),
        (is("goals", &["retention", "leads"]), true),
        (is("goals", &["retention"]), false),
        (test("goals", [Part::AllOf(text(&["brand", "leads"]))]), true),
        (test("goals", [Part::AllOf(text(&["brand", "retention"]))]), false),
        (test("goals", [Part::NoneOf(text(&["retention"]))]), true),
        (test("goals", [Part::NoneOf(text(&["retention", "brand"]))]), false),
        (equals("revenue", 9), true),
        (equals("revenue", 10), false),
        (test("revenue", [Part::AtLeast(9), Part::AtMost(9)]), true),
        (test("revenue", [Part::Above(9)]), false),
        (test("revenue", [Part::Above(8), Part::Below(9)]), false),
        (yes("coo"), false),
        (no("coo"), true),
        (holds("small"), true),
        (Entry::Fact("small".to_owned(), false), false),
    ];
    let expected: Vec<bool> = entries.iter().map(|(_, expected)| *expected).collect();
    assert_eq!(true_of(&questions, &facts, &answers, entries.map(|(entry, _)| entry)), expected);
}

/// Clause 1: unknown is neither true nor false, and what is known decides where it can.
#[test]
fn kleene() {
    let questions = [yes_no("known"), yes_no("open")];
    let facts = [fact("f", [yes("open")])];
    let entries = [
        (yes("open"), false),
        (not(yes("open")), false),
        (any([yes("open"), no("open")]), false),
        (any([yes("open"), yes("known")]), true),
        (not(Entry::All(vec![when([yes("open")]), when([no("known")])])), true),
        (not(any([yes("open"), no("known")])), false),
        (holds("f"), false),
        (Entry::Fact("f".to_owned(), false), false),
        (Entry::All(vec![]), true),
        (Entry::Any(vec![]), false),
    ];
    let expected: Vec<bool> = entries.iter().map(|(_, expected)| *expected).collect();
    assert_eq!(true_of(&questions, &facts, &given([("known", YES)]), entries.map(|(entry, _)| entry)), expected);
}

/// Clause 2: a test on a question that is not asked is false, its negation inside the test too; `not` around it is
/// true. The answer that it has is ignored.
#[test]
fn not_asked() {
    let goals = || asked_if([yes("gate")], many("goals", &["brand", "leads"], None));
    let stage = || asked_if([yes("gate")], choice("stage", &["startup", "growth"]));
    let questions = [yes_no("gate"), goals(), stage()];
    let entries = || {
        [
            is("stage", &["startup"]),
            test("stage", [Part::Not(owned(&["startup"]))]),
            test("goals", [Part::NoneOf(owned(&["brand"]))]),
            not(is("stage", &["startup"])),
            not(test("stage", [Part::Not(owned(&["startup"]))])),
        ]
    };
    let closed = given([("gate", NO), ("stage", one("startup")), ("goals", these(&[]))]);
    assert_eq!(true_of(&questions, &[], &closed, entries()), [false, false, false, true, true]);
    // Where it is not known whether the question is asked, nothing about it is known, whatever its answer.
    let unknown = given([("stage", one("startup")), ("goals", these(&[]))]);
    assert_eq!(true_of(&questions, &[], &unknown, entries()), [false; 5]);
    let asked = given([("gate", YES), ("stage", one("startup")), ("goals", these(&[]))]);
    assert_eq!(true_of(&questions, &[], &asked, entries()), [true, false, true, false, true]);

    let rulebook = rulebook([yes_no("gate"), goals(), stage()], [choose_one("d", &["x", "y"], [])]);
    let reading = read(&rulebook, &given([("stage", one("startup"))]));
    assert_eq!((reading.unanswered, reading.ignored), (owned(&["gate"]), owned(&["stage"])));
    let reading = read(&rulebook, &given([("gate", YES), ("stage", one("startup"))]));
    assert_eq!((reading.unanswered, reading.ignored), (owned(&["goals"]), owned(&[])));
}

/// Clause 2 once more: a question below one that is not asked sees false, and is not asked itself.
#[test]
fn not_asked_runs_down_the_chain() {
    let rulebook = rulebook(
        [
            yes_no("a"),
            asked_if([yes("a")], yes_no("b")),
            asked_if([no("b")], yes_no("c")),
            asked_if([not(no("b"))], yes_no("e")),
        ],
        [choose_one("d", &["x", "y"], [])],
    );
    assert_eq!(read(&rulebook, &given([("a", NO), ("b", NO)])).asked, owned(&["a", "e"]));
    assert_eq!(read(&rulebook, &given([("a", YES), ("b", NO)])).asked, owned(&["a", "b", "c"]));
    assert_eq!(read(&rulebook, &given([("b", NO)])).asked, owned(&["a"]));
}

/// Clause 3: a decision whose condition is not true does not apply, and tests on it are false.
#[test]
fn decisions_in_order() {
    let rulebook = rulebook(
        [yes_no("q")],
        [
            applies_if([yes("q")], choose_one("first", &["x", "y"], [rule("base", [always()], [("y", 1)])])),
            choose_one(
                "second",
                &["on", "off"],
                [
                    rule("seen", [decided("first", &["x", "y"])], [("on", 1)]),
                    rule("unseen", [not(decided("first", &["x", "y"]))], [("off", 1)]),
                ],
            ),
        ],
    );
    for (answers, applies, verdict, second) in [
        (given([("q", YES)]), true, "clear", "on"),
        (given([("q", NO)]), false, "not_applicable", "off"),
        (given([]), false, "not_applicable", "off"),
    ] {
        let reading = read(&rulebook, &answers);
        let first = reading.judgement("first");
        assert_eq!((first.applies, first.verdict, first.ranking.is_empty()), (applies, verdict, !applies));
        assert_eq!(reading.judgement("second").outcome, [second]);
    }
}

/// Clauses 4 to 6, choose one: ties go to the option listed first, the margin skips what is ruled out.
#[test]
fn choose_one_of_three() {
    let close = |decision: Decision| Decision { choose: Choose::One { close_call: Some(1) }, ..decision };
    let rulebook = rulebook(
        [yes_no("a"), yes_no("b"), yes_no("out"), yes_no("all_out")],
        [close(choose_one(
            "d",
            &["x", "y", "z"],
            [
                rule("a", [yes("a")], [("y", 2), ("z", 2)]),
                rule("b", [yes("b")], [("z", 1), ("x", -1)]),
                ruling_out(&["y"], rule("out", [yes("out")], [])),
                ruling_out(&["x", "y", "z"], rule("all-out", [yes("all_out")], [])),
            ],
        ))],
    );
    type Example<'a> = (Answers, &'a str, &'a [&'a str], Option<i64>, &'a [&'a str]);
    let cases: [Example<'_>; 6] = [
        (given([]), "not_enough_known", &[], None, &["x", "y", "z"]),
        (given([("a", YES)]), "tie", &["y"], Some(0), &["y", "z", "x"]),
        (given([("a", YES), ("b", YES)]), "close_call", &["z"], Some(1), &["z", "y", "x"]),
        (given([("a", YES), ("b", YES), ("out", YES)]), "clear", &["z"], Some(4), &["z", "x", "y"]),
        (given([("out", YES)]), "tie", &["x"], Some(0), &["x", "z", "y"]),
        (given([("b", YES), ("all_out", YES)]), "not_enough_known", &[], None, &["z", "y", "x"]),
    ];
    for (answers, verdict, outcome, margin, ranking) in cases {
        let reading = read(&rulebook, &answers);
        let judgement = reading.judgement("d");
        assert_eq!((judgement.verdict, judgement.margin), (verdict, margin));
        assert_eq!(judgement.outcome, outcome);
        let ranked: Vec<&String> = judgement.ranking.iter().map(|standing| &standing.option).collect();
        assert_eq!(ranked, ranking);
    }
}

/// Clauses 5 and 6, choose many: what reaches the threshold and is not ruled out; nothing where no rule fired, however
/// low the threshold; clear even where nothing is chosen.
#[test]
fn choose_several() {
    let rulebook = rulebook(
        [yes_no("a"), yes_no("out")],
        [choose_many(
            "d",
            Some(0),
            &["x", "y", "z"],
            [
                rule("a", [yes("a")], [("y", 1), ("z", -1)]),
                ruling_out(&["x", "y"], rule("out", [yes("out")], [("z", -1)])),
            ],
        )],
    );
    let cases: [(Answers, &str, &[&str]); 3] = [
        (given([]), "not_enough_known", &[]),
        (given([("a", YES)]), "clear", &["y", "x"]),
        (given([("out", YES)]), "clear", &[]),
    ];
    for (answers, verdict, outcome) in cases {
        let reading = read(&rulebook, &answers);
        let judgement = reading.judgement("d");
        assert_eq!((judgement.verdict, judgement.margin), (verdict, None));
        assert_eq!(judgement.outcome, outcome);
    }
}
