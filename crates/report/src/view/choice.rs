//! A decision for one option: where the options stand, why, why not the others, and how it could come out differently.

use std::borrow::Cow;

use leadership_advisor::{
    Analysis, Citation, DecisionResult, Detail, Evaluation, Reason, Rule, Standing, Ternary, Verdict,
};

use super::{Answered, FlipView, exact, sellers, ways};
use crate::brand::{Brand, Section};
use crate::layer::mark;
use crate::wording::Wording;

/// Everything about one decision. Where there is no outcome and nothing is ruled out, `nothing` says why and all else is
/// empty.
pub(crate) struct Choice<'e> {
    say: &'e Wording,
    pub(crate) title: &'e str,
    /// The title of the decision that it follows from. What there is to say about it is then said there.
    pub(crate) follows: Option<&'e str>,
    pub(crate) applies: bool,
    pub(crate) nothing: Option<String>,
    pub(crate) standings: Vec<Row<'e>>,
    pub(crate) verdict: String,
    /// Whether the outcome comes first by the order of the list alone.
    pub(crate) is_tie: bool,
    /// Whether any question is open.
    pub(crate) anything_open: bool,
    /// Whether what is still open can change it, as a sentence. Empty, as all below that exact search finds, if it was not
    /// analysed.
    pub(crate) settled: String,
    /// The outcome, and why it is.
    pub(crate) chosen: Option<Outcome<'e>>,
    /// Why not the others in the running, most points first.
    pub(crate) why_not: Vec<WhyNot<'e>>,
    pub(crate) ruled_out: Vec<RuledOut<'e>>,
    /// The answers that settle it, whatever the others are.
    pub(crate) rests_on: Vec<Answered<'e>>,
    /// What would change it, as sentences.
    pub(crate) ways: Vec<String>,
    /// Every smallest change, whether it can happen or not.
    pub(crate) flips: Vec<FlipView<'e>>,
    /// Which of the reasons rest on sources alone whose publishers sell services in this field, in a sentence. Empty without any.
    pub(crate) sellers: String,
    /// Sentences on options that cannot be reached, or of which nothing was proved, and on how far the points may be wrong.
    pub(crate) beyond: Vec<String>,
}

/// Where an option stands.
pub(crate) struct Row<'e> {
    pub(crate) title: &'e str,
    pub(crate) points: i64,
    pub(crate) chosen: bool,
    pub(crate) ruled_out: bool,
}

/// The outcome: its reasons, and what it means.
pub(crate) struct Outcome<'e> {
    pub(crate) title: &'e str,
    /// By weight: what gave most points first, what took some away last.
    pub(crate) reasons: Vec<Why<'e>>,
    pub(crate) summary: &'e str,
    pub(crate) details: &'e [Detail],
    /// What the description rests on.
    pub(crate) sources: &'e [Citation],
    pub(crate) waterfall: Waterfall<'e>,
}

/// One reason for or against an option.
#[derive(Clone)]
pub(crate) struct Why<'e> {
    pub(crate) points: i64,
    pub(crate) because: Cow<'e, str>,
    pub(crate) sources: &'e [Citation],
}

/// Why another option is not the outcome.
pub(crate) struct WhyNot<'e> {
    pub(crate) title: &'e str,
    /// Whether it has as many points as the outcome.
    pub(crate) is_tied: bool,
    /// What speaks for it, and less or not at all for the outcome, by weight.
    pub(crate) speaks_for: Vec<Why<'e>>,
    /// What speaks against it, and less or not at all against the outcome, by weight.
    pub(crate) against: Vec<Why<'e>>,
    /// How both compare, in a sentence. Empty where there is nothing to say.
    pub(crate) conclusion: String,
}

/// Options that a rule ruled out.
pub(crate) struct RuledOut<'e> {
    pub(crate) titles: Vec<&'e str>,
    pub(crate) because: Cow<'e, str>,
    pub(crate) sources: &'e [Citation],
}

