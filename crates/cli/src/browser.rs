//! Showing a page in the reader's browser. The page is a file, so that it is still there when the browser is not.

use std::io::Write;
use std::path::{Path, PathBuf};

use leadership_advisor_report::clean;

use crate::exit::Failure;
use crate::{output, save};

/// Writes a page to a file, or to a temporary one that stays, and asks the system to show it. The message says where the
/// page is; where nothing can show it, the failure does.
pub(crate) fn show(page: &str, path: Option<&Path>) -> Result<(), Failure> {
    let path = match path {
        Some(path) => {
            save::write(path, page)?;
            path.to_owned()
        }
        None => temporary(page)?,
    };
    let name = path.display().to_string();
    match open::that(&path) {
        Ok(()) => output::message(&format!("The page is in {}\n", clean(&name))),
        Err(_) => {
            let help = format!("the page is in `{name}`; open that file in a browser");
            return Err(Failure::new("no browser could be started from here", Some(&help)));
        }
    }
    Ok(())
}

/// A file that outlives the program: the browser reads it when it gets round to it.
fn temporary(page: &str) -> Result<PathBuf, Failure> {
    let failed = |error: &std::io::Error| Failure::io("write to", &std::env::temp_dir(), error);
    let file = tempfile::Builder::new().prefix("advisor-report-").suffix(".html").tempfile();
    let mut file = file.map_err(|error| failed(&error.kind().into()))?;
    file.write_all(page.as_bytes()).map_err(|error| failed(&error))?;
    let (_, path) = file.keep().map_err(|error| failed(&error.error))?;
    Ok(path)
}
