//! House rules: what keeps this repository easy to live in, and what nobody would check by hand.
//!
//! They are rules about text, so they look at text: every file of the repository, as it stands there. A rule that is in
//! somebody's way is changed here, with its reason, and not worked around.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod repository;
mod code;
mod files;
mod layers;
mod documents;
mod wording;
mod secrets;

/// Fails with everything that is wrong, a line each.
#[track_caller]
fn none(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n  {}", wrong.join("\n  "));
}