/// How the points of the outcome come about, rule by rule, and how its lead over the next option does.
pub(crate) struct Waterfall<'e> {
    /// The next option, if there is one in the running.
    pub(crate) next: Option<Next<'e>>,
    /// The points of the outcome.
    pub(crate) points: i64,
    /// What speaks for the outcome first, what speaks for the next option last. The last one ends at the lead.
    pub(crate) steps: Vec<Step<'e>>,
    /// The lowest and the highest point on the way.
    pub(crate) range: (i64, i64),
}

/// The option that comes next after the outcome.
pub(crate) struct Next<'e> {
    pub(crate) title: &'e str,
    pub(crate) points: i64,
}

/// What one rule does to the lead.
pub(crate) struct Step<'e> {
    pub(crate) because: Cow<'e, str>,
    pub(crate) sources: &'e [Citation],
    /// What it gives the outcome.
    pub(crate) own: i64,
    /// What it gives the next option.
    pub(crate) next: i64,
    /// The lead before and after it.
    pub(crate) from: i64,
    pub(crate) to: i64,
}

impl<'e> Choice<'e> {
    pub(super) fn of(
        result: &DecisionResult<'e>,
        analysis: Option<&Analysis<'e>>,
        evaluation: &'e Evaluation,
        say: &'e Wording,
    ) -> Self {
        let followed = result.decision.follows.as_ref().and_then(|id| evaluation.answers().rulebook().decision(id));
        let mut choice = Choice {
            say,
            title: &result.decision.title,
            follows: followed.map(|followed| followed.title.as_str()),
            applies: result.applies,
            nothing: None,
            standings: Vec::new(),
            verdict: String::new(),
            is_tie: false,
            anything_open: evaluation.unanswered().next().is_some(),
            settled: String::new(),
            chosen: None,
            why_not: Vec::new(),
            ruled_out: Vec::new(),
            rests_on: Vec::new(),
            ways: Vec::new(),
            flips: Vec::new(),
            sellers: String::new(),
            beyond: Vec::new(),
        };
        choice.nothing = match result.applies {
            false => Some(say.does_not_apply()),
            true if is_uncovered(result, analysis) => Some(say.not_covered()),
            true if result.outcome.is_empty() && !all_ruled_out(result) => Some(say.not_enough_answers()),
            true => None,
        };
        if choice.nothing.is_some() {
            return choice;
        }
        choice.standings = result.ranking.iter().map(row).collect();
        choice.verdict = verdict(result, say);
        choice.is_tie = result.verdict == Verdict::Tie;
        let mut running = result.ranking.iter().filter(|standing| standing.ruled_out_by.is_empty());
        if let Some(winner) = running.next() {
            let reasons = by_weight(&winner.reasons);
            let speaking: Vec<(&str, &[Citation])> =
                reasons.iter().filter(|why| why.points > 0).map(|why| (why.because.as_ref(), why.sources)).collect();
            choice.sellers = sellers::sentence(&speaking, evaluation.answers().rulebook(), say);
            choice.chosen = Some(Outcome {
                title: &winner.option.title,
                reasons,
                summary: &winner.option.summary,
                details: &winner.option.details,
                sources: &winner.option.sources,
                waterfall: waterfall(winner, running.clone().next()),
            });
            choice.why_not = running.map(|other| why_not(winner, other, say)).collect();
        }
        choice.ruled_out = ruled_out(result);
        let Some(analysis) = analysis else { return choice };
        choice.settled = exact::settled(analysis, choice.anything_open, say);
        if !choice.is_tie {
            choice.rests_on = exact::rests_on(analysis, evaluation, say);
        }
        choice.ways = ways::ways(analysis, say);
        choice.flips = exact::flips(analysis, say);
        choice.beyond = exact::beyond(analysis, &result.outcome, say);
        if !choice.is_tie && result.decision.follows.is_none() {
            let robustness = evaluation.robustness(&result.decision.id);
            choice.beyond.extend(robustness.iter().flat_map(|found| exact::robust(found, &result.outcome, say)));
        }
        choice
    }

