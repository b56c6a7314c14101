//! What makes a rulebook hard to trust or to read, without being wrong.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::Out;
use super::rationale::repeats;
use crate::analysis::{Possible, Survey};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{
    Case, Chart, Choose, Citation, Condition, Decision, Expected, FactIx, Property, PropertyClaim, Rule, Rulebook,
};
use crate::yaml::cut_words;

pub(super) fn lint(rulebook: &Rulebook, survey: &Survey, out: &mut Out) {
    uncited_claims(rulebook, out);
    unused_facts(rulebook, out);
    for question in rulebook.questions().iter().filter(|question| question.why.trim().is_empty()) {
        let message = format!("the question `{}` does not say why it is asked", question.id);
        let help = "add `why:` with a sentence on what its answer changes";
        out.findings.push(Diagnostic::new(Code::NoWhy, question.span, message).help(help));
    }
    for (ix, decision) in rulebook.book().decisions.iter() {
        for rule in decision.rules() {
            self::rule(rulebook, decision, rule, out);
            follows_more(rulebook, decision, rule, out);
        }
        // Where an option can never be chosen, that is told, and more than this.
        let found = &survey.decisions[ix];
        if found.applies == Possible::Yes(()) && !found.chosen.rows().iter().any(Possible::is_no) {
            unbalanced_options(decision, survey.decisions[ix].highest.rows(), out);
        }
    }
    properties(rulebook, out);
    for cut in &rulebook.book().cuts {
        let file = rulebook.files().file(*cut);
        let written = file.and_then(|file| file.text.get(cut.start as usize..cut.end as usize)).unwrap_or_default();
        let code = if written.starts_with('&') { Code::AnchorInText } else { Code::CommentInText };
        let (message, help) = cut_words(written);
        out.findings.push(Diagnostic::new(code, *cut, message).help(help));
    }
    for case in rulebook.cases().iter().filter(|case| pins_nothing(case)) {
        let message = format!("the case `{}` passes whatever comes of it", case.name);
        let help = "add `expect:` with an outcome, or `reasons:` with rules that must fire";
        out.findings.push(Diagnostic::new(Code::CasePinsNothing, case.span, message).help(help));
    }
}

fn rule(rulebook: &Rulebook, decision: &Decision, rule: &Rule, out: &mut Out) {
    let warn = |code, message: &str| Diagnostic::new(code, rule.span, format!("the rule `{}` {message}", rule.id));
    if rule.because.trim().is_empty() {
        out.findings
            .push(warn(Code::NoRationale, "does not say why").help("add `because:` with a sentence for a reader"));
    } else if repeats(rulebook, decision, rule) {
        let finding = warn(Code::RationaleRepeatsCondition, "says in `because` only what its condition says");
        out.findings.push(finding.help("say why this speaks for the option: what goes well with it, or wrong without"));
    }
    if rule.sources.is_empty() && !rulebook.sources().is_empty() {
        out.findings
            .push(warn(Code::NoSource, "cites no source").help("add `sources:` with the claim that it rests on"));
    }
    if rule.points.is_empty() && rule.rules_out.is_empty() {
        out.findings.push(warn(Code::NoEffect, "does nothing").help("add `points:` or `rules_out:`"));
    }
}

/// A decision that restates another is no surer and no less sure than that; a rule that looks elsewhere, or nowhere, makes it
/// a decision of its own.
fn follows_more(rulebook: &Rulebook, decision: &Decision, rule: &Rule, out: &mut Out) {
    let Some(followed) = &decision.follows else { return };
    let (mut names_it, mut names_more) = (false, false);
    rule.condition.leaves(&mut |leaf| match leaf {
        Condition::Decided(ix, _) if rulebook.book().decisions[*ix].id == *followed => names_it = true,
        _ => names_more = true,
    });
    let message = match (names_it, names_more) {
        (_, true) => format!("the rule `{}` rests on more than `{followed}`, which `{}` follows", rule.id, decision.id),
        (false, false) => {
            format!("the rule `{}` fires whatever comes of `{followed}`, which `{}` follows", rule.id, decision.id)
        }
        (true, false) => return,
    };
    let help = format!("let it test `{followed}` alone, or leave out `follows`");
    out.findings.push(Diagnostic::new(Code::FollowsMore, rule.span, message).help(help));
}

