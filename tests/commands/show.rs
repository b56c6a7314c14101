//! `advisor rules show`: the rulebook as people read it, and what touches an id.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

fn lunch() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH)
}

#[test]
fn a_rulebook_reads_like_this() {
    for columns in [40, 80] {
        let run = lunch().columns(columns).run("rules show lunch.yaml").exits(0);
        run.snapshot(&format!("show-lunch-{columns}"));
        let widest = run.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(columns), "{widest:?} columns instead of {columns}");
    }
    lunch().run("rules show lunch.yaml --format markdown").exits(0).snapshot("show-lunch-markdown");
}

#[test]
fn all_that_touches_an_id_reads_like_this() {
    for id in ["hunger", "hunger=some", "poor", "money", "stew", "meal", "a-bite", "cook", "cook/stew", "company"] {
        let name = id.replace(['/', '='], "-");
        lunch().run(&format!("rules show lunch.yaml {id}")).exits(0).snapshot(&format!("show-lunch-{name}"));
    }
}

/// `stew` is an option and a claim, `hunger` a question and a section.
#[test]
fn an_id_that_means_several_things_shows_them_all_unless_it_says_which() {
    let kinds = |id: &str| -> Vec<String> {
        let text = lunch().run(&format!("rules show lunch.yaml {id}")).exits(0).stdout;
        text.lines().filter(|line| line.starts_with("A ") || line.starts_with("An ")).map(str::to_owned).collect()
    };
    assert_eq!(kinds("hunger"), ["A section", "A question"]);
    assert_eq!(kinds("stew"), ["An option of `meal`", "A claim of `cook`"]);
    assert_eq!(kinds("meal/stew"), ["An option of `meal`"]);
    assert_eq!(kinds("cook/stew"), ["A claim of `cook`"]);
    assert_eq!(kinds("spices/sour"), ["A rule of `spices`"]);
    assert_eq!(kinds("tastes=sour"), ["An answer to `tastes`"]);
}

#[test]
fn a_path_and_an_id_are_told_apart() {
    let advisor = lunch().file("stage", LUNCH);
    let with_path = advisor.run("rules show lunch.yaml poor").exits(0).stdout;
    assert_eq!(advisor.run("rules show poor --rules lunch.yaml").exits(0).stdout, with_path);
    // Alone it is an id of the shipped rulebook, unless there is such a file.
    assert!(lunch().run("rules show stage").exits(0).stdout.starts_with("A question\n"));
    assert!(advisor.run("rules show stage").exits(0).stdout.starts_with("Lunch\n"));
    // What looks like a file and is none is not taken for an id.
    lunch().run("rules show luhch.yaml").refused().says(&["cannot read `luhch.yaml`"]);
}

#[test]
fn an_unknown_id_is_refused_with_a_near_one() {
    for (id, help) in [
        ("huger", "did you mean `hunger`?"),
        ("meal/stwe", "did you mean `meal/stew`?"),
        ("hunger=sme", "did you mean `hunger=some`?"),
        ("cook/salat", "did you mean `cook/salad`?"),
        ("entirely-unheard-of", "lists them all"),
    ] {
        lunch().run(&format!("rules show lunch.yaml {id}")).refused().says(&[&format!("has the id `{id}`"), help]);
    }
    lunch()
        .run("rules show rulse/mine")
        .refused()
        .says(&["no file is called `rulse/mine`, and nothing in the rulebook"]);
    lunch().file("bad.yaml", "questions: 1").run("rules show bad.yaml").refused().says(&["error[wrong-type]"]);
}

#[test]
fn it_goes_into_a_file_whole() {
    let advisor = lunch();
    assert_eq!(advisor.run("rules show lunch.yaml --format markdown --output lunch.md").exits(0).stdout, "");
    assert_eq!(advisor.read("lunch.md"), advisor.run("rules show lunch.yaml --format markdown").exits(0).stdout);
}

/// Titles and labels are somebody else's text.
#[test]
fn nothing_in_a_rulebook_upsets_terminal_or_page() {
    let text = LUNCH.replace("title: Soup", "title: \"<b>*Soup*</b> [x](y) \\e[31m\\n# Soup `rm -rf`\"");
    let advisor = Advisor::new().file("lunch.yaml", text);
    let shown = advisor.run("rules show lunch.yaml").exits(0).stdout;
    assert!(!shown.contains('\u{1b}') && shown.contains("␛[31m"), "{shown}");
    let page = advisor.run("rules show lunch.yaml meal --format markdown").exits(0).stdout;
    assert!(page.contains(r"\<b\>\*Soup\*\</b\> \[x\](y) ␛\[31m \# Soup \`rm -rf\`"), "{page}");
}
