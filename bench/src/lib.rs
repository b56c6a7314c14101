//! What the benchmarks share: random rulebooks that every engine can express, profiles for them, and a clock.
//!
//! A rulebook here is the least that all engines have in common: rules that join tests on a few questions by *and*, and
//! give options points. All questions are answered, since most engines have no notion of an unknown answer.

pub mod drawn;

use std::fmt::Write;
use std::time::Duration;

use cpu_time::ThreadTime;

/// Options of the one decision.
pub const OPTIONS: usize = 4;
const ANSWERS: usize = 5;
/// The ids of the answers to a choice.
pub const IDS: [&str; ANSWERS] = ["a0", "a1", "a2", "a3", "a4"];

pub struct Rules {
    /// Whether each question takes a number; else one of five answers.
    pub numeric: Vec<bool>,
    pub rules: Vec<Rule>,
}

pub struct Rule {
    pub tests: Vec<(usize, Test)>,
    pub points: Vec<(usize, i64)>,
}

pub enum Test {
    OneOf(Vec<usize>),
    AtLeast(i64),
    Below(i64),
}

/// An answer to each question: a number, or the place of an answer.
pub type Profile = Vec<i64>;

/// Knuth's generator: the same numbers on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

impl Rules {
    /// Each rule looks at one to three questions; one question in four takes a number from 0 to 99.
    pub fn random(rules: usize, questions: usize) -> Rules {
        let mut random = Random(42);
        let numeric: Vec<bool> = (0..questions).map(|question| question % 4 == 3).collect();
        let rules = (0..rules).map(|_| {
            let mut tests: Vec<(usize, Test)> = Vec::new();
            for _ in 0..=random.below(3) {
                let question = random.below(questions);
                if tests.iter().any(|(known, _)| *known == question) {
                    continue;
                }
                let test = match (numeric[question], random.below(2)) {
                    (true, 0) => Test::AtLeast(10 * random.below(10) as i64),
                    (true, _) => Test::Below(10 * (1 + random.below(10)) as i64),
                    (false, more) => {
                        let first = random.below(ANSWERS);
                        let second = (first + 1 + random.below(ANSWERS - 1)) % ANSWERS;
                        Test::OneOf([first, second].into_iter().take(1 + more).collect())
                    }
                };
                tests.push((question, test));
            }
            let first = random.below(OPTIONS);
            let mut points = vec![(first, 1 + random.below(3) as i64)];
            if random.below(3) == 0 {
                points.push(((first + 1) % OPTIONS, 1));
            }
            Rule { tests, points }
        });
        Rules { rules: rules.collect(), numeric }
    }

    pub fn profiles(&self, count: usize) -> Vec<Profile> {
        let mut random = Random(7);
        let answer = |numeric: &bool, random: &mut Random| random.below(if *numeric { 100 } else { ANSWERS }) as i64;
        (0..count).map(|_| self.numeric.iter().map(|numeric| answer(numeric, &mut random)).collect()).collect()
    }

    /// The rulebook as our engine reads it.
    pub fn yaml(&self) -> String {
        let mut text = "rulebook: {id: bench, version: 1, format: 1, title: Benchmark}\nquestions:\n".to_owned();
        for (at, numeric) in self.numeric.iter().enumerate() {
            let kind = if *numeric {
                "number, min: 0, max: 99".to_owned()
            } else {
                let answers: Vec<String> = (0..ANSWERS).map(|answer| format!("a{answer}: A")).collect();
                format!("choice, answers: {{{}}}", answers.join(", "))
            };
            let _ = writeln!(text, "  - {{id: q{at}, ask: Q, type: {kind}}}");
        }
        text += "decisions:\n  - id: d\n    title: D\n    choose: one\n    close_call: 1\n    options: [";
        text += &(0..OPTIONS).map(|option| format!("{{id: o{option}, title: O}}")).collect::<Vec<_>>().join(", ");
        text += "]\n    rules:\n";
        for (at, rule) in self.rules.iter().enumerate() {
            let tests: Vec<String> =
                rule.tests.iter().map(|(question, test)| format!("q{question}: {}", yaml(test))).collect();
            let points: Vec<String> =
                rule.points.iter().map(|(option, points)| format!("o{option}: {points}")).collect();
            let (tests, points) = (tests.join(", "), points.join(", "));
            let _ = writeln!(text, "      - {{id: r{at}, if: {{{tests}}}, points: {{{points}}}, because: B}}");
        }
        text
    }

    pub fn points_by_rule(&self) -> Points {
        Points(self.rules.iter().map(|rule| rule.points.clone()).collect())
    }

    /// The ids of the questions.
    pub fn questions(&self) -> Vec<String> {
        (0..self.numeric.len()).map(|at| format!("q{at}")).collect()
    }
}

/// The points of each rule.
pub struct Points(Vec<Vec<(usize, i64)>>);

impl Points {
    /// The points that these rules give.
    pub fn sum(&self, fired: impl Iterator<Item = usize>) -> [i64; OPTIONS] {
        let mut points = [0; OPTIONS];
        for (option, given) in fired.flat_map(|rule| &self.0[rule]) {
            points[*option] += given;
        }
        points
    }
}

fn yaml(test: &Test) -> String {
    match test {
        Test::OneOf(answers) => {
            format!("[{}]", answers.iter().map(|answer| format!("a{answer}")).collect::<Vec<_>>().join(", "))
        }
        Test::AtLeast(least) => format!("{{at_least: {least}}}"),
        Test::Below(most) => format!("{{below: {most}}}"),
    }
}

/// How long the processor works on this, on this thread: what else the machine does meanwhile is not counted.
pub fn timed(run: impl FnOnce()) -> Duration {
    let start = ThreadTime::now();
    run();
    start.elapsed()
}

/// The least time of a few runs.
pub fn least(runs: u32, mut run: impl FnMut()) -> Duration {
    (0..runs).map(|_| timed(&mut run)).min().unwrap_or_default()
}

/// Nanoseconds a piece.
pub fn each(time: Duration, pieces: usize) -> f64 {
    time.as_secs_f64() * 1e9 / pieces as f64
}
