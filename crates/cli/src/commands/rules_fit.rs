//! `advisor rules fit`: the smallest change of points under which cases come out as expected.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use leadership_advisor::{Cases, Fit, FitError, FitOptions, NumberEdit, Rulebook};
use leadership_advisor_report::{
    FitRun, cross_validation_json, cross_validation_text, fit_json, fit_text, list_of, suggestions_json,
    suggestions_text,
};
use leadership_advisor_solver::Simplex;

use crate::args::{Fit as Args, FitFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &Args) -> Result<Exit, Failure> {
    let paths = input::own_or(&args.paths, rules);
    if args.write && paths.is_empty() {
        let help = "name the rulebook: `advisor rules fit PATH --write`";
        return Err(Failure::new("the rulebook that comes with the program cannot be written", Some(help)));
    }
    let rulebook = input::rulebook(paths)?;
    let cases = cases(&rulebook, args)?;
    let mut options = FitOptions::default();
    options.scale = args.points;
    options.keep.clone_from(&args.keep);
    options.margin = args.margin;
    options.all_layers = args.all_layers;
    options.budget = args.budget;
    let is_json = args.format == FitFormat::Json;
    if args.suggest {
        let suggestions = cases.suggest(args.budget).map_err(|error| refusal(&error))?;
        output::result(&match is_json {
            true => suggestions_json(&rulebook, &suggestions),
            false => suggestions_text(&rulebook, &suggestions, output::width()),
        })?;
        return Ok(Exit::Done);
    }
    if args.cross_validate {
        let validation = cases.cross_validate(&options, &Simplex).map_err(|error| refusal(&error))?;
        output::result(&match is_json {
            true => cross_validation_json(&rulebook, &validation),
            false => cross_validation_text(&rulebook, &validation, output::width()),
        })?;
        return Ok(Exit::Done);
    }
    let fit = match cases.fit(&options, &Simplex) {
        Ok(fit) => fit,
        // The question was a good one, and the answer is no.
        Err(error @ (FitError::NoPointsKeep(_) | FitError::NoneFound(_))) => {
            output::failure(&refusal(&error));
            return Ok(Exit::No);
        }
        Err(error) => return Err(refusal(&error)),
    };
    let run = FitRun { rulebook: &rulebook, fit: &fit, margin: args.margin, written: args.write };
    if args.write {
        write(&rulebook, &fit)?;
    }
    output::result(&if is_json { fit_json(&run) } else { fit_text(&run, output::width()) })?;
    Ok(Exit::Done)
}

fn refusal(error: &FitError) -> Failure {
    Failure::new(error.to_string(), Some(&error.help()))
}

/// The cases that are meant.
fn cases(rulebook: &Rulebook, args: &Args) -> Result<Cases, Failure> {
    let cases = match args.cases.as_slice() {
        [] => rulebook.own_cases(),
        paths => rulebook.load_cases(paths)?,
    };
    let Some(group) = &args.group else { return Ok(cases) };
    let known: Vec<String> = cases.groups().iter().map(|group| format!("`{group}`")).collect();
    let chosen = cases.of_group(group);
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let help = match known.as_slice() {
        [] => "no case has a group; write `group:` on cases".to_owned(),
        known => format!("there are {}", list_of(known, "and")),
    };
    Err(Failure::new(format!("no case is of the group `{group}`"), Some(&help)))
}

/// Puts the new numbers where the old ones stand. All files are made ready before the first is written.
fn write(rulebook: &Rulebook, fit: &Fit) -> Result<(), Failure> {
    let edits = fit.edits().map_err(|unwritable| {
        let places: Vec<String> =
            unwritable.iter().map(|one| format!("`{}` for `{}` at {}", one.rule, one.option, one.place)).collect();
        let message =
            format!("points behind an anchor or an alias cannot be changed alone: {}", list_of(&places, "and"));
        Failure::new(message, Some("write these numbers out where they are used, or keep the rules with `--keep`"))
    })?;
    let mut files: BTreeMap<&str, Vec<&NumberEdit>> = BTreeMap::new();
    for edit in edits {
        files.entry(&edit.file).or_default().push(edit);
    }
    let mut ready = Vec::new();
    for (name, edits) in &files {
        let path = Path::new(name);
        let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
        ready.push((
            path,
            edited(&bytes, edits).ok_or_else(|| {
                let message = format!("`{name}` has changed since it was read");
                Failure::new(message, Some("run the command again"))
            })?,
        ));
    }
    // Read back before anything is written: the same rulebook, with these points.
    check(rulebook, &ready)?;
    ready.iter().try_for_each(|(path, bytes)| save::write_bytes(path, bytes))
}

/// The bytes with other numbers. None where something else stands there.
fn edited(bytes: &[u8], edits: &[&NumberEdit]) -> Option<Vec<u8>> {
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for edit in edits {
        let (start, end) = (edit.start + mark, edit.end + mark);
        out.extend_from_slice(bytes.get(from..start)?);
        if bytes.get(start..end)? != edit.from.as_bytes() {
            return None;
        }
        out.extend_from_slice(edit.to.as_bytes());
        from = end;
    }
    out.extend_from_slice(bytes.get(from..)?);
    Some(out)
}

/// That the new texts are a rulebook.
fn check(rulebook: &Rulebook, ready: &[(&Path, Vec<u8>)]) -> Result<(), Failure> {
    let layers = rulebook.layer_texts();
    let texts = layers.iter().map(|files| {
        files.iter().map(|(name, text)| {
            let new = ready.iter().find(|(path, _)| *path == Path::new(name));
            ((*name).to_owned(), new.map_or_else(|| text.as_bytes().to_vec(), |(_, bytes)| bytes.clone()))
        })
    });
    Rulebook::parse_layers(texts)?;
    Ok(())
}
