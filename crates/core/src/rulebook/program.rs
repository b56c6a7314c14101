//! The rulebook compiled for search: what may be answered to each question as few cases, conditions over columns of truth
//! values, rules gathered by the question that they look at. The exact analysis works on it and on nothing else.

mod domain;
mod expr;
mod fact;
mod formula;
mod contest;
mod decision;
mod model;
mod requirements;
mod reading;
mod translation;

pub(crate) use contest::{Contest, Lead, Way};
pub(crate) use decision::{Assumed, Bucket, DecisionModel, RuleModel};
pub(crate) use domain::Domain;
pub(crate) use expr::Expr;
pub(crate) use formula::{Cases, Formula, pick};
pub(crate) use model::{Model, cases_of};
pub(crate) use requirements::{Requirements, Scenario};
