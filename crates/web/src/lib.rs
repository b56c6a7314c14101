//! The questionnaire of `leadership-advisor` in the browser.
//!
//! Two things. [`reply`] answers the requests of a page, JSON in and JSON out, as thin a layer over the library and its
//! reports as there can be; compiled to WebAssembly by `crates/engine`, it is the engine in the browser, and natively it is
//! what tests hold that engine to. [`Questionnaire`] puts the page together: engine, rulebook, style and script in one file
//! that asks nobody for anything.
//!
//! JSON and three plain exports, and no wasm-bindgen: its tool would have to be installed in a version that fits to the
//! letter, its glue is generated and longer than the forty lines of `app/engine.js`, and what goes back and forth is JSON in
//! any case, because answers, results and interviews are.
//!
//! Not here: words and layout of a result, which are the reports'; what a screen of the app shows, which is in `app`.

mod refusal;
mod request;
mod outcome;
mod asking;
mod keeping;
mod session;
#[cfg(not(target_family = "wasm"))]
mod page;

#[cfg(not(target_family = "wasm"))]
pub use page::Questionnaire;
pub use session::{Session, reply};

/// The README's example, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
