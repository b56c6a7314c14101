//! Input made to hang the program, to fill the memory or to overflow the stack.
//!
//! Nothing here looks at a clock. Each run has a budget from the kernel instead: so much processor time of its own, which
//! a busy machine does not use up, and so much memory. A run beyond it is ended by a signal and has no exit code.
#![cfg(unix)]

use std::fmt::Write;

use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

const HEADER: &str = "rulebook: {id: h, version: 1, format: 1, title: H}\n";
const QUESTION: &str = "questions: [{id: q, ask: Q, type: yes_no}]\n";
const DECISION: &str = "decisions: [{id: d, title: D, choose: one, options: [{id: a, title: A}, {id: b, title: B}], \
    rules: [{id: r, if: {q: true}, points: {a: 1}, because: R}]}]\n";

/// Runs within 10 seconds of processor time and 1 GiB of memory, which is a hundred times what honest files need.
fn run(advisor: &Advisor, arguments: &str) -> Run {
    // Not every system limits memory; where it cannot be done, the time still holds.
    advisor.limited("ulimit -t 10; ulimit -v 1048576 2>/dev/null", arguments, "")
}

/// Asserts that a text is refused with this finding, as a rulebook and as answers.
#[track_caller]
fn refused(what: &str, text: impl AsRef<[u8]>, said: &str) {
    let advisor = Advisor::new().file("h.yaml", &text).file("lunch.yaml", LUNCH);
    let check = run(&advisor, "rules check h.yaml");
    let recommend = run(&advisor, "recommend --rules lunch.yaml h.yaml");
    for (run, code) in [(check, 1), (recommend, 2)] {
        assert_eq!(run.code, Some(code), "{what}: {}", shortened(&run));
        let message = format!("{}{}", run.stdout, run.stderr);
        assert!(message.contains(said), "{what}: `{said}` is not said: {}", shortened(&run));
        // A finding for each of a hundred thousand brackets would be an attack of another kind.
        assert!(message.len() < 200_000, "{what}: {} bytes of findings", message.len());
    }
}

fn shortened(run: &Run) -> String {
    run.to_string().chars().take(2000).collect()
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut exponential = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        let _ = writeln!(exponential, "a{level}: &a{level} [{}]", [before.as_str(); 10].join(", "));
    }
    refused("exponential", &exponential, "error[too-large]: too much text once every alias is written out");
    let list = vec!["x"; 5000].join(", ");
    let aliases = vec!["*a"; 5000].join(", ");
    refused("quadratic", format!("a: &a [{list}]\nb: [{aliases}]\n"), "error[too-large]");
    let long = "x".repeat(100_000);
    refused("one long text, many times", format!("a: &a {long}\nb: [{aliases}]\n"), "error[too-large]");
    let keys = (0..5000).map(|key| format!("k{key}: 1")).collect::<Vec<_>>().join(", ");
    refused("a mapping, many times", format!("a: &a {{{keys}}}\nb: [{aliases}]\n"), "error[too-large]");
    refused("empty lists, many times", format!("a: &a [{}]\nb: [{aliases}]\n", vec!["[]"; 5000].join(",")), "error[");
    refused("an anchor within itself", "a: &a [*a]\n", "error[");
}

