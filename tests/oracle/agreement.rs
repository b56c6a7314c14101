//! Agreement against a plain count: what each case expects and what came is written into a list, and every figure is a filter
//! over it. What a decision would come to if another came out differently is found by a rulebook in which it does.

use leadership_advisor::Proportion;
use serde_json::{Value, json};

use crate::exact::must;
use crate::generate::Case;
use crate::model::{Answers, Choose, Condition, Decision, Entry, Rule, Rulebook};
use crate::{evaluate, yaml};

/// What one case expects of one decision.
enum Wanted {
    /// One of these outcomes; the empty word is none.
    Of(Vec<String>),
    /// None of these.
    Not(Vec<String>),
    /// All of the first, and none of the second.
    With(Vec<String>, Vec<String>),
}

impl Wanted {
    fn accepts(&self, came: &[String]) -> bool {
        match self {
            Wanted::Of(wanted) => wanted.contains(&one(came)),
            Wanted::Not(not) => came.iter().all(|option| !not.contains(option)),
            Wanted::With(with, without) => {
                with.iter().all(|option| came.contains(option)) && came.iter().all(|option| !without.contains(option))
            }
        }
    }

    fn yaml(&self) -> String {
        match self {
            Wanted::Of(wanted) => {
                let words: Vec<&str> =
                    wanted.iter().map(|option| if option.is_empty() { "none" } else { option }).collect();
                format!("[{}]", words.join(", "))
            }
            Wanted::Not(not) => format!("{{excludes: [{}]}}", not.join(", ")),
            Wanted::With(with, without) => {
                format!("{{includes: [{}], excludes: [{}]}}", with.join(", "), without.join(", "))
            }
        }
    }
}

/// The outcome of a decision that chooses one.
fn one(came: &[String]) -> String {
    came.first().cloned().unwrap_or_default()
}

/// One case and one decision: what was wanted, what came, and the verdict and the named outcomes that count.
struct Row {
    wanted: Wanted,
    came: Vec<String>,
    verdict: &'static str,
    named: Vec<Vec<String>>,
}

pub(crate) fn agrees(case: &Case) -> Result<(), String> {
    // Each decision follows the one above it.
    let mut text = yaml::rulebook(&case.rulebook);
    for nth in 1..case.rulebook.decisions.len() {
        let id = format!("  - id: d{}\n", nth + 1);
        text = text.replace(&id, &format!("{id}    follows: d{nth}\n"));
    }
    let engine = leadership_advisor::Rulebook::parse("rulebook.yaml", &text).map_err(|refusal| refusal.to_string())?;
    let companies = [&case.answers, &case.others, &Answers::new()];
    let rows: Vec<Vec<Row>> = (0..case.rulebook.decisions.len())
        .map(|at| companies.iter().enumerate().map(|(nth, answers)| row(&case.rulebook, at, nth, answers)).collect())
        .collect();
    let mut cases = "cases:\n".to_owned();
    for (nth, answers) in companies.iter().enumerate() {
        let expect = |(at, rows): (usize, &Vec<Row>)| format!("d{}: {}", at + 1, rows[nth].wanted.yaml());
        let expect: Vec<String> = rows.iter().enumerate().map(expect).collect();
        let answers = yaml::answers(answers);
        cases += &format!("  - {{name: case {nth}, {}, expect: {{{}}}}}\n", answers.trim_end(), expect.join(", "));
    }
    let read = engine.parse_cases([("cases.yaml", &cases)]).map_err(|refusal| format!("{refusal}\n{cases}"))?;
    let agreement = serde_json::to_value(read.agreement()).map_err(|error| error.to_string())?;
    let (mut choices, mut selections) = (Vec::new(), Vec::new());
    for (decision, rows) in case.rulebook.decisions.iter().zip(&rows) {
        match decision.choose {
            Choose::One { .. } => choices.push(choice(decision, rows)),
            Choose::Many { .. } => selections.push(selection(decision, rows)),
        }
    }
    for (key, plain) in [("choices", Value::from(choices)), ("selections", Value::from(selections))] {
        let figures = &agreement[key];
        must(*figures == plain, || format!("{cases}\nengine {figures:#}\nplain {plain:#}"))?;
    }
    Ok(())
}

