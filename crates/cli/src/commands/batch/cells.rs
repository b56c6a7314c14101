//! Cells made into answers, and an account of what was taken for granted.
//!
//! Rows of ids go straight into the batch. The first row that is taken otherwise shows a table of another kind: from then on each
//! cell is looked up among those that were read before, and read by [`SheetReader`] if it is new.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use leadership_advisor::{
    Answer, AnswerError, AnswerErrors, Answers, Batch, CellRule, DecimalMark, Heading, Notation, QuestionKind,
    RowError, SheetReader,
};

use super::header::{MOST_TOLD, shortened};
use crate::input::with_help;

/// So many different cells of a column are kept, and none that is longer.
const MOST_KEPT: usize = 2_000;
const LONGEST_KEPT: usize = 200;

/// What a cell was found to say.
#[derive(Clone)]
struct Known {
    /// As a table of ids has it.
    text: Rc<str>,
    answer: Option<Answer>,
    rule: CellRule,
}

pub(super) struct Cells<'r> {
    reader: &'r SheetReader,
    columns: Vec<String>,
    known: Vec<HashMap<Box<str>, Result<Known, AnswerError>>>,
    places: HashMap<String, usize>,
    headings: HashMap<Box<str>, Heading>,
    /// Whether rows go straight into the batch.
    is_plain: bool,
    /// Whether the answers of each row are wanted, and not only its scores.
    is_kept: bool,
    pub(super) tally: Tally,
    row: Vec<Known>,
}

impl<'r> Cells<'r> {
    /// The columns are the ids of questions.
    pub(super) fn new(reader: &'r SheetReader, columns: &[String], is_kept: bool) -> Self {
        let is_plain = !is_kept && !columns.iter().any(|question| reader.is_mapped(question));
        Cells {
            reader,
            columns: columns.to_vec(),
            known: columns.iter().map(|_| HashMap::new()).collect(),
            places: columns.iter().enumerate().map(|(at, id)| (id.clone(), at)).collect(),
            headings: HashMap::new(),
            is_plain,
            is_kept,
            tally: Tally::default(),
            row: Vec::new(),
        }
    }

    /// Puts a row with a cell for each column into the batch, and its answers into `kept` if they are wanted.
    pub(super) fn push<'c, C: Iterator<Item = &'c str>>(
        &mut self,
        cells: impl Fn() -> C,
        name: &str,
        batch: &mut Batch,
        kept: &mut Vec<Answers>,
    ) -> Result<(), String> {
        if self.is_plain {
            match batch.push(cells()) {
                Ok(()) => return Ok(()),
                Err(RowError::Answers { .. }) => {}
                Err(other) => return Err(other.to_string()),
            }
        }
        let mut errors = AnswerErrors::default();
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        for (at, cell) in cells().enumerate() {
            match self.read(at, cell) {
                Ok(known) => row.push(known),
                Err(error) => {
                    errors.extend([error]);
                    row.push(Known { text: "".into(), answer: None, rule: CellRule::Empty });
                }
            }
        }
        let pairs = || self.columns.iter().zip(&row).filter_map(|(id, known)| Some((id, known.answer.as_ref()?)));
        let taken = if errors.is_empty() && !self.is_kept {
            batch.push(row.iter().map(|known| &*known.text)).map_err(|error| error.to_string())
        } else {
            let mut answers = self.reader_rulebook().answers();
            errors.extend(pairs().filter_map(|(id, answer)| answers.set(id, answer).err()).collect::<Vec<_>>());
            match errors.is_empty() {
                true => keep(answers, name, batch, kept),
                false => Err(errors.to_string()),
            }
        };
        if taken.is_ok() {
            for (known, cell) in row.iter().zip(cells()) {
                self.tally.note(known.rule, cell);
                self.is_plain &= matches!(known.rule, CellRule::Empty | CellRule::Exact);
            }
        }
        self.row = row;
        taken
    }

