//! The shipped rulebook in a program of one's own: answers from code, then the outcome, how sure it is, and why.
//!
//! `cargo run -p leadership-advisor --example embed`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use leadership_advisor::{AnswerError, Budget, Rulebook};

fn main() -> Result<(), AnswerError> {
    let rulebook = Rulebook::builtin();
    let mut answers = rulebook.answers();
    answers.set("stage", "scaling")?;
    answers.set("hurts", ["apart", "closing"])?;

    let evaluation = answers.evaluate();
    for (result, analysis) in evaluation.analysed(Budget::default()).decisions() {
        let chosen: Vec<&str> = result.outcome.iter().map(|option| option.title.as_str()).collect();
        println!("{} {} ({})", result.decision.title, chosen.join("; "), result.verdict);
        println!("  settled, whatever is still open: {}", analysis.map(|found| found.settled).unwrap_or_default());
        for reason in result.ranking.iter().filter(|standing| standing.chosen).flat_map(|standing| &standing.reasons) {
            println!("  {:+} {}", reason.points, reason.rule.because);
        }
    }
    Ok(())
}
