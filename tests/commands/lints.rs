//! What `rules check` says about a rulebook that is valid: allowing findings, witnesses to paste, and bounds on its time.
//!
//! Each lint alone is in `broken` and on its page in `explain`; that what they claim is true is held by the oracle.

use std::collections::BTreeSet;
use std::fs;

use leadership_advisor::{Code, Severity};
use serde_json::Value;

use crate::advisor::{Advisor, root};

/// A rulebook with a claim that nothing cites, a rule without rationale and one without a source, and a tie.
const DOUBTFUL: &str = "\
rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
sources:
  - {id: cook, title: The cook, claims: {stew: Stew fills, soup: Soup warms}}
questions:
  - {id: hungry, ask: Are you hungry?, why: Stew takes an appetite., type: yes_no}
  - {id: cold, ask: Is it cold?, why: Soup warms., type: yes_no}
decisions:
  - id: meal
    title: What to eat?
    choose: one
    options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    rules:
      - {id: fill, if: {hungry: true}, points: {stew: 1}, sources: [cook/stew]}
      - {id: warm, if: {cold: true}, points: {soup: 1}, because: It thaws your fingers.}
      - {id: light, if: {hungry: false, cold: false}, points: {soup: 1}, because: It does no harm., sources: [cook]}
";

fn findings(text: &str) -> Value {
    Advisor::new().file("lunch.yaml", text).run("rules check lunch.yaml --format json").exits(0).json()
}

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|finding| finding["code"].as_str().expect("a code")).collect()
}

/// Adds an `allow` to the item that begins like this.
fn with_allow(item: &str, allow: &str) -> String {
    assert!(DOUBTFUL.contains(item), "{item}");
    DOUBTFUL.replace(item, &format!("{item} allow: {{{allow}}},"))
}

#[test]
fn a_finding_is_allowed_on_its_item_on_what_holds_it_or_everywhere() {
    let all = ["uncited-claim", "tie-by-order", "no-rationale", "no-source"];
    assert_eq!(codes(&findings(DOUBTFUL)["findings"]), all);
    for (item, code) in [
        ("- {id: cook,", "uncited-claim"),
        ("- {id: fill,", "no-rationale"),
        ("- {id: warm,", "no-source"),
        ("rulebook: {id: lunch,", "uncited-claim"),
        ("rulebook: {id: lunch,", "tie-by-order"),
        ("rulebook: {id: lunch,", "no-source"),
    ] {
        let json = findings(&with_allow(item, &format!("{code}: It is known.")));
        let rest: Vec<&str> = all.into_iter().filter(|other| *other != code).collect();
        assert_eq!(codes(&json["findings"]), rest, "`{code}` allowed at `{item}`");
        assert_eq!(codes(&json["allowed"]), [code]);
        assert_eq!(json["allowed"][0]["reason"], "It is known.");
    }
    let on_the_decision = DOUBTFUL
        .replace("    choose: one\n", "    choose: one\n    allow: {no-source: We know, tie-by-order: So be it}\n");
    assert_eq!(codes(&findings(&on_the_decision)["findings"]), ["uncited-claim", "no-rationale"]);
}

/// Wherever a finding that is no error stands, the item that it stands on takes an `allow`, on one line or on several.
#[test]
fn every_finding_can_be_allowed_on_the_item_where_it_stands() {
    let mut seen = BTreeSet::new();
    for entry in fs::read_dir(root().join("tests/broken")).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let advisor = Advisor::new().file("lunch.yaml", &text);
        let found = advisor.run("rules check lunch.yaml --format json").json();
        let [finding] = found["findings"].as_array().expect("a list").as_slice() else { continue };
        let code = finding["code"].as_str().expect("a code");
        // A claim has no keys of its own, and what is allowed needlessly is removed.
        if finding["severity"] == "error"
            || ["uncited-claim", "unused-allow", "comment-in-text", "anchor-in-text"].contains(&code)
        {
            continue;
        }
        let number = |key: &str| usize::try_from(finding[key].as_u64().expect("a number")).expect("a small one");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // The finding points at the id or the title, which stands behind its key.
        let line = lines[number("line") - 1].clone();
        let start = line.char_indices().nth(number("column") - 1).expect("a column of the line").0;
        let key = line[..start]
            .rfind(['{', '-', ' '])
            .map_or(0, |before| line[..before].rfind(['{', '-']).map_or(before, |joint| joint + 1));
        let key = start - line[key..start].trim_start().len();
        let allow = format!("allow: {{{code}: It is meant so}}");
        lines[number("line") - 1] = match line[..key].trim_end().ends_with('{') {
            true => format!("{}{allow}, {}", &line[..key], &line[key..]),
            false => format!("{}{allow}\n{}{}", &line[..key], " ".repeat(key), &line[key..]),
        };
        let json = findings(&lines.join("\n"));
        assert_eq!(codes(&json["findings"]), [""; 0], "{}:\n{}", path.display(), lines.join("\n"));
        let allowed = &json["allowed"];
        assert!(codes(allowed).contains(&code), "{}: {allowed:#}", path.display());
        seen.insert(code.to_owned());
    }
    let allowable = Code::ALL.iter().filter(|code| code.severity() != Severity::Error);
    assert_eq!(seen.len(), allowable.count() - 4, "{seen:?}");
}

