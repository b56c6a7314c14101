//! What the exit codes mean, and what went wrong when it is not 0.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use leadership_advisor::{Diagnostics, LoadError};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done.
    Done,
    /// 1: the answer is no: a rulebook with errors, a case that fails, rows of a batch that failed.
    No,
    /// 2: wrong usage, or input that cannot be read or is invalid.
    Invalid,
    /// 130: interrupted. Answers so far are saved.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees.
    pub(crate) fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::No => 1,
            Exit::Invalid => 2,
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

/// Why a command could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Something that cannot be loaded, or is wrong.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Anything else: a sentence, and what to do about it.
    #[error("{message}")]
    Other { message: String, help: Option<String> },
    /// Whoever reads our output has gone. There is nothing more to do or to say.
    #[error("nobody reads the output any more")]
    NobodyReads,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, help: Option<&str>) -> Self {
        Failure::Other { message: message.into(), help: help.map(str::to_owned) }
    }

    /// A file that cannot be read or written, and why.
    pub(crate) fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        Failure::new(format!("cannot {verb} `{}`: {error}", path.display()), None)
    }
}

impl From<Diagnostics> for Failure {
    fn from(problems: Diagnostics) -> Self {
        Failure::Load(LoadError::Invalid(problems))
    }
}
