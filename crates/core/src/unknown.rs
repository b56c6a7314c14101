//! What is asked of a rulebook that does not have it: an id that it does not know, or an item of another rulebook.
//!
//! Both are slips of the program that asks. To say "no outcome" or "not proved" would hide them, so they are errors.

use serde::Serialize;

use crate::near::suggestion;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ItemKind {
    /// A question.
    Question,
    /// A decision.
    Decision,
    /// A case.
    Case,
    /// A property.
    Property,
    /// A fact.
    Fact,
    /// A rule.
    Rule,
    /// A contradiction.
    Contradiction,
    /// A headline.
    Headline,
    /// A chart.
    Chart,
    /// A citation of a source.
    Citation,
}

/// What a rulebook was asked for and does not have.
///
/// ```
/// use leadership_advisor::Rulebook;
///
/// let evaluation = Rulebook::builtin().answers().evaluate();
/// let mistake = evaluation.outcome("leadrship").expect_err("there is no such decision");
/// assert_eq!(mistake.to_string(), "no decision has the id `leadrship`");
/// assert_eq!(mistake.help(), Some("did you mean `leadership`?"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum UnknownItem {
    /// Nothing of this kind has the id.
    #[error("no {kind} has the id `{id}`")]
    #[non_exhaustive]
    UnknownId {
        /// What was looked for.
        kind: ItemKind,
        /// The id that was used.
        id: String,
        /// A near id, or all of them where they are few.
        help: Option<String>,
    },
    /// The item was taken from another rulebook.
    #[error("the {kind} `{id}` belongs to another rulebook")]
    #[non_exhaustive]
    OfAnotherRulebook {
        /// What it is.
        kind: ItemKind,
        /// Its id or name.
        id: String,
    },
}

impl UnknownItem {
    pub(crate) fn id<'a>(kind: ItemKind, id: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        UnknownItem::UnknownId { kind, id: id.to_owned(), help: suggestion(id, known) }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&str> {
        match self {
            UnknownItem::UnknownId { help, .. } => help.as_deref(),
            UnknownItem::OfAnotherRulebook { .. } => Some("take it from the rulebook that is asked"),
        }
    }
}

impl std::fmt::Display for ItemKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            ItemKind::Question => "question",
            ItemKind::Decision => "decision",
            ItemKind::Case => "case",
            ItemKind::Property => "property",
            ItemKind::Fact => "fact",
            ItemKind::Rule => "rule",
            ItemKind::Contradiction => "contradiction",
            ItemKind::Headline => "headline",
            ItemKind::Chart => "chart",
            ItemKind::Citation => "citation",
        })
    }
}
