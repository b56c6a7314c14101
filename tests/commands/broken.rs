//! One mistake, one finding, at its place: the files of `tests/broken/`.
//!
//! Each file is a rulebook with a mistake, and says in a comment which finding it expects: `# expect: CODE LINE:COLUMN`.
//! A new mistake to be told apart is a new file, and a snapshot of what its author sees. That there is no second finding
//! is half of the promise: a mistake must not make everything after it look wrong.

use std::collections::BTreeMap;
use std::fs;

use leadership_advisor::{Code, Severity};

use crate::advisor::{Advisor, Run, root};

const EXPECT: &str = "# expect: ";
/// The one file with many mistakes.
const MANY: &str = "many-at-once.yaml";

/// Names and contents of the files, in order.
fn files() -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(root().join("tests/broken")).expect("the folder is there");
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("its name is text");
        (name, fs::read(entry.path()).expect("it can be read"))
    };
    entries.map(|entry| file(entry.expect("it can be read"))).collect()
}

/// The findings that a file expects: `unknown-name 7:12`.
fn expected(content: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(content);
    text.split('\n').filter_map(|line| line.trim_end().strip_prefix(EXPECT)).map(str::to_owned).collect()
}

/// The findings that there are, in the same words.
fn found(run: &Run) -> Vec<String> {
    let json = run.json();
    let findings = json["findings"].as_array().expect("a list");
    let words = findings.iter().map(|finding| {
        format!("{} {}:{}", finding["code"].as_str().expect("a code"), finding["line"], finding["column"])
    });
    words.collect()
}

#[test]
fn each_file_has_the_findings_that_it_expects_and_no_other() {
    let mut wrong = String::new();
    for (name, content) in files() {
        let run = Advisor::new().file(&name, &content).run(&format!("rules check --format json {name}"));
        let (expected, found) = (expected(&content), found(&run));
        if expected != found || expected.is_empty() {
            wrong += &format!("{name}: expected {expected:?}\n{run}\n");
        }
        let severity = |line: &String| code(line).severity();
        let is_error = expected.iter().any(|line| severity(line) == Severity::Error);
        assert_eq!(run.code, Some(i32::from(is_error)), "errors give 1, warnings 0: {name}\n{run}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_file_reads_like_this() {
    for (name, content) in files() {
        let stem = name.strip_suffix(".yaml").expect("a rulebook is YAML");
        let run = Advisor::new().file(&name, &content).run(&format!("rules check {name}"));
        assert_eq!(run.stderr, "", "findings are results");
        run.snapshot(&format!("broken-{stem}"));
    }
}

#[test]
fn each_code_has_files_named_after_it() {
    let files = files();
    for code in Code::ALL {
        assert!(files.keys().any(|name| name.starts_with(code.name())), "no file of `tests/broken/` is about `{code}`");
    }
    for (name, content) in files.iter().filter(|(name, _)| *name != MANY) {
        match expected(content).as_slice() {
            [only] => assert!(name.starts_with(code(only).name()), "{name} is about `{only}`"),
            several => panic!("{name} has not one mistake but {several:?}"),
        }
    }
}

/// An author who made ten mistakes learns of ten, and not of the first one ten times.
#[test]
fn ten_different_mistakes_are_reported_in_one_run() {
    let files = files();
    let expected = expected(&files[MANY]);
    let mut codes: Vec<Code> = expected.iter().map(|line| code(line)).collect();
    codes.sort();
    codes.dedup();
    assert!(codes.len() >= 10, "only {} kinds of mistakes", codes.len());
}

fn code(line: &str) -> Code {
    let name = line.split(' ').next().unwrap_or_default();
    let code = Code::ALL.iter().find(|code| code.name() == name);
    *code.unwrap_or_else(|| panic!("`{name}` is no code"))
}

/// What is no YAML hides neither what else is wrong in its file nor what is wrong in the others.
#[test]
fn text_that_is_no_yaml_hides_nothing_else() {
    let first = "\
rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
questions:
  - {id: hungry, ask: One thing: are you hungry?, type: yes_no}
  - {id: cold, ask: Is it cold?, type: yes_nno}
  - id: late
    ask: \"Late\" already?
    type: number
    min: some
";
    let second = "\
decisions:
  - id: meal
    title: What to eat?
    choose: one
    options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    rules:
      - {id: fill, if: {hungry: true}, points: {stew: much}}
      - {id: warm, if: {cold: true}, points: {sope: 1}
      - {id: soon, if: {late: {above: >3}}, points: {soup: 1}}
      - {id: last, if: {late: {above: 3}}, points: {soup: 1, bread: 1}}
";
    let run = Advisor::new().file("a/1.yaml", first).file("a/2.yaml", second).run("rules check a").exits(1);
    run.snapshot("broken-text-in-two-files");
}
