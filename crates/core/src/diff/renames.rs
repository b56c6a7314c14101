//! Things that have another id in the newer version, and the older version as if they had always had it.
//!
//! Whatever compares two versions goes by ids. So a rename is made in a copy of the older version before anything is compared,
//! and is no edit then. In a checked rulebook everything refers to everything by its place, so that only the ids change.
//!
//! A rename is recognised where what an id stands for is the same in all but the id, and only one thing on each side is like
//! that. Anything else its author has to say.

use super::beside;
use super::edits::{Edited, rule};
use super::sameness::same_clause;
use crate::answers::Answers;
use crate::near;
use crate::rulebook::{Book, QuestionKind, Rulebook};

/// A thing that has another id in the version after.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rename {
    /// What kind of thing it is.
    pub what: Edited,
    /// Its id in the version before. That of an answer is `question/answer`, that of an option `decision/option`; the part
    /// before the `/` is the one in the version after.
    pub from: String,
    /// Its id in the version after.
    pub to: String,
    /// Whether it was said, and not recognised.
    pub is_given: bool,
}

/// Why something cannot be renamed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the version {version} has no `{id}` that could be renamed")]
#[non_exhaustive]
pub struct UnknownRename {
    /// `before` or `after`.
    pub version: &'static str,
    /// What was named.
    pub id: String,
    /// A near name, where there is one.
    pub help: Option<String>,
}

/// More pairs than this of things that went and things that came are not compared.
const MOST_PAIRS: usize = 250_000;
/// Facts may name facts: so often they are looked at again.
const ROUNDS: usize = 4;

impl Rulebook {
    /// The things of this version that a newer one has under another id: those that are given, from the id before to the id
    /// after, and those that are the same in all but the id.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let text = |id: &str| format!("
    ///     rulebook: {{id: lunch, version: 1, format: 1, title: Lunch}}
    ///     questions: [{{id: {id}, ask: Are you hungry?, type: yes_no}}]
    ///     decisions:
    ///       - id: meal
    ///         title: What to eat?
    ///         choose: one
    ///         options: [{{id: soup, title: Soup}}, {{id: stew, title: Stew}}]
    ///         rules: [{{id: hunger, if: {{{id}: true}}, points: {{stew: 1}}}}]
    /// ");
    /// let (old, new) = (Rulebook::parse("old", text("hungry"))?, Rulebook::parse("new", text("hunger"))?);
    /// let renames = old.renames(&new, &[])?;
    /// assert_eq!((renames[0].from.as_str(), renames[0].to.as_str()), ("hungry", "hunger"));
    /// let difference = old.renamed(&renames);
    /// assert!(difference.difference(&new).edits.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If a given id is not there in its version.
    pub fn renames(&self, new: &Rulebook, given: &[(String, String)]) -> Result<Vec<Rename>, UnknownRename> {
        let mut renames = Vec::new();
        for (from, to) in given {
            renames.push(self::given(self, new, from, to)?);
        }
        renames.sort_by_key(|rename| matches!(rename.what, Edited::Answer | Edited::Option));
        type Find = fn(&Rulebook, &Rulebook) -> Vec<Rename>;
        let before: [Find; 2] = [questions, answers];
        let behind: [Find; 5] = [decisions, options, rules, cases, properties];
        for find in before.into_iter().chain([facts as Find; ROUNDS]).chain(behind) {
            let found = find(&self.renamed(&renames), new);
            renames.extend(found);
        }
        Ok(renames)
    }

    /// This rulebook with other ids. Its text, and so its fingerprint, stays what it was.
    #[must_use]
    pub fn renamed(&self, renames: &[Rename]) -> Rulebook {
        let mut book = self.book().copied();
        renames.iter().for_each(|rename| apply(&mut book, rename));
        Rulebook::new(book)
    }
}

impl Answers {
    /// The same answers, to a rulebook that differs from theirs in ids alone: see [`Rulebook::renamed`]. As they are, if it is
    /// another one.
    #[must_use]
    pub fn under(&self, renamed: &Rulebook) -> Answers {
        if !self.rulebook().same_as(renamed) {
            return self.clone();
        }
        let mut answers = Answers::with_given(renamed, self.given().clone());
        answers.set_company(self.company().map(str::to_owned));
        answers
    }
}