    /// Drops what a brand leaves out.
    pub(super) fn leave_out(&mut self, brand: &Brand) {
        if !brand.shows(Section::Standings) {
            self.standings.clear();
        }
        if !brand.shows(Section::WhyNot) {
            self.why_not.clear();
        }
        if !brand.shows(Section::RuledOut) {
            self.ruled_out.clear();
        }
        if !brand.shows(Section::Decisive) {
            self.rests_on.clear();
        }
        if !brand.shows(Section::Changes) {
            self.ways.clear();
            self.flips.clear();
            self.beyond.clear();
        }
        if !brand.shows(Section::Meaning)
            && self.follows.is_none()
            && let Some(outcome) = &mut self.chosen
        {
            (outcome.summary, outcome.details) = ("", &[]);
        }
    }

    /// The outcome of a decision that follows from another one and has something to show of its own: the lists of its outcome, such as
    /// a scorecard.
    pub(crate) fn scorecard(&self) -> Option<&Outcome<'e>> {
        let outcome = self.chosen.as_ref().filter(|outcome| !outcome.details.is_empty())?;
        self.follows.map(|_| outcome)
    }

    /// In one line, for a decision that follows from another: what comes of it. `None` for any other, and where there is nothing
    /// to say.
    pub(crate) fn in_a_line(&self) -> Option<String> {
        let follows = self.follows?;
        let outcome = self.chosen.as_ref()?.title.trim_end_matches('.');
        Some(self.say.outcome_follows(outcome, follows))
    }

    /// What stands over the reasons of an option that nothing is ahead of.
    pub(crate) fn why_heading(&self, title: &str) -> String {
        if self.is_tie { self.say.speaks_for(title) } else { self.say.why_option(title) }
    }

    /// Said of an outcome that no rule gave points.
    pub(crate) fn no_reason(&self) -> String {
        let next = self.chosen.as_ref().and_then(|outcome| outcome.waterfall.next.as_ref());
        match (self.is_tie, next.is_none()) {
            (true, _) => self.say.no_reason_tie(),
            (false, true) => self.say.no_reason_only(),
            (false, false) => self.say.no_reason_fewer(),
        }
    }

    /// The title of the outcome, or why there is none.
    pub(crate) fn outcome(&self) -> String {
        match (&self.chosen, &self.nothing) {
            (Some(outcome), _) => outcome.title.to_owned(),
            (None, Some(nothing)) => nothing.clone(),
            (None, None) => self.say.none_of_these(),
        }
    }
}

/// Whether no rule fired, and no further answer would let one.
pub(super) fn is_uncovered(result: &DecisionResult<'_>, analysis: Option<&Analysis<'_>>) -> bool {
    let is_open = result.verdict == Verdict::NotEnoughKnown && !all_ruled_out(result);
    is_open && analysis.is_some_and(|analysis| analysis.settled == Ternary::Yes)
}

/// Whether there is no outcome because nothing was left to choose from.
pub(crate) fn all_ruled_out(result: &DecisionResult<'_>) -> bool {
    !result.ranking.is_empty() && result.ranking.iter().all(|row| !row.ruled_out_by.is_empty())
}

fn row<'e>(standing: &Standing<'e>) -> Row<'e> {
    Row {
        title: &standing.option.title,
        points: standing.points,
        chosen: standing.chosen,
        ruled_out: !standing.ruled_out_by.is_empty(),
    }
}

fn verdict(result: &DecisionResult<'_>, say: &Wording) -> String {
    let running: Vec<_> = result.ranking.iter().filter(|row| row.ruled_out_by.is_empty()).collect();
    let next = running.get(1).map(|row| row.option.title.as_str()).unwrap_or_default();
    match (result.verdict, result.margin) {
        (Verdict::Tie, _) => {
            let most = running.first().map(|row| row.points);
            let tied: Vec<&str> =
                running.iter().filter(|row| Some(row.points) == most).map(|row| row.option.title.as_str()).collect();
            let first = tied.first().copied().unwrap_or_default();
            say.verdict_tie(say.all_of(&say.each_quoted(&tied)), first)
        }
        (Verdict::CloseCall, margin) => say.verdict_close(margin.unwrap_or_default(), next),
        (Verdict::Clear, Some(margin)) => say.verdict_clear(margin, next),
        (Verdict::Clear, None) => say.verdict_only(),
        (Verdict::NotEnoughKnown, _) => say.verdict_none(),
        _ => String::new(),
    }
}

