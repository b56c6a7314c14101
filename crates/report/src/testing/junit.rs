//! A run of the tests as JUnit XML, which continuous integration shows beside the tests of programs.
//!
//! Five elements and a handful of attributes; the crates that write it bring a calendar, random numbers and a parser
//! along, so it is written here. Everything is cleaned of what XML 1.0 cannot hold, and escaped.

use std::fmt::Write;

use leadership_advisor::{CaseResult, Diagnostic, Diagnostics, PropertyResult};

use super::{CASES_FAIL, Mutation, TestRun, cases, coverage, mutation, properties};
use crate::clean::clean;
use crate::page::Page;

/// How wide the text within an element is.
const WIDTH: usize = 100;

/// One `testcase`, and why it fails.
struct Test {
    name: String,
    /// Where it stands: a file and a line.
    place: Option<(String, usize)>,
    failure: Option<Failure>,
}

struct Failure {
    message: String,
    text: String,
}

/// The run as a JUnit document: a suite for the cases, and one for what was asked for besides. Ends in a newline.
pub fn test_junit(run: &TestRun<'_>) -> String {
    let mut suites = vec![("cases", run.cases.iter().map(case).collect::<Vec<_>>())];
    if !run.properties.is_empty() {
        suites.push(("properties", run.properties.iter().map(property).collect()));
    }
    if let Some(coverage) = &run.coverage {
        let name = coverage::summary(coverage);
        let failure = (!run.covers_enough()).then(|| too_little(run.least_covered()));
        suites.push(("coverage", vec![Test { name, place: None, failure }]));
    }
    match &run.mutation {
        Mutation::NotAsked => {}
        Mutation::CasesFail => {
            let failure = Some(Failure { message: CASES_FAIL.to_owned(), text: String::new() });
            suites.push(("mutation", vec![Test { name: "mutation".to_owned(), place: None, failure }]));
        }
        Mutation::Tried { test, .. } => {
            let failure = (!run.notices_enough()).then(|| too_little(run.least_noticed()));
            suites.push(("mutation", vec![Test { name: mutation::summary(test), place: None, failure }]));
        }
    }
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let all = || suites.iter().flat_map(|(_, tests)| tests);
    let _ = writeln!(xml, "<testsuites name=\"advisor\" {}>", counts(all()));
    for (name, tests) in &suites {
        suite(&mut xml, run.rulebook.id(), name, tests);
    }
    xml.push_str("</testsuites>\n");
    xml
}

/// A rulebook with errors as a JUnit document: one suite with a failed test for each finding. Ends in a newline.
pub fn errors_junit(problems: &Diagnostics) -> String {
    let test = |finding: &Diagnostic| {
        let place = problems.files().place(finding.span);
        let text = finding.help.clone().unwrap_or_default();
        Test {
            name: format!("{} at {}:{}", finding.code.name(), place.line, place.column),
            place: Some((place.file, place.line)),
            failure: Some(Failure { message: finding.message.clone(), text }),
        }
    };
    let tests: Vec<Test> = problems.iter().map(test).collect();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(xml, "<testsuites name=\"advisor\" {}>", counts(tests.iter()));
    suite(&mut xml, "advisor", "rulebook", &tests);
    xml.push_str("</testsuites>\n");
    xml
}

/// What kept the tests from being run, as a JUnit document: one test that ended with an error. Ends in a newline.
pub fn failure_junit(message: &str, help: Option<&str>) -> String {
    let counts = "tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\"";
    let (message, help) = (attribute(message), attribute(help.unwrap_or_default()));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"advisor\" {counts}>\n  <testsuite name=\"advisor.rulebook\" \
         {counts}>\n    <testcase name=\"it can be tested\" classname=\"advisor.rulebook\">\n      <error message=\"{message}\" \
         type=\"failure\">{help}</error>\n    </testcase>\n  </testsuite>\n</testsuites>\n"
    )
}

fn too_little(least: Option<u64>) -> Failure {
    let message = format!("less than the {} % that --fail-under asks for", least.unwrap_or_default());
    Failure { message, text: String::new() }
}

fn case(result: &CaseResult<'_>) -> Test {
    let failure = result.failures.first().map(|first| {
        let mut page = Page::new(WIDTH);
        cases::failures(&mut page, result);
        Failure { message: cases::headline(result, first), text: page.finish() }
    });
    Test { name: result.case.name.clone(), place: Some((result.place.file.clone(), result.place.line)), failure }
}

fn property(result: &PropertyResult<'_>) -> Test {
    let lines = properties::lines(result);
    let failure = lines.first().map(|first| Failure { message: first.clone(), text: lines.join("\n") });
    Test { name: result.property.id.clone(), place: Some((result.place.file.clone(), result.place.line)), failure }
}

fn suite(xml: &mut String, rulebook: &str, name: &str, tests: &[Test]) {
    let class = format!("{rulebook}.{name}");
    let _ = writeln!(xml, "  <testsuite name=\"{}\" {}>", attribute(&class), counts(tests.iter()));
    for test in tests {
        let _ = write!(xml, "    <testcase name=\"{}\" classname=\"{}\"", attribute(&test.name), attribute(&class));
        if let Some((file, line)) = &test.place {
            let _ = write!(xml, " file=\"{}\" line=\"{line}\"", attribute(file));
        }
        match &test.failure {
            None => xml.push_str("/>\n"),
            Some(failure) => {
                let message = attribute(&failure.message);
                let _ = writeln!(xml, ">\n      <failure message=\"{message}\" type=\"{name}\">");
                failure.text.lines().for_each(|line| {
                    let _ = writeln!(xml, "{}", attribute(line));
                });
                xml.push_str("      </failure>\n    </testcase>\n");
            }
        }
    }
    xml.push_str("  </testsuite>\n");
}

fn counts<'t>(tests: impl Iterator<Item = &'t Test> + Clone) -> String {
    let failures = tests.clone().filter(|test| test.failure.is_some()).count();
    format!("tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\"", tests.count())
}

/// Text that can stand in an attribute and between elements.
fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            // What XML 1.0 has no place for: `clean` has left no other control.
            c if (c as u32) & 0xFFFE == 0xFFFE => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn what_xml_cannot_hold_is_shown() {
        assert_eq!(
            attribute("a<b>&\"c\"'\u{1b}[31m\u{fffe}\u{8}\n"),
            "a&lt;b&gt;&amp;&quot;c&quot;&apos;␛[31m\\u{fffe}␈ "
        );
    }
}
