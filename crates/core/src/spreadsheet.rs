//! Tables as people have them: headers that are questions in words, labels in place of ids, `Yes`, `1,200`, `n/a`.
//!
//! [`SheetReader`] says which question a column is about and which answer a cell gives. The rules are a table, [`CellRule`],
//! in the order in which they are tried: what a [`SheetMap`] says, then what a rulebook or an answers file would hold, then what
//! people write. An exact id is never read as anything else. What can be read in two ways is refused, not guessed. Files, rows
//! and delimiters are not here: whoever calls has taken the table apart.

mod folded;
mod labels;
mod list;
mod amount;
mod map;

pub use amount::DecimalMark;
pub use map::SheetMap;

use std::collections::{HashMap, HashSet};

use crate::answers::{Answer, AnswerError};
use crate::near;
use crate::rulebook::{Question, QuestionIx, QuestionKind, Rulebook};
use crate::table::Table;
use folded::folded;
use labels::{Labels, Match};

/// Words that stand for yes and for no, beside those of an answers file. `1.0` is what some programs make of a column of
/// yes and no with gaps.
const YES: &[&str] = &["yes", "y", "true", "t", "1", "1.0"];
const NO: &[&str] = &["no", "n", "false", "f", "0", "0.0"];
/// Headers of columns that name their rows, the best first.
const NAMES: &[&str] = &[
    "id",
    "company",
    "companyname",
    "companyid",
    "account",
    "accountname",
    "accountid",
    "client",
    "clientname",
    "customer",
    "organization",
    "name",
];
/// Columns of so many questions and more are compared with each other only by their exact names.
const MOST_NEAR: usize = near::MOST_NAMES;

/// Reads the columns and cells of a table. Made by [`SheetReader::new`]; may be shared between threads.
///
/// ```
/// use leadership_advisor::{Answer, CellRule, Heading, Rulebook, SheetMap, SheetReader};
///
/// let rulebook = Rulebook::builtin();
/// let reader = SheetReader::new(&rulebook, SheetMap::default());
/// assert_eq!(reader.heading("Who leads sales today?"), Heading::Question("sales_lead".to_owned()));
///
/// let cell = reader.read("sales_lead", "a senior  leader")?;
/// assert_eq!((cell.answer, cell.rule), (Some(Answer::from("executive")), CellRule::Label));
/// let cell = reader.read("sales_lead", "n/a")?;
/// assert_eq!((cell.answer, cell.rule), (None, CellRule::Missing));
/// # Ok::<(), leadership_advisor::AnswerError>(())
/// ```
#[derive(Clone, Debug)]
pub struct SheetReader {
    rulebook: Rulebook,
    map: SheetMap,
    decimal: Option<DecimalMark>,
    missing: HashSet<String>,
    columns: Table<crate::rulebook::Question, Column>,
    /// Questions by their folded ids and texts.
    headings: HashMap<String, Match>,
    /// Questions by their ids.
    ids: HashMap<String, QuestionIx>,
    /// What the map says of columns, by their names and by their folded names.
    named: [HashMap<String, Heading>; 2],
    /// The questions of which the map says which column they have.
    placed: HashSet<String>,
}

/// What is known of the answers to one question.
#[derive(Clone, Debug)]
struct Column {
    /// Answers by their folded ids and labels.
    labels: Labels,
    /// What a map says, by the folded spelling; nothing is an open question.
    mapped: HashMap<String, Option<Answer>>,
}

/// What a column is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Heading {
    /// The names of the rows. Where several columns could be it, the least number is the best.
    Name(usize),
    /// The question with this id.
    Question(String),
    /// One of several questions, and it cannot be told which: their ids.
    Unclear(Vec<String>),
    /// None of them. The id of a question that was perhaps meant.
    Other(Option<String>),
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellReading {
    /// The answer; nothing if the question stays open. Whether it is in range is still to be found out.
    pub answer: Option<Answer>,
    /// The rule by which it was read.
    pub rule: CellRule,
}

/// How a cell was read, in the order in which the rules are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CellRule {
    /// Nothing stands in it.
    Empty,
    /// A map says what it stands for.
    Mapped,
    /// It holds what an answers file would: ids joined by `|` or `,`, digits, `yes` or `no`. `45.0` is 45, as where a column
    /// with gaps is saved.
    Exact,
    /// The label of an answer, or an id written otherwise; case and spaces do not count.
    Label,
    /// Several labels or ids, with `;`, `|`, `,` or a line break between them.
    List,
    /// Another word for yes or no.
    YesNo,
    /// A number as people write it: `2.5k`, `1200.00`, `$3m`.
    Amount,
    /// The same, with marks between groups of three digits: `1,200`.
    Grouped,
    /// A word for what is not known.
    Missing,
}

