//! What was added, removed and changed between two versions of a rulebook, by ids.

use std::collections::HashMap;
use std::sync::Arc;

use crate::rulebook::{Citation, Clause, Decision, DecisionOption, Layer, PossibleAnswer, Question, Rule, Rulebook};

/// One thing that was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// What kind of thing it is.
    pub what: Edited,
    /// Its id; an option is `decision/option`.
    pub id: String,
    /// What was done to it.
    pub kind: EditKind,
    /// The layers that it stands in, in the version before and in the version after.
    pub layers: [Option<Arc<Layer>>; 2],
}

/// A kind of thing in a rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edited {
    /// A question.
    Question,
    /// A fact.
    Fact,
    /// A decision.
    Decision,
    /// An option of a decision.
    Option,
    /// A rule of a decision.
    Rule,
}

/// What was done to something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// These parts of it are different, under the names of their keys.
    Changed {
        /// The keys.
        parts: Vec<&'static str>,
        /// Of a rule: the options that it gives other points, with the points before and now.
        points: Vec<(String, i64, i64)>,
    },
}

impl Edited {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Edited::Question => "question",
            Edited::Fact => "fact",
            Edited::Decision => "decision",
            Edited::Option => "option",
            Edited::Rule => "rule",
        }
    }
}

pub(super) fn edits(old: &Rulebook, new: &Rulebook) -> Vec<Edit> {
    let mut edits = Vec::new();
    let books = (old, new);
    let questions =
        (rows(old.questions(), |one| (&one.id, &one.layer)), rows(new.questions(), |one| (&one.id, &one.layer)));
    compare(Edited::Question, questions, &mut edits, |one, other| (question(books, one, other), Vec::new()));
    let facts = (rows(old.facts(), |one| (&one.id, &one.layer)), rows(new.facts(), |one| (&one.id, &one.layer)));
    compare(Edited::Fact, facts, &mut edits, |one, other| {
        let same = same_clause(&old.holds_if(one), &new.holds_if(other));
        (parts([("if", same)]), Vec::new())
    });
    let decisions =
        (rows(old.decisions(), |one| (&one.id, &one.layer)), rows(new.decisions(), |one| (&one.id, &one.layer)));
    compare(Edited::Decision, decisions, &mut edits, |one, other| (decision(books, one, other), Vec::new()));
    compare(Edited::Option, (options(old), options(new)), &mut edits, |one, other| {
        (option(books, one, other), Vec::new())
    });
    compare(Edited::Rule, (rules(old), rules(new)), &mut edits, |one, other| rule(books, *one, *other));
    edits
}

type Books<'r> = (&'r Rulebook, &'r Rulebook);
type Rows<'r, T> = Vec<(String, &'r Arc<Layer>, T)>;
type OfDecision<'r, T> = (&'r Decision, &'r T);

fn rows<'r, T>(rows: &'r [T], id: impl Fn(&'r T) -> (&'r String, &'r Arc<Layer>)) -> Rows<'r, &'r T> {
    rows.iter()
        .map(|row| {
            let (id, layer) = id(row);
            (id.clone(), layer, row)
        })
        .collect()
}

fn options(rulebook: &Rulebook) -> Rows<'_, &DecisionOption> {
    let decisions = rulebook.decisions().iter();
    decisions
        .flat_map(|decision| {
            decision.options().iter().map(|option| (format!("{}/{}", decision.id, option.id), &option.layer, option))
        })
        .collect()
}

fn rules(rulebook: &Rulebook) -> Rows<'_, OfDecision<'_, Rule>> {
    let decisions = rulebook.decisions().iter();
    decisions
        .flat_map(|decision| decision.rules().iter().map(move |rule| (rule.id.clone(), &rule.layer, (decision, rule))))
        .collect()
}

/// What was added, removed and changed in one list.
fn compare<T>(
    what: Edited,
    (old, new): (Rows<'_, T>, Rows<'_, T>),
    edits: &mut Vec<Edit>,
    changed: impl Fn(&T, &T) -> (Vec<&'static str>, Vec<(String, i64, i64)>),
) {
    // The first where an id stands twice.
    let by_id = |rows: &Rows<'_, T>| -> HashMap<String, usize> {
        rows.iter().enumerate().rev().map(|(at, (id, ..))| (id.clone(), at)).collect()
    };
    let (before, after) = (by_id(&old), by_id(&new));
    for (id, layer, one) in &old {
        let found = after.get(id).and_then(|at| new.get(*at));
        let kind = match found {
            None => EditKind::Removed,
            Some((_, _, other)) => {
                let (parts, points) = changed(one, other);
                if parts.is_empty() {
                    continue;
                }
                EditKind::Changed { parts, points }
            }
        };
        let layers = [Some(Arc::clone(layer)), found.map(|(_, layer, _)| Arc::clone(layer))];
        edits.push(Edit { what, id: id.clone(), kind, layers });
    }
    for (id, layer, _) in new.iter().filter(|(id, ..)| !before.contains_key(id)) {
        let layers = [None, Some(Arc::clone(layer))];
        edits.push(Edit { what, id: id.clone(), kind: EditKind::Added, layers });
    }
}

