//! `advisor rules sql`: what a person types, and what is refused. What the queries give is tested in `tests/sql`.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

#[test]
fn a_query_names_its_rulebook_and_ends_in_the_columns_of_batch() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("guests.csv", "id,hunger\n");
    let run = advisor.run("rules sql lunch.yaml --dialect duckdb --from canteen.guests").exits(0);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.starts_with("-- the rulebook lunch "), "{run}");
    assert!(run.stdout.contains("FROM \"canteen\".\"guests\""), "{run}");
    let header = advisor.run("batch guests.csv --rules lunch.yaml").stdout;
    let last = run.stdout.rsplit("\nSELECT\n").next().expect("there is one").lines();
    let names = last.filter_map(|line| line.rsplit_once(" AS \"")).map(|(_, name)| name.trim_end_matches(['"', ',']));
    assert_eq!(names.collect::<Vec<_>>().join(","), header.trim_end());
    assert_eq!(
        advisor.run("--rules lunch.yaml rules sql --dialect duckdb --from canteen.guests").exits(0).stdout,
        run.stdout
    );
}

#[test]
fn a_map_and_a_file_for_the_result_are_taken() {
    let map = r#"{"columns": {"hunger": "appetite"}, "values": {"hunger": {"It's bad": "wolf"}}}"#;
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("map.json", map);
    let arguments = "--dialect sqlite --from guests --map map.json --as view --name scores --output lunch.sql";
    let run = advisor.run(&format!("rules sql lunch.yaml {arguments}")).exits(0);
    assert_eq!(run.stdout, "");
    let text = advisor.read("lunch.sql");
    assert!(text.starts_with("CREATE VIEW \"scores\" AS\n") && text.ends_with(";\n"), "{text}");
    assert!(text.contains("\"appetite\"") && text.contains("'It''s bad'"), "{text}");
}

#[test]
fn what_does_not_fit_is_said_at_once_and_nothing_is_printed() {
    let map = r#"{"columns": {"hungr": "appetite"}, "values": {"hunger": {"bad": "wlof"}}}"#;
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("map.json", map).file("no.json", "{");
    let run = advisor.run("rules sql lunch.yaml --dialect spark --from a;b --map map.json --as function").exits(2);
    assert_eq!(run.stdout, "");
    for problem in
        ["`a;b` is not the name of a table", "did you mean `hunger`?", "did you mean `wolf`?", "Spark has no functions"]
    {
        assert!(run.stderr.contains(problem), "{problem}:\n{run}");
    }
    let run = advisor.run("rules sql lunch.yaml --dialect duckdb --from a --map no.json").exits(2);
    assert!(run.stderr.contains("`no.json`: EOF while parsing an object at line 1 column 1"), "{run}");
    let run = advisor.run("rules sql lunch.yaml --dialect oracle --from a").exits(2);
    assert!(run.stderr.contains("[possible values: duckdb, postgres, sqlite, spark, bigquery, snowflake]"), "{run}");
}
