//! What an edit means in a few sentences, before all particulars.

use leadership_advisor::{Conclusion, Difference, Layer, Retold, Rulebook, Share, Shift};

use crate::layer::rulebook_and_layers;
use crate::outline::Outline;
use crate::share::share_in_brief;
use crate::words::{count, list_of};

/// More options than this are counted and not listed.
const MOST_NAMED: usize = 6;

/// What was compared.
pub(super) fn title(outline: &mut Outline, difference: &Difference<'_>) {
    let (old, new) = (difference.old, difference.new);
    let (before, after) = (rulebook_and_layers(old), rulebook_and_layers(new));
    let named = |layers: &[&Layer]| {
        let names: Vec<String> = layers.iter().map(|layer| format!("`{}` {}", layer.id, layer.version)).collect();
        list_of(&names, "and")
    };
    if let Some(layers) = laid_over(old, new) {
        outline.title(format!("What {} changes over {before}", named(&layers)));
    } else if let Some(layers) = laid_over(new, old) {
        outline.title(format!("What changes without {} over {after}", named(&layers)));
    } else {
        outline.title(format!("What the edit means: {before} \u{2192} {after}"));
    }
}

/// The layers that the second rulebook has over all of the first.
fn laid_over<'r>(base: &Rulebook, over: &'r Rulebook) -> Option<Vec<&'r Layer>> {
    let ids = |rulebook: &Rulebook| rulebook.layers().iter().map(|layer| layer.id.clone()).collect::<Vec<_>>();
    let count = base.layers().len();
    let more: Vec<&Layer> = over.layers().iter().skip(count).map(AsRef::as_ref).collect();
    (ids(over).starts_with(&ids(base)) && !more.is_empty()).then_some(more)
}

/// A point for each decision, for the cases and for the answers files.
pub(super) fn brief(outline: &mut Outline, difference: &Difference<'_>, files: &[Retold]) {
    let (moved, still): (Vec<&Shift<'_>>, Vec<&Shift<'_>>) =
        difference.decisions.iter().partition(|shift| super::is_moved(shift));
    for shift in &moved {
        outline.point(decision(shift));
    }
    if !still.is_empty() {
        let still: Vec<String> = still.iter().map(|shift| format!("`{}`", shift.new.id)).collect();
        outline.point(format!("No answers make {} come out differently; that is proved.", list_of(&still, "or")));
    }
    for (what, all) in [("case", difference.cases.as_slice()), ("answers file", files)] {
        if !all.is_empty() {
            outline.point(told(what, all));
        }
    }
    let ways: usize = moved.iter().map(|shift| shift.turns.len()).sum();
    let open: usize = moved.iter().map(|shift| shift.unproven).sum();
    if ways > 0 {
        let proved = moved.iter().flat_map(|shift| &shift.turns).filter(|turn| turn.smallest).count();
        let ways_told = count(ways, "way");
        outline.point(if proved == ways && open == 0 {
            format!("{ways_told} of coming out differently, each with the fewest answers that show it. That there are no \
                     others, and none with fewer answers, is proved.")
        } else {
            format!("{ways_told} of coming out differently. For {proved} of them it is proved that no fewer answers show it.")
        });
    }
    if open > 0 {
        outline.point("Whether there are more is not proved.");
    }
}

fn decision(shift: &Shift<'_>) -> String {
    let id = &shift.new.id;
    let share = share_in_brief(shift.share);
    if shift.turns.is_empty() {
        return format!(
            "`{id}`: no answers were found that come out differently, and it is not proved that there are none."
        );
    }
    let mut now: Vec<String> = Vec::new();
    let (mut more, mut fewer) = (Vec::new(), Vec::new());
    for turn in &shift.turns {
        match (turn.from, turn.to) {
            (Conclusion::In(option), _) => fewer.push(format!("`{}`", option.id)),
            (_, Conclusion::In(option)) => more.push(format!("`{}`", option.id)),
            (_, to) => now.push(super::conclusion(to)),
        }
    }
    now.dedup();
    now.sort_unstable();
    now.dedup();
    let named = |words: &str, options: &[String], joint: &str| match options.len() {
        0 => None,
        many if many > MOST_NAMED => Some(format!("{words} {many} options")),
        _ => Some(format!("{words} {}", list_of(options, joint))),
    };
    let parts = [named("to", &now, "or"), named("now also", &more, "or"), named("no longer", &fewer, "or")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let parts = parts.join("; ");
    match shift.share {
        // Every question that has a say is answered in what is counted.
        Share::Exact { part: 0, .. } => {
            format!("`{id}`: comes out differently only where a question that has a say is left open: {parts}.")
        }
        _ => format!("`{id}`: {share} of the ways to answer come out differently, {parts}."),
    }
}

fn told(what: &str, all: &[Retold]) -> String {
    let differences: Vec<_> = all.iter().map(Retold::differences).collect();
    let outcomes = differences.iter().filter(|rows| rows.iter().any(|row| row.outcome)).count();
    let others = differences.iter().filter(|rows| !rows.is_empty()).count() - outcomes;
    let fails = |one: &&Retold| one.passes == [Some(true), Some(false)];
    let failing = all.iter().filter(fails).count();
    let all = count(all.len(), what);
    let mut parts = Vec::new();
    if outcomes > 0 {
        parts.push(format!("{outcomes} with another outcome"));
    }
    if others > 0 {
        parts.push(format!("{others} with other points or another verdict alone"));
    }
    let fails = match failing {
        0 => String::new(),
        1 => " One that passed fails now.".to_owned(),
        _ => format!(" {failing} that passed fail now."),
    };
    match parts.as_slice() {
        [] => format!("Of {all}, none comes out differently."),
        parts => {
            let (number, parts) = (outcomes + others, list_of(parts, "and"));
            let come = if number == 1 { "comes" } else { "come" };
            format!("Of {all}, {number} {come} out differently: {parts}.{fails}")
        }
    }
}
