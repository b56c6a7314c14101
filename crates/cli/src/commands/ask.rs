//! `advisor ask`: the questionnaire, on a screen or line by line, and the recommendation at its end.

use std::io::IsTerminal;
use std::path::PathBuf;

use leadership_advisor_report::{clean, recommendation_brief, recommendation_text};

use crate::args::Ask;
use crate::exit::{Exit, Failure};
use crate::session::{Left, Session};
use crate::{farewell, input, line, output, screen, unfinished};

pub(crate) fn run(rules: &[PathBuf], mut args: Ask) -> Result<Exit, Failure> {
    let rulebook = input::rulebook(rules)?;
    if args.answers.is_none() && args.save.is_none() {
        args.answers = unfinished::offered(&rulebook)?;
    }
    let on_screen = !args.plain && has_a_screen();
    let mut session = Session::begin(&rulebook, rules, args)?;
    let hints = session.hints();
    // Every answer is on disk before the next question stands on the screen, so an interrupt loses nothing.
    let interrupted = hints.clone();
    let handler = ctrlc::set_handler(move || {
        screen::restore();
        output::message(&format!("\n{}\n", interrupted.to_go_on()));
        std::process::exit(Exit::Interrupted.code().into());
    });
    handler.map_err(|error| Failure::new(format!("cannot listen for interrupts: {error}"), None))?;

    let left = if on_screen { screen::converse(&mut session)? } else { line::converse(&mut session)? };
    let done = if output::all_heard() { Exit::Done } else { Exit::Invalid };
    if let Some(news) = session.news() {
        output::message(&format!("{}\n", clean(&news)));
    }
    match left {
        Left::Quit | Left::Interrupted => {
            output::message(&format!("{}\n", hints.to_go_on()));
            return Ok(if left == Left::Quit { done } else { Exit::Interrupted });
        }
        Left::EndOfInput => {
            output::message(&format!("\nThe input ended before the questions did. {}\n\n", hints.to_go_on()));
        }
        Left::NothingToAsk => {}
    }
    let evaluation = session.interview.evaluation();
    let analysed = evaluation.analysed(output::PATIENCE);
    let more = hints.to_see_all(output::width(), output::height());
    // On a screen the answer is what stays in sight. Whoever reads a pipe gets all of it.
    if std::io::stdout().is_terminal() {
        let lines = output::height().map(|height| height.saturating_sub(farewell::LINES + more.lines().count()));
        output::result(&recommendation_brief(&analysed, output::width(), lines))?;
    } else {
        output::result(&recommendation_text(&analysed, output::width()))?;
    }
    if left == Left::NothingToAsk && !evaluation.answers().is_empty() {
        farewell::offer_page(&analysed, &hints.page())?;
        output::message(&format!("\n{more}\n"));
    }
    Ok(done)
}

/// Whether there is a terminal at both ends, and one that can move its cursor.
fn has_a_screen() -> bool {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
    let dumb = dumb && !cfg!(windows);
    !dumb && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
