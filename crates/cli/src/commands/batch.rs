//! `advisor batch`: a table of companies in, a row of results for each of them out, or a page.
//!
//! [`source`] opens the input and [`encoding`] makes it UTF-8. It is cut into [`pieces`] at the ends of rows, or between the
//! [`elements`] of an array; [`flow`] hands them to as many threads as there are cores and puts what they make of them out in the
//! order of the input, so that memory does not grow with the table. [`header`] finds out what the columns are about, [`cells`]
//! makes answers of cells, [`comma`] and [`json`] with [`row`] read and write the formats, a row being what [`rows`] says. [`pages`] makes a
//! page of each row and [`portfolio`] a folder of them; [`suggestion`] writes a map from the table itself.

mod rows;
mod encoding;
mod pieces;
mod elements;
mod cut;
mod source;
mod header;
mod cells;
mod row;
mod comma;
mod json;
mod progress;
mod pages;
mod flow;
mod portfolio;
mod suggestion;

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use leadership_advisor::{DecimalMark, Rulebook, SheetMap, SheetReader};
use leadership_advisor_report::{Brand, batch_summary, clean, count};

use crate::args::{Batch, Encoding, Table};
use crate::date::Date;
use crate::exit::{Exit, Failure};
use crate::{input, output, save};
use cut::{Cut, Rest};
use elements::Elements;
use flow::{Flow, Passed, Reading};
use pages::{Pages, Report};
use pieces::{PIECE, Pieces};
use portfolio::Portfolio;
use progress::Progress;
use source::Source;

/// Pages take so much longer than rows that pieces of some rows keep all cores busy.
const PIECE_OF_PAGES: usize = 1 << 10;

pub(crate) fn run(rules: &[PathBuf], args: &Batch) -> Result<Exit, Failure> {
    let read = rules.iter().chain(&args.map).map(PathBuf::as_path).chain([args.file.as_path()]);
    save::spares(args.output.as_deref(), read)?;
    let rulebook = input::rulebook(rules)?;
    let map = args.map.as_deref().map(|path| map(&rulebook, path)).transpose()?.unwrap_or_default();
    let mut portfolio = args.reports.as_deref().map(Portfolio::new).transpose()?;
    let mut source = source::open(&args.file, args.from, args.encoding)?;
    let mut notes = Vec::new();
    match source.encoding {
        None | Some(Encoding::Utf8) => {}
        Some(Encoding::Windows1252) => notes.push("note: the text is read as Windows-1252".to_owned()),
        Some(Encoding::Utf16le | Encoding::Utf16be) => notes.push("note: the text is UTF-16".to_owned()),
    }
    let size = if portfolio.is_some() { PIECE_OF_PAGES } else { PIECE };
    let passing = match () {
        () if args.results_only => "left out",
        () if source.format == Table::Jsonl && args.to == Some(Table::Csv) => "passed through if the first row has it",
        () => "passed through",
    };
    let bare = SheetReader::new(&rulebook, map);
    let bare = args.missing.iter().fold(bare, |reader, words| reader.with_missing(words.split(',')));
    let (from, total, name) = (source.format, source.size, source.name.clone());
    let to = args.to.unwrap_or(from);
    let (mut pieces, reading) =
        cut(source_start(&mut source)?, source, &bare, args, size, (!args.suggest_map).then_some(passing), &mut notes)?;
    let reader = with_decimal(bare, args, &reading);
    if args.suggest_map {
        let text = suggestion::draft(&reader, &reading, pieces, &name)?;
        say(&notes);
        output::result_or_file(args.output.as_deref(), &text)?;
        return Ok(Exit::Done);
    }
    say(&notes);
    let scorer = rulebook.scorer();
    let others = match &reading {
        Reading::Csv(header) => header.others.clone(),
        // The columns of a table have to be known before its first row.
        _ if to == Table::Csv => pieces.peek()?.map(|piece| json::other_keys(piece, &reader)).unwrap_or_default(),
        _ => Vec::new(),
    };
    let passed = if args.results_only { None } else { Some(passed(&rulebook, others)) };
    let date = args.date.unwrap_or_else(Date::today).in_words(&Brand::default());
    let pages = portfolio.is_some().then(|| Pages { date: date.clone() });
    let flow = Flow { scorer, reader, reading, to, passed, pages, summary: args.summary };
    let (counts, tally) = match (&args.output, &mut portfolio) {
        (Some(path), portfolio) => {
            let mut file = save::Replacement::new(path)?;
            leave_nothing_half_written(file.unfinished(), path, portfolio.as_ref())?;
            let failed = |error: &io::Error| Failure::io("write", path, error);
            let progress = Progress::new(total, io::stderr().is_terminal());
            let done = flow.run(pieces, progress, |text, reports| {
                reports.into_iter().try_for_each(|report| add(portfolio.as_mut(), report))?;
                file.write_all(text).map_err(|error| failed(&error))
            })?;
            file.put_in_place()?;
            done
        }
        (None, Some(portfolio)) => {
            // The rows are in the index.
            leave_nothing_half_written(None, portfolio.folder(), Some(portfolio))?;
            let progress = Progress::new(total, io::stderr().is_terminal());
            let add = |_: &[u8], reports: Vec<Report>| reports.into_iter().try_for_each(|report| portfolio.add(report));
            flow.run(pieces, progress, add)?
        }
        (None, None) => {
            // Rows on the screen are progress enough.
            let progress = Progress::new(total, io::stderr().is_terminal() && !io::stdout().is_terminal());
            let mut out = io::stdout().lock();
            flow.run(pieces, progress, |text, _| match out.write_all(text).and_then(|()| out.flush()) {
                Ok(()) => Ok(()),
                Err(error) => match output::lost(&error) {
                    // A file has an end, and whether any of its rows fails is still to be said.
                    Failure::NobodyReads if total.is_some() => Ok(()),
                    failure => Err(failure),
                },
            })?
        }
    };
    say(&tally.notes(flow.reader.decimal(), passing));
    if let Some(portfolio) = &portfolio {
        output::message(&portfolio.put_in_place(&rulebook, &date)?);
    }
    if args.summary {
        let summary = batch_summary(&rulebook, &counts, output::width());
        // Standard output is for the rows, unless these went into a file.
        let is_free = args.output.is_some() || args.reports.is_some();
        if is_free { output::result(&summary)? } else { output::message(&summary) }
    }
    if counts.failed == 0 {
        return Ok(Exit::Done);
    }
    let rows = count(counts.rows, "row");
    let where_ = if args.output.is_none() && args.reports.is_some() { "the index" } else { "the column `error`" };
    output::message(&format!("error: {} of {rows} failed; {where_} says why\n", counts.failed));
    Ok(Exit::No)
}

