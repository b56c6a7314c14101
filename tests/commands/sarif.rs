//! `rules check --format sarif`: what the standard demands of a log, and what code hosts read of it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::advisor::{Advisor, root};

fn log(advisor: &Advisor, arguments: &str, exit: i32) -> Value {
    advisor.run(&format!("rules check {arguments} --format sarif")).exits(exit).json()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is no list in {value:#}"))
}

/// SARIF 2.1.0, sections 3.13 to 3.49, as far as our logs go: what must be there is, and refers to what is. All places
/// are in this text.
fn is_valid(log: &Value, text: &str) {
    let lines: Vec<usize> = text.trim_start_matches('\u{feff}').split('\n').map(|line| line.chars().count()).collect();
    let is_inside = |line: u64, column: u64| {
        let line = usize::try_from(line).ok().and_then(|line| lines.get(line - 1));
        // A region may end behind the last character.
        line.is_some_and(|length| column <= *length as u64 + 1)
    };
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-schema-2.1.0.json")));
    let [run] = list(log, "runs") else { panic!("one run") };
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "advisor");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = list(driver, "rules");
    for rule in rules {
        assert!(rule["id"].is_string());
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "`{text}` of {rule:#}");
        }
        assert!(
            ["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().expect("a level"))
        );
    }
    let ids: BTreeSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids.len(), rules.len(), "a rule stands there twice");
    for result in list(run, "results") {
        let rule = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small one");
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert_eq!(rules[rule]["defaultConfiguration"]["level"], result["level"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let related = result.get("relatedLocations").and_then(Value::as_array).into_iter().flatten();
        let [location] = list(result, "locations") else { panic!("one place in {result:#}") };
        for location in related.chain([location]) {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().expect("a file");
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'), "{uri}");
            let region = &physical["region"];
            let number = |key: &str| region[key].as_u64().unwrap_or_else(|| panic!("`{key}` of {region:#}"));
            assert!(number("startLine") >= 1 && number("startColumn") >= 1);
            let (start, end) = ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
            assert!(start <= end, "{region:#}");
            assert!(is_inside(start.0, start.1) && is_inside(end.0, end.1), "{region:#} of {} lines", lines.len());
        }
    }
}

#[test]
fn each_broken_rulebook_gives_a_valid_log() {
    for entry in fs::read_dir(root().join("tests/broken")).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let name = entry.file_name().into_string().expect("its name is text");
        let bytes = fs::read(entry.path()).expect("it can be read");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let advisor = Advisor::new().file(&name, bytes);
        let found = advisor.run(&format!("rules check {name} --format json"));
        let log = log(&advisor, &name, found.code.expect("it ends by itself"));
        is_valid(&log, &text);
        let (found, results) = (found.json(), list(&log["runs"][0], "results").to_vec());
        let told = || list(&found, "findings").iter().chain(list(&found, "allowed"));
        assert_eq!(results.len(), told().count(), "{name}");
        for (finding, result) in told().zip(&results) {
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!((&finding["code"], &finding["severity"]), (&result["ruleId"], &result["level"]));
            assert_eq!(finding["line"], place["region"]["startLine"]);
            assert_eq!(finding["column"], place["region"]["startColumn"]);
            assert_eq!(place["artifactLocation"]["uri"], name.as_str());
        }
    }
}

/// A name of a file is a relative reference, with what means something in one written as numbers.
#[test]
fn files_are_named_as_references() {
    let advisor = Advisor::new().file("rules/a b#ü%.yaml", "questions: 1\n");
    let log = log(&advisor, "rules", 1);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "rules/a%20b%23%C3%BC%25.yaml");
}

#[test]
fn what_is_allowed_is_suppressed_with_its_reason() {
    let advisor = Advisor::new().example("database.yaml");
    let log = log(&advisor, "database.yaml", 0);
    is_valid(&log, &fs::read_to_string(root().join("examples/database.yaml")).expect("it is there"));
    let results = list(&log["runs"][0], "results");
    let Some(result) = results.iter().find(|result| result["ruleId"] == "tie-by-order") else {
        panic!("no tie in {log:#}")
    };
    let [suppression] = list(result, "suppressions") else { panic!("one suppression in {result:#}") };
    assert_eq!(suppression["kind"], "inSource");
    assert!(suppression["justification"].as_str().is_some_and(|reason| reason.starts_with("A tie is reported")));
}

#[test]
fn a_log_reads_like_this() {
    let text = fs::read(root().join("tests/broken/same-condition.yaml")).expect("the fixture is there");
    Advisor::new()
        .file("lunch.yaml", text)
        .run("rules check lunch.yaml --format sarif")
        .exits(0)
        .snapshot("check-sarif");
}
