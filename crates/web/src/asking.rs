//! The interview: where it stands, what is done to it, and what a page shows of it.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, AnswerErrors, Interview, InterviewState, Rulebook, Section};
use leadership_advisor_report::{WhyAsked, answer_in_words, enough, why_asked};
use serde::Serialize;

use crate::outcome::{Stand, stands};
use crate::refusal::{Mistake, Refusal, mistakes};
use crate::request::{Action, AnswerMap, Request, as_meant};

/// So many questions take about a minute.
const A_MINUTE: usize = 4;

/// What a page shows of an interview.
#[derive(Serialize)]
pub(crate) struct Asked<'i> {
    state: &'i InterviewState,
    /// `None` where no question is left.
    question: Option<&'i str>,
    section: Option<&'i str>,
    /// The number of the question, counted from 1.
    at: usize,
    of: usize,
    minutes: usize,
    past: Vec<Past<'i>>,
    answers: BTreeMap<String, Answer>,
    why: Option<WhyAsked>,
    enough: Option<Enough>,
    /// What does not fit together so far.
    contradictions: Vec<&'i str>,
    /// Answers that were kept and that the rulebook does not take any more.
    dropped: Vec<Mistake>,
}

/// A question that was dealt with.
#[derive(Serialize)]
struct Past<'i> {
    question: &'i str,
    answer: Option<Answer>,
    words: Option<String>,
}

/// What there is to say where no question is left that matters.
#[derive(Serialize)]
struct Enough {
    /// Whether no answer left can change the main decisions.
    settled: bool,
    /// The questions that need not be asked.
    saved: usize,
    /// The most that going on would ask.
    more: usize,
    words: Vec<String>,
}

/// The interview of a request with its action done, and what of the answers was dropped.
pub(crate) fn take(
    rulebook: &Rulebook,
    request: Request,
    last: Option<(InterviewState, Interview)>,
) -> Result<(InterviewState, Interview, Vec<Mistake>), Refusal> {
    let (mut interview, errors) = match request.state {
        Some(state) => match last.filter(|(known, _)| *known == state) {
            Some((_, interview)) => (interview, AnswerErrors::default()),
            None => Interview::resume(rulebook, &state),
        },
        None => {
            let mut answers = rulebook.answers();
            let set = |(question, answer): (&String, &Answer)| answers.set(question, answer).err();
            let errors = request.answers.iter().filter_map(set).collect();
            (Interview::new(answers), errors)
        }
    };
    if let Some(company) = request.company {
        interview.set_company(Some(company));
    }
    if let Some(action) = request.action {
        act(&mut interview, action)?;
    }
    Ok((interview.state(), interview, mistakes(&errors)))
}

fn act(interview: &mut Interview, action: Action) -> Result<(), Refusal> {
    let question = action.question.as_deref();
    let done = match (action.kind.as_str(), question) {
        ("answer", Some(question)) => {
            let Some(answer) = action.answer else { return Err(Refusal::new("request", "`answer` needs an `answer`")) };
            as_meant(interview.rulebook(), question, answer).and_then(|answer| interview.answer_to(question, answer))
        }
        ("skip", Some(question)) => interview.skip_question(question),
        ("keep", Some(question)) => interview.keep_question(question).map(drop),
        ("back", Some(question)) => interview.back_from(question).map(drop),
        ("back", None) => {
            interview.back();
            Ok(())
        }
        ("revisit", Some(question)) => {
            interview.revisit(question);
            Ok(())
        }
        ("go_on", _) => {
            interview.go_on();
            Ok(())
        }
        ("take_over", _) => return take_over(interview, &action.answers),
        (kind, _) => {
            return Err(Refusal::new("request", format!("an action `{kind}` without a question, or none at all")));
        }
    };
    done.map_err(|error| Refusal::from(&error))
}

fn take_over(interview: &mut Interview, given: &AnswerMap) -> Result<(), Refusal> {
    let mut answers = interview.rulebook().answers_from(given).map_err(Refusal::from)?;
    answers.set_company(interview.answers().company().map(str::to_owned));
    interview.take_over(answers);
    Ok(())
}

/// What a page shows of an interview.
pub(crate) fn reply<'i>(state: &'i InterviewState, interview: &'i Interview, dropped: Vec<Mistake>) -> Asked<'i> {
    let progress = interview.progress();
    let left = progress.of.saturating_sub(progress.at.saturating_sub(1));
    let past = interview.past().map(|(question, answer)| Past {
        question: &question.id,
        words: answer.as_ref().map(|answer| answer_in_words(question, answer)),
        answer,
    });
    let question = interview.question().map(|question| question.id.as_str());
    let enough = question.is_none().then(|| {
        let remainder = interview.remainder();
        let words = enough(&remainder);
        Enough { settled: remainder.settled, saved: remainder.saved, more: remainder.more, words }
    });
    Asked {
        state,
        question,
        section: interview.section().map(|Section { id, .. }| id.as_str()),
        at: progress.at,
        of: progress.of,
        minutes: left.div_ceil(A_MINUTE),
        past: past.collect(),
        answers: interview.answers().to_map(),
        why: why_asked(interview),
        enough,
        contradictions: interview.evaluation().contradictions().into_iter().map(|one| one.say.as_str()).collect(),
        dropped,
    }
}

/// How the main decisions stand.
pub(crate) fn standings(interview: &Interview) -> Vec<Stand> {
    let settled = |decision: &str| interview.is_settled(decision).ok();
    stands(interview.evaluation()).into_iter().filter(Stand::is_main).map(|stand| stand.settled(&settled)).collect()
}
