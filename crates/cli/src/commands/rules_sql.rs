//! `advisor rules sql`: the rulebook as one query.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use leadership_advisor_sql::{Mapping, Request, sql};

use crate::args::Sql;
use crate::exit::{Exit, Failure};
use crate::{input, output, save};

/// Maps are written by people.
const MOST_BYTES: u64 = 1 << 20;

pub(crate) fn run(rules: &[PathBuf], args: &Sql) -> Result<Exit, Failure> {
    let paths = input::own_or(&args.paths, rules);
    save::spares(args.output.as_deref(), paths.iter().chain(&args.map).map(PathBuf::as_path))?;
    let rulebook = input::rulebook(paths)?;
    let mut request = Request::new(args.dialect, &args.from);
    if let Some(path) = &args.map {
        request.mapping = mapping(path)?;
    }
    request.form = args.form();
    request.name.clone_from(&args.name);
    request.explain = args.explain;
    request.stamp = args.stamp;
    let text = sql(&rulebook, &request).map_err(|unfit| {
        let help = "docs/sql.md says what a table, a map and an engine must be like";
        Failure::new(unfit.problems().join("\n       "), Some(help))
    })?;
    output::result_or_file(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

fn mapping(path: &Path) -> Result<Mapping, Failure> {
    let unreadable = |error| Failure::io("read", path, &error);
    let mut text = String::new();
    File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_string(&mut text)).map_err(unreadable)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(Failure::new(format!("`{}` has more than 1 MiB", path.display()), None));
    }
    let help = "a map is JSON: {\"columns\": {\"stage\": \"growth_stage\"}, \"values\": {\"stage\": {\"Seed\": \"searching\"}}}";
    Mapping::parse(&text).map_err(|why| Failure::new(format!("`{}`: {why}", path.display()), Some(help)))
}
