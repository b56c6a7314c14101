//! What was typed, understood; help and mistakes of usage, which end the program here.

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, ValueEnum};
use leadership_advisor_report::clean;

use crate::args::{Args, Ask, Color};
use crate::exit::Exit;
use crate::output;

/// What was typed; wrong usage ends the program here.
pub(crate) fn args() -> Args {
    typed_color().apply();
    let args = Args::try_parse().unwrap_or_else(|error| ended(&error));
    // clap's `args_conflicts_with_subcommands` would refuse `--rules` and `--color` before a subcommand as well.
    let Ask { answers, save, all, plain } = &args.ask;
    if args.command.is_some() && (answers.is_some() || save.is_some() || *all || *plain) {
        let message = "`--answers`, `--save`, `--all` and `--plain` belong to `ask`; write them behind it";
        ended(&Args::command().error(ErrorKind::ArgumentConflict, message));
    }
    // Of a global argument clap keeps what stands behind the subcommand, and would drop a layer before it in silence.
    let typed = std::env::args_os().skip(1).take_while(|word| word != "--");
    let typed = typed.filter(|word| word == "--rules" || word.to_string_lossy().starts_with("--rules="));
    if typed.count() > args.rules.len() {
        let message = "write every `--rules` on the same side of the subcommand";
        ended(&Args::command().error(ErrorKind::ArgumentConflict, message));
    }
    args
}

/// The `--color` that was typed, found before anything else is understood: help and mistakes of usage have colours too.
fn typed_color() -> Color {
    let typed: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words = typed.iter().take_while(|word| *word != "--").enumerate();
    let values = words.filter_map(|(at, word)| match word.strip_prefix("--color=") {
        None if word == "--color" => typed.get(at + 1).map(String::as_str),
        value => value,
    });
    values.filter_map(|value| Color::from_str(value, false).ok()).last().unwrap_or(Color::Auto)
}

/// Shows the help that was asked for, or what is wrong with the usage, and ends.
fn ended(error: &clap::Error) -> ! {
    // What was typed may hold anything. Styles begin with the one sign that is left in.
    let lines = error.render().ansi().to_string();
    let lines = lines.split('\n').map(|line| line.split('\u{1b}').map(clean).collect::<Vec<_>>().join("\u{1b}"));
    let text = lines.collect::<Vec<_>>().join("\n");
    if error.use_stderr() {
        output::message(&text);
        std::process::exit(Exit::Invalid.code().into());
    }
    let exit = output::result(&text).map_or_else(|failure| output::failure(&failure), |()| Exit::Done);
    std::process::exit(exit.code().into());
}
