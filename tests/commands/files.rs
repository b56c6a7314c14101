//! Files are people's files: what a path is stays what it was, and nothing that somebody wrote is lost.

#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

fn lunch() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file("a.yaml", "answers: {}\n").file("in.csv", "id,hunger\nacme,wolf\n")
}

fn text(advisor: &Advisor, name: &str) -> String {
    fs::read_to_string(advisor.path(name)).unwrap_or_default()
}

#[test]
fn a_link_is_followed_and_stays_one() {
    let advisor = lunch().file("real.txt", "old");
    symlink("real.txt", advisor.path("link.txt")).expect("a link");
    symlink("new.txt", advisor.path("ahead.txt")).expect("a link");
    for (link, target) in [("link.txt", "real.txt"), ("ahead.txt", "new.txt")] {
        advisor.run(&format!("recommend a.yaml --rules lunch.yaml --output {link}")).exits(0);
        assert!(advisor.path(link).symlink_metadata().expect("it is there").is_symlink());
        assert!(text(&advisor, target).contains("What should you eat?"));
    }
}

#[test]
fn hard_links_modes_and_files_in_closed_folders_stay_what_they_were() {
    let advisor = lunch().file("one.txt", "a text that is longer than nothing").file("private.txt", "old");
    fs::hard_link(advisor.path("one.txt"), advisor.path("two.txt")).expect("a link");
    fs::set_permissions(advisor.path("private.txt"), Permissions::from_mode(0o600)).expect("it is ours");
    for name in ["one.txt", "private.txt"] {
        advisor.run(&format!("batch in.csv --rules lunch.yaml --output {name}")).exits(0);
    }
    assert_eq!(text(&advisor, "one.txt"), text(&advisor, "two.txt"));
    assert!(text(&advisor, "two.txt").starts_with("id,"));
    assert_eq!(fs::metadata(advisor.path("one.txt")).expect("it is there").nlink(), 2);
    assert_eq!(fs::metadata(advisor.path("private.txt")).expect("it is there").mode() & 0o777, 0o600);
}

#[test]
fn a_file_without_write_permission_is_not_replaced() {
    let advisor = lunch().file("kept.txt", "kept");
    fs::set_permissions(advisor.path("kept.txt"), Permissions::from_mode(0o444)).expect("it is ours");
    let run = advisor.run("recommend a.yaml --rules lunch.yaml --output kept.txt").refused();
    run.says(&["cannot write `kept.txt`: permission denied"]);
    assert_eq!(text(&advisor, "kept.txt"), "kept");
}

#[test]
fn what_is_read_is_not_written_over() {
    let told = r#"{"answers": {"hunger": "wolf"}}"#;
    let advisor = lunch().file("b.yaml", "answers: {}\n").file("told/a.json", told);
    symlink("in.csv", advisor.path("same.csv")).expect("a link");
    fs::hard_link(advisor.path("a.yaml"), advisor.path("other.yaml")).expect("a link");
    let answers = text(&advisor, "a.yaml");
    for command in [
        "recommend a.yaml --rules lunch.yaml --output a.yaml",
        "recommend a.yaml --rules lunch.yaml --output lunch.yaml",
        "batch in.csv --rules lunch.yaml --output in.csv",
        "batch in.csv --rules lunch.yaml --output same.csv",
        "rules show lunch.yaml --output lunch.yaml",
        "rules schema lunch.yaml --output lunch.yaml",
        "rules diff lunch.yaml lunch.yaml --output lunch.yaml",
        "rules diff lunch.yaml lunch.yaml --answers told --output told/a.json",
        "answers migrate a.yaml --rules lunch.yaml --output a.yaml",
        "answers migrate a.yaml --rules lunch.yaml --output other.yaml",
        "answers migrate a.yaml --rules lunch.yaml --output lunch.yaml",
    ] {
        advisor.run(command).refused().says(&["is read here, so the result cannot be written to it"]);
    }
    for command in ["batch -", "recommend -", "answers migrate -", "compare - b.yaml"] {
        let command = format!("{command} --rules lunch.yaml --output a.yaml");
        let run = advisor.limited("exec <a.yaml", &command, "");
        run.refused().says(&["is read here, so the result cannot be written to it"]);
    }
    assert_eq!(text(&advisor, "lunch.yaml"), LUNCH);
    assert_eq!(text(&advisor, "in.csv"), "id,hunger\nacme,wolf\n");
    assert_eq!(text(&advisor, "a.yaml"), answers);
}

#[test]
fn devices_are_written_to() {
    for device in ["/dev/null", "/dev/stdout"] {
        let run = lunch().run(&format!("batch in.csv --rules lunch.yaml --output {device}")).exits(0);
        assert_eq!(run.stdout.is_empty(), device == "/dev/null", "{run}");
    }
    let advisor = lunch();
    advisor.run("batch in.csv --rules lunch.yaml --output /dev/full").refused().says(&["cannot write `/dev/full`"]);
}

#[test]
fn what_a_killed_run_left_behind_is_removed() {
    // No process has so large a number.
    let left = ".out.txt.advisor-4294967295-abc.tmp";
    let advisor = lunch().file(left, "half").file(".out.txt.advisor-notes", "mine");
    advisor.run("recommend a.yaml --rules lunch.yaml --output out.txt").exits(0);
    assert!(!advisor.path(left).exists() && advisor.path(".out.txt.advisor-notes").exists());
}

#[test]
fn questions_that_nobody_can_read_are_answered_and_saved_all_the_same() {
    let advisor = lunch();
    let run =
        advisor.limited("exec 2>/dev/full", "ask --all --plain --save mine.yaml --rules lunch.yaml", "wolf\n1\n12\n");
    run.exits(2);
    assert!(text(&advisor, "mine.yaml").contains("money: 12\n"));
}
