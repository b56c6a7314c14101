//! Examples of exact analysis. In most of them `x` is listed before `y`, so `x` wins a tie.

use std::collections::BTreeSet;

use super::*;
use crate::analysis::{
    can_matter, decides, flips, is_minimal, profiles, reach, representative, rule_can_change_outcome, rule_can_fire,
    settled, stability, values,
};
use crate::generate::Case;
use crate::{engine, exact};

/// `a` gives `x` 3 points, `b` gives `y` 1, `c` is asked only if `a` is not the case and then gives `y` 5.
fn small() -> Rulebook {
    rulebook(
        [yes_no("a"), yes_no("b"), asked_if([no("a")], yes_no("c"))],
        [choose_one(
            "d",
            &["x", "y"],
            [
                rule("ra", [yes("a")], [("x", 3)]),
                rule("rb", [yes("b")], [("y", 1)]),
                rule("rc", [yes("c")], [("y", 5)]),
            ],
        )],
    )
}

/// Evaluation, clause 7: no way of answering the open questions changes whether it applies or what comes out.
#[test]
fn settled_by_what_is_given() {
    let small = small();
    // 3 against at most 1: `c` is not asked any more.
    assert!(settled(&small, &given([("a", YES)]), "d"));
    // Without further answers there is no outcome; `b` would bring one.
    assert!(!settled(&small, &given([("a", NO)]), "d"));
    // `y` leads, and `a` would change that.
    assert!(!settled(&small, &given([("b", YES)]), "d"));
    // 1 for `y`, and `c` only adds to it.
    assert!(settled(&small, &given([("a", NO), ("b", YES)]), "d"));
    // No outcome, and `c` could bring one.
    assert!(!settled(&small, &given([("a", NO), ("b", NO)]), "d"));
    assert!(settled(&small, &given([("a", NO), ("b", NO), ("c", NO)]), "d"));
}

/// Evaluation, clause 7: whether it applies counts, though nothing comes out either way; the verdict does not.
#[test]
fn settled_is_about_applying_and_the_outcome() {
    let never = || rule("never", [Entry::Any(vec![])], [("x", 1)]);
    let gated = rulebook([yes_no("gate")], [applies_if([yes("gate")], choose_one("d", &["x", "y"], [never()]))]);
    assert!(!settled(&gated, &given([]), "d"));
    assert!(settled(&gated, &given([("gate", NO)]), "d"));

    let base = rule("base", [always()], [("x", 1)]);
    let tie = rulebook([yes_no("b")], [choose_one("d", &["x", "y"], [base, rule("rb", [yes("b")], [("y", 1)])])]);
    // Clear, or a tie that `x` wins.
    assert!(settled(&tie, &given([]), "d"));

    // Choose many: the order within the outcome does not count.
    let rules = [rule("base", [always()], [("x", 1), ("y", 1)]), rule("rb", [yes("b")], [("y", 1)])];
    let order = rulebook([yes_no("b")], [choose_many("d", None, &["x", "y"], rules)]);
    assert!(settled(&order, &given([]), "d"));
}

/// Can matter: some way of answering makes the question change an outcome that is not settled.
#[test]
fn what_can_still_matter() {
    let small = small();
    assert!(can_matter(&small, &given([]), "a"));
    assert!(can_matter(&small, &given([]), "b"));
    assert!(can_matter(&small, &given([]), "c"));
    // Settled, so nothing matters any more.
    assert!(!can_matter(&small, &given([("a", YES)]), "b"));
    // `c` is not asked.
    assert!(!can_matter(&small, &given([("a", YES)]), "c"));
    assert!(can_matter(&small, &given([("a", NO)]), "c"));
}

