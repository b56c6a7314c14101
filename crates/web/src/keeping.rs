//! Answers that are kept or sent: answers files, and the links that carry answers.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, Answers, Rulebook};
use serde::{Deserialize, Serialize};

use crate::refusal::{Mistake, Refusal, findings};
use crate::request::AnswerMap;

/// Answers that were read.
#[derive(Serialize)]
pub(crate) struct Kept {
    company: Option<String>,
    answers: BTreeMap<String, Answer>,
    /// What is not taken of a link that an older page made.
    errors: Vec<Mistake>,
}

/// An answers file.
#[derive(Serialize)]
pub(crate) struct Written {
    text: String,
}

/// What a link carries.
#[derive(Deserialize)]
struct Link {
    rulebook: String,
    #[serde(default)]
    company: Option<String>,
    answers: AnswerMap,
}

/// Answers from a file, all of them or none; from a link, those that the rulebook takes.
pub(crate) fn read(rulebook: &Rulebook, text: Option<String>, link: Option<String>) -> Result<Kept, Refusal> {
    match (text, link) {
        (Some(text), None) => {
            let answers = rulebook.parse_answers("answers", text).map_err(|problems| {
                Refusal::of("answers_file", "This isn't an answers file for this questionnaire.", findings(&problems))
            })?;
            Ok(kept(&answers, Vec::new()))
        }
        (None, Some(link)) => {
            let link: Link = serde_json::from_str(&link)
                .map_err(|_| Refusal::new("link", "The link has no answers for this questionnaire."))?;
            if link.rulebook != rulebook.id() {
                return Err(Refusal::new("other_rulebook", "The link carries answers to another questionnaire."));
            }
            let mut answers = rulebook.answers();
            let taken = |(question, answer): (&String, &Answer)| answers.set(question, answer).err();
            let errors: Vec<_> = link.answers.iter().filter_map(taken).collect();
            answers.set_company(link.company);
            Ok(kept(&answers, errors.iter().map(Mistake::from).collect()))
        }
        _ => Err(Refusal::new("request", "Give `text` or `link`.")),
    }
}

fn kept(answers: &Answers, errors: Vec<Mistake>) -> Kept {
    Kept { company: answers.company().map(str::to_owned), answers: answers.to_map(), errors }
}

/// The answers file, as the program saves it.
pub(crate) fn write(answers: &Answers) -> Written {
    Written { text: answers.to_yaml() }
}
