//! JSON in, line by line or as an array, and JSON lines out: one company a row.
//!
//! A row is `{"id": …, "answers": {…}}`, or a flat object whose keys are questions, as other programs write tables. An id may be
//! any value, and comes out as it was written. It is found in a row that is no JSON as well, as far as that can be.

use std::borrow::Cow;

use leadership_advisor::{
    Answer, Batch, CellRule, Choose, Heading, Notation, QuestionKind, Rulebook, Scores, SheetReader,
};
use serde::de::DeserializeSeed;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::cells::Cells;
use super::comma::{Others, result_columns};
use super::elements::BETWEEN;
use super::pieces::Piece;
use super::row::{Reading, Row, SHAPE, as_written, in_text, in_words, name_in};
use super::rows::{RowView, Rows};

/// More mistakes than this are counted and not told one by one.
const MOST_TOLD: usize = 20;

/// The keys of the first row of a piece that is one, as far as they are about no question and name no row.
pub(super) fn other_keys(piece: &Piece, reader: &SheetReader) -> Vec<String> {
    let rows = piece.text.split(|byte| matches!(*byte, BETWEEN | b'\n'));
    let whole = [piece.text.split(|byte| *byte == BETWEEN).next().unwrap_or_default()];
    let mut rows = rows.chain(whole).filter_map(|text| {
        let mut row = Row::default();
        Reading(&mut row).deserialize(&mut serde_json::Deserializer::from_slice(text)).ok()?;
        Some(row)
    });
    let Some(row) = rows.next() else { return Vec::new() };
    let is_named = row.id.is_some();
    let is_other = |key: &str| match reader.known_heading(key) {
        Heading::Question(_) => row.answers.is_some(),
        Heading::Name(_) => is_named,
        _ => true,
    };
    row.others.iter().filter(|(key, _)| is_other(key)).map(|(key, _)| key.to_string()).collect()
}

/// Reads the rows of a piece: of lines, or of elements of an array.
pub(super) fn read(piece: &Piece, is_array: bool, cells: &mut Cells<'_>, batch: &mut Batch, rows: &mut Rows) {
    let mut line = piece.line;
    let mut nth = piece.first;
    let between = if is_array { BETWEEN } else { b'\n' };
    for text in piece.text.split(|byte| *byte == between) {
        let lines = text.iter().filter(|byte| **byte == b'\n').count() as u64 + u64::from(!is_array);
        let first = line
            + text.iter().take_while(|byte| byte.is_ascii_whitespace()).filter(|byte| **byte == b'\n').count() as u64;
        // Some editors begin a file with a mark of its encoding.
        let text = text.strip_prefix(b"\xEF\xBB\xBF").filter(|_| line == 1).unwrap_or(text);
        line += lines;
        if text.trim_ascii().is_empty() {
            continue;
        }
        nth += 1;
        let place = if is_array { format!("line {first}, row {nth}") } else { format!("line {first}") };
        row(text, &place, is_array, cells, batch, rows);
    }
    if let Some(broken) = &piece.broken {
        let (name, is_json) = name_in(&broken.head);
        rows.push(&name, is_json, Some(format!("line {}: {}", broken.line, broken.why)));
    }
}

fn row(text: &[u8], place: &str, is_array: bool, cells: &mut Cells<'_>, batch: &mut Batch, rows: &mut Rows) {
    let mut row = Row::default();
    let failed = if !text.trim_ascii_start().starts_with(b"{") {
        Some(SHAPE.to_owned())
    } else {
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let read = Reading(&mut row).deserialize(&mut deserializer).and_then(|()| deserializer.end());
        read.err().map(|error| in_words(&error, text, is_array))
    };
    let own = row.id.map(|id| in_text(id.get()));
    if let Some(why) = failed {
        let (name, is_json) = own.unwrap_or_else(|| name_in(text));
        rows.push(&name, is_json, Some(format!("{place}: {why}")));
        return;
    }
    let mut kept = std::mem::take(&mut rows.answers);
    let named = match own {
        Some(named) => named,
        None => other_name(&row, cells),
    };
    let done = push(&mut row, &named.0, cells, batch, rows, &mut kept);
    rows.answers = kept;
    rows.push(&named.0, named.1, done.err().map(|why| format!("{place}: {why}")));
}

