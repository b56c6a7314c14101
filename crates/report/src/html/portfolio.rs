//! The index of many companies: bars of outcomes, a map, and a table that sorts and filters.
//!
//! Like every page it needs nothing but itself. A small script sorts and filters what is there already; the policy lets in that
//! script and the two style sheets by their hashes, and nothing else. Without the script the page shows everything.

mod bars;
mod map;
mod second;

use std::collections::BTreeMap;

use leadership_advisor::{Choose, Decision, Rulebook, Verdict};
use maud::{Markup, html};

use super::document::{Document, Own};
use super::shown;
use crate::brand::Brand;
use crate::portfolio::{PortfolioRow, RowResult};
use crate::words::count;
use second::Second;

/// What this page adds to the look of all pages, and what sorts and filters it.
const OWN_STYLE: &str = include_str!("portfolio/portfolio.css");
const SCRIPT: &str = include_str!("portfolio/portfolio.js");
/// So many decisions besides the first have a column.
const MOST_OTHERS: usize = 2;

/// An index of companies, with links to their pages. `date` is what stands on it as the day on which it was prepared.
///
/// Everything is worked out in one pass over the rows, so memory and time grow with them and no faster.
///
/// ```
/// use leadership_advisor::Rulebook;
/// use leadership_advisor_report::{PortfolioRow, portfolio_html};
///
/// let rulebook = Rulebook::builtin();
/// let mut row = PortfolioRow::of(&rulebook.answers().evaluate());
/// row.name = "Acme".to_owned();
/// row.page = Some("acme.html".to_owned());
/// let page = portfolio_html(&rulebook, &[row], None);
/// assert!(page.contains("<a href=\"acme.html\">Acme</a>"));
/// ```
pub fn portfolio_html(rulebook: &Rulebook, rows: &[PortfolioRow], date: Option<&str>) -> String {
    let is_one = |decision: &&Decision| matches!(decision.choose, Choose::One { .. });
    let index = Index::of(rulebook.decisions().iter().filter(is_one).collect(), Second::of(rulebook, rows), rows);
    let title = format!("Portfolio · {}", rulebook.title());
    let body = html! {
        header {
            p.kicker {
                (shown(&title))
                @if let Some(date) = date { span.date { "Prepared on " (shown(date)) } }
            }
            h1 { (index.sentence()) }
        }
        main {
            (bars::section(&index))
            (map::section(&index))
            (index.table())
            (index.failures())
        }
        footer {
            p { (shown(rulebook.id())) " " (shown(rulebook.version())) ". Points rank options; they are not probabilities." }
        }
    };
    let own = Own { class: "portfolio", style: OWN_STYLE, script: SCRIPT };
    Document { title: &title, brand: &Brand::default(), body: &body, own: Some(own) }.page()
}

/// The rows, and what is looked at first.
struct Index<'r> {
    /// The decisions for one option, in the order of the rows' results.
    decisions: Vec<&'r Decision>,
    /// The one that the others follow from.
    first: Option<usize>,
    second: Second<'r>,
    rows: &'r [PortfolioRow],
}

impl<'r> Index<'r> {
    fn of(decisions: Vec<&'r Decision>, second: Second<'r>, rows: &'r [PortfolioRow]) -> Self {
        let first = decisions.iter().position(|decision| decision.follows.is_none());
        let first = first.or((!decisions.is_empty()).then_some(0));
        Index { decisions, first, second, rows }
    }

