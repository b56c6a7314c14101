//! `advisor`: asks about a company and says who should lead its revenue, who reports to whom, and why.
//!
//! A reading guide. [`args`] is what a person may type and [`typed`] understands it; [`commands`] has a file for each subcommand; [`input`] turns paths
//! into rulebooks and answers, [`output`] writes results and messages, [`pager`] shows long ones page by page, [`save`] keeps answers safe, [`watch`] runs a
//! command after every save, [`session`] is an interview with its file, which [`line`] and [`screen`] put to a person,
//! [`unfinished`] offers what was begun before, [`farewell`] a page at its end, [`machine`] keeps the format that a program asked for, [`browser`] shows it, [`pdf`] has one print it, [`bundle`] keeps all that it was made of, [`date`] knows the day, [`exit`] says what the exit codes mean. Nothing here decides anything about leadership or lays
//! out a report: the library does the one, the report crate the other.

mod date;
mod args;
mod exit;
mod save;
mod output;
mod pager;
mod typed;
mod machine;
mod input;
mod watch;
mod browser;
mod pdf;
mod bundle;
mod session;
mod prompt;
mod line;
mod screen;
mod unfinished;
mod farewell;
mod commands;

use std::process::ExitCode;

use args::{AnswersCommand, BrandCommand, Command, RulesCommand};

fn main() -> ExitCode {
    let args = typed::args();
    args.color.apply();
    let machine = machine::wanted(&args);
    let rules = args.rules.as_slice();
    let done = match args.command {
        None => commands::ask::run(rules, args.ask),
        Some(Command::Ask(ask)) => commands::ask::run(rules, ask),
        Some(Command::Recommend(recommend)) => commands::recommend::run(rules, &recommend),
        Some(Command::Page(page)) => commands::page::run(rules, &page),
        Some(Command::Compare(compare)) => commands::compare::run(rules, &compare),
        Some(Command::Batch(batch)) => commands::batch::run(rules, &batch),
        Some(Command::Answers { command: AnswersCommand::Migrate(migrate) }) => {
            commands::answers_migrate::run(rules, &migrate)
        }
        Some(Command::Rules { command: RulesCommand::Check(check) }) => commands::rules_check::run(rules, &check),
        Some(Command::Rules { command: RulesCommand::Explain(explain) }) => commands::rules_explain::run(&explain),
        Some(Command::Rules { command: RulesCommand::Test(test) }) => commands::rules_test::run(rules, &test),
        Some(Command::Rules { command: RulesCommand::Fit(fit) }) => commands::rules_fit::run(rules, &fit),
        Some(Command::Rules { command: RulesCommand::Diff(diff) }) => commands::rules_diff::run(rules, &diff),
        Some(Command::Rules { command: RulesCommand::New(new) }) => commands::rules_new::run(&new),
        Some(Command::Rules { command: RulesCommand::Show(show) }) => commands::rules_show::run(rules, &show),
        Some(Command::Rules { command: RulesCommand::Schema(schema) }) => commands::rules_schema::run(rules, &schema),
        Some(Command::Rules { command: RulesCommand::Sql(sql) }) => commands::rules_sql::run(rules, &sql),
        Some(Command::Brand { command: BrandCommand::New(new) }) => commands::brand_new::run(rules, &new),
        Some(Command::Verify(verify)) => commands::verify::run(&verify),
        Some(Command::Completions { shell }) => commands::completions::run(shell),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(failure) => {
            // What cannot be written has been tried; there is nothing more to do about it than to say why.
            let written = machine.map_or(Ok(()), |machine| machine::failed(machine, &failure));
            written.err().iter().for_each(|lost| _ = output::failure(lost));
            output::failure(&failure).into()
        }
    }
}