/// The names of the parts that are not the same.
fn parts<const N: usize>(parts: [(&'static str, bool); N]) -> Vec<&'static str> {
    parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

fn question((old, new): Books<'_>, one: &Question, other: &Question) -> Vec<&'static str> {
    let asked = (old.asked_if(one), new.asked_if(other));
    parts([
        ("section", one.section == other.section),
        ("ask", one.ask == other.ask),
        ("why", one.why == other.why),
        ("nature", one.nature == other.nature),
        ("answers", one.kind == other.kind),
        ("ask_if", same_optional(asked)),
        ("sources", cited(old, &one.sources) == cited(new, &other.sources)),
    ])
}

fn decision((old, new): Books<'_>, one: &Decision, other: &Decision) -> Vec<&'static str> {
    let order = |decision: &Decision, than: &Decision| -> Vec<String> {
        let known = |id: &&str| than.option(id).is_some();
        decision.option_ids().filter(known).map(str::to_owned).collect()
    };
    parts([
        ("title", one.title == other.title),
        ("choose", one.choose == other.choose),
        ("follows", one.follows == other.follows),
        ("applies_if", same_optional((old.applies_if(one), new.applies_if(other)))),
        ("order of options", order(one, other) == order(other, one)),
    ])
}

fn option((old, new): Books<'_>, one: &DecisionOption, other: &DecisionOption) -> Vec<&'static str> {
    parts([
        ("title", one.title == other.title),
        ("summary", one.summary == other.summary),
        ("details", one.details == other.details),
        ("sources", cited(old, &one.sources) == cited(new, &other.sources)),
    ])
}

fn rule(
    (old, new): Books<'_>,
    (was, one): OfDecision<'_, Rule>,
    (is, other): OfDecision<'_, Rule>,
) -> (Vec<&'static str>, Vec<(String, i64, i64)>) {
    let given = |decision: &Decision, rule: &Rule, id: &str| -> i64 {
        rule.points(decision).filter(|(option, _)| option.id == id).map(|(_, points)| points).sum()
    };
    let out = |decision: &Decision, rule: &Rule| -> Vec<String> {
        let options = decision.options().iter().enumerate();
        options.filter(|(at, _)| rule.rules_out.contains(*at)).map(|(_, option)| option.id.clone()).collect()
    };
    let mut ids: Vec<&str> = was.option_ids().collect();
    ids.extend(is.option_ids().filter(|id| was.option(id).is_none()));
    let points = ids.into_iter().map(|id| (id.to_owned(), given(was, one, id), given(is, other, id)));
    let points: Vec<_> = points.filter(|(_, before, now)| before != now).collect();
    let parts = parts([
        ("decision", was.id == is.id),
        ("if", same_clause(&old.fires_if(one), &new.fires_if(other))),
        ("points", points.is_empty()),
        ("rules_out", out(was, one) == out(is, other)),
        ("because", one.because == other.because),
        ("sources", cited(old, &one.sources) == cited(new, &other.sources)),
    ]);
    (parts, points)
}

fn cited(rulebook: &Rulebook, citations: &[Citation]) -> Vec<String> {
    let id = |citation: &Citation| match rulebook.cited(citation) {
        (source, Some(claim)) => format!("{}/{}", source.id, claim.id),
        (source, None) => source.id.clone(),
    };
    citations.iter().map(id).collect()
}

fn same_optional(pair: (Option<Clause<'_>>, Option<Clause<'_>>)) -> bool {
    match pair {
        (None, None) => true,
        (Some(one), Some(other)) => same_clause(&one, &other),
        _ => false,
    }
}

/// Whether two conditions say the same of the same ids. What the ids stand for may have changed.
fn same_clause(one: &Clause<'_>, other: &Clause<'_>) -> bool {
    let lists = |one: &[Clause<'_>], other: &[Clause<'_>]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_clause(one, other))
    };
    let same = |one: &[&PossibleAnswer], other: &[&PossibleAnswer]| {
        one.iter().map(|answer| &answer.id).eq(other.iter().map(|answer| &answer.id))
    };
    use Clause as C;
    match (one, other) {
        (C::All(one), C::All(other)) | (C::Any(one), C::Any(other)) => lists(one, other),
        (C::Not(one), C::Not(other)) => same_clause(one, other),
        (C::Choice { question: a, among: one }, C::Choice { question: b, among: other }) => {
            a.id == b.id && same(one, other)
        }
        (C::YesNo { question: a, yes: one }, C::YesNo { question: b, yes: other }) => a.id == b.id && one == other,
        (C::Number { question: a, least, most }, C::Number { question: b, least: from, most: to }) => {
            a.id == b.id && least == from && most == to
        }
        (
            C::Members { question: a, any, all, none },
            C::Members { question: b, any: other_any, all: other_all, none: other_none },
        ) => a.id == b.id && same(any, other_any) && same(all, other_all) && same(none, other_none),
        (C::Fact { fact: a, holds: one }, C::Fact { fact: b, holds: other }) => a.id == b.id && one == other,
        (C::Outcome { decision: a, among: one }, C::Outcome { decision: b, among: other }) => {
            a.id == b.id && one.iter().map(|option| &option.id).eq(other.iter().map(|option| &option.id))
        }
        _ => false,
    }
}
