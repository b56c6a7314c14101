//! Answers from YAML: an answers file, or the answers of a case.

use super::answer::{Answer, find};
use super::error::unknown_question;
use super::{AnswerError, Answers, Notation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::draft::format::ANSWERS_FILE;
use crate::draft::{Fields, text_of};
use crate::place::{File, Files};
use crate::rulebook::{Former, Given, Question, QuestionKind, Rulebook};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::yaml::{self, Key, Node, Plain, Shape};

pub(super) fn parse(rulebook: &Rulebook, name: &str, bytes: &[u8]) -> Result<Answers, Diagnostics> {
    let notation = notation_of(bytes);
    entries(rulebook, name, bytes, |mut answers, entries, out| {
        for (question, answer) in given(&rulebook.book().questions, rulebook.former(), entries, notation, out) {
            answers.given[question] = Some(answer);
        }
        answers
    })
}

/// JSON begins with a bracket; an answers file in YAML need not.
fn notation_of(bytes: &[u8]) -> Notation {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'{') { Notation::Json } else { Notation::Yaml }
}

/// What is made of the entries of an answers file. Begins with answers to nothing that have the company of the file.
pub(super) fn entries<T>(
    rulebook: &Rulebook,
    name: &str,
    bytes: &[u8],
    make: impl FnOnce(Answers, &[(Key, Node)], &mut Vec<Diagnostic>) -> T,
) -> Result<T, Diagnostics> {
    let mut out = Vec::new();
    let file = yaml::decode(name, bytes, 0, &mut out);
    let tree = if out.is_empty() { yaml::parse(&file, 0, &mut out) } else { None };
    let made = tree.and_then(|tree| {
        cut_company(&tree.node, &file, &mut out);
        let (answers, entries) = file_answers(rulebook, &tree.node, &mut out)?;
        Some(make(answers, entries, &mut out))
    });
    match made {
        Some(made) if out.is_empty() => Ok(made),
        _ => Err(Diagnostics::new(Files::new(vec![file]), out)),
    }
}

/// That a comment or an anchor took away a part of the company. It is the only free text of an answers file: what is left of
/// any other value is an answer, or is told to be none.
fn cut_company(node: &Node, file: &File, out: &mut Vec<Diagnostic>) {
    let Shape::Map(entries) = &node.shape else { return };
    for (_, company) in entries.iter().filter(|(key, _)| key.text == "company") {
        out.extend(yaml::refused(&yaml::cutting(company, file, 0), std::slice::from_ref(file)));
    }
}

fn file_answers<'n>(
    rulebook: &Rulebook,
    node: &'n Node,
    out: &mut Vec<Diagnostic>,
) -> Option<(Answers, &'n [(Key, Node)])> {
    if node.is_null() {
        let problem = Diagnostic::new(Code::MissingKey, node.span, "this file is empty");
        out.push(problem.help("an answers file holds `answers:` and below it a line for each answer"));
        return None;
    }
    let mut fields = Fields::open(node, &ANSWERS_FILE, out)?;
    if let Some(id) =
        fields.optional_text("rulebook").filter(|id| rulebook.layers().iter().all(|layer| layer.id != id.value))
    {
        let message = format!("these are answers to the rulebook `{}`, not to `{}`", id.value, rulebook.id());
        let help = "choose the rulebook with `--rules`, or correct the id";
        fields.out().push(Diagnostic::new(Code::UnknownName, id.span, message).help(help));
    }
    let company = fields.optional_text("company").map(|company| company.value);
    if !fields.has("answers") {
        fields.needed("answers");
    }
    let entries = fields.map("answers");
    let mut answers = rulebook.answers();
    answers.set_company(company);
    Some((answers, entries))
}

/// The answers that a mapping from question ids gives in a rulebook. Mistaken ones are reported and left out.
pub(crate) fn answers_from(
    questions: &Table<Question>,
    entries: &[(Key, Node)],
    out: &mut Vec<Diagnostic>,
) -> Vec<(Ix<Question>, Given)> {
    given(questions, &[], entries, Notation::Yaml, out)
}

