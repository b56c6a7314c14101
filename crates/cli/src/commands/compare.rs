//! `advisor compare`: the answers of several people side by side, or one set of answers with and without changes.

use std::path::{Path, PathBuf};

use leadership_advisor::{Answers, Budget, Evaluation, Panel};
use leadership_advisor_report::{Sides, panel_json};

use crate::args::{Compare, CompareFormat};
use crate::exit::{Exit, Failure};
use crate::input::Branding;
use crate::{input, output, pager, save};

/// So many sets of answers are tried to find what brings people together: some seconds at most.
const TRIALS: Budget = Budget(20_000);
/// More people than this do not sit around a table.
const MOST_PEOPLE: usize = 20;

pub(crate) fn run(rules: &[PathBuf], args: &Compare) -> Result<Exit, Failure> {
    let format = format(args)?;
    let (files, set) = (args.files.as_slice(), args.set.as_slice());
    if files.len() == 1 && set.is_empty() {
        let help = "give a second file, or `--set ID=VALUE` for what differs from the first";
        return Err(Failure::new("there is nothing to compare with", Some(help)));
    }
    if files.len() > MOST_PEOPLE {
        let message = format!("{} sets of answers are too many; {MOST_PEOPLE} can be compared", files.len());
        return Err(Failure::new(message, Some("`advisor batch` takes any number")));
    }
    if files.iter().filter(|path| path.as_path() == Path::new("-")).count() > 1 {
        return Err(Failure::new("standard input cannot be read twice", Some("name a file for all but one of them")));
    }
    if args.brand.is_some() && format == CompareFormat::Json {
        return Err(Failure::new("`--brand` says nothing in JSON", Some("leave one of the two out")));
    }
    let inputs = files.iter().chain(rules).chain(&args.brand).map(PathBuf::as_path);
    save::spares(args.output.as_deref(), inputs)?;
    let rulebook = input::rulebook(rules)?;
    let Branding { brand, logo, .. } = input::brand(args.brand.as_deref(), &rulebook)?;
    save::spares(args.output.as_deref(), logo.iter().map(|(path, _)| path.as_path()))?;
    let mut people: Vec<Answers> = Vec::new();
    for path in files {
        people.push(input::answers(&rulebook, path)?);
    }
    let change = set.join(", ");
    let sides = match (files, people.first().cloned()) {
        ([_], Some(only)) => {
            people.push(only);
            Sides::WhatIf(change)
        }
        _ => {
            let mut names = names(files);
            names
                .iter_mut()
                .last()
                .filter(|_| !set.is_empty())
                .into_iter()
                .for_each(|name| *name += &format!(" with {change}"));
            Sides::People(names)
        }
    };
    people.last_mut().map_or(Ok(()), |last| input::apply_sets(last, set))?;
    let people: Vec<Evaluation> = people.iter().map(Answers::evaluate).collect();
    let Some(panel) = Panel::of(&people.iter().collect::<Vec<_>>(), TRIALS) else {
        return Err(Failure::new("these are answers to different rulebooks", None));
    };
    let comparison = match people.as_slice() {
        [first, second] => first.compare(second).ok(),
        _ => None,
    };
    let text = match format {
        CompareFormat::Text => brand.panel_text(&panel, &sides, comparison.as_ref(), output::width()),
        CompareFormat::Markdown => brand.panel_markdown(&panel, &sides),
        CompareFormat::Html => brand.panel_page(&panel, &sides),
        CompareFormat::Json => panel_json(&panel, &sides.names(), comparison.as_ref()),
    };
    match (&args.output, format) {
        (None, CompareFormat::Text) => pager::show(&text, args.paging)?,
        (output, _) => output::result_or_file(output.as_deref(), &text)?,
    }
    Ok(Exit::Done)
}

/// The format that was asked for, or the one that a file's ending asks for.
fn format(args: &Compare) -> Result<CompareFormat, Failure> {
    let ending = args.output.as_deref().and_then(output::ending);
    let implied = match ending.as_deref() {
        Some("html" | "htm") => CompareFormat::Html,
        Some("md" | "markdown") => CompareFormat::Markdown,
        Some("json") => CompareFormat::Json,
        Some("pdf") => {
            let help = "write `--output FILE.html`, open it and print it to a PDF";
            return Err(Failure::new("a comparison is not printed as a PDF", Some(help)));
        }
        _ => CompareFormat::Text,
    };
    Ok(args.format.unwrap_or(implied))
}

/// What people are called: the files without folder and ending, or in full where that would be the same for two.
fn names(files: &[PathBuf]) -> Vec<String> {
    let stem = |path: &PathBuf| match path.to_str() {
        Some("-") => input::STANDARD.to_owned(),
        _ => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
    };
    let stems: Vec<String> = files.iter().map(stem).collect();
    let is_one = |stem: &String| stems.iter().filter(|other| *other == stem).count() == 1;
    let names = stems.iter().zip(files);
    names.map(|(stem, path)| if is_one(stem) { stem.clone() } else { path.display().to_string() }).collect()
}
