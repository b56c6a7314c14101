//! The formats that a person may ask for, and when colours are wanted.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecommendFormat {
    /// For a terminal
    Text,
    /// For a document or a wiki
    Markdown,
    /// A page to print or send
    Html,
    /// A page for a board: the decision on one printed sheet, with the full report behind it
    Board,
    /// For programs
    Json,
}

/// A format of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    Csv,
    /// JSON: read line by line or as an array, written line by line
    #[value(alias = "json")]
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For a terminal
    Text,
    /// For a document or a wiki
    Markdown,
    /// A page to print or send
    Html,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
    /// For code hosts, which show the findings in a review
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FitFormat {
    Text,
    Json,
}

/// What a rulebook holds, or how two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutlineFormat {
    /// For a terminal
    Text,
    /// For a document or a wiki
    Markdown,
    /// A page to print or send
    Html,
    /// For programs
    Json,
}

impl OutlineFormat {
    /// The format that was asked for, or the one that a file's ending asks for, in small letters.
    pub(crate) fn of(asked: Option<OutlineFormat>, ending: Option<&str>) -> Self {
        asked.unwrap_or(match ending {
            Some("html" | "htm") => OutlineFormat::Html,
            Some("md" | "markdown") => OutlineFormat::Markdown,
            Some("json") => OutlineFormat::Json,
            _ => OutlineFormat::Text,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    Text,
    Json,
    Junit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Decides for the whole program.
    pub(crate) fn apply(self) {
        match self {
            // anstream asks NO_COLOR, CLICOLOR, TERM and the terminal itself.
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}
