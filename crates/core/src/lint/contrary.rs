//! What works against itself: cases that cannot both pass, points for what the same rule rules out, an answer to a question that
//! is not asked. Each is valid, and hardly what its author wanted.

use std::collections::HashMap;

use super::Out;
use crate::diagnostic::{Code, Diagnostic};
use crate::near;
use crate::place::Span;
use crate::rulebook::{Case, Condition, Decision, Expected, Given, QuestionIx, QuestionKind, Rulebook};

pub(super) fn lint(rulebook: &Rulebook, out: &mut Out) {
    for question in rulebook.questions() {
        if let QuestionKind::Many { at_most: Some(most), answers } = &question.kind
            && *most > answers.len()
        {
            let message = format!("`at_most` of `{}` is {most}, and it has {} answers", question.id, answers.len());
            let finding = Diagnostic::new(Code::AtMostAll, question.span, message);
            out.findings.push(finding.help("write a smaller number, or leave it out to allow any number of answers"));
        }
    }
    for decision in rulebook.decisions() {
        points_ruled_out(decision, out);
        if let Some(option) = decision.option("none") {
            let message = format!("an option of `{}` has the id `none`", decision.id);
            let help = "cases write `none` for no outcome, and cannot for this decision; choose another id";
            out.findings.push(Diagnostic::new(Code::OptionNamedNone, option.span, message).help(help));
        }
    }
    for (condition, span, what) in conditions(rulebook) {
        if has_empty_any(condition) {
            let message = format!("`any` in {what} lists no condition, so it never holds");
            let help = "list conditions under it, or write `{}` for what always holds";
            out.findings.push(Diagnostic::new(Code::EmptyAny, span, message).help(help));
        }
    }
    not_asked(rulebook, out);
    disagreeing(rulebook, out);
}

/// What is asked, holds, applies or fires, with its place.
fn conditions(rulebook: &Rulebook) -> impl Iterator<Item = (&Condition, Span, String)> {
    let asked = rulebook.questions().iter().filter_map(|question| {
        Some((question.ask_if.as_ref()?, question.span, format!("the `ask_if` of `{}`", question.id)))
    });
    let facts = rulebook.facts().iter().map(|fact| (&fact.condition, fact.span, format!("the fact `{}`", fact.id)));
    let decisions = rulebook.decisions().iter().flat_map(|decision| {
        let applies = decision.applies_if.iter();
        let applies = applies.map(|one| (one, decision.span, format!("the `applies_if` of `{}`", decision.id)));
        let rules = decision.rules().iter();
        applies.chain(rules.map(|rule| (&rule.condition, rule.span, format!("the rule `{}`", rule.id))))
    });
    asked.chain(facts).chain(decisions)
}

fn has_empty_any(condition: &Condition) -> bool {
    match condition {
        Condition::Any(parts) if parts.is_empty() => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(has_empty_any),
        Condition::Not(part) => has_empty_any(part),
        _ => false,
    }
}

fn points_ruled_out(decision: &Decision, out: &mut Out) {
    for rule in decision.rules() {
        let both =
            rule.points.iter().filter(|(option, points)| *points > 0 && rule.rules_out.contains(option.position()));
        for (option, _) in both {
            let id = &decision.options[*option].id;
            let message = format!("the rule `{}` gives points to `{id}`, and rules it out", rule.id);
            let finding = Diagnostic::new(Code::PointsRuledOut, rule.span, message);
            out.findings.push(finding.help("take it out of `points`, or out of `rules_out`"));
        }
    }
}

/// Answers of cases that do not count, since other answers of the case say that the question is not asked.
fn not_asked(rulebook: &Rulebook, out: &mut Out) {
    if rulebook.questions().iter().all(|question| question.ask_if.is_none()) {
        return;
    }
    for case in rulebook.cases() {
        let evaluation = rulebook.case_given(case).evaluate();
        let ignored: Vec<_> = evaluation.ignored().filter(|question| evaluation.is_never_asked(question)).collect();
        let Some(first) = ignored.first() else { continue };
        let ids: Vec<&str> = ignored.iter().map(|question| question.id.as_str()).collect();
        let are = if ids.len() == 1 { "is" } else { "are" };
        let message = format!("the case `{}` answers {}, which {are} not asked then", case.name, near::all_of(&ids));
        let help = "leave the answer out, or change the answers that its `ask_if` rests on";
        let finding = Diagnostic::new(Code::AnswerNotAsked, case.span, message).help(help);
        out.findings.push(finding.related(first.span, "the question stands here"));
    }
}

/// Cases with the same answers of which one has to fail.
fn disagreeing(rulebook: &Rulebook, out: &mut Out) {
    let mut by_answers: HashMap<&[(QuestionIx, Given)], Vec<&Case>> = HashMap::new();
    for case in rulebook.cases() {
        let alike = by_answers.entry(case.answers.as_slice()).or_default();
        // Of thousands of cases with the same answers, the first few tell as much.
        if let Some((first, decision)) = alike.iter().take(MOST_COMPARED).find_map(|first| {
            let decision = disagreement(first, case)?;
            Some((first, &rulebook.book().decisions[decision].id))
        }) {
            let message = format!(
                "the cases `{}` and `{}` have the same answers, and expect another outcome of `{decision}`",
                first.name, case.name
            );
            let finding = Diagnostic::new(Code::CasesDisagree, case.span, message);
            let finding = finding.help("one of the two has to fail: correct its answers or what it expects");
            out.findings.push(finding.related(first.span, "the other one"));
        }
        alike.push(case);
    }
}

const MOST_COMPARED: usize = 20;

/// A decision of which two cases expect what cannot both be.
fn disagreement(one: &Case, other: &Case) -> Option<crate::rulebook::DecisionIx> {
    let pairs = one.expect.iter().flat_map(|one| other.expect.iter().map(move |other| (one, other)));
    let mut pairs = pairs.filter(|((decision, _), (same, _))| decision == same);
    pairs.find(|((_, one), (_, other))| !can_both_be(one, other)).map(|((decision, _), _)| *decision)
}

fn can_both_be(one: &Expected, other: &Expected) -> bool {
    match (one, other) {
        (Expected::OneOf { options, none, .. }, Expected::OneOf { options: others, none: or_none, .. }) => {
            (*none && *or_none) || options.iter().any(|option| others.contains(option))
        }
        (Expected::OneOf { options, none, .. }, Expected::Members { excludes, .. })
        | (Expected::Members { excludes, .. }, Expected::OneOf { options, none, .. }) => {
            *none || options.iter().any(|option| !excludes.contains(option))
        }
        (Expected::Members { includes, excludes }, Expected::Members { includes: others, excludes: not_others }) => {
            !includes.iter().any(|option| not_others.contains(option))
                && !others.iter().any(|option| excludes.contains(option))
        }
    }
}