fn apply(book: &mut Book, rename: &Rename) {
    let Rename { what, from, to, .. } = rename;
    let (within, from_id) = from.rsplit_once('/').unwrap_or(("", from));
    let to_id = to.rsplit_once('/').map_or(to.as_str(), |(_, id)| id);
    match what {
        Edited::Question => {
            if let Some(ix) = book.questions.find(|question| question.id == *from) {
                book.questions[ix].id.clone_from(to);
            }
        }
        Edited::Answer => {
            let Some(ix) = book.questions.find(|question| question.id == within) else { return };
            if let QuestionKind::Choice { answers, .. } | QuestionKind::Many { answers, .. } =
                &mut book.questions[ix].kind
            {
                let named = answers.iter_mut().filter(|answer| answer.id == from_id);
                named.for_each(|answer| to_id.clone_into(&mut answer.id));
            }
        }
        Edited::Fact => {
            if let Some(ix) = book.facts.find(|fact| fact.id == *from) {
                book.facts[ix].id.clone_from(to);
            }
        }
        Edited::Decision => {
            for ix in book.decisions.indices() {
                let decision = &mut book.decisions[ix];
                if decision.id == *from {
                    decision.id.clone_from(to);
                }
                if decision.follows.as_ref() == Some(from) {
                    decision.follows = Some(to.clone());
                }
            }
        }
        Edited::Option => {
            let Some(ix) = book.decisions.find(|decision| decision.id == within) else { return };
            let options = &mut book.decisions[ix].options;
            if let Some(option) = options.find(|option| option.id == from_id) {
                to_id.clone_into(&mut options[option].id);
            }
        }
        Edited::Rule => {
            for ix in book.decisions.indices() {
                let rules = &mut book.decisions[ix].rules;
                if let Some(rule) = rules.find(|rule| rule.id == *from) {
                    rules[rule].id.clone_from(to);
                }
            }
        }
        Edited::Case => {
            book.cases.iter_mut().filter(|case| case.name == *from).for_each(|case| case.name.clone_from(to));
        }
        Edited::Property => {
            let named = book.properties.iter_mut().filter(|property| property.id == *from);
            named.for_each(|property| property.id.clone_from(to));
        }
        _ => {}
    }
}

/// Every id that can be renamed, with its kind.
fn ids(rulebook: &Rulebook) -> Vec<(Edited, String)> {
    let mut ids: Vec<(Edited, String)> = Vec::new();
    for question in rulebook.questions() {
        ids.push((Edited::Question, question.id.clone()));
        ids.extend(question.answers().iter().map(|answer| (Edited::Answer, format!("{}/{}", question.id, answer.id))));
    }
    ids.extend(rulebook.facts().iter().map(|fact| (Edited::Fact, fact.id.clone())));
    for decision in rulebook.decisions() {
        ids.push((Edited::Decision, decision.id.clone()));
        ids.extend(decision.option_ids().map(|option| (Edited::Option, format!("{}/{option}", decision.id))));
        ids.extend(decision.rules().iter().map(|rule| (Edited::Rule, rule.id.clone())));
    }
    ids.extend(rulebook.cases().iter().map(|case| (Edited::Case, case.name.clone())));
    ids.extend(rulebook.properties().iter().map(|property| (Edited::Property, property.id.clone())));
    ids
}

/// A rename that somebody says there is. Both ids have to be there, for things of one kind.
fn given(old: &Rulebook, new: &Rulebook, from: &str, to: &str) -> Result<Rename, UnknownRename> {
    let (before, after) = (ids(old), ids(new));
    let unknown = |version, id: &str, known: &[(Edited, String)]| UnknownRename {
        version,
        id: id.to_owned(),
        help: near::suggestion(id, known.iter().map(|(_, id)| id.as_str())),
    };
    let kinds: Vec<Edited> = before.iter().filter(|(_, id)| id == from).map(|(what, _)| *what).collect();
    if kinds.is_empty() {
        return Err(unknown("before", from, &before));
    }
    let found = after.iter().find(|(what, id)| id == to && kinds.contains(what));
    let (what, _) = found.ok_or_else(|| unknown("after", to, &after))?;
    // An answer or option goes by what holds it in the version after.
    let from = match (from.rsplit_once('/'), to.rsplit_once('/')) {
        (Some((_, id)), Some((within, _))) => format!("{within}/{id}"),
        _ => from.to_owned(),
    };
    Ok(Rename { what: *what, from, to: to.to_owned(), is_given: true })
}