#[test]
fn texts_that_nest_are_refused() {
    let n = 100_000;
    for (what, text) in [
        ("lists", "[".repeat(n)),
        ("lists that are closed", format!("{}{}", "[".repeat(n), "]".repeat(n))),
        ("mappings", "{a: ".repeat(n)),
        ("mappings and lists", "{a: [".repeat(n)),
        ("with closers in quotes", "[\"]]]\", ".repeat(n)),
        ("with closers in single quotes", "[']]]', ".repeat(n)),
        ("with closers in comments", "[ # ]]]\n".repeat(n)),
        ("complex keys in brackets", "[? ".repeat(n)),
        ("behind shallow brackets", format!("a: [{}]\nb: {}", "[],".repeat(n), "[".repeat(n))),
        ("dashes", "- ".repeat(n)),
        ("dashes, as many as fit", "- ".repeat(1_000_000)),
        ("question marks", "? ".repeat(n)),
        ("brackets, as many as fit", "[".repeat(2_000_000)),
        ("below each other", (0..1900).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
    ] {
        refused(what, text, "error[");
    }
    let conditions = format!("facts: [{{id: f, if: {}q: true{}}}]\n", "{not: ".repeat(n), "}".repeat(n));
    refused("conditions", format!("{HEADER}{QUESTION}{conditions}{DECISION}"), "nested too deep");
}

#[test]
fn what_is_no_text_or_no_yaml_is_refused_at_its_place() {
    for (what, text, said) in [
        ("3 MB", "# ".to_owned() + &"x".repeat(3 << 20), "error[too-large]: this file is larger than 2 MiB"),
        ("NUL", "a: b\nc: \0d\n".to_owned(), "h.yaml:2:4"),
        ("escape", "a: b\nc: \u{1b}d\n".to_owned(), "h.yaml:2:4"),
        ("line separator", "a: b\nc: d\u{2028}e\n".to_owned(), "h.yaml:2:5"),
        ("next line", "a: b\nc: d\u{85}e\n".to_owned(), "h.yaml:2:5"),
        ("a second byte-order mark", "\u{feff}\u{feff}a: b\n".to_owned(), "h.yaml:1:1"),
        ("two documents", "a: b\n---\nc: d\n".to_owned(), "error[syntax]: more than one document in one file"),
        ("a tag", "a: !b c\n".to_owned(), "error[syntax]: no text can begin with `!` as it is"),
        ("a complex key", "? [a, b]\n: c\n".to_owned(), "error[syntax]: a key must be one word"),
        ("a merge key", "<<: {a: b}\n".to_owned(), "merge keys are not part of the format"),
        ("a key twice", "a: b\na: c\n".to_owned(), "error[duplicate-key]: the key `a` stands here twice"),
        ("an unknown alias", "a: *b\n".to_owned(), "error[syntax]"),
        ("directives", "%YAML 9.9\n---\na: b\n".to_owned(), "error["),
        ("a mapping without an end", "{a: b, ".to_owned(), "error[syntax]"),
        ("quotes without an end", "a: \"b\n".to_owned(), "error[syntax]"),
    ] {
        refused(what, text, said);
    }
    for (what, bytes, said) in [
        ("Latin-1", &b"a: b\nc: gr\xf6\xdfer\n"[..], "h.yaml:2:6"),
        ("UTF-16", b"\xff\xfea\0:\0 \0b\0\n\0", "h.yaml:1:1"),
        ("half a character", b"a: b\nc: \xe2\x82", "h.yaml:2:4"),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0", "h.yaml:1:1"),
    ] {
        refused(what, bytes, said);
    }
}

/// A byte-order mark and the line ends of other systems are no mistakes, and move no place.
#[test]
fn marks_and_line_ends_are_harmless() {
    let wrong = LUNCH.replace("id: warmth, if: {hunger", "id: warmth, if: {hungre");
    let (before, _) = wrong.split_once("hungre:").expect("it is there");
    let line = before.lines().count();
    let column = before.lines().last().map_or(0, |last| last.chars().count()) + 1;
    let same = |text: &str| [format!("\u{feff}{text}"), text.replace('\n', "\r\n"), text.replace('\n', "\r")];
    for (right, wrong) in same(LUNCH).into_iter().zip(same(&wrong)) {
        let advisor = Advisor::new().file("right.yaml", right).file("wrong.yaml", wrong);
        run(&advisor, "rules check right.yaml").exits(0);
        let json = run(&advisor, "rules check wrong.yaml --format json").exits(1).json();
        let finding = &json["findings"][0];
        assert_eq!((&finding["line"], &finding["column"]), (&line.into(), &column.into()), "{finding:#}");
    }
}

/// A chain of facts, each resting on the next, is honest and long: it is worked out without recursion.
#[test]
fn a_long_chain_of_facts_is_no_trouble() {
    const LENGTH: usize = 30_000;
    for downwards in [true, false] {
        let mut facts = "facts:\n".to_owned();
        for nth in 0..LENGTH {
            let on = if downwards { nth + 1 } else { nth.wrapping_sub(1) };
            let condition = if on < LENGTH { format!("f{on}: true") } else { "q: true".to_owned() };
            let _ = writeln!(facts, "- {{id: f{nth}, if: {{{condition}}}}}");
        }
        let end = if downwards { "f0" } else { "f29999" };
        let decision = DECISION.replace("{q: true}", &format!("{{{end}: true}}"));
        let advisor = Advisor::new()
            .file("h.yaml", format!("{HEADER}{QUESTION}{facts}{decision}"))
            .file("a.yaml", "answers: {q: yes}");
        let json = run(&advisor, "recommend a.yaml --rules h.yaml --format json").exits(0).json();
        assert_eq!(json["decisions"][0]["outcome"], serde_json::json!(["a"]));
        let edited = decision.replace("points: {a: 1}", "points: {b: 1}");
        let advisor = advisor.file("edited.yaml", format!("{HEADER}{QUESTION}{facts}{edited}"));
        assert!(run(&advisor, "rules diff h.yaml edited.yaml").exits(0).stdout.contains("from `a` to `b`"));
        // Joined at its ends it is a circle, and that is found as fast.
        let circle =
            format!("{HEADER}{QUESTION}{}{DECISION}", facts.replace("if: {q: true}", &format!("if: {{{end}: true}}")));
        let advisor = advisor.file("h.yaml", circle);
        let found = run(&advisor, "rules check h.yaml").exits(1);
        assert!(found.stdout.contains("error[cycle]: this rests on itself") && found.stdout.len() < 2000, "{found}");
    }
}

/// Facts that each name the one before them twice have more paths than could ever be walked, in forty lines.
#[test]
fn facts_that_name_others_twice_are_each_worked_out_once() {
    let questions =
        "questions: [{id: q, ask: Q, type: yes_no}, {id: x, ask: X, type: yes_no}, {id: y, ask: Y, type: yes_no}]\n";
    for (first, second) in [("x: yes", "y: yes"), ("q: yes", "q: no")] {
        let mut facts = "facts:\n- {id: f0, if: {q: yes}}\n".to_owned();
        for nth in 1..60 {
            let on = nth - 1;
            let _ =
                writeln!(facts, "- {{id: f{nth}, if: {{any: [{{f{on}: true, {first}}}, {{f{on}: true, {second}}}]}}}}");
        }
        let decision = DECISION.replace("{q: true}", "{f59: true}");
        let edited = decision.replace("points: {a: 1}", "points: {b: 1}");
        let advisor = Advisor::new()
            .file("h.yaml", format!("{HEADER}{questions}{facts}{decision}"))
            .file("edited.yaml", format!("{HEADER}{questions}{facts}{edited}"))
            .file(
                "failing.yaml",
                format!(
                    "{HEADER}{questions}{facts}{decision}cases: [{{name: c, answers: {{x: yes}}, reasons: [r]}}]\n"
                ),
            )
            .file("a.yaml", "answers: {q: yes, x: yes}");
        let json = run(&advisor, "recommend a.yaml --rules h.yaml --format json").exits(0).json();
        assert_eq!(json["decisions"][0]["outcome"], serde_json::json!(["a"]));
        run(&advisor, "rules check h.yaml").exits(0);
        run(&advisor, "rules test h.yaml --mutate").exits(0);
        let failing = run(&advisor, "rules test failing.yaml").exits(1);
        assert!(failing.stdout.contains("`q`"), "{failing}");
        let difference = run(&advisor, "rules diff h.yaml edited.yaml").exits(0);
        assert!(difference.stdout.contains("from `a` to `b`"), "{difference}");
    }
}

/// The largest points that are taken can be added up, compared and drawn; one more is refused.
#[test]
fn points_at_the_limits_are_counted_or_refused() {
    let most = i64::MAX / 1_000_000 - 1;
    let rules = |a: i64, b: i64| {
        let text =
            format!("{HEADER}{QUESTION}{DECISION}").replace("points: {a: 1}", &format!("points: {{a: {a}, b: {b}}}"));
        Advisor::new().file("h.yaml", text).file("a.yaml", "answers: {q: yes}")
    };
    for (a, b) in [(most, most), (most, -most), (-most, most), (most, 0), (1, most)] {
        for columns in [24, 80] {
            let advisor = rules(a, b).columns(columns);
            let json = run(&advisor, "recommend a.yaml --rules h.yaml --format json").exits(0).json();
            assert_eq!(json["decisions"][0]["margin"], (a - b).abs());
            let text = run(&advisor, "recommend a.yaml --rules h.yaml").exits(0).stdout;
            assert!(text.contains(&a.to_string()) && text.contains(&b.to_string()), "{text}");
            run(&advisor, "rules test h.yaml").exits(0);
        }
    }
    for (a, b) in [(most + 1, 0), (0, -most - 1), (i64::MAX, i64::MIN), (i64::MIN, 1)] {
        let found = run(&rules(a, b), "rules check h.yaml").exits(1);
        assert!(found.stdout.contains("error[points-overflow]"), "{found}");
    }
}

/// Numbers at the limits can be asked for, answered and tested, and nothing is above the greatest.
#[test]
fn numbers_at_the_limits_are_compared() {
    let (least, greatest) = (i64::MIN, i64::MAX);
    let question = format!("questions: [{{id: q, ask: Q, type: number, min: {least}, max: {greatest}}}]\n");
    for (test, answer, fires) in [
        (format!("{{above: {greatest}}}"), greatest, false),
        (format!("{{below: {least}}}"), least, false),
        (format!("{{at_least: {greatest}}}"), greatest, true),
        (format!("{{at_most: {least}}}"), least, true),
        (format!("{{above: {least}, below: {greatest}}}"), 0, true),
        (format!("{least}"), least, true),
    ] {
        let decision = DECISION.replace("{q: true}", &format!("{{q: {test}}}"));
        let advisor = Advisor::new().file("h.yaml", format!("{HEADER}{question}{decision}"));
        let advisor = advisor.file("a.yaml", format!("answers: {{q: {answer}}}"));
        let json = run(&advisor, "recommend a.yaml --rules h.yaml --format json").exits(0).json();
        assert_eq!(json["decisions"][0]["verdict"] == "clear", fires, "{test}");
    }
}

/// "Did you mean" compares a wrong name with the right ones, which must not become thousands with thousands.
#[test]
fn thousands_of_wrong_names_are_no_trouble() {
    for (right, wrong) in [(15_000, 15_000), (490, 45_000)] {
        let mut facts = "facts:\n".to_owned();
        for nth in 0..right {
            let _ = writeln!(facts, "- {{id: a-name-of-some-length-{nth}, if: {{q: true}}}}");
        }
        facts += "- id: f\n  if:\n    any:\n";
        for nth in 0..wrong {
            let _ = writeln!(facts, "    - {{another-of-such-length-{nth}: true}}");
        }
        let advisor = Advisor::new().file("h.yaml", format!("{HEADER}{QUESTION}{facts}{DECISION}"));
        let found = run(&advisor, "rules check h.yaml");
        assert_eq!(found.code, Some(1), "{wrong} wrong names among {right}: {}", shortened(&found));
    }
}

/// Findings beyond the first thousand are counted and not drawn.
#[test]
fn a_hundred_thousand_mistakes_are_reported_in_reason() {
    let text = format!("{HEADER}{QUESTION}{DECISION}facts:\n{}", "- {id: f, if: {nothing: true}}\n".repeat(60_000));
    let advisor = Advisor::new().file("h.yaml", text);
    let found = run(&advisor, "rules check h.yaml").exits(1);
    assert!(found.stdout.contains(" more that are not shown\n"), "{}", shortened(&found));
    assert!(found.stdout.len() < 1_000_000, "{} bytes of findings", found.stdout.len());
    let json = run(&advisor, "rules check h.yaml --format json").exits(1).json();
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1000));
}

