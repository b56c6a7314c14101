//! `advisor rules check`: exit codes, warnings, folders of several files. Single mistakes are in `broken`.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

const HEADER: &str = "rulebook: {id: lunch, version: 1, format: 1, title: Lunch}\n";
const QUESTIONS: &str =
    "questions:\n  - {id: hungry, ask: Are you hungry?, why: Stew takes an appetite., type: yes_no}\n";
const DECISIONS: &str = "\
decisions:
  - id: meal
    title: What to eat?
    choose: one
    options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    rules:
      - {id: fill, if: {hungry: true}, points: {stew: 2}, because: Stew fills you.}
      - {id: light, if: {hungry: false}, points: {soup: 1}, because: It keeps you awake.}
";

fn folder() -> Advisor {
    Advisor::new().file("rules/1.yaml", HEADER).file("rules/2.yaml", QUESTIONS).file("rules/3.yaml", DECISIONS)
}

#[test]
fn a_good_rulebook_is_summed_up() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let run = advisor.run("rules check lunch.yaml").exits(0);
    let summary = "lunch 2.1: 5 questions, 4 decisions, 11 rules and 2 cases\n";
    assert_eq!(run.stdout, format!("11 findings allowed with a reason\n{summary}"));
    assert_eq!(run.stderr, "");
    assert_eq!(advisor.run("rules check --rules lunch.yaml").exits(0).stdout, run.stdout);
    assert_eq!(advisor.run("--rules lunch.yaml rules check").exits(0).stdout, run.stdout);
    let json = advisor.run("rules check lunch.yaml --format json").exits(0).json();
    assert_eq!((&json["errors"], &json["warnings"], &json["notes"]), (&0.into(), &0.into(), &0.into()));
    assert_eq!((&json["findings"], &json["unproven"]), (&serde_json::json!([]), &0.into()));
    assert_eq!(json["allowed"].as_array().map(Vec::len), Some(11));
    assert!(advisor.run("rules check").exits(0).stdout.contains("\nrevenue-leadership "));
}

#[test]
fn warnings_count_only_where_they_are_denied() {
    // A rule without rationale, source or effect, and a claim that nothing cites.
    let header = HEADER.replace("title: Lunch", "title: Lunch, allow: {tie-by-order: Soup is ready sooner.}");
    let text = format!("sources: [{{id: cook, title: C, claims: {{a: A}}}}]\n{header}{QUESTIONS}{DECISIONS}")
        .replace("points: {stew: 2}, because: Stew fills you.", "points: {}")
        .replace(
            "points: {soup: 1}, because: It keeps you awake.",
            "points: {soup: 1, stew: 2}, because: It is warm., sources: [cook]",
        );
    let advisor = Advisor::new().file("lunch.yaml", text);
    let run = advisor.run("rules check lunch.yaml").exits(0);
    run.snapshot("check-warnings");
    advisor.run("rules check lunch.yaml --deny-warnings").exits(1);
    let json = advisor.run("rules check lunch.yaml --deny-warnings --format json").exits(1).json();
    assert_eq!((&json["errors"], &json["warnings"]), (&0.into(), &4.into()));
    for finding in json["findings"].as_array().expect("a list") {
        assert_eq!(finding["severity"], "warning");
        for key in ["code", "message", "file", "line", "column", "help"] {
            assert!(!finding[key].is_null(), "`{key}` is missing in {finding:#}");
        }
    }
    // Doubts do not stand in the way of using it.
    advisor.feed("recommend - --rules lunch.yaml", "answers: {}").exits(0);
    // And where there are none, there is nothing to deny.
    Advisor::new().file("lunch.yaml", LUNCH).run("rules check lunch.yaml --deny-warnings").exits(0);
}

#[test]
fn exit_codes_tell_no_from_cannot() {
    let advisor = Advisor::new().file("good.yaml", LUNCH).file("bad.yaml", HEADER).file("none/README.md", "# None");
    advisor.run("rules check good.yaml").exits(0);
    for format in ["text", "json"] {
        let run = advisor.run(&format!("rules check bad.yaml --format {format}")).exits(1);
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "findings are results:\n{run}");
        for nothing in ["missing.yaml", "none", "missing/folder"] {
            let arguments = format!("rules check {nothing} --format {format}");
            advisor.run(&arguments).exits(2).says(&[nothing]);
        }
    }
    // For every other command a broken rulebook is invalid input.
    let run = advisor.feed("recommend - --rules bad.yaml", "answers: {}").refused();
    run.says(&["error[missing-key]: no file has a decision"]);
    advisor.feed("ask --rules bad.yaml", "").refused().says(&["no file has a decision"]);
}

#[test]
fn a_folder_is_one_rulebook() {
    let run = folder().run("rules check rules").exits(0);
    assert_eq!(run.stdout, "lunch 1: 1 question, 1 decision, 2 rules and 0 cases\n");
    folder().feed("recommend - --rules rules", "answers: {hungry: yes}").exits(0);
    folder().run("rules check rules/").exits(0);
}

/// Notes for people, an editor's backup, a hidden file, a folder: whatever is no rulebook file is not read.
#[test]
fn only_the_yaml_files_of_a_folder_are_read() {
    let advisor = folder()
        .file("rules/README.md", "# Lunch")
        .file("rules/.hidden.yaml", "no: rulebook")
        .file("rules/2.yaml.bak", "no: rulebook")
        .file("rules/notes.txt", "no: rulebook")
        .file("rules/old.yaml/1.yaml", HEADER)
        .file("rules/4.yml", "facts: [{id: starving, if: {hungry: true}}]")
        .file("rules/5.yaml", "# nothing yet\n");
    advisor.run("rules check rules").exits(0);
    // `.yml` is read: what stands there is known.
    let advisor = advisor.file("rules/6.yaml", "facts: [{id: famished, if: {starving: true}}]");
    advisor.run("rules check rules").exits(0);
}

