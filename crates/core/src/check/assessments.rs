//! Assessments: every area has a question whose answers are the levels.

use super::unique;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{self, Spanned};
use crate::rulebook::{Area, Assessment, Question, QuestionKind};
use crate::table::{Ix, Table};

pub(super) fn check(
    drafts: &[draft::Assessment],
    questions: &Table<Question>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Assessment> {
    unique("assessments", drafts.iter().map(|assessment| &assessment.id), out);
    let mut assessments = Vec::new();
    for draft in drafts {
        for (key, is_empty) in [("levels", draft.levels.is_empty()), ("areas", draft.areas.is_empty())] {
            if is_empty {
                let message = format!("the assessment `{}` has no {key}", draft.id.value);
                out.push(Diagnostic::new(Code::MissingKey, draft.id.span, message).help(format!("add `{key}:`")));
            }
        }
        let mut areas = Vec::new();
        for area in &draft.areas {
            let question = question(&area.question, draft, questions, out);
            areas.extend(question.map(|question| Area { title: area.title.clone(), question }));
        }
        assessments.push(Assessment {
            id: draft.id.value.clone(),
            title: draft.title.clone(),
            summary: draft.summary.clone(),
            levels: draft.levels.iter().map(|level| level.value.clone()).collect(),
            areas,
        });
    }
    assessments
}

/// The question of an area, if its answers can be the levels.
fn question(
    id: &Spanned<String>,
    assessment: &draft::Assessment,
    questions: &Table<Question>,
    out: &mut Vec<Diagnostic>,
) -> Option<Ix<Question>> {
    // An absent one has been reported.
    if id.value.is_empty() {
        return None;
    }
    let Some(ix) = questions.find(|question| question.id == id.value) else {
        let message = format!("no question has the id `{}`", id.value);
        let known = questions.rows().iter().map(|question| question.id.as_str());
        out.push(Diagnostic::new(Code::UnknownName, id.span, message).near(&id.value, known));
        return None;
    };
    let (levels, answers) = (assessment.levels.len(), questions[ix].answers().len());
    if !matches!(questions[ix].kind, QuestionKind::Choice { ordered: true, .. }) {
        let message = format!("the answers to `{}` have no order, so they are no levels", id.value);
        let help = "name a question of type `choice` with `ordered: true`";
        out.push(Diagnostic::new(Code::WrongTest, id.span, message).help(help));
        return None;
    }
    if levels > 0 && answers != levels {
        let message = format!("`{}` has {answers} answers, and `levels` lists {levels}", id.value);
        let help = "give every area a question with one answer for each level";
        out.push(Diagnostic::new(Code::OutOfRange, id.span, message).help(help));
        return None;
    }
    Some(ix)
}
