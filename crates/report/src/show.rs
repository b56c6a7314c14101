//! A rulebook as people read it: questions, facts, decisions with their options and rules, headlines, charts, assessments, sources,
//! cases, properties. Or one thing of it, with all that touches it.

mod part;
mod drawn;
mod property;
mod item;

use leadership_advisor::{Decision, Item, Rulebook};

use crate::html::outline_html;
use crate::outline::Outline;
use crate::words::{count, list_of};

/// How a rulebook is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// Text for a terminal so many columns wide.
    Text(usize),
    /// Markdown.
    Markdown,
    /// A page.
    Html,
}

/// The whole rulebook.
pub fn rulebook_shown(rulebook: &Rulebook, form: Form) -> String {
    let mut outline = Outline::default();
    outline.title(rulebook.title());
    outline.paragraph(rulebook.summary());
    outline.paragraph(format!("Rulebook `{}` {}: {}.", rulebook.id(), rulebook.version(), contents(rulebook)));
    if let Some((least, most)) = rulebook.scale() {
        outline.paragraph(format!("A rule gives an option {least} to {most} points."));
    }
    part::layers(&mut outline, rulebook);
    part::questions(&mut outline, rulebook);
    part::facts(&mut outline, rulebook);
    for decision in rulebook.decisions() {
        part::decision(&mut outline, rulebook, decision);
    }
    drawn::contradictions(&mut outline, rulebook);
    drawn::headlines(&mut outline, rulebook);
    drawn::charts(&mut outline, rulebook);
    drawn::assessments(&mut outline, rulebook);
    part::sources(&mut outline, rulebook);
    part::cases(&mut outline, rulebook);
    property::properties(&mut outline, rulebook);
    written(&outline, form)
}

/// A few things of a rulebook, each with all that touches it.
pub fn items_shown(rulebook: &Rulebook, items: &[Item<'_>], form: Form) -> String {
    let mut outline = Outline::default();
    for item in items {
        item::item(&mut outline, rulebook, *item);
    }
    written(&outline, form)
}

/// What there is in a rulebook, counted: "27 questions, 4 decisions, 154 rules and 61 cases".
pub fn contents(rulebook: &Rulebook) -> String {
    let rules: usize = rulebook.decisions().iter().map(|decision: &Decision| decision.rules().len()).sum();
    let contents = [
        count(rulebook.questions().len(), "question"),
        count(rulebook.decisions().len(), "decision"),
        count(rules, "rule"),
        count(rulebook.cases().len(), "case"),
    ];
    list_of(&contents, "and")
}

/// A document in the form that is wanted.
pub(crate) fn written(outline: &Outline, form: Form) -> String {
    match form {
        Form::Text(width) => outline.text(width),
        Form::Markdown => outline.markdown(),
        Form::Html => outline_html(outline),
    }
}
