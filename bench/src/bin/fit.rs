//! What fitting costs: points fitted to cases, rules suggested, and cross-validation over 50 groups.
//!
//! `cargo run --release --bin fit`. The first cases are the companies of `tests/agreement/given-1.yaml`, filled up with invented ones of
//! the shipped rulebook to 200; their groups are the sources, dealt into 50. The others are drawn at random, the same on every
//! machine, and are as hard as can be: most expect what nothing speaks for. The processor's time of the process counts, so that
//! other loads do not. `fit random` runs only what has this in its name.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use cpu_time::ProcessTime;
use leadership_advisor::{Cases, ChoiceAgreement, FitOptions, Rulebook};
use leadership_advisor_bench::drawn::{self, Xorshift};
use leadership_advisor_solver::Simplex;

const CASES: usize = 200;
const GROUPS: usize = 50;

fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let (shipped, large) = (Rulebook::builtin(), drawn::rulebook(250, 7));
    let given = given(&shipped);
    assert_eq!((given.len(), given.groups().len()), (CASES, GROUPS), "they are as many as is said");
    let inputs = [
        ("companies and invented ones", given.clone()),
        ("2 random", random(&shipped, 2, 1, false)),
        ("60 random", random(&shipped, 60, 2, false)),
        ("300 random", random(&shipped, 300, 3, false)),
        ("1000 random", random(&shipped, 1_000, 4, false)),
        ("300 with the same answers", random(&shipped, 300, 5, true)),
        ("200 random, 1000 rules", random(&large, 200, 6, false)),
        ("1000 random, 1000 rules", random(&large, 1_000, 7, false)),
    ];
    let inputs = || inputs.iter().filter(|(name, _)| name.contains(&wanted));
    let options = FitOptions::default();

    println!(
        "{:28} {:>5} {:>17} {:>15} {:>15} {:>9}",
        "points fitted", "hold", "fitted (at most)", "change (least)", "rules (least)", "seconds"
    );
    for (name, cases) in inputs() {
        let (fit, took) = timed(|| cases.fit(&options, &Simplex).expect("they can be fitted"));
        println!(
            "{name:28} {:>5} {:>9} ({:>5}) {:>7} ({:>5}) {:>7} ({:>5}) {:>9.2}   {:>9} steps",
            fit.held_before,
            fit.held,
            fit.most_held,
            fit.change,
            fit.least_change,
            fit.rules,
            fit.least_rules,
            took,
            fit.work
        );
    }

    println!("\n{:28} {:>12} {:>12} {:>9}", "rules suggested", "tried", "not tried", "seconds");
    for (name, cases) in inputs() {
        let (found, took) = timed(|| cases.suggest(FitOptions::BUDGET).expect("there are cases"));
        println!("{name:28} {:>12} {:>12} {took:>9.2}   {:>9} steps", found.tried, found.untried, found.work);
    }

    for (name, cases) in inputs().filter(|(_, cases)| cases.groups().len() == GROUPS).take(1) {
        let (validation, took) = timed(|| cases.cross_validate(&options, &Simplex).expect("there are groups"));
        println!("\ncross-validated: {name}");
        println!("  {:18} {:>9} {:>9} {:>9} {:>9}", "outcomes that agree", "unfitted", "fitted", "seen", "of");
        for choice in &validation.unfitted.choices {
            let of = |choices: &[ChoiceAgreement]| {
                let own = choices.iter().find(|other| other.decision == choice.decision);
                own.map_or(0, |own| own.agree.part)
            };
            let (fitted, seen) = (of(&validation.fitted.choices), of(&validation.seen.choices));
            println!("  {:18} {:>9} {fitted:>9} {seen:>9} {:>9}", choice.decision, choice.agree.part, choice.agree.of);
        }
        println!("  {GROUPS} groups, {} fits proved, {took:.2} seconds, {} steps", validation.proved, validation.work);
    }
}

/// What something gives, and how many seconds of the processor it takes.
fn timed<T>(act: impl FnOnce() -> T) -> (T, f64) {
    let start = ProcessTime::now();
    let result = act();
    (result, Duration::as_secs_f64(&start.elapsed()))
}

/// The first cases of both files, in groups.
fn given(rulebook: &Rulebook) -> Cases {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut entries: Vec<String> = Vec::new();
    for file in ["tests/agreement/given-1.yaml", "rules/revenue-leadership/91-cases-rules.yaml"] {
        let text = std::fs::read_to_string(root.join(file)).expect("the file is there");
        let (_, list) = text.split_once("\ncases:\n").expect("it holds cases");
        let own = list.split("\n  - name:").map(|entry| entry.trim_start().trim_start_matches("- name:").to_owned());
        entries.extend(own);
    }
    let mut text = "cases:\n".to_owned();
    let mut sources: Vec<String> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.contains("expect:")).take(CASES) {
        let group = |line: &&str| line.trim().starts_with("group:");
        let source = entry.lines().find(group).unwrap_or("none").to_owned();
        let place = sources.iter().position(|known| *known == source).unwrap_or(sources.len());
        if place == sources.len() {
            sources.push(source);
        }
        let kept: Vec<&str> = entry.lines().filter(|line| !group(line) && !line.trim().starts_with('#')).collect();
        let _ = write!(text, "  - name: {}\n    group: g{}\n", kept.join("\n").trim(), place % GROUPS);
    }
    rulebook.parse_cases([("cases.yaml", text)]).expect("they fit the rulebook")
}

/// Cases that answer most questions at random, or all alike, and expect any options of the first two decisions.
fn random(rulebook: &Rulebook, cases: usize, seed: u64, alike: bool) -> Cases {
    let mut random = Xorshift(seed);
    let first = drawn::profile(rulebook, &mut random, 70);
    let mut text = "cases:\n".to_owned();
    for nth in 0..cases {
        let answers = if alike { first.clone() } else { drawn::profile(rulebook, &mut random, 70) };
        let _ = write!(
            text,
            "  - name: c{nth}\n    group: g{}\n    answers: {}\n    expect: {{",
            nth % GROUPS,
            answers.in_case().trim_end()
        );
        for (place, decision) in rulebook.decisions().iter().take(2).enumerate() {
            if place == 0 || random.below(100) < 40 {
                let option = &decision.options()[random.below(decision.options().len())];
                let _ = write!(text, "{}: {}, ", decision.id, option.id);
            }
        }
        text += "}\n";
    }
    rulebook.parse_cases([("random.yaml", text)]).expect("they fit the rulebook")
}
