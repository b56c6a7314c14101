//! What an author of rulebooks may type behind `advisor rules`.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::fit::Fit;
use super::format::{CheckFormat, OutlineFormat, TestFormat};
use super::sql::Sql;

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Check a rulebook and show every mistake at its place
    Check(Check),
    /// Explain a finding: why it matters, what to do, an example before and after
    Explain(Explain),
    /// Run the cases of a rulebook
    Test(Test),
    /// Look for the smallest change of points under which the cases of a rulebook come out as expected
    Fit(Fit),
    /// Say what an edit of a rulebook means: what comes out differently, and for which answers
    Diff(Diff),
    /// Make a small rulebook to begin with
    New(New),
    /// Show a rulebook as people read it, or all that touches one id
    Show(Show),
    /// Print a JSON Schema with the names of a rulebook, with which editors complete and check them
    Schema(Schema),
    /// Print a rulebook as one SQL query, to score a table where it lives
    Sql(Sql),
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
    /// that would. Of layers over a rulebook only what they bring is changed. The percentage is that of all changes that
    /// could be noticed
    #[arg(long)]
    pub(crate) mutate: bool,

    /// With --mutate: show all that no case notices, not only the first few rules of each decision
    #[arg(long, requires = "mutate")]
    pub(crate) all: bool,

    /// Measure how well the rulebook agrees with cases, instead of testing it: by decision, by outcome, by group of cases, and
    /// by how sure each result is. Ends well whatever comes of it, unless --fail-under says otherwise
    #[arg(long, conflicts_with_all = ["coverage", "mutate"])]
    pub(crate) agreement: bool,

    /// With --agreement: measure by the cases of this file, or of the files in this folder, which hold nothing but `cases:`.
    /// Without it by the cases of the rulebook
    #[arg(long, value_name = "PATH", requires = "agreement")]
    pub(crate) cases: Vec<PathBuf>,

    /// With --agreement: only the cases of this group and of the groups within it
    #[arg(long, value_name = "GROUP", requires = "agreement")]
    pub(crate) group: Option<String>,

    /// Fail if the percentage of --coverage, of --mutate, or of --agreement for any main decision, is less than this. By
    /// itself it implies --coverage
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u64).range(0..=100))]
    pub(crate) fail_under: Option<u64>,

    /// Fail if the rulebook has no cases
    #[arg(long)]
    pub(crate) require_cases: bool,

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

    /// Something that has another id now, where that is not recognized: `hungry=hunger`, `meal/stew=meal/chili` for an option or
    /// an answer. It is no edit then
    #[arg(long, value_name = "OLD=NEW")]
    pub(crate) renamed: Vec<String>,

    /// Saved answers, to see what comes of them in both: files, or folders of them
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) answers: Vec<PathBuf>,

    /// How to show it; markdown is for a pull request. Without it the ending of the file to write decides (.html, .md, .json),
    /// and else text it is
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<OutlineFormat>,

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

    /// How to show it. Without it the ending of the file to write decides (.html, .md, .json), and else text it is
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<OutlineFormat>,

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
