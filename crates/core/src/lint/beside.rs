//! What stands beside the rules: headlines that are never shown, contradictions that are never pointed out, charts that are
//! never drawn, and properties that nothing puts to the test.
//!
//! All rest on whether a condition can be true at all. A mistake is told once: where a box is never drawn nothing is said
//! about the boxes below it, and where a test never passes nothing about what rests on it.

use std::collections::BTreeMap;

use super::Out;
use super::proved::never_passes;
use crate::analysis::{Possible, Surveyor};
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;
use crate::rulebook::{Chart, ChartBox, Choose, Condition, Headline, Property, PropertyClaim, Rulebook};

pub(super) fn lint(rulebook: &Rulebook, surveyor: &mut Surveyor<'_>, out: &mut Out) {
    let mut asked = Vec::new();
    headlines(rulebook, &mut asked, out);
    contradictions(rulebook, &mut asked, out);
    for chart in rulebook.charts() {
        charts(rulebook, chart, &mut asked, out);
    }
    for property in rulebook.properties() {
        asked.extend(self::property(rulebook, property, out));
    }
    if asked.is_empty() {
        return;
    }
    let mut watch = surveyor.watch(asked.iter().map(|one| one.condition.clone()).collect());
    // A box that an alias puts into several places is one as it is written, and may be drawn in any of them: what is known
    // of it, and the first of its places.
    let mut written: BTreeMap<Span, (Possible, usize)> = BTreeMap::new();
    let mut never = vec![false; asked.len()];
    for (at, one) in asked.iter().enumerate() {
        let is_below = one.below.is_some_and(|above| never.get(above) == Some(&true));
        let known = written.get(&one.finding.span);
        if !is_below && known.is_some_and(|(possible, _)| *possible == Possible::Yes(())) {
            continue;
        }
        let possible = if is_below || one.is_told { Possible::No } else { surveyor.can_hold(&mut watch, at) };
        never.get_mut(at).into_iter().for_each(|never| *never = possible.is_no());
        if !is_below {
            let (before, first) = known.cloned().unwrap_or((Possible::No, at));
            written.insert(one.finding.span, (if possible.is_no() { before } else { possible }, first));
        }
    }
    for (span, (possible, first)) in written {
        let Some(one) = asked.get(first).filter(|one| !one.is_told) else { continue };
        out.if_never(&possible, || one.finding.clone(), one.finding.code, span);
    }
}

/// A condition, and what there is to say if no answers make it true.
struct Asked {
    condition: Condition,
    finding: Diagnostic,
    /// Another finding says it already.
    is_told: bool,
    /// The place in the list of what it lies below, of which it needs not to be said again.
    below: Option<usize>,
}

fn headlines(rulebook: &Rulebook, asked: &mut Vec<Asked>, out: &mut Out) {
    let mut always: Option<&Headline> = None;
    for headline in rulebook.headlines() {
        let never = |message: &str, help: &str| {
            let message = format!("the headline “{}” {message}", headline.say);
            Diagnostic::new(Code::HeadlineNeverShown, headline.span, message).help(help)
        };
        if let Some(before) = always {
            let finding = never("is never shown, because one before it always is", "put the one without `if` last");
            out.findings.push(finding.related(before.span, "this one has no `if`"));
            continue;
        }
        let Some(condition) = &headline.condition else {
            always = Some(headline);
            continue;
        };
        let told = never_passes(rulebook, condition, headline.span, &format!("the headline “{}”", headline.say));
        let finding = never("is shown for no answers", "check its `if`");
        asked.push(Asked { condition: condition.clone(), finding, is_told: told.is_some(), below: None });
        out.findings.extend(told);
    }
}

fn contradictions(rulebook: &Rulebook, asked: &mut Vec<Asked>, out: &mut Out) {
    for contradiction in rulebook.contradictions() {
        let (what, condition) = (format!("the contradiction “{}”", contradiction.say), &contradiction.condition);
        let told = never_passes(rulebook, condition, contradiction.span, &what);
        let message = format!("no answers run into {what}");
        let help = "check its `if`, and the `ask_if` of the questions that it tests";
        let finding = Diagnostic::new(Code::ContradictionNeverTrue, contradiction.span, message).help(help);
        asked.push(Asked { condition: condition.clone(), finding, is_told: told.is_some(), below: None });
        out.findings.extend(told);
    }
}

fn charts(rulebook: &Rulebook, chart: &Chart, asked: &mut Vec<Asked>, out: &mut Out) {
    let mut above = Vec::new();
    let mut at = None;
    if let Some(condition) = &chart.condition {
        let told = never_passes(rulebook, condition, chart.span, &format!("the chart `{}`", chart.id));
        let message = format!("no answers have the chart `{}` drawn", chart.id);
        let finding = Diagnostic::new(Code::ChartNeverDrawn, chart.span, message).help("check its `if`");
        at = Some(asked.len());
        asked.push(Asked { condition: condition.clone(), finding, is_told: told.is_some(), below: None });
        above.push(condition.clone());
        out.findings.extend(told);
    }
    boxes(rulebook, (chart, &chart.boxes), (&mut above, at), asked, out);
}

