//! What a person may type to have reports in their own name, and to have one proved later.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum BrandCommand {
    /// Print a brand's file to begin with: name, logo, colors, closing words, what to leave out, and every sentence
    New(BrandNew),
}

#[derive(Debug, clap::Args)]
pub(crate) struct BrandNew {
    /// The language of the sentences: `en` and `de` come with the program, and in any other they are to be translated
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language)]
    pub(crate) language: String,

    /// Write to this file instead of standard output; it appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// A tag of a language, as far as no other sign stands in it.
fn language(tag: &str) -> Result<String, String> {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match tag.len() <= 35 && tag.split('-').all(is_part) {
        true => Ok(tag.to_owned()),
        false => Err("write two or three letters, such as `de`".to_owned()),
    }
}

/// Prove that a bundle still gives the bytes that are in it.
///
/// Every file of it is held against the digest that it was written with, and the results are made anew from its rules, answers
/// and brand. Ends with 0 if the same bytes come out, with 1 if not, and with 2 if the bundle is damaged.
#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// The folder that `advisor recommend --bundle` made
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
}
