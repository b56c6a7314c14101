//! What a person may type.

mod format;

use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use format::{
    CheckFormat, Color, CompareFormat, DiffFormat, RecommendFormat, ShowFormat, Table, TestFormat,
};

use crate::date::Date;

/// Who should lead your revenue, who should report to whom, what to do next, and why.
///
/// Without a subcommand the advisor asks its questions and shows its recommendation.
#[derive(Debug, Parser)]
#[command(name = "advisor", version)]
#[command(
    after_help = "Exit codes: 0 done; 1 the answer is no (a rulebook with errors, a case that fails, rows of a batch that failed); \
    2 wrong usage or invalid input; 130 interrupted, with the answers so far saved."
)]
pub(crate) struct Args {
    /// The rulebook: a YAML file or a folder of them, instead of the one that comes with the program. Given several times,
    /// each is laid over those before it
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) rules: Vec<PathBuf>,

    /// Colours: where the terminal takes them, always, or never. NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    #[command(flatten)]
    pub(crate) ask: Ask,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

impl Args {
    /// What was typed; wrong usage ends the program here.
    pub(crate) fn read() -> Args {
        let args = Args::parse();
        // clap's `args_conflicts_with_subcommands` would refuse `--rules` and `--color` before a subcommand as well.
        let Ask { answers, save, all, plain } = &args.ask;
        if args.command.is_some() && (answers.is_some() || save.is_some() || *all || *plain) {
            let message = "`--answers`, `--save`, `--all` and `--plain` belong to `ask`; write them behind it";
            Args::command().error(ErrorKind::ArgumentConflict, message).exit();
        }
        // Of a global argument clap keeps what stands behind the subcommand, and would drop a layer before it in silence.
        let typed = std::env::args_os().skip(1).take_while(|word| word != "--");
        let typed = typed.filter(|word| word == "--rules" || word.to_string_lossy().starts_with("--rules="));
        if typed.count() > args.rules.len() {
            let message = "write every `--rules` on the same side of the subcommand";
            Args::command().error(ErrorKind::ArgumentConflict, message).exit();
        }
        args
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Ask the questions, save the answers, show the recommendation
    Ask(Ask),
    /// Show the recommendation for answers in a file
    Recommend(Recommend),
    /// Put two sets of answers side by side: what differs, and which reasons made the difference
    Compare(Compare),
    /// Score many companies: CSV or JSON lines in, a row of results for each of them out
    Batch(Batch),
    /// For authors of rulebooks
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Check a rulebook and show every mistake at its place
    Check(Check),
    /// Explain a finding: why it matters, what to do, an example before and after
    Explain(Explain),
    /// Run the cases of a rulebook
    Test(Test),
    /// Say what an edit of a rulebook means: what comes out differently, and for which answers
    Diff(Diff),
    /// Make a small rulebook to begin with
    New(New),
    /// Show a rulebook as people read it, or all that touches one id
    Show(Show),
    /// Print a JSON Schema with the names of a rulebook, with which editors complete and check them
    Schema(Schema),
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Ask {
    /// Go on with the answers in this file, and save to it
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,

    /// Save the answers to this file, after every answer
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,

    /// Ask also what cannot change any result any more
    #[arg(long)]
    pub(crate) all: bool,

    /// Ask line by line, as in a pipe: for screen readers and simple terminals
    #[arg(long)]
    pub(crate) plain: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Recommend {
    /// The answers, YAML or JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Answer a question, in place of what the file says: `hurts=brand,leads`. An empty value takes the answer back
    #[arg(long, value_name = "ID=VALUE")]
    pub(crate) set: Vec<String>,

    /// How to show it. Without it the ending of the file to write decides (.html, .md, .json; .pdf takes a browser that
    /// prints the page for a board), and else text it is
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<RecommendFormat>,

    /// Show it on one screen: the headline, three reasons, the first three steps
    #[arg(long, conflicts_with = "open")]
    pub(crate) brief: bool,

    /// With `--format board` or a PDF: the day on which it was prepared; today where nothing is said
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = Date::parse)]
    pub(crate) date: Option<Date>,

    /// In text: show every smallest change that would lead to another result, also those that cannot happen
    #[arg(long, conflicts_with_all = ["open", "brief"])]
    pub(crate) all_ways: bool,

    /// Write to this file instead of standard output; it appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Make a page and show it in the browser; without --output it goes to a temporary file
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// The first set of answers, YAML or JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) first: PathBuf,

    /// The second set of answers; without it the first, changed by --set
    #[arg(value_name = "FILE")]
    pub(crate) second: Option<PathBuf>,

    /// Answer a question otherwise in the second set: `hurts=brand,leads`. An empty value takes the answer back
    #[arg(long, value_name = "ID=VALUE")]
    pub(crate) set: Vec<String>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CompareFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Batch {
    /// The companies; `-` reads standard input. CSV: the first row names the columns, `id` and ids of questions; several
    /// answers are joined by `|`, and an empty cell is unknown. JSON lines: {"id": "acme", "answers": {"stage": "scaling"}}
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The format of the input; without it by the ending of the file's name, and CSV where that says nothing
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<Table>,

    /// The format of the output; without it that of the input
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<Table>,

    /// Write to this file instead of standard output; it appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// End with how many companies got which outcome, and how many were close calls: on standard error, or on standard
    /// output with --output
    #[arg(long)]
    pub(crate) summary: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The rulebook, a YAML file or a folder of them, and what is laid over it; without it the one of --rules, or the one
    /// that comes with the program
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CheckFormat,

    /// Let warnings count as errors
    #[arg(long)]
    pub(crate) deny_warnings: bool,

    /// Check again after every save, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The code that stands in brackets behind `warning` or `error`; without it all of them are listed
    pub(crate) code: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// The rulebook, a YAML file or a folder of them, and what is laid over it; without it the one of --rules, or the one
    /// that comes with the program
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to show it; junit is for continuous integration
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TestFormat,

    /// Show what no case touches: rules that fire in none, options that no case comes out with, questions that none
    /// answers. The percentage is that of all rules, options and questions together that some case touches
    #[arg(long)]
    pub(crate) coverage: bool,

    /// Change each weight, threshold, test, exclusion and rule, one at a time, and show what no case notices, with cases
    /// that would. The percentage is that of all changes that could be noticed
    #[arg(long)]
    pub(crate) mutate: bool,

    /// With --mutate: show all that no case notices, not only the first few rules of each decision
    #[arg(long, requires = "mutate")]
    pub(crate) all: bool,

    /// Fail if the percentage of --coverage, or of --mutate, is less than this. By itself it implies --coverage
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u64).range(0..=100))]
    pub(crate) fail_under: Option<u64>,

    /// Test again after every save, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
}

