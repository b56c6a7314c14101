//! Results: the pages and the JSON that the program writes, what would be if, and what would change it.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, Answers, Budget, Choose, Evaluation, Ternary, Verdict};
use leadership_advisor_report::{Brand, recommendation_json};
use serde::Serialize;

use crate::refusal::Refusal;
use crate::request::as_meant;

/// A result in the forms that were asked for, each as the program writes it.
#[derive(Serialize)]
pub(crate) struct Outcome {
    headline: String,
    verdict: Option<Verdict>,
    html: Option<String>,
    board: Option<String>,
    json: Option<String>,
}

/// What would be if.
#[derive(Serialize)]
pub(crate) struct Supposition {
    headline: String,
    verdict: Option<Verdict>,
    decisions: Vec<Stand>,
    /// Answers that do not count, since their questions are not asked.
    not_asked: Vec<String>,
    /// The questions that apply, answered or not, in the order of the rulebook.
    asked: Vec<String>,
    contradictions: Vec<String>,
    answers: BTreeMap<String, Answer>,
    /// The beginning of the page.
    glance: String,
}

/// One decision as it stands.
#[derive(Serialize)]
pub(crate) struct Stand {
    decision: String,
    title: String,
    main: bool,
    follows: Option<String>,
    /// Whether it chooses any number of options.
    many: bool,
    applies: bool,
    verdict: Verdict,
    margin: Option<i64>,
    outcome: Vec<String>,
    options: Vec<OptionStand>,
    /// Whether no further answer changes it, where that is known.
    settled: Option<Ternary>,
}

/// One option as it stands.
#[derive(Serialize)]
struct OptionStand {
    option: String,
    title: String,
    points: i64,
    /// The length of its bar in hundredths of the longest.
    share: u64,
    chosen: bool,
    ruled_out: bool,
}

/// A change that leads to another outcome.
#[derive(Serialize)]
pub(crate) struct Change {
    decision: String,
    words: String,
    set: BTreeMap<String, Answer>,
    outcome: String,
    ties: bool,
}

impl Stand {
    pub(crate) fn is_main(&self) -> bool {
        self.main
    }

    pub(crate) fn settled(self, known: &dyn Fn(&str) -> Option<Ternary>) -> Self {
        Stand { settled: known(&self.decision), ..self }
    }
}

/// The result of some answers, as `advisor recommend` writes it. `date` is year, month and day.
pub(crate) fn result(answers: &Answers, brand: &Brand, date: Option<[u64; 3]>, want: &[String]) -> Outcome {
    let date = date.map(|[year, month, day]| brand.date(year, month, day));
    let evaluation = answers.evaluate();
    let analysed = evaluation.analysed(Budget::PATIENT);
    let wants = |form: &str| want.iter().any(|wanted| wanted == form);
    Outcome {
        headline: brand.sentence(&analysed),
        verdict: verdict(&evaluation),
        html: wants("html").then(|| brand.page(&analysed, date.as_deref())),
        board: wants("board").then(|| brand.board(&analysed, date.as_deref().unwrap_or_default())),
        json: wants("json").then(|| recommendation_json(&analysed)),
    }
}

/// What would follow if some answers were others. Nothing is searched for, so that it is there at once.
pub(crate) fn whatif(
    mut answers: Answers,
    brand: &Brand,
    set: BTreeMap<String, Option<Answer>>,
) -> Result<Supposition, Refusal> {
    for (question, answer) in set {
        let done = match answer {
            Some(answer) => {
                let answer = as_meant(answers.rulebook(), &question, answer);
                answer.and_then(|answer| answers.set(&question, answer))
            }
            None => answers.clear(&question),
        };
        done.map_err(|error| Refusal::from(&error))?;
    }
    let evaluation = answers.evaluate();
    let nothing: [&str; 0] = [];
    let analysed = evaluation
        .analysed_for(nothing, Budget::default())
        .map_err(|error| Refusal::new("internal", error.to_string()))?;
    Ok(Supposition {
        headline: brand.sentence(&analysed),
        verdict: verdict(&evaluation),
        decisions: stands(&evaluation),
        not_asked: evaluation.ignored().map(|question| question.id.clone()).collect(),
        asked: evaluation.asked().map(|question| question.id.clone()).collect(),
        contradictions: evaluation.contradictions().into_iter().map(|one| one.say.clone()).collect(),
        answers: answers.to_map(),
        glance: brand.glance(&analysed),
    })
}

/// What would change the result, the easiest first.
pub(crate) fn changes(answers: &Answers, brand: &Brand) -> Vec<Change> {
    let evaluation = answers.evaluate();
    let analysed = evaluation.analysed(Budget::PATIENT);
    let changes = analysed.analyses().flat_map(|analysis| {
        brand.ways_in_words(analysis).into_iter().map(|(words, flip)| Change {
            decision: analysis.decision.id.clone(),
            words,
            set: flip.changes.iter().map(|change| (change.question.id.clone(), change.to.clone())).collect(),
            outcome: flip.to.title.clone(),
            ties: flip.ties,
        })
    });
    changes.collect()
}

/// How every decision stands.
pub(crate) fn stands(evaluation: &Evaluation) -> Vec<Stand> {
    let stand = |result: leadership_advisor::DecisionResult<'_>| {
        let most = result.ranking.iter().map(|row| row.points).max().unwrap_or(0).max(1).unsigned_abs();
        let share = |points: i64| match u64::try_from(points) {
            Ok(points) => u64::try_from(u128::from(points) * 100 / u128::from(most)).unwrap_or(100),
            Err(_) => 0,
        };
        let option = |row: &leadership_advisor::Standing<'_>| OptionStand {
            option: row.option.id.clone(),
            title: row.option.title.clone(),
            points: row.points,
            share: share(row.points),
            chosen: row.chosen,
            ruled_out: !row.ruled_out_by.is_empty(),
        };
        Stand {
            decision: result.decision.id.clone(),
            title: result.decision.title.clone(),
            main: result.decision.main,
            follows: result.decision.follows.clone(),
            many: matches!(result.decision.choose, Choose::Many { .. }),
            applies: result.applies,
            verdict: result.verdict,
            margin: result.margin,
            outcome: result.outcome.iter().map(|option| option.id.clone()).collect(),
            options: result.ranking.iter().map(option).collect(),
            settled: None,
        }
    };
    evaluation.decisions().map(stand).collect()
}

/// How sure the first of the main decisions is.
fn verdict(evaluation: &Evaluation) -> Option<Verdict> {
    evaluation.decisions().find(|result| result.decision.main).map(|result| result.verdict)
}