/// The name of a row without an `id`, by the best of the keys that may be one. It is taken out of the others later.
fn other_name(row: &Row<'_>, cells: &mut Cells<'_>) -> (String, bool) {
    let ranked = row.others.iter().filter_map(|(key, value)| match cells.heading(key) {
        Err(Heading::Name(rank)) => Some((rank, value)),
        _ => None,
    });
    ranked.min_by_key(|(rank, _)| *rank).map_or_else(|| (String::new(), false), |(_, value)| in_text(value.get()))
}

/// What came of a row's keys.
#[derive(Default)]
struct Given {
    answers: Vec<(usize, Answer)>,
    wrong: Vec<String>,
    rules: Vec<(CellRule, String)>,
}

fn push(
    row: &mut Row<'_>,
    named: &str,
    cells: &mut Cells<'_>,
    batch: &mut Batch,
    rows: &mut Rows,
    kept: &mut Vec<leadership_advisor::Answers>,
) -> Result<(), String> {
    let mut given = Given::default();
    if row.is_doubled {
        given.wrong.push("`id` or `answers` stands here twice".to_owned());
    }
    let has_answers = row.answers.is_some();
    let is_named = row.id.is_some();
    let mut is_flat = false;
    let mut name_taken = is_named;
    for (key, value) in &row.others {
        match cells.heading(key) {
            Ok(at) if !has_answers => {
                is_flat = true;
                take(at, key, &serde_json::from_str(&as_written(value.get())).unwrap_or_default(), cells, &mut given);
            }
            Err(Heading::Name(_)) if !name_taken && in_text(value.get()).0 == named => name_taken = true,
            Err(Heading::Other(near)) => {
                cells.tally.other_key(key, near);
                rows.pass_json(key, value.get());
            }
            _ => rows.pass_json(key, value.get()),
        }
    }
    if let Some(answers) = row.answers {
        entries(answers.get(), cells, &mut given);
    } else if !is_flat {
        given.wrong.push(format!("no `answers`, and no key that is a question: {SHAPE}"));
    }
    finish(given, named, cells, batch, kept)
}

/// The entries of `answers`.
fn entries(text: &str, cells: &mut Cells<'_>, given: &mut Given) {
    if !text.starts_with('{') {
        given.wrong.push("`answers` takes answers by the ids of their questions".to_owned());
        return;
    }
    let mut row = Row::default();
    let mut all: Vec<(Cow<'_, str>, &RawValue)> = Vec::new();
    let read = Reading(&mut row).deserialize(&mut serde_json::Deserializer::from_str(text));
    all.append(&mut row.others);
    all.extend(row.id.map(|value| (Cow::Borrowed("id"), value)));
    all.extend(row.answers.map(|value| (Cow::Borrowed("answers"), value)));
    if let Err(error) = read {
        given.wrong.push(error.to_string());
    }
    let questions = cells.len();
    if all.len() > questions + MOST_TOLD {
        // Most of them answer nothing. The first few show what is wrong.
        given.wrong.push(format!("{} answers, where the rulebook has {questions} questions", all.len()));
        all.truncate(MOST_TOLD);
    }
    for (key, value) in &all {
        match cells.heading(key) {
            Ok(at) => take(at, key, &serde_json::from_str(&as_written(value.get())).unwrap_or_default(), cells, given),
            Err(heading) => {
                let error = cells.unknown(key);
                given.wrong.push(match heading {
                    Heading::Unclear(ids) => format!("`{key}` may be about {}: name it by its id", ids.join(" or ")),
                    _ => error,
                });
            }
        }
    }
}

/// Takes the answer to the question at a place.
fn take(at: usize, key: &str, value: &Value, cells: &mut Cells<'_>, given: &mut Given) {
    if given.answers.iter().any(|(other, _)| *other == at) {
        given.wrong.push(format!("`{key}` is answered twice"));
        return;
    }
    match answer(at, value, cells, given) {
        Ok(answer) => given.answers.extend(answer.map(|answer| (at, answer))),
        Err(why) => given.wrong.push(why),
    }
}

/// An answer as the library takes it; nothing for one that is unknown.
fn answer(at: usize, value: &Value, cells: &mut Cells<'_>, given: &mut Given) -> Result<Option<Answer>, String> {
    let Some((id, kind)) = cells.question(at) else { return Ok(None) };
    let mut read = |text: &str| match cells.text(at, text) {
        Ok((answer, rule)) => {
            if !matches!(rule, CellRule::Exact | CellRule::Empty) {
                given.rules.push((rule, text.to_owned()));
            }
            Ok(answer)
        }
        Err(error) => Err(match error.help_in(Notation::Json) {
            Some(help) => format!("{error} ({help})"),
            None => error.to_string(),
        }),
    };
    Ok(Some(match value {
        Value::Null => return Ok(None),
        Value::Bool(yes) => Answer::YesNo(*yes),
        Value::String(text) => return read(text),
        Value::Number(number) => {
            let whole = number.as_i64().or_else(|| number.to_string().strip_suffix(".0")?.parse().ok());
            match (whole, kind) {
                (Some(whole), QuestionKind::Number { .. }) => Answer::Number(whole),
                (Some(whole @ 0..=1), QuestionKind::YesNo) => return read(&whole.to_string()),
                (Some(whole), _) => Answer::Number(whole),
                (None, _) => return Err(format!("`{id}`: {number} is no whole number that can be counted with")),
            }
        }
        Value::Array(members) => {
            let mut ids = Vec::new();
            for member in members {
                let Some(text) = member.as_str() else {
                    return Err(format!("`{id}` takes a list of ids of its answers"));
                };
                match read(text)? {
                    Some(Answer::Many(own)) => ids.extend(own),
                    Some(Answer::Choice(own)) => ids.push(own),
                    _ => return Err(format!("`{id}`: `{text}` cannot stand in a list of answers")),
                }
            }
            Answer::Many(ids)
        }
        Value::Object(_) => return Err(format!("`{id}` takes an answer, not a mapping")),
    }))
}

fn finish(
    given: Given,
    named: &str,
    cells: &mut Cells<'_>,
    batch: &mut Batch,
    kept: &mut Vec<leadership_advisor::Answers>,
) -> Result<(), String> {
    let Given { answers, mut wrong, rules } = given;
    if wrong.is_empty() {
        cells.push_pairs(answers, named, batch, kept)?;
        rules.iter().for_each(|(rule, text)| cells.tally.note(*rule, text));
        return Ok(());
    }
    // What else is wrong with the row is to be said as well.
    wrong.extend(cells.refused(answers));
    let more = wrong.len().saturating_sub(MOST_TOLD);
    wrong.truncate(MOST_TOLD);
    if more > 0 {
        wrong.push(format!("and {more} more"));
    }
    Err(wrong.join("; "))
}

/// Writes the rows of one piece.
pub(super) struct Linewise<'r> {
    rulebook: &'r Rulebook,
    others: Others<'r>,
    out: Vec<u8>,
    /// The keys of each decision: outcome, verdict, margin.
    keys: Vec<[String; 3]>,
    /// The keys of all results.
    own: Vec<String>,
}