fn given(
    questions: &Table<Question>,
    former: &[Former],
    entries: &[(Key, Node)],
    notation: Notation,
    out: &mut Vec<Diagnostic>,
) -> Vec<(Ix<Question>, Given)> {
    let mut given = Vec::new();
    let none = Table::default();
    for (key, node) in entries {
        match questions.find(|question| question.id == key.text) {
            Some(ix) => given.extend(given_in(&questions[ix], node, notation, out).map(|answer| (ix, answer))),
            None => {
                // A near name is looked for as long as findings are read.
                let known = if out.len() < Diagnostics::MOST { questions } else { &none };
                out.push(unknown_question(known, former, &key.text).at(key.span, notation));
            }
        }
    }
    given.sort_by_key(|(question, _)| *question);
    given
}

/// The answer that a value of a rulebook gives to a question.
pub(crate) fn given_of(question: &Question, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Given> {
    given_in(question, node, Notation::Yaml, out)
}

/// The answer that a value gives to a question, in this notation.
fn given_in(question: &Question, node: &Node, notation: Notation, out: &mut Vec<Diagnostic>) -> Option<Given> {
    if node.is_null() {
        return None;
    }
    let answer = match (&question.kind, &node.shape) {
        (QuestionKind::Many { .. }, Shape::List(list)) => members(question, list, notation, out)?,
        (QuestionKind::Choice { .. }, Shape::Scalar(scalar)) => Answer::Choice(scalar.text.clone()),
        (QuestionKind::Number { .. }, Shape::Scalar(scalar)) => match scalar.plain {
            Plain::Whole(number) => Answer::Number(number),
            _ => return mismatch(question, node, notation, out),
        },
        (QuestionKind::YesNo, Shape::Scalar(scalar)) => match scalar.plain {
            Plain::Bool(yes) => Answer::YesNo(yes),
            Plain::Text if Answer::from_text(question, &scalar.text).is_ok() => {
                Answer::from_text(question, &scalar.text).ok()?
            }
            _ => return mismatch(question, node, notation, out),
        },
        _ => return mismatch(question, node, notation, out),
    };
    match answer.check(question) {
        Ok(given) => Some(given),
        Err(error) => {
            out.push(error.at(node.span, notation));
            None
        }
    }
}

fn mismatch(question: &Question, node: &Node, notation: Notation, out: &mut Vec<Diagnostic>) -> Option<Given> {
    let given = match &node.shape {
        Shape::Scalar(scalar) => vec![scalar.text.as_str()],
        Shape::List(list) => list.iter().filter_map(text_in).collect(),
        _ => Vec::new(),
    };
    let finding = AnswerError::wrong_type(question, node.kind().to_owned(), &given).at(node.span, notation);
    let written = node.scalar().map(|scalar| scalar.text.trim()).unwrap_or_default();
    let help = match &question.kind {
        QuestionKind::Number { .. } if !written.is_empty() => {
            let plain = written.replace(['−', '–', '—'], "-");
            match Answer::from_text(question, plain.trim_end_matches(['%', ' '])) {
                Ok(Answer::Number(number)) => Some(format!("write the digits alone: `{number}`")),
                Ok(_) => None,
                Err(error) => error.help().map(str::to_owned),
            }
        }
        _ => None,
    };
    out.push(match help {
        Some(help) => finding.help(help),
        None => finding,
    });
    None
}

fn text_in(node: &Node) -> Option<&str> {
    match &node.shape {
        Shape::Scalar(scalar) => Some(scalar.text.as_str()),
        _ => None,
    }
}

/// The members of a *many* answer, each mistake at its own place.
fn members(question: &Question, list: &[Node], notation: Notation, out: &mut Vec<Diagnostic>) -> Option<Answer> {
    let before = out.len();
    let mut seen = Set::default();
    let mut members = Vec::new();
    for node in list {
        let Some(id) = text_of(node, "an answer", out) else { continue };
        match find(question, &id.value) {
            Err(error) => out.push(error.at(id.span, notation)),
            Ok(position) if seen.contains(position) => {
                let message = format!("`{}` stands here twice", id.value);
                out.push(Diagnostic::new(Code::DuplicateId, id.span, message).help("name each answer once"));
            }
            Ok(position) => {
                seen.insert(position);
                members.push(id.value);
            }
        }
    }
    (out.len() == before).then_some(Answer::Many(members))
}