fn row(rulebook: &Rulebook, at: usize, nth: usize, answers: &Answers) -> Row {
    let decision = &rulebook.decisions[at];
    let reading = evaluate::evaluate(rulebook, answers);
    let came = reading.decisions[at].outcome.clone();
    let option = |nth: usize| decision.options[nth % decision.options.len()].clone();
    let wanted = match (decision.choose, (at + nth) % 5) {
        (Choose::Many { .. }, _) => Wanted::With(vec![option(nth)], vec![option(nth + 1)]),
        (_, 0) => Wanted::Of(vec![option(nth)]),
        (_, 1) => Wanted::Of(vec![option(nth + 1), one(&came)]),
        (_, 2) => Wanted::Of(vec![String::new()]),
        (_, 3) => Wanted::Not(vec![option(nth)]),
        _ => Wanted::Of(vec![one(&came), option(nth)]),
    };
    let mut basis = at;
    while basis > 0 && matches!(rulebook.decisions[basis - 1].choose, Choose::One { .. }) {
        basis -= 1;
    }
    let close_call = match rulebook.decisions[basis].choose {
        Choose::One { close_call } => close_call.unwrap_or(0),
        Choose::Many { .. } => 0,
    };
    let judgement = &reading.decisions[basis];
    let running: Vec<_> = judgement.ranking.iter().filter(|standing| standing.ruled_out_by.is_empty()).collect();
    let close = running.iter().filter(|standing| running[0].points - standing.points <= close_call);
    let named = close.map(|standing| {
        evaluate::evaluate(&forced(rulebook, basis, &standing.option), answers).decisions[at].outcome.clone()
    });
    Row { wanted, came, verdict: judgement.verdict, named: named.collect() }
}

/// The rulebook with a decision in it that comes to this option, whatever is answered.
fn forced(rulebook: &Rulebook, at: usize, option: &str) -> Rulebook {
    let mut forced = rulebook.clone();
    let rule = Rule {
        id: "forced".to_owned(),
        condition: Condition(vec![Entry::All(vec![])]),
        points: vec![(option.to_owned(), 1)],
        rules_out: vec![],
    };
    let decision = &mut forced.decisions[at];
    (decision.applies_if, decision.choose, decision.rules) = (None, Choose::One { close_call: None }, vec![rule]);
    forced
}

fn count<'r>(rows: impl Iterator<Item = &'r Row>, is_meant: impl Fn(&Row) -> bool) -> Proportion {
    let rows: Vec<&Row> = rows.collect();
    let meant = rows.iter().filter(|row| is_meant(row)).count();
    Proportion::new(meant as u64, rows.len() as u64)
}

fn agree(row: &Row) -> bool {
    row.wanted.accepts(&row.came)
}

fn choice(decision: &Decision, rows: &[Row]) -> Value {
    let nth: usize = decision.id[1..].parse().expect("its number");
    let told = || rows.iter().filter(|row| matches!(row.wanted, Wanted::Of(_)));
    let wanted = |row: &Row| match &row.wanted {
        Wanted::Of(wanted) if wanted.contains(&one(&row.came)) => one(&row.came),
        Wanted::Of(wanted) => wanted[0].clone(),
        _ => String::new(),
    };
    let is_first = |row: &Row| matches!(&row.wanted, Wanted::Of(wanted) if wanted[0] == one(&row.came));
    let mut outcomes = decision.options.clone();
    outcomes.push(String::new());
    outcomes.retain(|outcome| told().any(|row| wanted(row) == *outcome || one(&row.came) == *outcome));
    let by_outcome = |outcome: &String| {
        json!({
            "outcome": Some(outcome).filter(|outcome| !outcome.is_empty()),
            "recognized": count(told().filter(|row| wanted(row) == *outcome), |row| one(&row.came) == *outcome),
            "false_alarms": count(told().filter(|row| wanted(row) != *outcome), |row| one(&row.came) == *outcome),
        })
    };
    let times = |expected: &String, came: &String| {
        told().filter(|row| wanted(row) == *expected && one(&row.came) == *came).count()
    };
    let confusion: Vec<Vec<usize>> =
        outcomes.iter().map(|expected| outcomes.iter().map(|came| times(expected, came)).collect()).collect();
    let is_close = |row: &Row| ["tie", "close_call"].contains(&row.verdict);
    json!({
        "decision": decision.id,
        "main": true,
        "follows": (nth > 1).then(|| format!("d{}", nth - 1)),
        "agree": count(told(), agree),
        "by_alternative": told().filter(|row| agree(row) && !is_first(row)).count(),
        "avoided": count(rows.iter().filter(|row| matches!(row.wanted, Wanted::Not(_))), agree),
        "outcomes": outcomes.iter().map(by_outcome).collect::<Vec<_>>(),
        "confusion": confusion,
        "surety": {
            "clear": count(told().filter(|row| row.verdict == "clear"), agree),
            "close": count(told(), is_close),
            "named": count(told().filter(|row| is_close(row)), |row| {
                row.named.iter().any(|named| row.wanted.accepts(named))
            }),
            "open": told().filter(|row| row.verdict.starts_with("not_")).count(),
        },
    })
}

fn selection(decision: &Decision, rows: &[Row]) -> Value {
    let side = |option: &String, out: bool| {
        let named = rows.iter().filter(|row| match &row.wanted {
            Wanted::With(with, without) => (if out { without } else { with }).contains(option),
            _ => false,
        });
        count(named.collect::<Vec<_>>().into_iter(), |row| row.came.contains(option))
    };
    let options: Vec<Value> = decision
        .options
        .iter()
        .filter(|option| side(option, false).of + side(option, true).of > 0)
        .map(|option| json!({"option": option, "found": side(option, false), "false_alarms": side(option, true)}))
        .collect();
    json!({"decision": decision.id, "main": true, "agree": count(rows.iter(), agree), "options": options})
}
