//! `advisor batch --reports`: a folder of pages with an index.

use std::collections::HashSet;

use crate::advisor::Advisor;
use crate::lunch::LUNCH;
use crate::tags::elements;

const CLIENTS: &str = "\
id,hunger,tastes,money,guests
Acme,wolf,hot,9,no
../x,none,,50,yes
CON,some,,9,
acme,wolf,hot,9,no
<b>&amp;,wolf,,,
typo,wofl,,,
,some,sour,5,no
";
const COMMAND: &str = "batch clients.csv --rules lunch.yaml --reports out --date 2026-03-03";

fn clients() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file("clients.csv", CLIENTS)
}

fn names(advisor: &Advisor) -> Vec<String> {
    let entries = std::fs::read_dir(advisor.path("out")).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn each_company_has_a_page_and_the_index_names_them_all() {
    let advisor = clients();
    let run = advisor.run(COMMAND).exits(1);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr, "wrote 6 pages and `out/index.html`\nerror: 1 of 7 rows failed; the index says why\n");
    assert_eq!(
        names(&advisor),
        [
            ".advisor-reports",
            "acme-2.html",
            "acme.html",
            "b-amp.html",
            "company-7.html",
            "company-con.html",
            "index.html",
            "x.html"
        ]
    );
    // Each page is that of `recommend`.
    let answers = "{company: Acme, answers: {hunger: wolf, tastes: [hot], money: 9, guests: no}}";
    let one = Advisor::new().file("lunch.yaml", LUNCH).file("acme.yaml", answers);
    let page = one.run("recommend acme.yaml --rules lunch.yaml --format html --date 2026-03-03").exits(0);
    assert_eq!(advisor.read("out/acme.html"), page.stdout);
    let index = advisor.read("out/index.html");
    for part in [
        "<a href=\"acme.html\">Acme</a>",
        "<a href=\"acme-2.html\">acme</a>",
        "<a href=\"x.html\">../x</a>",
        "<a href=\"b-amp.html\">&lt;b&gt;&amp;amp;</a>",
        "<a href=\"company-7.html\">Row 7</a>",
        "`wofl` is no answer to `hunger` (did you mean `wolf`?)",
        "Prepared on March 3, 2026",
        "6 companies",
    ] {
        assert!(index.contains(part), "{part}");
    }
    // The same run gives the same bytes.
    advisor.run(COMMAND).exits(1);
    assert_eq!(advisor.read("out/index.html"), index);
}

#[test]
fn an_index_of_any_rulebook_is_valid_and_needs_nothing_else() {
    let advisor = clients();
    advisor.run(COMMAND).exits(1);
    let index = advisor.read("out/index.html");
    let page = elements(&index);
    let ids: Vec<&str> = page.iter().filter_map(|element| element.get("id")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len(), "an id twice");
    let links: Vec<&str> = page.iter().filter_map(|element| element.get("href")).collect();
    assert_eq!(links.len(), 11, "six companies in the table, and those with a margin on the map");
    assert!(links.iter().all(|link| advisor.exists(&format!("out/{link}"))), "{links:?}");
    assert!(page.iter().all(|element| element.get("style").is_none() && element.get("onclick").is_none()));
    assert!(index.contains("default-src 'none'") && !index.contains("http://") && !index.contains("https://"));
    insta::assert_snapshot!("portfolio_index", without_style_and_script(&index));
}

/// What a person may change in a page without a new look.
fn without_style_and_script(page: &str) -> String {
    let mut text = page.to_owned();
    for (begin, end) in [("<style>", "</style>"), ("<script>", "</script>"), ("<meta http-equiv", ">")] {
        while let Some(start) = text.find(begin) {
            let rest = &text[start..];
            let length = rest.find(end).expect("it ends") + end.len();
            text.replace_range(start..start + length, "");
        }
    }
    text.replace("><", ">\n<")
}

#[test]
fn files_of_others_are_kept_and_pages_of_earlier_runs_replaced() {
    let advisor = clients();
    advisor.run(COMMAND).exits(1);
    let fewer = "id,hunger\nAcme,wolf\nNew,none\n";
    let advisor = advisor.file("clients.csv", fewer).file("out/notes.txt", "mine");
    advisor.run(COMMAND).exits(0);
    assert_eq!(names(&advisor), [".advisor-reports", "acme.html", "index.html", "new.html", "notes.txt"]);
    assert_eq!(advisor.read("out/notes.txt"), "mine");
    // A page that somebody else put there stays, and nothing else is changed.
    let before = advisor.read("out/index.html");
    let advisor = advisor.file("out/other.html", "mine").file("clients.csv", "id,hunger\nOther,wolf\n");
    let run = advisor.run(COMMAND).refused();
    run.says(&["`out/other.html` is there already, and was not written by `advisor batch --reports`"]);
    assert_eq!((advisor.read("out/other.html"), advisor.read("out/index.html")), ("mine".to_owned(), before));
    assert_eq!(names(&advisor).len(), 6);

    let advisor = clients().file("out/index.html", "mine");
    advisor.run(COMMAND).refused().says(&["`out/index.html` is there already"]);
    assert_eq!(names(&advisor), ["index.html"]);
    let advisor = clients().file("out", "a file");
    advisor.run(COMMAND).refused().says(&["`out` is a file"]);
}

#[test]
fn rows_and_pages_can_be_had_together() {
    let advisor = clients();
    let run = advisor.run(&format!("{COMMAND} --output rows.csv --summary")).exits(1);
    assert!(run.stdout.starts_with("7 rows, 1 failed\n"), "{run}");
    let rows = advisor.run("batch clients.csv --rules lunch.yaml").exits(1);
    assert_eq!(advisor.read("rows.csv"), rows.stdout);
}

/// Neither pages nor a folder that the run has made are there afterwards.
#[test]
#[cfg(unix)]
fn an_interrupt_leaves_no_half_of_a_portfolio() {
    let advisor = clients();
    let rows: String = (0..200).map(|row| format!("r{row},wolf\n")).collect();
    let is_begun = || {
        let folders = std::fs::read_dir(advisor.path("out")).into_iter().flatten().flatten();
        folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok()).any(|mut pages| pages.next().is_some())
    };
    let run = advisor.interrupted("batch - --rules lunch.yaml --reports out", &format!("id,hunger\n{rows}"), is_begun);
    run.says(&["interrupted; `out` is as it was"]);
    assert!(!advisor.exists("out"));
}

#[cfg(unix)]
#[test]
fn a_list_that_is_a_link_is_not_written_through() {
    let advisor = clients().file("mine.txt", "keep").file("out/other.txt", "");
    std::os::unix::fs::symlink(advisor.path("mine.txt"), advisor.path("out").join(".advisor-reports"))
        .expect("a link can be made");
    advisor.run(COMMAND).exits(2).says(&["is no list of reports"]);
    assert_eq!(advisor.read("mine.txt"), "keep");
}
