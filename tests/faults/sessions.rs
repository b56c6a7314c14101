//! Two questionnaires that save to one file.

use std::process::ExitStatus;

use crate::Row;
use crate::advisor::Advisor;
use crate::chance::Chance;
use crate::lunch::LUNCH;
use crate::talk::Talk;

/// For each question what may be typed, and how it then stands in the file.
const QUESTIONS: [[(&str, &str); 2]; 4] = [
    [("wolf", "hunger: wolf\n"), ("none", "hunger: none\n")],
    [("1", "tastes: [sweet]\n"), ("2,3", "tastes: [sour, hot]\n")],
    [("12", "money: 12\n"), ("77", "money: 77\n")],
    [("y", "guests: yes\n"), ("n", "guests: no\n")],
];

pub(crate) fn rows(times: usize) -> Vec<Row> {
    vec![
        shared(times, "two sessions, one file, in turn", false),
        shared(times, "two sessions, one file, at the same moment", true),
    ]
}

/// Every answer that either of them gave is in the file, or in a copy that was made of it.
fn shared(times: usize, what: &'static str, at_once: bool) -> Row {
    let mut row = Row::new(what);
    let mut chance = Chance::new(4 + u64::from(at_once));
    for nth in 0..times {
        let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("mine.yaml", "");
        let begin = || Talk::begin(&advisor, "ask --rules lunch.yaml --all --answers mine.yaml");
        std::fs::write(advisor.path("mine.yaml"), "answers: {}\n").expect("it can be written");
        let mut talks = [begin(), begin()];
        for talk in &mut talks {
            talk.listen(1);
        }
        let mut given: Vec<&str> = Vec::new();
        let mut at = [0, 0];
        while at != [QUESTIONS.len(); 2] {
            let first = chance.below(2);
            let turns = if at_once { vec![first, 1 - first] } else { vec![first] };
            let mut asked = Vec::new();
            for who in turns {
                if at[who] == QUESTIONS.len() {
                    continue;
                }
                // A question that the other has answered meanwhile is asked of nobody any more.
                let text = String::from_utf8_lossy(&talks[who].heard).into_owned();
                let Some(possible) = asked_last(&text).and_then(|at| QUESTIONS.get(at)) else {
                    at[who] = QUESTIONS.len();
                    continue;
                };
                let (typed, saved) = possible[chance.below(2)];
                talks[who].say(typed);
                given.push(saved);
                at[who] += 1;
                asked.push(who);
            }
            for who in asked {
                let prompts = talks[who].prompts() + 1;
                if !talks[who].listen(prompts) {
                    at[who] = QUESTIONS.len();
                }
            }
        }
        let ends: Vec<(Vec<u8>, ExitStatus)> = talks.into_iter().map(Talk::end).collect();
        let files = advisor.names().into_iter().filter(|name| name.starts_with("mine.yaml"));
        let texts: String = files.map(|name| advisor.read(&name)).collect();
        let lost = given.iter().find(|saved| !texts.contains(*saved));
        let codes: Vec<Option<i32>> = ends.iter().map(|(_, status)| status.code()).collect();
        row.tried(match lost {
            Some(saved) => Some(format!("round {nth}: `{}` was answered and is nowhere", saved.trim())),
            None if codes != [Some(0), Some(0)] => Some(format!("round {nth}: they end with {codes:?}")),
            None => None,
        });
    }
    row
}

/// Which question was put last, by its place.
fn asked_last(text: &str) -> Option<usize> {
    let asked = ["How hungry are you?", "What do you like?", "What may it cost?", "Do you have guests?"];
    let last = asked.iter().enumerate().filter_map(|(nth, ask)| Some((text.rfind(ask)?, nth))).max()?;
    let is_over = text.rfind("How many guests?").or_else(|| text.rfind("Company name"));
    is_over.is_none_or(|over| over < last.0).then_some(last.1)
}
