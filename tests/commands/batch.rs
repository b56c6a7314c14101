//! `advisor batch`: many companies in one run, bad rows among them, in both formats.

use std::io::Write;

use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

const MIXED: &str = "id,hunger,tastes
acme,wolf,hot
=1+1,none,
typo,wofl,hott
short,wolf
long,wolf,hot,soup
\"two
lines\",wolf,sour
-5,,
\"open,wolf,hot
last,wolf,hot
";

fn lunch() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file("clients.csv", MIXED)
}

#[test]
fn each_bad_row_says_so_and_the_others_go_on() {
    lunch().run("batch clients.csv --rules lunch.yaml --summary").exits(1).snapshot("batch_csv");
    lunch().run("batch clients.csv --rules lunch.yaml --to jsonl").exits(1).snapshot("batch_csv_to_jsonl");
}

#[test]
fn json_lines_name_what_is_wrong_and_where() {
    let lines = r#"{"id": "acme", "answers": {"hunger": "wolf", "tastes": ["hot", "sour"]}}
{"id": 7, "answers": {"tastes": null}}

{"id": "typo", "answers": {"hungr": "wolf", "tastes": ["hott"], "hunger": 3}}
{"id": "twice", "answers": {"hunger": "wolf", "hunger": "none"}}
{"id": "more", "answers": {}, "company": "x"}
{"id": [], "answers": {}}
{"id": "none"}
{"id": "mapping", "answers": {"hunger": {}, "tastes": ["hott"]}}
["a row"]
{"id": "cut", "answers": {"hun"#;
    let advisor = lunch().file("clients.jsonl", lines);
    advisor.run("batch clients.jsonl --rules lunch.yaml").exits(1).snapshot("batch_jsonl");
    // What is given back can be joined by the same ids, in either format.
    advisor.run("batch clients.jsonl --rules lunch.yaml --to csv").exits(1).snapshot("batch_jsonl_to_csv");
}

#[test]
fn a_header_is_refused_with_all_that_is_wrong_with_it() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let header = |text: &[u8]| advisor.feed("batch - --rules lunch.yaml", text).refused();
    header(b"id,\xff,tastes,tastes,,id\n").snapshot("batch_header");
    header(b"Owner,hungr,Notes\n").says(&["of 3 columns none is about a question (did you mean `hunger` by `hungr`?)"]);
    header(b"").says(&["standard input is empty", "help: the first row names the columns"]);
    header(b"\n\n").says(&["standard input is empty"]);
    header(b"id,\xff\nacme,wolf\n").says(&["column 2: its name is not UTF-8"]);
    header(b"\"id,hunger\n").says(&["line 1: a quote is opened and never closed"]);
    advisor.feed("batch - --rules lunch.yaml --from jsonl", "").refused().says(&["standard input is empty"]);
    advisor.run("batch nowhere.csv --rules lunch.yaml").refused().says(&["cannot read `nowhere.csv`"]);
    advisor.run("batch . --rules lunch.yaml").refused().says(&["cannot read `.`"]);
}

#[test]
fn bytes_that_are_no_text_cost_one_row() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let run =
        advisor.feed("batch - --rules lunch.yaml", b"\xEF\xBB\xBFid,hunger\r\na\x1b[31m,wolf\r\nb,w\xff\r\nc,wolf\r\n");
    let run = run.exits(1);
    assert!(run.stdout.contains("\na\u{241b}[31m,") && run.stdout.contains("\nc,"), "{run}");
    assert!(run.stdout.contains("line 3: column 2 is not UTF-8"), "{run}");
}

#[test]
fn output_appears_whole_or_not_at_all() {
    let advisor = lunch().file("good.csv", "id,hunger\na,wolf\n").file("old.csv", "before");
    advisor.run("batch good.csv --rules lunch.yaml --output no/such/out.csv").refused();
    advisor.feed("batch - --rules lunch.yaml --output old.csv", "hungr\n").refused();
    assert_eq!(advisor.read("old.csv"), "before");
    let printed = advisor.run("batch clients.csv --rules lunch.yaml").exits(1).stdout;
    let run = advisor.run("batch clients.csv --rules lunch.yaml --output old.csv").exits(1);
    assert_eq!((run.stdout.as_str(), advisor.read("old.csv")), ("", printed));
    // The summary is the result where the rows are not.
    let run = advisor.run("batch good.csv --rules lunch.yaml --output old.csv --summary").exits(0);
    assert!(run.stdout.starts_with("1 row\n") && run.stderr.is_empty(), "{run}");
    assert_eq!(advisor.names(), ["clients.csv", "good.csv", "lunch.yaml", "old.csv"]);
}