#[test]
fn mistakes_in_several_files_are_shown_in_the_order_of_the_files() {
    let advisor = folder()
        .file("rules/2.yaml", format!("{QUESTIONS}  - {{id: late, ask: Is it late?, type: yesno}}\n"))
        .file("rules/3.yaml", DECISIONS.replacen("hungry", "hungy", 1))
        .file("rules/4.yaml", "cases:\n  - {name: one, answers: {hungry: yes}, expect: {meal: stw}}\n");
    let run = advisor.run("rules check rules").exits(1);
    run.snapshot("check-several-files");
    let json = advisor.run("rules check rules --format json").exits(1).json();
    let places: Vec<String> = json["findings"].as_array().expect("a list").iter().map(place).collect();
    assert_eq!(places, ["rules/2.yaml:3:40", "rules/3.yaml:7:25", "rules/4.yaml:2:56"]);
}

#[test]
fn what_must_be_unique_is_unique_over_all_files() {
    for (file, again, place) in [
        ("rules/4.yaml", QUESTIONS, "rules/4.yaml:2:10"),
        ("rules/4.yaml", "facts:\n  - {id: meal, if: {hungry: true}}\n", "rules/3.yaml:2:9"),
        ("rules/4.yaml", DECISIONS, "rules/4.yaml:2:9"),
        ("rules/0.yaml", QUESTIONS, "rules/2.yaml:2:10"),
    ] {
        let advisor = folder().file(file, again);
        let json = advisor.run("rules check rules --format json").exits(1).json();
        let first = &json["findings"][0];
        assert_eq!((first["code"].as_str(), self::place(first).as_str()), (Some("duplicate-id"), place));
        let text = advisor.run("rules check rules").exits(1).stdout;
        assert!(text.contains("used first here"), "both places are shown:\n{text}");
    }
}

#[test]
fn the_header_stands_in_one_file() {
    let advisor = folder().file("rules/4.yaml", HEADER);
    let run = advisor.run("rules check rules").exits(1);
    run.snapshot("check-header-twice");
    let run = Advisor::new().file("rules/1.yaml", format!("{QUESTIONS}{DECISIONS}")).run("rules check rules").exits(1);
    assert!(run.stdout.contains("no file has the key `rulebook`"), "{run}");
}

/// Names decide about the order, so a file can be put between two others.
#[test]
fn files_are_read_in_the_order_of_their_names() {
    let waits = "questions:\n  - {id: late, ask: Is it late?, type: yes_no, ask_if: {hungry: true}}\n";
    folder().file("rules/2b.yaml", waits).run("rules check rules").exits(0);
    let json = folder().file("rules/1b.yaml", waits).run("rules check rules --format json").exits(1).json();
    assert_eq!(json["findings"][0]["code"], "not-above");
}

/// A file on one line, as some programs write it: shown around the mistake, at its true column.
#[test]
fn a_very_long_line_is_shown_in_part() {
    let filler = format!("'{}', ", "ä".repeat(300));
    let text = format!(
        "{{rulebook: {{id: h, version: 1, format: 1, title: H}}, questions: [{{id: q, ask: Q, type: yes_no}}], decisions: \
         [{{id: d, title: D, choose: one, options: [{{id: a, title: A, details: {{L: [{}]}}}}, {{id: b, title: B}}, \
         {{id: c, title: C, details: {{L: [{}]}}}}, {{id: b, title: B}}], rules: []}}]}}",
        filler.repeat(3),
        filler.repeat(3)
    );
    let columns: Vec<usize> =
        text.match_indices("id: b").map(|(at, _)| text[..at].chars().count() + "id: ".len() + 1).collect();
    let run = Advisor::new().file("h.yaml", text).run("rules check h.yaml").exits(1);
    for column in columns {
        assert!(run.stdout.contains(&format!("h.yaml:1:{column}\n")), "column {column} is not named:\n{run}");
    }
    let widest = run.stdout.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "the line is not shown in part:\n{run}");
    assert_eq!(run.stdout.matches("{id: b, title: B}").count(), 2, "{run}");
}

fn place(finding: &serde_json::Value) -> String {
    format!("{}:{}:{}", finding["file"].as_str().expect("a name"), finding["line"], finding["column"])
}

#[test]
fn endings_are_endings_in_capitals_too_and_what_is_passed_over_is_named() {
    let (head, cases) = LUNCH.split_once("cases:").expect("it has some");
    let advisor = Advisor::new()
        .file("rules/A.YAML", head)
        .file("rules/b.Yml", format!("cases:{cases}"))
        .file("rules/c.yaml.txt", "cases: []")
        .file("rules/more/d.yaml", "cases: []")
        .file("rules/README.md", "# Lunch");
    let run = advisor.run("rules check rules").exits(0);
    assert_eq!(
        run.stderr,
        "`rules/c.yaml.txt` is not read: its name does not end in .yaml or .yml\n\
         `rules/more` is not read: it is a folder in the folder of the rulebook\n"
    );
    assert!(run.stdout.contains("lunch 2.1: 5 questions"), "{run}");
}