/// Can matter: it takes another answer beside it to tip the scale, or leaving it open does.
#[test]
fn mattering_together_and_by_silence() {
    let both = [rule("base", [always()], [("x", 2)]), rule("both", [yes("b"), yes("c")], [("y", 5)])];
    let both = rulebook([yes_no("b"), yes_no("c")], [choose_one("d", &["x", "y"], both)]);
    assert!(can_matter(&both, &given([]), "b"));
    assert!(can_matter(&both, &given([("b", YES)]), "c"));
    assert!(!can_matter(&both, &given([("b", NO)]), "c"));

    let any_answer =
        [rule("base", [always()], [("x", 1)]), rule("yes", [yes("b")], [("y", 2)]), rule("no", [no("b")], [("y", 2)])];
    let any_answer = rulebook([yes_no("b")], [choose_one("d", &["x", "y"], any_answer)]);
    assert!(can_matter(&any_answer, &given([]), "b"));

    // A question that no rule names matters through the one that it opens.
    let gate = [rule("base", [always()], [("x", 1)]), rule("rb", [yes("b")], [("y", 2)])];
    let gate = rulebook([yes_no("gate"), asked_if([yes("gate")], yes_no("b"))], [choose_one("d", &["x", "y"], gate)]);
    assert!(can_matter(&gate, &given([]), "gate"));
    assert!(can_matter(&gate, &given([("b", YES)]), "gate"));
    assert!(!can_matter(&gate, &given([("b", NO)]), "gate"));
}

/// Decisive answers: they settle the outcome on their own, and none can be left out.
#[test]
fn decisive_answers() {
    let rules =
        [rule("ra", [yes("a")], [("x", 3)]), rule("rb", [yes("b")], [("x", 3)]), rule("rc", [yes("c")], [("y", 2)])];
    let rulebook = rulebook([yes_no("a"), yes_no("b"), yes_no("c")], [choose_one("d", &["x", "y"], rules)]);
    let answers = given([("a", YES), ("b", YES), ("c", NO)]);
    for (subset, sufficient, minimal) in [
        (vec![], false, false),
        (vec!["a"], true, true),
        (vec!["b"], true, true),
        (vec!["a", "b"], true, false),
        (vec!["a", "c"], true, false),
        // Rules the other option out of the running, but with the rest left open nothing comes out.
        (vec!["c"], false, false),
    ] {
        assert_eq!(decides(&rulebook, &answers, "d", &subset), sufficient);
        assert_eq!(is_minimal(&rulebook, &answers, "d", &subset), minimal);
    }
}

/// Decisive answers: none at all where the outcome could not be another.
#[test]
fn nothing_decides_what_is_certain() {
    let rules = [rule("base", [always()], [("x", 3)]), rule("rb", [yes("b")], [("y", 1)])];
    let certain = rulebook([yes_no("b")], [choose_one("d", &["x", "y"], rules)]);
    assert!(is_minimal(&certain, &given([("b", NO)]), "d", &[]));
    assert!(!is_minimal(&certain, &given([("b", NO)]), "d", &["b"]));
}

/// Flips: changed and newly given answers cost one each, and what stops being asked costs nothing.
#[test]
fn flips_of_small() {
    let small = small();
    let sets = |sets: &[Answers]| -> BTreeSet<Answers> { sets.iter().cloned().collect() };
    // 3 to 0. Turning `a` alone leaves no rule fired; with it, `b` or `c` must be answered.
    let from = given([("a", YES)]);
    assert_eq!(flips(&small, &from, "d", "y"), sets(&[given([("a", NO), ("b", YES)]), given([("a", NO), ("c", YES)])]));
    // 3 to 1. Turning `a` is enough.
    assert_eq!(flips(&small, &given([("a", YES), ("b", YES)]), "d", "y"), sets(&[given([("a", NO)])]));
    // 0 to 6. Turning `a` is enough, as `c` is not asked then, and its 5 points fall away.
    let from = given([("a", NO), ("b", YES), ("c", YES)]);
    assert_eq!(flips(&small, &from, "d", "x"), sets(&[given([("a", YES)])]));
    // An answer that was ignored serves as it is, once its question is asked.
    let from = given([("a", YES), ("c", YES)]);
    assert_eq!(flips(&small, &from, "d", "y"), sets(&[given([("a", NO)])]));
}

/// Flips: a given answer cannot become unknown; and each other option may be out of reach.
#[test]
fn an_option_that_cannot_win() {
    let rules =
        [rule("base", [always()], [("y", 1)]), rule("yes", [yes("b")], [("x", 2)]), rule("no", [no("b")], [("x", 2)])];
    let rulebook = rulebook([yes_no("b")], [choose_one("d", &["x", "y", "z"], rules)]);
    assert!(flips(&rulebook, &given([("b", YES)]), "d", "y").is_empty());
    assert!(flips(&rulebook, &given([]), "d", "z").is_empty());
    let sets: BTreeSet<Answers> = [given([("b", YES)]), given([("b", NO)])].into();
    assert_eq!(flips(&rulebook, &given([]), "d", "x"), sets);
}

