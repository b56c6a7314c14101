//! Things that have another id in the newer version, and the older version as if they had always had it.
//!
//! Whatever compares two versions goes by ids. So a rename is made in a copy of the older version before anything is compared,
//! and is no edit then. In a checked rulebook everything refers to everything by its place, so that only the ids change.
//!
//! A rename is recognised where what an id stands for is the same in all but the id, and only one thing on each side is like
//! that. Anything else its author has to say.

use std::collections::{BTreeMap, HashMap};

use super::beside;
use super::edits::Edited;
use super::sameness::in_ids;
use crate::answers::Answers;
use crate::near;
use crate::rulebook::{Book, Claimed, Decision, Question, QuestionKind, Rule, Rulebook};

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
        let mut renamed = self.renamed(&renames);
        for find in before.into_iter().chain([facts as Find; ROUNDS]).chain(behind) {
            let found = find(&renamed, new);
            if !found.is_empty() {
                renames.extend(found);
                renamed = self.renamed(&renames);
            }
        }
        Ok(renames)
    }

    /// This rulebook with other ids. Its text, and so its fingerprint, stays what it was.
    #[must_use]
    pub fn renamed(&self, renames: &[Rename]) -> Rulebook {
        let mut book = self.book().copied();
        apply(&mut book, renames);
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

fn apply(book: &mut Book, renames: &[Rename]) {
    // Of two for the same id the first counts.
    let of = |what: Edited| -> HashMap<&str, &str> {
        let own = renames.iter().rev().filter(|rename| rename.what == what);
        own.map(|rename| (rename.from.as_str(), rename.to.rsplit_once('/').map_or(&*rename.to, |(_, id)| id))).collect()
    };
    let rename = |known: &HashMap<&str, &str>, id: &mut String| {
        if let Some(to) = known.get(id.as_str()) {
            (*to).clone_into(id);
        }
    };
    // An answer and an option go by what holds it in the version after.
    let rename_in = |known: &HashMap<&str, &str>, holder: &str, id: &mut String| {
        if let Some(to) = known.get(format!("{holder}/{id}").as_str()) {
            (*to).clone_into(id);
        }
    };
    let (questions, answers, facts) = (of(Edited::Question), of(Edited::Answer), of(Edited::Fact));
    let (decisions, options, rules) = (of(Edited::Decision), of(Edited::Option), of(Edited::Rule));
    let (cases, properties) = (of(Edited::Case), of(Edited::Property));
    for ix in book.questions.indices() {
        let Question { id, kind, .. } = &mut book.questions[ix];
        rename(&questions, id);
        if let QuestionKind::Choice { answers: own, .. } | QuestionKind::Many { answers: own, .. } = kind
            && !answers.is_empty()
        {
            own.iter_mut().for_each(|answer| rename_in(&answers, id, &mut answer.id));
        }
    }
    for ix in book.facts.indices() {
        rename(&facts, &mut book.facts[ix].id);
    }
    for ix in book.decisions.indices() {
        let decision = &mut book.decisions[ix];
        rename(&decisions, &mut decision.id);
        decision.follows.iter_mut().for_each(|id| rename(&decisions, id));
        for at in decision.options.indices() {
            rename_in(&options, &decision.id, &mut decision.options[at].id);
        }
        for at in decision.rules.indices() {
            rename(&rules, &mut decision.rules[at].id);
        }
    }
    book.cases.iter_mut().for_each(|case| rename(&cases, &mut case.name));
    book.properties.iter_mut().for_each(|property| rename(&properties, &mut property.id));
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

/// The pairs of what went and what came that are alike in what they hold, and alike to nothing else.
fn pairs<T>(
    what: Edited,
    gone: &[(String, T)],
    come: &[(String, T)],
    held: impl Fn(&T) -> String,
    holds: impl Fn(&T) -> String,
) -> Vec<Rename> {
    if gone.is_empty() || come.is_empty() {
        return Vec::new();
    }
    // How many of both hold the same, and the last of those that came.
    let mut alike: HashMap<String, (usize, usize, &str)> = HashMap::new();
    for (to, other) in come {
        let own = alike.entry(holds(other)).or_default();
        *own = (0, own.1 + 1, to);
    }
    let held: Vec<String> = gone.iter().map(|(_, one)| held(one)).collect();
    held.iter().for_each(|held| alike.get_mut(held).into_iter().for_each(|own| own.0 += 1));
    let found = gone.iter().zip(&held).filter_map(|((from, _), held)| match alike.get(held) {
        Some((1, 1, to)) => Some(Rename { what, from: from.clone(), to: (*to).to_owned(), is_given: false }),
        _ => None,
    });
    found.collect()
}

/// What is only in the first of two lists.
fn only<'t, T>(all: &'t [T], others: &[T], id: impl Fn(&T) -> &str) -> Vec<(String, &'t T)> {
    let known: std::collections::HashSet<&str> = others.iter().map(&id).collect();
    all.iter().filter(|one| !known.contains(id(one))).map(|one| (id(one).to_owned(), one)).collect()
}

fn questions(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) =
        (only(old.questions(), new.questions(), |one| &one.id), only(new.questions(), old.questions(), |one| &one.id));
    let held = |question: &&Question| {
        let kind = match question.kind {
            QuestionKind::Choice { .. } => "choice",
            QuestionKind::Many { .. } => "many",
            QuestionKind::Number { .. } => "number",
            QuestionKind::YesNo => "yes_no",
        };
        let labels = question.answers().iter().map(|answer| answer.label.as_str());
        [kind, &question.ask].into_iter().chain(labels).collect::<Vec<_>>().join("\0")
    };
    pairs(Edited::Question, &gone, &come, held, held)
}

