//! `advisor rules explain`: the page about a kind of finding, or the list of all.

use leadership_advisor::{Code, UnknownCode};
use leadership_advisor_report::{explanation, list_of_codes};

use crate::args::Explain;
use crate::exit::{Exit, Failure};
use crate::output;

pub(crate) fn run(args: &Explain) -> Result<Exit, Failure> {
    let width = output::width();
    let text = match &args.code {
        None => list_of_codes(width),
        Some(name) => explanation(name.parse::<Code>().map_err(|unknown| failure(&unknown))?, width),
    };
    output::result(&text)?;
    Ok(Exit::Done)
}

fn failure(unknown: &UnknownCode) -> Failure {
    let help = unknown.help.as_deref().unwrap_or("`advisor rules explain` without a code lists them all");
    Failure::new(unknown.to_string(), Some(help))
}