fn boxes(
    rulebook: &Rulebook,
    (chart, list): (&Chart, &[ChartBox]),
    (above, at): (&mut Vec<Condition>, Option<usize>),
    asked: &mut Vec<Asked>,
    out: &mut Out,
) {
    for one in list {
        let Some(condition) = &one.condition else {
            boxes(rulebook, (chart, &one.below), (above, at), asked, out);
            continue;
        };
        let told = never_passes(rulebook, condition, one.span, &format!("the box `{}`", one.title));
        above.push(condition.clone());
        let message = format!("no answers have the box `{}` of the chart `{}` drawn", one.title, chart.id);
        let help = "check its `if`, and those of the chart and of the boxes above it";
        let finding = Diagnostic::new(Code::ChartNeverDrawn, one.span, message).help(help);
        let here = asked.len();
        let condition = under(rulebook, above);
        asked.push(Asked { condition, finding, is_told: told.is_some(), below: at });
        out.findings.extend(told);
        boxes(rulebook, (chart, &one.below), (above, Some(here)), asked, out);
        above.pop();
    }
}

/// The last of some conditions under those before it, which have to hold as well. What these say of other decisions than
/// the last is left out: that two outcomes can come about together is hard to show, and hardly ever what is wrong.
fn under(rulebook: &Rulebook, conditions: &[Condition]) -> Condition {
    let Some((own, above)) = conditions.split_last() else { return Condition::All([].into()) };
    let (mut own_parts, mut above_parts) = (Vec::new(), Vec::new());
    flatten(own, &mut own_parts);
    above.iter().for_each(|condition| flatten(condition, &mut above_parts));
    let mut parts: Vec<Condition> = own_parts.into_iter().cloned().collect();
    for part in above_parts {
        match part {
            Condition::Decided(decision, set) => {
                let chooses_one = matches!(rulebook.book().decisions[*decision].choose, Choose::One { .. });
                for own in &mut parts {
                    if let Condition::Decided(of, own) = own
                        && of == decision
                        && chooses_one
                    {
                        *own = own.iter().filter(|option| set.contains(*option)).collect();
                    }
                }
            }
            part if names_a_decision(part) => {}
            part => parts.push(part.clone()),
        }
    }
    Condition::All(parts.into())
}

/// What has to be possible for a property to be about anything.
fn property(rulebook: &Rulebook, property: &Property, out: &mut Out) -> Option<Asked> {
    let (id, span) = (&property.id, property.span);
    let what = format!("the property `{id}`");
    let told = property.conditions().find_map(|condition| never_passes(rulebook, condition, span, &what));
    if told.is_some() {
        out.findings.extend(told);
        return None;
    }
    let untested = |message: String| Diagnostic::new(Code::PropertyNeverTested, span, message);
    let mut parts: Vec<Condition> = property.when.iter().cloned().collect();
    let mut what = format!("the `when` of the property `{id}`");
    match &property.claim {
        PropertyClaim::Never(condition) => {
            // What it says of a decision is what it claims; what it says of answers is of whom it claims that.
            let mut conjuncts = Vec::new();
            flatten(condition, &mut conjuncts);
            let (claimed, of_whom): (Vec<_>, Vec<_>) = conjuncts.into_iter().partition(|part| names_a_decision(part));
            if !claimed.is_empty() && !of_whom.is_empty() {
                what = match property.when {
                    Some(_) => format!("the `when` and the tests of answers under `never` of the property `{id}`"),
                    None => format!("the tests of answers under `never` of the property `{id}`"),
                };
                parts.extend(of_whom.into_iter().cloned());
            }
        }
        PropertyClaim::Always(_) => {}
        PropertyClaim::Raising { question, decision, option, against } => {
            let book = rulebook.book();
            let model = book.model().decisions.get(decision.position())?;
            let moves_lead = model.rules.iter().any(|rule| {
                let points = |ix: usize| rule.points.get(ix).copied().unwrap_or(0);
                let (option, against) = (option.position(), against.position());
                let moves = points(option) != points(against)
                    || rule.rules_out.contains(option)
                    || rule.rules_out.contains(against);
                moves && rule.support.get(question.position()) == Some(&true)
            });
            if !moves_lead {
                let (question, decision) = (&book.questions[*question].id, &book.decisions[*decision]);
                let (option, against) = (&decision.options[*option].id, &decision.options[*against].id);
                let message = format!(
                    "the property `{id}` holds whatever the points are, since `{question}` has no say in the lead of \
                     `{option}` over `{against}`"
                );
                let help = "name a question that rules for one of the two test, or remove the property";
                out.findings.push(untested(message).help(help));
                return None;
            }
        }
    }
    let finding = untested(format!("no answers make {what} true, so nothing puts it to the test"));
    let finding = finding.help("check the condition, and the `ask_if` of the questions that it tests");
    let condition = Condition::All(parts.as_slice().into());
    (!parts.is_empty()).then_some(Asked { condition, finding, is_told: false, below: None })
}

/// The parts of a condition that all have to hold.
fn flatten<'c>(condition: &'c Condition, parts: &mut Vec<&'c Condition>) {
    match condition {
        Condition::All(list) => list.iter().for_each(|part| flatten(part, parts)),
        part => parts.push(part),
    }
}

fn names_a_decision(condition: &Condition) -> bool {
    let mut found = false;
    condition.leaves(&mut |leaf| found |= matches!(leaf, Condition::Decided(..)));
    found
}
