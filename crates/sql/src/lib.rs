//! A rulebook as one SQL query, for the engine where the data lives.
//!
//! A rulebook is additive points over three-valued conditions, and three-valued logic is SQL's own: unknown is `NULL`. So
//! [`sql`] turns a rulebook into one `SELECT` with a stage for each step of its evaluation, and any engine scores as many rows
//! as it holds. Columns and values of the result are those of `advisor batch`.
//!
//! The way is that of a compiler: a [`Mapping`] says where answers are; conditions and decisions become expressions and
//! stages, which know no dialect; one writer makes text of them by a [`Dialect`], which is data. What an engine would refuse
//! is found before that. Running a query is deliberately not here.
//!
//! ```
//! use leadership_advisor::Rulebook;
//! use leadership_advisor_sql::{Dialect, Request, sql};
//!
//! let dialect = Dialect::named("duckdb").expect("DuckDB is a dialect");
//! let query = sql(&Rulebook::builtin(), &Request::new(dialect, "companies"))?;
//! assert!(query.contains("FROM \"companies\""));
//! # Ok::<(), leadership_advisor_sql::Unfit>(())
//! ```

// In reading order: a module uses only those above it.
mod expression;
mod dialect;
mod name;
mod writer;
mod mapping;
mod reading;
mod condition;
mod asking;
mod decision;
mod limits;
mod statement;

pub use dialect::{DIALECTS, Dialect};
pub use mapping::Mapping;
pub use statement::{Form, Request, Unfit, sql};
