//! From the columns of a table to answers: as `advisor batch` reads its cells.
//!
//! A choice is its id, yes and no are `yes` and `no`, a number is a number. An answer of several parts is `|a||b|`, so that
//! `|a|` is found in it and nothing else is. `NULL` is an open question. Whatever a question does not take goes into `_error`.

use leadership_advisor::{Question, QuestionKind, Rulebook};

use super::dialect::Dialect;
use super::expression::{Comparison, Expr, Function, Stage};
use super::mapping::{Mapping, Source};
use super::name;

/// The column with the row's name.
pub(crate) const ROW: &str = "_id";
/// The column with what is wrong with the row.
pub(crate) const ERROR: &str = "_error";

/// A part of an answer as it stands in the text of all of them.
pub(crate) fn member(id: &str) -> Expr {
    Expr::text(format!("|{id}|"))
}

/// What the query calls the answer to a question.
pub(crate) fn answer_name(dialect: &Dialect, question: &Question, place: usize) -> String {
    name::of_id(dialect, "question", &question.id, place)
}

/// The stages that read a table: columns as text, answers, and what is wrong with them.
pub(crate) fn stages(rulebook: &Rulebook, dialect: &Dialect, mapping: &Mapping, sources: &[Source]) -> Vec<Stage> {
    let mut given = Stage::new("as_given", "the columns of the table, as text");
    let mut read = Stage::new("as_read", "as answers, where NULL is an open question");
    let mut checked = Stage::new("as_checked", "what a question does not take is an error");
    checked.narrows = true;
    given.add(ROW, mapping.name_column(dialect).map_or(Expr::NoText, Expr::Column));
    let mut errors = Vec::new();
    for (place, (question, source)) in rulebook.questions().iter().zip(sources).enumerate() {
        let answer = answer_name(dialect, question, place);
        let Some(column) = &source.column else {
            let is_number = matches!(question.kind, QuestionKind::Number { .. });
            read.add(answer, if is_number { Expr::NoInteger } else { Expr::NoText });
            continue;
        };
        let text = name::own(dialect, "given", &question.id, place);
        let function = if source.is_array { Function::Array } else { Function::Plain };
        let plain = Expr::Call(function, vec![Expr::column(column)]);
        given.add(&text, Expr::Call(Function::Trimmed, vec![plain]));
        let column = Column { question, source, text: Expr::column(text), answer: Expr::column(&answer) };
        read.add(&answer, column.value());
        let message = Expr::text(format!("; {}: {}", question.id, said(&question.kind)));
        errors.push(Expr::either(column.is_wrong(), message, Expr::text("")));
        if let Some(again) = column.renamed_members() {
            checked.add(&answer, again);
        }
    }
    let all = Expr::Call(Function::Rest, vec![Expr::Concat(errors)]);
    checked.add(ERROR, Expr::Call(Function::Trimmed, vec![all]));
    vec![given, read, checked]
}

/// What an error says of a cell.
fn said(kind: &QuestionKind) -> String {
    match kind {
        QuestionKind::Choice { .. } => "not among its answers".to_owned(),
        QuestionKind::Many { at_most: Some(most), .. } => format!("not among its answers, or more than {most} of them"),
        QuestionKind::YesNo => "neither yes nor no".to_owned(),
        QuestionKind::Number { min, max, .. } => match (min, max) {
            (None, None) => "not a whole number".to_owned(),
            (Some(min), None) => format!("not a whole number from {min}"),
            (None, Some(max)) => format!("not a whole number up to {max}"),
            (Some(min), Some(max)) => format!("not a whole number from {min} to {max}"),
        },
        _ => "not among its answers".to_owned(),
    }
}

struct Column<'c> {
    question: &'c Question,
    source: &'c Source,
    /// The column as text, and as it was read.
    text: Expr,
    answer: Expr,
}

