//! What the words in a condition name. Questions, facts and decisions share one set of names.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::twice;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{Draft, Spanned, is_id};
use crate::near;
use crate::place::Span;
use crate::rulebook::{Decision, Fact, Question};
use crate::table::{Ix, Table};

#[derive(Clone, Copy, Debug)]
pub(super) enum Name {
    Question(Ix<Question>),
    Fact(Ix<Fact>),
    Decision(Ix<Decision>),
}

/// Every name that a condition may use, and the positions that they stand for.
pub(super) struct Names<'d> {
    by_id: HashMap<&'d str, (Name, Span)>,
    in_order: Vec<&'d str>,
    /// Questions whose type is missing or mistaken, which has been reported: no test on them can be understood.
    untyped: HashSet<&'d str>,
    /// How many near names may still be looked for: as many as findings are kept, for each takes a while.
    searches: Cell<u32>,
}

impl<'d> Names<'d> {
    pub(super) fn of(draft: &'d Draft, out: &mut Vec<Diagnostic>) -> Self {
        let mut names =
            Names { by_id: HashMap::new(), in_order: Vec::new(), untyped: HashSet::new(), searches: Cell::new(1000) };
        let mut questions = Table::<Question, ()>::default();
        for question in &draft.questions {
            let ix = questions.push(());
            names.add(&question.id, Name::Question(ix), out);
            if question.kind.is_none() {
                names.untyped.insert(&question.id.value);
            }
        }
        let mut facts = Table::<Fact, ()>::default();
        for fact in &draft.facts {
            let ix = facts.push(());
            names.add(&fact.id, Name::Fact(ix), out);
        }
        let mut decisions = Table::<Decision, ()>::default();
        for decision in &draft.decisions {
            let ix = decisions.push(());
            names.add(&decision.id, Name::Decision(ix), out);
        }
        names
    }

    fn add(&mut self, id: &'d Spanned<String>, name: Name, out: &mut Vec<Diagnostic>) {
        if id.value.is_empty() {
            return;
        }
        if let Some((_, first)) = self.by_id.get(id.value.as_str()) {
            out.push(twice("questions, facts or decisions", id, *first));
            return;
        }
        self.by_id.insert(&id.value, (name, id.span));
        self.in_order.push(&id.value);
    }

    pub(super) fn find(&self, id: &str) -> Option<Name> {
        self.by_id.get(id).map(|(name, _)| *name)
    }

    /// Whether the type of any question is unknown.
    pub(super) fn any_untyped(&self) -> bool {
        !self.untyped.is_empty()
    }

    /// Whether the type of a question is unknown.
    pub(super) fn is_untyped(&self, id: &str) -> bool {
        self.untyped.contains(id)
    }

    /// The finding about a name that nothing has, among those that `fits`.
    pub(super) fn unknown(&self, id: &str, span: Span, fits: impl Fn(Name) -> bool) -> Diagnostic {
        let finding =
            Diagnostic::new(Code::UnknownName, span, format!("no question, fact or decision has the id `{id}`"));
        let Some(left) = self.searches.get().checked_sub(1) else { return finding };
        self.searches.set(left);
        if let "and" | "or" = id {
            let help =
                "write several tests into one `{…}` where all must hold, and under `any: […]` where one is enough";
            return finding.help(help);
        }
        let known = self.in_order.iter().filter(|known| self.find(known).is_some_and(&fits)).copied();
        let known: Vec<&str> = known.collect();
        let near = if known.len() > near::MOST_NAMES { None } else { near::nearest(id, &known) };
        match near {
            // It has been reported that this is no id.
            Some(near) if !is_id(near) => finding.help(format!("mend the id `{near}` first")),
            _ => finding.near(id, known),
        }
    }
}
