//! What was added, removed and changed between two versions of a rulebook, by ids: what the questionnaire and the decisions
//! are made of. What stands beside them is in the module below.

use std::collections::HashMap;
use std::sync::Arc;

use super::sameness::{cited, same_clause, same_optional};
use crate::rulebook::{Decision, DecisionOption, Layer, Question, Rule, Rulebook};

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

/// A text with another wording.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextEdit {
    /// Which text of the thing it is: its key, or `answers/ID`.
    pub part: String,
    /// As it was. Empty if there was none.
    pub before: String,
    /// As it is. Empty if there is none any more.
    pub after: String,
}

/// A kind of thing in a rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edited {
    /// A question.
    Question,
    /// An answer of a question.
    Answer,
    /// A fact.
    Fact,
    /// A decision.
    Decision,
    /// An option of a decision.
    Option,
    /// A rule of a decision.
    Rule,
    /// A source.
    Source,
    /// A claim of a source.
    Claim,
    /// Answers that do not fit together.
    Contradiction,
    /// A sentence over the result.
    Headline,
    /// A chart, with its boxes.
    Chart,
    /// An assessment.
    Assessment,
    /// A case.
    Case,
    /// A property.
    Property,
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
        /// The texts among them that people read, in both wordings.
        texts: Vec<TextEdit>,
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
            Edited::Answer => "answer",
            Edited::Rule => "rule",
            Edited::Source => "source",
            Edited::Claim => "claim",
            Edited::Contradiction => "contradiction",
            Edited::Headline => "headline",
            Edited::Chart => "chart",
            Edited::Assessment => "assessment",
            Edited::Case => "case",
            Edited::Property => "property",
        }
    }
}

/// What is different about one thing.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) parts: Vec<&'static str>,
    pub(super) points: Vec<(String, i64, i64)>,
    pub(super) texts: Vec<TextEdit>,
}

pub(super) fn edits(old: &Rulebook, new: &Rulebook) -> Vec<Edit> {
    let mut edits = Vec::new();
    let books = (old, new);
    let questions =
        (rows(old.questions(), |one| (&one.id, &one.layer)), rows(new.questions(), |one| (&one.id, &one.layer)));
    compare(Edited::Question, questions, &mut edits, |one, other| question(books, one, other));
    let facts = (rows(old.facts(), |one| (&one.id, &one.layer)), rows(new.facts(), |one| (&one.id, &one.layer)));
    compare(Edited::Fact, facts, &mut edits, |one, other| {
        let same = same_clause(&old.holds_if(one), &new.holds_if(other));
        Changes { parts: parts([("if", same)]), ..Changes::default() }
    });
    let decisions =
        (rows(old.decisions(), |one| (&one.id, &one.layer)), rows(new.decisions(), |one| (&one.id, &one.layer)));
    compare(Edited::Decision, decisions, &mut edits, |one, other| decision(books, one, other));
    compare(Edited::Option, (options(old), options(new)), &mut edits, |one, other| option(books, one, other));
    compare(Edited::Rule, (rules(old), rules(new)), &mut edits, |one, other| rule(books, *one, *other));
    edits
}

pub(super) type Books<'r> = (&'r Rulebook, &'r Rulebook);
/// The id of each thing, the layer that it stands in where that is known, and the thing.
pub(super) type Rows<'r, T> = Vec<(String, Option<&'r Arc<Layer>>, T)>;
pub(super) type OfDecision<'r, T> = (&'r Decision, &'r T);

fn rows<'r, T>(rows: &'r [T], id: impl Fn(&'r T) -> (&'r String, &'r Arc<Layer>)) -> Rows<'r, &'r T> {
    rows.iter()
        .map(|row| {
            let (id, layer) = id(row);
            (id.clone(), Some(layer), row)
        })
        .collect()
}

fn options(rulebook: &Rulebook) -> Rows<'_, &DecisionOption> {
    let decisions = rulebook.decisions().iter();
    decisions
        .flat_map(|decision| {
            decision
                .options()
                .iter()
                .map(|option| (format!("{}/{}", decision.id, option.id), Some(&option.layer), option))
        })
        .collect()
}

pub(super) fn rules(rulebook: &Rulebook) -> Rows<'_, OfDecision<'_, Rule>> {
    let decisions = rulebook.decisions().iter();
    decisions
        .flat_map(|decision| {
            decision.rules().iter().map(move |rule| (rule.id.clone(), Some(&rule.layer), (decision, rule)))
        })
        .collect()
}

