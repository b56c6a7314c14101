//! What became of answers to an older version of a rulebook, a line for each.

use std::fmt::Write;

use leadership_advisor::{Evaluation, Migration, MigrationStep};

use crate::clean::clean;

/// What was converted, what was dropped, and which questions that apply are still open.
pub fn migration_text(migration: &Migration, evaluation: &Evaluation) -> String {
    let mut text = String::new();
    for step in &migration.steps {
        let _ = match step {
            MigrationStep::Converted { from: (question, answer), to: (now, into) } => {
                writeln!(text, "converted `{}` to `{now}: {into}`", clean(&format!("{question}: {answer}")))
            }
            MigrationStep::Dropped { from: (question, answer), why } => {
                writeln!(text, "dropped `{}`: {}", clean(&format!("{question}: {answer}")), clean(why))
            }
            _ => Ok(()),
        };
    }
    for question in evaluation.unanswered() {
        let _ = writeln!(text, "open: `{}`, {}", question.id, clean(&question.ask));
    }
    text
}
