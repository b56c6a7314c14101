//! Scoring against evaluation: one profile at a time, and many side by side, must say what the explaining path says of each.
//!
//! The profiles of a rulebook mix the answers that were drawn for it with every value that its conditions can tell apart.

use std::hash::{DefaultHasher, Hash, Hasher};

use leadership_advisor::{Evaluation, Rulebook, ScoreTable, Scores, Scratch, Verdict};

use crate::generate::Case;
use crate::model::{Answers, Value};
use crate::{analysis, engine, evaluate, same, yaml};

/// So many of a case's profiles are put to the oracle as well.
const FOR_THE_ORACLE: usize = 3;

/// How many rows a batch has, by turns: words and blocks that are just not full, full, and one more than that.
const ROWS: [usize; 14] = [1, 2, 7, 8, 9, 63, 64, 65, 127, 129, 511, 512, 513, 1025];

/// What all of them say of one decision: verdict, outcome, margin, and points in the listed order.
type Result = (String, Vec<String>, Option<i64>, Vec<(String, i64)>);

pub(crate) fn agrees(case: &Case, rulebook: &Rulebook) -> std::result::Result<(), String> {
    let scorer = rulebook.scorer();
    let columns: Vec<&str> = case.rulebook.questions.iter().map(|question| question.id.as_str()).collect();
    let mut batch = scorer.batch(&columns).map_err(|error| error.to_string())?;
    // One table for all: what it held before must not show.
    let mut table = ScoreTable::default();
    let decisions: Vec<&str> = case.rulebook.decisions.iter().map(|decision| decision.id.as_str()).collect();
    let mut expected = Vec::new();
    let mut scratch = Scratch::default();
    let (profiles, rows) = profiles(case);
    for (nth, answers) in profiles.into_iter().enumerate() {
        let given = engine::answers(rulebook, &answers)?;
        let evaluation = given.evaluate();
        if nth < FOR_THE_ORACLE {
            let oracle = evaluate::evaluate(&case.rulebook, &answers);
            same("oracle", &oracle, "engine", &engine::reading(&evaluation))?;
        }
        let plain = explained(&evaluation);
        let mut profile = scorer.profile();
        profile.set_all(&given).map_err(|error| error.to_string())?;
        equal("one at a time", &answers, &plain, &scored(profile.score(&mut scratch)))?;
        expected.push((answers, plain));
    }
    // A batch that has been used and cleared is as good as a new one, and so is one that has been scored and goes on.
    for _ in 0..2 {
        batch.clear();
        let (first, second) = (rows / 2, rows - rows / 2);
        let mut nth = 0;
        for more in [first, second] {
            for (answers, _) in expected.iter().cycle().skip(nth % expected.len()).take(more) {
                // Rows come as text and as values.
                let pushed = match nth % 3 {
                    0 => {
                        let given = engine::answers(rulebook, answers)?;
                        batch.push_pairs(given.iter().map(|(question, answer)| (question.id.as_str(), answer)))
                    }
                    _ => batch.push(columns.iter().map(|id| answers.get(*id).map(cell).unwrap_or_default())),
                };
                pushed.map_err(|error| error.to_string())?;
                nth += 1;
            }
            let mut found = Vec::new();
            batch.score(|scores| found.push(scored(scores)));
            if found.len() != nth {
                return Err(format!("{nth} profiles, {} results", found.len()));
            }
            for ((answers, plain), found) in expected.iter().cycle().zip(&found) {
                equal("in a batch", answers, plain, found)?;
            }
            batch.tabulate(&decisions, &mut table).map_err(|error| error.to_string())?;
            if table.len() != nth {
                return Err(format!("{nth} profiles, {} rows in the table", table.len()));
            }
            for (row, (answers, plain)) in expected.iter().cycle().take(nth).enumerate() {
                equal("by column", answers, plain, &tabled(&table, row))?;
            }
        }
    }
    Ok(())
}

