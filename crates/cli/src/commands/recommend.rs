//! `advisor recommend`: from a file of answers to a recommendation, on the screen, in a file, or in the browser.

use std::path::{Path, PathBuf};

use leadership_advisor_report::{
    recommendation_brief, recommendation_html, recommendation_json, recommendation_markdown, recommendation_text,
};

use crate::args::{Recommend, RecommendFormat};
use crate::exit::{Exit, Failure};
use crate::{browser, input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &Recommend) -> Result<Exit, Failure> {
    let format = format(args)?;
    save::spares(args.output.as_deref(), rules.iter().map(PathBuf::as_path).chain([args.file.as_path()]))?;
    let rulebook = input::rulebook(rules)?;
    let mut answers = input::answers(&rulebook, &args.file)?;
    input::apply_sets(&mut answers, &args.set)?;
    let evaluation = answers.evaluate();
    let analysis = || evaluation.analyse_within(output::PATIENCE);
    if args.open {
        browser::show(&recommendation_html(&evaluation, &analysis()), args.output.as_deref())?;
        return Ok(Exit::Done);
    }
    let text = match format {
        RecommendFormat::Text if args.brief => recommendation_brief(&evaluation, &analysis(), output::width()),
        RecommendFormat::Text => recommendation_text(&evaluation, &analysis(), output::width()),
        RecommendFormat::Markdown => recommendation_markdown(&evaluation, &analysis()),
        RecommendFormat::Html => recommendation_html(&evaluation, &analysis()),
        RecommendFormat::Json => recommendation_json(&evaluation, output::PATIENCE),
    };
    output::result_or_file(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

/// The format that was asked for, or the one that a file's ending or another argument asks for.
fn format(args: &Recommend) -> Result<RecommendFormat, Failure> {
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let implied = match ending.map(str::to_ascii_lowercase).as_deref() {
        _ if args.open => RecommendFormat::Html,
        _ if args.brief => RecommendFormat::Text,
        Some("html" | "htm") => RecommendFormat::Html,
        Some("md" | "markdown") => RecommendFormat::Markdown,
        Some("json") => RecommendFormat::Json,
        _ => RecommendFormat::Text,
    };
    let format = args.format.unwrap_or(implied);
    if args.open && format != RecommendFormat::Html {
        return Err(Failure::new("`--open` shows a page", Some("leave out `--format`, or write `--format html`")));
    }
    if args.brief && format != RecommendFormat::Text {
        return Err(Failure::new("`--brief` is text", Some("leave out `--format`, or write `--format text`")));
    }
    Ok(format)
}
