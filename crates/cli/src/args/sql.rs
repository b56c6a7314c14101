//! What a person may type behind `advisor rules sql`.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use leadership_advisor_sql::{DIALECTS, Dialect, Form};

/// Print a rulebook as one SQL query, to score a table where it lives.
///
/// The query reads a table with a column for each question, and gives the columns of `advisor batch`: the row's `id`, outcome,
/// verdict and margin of each decision, and `error`. docs/sql.md has examples for warehouses, dbt and Spark.
#[derive(Debug, clap::Args)]
pub(crate) struct Sql {
    /// The rulebook, a YAML file or a folder of them, and what is laid over it; without it the one of --rules, or the one
    /// that comes with the program
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// The engine that the query is for
    #[arg(long, value_name = "DIALECT", value_parser = dialect())]
    pub(crate) dialect: &'static Dialect,

    /// The table with the answers: `companies`, `sales.companies`, a name in the engine's quotes, or a reference of dbt
    #[arg(long, value_name = "TABLE")]
    pub(crate) from: String,

    /// How columns and values of the table stand for questions and answers: a JSON file
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,

    /// What to make of the query: a view, a table, or a function that takes a row's id and gives its result
    #[arg(long = "as", value_name = "FORM")]
    pub(crate) form: Option<Made>,

    /// What the view, table or function is called; without it as the rulebook
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Add a column for each decision with the rules behind its outcome
    #[arg(long)]
    pub(crate) explain: bool,

    /// Add columns with the id, version and fingerprint of the rulebook
    #[arg(long)]
    pub(crate) stamp: bool,

    /// Write to this file instead of standard output; it appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What can be made of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Made {
    View,
    Table,
    Function,
}

impl Sql {
    /// What the query is to be.
    pub(crate) fn form(&self) -> Form {
        match self.form {
            None => Form::Query,
            Some(Made::View) => Form::View,
            Some(Made::Table) => Form::Table,
            Some(Made::Function) => Form::Function,
        }
    }
}

fn dialect() -> impl TypedValueParser<Value = &'static Dialect> {
    let names = PossibleValuesParser::new(DIALECTS.iter().map(|dialect| dialect.name));
    names.try_map(|name| Dialect::named(&name).ok_or("not a dialect"))
}
