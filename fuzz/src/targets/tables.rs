//! `advisor batch` on tables of any bytes.

use super::SMALL_SCORER;
use crate::args::Table;
use crate::{batch, sound};

/// CSV, into CSV and into JSON lines.
pub fn csv(bytes: &[u8]) {
    table(bytes, Table::Csv);
}

/// JSON lines, into CSV and into JSON lines.
pub fn json_lines(bytes: &[u8]) {
    table(bytes, Table::Jsonl);
}

/// Every row comes out once, in either format, and says the same in both; what is put out is read back.
fn table(bytes: &[u8], from: Table) {
    let run = |to| batch::run(&SMALL_SCORER, bytes, from, to);
    match (run(Table::Csv), run(Table::Jsonl)) {
        (Err(first), Err(second)) => {
            assert_eq!(first, second);
            assert!(!first.is_empty(), "an error without a word");
        }
        (Ok((cells, rows, failed)), Ok((lines, as_many, as_bad))) => {
            assert_eq!((rows, failed), (as_many, as_bad), "the formats count otherwise");
            let (cells, lines) = (String::from_utf8(cells), String::from_utf8(lines));
            let (cells, lines) = (cells.expect("CSV is text"), lines.expect("JSON is text"));
            let values: Vec<_> = lines.lines().map(|line| sound::json("a line", line)).collect();
            assert_eq!(values.len() as u64, rows, "a line for each row");
            let mut reader = csv::ReaderBuilder::new().from_reader(cells.as_bytes());
            let header = reader.headers().expect("there is a header").clone();
            let mut at = 0;
            for record in reader.records() {
                let record = record.unwrap_or_else(|error| panic!("what is put out is no CSV: {error}"));
                let value = &values[at];
                at += 1;
                for (name, cell) in header.iter().zip(&record) {
                    sound::shown("a cell", cell);
                    // A name may be one that a spreadsheet would run, too.
                    let plain = name.strip_prefix('\'').unwrap_or(name);
                    same(name, cell, value.get(name).unwrap_or(&value[plain]));
                }
            }
            assert_eq!(at, values.len(), "as many rows of CSV as lines of JSON");
            // What came out is a table again, though not one of answers: it is refused, and nothing falls over.
            let _ = batch::run(&SMALL_SCORER, cells.as_bytes(), Table::Csv, Table::Csv);
        }
        (first, second) => panic!("one format works and one does not: {:?} {:?}", first.err(), second.err()),
    }
}

/// A cell holds what the line holds.
fn same(name: &str, cell: &str, value: &serde_json::Value) {
    let expected = match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(list) => {
            list.iter().map(|one| one.as_str().unwrap_or_default()).collect::<Vec<_>>().join("|")
        }
        other => other.to_string(),
    };
    // Spreadsheets take a cell that begins so for a formula, so that CSV puts a sign before it. The id of a row, and what is passed
    // through, may be any JSON.
    let plain = cell.strip_prefix('\'').unwrap_or(cell);
    let whole = serde_json::from_str::<serde_json::Value>(plain).is_ok_and(|read| read == *value);
    assert!(cell == expected || plain == expected || whole || value.is_number(), "`{name}`: `{cell}` and `{expected}`");
}
