//! Whether parts of two versions say the same, by ids.

use std::fmt::Write;

use crate::rulebook::{Citation, Clause, PossibleAnswer, Rulebook};

/// The ids of what is cited.
pub(super) fn cited(rulebook: &Rulebook, citations: &[Citation]) -> Vec<String> {
    let id = |citation: &Citation| match rulebook.cited(citation) {
        (source, Some(claim)) => format!("{}/{}", source.id, claim.id),
        (source, None) => source.id.clone(),
    };
    citations.iter().map(id).collect()
}

/// The same, for conditions that may be absent.
pub(super) fn same_optional(pair: (Option<Clause<'_>>, Option<Clause<'_>>)) -> bool {
    match pair {
        (None, None) => true,
        (Some(one), Some(other)) => same_clause(&one, &other),
        _ => false,
    }
}

/// Whether two conditions say the same of the same ids. What the ids stand for may have changed.
pub(super) fn same_clause(one: &Clause<'_>, other: &Clause<'_>) -> bool {
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

/// A condition in ids: the same text for conditions that are the same by [`same_clause`], and another for others.
pub(super) fn in_ids(clause: &Clause<'_>) -> String {
    let mut out = String::new();
    write_in_ids(clause, &mut out);
    out
}

fn write_in_ids(clause: &Clause<'_>, out: &mut String) {
    let ids = |answers: &[&PossibleAnswer]| answers.iter().map(|answer| answer.id.clone()).collect::<Vec<_>>();
    // A text can be written to.
    let _ = match clause {
        Clause::All(parts) | Clause::Any(parts) => {
            out.push_str(if matches!(clause, Clause::All(_)) { "all(" } else { "any(" });
            parts.iter().for_each(|part| write_in_ids(part, out));
            write!(out, ")")
        }
        Clause::Not(part) => {
            out.push_str("not(");
            write_in_ids(part, out);
            write!(out, ")")
        }
        Clause::Choice { question, among } => write!(out, "choice({} {:?})", question.id, ids(among)),
        Clause::YesNo { question, yes } => write!(out, "yes({} {yes})", question.id),
        Clause::Number { question, least, most } => write!(out, "number({} {least:?} {most:?})", question.id),
        Clause::Members { question, any, all, none } => {
            write!(out, "many({} {:?} {:?} {:?})", question.id, ids(any), ids(all), ids(none))
        }
        Clause::Fact { fact, holds } => write!(out, "fact({} {holds})", fact.id),
        Clause::Outcome { decision, among } => {
            let among: Vec<&str> = among.iter().map(|option| option.id.as_str()).collect();
            write!(out, "outcome({} {among:?})", decision.id)
        }
    };
}
