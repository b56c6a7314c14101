//! The same rulebook in several engines, over the same profiles: do they agree, and what does a profile cost?
//!
//! `cargo run --release --features engines --bin engines` in this folder. Every engine gets its rules compiled and its
//! profiles in its own form before the clock starts, and gives the points of every option. One core, the least of several
//! runs, all in one run of the program.

mod cel;
mod ours;
mod rego;
mod zen;

use std::hint::black_box;

use leadership_advisor_bench::{OPTIONS, Profile, Rules, each, least};

/// An engine with its rules and profiles.
trait Engine {
    fn name(&self) -> &'static str;
    /// The points of every option, for each profile in turn. Stops after so many.
    fn score(&mut self, most: usize, each: &mut dyn FnMut([i64; OPTIONS]));
}

const PROFILES: usize = 1024;

fn main() {
    let rules = Rules::random(60, 16);
    let profiles = rules.profiles(PROFILES);
    let expected: Vec<[i64; OPTIONS]> = profiles.iter().map(|profile| by_hand(&rules, profile)).collect();
    let mut engines: Vec<(Box<dyn Engine>, usize)> = vec![
        (Box::new(ours::Batched::new(&rules, &profiles)), PROFILES),
        (Box::new(ours::Light::new(&rules, &profiles)), PROFILES),
        (Box::new(ours::Explaining::new(&rules, &profiles)), PROFILES),
        (Box::new(cel::Cel::new(&rules, &profiles)), PROFILES),
        (Box::new(zen::Zen::new(&rules, &profiles)), PROFILES),
        (Box::new(rego::Rego::new(&rules, &profiles)), 256),
    ];
    println!(
        "60 rules over 16 questions, {PROFILES} profiles, one core; every engine's points agree with a plain loop\n"
    );
    let mut times: Vec<(&str, f64)> = Vec::new();
    for (engine, most) in &mut engines {
        let mut at = 0;
        engine.score(PROFILES, &mut |points| {
            assert_eq!(points, expected[at], "profile {at}");
            at += 1;
        });
        assert_eq!(at, PROFILES, "{} scores every profile", engine.name());
        // The short ones are repeated within a run, so that no run is shorter than the clock is good for.
        let one = least(3, || {
            engine.score(*most, &mut |points| {
                black_box(points);
            })
        });
        let repeats = (5e6 / (one.as_secs_f64() * 1e9)).ceil().max(1.0) as usize;
        let time = least(15, || {
            (0..repeats).for_each(|_| {
                engine.score(*most, &mut |points| {
                    black_box(points);
                })
            });
        });
        times.push((engine.name(), each(time, *most * repeats)));
    }
    let of = |wanted: &str| times.iter().find(|(name, _)| *name == wanted).map_or(f64::NAN, |(_, time)| *time);
    let (batch, light) = (of(ours::BATCH), of(ours::LIGHT));
    println!("{:<42} {:>14} {:>12} {:>12}", "engine", "ns a profile", "/ light", "/ batch");
    for (name, time) in &times {
        println!("{name:<42} {time:>14.1} {:>12.1} {:>12.1}", time / light, time / batch);
    }
}

/// The rules read out loud: what everybody must agree with.
fn by_hand(rules: &Rules, profile: &Profile) -> [i64; OPTIONS] {
    use leadership_advisor_bench::Test;
    let passes = |(question, test): &(usize, Test)| match test {
        Test::OneOf(answers) => answers.iter().any(|answer| *answer as i64 == profile[*question]),
        Test::AtLeast(least) => profile[*question] >= *least,
        Test::Below(most) => profile[*question] < *most,
    };
    rules.points((0..rules.rules.len()).filter(|rule| rules.rules[*rule].tests.iter().all(passes)))
}
