//! Bars: a number as a length, beside the number itself. A bar is for the eye alone and is hidden from whoever listens.

use maud::{Markup, html};

/// The width that stands for the whole range, so that a thousandth of it can be told.
const WHOLE: i128 = 1000;

/// The stretch from one number to another, within a range that holds both.
pub(super) fn stretch(from: i64, to: i64, range: (i64, i64), class: &str) -> Markup {
    let (low, high) = (i128::from(range.0), i128::from(range.1));
    // In 128 bits, since points may be as large as 64 hold.
    let at = |value: i64| (i128::from(value) - low) * WHOLE / (high - low).max(1);
    let (left, right) = (at(from.min(to)), at(from.max(to)));
    html! {
        svg.bar viewBox={ "0 0 " (WHOLE) " 10" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track width=(WHOLE) height="10" {}
            @if from != to { rect class=(class) x=(left.min(WHOLE - 4)) width=((right - left).max(4)) height="10" {} }
        }
    }
}

/// A level of a scale: so many segments, of which the first are filled.
pub(super) fn steps(filled: usize, all: usize) -> Markup {
    html! {
        svg.steps viewBox={ "0 0 " (all * 24) " 10" } width=(all * 24) height="10" aria-hidden="true" focusable="false" {
            @for nth in 0..all {
                rect class=(if nth < filled { "plus" } else { "track" }) x=(nth * 24) width="21" height="10" rx="2" {}
            }
        }
    }
}