/// What was added, removed and changed in one list.
pub(super) fn compare<T>(
    what: Edited,
    (old, new): (Rows<'_, T>, Rows<'_, T>),
    edits: &mut Vec<Edit>,
    changed: impl Fn(&T, &T) -> Changes,
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
                let Changes { parts, points, texts } = changed(one, other);
                if parts.is_empty() {
                    continue;
                }
                EditKind::Changed { parts, points, texts }
            }
        };
        let layers = [layer.cloned(), found.and_then(|(_, layer, _)| layer.cloned())];
        edits.push(Edit { what, id: id.clone(), kind, layers });
    }
    for (id, layer, _) in new.iter().filter(|(id, ..)| !before.contains_key(id)) {
        let layers = [None, layer.cloned()];
        edits.push(Edit { what, id: id.clone(), kind: EditKind::Added, layers });
    }
}

/// The names of the parts that are not the same.
pub(super) fn parts<const N: usize>(parts: [(&'static str, bool); N]) -> Vec<&'static str> {
    parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

/// The texts that have another wording.
pub(super) fn texts<'t>(pairs: impl IntoIterator<Item = (String, &'t str, &'t str)>) -> Vec<TextEdit> {
    let changed = pairs.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(part, before, after)| TextEdit { part, before: before.to_owned(), after: after.to_owned() }).collect()
}

fn question((old, new): Books<'_>, one: &Question, other: &Question) -> Changes {
    let asked = (old.asked_if(one), new.asked_if(other));
    let parts = parts([
        ("section", one.section == other.section),
        ("ask", one.ask == other.ask),
        ("why", one.why == other.why),
        ("nature", one.nature == other.nature),
        ("if_so", one.if_so == other.if_so),
        ("answers", one.kind == other.kind),
        ("ask_if", same_optional(asked)),
        ("sources", cited(old, &one.sources) == cited(new, &other.sources)),
    ]);
    let own = [("ask", &one.ask, &other.ask), ("why", &one.why, &other.why)];
    let own = own.map(|(part, before, after)| (part.to_owned(), before.as_str(), after.as_str()));
    let answers = one.answers().iter().filter_map(|answer| {
        let now = other.answers().iter().find(|now| now.id == answer.id)?;
        let part = |key: &str| format!("answers/{}{key}", answer.id);
        Some([
            (part(""), answer.label.as_str(), now.label.as_str()),
            (part("/help"), &answer.help, &now.help),
            (part("/if_so"), &answer.if_so, &now.if_so),
        ])
    });
    Changes { parts, points: Vec::new(), texts: texts(own.into_iter().chain(answers.flatten())) }
}

fn decision((old, new): Books<'_>, one: &Decision, other: &Decision) -> Changes {
    let order = |decision: &Decision, than: &Decision| -> Vec<String> {
        let known = |id: &&str| than.option(id).is_some();
        decision.option_ids().filter(known).map(str::to_owned).collect()
    };
    let parts = parts([
        ("title", one.title == other.title),
        ("choose", one.choose == other.choose),
        ("main", one.main == other.main),
        ("display", one.display == other.display),
        ("follows", one.follows == other.follows),
        ("applies_if", same_optional((old.applies_if(one), new.applies_if(other)))),
        ("order of options", order(one, other) == order(other, one)),
    ]);
    let texts = texts([("title".to_owned(), one.title.as_str(), other.title.as_str())]);
    Changes { parts, points: Vec::new(), texts }
}

fn option((old, new): Books<'_>, one: &DecisionOption, other: &DecisionOption) -> Changes {
    let parts = parts([
        ("title", one.title == other.title),
        ("summary", one.summary == other.summary),
        ("when", one.when == other.when),
        ("owner", one.owner == other.owner),
        ("details", one.details == other.details),
        ("sources", cited(old, &one.sources) == cited(new, &other.sources)),
    ]);
    let own = [
        ("title", &one.title, &other.title),
        ("summary", &one.summary, &other.summary),
        ("when", &one.when, &other.when),
        ("owner", &one.owner, &other.owner),
    ];
    let mut texts = texts(own.map(|(part, before, after)| (part.to_owned(), before.as_str(), after.as_str())));
    let entries = |option: &DecisionOption, title: &str| {
        let own = option.details.iter().find(|detail| detail.title == title);
        own.map(|detail| detail.entries.join("; ")).unwrap_or_default()
    };
    let mut titles: Vec<&str> = one.details.iter().chain(&other.details).map(|detail| detail.title.as_str()).collect();
    titles.sort_unstable();
    titles.dedup();
    for title in titles {
        let (before, after) = (entries(one, title), entries(other, title));
        if before != after {
            texts.push(TextEdit { part: format!("details/{title}"), before, after });
        }
    }
    Changes { parts, points: Vec::new(), texts }
}

fn rule((old, new): Books<'_>, (was, one): OfDecision<'_, Rule>, (is, other): OfDecision<'_, Rule>) -> Changes {
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
    let texts = texts([("because".to_owned(), one.because.as_str(), other.because.as_str())]);
    Changes { parts, points, texts }
}
