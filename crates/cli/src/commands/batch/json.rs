//! JSON lines, in and out: one company a line.

use std::collections::HashSet;
use std::fmt;

use leadership_advisor::{Answer, Batch, Choose, Notation, QuestionKind, Rulebook, Scores};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::pieces::Piece;
use super::rows::{RowView, Rows};

/// A line of the input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'l> {
    /// As it was written: a number of many digits is to come out digit for digit.
    #[serde(borrow, default)]
    id: Option<&'l RawValue>,
    answers: Given,
}

/// More mistakes than this are counted and not told one by one.
const MOST_TOLD: usize = 20;

/// Ids of questions with what is answered to them, in the order of the line. Each may stand there once.
struct Given(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Given;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answers by the ids of their questions")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
                let mut given: Vec<(String, Value)> = Vec::new();
                let mut seen = HashSet::new();
                while let Some((id, value)) = map.next_entry::<String, Value>()? {
                    if !seen.insert(id.clone()) {
                        return Err(serde::de::Error::custom(format_args!("`{id}` is answered twice")));
                    }
                    given.push((id, value));
                }
                Ok(Given(given))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Reads the rows of a piece.
pub(super) fn read(rulebook: &Rulebook, piece: &Piece, batch: &mut Batch, rows: &mut Rows) {
    for (line, text) in (piece.line..).zip(piece.text.split(|byte| *byte == b'\n')) {
        // Some editors begin a file with a mark of its encoding.
        let text = text.strip_prefix(b"\xEF\xBB\xBF").filter(|_| line == 1).unwrap_or(text);
        if text.trim_ascii().is_empty() {
            continue;
        }
        if !text.trim_ascii_start().starts_with(b"{") {
            let why = "a row is written as {\"id\": \"acme\", \"answers\": {}}";
            rows.push("", false, Some((line, why.to_owned())));
            continue;
        }
        match serde_json::from_slice::<Line<'_>>(text) {
            Err(error) => rows.push("", false, Some((line, in_words(&error, text)))),
            Ok(Line { id, answers }) => {
                let Some((name, is_number)) = name(id.map_or("null", RawValue::get)) else {
                    rows.push("", false, Some((line, "`id` takes text or a number".to_owned())));
                    continue;
                };
                rows.push(&name, is_number, push(rulebook, answers, batch).err().map(|error| (line, error)));
            }
        }
    }
    if let Some((line, why)) = piece.broken {
        rows.push("", false, Some((line, why.to_owned())));
    }
}

/// The name in an id, and whether it is a number. `None` if it is neither text nor a number.
fn name(id: &str) -> Option<(String, bool)> {
    match id.bytes().next() {
        Some(b'n') => Some((String::new(), false)),
        Some(b'"') => serde_json::from_str(id).ok().map(|name| (name, false)),
        Some(b'-' | b'0'..=b'9') => Some((id.to_owned(), true)),
        _ => None,
    }
}

/// What is wrong with a line, with the column where it was seen.
fn in_words(error: &serde_json::Error, text: &[u8]) -> String {
    if std::str::from_utf8(text).is_err() {
        return "the line is not UTF-8".to_owned();
    }
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    if error.is_eof() {
        return "the line ends in the middle of a row".to_owned();
    }
    format!("{what}, at column {}", error.column())
}

fn push(rulebook: &Rulebook, Given(given): Given, batch: &mut Batch) -> Result<(), String> {
    let mut wrong = Vec::new();
    let mut answers = Vec::new();
    let questions = rulebook.questions().len();
    let mut given = given;
    if given.len() > questions + MOST_TOLD {
        // Most of them answer nothing. The first few show what is wrong.
        wrong.push(format!("{} answers, where the rulebook has {questions} questions", given.len()));
        given.truncate(MOST_TOLD);
    }
    for (id, value) in &given {
        match answer(rulebook, id, value) {
            Ok(answer) => answers.extend(answer.map(|answer| (id.as_str(), answer))),
            Err(error) => wrong.push(error),
        }
    }
    if wrong.is_empty() {
        return batch.push_pairs(answers).map_err(|error| error.to_string());
    }
    // What else is wrong with the row is to be said as well.
    let mut trial = rulebook.answers();
    let more = answers.into_iter().filter_map(|(id, answer)| trial.set(id, answer).err());
    wrong.extend(more.map(|error| match error.help_in(Notation::Json) {
        Some(help) => format!("{error} ({help})"),
        None => error.to_string(),
    }));
    let more = wrong.len().saturating_sub(MOST_TOLD);
    wrong.truncate(MOST_TOLD);
    if more > 0 {
        wrong.push(format!("and {more} more"));
    }
    Err(wrong.join("; "))
}

