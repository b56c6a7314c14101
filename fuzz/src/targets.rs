//! What is fuzzed, a function of bytes for each.

mod book;
mod edits;
mod asked;
mod tables;

use std::sync::LazyLock;

use leadership_advisor::{Answers, Rulebook, Scorer};

pub use asked::{answers, interview, numbers, set};
pub use book::{layers, made, rulebook};
pub use edits::{diff, mutation};
pub use tables::{csv, json_lines};

/// A name, and what is to be done with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target. What each of them is given in the folder of its name under `corpus` is replayed.
pub const TARGETS: &[Target] = &[
    ("rulebook", rulebook),
    ("made", made),
    ("layers", layers),
    ("diff", diff),
    ("mutation", mutation),
    ("answers", answers),
    ("set", set),
    ("interview", interview),
    ("csv", csv),
    ("json_lines", json_lines),
    ("numbers", numbers),
];

/// A rulebook with a question of each type, for targets that are about answers.
static SMALL: LazyLock<Rulebook> = LazyLock::new(|| {
    let text = include_str!("small.yaml");
    Rulebook::parse("small.yaml", text).unwrap_or_else(|problems| panic!("{problems}"))
});

/// What takes the longest to make of it.
static SMALL_SCORER: LazyLock<Scorer> = LazyLock::new(|| SMALL.scorer());

fn small() -> &'static Rulebook {
    &SMALL
}

/// The text of an input that several texts share, cut at lines of `=====`.
fn parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = vec![Vec::new()];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match (line.trim_ascii_end(), parts.last_mut()) {
            (b"=====", _) => parts.push(Vec::new()),
            (_, Some(last)) => last.extend_from_slice(line),
            _ => {}
        }
    }
    parts
}

/// Answers that are everywhere the same, so that something is found about a rulebook that came without any: the first answer
/// to every question, or to every other one.
fn plain_answers(rulebook: &Rulebook, step: usize) -> Answers {
    let mut answers = rulebook.answers();
    for question in rulebook.questions().iter().step_by(step) {
        let first = question.answers().first().map_or("yes", |answer| answer.id.as_str());
        for text in [first, "0", "1"] {
            if answers.set_text(&question.id, text).is_ok() {
                break;
            }
        }
    }
    answers
}
