//! A decision for one option, on the page: standings, the reasons as a waterfall, why not the others, what it rests on,
//! what would change it, and what it means.

use maud::{Markup, html};

use super::{bar, marks, shown};
use crate::footnotes::Footnotes;
use crate::view::{Answered, Choice, Outcome, Row, Waterfall, Why};
use crate::wording::Wording;

pub(super) fn section<'e>(choice: &Choice<'e>, notes: &mut Footnotes<'e>, say: &Wording) -> Markup {
    html! {
        // What there is no outcome of, and what follows from another decision, is said at a glance, save for lists of its own.
        @if let Some(outcome) = choice.scorecard() {
            section {
                h2 { (shown(choice.title)) }
                p.verdict { strong { (shown(outcome.title)) "." } " " (shown(outcome.summary)) (marks(notes, outcome.sources)) }
                (lists(outcome, true))
            }
        }
        @if choice.nothing.is_none() && choice.follows.is_none() {
            section {
                h2 { (shown(choice.title)) }
                p.verdict {
                    @if let Some(outcome) = &choice.chosen { strong { (shown(outcome.title)) "." } " " }
                    (shown(&choice.verdict))
                    @if !choice.settled.is_empty() { " " (shown(&choice.settled)) }
                }
                @if !choice.standings.is_empty() { (standings(&choice.standings, say)) }
                @if let Some(outcome) = &choice.chosen {
                    h3 { (shown(&choice.why_heading(outcome.title))) }
                    (waterfall(outcome, notes, &choice.no_reason(), say))
                    @if !choice.sellers.is_empty() { p { (shown(&choice.sellers)) } }
                }
                @if !choice.why_not.is_empty() {
                    h3 { (shown(&if choice.is_tie { say.the_other_options() } else { say.why_not_the_others() })) }
                    @for other in &choice.why_not {
                        h4 { (shown(other.title)) }
                        (reasons(other.speaks_for.iter().chain(&other.against), notes))
                        @if !other.conclusion.is_empty() { p.muted { (shown(&other.conclusion)) } }
                    }
                }
                @if !choice.ruled_out.is_empty() {
                    h3 { (shown(&say.ruled_out())) }
                    ul {
                        @for out in &choice.ruled_out {
                            li { strong { (shown(&say.all_of(&out.titles))) } ". " (shown(&out.because)) (marks(notes, out.sources)) }
                        }
                    }
                }
                div.beside {
                    (rests_on(&choice.rests_on, say))
                    (what_would_change_it(choice, say))
                }
                @if let Some(outcome) = &choice.chosen { (meaning(outcome, notes, say)) }
            }
        }
    }
}

