//! How much `Rulebook::difference` proves: over every edit of one value of a rulebook, and how long it takes.
//!
//! `cargo run --release --bin edits [RULEBOOK] [N]`: the rulebook is a file or a folder, the shipped one if none is given; of
//! the edits every Nth is tried. An edit raises one number of a `points`, a `close_call` or a `threshold` by one, or takes away
//! a `rules_out` that stands on a line of its own. Edits that make no rulebook are left out.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use leadership_advisor::{Rulebook, Share};

/// The names and texts of files.
type Files = Vec<(String, String)>;

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args
        .next()
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../rules/revenue-leadership"), PathBuf::from);
    let every: usize = args.next().and_then(|every| every.parse().ok()).unwrap_or(1);
    let files: Files = Rulebook::read_files(&folder)
        .expect("a rulebook")
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("text")))
        .collect();
    let old = Rulebook::parse_files(files.clone()).expect("a rulebook without errors");
    let mut all = Tally::default();
    for (kind, new) in edits(&files).into_iter().step_by(every) {
        let Ok(new) = Rulebook::parse_files(new) else { continue };
        let start = Instant::now();
        let difference = old.difference(&new);
        let took = start.elapsed();
        let mut tally = Tally { edits: 1, longest: took, time: took, ..Tally::default() };
        for shift in &difference.decisions {
            let proved = shift.turns.iter().filter(|turn| turn.smallest).count();
            tally.proved += proved;
            tally.unproved += shift.turns.len() - proved;
            tally.open += shift.unproven;
            tally.counted += usize::from(matches!(shift.share, Share::Exact { .. }));
            tally.shares += 1;
        }
        tally.whole = usize::from(tally.unproved + tally.open == 0);
        if tally.whole == 0 {
            println!("{kind}: {} proved, {} found and not proved, {} open", tally.proved, tally.unproved, tally.open);
        }
        all.add(&tally);
    }
    println!(
        "{} edits; {} of them proved throughout\n{} ways of coming out differently with the fewest answers proved, {} found without \
         that proof, {} neither found nor excluded\n{} of {} shares counted, the others sampled\n{:.2?} an edit, {:.2?} the longest",
        all.edits,
        all.whole,
        all.proved,
        all.unproved,
        all.open,
        all.counted,
        all.shares,
        all.time / u32::try_from(all.edits.max(1)).unwrap_or(1),
        all.longest
    );
}

#[derive(Default)]
struct Tally {
    edits: usize,
    whole: usize,
    proved: usize,
    unproved: usize,
    open: usize,
    counted: usize,
    shares: usize,
    time: Duration,
    longest: Duration,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.edits += other.edits;
        self.whole += other.whole;
        self.proved += other.proved;
        self.unproved += other.unproved;
        self.open += other.open;
        self.counted += other.counted;
        self.shares += other.shares;
        self.time += other.time;
        self.longest = self.longest.max(other.longest);
    }
}

/// Every edit of one value, with what it is.
fn edits(files: &Files) -> Vec<(String, Files)> {
    let mut edits = Vec::new();
    for (at, (name, text)) in files.iter().enumerate() {
        for (line_at, line) in text.lines().enumerate() {
            let start = line.trim_start();
            let changed: Vec<String> = match start.split_once(": ") {
                Some(("points", _)) => raised(line),
                Some(("close_call" | "threshold", _)) => raised(line),
                Some(("rules_out", _)) => vec![format!("{}# {start}", &line[..line.len() - start.len()])],
                _ => continue,
            };
            for changed in changed {
                let mut lines: Vec<&str> = text.lines().collect();
                lines[line_at] = &changed;
                let mut new = files.clone();
                new[at].1 = lines.join("\n") + "\n";
                let file = name.rsplit('/').next().unwrap_or(name);
                edits.push((format!("{file}:{}: {} instead of {start}", line_at + 1, changed.trim()), new));
            }
        }
    }
    edits
}

/// The line with each of its numbers raised by one.
fn raised(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = 0;
    while let Some(found) = line[rest..].find(": ") {
        let start = rest + found + 2;
        let end = line[start..].find([',', '}', ' ']).map_or(line.len(), |end| start + end);
        if let Ok(number) = line[start..end].parse::<i64>() {
            all.push(format!("{}{}{}", &line[..start], number + 1, &line[end..]));
        }
        rest = start;
    }
    all
}
