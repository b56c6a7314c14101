//! Our engine, in its three ways.

use leadership_advisor::{Answer, Answers, Batch, Rulebook, Scores, Scratch};
use leadership_advisor_bench::{OPTIONS, Profile, Rules};

use crate::Engine;

pub const BATCH: &str = "leadership-advisor, batch";
pub const LIGHT: &str = "leadership-advisor, one at a time";

pub struct Explaining(Vec<Answers>);
pub struct Light(Vec<leadership_advisor::Profile>, Scratch);
pub struct Batched(Batch);

fn answers<'p>(rules: &'p Rules, profile: &'p Profile) -> impl Iterator<Item = (String, Answer)> + 'p {
    rules.numeric.iter().zip(profile).enumerate().map(|(at, (numeric, value))| {
        let answer = if *numeric { Answer::Number(*value) } else { Answer::Choice(format!("a{value}")) };
        (format!("q{at}"), answer)
    })
}

fn rulebook(rules: &Rules) -> Rulebook {
    Rulebook::parse("bench.yaml", rules.yaml()).expect("a rulebook")
}

/// Outcome, margin and verdict are asked for as well: a caller wants them.
fn points(scores: Scores<'_>) -> [i64; OPTIONS] {
    let score = scores.decision("d").expect("the decision");
    std::hint::black_box((score.outcome().next(), score.margin(), score.verdict()));
    let mut points = [0; OPTIONS];
    points.iter_mut().zip(score.points()).for_each(|(own, (_, points))| *own = points);
    points
}

impl Explaining {
    pub fn new(rules: &Rules, profiles: &[Profile]) -> Self {
        let rulebook = rulebook(rules);
        let given = |profile: &Profile| {
            let mut given = rulebook.answers();
            answers(rules, profile).for_each(|(id, answer)| given.set(&id, answer).expect("an answer"));
            given
        };
        Explaining(profiles.iter().map(given).collect())
    }
}

impl Light {
    pub fn new(rules: &Rules, profiles: &[Profile]) -> Self {
        let scorer = rulebook(rules).scorer();
        let given = |profile: &Profile| {
            let mut given = scorer.profile();
            answers(rules, profile).for_each(|(id, answer)| given.set(&id, answer).expect("an answer"));
            given
        };
        Light(profiles.iter().map(given).collect(), Scratch::default())
    }
}

impl Batched {
    pub fn new(rules: &Rules, profiles: &[Profile]) -> Self {
        let mut batch = rulebook(rules).scorer().batch::<&str>([]).expect("a batch");
        for profile in profiles {
            let given: Vec<(String, Answer)> = answers(rules, profile).collect();
            batch.push_answers(given.iter().map(|(id, answer)| (id.as_str(), answer.clone()))).expect("answers");
        }
        Batched(batch)
    }
}

impl Engine for Explaining {
    fn name(&self) -> &'static str {
        "leadership-advisor, explaining"
    }

    fn score(&mut self, most: usize, each: &mut dyn FnMut([i64; OPTIONS])) {
        for answers in self.0.iter().take(most) {
            let evaluation = answers.evaluate();
            let result = evaluation.decision("d").expect("the decision");
            let mut points = [0; OPTIONS];
            for standing in &result.ranking {
                let at = result.decision.options().iter().position(|option| option.id == standing.option.id);
                points[at.expect("an option")] = standing.points;
            }
            each(points);
        }
    }
}

impl Engine for Light {
    fn name(&self) -> &'static str {
        LIGHT
    }

    fn score(&mut self, most: usize, each: &mut dyn FnMut([i64; OPTIONS])) {
        for profile in self.0.iter().take(most) {
            each(points(profile.score(&mut self.1)));
        }
    }
}

impl Engine for Batched {
    fn name(&self) -> &'static str {
        BATCH
    }

    fn score(&mut self, _: usize, each: &mut dyn FnMut([i64; OPTIONS])) {
        self.0.score(|scores| each(points(scores)));
    }
}
