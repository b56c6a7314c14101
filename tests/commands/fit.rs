//! `advisor rules fit`: points under which cases come out as expected, and what no points can do.

use crate::advisor::{Advisor, root};
use crate::agreement::{DIARIES, DINNER};

/// Numbers in every form that an author may write them in, with remarks all around.
const TEA: &str = "\
# Tea or water: mine.
rulebook: {id: tea, version: 1, format: 1, title: Tea}   # the head
questions:
  - {id: cold, ask: Are you cold?, type: yes_no}
  - {id: late, ask: Is it late?, type: yes_no}
decisions:
  - id: drink
    title: What to drink?
    choose: one
    options: [{id: water, title: Water}, {id: tea, title: Tea}, {id: milk, title: Milk}]
    rules:
      - {id: plain, if: {}, points: { water: 2 , milk:   1}, because: There is always water.}  # 2 of 3
      - id: warmth   # warms
        if: {cold: true}
        points:

          tea: 1    # one, 1, and not 10
          \"milk\": +1
        because: It warms.

      - {id: late, if: {late: true}, points: {tea: -3,\tmilk: 2}, because: Tea keeps you awake.}
cases:
  - {name: cold, group: winter/day, answers: {cold: yes}, expect: {drink: tea}, weight: 3}
  - {name: late, group: winter/night, answers: {late: yes}, expect: {drink: milk}}
  - {name: neither, group: summer, answers: {cold: no, late: no}, expect: {drink: water}}
";

fn tea() -> Advisor {
    Advisor::new().file("tea.yaml", TEA).file("dinner.yaml", DINNER).file("diaries/guests.yaml", DIARIES)
}

#[test]
fn what_changes_what_that_is_worth_and_what_no_points_can_do() {
    let advisor = tea();
    advisor.run("rules fit tea.yaml").exits(0).snapshot("fit-tea");
    advisor.run("rules fit dinner.yaml --cases diaries").exits(0).snapshot("fit-dinner");
    advisor.columns(40).run("rules fit dinner.yaml --cases diaries").exits(0).snapshot("fit-dinner-40");
}

#[test]
fn json_tells_all_of_it() {
    let run = tea().run("rules fit dinner.yaml --cases diaries --format json").exits(0);
    run.snapshot("fit-dinner-json");
    assert_eq!(run.json()["proved"], true);
}

/// Remarks, order, layout, ends of lines, a byte-order mark: all stay but the numbers themselves.
#[test]
fn writing_changes_the_numbers_and_nothing_else() {
    for (mark, ends) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let text = format!("{mark}{}", TEA.replace('\n', ends));
        let advisor = Advisor::new().file("tea.yaml", &text);
        let told = advisor.run("rules fit tea.yaml --format json").exits(0).json();
        assert_eq!(advisor.read("tea.yaml"), text, "nothing is written without being asked for");
        let run = advisor.run("rules fit tea.yaml --write").exits(0);
        assert!(run.stdout.contains("The numbers were written."), "{run}");
        let changes = told["changes"].as_array().expect("a list");
        assert!(!changes.is_empty(), "{told}");
        let (mut expected, mut lines) = (String::new(), text.split_inclusive('\n').enumerate());
        for (nth, line) in &mut lines {
            let mut line = line.to_owned();
            for change in changes.iter().filter(|change| change["line"] == nth + 1) {
                let option = change["option"].as_str().expect("a text");
                let at = line.find(&format!("{option}:")).or_else(|| line.find(&format!("{option}\":")));
                let at = at.expect("it stands in its line");
                let (head, tail) = line.split_at(at + option.len());
                let start = tail.find(|c: char| c.is_ascii_digit() || "+-".contains(c)).expect("a number");
                let (gap, number) = tail.split_at(start);
                let end = number[1..].find(|c: char| !c.is_ascii_digit()).map_or(number.len(), |end| end + 1);
                line = format!("{head}{gap}{}{}", change["to"], &number[end..]);
            }
            expected += &line;
        }
        assert_eq!(advisor.read("tea.yaml"), expected);
        let again = advisor.run("rules fit tea.yaml --format json").exits(0).json();
        assert_eq!(
            (&again["change"], &again["held_before"]),
            (&0.into(), &told["held"]),
            "what was written is the best"
        );
    }
}

