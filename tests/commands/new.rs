//! `advisor rules new`: a rulebook to begin with.

use leadership_advisor::{QuestionKind, Rulebook};

use crate::advisor::Advisor;

#[test]
fn it_makes_a_rulebook_that_works() {
    let advisor = Advisor::new();
    let run = advisor.run("rules new mine/travel").exits(0);
    assert_eq!(run.stdout, "mine/travel/rulebook.yaml\n");
    advisor.run("rules check mine/travel --deny-warnings").exits(0);
    advisor.run("rules test mine/travel").exits(0);
    // Its line for editors names a schema that is there, and is its own.
    let text = advisor.read("mine/travel/rulebook.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=rulebook.schema.json\n"));
    let schema = advisor.run("rules schema mine/travel").exits(0).stdout;
    assert_eq!(advisor.read("mine/travel/rulebook.schema.json"), schema);

    let rulebook = Rulebook::parse("rulebook.yaml", text).expect("it is right");
    let kinds = rulebook.questions().iter().map(|question| match &question.kind {
        QuestionKind::Choice { ordered, .. } => {
            if *ordered {
                "ordered"
            } else {
                "choice"
            }
        }
        QuestionKind::Many { .. } => "many",
        QuestionKind::Number { .. } => "number",
        _ => "yes_no",
    });
    assert_eq!(kinds.collect::<Vec<_>>(), ["number", "ordered", "many", "yes_no"], "a question of each type");
    assert!(!rulebook.facts().is_empty() && !rulebook.cases().is_empty());
}

#[test]
fn an_empty_folder_will_do_and_a_full_one_will_not() {
    let advisor = Advisor::new();
    advisor.run("rules new .").exits(0);
    assert_eq!(advisor.names(), ["rulebook.schema.json", "rulebook.yaml"]);
    let before = advisor.read("rulebook.yaml");
    advisor.run("rules new .").refused().says(&["the folder `.` is not empty", "help:"]);
    assert_eq!(advisor.read("rulebook.yaml"), before);
    advisor.run("rules new rulebook.yaml").refused().says(&["rulebook.yaml"]);
    advisor.run("rules new").refused().says(&["DIR"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_left_behind_where_it_fails() {
    // No file may be written at all.
    let advisor = Advisor::new();
    let run = advisor.limited("trap '' XFSZ; ulimit -f 0", "rules new a/b", "").exits(2);
    run.says(&["a/b/rulebook.schema.json"]);
    assert_eq!(advisor.names(), Vec::<String>::new());
}
