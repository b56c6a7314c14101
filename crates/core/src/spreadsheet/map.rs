//! A file that says how the columns and values of a table stand for questions and answers.
//!
//! `{id: Company, columns: {stage: Growth stage}, values: {stage: {Seed: searching, tbd: null}}}`: the shape of the maps for
//! queries, so that one file serves both. What is not named is read as it is. All mistakes are found at once.

use std::collections::{HashMap, HashSet};

use super::Heading;
use super::amount::DecimalMark;
use super::folded::folded;
use crate::answers::{Answer, Notation, given_of, unknown_question};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::draft::format::{DECIMALS, SHEET_MAP};
use crate::draft::{Fields, text_of, wrong_type};
use crate::near;
use crate::place::Files;
use crate::rulebook::{Question, QuestionKind, Rulebook};
use crate::table::Table;
use crate::yaml::{self, Key, Node, Shape};

/// What stands in a column, with the answer that it is; nothing for an open question.
type Spellings = Vec<(String, Option<Answer>)>;

/// Renamed columns and values. [`SheetMap::default`] renames nothing.
///
/// ```
/// use leadership_advisor::{Answer, Heading, Rulebook, SheetMap, SheetReader};
///
/// let rulebook = Rulebook::builtin();
/// let text = "{columns: {stage: Round}, values: {stage: {Seed: searching, tbd: null}}}";
/// let reader = SheetReader::new(&rulebook, SheetMap::parse(&rulebook, "map.yaml", text)?);
/// assert_eq!(reader.heading("Round"), Heading::Question("stage".to_owned()));
/// assert_eq!(reader.read("stage", "seed").map(|cell| cell.answer), Ok(Some(Answer::from("searching"))));
/// assert_eq!(reader.read("stage", "tbd").map(|cell| cell.answer), Ok(None));
/// # Ok::<(), leadership_advisor::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetMap {
    /// The column that names the rows; `Some(None)`: there is none.
    name: Option<Option<String>>,
    /// For questions their columns; `None`: there is none.
    columns: Vec<(String, Option<String>)>,
    /// For questions what stands for which answer; `None`: for an open question.
    values: Vec<(String, Spellings)>,
    missing: Option<Vec<String>>,
    decimal: Option<DecimalMark>,
}

impl SheetMap {
    /// Reads a map, as YAML or JSON. `name` stands for the file in messages.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place: unknown keys, questions and answers, values of the wrong type, a
    /// column or a value that is named twice, or a text that is no YAML.
    pub fn parse(rulebook: &Rulebook, name: &str, text: impl AsRef<[u8]>) -> Result<SheetMap, Diagnostics> {
        let mut out = Vec::new();
        let file = yaml::decode(name, text.as_ref(), 0, &mut out);
        let tree = if out.is_empty() { yaml::parse(&file, 0, &mut out) } else { None };
        let map = match &tree {
            // A file of nothing but comments renames nothing.
            Some(tree) if tree.node.is_null() => Some(SheetMap::default()),
            Some(tree) => read(rulebook, &tree.node, &mut out),
            None => None,
        };
        match map {
            Some(map) if out.is_empty() => Ok(map),
            _ => Err(Diagnostics::new(Files::new(vec![file]), out)),
        }
    }

    /// The columns that it names, in the order of the file.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        let name = self.name.iter().flatten();
        name.chain(self.columns.iter().filter_map(|(_, column)| column.as_ref())).map(String::as_str)
    }

    /// What it calls the columns that it names, the name of the rows first, and what they are about.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, Heading)> {
        let name = self.name.iter().flatten().map(|name| (name.as_str(), Heading::Name(0)));
        let columns = self.columns.iter().filter_map(|(question, column)| Some((column.as_deref()?, question)));
        name.chain(columns.map(|(column, question)| (column, Heading::Question(question.clone()))))
    }

    /// The questions of which it says which column they have, or that there is none.
    pub(super) fn questions(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(question, _)| question.as_str())
    }

    pub(super) fn says_the_name(&self) -> bool {
        self.name.is_some()
    }

    pub(super) fn values_of(&self, question: &str) -> HashMap<String, Option<Answer>> {
        let values = self.values.iter().filter(|(own, _)| own == question).flat_map(|(_, values)| values);
        values.map(|(spelling, answer)| (folded(spelling), answer.clone())).collect()
    }

    pub(super) fn missing(&self) -> Option<&[String]> {
        self.missing.as_deref()
    }

    pub(super) fn decimal(&self) -> Option<DecimalMark> {
        self.decimal
    }
}

