//! The dialects, as data: what they call things, how they quote, and how much they take.
//!
//! A pattern holds `{0}`, `{1}` for what is filled in. An engine that is not here needs one more [`Dialect`] below and
//! nothing else.

use super::expression::Function;

/// A dialect of SQL. [`DIALECTS`] lists them all.
#[derive(Debug)]
#[non_exhaustive]
pub struct Dialect {
    /// The name by which it is chosen.
    pub name: &'static str,
    /// What people call the engine.
    pub title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) long: &'static str,
    /// The sign around identifiers.
    pub(crate) quote: char,
    /// Whether a backslash escapes what stands behind it, in texts and between backticks. Else a quote is written twice.
    pub(crate) escapes: bool,
    pub(crate) folds: Folds,
    /// What stands between the id of a decision and `verdict`.
    pub(crate) joint: &'static str,
    /// Written between the name of a stage and its text, so that the engine keeps stages apart.
    pub(crate) stage: &'static str,
    pub(crate) greatest: &'static str,
    pub(crate) ranked: RankedPattern,
    pub(crate) functions: [(Function, &'static str); 10],
    /// How an array of texts becomes `a|b`; `None` where there are no arrays.
    pub(crate) array: Option<&'static str>,
    /// `{0}` is the name.
    pub(crate) view: &'static str,
    pub(crate) table: &'static str,
    pub(crate) function: Option<FunctionPattern>,
    pub(crate) limits: Limits,
}

/// What an unquoted name becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folds {
    Lower,
    Upper,
    Nothing,
}

/// Texts in the order of their points. In `item` stand `{0}` points, `{1}` the place in the list, `{2}` the text; in `whole`
/// `{0}` the items, `{1}` the threshold, `{2}` the separator.
#[derive(Debug)]
pub(crate) struct RankedPattern {
    pub(crate) item: &'static str,
    /// What stands between two items.
    pub(crate) between: &'static str,
    pub(crate) whole: &'static str,
}

/// A function that takes a row's name and gives its result. `{0}` is the name, `{1}` the columns with their types, `{2}` the
/// query. `argument` is how the query names what it is given.
#[derive(Debug)]
pub(crate) struct FunctionPattern {
    pub(crate) whole: &'static str,
    pub(crate) argument: &'static str,
}

/// How much an engine takes.
#[derive(Debug)]
pub(crate) struct Limits {
    pub(crate) columns: usize,
    /// How deep an expression may be.
    pub(crate) depth: usize,
    /// How many brackets may stand within each other: a parser has a stack.
    pub(crate) brackets: usize,
    /// How many stages may rest on each other.
    pub(crate) stages: usize,
    /// Bytes of a query.
    pub(crate) bytes: usize,
    /// Characters of a name.
    pub(crate) name: usize,
}

impl Dialect {
    /// The dialect of this name.
    ///
    /// ```
    /// use leadership_advisor_sql::Dialect;
    ///
    /// assert_eq!(Dialect::named("duckdb").map(|dialect| dialect.title), Some("DuckDB"));
    /// assert!(Dialect::named("cobol").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Dialect> {
        DIALECTS.iter().find(|dialect| dialect.name == name)
    }

    pub(crate) fn pattern(&self, function: Function) -> &'static str {
        match function {
            Function::Array => self.array.unwrap_or("{0}"),
            _ => self.functions.iter().find(|(own, _)| *own == function).map_or("{0}", |(_, pattern)| pattern),
        }
    }
}

const MILLIONS: usize = 100_000_000;
const BRACKETS: usize = 200;

