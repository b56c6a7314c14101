//! The questionnaire in the browser.

mod refusal;
mod request;
mod session;
mod asking;
mod outcome;
mod keeping;

pub use session::{Session, reply};