/// Say what an edit of a rulebook means: what comes out differently, and for which answers.
///
/// OLD and NEW are two versions of a rulebook, or a rulebook and a layer over it. Where one of them extends the other, it is
/// laid over the other, and what it changes is shown. With one path alone that is compared with what it extends, or with the
/// rulebook of the same id that comes with the program.
#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// The rulebook before, a YAML file or a folder of them
    pub(crate) old: PathBuf,

    /// The rulebook after
    pub(crate) new: Option<PathBuf>,

    /// A layer that is laid over both versions: what does the edit mean for it? Given several times, each is laid over those
    /// before it. What lies below both is named with --rules
    #[arg(long, value_name = "PATH")]
    pub(crate) with: Vec<PathBuf>,

    /// Saved answers, to see what comes of them in both: files, or folders of them
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) answers: Vec<PathBuf>,

    /// How to show it; markdown is for a pull request
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffFormat,

    /// Write to this file instead of standard output; it appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// The folder to make it in; it is made if it is not there, and must be empty if it is
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The rulebook, a YAML file or a folder of them; without it the one of --rules, or the one that comes with the program
    pub(crate) path: Option<PathBuf>,

    /// Show only this, with all that touches it: `stage`, `stage=scaling`, `leadership/cro`, `source/claim`. Can stand
    /// alone: what is not there as a file or folder, and has no `.` in it, is an id
    pub(crate) id: Option<String>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,

    /// Write to this file instead of standard output; it appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl Show {
    /// Which of the two are meant: an id can stand alone.
    pub(crate) fn path_and_id(&self) -> (Option<&Path>, Option<&str>) {
        let only = self.path.as_deref().filter(|_| self.id.is_none());
        match only.and_then(Path::to_str) {
            Some(id) if !id.contains('.') && !Path::new(id).exists() => (None, Some(id)),
            _ => (self.path.as_deref(), self.id.as_deref()),
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// The rulebook, a YAML file or a folder of them, and what is laid over it; without it the one of --rules, or the one
    /// that comes with the program
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write to this file instead of standard output; it appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