/// All dialects.
pub const DIALECTS: &[Dialect] = &[
    Dialect {
        name: "duckdb",
        title: "DuckDB",
        text: "VARCHAR",
        long: "BIGINT",
        quote: '"',
        escapes: false,
        folds: Folds::Nothing,
        joint: ".",
        stage: "AS NOT MATERIALIZED",
        greatest: "GREATEST",
        ranked: RankedPattern {
            item: "{'p': {0}, 'n': -{1}, 'o': {2}}",
            between: ",",
            whole: "array_to_string([x.o FOR x IN list_reverse_sort([{0}]) IF x.p >= {1}], {2})",
        },
        functions: [
            (Function::Trimmed, "NULLIF(TRIM({0}), '')"),
            (Function::Plain, "CAST({0} AS VARCHAR)"),
            (Function::Lower, "LOWER({0})"),
            (Function::WholeNumber, "TRY_CAST(regexp_extract({0}, '^([+-]?[0-9]+)([.]0)?$', 1) AS BIGINT)"),
            (Function::Holds, "contains({0}, {1})"),
            (Function::Replace, "REPLACE({0}, {1}, {2})"),
            (Function::Enclosed, "{0} LIKE {1}"),
            (Function::Inner, "SUBSTR({0}, 2, LENGTH({0}) - 2)"),
            (Function::Rest, "SUBSTR({0}, 2)"),
            (Function::Length, "LENGTH({0})"),
        ],
        array: Some("'[' || array_to_string({0}, '|') || ']'"),
        view: "CREATE OR REPLACE VIEW {0} AS\n",
        table: "CREATE OR REPLACE TABLE {0} AS\n",
        function: Some(FunctionPattern {
            whole: "CREATE OR REPLACE MACRO {0}(row_name) AS TABLE\n{2}",
            argument: "row_name",
        }),
        limits: Limits { columns: 20_000, depth: 900, brackets: BRACKETS, stages: 400, bytes: MILLIONS, name: 1_000 },
    },
    Dialect {
        name: "postgres",
        title: "PostgreSQL",
        text: "TEXT",
        long: "BIGINT",
        quote: '"',
        escapes: false,
        folds: Folds::Lower,
        joint: ".",
        stage: "AS MATERIALIZED",
        greatest: "GREATEST",
        ranked: RankedPattern {
            item: "({0}, {1}, {2})",
            between: ",",
            whole: "(SELECT STRING_AGG(x.o, {2} ORDER BY x.p DESC, x.n) FROM (VALUES {0}) AS x (p, n, o) WHERE x.p >= {1})",
        },
        functions: [
            (Function::Trimmed, "NULLIF(TRIM({0}), '')"),
            (Function::Plain, "CAST({0} AS TEXT)"),
            (Function::Lower, "LOWER({0})"),
            (Function::WholeNumber, "CAST(SUBSTRING({0} FROM '^([+-]?[0-9]{1,200})(?:[.]0)?$') AS NUMERIC)"),
            (Function::Holds, "STRPOS({0}, {1}) > 0"),
            (Function::Replace, "REPLACE({0}, {1}, {2})"),
            (Function::Enclosed, "{0} LIKE {1}"),
            (Function::Inner, "SUBSTR({0}, 2, LENGTH({0}) - 2)"),
            (Function::Rest, "SUBSTR({0}, 2)"),
            (Function::Length, "LENGTH({0})"),
        ],
        array: Some("'[' || ARRAY_TO_STRING({0}, '|') || ']'"),
        view: "CREATE OR REPLACE VIEW {0} AS\n",
        table: "CREATE TABLE {0} AS\n",
        function: Some(FunctionPattern {
            whole: "CREATE OR REPLACE FUNCTION {0}(row_name TEXT)\nRETURNS TABLE ({1})\nLANGUAGE sql STABLE\nBEGIN ATOMIC\n{2};\nEND",
            // A column of the same name would come before the name of an argument.
            argument: "$1",
        }),
        limits: Limits { columns: 1_600, depth: 2_000, brackets: BRACKETS, stages: 400, bytes: MILLIONS, name: 63 },
    },
    Dialect {
        name: "sqlite",
        title: "SQLite",
        text: "TEXT",
        long: "INTEGER",
        quote: '"',
        escapes: false,
        folds: Folds::Nothing,
        joint: ".",
        stage: "AS MATERIALIZED",
        greatest: "MAX",
        ranked: RankedPattern {
            item: "SELECT {0} AS p, {1} AS n, {2} AS o",
            between: " UNION ALL",
            whole: "(SELECT GROUP_CONCAT(o, {2}) FROM (SELECT o FROM ({0}) WHERE p >= {1} ORDER BY p DESC, n))",
        },
        functions: [
            (Function::Trimmed, "NULLIF(TRIM({0}), '')"),
            (Function::Plain, "CAST({0} AS TEXT)"),
            (Function::Lower, "LOWER({0})"),
            (Function::WholeNumber, SQLITE_WHOLE_NUMBER),
            (Function::Holds, "INSTR({0}, {1}) > 0"),
            (Function::Replace, "REPLACE({0}, {1}, {2})"),
            (Function::Enclosed, "{0} LIKE {1}"),
            (Function::Inner, "SUBSTR({0}, 2, LENGTH({0}) - 2)"),
            (Function::Rest, "SUBSTR({0}, 2)"),
            (Function::Length, "LENGTH({0})"),
        ],
        array: None,
        view: "CREATE VIEW {0} AS\n",
        table: "CREATE TABLE {0} AS\n",
        function: None,
        limits: Limits { columns: 2_000, depth: 900, brackets: 25, stages: 400, bytes: 900_000_000, name: 1_000 },
    },
    Dialect {
        name: "spark",
        title: "Spark",
        text: "STRING",
        long: "BIGINT",
        quote: '`',
        escapes: true,
        folds: Folds::Nothing,
        joint: ".",
        stage: "AS",
        greatest: "GREATEST",
        ranked: RankedPattern {
            item: "NAMED_STRUCT('p', -({0}), 'n', {1}, 'o', {2})",
            between: ",",
            whole: "ARRAY_JOIN(TRANSFORM(FILTER(ARRAY_SORT(ARRAY({0})), x -> x.p <= -({1})), x -> x.o), {2})",
        },
        functions: [
            (Function::Trimmed, "NULLIF(TRIM({0}), '')"),
            (Function::Plain, "CAST({0} AS STRING)"),
            (Function::Lower, "LOWER({0})"),
            (Function::WholeNumber, "TRY_CAST(REGEXP_EXTRACT({0}, '^([+-]?[0-9]+)([.]0)?$', 1) AS BIGINT)"),
            (Function::Holds, "INSTR({0}, {1}) > 0"),
            (Function::Replace, "REPLACE({0}, {1}, {2})"),
            (Function::Enclosed, "{0} LIKE {1}"),
            (Function::Inner, "SUBSTR({0}, 2, LENGTH({0}) - 2)"),
            (Function::Rest, "SUBSTR({0}, 2)"),
            (Function::Length, "LENGTH({0})"),
        ],
        array: Some("CONCAT('[', ARRAY_JOIN({0}, '|'), ']')"),
        view: "CREATE OR REPLACE TEMPORARY VIEW {0} AS\n",
        table: "CREATE TABLE {0} AS\n",
        function: None,
        // Its analyzer gives up after a hundred rounds, and takes two for a stage.
        limits: Limits { columns: 10_000, depth: 400, brackets: BRACKETS, stages: 40, bytes: MILLIONS, name: 1_000 },
    },
    Dialect {
        name: "bigquery",
        title: "BigQuery",
        text: "STRING",
        long: "INT64",
        quote: '`',
        escapes: true,
        folds: Folds::Nothing,
        joint: "__",
        stage: "AS",
        greatest: "GREATEST",
        ranked: RankedPattern {
            item: "STRUCT({0} AS p, {1} AS n, {2} AS o)",
            between: ",",
            whole: "ARRAY_TO_STRING(ARRAY(SELECT x.o FROM UNNEST([{0}]) AS x WHERE x.p >= {1} ORDER BY x.p DESC, x.n), {2})",
        },
        functions: [
            (Function::Trimmed, "NULLIF(TRIM({0}, ' '), '')"),
            (Function::Plain, "CAST({0} AS STRING)"),
            (Function::Lower, "LOWER({0})"),
            (Function::WholeNumber, "SAFE_CAST(REGEXP_EXTRACT({0}, '^([+-]?[0-9]+)(?:[.]0)?$') AS INT64)"),
            (Function::Holds, "STRPOS({0}, {1}) > 0"),
            (Function::Replace, "REPLACE({0}, {1}, {2})"),
            (Function::Enclosed, "{0} LIKE {1}"),
            (Function::Inner, "SUBSTR({0}, 2, LENGTH({0}) - 2)"),
            (Function::Rest, "SUBSTR({0}, 2)"),
            (Function::Length, "LENGTH({0})"),
        ],
        array: Some("CONCAT('[', ARRAY_TO_STRING({0}, '|'), ']')"),
        view: "CREATE OR REPLACE VIEW {0} AS\n",
        table: "CREATE OR REPLACE TABLE {0} AS\n",
        function: Some(FunctionPattern {
            whole: "CREATE OR REPLACE TABLE FUNCTION {0}(row_name STRING) AS\n{2}",
            argument: "row_name",
        }),
        limits: Limits { columns: 10_000, depth: 200, brackets: BRACKETS, stages: 100, bytes: 1_000_000, name: 300 },
    },
    Dialect {
        name: "snowflake",
        title: "Snowflake",
        text: "VARCHAR",
        long: "BIGINT",
        quote: '"',
        escapes: true,
        folds: Folds::Upper,
        joint: ".",
        stage: "AS",
        greatest: "GREATEST",
        ranked: RankedPattern {
            // Keys of a fixed width sort as texts do, and are taken off again.
            item: "IFF({0} >= {T}, LPAD(TO_VARCHAR(4611686018427387904 - ({0})), 20, '0') || LPAD('{1}', 3, '0') || ':' || {2}, NULL)",
            between: ",",
            whole: "REGEXP_REPLACE(ARRAY_TO_STRING(ARRAY_SORT(ARRAY_CONSTRUCT_COMPACT({0})), {2}), '[0-9]{23}:', '')",
        },
        functions: [
            (Function::Trimmed, "NULLIF(TRIM({0}), '')"),
            (Function::Plain, "CAST({0} AS VARCHAR)"),
            (Function::Lower, "LOWER({0})"),
            (Function::WholeNumber, "TRY_TO_NUMBER(REGEXP_SUBSTR({0}, '^([+-]?[0-9]+)([.]0)?$', 1, 1, 'e', 1), 38, 0)"),
            (Function::Holds, "CONTAINS({0}, {1})"),
            (Function::Replace, "REPLACE({0}, {1}, {2})"),
            (Function::Enclosed, "{0} LIKE {1}"),
            (Function::Inner, "SUBSTR({0}, 2, LENGTH({0}) - 2)"),
            (Function::Rest, "SUBSTR({0}, 2)"),
            (Function::Length, "LENGTH({0})"),
        ],
        array: Some("'[' || ARRAY_TO_STRING({0}, '|') || ']'"),
        view: "CREATE OR REPLACE VIEW {0} AS\n",
        table: "CREATE OR REPLACE TABLE {0} AS\n",
        function: Some(FunctionPattern {
            whole: "CREATE OR REPLACE FUNCTION {0}(row_name VARCHAR)\nRETURNS TABLE ({1})\nAS $$\n{2}\n$$",
            argument: "row_name",
        }),
        limits: Limits { columns: 10_000, depth: 200, brackets: BRACKETS, stages: 100, bytes: 1_000_000, name: 255 },
    },
];

/// SQLite reads what it can of a text and passes over the rest, so the text is looked at first: up to 18 digits, or what
/// comes out of the number again as it went in.
const SQLITE_WHOLE_NUMBER: &str = "CASE WHEN {0} LIKE '%.0' AND SUBSTR({0}, 1, LENGTH({0}) - 2) GLOB '*[0-9]' \
AND LENGTH({0}) < 21 AND LTRIM(SUBSTR({0}, 1, 1), '+-') || SUBSTR({0}, 2, LENGTH({0}) - 3) NOT GLOB '*[^0-9]*' \
OR {0} GLOB '*[0-9]' AND LENGTH({0}) < 19 AND LTRIM(SUBSTR({0}, 1, 1), '+-') || SUBSTR({0}, 2) NOT GLOB '*[^0-9]*' \
OR CAST(CAST({0} AS INTEGER) AS TEXT) = {0} THEN CAST({0} AS INTEGER) END";
