//! Answers on their way in: from a file, from standard input, from `--set`; and what is said when they are wrong.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

fn lunch() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH)
}

/// The answers that the program says it used, as JSON.
fn used(advisor: &Advisor, arguments: &str, input: &str) -> String {
    let run = advisor.feed(&format!("recommend --rules lunch.yaml --format json {arguments}"), input);
    run.exits(0).json()["answers"].to_string()
}

#[test]
fn yaml_and_json_and_standard_input_are_one() {
    let yaml = "answers:\n  hunger: wolf\n  tastes: [hot, sweet]\n  money: 12\n  guests: yes\n";
    let json = r#"{"answers": {"hunger": "wolf", "tastes": ["hot", "sweet"], "money": 12, "guests": true}}"#;
    let advisor = lunch().file("a.yaml", yaml).file("a.json", json);
    let expected = r#"{"guests":true,"hunger":"wolf","money":12,"tastes":["sweet","hot"]}"#;
    assert_eq!(used(&advisor, "a.yaml", ""), expected);
    assert_eq!(used(&advisor, "a.json", ""), expected);
    assert_eq!(used(&advisor, "-", yaml), expected);
    assert_eq!(used(&advisor, "-", json), expected);
    let windows = format!("\u{feff}{}", yaml.replace('\n', "\r\n"));
    assert_eq!(used(&advisor, "-", &windows), expected);
}

