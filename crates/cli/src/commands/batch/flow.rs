//! Pieces through as many threads as there are cores, and out again in order.
//!
//! Each thread has a short queue in and a short queue out; pieces are dealt out in turn and collected in turn, so nothing
//! has to be sorted, and nobody runs ahead of whoever writes. When a side stops, its ends of the queues go, and the others
//! stop with it.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use leadership_advisor::{Batch, Scorer, Scores};
use leadership_advisor_report::BatchCounts;

use super::comma::{self, Header, Rowwise};
use super::json_lines::{self, Linewise};
use super::pieces::{Piece, Pieces};
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
}

/// What is to be done with every piece.
pub(super) struct Flow {
    pub(super) scorer: Scorer,
    pub(super) reading: Reading,
    pub(super) to: Table,
    /// Whether outcomes are counted.
    pub(super) summary: bool,
}

/// What came of a piece.
struct Done {
    text: Vec<u8>,
    bytes: u64,
    rows: u64,
}

impl Flow {
    /// Reads, scores and writes everything. `write` gets the output from the first byte to the last.
    pub(super) fn run(
        &self,
        mut pieces: Pieces,
        mut progress: Progress,
        mut write: impl FnMut(&[u8]) -> Result<(), Failure>,
    ) -> Result<BatchCounts, Failure> {
        if self.to == Table::Csv {
            write(&comma::write_header(self.scorer.rulebook()))?;
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
            for worker in workers {
                counts.add(&worker.join().map_err(|_| fell_over())?);
            }
            match written.and(read) {
                // What is known so far says how it ends.
                Ok(()) | Err(Failure::NobodyReads) => Ok(counts),
                Err(failure) => Err(failure),
            }
        })
    }

    /// One thread: pieces in, their output out, until there are no more or nobody wants them.
    fn work(&self, pieces: &Receiver<Piece>, done: &SyncSender<Done>) -> BatchCounts {
        let rulebook = self.scorer.rulebook();
        let mut counts = BatchCounts::new(rulebook);
        let columns = match &self.reading {
            Reading::Csv(header) => header.questions.as_slice(),
            Reading::JsonLines => &[],
        };
        // The header has been checked.
        let Ok(mut batch) = self.scorer.batch(columns) else { return counts };
        let mut rows = Rows::default();
        while let Ok(piece) = pieces.recv() {
            rows.clear();
            batch.clear();
            match &self.reading {
                Reading::Csv(header) => comma::read(header, &piece, &mut batch, &mut rows),
                Reading::JsonLines => json_lines::read(rulebook, &piece, &mut batch, &mut rows),
            }
            let text = self.write(&rows, &mut batch, &mut counts);
            let (bytes, rows) = (piece.text.len() as u64, rows.len() as u64);
            if done.send(Done { text, bytes, rows }).is_err() {
                break;
            }
        }
        counts
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
                let mut out = Rowwise::new(rulebook);
                rows.score(batch, |row, scores| {
                    out.write(row, scores);
                    count(scores);
                });
                out.finish()
            }
            Table::Jsonl => {
                let mut out = Linewise::new(rulebook);
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
fn deal(pieces: &mut Pieces, inputs: &[SyncSender<Piece>]) -> Result<(), Failure> {
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
    write: &mut impl FnMut(&[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut rows = 0;
    for output in outputs.iter().cycle() {
        let Ok(done) = output.recv() else { break };
        rows += done.rows;
        write(&done.text)?;
        progress.advance(done.bytes, rows);
    }
    Ok(())
}

fn fell_over() -> Failure {
    Failure::new("a thread ended before its work was done", Some("this is a mistake in the program; please report it"))
}