impl SheetReader {
    /// The words that stand for an unknown answer where nothing else is said. `#N/A` is what spreadsheets write for it; their
    /// other errors are none.
    pub const MISSING: &'static [&'static str] = &["n/a", "#N/A", "na", "NaN", "null", "-"];

    /// A reader of tables for this rulebook. What the map does not name is read by the other rules.
    pub fn new(rulebook: &Rulebook, map: SheetMap) -> Self {
        let book = rulebook.book();
        let (mut headings, mut ids) = (HashMap::new(), HashMap::new());
        for (ix, question) in book.questions.iter() {
            let at = ix.position();
            ids.entry(question.id.clone()).or_insert(ix);
            labels::note(&mut headings, &question.id, at);
            labels::note(&mut headings, &question.ask, at);
        }
        let columns = book.questions.column(|ix| {
            let question = &book.questions[ix];
            Column { labels: Labels::of(question), mapped: map.values_of(&question.id) }
        });
        let missing: Vec<String> = match map.missing() {
            Some(words) => words.to_vec(),
            None => Self::MISSING.iter().map(|word| (*word).to_owned()).collect(),
        };
        let decimal = map.decimal();
        let mut named = [HashMap::new(), HashMap::new()];
        for (column, heading) in map.named() {
            for (known, spelling) in named.iter_mut().zip([column.to_owned(), folded(column)]) {
                known.entry(spelling).or_insert_with(|| heading.clone());
            }
        }
        let placed = map.questions().map(str::to_owned).collect();
        let (rulebook, missing_words) = (rulebook.clone(), HashSet::new());
        let reader =
            SheetReader { rulebook, map, decimal, missing: missing_words, columns, headings, ids, named, placed };
        reader.with_missing(missing)
    }

    /// Takes these words for unknown answers, and no others. Case does not count; an id or a label of an answer is still one.
    #[must_use]
    pub fn with_missing<W: AsRef<str>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.missing = words.into_iter().map(|word| folded(word.as_ref())).filter(|word| !word.is_empty()).collect();
        self
    }

    /// Says what stands before the tenths of a number. Where it is not said, `1,200` and `1.200` are refused.
    #[must_use]
    pub fn with_decimal(mut self, decimal: DecimalMark) -> Self {
        self.decimal = Some(decimal);
        self
    }

    /// The rulebook that it reads answers to.
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// What stands before the tenths of a number, if it was said.
    pub fn decimal(&self) -> Option<DecimalMark> {
        self.decimal
    }

    /// The map that it goes by.
    pub fn map(&self) -> &SheetMap {
        &self.map
    }

    /// Whether a map says something of the cells of this question, so that even an id may stand for something else.
    pub fn is_mapped(&self, question: &str) -> bool {
        self.column(question).is_ok_and(|(_, column)| !column.mapped.is_empty())
    }

    /// What the column with this header is about.
    pub fn heading(&self, header: &str) -> Heading {
        match self.known_heading(header) {
            Heading::Other(_) => Heading::Other(self.near_question(header.trim(), &folded(header))),
            known => known,
        }
    }

    /// The same without a look for a question that was perhaps meant, which takes long for thousands of columns:
    /// [`Heading::Other`] holds none.
    pub fn known_heading(&self, header: &str) -> Heading {
        let header = header.trim();
        let questions = self.rulebook.questions();
        let folded = folded(header);
        let [exact, alike] = &self.named;
        if let Some(heading) = exact.get(header).or_else(|| alike.get(&folded)) {
            return heading.clone();
        }
        // A map has the last word on the questions that it names.
        let is_free = |id: &str| !self.placed.contains(id);
        if self.ids.contains_key(header) && is_free(header) {
            return Heading::Question(header.to_owned());
        }
        let id = |at: &usize| questions.get(*at).map(|question| question.id.clone()).filter(|id| is_free(id));
        match self.headings.get(&folded) {
            Some(Match::One(at)) => {
                if let Some(id) = id(at) {
                    return Heading::Question(id);
                }
            }
            Some(Match::Several(at)) => return Heading::Unclear(at.iter().filter_map(id).collect()),
            None => {}
        }
        match NAMES.iter().position(|name| *name == folded) {
            Some(rank) if !self.map.says_the_name() => Heading::Name(rank),
            _ => Heading::Other(None),
        }
    }

    /// The id of a question with a near id or text.
    fn near_question(&self, header: &str, folded: &str) -> Option<String> {
        let questions = self.rulebook.questions();
        if header.is_empty() || questions.len() > MOST_NEAR {
            return None;
        }
        let ids: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
        let by_id = near::nearest(header, &ids).map(str::to_owned);
        by_id.or_else(|| {
            let near = labels::nearest(self.headings.keys(), folded)?;
            let Some(Match::One(at)) = self.headings.get(near) else { return None };
            questions.get(*at).map(|question| question.id.clone())
        })
    }

    /// Which answer a cell of this question's column gives.
    ///
    /// # Errors
    /// If there is no such question, or the cell gives none of its answers, or could give several. What a number may be is
    /// looked at when the answer is given.
    pub fn read(&self, question: &str, cell: &str) -> Result<CellReading, AnswerError> {
        let (ix, column) = self.column(question)?;
        let question = &self.rulebook.book().questions[ix];
        let text = cell.trim();
        let done = |rule, answer| Ok(CellReading { answer, rule });
        if text.is_empty() {
            return done(CellRule::Empty, None);
        }
        let folded = folded(text);
        if let Some(answer) = column.mapped.get(&folded) {
            return done(CellRule::Mapped, answer.clone());
        }
        let wrong = match exact(question, text) {
            Ok(answer) => return done(CellRule::Exact, Some(answer)),
            Err(error) => error,
        };
        let read = match &question.kind {
            QuestionKind::Choice { .. } => match column.labels.find(&folded) {
                Some(Match::One(at)) => Ok(answer_at(question, *at).map(|id| (CellRule::Label, Answer::Choice(id)))),
                Some(Match::Several(at)) => Err(unclear(question, text, at)),
                None => Ok(None),
            },
            QuestionKind::Many { .. } => several(question, column, text),
            QuestionKind::YesNo => Ok(YES
                .contains(&&*folded)
                .then_some(true)
                .or_else(|| NO.contains(&&*folded).then_some(false))
                .map(|yes| (CellRule::YesNo, Answer::YesNo(yes)))),
            QuestionKind::Number { .. } => match amount::read(question, text, self.decimal) {
                Ok((answer, is_grouped)) => {
                    Ok(Some((if is_grouped { CellRule::Grouped } else { CellRule::Amount }, answer)))
                }
                Err(error) if !self.missing.contains(&folded) => Err(error),
                Err(_) => Ok(None),
            },
        };
        match read? {
            Some((rule, answer)) => done(rule, Some(answer)),
            None if self.missing.contains(&folded) => done(CellRule::Missing, None),
            None => Err(column.labels.or_near(question, &folded, wrong)),
        }
    }

    fn column(&self, question: &str) -> Result<(QuestionIx, &Column), AnswerError> {
        let ix = match self.ids.get(question) {
            Some(ix) => *ix,
            None => self.rulebook.find_question(question)?,
        };
        Ok((ix, &self.columns[ix]))
    }
}

