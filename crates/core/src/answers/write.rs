//! Answers as the text of an answers file that people edit and send.

use std::fmt::Write;

use super::{Answer, Answers};
use crate::yaml::is_odd;

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
        let value = match answer {
            Answer::Choice(id) => word(&id),
            Answer::Many(ids) => format!("[{}]", ids.iter().map(|id| word(id)).collect::<Vec<_>>().join(", ")),
            Answer::Number(number) => number.to_string(),
            Answer::YesNo(yes) => if yes { "yes" } else { "no" }.to_owned(),
        };
        let _ = writeln!(text, "  # {}\n  {}: {value}", comment(&question.ask), word(&question.id));
    }
    text
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
