//! The page for a board: one sheet, the whole page behind it, and both as a PDF where a browser can print it.

use crate::advisor::{Advisor, Run};
use crate::tags::elements;
use crate::trip::TRIP;

const ALONE: &str = "{company: Ada & Co, answers: {people: one, wants: [quiet], car: yes, budget: 100}}";

fn advisor() -> Advisor {
    Advisor::new().file("trip.yaml", TRIP).file("a.yaml", ALONE)
}

fn recommend(advisor: &Advisor, arguments: &str) -> Run {
    advisor.run(&format!("recommend --rules trip.yaml a.yaml {arguments}"))
}

/// What stands on the sheet, as text with one line for each heading and entry.
fn sheet(page: &str) -> String {
    let from = page.find("<header class=\"board\">").expect("there is a sheet");
    let to = page.find("</header>").expect("it ends");
    let mut text = page[from..to].to_owned();
    while let (Some(from), Some(to)) = (text.find("<svg"), text.find("</svg>")) {
        text.replace_range(from..to + 6, "");
    }
    for (tag, sign) in [("<h2>", "\n# "), ("<h3>", "\n## "), ("<li>", "\n- "), ("<h1>", "\n"), ("<span", "\n  <span")] {
        text = text.replace(tag, sign);
    }
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[test]
fn the_sheet_reads_like_this() {
    let run = recommend(&advisor(), "--format board --date 2026-03-31").exits(0);
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("board-sheet", sheet(&run.stdout));
    });
}

#[test]
fn it_is_a_valid_page_that_needs_nothing_else() {
    let run = recommend(&advisor(), "--format board --date 2026-03-31").exits(0);
    let page = elements(&run.stdout);
    assert_eq!(page.iter().filter(|element| element.name == "h1").count(), 1);
    let ids: Vec<&str> = page.iter().filter_map(|element| element.get("id")).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "an id twice");
    let links = page.iter().filter_map(|element| element.get("href")).filter_map(|target| target.strip_prefix('#'));
    links.for_each(|id| assert!(ids.contains(&id), "nothing has the id `{id}`"));
    assert!(!run.stdout.contains("<script") && run.stdout.contains("default-src 'none'"));
    // The shipped rulebook has no steps with a time, and its sheet is as valid.
    let shipped = Advisor::new().example("scale-up.yaml");
    let run = shipped.run("recommend scale-up.yaml --format board --date 2026-03-31").exits(0);
    assert!(run.stdout.contains("Prepared on March 31, 2026"), "{run}");
}

#[test]
fn the_day_is_the_one_given_or_today_and_only_on_a_page() {
    let advisor = advisor();
    for format in ["html", "board"] {
        let today = recommend(&advisor, &format!("--format {format}")).exits(0);
        assert!(today.stdout.contains("Prepared on "), "{today}");
        let given = recommend(&advisor, &format!("--format {format} --date 2026-03-31")).exits(0);
        assert!(given.stdout.contains("Prepared on March 31, 2026"), "{given}");
    }
    recommend(&advisor, "--format board --date 2026-02-30").exits(2).says(&["no calendar has this day"]);
    recommend(&advisor, "--format board --date yesterday").exits(2).says(&["YYYY-MM-DD"]);
    recommend(&advisor, "--date 2026-03-31").exits(2).says(&["`--date` stands on a page"]);
}

#[test]
fn endings_count_in_any_case() {
    let advisor = advisor();
    for (file, begins) in [("A.HTML", "<!DOCTYPE html>"), ("b.Md", "# "), ("c.JSON", "{"), ("d.htm", "<!DOCTYPE html>")]
    {
        recommend(&advisor, &format!("--output {file}")).exits(0);
        assert!(advisor.read(file).starts_with(begins), "{file}");
    }
    recommend(&advisor, "--format board --date 2026-03-31 --output board.html").exits(0);
    assert!(advisor.read("board.html").contains("March 31, 2026"));
}

/// Browsers that print, played by scripts.
#[cfg(target_os = "linux")]
mod pdf {
    use std::os::unix::fs::PermissionsExt;

    use super::{ALONE, TRIP};
    use crate::advisor::{Advisor, Run};

    const PRINTS: &str = "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) out=${word#*=};; esac; done\n\
                          printf '%%PDF-1.7 ' >\"$out\"; while read -r line; do echo \"$line\"; done <\"$word\" >>\"$out\"\n";
    /// As in a container: without its sandbox or not at all.
    const PICKY: &str = "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) out=${word#*=};; --no-sandbox) \
                         on=yes;; esac; done\n[ \"$on\" ] || exit 1\nprintf '%%PDF-1.7 ' >\"$out\"\n";

    /// The program with nothing on its path but, perhaps, a browser of this name.
    fn run(arguments: &str, browser: Option<(&str, &str)>) -> (Advisor, Run) {
        let advisor = Advisor::new().file("trip.yaml", TRIP).file("a.yaml", ALONE);
        let bin = advisor.path("bin");
        std::fs::create_dir_all(&bin).expect("a folder can be made");
        if let Some((name, script)) = browser {
            std::fs::write(bin.join(name), script).expect("a file can be written");
            std::fs::set_permissions(bin.join(name), PermissionsExt::from_mode(0o755)).expect("it can be run");
        }
        let arguments = format!("recommend --rules trip.yaml a.yaml {arguments}");
        let mut command = advisor.command(&arguments);
        command.env("PATH", &bin);
        let run = Run::of(&arguments, &command.output().expect("the program runs"));
        (advisor, run)
    }

    #[test]
    fn a_browser_prints_it_and_is_named() {
        let (advisor, run) = run("--output a.PDF --date 2026-03-31", Some(("chromium", PRINTS)));
        run.exits(0).says(&["Printed by ", "/bin/chromium"]);
        let printed = advisor.read("a.PDF");
        assert!(printed.starts_with("%PDF-") && printed.contains("Prepared on March 31, 2026"), "{printed}");
        let (advisor, run) = self::run("--format html --output a.pdf", Some(("google-chrome", PRINTS)));
        run.exits(0);
        assert!(!advisor.read("a.pdf").contains("<nav"), "not the page for a board");
        let (advisor, run) = self::run("--output a.pdf", Some(("msedge", PICKY)));
        run.exits(0);
        assert_eq!(advisor.read("a.pdf"), "%PDF-1.7 ");
    }

    #[test]
    fn without_one_there_is_no_file_and_a_way_to_go_on() {
        for browser in [None, Some(("chromium", "#!/bin/sh\nexit 3\n"))] {
            let (advisor, run) = run("--output a.pdf", browser);
            run.exits(2).says(&["help: ", "--output FILE.html"]);
            assert!(!advisor.exists("a.pdf"));
        }
        for other in ["--format text", "--format json", "--brief", "--all-ways"] {
            let (advisor, run) = run(&format!("--output a.pdf {other}"), Some(("chromium", PRINTS)));
            run.exits(2).says(&["a PDF is a printed page"]);
            assert!(!advisor.exists("a.pdf"), "{other}");
        }
    }
}
