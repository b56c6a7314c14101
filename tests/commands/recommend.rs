//! `advisor recommend` as text: what a founder reads, at the width of any terminal, with colours and without.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

const EXAMPLES: &[&str] = &["startup", "scale-up", "enterprise"];

#[test]
fn the_examples_read_like_this() {
    for example in EXAMPLES {
        for columns in [80, 40] {
            let file = format!("{example}.yaml");
            let run = Advisor::new().example(&file).columns(columns).run(&format!("recommend {file}")).exits(0);
            run.snapshot(&format!("recommend-{example}-{columns}"));
        }
    }
}

#[test]
fn another_rulebook_reads_as_well() {
    let advisor = Advisor::new().example("database.yaml").example("database-answers.yaml");
    let run = advisor.run("recommend --rules database.yaml database-answers.yaml").exits(0);
    run.snapshot("recommend-database");
    // The rulebook is an argument of the whole program, so it may stand in front of the subcommand.
    let before = advisor.run("--rules database.yaml recommend database-answers.yaml").exits(0);
    assert_eq!(run.stdout, before.stdout);
}

/// A company that has not found what sells needs the answer that nobody likes to hear, and needs it in words.
#[test]
fn a_company_without_a_market_is_told_to_hire_nobody() {
    let advisor = Advisor::new().file("a.yaml", "{company: Hatchling, answers: {stage: searching}}");
    let run = advisor.run("recommend a.yaml").exits(0);
    run.snapshot("recommend-searching");
    assert!(run.stdout.contains("Don't hire an executive yet. The founder should keep selling."), "{run}");
    let json = advisor.run("recommend a.yaml --format json").exits(0).json();
    let outcome = |id: &str| {
        let decisions = json["decisions"].as_array().expect("a list");
        decisions.iter().find(|decision| decision["id"] == id).expect("it is there")["outcome"].clone()
    };
    assert_eq!(outcome("leadership"), serde_json::json!(["not_yet"]));
    // The warning is in step with it.
    assert!(outcome("cautions").as_array().expect("a list").contains(&"not_yet".into()));
}

/// Tie, close call, clear without a rival, does not apply, nothing chosen: each has words of its own.
#[test]
fn every_verdict_has_words() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let answers = [
        ("tie-and-clear", "answers: {hunger: some, tastes: [sour, hot], money: 10, guests: yes, number: 4}"),
        ("nothing-else-in-the-running", "answers: {hunger: none, tastes: [], money: 9, guests: no, number: 4}"),
        ("nothing-known", "answers: {}"),
    ];
    for (name, text) in answers {
        let run = advisor.feed("recommend - --rules lunch.yaml", text).exits(0);
        run.snapshot(&format!("recommend-lunch-{name}"));
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [24, 30, 40, 57, 80, 100, 200] {
        let mut advisor = Advisor::new().columns(columns).file("lunch.yaml", LUNCH);
        let mut runs = vec![
            advisor.feed("recommend -", "{company: A Company With Quite A Long Name, answers: {stage: searching}}"),
            advisor.feed("recommend --rules lunch.yaml -", "answers: {hunger: wolf, money: 99, guests: yes}"),
        ];
        for example in EXAMPLES {
            let file = format!("{example}.yaml");
            advisor = advisor.example(&file);
            runs.push(advisor.run(&format!("recommend {file}")));
        }
        for run in runs {
            // All of the text in these runs is of single width, so characters are columns.
            let widest = run.stdout.lines().max_by_key(|line| line.chars().count()).unwrap_or_default();
            assert!(widest.chars().count() <= columns, "wider than {columns}:\n{widest}\nin\n{run}");
        }
    }
}

/// A terminal of one column is no reason to fail, and one that lies about its width none to go beyond what reads well.
#[test]
fn odd_widths_do_no_harm() {
    let run = |columns: &'static str| {
        let advisor = Advisor::new().example("startup.yaml").environment(&[("NO_COLOR", "1"), ("COLUMNS", columns)]);
        advisor.run("recommend startup.yaml").exits(0).stdout
    };
    assert_eq!(run("1"), run("24"));
    assert_eq!(run("100"), run("100000000000"));
    assert_eq!(run("80"), run("0"));
    assert_eq!(run("80"), run("broad"));
}

#[test]
fn colours_are_where_they_are_wanted_and_nowhere_else() {
    let run = |environment: &[(&'static str, &'static str)], color: &str| {
        let advisor = Advisor::new().example("scale-up.yaml").environment(environment);
        advisor.run(&format!("recommend scale-up.yaml {color}")).exits(0).stdout
    };
    let colourful = run(&[], "--color always");
    assert!(colourful.contains("\u{1b}["), "`--color always` has no colours:\n{colourful}");
    let plain = run(&[], "--color never");
    assert_eq!(without_styles(&colourful), plain, "styles must not touch the layout");
    for (environment, color) in [
        (&[][..], ""),
        (&[("NO_COLOR", "1")], ""),
        (&[("NO_COLOR", "1")], "--color auto"),
        // Whoever asks for none gets none, even if something else asks for some.
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], ""),
        (&[("CLICOLOR_FORCE", "1")], "--color never"),
    ] {
        assert_eq!(run(environment, color), plain, "with {environment:?} and `{color}`");
    }
    // And so that the lines above can fail: what asks for colour is heard where nothing speaks against it.
    assert_eq!(run(&[("CLICOLOR_FORCE", "1")], ""), colourful);
    assert_eq!(run(&[("NO_COLOR", "1")], "--color always"), colourful);
}

/// The text without `ESC [ … m`.
fn without_styles(text: &str) -> String {
    let mut plain = String::new();
    let mut parts = text.split("\u{1b}[");
    plain.extend(parts.next());
    for part in parts {
        plain.extend(part.split_once('m').map(|(_, rest)| rest));
    }
    plain
}
