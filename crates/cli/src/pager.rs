//! A result that is longer than the screen, page by page: by the program that PAGER names, or `less`.
//!
//! A pager is a convenience. Where there is no terminal, none is wanted, none is there or none can be started, the text is put
//! out as it is.

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use crate::args::Paging;
use crate::exit::Failure;
use crate::output;

/// What pages where nobody says what should.
const USUAL: &str = "less";

/// Puts out a result, through a pager if it does not fit on the screen.
pub(crate) fn show(text: &str, paging: Paging) -> Result<(), Failure> {
    let is_long = || {
        // The line that the shell asks in needs room too.
        output::height().is_some_and(|height| text.lines().count() >= height)
    };
    let wanted = !paging.no_pager && std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && is_long();
    let is_shown = wanted && command().is_some_and(|mut command| paged(&mut command, text));
    if is_shown { Ok(()) } else { output::result(text) }
}

/// The program that pages, with its arguments. `None` where PAGER says that none should, or a plain terminal cannot.
fn command() -> Option<Command> {
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return None;
    }
    let named = std::env::var("PAGER").unwrap_or_else(|_| USUAL.to_owned());
    let mut words = named.split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words);
    // F: end at once if it fits. R: colors as colors. X: leave the text on the screen. As git does, unless the person says it.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    Some(command)
}

/// Whether a pager showed the text. One that could not be started, or ended with an error, did not.
fn paged(command: &mut Command, text: &str) -> bool {
    // Ctrl-C is for the pager, which takes it as it likes; without this it would end the program and leave the pager behind.
    // A handler that is there already serves as well.
    let _ = ctrlc::set_handler(|| {});
    let Ok(mut pager) = command.stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut input) = pager.stdin.take() {
        // Who leaves the pager early has read enough, so a broken pipe is no error.
        let _ = match output::takes_colors() {
            true => input.write_all(text.as_bytes()),
            false => input.write_all(anstream::adapter::strip_str(text).to_string().as_bytes()),
        };
    }
    // Without a code a signal ended it, which the person sent.
    pager.wait().is_ok_and(|status| status.code().is_none_or(|code| code == 0))
}
