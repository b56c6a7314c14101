//! `advisor recommend`: from a file of answers to a recommendation.

use std::path::Path;

use leadership_advisor_report::{recommendation_json, recommendation_text};

use crate::args::{Recommend, RecommendFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output};

pub(crate) fn run(rules: Option<&Path>, args: &Recommend) -> Result<Exit, Failure> {
    let rulebook = input::rulebook(rules)?;
    let mut answers = input::answers(&rulebook, &args.file)?;
    input::apply_sets(&mut answers, &args.set)?;
    let evaluation = answers.evaluate();
    let analysis = evaluation.analyse_within(output::PATIENCE);
    let text = match args.format {
        RecommendFormat::Text => recommendation_text(&evaluation, &analysis, output::width()),
        RecommendFormat::Json => recommendation_json(&evaluation, &analysis),
    };
    match &args.output {
        Some(path) => output::result_to(path, &text)?,
        None => output::result(&text)?,
    }
    Ok(Exit::Done)
}
