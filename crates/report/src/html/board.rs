//! The board's sheet: one printed page with what a board decides on. The decision, the chart today and as proposed, three
//! reasons with their sources, what it costs, the risks, the first steps by their time, and what would make us decide again.

use leadership_advisor::{Citation, Display};
use maud::{Markup, html};

use super::{chart, imprint, shown};
use crate::view::{Choice, Selection, View};
use crate::wording::Wording;
use crate::words::short_source;

/// So many reasons, risks, steps of one time: more do not fit on the sheet.
const MOST: usize = 3;
/// So many times.
const MOST_PHASES: usize = 4;
/// The titles of a list of what an option costs, beside the one that the sheet gives it.
const COSTS: &[&str] = &["What it costs", "Costs", "Cost"];
/// Behind the charts of the page that follows, so that each drawing has an id of its own.
const CHARTS_FROM: usize = 1001;

pub(super) fn sheet(view: &View<'_>, date: &str) -> Markup {
    let leading = view.leading();
    html! {
        header.board {
            (imprint::head(view.brand))
            p.kicker { (shown(&view.title())) span.date { (shown(&view.say.prepared_on(date))) } }
            h1 { (shown(&view.sentence)) }
            @if !view.doubt().is_empty() { p.doubt { (shown(view.doubt())) } }
            @if !view.charts.is_empty() {
                div.charts {
                    @for (nth, drawn) in view.charts.iter().enumerate() { (chart::figure(CHARTS_FROM + nth, drawn, view.say)) }
                }
            }
            div.sheet {
                div {
                    @if let Some(choice) = leading {
                        (reasons(view, choice))
                        (costs(view))
                    }
                    @for list in lists(view, Display::Warnings) { (risks(list)) }
                    @if let Some(choice) = leading.filter(|choice| !choice.ways.is_empty()) {
                        div {
                            h2 { (shown(&view.say.decide_again())) }
                            ul { @for way in &choice.ways { li { (shown(way)) } } }
                        }
                    }
                }
                div {
                    @for list in lists(view, Display::Checklist).take(1) { (steps(list)) }
                }
            }
        }
    }
}

fn lists<'v, 'e>(view: &'v View<'e>, display: Display) -> impl Iterator<Item = &'v Selection<'e>> {
    view.selections().filter(move |list| list.display == display && !list.entries.is_empty())
}

fn reasons(view: &View<'_>, choice: &Choice<'_>) -> Markup {
    let own = choice.chosen.iter().flat_map(|outcome| &outcome.reasons).filter(|why| why.points > 0);
    let own: Vec<(&str, &[Citation])> = own.map(|why| (why.because.as_ref(), why.sources)).take(MOST).collect();
    let out = || choice.ruled_out.iter().map(|out| (out.because.as_ref(), out.sources)).take(MOST).collect();
    let told: Vec<(&str, &[Citation])> = if own.is_empty() { out() } else { own };
    html! {
        @if !told.is_empty() {
            div {
                h2 { (shown(&view.say.why())) }
                ul {
                    @for (because, sources) in told {
                        li { (shown(because)) (named(view, sources)) }
                    }
                }
                @if !choice.sellers.is_empty() { p.muted { (shown(&choice.sellers)) } }
            }
        }
    }
}

/// The sources of a reason by their short names, each once.
fn named(view: &View<'_>, citations: &[Citation]) -> Markup {
    let mut names: Vec<String> = Vec::new();
    for citation in citations {
        let name = short_source(view.rulebook.cited(citation).0);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    html! { @if !names.is_empty() { " " span.muted { "(" (shown(&names.join("; "))) ")" } } }
}

/// The list of costs of the first outcome that has one.
fn costs(view: &View<'_>) -> Markup {
    let outcomes = view.choices().filter_map(|choice| choice.chosen.as_ref());
    let details = outcomes.flat_map(|outcome| outcome.details);
    let own = view.say.what_it_costs();
    let is_costs = |title: &str| COSTS.iter().any(|known| title.eq_ignore_ascii_case(known)) || title == own;
    let mut costs = details.filter(|detail| is_costs(&detail.title));
    html! {
        @if let Some(list) = costs.next() {
            div {
                h2 { (shown(&own)) }
                ul { @for entry in &list.entries { li { (shown(entry)) } } }
            }
        }
    }
}

fn risks(list: &Selection<'_>) -> Markup {
    html! {
        div {
            h2 { (shown(list.title)) }
            ul {
                @for entry in list.entries.iter().take(MOST) { li { (shown(entry.title)) } }
            }
        }
    }
}

/// The steps by their time, each with its owner.
fn steps(list: &Selection<'_>) -> Markup {
    html! {
        div {
            h2 { (shown(list.title)) }
            @for (when, entries) in list.phases().iter().take(MOST_PHASES) {
                @if !when.is_empty() { h3 { (shown(when)) } }
                ul {
                    @for (_, entry) in entries.iter().take(MOST) {
                        li {
                            (shown(entry.title))
                            @if !entry.owner.is_empty() { span.muted { " (" (shown(entry.owner)) ")" } }
                        }
                    }
                }
            }
        }
    }
}

/// What the pages behind the sheet hold, as links.
pub(super) fn contents(titles: &[String], say: &Wording) -> Markup {
    html! {
        nav.contents aria-label=(shown(&say.contents())) {
            h2 { (shown(&say.contents())) }
            ol { @for (nth, title) in titles.iter().enumerate() { li { a href={ "#part-" (nth + 1) } { (shown(title)) } } } }
        }
    }
}