impl Column<'_> {
    fn text_is<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Expr {
        Expr::one_of(self.text.clone(), texts)
    }

    /// What stands in the column for an answer: its id, unless the map gives that to another, and what the map says.
    fn spellings<'s>(&'s self, answer: &'s str) -> Vec<&'s str> {
        let renamed = &self.source.renamed;
        let is_free = |id: &str| {
            !renamed.iter().any(|(spelling, _)| spelling == id) && !self.source.open.iter().any(|open| open == id)
        };
        let own = Some(answer).filter(|id| is_free(id));
        let others = renamed.iter().filter(|(_, id)| id == answer).map(|(spelling, _)| spelling.as_str());
        own.into_iter().chain(others).collect()
    }

    fn value(&self) -> Expr {
        let mut branches = Vec::new();
        if !self.source.open.is_empty() {
            let nothing = match self.question.kind {
                QuestionKind::Number { .. } => Expr::NoInteger,
                _ => Expr::NoText,
            };
            branches.push((self.text_is(self.source.open.iter().map(String::as_str)), nothing));
        }
        let otherwise = match &self.question.kind {
            QuestionKind::Number { .. } => {
                for (spelling, digits) in &self.source.renamed {
                    // The map holds numbers that the question takes.
                    let number = digits.parse().map_or(Expr::NoInteger, Expr::Integer);
                    branches.push((self.text_is([spelling.as_str()]), number));
                }
                Some(Expr::Call(Function::WholeNumber, vec![self.text.clone()]))
            }
            QuestionKind::YesNo => {
                for word in ["yes", "no"] {
                    let own = self.source.renamed.iter().filter(|(_, answer)| answer == word);
                    let own: Vec<&str> = own.map(|(spelling, _)| spelling.as_str()).collect();
                    if !own.is_empty() {
                        branches.push((self.text_is(own), Expr::text(word)));
                    }
                }
                let lower = Expr::Call(Function::Lower, vec![self.text.clone()]);
                branches.push((Expr::one_of(lower.clone(), ["yes", "y", "true"]), Expr::text("yes")));
                branches.push((Expr::one_of(lower, ["no", "n", "false"]), Expr::text("no")));
                None
            }
            QuestionKind::Many { .. } => Some(self.members()),
            _ => {
                let ids = self.question.answers().iter().map(|answer| answer.id.as_str());
                if self.source.renamed.is_empty() {
                    let free = ids.filter(|id| !self.source.open.iter().any(|open| open == id));
                    branches.push((self.text_is(free), self.text.clone()));
                } else {
                    let spelled = ids.map(|id| (self.spellings(id), id)).filter(|(spelled, _)| !spelled.is_empty());
                    branches.extend(spelled.map(|(spelled, id)| (self.text_is(spelled), Expr::text(id))));
                }
                None
            }
        };
        match otherwise {
            Some(value) if branches.is_empty() => value,
            otherwise => Expr::Case(branches, otherwise.map(Box::new)),
        }
    }

    /// The text `a|b`, `[a|b]` or `a, b` as `||a||b||`.
    fn members(&self) -> Expr {
        let text = || self.text.clone();
        let enclosed = Expr::Call(Function::Enclosed, vec![text(), Expr::text("[%]")]);
        let inner = Expr::either(enclosed, Expr::Call(Function::Inner, vec![text()]), text());
        let whole = Expr::Concat(vec![Expr::text("|"), inner, Expr::text("|")]);
        [(",", "|"), (" |", "|"), ("| ", "|"), ("|", "||")]
            .into_iter()
            .fold(whole, |text, (from, to)| Expr::Call(Function::Replace, vec![text, Expr::text(from), Expr::text(to)]))
    }

    fn has(&self, spellings: &[&str]) -> Expr {
        let has = |spelling: &&str| Expr::Call(Function::Holds, vec![self.answer.clone(), member(spelling)]);
        Expr::Any(spellings.iter().map(has).collect())
    }

    /// Where the map renames answers: those that stand in the column, by their ids.
    fn renamed_members(&self) -> Option<Expr> {
        let is_many = matches!(self.question.kind, QuestionKind::Many { .. });
        if !is_many || self.source.renamed.is_empty() {
            return None;
        }
        let each = self.question.answers().iter().map(|answer| {
            let has = self.has(&self.spellings(&answer.id));
            Expr::either(has, member(&answer.id), Expr::text(""))
        });
        let all = [Expr::text("|")].into_iter().chain(each).chain([Expr::text("|")]);
        Some(Expr::only_if(Expr::not(Expr::is_null(self.answer.clone())), Expr::Concat(all.collect())))
    }

    fn is_wrong(&self) -> Expr {
        let unread = || {
            let mut parts = vec![Expr::not(Expr::is_null(self.text.clone())), Expr::is_null(self.answer.clone())];
            if !self.source.open.is_empty() {
                parts.push(Expr::not(self.text_is(self.source.open.iter().map(String::as_str))));
            }
            Expr::All(parts)
        };
        match &self.question.kind {
            QuestionKind::Number { min, max, .. } => {
                // Engines without a safe cast read more digits than fit.
                let (min, max) = (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX));
                let below = Expr::compare(self.answer.clone(), Comparison::Below, Expr::Integer(min));
                let above = Expr::compare(self.answer.clone(), Comparison::Above, Expr::Integer(max));
                Expr::Any(vec![unread(), below, above])
            }
            QuestionKind::Many { at_most, answers } => {
                let ids = || answers.iter().map(|answer| answer.id.as_str());
                let spellings: Vec<&str> = ids().flat_map(|id| self.spellings(id)).collect();
                // Whatever is not a bar must be the known parts, each as often as it stands there.
                let length = |text| Expr::Call(Function::Length, vec![text]);
                let without = |part, by| Expr::Call(Function::Replace, vec![self.answer.clone(), part, Expr::text(by)]);
                let known = spellings.iter().map(|spelling| {
                    let left = length(without(member(spelling), "||"));
                    Expr::Less(Box::new(length(self.answer.clone())), Box::new(left))
                });
                let all = length(without(Expr::text("|"), ""));
                let mut wrong = vec![Expr::compare(all, Comparison::Other, Expr::Sum(known.collect()))];
                if let Some(most) = at_most {
                    let one = |id| Expr::either(self.has(&self.spellings(id)), Expr::Integer(1), Expr::Integer(0));
                    let most = i64::try_from(*most).unwrap_or(i64::MAX);
                    let count = Expr::Sum(ids().map(one).collect());
                    wrong.push(Expr::compare(count, Comparison::Above, Expr::Integer(most)));
                }
                Expr::Any(wrong)
            }
            _ => unread(),
        }
    }
}
