//! The header of a table: what stands between its cells, and what each of its columns is about.
//!
//! A column is about a question by the question's id, by its text, or because a map says so; see [`SheetReader::heading`]. One
//! that is about none is passed through. All that was taken for granted goes to `notes`, and is said once.

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};
use leadership_advisor::{Heading, SheetReader};
use leadership_advisor_report::count;

use super::pieces::{DELIMITERS, Pieces};
use crate::exit::Failure;

/// What a table of pandas that was written and read again calls its index.
const INDEX: &[u8] = b"Unnamed: 0";
/// More than this is counted and not told one by one.
pub(super) const MOST_TOLD: usize = 20;
/// For so many columns that are about no question one is looked for that was perhaps meant.
const MOST_NEAR: usize = 200;
pub(super) const HELP: &str = "the first row names the columns: `id`, and ids of questions or the questions themselves";
const MAP_HELP: &str = "the first row names the columns: `id`, and ids of questions or the questions themselves. \
     `advisor batch FILE --suggest-map` writes a map for other names";

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It names the rows.
    Name,
    Question,
    /// About no question; passed through.
    Other,
    /// Not read: numbers of rows.
    Index,
    /// Without a name, behind the last that has one. There may be nothing in it: something would mean that cells have moved.
    Nothing,
}

/// The columns of the input.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// What each column is for.
    pub(super) roles: Vec<Role>,
    /// Where the row's name stands.
    pub(super) name: Option<usize>,
    /// Whether some column may hold nothing.
    pub(super) is_guarded: bool,
    pub(super) delimiter: u8,
    /// The ids of the questions, in the order of their columns.
    pub(super) questions: Vec<String>,
    /// The names of the other columns, in their order.
    pub(super) others: Vec<String>,
    /// All names.
    pub(super) names: Vec<String>,
}

/// Reads the header. Everything that is wrong with it is said together. `passed` says what becomes of columns that are about no
/// question; without it, for the draft of a map, all of them may be.
pub(super) fn read(
    reader: &SheetReader,
    pieces: &mut Pieces,
    said: Option<u8>,
    notes: &mut Vec<String>,
    passed: Option<&str>,
) -> Result<Header, Failure> {
    let empty = |name: &str| Failure::new(format!("{name} is empty"), Some(HELP));
    pieces.delimiter = said;
    let Some((mut line, mut text)) = pieces.first_row()? else { return Err(empty(&pieces.name)) };
    let plain = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
    // Spreadsheets say in a line of its own what stands between the cells, or do without where it is no comma.
    if let [b's', b'e', b'p', b'=', delimiter] = plain.trim_ascii_start().trim_suffix_of_lines() {
        pieces.delimiter = said.or(Some(*delimiter));
        let Some(next) = pieces.first_row()? else { return Err(empty(&pieces.name)) };
        (line, text) = next;
    }
    let delimiter = pieces.delimiter.unwrap_or_else(|| found(reader, &text));
    pieces.delimiter = Some(delimiter);
    let record = cells(&text, delimiter);
    let mut names = Vec::new();
    let mut problems = Problems::default();
    for (at, cell) in record.iter().enumerate() {
        match std::str::from_utf8(cell) {
            Ok(name) => names.push(name.trim()),
            Err(_) => {
                problems.add(at, "its name is not UTF-8");
                names.push("");
            }
        }
    }
    let (header, told) = columns(reader, &names, record.get(0) == Some(INDEX), delimiter, &mut problems);
    if !problems.0.is_empty() {
        let message = format!("{}, line {line}: {}", pieces.name, problems.in_words());
        return Err(Failure::new(message, Some(HELP)));
    }
    if header.questions.is_empty() && !header.others.is_empty() && passed.is_some() {
        let columns = count(header.others.len() as u64, "column");
        let message =
            format!("{}, line {line}: of {columns} none is about a question{}", pieces.name, nearest(reader, &header));
        return Err(Failure::new(message, Some(MAP_HELP)));
    }
    told.say(delimiter, passed, notes);
    Ok(header)
}

trait Lines {
    /// Without line ends and spaces behind it, but with a tab, which may be what a line `sep=` names.
    fn trim_suffix_of_lines(&self) -> &[u8];
}

