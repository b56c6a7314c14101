//! What exact analysis costs: on the shipped rulebook, and how it grows on random ones. Prints tables.
//!
//! `cargo run --release --bin analysis` in this folder. Times are of one core, the least of a few runs; what a search does
//! is counted in nodes by the library itself and does not depend on the machine.

use std::hint::black_box;
use std::time::{Duration, Instant};

use leadership_advisor::{Answers, Budget, Proof, Rulebook};
use leadership_advisor_bench::drawn::{Xorshift, rulebook};

fn main() {
    shipped();
    scale();
}

/// The least time of a few runs.
fn least(runs: u32, mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap_or_default()
}

fn shipped() {
    let rulebook = Rulebook::builtin();
    let examples = ["startup", "scale-up", "enterprise"];
    println!("shipped rulebook: full analysis of all decisions, and what to ask next\n");
    println!("{:<44} {:>8} {:>12} {:>12} {:>9}", "answers", "given", "analysis", "ask next", "proof");
    let mut rows: Vec<(String, Answers)> = vec![("nothing".into(), rulebook.answers())];
    for example in examples {
        let path = format!("{}/../examples/{example}.yaml", env!("CARGO_MANIFEST_DIR"));
        let answers = rulebook.load_answers(&path).expect("an example");
        // Halfway through as well: every second answer taken back.
        let mut half = answers.clone();
        let ids: Vec<String> = answers.iter().map(|(question, _)| question.id.clone()).collect();
        for id in ids.iter().skip(1).step_by(2) {
            half.clear(id).expect("a question");
        }
        rows.push((example.into(), answers));
        rows.push((format!("{example}, every second answer"), half));
    }
    for (name, answers) in rows {
        let evaluation = answers.evaluate();
        let analysis = least(5, || {
            black_box(evaluation.analysed(Budget::default()));
        });
        let next = least(5, || {
            black_box(evaluation.next_question(["leadership", "reporting"], Budget::default()).expect("decisions"));
        });
        let unproven =
            evaluation.analysed(Budget::default()).analyses().filter(|found| found.proof == Proof::Unproven).count();
        let proof = if unproven == 0 { "exact".to_owned() } else { format!("{unproven} unproven") };
        println!("{name:<44} {:>8} {analysis:>12.1?} {next:>12.1?} {proof:>9}", answers.len());
    }
    let cases: Vec<(Duration, usize)> = (rulebook.run_cases())
        .map(|case| {
            let evaluation = case.evaluation;
            let time = least(5, || {
                black_box(evaluation.analysed(Budget::default()));
            });
            (
                time,
                evaluation
                    .analysed(Budget::default())
                    .analyses()
                    .filter(|found| found.proof == Proof::Unproven)
                    .count(),
            )
        })
        .collect();
    let mut times: Vec<Duration> = cases.iter().map(|(time, _)| *time).collect();
    times.sort();
    let unproven = cases.iter().filter(|(_, unproven)| *unproven > 0).count();
    println!(
        "\nthe {} cases of the rulebook: median {:.1?}, nine of ten within {:.1?}, most {:.1?}; unproven in {unproven}",
        cases.len(),
        times[cases.len() / 2],
        times[cases.len() * 9 / 10],
        times[cases.len() - 1]
    );
}

/// Random rulebooks of one decision between four options: four rules a question, each on one to three questions, half of
/// the questions answered, and all of them. The figures are medians over a few rulebooks of each size.
fn scale() {
    const RULEBOOKS: u64 = 9;
    println!("\nrandom rulebooks, four rules a question; medians of {RULEBOOKS}; nodes for each part, time for all\n");
    println!(
        "{:>9} {:>6} {:>9} {:>8} {:>9} {:>8} {:>10} {:>11}",
        "questions", "rules", "answered", "settled", "decisive", "flips", "time", "unproven"
    );
    for (answered, step) in [("half", 2), ("all", 1)] {
        for questions in [25, 50, 100, 200] {
            let mut rows: Vec<[u64; 3]> = Vec::new();
            let (mut times, mut unproven) = (Vec::new(), 0);
            for seed in 1..=RULEBOOKS {
                let rulebook = rulebook(questions, seed);
                let mut random = Xorshift(seed * 7919);
                let mut answers = rulebook.answers();
                for question in rulebook.questions().iter().step_by(step) {
                    let ids = ["a", "b", "c"];
                    answers.set(&question.id, ids[random.below(3)]).expect("an answer");
                }
                let evaluation = answers.evaluate();
                black_box(evaluation.is_settled("choice", Budget(1)).expect("a decision")); // builds what is built once
                let start = Instant::now();
                let analysed = evaluation.analysed(Budget::default());
                times.push(start.elapsed());
                let analysis = analysed.analysis("choice").expect("it was analysed");
                let effort = analysis.effort;
                unproven += usize::from(analysis.proof == Proof::Unproven);
                rows.push([effort.settled, effort.decisive, effort.flips]);
            }
            times.sort_unstable();
            let median = |part: usize| {
                let mut nodes: Vec<u64> = rows.iter().map(|row| row[part]).collect();
                nodes.sort_unstable();
                nodes[nodes.len() / 2]
            };
            println!(
                "{questions:>9} {:>6} {answered:>9} {:>8} {:>9} {:>8} {:>10.1?} {:>11}",
                4 * questions,
                median(0),
                median(1),
                median(2),
                times[times.len() / 2],
                format!("{unproven} of {RULEBOOKS}")
            );
        }
    }
}
