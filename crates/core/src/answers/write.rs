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

/// A double-quoted scalar, in which nothing invisible stands as it is. The value is kept.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match (c, u32::from(c)) {
            ('"' | '\\', _) => quoted.extend(['\\', c]),
            (c, code) if is_unseen(c) => {
                let _ = if code > 0xFFFF { write!(quoted, "\\U{code:08x}") } else { write!(quoted, "\\u{code:04x}") };
            }
            (c, _) => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// One line without anything that ends a comment or a line, and without what cannot be seen.
fn comment(text: &str) -> String {
    let seen = text.chars().filter(|c| is_odd(*c) || c.is_whitespace() || !is_unseen(*c));
    let clean: String = seen.map(|c| if is_unseen(c) { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether nothing is seen of a character, and it may do something all the same: controls, characters without width, marks
/// that turn the direction of writing, and tags. The joiner of emoji is none, for it is seen by what it joins.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || is_odd(c)
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{comment, is_unseen};
    use crate::rulebook::Rulebook;

    #[test]
    fn what_is_not_seen_is_written_as_an_escape_and_read_back() {
        let rulebook = Rulebook::builtin();
        let company: String = (0..=0xE_FFFF).filter_map(char::from_u32).filter(|c| is_unseen(*c)).collect();
        let company = format!("Firm \u{1F469}\u{200D}\u{1F4BC} {company}.");
        let mut answers = rulebook.answers();
        answers.set_company(Some(company.clone()));
        let yaml = answers.to_yaml();
        assert_eq!(yaml.chars().find(|c| *c != '\n' && is_unseen(*c)), None);
        for escape in ["\\u202e", "\\u2066", "\\u061c", "\\u200b", "\\U000e0041", "\\u001b", "\\ufeff"] {
            assert!(yaml.contains(escape), "{escape}");
        }
        let back = rulebook.parse_answers("answers.yaml", &yaml).expect("what was written can be read");
        assert_eq!(back.company(), Some(company.as_str()));
    }

    #[test]
    fn a_comment_is_one_line_of_what_is_seen() {
        assert_eq!(comment("a\u{2028}b\n c\u{202e}d\u{200b}e\u{1b}f"), "a b cde f");
    }
}
