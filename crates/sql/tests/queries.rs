//! Queries as people read them, for each dialect, and what is refused before one is written.
//!
//! That engines give what `advisor batch` gives is proved in `tests/sql`. BigQuery and Snowflake are not run anywhere: their
//! text is held here.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and what it looks up is there"
)]

use leadership_advisor::Rulebook;
use leadership_advisor_sql::{DIALECTS, Dialect, Form, Mapping, Request, sql};

/// One of everything: types of questions, `ask_if`, a fact, a decision that tests one above, what is ruled out.
const SMALL: &str = r#"
rulebook: {id: lunch-break, version: "1.0 '--", format: 1, title: Lunch}
questions:
  - {id: weather, ask: How is it outside?, type: choice, ordered: true, answers: {cold: Cold, mild: Mild, hot: Hot}}
  - {id: hunger, ask: How hungry?, type: number, min: 0, max: 10, ask_if: {not: {weather: hot}}}
  - {id: with, ask: Who comes along?, type: many, at_most: 2, answers: {boss: The boss, team: The team, dog: The dog}}
  - {id: car, ask: Is there a car?, type: yes_no, ask_if: {far: true}}
facts:
  - {id: far, if: {weather: {at_least: mild}, with: {none_of: [dog]}}}
decisions:
  - id: meal
    title: "What to eat? */ '; DROP TABLE lunch; --"
    choose: one
    close_call: 1
    options: [{id: stew, title: Stew}, {id: salad, title: Salad}]
    rules:
      - {id: hungry, if: {hunger: {above: 5}}, points: {stew: 3}, because: Hunger.}
      - {id: heat, if: {any: [{weather: hot}, {car: true}]}, points: {stew: -1, salad: 2}, because: Heat.}
      - {id: dog-eats-stew, if: {with: dog}, rules_out: [stew], because: It would.}
  - id: bring
    title: What to bring?
    choose: many
    threshold: 2
    applies_if: {meal: salad}
    options: [{id: forks, title: Forks}, {id: water, title: Water}]
    rules:
      - {id: company, if: {with: [boss, team]}, points: {forks: 2, water: 1}, because: Company.}
      - {id: thirst, if: {not: {far: true}, weather: hot}, points: {water: 2}, because: Thirst.}
"#;

fn small() -> Rulebook {
    Rulebook::parse("lunch.yaml", SMALL).expect("it is a rulebook")
}

fn dialect(name: &str) -> &'static Dialect {
    Dialect::named(name).expect("it is a dialect")
}

fn problems(rulebook: &Rulebook, request: &Request) -> Vec<String> {
    sql(rulebook, request).expect_err("it does not fit").problems().to_vec()
}

#[test]
fn each_dialect_reads_as_its_own() {
    for dialect in DIALECTS {
        let mut request = Request::new(dialect, "canteen.guests");
        request.explain = dialect.name == "snowflake";
        request.stamp = dialect.name == "bigquery";
        insta::assert_snapshot!(dialect.name, sql(&small(), &request).expect("it fits"));
    }
}

#[test]
fn statements_are_made_in_each_dialect() {
    let mut statements = String::new();
    for dialect in DIALECTS {
        for form in [Form::View, Form::Table, Form::Function] {
            let mut request = Request::new(dialect, "guests");
            request.form = form;
            let text = match sql(&small(), &request) {
                Ok(text) => text,
                Err(unfit) => format!("{unfit}\n"),
            };
            let head = text.lines().take_while(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
            let tail = text.lines().last().unwrap_or_default();
            statements.push_str(&format!("{} {form:?}: {head}\n  … {tail}\n", dialect.name));
        }
    }
    insta::assert_snapshot!("statements", statements);
}

#[test]
fn a_map_renames_columns_and_values() {
    let map = r#"{
        "id": "Guest No.",
        "columns": {"weather": "sky\"; --", "car": null},
        "arrays": ["with"],
        "values": {"weather": {"it's hot": "hot", "n/a": null}, "with": {"CEO": "boss"}, "hunger": {"a lot": 9}}
    }"#;
    let mut request = Request::new(dialect("duckdb"), "guests");
    request.mapping = Mapping::parse(map).expect("it is a map");
    let text = sql(&small(), &request).expect("it fits");
    let stages: Vec<&str> = text.split("as_asked_1").take(1).collect();
    insta::assert_snapshot!("map", stages.concat());
}

#[test]
fn all_mistakes_of_a_map_and_a_table_are_said_at_once() {
    let map = r#"{
        "id": "${x}",
        "columns": {"wether": "sky", "car": "{{ x }}"},
        "arrays": ["hunger", "with"],
        "values": {"weather": {"warm": "mlid", "": "hot"}, "hunger": {"a lot": 11}, "with": {"a|b": "dog"}}
    }"#;
    let mut request = Request::new(dialect("sqlite"), "guests; --");
    request.mapping = Mapping::parse(map).expect("it is a map");
    request.form = Form::Function;
    insta::assert_snapshot!("mistakes", problems(&small(), &request).join("\n"));
}