/// As many mutants as a file can hold: what can be tried is tried, and the number of the others is said.
#[test]
fn more_mutants_than_can_be_tried_are_counted() {
    let mut rules = String::new();
    for nth in 0..10_000 {
        let _ = writeln!(
            rules,
            "  - {{id: r{nth}, if: {{q: true, n: {{at_least: {nth}}}}}, points: {{a: {}, b: 2}}}}",
            nth % 3
        );
    }
    let mut cases = "cases:\n".to_owned();
    for nth in 0..100 {
        let _ = writeln!(cases, "- {{name: n{nth}, answers: {{q: yes, n: {nth}}}, expect: {{d: b}}}}");
    }
    let text = format!(
        "{HEADER}questions: [{{id: q, ask: Q, type: yes_no}}, {{id: n, ask: N, type: number}}]\ndecisions:\n- id: d\n  \
         title: D\n  choose: one\n  options: [{{id: a, title: A}}, {{id: b, title: B}}]\n  rules:\n{rules}{cases}"
    );
    let advisor = Advisor::new().file("h.yaml", text);
    let tested = run(&advisor, "rules test h.yaml --mutate").exits(0);
    assert!(tested.stdout.contains(" not tried, since there are too many"), "{}", shortened(&tested));
    // One rule with thousands of tests, each of which can be left out.
    let (mut questions, mut any) = ("questions:\n".to_owned(), Vec::new());
    for nth in 0..3_000 {
        let _ = writeln!(questions, "- {{id: q{nth}, ask: Q, type: yes_no}}");
        any.push(format!("{{q{nth}: true}}"));
    }
    let decision = DECISION.replace("{q: true}", &format!("{{any: [{}]}}", any.join(", ")));
    let advisor = Advisor::new().file("h.yaml", format!("{HEADER}{questions}{decision}"));
    let tested = run(&advisor, "rules test h.yaml --mutate").exits(0);
    assert!(tested.stdout.contains("mutation 0.0 %"), "{}", shortened(&tested));
}

