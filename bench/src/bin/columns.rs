//! How the results of a batch are handed over: profile by profile, or by column. Both give outcome, margin, verdict and the
//! points of all options; they take turns, and the least time of the processor counts.
//!
//! `cd bench && cargo run --release --bin columns`

use std::hint::black_box;

use leadership_advisor::{Rulebook, ScoreTable};
use leadership_advisor_bench::{IDS, OPTIONS, Rules, each, timed};

const PROFILES: usize = 1024;
const TURNS: usize = 200;

fn main() {
    let rules = Rules::random(60, 16);
    let scorer = Rulebook::parse("bench.yaml", rules.yaml()).expect("a rulebook").scorer();
    let mut batch = scorer.batch(rules.questions()).expect("a batch");
    for profile in rules.profiles(PROFILES) {
        let cells = rules.numeric.iter().zip(&profile).map(|(numeric, value)| match numeric {
            true => value.to_string(),
            false => IDS[*value as usize].to_owned(),
        });
        batch.push(cells).expect("answers");
    }
    let mut table = ScoreTable::default();
    let (mut by_profile, mut by_column) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..TURNS {
        let took = timed(|| {
            batch.score(|scores| {
                let score = scores.decision("d").expect("the decision");
                black_box((score.outcome().next(), score.margin(), score.verdict()));
                let mut points = [0; OPTIONS];
                points.iter_mut().zip(score.points()).for_each(|(own, (_, points))| *own = points);
                black_box(points);
            });
        });
        by_profile = by_profile.min(each(took, PROFILES));
        let took = timed(|| {
            batch.tabulate(["d"], &mut table).expect("the decision");
            let columns = table.decision("d").expect("the decision");
            black_box((columns.outcomes(), columns.margins(), columns.verdicts()));
            (0..OPTIONS).for_each(|option| _ = black_box(columns.points(option)));
        });
        by_column = by_column.min(each(took, PROFILES));
    }
    println!("60 rules over 16 questions, {PROFILES} profiles, one core\n");
    println!("{:<20} {:>8} {:>12}", "handed over", "times", "ns/profile");
    println!("{:<20} {:>8.2} {by_profile:>12.1}", "profile by profile", by_profile / by_column);
    println!("{:<20} {:>8.2} {by_column:>12.1}", "by column", 1.0);
}
