//! Properties: what they name exists, and a question that is raised has an order.

use super::conditions::{Compiler, Scope};
use super::names::{Name, Names};
use super::unique;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{self, Claim, Spanned};
use crate::rulebook::{Decision, DecisionOption, Property, PropertyClaim, Question, QuestionKind};
use crate::table::{Ix, Table};

pub(super) fn check(
    drafts: &[draft::Property],
    names: &Names<'_>,
    questions: &Table<Question>,
    decisions: &Table<Decision>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Property> {
    unique("properties", drafts.iter().map(|property| &property.id), out);
    let compiler = Compiler { names, questions, decisions: Some(decisions), scope: Scope::Property };
    let mut properties = Vec::new();
    for draft in drafts {
        let when = draft.when.as_ref().map(|when| compiler.compile(when, out));
        let claim = match &draft.claim {
            Some(Claim::Never(condition)) => Some(PropertyClaim::Never(compiler.compile(condition, out))),
            Some(Claim::Always(condition)) => Some(PropertyClaim::Always(compiler.compile(condition, out))),
            Some(Claim::Raising { question, led, against }) => {
                let question = rising(question, names, questions, out);
                let led =
                    led.as_ref().and_then(|(decision, option)| led_over(decision, option, against, decisions, out));
                question.zip(led).map(|(question, (decision, option, against))| PropertyClaim::Raising {
                    question,
                    decision,
                    option,
                    against,
                })
            }
            None => None,
        };
        if let Some(claim) = claim {
            let (id, says) = (draft.id.value.clone(), draft.says.clone());
            properties.push(Property { id, says, when, claim, span: draft.id.span });
        }
    }
    properties
}

/// A question whose answers have an order.
fn rising(
    id: &Spanned<String>,
    names: &Names<'_>,
    questions: &Table<Question>,
    out: &mut Vec<Diagnostic>,
) -> Option<Ix<Question>> {
    let Some(Name::Question(ix)) = names.find(&id.value) else {
        let known = questions.rows().iter().filter(|question| is_rising(question)).map(|question| question.id.as_str());
        let message = format!("no question has the id `{}`", id.value);
        out.push(Diagnostic::new(Code::UnknownName, id.span, message).near(&id.value, known));
        return None;
    };
    if !is_rising(&questions[ix]) {
        let message = format!("the answers to `{}` have no order, so that none is higher", id.value);
        let help = "name a number, or a choice with `ordered: true`";
        out.push(Diagnostic::new(Code::WrongTest, id.span, message).help(help));
        return None;
    }
    Some(ix)
}

fn is_rising(question: &Question) -> bool {
    matches!(question.kind, QuestionKind::Choice { ordered: true, .. } | QuestionKind::Number { .. })
}

type Lead = (Ix<Decision>, Ix<DecisionOption>, Ix<DecisionOption>);

/// A decision, an option of it, and the one that it leads.
fn led_over(
    id: &Spanned<String>,
    option: &Spanned<String>,
    against: &Spanned<String>,
    decisions: &Table<Decision>,
    out: &mut Vec<Diagnostic>,
) -> Option<Lead> {
    let Some(ix) = decisions.find(|decision| decision.id == id.value) else {
        let known = decisions.rows().iter().map(|decision| decision.id.as_str());
        let message = format!("no decision has the id `{}`", id.value);
        out.push(Diagnostic::new(Code::UnknownName, id.span, message).near(&id.value, known));
        return None;
    };
    let decision = &decisions[ix];
    let mut find = |wanted: &Spanned<String>| {
        let found = decision.options.find(|option| option.id == wanted.value);
        if found.is_none() {
            let message = format!("`{}` is not an option of `{}`", wanted.value, decision.id);
            out.push(
                Diagnostic::new(Code::UnknownName, wanted.span, message).near(&wanted.value, decision.option_ids()),
            );
        }
        found
    };
    let (option_ix, against_ix) = (find(option), find(against));
    if option_ix.is_some() && option_ix == against_ix {
        let message = format!("`{}` has no lead over itself", option.value);
        out.push(Diagnostic::new(Code::OutOfRange, against.span, message).help("name another option"));
        return None;
    }
    Some((ix, option_ix?, against_ix?))
}
