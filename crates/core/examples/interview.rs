//! The questionnaire behind another face: ids of answers as text, as a web form would send them.
//!
//! [`Interview`] knows which question is next; a face shows it and hands the answer back. Here each line of standard input
//! is an answer, several are joined by commas, and an empty line leaves the question open.
//!
//! `cargo run -p leadership-advisor --example interview`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::io::{self, BufRead};

use leadership_advisor::{Answer, Interview, Question, QuestionKind, Rulebook};

fn main() -> io::Result<()> {
    let mut interview = Interview::new(Rulebook::builtin().answers());
    let mut lines = io::stdin().lock().lines();
    while let Some(question) = interview.question() {
        println!("{}", question.ask);
        for answer in question.answers() {
            println!("  {}: {}", answer.id, answer.label);
        }
        let Some(line) = lines.next().transpose()? else { break };
        match read(question, line.trim()) {
            None => interview.skip(),
            Some(answer) => {
                if let Err(error) = interview.answer(answer) {
                    println!("{error}; {}", error.help().unwrap_or_default());
                }
            }
        }
    }
    for result in interview.evaluation().decisions() {
        let chosen: Vec<&str> = result.outcome.iter().map(|option| option.title.as_str()).collect();
        println!("{} {}", result.decision.title, chosen.join("; "));
    }
    Ok(())
}

/// What was sent, as an answer to this question. Whether it is one is for the interview to say.
fn read(question: &Question, text: &str) -> Option<Answer> {
    if text.is_empty() {
        return None;
    }
    Some(match &question.kind {
        QuestionKind::Many { .. } => Answer::Many(text.split(',').map(|id| id.trim().to_owned()).collect()),
        QuestionKind::Number { .. } => text.parse().map_or_else(|_| Answer::from(text), Answer::Number),
        QuestionKind::YesNo => Answer::YesNo(text == "yes"),
        _ => Answer::from(text),
    })
}