fn properties(rulebook: &Rulebook, out: &mut Out) {
    let mut claims: HashMap<(Option<&Condition>, &PropertyClaim), &Property> = HashMap::new();
    for property in rulebook.properties() {
        let id = &property.id;
        if property.says.trim().is_empty() {
            let message = format!("the property `{id}` does not say what must hold");
            let help = "add `says:` with a sentence for people";
            out.findings.push(Diagnostic::new(Code::NoStatement, property.span, message).help(help));
        }
        match claims.entry((property.when.as_ref(), &property.claim)) {
            Entry::Vacant(entry) => _ = entry.insert(property),
            Entry::Occupied(entry) => {
                let message = format!("the property `{id}` claims the same as `{}`", entry.get().id);
                let finding = Diagnostic::new(Code::SameProperty, property.span, message);
                out.findings.push(finding.help("remove one of the two").related(entry.get().span, "the other one"));
            }
        }
    }
}

fn uncited_claims(rulebook: &Rulebook, out: &mut Out) {
    let decisions = rulebook.decisions().iter();
    let by_decisions = decisions.flat_map(|decision| {
        let by_options = decision.options().iter().flat_map(|option| &option.sources);
        by_options.chain(decision.rules().iter().flat_map(|rule| &rule.sources))
    });
    let by_questions = rulebook.questions().iter().flat_map(|question| &question.sources);
    let cited: HashSet<&Citation> = by_decisions.chain(by_questions).collect();
    for (ix, source) in rulebook.book().sources.iter() {
        for (position, claim) in source.claims.iter().enumerate() {
            if !cited.contains(&Citation { source: ix, claim: Some(position) }) {
                let message = format!("nothing cites the claim `{}/{}`", source.id, claim.id);
                let help = "cite it under `sources` of a rule, an option or a question, or remove it";
                out.findings.push(Diagnostic::new(Code::UncitedClaim, claim.span, message).help(help));
            }
        }
    }
}

fn unused_facts(rulebook: &Rulebook, out: &mut Out) {
    let book = rulebook.book();
    let mut named: HashSet<FactIx> = HashSet::new();
    let mut mark = |condition: &Condition| {
        condition.leaves(&mut |leaf| {
            if let Condition::Fact(ix, _) = leaf {
                named.insert(*ix);
            }
        });
    };
    book.facts.rows().iter().for_each(|fact| mark(&fact.condition));
    rulebook.questions().iter().filter_map(|question| question.ask_if.as_ref()).for_each(&mut mark);
    for decision in rulebook.decisions() {
        decision.applies_if.iter().for_each(&mut mark);
        decision.rules().iter().for_each(|rule| mark(&rule.condition));
    }
    rulebook.contradictions().iter().for_each(|one| mark(&one.condition));
    rulebook.headlines().iter().filter_map(|headline| headline.condition.as_ref()).for_each(&mut mark);
    rulebook.charts().iter().flat_map(Chart::conditions).for_each(&mut mark);
    rulebook.properties().iter().flat_map(Property::conditions).for_each(&mut mark);
    for (_, fact) in book.facts.iter().filter(|(ix, _)| !named.contains(ix)) {
        let message = format!("no condition names the fact `{}`", fact.id);
        out.findings.push(Diagnostic::new(Code::UnusedFact, fact.span, message).help("use it, or remove it"));
    }
}

/// Options that can get less than half of what every other can, or more than twice as much. What an option is known to
/// get is set against what another cannot exceed, so that the comparison is true.
fn unbalanced_options(decision: &Decision, highest: &[(i64, i64)], out: &mut Out) {
    if !matches!(decision.choose, Choose::One { .. }) {
        return;
    }
    let mut found = false;
    for (at, (option, (attained, bound))) in decision.options().iter().zip(highest).enumerate() {
        let others = || highest.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, points)| points);
        let least = others().map(|(attained, _)| *attained).min();
        let most = others().map(|(_, bound)| *bound).max();
        let double = |points: &i64| points.saturating_mul(2);
        let id = &option.id;
        let message = if least.is_some_and(|least| double(bound) < least) {
            format!("`{id}` can get {bound} points at the most, and every other option {} or more", least.unwrap_or(0))
        } else if !found && most.is_some_and(|most| double(&most) < *attained) {
            format!("`{id}` can get {attained} points, and no other option more than {}", most.unwrap_or(0))
        } else {
            continue;
        };
        // Of two options, one that can get too little and one that can get too much are the same thing.
        found = true;
        let help = "weigh the rules of the options against each other, or allow it if it is meant";
        out.findings.push(Diagnostic::new(Code::UnbalancedOption, option.span, message).help(help));
    }
}

fn pins_nothing(case: &Case) -> bool {
    let pins = |expected: &Expected| match expected {
        Expected::OneOf { .. } => true,
        Expected::Members { includes, excludes } => !includes.is_empty() || !excludes.is_empty(),
    };
    case.reasons.is_empty() && !case.expect.iter().any(|(_, expected)| pins(expected))
}
