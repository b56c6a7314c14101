//! Tables as programs and people save them: each file of `tests/sheets` with what is said about it and what comes out.

use crate::advisor::{Advisor, Run, root};
use crate::lunch::LUNCH;

/// The files, and what is said besides.
const SHEETS: &[(&str, &str, i32)] = &[
    ("excel-german.csv", "--decimal comma", 1),
    ("excel-sep.csv", "", 0),
    ("excel-unicode.txt", "", 0),
    ("big-endian.csv", "", 0),
    ("excel-ansi.csv", "--encoding windows-1252", 0),
    ("old-mac.csv", "", 1),
    ("empty-columns.csv", "", 1),
    ("crm.csv", "", 0),
    ("pandas.csv", "", 0),
    ("form.csv", "", 1),
    ("numbers.csv", "", 1),
    ("missing.csv", "", 1),
    ("records.json", "", 0),
    ("ids.json", "", 1),
    ("mapped.csv", "--map mapped.yaml", 1),
    ("workbook.xlsx", "", 2),
];

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/sheets").join(name)).expect("the file is there")
}

fn advisor(name: &str) -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file(name, bytes(name)).file("mapped.yaml", bytes("mapped.yaml"))
}

fn run(name: &str, more: &str) -> Run {
    advisor(name).run(format!("batch {name} --rules lunch.yaml {more}").trim_end())
}

#[test]
fn every_sheet_is_read_as_it_comes() {
    for (name, more, code) in SHEETS {
        run(name, more).exits(*code).snapshot(&format!("sheet_{}", name.replace(['.', '-'], "_")));
    }
    let mut files: Vec<String> = std::fs::read_dir(root().join("tests/sheets"))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "mapped.yaml")
        .collect();
    files.sort();
    let mut listed: Vec<&str> = SHEETS.iter().map(|(name, ..)| *name).collect();
    listed.sort_unstable();
    assert_eq!(files, listed);
}

#[test]
fn what_the_options_say_comes_before_what_is_found_out() {
    // Other words for what is not known, and none at all.
    let other = run("missing.csv", "--missing tbd,n/a").exits(1);
    assert!(other.stderr.contains("4 cells were taken for unknown: `tbd` 4 ("), "{other}");
    let none = run("missing.csv", "--missing=").exits(1);
    assert!(none.stderr.contains("3 of 3 rows failed"), "{none}");
    // Where semicolons stand between the cells, a comma may stand before tenths: that is refused until it is said.
    let unsaid = run("excel-german.csv", "").exits(1);
    assert!(unsaid.stdout.contains("`1.200` can be read in two ways"), "{unsaid}");
    let cut = run("excel-german.csv", "--delimiter , --decimal comma");
    cut.refused().says(&["of 1 column none is about a question"]);
    // Bytes that are no UTF-8 name the remedy.
    let wrong = run("excel-ansi.csv", "").exits(1);
    assert!(wrong.stdout.contains("column 1 is not UTF-8 (`--encoding` names another)"), "{wrong}");
    // UTF-16 without a mark is found by its empty halves.
    let text: Vec<u8> = "id,hunger\nacme,wolf\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = Advisor::new().file("lunch.yaml", LUNCH).feed("batch - --rules lunch.yaml", text).exits(0);
    assert!(found.stdout.contains("\nacme,stew,clear,3,"), "{found}");
}

#[test]
fn columns_that_are_no_questions_are_passed_through_or_left_out() {
    run("crm.csv", "--results-only --to jsonl").exits(0).snapshot("sheet_crm_results_only");
    run("records.json", "--to csv").exits(0).snapshot("sheet_records_to_csv");
    run("crm.csv", "--to jsonl").exits(0).snapshot("sheet_crm_to_jsonl");
}

/// A draft says what the program would do by itself, and is a map as it stands.
#[test]
fn a_draft_of_a_map_is_a_map() {
    for name in ["mapped.csv", "form.csv", "records.json"] {
        let advisor = advisor(name);
        let draft = advisor.run(&format!("batch {name} --rules lunch.yaml --suggest-map --output draft.yaml")).exits(0);
        assert_eq!(draft.stdout, "");
        let with = advisor.run(&format!("batch {name} --rules lunch.yaml --map draft.yaml"));
        if name == "mapped.csv" {
            // Nothing is known of it yet.
            with.refused().says(&["of 4 columns none is about a question"]);
            let draft = advisor.run("batch mapped.csv --rules lunch.yaml --suggest-map").exits(0);
            draft.snapshot("sheet_draft_of_a_foreign_table");
            continue;
        }
        let without = advisor.run(&format!("batch {name} --rules lunch.yaml"));
        assert_eq!((with.code, with.stdout), (without.code, without.stdout), "{name}");
    }
    let draft = advisor("form.csv").run("batch form.csv --rules lunch.yaml --suggest-map").exits(0);
    draft.snapshot("sheet_draft_of_a_form");
}

#[test]
fn a_map_with_mistakes_names_them_all() {
    let map = "columns: {hungr: X}\nvalues:\n  hunger: {a: wofl}\n  guests: {b: 3}\ndecimals: comma\n";
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("map.yaml", map).file("t.csv", "id,hunger\na,wolf\n");
    advisor.run("batch t.csv --rules lunch.yaml --map map.yaml").refused().snapshot("sheet_map_with_mistakes");
    advisor.run("batch t.csv --rules lunch.yaml --map nowhere.yaml").refused().says(&["cannot read `nowhere.yaml`"]);
}

/// Rows of ids and rows of labels come to the same, whichever come first and however many there are.
#[test]
fn labels_and_ids_may_be_mixed() {
    let rows = |labels: bool| -> String {
        let cells = |row: usize| match (row % 3, labels) {
            (0, false) => "wolf,hot|sour,45,yes",
            (0, true) => "Like a wolf,Hot things; sour things,45.00,TRUE",
            (1, false) => "none,,,no",
            (1, true) => "NOT AT ALL,n/a,-,0",
            _ => "some,sweet,9,",
        };
        let rows = (0..9_000).map(|row| format!("r{row},{}\n", cells(row)));
        "id,hunger,tastes,money,guests\n".to_owned() + &rows.collect::<String>()
    };
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("ids.csv", rows(false)).file("labels.csv", rows(true));
    let ids = advisor.run("batch ids.csv --rules lunch.yaml").exits(0);
    let labels = advisor.run("batch labels.csv --rules lunch.yaml").exits(0);
    assert_eq!(ids.stdout, labels.stdout);
    assert_eq!(ids.stderr, "");
    assert!(labels.stderr.contains("9000 cells were read by their labels"), "{}", labels.stderr);
    assert!(labels.stderr.contains("6000 cells were taken for unknown: `-` 3000, `n/a` 3000"), "{}", labels.stderr);
}
