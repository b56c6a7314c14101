//! What a questionnaire says beside its questions: why one is asked, how things stand, and that enough is known.

use leadership_advisor::{Choose, Citation, Decision, Influence, Interview, Remainder, Ternary};
use serde::Serialize;

use crate::page::{Bar, Page};
use crate::style::{DIM, GOOD, STRONG};
use crate::words::{count, list_of};

/// Why a question is asked: sentences without a layout, for faces that have one of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WhyAsked {
    /// The author's reason, or that there is none.
    pub reason: String,
    /// What its answers can do, decision by decision. Decisions that they have no say in are left out.
    pub effects: Vec<Effect>,
    /// The sources that the question rests on.
    pub sources: Vec<String>,
}

/// What answers to a question can do for the options of one decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Effect {
    /// The decision.
    pub decision: String,
    /// Whether it chooses any number of its options.
    pub is_list: bool,
    /// What it can do for each option; where any number of them is chosen, one sentence for all.
    pub can: Vec<String>,
}

/// Why the current question is asked. `None` if none is asked.
pub fn why_asked(interview: &Interview) -> Option<WhyAsked> {
    let question = interview.question()?;
    let why = if question.why.is_empty() { "The rulebook does not say why it asks this." } else { &question.why };
    let influence = interview.evaluation().influence(&question.id).unwrap_or_default();
    let effect = |decision: &Decision| {
        let on: Vec<&Influence<'_>> = influence.iter().filter(|one| one.decision.id == decision.id).collect();
        let is_list = matches!(decision.choose, Choose::Many { .. });
        let can = match decision.choose {
            Choose::One { .. } => on.iter().map(|one| said(one)).collect(),
            Choose::Many { .. } => {
                let number = count(on.len(), "item");
                vec![format!("It can change {number} on this list.")]
            }
        };
        (!on.is_empty()).then(|| Effect { decision: decision.title.clone(), is_list, can })
    };
    let source = |citation: &Citation| {
        let (source, claim) = interview.rulebook().cited(citation);
        let claim = claim.map(|claim| format!(": {}", claim.text)).unwrap_or_default();
        format!("{}{claim}", source.title)
    };
    Some(WhyAsked {
        reason: why.to_owned(),
        effects: interview.rulebook().decisions().iter().filter_map(effect).collect(),
        sources: question.sources.iter().map(source).collect(),
    })
}

/// Why the current question is asked: the author's reason, what its answers can do for each option, and the source.
pub fn why_asked_text(interview: &Interview, width: usize) -> String {
    let mut page = Page::new(width);
    let Some(why) = why_asked(interview) else { return String::new() };
    page.paragraph(2, &why.reason);
    for effect in &why.effects {
        page.gap();
        page.styled(2, STRONG, &effect.decision);
        for can in &effect.can {
            match effect.is_list {
                true => page.paragraph(4, can),
                false => page.item(4, "- ", DIM, anstyle::Style::new(), can),
            }
        }
    }
    if !why.sources.is_empty() {
        page.gap();
    }
    why.sources.iter().for_each(|source| page.styled(2, DIM, source));
    page.finish()
}

/// What answers can do for one option.
fn said(one: &Influence<'_>) -> String {
    let mut parts = Vec::new();
    match (one.least, one.most) {
        (0, 0) => {}
        (0, most) => parts.push(format!("up to {most:+}")),
        (least, 0) => parts.push(format!("down to {least}")),
        (least, most) => parts.push(format!("{least} to {most:+}")),
    }
    if one.jointly > 0 {
        let points = match parts.is_empty() {
            true => count(one.jointly, "point"),
            false => format!("{} more", one.jointly),
        };
        parts.push(format!("{points} in combination with other answers"));
    }
    if one.rules_out {
        parts.push("may rule it out".to_owned());
    }
    format!("{}: {}", one.option.title, parts.join("; "))
}

/// How the options stand after the answers so far, the main decisions first and with what is settled.
pub fn standings_text(interview: &Interview, width: usize) -> String {
    let mut page = Page::new(width);
    let evaluation = interview.evaluation();
    for result in evaluation.decisions().filter(|result| result.decision.main) {
        page.heading(&result.decision.title);
        let settled = interview.is_settled(&result.decision.id).is_ok_and(Ternary::is_yes);
        if !result.applies {
            page.styled(2, DIM, if settled { "Doesn't apply." } else { "Doesn't apply so far." });
            continue;
        }
        let bars: Vec<Bar<'_>> = result
            .ranking
            .iter()
            .map(|row| {
                let out = !row.ruled_out_by.is_empty();
                let style = if row.chosen { GOOD } else { anstyle::Style::new() };
                Bar { name: &row.option.title, value: row.points, instead: if out { "ruled out" } else { "" }, style }
            })
            .collect();
        page.bars(2, &bars);
        page.styled(2, DIM, if settled { "Settled: no further answer can change it." } else { "Not settled yet." });
    }
    page.finish()
}

/// That no question is left that matters to the main decisions: what is settled, what that saved, and what there is to go on
/// with. One or two paragraphs.
pub fn enough(remainder: &Remainder<'_>) -> Vec<String> {
    let titles = |decisions: &[&Decision]| {
        let titles: Vec<String> = decisions.iter().map(|decision| format!("“{}”", decision.title)).collect();
        list_of(&titles, "and")
    };
    let main = titles(&remainder.main);
    let saved = match remainder.saved {
        0 => String::new(),
        saved => format!(" That saves you {}.", count(saved, "question")),
    };
    let mut paragraphs = vec![match remainder.settled {
        true => format!("Settled: {main}. No further answer can change the outcome.{saved}"),
        false => format!(
            "No further question can help with {main}. A question you left open could still change the outcome.{saved}"
        ),
    }];
    if remainder.more > 0 {
        let which = match remainder.more {
            1 => "One more question".to_owned(),
            more => format!("Up to {more} more questions"),
        };
        paragraphs.push(format!("{which} would help with {}.", titles(&remainder.others)));
    }
    paragraphs
}

/// The same as text.
pub fn enough_text(remainder: &Remainder<'_>, width: usize) -> String {
    let mut page = Page::new(width);
    for paragraph in enough(remainder) {
        page.gap();
        page.paragraph(0, &paragraph);
    }
    page.finish()
}