fn add(portfolio: Option<&mut Portfolio>, report: Report) -> Result<(), Failure> {
    portfolio.map_or(Ok(()), |portfolio| portfolio.add(report))
}

fn say(notes: &[String]) {
    let lines: String = notes.iter().map(|note| format!("{}\n", clean(note))).collect();
    if !lines.is_empty() {
        output::message(&lines);
    }
}

fn map(rulebook: &Rulebook, path: &Path) -> Result<SheetMap, Failure> {
    let bytes = input::some_of(path).map_err(|error| Failure::io("read", path, &error))?;
    Ok(SheetMap::parse(rulebook, &path.display().to_string(), bytes)?)
}

/// The first byte of JSON that says something: a bracket begins an array. `None` at the end.
fn source_start(source: &mut Source) -> Result<Option<u8>, Failure> {
    let unreadable = |error: &io::Error| Failure::new(format!("cannot read {}: {error}", source.name), None);
    let start = source.bytes.fill_buf().map_err(|error| unreadable(&error))?;
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    Ok(text.trim_ascii_start().first().or_else(|| start.first()).copied())
}

/// The input in pieces, and how they are read.
fn cut(
    start: Option<u8>,
    source: Source,
    reader: &SheetReader,
    args: &Batch,
    size: usize,
    passing: Option<&str>,
    notes: &mut Vec<String>,
) -> Result<(Cut, Reading), Failure> {
    let Source { name, format, bytes, .. } = source;
    match (format, start) {
        (Table::Csv, _) => {
            let mut pieces = Pieces::new(bytes, name, true, size);
            let delimiter = args.delimiter;
            let header = header::read(reader, &mut pieces, delimiter, notes, passing)?;
            Ok((Cut::new(Rest::Rows(pieces)), Reading::Csv(header)))
        }
        (Table::Jsonl, None) => {
            let help = "each line is one company: {\"id\": \"acme\", \"answers\": {}}";
            Err(Failure::new(format!("{name} is empty"), Some(help)))
        }
        (Table::Jsonl, Some(b'[')) => {
            Ok((Cut::new(Rest::Elements(Elements::new(bytes, name, size))), Reading::JsonArray))
        }
        (Table::Jsonl, Some(_)) => {
            Ok((Cut::new(Rest::Rows(Pieces::new(bytes, name, false, size))), Reading::JsonLines))
        }
    }
}

/// Where commas stand between the cells, none stands before tenths. Semicolons are used where one does, and there it has to be
/// said.
fn with_decimal(reader: SheetReader, args: &Batch, reading: &Reading) -> SheetReader {
    let has_commas = match reading {
        Reading::Csv(header) => header.delimiter == b',',
        Reading::JsonLines | Reading::JsonArray => true,
    };
    match args.decimal {
        Some(mark) => reader.with_decimal(mark.into()),
        None if has_commas && reader.decimal().is_none() => reader.with_decimal(DecimalMark::Point),
        None => reader,
    }
}

/// What is passed through, under names that are no results' and no others'.
fn passed(rulebook: &Rulebook, keys: Vec<String>) -> Passed {
    let mut taken: HashSet<String> = comma::result_columns(rulebook).into_iter().collect();
    // How often a name stood here, so that a thousand columns of one name do not each begin to count.
    let mut times: HashMap<String, u64> = HashMap::new();
    let mut names = Vec::new();
    for key in &keys {
        let name = clean(key);
        let nth = times.entry(name.clone().into_owned()).or_insert(0);
        let mut free = name.clone().into_owned();
        while !taken.insert(free.clone()) {
            *nth += 1;
            free = if *nth == 1 { format!("{name} (input)") } else { format!("{name} (input {nth})") };
        }
        names.push(free);
    }
    Passed { keys, names }
}

/// An interrupt takes what is unfinished with it.
fn leave_nothing_half_written(
    file: Option<PathBuf>,
    path: &Path,
    portfolio: Option<&Portfolio>,
) -> Result<(), Failure> {
    let is_whole = file.is_some() || portfolio.is_some();
    let name = path.display().to_string();
    let pages = portfolio.map(Portfolio::unfinished);
    let interrupted = move || {
        // Nobody is left to be told why it stays.
        file.iter().for_each(|file| drop(std::fs::remove_file(file)));
        let left = match &pages {
            Some(pages) if !pages.remove() => "is complete",
            _ if is_whole => "is as it was",
            _ => "got only part of the rows",
        };
        output::message(&format!("\ninterrupted; `{}` {left}\n", clean(&name)));
        std::process::exit(Exit::Interrupted.code().into());
    };
    ctrlc::set_handler(interrupted)
        .map_err(|error| Failure::new(format!("cannot listen for interrupts: {error}"), None))
}