/// Many pieces over all threads come out in order, and nothing is said on the way.
#[test]
fn rows_keep_their_order() {
    let mut table = "id,hunger,tastes\n".to_owned();
    for row in 0..60_000 {
        let answers = ["wolf,hot|sour", "none,sour", ",", "wofl,"][row % 4];
        table.push_str(&format!("r{row},{answers}\n"));
    }
    let run = Advisor::new().file("lunch.yaml", LUNCH).file("t.csv", table).run("batch t.csv --rules lunch.yaml");
    let run = run.exits(1);
    assert_eq!(run.stderr, "error: 15000 of 60000 rows failed; the column `error` says why\n");
    let lines: Vec<&str> = run.stdout.lines().skip(1).collect();
    assert_eq!(lines.len(), 60_000);
    for (row, line) in lines.iter().enumerate() {
        assert!(line.starts_with(&format!("r{row},")), "row {row}: {line}");
        assert_eq!(line.contains(&format!("line {}: ", row + 2)), row % 4 == 3, "row {row}: {line}");
    }
}

/// What the table says is what `recommend` says of each company.
#[test]
fn a_row_is_what_recommend_says() {
    let advisor = Advisor::new().example("startup.yaml").example("scale-up.yaml").example("enterprise.yaml");
    let mut lines = String::new();
    let mut expected = Vec::new();
    for example in ["startup", "scale-up", "enterprise"] {
        let json = advisor.run(&format!("recommend {example}.yaml --format json")).exits(0).json();
        let answers = &json["answers"];
        lines.push_str(&format!("{{\"id\": \"{example}\", \"answers\": {answers}}}\n"));
        expected.push(json);
    }
    let run = advisor.feed("batch - --from jsonl", &lines).exits(0);
    for (line, expected) in run.stdout.lines().zip(expected) {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
        for decision in expected["decisions"].as_array().expect("decisions") {
            let id = decision["id"].as_str().expect("an id");
            let outcome = &decision["outcome"];
            let one = outcome.get(0).cloned().unwrap_or_default();
            assert!(row[id] == *outcome || row[id] == one, "{id}: {} and {outcome}", row[id]);
            assert_eq!(row[format!("{id}.verdict")], decision["verdict"], "{id}");
            assert_eq!(row[format!("{id}.margin")], decision["margin"], "{id}");
        }
        assert!(row["error"].is_null());
    }
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let mut child = advisor.command("batch - --rules lunch.yaml").spawn().expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("it has an input");
    // It may be gone before all of this is written.
    let _ = stdin.write_all("id,hunger\n".as_bytes());
    let _ = stdin.write_all("a,wolf\n".repeat(200_000).as_bytes());
    drop(stdin);
    let run = Run::of("batch", &child.wait_with_output().expect("the program ends")).exits(0);
    assert_eq!(run.stderr, "");
}

/// Neither the file nor a half of it under another name is there afterwards.
#[test]
#[cfg(unix)]
fn an_interrupt_leaves_nothing_half_written() {
    let advisor = lunch();
    let holds_something = |name: &String| std::fs::metadata(advisor.path(name)).is_ok_and(|file| file.len() > 0);
    let is_begun = || {
        let names = advisor.names();
        names.iter().any(|name| !["clients.csv", "lunch.yaml"].contains(&&**name) && holds_something(name))
    };
    let run =
        advisor.interrupted("batch - --rules lunch.yaml --output results.csv", "id,hunger\nacme,wolf\n", is_begun);
    run.says(&["interrupted; `results.csv` is as it was"]);
    assert_eq!(advisor.names(), ["clients.csv", "lunch.yaml"]);
}

#[test]
fn tables_of_spreadsheets_and_of_other_programs_are_read() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let rows = |table: &str| advisor.feed("batch - --rules lunch.yaml", table).exits(0).stdout;
    let plain = rows("id,hunger,money\na,wolf,9\nb,none,\n");
    assert_eq!(plain.lines().count(), 3, "{plain}");
    for same in [
        // Lines that end in a carriage return alone, and in both.
        "id,hunger,money\ra,wolf,9\rb,none,\r",
        "id,hunger,money\ra,wolf,9\rb,none,",
        "id,hunger,money\ra,wolf,9\nb,none,\r\n",
        "sep=;\nid;hunger;money\na;wolf;9\nb;none;\n",
        "\u{feff}sep=;\r\nid;hunger;money\r\na;wolf;9\r\nb;none;\r\n",
        "id\thunger\tmoney\na\twolf\t9\nb\tnone\t\n",
        "id,hunger,money,\na,wolf,9,\nb,none,,\n",
        "id,hunger,money\na,wolf,9.0\nb,none,\n",
        ",id,hunger,money\n0,a,wolf,9.0\n1,b,none,\n",
        "Unnamed: 0,id,hunger,money\n0,a,wolf,9.0\n1,b,none,\n",
    ] {
        assert_eq!(rows(same), plain, "{same:?}");
    }
    let run = advisor.feed("batch - --rules lunch.yaml", "id,hunger,\na,wolf,x\n").exits(1);
    assert!(run.stdout.contains("line 2: column 3 has no name"), "{run}");
}

