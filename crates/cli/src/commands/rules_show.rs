//! `advisor rules show`: the rulebook as people read it, or one thing of it with all that touches it.

use std::path::{Path, PathBuf};

use leadership_advisor_report::{Form, catalogue_json, items_shown, rulebook_shown};

use crate::args::{OutlineFormat, Show};
use crate::exit::{Exit, Failure};
use crate::{input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &Show) -> Result<Exit, Failure> {
    let (path, id) = args.path_and_id();
    let own = path.map(Path::to_owned);
    let paths = input::own_or(own.as_slice(), rules);
    save::spares(args.output.as_deref(), paths.iter().map(PathBuf::as_path))?;
    let rulebook = input::rulebook(paths)?;
    let format = OutlineFormat::of(args.format, args.output.as_deref().and_then(output::ending).as_deref());
    let form = match (format, id) {
        (OutlineFormat::Html, _) => Form::Html,
        (OutlineFormat::Markdown, _) => Form::Markdown,
        (OutlineFormat::Text, _) => Form::Text(output::width()),
        (OutlineFormat::Json, None) => {
            output::result_or_file(args.output.as_deref(), &catalogue_json(&rulebook))?;
            return Ok(Exit::Done);
        }
        (OutlineFormat::Json, Some(_)) => {
            let help = "leave out the id, or write `--format text`, `markdown` or `html`";
            return Err(Failure::new("`--format json` shows the whole rulebook", Some(help)));
        }
    };
    let text = match id {
        None => rulebook_shown(&rulebook, form),
        Some(id) => {
            let items = rulebook.items(id);
            if items.is_empty() {
                // Alone, it may have been meant as a path.
                let no_file = if path.is_none() { format!("no file is called `{id}`, and ") } else { String::new() };
                let message = format!("{no_file}nothing in the rulebook `{}` has the id `{id}`", rulebook.id());
                let help = rulebook.near_item(id).unwrap_or_else(|| "`advisor rules show` lists them all".to_owned());
                return Err(Failure::new(message, Some(&help)));
            }
            items_shown(&rulebook, &items, form)
        }
    };
    output::result_or_file(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}
