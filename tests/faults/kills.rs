//! The program is killed at any moment, by a signal that it cannot catch.

use std::hint::spin_loop;
use std::process::Stdio;

use crate::Row;
use crate::advisor::Advisor;
use crate::chance::Chance;
use crate::lunch::LUNCH;
use crate::talk::Talk;

/// What is answered, question by question, and how it stands in the file.
const TYPED: [(&str, &str); 5] = [
    ("wolf", "hunger: wolf\n"),
    ("1,3", "tastes: [sweet, hot]\n"),
    ("12", "money: 12\n"),
    ("y", "guests: yes\n"),
    ("4", "number: 4\n"),
];

pub(crate) fn rows(times: usize) -> Vec<Row> {
    vec![questionnaire(times), left_behind(times), outputs(times)]
}

/// Lets some work be done elsewhere; how much, depends on the machine.
fn wait(chance: &mut Chance) {
    for _ in 0..chance.below(400_000) {
        spin_loop();
    }
}

/// Kills a questionnaire whose answers all wait in its input. What was asked after an answer had that answer on disk.
fn killed(advisor: &Advisor, typed: &[(&str, &str)], chance: &mut Chance) -> usize {
    let mut talk = Talk::begin(advisor, "ask --rules lunch.yaml --all --save mine.yaml");
    typed.iter().for_each(|(line, _)| talk.say(line));
    talk.listen(chance.below(typed.len()) + 1);
    wait(chance);
    let prompts = talk.kill().prompts();
    prompts.saturating_sub(1).min(typed.len())
}

fn questionnaire(times: usize) -> Row {
    let mut row = Row::new("killed while asking: answers are on disk");
    let mut chance = Chance::new(1);
    for nth in 0..times {
        let advisor = Advisor::new().file("lunch.yaml", LUNCH);
        let answered = killed(&advisor, &TYPED, &mut chance);
        let file = if advisor.exists("mine.yaml") { advisor.read("mine.yaml") } else { String::new() };
        let is_missing = |(_, saved): &&(&str, &str)| !file.contains(saved);
        let missing = TYPED.iter().take(answered).find(is_missing);
        let run = advisor.run("recommend --rules lunch.yaml mine.yaml");
        row.tried(match missing {
            Some((_, saved)) => Some(format!("kill {nth}: `{}` was answered and is not in the file", saved.trim())),
            None if !file.is_empty() && run.code != Some(0) => {
                Some(format!("kill {nth}: the file is not read:\n{run}"))
            }
            None => None,
        });
    }
    row
}

fn left_behind(times: usize) -> Row {
    let mut row = Row::new("killed while asking: the next run cleans up");
    let mut chance = Chance::new(2);
    for nth in 0..times {
        let advisor = Advisor::new().file("lunch.yaml", LUNCH);
        // One question stays open, so that it asks.
        let answered = killed(&advisor, &TYPED[..4], &mut chance);
        let verb = if advisor.exists("mine.yaml") { "answers" } else { "save" };
        let run = advisor.feed(&format!("ask --rules lunch.yaml --all --{verb} mine.yaml"), "l 1\nsome\nq\n");
        let is_known = |name: &String| ["lunch.yaml", "mine.yaml"].contains(&name.as_str());
        let others: Vec<String> = advisor.names().into_iter().filter(|name| !is_known(name)).collect();
        row.tried(match others.as_slice() {
            [] if run.code == Some(0) && advisor.read("mine.yaml").contains("hunger: some\n") => None,
            [] => Some(format!("kill {nth} after {answered} answers: it cannot be gone on with:\n{run}")),
            others => Some(format!("kill {nth}: {} stays", others.join(", "))),
        });
    }
    row
}

/// A result in a file is the old one or the new one.
fn outputs(times: usize) -> Row {
    let mut row = Row::new("killed while writing a result: old or new");
    let mut chance = Chance::new(3);
    let table: String = (0..4000).map(|nth| format!("c{nth},wolf,{}\n", nth % 100)).collect();
    let advisor = Advisor::new()
        .file("lunch.yaml", LUNCH)
        .file("table.csv", format!("id,hunger,money\n{table}"))
        .file("a.yaml", "answers: {hunger: wolf}");
    for arguments in [
        "batch --rules lunch.yaml table.csv --output out.csv",
        "recommend --rules lunch.yaml a.yaml --output out.html",
        "rules schema lunch.yaml --output out.json",
    ] {
        let name = arguments.rsplit(' ').next().unwrap_or_default();
        advisor.run(arguments).exits(0);
        let new = advisor.read(name);
        for nth in 0..times {
            std::fs::write(advisor.path(name), "old\n").expect("it can be written");
            let mut command = advisor.command(arguments);
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().expect("the program starts");
            for _ in 0..4 {
                wait(&mut chance);
            }
            let _ = child.kill();
            child.wait().expect("it ends");
            let now = advisor.read(name);
            let is_whole = now == "old\n" || now == new;
            row.tried(
                (!is_whole).then(|| format!("kill {nth} of `{arguments}`: {} bytes of {}", now.len(), new.len())),
            );
        }
    }
    row
}
