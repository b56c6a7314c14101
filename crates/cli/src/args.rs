//! What a person may type.

mod format;
mod batch;
mod fit;
mod sql;
mod rules;
mod brand;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use batch::{Batch, Encoding};
pub(crate) use brand::{BrandCommand, BrandNew, Verify};
pub(crate) use fit::Fit;
pub(crate) use format::{
    CheckFormat, Color, CompareFormat, FitFormat, OutlineFormat, RecommendFormat, Table, TestFormat,
};
pub(crate) use rules::{Check, Diff, Explain, New, RulesCommand, Schema, Show, Test};
pub(crate) use sql::Sql;

use crate::date::Date;

/// Who should lead your revenue, who should report to whom, what to do next, and why.
///
/// Without a subcommand, the advisor asks its questions and shows its recommendation.
#[derive(Debug, Parser)]
#[command(name = "advisor", version)]
#[command(
    after_help = "Exit codes: 0 done; 1 the answer is no (a rulebook with errors, a case that fails, rows of a batch that failed); \
    2 wrong usage or invalid input; 130 interrupted, with the answers so far saved."
)]
pub(crate) struct Args {
    /// The rulebook: a YAML file or a folder of them, instead of the built-in one. If given several times, each is layered
    /// over the ones before it
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) rules: Vec<PathBuf>,

    /// Use colors: when the terminal supports them, always, or never. Respects NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    #[command(flatten)]
    pub(crate) ask: Ask,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Ask the questions, save the answers, show the recommendation
    Ask(Ask),
    /// Show the recommendation for answers in a file
    Recommend(Recommend),
    /// Write the questionnaire as a page in one file: for a browser, a mail or a web server; nothing typed there leaves it
    Page(Page),
    /// Put several people's answers side by side: where they disagree, and which disagreements change the result
    Compare(Compare),
    /// Score many companies: CSV or JSON lines in, one row of results each out
    Batch(Batch),
    /// Work with answers files
    Answers {
        #[command(subcommand)]
        command: AnswersCommand,
    },
    /// Check, test and change rulebooks
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Put reports in your own name
    Brand {
        #[command(subcommand)]
        command: BrandCommand,
    },
    /// Prove that a bundle still produces the same bytes
    Verify(Verify),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AnswersCommand {
    /// Convert answers from an older version of the rulebook
    Migrate(Migrate),
}

/// Convert answers from an older version of the rulebook.
///
/// The new file goes to standard output. What was converted, what was dropped, and which questions are open now goes to
/// standard error.
#[derive(Debug, clap::Args)]
pub(crate) struct Migrate {
    /// The answers, YAML or JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Write to this file instead of standard output, but not to the one being read; it is written whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Ask {
    /// Continue with the answers in this file, and save to it
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,

    /// Save to this file after every answer
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,

    /// Also ask questions that can no longer change any result
    #[arg(long)]
    pub(crate) all: bool,

    /// Ask line by line: for screen readers, pipes and simple terminals
    #[arg(long)]
    pub(crate) plain: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Recommend {
    /// The answers, YAML or JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Answer a question in place of what the file says: `hurts=unknown,leads`. An empty value removes the answer
    #[arg(long, value_name = "ID=VALUE")]
    pub(crate) set: Vec<String>,

    /// How to show it. By default, the ending of the output file decides (.html, .md, .json; .pdf needs a browser and prints
    /// the board sheet); without one it is text
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<RecommendFormat>,

    /// Show it on one screen: the headline, three reasons, the first three steps
    #[arg(long, conflicts_with = "open")]
    pub(crate) brief: bool,

    /// The date a page, PDF or bundle was prepared; today by default
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = Date::parse)]
    pub(crate) date: Option<Date>,

    /// In text: show every smallest change that would lead to another result, including impossible ones
    #[arg(long, conflicts_with_all = ["open", "brief"])]
    pub(crate) all_ways: bool,

    /// Write to this file instead of standard output; it is written whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// A YAML file with your own name and wording. `advisor brand new` prints one to start from
    #[arg(long, value_name = "FILE")]
    pub(crate) brand: Option<PathBuf>,

    /// Also keep everything behind the result in this new folder: rules, answers, brand, result, page. Later, `advisor verify`
    /// proves that the same bytes come out
    #[arg(long, value_name = "FOLDER")]
    pub(crate) bundle: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) paging: Paging,

    /// Make a page and open it in the browser; without --output it goes to a temporary file
    #[arg(long)]
    pub(crate) open: bool,
}

/// Write the questionnaire as a page in one file: for a browser, a mail or a web server.
///
/// The page holds the engine and the rulebook, works without a connection, and gives the same results as this program. Nothing
/// that is typed there leaves it.
#[derive(Debug, clap::Args)]
pub(crate) struct Page {
    /// Begin with the answers in this file, YAML or JSON; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,

    /// A YAML file with your own name and, for the result, wording. `advisor brand new` prints one to start from
    #[arg(long, value_name = "FILE")]
    pub(crate) brand: Option<PathBuf>,

    /// Write to this file instead of standard output; it is written whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Show it in the browser; without --output it goes to a temporary file
    #[arg(long)]
    pub(crate) open: bool,
}

/// Whether a text that is longer than the screen goes through a pager.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Paging {
    /// Don't page text that is longer than the screen. PAGER names the pager; the default is `less`
    #[arg(long)]
    pub(crate) no_pager: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// The answers, YAML or JSON, one file per person; `-` reads standard input. With --set, one file is compared with itself
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// Change an answer in the last file: `hurts=unknown,leads`. An empty value removes the answer
    #[arg(long, value_name = "ID=VALUE")]
    pub(crate) set: Vec<String>,

    /// How to show it. By default, the ending of the output file decides (.html, .md, .json); without one it is text
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<CompareFormat>,

    /// A YAML file with your own name and wording. `advisor brand new` prints one to start from
    #[arg(long, value_name = "FILE")]
    pub(crate) brand: Option<PathBuf>,

    /// Write to this file instead of standard output; it is written whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) paging: Paging,
}
