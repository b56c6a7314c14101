//! What exact search says about a rulebook, in words.
//!
//! A mistake is told once: where a decision never applies nothing is said about its rules, and where a test never passes
//! nothing about the rule that rests on it.

use super::Out;
use crate::analysis::{DecisionSurvey, Possible, Surveyor};
use crate::answers::Answers;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;
use crate::rulebook::{
    Chart, Choose, Condition, Decision, DecisionModel, DecisionOption, Given, Question, QuestionIx, QuestionKind, Rule,
    Rulebook, Test,
};
use crate::set::Set;
use crate::table::Ix;

pub(super) fn lint(rulebook: &Rulebook, surveyor: &mut Surveyor<'_>, out: &mut Out) {
    let book = rulebook.book();
    for ix in book.questions.indices() {
        question(rulebook, surveyor, ix, out);
    }
    for (_, fact) in book.facts.iter() {
        if let Some(finding) = never_passes(rulebook, &fact.condition, fact.span, &format!("the fact `{}`", fact.id)) {
            out.findings.push(finding);
        }
    }
    for ix in book.decisions.indices() {
        decision(rulebook, surveyor, ix, out);
    }
}

impl Out {
    /// Adds a finding if something was proved not to happen; counts it if that is open.
    pub(super) fn if_never<T>(
        &mut self,
        possible: &Possible<T>,
        finding: impl FnOnce() -> Diagnostic,
        code: Code,
        span: Span,
    ) {
        match possible {
            Possible::Yes(_) => {}
            Possible::No => self.findings.push(finding()),
            Possible::Unproven => self.unproven.push((code, span)),
        }
    }
}

fn question(rulebook: &Rulebook, surveyor: &Surveyor<'_>, ix: QuestionIx, out: &mut Out) {
    let question = &rulebook.book().questions[ix];
    let (found, id) = (&surveyor.survey().questions[ix], &question.id);
    if let Some(ask_if) = &question.ask_if {
        let what = format!("the `ask_if` of `{id}`");
        let never_passes = never_passes(rulebook, ask_if, question.span, &what);
        if never_passes.is_none() {
            let finding = || {
                let message = format!("no answers make the `ask_if` of `{id}` true, so it is never asked");
                let help = "check the condition, and the `ask_if` of the questions that it names";
                Diagnostic::new(Code::AskIfNeverHolds, question.span, message).help(help)
            };
            out.if_never(&found.asked, finding, Code::AskIfNeverHolds, question.span);
        }
        out.findings.extend(never_passes);
        let finding = || {
            let message = format!("the `ask_if` of `{id}` is true whatever the answers are");
            Diagnostic::new(Code::AskIfAlwaysHolds, question.span, message).help("remove the `ask_if`")
        };
        out.if_never(&found.not_asked, finding, Code::AskIfAlwaysHolds, question.span);
    }
    // In a decision that has no outcome nothing matters, and that is told there.
    let barren = |(decision, survey): (&DecisionModel, &DecisionSurvey)| {
        decision.support.get(ix.position()) == Some(&true) && has_no_outcome(survey)
    };
    let decisions = rulebook.book().model().decisions.iter().zip(surveyor.survey().decisions.rows());
    if found.asked.is_no() || decisions.into_iter().any(barren) {
        return;
    }
    let finding = || {
        let message = format!("no answer to `{id}` ever changes an outcome");
        let help = match is_drawn(rulebook, ix) {
            true => "the questionnaire asks only what can; if it is there for what is drawn, allow it with that reason",
            false => "let a rule use it, give the rules that use it points that can decide, or remove it",
        };
        Diagnostic::new(Code::QuestionNeverMatters, question.span, message).help(help)
    };
    out.if_never(&found.matters, finding, Code::QuestionNeverMatters, question.span);
}

/// Whether a headline, a chart or an assessment looks at a question, be it through facts.
fn is_drawn(rulebook: &Rulebook, ix: QuestionIx) -> bool {
    let facts = &rulebook.book().model().facts;
    let mut found = false;
    let headlines = rulebook.headlines().iter().filter_map(|headline| headline.condition.as_ref());
    for condition in headlines.chain(rulebook.charts().iter().flat_map(Chart::conditions)) {
        condition.leaves(&mut |leaf| {
            found |= match leaf {
                Condition::Test(question, _) => *question == ix,
                Condition::Fact(fact, _) => {
                    facts.get(fact.position()).is_some_and(|fact| fact.support.get(ix.position()) == Some(&true))
                }
                _ => false,
            }
        });
    }
    found || rulebook.assessments().iter().flat_map(|one| &one.areas).any(|area| area.question == ix)
}

