//! The map: how clear the first decision is, against how well a company does in what the rulebook judges.
//!
//! Many companies have the same margin and the same level. They are laid out as a block around their place, so that none hides
//! another, and closer together the more there are.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Index, key, percent, shown};
use crate::portfolio::PortfolioRow;

/// The field within the drawing, and the room around it, in units of the drawing.
const WIDTH: i64 = 620;
const HEIGHT: i64 = 380;
const LEFT: i64 = 60;
const TOP: i64 = 14;
const BELOW: i64 = 34;
/// So many steps has the axis of margins at most.
const MOST_TICKS: i64 = 10;
/// The distance of neighbors in a block, where there is room.
const APART: i64 = 9;
/// So many options have a color of their own.
const COLORS: usize = 8;

/// A company on the map.
struct Dot<'r> {
    row: &'r PortfolioRow,
    margin: i64,
    share: u16,
    key: usize,
}

pub(super) fn section(index: &Index<'_>) -> Markup {
    let Some(decision) = index.first.and_then(|at| index.decisions.get(at)) else { return html! {} };
    let dots: Vec<Dot<'_>> = index
        .scored()
        .filter_map(|row| {
            let (_, result) = index.leading(row)?;
            let share = index.second.share(row)?;
            Some(Dot { row, margin: result.margin?, share, key: key(result) })
        })
        .collect();
    let left_out = index.scored().count() - dots.len();
    let most = dots.iter().map(|dot| dot.margin).max().unwrap_or(0).max(1);
    let mut places: BTreeMap<(i64, u16), Vec<&Dot<'_>>> = BTreeMap::new();
    for dot in &dots {
        places.entry((dot.margin, dot.share)).or_default().push(dot);
    }
    let mut keys: Vec<usize> = dots.iter().map(|dot| dot.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let (low, high) = index.second.ends();
    html! {
        @if !dots.is_empty() {
            section aria-labelledby="map-title" {
                h2 #map-title { "Margin and “" (index.second.title()) "”" }
                p.muted { "Each mark is a company. Up: " (shown(low)) " to " (shown(high)) ". To the right: the points by which its outcome leads." }
                svg.map viewBox={ "0 0 " (LEFT + WIDTH + 14) " " (TOP + HEIGHT + BELOW) } role="group" aria-labelledby="map-title" {
                    (axes(most))
                    @for ((margin, share), dots) in &places {
                        @let step = step(dots.len(), most);
                        @for (nth, dot) in dots.iter().enumerate() {
                            @let (dx, dy) = beside(nth);
                            (mark(dot, x(*margin, most) + dx * step, y(*share) + dy * step, step))
                        }
                    }
                }
                p.legend.muted {
                    @for key in keys {
                        @if let Some(option) = key.checked_sub(1).and_then(|at| decision.options().get(at)) {
                            span.entry { span class={ "swatch c" ((key - 1) % COLORS) } {} (shown(&option.title)) }
                        }
                    }
                }
                @if left_out > 0 {
                    p.muted { (left_out) " without a margin or a level " (if left_out == 1 { "is" } else { "are" }) " not on the map." }
                }
            }
        }
    }
}

fn axes(most: i64) -> Markup {
    let step = (most + MOST_TICKS - 1) / MOST_TICKS;
    html! {
        g.axes aria-hidden="true" {
            @for quarter in 0..=4u16 {
                @let share = quarter * 250;
                line x1=(LEFT) x2=(LEFT + WIDTH) y1=(y(share)) y2=(y(share)) {}
                text.up x=(LEFT - 8) y=(y(share) + 5) { (percent(share)) }
            }
            @for nth in 0..=most / step {
                text x=(x(nth * step, most)) y=(TOP + HEIGHT + 24) { (nth * step) }
            }
        }
    }
}

fn mark(dot: &Dot<'_>, x: i64, y: i64, step: i64) -> Markup {
    let said = format!(
        "{}: margin {}, {}",
        if dot.row.name.is_empty() { format!("Row {}", dot.row.number) } else { shown(&dot.row.name).into_owned() },
        dot.margin,
        percent(dot.share)
    );
    let color = dot.key.checked_sub(1).map_or_else(|| "none".to_owned(), |at| format!("c{}", at % COLORS));
    let circle =
        html! { circle class=(color) cx=(x) cy=(y) r=(if step >= APART { 5 } else { 3 }) { title { (said) } } };
    html! {
        @match &dot.row.page {
            Some(page) => a href=(page) data-row=(dot.row.number) aria-label=(said) { (circle) },
            None => (circle),
        }
    }
}

fn x(margin: i64, most: i64) -> i64 {
    // Margins may be as large as 64 bits hold.
    let along = i128::from(margin.max(0)) * i128::from(WIDTH - 40) / i128::from(most);
    LEFT + 20 + i64::try_from(along).unwrap_or(WIDTH)
}

fn y(share: u16) -> i64 {
    TOP + HEIGHT - i64::from(share) * (HEIGHT - 20) / 1000 - 10
}

/// How far apart neighbors in a block of so many are.
fn step(dots: usize, most: i64) -> i64 {
    let side = (1..).find(|side| side * side >= dots as i64).unwrap_or(1).max(1);
    let room = ((WIDTH - 40) / most.min(40)).clamp(12, 46);
    (room / side).clamp(2, APART)
}

/// The place of the nth in a block that grows around its middle, ring by ring.
fn beside(nth: usize) -> (i64, i64) {
    let nth = i64::try_from(nth).unwrap_or(0);
    let ring = (0..).find(|ring| (2 * ring + 1) * (2 * ring + 1) > nth).unwrap_or(0);
    if ring == 0 {
        return (0, 0);
    }
    let inner = (2 * ring - 1) * (2 * ring - 1);
    let (side, along) = ((nth - inner) / (2 * ring), (nth - inner) % (2 * ring));
    match side {
        0 => (ring, along - ring),
        1 => (ring - along, ring),
        2 => (-ring, ring - along),
        _ => (along - ring, -ring),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::beside;

    #[test]
    fn no_two_of_a_block_have_one_place() {
        let places: HashSet<(i64, i64)> = (0..441).map(beside).collect();
        assert_eq!(places.len(), 441);
        assert!(places.iter().all(|(x, y)| x.abs() <= 10 && y.abs() <= 10));
    }
}
