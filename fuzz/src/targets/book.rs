//! Rulebooks to every output.

use arbitrary::Unstructured;
use leadership_advisor::Rulebook;

use super::{parts, plain_answers};
use crate::{made, outputs};

/// The text of a rulebook, and behind a line of `=====` that of answers, if it has any.
pub fn rulebook(bytes: &[u8]) {
    let parts = parts(bytes);
    let Some((text, answers)) = parts.split_first() else { return };
    let files = [("fuzzed.yaml".to_owned(), text.clone())];
    everything(&files, answers.first().map(Vec::as_slice), outputs::budget(bytes));
}

/// A rulebook drawn from the bytes.
pub fn made(bytes: &[u8]) {
    let Ok(made) = made::made(&mut Unstructured::new(bytes)) else { return };
    let files = [("made.yaml".to_owned(), (made.rulebook + &made.tested).into_bytes())];
    let [first, second] = &made.answers;
    let budget = outputs::budget(bytes);
    let Some(rulebook) = everything(&files, Some(first.as_bytes()), budget) else { return };
    // Answers are drawn so that the rulebook takes them.
    let read = |text: &String| rulebook.parse_answers("made", text).unwrap_or_else(|problems| panic!("{problems}"));
    outputs::of_comparison(&read(first), &read(second));
}

/// Files of two or three layers, cut at lines of `=====`. The first may be empty: then the others lie over the shipped one.
pub fn layers(bytes: &[u8]) {
    let layers: Vec<_> = parts(bytes)
        .into_iter()
        .filter(|text| !text.trim_ascii().is_empty())
        .map(|text| [("layer.yaml", text)])
        .collect();
    match Rulebook::parse_layers(layers.clone()) {
        Err(problems) => outputs::of_findings(&problems),
        Ok(rulebook) => {
            let again = Rulebook::parse_layers(layers).unwrap_or_else(|problems| panic!("read once only: {problems}"));
            assert_eq!(rulebook.fingerprint(), again.fingerprint());
            let budget = outputs::budget(bytes);
            let answers = plain_answers(&rulebook, 2);
            // The shipped rulebook is too large to be looked at a million times: what lies over it is read, and that is all.
            if rulebook.questions().len() < 20 {
                outputs::of_rulebook(&rulebook, &[], budget);
                outputs::of_tests(&rulebook, false, budget);
                outputs::of_answers(&answers, budget);
            } else {
                outputs::saved(&answers);
            }
        }
    }
}

fn everything(
    files: &[(String, Vec<u8>)],
    answers: Option<&[u8]>,
    budget: leadership_advisor::Budget,
) -> Option<Rulebook> {
    let read = || Rulebook::parse_files(files.iter().map(|(name, text)| (name, text)));
    match read() {
        Err(problems) => {
            outputs::of_findings(&problems);
            let again = read().expect_err("the same text is right and wrong");
            assert_eq!(again.to_string(), problems.to_string(), "the same text, other findings");
            None
        }
        Ok(rulebook) => {
            outputs::of_rulebook(&rulebook, files, budget);
            outputs::of_tests(&rulebook, false, budget);
            outputs::of_answers(&rulebook.answers(), budget);
            outputs::of_answers(&plain_answers(&rulebook, 1), budget);
            match answers.map(|text| rulebook.parse_answers("answers.yaml", text)) {
                Some(Ok(answers)) => outputs::of_answers(&answers, budget),
                Some(Err(problems)) => outputs::of_findings(&problems),
                None => {}
            }
            Some(rulebook)
        }
    }
}