/// An answer as the library takes it; nothing for `null`.
fn answer(rulebook: &Rulebook, id: &str, value: &Value) -> Result<Option<Answer>, String> {
    let is_yes_no = rulebook.question(id).is_some_and(|question| question.kind == QuestionKind::YesNo);
    Ok(Some(match value {
        Value::Null => return Ok(None),
        Value::Bool(yes) => Answer::YesNo(*yes),
        Value::String(word) if is_yes_no && word == "yes" => Answer::YesNo(true),
        Value::String(word) if is_yes_no && word == "no" => Answer::YesNo(false),
        Value::String(id) => Answer::Choice(id.clone()),
        Value::Number(number) => {
            match number.as_i64().or_else(|| number.to_string().strip_suffix(".0")?.parse().ok()) {
                Some(number) => Answer::Number(number),
                None => return Err(format!("`{id}`: {number} is no whole number that can be counted with")),
            }
        }
        Value::Array(members) => {
            let ids: Option<Vec<String>> = members.iter().map(|id| id.as_str().map(str::to_owned)).collect();
            Answer::Many(ids.ok_or_else(|| format!("`{id}` takes a list of ids of its answers"))?)
        }
        Value::Object(_) => return Err(format!("`{id}` takes an answer, not a mapping")),
    }))
}

/// Writes the rows of one piece.
pub(super) struct Linewise<'r> {
    rulebook: &'r Rulebook,
    out: Vec<u8>,
    /// The keys of each decision: outcome, verdict, margin.
    keys: Vec<[String; 3]>,
}

impl<'r> Linewise<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        let decisions = rulebook.decisions().iter().map(|decision| &decision.id);
        let keys = decisions.map(|id| [id.clone(), format!("{id}.verdict"), format!("{id}.margin")]);
        Linewise { rulebook, out: Vec::new(), keys: keys.collect() }
    }

    pub(super) fn write(&mut self, row: RowView<'_>, scores: Option<Scores<'_>>) {
        let mut line = serde_json::Serializer::new(&mut self.out);
        // Memory can be written to, and nothing in a row is not JSON.
        let _ = entries(&mut line, row, scores, self.rulebook, &self.keys);
        self.out.push(b'\n');
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out
    }
}

fn entries(
    line: &mut serde_json::Serializer<&mut Vec<u8>>,
    row: RowView<'_>,
    scores: Option<Scores<'_>>,
    rulebook: &Rulebook,
    keys: &[[String; 3]],
) -> serde_json::Result<()> {
    let mut line = line.serialize_map(None)?;
    match row.name {
        "" => line.serialize_entry("id", &Value::Null)?,
        name if row.is_number => line.serialize_entry("id", &RawValue::from_string(name.to_owned())?)?,
        name => line.serialize_entry("id", name)?,
    }
    let mut results = scores.map(|scores| scores.decisions());
    for (decision, [outcome, verdict, margin]) in rulebook.decisions().iter().zip(keys) {
        let score = results.as_mut().and_then(Iterator::next);
        let chosen = score.map(|score| score.outcome().map(|option| option.id.as_str()));
        match decision.choose {
            Choose::One { .. } => line.serialize_entry(outcome, &chosen.and_then(|mut chosen| chosen.next()))?,
            Choose::Many { .. } => line.serialize_entry(outcome, &chosen.map(Iterator::collect::<Vec<_>>))?,
        }
        line.serialize_entry(verdict, &score.map(|score| score.verdict().name()))?;
        line.serialize_entry(margin, &score.and_then(|score| score.margin()))?;
    }
    line.serialize_entry("error", &row.error)?;
    line.end()
}
