//! A draft of a map, made from a table: which column is about which question, and which values are no answers yet.
//!
//! What the program would read by itself is written down, so that it can be changed. What it would not read is a comment with
//! the nearest name, since a guess is somebody else's to make. The draft is a map as it stands.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use csv::ReaderBuilder;
use leadership_advisor::{Heading, Question, QuestionKind, Rulebook, SheetReader};
use leadership_advisor_report::{clean, count};
use serde_json::Value;

use super::cut::Cut;
use super::elements::BETWEEN;
use super::flow::Reading;
use super::header::{Header, Role};
use super::pieces::Piece;
use crate::exit::Failure;

/// So many different values of a column are told.
const MOST_VALUES: usize = 40;
/// So many columns of JSON are looked at, and values of so many bytes.
const MOST_COLUMNS: usize = 500;
const LONGEST: usize = 120;
/// Shorter words say little.
const SHORTEST_WORD: usize = 4;

/// What was seen of a table.
#[derive(Default)]
struct Seen {
    /// The columns in their order.
    columns: Vec<String>,
    /// For questions, the values that are no answers, with how often they stand there and the id of a near answer.
    values: BTreeMap<String, BTreeMap<String, (u64, Option<String>)>>,
}

/// The map, as YAML.
pub(super) fn draft(reader: &SheetReader, reading: &Reading, mut pieces: Cut, name: &str) -> Result<String, Failure> {
    let mut seen = Seen::default();
    if let Reading::Csv(header) = reading {
        seen.columns.clone_from(&header.names);
    }
    while let Some(piece) = pieces.next()? {
        match reading {
            Reading::Csv(header) => seen.table(reader, header, &piece),
            Reading::JsonLines => seen.json(reader, &piece, b'\n'),
            Reading::JsonArray => seen.json(reader, &piece, BETWEEN),
        }
    }
    Ok(written(reader, &seen, name))
}

impl Seen {
    fn table(&mut self, reader: &SheetReader, header: &Header, piece: &Piece) {
        let mut table = ReaderBuilder::new();
        let mut table = table.has_headers(false).flexible(true).delimiter(header.delimiter).from_reader(&*piece.text);
        // Rows that are no text are the run's to report.
        for row in table.records().flatten() {
            let cells = row.iter().zip(&header.roles).filter(|(_, role)| **role == Role::Question);
            for ((cell, _), question) in cells.zip(&header.questions) {
                self.value(reader, question, cell);
            }
        }
    }

    fn json(&mut self, reader: &SheetReader, piece: &Piece, between: u8) {
        for text in piece.text.split(|byte| *byte == between) {
            let Ok(Value::Object(mut row)) = serde_json::from_slice(text) else { continue };
            let entries = match row.get_mut("answers").map(Value::take) {
                Some(Value::Object(answers)) => {
                    row.remove("answers");
                    answers.into_iter().chain(row).collect::<Vec<_>>()
                }
                _ => row.into_iter().collect(),
            };
            for (key, value) in entries {
                if self.columns.len() < MOST_COLUMNS && !self.columns.contains(&key) {
                    self.columns.push(key.clone());
                }
                let Heading::Question(question) = reader.known_heading(&key) else { continue };
                let texts = if let Value::Array(members) = value { members } else { vec![value] };
                texts.iter().filter_map(Value::as_str).for_each(|text| self.value(reader, &question, text));
            }
        }
    }

    fn value(&mut self, reader: &SheetReader, question: &str, cell: &str) {
        let cell = cell.trim();
        let values = self.values.entry(question.to_owned()).or_default();
        if let Some((times, _)) = values.get_mut(cell) {
            *times += 1;
            return;
        }
        if cell.len() > LONGEST || values.len() >= MOST_VALUES {
            return;
        }
        if let Err(error) = reader.read(question, cell) {
            values.insert(cell.to_owned(), (1, error.near().map(str::to_owned)));
        }
    }
}

