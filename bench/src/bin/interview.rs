//! What the questionnaire costs between two questions of the shipped rulebook. Prints a table.
//!
//! `cargo run --release --bin interview` in this folder. The companies are the cases of the rulebook; what a case does not
//! say is left open. Times are of one core,
//! the least of five runs.

use std::time::{Duration, Instant};

use leadership_advisor::{Interview, Rulebook};

fn main() {
    let rulebook = Rulebook::builtin();
    let mut begin: Vec<Duration> = Vec::new();
    let mut step: Vec<Duration> = Vec::new();
    let mut remainder: Vec<Duration> = Vec::new();
    for result in rulebook.run_cases() {
        let founder = result.evaluation.answers();
        let (time, mut interview) = least(|| Interview::new(rulebook.answers()));
        begin.push(time);
        for rest in [false, true] {
            while let Some(question) = interview.question() {
                let answer = founder.get(&question.id);
                let (time, next) = least(|| {
                    let mut next = interview.clone();
                    match answer.clone() {
                        Some(answer) => next.answer(answer).expect("an answer of the case"),
                        None => next.skip(),
                    }
                    next
                });
                step.push(time);
                interview = next;
            }
            if !rest {
                remainder.push(least(|| interview.remainder().more).0);
                interview.go_on();
            }
        }
    }
    println!("{:<26} {:>6} {:>10} {:>10}", "what", "times", "median", "most");
    for (name, mut times) in [("first question", begin), ("next question", step), ("what remains", remainder)] {
        times.sort_unstable();
        let median = times[times.len() / 2];
        let most = times[times.len() - 1];
        println!("{name:<26} {:>6} {median:>10.1?} {most:>10.1?}", times.len());
    }
}

/// The least time of five runs, and what they come to.
fn least<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let start = Instant::now();
        let done = run();
        (start.elapsed(), done)
    };
    let mut best = timed();
    for _ in 0..4 {
        let again = timed();
        if again.0 < best.0 {
            best = again;
        }
    }
    best
}