    /// Puts a row into the batch by the places of its questions.
    pub(super) fn push_pairs(
        &mut self,
        pairs: Vec<(usize, Answer)>,
        name: &str,
        batch: &mut Batch,
        kept: &mut Vec<Answers>,
    ) -> Result<(), String> {
        let id = |at: usize| self.columns.get(at).map(String::as_str).unwrap_or_default();
        let pairs = pairs.into_iter().map(|(at, answer)| (id(at), answer));
        if !self.is_kept {
            return batch.push_pairs(pairs).map_err(|error| error.to_string());
        }
        let answers = self.reader_rulebook().answers_from(pairs).map_err(|errors| errors.to_string())?;
        keep(answers, name, batch, kept)
    }

    fn reader_rulebook(&self) -> &'r leadership_advisor::Rulebook {
        self.reader.rulebook()
    }

    /// The place of a question by whatever it is called, or what else a key is about.
    pub(super) fn heading(&mut self, key: &str) -> Result<usize, Heading> {
        if let Some(at) = self.places.get(key).filter(|_| self.is_plain) {
            return Ok(*at);
        }
        let heading = match self.headings.get(key) {
            Some(heading) => heading.clone(),
            None if self.headings.len() < MOST_KEPT && key.len() <= LONGEST_KEPT => {
                let heading = self.reader.heading(key);
                self.headings.insert(key.into(), heading.clone());
                heading
            }
            None => self.reader.known_heading(key),
        };
        match &heading {
            Heading::Question(id) => self.places.get(id).copied().ok_or(heading),
            _ => Err(heading),
        }
    }

    /// The answer in a text, and how it was read.
    pub(super) fn text(&mut self, at: usize, text: &str) -> Result<(Option<Answer>, CellRule), AnswerError> {
        self.read(at, text).map(|known| (known.answer, known.rule))
    }

    /// The id of the question at a place, and whether it takes several answers.
    pub(super) fn question(&self, at: usize) -> Option<(&'r str, &'r QuestionKind)> {
        let question = self.reader_rulebook().question(self.columns.get(at)?)?;
        Some((&question.id, &question.kind))
    }

    /// How many questions there are.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// That a key names no question, with a near one.
    pub(super) fn unknown(&self, key: &str) -> String {
        let error = self.reader_rulebook().answers().clear(key).err();
        error.map_or_else(|| format!("`{key}` has another column by the map"), |error| with_help(&error))
    }

    /// Why answers are not taken.
    pub(super) fn refused(&self, pairs: Vec<(usize, Answer)>) -> Vec<String> {
        let mut trial = self.reader_rulebook().answers();
        let ids = pairs.into_iter().filter_map(|(at, answer)| Some((self.columns.get(at)?, answer)));
        let errors = ids.filter_map(|(id, answer)| trial.set(id, answer).err());
        errors
            .map(|error| match error.help_in(Notation::Json) {
                Some(help) => format!("{error} ({help})"),
                None => error.to_string(),
            })
            .collect()
    }

    fn read(&mut self, at: usize, cell: &str) -> Result<Known, AnswerError> {
        let known = self.known.get_mut(at);
        if let Some(found) = known.as_ref().and_then(|known| known.get(cell)) {
            return found.clone();
        }
        let question = self.columns.get(at).map(String::as_str).unwrap_or_default();
        let read = self.reader.read(question, cell).map(|reading| Known {
            text: match &reading.answer {
                Some(Answer::Many(ids)) if ids.is_empty() => "[]".into(),
                Some(answer) => answer.to_string().into(),
                None => "".into(),
            },
            answer: reading.answer,
            rule: reading.rule,
        });
        if let Some(known) = known.filter(|known| known.len() < MOST_KEPT && cell.len() <= LONGEST_KEPT) {
            known.insert(cell.into(), read.clone());
        }
        read
    }
}

fn keep(mut answers: Answers, name: &str, batch: &mut Batch, kept: &mut Vec<Answers>) -> Result<(), String> {
    answers.set_company(Some(name.to_owned()));
    batch.push_answers(&answers).map_err(|error| error.to_string())?;
    kept.push(answers);
    Ok(())
}