fn standings(rows: &[Row<'_>], say: &Wording) -> Markup {
    let most = rows.iter().map(|row| row.points).max().unwrap_or(0).max(1);
    html! {
        table.standings {
            caption { (shown(&say.standings())) }
            thead { tr { th scope="col" { (shown(&say.option())) } th scope="col" { (shown(&say.points())) } } }
            tbody {
                @for row in rows {
                    tr class=[row.chosen.then_some("chosen")] {
                        th scope="row" {
                            (shown(row.title))
                            @if row.ruled_out { span.muted { " " (shown(&say.ruled_out_mark())) } }
                            @else { (bar::stretch(0, row.points.max(0), (0, most), if row.chosen { "chosen" } else { "other" })) }
                        }
                        td.number { (plain(row.points)) }
                    }
                }
            }
        }
    }
}

/// The reasons of the outcome with their sources, each with what it does to the lead over the next option.
fn waterfall<'e>(outcome: &Outcome<'e>, notes: &mut Footnotes<'e>, without: &str, say: &Wording) -> Markup {
    let Waterfall { next, points, steps, range } = &outcome.waterfall;
    if steps.is_empty() {
        return html! { p { (shown(without)) } };
    }
    html! {
        table.waterfall {
            caption {
                @match next {
                    Some(next) => (shown(&say.waterfall(next.title))),
                    None => (shown(&say.waterfall_alone())),
                }
                @if notes.are_shown() { " " (shown(&say.brackets())) }
            }
            thead {
                tr {
                    th scope="col" { (shown(&say.reason())) }
                    @if let Some(next) = next {
                        th scope="col" { abbr title=(shown(&say.points_for(outcome.title))) { (shown(&say.it())) } }
                        th scope="col" { abbr title=(shown(&say.points_for(next.title))) { (shown(&say.next())) } }
                        th scope="col" { (shown(&say.lead())) }
                    } @else {
                        th scope="col" { (shown(&say.points())) }
                    }
                }
            }
            tbody {
                @for step in steps {
                    tr {
                        th scope="row" {
                            (shown(&step.because)) (marks(notes, step.sources))
                            (bar::stretch(step.from, step.to, *range, if step.to < step.from { "minus" } else { "plus" }))
                        }
                        td.number { (signed(step.own)) }
                        @if next.is_some() {
                            td.number { (signed(step.next)) }
                            td.number { (signed(step.own - step.next)) }
                        }
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" { (shown(&say.in_all())) }
                    td.number { (plain(*points)) }
                    @if let Some(next) = next {
                        td.number { (plain(next.points)) }
                        td.number { (signed(points - next.points)) }
                    }
                }
            }
        }
    }
}

/// `+3`, `−2` with a true minus, and a dot for what does nothing.
fn signed(points: i64) -> String {
    match points {
        0 => "·".to_owned(),
        1.. => format!("+{points}"),
        _ => plain(points),
    }
}

/// A number with a true minus.
fn plain(points: i64) -> String {
    if points < 0 { format!("−{}", points.unsigned_abs()) } else { points.to_string() }
}

fn reasons<'a, 'e: 'a>(reasons: impl Iterator<Item = &'a Why<'e>>, notes: &mut Footnotes<'e>) -> Markup {
    html! {
        ul.reasons {
            @for why in reasons {
                li {
                    span class={ "points " (if why.points < 0 { "minus" } else { "plus" }) } { (signed(why.points)) }
                    " "
                    span { (shown(&why.because)) (marks(notes, why.sources)) }
                }
            }
        }
    }
}

fn rests_on(answers: &[Answered<'_>], say: &Wording) -> Markup {
    html! {
        @if !answers.is_empty() {
            div {
                h3 { (shown(&say.what_decides_it())) }
                p { (shown(&say.no_other_answer())) }
                (answered(answers))
            }
        }
    }
}

/// What could lead elsewhere, as sentences; every smallest change is folded away.
fn what_would_change_it(choice: &Choice<'_>, say: &Wording) -> Markup {
    html! {
        @if !choice.ways.is_empty() || !choice.flips.is_empty() || !choice.beyond.is_empty() {
            div {
                @if !choice.ways.is_empty() {
                    h3 { (shown(&say.what_would_change_it())) }
                    ul { @for way in &choice.ways { li { (shown(way)) } } }
                }
                details {
                    summary { (shown(&say.all_smallest_changes())) }
                    @for flip in &choice.flips {
                        p { (shown(&flip.lead(say))) }
                        (answered(&flip.changes))
                    }
                    @for sentence in &choice.beyond { p.muted { (shown(sentence)) } }
                }
            }
        }
    }
}

fn answered(answers: &[Answered<'_>]) -> Markup {
    html! {
        ul.answers {
            @for Answered { question, answer } in answers {
                li { (shown(question)) " " strong { (shown(answer)) } }
            }
        }
    }
}

/// What the outcome means, with its lists side by side: who owns what.
fn meaning<'e>(outcome: &Outcome<'e>, notes: &mut Footnotes<'e>, say: &Wording) -> Markup {
    html! {
        @if !outcome.summary.is_empty() || !outcome.details.is_empty() {
            h3 { (shown(&say.what_it_means())) }
            p { (shown(outcome.summary)) (marks(notes, outcome.sources)) }
            (lists(outcome, false))
        }
    }
}

/// The lists of an outcome side by side, right below the heading of a section or one further down.
fn lists(outcome: &Outcome<'_>, is_top: bool) -> Markup {
    html! {
        @if !outcome.details.is_empty() {
            div.charters {
                @for detail in outcome.details {
                    div {
                        @if is_top { h3 { (shown(&detail.title)) } } @else { h4 { (shown(&detail.title)) } }
                        ul { @for entry in &detail.entries { li { (shown(entry)) } } }
                    }
                }
            }
        }
    }
}
