//! The same rulebook in several engines, over the same profiles: do they agree, and what does a profile cost?
//!
//! `bench/run` prints it. Every engine has its rules compiled and its profiles in its own form before the clock starts, and
//! gives the points of every option; a second clock takes the time of putting the profiles into that form as well. One core,
//! all in one run of the program; the engines take turns, the time of the processor is taken, and the least of all turns
//! counts, so that what else the machine does counts as little as possible.

mod cel;
mod expression;
mod ours;
mod rego;
mod rete;
mod zen;

use std::fmt;
use std::hint::black_box;
use std::time::Duration;

use leadership_advisor_bench::{IDS, OPTIONS, Profile, Rules, Test, each, timed};

/// An engine with its rules and profiles.
trait Engine {
    fn name(&self) -> &str;
    /// Takes profiles in place of those that it had.
    fn take(&mut self, profiles: &[Profile]);
    /// The points of every option, for each profile in turn.
    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS]));
    /// The points of every option, for each profile, however they are handed over while the clock runs.
    fn points(&mut self) -> Vec<[i64; OPTIONS]> {
        let mut found = Vec::new();
        self.score(&mut |points| found.push(points));
        found
    }
}

/// How an engine is given the answers to a choice: as their ids, or as numbers, which some compare faster.
#[derive(Clone, Copy, PartialEq)]
enum Answers {
    Ids,
    Numbers,
}

impl Answers {
    fn value(self, answer: usize) -> String {
        match self {
            Answers::Ids => IDS[answer].to_owned(),
            Answers::Numbers => answer.to_string(),
        }
    }

    /// As it is written in a rule.
    fn literal(self, answer: usize, quote: char) -> String {
        match self {
            Answers::Ids => format!("{quote}{}{quote}", IDS[answer]),
            Answers::Numbers => answer.to_string(),
        }
    }

    /// An answer of a profile: a number, or the id of an answer.
    fn given<T: From<i64> + From<&'static str>>(self, numeric: bool, value: i64) -> T {
        if numeric || self == Answers::Numbers { T::from(value) } else { T::from(IDS[value as usize]) }
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Answers::Ids { "ids" } else { "numbers" })
    }
}

const RULES: usize = 60;
const QUESTIONS: usize = 16;
const PROFILES: usize = 1024;
const TURNS: usize = 15;
/// A turn is not shorter than the clock is good for.
const TURN: Duration = Duration::from_millis(5);

fn main() {
    let rules = Rules::random(RULES, QUESTIONS);
    let profiles = rules.profiles(PROFILES);
    let points = rules.points_by_rule();
    let expected: Vec<[i64; OPTIONS]> = profiles.iter().map(|profile| points.sum(fired(&rules, profile))).collect();
    let mut engines: Vec<Box<dyn Engine>> = vec![
        Box::new(ours::Batched::new(&rules, ours::Read::Points)),
        Box::new(ours::Batched::new(&rules, ours::Read::Columns)),
        Box::new(ours::Batched::new(&rules, ours::Read::Outcome)),
        Box::new(ours::Light::new(&rules)),
        Box::new(ours::Explaining::new(&rules)),
    ];
    for form in [Answers::Ids, Answers::Numbers] {
        engines.push(Box::new(cel::Cel::new(&rules, form)));
        engines.push(Box::new(expression::ZenExpression::new(&rules, form)));
        engines.push(Box::new(zen::Zen::new(&rules, form)));
        engines.push(Box::new(rete::Rete::new(&rules, form)));
        engines.push(Box::new(rego::Rego::new(&rules, form)));
    }
    for engine in &mut engines {
        engine.take(&profiles);
        let found = engine.points();
        let reads_points = engine.name() != ours::BATCH_WITHOUT_POINTS;
        assert!(found == expected || !reads_points, "{} disagrees with a plain loop", engine.name());
    }
    let measured: Vec<Measured> = engines.iter_mut().map(|engine| Measured::new(engine.as_mut(), &profiles)).collect();
    let measured = (0..TURNS).fold(measured, |mut measured, _| {
        for (engine, measured) in engines.iter_mut().zip(&mut measured) {
            measured.turn(engine.as_mut(), &profiles);
        }
        measured
    });
    print(&engines, &measured);
}

/// What a profile takes, in nanoseconds.
struct Measured {
    repeats: usize,
    score: f64,
    with_input: f64,
}

impl Measured {
    fn new(engine: &mut dyn Engine, profiles: &[Profile]) -> Measured {
        let mut measured = Measured { repeats: 1, score: f64::INFINITY, with_input: f64::INFINITY };
        measured.turn(engine, profiles);
        let once = measured.score * profiles.len() as f64 / 1e9;
        measured.repeats = (TURN.as_secs_f64() / once).ceil().max(1.0) as usize;
        measured
    }

    fn turn(&mut self, engine: &mut dyn Engine, profiles: &[Profile]) {
        let score = |engine: &mut dyn Engine| engine.score(&mut |points| _ = black_box(points));
        let scored = timed(|| (0..self.repeats).for_each(|_| score(engine)));
        self.score = self.score.min(each(scored, self.repeats * profiles.len()));
        let with_input = timed(|| {
            engine.take(profiles);
            score(engine);
        });
        self.with_input = self.with_input.min(each(with_input, profiles.len()));
    }
}

fn print(engines: &[Box<dyn Engine>], measured: &[Measured]) {
    let of = |wanted: &str| engines.iter().position(|engine| engine.name() == wanted).map(|at| measured[at].score);
    let (batch, light) = (of(ours::BATCH).expect("the batch"), of(ours::LIGHT).expect("the light path"));
    let columns = of(ours::BATCH_BY_COLUMN).expect("the batch by column");
    println!("{RULES} rules over {QUESTIONS} questions, {PROFILES} profiles, one core; the engines take turns");
    println!("every engine gives the same points for every profile as a plain loop\n");
    println!("{:<46} {:>9} {:>9} {:>12} {:>12}", "", "/ batch", "/ light", "ns/profile", "with input");
    for (engine, measured) in engines.iter().zip(measured) {
        let Measured { score, with_input, .. } = measured;
        let name = engine.name();
        println!("{name:<46} {:>9.1} {:>9.1} {score:>12.1} {with_input:>12.1}", score / batch, score / light);
    }
    let others = engines.iter().zip(measured).filter(|(engine, _)| !engine.name().starts_with(ours::NAME));
    let fastest = others.min_by(|(_, one), (_, other)| one.score.total_cmp(&other.score)).expect("another engine");
    let (name, time) = (fastest.0.name(), fastest.1.score);
    println!(
        "\nfastest of the others: {name}; one at a time {:.0} times as fast, batch {:.0} times, by column {:.0} times",
        time / light,
        time / batch,
        time / columns
    );
}

/// The rules read out loud: what everybody must agree with.
fn fired<'r>(rules: &'r Rules, profile: &'r Profile) -> impl Iterator<Item = usize> + 'r {
    let passes = |(question, test): &(usize, Test)| match test {
        Test::OneOf(answers) => answers.iter().any(|answer| *answer as i64 == profile[*question]),
        Test::AtLeast(least) => profile[*question] >= *least,
        Test::Below(most) => profile[*question] < *most,
    };
    (0..rules.rules.len()).filter(move |rule| rules.rules[*rule].tests.iter().all(passes))
}
