//! `advisor rules diff`: what an edit of a rulebook means, or a layer over it.

use std::fs;
use std::path::{Path, PathBuf};

use leadership_advisor::{Answers, Layer, Lints, LoadError, Rulebook};
use leadership_advisor_report::{Form, difference_json, difference_shown, findings_json};

use crate::args::{Diff, OutlineFormat};
use crate::exit::{Exit, Failure};
use crate::{input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &Diff) -> Result<Exit, Failure> {
    let [before, after] = versions(rules, args)?;
    let told: Vec<PathBuf> = args.answers.iter().flat_map(|path| files(path).unwrap_or_default()).collect();
    save::spares(args.output.as_deref(), before.iter().chain(&after).chain(&told).map(PathBuf::as_path))?;
    let (old, new) = match (input::rulebook(&before), input::rulebook(&after)) {
        (Ok(old), Ok(new)) => (old, new),
        // What is wrong in a rulebook is wrong in what is laid over it, and told there.
        (Err(_), Err(new)) if after.starts_with(&before) => return refused(args, [Err(new), Ok(Rulebook::builtin())]),
        (Err(old), Err(_)) if before.starts_with(&after) => return refused(args, [Err(old), Ok(Rulebook::builtin())]),
        (old, new) => return refused(args, [old, new]),
    };
    let told = answers(&old, &new, &args.answers)?;
    let renames = old
        .renames(&new, &renamed(&args.renamed)?)
        .map_err(|error| Failure::new(error.to_string(), error.help.as_deref()))?;
    let old = old.renamed(&renames);
    let told: Vec<_> = told.into_iter().map(|(file, answers)| (file, answers.under(&old))).collect();
    let mut difference = old.difference(&new);
    difference.renames = renames;
    let files: Vec<_> =
        told.iter().map(|(file, answers)| difference.retell(&file.to_string_lossy(), answers)).collect();
    let text = match format(args) {
        OutlineFormat::Html => difference_shown(&difference, &files, Form::Html),
        OutlineFormat::Text => difference_shown(&difference, &files, Form::Text(output::width())),
        OutlineFormat::Markdown => difference_shown(&difference, &files, Form::Markdown),
        OutlineFormat::Json => difference_json(&difference, &files),
    };
    output::result_or_file(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

/// The format that was asked for, or the one that a file's ending asks for.
fn format(args: &Diff) -> OutlineFormat {
    OutlineFormat::of(args.format, args.output.as_deref().and_then(output::ending).as_deref())
}

/// The pairs of `--renamed OLD=NEW`.
fn renamed(pairs: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pair = |pair: &String| match pair.split_once('=') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok((from.to_owned(), to.to_owned())),
        _ => Err(Failure::new(format!("--renamed {pair}: write it as OLD=NEW"), None)),
    };
    pairs.iter().map(pair).collect()
}

/// The layers of the version before and of the version after, lowest first; none are the rulebook that comes with the program.
fn versions(rules: &[PathBuf], args: &Diff) -> Result<[Vec<PathBuf>; 2], Failure> {
    let below = |paths: &[&PathBuf]| -> Vec<PathBuf> {
        rules.iter().chain(paths.iter().copied()).chain(&args.with).cloned().collect()
    };
    let old = Layer::load(&args.old)?;
    let Some(path) = &args.new else {
        let shipped = Rulebook::builtin();
        // A layer against what it lies over, or a rulebook against the one that it was made from.
        let base = old.extends.as_deref().unwrap_or(&old.id);
        return match (&old.extends, rules) {
            (None, [_, ..]) => Ok([below(&[]), [&args.old].into_iter().chain(&args.with).cloned().collect()]),
            (Some(_), [_, ..]) => Ok([below(&[]), below(&[&args.old])]),
            _ if base == shipped.id() => Ok([below(&[]), below(&[&args.old])]),
            (extends, []) => {
                let path = args.old.display();
                let message = match extends {
                    Some(base) => format!("`{path}` extends `{base}`, which does not come with the program"),
                    None => format!("`{path}` extends no rulebook, and there is none to compare it with"),
                };
                let help = format!("name two rulebooks: `advisor rules diff OLD {path}`");
                Err(Failure::new(message, Some(&help)))
            }
        };
    };
    let new = Layer::load(path)?;
    let lies_over = |one: &Layer, other: &Layer| one.extends.as_ref() == Some(&other.id) && one.id != other.id;
    Ok(match () {
        () if lies_over(&new, &old) => [below(&[&args.old]), below(&[&args.old, path])],
        () if lies_over(&old, &new) => [below(&[path, &args.old]), below(&[path])],
        () => [below(&[&args.old]), below(&[path])],
    })
}

/// The findings of both versions; anything else that goes wrong comes before them.
fn refused(args: &Diff, versions: [Result<Rulebook, Failure>; 2]) -> Result<Exit, Failure> {
    let mut findings = Vec::new();
    for failure in versions.into_iter().filter_map(Result::err) {
        match failure {
            Failure::Load(LoadError::Invalid(problems)) => findings.push(problems),
            other => return Err(other),
        }
    }
    match (format(args), findings.as_slice()) {
        // One document, so that it can be read: that of the version before, which the other may share.
        (OutlineFormat::Json, [first, ..]) => output::result(&findings_json(&Lints::from(first.clone())))?,
        _ => findings.iter().try_for_each(output::findings)?,
    }
    Ok(Exit::No)
}

/// The answers in all files, and in those of all folders. What is wrong with any of them is told; the first is the one that the
/// command ends with.
fn answers(old: &Rulebook, new: &Rulebook, paths: &[PathBuf]) -> Result<Vec<(PathBuf, Answers)>, Failure> {
    let (mut told, mut first) = (Vec::new(), None);
    let files: Vec<Result<PathBuf, Failure>> = paths
        .iter()
        .flat_map(|path| match files(path) {
            Ok(files) => files.into_iter().map(Ok).collect(),
            Err(failure) => vec![Err(failure)],
        })
        .collect();
    for file in files {
        match file.and_then(|file| Ok((answers_in(old, new, &file)?, file))) {
            Ok((answers, file)) => told.push((file, answers)),
            Err(failure) if first.is_none() => first = Some(failure),
            Err(failure) => _ = output::failure(&failure),
        }
    }
    first.map_or(Ok(told), Err)
}

/// The file, or the files of the folder in the order of their names.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let cannot = |error| Failure::io("read", path, &error);
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(cannot)? {
        let file = entry.map_err(cannot)?.path();
        let is_answers = file
            .extension()
            .is_some_and(|ending| ["yaml", "yml", "json"].iter().any(|one| ending.eq_ignore_ascii_case(one)));
        let is_hidden = file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if is_answers && !is_hidden && !file.is_dir() {
            files.push(file);
        }
    }
    if files.is_empty() {
        let message = format!("the folder `{}` holds no file whose name ends in .yaml, .yml or .json", path.display());
        return Err(Failure::new(message, None));
    }
    files.sort();
    Ok(files)
}

/// Answers to either version: those that were saved with the old one may name what the new one has no more.
fn answers_in(old: &Rulebook, new: &Rulebook, file: &Path) -> Result<Answers, Failure> {
    match input::answers(new, file) {
        Ok(answers) => Ok(answers),
        Err(failure) => input::answers(old, file).map_err(|_| failure),
    }
}