#[test]
fn points_behind_anchors_are_not_written() {
    let anchored = TEA.replace("points: { water: 2 , milk:   1}", "points: &all { water: 2 , milk:   1}").replace(
        "cases:\n",
        "      - {id: again, if: {late: true, cold: true}, points: *all, because: Again.}\ncases:\n",
    );
    let alone = TEA.replace("tea: 1 ", "tea: &one 1 ");
    for text in [anchored, alone] {
        let advisor = Advisor::new().file("tea.yaml", &text);
        advisor.run("rules fit tea.yaml").exits(0);
        let run = advisor.run("rules fit tea.yaml --keep late --write").exits(2);
        run.says(&["behind an anchor or an alias", "tea.yaml:", "--keep"]);
        assert_eq!(advisor.read("tea.yaml"), text);
    }
}

#[test]
fn what_is_kept_stays_and_the_scale_holds() {
    let advisor = tea().file("fixed.yaml", TEA.replace("{id: plain,", "{id: plain, fixed: yes,"));
    let changed = |command: &str| -> Vec<String> {
        let json = advisor.run(&format!("rules fit {command} --format json")).exits(0).json();
        let changes = json["changes"].as_array().expect("a list").clone();
        changes.iter().map(|change| format!("{} {} {}", change["rule"], change["option"], change["to"])).collect()
    };
    for command in ["tea.yaml --keep plain --points=-3..4", "fixed.yaml --points=-3..4"] {
        let changes = changed(command);
        assert!(
            !changes.is_empty() && changes.iter().all(|change| !change.contains("plain")),
            "{command}: {changes:?}"
        );
    }
    let held = |scale: &str| {
        let json =
            advisor.run(&format!("rules fit tea.yaml --keep plain --points={scale} --format json")).exits(0).json();
        json["held"].as_u64()
    };
    assert!(held("-3..2") < held("-3..3"), "no more than 2 points are not enough");
    // A wish for a lead is granted where it costs no case.
    let plain = advisor.run("rules fit tea.yaml --format json").exits(0).json();
    let wished = advisor.run("rules fit tea.yaml --margin 2 --points=-3..9 --format json").exits(0).json();
    assert_eq!(plain["held"], wished["held"]);
    assert!(wished["change"].as_i64() > plain["change"].as_i64(), "{wished}");
}

/// A rule that would break what the rulebook promises is not bent that far.
#[test]
fn properties_stay_true() {
    let promise = "properties:\n  - {id: calm, says: No tea late., when: {late: true}, never: {drink: tea}}\n";
    let wish = "  - {name: both, answers: {cold: yes, late: yes}, expect: {drink: tea}, weight: 9}\n";
    let advisor = Advisor::new().file("tea.yaml", format!("{TEA}{wish}{promise}"));
    let json = advisor.run("rules fit tea.yaml --points=-3..9 --format json").exits(0).json();
    assert_eq!(json["properties"][0]["fate"], "holds", "{json}");
    assert!(json["properties"][0]["demands"].as_u64() > Some(0), "nothing stood in the way: {json}");
    let open = Advisor::new().file("tea.yaml", format!("{TEA}{wish}"));
    let free = open.run("rules fit tea.yaml --points=-3..9 --format json").exits(0).json();
    assert!(free["held"].as_u64() > json["held"].as_u64(), "{free}");
    // Without a way to keep it the answer is no.
    let never = "properties:\n  - {id: dry, says: No drink., never: {drink: [water, tea, milk]}}\n";
    let advisor = Advisor::new().file("tea.yaml", format!("{TEA}{never}"));
    advisor.run("rules fit tea.yaml").exits(1).says(&["`dry`", "no points on the scale keep"]);
}