#[test]
fn text_that_is_no_map_is_refused_with_its_place() {
    for (text, why) in [
        ("{\"columns\": {\"a\": \"b\", \"a\": \"c\"}}", "stands here twice"),
        ("{\"rows\": {}}", "unknown field"),
        ("{\"columns\": 3}", "expected an object"),
        ("{", "line 1 column 1"),
    ] {
        let error = Mapping::parse(text).expect_err(text);
        assert!(error.contains(why), "{text}: {error}");
    }
}

/// A rulebook whose facts rest on each other so often.
fn chain(facts: usize) -> Rulebook {
    let facts = (1..facts).map(|nth| format!("  - {{id: f{nth}, if: {{f{}: false}}}}\n", nth - 1));
    let text = format!(
        "rulebook: {{id: chain, version: '1', format: 1, title: Chain}}\nquestions: [{{id: q, ask: Q, type: yes_no}}]\n\
         facts:\n  - {{id: f0, if: {{q: true}}}}\n{}decisions:\n  - {{id: d, title: D, choose: one, options: [{{id: o, title: O}}], \
         rules: [{{id: r, if: {{f0: true}}, points: {{o: 1}}}}]}}\n",
        facts.collect::<String>()
    );
    Rulebook::parse("chain.yaml", text).expect("it is a rulebook")
}

/// A rulebook with so many questions.
fn wide(questions: usize) -> Rulebook {
    let questions = (0..questions).map(|nth| format!("  - {{id: q{nth}, ask: Q, type: yes_no}}\n"));
    let text = format!(
        "rulebook: {{id: wide, version: '1', format: 1, title: Wide}}\nquestions:\n{}\
         decisions:\n  - {{id: d, title: D, choose: one, options: [{{id: o, title: O}}], rules: [{{id: r, if: {{q0: true}}, points: {{o: 1}}}}]}}\n",
        questions.collect::<String>()
    );
    Rulebook::parse("wide.yaml", text).expect("it is a rulebook")
}

#[test]
fn what_an_engine_would_refuse_is_found_before() {
    let many = problems(&wide(1_100), &Request::new(dialect("sqlite"), "t"));
    assert!(many[0].contains("columns, and SQLite takes 2000"), "{many:?}");
    assert!(sql(&wide(1_100), &Request::new(dialect("duckdb"), "t")).is_ok());
    let long = problems(&chain(600), &Request::new(dialect("spark"), "t"));
    assert!(long[0].contains("stages that rest on each other"), "{long:?}");
    let text = SMALL.replace("id: bring", "id: error");
    let error = Rulebook::parse("lunch.yaml", text).expect("it is a rulebook");
    let twice = problems(&error, &Request::new(dialect("duckdb"), "t"));
    assert_eq!(twice, ["two columns of the result would be called `error`; give the decision another id"]);
    let nested = (0..30).fold("{car: true}".to_owned(), |inner, nth| {
        let tests = "{car: true}, ".repeat(12);
        format!("{{{}: [{tests}{inner}]}}", if nth % 2 == 0 { "any" } else { "all" })
    });
    let deep = Rulebook::parse("lunch.yaml", SMALL.replace("{hunger: {above: 5}}", &nested)).expect("it is a rulebook");
    let levels = problems(&deep, &Request::new(dialect("bigquery"), "t"));
    assert!(levels[0].contains("levels deep, and BigQuery is given at most 200"), "{levels:?}");
    let brackets = problems(&deep, &Request::new(dialect("sqlite"), "t"));
    assert!(brackets[0].contains("30 brackets within each other, and SQLite is given at most 25"), "{brackets:?}");
    assert!(sql(&deep, &Request::new(dialect("duckdb"), "t")).is_ok());
    let id = "x".repeat(60);
    let text = SMALL.replace("id: bring", &format!("id: {id}"));
    let long = Rulebook::parse("lunch.yaml", text).expect("it is a rulebook");
    let names = problems(&long, &Request::new(dialect("postgres"), "t"));
    assert!(names[0].contains("longer name than the 63 bytes"), "{names:?}");
}

/// Conditions are written once each, so a query grows with the rulebook and not with what its parts are used for.
#[test]
fn a_query_grows_as_its_rulebook_does() {
    let length = |facts| sql(&chain(facts), &Request::new(dialect("sqlite"), "t")).map_or(0, |text| text.len());
    let (one, two) = (length(100), length(200));
    assert!(one > 0 && two < 3 * one, "{one} bytes and then {two}");
}
