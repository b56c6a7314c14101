//! A page as a PDF, printed by a browser of this computer. The program has no engine of its own to lay out a page, and says
//! which browser it took, or what to do where there is none.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use leadership_advisor_report::clean;

use crate::exit::Failure;
use crate::{output, save};

/// Browsers that print without a window, by the names of their programs.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// The first bytes of every PDF.
const SIGN: &[u8] = b"%PDF-";

/// Prints a page to a file, which appears whole or not at all.
pub(crate) fn print(page: &str, path: &Path) -> Result<(), Failure> {
    save::check(path)?;
    let Some(browser) = browser() else {
        let message = format!("`{}` takes a browser that prints it, and there is none on the PATH", path.display());
        let help = "install Chromium, Chrome or Edge; or write `--output FILE.html`, open it and print it to a PDF";
        return Err(Failure::new(message, Some(help)));
    };
    let failed = |error: &std::io::Error| Failure::io("write to", &std::env::temp_dir(), error);
    let folder = tempfile::Builder::new().prefix("advisor-pdf-").tempdir().map_err(|error| failed(&error))?;
    let (html, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
    std::fs::write(&html, page).map_err(|error| failed(&error))?;
    // Where a browser may not build its sandbox, as in most containers, it refuses. The page holds no script and may load
    // nothing, so that the second try needs none.
    let printed =
        [&[] as &[&str], &["--no-sandbox"]].iter().find_map(|more| run(&browser, folder.path(), &html, &pdf, more));
    let name = browser.display().to_string();
    let Some(bytes) = printed else {
        let message = format!("`{name}` did not print the page");
        return Err(Failure::new(message, Some("write `--output FILE.html`, open it and print it to a PDF")));
    };
    save::write_bytes(path, &bytes)?;
    output::message(&format!("Printed by {}\n", clean(&name)));
    Ok(())
}

/// What the browser printed, if it is a PDF.
fn run(browser: &Path, folder: &Path, html: &Path, pdf: &Path, more: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new(browser);
    command.args(["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]).args(more);
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.arg(format!("--print-to-pdf={}", pdf.display()));
    command.arg(html).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let ended = command.status().ok()?;
    let bytes = std::fs::read(pdf).ok()?;
    (ended.success() && bytes.starts_with(SIGN)).then_some(bytes)
}

/// The first browser on the PATH.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    let named = |name: &&str| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file())
    };
    BROWSERS.iter().find_map(named)
}