impl Lines for [u8] {
    fn trim_suffix_of_lines(&self) -> &[u8] {
        let mut text = self;
        while let [rest @ .., b'\r' | b'\n' | b' ' | b'"'] = text {
            text = rest;
        }
        text.strip_prefix(b"\"").unwrap_or(text)
    }
}

#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn add(&mut self, at: usize, why: impl std::fmt::Display) {
        self.0.push(format!("column {}: {why}", at + 1));
    }

    fn in_words(&mut self) -> String {
        let more = self.0.len().saturating_sub(MOST_TOLD);
        self.0.truncate(MOST_TOLD);
        if more > 0 {
            self.0.push(format!("and {more} more"));
        }
        self.0.join("; ")
    }
}

fn nearest(reader: &SheetReader, header: &Header) -> String {
    let near = header.others.iter().take(MOST_NEAR).find_map(|name| match reader.heading(name) {
        Heading::Other(Some(near)) => Some(format!(" (did you mean `{near}` by `{name}`?)")),
        _ => None,
    });
    near.unwrap_or_default()
}

fn cells(text: &[u8], delimiter: u8) -> ByteRecord {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
    let mut record = ByteRecord::new();
    // Memory can be read.
    let _ = reader.read_byte_record(&mut record);
    record
}

/// What stands between the cells of a header: whatever makes most columns known, or else most columns.
fn found(reader: &SheetReader, text: &[u8]) -> u8 {
    let worth = |delimiter: &u8| {
        let record = cells(text, *delimiter);
        let names = record.iter().filter_map(|cell| std::str::from_utf8(cell).ok());
        let known =
            names.filter(|name| matches!(reader.known_heading(name), Heading::Question(_) | Heading::Name(_))).count();
        (known, record.len())
    };
    // Of those that are worth the same the usual one, which `max_by_key` would give if it came last.
    DELIMITERS.into_iter().rev().max_by_key(worth).unwrap_or(b',')
}