/// Whether no answers give a decision an outcome.
fn has_no_outcome(survey: &DecisionSurvey) -> bool {
    survey.applies.is_no() || survey.chosen.rows().iter().all(Possible::is_no)
}

fn decision(rulebook: &Rulebook, surveyor: &mut Surveyor<'_>, ix: Ix<Decision>, out: &mut Out) {
    let decision = &rulebook.book().decisions[ix];
    let id = &decision.id;
    let applies_if = decision.applies_if.as_ref();
    let what = format!("the `applies_if` of `{id}`");
    let never_passes = applies_if.and_then(|applies_if| never_passes(rulebook, applies_if, decision.span, &what));
    let applies = &surveyor.survey().decisions[ix].applies;
    if never_passes.is_none() {
        let finding = || {
            let message = format!("no answers make the decision `{id}` apply");
            Diagnostic::new(Code::DecisionNeverApplies, decision.span, message)
                .help("check its `applies_if`, and its rules")
        };
        out.if_never(applies, finding, Code::DecisionNeverApplies, decision.span);
    }
    out.findings.extend(never_passes);
    if *applies != Possible::Yes(()) {
        return;
    }
    outcomes(decision, &surveyor.survey().decisions[ix], out);
    for rule in decision.rules.indices() {
        self::rule(rulebook, surveyor, (ix, rule), out);
    }
    twins(decision, surveyor, ix, out);
}

/// What is said about the options.
fn outcomes(decision: &Decision, found: &DecisionSurvey, out: &mut Out) {
    let id = &decision.id;
    match decision.choose {
        Choose::Many { threshold } if has_no_outcome(found) && decision.options.len() > 1 => {
            let most = found.highest.rows().iter().map(|(_, bound)| *bound).max().unwrap_or(0);
            let message = format!("no option of `{id}` can reach the threshold of {threshold}");
            let help = match most < threshold {
                true => {
                    format!("no answers give any of them more than {most}: lower the threshold, or give more points")
                }
                false => "the rules that would reach it never fire together, or rule the option out".to_owned(),
            };
            out.findings.push(Diagnostic::new(Code::ThresholdOutOfReach, decision.span, message).help(help));
        }
        _ => {
            for (option, row) in decision.options.iter() {
                let finding = || never_chosen(decision, option, row);
                out.if_never(&found.chosen[option], finding, Code::OptionNeverChosen, row.span);
            }
        }
    }
    let is_ruled_out = |option: &DecisionOption, rule: &Rule| {
        decision.options.find(|other| other.id == option.id).is_some_and(|ix| rule.rules_out.contains(ix.position()))
    };
    let may_be_emptied =
        decision.options().iter().all(|option| decision.rules().iter().any(|rule| is_ruled_out(option, rule)));
    match &found.emptied {
        Possible::Yes(answers) => {
            let message = format!("some answers rule out every option of `{id}`");
            let help = "keep one option that no rule rules out, or allow it if no outcome is what you mean";
            // An option by the name of `none` takes the word for no outcome.
            let expect = if decision.option("none").is_some() { String::new() } else { format!("{id}: none") };
            let evaluation = answers.evaluate();
            let result = evaluation.decision(id);
            let rules = result.iter().flat_map(|result| &result.ranking).flat_map(|row| &row.ruled_out_by);
            let mut reasons: Vec<&str> = rules.map(|rule| rule.id.as_str()).collect();
            reasons.sort_unstable();
            reasons.dedup();
            let case = case(&format!("every option of {id} is ruled out"), answers, &expect, &reasons);
            out.findings.push(Diagnostic::new(Code::NoOptionLeft, decision.span, message).help(help).case(case));
        }
        Possible::Unproven if may_be_emptied => out.unproven.push((Code::NoOptionLeft, decision.span)),
        _ => {}
    }
    uncovered(decision, found, out);
    match &found.tied {
        Possible::Yes(answers) => out.findings.extend(tie(decision, answers)),
        Possible::Unproven => out.unproven.push((Code::TieByOrder, decision.span)),
        Possible::No => {}
    }
}

