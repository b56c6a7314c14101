//! What goes wrong outside of the program: it is killed, the disk is full, streams are closed, places cannot be written to,
//! links lead elsewhere, two sessions share a file. One run tries all of it and prints a table of what was tried and held.
//!
//! `cargo test --test faults` tries a little of everything. `FAULTS=500 cargo test --test faults -- --nocapture` tries what
//! depends on the moment so many times. Moments are drawn from a fixed seed; where exactly the program is by then, the machine
//! decides. What a machine does not allow is named as skipped.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, what it looks up is there or the test is right to fail, and the table is what it is for"
)]

#[path = "../commands/advisor.rs"]
#[allow(dead_code, reason = "the tests of the commands use the rest")]
mod advisor;
#[path = "../commands/lunch.rs"]
#[allow(dead_code, reason = "the tests of the commands use the rest")]
mod lunch;
mod chance;
mod talk;
mod kills;
mod disks;
mod streams;
mod places;
mod sessions;

/// What was tried of one kind.
struct Row {
    what: &'static str,
    tried: usize,
    /// What did not hold, in a sentence each.
    lost: Vec<String>,
    /// Why something of it was not tried.
    skipped: Option<String>,
}

impl Row {
    fn new(what: &'static str) -> Self {
        Row { what, tried: 0, lost: Vec::new(), skipped: None }
    }

    /// Counts one more; `wrong` says what does not hold of it, if anything.
    fn tried(&mut self, wrong: Option<String>) {
        self.tried += 1;
        self.lost.extend(wrong);
    }
}

#[test]
fn what_people_have_outlasts_what_goes_wrong() {
    let times = std::env::var("FAULTS").ok().and_then(|times| times.parse().ok()).unwrap_or(8);
    let mut rows = kills::rows(times);
    rows.extend(disks::rows());
    rows.extend(streams::rows());
    rows.extend(places::rows());
    rows.extend(sessions::rows(times));
    println!("\n{:<46} {:>6} {:>6}", "fault", "tried", "held");
    for row in &rows {
        let skipped = row.skipped.as_ref().map(|why| format!("  skipped: {why}")).unwrap_or_default();
        println!("{:<46} {:>6} {:>6}{skipped}", row.what, row.tried, row.tried - row.lost.len().min(row.tried));
    }
    let lost: Vec<String> =
        rows.iter().flat_map(|row| row.lost.iter().map(|lost| format!("{}: {lost}", row.what))).collect();
    assert!(lost.is_empty(), "what did not hold:\n{}", lost.join("\n"));
}
