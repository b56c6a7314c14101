//! Pieces through as many threads as there are cores, and out again in order.
//!
//! Each thread has a short queue in and a short queue out; pieces are dealt out in turn and collected in turn, so nothing
//! has to be sorted, and nobody runs ahead of whoever writes. When a side stops, its ends of the queues go, and the others
//! stop with it.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use leadership_advisor::{Batch, Scorer, Scores, SheetReader};
use leadership_advisor_report::BatchCounts;

use super::cells::{Cells, Tally};
use super::comma::{self, Others, Rowwise};
use super::cut::Cut;
use super::header::Header;
use super::json::{self, Linewise};
use super::pages::{Pages, Report};
use super::pieces::Piece;
use super::progress::Progress;
use super::rows::Rows;
use crate::args::Table;
use crate::exit::Failure;

/// How many pieces wait in a queue.
const QUEUE: usize = 2;

/// How the input is read.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    Csv(Header),
    JsonLines,
    JsonArray,
}

/// What is passed through: the columns or keys of the input, and what they are called in the output.
#[derive(Clone, Debug, Default)]
pub(super) struct Passed {
    pub(super) keys: Vec<String>,
    pub(super) names: Vec<String>,
}

/// What is to be done with every piece.
pub(super) struct Flow {
    pub(super) scorer: Scorer,
    pub(super) reader: SheetReader,
    pub(super) reading: Reading,
    pub(super) to: Table,
    /// Nothing is passed through without it.
    pub(super) passed: Option<Passed>,
    /// How pages are made, if they are wanted.
    pub(super) pages: Option<Pages>,
    /// Whether outcomes are counted.
    pub(super) summary: bool,
}

/// What came of a piece.
struct Done {
    text: Vec<u8>,
    reports: Vec<Report>,
    bytes: u64,
    rows: u64,
}

impl Flow {
    /// Reads, scores and writes everything. `write` gets the output from the first byte to the last, and the pages in the order
    /// of the rows.
    pub(super) fn run(
        &self,
        mut pieces: Cut,
        mut progress: Progress,
        mut write: impl FnMut(&[u8], Vec<Report>) -> Result<(), Failure>,
    ) -> Result<(BatchCounts, Tally), Failure> {
        if self.to == Table::Csv {
            let names = self.passed.as_ref().map(|passed| passed.names.as_slice()).unwrap_or_default();
            write(&comma::write_header(self.scorer.rulebook(), names), Vec::new())?;
        }
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            let mut inputs = Vec::new();
            let mut outputs = Vec::new();
            let mut workers = Vec::new();
            for _ in 0..threads {
                let (input, pieces) = sync_channel::<Piece>(QUEUE);
                let (done, output) = sync_channel::<Done>(QUEUE);
                inputs.push(input);
                outputs.push(output);
                workers.push(scope.spawn(move || self.work(&pieces, &done)));
            }
            let reader = scope.spawn(move || deal(&mut pieces, &inputs));
            let written = collect(&outputs, &mut progress, &mut write);
            progress.finish();
            // Whoever still works for nobody stops.
            drop(outputs);
            let read = reader.join().unwrap_or_else(|_| Err(fell_over()));
            let mut counts = BatchCounts::new(self.scorer.rulebook());
            let mut tally = Tally::default();
            for worker in workers {
                let (own, taken) = worker.join().map_err(|_| fell_over())?;
                counts.add(&own);
                tally.add(taken);
            }
            match written.and(read) {
                // What is known so far says how it ends.
                Ok(()) | Err(Failure::NobodyReads) => Ok((counts, tally)),
                Err(failure) => Err(failure),
            }
        })
    }

    /// One thread: pieces in, their output out, until there are no more or nobody wants them.
    fn work(&self, pieces: &Receiver<Piece>, done: &SyncSender<Done>) -> (BatchCounts, Tally) {
        let rulebook = self.scorer.rulebook();
        let mut counts = BatchCounts::new(rulebook);
        let all = || rulebook.questions().iter().map(|question| question.id.clone()).collect();
        let columns: Vec<String> = match &self.reading {
            Reading::Csv(header) => header.questions.clone(),
            Reading::JsonLines | Reading::JsonArray => all(),
        };
        let mut cells = Cells::new(&self.reader, &columns, self.pages.is_some());
        // The columns are questions of the rulebook.
        let Ok(mut batch) = self.scorer.batch(&columns) else { return (counts, cells.tally) };
        let mut rows = Rows::default();
        while let Ok(piece) = pieces.recv() {
            rows.clear();
            batch.clear();
            match &self.reading {
                Reading::Csv(header) => comma::read(header, &piece, &mut cells, &mut batch, &mut rows),
                Reading::JsonLines => json::read(&piece, false, &mut cells, &mut batch, &mut rows),
                Reading::JsonArray => json::read(&piece, true, &mut cells, &mut batch, &mut rows),
            }
            let text = self.write(&rows, &mut batch, &mut counts);
            let reports = self.pages.as_ref().map(|pages| pages.of(&rows)).unwrap_or_default();
            let (bytes, rows) = (piece.text.len() as u64, rows.len() as u64);
            if done.send(Done { text, reports, bytes, rows }).is_err() {
                break;
            }
        }
        (counts, cells.tally)
    }

    fn others(&self) -> Others<'_> {
        match (&self.passed, &self.reading) {
            (None, _) => Others::None,
            (Some(passed), Reading::Csv(_)) => Others::Columns(&passed.names),
            (Some(passed), _) => Others::Keys(&passed.keys),
        }
    }

    fn write(&self, rows: &Rows, batch: &mut Batch, counts: &mut BatchCounts) -> Vec<u8> {
        counts.rows += rows.len() as u64;
        counts.failed += rows.failed() as u64;
        let rulebook = self.scorer.rulebook();
        let mut count = |scores: Option<Scores<'_>>| {
            if let Some(scores) = scores.filter(|_| self.summary) {
                counts.count(scores);
            }
        };
        match self.to {
            Table::Csv => {
                let mut out = Rowwise::new(rulebook, self.others());
                rows.score(batch, |row, scores| {
                    out.write(row, scores);
                    count(scores);
                });
                out.finish()
            }
            Table::Jsonl => {
                let mut out = Linewise::new(rulebook, self.others());
                rows.score(batch, |row, scores| {
                    out.write(row, scores);
                    count(scores);
                });
                out.finish()
            }
        }
    }
}

/// Reads pieces and deals them out in turn.
fn deal(pieces: &mut Cut, inputs: &[SyncSender<Piece>]) -> Result<(), Failure> {
    for input in inputs.iter().cycle() {
        let Some(piece) = pieces.next()? else { break };
        if input.send(piece).is_err() {
            break;
        }
    }
    Ok(())
}

/// Collects what comes out in the same turn; the first queue that has ended was the next in turn, so all are at their end.
fn collect(
    outputs: &[Receiver<Done>],
    progress: &mut Progress,
    write: &mut impl FnMut(&[u8], Vec<Report>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut rows = 0;
    for output in outputs.iter().cycle() {
        let Ok(done) = output.recv() else { break };
        rows += done.rows;
        write(&done.text, done.reports)?;
        progress.advance(done.bytes, rows);
    }
    Ok(())
}

fn fell_over() -> Failure {
    Failure::new("a thread ended before its work was done", Some("this is a mistake in the program; please report it"))
}
