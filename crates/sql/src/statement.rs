//! The whole: a query for a rulebook and a table, alone or as a view, a table or a function.

use leadership_advisor::Rulebook;

use super::asking;
use super::condition::Names;
use super::decision::{self, Columns};
use super::dialect::Dialect;
use super::expression::{Comparison, Expr, Function};
use super::limits;
use super::mapping::Mapping;
use super::name::{Table, remark};
use super::reading::{self, ERROR, ROW};
use super::writer::{self, Query, filled};

/// What to write.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// For which engine.
    pub dialect: &'static Dialect,
    /// The table with the answers: `table`, `schema.table`, a name in the engine's quotes, or a dbt reference such as
    /// `{{ ref('companies') }}`.
    pub from: String,
    /// How its columns and values stand for questions and answers.
    pub mapping: Mapping,
    /// What the query is to be.
    pub form: Form,
    /// The name of the view, table or function; without one the rulebook's id, with `_` for `-`.
    pub name: Option<String>,
    /// Whether a column for each decision says which rules stand behind its outcome.
    pub explain: bool,
    /// Whether the columns `rulebook`, `rulebook.version` and `rulebook.fingerprint` say what each row was scored by.
    pub stamp: bool,
}

impl Request {
    /// A plain query over a table.
    pub fn new(dialect: &'static Dialect, from: impl Into<String>) -> Request {
        let (from, mapping) = (from.into(), Mapping::default());
        Request { dialect, from, mapping, form: Form::Query, name: None, explain: false, stamp: false }
    }
}

/// What the query is to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A query by itself.
    #[default]
    Query,
    /// The statement that makes a view of it.
    View,
    /// The statement that makes a table of it.
    Table,
    /// The statement that makes a function of it: a row's name in, its result out.
    Function,
}

/// Why there is no query: everything that does not fit, each with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct Unfit(Vec<String>);

impl Unfit {
    /// What does not fit, one sentence each.
    pub fn problems(&self) -> &[String] {
        &self.0
    }
}

/// Writes a rulebook as SQL.
///
/// The length of the text grows with the conditions of the rulebook and with its points, and with the square of nothing.
///
/// # Errors
/// Everything that does not fit the rulebook or the engine: names of the map that the rulebook does not have, a table that is
/// none, more columns or deeper expressions than the engine takes.
pub fn sql(rulebook: &Rulebook, request: &Request) -> Result<String, Unfit> {
    let dialect = request.dialect;
    let mut problems = Vec::new();
    let from = Table::read(dialect, &request.from);
    if from.is_none() {
        let wanted = format!("a table, such as `companies`, `sales.companies` or {}", example(dialect));
        problems.push(format!("--from: `{}` is not the name of {wanted}", request.from));
    }
    let name = made(rulebook, request, &mut problems);
    let sources = request.mapping.sources(rulebook, dialect, &mut problems);
    let (Some(from), []) = (from, problems.as_slice()) else { return Err(Unfit(problems)) };

    let mut query = compiled(rulebook, request, &sources, &from);
    limits::settle(dialect, &mut query, &mut problems);
    if !problems.is_empty() {
        return Err(Unfit(problems));
    }
    let select = writer::query(dialect, &query);
    let text = match request.form {
        Form::Query => format!("{select}\n"),
        Form::View => format!("{}{select};\n", filled(dialect.view, &[name])),
        Form::Table => format!("{}{select};\n", filled(dialect.table, &[name])),
        Form::Function => {
            let types = query.result.iter().map(|(column, _)| {
                let of = if is_margin(dialect, column) { dialect.long } else { dialect.text };
                format!("{} {of}", super::name::quoted(dialect, column))
            });
            let types = types.collect::<Vec<_>>().join(", ");
            let whole = dialect.function.as_ref().map_or("{2}", |function| function.whole);
            if whole.contains("$$") && select.contains("$$") {
                problems.push("a name holds `$$`, which ends a function; rename the column".to_owned());
            }
            format!("{};\n", filled(whole, &[name, types, select]))
        }
    };
    limits::length(dialect, &text, &mut problems);
    if problems.is_empty() { Ok(text) } else { Err(Unfit(problems)) }
}

