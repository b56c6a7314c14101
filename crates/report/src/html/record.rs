//! The end of the page: the answers given, what was left open, the sources in full, and how to make the page again.

use leadership_advisor::Evaluation;
use maud::{Markup, html};

use super::shown;
use crate::footnotes::{Footnotes, Note};
use crate::layer::{legend, rulebook_and_layers};
use crate::view::View;

pub(super) fn answers(view: &View<'_>) -> Markup {
    html! {
        @if !view.answers.is_empty() {
            section {
                h2 { "Your answers" }
                @for section in &view.answers {
                    table.given {
                        caption { @if section.title.is_empty() { "Answers" } @else { (shown(section.title)) } }
                        thead { tr { th scope="col" { "Question" } th scope="col" { "Answer" } } }
                        tbody {
                            @for row in &section.answers {
                                tr { th scope="row" { (shown(row.question)) } td { (shown(&row.answer)) } }
                            }
                        }
                    }
                }
                @if let Some(ignored) = &view.ignored { p.muted { (shown(ignored)) } }
            }
        }
    }
}

pub(super) fn open(view: &View<'_>) -> Markup {
    html! {
        @if !view.open.is_empty() {
            section {
                h2 { "Left open" }
                @if let Some(next) = view.next { p { "Find this out next: " strong { (shown(next)) } } }
                ul { @for question in &view.open { li { (shown(question)) } } }
            }
        }
    }
}

pub(super) fn sources(view: &View<'_>, notes: &Footnotes<'_>) -> Markup {
    html! {
        @if !view.one_source.is_empty() {
            section {
                h2 { "What depends on the sources" }
                ul { @for sentence in &view.one_source { li { (shown(sentence)) } } }
            }
        }
        @for (heading, list) in notes.lists() {
            section {
                h2 { (heading) }
                ul.sources { @for note in list { (source(note)) } }
            }
        }
    }
}

/// So many claims stand better in columns, where there is room.
const MANY: usize = 4;

fn source(note: &Note<'_>) -> Markup {
    let source = note.source;
    // Whatever else an address may begin with is shown and leads nowhere.
    let leads_somewhere = ["https://", "http://"].iter().any(|scheme| source.address.starts_with(scheme));
    html! {
        li id={ "source-" (note.mark) } {
            span.mark { "[" (note.mark) "]" }
            div {
                p {
                    (shown(&source.title))
                    @if !source.published.is_empty() { ", " (shown(&source.published)) }
                    @if !source.address.is_empty() {
                        ", "
                        @if leads_somewhere { a href=(shown(&source.address)) rel="noreferrer noopener" { (shown(&source.address)) } }
                        @else { (shown(&source.address)) }
                    }
                }
                @if !note.claims.is_empty() { ul class=[(note.claims.len() > MANY).then_some("many")] { @for claim in &note.claims { li { (shown(&claim.text)) } } } }
            }
        }
    }
}

/// Rulebook, program and answers, which give the same page again.
pub(super) fn again(view: &View<'_>, evaluation: &Evaluation) -> Markup {
    let rulebook = view.rulebook;
    let rules = match rulebook.layers().len() {
        _ if rulebook.is_shipped() => String::new(),
        layers => format!(" --rules RULEBOOK{}", " --rules LAYER".repeat(layers.saturating_sub(1))),
    };
    html! {
        h2 { "How to reproduce this page" }
        @for line in legend(rulebook) { p { (shown(&line)) } }
        p {
            "Rulebook " (shown(&rulebook_and_layers(rulebook))) ", fingerprint "
            code { (rulebook.fingerprint()) } "; leadership-advisor " (env!("CARGO_PKG_VERSION")) ". "
            "The same rulebook, program, answers and date give the same page, byte for byte:"
        }
        pre { code { "advisor recommend answers.yaml" (rules) " --format html --output report.html" } }
        details {
            summary { "The answers, for a file answers.yaml" }
            pre { code { @for line in evaluation.answers().to_yaml().lines() { (shown(line)) "\n" } } }
        }
    }
}