/// Complete answers for which no rule fires. Of a decision that follows another nothing is said: it is without an outcome
/// where that one is.
fn uncovered(decision: &Decision, found: &DecisionSurvey, out: &mut Out) {
    if has_no_outcome(found) || decision.follows.is_some() {
        return;
    }
    let id = &decision.id;
    match &found.uncovered {
        Possible::Yes(answers) => {
            let message = format!("some complete answers fire no rule of `{id}`, so it has no outcome");
            let help = "write a rule for them, or allow it if no outcome is what you mean";
            // An option by the name of `none` takes the word for no outcome.
            let expect = if decision.option("none").is_some() { String::new() } else { format!("{id}: none") };
            let case = case(&format!("{id} has no outcome"), answers, &expect, &[]);
            out.findings.push(Diagnostic::new(Code::NoOutcome, decision.span, message).help(help).case(case));
        }
        Possible::Unproven => out.unproven.push((Code::NoOutcome, decision.span)),
        Possible::No => {}
    }
}

fn never_chosen(decision: &Decision, ix: Ix<DecisionOption>, option: &DecisionOption) -> Diagnostic {
    let message = match decision.choose {
        Choose::One { .. } => format!("no answers make `{}` the outcome of `{}`", option.id, decision.id),
        Choose::Many { .. } => format!("no answers put `{}` into the outcome of `{}`", option.id, decision.id),
    };
    let gets_points =
        decision.rules().iter().any(|rule| rule.points.iter().any(|(to, points)| *to == ix && *points > 0));
    let help = match gets_points {
        true => "give it more points, or remove it",
        false => "no rule gives it points: write one, or remove the option",
    };
    Diagnostic::new(Code::OptionNeverChosen, option.span, message).help(help)
}

fn tie(decision: &Decision, answers: &Answers) -> Option<Diagnostic> {
    let evaluation = answers.evaluate();
    let result = evaluation.decision(&decision.id)?;
    let first = result.ranking.first()?;
    let tied = result.ranking.iter().filter(|row| row.ruled_out_by.is_empty() && row.points == first.points);
    let ids: Vec<&str> = tied.map(|row| row.option.id.as_str()).collect();
    let (winner, rest) = ids.split_first()?;
    let quoted = rest.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" and ");
    let points = first.points;
    let message = format!(
        "`{winner}` and {quoted} can tie at {points} in `{}`, and `{winner}` wins since it is listed first",
        decision.id
    );
    let help = "list the options in the order in which they should win a tie, and allow this with your reason for it";
    let name = format!("{} tie", ids.join(" and "));
    let case = case(&name, answers, &format!("{}: {winner}", decision.id), &[]);
    Some(Diagnostic::new(Code::TieByOrder, decision.span, message).help(help).case(case))
}

fn rule(rulebook: &Rulebook, surveyor: &mut Surveyor<'_>, (ix, at): (Ix<Decision>, Ix<Rule>), out: &mut Out) {
    let decision = &rulebook.book().decisions[ix];
    let rule = &decision.rules[at];
    let (id, span) = (&rule.id, rule.span);
    let found = surveyor.survey().decisions[ix].rules[at].clone();
    let never_passes = never_passes(rulebook, &rule.condition, span, &format!("the rule `{id}`"));
    if never_passes.is_none() {
        let finding = || {
            let help = "check its condition, and the `ask_if` of the questions that it tests";
            Diagnostic::new(Code::RuleNeverFires, span, format!("no answers make the rule `{id}` fire")).help(help)
        };
        out.if_never(&found.fires, finding, Code::RuleNeverFires, span);
    }
    out.findings.extend(never_passes);
    if found.fires != Possible::Yes(()) {
        return;
    }
    let finding = || {
        let when = match decision.applies_if {
            Some(_) => format!("whenever `{}` applies", decision.id),
            None => "whatever the answers are".to_owned(),
        };
        let help = "check its condition; if the points are meant to be there from the start, allow it with that reason";
        Diagnostic::new(Code::RuleAlwaysFires, span, format!("the rule `{id}` fires {when}")).help(help)
    };
    out.if_never(&found.silent, finding, Code::RuleAlwaysFires, span);
    let does_nothing = rule.points.is_empty() && rule.rules_out.is_empty();
    if has_no_outcome(&surveyor.survey().decisions[ix]) {
        return;
    }
    if found.matters.is_no() && !does_nothing {
        let message = format!("the rule `{id}` never changes an outcome");
        let help = "its points are too few, or always help who wins without them: change them, or remove the rule";
        let finding = Diagnostic::new(Code::RuleNeverMatters, span, message).help(help);
        let firing = surveyor.firing(ix, &[at]);
        let case = firing.map(|answers| case(&format!("{id} fires"), &answers, "", &[id]));
        out.findings.push(match case {
            Some(case) => finding.case(case),
            None => finding,
        });
    } else if found.matters.is_unproven() {
        out.unproven.push((Code::RuleNeverMatters, span));
    }
}

