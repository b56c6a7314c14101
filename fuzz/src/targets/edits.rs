//! What an edit means, and what tests would notice of one.

use std::fmt::Write;

use arbitrary::Unstructured;
use leadership_advisor::{Choose, Rulebook};

use super::parts;
use crate::{made, mutation, outputs};

/// Two versions: texts cut at a line of `=====`, or where there is no such line, a rulebook drawn from the bytes and the same
/// with some of its text changed.
pub fn diff(bytes: &[u8]) {
    let (old, new) = match parts(bytes).as_slice() {
        [old, new, ..] => (old.clone(), new.clone()),
        _ => {
            let mut u = Unstructured::new(bytes);
            let seed = u.arbitrary().unwrap_or(0);
            let Ok(made) = made::made(&mut u) else { return };
            let old = (made.rulebook + &made.tested).into_bytes();
            let new = mutation::mutated(&old, 1 << 16, seed).unwrap_or_else(|| old.clone());
            (old, new)
        }
    };
    let read = |text: &[u8]| Rulebook::parse("version.yaml", text);
    let (Ok(old), Ok(new)) = (read(&old), read(&new)) else { return };
    outputs::of_difference(&old, &new);
    outputs::of_difference(&new, &old);
    let same = outputs::of_difference(&old, &old);
    assert!(
        same.edits.is_empty() && same.decisions.iter().all(|shift| shift.turns.is_empty()),
        "it differs from itself"
    );
}

/// A rulebook drawn from the bytes, with cases that expect what comes out.
pub fn mutation(bytes: &[u8]) {
    let Ok(made) = made::made(&mut Unstructured::new(bytes)) else { return };
    let Ok(rulebook) = Rulebook::parse("made.yaml", &made.rulebook) else { return };
    let mut text = made.rulebook + "cases:\n";
    for (nth, answers) in made.answers.iter().enumerate() {
        let Ok(answers) = rulebook.parse_answers("made", answers) else { return };
        let evaluation = answers.evaluate();
        let mut expected = Vec::new();
        for result in evaluation.decisions() {
            let outcome: Vec<&str> = result.outcome.iter().map(|option| option.id.as_str()).collect();
            let id = &result.decision.id;
            expected.push(match (&result.decision.choose, outcome.as_slice()) {
                (Choose::One { .. }, [one]) => format!("{id}: {one}"),
                (Choose::One { .. }, _) => format!("{id}: none"),
                (Choose::Many { .. }, all) if !all.is_empty() => format!("{id}: {{includes: [{}]}}", all.join(", ")),
                _ => continue,
            });
        }
        let expected = expected.join(", ");
        let _ = writeln!(text, "  - {{name: case {nth}, answers: {}, expect: {{{expected}}}}}", answers.in_case());
    }
    let rulebook = Rulebook::parse("cased.yaml", &text).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    assert!(rulebook.run_cases().all(|case| case.passed()), "a case that expects what came out fails");
    outputs::of_tests(&rulebook, true, outputs::budget(bytes));
}
