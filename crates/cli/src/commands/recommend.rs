//! `advisor recommend`: from a file of answers to a recommendation, on the screen, in a file, or in the browser.

use std::path::PathBuf;

use leadership_advisor_report::recommendation_json;

use crate::args::{Recommend, RecommendFormat};
use crate::date::Date;
use crate::exit::{Exit, Failure};
use crate::{browser, bundle, input, output, pager, pdf, save};

pub(crate) fn run(rules: &[PathBuf], args: &Recommend) -> Result<Exit, Failure> {
    let format = format(args)?;
    let inputs = rules.iter().chain([&args.file]).chain(&args.brand);
    save::spares(args.output.as_deref(), inputs.map(PathBuf::as_path))?;
    args.bundle.as_deref().map_or(Ok(()), bundle::is_free)?;
    let rulebook = input::rulebook(rules)?;
    let branding = input::brand(args.brand.as_deref(), &rulebook)?;
    save::spares(args.output.as_deref(), branding.logo.iter().map(|(path, _)| path.as_path()))?;
    let brand = &branding.brand;
    let mut answers = input::answers(&rulebook, &args.file)?;
    input::apply_sets(&mut answers, &args.set)?;
    let evaluation = answers.evaluate();
    let analysed = evaluation.analysed(output::PATIENCE);
    let day = args.date.unwrap_or_else(Date::today);
    let date = day.in_words(brand);
    let page = || match format {
        RecommendFormat::Board => brand.board(&analysed, &date),
        _ => brand.page(&analysed, Some(&date)),
    };
    if let Some(folder) = &args.bundle {
        bundle::write(folder, &answers, &branding, day)?;
    }
    if args.open {
        browser::show(&page(), args.output.as_deref())?;
        return Ok(Exit::Done);
    }
    if let Some(path) = args.output.as_deref().filter(|path| output::ending(path).as_deref() == Some("pdf")) {
        pdf::print(&page(), path)?;
        return Ok(Exit::Done);
    }
    let text = match format {
        RecommendFormat::Text if args.brief => brand.brief(&analysed, output::width(), None),
        RecommendFormat::Text if args.all_ways => brand.text_with_all_ways(&analysed, output::width()),
        RecommendFormat::Text => brand.text(&analysed, output::width()),
        RecommendFormat::Markdown => brand.markdown(&analysed),
        RecommendFormat::Html | RecommendFormat::Board => page(),
        RecommendFormat::Json => recommendation_json(&analysed),
    };
    match (&args.output, format) {
        (None, RecommendFormat::Text) => pager::show(&text, args.paging)?,
        (output, _) => output::result_or_file(output.as_deref(), &text)?,
    }
    Ok(Exit::Done)
}

/// The format that was asked for, or the one that a file's ending or another argument asks for.
fn format(args: &Recommend) -> Result<RecommendFormat, Failure> {
    let ending = args.output.as_deref().and_then(output::ending);
    let implied = match ending.as_deref() {
        _ if args.brief || args.all_ways => RecommendFormat::Text,
        Some("pdf") => RecommendFormat::Board,
        _ if args.open => RecommendFormat::Html,
        Some("html" | "htm") => RecommendFormat::Html,
        Some("md" | "markdown") => RecommendFormat::Markdown,
        Some("json") => RecommendFormat::Json,
        _ => RecommendFormat::Text,
    };
    let format = args.format.unwrap_or(implied);
    let is_page = matches!(format, RecommendFormat::Html | RecommendFormat::Board);
    if args.open && !is_page {
        return Err(Failure::new("`--open` shows a page", Some("leave out `--format`, or write `--format html`")));
    }
    if ending.as_deref() == Some("pdf") && (!is_page || args.open) {
        let help = "leave out `--open`, and write `--format board` or `--format html`; or give the file another ending";
        return Err(Failure::new("a PDF is a printed page", Some(help)));
    }
    if args.brand.is_some() && args.bundle.is_none() && format == RecommendFormat::Json {
        return Err(Failure::new("`--brand` says nothing in JSON", Some("leave one of the two out")));
    }
    if args.date.is_some() && !is_page && args.bundle.is_none() {
        return Err(Failure::new(
            "`--date` stands on a page",
            Some("write `--format html` or `--format board` as well"),
        ));
    }
    if args.brief && format != RecommendFormat::Text {
        return Err(Failure::new("`--brief` is text", Some("leave out `--format`, or write `--format text`")));
    }
    if args.all_ways && format != RecommendFormat::Text {
        return Err(Failure::new("`--all-ways` is text", Some("leave out `--format`, or write `--format text`")));
    }
    Ok(format)
}
