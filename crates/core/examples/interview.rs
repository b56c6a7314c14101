//! The questionnaire behind another face: each line of standard input is a request, as a web form would send it, and between
//! two requests nothing is left but a string that the face keeps.
//!
//! An answer is the id of one, several joined by commas, a number or yes or no; an empty line leaves the question open.
//!
//! `cargo run -p leadership-advisor --example interview`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;
use std::io::{self, BufRead};

use leadership_advisor::{Answer, Interview, Rulebook};

fn main() -> Result<(), Box<dyn Error>> {
    let rulebook = Rulebook::builtin();
    let interview = Interview::new(rulebook.answers());
    show(&interview);
    let mut kept = serde_json::to_string(&interview.state())?;
    for line in io::stdin().lock().lines() {
        kept = request(&rulebook, &kept, line?.trim())?;
    }
    let (interview, _) = Interview::resume(&rulebook, &serde_json::from_str(&kept)?);
    for result in interview.evaluation().decisions() {
        let chosen: Vec<&str> = result.outcome.iter().map(|option| option.title.as_str()).collect();
        println!("{} {}", result.decision.title, chosen.join("; "));
    }
    Ok(())
}

/// Takes what was kept and what was sent, shows what comes next, and gives back what to keep.
fn request(rulebook: &Rulebook, kept: &str, sent: &str) -> Result<String, serde_json::Error> {
    // Answers that a changed rulebook does not take any more would be told here.
    let (mut interview, _) = Interview::resume(rulebook, &serde_json::from_str(kept)?);
    if let Some(question) = interview.question() {
        let answer = Answer::from_text(question, sent);
        if sent.is_empty() {
            interview.skip();
        } else if let Err(error) = answer.and_then(|answer| interview.answer(answer)) {
            println!("{error}; {}", error.help().unwrap_or_default());
        }
    }
    show(&interview);
    serde_json::to_string(&interview.state())
}

fn show(interview: &Interview) {
    let Some(question) = interview.question() else { return };
    println!("{}", question.ask);
    for answer in question.answers() {
        println!("  {}: {}", answer.id, answer.label);
    }
}