#[test]
fn what_cannot_be_fitted_is_said_clearly() {
    let advisor = tea()
        .file("none.yaml", TEA.split("cases:").next().expect("a head"))
        .file(
            "silent.yaml",
            TEA.replace(", expect: {drink: tea}", "")
                .replace(", expect: {drink: milk}", "")
                .replace(", expect: {drink: water}", ""),
        )
        .file("unknown.yaml", TEA.replace("{drink: milk}", "{drink: mlik}"))
        .file("heavy.yaml", TEA.replace("weight: 3", "weight: 0"))
        .file("narrow.yaml", TEA.replace("title: Tea}   #", "title: Tea, points: {least: -2, most: 2}} #"))
        .file("upside.yaml", TEA.replace("title: Tea}   #", "title: Tea, points: {least: 2, most: -2}} #"))
        .file("over.yaml", "rulebook: {id: over, version: 1, format: 1, title: Over, extends: tea}\ncases: []\n");
    for (command, code, parts) in [
        ("none.yaml", 2, &["there are no cases", "--cases"][..]),
        ("none.yaml --suggest", 2, &["there are no cases", "--cases"]),
        ("silent.yaml", 2, &["none of the 3 cases expects an outcome"]),
        ("unknown.yaml", 2, &["`mlik` is not an option", "milk"]),
        ("heavy.yaml", 2, &["a case counts as 1 to 1000 cases, not as 0"]),
        ("narrow.yaml", 2, &["-3 for `tea` is outside of the scale", "narrow.yaml:"]),
        ("upside.yaml", 2, &["no points lie between", "swap them"]),
        ("tea.yaml --keep plian", 2, &["no rule has the id `plian`", "did you mean `plain`?"]),
        ("tea.yaml --points=4..-3", 2, &["no points lie between 4 and -3"]),
        ("tea.yaml --points=-1..1", 2, &["the rule `plain` gives 2", "outside of the scale"]),
        ("tea.yaml --points=few", 2, &["-3..4"]),
        ("tea.yaml --margin 0", 2, &["--margin"]),
        ("tea.yaml --group spring", 2, &["no case is of the group `spring`", "`winter/day`"]),
        ("tea.yaml --group summer --cross-validate", 2, &["at least two are needed"]),
        ("tea.yaml over.yaml", 2, &["no points that may change", "--all-layers"]),
        ("tea.yaml --suggest --write", 2, &["cannot be used with"]),
        ("--write", 2, &["cannot be written", "rules fit PATH --write"]),
    ] {
        advisor.run(&format!("rules fit {command}")).exits(code).says(parts);
    }
    // Rules of the layer below move if that is asked for.
    let json = advisor.run("rules fit tea.yaml over.yaml --all-layers --format json").exits(0).json();
    assert_eq!(json["held"], json["weight"]);
}

/// A search that may not go far says what it has, and how far the best may be.
#[test]
fn a_budget_that_ends_is_said() {
    let advisor = Advisor::new().file("dinner.yaml", DINNER).file("diaries/guests.yaml", DIARIES);
    let run = advisor.run("rules fit dinner.yaml --cases diaries --budget 1").exits(0);
    assert!(run.stdout.contains("is open") && run.stdout.contains("`--budget`"), "{run}");
}

/// Cases of an example, drawn by counting: each profile expects each engine now and then, so that hardly any hold together.
fn drawn(cases: usize, alike: bool) -> String {
    let mut text = "cases:\n".to_owned();
    for nth in 0..cases {
        let at = if alike { 0 } else { nth };
        let writes = ["one", "some", "many", "flood"][at % 4];
        let (place, exact) = (["device", "servers"][at / 4 % 2], ["yes", "no"][at / 8 % 2]);
        let uses = ["records", "lookups", "reports", "files"][at / 3 % 4];
        let engine = ["sqlite", "postgres", "key-value", "columns"][(nth * nth + nth / 4) % 4];
        text += &format!(
            "  - {{name: c{nth}, group: g{}, answers: {{place: {place}, writes: {writes}, uses: [{uses}], exact: {exact}}}, \
             expect: {{engine: {engine}}}}}\n",
            nth % 5
        );
    }
    text
}

/// Work is counted, so that a command ends at the same place everywhere. Whatever the cases, the last thing that is begun
/// takes no more than all before it.
#[test]
fn every_command_ends_within_its_budget() {
    let advisor = Advisor::new()
        .file("two.yaml", drawn(2, false))
        .file("alike.yaml", drawn(80, true))
        .file("opposed.yaml", drawn(160, false));
    let rulebook = root().join("examples/database.yaml");
    let run = |cases: &str, more: &str| {
        let command = format!("rules fit {} --cases {cases} --format json {more}", rulebook.display());
        let (first, again) = (advisor.run(&command).exits(0), advisor.run(&command).exits(0));
        assert_eq!(first.stdout, again.stdout, "{command}");
        first.json()
    };
    for cases in ["two.yaml", "alike.yaml", "opposed.yaml"] {
        for budget in [1, 30, 1_000] {
            let fit = run(cases, &format!("--budget {budget}"));
            let work = fit["work"].as_u64().expect("a number");
            assert!(work <= 2 * budget + 100, "{cases}: {work} steps of {budget}");
            assert!(fit["held"].as_u64() >= fit["held_before"].as_u64(), "{cases}, {budget}: {fit}");
            assert!(fit["most_held"].as_u64() >= fit["held"].as_u64(), "{cases}, {budget}: {fit}");
            let validation = run(cases, &format!("--budget {budget} --cross-validate"));
            let work = validation["work"].as_u64().expect("a number");
            assert!(work <= 2 * 13 * budget + 500, "{cases}: {work} steps of {budget} in each fit");
        }
    }
    // What may be spent makes a difference.
    let (little, much) = (run("opposed.yaml", "--budget 1"), run("opposed.yaml", "--budget 100000"));
    assert!(little["held"].as_u64() < much["held"].as_u64(), "{little} {much}");
    assert_eq!(little["proved"], false);
    let (few, all) = (run("opposed.yaml", "--suggest --budget 200"), run("opposed.yaml", "--suggest"));
    assert!(few["untried"].as_u64() > Some(0) || few["unheard"].as_u64() > Some(0), "{few}");
    assert_eq!((&all["untried"], &all["unheard"]), (&0.into(), &0.into()));
    let text = advisor.run(&format!("rules fit {} --cases opposed.yaml --suggest --budget 200", rulebook.display()));
    let text = text.exits(0);
    assert!(text.stdout.contains("The budget ended") && text.stdout.contains("`--budget`"), "{text}");
}