/// Flips: any value in a band stands for it, and a number within its band has not changed.
#[test]
fn flips_of_a_number() {
    let rules = [
        rule("base", [always()], [("x", 1)]),
        rule("middle", [test("n", [Part::AtLeast(10), Part::Below(20)])], [("y", 2)]),
        rule("thirty", [equals("n", 30)], [("y", 2)]),
    ];
    let rulebook = rulebook([number("n", Some(0), Some(100))], [choose_one("d", &["x", "y"], rules)]);
    let to = |numbers: &[i64]| -> BTreeSet<Answers> {
        numbers.iter().map(|&number| given([("n", Value::Number(number))])).collect()
    };
    assert_eq!(flips(&rulebook, &given([("n", Value::Number(25))]), "d", "y"), to(&[10, 30]));
    assert_eq!(flips(&rulebook, &given([("n", Value::Number(12))]), "d", "x"), to(&[0, 20, 31]));
}

/// Stability: the integers over which the outcome stays; a tie goes to `x`, which is listed first.
#[test]
fn stability_of_points() {
    let rules = [
        rule("ra", [always()], [("x", 3)]),
        rule("rb", [always()], [("y", 1)]),
        ruling_out(&["z"], rule("rz", [always()], [("z", 9)])),
        rule("open", [yes("b")], [("y", 9)]),
    ];
    let rulebook = rulebook([yes_no("b")], [choose_one("d", &["x", "y", "z"], rules)]);
    let stays = |rule, option| stability(&rulebook, &given([]), rule, option);
    assert_eq!(stays("ra", "x"), (Some(1), None));
    assert_eq!(stays("rb", "y"), (None, Some(3)));
    // An option that the rule does not name has 0 points from it.
    assert_eq!(stays("ra", "y"), (None, Some(2)));
    assert_eq!(stays("rb", "x"), (Some(-2), None));
    // What is ruled out stays so whatever its points.
    assert_eq!(stays("rz", "z"), (None, None));
    assert_eq!(stays("ra", "z"), (None, None));
    // A rule that did not fire could give any points.
    assert_eq!(stays("open", "y"), (None, None));
}

/// Stability: the option listed later must lead by one.
#[test]
fn stability_without_the_tie() {
    let rules = [rule("ra", [always()], [("x", 1)]), rule("rb", [always()], [("y", 3)])];
    let rulebook = rulebook([], [choose_one("d", &["x", "y"], rules)]);
    assert_eq!(stability(&rulebook, &given([]), "rb", "y"), (Some(2), None));
    assert_eq!(stability(&rulebook, &given([]), "ra", "x"), (None, Some(2)));
}

/// Reach: a profile that makes an option the outcome, partial ones included, or proof that there is none.
#[test]
fn reach_of_options() {
    let rules = [
        rule("yes", [yes("b")], [("x", 1), ("y", 1), ("w", -1)]),
        rule("no", [no("b")], [("x", -1), ("z", -1)]),
        rule("base", [always()], [("z", 1)]),
    ];
    let rulebook = rulebook([yes_no("b")], [choose_one("d", &["x", "y", "z", "w"], rules)]);
    assert_eq!(reach(&rulebook, "d", "x"), Some(given([("b", YES)])));
    // With no: x -1, and y, z and w at 0, of which y is listed first.
    assert_eq!(reach(&rulebook, "d", "y"), Some(given([("b", NO)])));
    // Only while `b` is open.
    assert_eq!(reach(&rulebook, "d", "z"), Some(given([])));
    assert_eq!(reach(&rulebook, "d", "w"), None);
}

