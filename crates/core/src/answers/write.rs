//! Answers as an answers file: the text that people edit and send, and what programs keep.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Answer, Answers};
use crate::yaml::is_odd;

/// As an answers file, so that [`Rulebook::parse_answers`](crate::Rulebook::parse_answers) reads the JSON back.
impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answers: BTreeMap<&str, Answer> =
            self.iter().map(|(question, answer)| (question.id.as_str(), answer)).collect();
        let mut file = serializer.serialize_struct("Answers", 3)?;
        file.serialize_field("rulebook", self.rulebook().id())?;
        match self.company() {
            Some(company) => file.serialize_field("company", company)?,
            None => file.skip_field("company")?,
        }
        file.serialize_field("answers", &answers)?;
        file.end()
    }
}

pub(super) fn to_yaml(answers: &Answers) -> String {
    let mut text = format!("rulebook: {}\n", word(answers.rulebook().id()));
    if let Some(company) = answers.company() {
        let _ = writeln!(text, "company: {}", quoted(company));
    }
    if answers.is_empty() {
        text.push_str("answers: {}\n");
        return text;
    }
    text.push_str("answers:\n");
    for (question, answer) in answers.iter() {
        let _ = writeln!(text, "  # {}\n  {}: {}", comment(&question.ask), word(&question.id), value(&answer));
    }
    text
}

/// Where the answers of a case begin, and where their line is broken.
const FIRST_COLUMN: usize = "  answers: {".len();
const WIDEST: usize = 76;

/// The answers as they stand in a case, on few lines: `{stage: growth, goals: [brand, leads]}`.
pub(super) fn in_case(answers: &Answers) -> String {
    let mut text = String::from("{");
    let mut column = FIRST_COLUMN;
    for (nth, (question, answer)) in answers.iter().enumerate() {
        let entry = format!("{}: {}", word(&question.id), value(&answer));
        if nth > 0 && column + entry.len() > WIDEST {
            text.push_str(",\n    ");
            column = 4;
        } else if nth > 0 {
            text.push_str(", ");
        }
        column += entry.len() + 2;
        text.push_str(&entry);
    }
    text + "}"
}

fn value(answer: &Answer) -> String {
    match answer {
        Answer::Choice(id) => word(id),
        Answer::Many(ids) => format!("[{}]", ids.iter().map(|id| word(id)).collect::<Vec<_>>().join(", ")),
        Answer::Number(number) => number.to_string(),
        Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

/// An id. Those that some reader of YAML takes for something else are quoted.
fn word(id: &str) -> String {
    match id {
        "yes" | "no" | "on" | "off" | "y" | "n" | "true" | "false" | "null" => format!("\"{id}\""),
        _ => id.to_owned(),
    }
}

/// A double-quoted scalar, which every reader of YAML and JSON reads alike.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || is_odd(c) => {
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// One line without anything that ends a comment or a line.
fn comment(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() || is_odd(c) { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