#[test]
fn groups_are_left_out_in_turn() {
    let advisor = tea();
    advisor.run("rules fit dinner.yaml --cases diaries --cross-validate").exits(0).snapshot("fit-cross-validation");
    let json = advisor.run("rules fit dinner.yaml --cases diaries --cross-validate --format json").exits(0).json();
    // Two of the wolves' groups, the birds, and what has no group.
    assert_eq!(json["groups"], 4);
    for figures in ["unfitted", "fitted", "seen"] {
        assert_eq!(json[figures]["cases"], 7, "{figures}");
    }
}

/// In ten groups the same answer turns the outcome, and no rule looks at it.
#[test]
fn a_missing_rule_is_suggested_and_not_written() {
    let mut text = TEA.split("cases:").next().expect("a head").replace(
        "decisions:",
        "  - {id: sick, ask: Are you sick?, type: yes_no}\nfacts: [{id: freezing, if: {cold: true}}]\ndecisions:",
    );
    text += "cases:\n";
    for nth in 0..10 {
        let late = if nth % 2 == 0 { "yes" } else { "no" };
        text += &format!(
            "  - {{name: sick {nth}, group: g{nth}, answers: {{sick: yes, cold: yes, late: no}}, expect: {{drink: tea}}}}\n"
        );
        text += &format!(
            "  - {{name: well {nth}, group: g{nth}, answers: {{sick: no, late: {late}}}, expect: {{drink: [water, milk]}}}}\n"
        );
    }
    let advisor = Advisor::new().file("tea.yaml", &text);
    advisor.run("rules fit tea.yaml --suggest").exits(0).snapshot("fit-suggest");
    let json = advisor.run("rules fit tea.yaml --suggest --format json").exits(0).json();
    let first = &json["rules"][0];
    assert_eq!((&first["held_out_gained"], &first["held_out_lost"]), (&10.into(), &0.into()), "{json}");
    assert_eq!(advisor.read("tea.yaml"), text);
}

/// Points moved by up to two are found back from the cases alone: all that held hold again.
#[test]
fn a_scrambled_rulebook_is_repaired_by_its_cases() {
    let text = std::fs::read_to_string(root().join("examples/database.yaml")).expect("the example is there");
    let (mut scrambled, mut nth) = (String::new(), 0);
    for line in text.split_inclusive('\n') {
        let mut line = line.to_owned();
        if let Some((head, tail)) = line.split_once("points: {").map(|(head, tail)| (head.to_owned(), tail.to_owned()))
        {
            let mut points = String::new();
            for part in tail.split_inclusive([',', '}']) {
                let number =
                    part.trim_end_matches([',', '}']).rsplit(' ').next().and_then(|word| word.parse::<i64>().ok());
                nth += 1;
                let moved =
                    number.map(|number| (number, number.signum() * (number.abs() + [2, -1, 1, 0, -2][nth % 5]).max(0)));
                points += &match moved {
                    Some((number, moved)) if moved != 0 => part.replacen(&number.to_string(), &moved.to_string(), 1),
                    _ => part.to_owned(),
                };
            }
            line = format!("{head}points: {{{points}");
        }
        scrambled += &line;
    }
    assert_ne!(scrambled, text);
    let advisor = Advisor::new().file("database.yaml", &scrambled);
    advisor.run("rules test database.yaml").exits(1);
    let json = advisor.run("rules fit database.yaml --points=-9..9 --format json").exits(0).json();
    assert_eq!((&json["held"], &json["change"]), (&json["weight"], &json["least_change"]), "{json}");
    advisor.run("rules fit database.yaml --points=-9..9 --write").exits(0);
    advisor.run("rules test database.yaml").exits(0);
}
