//! Answers from YAML: an answers file, or the answers of a case.

use super::answer::{Answer, find};
use super::error::asked_formerly;
use super::{AnswerError, Answers};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::draft::format::ANSWERS_FILE;
use crate::draft::{Fields, text_of};
use crate::near;
use crate::place::Files;
use crate::rulebook::{Former, Given, Question, QuestionKind, Rulebook};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::yaml::{self, Key, Node, Plain, Shape};

pub(super) fn parse(rulebook: &Rulebook, name: &str, bytes: &[u8]) -> Result<Answers, Diagnostics> {
    entries(rulebook, name, bytes, |mut answers, entries, out| {
        for (question, answer) in answers_from(&rulebook.book().questions, rulebook.former(), entries, out) {
            answers.given[question] = Some(answer);
        }
        answers
    })
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
        let (answers, entries) = file_answers(rulebook, &tree.node, &mut out)?;
        Some(make(answers, entries, &mut out))
    });
    match made {
        Some(made) if out.is_empty() => Ok(made),
        _ => Err(Diagnostics::new(Files::new(vec![file]), out)),
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

/// The answers that a mapping from question ids gives. Mistaken ones are reported and left out.
pub(crate) fn answers_from(
    questions: &Table<Question>,
    former: &[Former],
    entries: &[(Key, Node)],
    out: &mut Vec<Diagnostic>,
) -> Vec<(Ix<Question>, Given)> {
    let mut given = Vec::new();
    for (key, node) in entries {
        match questions.find(|question| question.id == key.text) {
            Some(ix) => given.extend(given_of(&questions[ix], node, out).map(|answer| (ix, answer))),
            None => {
                let ids = questions.rows().iter().map(|question| question.id.as_str());
                let help = asked_formerly(former, &key.text).or_else(|| near::suggestion(&key.text, ids));
                out.push(AnswerError::UnknownQuestion { question: key.text.clone(), help }.at(key.span));
            }
        }
    }
    given.sort_by_key(|(question, _)| *question);
    given
}

/// The answer that a value gives to a question.
pub(crate) fn given_of(question: &Question, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Given> {
    if node.is_null() {
        return None;
    }
    let answer = match (&question.kind, &node.shape) {
        (QuestionKind::Many { .. }, Shape::List(list)) => members(question, list, out)?,
        (QuestionKind::Choice { .. }, Shape::Scalar(scalar)) => Answer::Choice(scalar.text.clone()),
        (QuestionKind::Number { .. }, Shape::Scalar(scalar)) => match scalar.plain {
            Plain::Whole(number) => Answer::Number(number),
            _ => return mismatch(question, node, out),
        },
        (QuestionKind::YesNo, Shape::Scalar(scalar)) => match scalar.plain {
            Plain::Bool(yes) => Answer::YesNo(yes),
            Plain::Text if Answer::from_text(question, &scalar.text).is_ok() => {
                Answer::from_text(question, &scalar.text).ok()?
            }
            _ => return mismatch(question, node, out),
        },
        _ => return mismatch(question, node, out),
    };
    match answer.check(question) {
        Ok(given) => Some(given),
        Err(error) => {
            out.push(error.at(node.span));
            None
        }
    }
}

fn mismatch(question: &Question, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Given> {
    let finding = AnswerError::mismatch(question, node.kind()).at(node.span);
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
        QuestionKind::Many { .. } if find(question, written).is_ok() => Some(format!("write `[{written}]`")),
        _ => None,
    };
    out.push(match help {
        Some(help) => finding.help(help),
        None => finding,
    });
    None
}

/// The members of a *many* answer, each mistake at its own place.
fn members(question: &Question, list: &[Node], out: &mut Vec<Diagnostic>) -> Option<Answer> {
    let before = out.len();
    let mut seen = Set::default();
    let mut members = Vec::new();
    for node in list {
        let Some(id) = text_of(node, "an answer", out) else { continue };
        match find(question, &id.value) {
            Err(error) => out.push(error.at(id.span)),
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