/// A search whose every node is as large as the rulebook still ends, and claims nothing that it did not prove.
#[test]
fn a_search_that_explodes_ends_within_its_budget() {
    let (mut questions, mut any) = ("questions:\n".to_owned(), Vec::new());
    for nth in 0..9_000 {
        let _ = writeln!(questions, "- {{id: q{nth}, ask: Q, type: yes_no}}");
        any.push(format!("{{q{nth}: true}}"));
    }
    let rule = format!("{{all: [{{any: [{}]}}, {{last: true}}, {{last: false}}]}}", any.join(", "));
    let text = format!(
        "{HEADER}{questions}- {{id: last, ask: Q, type: yes_no}}\ndecisions:\n- id: d\n  title: D\n  choose: one\n  \
         options: [{{id: a, title: A}}, {{id: b, title: B}}]\n  rules:\n  - {{id: base, if: {{}}, points: {{a: 1}}}}\n  \
         - {{id: never, if: {rule}, points: {{b: 5}}}}\n"
    );
    let advisor = Advisor::new().file("h.yaml", text).file("a.yaml", "answers: {}");
    let json = run(&advisor, "recommend a.yaml --rules h.yaml --format json").exits(0).json();
    assert_eq!(json["decisions"][0]["outcome"], serde_json::json!(["a"]));
    assert_eq!(json["decisions"][0]["analysis"]["proof"], "exact");
}

