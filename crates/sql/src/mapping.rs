//! How the columns and values of a table stand for the questions and answers of a rulebook.
//!
//! The file is JSON: `{"id": "company", "columns": {"stage": "growth_stage"}, "arrays": ["hurts"], "values": {"stage":
//! {"Seed": "searching"}}}`. What is not named stays as it is. All that is wrong with it is said at once.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use leadership_advisor::{Answer, Question, QuestionKind, Rulebook};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::dialect::Dialect;
use super::name::{folded, is_name};

/// Renamed columns and values, as a file holds them. [`Mapping::default`] renames nothing.
///
/// ```
/// let text = r#"{"columns": {"stage": "growth_stage"}, "values": {"stage": {"Seed": "searching"}}}"#;
/// assert!(leadership_advisor_sql::Mapping::parse(text).is_ok());
/// assert!(leadership_advisor_sql::Mapping::parse("{\"rows\": 3}").is_err());
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The column with the row's name, which is `id` where nothing is said. `null`: there is none.
    #[serde(default, deserialize_with = "said")]
    id: Option<Option<String>>,
    /// For questions, their columns. `null`: there is none, and the question is open in every row.
    #[serde(default)]
    columns: Entries<Option<String>>,
    /// Questions whose column is an array of texts.
    #[serde(default)]
    arrays: Vec<String>,
    /// For questions, what stands in the column for which answer. `null`: it stands for an open question.
    #[serde(default)]
    values: Entries<Entries<Option<Value>>>,
}

/// An answer as JSON has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(i64),
    Truth(bool),
}

/// The entries of an object in their order, each of which may stand there once.
#[derive(Clone, Debug)]
struct Entries<T>(Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reading<T> {
            type Value = Entries<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut entries: Vec<(String, T)> = Vec::new();
                let mut seen = HashSet::new();
                while let Some((key, value)) = map.next_entry::<String, T>()? {
                    if !seen.insert(key.clone()) {
                        return Err(serde::de::Error::custom(format!("`{key}` stands here twice")));
                    }
                    entries.push((key, value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reading(PhantomData))
    }
}

/// Where the answers to one question are.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The column; without one the question is open everywhere.
    pub(crate) column: Option<String>,
    pub(crate) is_array: bool,
    /// What stands for an open question, besides nothing.
    pub(crate) open: Vec<String>,
    /// What stands for an answer, in the order of the file. `yes` and `no` for yes and no, digits for a number.
    pub(crate) renamed: Vec<(String, String)>,
}

impl Mapping {
    /// Reads a map. Whether it fits a rulebook is looked at when a query is made.
    ///
    /// # Errors
    /// What is wrong with the text, with its line and column.
    pub fn parse(text: &str) -> Result<Mapping, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// The column with the row's name.
    pub(crate) fn name_column(&self, dialect: &Dialect) -> Option<String> {
        self.id.clone().unwrap_or_else(|| Some(folded(dialect, "id")))
    }

    /// For each question of the rulebook where its answers are. What does not fit the rulebook or the dialect goes to `out`.
    pub(crate) fn sources(&self, rulebook: &Rulebook, dialect: &Dialect, out: &mut Vec<String>) -> Vec<Source> {
        let named = self.columns.0.iter().map(|(id, _)| ("columns", id));
        let named = named.chain(self.arrays.iter().map(|id| ("arrays", id)));
        for (key, id) in named.chain(self.values.0.iter().map(|(id, _)| ("values", id))) {
            // Asked for the sake of its error, which has a near name.
            if let Err(error) = rulebook.answers().clear(id) {
                out.push(format!("map, {key}: {}", in_words(&error)));
            }
        }
        if let Some(Some(name)) = self.id.as_ref().filter(|name| name.as_ref().is_some_and(|name| !is_name(name))) {
            out.push(format!("map, id: `{name}` cannot be a column"));
        }
        rulebook.questions().iter().map(|question| self.source(rulebook, question, dialect, out)).collect()
    }

    fn source(&self, rulebook: &Rulebook, question: &Question, dialect: &Dialect, out: &mut Vec<String>) -> Source {
        let id = &question.id;
        let column = self.columns.0.iter().find(|(own, _)| own == id).map(|(_, column)| column.clone());
        if let Some(Some(name)) = column.as_ref().filter(|name| name.as_ref().is_some_and(|name| !is_name(name))) {
            out.push(format!("map, columns, {id}: `{name}` cannot be a column"));
        }
        let is_array = self.arrays.contains(id);
        let is_many = matches!(question.kind, QuestionKind::Many { .. });
        if is_array && !is_many {
            out.push(format!("map, arrays: `{id}` has one answer, so its column is no array"));
        }
        if is_array && dialect.array.is_none() {
            out.push(format!("map, arrays: {} has no arrays; join the answers to `{id}` with `|`", dialect.title));
        }
        let mut source = Source {
            column: column.unwrap_or_else(|| Some(folded(dialect, id))),
            is_array,
            open: Vec::new(),
            renamed: Vec::new(),
        };
        let values = self.values.0.iter().filter(|(own, _)| own == id).flat_map(|(_, values)| &values.0);
        for (spelling, value) in values {
            let spelling = spelling.trim();
            let mut wrong = |why: &str| out.push(format!("map, values, {id}: {why}"));
            match spelling {
                "" => wrong("a value without a name; an empty cell is an open question as it is"),
                _ if spelling.chars().any(char::is_control) => wrong("a value with control characters"),
                _ if !is_name(spelling) => wrong(&format!("`{spelling}` reads as a template")),
                _ if is_many && value.is_some() && spelling.contains(['|', ',', '[', ']']) => {
                    wrong(&format!("`{spelling}` has one of the signs `| , [ ]`, which stand between answers"));
                }
                _ => {}
            }
            let Some(value) = value else {
                source.open.push(spelling.to_owned());
                continue;
            };
            match meant(rulebook, question, value) {
                Ok(answer) => source.renamed.push((spelling.to_owned(), answer)),
                Err(why) => wrong(&format!("`{spelling}`: {why}")),
            }
        }
        source
    }
}

/// The answer that a value of the map is, in the words of a table.
fn meant(rulebook: &Rulebook, question: &Question, value: &Value) -> Result<String, String> {
    let answer = match (value, &question.kind) {
        (Value::Number(number), _) => Answer::Number(*number),
        (Value::Truth(yes), _) => Answer::YesNo(*yes),
        (Value::Text(id), QuestionKind::Many { .. }) => Answer::Many(vec![id.clone()]),
        (Value::Text(id), _) => Answer::Choice(id.clone()),
    };
    let mut answers = rulebook.answers();
    answers.set(&question.id, answer).map_err(|error| in_words(&error))?;
    Ok(answers.get(&question.id).map(|answer| answer.to_string()).unwrap_or_default())
}

fn in_words(error: &leadership_advisor::AnswerError) -> String {
    match error.help() {
        Some(help) => format!("{error} ({help})"),
        None => error.to_string(),
    }
}
