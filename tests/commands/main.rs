//! The program from outside: what a person types, what they see, which exit code a script gets.
//!
//! Everything here runs the built `advisor` in a temporary folder. What a person reads is held by snapshots in
//! `snapshots/`; what must be true of any text (no escape sequences, no line too wide, one finding and not two) is
//! asserted. After a wanted change of wording, run `INSTA_UPDATE=always cargo test --test commands` and read the diff:
//! it is what the users will notice.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and what it looks up is there or the test is right to fail"
)]

mod advisor;
mod validator;
mod lunch;
mod trip;
mod headline;
mod contradictions;
mod board;
mod brand;
mod bundle;
mod ways;
mod recommend;
mod recommend_json;
mod recommend_schema;
mod tags;
mod page;
mod markdown;
mod browser;
mod questionnaire;
mod batch;
mod sheets;
mod portfolio;
mod answers;
mod migrate;
mod output;
mod pager;
mod ask;
mod saving;
mod files;
mod verdict;
#[cfg(unix)]
mod glass;
#[cfg(unix)]
mod screen;
#[cfg(unix)]
mod keys;
mod compare;
mod check;
mod broken;
mod explain;
mod lints;
mod sarif;
mod case;
mod coverage;
mod advice;
mod agreement;
mod mutation;
mod fit;
mod properties;
mod diff;
mod show;
mod sql;
mod catalogue;
mod schema;
mod follows;
mod layers;
mod new;
mod watch;
mod guide;
mod hostile_text;
mod hostile_input;
mod mutants;
mod usage;