/// Nested as deep as texts may be, fact after fact: the depth of no walk grows with the chain.
#[test]
fn a_chain_of_deep_facts_does_not_reach_the_end_of_the_stack() {
    let facts = |count: usize| -> String {
        let (open, close) = ("{not: ".repeat(100), "}".repeat(100));
        let each = (1..count).map(|nth| format!("- {{id: f{nth}, if: {open}{{f{}: true}}{close}}}\n", nth - 1));
        format!("facts:\n- {{id: f0, if: {{q: true}}}}\n{}", each.collect::<String>())
    };
    // Each takes as long to read as it is deep, so all of them together are bounded.
    let many = format!("{HEADER}{QUESTION}{}{DECISION}", facts(1_600));
    refused("deep facts", many, "too many values are nested too deep");
    let facts = facts(600);
    let decision = DECISION.replace("{q: true}", "{f599: true}");
    let edited = decision.replace("points: {a: 1}", "points: {b: 1}");
    let advisor = Advisor::new()
        .file("h.yaml", format!("{HEADER}{QUESTION}{facts}{decision}"))
        .file("edited.yaml", format!("{HEADER}{QUESTION}{facts}{edited}"))
        .file("a.yaml", "answers: {q: yes}");
    run(&advisor, "recommend a.yaml --rules h.yaml").exits(0);
    for arguments in ["check h.yaml", "diff h.yaml edited.yaml", "test h.yaml --mutate"] {
        run(&advisor, &format!("rules {arguments}")).exits(0);
    }
}

