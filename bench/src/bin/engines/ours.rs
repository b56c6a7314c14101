//! Our engine, in its three ways.

use leadership_advisor::{Answer, Answers, Batch, Rulebook, ScoreTable, Scorer, Scores, Scratch};
use leadership_advisor_bench::{IDS, OPTIONS, Profile, Rules};

use crate::Engine;

pub const NAME: &str = "leadership-advisor";
pub const BATCH: &str = "leadership-advisor, batch";
pub const BATCH_BY_COLUMN: &str = "leadership-advisor, batch, by column";
pub const BATCH_WITHOUT_POINTS: &str = "leadership-advisor, batch, points not read";
pub const LIGHT: &str = "leadership-advisor, one at a time";
const EXPLAINING: &str = "leadership-advisor, explaining";

/// What is read of each profile's results in a batch.
#[derive(Clone, Copy, PartialEq)]
pub enum Read {
    /// Outcome, margin, verdict, and the points of every option.
    Points,
    /// The same as slices.
    Columns,
    /// Profile by profile without points.
    Outcome,
}

pub struct Batched {
    numeric: Vec<bool>,
    batch: Batch,
    table: ScoreTable,
    read: Read,
    /// The numbers that an answer may be, as the text of a cell.
    numbers: Vec<String>,
}

pub struct Light {
    numeric: Vec<bool>,
    questions: Vec<String>,
    scorer: Scorer,
    profiles: Vec<leadership_advisor::Profile>,
    scratch: Scratch,
}

pub struct Explaining {
    numeric: Vec<bool>,
    questions: Vec<String>,
    rulebook: Rulebook,
    answers: Vec<Answers>,
}

fn rulebook(rules: &Rules) -> Rulebook {
    Rulebook::parse("bench.yaml", rules.yaml()).expect("a rulebook")
}

fn answer(numeric: bool, value: i64) -> Answer {
    if numeric { Answer::Number(value) } else { Answer::Choice(IDS[value as usize].to_owned()) }
}

fn outcome(scores: Scores<'_>) {
    let score = scores.decision("d").expect("the decision");
    std::hint::black_box((score.outcome().next(), score.margin(), score.verdict()));
}

/// Outcome, margin and verdict are asked for as well: a caller wants them.
fn points(scores: Scores<'_>) -> [i64; OPTIONS] {
    outcome(scores);
    let mut points = [0; OPTIONS];
    let score = scores.decision("d").expect("the decision");
    points.iter_mut().zip(score.points()).for_each(|(own, (_, points))| *own = points);
    points
}

impl Batched {
    pub fn new(rules: &Rules, read: Read) -> Self {
        let batch = rulebook(rules).scorer().batch(rules.questions()).expect("a batch");
        let numbers = (0..100).map(|number| number.to_string()).collect();
        Batched { numeric: rules.numeric.clone(), batch, table: ScoreTable::default(), read, numbers }
    }
}

impl Light {
    pub fn new(rules: &Rules) -> Self {
        let (numeric, questions) = (rules.numeric.clone(), rules.questions());
        let (scorer, scratch) = (rulebook(rules).scorer(), Scratch::default());
        Light { numeric, questions, scorer, profiles: Vec::new(), scratch }
    }
}

impl Explaining {
    pub fn new(rules: &Rules) -> Self {
        let (numeric, questions) = (rules.numeric.clone(), rules.questions());
        Explaining { numeric, questions, rulebook: rulebook(rules), answers: Vec::new() }
    }
}

impl Engine for Batched {
    fn name(&self) -> &str {
        match self.read {
            Read::Points => BATCH,
            Read::Columns => BATCH_BY_COLUMN,
            Read::Outcome => BATCH_WITHOUT_POINTS,
        }
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.batch.clear();
        for profile in profiles {
            let cells = self.numeric.iter().zip(profile).map(|(numeric, value)| match numeric {
                true => self.numbers[*value as usize].as_str(),
                false => IDS[*value as usize],
            });
            self.batch.push(cells).expect("answers");
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        match self.read {
            Read::Points => self.batch.score(|scores| each(points(scores))),
            Read::Outcome => self.batch.score(outcome),
            Read::Columns => {
                self.batch.tabulate(["d"], &mut self.table).expect("the decision");
                let columns = self.table.decision("d").expect("the decision");
                std::hint::black_box((columns.outcomes(), columns.margins(), columns.verdicts()));
                (0..OPTIONS).for_each(|option| _ = std::hint::black_box(columns.points(option)));
            }
        }
    }

    fn points(&mut self) -> Vec<[i64; OPTIONS]> {
        let mut found = Vec::new();
        self.score(&mut |points| found.push(points));
        if self.read == Read::Columns {
            let columns = self.table.decision("d").expect("the decision");
            let of = |row: usize| std::array::from_fn(|option| columns.points(option).expect("an option")[row]);
            found.extend((0..self.table.len()).map(of));
        }
        found
    }
}

impl Engine for Light {
    fn name(&self) -> &str {
        LIGHT
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.profiles.clear();
        for profile in profiles {
            let mut given = self.scorer.profile();
            for ((question, numeric), value) in self.questions.iter().zip(&self.numeric).zip(profile) {
                given.set(question, answer(*numeric, *value)).expect("an answer");
            }
            self.profiles.push(given);
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        for profile in &self.profiles {
            each(points(profile.score(&mut self.scratch)));
        }
    }
}

impl Engine for Explaining {
    fn name(&self) -> &str {
        EXPLAINING
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.answers.clear();
        for profile in profiles {
            let mut given = self.rulebook.answers();
            for ((question, numeric), value) in self.questions.iter().zip(&self.numeric).zip(profile) {
                given.set(question, answer(*numeric, *value)).expect("an answer");
            }
            self.answers.push(given);
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        for answers in &self.answers {
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