/// On another item, or of another kind, it silences nothing and is itself told.
#[test]
fn an_allow_reaches_no_further_than_it_says() {
    let json = findings(&with_allow("- {id: fill,", "no-source: It is known."));
    let codes = codes(&json["findings"]);
    assert!(codes.contains(&"no-source") && codes.contains(&"unused-allow"), "{json:#}");
    assert_eq!(json["allowed"], serde_json::json!([]));
}

#[test]
fn notes_are_told_and_never_denied() {
    let only_a_note = DOUBTFUL
        .replace(", soup: Soup warms", "")
        .replace("points: {stew: 1}, sources", "points: {stew: 1}, because: Stew fills you., sources")
        .replace("because: It thaws your fingers.", "because: It thaws your fingers., sources: [cook]");
    let advisor = Advisor::new().file("lunch.yaml", &only_a_note);
    let run = advisor.run("rules check lunch.yaml --deny-warnings").exits(0);
    assert!(run.stdout.starts_with("note[tie-by-order]") && run.stdout.contains("\n1 note\n"), "{run}");
    assert_eq!(advisor.run("rules check lunch.yaml --format json").exits(0).json()["notes"], 1);
}

/// What is shown below a finding can be copied into the file as it is, and passes there.
#[test]
fn the_cases_of_findings_can_be_pasted() {
    let mut pasted = 0;
    for entry in fs::read_dir(root().join("tests/broken")).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let advisor = Advisor::new().file("lunch.yaml", &text);
        let run = advisor.run("rules check lunch.yaml");
        let mut shown = run.stdout.lines().skip_while(|line| !line.contains("as a case to paste")).skip(1);
        let case: Vec<&str> = shown.by_ref().take_while(|line| line.starts_with("    ")).collect();
        if case.is_empty() {
            continue;
        }
        pasted += 1;
        let advisor = advisor.file("lunch.yaml", format!("{text}cases:\n{}\n", case.join("\n")));
        let run = advisor.run("rules test lunch.yaml").exits(0);
        assert_eq!(run.stdout, "1 case passed\n", "{}", path.display());
    }
    assert!(pasted >= 4, "only {pasted} of the findings come with a case");
}

/// A mistake in one file of a folder does not make the others look wrong.
#[test]
fn what_a_file_that_cannot_be_read_defines_is_not_missing() {
    let (head, decisions) = DOUBTFUL.split_at(DOUBTFUL.find("decisions:").expect("it has some"));
    let broken = head.replace("ask: Is it cold?", "ask: Is it: cold?");
    let advisor = Advisor::new()
        .file("rules/1.yaml", broken)
        .file("rules/2.yaml", decisions.replace("points: {stew: 1}", "points: {stew: one}"));
    let json = advisor.run("rules check rules --format json").exits(1).json();
    assert_eq!(codes(&json["findings"]), ["syntax", "wrong-type"]);
}

#[test]
fn what_is_no_rulebook_is_answered_in_words() {
    let advisor = Advisor::new()
        .file("program", [0x7f, b'E', b'L', b'F', 0, 1, 2, 0xff, 0xfe])
        .file("picture.yaml", [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0])
        .file("folder/notes.txt", "soup")
        .file("empty.yaml", "");
    for name in ["program", "picture.yaml"] {
        let run = advisor.run(&format!("rules check {name}")).exits(1);
        assert!(run.stdout.starts_with("error[not-text]"), "{run}");
    }
    assert!(advisor.run("rules check empty.yaml").exits(1).stdout.contains("error[missing-key]"));
    advisor.run("rules check folder").refused().says(&["the folder `folder` holds no file whose name ends in .yaml"]);
    // A million rules: more than is read.
    let mut text = DOUBTFUL.to_owned();
    for nth in 0..1_000_000 {
        text += &format!("      - {{id: r{nth}, if: {{hungry: true}}}}\n");
    }
    let run = advisor.file("million.yaml", &text).run("rules check million.yaml").exits(1);
    assert!(run.stdout.contains("error[too-large]") && run.stdout.lines().count() < 20, "{run}");
}

/// As many rules as fit: the proofs end, and what is left open is said once.
#[test]
fn a_rulebook_of_thousands_of_rules_is_checked_in_bounded_time() {
    let mut text = "rulebook: {id: big, version: 1, format: 1, title: Big}\nquestions:\n".to_owned();
    for nth in 0..300 {
        text += &format!(
            "  - {{id: q{nth}, ask: Ask {nth}?, why: It counts., type: choice, answers: {{a: A, b: B, c: C}}}}\n"
        );
    }
    text += "decisions:\n  - id: d\n    title: D\n    choose: one\n    options: [{id: x, title: X}, {id: y, title: Y}]\n    rules:\n";
    for nth in 0..8_000 {
        let (a, b) = (nth % 300, (nth * 7 + nth / 300) % 299);
        let condition =
            format!("{{all: [{{q{a}: {}}}, {{q{b}: {}}}]}}", ["a", "b", "c"][nth % 3], ["b", "c", "a"][nth % 2]);
        text += &format!(
            "      - {{id: r{nth}, if: {condition}, points: {{{}: 1}}, because: So we think.}}\n",
            ["x", "y"][nth % 2]
        );
    }
    let advisor = Advisor::new().file("big.yaml", text);
    // Seconds of computing, however busy the machine is; it takes three, and without bounds it would be hours.
    #[cfg(unix)]
    let run = advisor.limited("ulimit -t 20", "rules check big.yaml", "").exits(0);
    #[cfg(not(unix))]
    let run = advisor.run("rules check big.yaml").exits(0);
    assert_eq!(run.stdout.matches("could not be proved within the budget").count(), 1);
}
