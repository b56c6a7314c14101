//! The interview: where it stands, what is done to it, and what a page shows of it.

use std::collections::BTreeMap;

use leadership_advisor::{
    Answer, AnswerError, AnswerErrors, Interview, InterviewState, Question, QuestionKind, Rulebook, Section,
};
use leadership_advisor_report::{WhyAsked, answer_in_words, enough, why_asked};
use serde::Serialize;

use crate::outcome::{Stand, stands};
use crate::refusal::{Mistake, Refusal, mistakes};
use crate::request::{Action, AnswerMap, Asking};

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
    asking: Asking,
    last: Option<(InterviewState, Interview)>,
) -> Result<(InterviewState, Interview, Vec<Mistake>), Refusal> {
    let (mut interview, errors) = match asking.state {
        Some(state) => match last.filter(|(known, _)| *known == state) {
            Some((_, interview)) => (interview, AnswerErrors::default()),
            None => Interview::resume(rulebook, &state),
        },
        None => {
            let mut answers = rulebook.answers();
            let set = |(question, answer): (&String, &Answer)| answers.set(question, answer).err();
            let errors = asking.answers.iter().filter_map(set).collect();
            (Interview::new(answers), errors)
        }
    };
    if let Some(company) = asking.company {
        interview.set_company(Some(company));
    }
    if let Some(action) = asking.action {
        act(&mut interview, action)?;
    }
    Ok((interview.state(), interview, mistakes(&errors)))
}

fn act(interview: &mut Interview, action: Action) -> Result<(), Refusal> {
    let done = match action {
        Action::Answer { question, answer } => {
            read(interview, &question, answer).and_then(|answer| interview.answer_to(&question, answer))
        }
        Action::Skip { question } => interview.skip_question(&question),
        Action::Keep { question } => interview.keep_question(&question).map(drop),
        Action::Back { question: Some(question) } => interview.back_from(&question).map(drop),
        Action::Back { question: None } => {
            interview.back();
            Ok(())
        }
        Action::Revisit { question } => {
            interview.revisit(&question);
            Ok(())
        }
        Action::TakeOver { answers } => return take_over(interview, &answers),
        Action::GoOn => {
            interview.go_on();
            Ok(())
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

/// A number may come as a person wrote it: `1,200`, `2.5m`.
fn read(interview: &Interview, question: &str, answer: Answer) -> Result<Answer, AnswerError> {
    let asked = interview.question().filter(|asked| asked.id == question);
    match (asked, answer) {
        (Some(asked @ Question { kind: QuestionKind::Number { .. }, .. }), Answer::Choice(text)) => {
            Answer::from_text(asked, &text)
        }
        (_, answer) => Ok(answer),
    }
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
