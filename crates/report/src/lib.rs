//! The results of `leadership-advisor` for people and for programs: text for a terminal, Markdown for a document, a page
//! for the board, JSON, findings with their place in the author's file, as text, JSON and SARIF.
//!
//! This crate decides nothing. It takes what the library worked out and says it, in an order and at a width; where
//! something cannot be said in words, the fault lies in the library's types and is mended there. Nothing here prints,
//! reads or asks for the environment: every function takes its width and gives back a string.
//!
//! The functions tell a result in nobody's name and in English. A [`Brand`] tells it in somebody's own name, colors and language: each
//! face of a result is a method of it.
//!
//! Strings hold ANSI styles; whoever prints them strips the styles where they are not wanted. Text that comes from a
//! rulebook or an answers file is cleaned of control characters on its way in.

mod clean;
mod escape;
mod base64;
mod words;
mod wording;
mod brand;
mod style;
mod page;
mod footnotes;
mod layer;
mod share;
mod view;
mod json;
mod finding;
mod condition;
mod outline;
mod explanation;
mod sarif;
mod failure;
mod compare;
mod panel;
mod batch;
mod portfolio;
mod text;
mod interview;
mod brief;
mod markdown;
mod html;
mod show;
mod testing;
mod agreement;
mod fit;
mod migration;
mod diff;

pub use agreement::{AgreementRun, agreement_json, agreement_text};
pub use batch::{BatchCounts, batch_summary};
pub use brand::{Brand, brand_file};
pub use brief::recommendation_brief;
pub use clean::clean;
pub use condition::condition_in_words;
pub use diff::{difference_json, difference_shown};
pub use explanation::{explanation, list_of_codes};
pub use failure::{failure_json, failure_sarif};
pub use finding::{findings, lints, load_error};
pub use fit::{
    FitRun, cross_validation_json, cross_validation_text, fit_json, fit_text, suggestions_json, suggestions_text,
};
pub use html::{panel_html, portfolio_html, recommendation_board, recommendation_glance, recommendation_html};
pub use interview::{Effect, WhyAsked, enough, enough_text, standings_text, why_asked, why_asked_text};
pub use json::{catalogue_json, findings_json, panel_json, recommendation_json, schema_json};
pub use layer::rulebook_and_layers;
pub use markdown::recommendation_markdown;
pub use migration::migration_text;
pub use page::Page;
pub use panel::{Sides, panel_markdown, panel_text};
pub use portfolio::PortfolioRow;
pub use sarif::findings_sarif;
pub use show::{Form, contents, items_shown, rulebook_shown};
pub use style::{ACCENT, BAD, DIM, GOOD, STRONG, painted};
pub use testing::{Mutation, TestRun, errors_junit, failure_junit, test_json, test_junit, test_text};
pub use text::{recommendation_text, recommendation_text_with_all_ways};
pub use view::{recommendation_sentence, ways_in_words};
pub use wording::answer_in_words;
pub use words::{count, list_of, number_in_words};

/// The README's example, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