    fn scored(&self) -> impl Iterator<Item = &'r PortfolioRow> {
        self.rows.iter().filter(|row| row.error.is_none())
    }

    /// The first decision, and what came out for a row.
    fn leading(&self, row: &'r PortfolioRow) -> Option<(&'r Decision, &'r RowResult)> {
        let at = self.first?;
        Some((*self.decisions.get(at)?, row.results.get(at)?))
    }

    /// The decisions that have a column besides the first: those that people come for.
    fn others(&self) -> Vec<usize> {
        let mut marked = self.decisions.iter().enumerate().filter(|(_, decision)| decision.main).peekable();
        let all = self.decisions.iter().enumerate();
        let wanted: Vec<usize> = match marked.peek() {
            Some(_) => marked.map(|(at, _)| at).collect(),
            None => all.map(|(at, _)| at).collect(),
        };
        wanted.into_iter().filter(|at| Some(*at) != self.first).take(MOST_OTHERS).collect()
    }

    fn sentence(&self) -> String {
        let scored = self.scored().count();
        let close = self.scored().filter_map(|row| self.leading(row));
        let close = close.filter(|(_, result)| matches!(result.verdict, Verdict::CloseCall | Verdict::Tie)).count();
        let companies = match scored {
            1 => "1 company".to_owned(),
            scored => format!("{scored} companies"),
        };
        let calls = match close {
            0 => String::new(),
            1 => ", 1 of them a close call".to_owned(),
            close => format!(", {close} of them close calls"),
        };
        let failed = self.rows.len() - scored;
        let failed = if failed > 0 { format!(" {} could not be read.", count(failed, "row")) } else { String::new() };
        format!("{companies}{calls}.{failed}")
    }

    fn table(&self) -> Markup {
        let others = self.others();
        let first = self.first.and_then(|at| self.decisions.get(at));
        html! {
            section aria-labelledby="companies-title" {
                h2 #companies-title { "Companies" }
                (self.filters())
                div.wide-table tabindex="0" role="region" aria-labelledby="companies-title" {
                    table #companies {
                        thead {
                            tr {
                                th scope="col" data-kind="text" { "Company" }
                                @if let Some(decision) = first {
                                    th scope="col" data-kind="number" { (shown(&decision.title)) }
                                    th scope="col" data-kind="number" { "How sure" }
                                    th scope="col" data-kind="number" { "Margin" }
                                }
                                @for at in &others {
                                    @if let Some(decision) = self.decisions.get(*at) {
                                        th scope="col" data-kind="number" { (shown(&decision.title)) }
                                    }
                                }
                                th scope="col" data-kind="number" { (self.second.title()) }
                            }
                        }
                        tbody { @for row in self.scored() { (self.row(row, &others)) } }
                    }
                }
            }
        }
    }

    fn row(&self, row: &'r PortfolioRow, others: &[usize]) -> Markup {
        let leading = self.leading(row);
        let share = self.second.share(row);
        html! {
            tr id={ "row-" (row.number) } data-outcome=[leading.map(|(_, result)| key(result))]
                data-sure=[leading.map(|(_, result)| rank(result.verdict))] {
                th scope="row" { (name(row)) }
                @if let Some((decision, result)) = leading {
                    td data-by=(key(result)) { (shown(outcome(decision, result))) }
                    td data-by=(rank(result.verdict)) { span class={ "sure s" (rank(result.verdict)) } { (sure(result.verdict)) } }
                    td.number data-by=(result.margin.unwrap_or(-1)) { @if let Some(margin) = result.margin { (margin) } }
                }
                @for at in others {
                    @if let (Some(decision), Some(result)) = (self.decisions.get(*at), row.results.get(*at)) {
                        td data-by=(key(result)) { (shown(outcome(decision, result))) }
                    }
                }
                td.number data-by=(share.map_or(-1, i64::from)) { @if let Some(share) = share { (percent(share)) } }
            }
        }
    }

    /// What shows only some of the rows. Hidden until there is a script that can do it.
    fn filters(&self) -> Markup {
        let mut sures: BTreeMap<u8, (Verdict, usize)> = BTreeMap::new();
        let mut outcomes: BTreeMap<usize, (String, usize)> = BTreeMap::new();
        for (decision, result) in self.scored().filter_map(|row| self.leading(row)) {
            sures.entry(rank(result.verdict)).or_insert((result.verdict, 0)).1 += 1;
            outcomes.entry(key(result)).or_insert_with(|| (outcome(decision, result).to_owned(), 0)).1 += 1;
        }
        html! {
            form #filters hidden {
                label { "Find " input #find type="search" autocomplete="off"; }
                @if outcomes.len() > 1 {
                    label {
                        "Outcome "
                        select #outcome {
                            option value="" { "all" }
                            @for (key, (title, number)) in &outcomes { option value=(key) { (shown(title)) " (" (number) ")" } }
                        }
                    }
                }
                @if sures.len() > 1 {
                    label {
                        "How sure "
                        select #sure {
                            option value="" { "all" }
                            @for (rank, (verdict, number)) in &sures { option value=(rank) { (sure(*verdict)) " (" (number) ")" } }
                        }
                    }
                }
                p #shown.muted role="status" {}
            }
        }
    }

    /// The rows that could not be read.
    fn failures(&self) -> Markup {
        let failed = || self.rows.iter().filter(|row| row.error.is_some());
        html! {
            @if failed().next().is_some() {
                section aria-labelledby="failed" {
                    h2 #failed { "Not read" }
                    table.failed {
                        thead { tr { th scope="col" { "Row" } th scope="col" { "Why" } } }
                        tbody {
                            @for row in failed() {
                                tr { th scope="row" { (name(row)) } td { (shown(row.error.as_deref().unwrap_or_default())) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A company by its name, or by its place where it has none.
fn name(row: &PortfolioRow) -> Markup {
    let name = match row.name.trim() {
        "" => format!("Row {}", row.number),
        name => shown(name).into_owned(),
    };
    html! {
        @match &row.page {
            Some(page) => a href=(page) { (name) },
            None => (name),
        }
    }
}

/// What came out, as a number: the place of the option, from 1.
fn key(result: &RowResult) -> usize {
    result.option.map_or(0, |option| option + 1)
}

fn outcome<'d>(decision: &'d Decision, result: &RowResult) -> &'d str {
    let option = result.option.and_then(|at| decision.options().get(at));
    option.map_or_else(|| without(result.verdict), |option| option.title.as_str())
}

/// What is said where nothing came out.
fn without(verdict: Verdict) -> &'static str {
    if verdict == Verdict::NotApplicable { "does not apply" } else { "no outcome" }
}

/// The verdicts from the surest on.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Clear => 0,
        Verdict::CloseCall => 1,
        Verdict::Tie => 2,
        Verdict::NotEnoughKnown => 3,
        Verdict::NotApplicable => 4,
    }
}

fn sure(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "Clear",
        Verdict::CloseCall => "Close call",
        Verdict::Tie => "Tie",
        Verdict::NotEnoughKnown => "Not enough known",
        Verdict::NotApplicable => "Doesn't apply",
    }
}

/// Thousandths as percent.
fn percent(thousandths: u16) -> String {
    format!("{}%", (thousandths + 5) / 10)
}

#[cfg(test)]
mod tests {
    use super::{OWN_STYLE, SCRIPT};

    #[test]
    fn the_script_makes_no_markup_and_ends_nowhere() {
        assert!(!SCRIPT.contains("innerHTML") && !SCRIPT.contains("</"));
        // A browser reads line ends as `\n` before it takes a hash.
        assert!(!SCRIPT.contains('\r') && !OWN_STYLE.contains('\r'));
    }
}