/// What a rule says for itself, or at least its name.
pub(super) fn because(rule: &Rule) -> Cow<'_, str> {
    let because = if rule.because.is_empty() { &rule.id } else { &rule.because };
    match mark(&rule.layer).as_str() {
        "" => because.into(),
        mark => format!("{because}{mark}").into(),
    }
}

fn why<'e>(reason: &Reason<'e>) -> Why<'e> {
    Why { points: reason.points, because: because(reason.rule), sources: &reason.rule.sources }
}

pub(super) fn by_weight<'e>(reasons: &[Reason<'e>]) -> Vec<Why<'e>> {
    let mut reasons: Vec<_> = reasons.iter().filter(|reason| reason.points != 0).map(why).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points));
    reasons
}

/// The points that a rule gives an option.
fn given(standing: &Standing<'_>, rule: &Rule) -> i64 {
    standing.reasons.iter().filter(|reason| reason.rule.id == rule.id).map(|reason| reason.points).sum()
}

fn why_not<'e>(winner: &Standing<'e>, other: &Standing<'e>, say: &Wording) -> WhyNot<'e> {
    let more = |reason: &&Reason<'e>| reason.points > given(winner, reason.rule).max(0);
    let less = |reason: &&Reason<'e>| reason.points < given(winner, reason.rule).min(0);
    let speaks_for = by_weight(&other.reasons.iter().filter(more).copied().collect::<Vec<_>>());
    let against = by_weight(&other.reasons.iter().filter(less).copied().collect::<Vec<_>>());
    let conclusion = match (speaks_for.is_empty(), other.points < winner.points) {
        (_, false) => say.as_many_points(other.points),
        (true, true) => say.nothing_favors_it(),
        (false, true) => say.fewer_points(other.points, winner.points),
    };
    WhyNot { title: &other.option.title, is_tied: other.points == winner.points, speaks_for, against, conclusion }
}

fn waterfall<'e>(winner: &Standing<'e>, next: Option<&Standing<'e>>) -> Waterfall<'e> {
    let is_new = |reason: &&Reason<'e>| !winner.reasons.iter().any(|own| own.rule.id == reason.rule.id);
    let only_next = next.into_iter().flat_map(|next| next.reasons.iter().filter(is_new));
    let rules = winner.reasons.iter().chain(only_next).map(|reason| reason.rule);
    let both = rules.map(|rule| (rule, given(winner, rule), next.map_or(0, |next| given(next, rule))));
    let mut both: Vec<_> = both.filter(|(_, own, next)| (*own, *next) != (0, 0)).collect();
    both.sort_by_key(|(_, own, next)| std::cmp::Reverse((own - next, *own)));
    let (mut at, mut range) = (0, (0, 0));
    let mut steps = Vec::new();
    for (rule, own, next) in both {
        let to = at + own - next;
        steps.push(Step { because: because(rule), sources: &rule.sources, own, next, from: at, to });
        (at, range) = (to, (to.min(range.0), to.max(range.1)));
    }
    let next = next.map(|next| Next { title: &next.option.title, points: next.points });
    Waterfall { next, points: winner.points, steps, range }
}

/// Each rule that ruled something out, once, with all that it ruled out.
fn ruled_out<'e>(result: &DecisionResult<'e>) -> Vec<RuledOut<'e>> {
    let mut rules: Vec<&'e Rule> = Vec::new();
    for rule in result.ranking.iter().flat_map(|row| &row.ruled_out_by) {
        if !rules.iter().any(|known| known.id == rule.id) {
            rules.push(rule);
        }
    }
    let out_by = |rule: &Rule| {
        let rows = result.ranking.iter().filter(|row| row.ruled_out_by.iter().any(|by| by.id == rule.id));
        rows.map(|row| row.option.title.as_str()).collect()
    };
    rules
        .into_iter()
        .map(|rule| RuledOut { titles: out_by(rule), because: because(rule), sources: &rule.sources })
        .collect()
}