fn written(reader: &SheetReader, seen: &Seen, name: &str) -> String {
    let rulebook = reader.rulebook();
    let mut out = String::new();
    let title = clean(rulebook.title());
    let _ = writeln!(
        out,
        "# How the columns of {} stand for the questions of “{title}” ({} {}).",
        clean(name),
        rulebook.id(),
        rulebook.version()
    );
    out.push_str("# A draft. What begins with `#` is yours to decide: correct it and take the `#` away. Then run\n");
    out.push_str("#   advisor batch TABLE --map THIS-FILE\n\n");
    let headings: Vec<(&String, Heading)> =
        seen.columns.iter().map(|name| (name, reader.known_heading(name))).collect();
    let rank = |heading: &Heading| if let Heading::Name(rank) = heading { Some(*rank) } else { None };
    let named = headings.iter().filter(|(_, heading)| rank(heading).is_some()).min_by_key(|(_, heading)| rank(heading));
    match named {
        Some((name, _)) => drop(writeln!(out, "id: {}", quoted(name))),
        None => out.push_str("# id: \"\"  # the column that names the rows\n"),
    }
    out.push_str("\ncolumns:\n");
    let mut columns: HashMap<&str, &String> = HashMap::new();
    for (name, heading) in &headings {
        if let Heading::Question(id) = heading {
            let own = columns.entry(id.as_str()).or_insert(*name);
            if *name == id {
                *own = *name;
            }
        }
    }
    let about = |question: &Question| columns.get(question.id.as_str()).copied();
    let free: Vec<&String> = headings
        .iter()
        .filter(|(name, heading)| !name.trim().is_empty() && matches!(heading, Heading::Other(_) | Heading::Unclear(_)))
        .map(|(name, _)| *name)
        .collect();
    for question in rulebook.questions() {
        if let Some(column) = about(question) {
            let _ = writeln!(out, "  {}: {}", question.id, quoted(column));
        }
    }
    let open: Vec<&Question> = rulebook.questions().iter().filter(|question| about(question).is_none()).collect();
    if !open.is_empty() && !free.is_empty() {
        let list: Vec<String> = free.iter().map(|name| quoted(name)).collect();
        let _ = writeln!(out, "  # No question has these columns yet: {}", list.join(", "));
    }
    let near_columns = NearColumns::of(reader, &free);
    for question in open {
        let near = near_columns.near(question);
        let _ = writeln!(
            out,
            "  # {}: {}  # {}",
            question.id,
            near.map_or("\"\"".to_owned(), |name| quoted(name)),
            clean(&question.ask)
        );
    }
    values(rulebook, seen, &mut out);
    let missing: Vec<String> = SheetReader::MISSING.iter().map(|word| quoted(word)).collect();
    let _ = writeln!(out, "\n# missing: [{}]  # words for what is not known", missing.join(", "));
    out.push_str("# decimal: comma  # where 1.200 is twelve hundred; `point` where 1,200 is\n");
    out
}

fn values(rulebook: &Rulebook, seen: &Seen, out: &mut String) {
    let mut is_begun = false;
    for question in rulebook.questions() {
        let Some(values) = seen.values.get(&question.id).filter(|values| !values.is_empty()) else { continue };
        if !is_begun {
            out.push_str("\nvalues:\n");
            is_begun = true;
        }
        let _ = writeln!(out, "  {}:\n    # {}", question.id, takes(question));
        for (value, (times, near)) in values {
            let near = near.as_deref().or_else(|| near_answer(question, value)).unwrap_or("null");
            let rows = count(*times, "row");
            let _ = writeln!(
                out,
                "    # {}: {near}  # {rows}{}",
                quoted(value),
                if near == "null" { "; null is unknown" } else { "" }
            );
        }
        if values.len() >= MOST_VALUES {
            let _ = writeln!(out, "    # and perhaps more");
        }
    }
}

/// What may be answered to a question.
fn takes(question: &Question) -> String {
    match &question.kind {
        QuestionKind::YesNo => "takes yes or no".to_owned(),
        QuestionKind::Number { unit, .. } if unit.is_empty() => "takes a whole number".to_owned(),
        QuestionKind::Number { unit, .. } => format!("takes a whole number of {}", clean(unit)),
        _ => {
            let answers = question.answers().iter().map(|answer| format!("{} ({})", answer.id, clean(&answer.label)));
            format!("takes {}", answers.collect::<Vec<_>>().join("; "))
        }
    }
}

/// A text in the quotes of YAML, which are those of JSON.
fn quoted(text: &str) -> String {
    Value::from(&*clean(text)).to_string()
}

/// The columns that no question has yet, as far as they are looked at.
struct NearColumns<'c> {
    /// With the words of each.
    columns: Vec<(&'c String, Vec<String>)>,
    /// For questions the first that is called almost as they are.
    by_name: HashMap<String, &'c String>,
}

impl<'c> NearColumns<'c> {
    fn of(reader: &SheetReader, free: &[&'c String]) -> Self {
        let mut by_name = HashMap::new();
        let columns: Vec<_> = free.iter().take(MOST_COLUMNS).map(|name| (*name, words(name))).collect();
        for (name, _) in &columns {
            if let Heading::Other(Some(near)) = reader.heading(name) {
                by_name.entry(near).or_insert(*name);
            }
        }
        NearColumns { columns, by_name }
    }

    /// The column that is called almost as a question, or else that shares most words with it.
    fn near(&self, question: &Question) -> Option<&'c String> {
        if let Some(name) = self.by_name.get(&question.id) {
            return Some(name);
        }
        let known: HashSet<String> = words(&question.ask).into_iter().chain(words(&question.id)).collect();
        let shared = |(_, own): &&(&'c String, Vec<String>)| own.iter().filter(|word| known.contains(*word)).count();
        let best = self.columns.iter().rev().max_by_key(shared)?;
        (shared(&best) > 0).then_some(best.0)
    }
}

/// The answer that shares most words with a value.
fn near_answer<'q>(question: &'q Question, value: &str) -> Option<&'q str> {
    let shared = |answer: &&leadership_advisor::PossibleAnswer| shared_words(value, &[&answer.label, &answer.id]);
    let best = question.answers().iter().rev().max_by_key(shared)?;
    (shared(&best) > 0).then_some(&best.id)
}

fn shared_words(text: &str, others: &[&str]) -> usize {
    let known: Vec<String> = others.iter().flat_map(|other| words(other)).collect();
    words(text).iter().filter(|word| known.contains(word)).count()
}

/// The words that say something, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() >= SHORTEST_WORD).collect()
}
