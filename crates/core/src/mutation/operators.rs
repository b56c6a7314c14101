//! The mutation operators: every change of one thing in a rulebook that may change what comes out.
//!
//! What no case can notice is not changed: texts, sources, charts, and how small a margin counts as close, since a case
//! states no verdict.

use super::condition::{self, Edit, part_mut};
use crate::rulebook::{Book, Choose, Condition, DecisionIx, FactIx, QuestionIx, RuleRef};
use crate::set::Set;

/// What is changed: a thing that has a place in the author's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    Question(QuestionIx),
    Fact(FactIx),
    Decision(DecisionIx),
    Rule(RuleRef),
}

/// What it is changed to. Once it is made in a rulebook it holds what stood there before, so that making it again takes it
/// back.
#[derive(Clone, Debug)]
pub(super) enum Alteration {
    /// The points of this entry of the rule.
    Points(usize, i64),
    /// What the rule rules out.
    RulesOut(Set),
    /// How the decision chooses.
    Choose(Choose),
    /// A part of the condition.
    Condition(Box<[u32]>, Condition),
    /// A `not:` in the condition; whether it has been taken away.
    Negation(Box<[u32]>, bool),
}

/// Calls `visit` with every mutant, in the order of the questions, the facts, the decisions and their rules. Where layers are
/// laid over a base, the base is left as it is: it has cases of its own, which its author looks after.
pub(super) fn each(book: &Book, visit: &mut impl FnMut(Site, Alteration)) {
    let is_own = |span| !book.layers.is_below(span);
    for (ix, question) in book.questions.iter().filter(|(_, question)| is_own(question.span)) {
        if let Some(ask_if) = &question.ask_if {
            conditions(book, ask_if, Site::Question(ix), visit);
        }
    }
    for (ix, fact) in book.facts.iter().filter(|(_, fact)| is_own(fact.span)) {
        conditions(book, &fact.condition, Site::Fact(ix), visit);
    }
    for (decision, row) in book.decisions.iter() {
        if let Choose::Many { threshold } = row.choose
            && is_own(row.span)
        {
            for threshold in [threshold.checked_add(1), threshold.checked_sub(1)].into_iter().flatten() {
                visit(Site::Decision(decision), Alteration::Choose(Choose::Many { threshold }));
            }
        }
        if let Some(applies_if) = row.applies_if.as_ref().filter(|_| is_own(row.span)) {
            conditions(book, applies_if, Site::Decision(decision), visit);
        }
        for (rule, _) in row.rules.iter().filter(|(_, rule)| is_own(rule.span)) {
            self::rule(book, RuleRef { decision, rule }, visit);
        }
    }
}

fn rule(book: &Book, at: RuleRef, visit: &mut impl FnMut(Site, Alteration)) {
    let (rule, site) = (&book.decisions[at.decision].rules[at.rule], Site::Rule(at));
    if rule.condition != condition::never() {
        visit(site, Alteration::Condition([].into(), condition::never()));
    }
    for (nth, (_, points)) in rule.points.iter().enumerate() {
        for other in other_points(*points) {
            visit(site, Alteration::Points(nth, other));
        }
    }
    for option in rule.rules_out.iter() {
        let others = rule.rules_out.iter().filter(|other| *other != option).collect();
        visit(site, Alteration::RulesOut(others));
    }
    conditions(book, &rule.condition, site, visit);
}

/// One more, one less, none, and turned round.
fn other_points(points: i64) -> Vec<i64> {
    let mut others: Vec<i64> = Vec::new();
    for other in [points + 1, points - 1, 0, -points] {
        if other != points && !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

fn conditions(book: &Book, condition: &Condition, site: Site, visit: &mut impl FnMut(Site, Alteration)) {
    condition::variants(book, condition, &mut |way, edit| {
        visit(
            site,
            match edit {
                Edit::Instead(part) => Alteration::Condition(way.into(), part),
                Edit::Unnegated => Alteration::Negation(way.into(), false),
            },
        );
    });
}

impl Site {
    /// The condition that stands there.
    pub(super) fn condition(self, book: &Book) -> Option<&Condition> {
        match self {
            Site::Question(ix) => book.questions[ix].ask_if.as_ref(),
            Site::Fact(ix) => Some(&book.facts[ix].condition),
            Site::Decision(ix) => book.decisions[ix].applies_if.as_ref(),
            Site::Rule(at) => Some(&book.decisions[at.decision].rules[at.rule].condition),
        }
    }

    fn condition_mut(self, book: &mut Book) -> Option<&mut Condition> {
        match self {
            Site::Question(ix) => book.questions[ix].ask_if.as_mut(),
            Site::Fact(ix) => Some(&mut book.facts[ix].condition),
            Site::Decision(ix) => book.decisions[ix].applies_if.as_mut(),
            Site::Rule(at) => Some(&mut book.decisions[at.decision].rules[at.rule].condition),
        }
    }
}

impl Alteration {
    /// Makes the change in a rulebook, or takes it back.
    pub(super) fn swap(&mut self, site: Site, book: &mut Book) {
        match (self, site) {
            (Alteration::Points(nth, points), Site::Rule(at)) => {
                let entry = book.decisions[at.decision].rules[at.rule].points.get_mut(*nth);
                entry.into_iter().for_each(|(_, there)| std::mem::swap(points, there));
            }
            (Alteration::RulesOut(set), Site::Rule(at)) => {
                std::mem::swap(set, &mut book.decisions[at.decision].rules[at.rule].rules_out);
            }
            (Alteration::Choose(choose), Site::Decision(ix)) => {
                std::mem::swap(choose, &mut book.decisions[ix].choose);
            }
            (Alteration::Condition(way, part), site) => {
                let there = site.condition_mut(book).and_then(|condition| part_mut(condition, way));
                there.into_iter().for_each(|there| std::mem::swap(part, there));
            }
            (Alteration::Negation(way, is_gone), site) => {
                let there = site.condition_mut(book).and_then(|condition| part_mut(condition, way));
                there.into_iter().for_each(|there| {
                    *there = match std::mem::replace(there, condition::always()) {
                        Condition::Not(inner) if !*is_gone => *inner,
                        part => Condition::Not(Box::new(part)),
                    };
                });
                *is_gone = !*is_gone;
            }
            _ => {}
        }
    }
}
