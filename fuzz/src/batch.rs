//! `advisor batch`, from bytes to bytes: the modules of the program without its files.

#[path = "../../crates/cli/src/commands/batch/comma.rs"]
mod comma;
#[path = "../../crates/cli/src/commands/batch/flow.rs"]
mod flow;
#[path = "../../crates/cli/src/commands/batch/json_lines.rs"]
mod json_lines;
#[path = "../../crates/cli/src/commands/batch/pieces.rs"]
mod pieces;
#[path = "../../crates/cli/src/commands/batch/progress.rs"]
mod progress;
#[path = "../../crates/cli/src/commands/batch/rows.rs"]
mod rows;

use std::io::Cursor;

use leadership_advisor::Scorer;

use crate::args::Table;
use crate::exit::Failure;

/// The rows of a table as another one, with how many there were and how many failed. What stops the command is a message.
pub(crate) fn run(scorer: &Scorer, bytes: &[u8], from: Table, to: Table) -> Result<(Vec<u8>, u64, u64), String> {
    let mut pieces = pieces::Pieces::new(Box::new(Cursor::new(bytes.to_vec())), "table".into(), from == Table::Csv);
    let reading = match from {
        Table::Csv => {
            flow::Reading::Csv(comma::header(scorer.rulebook(), &mut pieces).map_err(|error| error.to_string())?)
        }
        Table::Jsonl if pieces.is_at_end().map_err(|error| error.to_string())? => return Err("empty".to_owned()),
        Table::Jsonl => flow::Reading::JsonLines,
    };
    let flow = flow::Flow { scorer: scorer.clone(), reading, to, summary: true };
    let mut out = Vec::new();
    let put = |text: &[u8]| -> Result<(), Failure> {
        out.extend_from_slice(text);
        Ok(())
    };
    let counts = flow.run(pieces, progress::Progress::new(None, false), put).map_err(|error| error.to_string())?;
    Ok((out, counts.rows, counts.failed))
}