/// The pairs of what went and what came that are like each other, and like nothing else.
fn pairs<T>(what: Edited, gone: &[(String, T)], come: &[(String, T)], same: impl Fn(&T, &T) -> bool) -> Vec<Rename> {
    if gone.len().saturating_mul(come.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut renames = Vec::new();
    for (from, one) in gone {
        let mut like = come.iter().filter(|(_, other)| same(one, other));
        if let (Some((to, other)), None) = (like.next(), like.next())
            && gone.iter().filter(|(_, one)| same(one, other)).count() == 1
        {
            renames.push(Rename { what, from: from.clone(), to: to.clone(), is_given: false });
        }
    }
    renames
}

/// What is only in the first of two lists.
fn only<'t, T>(all: &'t [T], others: &[T], id: impl Fn(&T) -> &str) -> Vec<(String, &'t T)> {
    let known: std::collections::HashSet<&str> = others.iter().map(&id).collect();
    all.iter().filter(|one| !known.contains(id(one))).map(|one| (id(one).to_owned(), one)).collect()
}

fn questions(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) =
        (only(old.questions(), new.questions(), |one| &one.id), only(new.questions(), old.questions(), |one| &one.id));
    pairs(Edited::Question, &gone, &come, |one, other| {
        let labels = |question: &crate::rulebook::Question| -> Vec<String> {
            question.answers().iter().map(|answer| answer.label.clone()).collect()
        };
        let same_kind = std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind);
        one.ask == other.ask && same_kind && labels(one) == labels(other)
    })
}

fn answers(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let mut renames = Vec::new();
    for question in new.questions() {
        let Some(was) = old.question(&question.id) else { continue };
        let (gone, come) = (
            only(was.answers(), question.answers(), |answer| &answer.id),
            only(question.answers(), was.answers(), |answer| &answer.id),
        );
        let found = pairs(Edited::Answer, &gone, &come, |one, other| one.label == other.label);
        renames.extend(found.into_iter().map(|rename| within(&question.id, &rename)));
    }
    renames
}

fn within(holder: &str, rename: &Rename) -> Rename {
    let path = |id: &str| format!("{holder}/{id}");
    Rename { from: path(&rename.from), to: path(&rename.to), ..*rename }
}

fn facts(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) = (only(old.facts(), new.facts(), |one| &one.id), only(new.facts(), old.facts(), |one| &one.id));
    pairs(Edited::Fact, &gone, &come, |one, other| same_clause(&old.holds_if(one), &new.holds_if(other)))
}

fn decisions(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) =
        (only(old.decisions(), new.decisions(), |one| &one.id), only(new.decisions(), old.decisions(), |one| &one.id));
    pairs(Edited::Decision, &gone, &come, |one, other| one.title == other.title && one.choose == other.choose)
}

fn options(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let mut renames = Vec::new();
    for decision in new.decisions() {
        let Some(was) = old.decision(&decision.id) else { continue };
        let (gone, come) = (
            only(was.options(), decision.options(), |option| &option.id),
            only(decision.options(), was.options(), |option| &option.id),
        );
        let found = pairs(Edited::Option, &gone, &come, |one, other| one.title == other.title);
        renames.extend(found.into_iter().map(|rename| within(&decision.id, &rename)));
    }
    renames
}

fn rules(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let mut renames = Vec::new();
    for decision in new.decisions() {
        let Some(was) = old.decision(&decision.id) else { continue };
        let (gone, come) = (
            only(was.rules(), decision.rules(), |rule| &rule.id),
            only(decision.rules(), was.rules(), |rule| &rule.id),
        );
        renames.extend(pairs(Edited::Rule, &gone, &come, |one, other| {
            let changes = rule((old, new), (was, one), (decision, other));
            changes.parts.iter().all(|part| matches!(*part, "because" | "sources"))
        }));
    }
    renames
}

fn cases(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) =
        (only(old.cases(), new.cases(), |case| &case.name), only(new.cases(), old.cases(), |case| &case.name));
    pairs(Edited::Case, &gone, &come, |one, other| {
        beside::answers(old, one) == beside::answers(new, other)
            && beside::expected(old, one) == beside::expected(new, other)
    })
}

fn properties(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) = (
        only(old.properties(), new.properties(), |one| &one.id),
        only(new.properties(), old.properties(), |one| &one.id),
    );
    pairs(Edited::Property, &gone, &come, |one, other| beside::same_claim(&old.claimed(one), &new.claimed(other)))
}
