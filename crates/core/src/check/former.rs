//! What older versions asked: what it became exists, and nothing has two meanings.

use super::unique;
use crate::answers::{Answer, given_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{self, Spanned};
use crate::rulebook::{Former, Given, Question, QuestionKind};
use crate::table::{Ix, Table};
use crate::yaml::{Key, Node, Shape};

pub(super) fn check(
    drafts: &[draft::Former],
    questions: &mut Table<Question>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Former> {
    unique("former questions", drafts.iter().map(|former| &former.question), out);
    let former: Vec<Former> = drafts.iter().map(|draft| former(draft, questions, out)).collect();
    for former in &former {
        // Whoever uses an older name of an answer learns the new one.
        let Some(ix) = former.now.filter(|ix| questions[*ix].id == former.question) else { continue };
        let question = &questions[ix];
        let name = |given: &Option<Given>| given.map(|given| Answer::of(question, given).to_string());
        let formerly = former.answers.iter().map(|(answer, now)| (answer.clone(), name(now).unwrap_or_default()));
        questions[ix].formerly = formerly.collect();
    }
    former
}

fn former(draft: &draft::Former, questions: &Table<Question>, out: &mut Vec<Diagnostic>) -> Former {
    let now = draft.now.as_ref().and_then(|now| question(now, questions, out));
    let again = questions.find(|question| question.id == draft.question.value);
    if again.is_some() && (draft.now.is_none() || (now.is_some() && now != again)) {
        let message = format!("`{}` is asked by this version as well", draft.question.value);
        let help = format!(
            "leave the entry out, or write `now: {}` if only its answers have other names",
            draft.question.value
        );
        out.push(Diagnostic::new(Code::DuplicateId, draft.question.span, message).help(help));
    }
    if let (None, Some((first, _))) = (&draft.now, draft.answers.first()) {
        let message = "a former question with `answers` needs `now`";
        let problem = Diagnostic::new(Code::MissingKey, first.span, message);
        out.push(problem.help("name the question that asks for it under `now`, or leave out `answers`"));
    }
    let answers = draft.answers.iter().filter_map(|(key, node)| {
        let question = &questions[now?];
        let given = answer(question, node, out);
        if now == again && question.position(&key.text).is_some() {
            out.push(still_offered(question, key));
        }
        Some((key.text.clone(), given))
    });
    let answers = answers.collect();
    let now_id = now.map(|now| questions[now].id.clone()).unwrap_or_default();
    Former { question: draft.question.value.clone(), because: draft.because.clone(), now, now_id, answers }
}

fn question(now: &Spanned<String>, questions: &Table<Question>, out: &mut Vec<Diagnostic>) -> Option<Ix<Question>> {
    let found = questions.find(|question| question.id == now.value);
    if found.is_none() {
        let known = questions.rows().iter().map(|question| question.id.as_str());
        let message = format!("no question has the id `{}`", now.value);
        out.push(Diagnostic::new(Code::UnknownName, now.span, message).near(&now.value, known));
    }
    found
}

/// What an answer became. Nothing stands for one that has no counterpart.
fn answer(question: &Question, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Given> {
    match (&question.kind, &node.shape) {
        _ if node.is_null() => None,
        // One of several can be written without brackets.
        (QuestionKind::Many { .. }, Shape::Scalar(_)) => {
            given_of(question, &Node { span: node.span, shape: Shape::List(vec![node.clone()]) }, out)
        }
        _ => given_of(question, node, out),
    }
}

/// A file that was converted once would be converted again, to something else.
fn still_offered(question: &Question, key: &Key) -> Diagnostic {
    let message = format!("`{}` is an answer to `{}` in this version as well", key.text, question.id);
    Diagnostic::new(Code::DuplicateId, key.span, message).help("leave it out: what keeps its name needs no entry")
}