/// What was taken for granted in rows that were scored.
#[derive(Debug, Default)]
pub(super) struct Tally {
    labels: u64,
    words: u64,
    amounts: u64,
    grouped: u64,
    /// The least of the numbers with marks between their digits, as an example.
    example: Option<String>,
    mapped: u64,
    /// How often each word stood for what is not known.
    missing: BTreeMap<String, u64>,
    /// Keys of JSON that are about no question, with a near id.
    keys: BTreeMap<String, Option<String>>,
}

impl Tally {
    pub(super) fn note(&mut self, rule: CellRule, cell: &str) {
        match rule {
            CellRule::Label | CellRule::List => self.labels += 1,
            CellRule::YesNo => self.words += 1,
            CellRule::Amount => self.amounts += 1,
            CellRule::Mapped => self.mapped += 1,
            CellRule::Grouped => {
                self.grouped += 1;
                let cell = cell.trim();
                if self.example.as_deref().is_none_or(|least| (cell.len(), cell) < (least.len(), least)) {
                    self.example = Some(cell.to_owned());
                }
            }
            CellRule::Missing => *self.missing.entry(cell.trim().to_lowercase()).or_default() += 1,
            _ => {}
        }
    }

    /// A key of JSON that is about no question.
    pub(super) fn other_key(&mut self, key: &str, near: Option<String>) {
        if self.keys.len() < MOST_KEPT && !self.keys.contains_key(key) {
            self.keys.insert(key.to_owned(), near);
        }
    }

    pub(super) fn add(&mut self, other: Tally) {
        self.labels += other.labels;
        self.words += other.words;
        self.amounts += other.amounts;
        self.grouped += other.grouped;
        self.mapped += other.mapped;
        if let Some(cell) = other.example {
            let grouped = self.grouped;
            self.note(CellRule::Grouped, &cell);
            self.grouped = grouped;
        }
        other.missing.into_iter().for_each(|(word, times)| *self.missing.entry(word).or_default() += times);
        other.keys.into_iter().for_each(|(key, near)| self.other_key(&key, near));
    }

    /// All of it as sentences.
    pub(super) fn notes(&self, decimal: Option<DecimalMark>, passed: &str) -> Vec<String> {
        let mut notes = Vec::new();
        for (key, near) in &self.keys {
            if let Some(near) = near {
                notes.push(format!("warning: `{key}` is no question; did you mean `{near}`?"));
            }
        }
        let others: Vec<String> =
            self.keys.iter().filter(|(_, near)| near.is_none()).map(|(key, _)| format!("`{key}`")).collect();
        if !others.is_empty() {
            notes.push(format!("note: about no question, and {passed}: {}", shortened(others)));
        }
        let mut cells = |number: u64, one: &str, more: &str, rest: &str| {
            if number > 0 {
                let what = if number == 1 { one } else { more };
                notes.push(format!("note: {number} {what}{rest}"));
            }
        };
        cells(self.mapped, "cell was read by the map", "cells were read by the map", "");
        cells(self.labels, "cell was read by its label", "cells were read by their labels", "");
        cells(self.words, "cell with 1, 0, t or f was read", "cells with 1, 0, t or f were read", " as yes or no");
        cells(self.amounts, "number was read as people write it", "numbers were read as people write them", "");
        let mark = match decimal {
            Some(DecimalMark::Comma) => "a point",
            _ => "a comma",
        };
        let example = self.example.as_deref().unwrap_or_default();
        let rest = format!(" with {mark} between thousands, such as `{example}`");
        cells(self.grouped, "number was read", "numbers were read", &rest);
        let words: Vec<String> = self.missing.iter().map(|(word, times)| format!("`{word}` {times}")).collect();
        let all: u64 = self.missing.values().sum();
        let rest = format!(": {} (`--missing` says which words are)", shortened(words));
        cells(all, "cell was taken for unknown", "cells were taken for unknown", &rest);
        notes.truncate(2 * MOST_TOLD);
        notes
    }
}
