//! The outermost layer: help, version, completions, and what is said to whoever types something else.

use crate::advisor::Advisor;

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let run = Advisor::new().run("--help").exits(0);
    assert_eq!(run.stderr, "");
    for word in
        ["ask", "recommend", "batch", "rules", "completions", "--rules", "--color", "NO_COLOR", "Exit codes: 0 done"]
    {
        assert!(run.stdout.contains(word), "help does not name `{word}`:\n{run}");
    }
    for command in [
        "ask",
        "recommend",
        "batch",
        "rules",
        "rules check",
        "rules test",
        "rules show",
        "rules schema",
        "rules new",
        "completions",
    ] {
        let run = Advisor::new().run(&format!("{command} --help")).exits(0);
        assert!(run.stdout.contains(&format!("Usage: advisor {command}")), "{run}");
        // Help in itself, and not a list of bare names.
        assert!(run.stdout.lines().count() > 4, "{run}");
    }
}

#[test]
fn version_is_that_of_the_package() {
    let run = Advisor::new().run("--version").exits(0);
    assert_eq!(run.stdout, format!("advisor {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_refused_with_the_usage() {
    for arguments in [
        "frobnicate",
        "recommend",
        "recommend a.yaml b.yaml",
        "batch",
        "batch a.csv --to xlsx",
        "recommend a.yaml --format xml",
        "recommend a.yaml --colour never",
        "rules",
        "rules chekc",
        "rules check --format yaml",
        "completions",
        "completions cmd",
        "--color sometimes",
        "ask --answers",
        "--answers a.yaml recommend a.yaml",
    ] {
        Advisor::new().run(arguments).refused().says(&["--help"]);
    }
    Advisor::new().run("rules chekc").says(&["check"]);
}

#[test]
fn completions_know_the_commands() {
    for (shell, sign) in
        [("bash", "complete -F _advisor"), ("zsh", "#compdef advisor"), ("fish", "complete -c advisor")]
    {
        let run = Advisor::new().run(&format!("completions {shell}")).exits(0);
        for word in [sign, "recommend", "check", "--rules".trim_start_matches('-'), "color"] {
            assert!(run.stdout.contains(word), "{shell}: `{word}` is missing");
        }
    }
}
