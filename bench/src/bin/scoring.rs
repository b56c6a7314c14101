//! How the cost of scoring grows with rules and with questions, in the three ways. Prints tables.
//!
//! `cargo run --release --bin scoring` in this folder. One core, the least of several runs; profiles are prepared before
//! the clock starts, and outcome, margin and verdict of each are read.

use std::hint::black_box;

use leadership_advisor::{Answer, Answers, Batch, Profile, Rulebook, Scores, Scratch};
use leadership_advisor_bench::{Rules, each, least};

const PROFILES: usize = 1024;

fn main() {
    println!("{:>6} {:>9}   {:>12} {:>12} {:>12} {:>12}", "", "", "compile", "explaining", "one by one", "batch");
    println!(
        "{:>6} {:>9}   {:>12} {:>12} {:>12} {:>12}",
        "rules", "questions", "ms", "ns/profile", "ns/profile", "ns/profile"
    );
    for rules in [10, 60, 100, 1_000, 10_000] {
        row(rules, 16);
    }
    println!();
    for questions in [4, 8, 16, 32, 64, 128] {
        row(60, questions);
    }
}

fn row(rules: usize, questions: usize) {
    let drawn = Rules::random(rules, questions);
    let rulebook = Rulebook::parse("bench.yaml", drawn.yaml()).expect("a rulebook");
    let (profiles, answers, mut batch) = given(&drawn, &rulebook);
    let mut scratch = Scratch::default();
    let compile = least(3, || {
        let scorer = rulebook.scorer();
        let mut batch = scorer.batch::<&str>([]).expect("a batch");
        batch.push::<&str>([]).expect("a row");
        batch.score(|scores| read(scores));
        read(scorer.profile().score(&mut Scratch::default()));
    });
    let runs = if rules > 1_000 { 3 } else { 15 };
    let explaining = least(runs, || {
        answers.iter().for_each(|answers| {
            black_box(answers.evaluate());
        });
    });
    let light = least(runs, || profiles.iter().for_each(|profile| read(profile.score(&mut scratch))));
    let side_by_side = least(runs, || batch.score(|scores| read(scores)));
    println!(
        "{rules:>6} {questions:>9}   {:>12.2} {:>12.0} {:>12.1} {:>12.1}",
        compile.as_secs_f64() * 1e3,
        each(explaining, PROFILES),
        each(light, PROFILES),
        each(side_by_side, PROFILES),
    );
}

fn read(scores: Scores<'_>) {
    for score in scores.decisions() {
        black_box((score.outcome().next(), score.margin(), score.verdict()));
    }
}

fn given(rules: &Rules, rulebook: &Rulebook) -> (Vec<Profile>, Vec<Answers>, Batch) {
    let scorer = rulebook.scorer();
    let mut batch = scorer.batch::<&str>([]).expect("a batch");
    let (mut profiles, mut all) = (Vec::new(), Vec::new());
    for profile in rules.profiles(PROFILES) {
        let mut answers = rulebook.answers();
        for (at, (numeric, value)) in rules.numeric.iter().zip(&profile).enumerate() {
            let answer = if *numeric { Answer::Number(*value) } else { Answer::Choice(format!("a{value}")) };
            answers.set(&format!("q{at}"), answer).expect("an answer");
        }
        batch.push_answers(&answers).expect("answers");
        let mut profile = scorer.profile();
        profile.set_all(&answers).expect("answers");
        profiles.push(profile);
        all.push(answers);
    }
    (profiles, all, batch)
}
