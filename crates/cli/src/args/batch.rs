//! What a person may type behind `advisor batch`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Table;
use crate::date::Date;

#[derive(Debug, clap::Args)]
pub(crate) struct Batch {
    /// The companies; `-` reads standard input. CSV: the first row names the columns, `id` and questions by their ids or their
    /// texts; a cell holds an answer's id or label, several joined by `|` or `;`, a number, yes or no, or nothing. JSON, line by
    /// line or as an array: {"id": "acme", "answers": {"stage": "scaling"}}, or flat objects with questions as keys
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The format of the input; without it by the ending of the file's name, or by how it begins
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

    /// Write the page of each company into this folder, and an index of them, instead of the rows. Files that an earlier run
    /// wrote are replaced, and no others
    #[arg(long, value_name = "DIR", conflicts_with = "suggest_map")]
    pub(crate) reports: Option<PathBuf>,

    /// On pages: the day on which they were prepared; today where nothing is said
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = Date::parse, requires = "reports")]
    pub(crate) date: Option<Date>,

    /// A YAML file that says which columns are about which questions, and which values stand for which answers
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,

    /// Write a draft of such a file from this table, with comments on what is still to be decided
    #[arg(long, conflicts_with_all = ["to", "summary"])]
    pub(crate) suggest_map: bool,

    /// The words that stand for an unknown answer, with commas between them, instead of `n/a`, `#N/A`, `na`, `NaN`, `null` and
    /// `-`. An id or a label of an answer is always the answer. How often each was found is said
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub(crate) missing: Option<String>,

    /// What stands before tenths. Without it a point where commas stand between the cells; elsewhere a number that depends on
    /// it, such as 1,200, is refused
    #[arg(long, value_name = "MARK")]
    pub(crate) decimal: Option<Decimal>,

    /// What stands between the cells of CSV: `comma`, `semicolon`, `tab`, `pipe` or a sign; found out where nothing is said
    #[arg(long, value_name = "SIGN", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,

    /// How the text is encoded. Without it by its first bytes, and UTF-8 where they say nothing
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<Encoding>,

    /// Leave out columns that are about no question, instead of passing them through behind the results
    #[arg(long)]
    pub(crate) results_only: bool,
}

/// What stands before tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Decimal {
    /// 1,200.50
    Point,
    /// 1.200,50
    Comma,
}

impl From<Decimal> for leadership_advisor::DecimalMark {
    fn from(mark: Decimal) -> Self {
        match mark {
            Decimal::Point => leadership_advisor::DecimalMark::Point,
            Decimal::Comma => leadership_advisor::DecimalMark::Comma,
        }
    }
}

/// An encoding of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Encoding {
    Utf8,
    Utf16le,
    Utf16be,
    /// What Excel on Windows calls CSV without "UTF-8"
    #[value(name = "windows-1252")]
    Windows1252,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match (text, text.as_bytes()) {
        ("comma", _) => Ok(b','),
        ("semicolon", _) => Ok(b';'),
        ("tab" | "\\t", _) => Ok(b'\t'),
        ("pipe", _) => Ok(b'|'),
        (_, [sign]) if !sign.is_ascii_alphanumeric() && !matches!(sign, b'"' | b' ' | b'\r' | b'\n') => Ok(*sign),
        _ => Err("write comma, semicolon, tab, pipe or one sign".to_owned()),
    }
}
