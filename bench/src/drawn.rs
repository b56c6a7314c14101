//! Drawn at random, the same on every machine: rulebooks for the analysis, and profiles of answers to any rulebook.

use leadership_advisor::{Answer, Answers, QuestionKind, Rulebook};

/// One decision between four options, four rules a question, each on one to three questions of three answers.
pub fn rulebook(questions: usize, seed: u64) -> Rulebook {
    let mut random = Xorshift(seed);
    let mut text = String::from("rulebook: {id: random, version: 1, format: 1, title: Random}\nquestions:\n");
    for at in 0..questions {
        text += &format!("  - {{id: q{at}, ask: q{at}, type: choice, answers: {{a: A, b: B, c: C}}}}\n");
    }
    text += "decisions:\n  - id: choice\n    title: Choice\n    choose: one\n    options: [{id: o0, title: O}, {id: o1, title: O}, {id: o2, title: O}, {id: o3, title: O}]\n    rules:\n";
    for at in 0..4 * questions {
        let mut tests: Vec<String> = Vec::new();
        let mut asked = vec![at / 4];
        while asked.len() < 1 + random.below(3) {
            let other = random.below(questions);
            if !asked.contains(&other) {
                asked.push(other);
            }
        }
        for question in asked {
            let answer = ["a", "b", "c", "[a, b]", "{not: c}"][random.below(5)];
            tests.push(format!("q{question}: {answer}"));
        }
        let points = 1 + random.below(3);
        text += &format!(
            "      - {{id: r{at}, if: {{{}}}, points: {{o{}: {points}}}}}\n",
            tests.join(", "),
            random.below(4)
        );
    }
    Rulebook::parse("random.yaml", text).expect("a rulebook")
}

/// Xorshift (G. Marsaglia, 2003): the same numbers everywhere.
pub struct Xorshift(pub u64);

impl Xorshift {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Answers each question with this probability in percent, every answer to it equally likely; of a *many* question first how many.
pub fn profile(rulebook: &Rulebook, random: &mut Xorshift, percent: usize) -> Answers {
    let mut answers = rulebook.answers();
    for question in rulebook.questions() {
        if random.below(100) >= percent {
            continue;
        }
        let ids: Vec<&str> = question.answers().iter().map(|answer| answer.id.as_str()).collect();
        let answer = match &question.kind {
            QuestionKind::Many { at_most, .. } => {
                let wanted = random.below(at_most.unwrap_or(ids.len()).min(ids.len()) + 1);
                let mut members: Vec<String> = Vec::new();
                while members.len() < wanted {
                    let member = ids[random.below(ids.len())].to_owned();
                    if !members.contains(&member) {
                        members.push(member);
                    }
                }
                Answer::Many(members)
            }
            QuestionKind::Number { min, max, .. } => {
                let (least, most) = (min.unwrap_or(0), max.unwrap_or(1_000));
                Answer::Number(least + random.below((most - least + 1) as usize) as i64)
            }
            QuestionKind::YesNo => Answer::YesNo(random.below(2) == 1),
            _ => Answer::Choice(ids[random.below(ids.len())].to_owned()),
        };
        answers.set(&question.id, answer).expect("an answer that the question takes");
    }
    answers
}