impl<'r> Linewise<'r> {
    pub(super) fn new(rulebook: &'r Rulebook, others: Others<'r>) -> Self {
        let decisions = rulebook.decisions().iter().map(|decision| &decision.id);
        let keys = decisions.map(|id| [id.clone(), format!("{id}.verdict"), format!("{id}.margin")]);
        Linewise { rulebook, others, out: Vec::new(), keys: keys.collect(), own: result_columns(rulebook) }
    }

    pub(super) fn write(&mut self, row: RowView<'_>, scores: Option<Scores<'_>>) {
        let mut line = serde_json::Serializer::new(&mut self.out);
        // Memory can be written to, and nothing in a row is not JSON.
        let _ = results(&mut line, row, scores, self.rulebook, (&self.keys, &self.own, self.others));
        self.out.push(b'\n');
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out
    }
}

fn results(
    line: &mut serde_json::Serializer<&mut Vec<u8>>,
    row: RowView<'_>,
    scores: Option<Scores<'_>>,
    rulebook: &Rulebook,
    (keys, own, passed): (&[[String; 3]], &[String], Others<'_>),
) -> serde_json::Result<()> {
    let mut line = line.serialize_map(None)?;
    match row.name {
        "" => line.serialize_entry("id", &Value::Null)?,
        name if row.is_json => line.serialize_entry("id", &RawValue::from_string(as_written(name).into_owned())?)?,
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
    match passed {
        Others::None => {}
        Others::Columns(names) => {
            for (name, (_, cell)) in names.iter().zip(row.others()) {
                line.serialize_entry(name, cell)?;
            }
        }
        Others::Keys(_) => {
            for (key, value) in row.others() {
                let value = RawValue::from_string(as_written(value).into_owned())?;
                match own.iter().any(|own| own == key) {
                    true => line.serialize_entry(&format!("{key} (input)"), &value)?,
                    false => line.serialize_entry(key, &value)?,
                }
            }
        }
    }
    line.end()
}
