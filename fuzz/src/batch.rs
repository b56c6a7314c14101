//! `advisor batch`, from bytes to bytes: the modules of the program without its files.

#[path = "../../crates/cli/src/commands/batch/cells.rs"]
mod cells;
#[path = "../../crates/cli/src/commands/batch/comma.rs"]
mod comma;
#[path = "../../crates/cli/src/commands/batch/cut.rs"]
mod cut;
#[path = "../../crates/cli/src/commands/batch/elements.rs"]
mod elements;
#[path = "../../crates/cli/src/commands/batch/flow.rs"]
mod flow;
#[path = "../../crates/cli/src/commands/batch/header.rs"]
mod header;
#[path = "../../crates/cli/src/commands/batch/json.rs"]
mod json;
#[path = "../../crates/cli/src/commands/batch/pages.rs"]
mod pages;
#[path = "../../crates/cli/src/commands/batch/pieces.rs"]
mod pieces;
#[path = "../../crates/cli/src/commands/batch/progress.rs"]
mod progress;
#[path = "../../crates/cli/src/commands/batch/row.rs"]
mod row;
#[path = "../../crates/cli/src/commands/batch/rows.rs"]
mod rows;

use std::io::Cursor;

use leadership_advisor::{DecimalMark, Scorer, SheetMap, SheetReader};
use leadership_advisor_report::clean;

use crate::args::Table;
use crate::exit::Failure;

/// The rows of a table as another one, with how many there were and how many failed. What stops the command is a message.
pub(crate) fn run(scorer: &Scorer, bytes: &[u8], from: Table, to: Table) -> Result<(Vec<u8>, u64, u64), String> {
    let source = Box::new(Cursor::new(bytes.to_vec()));
    let reader = SheetReader::new(scorer.rulebook(), SheetMap::default()).with_decimal(DecimalMark::Point);
    let pieces = |is_quoted| pieces::Pieces::new(source.clone(), "table".into(), is_quoted, pieces::PIECE);
    let (rest, reading) = match (from, bytes.trim_ascii_start().first()) {
        (Table::Csv, _) => {
            let mut pieces = pieces(true);
            let header = header::read(&reader, &mut pieces, None, &mut Vec::new(), Some("passed through"));
            let header = header.map_err(|error| error.to_string())?;
            (cut::Rest::Rows(pieces), flow::Reading::Csv(header))
        }
        (Table::Jsonl, None) => return Err("empty".to_owned()),
        (Table::Jsonl, Some(b'[')) => {
            let elements = elements::Elements::new(source, "table".into(), pieces::PIECE);
            (cut::Rest::Elements(elements), flow::Reading::JsonArray)
        }
        (Table::Jsonl, Some(_)) => (cut::Rest::Rows(pieces(false)), flow::Reading::JsonLines),
    };
    let names = match &reading {
        flow::Reading::Csv(header) => {
            let names = header.others.iter().enumerate();
            names.map(|(nth, name)| format!("{} (input {nth})", clean(name))).collect()
        }
        _ => Vec::new(),
    };
    // The same keys in both formats, so that they can be compared.
    let passed = matches!(reading, flow::Reading::Csv(_)).then(|| flow::Passed { keys: Vec::new(), names });
    let flow = flow::Flow { scorer: scorer.clone(), reader, reading, to, passed, pages: None, summary: true };
    let mut out = Vec::new();
    let put = |text: &[u8], _: Vec<pages::Report>| -> Result<(), Failure> {
        out.extend_from_slice(text);
        Ok(())
    };
    let progress = progress::Progress::new(None, false);
    let (counts, tally) = flow.run(cut::Cut::new(rest), progress, put).map_err(|error| error.to_string())?;
    let _ = tally.notes(Some(DecimalMark::Point), "passed through");
    Ok((out, counts.rows, counts.failed))
}
