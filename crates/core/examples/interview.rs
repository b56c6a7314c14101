//! The questionnaire behind another face: ids of answers as text, as a web form would send them.
//!
//! [`Interview`] knows which question is next; a face shows it and hands the answer back. Here each line of standard input
//! is an answer, several are joined by commas, and an empty line leaves the question open.
//!
//! `cargo run -p leadership-advisor --example interview`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::io::{self, BufRead};

use leadership_advisor::{Answer, Interview, Rulebook};

fn main() -> io::Result<()> {
    let mut interview = Interview::new(Rulebook::builtin().answers());
    let mut lines = io::stdin().lock().lines();
    while let Some(question) = interview.question() {
        println!("{}", question.ask);
        for answer in question.answers() {
            println!("  {}: {}", answer.id, answer.label);
        }
        let Some(line) = lines.next().transpose()? else { break };
        if line.trim().is_empty() {
            interview.skip();
            continue;
        }
        let answer = Answer::from_text(question, line.trim());
        if let Err(error) = answer.and_then(|answer| interview.answer(answer)) {
            println!("{error}; {}", error.help().unwrap_or_default());
        }
    }
    for result in interview.evaluation().decisions() {
        let chosen: Vec<&str> = result.outcome.iter().map(|option| option.title.as_str()).collect();
        println!("{} {}", result.decision.title, chosen.join("; "));
    }
    Ok(())
}