/// What each column is about.
fn columns(
    reader: &SheetReader,
    names: &[&str],
    is_index: bool,
    delimiter: u8,
    problems: &mut Problems,
) -> (Header, Told) {
    let last = names.iter().rposition(|name| !name.is_empty()).unwrap_or(0);
    let is_first_index = last > 0 && (is_index || names.first().is_some_and(|name| name.is_empty()));
    let mut headings: Vec<Heading> = names.iter().map(|name| reader.known_heading(name)).collect();
    let unknown = headings.iter_mut().zip(names).filter(|(heading, _)| **heading == Heading::Other(None));
    unknown.take(MOST_NEAR).for_each(|(heading, name)| *heading = reader.heading(name));
    let rivals = Rivals::of(names, &headings);
    // The best of the columns that may name the rows.
    let rank = |at: &usize| match headings.get(*at) {
        Some(Heading::Name(rank)) => Some(*rank),
        _ => None,
    };
    let best = (0..names.len()).filter(|at| rank(at).is_some()).min_by_key(rank);
    let mut header = Header {
        roles: Vec::new(),
        name: best,
        is_guarded: false,
        delimiter,
        questions: Vec::new(),
        others: Vec::new(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let mut told = Told::default();
    for (at, (name, heading)) in names.iter().zip(&headings).enumerate() {
        let role = match heading {
            _ if at == 0 && is_first_index => {
                told.index = true;
                Role::Index
            }
            _ if at > last => Role::Nothing,
            _ if name.is_empty() => Role::Other,
            Heading::Name(_) if best == Some(at) => {
                told.named = (*name != "id").then(|| (*name).to_owned());
                Role::Name
            }
            Heading::Name(0) if best.and_then(|best| names.get(best)) == Some(name) => {
                problems.add(at, format!("`{name}` stands here twice"));
                Role::Other
            }
            Heading::Question(id) => {
                if rivals.is_again(at, name, id) {
                    problems.add(at, format!("`{name}` stands here twice"));
                    Role::Other
                } else if rivals.best(id) == Some(at) {
                    header.questions.push(id.clone());
                    if name != id {
                        told.renamed.push(format!("`{name}` is `{id}`"));
                    }
                    Role::Question
                } else {
                    told.doubtful.push(format!("column {}, `{name}`, is about `{id}` too, as another one is", at + 1));
                    Role::Other
                }
            }
            Heading::Unclear(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
                let ids = ids.join(" or ");
                told.doubtful.push(format!("column {}, `{name}`, may be about {ids}: name it by its id", at + 1));
                Role::Other
            }
            Heading::Other(Some(near)) => {
                told.doubtful.push(format!("column {}, `{name}`, is no question (did you mean `{near}`?)", at + 1));
                Role::Other
            }
            _ => {
                told.others.push((*name).to_owned());
                Role::Other
            }
        };
        if role == Role::Other {
            let name = if name.is_empty() { format!("column {}", at + 1) } else { (*name).to_owned() };
            header.others.push(name);
        }
        header.is_guarded |= role == Role::Nothing;
        header.roles.push(role);
    }
    let is_there = |named: &&str| {
        names.contains(named)
            || match reader.known_heading(named) {
                Heading::Question(id) => rivals.best(&id).is_some(),
                heading => headings.contains(&heading),
            }
    };
    told.absent.extend(reader.map().headers().filter(|named| !is_there(named)).map(str::to_owned));
    (header, told)
}

/// The columns about the same question.
struct Rivals<'h> {
    /// For each question the column that is read: the first that is called by its id, or else the first.
    best: HashMap<&'h str, usize>,
    /// For each name of a column about a question the first that has it.
    first: HashMap<(&'h str, &'h str), usize>,
}

impl<'h> Rivals<'h> {
    fn of(names: &[&'h str], headings: &'h [Heading]) -> Rivals<'h> {
        let (mut best, mut first) = (HashMap::new(), HashMap::new());
        for (at, (name, heading)) in names.iter().zip(headings).enumerate() {
            let Heading::Question(id) = heading else { continue };
            let own = best.entry(id.as_str()).or_insert(at);
            if name == id && names.get(*own).is_some_and(|named| named != id) {
                *own = at;
            }
            first.entry((id.as_str(), *name)).or_insert(at);
        }
        Rivals { best, first }
    }

    fn best(&self, id: &str) -> Option<usize> {
        self.best.get(id).copied()
    }

    /// Whether one before it has the same name.
    fn is_again(&self, at: usize, name: &str, id: &str) -> bool {
        self.first.get(&(id, name)).is_some_and(|first| *first < at)
    }
}

/// What is to be said of a header.
#[derive(Default)]
struct Told {
    index: bool,
    named: Option<String>,
    renamed: Vec<String>,
    others: Vec<String>,
    doubtful: Vec<String>,
    absent: Vec<String>,
}

impl Told {
    fn say(self, delimiter: u8, passed: Option<&str>, notes: &mut Vec<String>) {
        match delimiter {
            b',' => {}
            b'\t' => notes.push("note: tabs stand between the cells".to_owned()),
            b';' => notes.push("note: semicolons stand between the cells".to_owned()),
            other => notes.push(format!("note: `{}` stands between the cells", char::from(other))),
        }
        if self.index {
            notes.push("note: the first column numbers the rows, and is not read".to_owned());
        }
        if let Some(named) = self.named {
            notes.push(format!("note: `{named}` names the rows"));
        }
        if !self.renamed.is_empty() {
            notes.push(format!("note: columns: {}", shortened(self.renamed)));
        }
        // The draft of a map says the rest itself.
        let Some(passed) = passed else { return };
        for doubtful in self.doubtful.iter().take(MOST_TOLD) {
            notes.push(format!("warning: {doubtful}; it is {passed}"));
        }
        for absent in &self.absent {
            notes.push(format!("warning: the map names the column `{absent}`, which is not there"));
        }
        if !self.others.is_empty() {
            let names = self.others.iter().map(|name| format!("`{name}`")).collect();
            notes.push(format!("note: about no question, and {passed}: {}", shortened(names)));
        }
    }
}

/// A list, with no more than the first of its entries.
pub(super) fn shortened(mut entries: Vec<String>) -> String {
    let more = entries.len().saturating_sub(MOST_TOLD);
    entries.truncate(MOST_TOLD);
    let list = entries.join(", ");
    if more > 0 { format!("{list} and {more} more") } else { list }
}