fn twins(decision: &Decision, surveyor: &mut Surveyor<'_>, ix: Ix<Decision>, out: &mut Out) {
    let found = &surveyor.survey().decisions[ix];
    let (twins, unproven) = (found.twins.clone(), found.unproven_twins);
    out.unproven.extend(std::iter::repeat_n((Code::SameCondition, decision.span), unproven));
    for (second, first) in twins {
        let (rule, twin) = (&decision.rules[second], &decision.rules[first]);
        let message = format!("the rule `{}` fires for exactly the same answers as `{}`", rule.id, twin.id);
        let finding = Diagnostic::new(Code::SameCondition, rule.span, message);
        let finding = finding.related(twin.span, "the other one").help("join the two, or tell their conditions apart");
        let firing = surveyor.firing(ix, &[first, second]);
        let name = format!("{} and {} fire", twin.id, rule.id);
        let case = firing.map(|answers| case(&name, &answers, "", &[&twin.id, &rule.id]));
        out.findings.push(match case {
            Some(case) => finding.case(case),
            None => finding,
        });
    }
}

/// A case to paste under `cases:`. Names are made of ids and need no quotes.
fn case(name: &str, answers: &Answers, expect: &str, reasons: &[&str]) -> String {
    let mut case = format!("- name: {name}\n  answers: {}\n", answers.in_case());
    if !expect.is_empty() {
        case += &format!("  expect: {{{expect}}}\n");
    }
    if !reasons.is_empty() {
        case += &format!("  reasons: [{}]\n", reasons.join(", "));
    }
    case
}

/// The finding about the first test of a condition that no answer to its question passes.
pub(super) fn never_passes(rulebook: &Rulebook, condition: &Condition, span: Span, what: &str) -> Option<Diagnostic> {
    let mut found = None;
    condition.leaves(&mut |leaf| {
        if let Condition::Test(ix, test) = leaf
            && found.is_none()
            && !passes(rulebook, *ix, test)
        {
            found = Some(*ix);
        }
    });
    let question = &rulebook.book().questions[found?];
    let message = format!("no answer to `{}` passes the test in {what}", question.id);
    let help = match &question.kind {
        QuestionKind::Number { min, max, .. } => match (min, max) {
            (Some(min), Some(max)) => format!("its answers are numbers from {min} to {max}"),
            (Some(min), None) => {
                format!("its answers are numbers from {min} on, and the bounds of the test must leave some")
            }
            (None, Some(max)) => {
                format!("its answers are numbers up to {max}, and the bounds of the test must leave some")
            }
            (None, None) => "the bounds of the test leave no number".to_owned(),
        },
        QuestionKind::Many { at_most: Some(at_most), .. } => {
            format!("at most {at_most} of its answers may be chosen, and none can be wanted and unwanted at once")
        }
        _ => "the parts of the test leave no answer".to_owned(),
    };
    Some(Diagnostic::new(Code::TestNeverPasses, span, message).help(help))
}

/// Whether some answer to the question passes the test.
fn passes(rulebook: &Rulebook, ix: Ix<Question>, test: &Test) -> bool {
    let question = &rulebook.book().questions[ix];
    match (test, &question.kind) {
        (Test::In(set), _) => !set.is_empty(),
        (Test::Between(from, to), QuestionKind::Number { min, max, .. }) => {
            *from.max(&min.unwrap_or(i64::MIN)) <= *to.min(&max.unwrap_or(i64::MAX))
        }
        (Test::Between(..), _) => true,
        (Test::Members { any, all, .. }, kind) => {
            // The plainest answer that could pass: what must be in it, and one of those of which any will do.
            let most = match kind {
                QuestionKind::Many { at_most: Some(at_most), .. } => *at_most,
                _ => Set::CAPACITY,
            };
            let candidates = any.map_or_else(|| vec![*all], |any| any.iter().map(|one| with(*all, one)).collect());
            candidates.iter().any(|members| members.len() <= most && test.accepts(Given::Many(*members)))
        }
    }
}

fn with(mut set: Set, member: usize) -> Set {
    set.insert(member);
    set
}