fn answers(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let mut renames = Vec::new();
    for question in new.questions() {
        let Some(was) = old.question(&question.id) else { continue };
        let (gone, come) = (
            only(was.answers(), question.answers(), |answer| &answer.id),
            only(question.answers(), was.answers(), |answer| &answer.id),
        );
        let found = pairs(Edited::Answer, &gone, &come, |one| one.label.clone(), |one| one.label.clone());
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
    pairs(Edited::Fact, &gone, &come, |one| in_ids(&old.holds_if(one)), |one| in_ids(&new.holds_if(one)))
}

fn decisions(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) =
        (only(old.decisions(), new.decisions(), |one| &one.id), only(new.decisions(), old.decisions(), |one| &one.id));
    let held = |decision: &&Decision| format!("{:?}\0{}", decision.choose, decision.title);
    pairs(Edited::Decision, &gone, &come, held, held)
}

fn options(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let mut renames = Vec::new();
    for decision in new.decisions() {
        let Some(was) = old.decision(&decision.id) else { continue };
        let (gone, come) = (
            only(was.options(), decision.options(), |option| &option.id),
            only(decision.options(), was.options(), |option| &option.id),
        );
        let found = pairs(Edited::Option, &gone, &come, |one| one.title.clone(), |one| one.title.clone());
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
        let held = |one: &&Rule| rule(old, was, one);
        renames.extend(pairs(Edited::Rule, &gone, &come, held, |one| rule(new, decision, one)));
    }
    renames
}

/// All of a rule but its id, its texts and its sources.
fn rule(rulebook: &Rulebook, decision: &Decision, rule: &Rule) -> String {
    let mut points: BTreeMap<&str, i64> = BTreeMap::new();
    for (option, given) in rule.points(decision) {
        *points.entry(&option.id).or_default() += given;
    }
    points.retain(|_, given| *given != 0);
    let out: Vec<&str> = rule.rules_out(decision).map(|option| option.id.as_str()).collect();
    format!("{}\0{points:?}\0{out:?}", in_ids(&rulebook.fires_if(rule)))
}

fn cases(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) =
        (only(old.cases(), new.cases(), |case| &case.name), only(new.cases(), old.cases(), |case| &case.name));
    let held = |rulebook: &Rulebook, case| {
        format!("{}\0{}", beside::answers(rulebook, case), beside::expected(rulebook, case))
    };
    pairs(Edited::Case, &gone, &come, |case| held(old, case), |case| held(new, case))
}

fn properties(old: &Rulebook, new: &Rulebook) -> Vec<Rename> {
    let (gone, come) = (
        only(old.properties(), new.properties(), |one| &one.id),
        only(new.properties(), old.properties(), |one| &one.id),
    );
    let held = |rulebook: &Rulebook, one| claim_in_ids(&rulebook.claimed(one));
    pairs(Edited::Property, &gone, &come, |one| held(old, one), |one| held(new, one))
}

/// What is claimed, by ids.
fn claim_in_ids(claim: &Claimed<'_>) -> String {
    match claim {
        Claimed::Never(condition) => format!("never {}", in_ids(condition)),
        Claimed::Always(condition) => format!("always {}", in_ids(condition)),
        Claimed::Raising { question, decision, option, against } => {
            format!("raising {} {} {} {}", question.id, decision.id, option.id, against.id)
        }
    }
}