fn equal(way: &str, answers: &Answers, plain: &[Result], found: &[Result]) -> std::result::Result<(), String> {
    if plain == found {
        return Ok(());
    }
    Err(format!("{way}: {found:?}\nexplained: {plain:?}\nfor\n{}", yaml::answers(answers)))
}

/// Up to 70 profiles that differ, and how many rows are made of them by turns.
fn profiles(case: &Case) -> (Vec<Answers>, usize) {
    let mut hasher = DefaultHasher::new();
    yaml::rulebook(&case.rulebook).hash(&mut hasher);
    let mut state = hasher.finish();
    let mut draw = |below: usize| {
        // Knuth's generator; its upper bits are the good ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let pool: Vec<(&String, Vec<Value>)> = (case.rulebook.questions.iter())
        .map(|question| {
            let told_apart = analysis::values(&case.rulebook, &question.id);
            (&question.id, told_apart.into_iter().chain([case.others[&question.id].clone()]).collect())
        })
        .collect();
    let rows = ROWS[draw(ROWS.len())];
    let count = rows.min(1 + draw(70));
    let drawn = (1..count).map(|_| {
        let answers = pool.iter().filter_map(|(id, values)| {
            let nth = draw(values.len() + 1);
            values.get(nth).map(|value| ((*id).clone(), value.clone()))
        });
        answers.collect()
    });
    let drawn: Vec<Answers> = drawn.collect();
    (std::iter::once(case.answers.clone()).chain(drawn).collect(), rows)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Choice(id) => id.clone(),
        Value::Many(ids) if ids.is_empty() => "[]".to_owned(),
        Value::Many(ids) => ids.iter().map(String::as_str).collect::<Vec<_>>().join("|"),
        Value::Number(number) => number.to_string(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

fn explained(evaluation: &Evaluation) -> Vec<Result> {
    let decisions = evaluation.decisions().map(|result| {
        let points = |option: &leadership_advisor::DecisionOption| {
            let standing = result.ranking.iter().find(|standing| standing.option.id == option.id)?;
            Some((option.id.clone(), standing.points))
        };
        let outcome = result.outcome.iter().map(|option| option.id.clone()).collect();
        let points = result.decision.options().iter().filter_map(points).collect();
        (result.verdict.name().to_owned(), outcome, result.margin, points)
    });
    decisions.collect()
}

fn scored(scores: Scores<'_>) -> Vec<Result> {
    let decisions = scores.decisions().map(|score| {
        let outcome = score.outcome().map(|option| option.id.clone()).collect();
        let points = score.points().map(|(option, points)| (option.id.clone(), points)).collect();
        (score.verdict().name().to_owned(), outcome, score.margin(), points)
    });
    decisions.collect()
}

/// One row of a table, put together from its columns.
fn tabled(table: &ScoreTable, row: usize) -> Vec<Result> {
    let decisions = table.decisions().iter().map(|columns| {
        let verdict = columns.verdicts()[row];
        let points = |option: usize| columns.points(option).expect("an option")[row];
        let all = 0..columns.options().len();
        let mut outcome: Vec<usize> = columns.outcomes().get(row).map(usize::from).into_iter().collect();
        outcome.extend(all.clone().filter(|option| columns.chosen(*option).is_some_and(|chosen| chosen[row])));
        outcome.sort_by_key(|option| (std::cmp::Reverse(points(*option)), *option));
        let id = |option: usize| columns.options()[option].clone();
        let points: Vec<(String, i64)> = match verdict {
            // Then there are no points to speak of, and none are left over from elsewhere.
            Verdict::NotApplicable if all.clone().all(|option| points(option) == 0) => Vec::new(),
            _ => all.map(|option| (id(option), points(option))).collect(),
        };
        (verdict.name().to_owned(), outcome.into_iter().map(id).collect(), columns.margins().get(row), points)
    });
    decisions.collect()
}
