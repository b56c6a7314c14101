//! How a result gets to where it is wanted: by the ending of a file, in five lines, in a browser.

use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

#[test]
fn the_ending_of_a_file_says_what_is_in_it() {
    let advisor = Advisor::new().example("startup.yaml");
    for (file, format) in [
        ("a.html", "html"),
        ("a.htm", "html"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.json", "json"),
        ("a.txt", "text"),
        ("a", "text"),
    ] {
        advisor.run(&format!("recommend startup.yaml --output {file}")).exits(0);
        assert_eq!(
            advisor.read(file),
            advisor.run(&format!("recommend startup.yaml --format {format}")).exits(0).stdout
        );
    }
    // Whoever says more is heard.
    advisor.run("recommend startup.yaml --format text --output b.html").exits(0);
    assert_eq!(advisor.read("b.html"), advisor.read("a.txt"));
}

#[test]
fn five_lines_say_what_matters() {
    let advisor = Advisor::new().example("scale-up.yaml").file("lunch.yaml", LUNCH);
    advisor.run("recommend scale-up.yaml --brief").exits(0).snapshot("brief-scale-up");
    for (name, arguments, answers) in [
        ("searching", "recommend - --brief", "answers: {stage: searching}"),
        ("nothing", "recommend - --brief", "answers: {}"),
        ("lunch", "recommend - --brief --rules lunch.yaml", "answers: {hunger: some, tastes: [sour, hot]}"),
    ] {
        advisor.feed(arguments, answers).exits(0).snapshot(&format!("brief-{name}"));
    }
    // Lines are wrapped to the terminal; where there is room, five are five.
    let run = advisor.columns(100_000).run("recommend scale-up.yaml --brief").exits(0);
    assert!(run.stdout.lines().filter(|line| !line.starts_with(' ')).count() <= 8, "{run}");
}

#[test]
fn what_cannot_be_shown_in_a_format_is_refused() {
    let advisor = Advisor::new().example("startup.yaml");
    for format in ["html", "markdown", "json"] {
        refused(&advisor, "--brief", format).says(&["`--brief` is text", "help: "]);
    }
    for format in ["text", "markdown", "json"] {
        refused(&advisor, "--open", format).says(&["`--open` shows a page", "help: "]);
    }
    advisor.run("recommend startup.yaml --open --brief").refused();
    assert_eq!(advisor.names(), ["startup.yaml"]);
}

/// Who asked for JSON gets JSON, with the error in it; nobody gets a result.
fn refused(advisor: &Advisor, flag: &str, format: &str) -> Run {
    let run = advisor.run(&format!("recommend startup.yaml {flag} --format {format}"));
    if format != "json" {
        return run.refused();
    }
    let run = run.exits(2);
    assert_eq!(run.json()["findings"][0]["severity"], "error", "{run}");
    run
}

/// What the system starts to show a file, played by a script that notes what it is asked for.
#[cfg(target_os = "linux")]
mod open {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::{Advisor, Run};

    /// The program with nothing on its path but, perhaps, a browser; temporary files go into the test's folder.
    fn run(advisor: &Advisor, arguments: &str, browser: Option<&str>) -> Run {
        let folder = std::path::Path::new(advisor.command("").get_current_dir().expect("it has one")).to_owned();
        std::fs::create_dir_all(folder.join("bin")).expect("a folder can be made");
        if let Some(script) = browser {
            let file = folder.join("bin/xdg-open");
            std::fs::write(&file, script).expect("a file can be written");
            std::fs::set_permissions(file, PermissionsExt::from_mode(0o755)).expect("it can be run");
        }
        let mut command: Command = advisor.command(arguments);
        command.env("PATH", folder.join("bin")).env("TMPDIR", &folder);
        Run::of(arguments, &command.output().expect("the program runs"))
    }

    const NOTES: &str = "#!/bin/sh\nwhile read -r line; do echo \"$line\"; done <\"$1\" >shown.html\n";

    #[test]
    fn a_page_is_written_and_shown() {
        let advisor = Advisor::new().example("startup.yaml");
        let page = advisor.run("recommend startup.yaml --format html --date 2026-03-31").exits(0).stdout;
        let shown =
            run(&advisor, "recommend startup.yaml --open --output report.html --date 2026-03-31", Some(NOTES)).exits(0);
        assert!(shown.stdout.is_empty(), "{shown}");
        shown.says(&["The page is in report.html"]);
        assert_eq!(advisor.read("report.html"), page);
        assert!(advisor.read("shown.html").starts_with("<!DOCTYPE html>"));
    }

    #[test]
    fn without_a_file_the_page_is_a_temporary_one_that_stays() {
        let advisor = Advisor::new().example("startup.yaml");
        let page = advisor.run("recommend startup.yaml --format html --date 2026-03-31").exits(0).stdout;
        let message = run(&advisor, "recommend startup.yaml --open --date 2026-03-31", Some(NOTES)).exits(0).stderr;
        let temporary =
            advisor.names().into_iter().find(|name| name.starts_with("advisor-report-")).expect("it is there");
        assert!(message.contains(&temporary) && temporary.ends_with(".html"), "{message}");
        assert_eq!(advisor.read(&temporary), page);
    }

    #[test]
    fn where_there_is_no_browser_the_page_is_kept_and_named() {
        for browser in [None, Some("#!/bin/sh\nexit 3\n")] {
            let advisor = Advisor::new().example("startup.yaml");
            let failed = run(&advisor, "recommend startup.yaml --open --output report.html", browser);
            failed.refused().says(&["error: no browser could be started", "help: the page is in `report.html`"]);
            assert!(advisor.read("report.html").starts_with("<!DOCTYPE html>"));
        }
    }
}
