//! Many clients on all cores: a rulebook is cheap to share, and every thread evaluates answers of its own.
//!
//! `cargo run --release -p leadership-advisor --example threads`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::collections::BTreeMap;
use std::thread;

use leadership_advisor::{AnswerError, Evaluation, Rulebook};

const THREADS: usize = 4;

fn main() -> Result<(), AnswerError> {
    let rulebook = Rulebook::builtin();
    let clients = clients(&rulebook);
    let share = clients.len().div_ceil(THREADS).max(1);
    let counts = thread::scope(|scope| {
        let parts = clients.chunks(share);
        let threads: Vec<_> = parts.map(|part| scope.spawn(|| count(&rulebook, part))).collect();
        // A thread gives an error back; that one panics is not expected of it.
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect::<Result<Vec<_>, _>>()
    })?;

    let mut sum: BTreeMap<String, usize> = BTreeMap::new();
    for (outcome, clients) in counts.into_iter().flatten() {
        *sum.entry(outcome).or_default() += clients;
    }
    for (outcome, clients) in sum {
        println!("{clients:>6}  {outcome}");
    }
    Ok(())
}

/// Stage, trouble and money of each client: here, all that there are.
fn clients(rulebook: &Rulebook) -> Vec<[String; 3]> {
    let ids = |question: &str| -> Vec<String> {
        let question = rulebook.question(question);
        question.iter().flat_map(|question| question.answers()).map(|answer| answer.id.clone()).collect()
    };
    let (stages, troubles, sums) = (ids("stage"), ids("hurts"), ids("money"));
    let pairs = stages.iter().flat_map(|stage| troubles.iter().map(move |trouble| (stage, trouble)));
    pairs.flat_map(|(stage, trouble)| sums.iter().map(move |money| [stage, trouble, money].map(Clone::clone))).collect()
}

/// How many of some clients come to which outcome of the first decision.
fn count(rulebook: &Rulebook, clients: &[[String; 3]]) -> Result<BTreeMap<String, usize>, AnswerError> {
    let mut counts = BTreeMap::new();
    for [stage, trouble, money] in clients {
        let mut answers = rulebook.answers();
        answers.set("stage", stage.as_str())?;
        answers.set("hurts", vec![trouble.clone()])?;
        answers.set("money", money.as_str())?;
        *counts.entry(outcome(&answers.evaluate())).or_default() += 1;
    }
    Ok(counts)
}

fn outcome(evaluation: &Evaluation) -> String {
    let chosen =
        evaluation.decisions().next().and_then(|result| result.outcome.first().map(|option| option.title.clone()));
    chosen.unwrap_or_else(|| "no outcome".to_owned())
}