/// What grows with products is refused at once, at its place.
#[test]
fn rulebooks_larger_than_any_that_people_write_are_refused() {
    let questions = |count: usize, more: &dyn Fn(usize) -> String| {
        let each = (0..count).map(|nth| format!("- {{id: q{nth}, ask: Q, type: yes_no{}}}\n", more(nth)));
        format!("{HEADER}questions:\n{}", each.collect::<String>())
    };
    let decision = DECISION.replace("{q: true}", "{q0: true}");
    let none = |_| String::new();
    let chain = |nth: usize| nth.checked_sub(1).map(|on| format!(", ask_if: {{q{on}: true}}")).unwrap_or_default();
    let cases: String = (0..9_000).map(|nth| format!("- {{name: c{nth}, answers: {{q{nth}: yes}}}}\n")).collect();
    for (text, said) in [
        (format!("{}{decision}", questions(20_000, &none)), "more than 10000 questions"),
        (format!("{}{decision}", questions(5_000, &chain)), "5000 conditions times 5000 questions"),
        (format!("{}{decision}cases:\n{cases}", questions(9_000, &none)), "9000 cases times 9000 questions"),
    ] {
        let advisor = Advisor::new().file("h.yaml", text);
        let refused = run(&advisor, "rules check h.yaml").exits(1);
        assert!(
            refused.stdout.contains("error[too-large]") && refused.stdout.contains(said),
            "{}",
            shortened(&refused)
        );
    }
}

/// A fact that rests on all questions at once defeats every bound, and no search goes through all answers.
#[test]
fn what_cannot_be_proved_in_time_is_left_open() {
    let mut text = format!("{HEADER}questions:\n");
    for nth in 0..60 {
        let _ = writeln!(text, "- {{id: q{nth}, ask: Q, type: yes_no}}");
    }
    let _ = writeln!(text, "facts:\n- {{id: p0, if: {{q0: true}}}}");
    for nth in 1..60 {
        let on = nth - 1;
        let _ = writeln!(
            text,
            "- {{id: p{nth}, if: {{any: [{{p{on}: true, q{nth}: false}}, {{p{on}: false, q{nth}: true}}]}}}}"
        );
    }
    let advisor = Advisor::new()
        .file("h.yaml", format!("{text}{}", DECISION.replace("{q: true}", "{p59: true}")))
        .file("a.yaml", "answers: {}");
    run(&advisor, "rules check h.yaml").exits(0);
    let json = run(&advisor, "recommend a.yaml --rules h.yaml --format json").exits(0).json();
    assert_eq!(json["decisions"][0]["analysis"]["proof"], "unproven");
}
