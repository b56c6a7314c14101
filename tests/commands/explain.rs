//! `advisor rules explain`: the pages about findings. Their examples are run, so that a page never shows what is not found.

use std::fs;

use leadership_advisor::{Code, Diagnostics, Rulebook};

use crate::advisor::{Advisor, root};

const HEADINGS: [&str; 4] = ["Why it matters", "Remedy", "Before", "After"];

/// The fenced block under a heading, with `\xHH` turned into the byte that it stands for.
fn example(page: &str, heading: &str) -> Vec<u8> {
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).expect("the page has the heading");
    let block = section.split("```yaml\n").nth(1).expect("it has an example");
    let block = block.split("```").next().expect("the example ends");
    let mut parts = block.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two hexadecimal digits"));
        bytes.extend(rest.as_bytes());
    }
    bytes
}

/// The codes found in an example. What it leaves out of a rulebook is taken from `lunch.yaml`, key by key.
fn found(example: &[u8]) -> Vec<Code> {
    let lunch = fs::read_to_string(root().join("crates/core/findings/lunch.yaml")).expect("it is there");
    let text = String::from_utf8_lossy(example);
    let mut rest = String::new();
    let mut is_wanted = true;
    for line in lunch.lines() {
        if let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with([' ', '#'])) {
            is_wanted = !text.lines().any(|line| line.starts_with(&format!("{key}:")));
        }
        if is_wanted {
            rest += &format!("{line}\n");
        }
    }
    let codes = |findings: &Diagnostics| findings.iter().map(|finding| finding.code).collect();
    match Rulebook::parse_files([("lunch.yaml", rest.as_bytes()), ("page.yaml", example)]) {
        Err(problems) => codes(&problems),
        Ok(rulebook) => codes(&rulebook.lint().findings),
    }
}

#[test]
fn each_page_says_what_its_examples_show() {
    let mut wrong = String::new();
    for code in Code::ALL {
        let page = code.page();
        let start = format!("# {code}\n\n{}\n\n## ", code.meaning());
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        if !page.starts_with(&start) || headings != HEADINGS {
            wrong += &format!("{code}: the page does not begin with its name and meaning, or has other headings\n");
            continue;
        }
        let (before, after) = (found(&example(page, "Before")), found(&example(page, "After")));
        if before != [*code] || !after.is_empty() {
            let list = |codes: &[Code]| codes.iter().map(|code| code.name()).collect::<Vec<_>>().join(", ");
            wrong += &format!("{code}: found before: {}; after: {}\n", list(&before), list(&after));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn there_is_no_page_about_nothing() {
    for entry in fs::read_dir(root().join("crates/core/findings")).expect("the folder is there") {
        let name = entry.expect("it can be read").file_name().into_string().expect("its name is text");
        let code = name.strip_suffix(".md").map(str::parse::<Code>);
        assert!(name == "lunch.yaml" || matches!(code, Some(Ok(_))), "{name} is no page");
    }
}

#[test]
fn pages_read_like_this() {
    let advisor = Advisor::new();
    advisor.run("rules explain").exits(0).snapshot("explain-all");
    advisor.run("rules explain rule-never-fires").exits(0).snapshot("explain-rule-never-fires");
    advisor.run("rules explain not-text").exits(0).snapshot("explain-not-text");
    Advisor::new().columns(40).run("rules explain").exits(0).snapshot("explain-all-narrow");
    for code in Code::ALL {
        let run = advisor.run(&format!("rules explain {code}")).exits(0);
        assert!(run.stdout.starts_with(&format!("{code} ({})\n", code.severity())), "{run}");
        // Only examples may be wider, since they are there to be copied.
        let prose = run.stdout.lines().filter(|line| !line.starts_with("    "));
        assert!(prose.clone().all(|line| line.chars().count() <= 80), "{run}");
        assert!(!prose.clone().any(|line| line.contains("```") || line.starts_with('#')), "{run}");
    }
}

#[test]
fn an_unknown_code_gets_a_near_one() {
    let advisor = Advisor::new();
    let run = advisor.run("rules explain rule-never-fire").refused();
    run.says(&["error: no finding has the code `rule-never-fire`", "help: did you mean `rule-never-fires`?"]);
    advisor.run("rules explain \u{1b}[31m").refused().says(&["`␛[31m`", "`advisor rules explain` without a code"]);
}