/// Reach: what fires, and what changes an outcome by being taken away, here or in a decision below.
#[test]
fn reach_of_rules() {
    let questions = [yes_no("gate"), yes_no("b"), asked_if([yes("gate")], yes_no("c"))];
    let first = choose_one(
        "first",
        &["x", "y"],
        [
            rule("base", [always()], [("x", 5)]),
            rule("too-small", [yes("b")], [("y", 1)]),
            rule("too-late", [no("gate"), yes("c")], [("y", 9)]),
            rule("contradicts", [yes("b"), not(yes("b"))], [("y", 9)]),
        ],
    );
    let rulebook = rulebook(
        questions,
        [
            first,
            applies_if(
                [decided("first", &["y"])],
                choose_one("second", &["on", "off"], [rule("idle", [always()], [("on", 1)])]),
            ),
        ],
    );
    for (rule, fires, changes) in [
        ("base", true, true),
        ("too-small", true, false),
        ("too-late", false, false),
        ("contradicts", false, false),
        // Its decision never applies.
        ("idle", false, false),
    ] {
        assert_eq!(rule_can_fire(&rulebook, rule), fires, "{rule}");
        assert_eq!(rule_can_change_outcome(&rulebook, rule), changes, "{rule}");
    }
}

/// Exact analysis: numbers are cut into the bands that conditions can tell apart, within what the question takes.
#[test]
fn bands() {
    let tests = [
        test("n", [Part::AtLeast(10), Part::AtMost(20)]),
        test("n", [Part::Above(9)]),
        equals("n", 15),
        equals("n", 200),
        test("n", [Part::Below(i64::MIN)]),
        test("free", [Part::AtMost(i64::MAX), Part::Above(i64::MAX), Part::AtLeast(0)]),
        test("free", [Part::Above(7)]),
    ];
    let rules =
        tests.into_iter().enumerate().map(|(place, test)| rule(&format!("r{place}"), [test], [("x", 1)])).collect();
    let decision = Decision { rules, ..choose_one("d", &["x", "y"], []) };
    let rulebook = rulebook([number("n", Some(0), Some(100)), number("free", None, None)], [decision]);
    let numbers = |numbers: &[i64]| -> Vec<Value> { numbers.iter().map(|&number| Value::Number(number)).collect() };
    // Below 10; 10 to 14; 15; 16 to 20; above 20. The test for 200 can never tell anything apart.
    assert_eq!(values(&rulebook, "n"), numbers(&[0, 10, 15, 16, 21]));
    assert_eq!(representative(&rulebook, "n", &Value::Number(14)), Value::Number(10));
    assert_eq!(representative(&rulebook, "n", &Value::Number(100)), Value::Number(21));
    // The joined test is never true, so its parts cut nothing.
    assert_eq!(values(&rulebook, "free"), numbers(&[i64::MIN, 8]));
}

/// All admissible subsets of a many, the empty one among them; and unknown beside every value.
#[test]
fn values_and_profiles() {
    let rulebook = rulebook(
        [many("m", &["a", "b", "c"], Some(2)), choice("c", &["a", "b"]), yes_no("y")],
        [choose_one("d", &["x", "y"], [])],
    );
    assert_eq!(values(&rulebook, "m").len(), 7);
    assert!(values(&rulebook, "m").contains(&these(&[])));
    assert_eq!(profiles(&rulebook, &given([])), 8 * 3 * 3);
    assert_eq!(profiles(&rulebook, &given([("m", these(&["a"]))])), 3 * 3);
}

/// Questions that bring one another up, six in a row: more than drawn rulebooks have. The engine is held to it here.
#[test]
fn a_long_chain_of_questions() {
    let next = |before, id| asked_if([yes(before)], yes_no(id));
    let chain = rulebook(
        [yes_no("a"), next("a", "b"), next("b", "c"), next("c", "e"), next("e", "f"), next("f", "g")],
        [choose_one(
            "d",
            &["x", "y"],
            [
                rule("ra", [yes("a")], [("x", 1)]),
                rule("rb", [yes("b")], [("y", 2)]),
                rule("rc", [yes("c")], [("x", 3)]),
                rule("re", [yes("e")], [("y", 4)]),
                rule("rf", [yes("f")], [("x", 5)]),
                rule("rg", [yes("g")], [("y", 1)]),
            ],
        )],
    );
    for answers in [given([]), given([("a", YES), ("c", NO)]), given([("a", YES), ("b", YES), ("c", YES), ("e", NO)])] {
        let case = Case { rulebook: chain.clone(), answers: answers.clone(), others: answers };
        let engine = engine::rulebook(&case).expect("it is a rulebook");
        let answers = engine::answers(&engine, &case.answers).expect("they are answers");
        assert_eq!(exact::agrees(&case, &answers.evaluate()), Ok(()));
    }
}
