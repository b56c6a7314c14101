//! The end of the page: the answers given, what was left open, the sources in full, and how to make the page again.

use leadership_advisor::Evaluation;
use maud::{Markup, html};

use super::shown;
use crate::footnotes::{Footnotes, Note};
use crate::layer::{legend, named};
use crate::view::View;

pub(super) fn answers(view: &View<'_>) -> Markup {
    let say = view.say;
    html! {
        @if !view.answers.is_empty() {
            section {
                h2 { (shown(&say.your_answers())) }
                @for section in &view.answers {
                    table.given {
                        caption { @if section.title.is_empty() { (shown(&say.answers())) } @else { (shown(section.title)) } }
                        thead { tr { th scope="col" { (shown(&say.question())) } th scope="col" { (shown(&say.answer())) } } }
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
                h2 { (shown(&view.say.left_open())) }
                @if let Some(next) = view.next { p { (shown(&view.say.find_out_next())) " " strong { (shown(next)) } } }
                ul { @for question in &view.open { li { (shown(question)) } } }
            }
        }
    }
}

pub(super) fn sources(view: &View<'_>, notes: &Footnotes<'_>) -> Markup {
    html! {
        @if !view.one_source.is_empty() {
            section {
                h2 { (shown(&view.say.depends_on_sources())) }
                ul { @for sentence in &view.one_source { li { (shown(sentence)) } } }
            }
        }
        @for (heading, list) in notes.lists() {
            section {
                h2 { (shown(&heading)) }
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
    let say = view.say;
    let brand = if view.brand.is_plain() { "" } else { " --brand brand.yaml" };
    let fingerprint = rulebook.fingerprint();
    let made = say.made_with(named(rulebook, say), fingerprint, env!("CARGO_PKG_VERSION"));
    let (before, after) = made.split_once(fingerprint).unwrap_or((&made, ""));
    html! {
        h2 { (shown(&say.how_to_reproduce())) }
        @for line in legend(rulebook, say) { p { (shown(&line)) } }
        p {
            (shown(before)) code { (fingerprint) } (shown(after)) " "
            (shown(&say.byte_for_byte()))
        }
        pre { code { "advisor recommend answers.yaml" (rules) (brand) " --format html --output report.html" } }
        details {
            summary { (shown(&say.answers_file())) }
            pre { code { @for line in evaluation.answers().to_yaml().lines() { (shown(line)) "\n" } } }
        }
    }
}