fn read(rulebook: &Rulebook, node: &Node, out: &mut Vec<Diagnostic>) -> Option<SheetMap> {
    let mut fields = Fields::open(node, &SHEET_MAP, out)?;
    let name = fields.has("id").then(|| fields.optional_text("id").map(|name| name.value));
    let missing = fields.has("missing").then(|| fields.words("missing").into_iter().map(|word| word.value).collect());
    let decimal = fields.optional_text("decimal").and_then(|word| match word.value.as_str() {
        "point" => Some(DecimalMark::Point),
        "comma" => Some(DecimalMark::Comma),
        wrong => {
            let message = format!("`decimal` is `point` or `comma`, not `{wrong}`");
            fields
                .out()
                .push(Diagnostic::new(Code::WrongType, word.span, message).near(wrong, DECIMALS.iter().copied()));
            None
        }
    });
    // They say something about queries, and that the question is there is looked at where one is made.
    let _ = fields.words("arrays");
    let (columns, values) = (fields.map("columns"), fields.map("values"));
    let columns = self::columns(rulebook, columns, name.as_ref(), out);
    let values = self::values(rulebook, values, out);
    Some(SheetMap { name, columns, values, missing, decimal })
}

/// The question that a key names. That there is none is reported.
fn question_of<'r>(rulebook: &'r Rulebook, key: &Key, out: &mut Vec<Diagnostic>) -> Option<&'r Question> {
    let found = rulebook.question(&key.text);
    if found.is_none() {
        // A near name is looked for as long as findings are read.
        let none = Table::default();
        let known = if out.len() < Diagnostics::MOST { &rulebook.book().questions } else { &none };
        out.push(unknown_question(known, rulebook.former(), &key.text).at(key.span, Notation::Yaml));
    }
    found
}

fn columns(
    rulebook: &Rulebook,
    entries: &[(Key, Node)],
    name: Option<&Option<String>>,
    out: &mut Vec<Diagnostic>,
) -> Vec<(String, Option<String>)> {
    let mut columns: Vec<(String, Option<String>)> = Vec::new();
    for (key, node) in entries {
        let Some(question) = question_of(rulebook, key, out) else { continue };
        let column = match node.is_null() {
            true => None,
            false => match text_of(node, "a column", out) {
                Some(column) => Some(column.value),
                None => continue,
            },
        };
        let is_taken = |own: &Option<String>| own.is_some() && *own == column;
        if columns.iter().any(|(_, own)| is_taken(own)) || name.is_some_and(is_taken) {
            let message = format!("the column `{}` stands here twice", column.as_deref().unwrap_or_default());
            out.push(Diagnostic::new(Code::DuplicateId, node.span, message).help("a column is about one question"));
            continue;
        }
        columns.push((question.id.clone(), column));
    }
    columns
}

fn values(rulebook: &Rulebook, entries: &[(Key, Node)], out: &mut Vec<Diagnostic>) -> Vec<(String, Spellings)> {
    let mut values = Vec::new();
    for (key, node) in entries {
        let Some(question) = question_of(rulebook, key, out) else { continue };
        let entries = match &node.shape {
            Shape::Map(entries) => entries.as_slice(),
            _ if node.is_null() => &[],
            _ => {
                let help =
                    format!("write what stands in the column with its answer: `{}: {{a value: an-answer}}`", key.text);
                out.push(wrong_type(node, &key.text, "a mapping").help(help));
                continue;
            }
        };
        let mut own: Spellings = Vec::new();
        let mut taken = HashSet::new();
        for (spelling, node) in entries {
            let before = out.len();
            let answer = answer(question, node, out);
            if out.len() > before {
                continue;
            }
            if !taken.insert(folded(&spelling.text)) {
                let message = format!("`{}` stands here twice; case and spaces do not count", spelling.text);
                out.push(Diagnostic::new(Code::DuplicateId, spelling.span, message).help("keep one of the two"));
                continue;
            }
            own.push((spelling.text.clone(), answer));
        }
        values.push((question.id.clone(), own));
    }
    values
}

/// The answer that a value is to stand for; nothing for an open question.
fn answer(question: &Question, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Answer> {
    if let (QuestionKind::Many { .. }, Shape::Scalar(scalar)) = (&question.kind, &node.shape)
        && !node.is_null()
    {
        let one = Answer::Many(vec![scalar.text.clone()]);
        return match one.check(question) {
            Ok(_) => Some(one),
            Err(error) => {
                let near = near::suggestion(&scalar.text, question.answer_ids());
                let finding = error.at(node.span, Notation::Yaml);
                out.push(near.into_iter().fold(finding, Diagnostic::help));
                None
            }
        };
    }
    given_of(question, node, out).map(|given| Answer::of(question, given))
}
