//! One file for each subcommand.

pub(crate) mod ask;
pub(crate) mod recommend;
pub(crate) mod page;
pub(crate) mod answers_migrate;
pub(crate) mod batch;
pub(crate) mod rules_check;
pub(crate) mod rules_explain;
pub(crate) mod rules_test;
pub(crate) mod rules_fit;
pub(crate) mod rules_diff;
pub(crate) mod rules_new;
pub(crate) mod rules_show;
pub(crate) mod rules_schema;
pub(crate) mod rules_sql;
pub(crate) mod compare;
pub(crate) mod brand_new;
pub(crate) mod verify;
pub(crate) mod completions;