#[test]
fn ids_come_out_as_they_were_written() {
    let lines = "{\"id\":12345678901234567890123,\"answers\":{\"money\":9.0}}\n{\"id\":1.50,\"answers\":{}}\n";
    let run = Advisor::new().file("lunch.yaml", LUNCH).feed("batch - --from jsonl --rules lunch.yaml", lines).exits(0);
    for id in ["{\"id\":12345678901234567890123,", "{\"id\":1.50,"] {
        assert!(run.stdout.contains(id), "{run}");
    }
}

#[test]
fn lines_of_json_may_end_as_they_do_on_any_system() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let lines = |end: &str| {
        let rows = [
            "{\"id\":\"a\",\"hunger\":\"wolf\"}",
            "",
            "{\"id\":\"b\",\"hunger\":\"none\"}",
            "no row",
            "{\"id\":\"c\"}",
        ];
        let text: String = rows.iter().map(|row| format!("{row}{end}")).collect();
        advisor.feed("batch - --from jsonl --rules lunch.yaml", text).exits(1).stdout
    };
    let plain = lines("\n");
    assert_eq!(plain.lines().count(), 4, "{plain}");
    assert!(plain.contains("line 4: "), "{plain}");
    for end in ["\r", "\r\n"] {
        assert_eq!(lines(end), plain, "{end:?}");
    }
    let draft = advisor
        .feed("batch - --from jsonl --rules lunch.yaml --suggest-map", "{\"id\":1,\"x\":2}\r{\"hunger\":\"wolf\"}\r");
    assert!(draft.stdout.contains("hunger: \"hunger\""), "{draft}");
}

#[test]
fn a_quote_alone_is_no_answer() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    for cell in ["'", "\"\"\"\"", "sweet;'", "'''"] {
        let run = advisor.feed("batch - --rules lunch.yaml", format!("id,tastes\na,{cell}\n")).exits(1);
        assert!(run.stdout.contains("line 2: ") && run.stdout.contains("`tastes`"), "{cell}: {run}");
    }
    let run = advisor.feed("batch - --rules lunch.yaml", "id,tastes\na,'sweet'\nb,\"'sweet', \"\"sour\"\"\"\n");
    run.exits(0);
}

/// What once took time that grew with the square of the input.
#[test]
fn tables_made_to_take_long_do_not() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let open = format!("id,hunger\n{}", "x\",\",y\n".repeat(100_000));
    let run = advisor.feed("batch - --rules lunch.yaml", open).exits(1);
    run.says(&["of 100000 rows failed"]);
    let keys: Vec<String> = (0..60_000).map(|nth| format!("\"k{nth}\":0")).collect();
    let line = format!("{{\"id\":\"a\",\"answers\":{{{}}}}}\n", keys.join(","));
    let run = advisor.feed("batch - --from jsonl --rules lunch.yaml", line).exits(1);
    assert!(run.stdout.contains("60000 answers, where the rulebook has 5 questions"), "{run}");
    // So many columns of one name, about one question or about none, and the same of JSON as a table.
    for name in ["hunger", "hungry", "x"] {
        let table = format!("id{}\na\n", format!(",{name}").repeat(100_000));
        let run = advisor.limited("ulimit -t 10", "batch - --rules lunch.yaml", &table);
        assert!(run.code == Some(1) || run.code == Some(2), "{name}: {}", run.stderr);
    }
    let keys: String = (0..40_000).map(|nth| format!(",\"k{nth}\":0")).collect();
    let line = format!("{{\"id\":\"a\",\"hunger\":\"wolf\"{keys}}}\n");
    for more in ["--to csv", "--suggest-map"] {
        let run = advisor.limited("ulimit -t 10", &format!("batch - --from jsonl --rules lunch.yaml {more}"), &line);
        run.exits(0);
    }
}
