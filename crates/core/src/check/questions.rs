//! Questions with their answers, and facts.

use super::conditions::{Compiler, Scope};
use super::names::Names;
use super::sources;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::format::NATURES;
use crate::draft::{self, Draft, Spanned};
use crate::rulebook::{Condition, Fact, Layers, Nature, PossibleAnswer, Question, QuestionKind, Section, Source};
use crate::set::Set;
use crate::table::Table;

pub(super) fn check(
    draft: &Draft,
    sections: &[Section],
    layers: &Layers,
    sources: &Table<Source>,
    names: &Names<'_>,
    out: &mut Vec<Diagnostic>,
) -> Table<Question> {
    let mut questions = Table::default();
    for question in &draft.questions {
        questions.push(Question {
            id: question.id.value.clone(),
            layer: layers.at(question.id.span),
            section: section(question, sections, out),
            ask: question.ask.clone(),
            why: question.why.clone(),
            nature: nature(question, out),
            if_so: question.if_so.clone(),
            kind: kind(question, out),
            sources: sources::citations(&question.sources, sources, out),
            formerly: Vec::new(),
            ask_if: None,
            span: question.id.span,
        });
    }
    // Conditions come second, since a test is understood by the type of what it names.
    let ask_ifs: Table<Question, Option<Condition>> = questions.column(|ix| {
        let ask_if = draft.questions.get(ix.position()).and_then(|question| question.ask_if.as_ref())?;
        Some(Compiler { names, questions: &questions, decisions: None, scope: Scope::AskIf(ix) }.compile(ask_if, out))
    });
    for (ix, ask_if) in ask_ifs.iter() {
        questions[ix].ask_if.clone_from(ask_if);
    }
    questions
}

pub(super) fn facts(
    draft: &Draft,
    layers: &Layers,
    names: &Names<'_>,
    questions: &Table<Question>,
    out: &mut Vec<Diagnostic>,
) -> Table<Fact> {
    let compiler = Compiler { names, questions, decisions: None, scope: Scope::Fact };
    let mut facts = Table::default();
    for fact in &draft.facts {
        facts.push(Fact {
            id: fact.id.value.clone(),
            layer: layers.at(fact.id.span),
            condition: compiler.compile(&fact.condition, out),
            span: fact.id.span,
        });
    }
    facts
}

fn section(question: &draft::Question, sections: &[Section], out: &mut Vec<Diagnostic>) -> Option<String> {
    let section = question.section.as_ref()?;
    if !sections.iter().any(|known| known.id == section.value) {
        let message = format!("no section has the id `{}`", section.value);
        let known = sections.iter().map(|section| section.id.as_str());
        let problem = Diagnostic::new(Code::UnknownName, section.span, message).near(&section.value, known);
        out.push(match problem.help {
            Some(_) => problem,
            None => problem.help("list it under `sections` of `rulebook`"),
        });
    }
    Some(section.value.clone())
}

fn nature(question: &draft::Question, out: &mut Vec<Diagnostic>) -> Nature {
    match question.nature.as_ref().map(|nature| (nature.value.as_str(), nature.span)) {
        None | Some(("given", _)) => Nature::Given,
        Some(("choice", _)) => Nature::Choice,
        Some(("time", _)) => Nature::Time,
        Some(("grows", span)) => {
            if let Some(draft::QuestionKind::Choice { ordered: false, .. }) = question.kind {
                let message = format!("the answers to `{}` have no order, so it cannot grow", question.id.value);
                let help = "write `ordered: true` on the question if they are in rising order, or `nature: time`";
                out.push(Diagnostic::new(Code::WrongTest, span, message).help(help));
            }
            Nature::Grows
        }
        Some((wrong, span)) => {
            let problem = Diagnostic::new(Code::UnknownName, span, format!("`{wrong}` is no nature of a question"));
            out.push(problem.near(wrong, NATURES.iter().copied()));
            Nature::Given
        }
    }
}

fn kind(question: &draft::Question, out: &mut Vec<Diagnostic>) -> QuestionKind {
    match &question.kind {
        // The missing or mistaken type has been reported; any type will do in its place.
        None => QuestionKind::YesNo,
        Some(draft::QuestionKind::YesNo) => QuestionKind::YesNo,
        Some(draft::QuestionKind::Choice { ordered, answers }) => {
            QuestionKind::Choice { ordered: *ordered, answers: possible(question, answers, out) }
        }
        Some(draft::QuestionKind::Many { at_most, answers }) => {
            let answers = possible(question, answers, out);
            let at_most = at_most.as_ref().and_then(|at_most| most(at_most, out));
            QuestionKind::Many { at_most, answers }
        }
        Some(draft::QuestionKind::Number { unit, min, max }) => {
            let (least, greatest) = (min.as_ref().map(|min| min.value), max.as_ref().map(|max| max.value));
            if let (Some(least), Some(max)) =
                (least, max.as_ref().filter(|max| least.is_some_and(|min| min > max.value)))
            {
                let message = format!("no number is at least {least} and at most {}", max.value);
                out.push(Diagnostic::new(Code::OutOfRange, max.span, message).help("`max` must not be below `min`"));
            }
            QuestionKind::Number { unit: unit.clone(), min: least, max: greatest }
        }
    }
}

fn most(at_most: &Spanned<i64>, out: &mut Vec<Diagnostic>) -> Option<usize> {
    match usize::try_from(at_most.value) {
        Ok(most) if most > 0 => Some(most),
        _ => {
            let problem = Diagnostic::new(Code::OutOfRange, at_most.span, "`at_most` must be 1 or more");
            out.push(problem.help("leave it out to allow any number of answers"));
            None
        }
    }
}

fn possible(question: &draft::Question, answers: &[draft::Answer], out: &mut Vec<Diagnostic>) -> Vec<PossibleAnswer> {
    if let Some(beyond) = answers.get(Set::CAPACITY) {
        let message = format!("`{}` has more than {} answers", question.id.value, Set::CAPACITY);
        out.push(Diagnostic::new(Code::TooLarge, beyond.id.span, message).help("group them, or ask two questions"));
    }
    answers
        .iter()
        .map(|answer| PossibleAnswer {
            id: answer.id.value.clone(),
            label: answer.label.clone(),
            help: answer.help.clone(),
            if_so: answer.if_so.clone(),
        })
        .collect()
}