fn is_margin(dialect: &Dialect, column: &str) -> bool {
    column.strip_suffix("margin").is_some_and(|rest| rest.ends_with(dialect.joint))
}

fn example(dialect: &Dialect) -> String {
    format!("`{}`", super::name::quoted(dialect, "my companies"))
}

/// What a view, table or function is called, as it stands in the statement.
fn made(rulebook: &Rulebook, request: &Request, out: &mut Vec<String>) -> String {
    let dialect = request.dialect;
    if request.form == Form::Function {
        if dialect.function.is_none() {
            out.push(format!("--as function: {} has no functions that give tables; use `--as view`", dialect.title));
        }
        if request.mapping.name_column(dialect).is_none() {
            out.push("--as function: the map says that there is no column with the row's name".to_owned());
        }
    }
    if let (Some(_), Form::Query) = (&request.name, request.form) {
        out.push("--name: a query by itself has none; add `--as view`, `table` or `function`".to_owned());
    }
    let name = request.name.clone().unwrap_or_else(|| rulebook.id().replace('-', "_"));
    match Table::read(dialect, &name) {
        Some(table @ Table::Named(_)) => table.written(dialect),
        _ => {
            out.push(format!("--name: `{name}` is not a name, such as `results` or {}", example(dialect)));
            String::new()
        }
    }
}

fn compiled(rulebook: &Rulebook, request: &Request, sources: &[super::mapping::Source], from: &Table) -> Query {
    let dialect = request.dialect;
    let names = Names::new(rulebook, dialect);
    let mut stages = reading::stages(rulebook, dialect, &request.mapping, sources);
    stages.extend(asking::stages(&names));
    let mut result = vec![("id".to_owned(), Expr::column(ROW))];
    // A row with an error has no results.
    let valid = |column: &str| Expr::only_if(Expr::is_null(Expr::column(ERROR)), Expr::column(column));
    for decision in rulebook.decisions() {
        stages.extend(decision::stages(&names, decision, request.explain));
        let Columns { outcome, verdict, margin, rules } = Columns::of(&names, decision);
        let name = |what: &str| format!("{}{}{what}", decision.id, dialect.joint);
        result.push((decision.id.clone(), valid(&outcome)));
        result.push((name("verdict"), valid(&verdict)));
        result.push((name("margin"), valid(&margin)));
        if request.explain {
            result.push((name("rules"), valid(&rules)));
        }
    }
    result.push(("error".to_owned(), Expr::column(ERROR)));
    if request.stamp {
        // Letters, digits and a few signs: a version is free text.
        let stamps = [("", rulebook.id()), ("version", rulebook.version()), ("fingerprint", rulebook.fingerprint())];
        for (what, text) in stamps {
            let joint = if what.is_empty() { "" } else { dialect.joint };
            result.push((format!("rulebook{joint}{what}"), Expr::text(remark(text))));
        }
    }
    let mut where_row = None;
    if let Some(column) = request.mapping.name_column(dialect).filter(|_| request.form == Form::Function) {
        let plain = Expr::Call(Function::Plain, vec![Expr::Column(column)]);
        where_row = Some(Expr::compare(plain.clone(), Comparison::Equal, Expr::Argument));
        let row = stages.first_mut().and_then(|stage| stage.added.first_mut());
        row.into_iter().for_each(|row| row.value = plain.clone());
    }
    // A stage of the table's own name would hide it.
    for stage in stages.iter_mut().filter(|stage| from.is_called(&stage.name)) {
        stage.name.push_str("_stage");
    }
    let layers = rulebook.layers().iter().map(|layer| format!("{} {}", layer.id, layer.version));
    let remarks = vec![
        format!("the rulebook {} for {}", layers.collect::<Vec<_>>().join(" with "), dialect.title),
        format!("fingerprint {}", rulebook.fingerprint()),
    ];
    Query { remarks, from: from.written(dialect), where_row, stages, kept: Vec::new(), result }
}