#[test]
fn empty_values_are_unknown() {
    assert_eq!(used(&lunch(), "-", "answers: {hunger: , tastes: [], money: null}"), r#"{"tastes":[]}"#);
    assert_eq!(used(&lunch(), "-", "answers:\n"), "{}");
}

#[test]
fn set_answers_overrides_and_takes_back() {
    let advisor = lunch().file("a.yaml", "answers: {hunger: some, money: 3, guests: no}");
    let expect =
        |arguments: &str, expected: &str| assert_eq!(used(&advisor, &format!("a.yaml {arguments}"), ""), expected);
    expect("--set hunger=wolf", r#"{"guests":false,"hunger":"wolf","money":3}"#);
    expect("--set tastes=hot,sweet --set money=", r#"{"guests":false,"hunger":"some","tastes":["sweet","hot"]}"#);
    expect("--set tastes=hot|sour", r#"{"guests":false,"hunger":"some","money":3,"tastes":["sour","hot"]}"#);
    expect("--set tastes=[]", r#"{"guests":false,"hunger":"some","money":3,"tastes":[]}"#);
    expect("--set guests=YES --set money=0", r#"{"guests":true,"hunger":"some","money":0}"#);
    // The last one counts, as on any command line.
    expect("--set money=4 --set money=5", r#"{"guests":false,"hunger":"some","money":5}"#);
    expect("--set hunger= --set money= --set guests=", "{}");
}

#[test]
fn all_that_is_wrong_with_set_is_said_at_once() {
    let sets = [
        ("hungr=wolf", "no question has the id `hungr` (did you mean `hunger`?)"),
        ("hunger=wofl", "`wofl` is no answer to `hunger` (did you mean `wolf`?)"),
        ("hunger", "write it as ID=VALUE"),
        ("money=much", "`money` takes a whole number, but `much` is no whole number"),
        ("money=7.5", "`money` takes a whole number, but `7.5` is no whole number"),
        ("money=1.200", "`1.200` can be read in two ways"),
        ("money=101", "101 is out of range for `money`: it takes 0 to 100"),
        ("money=99999999999999999999", "`money` takes a whole number"),
        ("guests=perhaps", "`guests` takes yes or no, not `perhaps`"),
        ("tastes=hot,bitter", "`bitter` is no answer to `tastes`"),
        ("tastes=hot,sour,sweet", "`tastes` takes at most 2 answers"),
    ];
    let arguments: Vec<String> = sets.iter().map(|(set, _)| format!("--set {set}")).collect();
    let arguments = format!("recommend - --rules lunch.yaml {}", arguments.join(" "));
    let run = lunch().feed(&arguments, "answers: {}").refused();
    let said: Vec<&str> = sets.iter().map(|(_, said)| *said).collect();
    let run = run.says(&said);
    for (set, _) in sets {
        assert!(run.stderr.contains(&format!("--set {set}: ")), "`{set}` is not named:\n{run}");
    }
}

/// Every kind of mistake, each with its line and column, in one run.
#[test]
fn every_mistake_in_a_file_is_shown_at_its_place() {
    let text = "\
company: [Us]
answers:
  hungr: wolf
  hunger: wofl
  tastes: [hot, bitter, sour, hot]
  money: 7.5
  guests: 1
  number: [3]
anwers: {}
";
    let run = lunch().file("a.yaml", text).run("recommend --rules lunch.yaml a.yaml").refused();
    run.snapshot("answers-with-mistakes");
    run.says(&[
        "a.yaml:1:10",
        "a.yaml:3:3",
        "did you mean `hunger`?",
        "a.yaml:4:11",
        "did you mean `wolf`?",
        "a.yaml:5:17",
        "a.yaml:5:31",
        "a.yaml:6:10",
        "a.yaml:7:11",
        "a.yaml:8:11",
        "a.yaml:9:1",
        "did you mean `answers`?",
        "9 errors",
    ]);
}

#[test]
fn what_is_too_much_or_out_of_range_is_refused() {
    let advisor = lunch();
    for (answers, said) in [
        ("money: 101", "101 is out of range for `money`: it takes 0 to 100"),
        ("money: -1", "-1 is out of range"),
        ("tastes: [sweet, sour, hot]", "`tastes` takes at most 2 answers"),
        ("hunger: [wolf]", "`hunger` takes one of its answers, not a list"),
        ("tastes: hot", "`tastes` takes a list of its answers, not text"),
        ("hunger: Like a wolf", "did you mean `wolf`?"),
    ] {
        let run = advisor.feed("recommend --rules lunch.yaml -", format!("answers:\n  {answers}\n")).refused();
        run.says(&[said, "standard input:2:", "1 error\n"]);
    }
}

#[test]
fn what_is_no_answers_file_is_refused() {
    let advisor = lunch();
    for (text, said) in [
        ("", "this file is empty"),
        ("# nothing\n", "this file is empty"),
        ("company: Us\n", "an answers file needs `answers`"),
        ("[1, 2]", "must be a mapping"),
        ("answers: [hunger]", "`answers` must be a mapping"),
        ("answers: {hunger: wolf", "error[syntax]"),
        ("rulebook: dinner\nanswers: {}", "these are answers to the rulebook `dinner`, not to `lunch`"),
    ] {
        let run = advisor.feed("recommend --rules lunch.yaml -", text).refused();
        run.says(&[said, "standard input:", "1 error\n"]);
    }
    // The right name is no mistake.
    advisor.feed("recommend --rules lunch.yaml -", "rulebook: lunch\nanswers: {}").exits(0);
}

/// What is no YAML and no JSON is told in words of its own, once, at its place.
#[test]
fn slips_in_an_answers_file_are_told_at_their_place() {
    let advisor = lunch();
    for (text, place, said) in [
        ("company: Firm #1\nanswers: {money: 5}\n", "1:15", "the text ends before this `#`, which begins a comment"),
        ("company: &Co Partners\nanswers: {money: 5}\n", "1:10", "`&Co` is no part of the text"),
        ("answers: [\n", "1:10", "the bracket `[` is never closed"),
        ("answers:\n  guests: !!bool yes\n", "2:11", "what stands behind `!!bool` is nothing of that type"),
        ("answers: {money: 5}\n...\ncompany: Us\n", "2:1", "the line `...` ends the text"),
        (r#"{"company": "a\ud83d b", "answers": {}}"#, "1:15", "`\\ud83d` is half of a character"),
        (r#"{"answers": {"money": 5 "hunger": "wolf"}}"#, "1:25", "a comma is missing before `\"hunger\"`"),
        ("// mine\n{\"answers\": {\"money\": 5}}", "1:1", "`//` begins no comment here"),
        (r#"{"answers": {"money": 5}} x"#, "1:27", "more text stands behind the bracket that closes the whole"),
        (r#"{"answers": {"money": 5}}}"#, "1:26", "`}` closes nothing"),
    ] {
        let run = advisor.feed("recommend --rules lunch.yaml -", text).refused();
        run.says(&[said, &format!("standard input:{place}\n"), "1 error\n"]);
    }
    // A comment that is meant, behind an answer or the company.
    let meant = "company: Firm # the first\nanswers:\n  money: 5 #euros\n";
    let run = advisor.feed("recommend --rules lunch.yaml -", meant).exits(0);
    assert!(run.stdout.contains("Firm"), "{run}");
}

#[test]
fn what_cannot_be_read_is_named() {
    let advisor = lunch().file("a.yaml", "answers: {}").file("empty/README.md", "# Rules").file("hidden/.a.yaml", "");
    for (arguments, said) in [
        ("recommend missing.yaml", "cannot read `missing.yaml`"),
        ("recommend --rules missing.yaml a.yaml", "cannot read `missing.yaml`"),
        ("recommend empty", "cannot read `empty`"),
        ("recommend --rules empty a.yaml", "the folder `empty` holds no file whose name ends in .yaml or .yml"),
        ("recommend --rules hidden a.yaml", "the folder `hidden` holds no file"),
        ("recommend --rules a.yaml a.yaml", "these are answers to a rulebook, and no rulebook"),
        ("ask --answers missing.yaml", "cannot read `missing.yaml`"),
        ("rules check missing.yaml", "cannot read `missing.yaml`"),
        ("rules test missing.yaml", "cannot read `missing.yaml`"),
    ] {
        advisor.run(arguments).refused().says(&[said]);
    }
}

#[test]
fn json_is_read_as_json() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let told = r#"{"company": "M\u00fcller \ud83d\ude00 a\/b", "answers": {"hunger": "wolf"}}"#;
    let run = advisor.feed("recommend - --rules lunch.yaml --format json", told).exits(0);
    assert_eq!(run.json()["company"], "Müller 😀 a/b");
    // A place behind it is that in the text as it was written.
    let wrong = r#"{"company": "\ud83d\ude00\ud83d\ude00", "answers": {"hunger": "wofl"}}"#;
    let run = advisor.feed("recommend - --rules lunch.yaml", wrong).refused();
    let column = wrong.find("\"wofl").map_or(0, |at| at + 1);
    run.says(&[&format!("standard input:1:{column}")]);
}

#[test]
fn anchors_and_tags_are_no_part_of_texts() {
    let text = LUNCH
        .replace("title: Soup,", "title: &t 1.50, ")
        .replace("{id: salad, title: Salad}", "{id: salad, title: *t}");
    let run = Advisor::new().file("lunch.yaml", text).run("rules show lunch.yaml").exits(0);
    assert!(run.stdout.contains("1.50 `soup`") && run.stdout.contains("1.50 `salad`"), "{run}");
    assert!(!run.stdout.contains("&t"), "{run}");
}

/// Numbers in a file are digits; what people write otherwise is told as digits.
#[test]
fn numbers_in_a_file_are_told_as_digits() {
    for (written, help) in [
        ("30k", "write the digits alone: `30000`"),
        ("30_000", "write the digits alone: `30000`"),
        ("5%", "write the digits alone: `5`"),
        ("−5", "write the digits alone: `-5`"),
        ("1.200", "write 1200 for twelve hundred"),
    ] {
        let run = lunch()
            .file("a.yaml", format!("answers:\n  money: {written}\n"))
            .run("recommend a.yaml --rules lunch.yaml");
        assert!(run.refused().stderr.contains(help), "{written}");
    }
    let braces = lunch().file("a.yaml", "answers: {money: 1,000}").run("recommend a.yaml --rules lunch.yaml");
    braces.refused().says(&["in `{…}` a comma ends the number", "write the digits alone: `1000`"]);
    let word = lunch().file("a.yaml", "answers: {tastes: hot}").run("recommend a.yaml --rules lunch.yaml");
    word.refused().says(&["write `[hot]`"]);
}
