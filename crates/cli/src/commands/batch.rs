//! `advisor batch`: a table of companies in, a row of results for each of them out.
//!
//! The input is cut into [`pieces`] at the ends of rows; [`flow`] hands them to as many threads as there are cores and
//! puts what they make of them out in the order of the input, so that memory does not grow with the table. [`comma`] and
//! [`json_lines`] read and write the two formats, a row being what [`rows`] says.

mod rows;
mod pieces;
mod comma;
mod json_lines;
mod progress;
mod flow;

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};

use leadership_advisor_report::{batch_summary, clean, count};

use crate::args::{Batch, Table};
use crate::exit::{Exit, Failure};
use crate::{input, output, save};
use flow::{Flow, Reading};
use pieces::Pieces;
use progress::Progress;

pub(crate) fn run(rules: &[PathBuf], args: &Batch) -> Result<Exit, Failure> {
    save::spares(args.output.as_deref(), rules.iter().map(PathBuf::as_path).chain([args.file.as_path()]))?;
    let rulebook = input::rulebook(rules)?;
    let Source { name, size, bytes } = open(&args.file)?;
    let from = args.from.unwrap_or_else(|| by_ending(&args.file));
    let to = args.to.unwrap_or(from);
    let mut pieces = Pieces::new(bytes, name.clone(), from == Table::Csv);
    let reading = match from {
        Table::Csv => Reading::Csv(comma::header(&rulebook, &mut pieces)?),
        Table::Jsonl => {
            if pieces.is_at_end()? {
                let help = "each line is one company: {\"id\": \"acme\", \"answers\": {}}";
                return Err(Failure::new(format!("{name} is empty"), Some(help)));
            }
            Reading::JsonLines
        }
    };
    let flow = Flow { scorer: rulebook.scorer(), reading, to, summary: args.summary };
    let counts = match &args.output {
        Some(path) => {
            let mut file = save::Replacement::new(path)?;
            leave_nothing_half_written(&file, path)?;
            let failed = |error: &io::Error| Failure::io("write", path, error);
            let progress = Progress::new(size, io::stderr().is_terminal());
            let counts = flow.run(pieces, progress, |text| file.write_all(text).map_err(|error| failed(&error)))?;
            file.put_in_place()?;
            counts
        }
        None => {
            // Rows on the screen are progress enough.
            let progress = Progress::new(size, io::stderr().is_terminal() && !io::stdout().is_terminal());
            let mut out = io::stdout().lock();
            let mut put = |text: &[u8]| match out.write_all(text).and_then(|()| out.flush()) {
                Ok(()) => Ok(()),
                Err(error) => match output::lost(&error) {
                    // A file has an end, and whether any of its rows fails is still to be said.
                    Failure::NobodyReads if size.is_some() => Ok(()),
                    failure => Err(failure),
                },
            };
            flow.run(pieces, progress, &mut put)?
        }
    };
    if args.summary {
        let summary = batch_summary(&rulebook, &counts, output::width());
        // Standard output is for the rows, unless these went into a file.
        if args.output.is_some() { output::result(&summary)? } else { output::message(&summary) }
    }
    if counts.failed == 0 {
        return Ok(Exit::Done);
    }
    let rows = count(counts.rows, "row");
    output::message(&format!("error: {} of {rows} failed; the column `error` says why\n", counts.failed));
    Ok(Exit::No)
}

/// An interrupt takes the unfinished file with it.
fn leave_nothing_half_written(file: &save::Replacement<'_>, path: &Path) -> Result<(), Failure> {
    let unfinished = file.unfinished();
    let is_whole = unfinished.is_some();
    let name = path.display().to_string();
    let interrupted = move || {
        // Nobody is left to be told why it stays.
        unfinished.iter().for_each(|file| drop(std::fs::remove_file(file)));
        let left = if is_whole { "is as it was" } else { "got only part of the rows" };
        output::message(&format!("\ninterrupted; `{}` {left}\n", clean(&name)));
        std::process::exit(Exit::Interrupted.code().into());
    };
    ctrlc::set_handler(interrupted)
        .map_err(|error| Failure::new(format!("cannot listen for interrupts: {error}"), None))
}

/// The input: what messages call it, its size in bytes if it has one, and the bytes.
struct Source {
    name: String,
    size: Option<u64>,
    bytes: Box<dyn BufRead + Send>,
}

fn open(path: &Path) -> Result<Source, Failure> {
    if path == Path::new("-") {
        let bytes = Box::new(BufReader::new(io::stdin()));
        return Ok(Source { name: "standard input".to_owned(), size: None, bytes });
    }
    let unreadable = |error: io::Error| Failure::io("read", path, &error);
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|about| about.len());
    let bytes = Box::new(BufReader::with_capacity(1 << 16, file));
    Ok(Source { name: format!("`{}`", path.display()), size, bytes })
}

fn by_ending(path: &Path) -> Table {
    match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("jsonl" | "ndjson") => Table::Jsonl,
        _ => Table::Csv,
    }
}
