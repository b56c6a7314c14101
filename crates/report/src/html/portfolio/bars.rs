//! How often each option came out, and how often that was close.

use leadership_advisor::{Decision, Verdict};
use maud::{Markup, html};

use super::{Index, shown, without};

/// The width of the longest bar.
const WIDTH: usize = 1000;

/// How often something came out.
#[derive(Clone, Copy, Default)]
struct Count {
    clear: usize,
    close: usize,
}

pub(super) fn section(index: &Index<'_>) -> Markup {
    let mut told: Vec<usize> = index.first.into_iter().chain(index.others()).collect();
    let rest: Vec<usize> = (0..index.decisions.len()).filter(|at| !told.contains(at)).collect();
    // One more is not worth a click.
    let rest = if rest.len() > 1 {
        rest
    } else {
        told.extend(rest);
        Vec::new()
    };
    let tables = |places: &[usize]| {
        html! {
            div.beside {
                @for at in places { @if let Some(decision) = index.decisions.get(*at) { (bars(index, *at, decision)) } }
            }
        }
    };
    html! {
        section aria-labelledby="outcomes" {
            h2 #outcomes { "Outcomes" }
            p.muted.legend {
                span.entry { span.swatch.clear {} "clear" }
                span.entry { span.swatch.close {} "close call or tie" }
            }
            (tables(&told))
            @if !rest.is_empty() { details { summary { "More decisions" } (tables(&rest)) } }
        }
    }
}

fn bars(index: &Index<'_>, at: usize, decision: &Decision) -> Markup {
    let mut counts = vec![Count::default(); decision.options().len()];
    let (mut open, mut beside) = (0, 0);
    for result in index.scored().filter_map(|row| row.results.get(at)) {
        let own = result.option.and_then(|option| counts.get_mut(option));
        match (own, result.verdict) {
            (Some(own), Verdict::CloseCall | Verdict::Tie) => own.close += 1,
            (Some(own), _) => own.clear += 1,
            (None, Verdict::NotApplicable) => beside += 1,
            (None, _) => open += 1,
        }
    }
    let most = counts.iter().map(|count| count.clear + count.close).chain([open, beside]).max().unwrap_or(0).max(1);
    html! {
        table.outcomes {
            caption { (shown(&decision.title)) }
            thead { tr { th scope="col" { "Outcome" } th scope="col" { "Companies" } th scope="col" { "Close" } } }
            tbody {
                @for (option, count) in decision.options().iter().zip(&counts) {
                    tr {
                        th scope="row" { (shown(&option.title)) (bar(*count, most)) }
                        td.number { (count.clear + count.close) }
                        td.number { @if count.close > 0 { (count.close) } }
                    }
                }
                @for (number, verdict) in [(open, Verdict::NotEnoughKnown), (beside, Verdict::NotApplicable)] {
                    @if number > 0 {
                        tr.muted {
                            th scope="row" { (without(verdict)) (bar(Count { clear: 0, close: 0 }, most)) }
                            td.number { (number) }
                            td {}
                        }
                    }
                }
            }
        }
    }
}

/// The clear ones, and the close ones behind them.
fn bar(count: Count, most: usize) -> Markup {
    let clear = count.clear * WIDTH / most;
    let close = count.close * WIDTH / most;
    html! {
        svg.bar viewBox={ "0 0 " (WIDTH) " 10" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track width=(WIDTH) height="10" {}
            @if count.clear > 0 { rect.clear width=(clear.max(2)) height="10" {} }
            @if count.close > 0 { rect.close x=(clear) width=(close.max(2)) height="10" {} }
        }
    }
}