/// What an answers file or a table of ids holds.
fn exact(question: &Question, text: &str) -> Result<Answer, AnswerError> {
    if let QuestionKind::Number { .. } = question.kind {
        let whole = text.strip_suffix(".0").unwrap_or(text);
        let wrong = |_| AnswerError::wrong_type(question, format!("`{text}`"), &[text]);
        return whole.parse().map(Answer::Number).map_err(wrong);
    }
    let answer = Answer::from_text(question, text)?;
    match answer.check(question) {
        // Too many answers are no reason to read them otherwise.
        Ok(_) | Err(AnswerError::TooMany { .. }) => Ok(answer),
        Err(error) => Err(error),
    }
}

fn answer_at(question: &Question, at: usize) -> Option<String> {
    question.answers().get(at).map(|answer| answer.id.clone())
}

fn unclear(question: &Question, text: &str, at: &[usize]) -> AnswerError {
    let meant = at.iter().filter_map(|at| answer_at(question, *at)).collect();
    AnswerError::UnclearAnswer { question: question.id.clone(), text: text.to_owned(), meant }
}

/// The labels and ids of a cell with several answers.
fn several(question: &Question, column: &Column, text: &str) -> Result<Option<(CellRule, Answer)>, AnswerError> {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let many = |at: &[usize]| Answer::Many(at.iter().filter_map(|at| answer_at(question, *at)).collect());
    let found = |piece: &str| {
        let piece = folded(piece);
        match column.mapped.get(&piece) {
            // What a map says of a value holds in a list as well.
            Some(Some(Answer::Many(ids))) if ids.len() == 1 => question.position(ids.first()?),
            _ => column.labels.find(&piece).and_then(Match::one),
        }
    };
    match list::members(inner, found) {
        list::Members::Of(at) => {
            let rule = if at.len() == 1 { CellRule::Label } else { CellRule::List };
            Ok(Some((rule, many(&at))))
        }
        list::Members::Unclear(at) => Err(unclear(question, text, &at)),
        list::Members::Stuck(piece) if piece.len() < inner.trim().len() => {
            let wrong = Answer::Many(vec![piece.to_owned()]).check(question).err();
            Err(wrong.map_or_else(
                || unclear(question, text, &[]),
                |error| column.labels.or_near(question, &folded(piece), error),
            ))
        }
        list::Members::Stuck(_) => Ok(None),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod tests;
