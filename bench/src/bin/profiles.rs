//! Whether exact analysis proves everything whatever is answered, and what that takes. Prints a table for the shipped rulebook and
//! one for random ones.
//!
//! `cargo run --release --bin profiles -- [PROFILES]` in this folder; 1,000 if nothing is said. Times are those of the processor on
//! one core.

use std::collections::BTreeMap;
use std::time::Duration;

use leadership_advisor::{Analysis, Budget, Choose, Evaluation, Proof, Rulebook, Ternary};
use leadership_advisor_bench::drawn::{Xorshift, profile, rulebook};
use leadership_advisor_bench::timed;

/// What of a decision was left unproven, in how many profiles.
#[derive(Default)]
struct Unproven {
    settled: usize,
    decisive: usize,
    flips: usize,
}

#[derive(Default)]
struct Table {
    profiles: usize,
    unproven: usize,
    times: Vec<Duration>,
    nodes: Vec<u64>,
    decisions: BTreeMap<String, Unproven>,
}

fn main() {
    let profiles = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000);
    let shipped = Rulebook::builtin();
    println!("shipped rulebook, version {}: {profiles} random profiles a row\n", shipped.version());
    head();
    let mut tables = Vec::new();
    for percent in [100, 50, 30] {
        let mut random = Xorshift(0x9E37_79B9_7F4A_7C15);
        let mut table = Table::default();
        for _ in 0..profiles {
            table.add(&profile(&shipped, &mut random, percent).evaluate());
        }
        table.row(&format!("{percent} % answered"));
        tables.push((percent, table));
    }
    println!("\n{:<12} {:<18} {:>9} {:>9} {:>9}", "answered", "decision", "settled", "decisive", "flips");
    for (percent, table) in &tables {
        for (decision, unproven) in &table.decisions {
            let Unproven { settled, decisive, flips } = unproven;
            println!("{:<12} {decision:<18} {settled:>9} {decisive:>9} {flips:>9}", format!("{percent} %"));
        }
    }
    println!("\nrandom rulebooks of 50 questions and 200 rules, one profile each\n");
    head();
    for percent in [100, 50, 30] {
        let mut table = Table::default();
        for seed in 1..=(profiles as u64 / 10).max(1) {
            let drawn = rulebook(50, seed);
            table.add(&profile(&drawn, &mut Xorshift(seed * 7919), percent).evaluate());
        }
        table.row(&format!("{percent} % answered"));
    }
}

fn head() {
    println!(
        "{:<14} {:>14} {:>10} {:>10} {:>10} {:>10} {:>12} {:>10}",
        "", "unproven in", "median", "90 %", "99 %", "most", "nodes, 50 %", "99 %"
    );
}

impl Table {
    fn add(&mut self, evaluation: &Evaluation) {
        // What is built once for a rulebook is not timed.
        for row in evaluation.decisions() {
            let _ = std::hint::black_box(evaluation.is_settled(&row.decision.id, Budget(1)));
        }
        let mut analysed = None;
        self.times.push(timed(|| analysed = Some(evaluation.analysed(Budget::default()))));
        let found: Vec<&Analysis<'_>> = analysed.iter().flat_map(|analysed| analysed.analyses()).collect();
        self.profiles += 1;
        self.unproven += usize::from(found.iter().any(|found| found.proof == Proof::Unproven));
        self.nodes.push(found.iter().map(|own| own.effort.settled + own.effort.decisive + own.effort.flips).sum());
        for own in &found {
            let row = self.decisions.entry(own.decision.id.clone()).or_default();
            row.settled += usize::from(!matches!(own.settled, Ternary::Yes | Ternary::No));
            let restates = own.decision.follows.is_some() && !own.decision.main;
            if !matches!(own.decision.choose, Choose::One { .. }) || restates {
                continue;
            }
            row.decisive += usize::from(own.settled == Ternary::Yes && own.decisive.is_none());
            let outcome = evaluation.outcome(&own.decision.id).unwrap_or_default();
            let others = own.decision.options().iter().filter(|option| !outcome.contains(&option.id.as_str()));
            let without = |id: &str| !own.flips.iter().any(|flip| flip.to.id == id);
            row.flips += usize::from(others.into_iter().any(|option| without(&option.id)));
        }
    }

    fn row(&mut self, name: &str) {
        self.times.sort_unstable();
        self.nodes.sort_unstable();
        let last = self.times.len() - 1;
        let time = |percent: usize| format!("{:.1} ms", self.times[last * percent / 100].as_secs_f64() * 1e3);
        println!(
            "{name:<14} {:>14} {:>10} {:>10} {:>10} {:>10} {:>12} {:>10}",
            format!("{} of {}", self.unproven, self.profiles),
            time(50),
            time(90),
            time(99),
            time(100),
            self.nodes[last / 2],
            self.nodes[last * 99 / 100]
        );
    }
}
