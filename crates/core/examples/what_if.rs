//! What if? Two sets of answers side by side, and the smallest changes that would lead to another outcome.
//!
//! `cargo run -p leadership-advisor --example what_if`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;

use leadership_advisor::{Budget, Rulebook};

fn main() -> Result<(), Box<dyn Error>> {
    let mut answers = Rulebook::builtin().answers();
    answers.set("stage", "scaling")?;
    answers.set("hurts", ["apart"])?;
    let today = answers.evaluate();
    answers.set_text("hurts", "unknown,leads")?;
    let instead = answers.evaluate();

    for difference in &today.compare(&instead)?.decisions {
        let title = &difference.first.decision.title;
        println!("{title} {}", if difference.is_another { "It would come out differently:" } else { "No change." });
        for reason in &difference.reasons {
            println!("  {} {}", if reason.is_new { "new:" } else { "gone:" }, reason.rule.because);
        }
    }
    for analysis in today.analysed(Budget::default()).analyses() {
        // The smallest sets of changes stand side by side, and one of them is enough here.
        let mut told = Vec::new();
        for flip in analysis.flips.iter().filter(|flip| flip.reachable) {
            if told.contains(&&flip.to.id) {
                continue;
            }
            told.push(&flip.to.id);
            let changes: Vec<&str> = flip.changes.iter().map(|change| change.question.ask.as_str()).collect();
            println!("“{}” takes another answer to: {}", flip.to.title, changes.join(" / "));
        }
    }
    Ok(())
}
