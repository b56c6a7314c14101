//! A folder with a page for each company and an index, for `--reports`.
//!
//! Everything is written into a folder aside, and moved to its place when it is complete, the index last. A list of what was
//! written stays in the folder: only those files may be replaced or removed by the next run, and nobody else's.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use leadership_advisor::Rulebook;
use leadership_advisor_report::{PortfolioRow, clean, count, portfolio_html};
use tempfile::TempDir;

use super::pages::Report;
use crate::exit::Failure;

const INDEX: &str = "index.html";
/// The list of the files that were written, one a line.
const LIST: &str = ".advisor-reports";
const LIST_HEAD: &str = "# Written by `advisor batch --reports`, which replaces the files named here and no others.";
/// A list is read up to this size.
const MOST_BYTES: u64 = 64 << 20;
/// The longest name of a file, without its ending.
const LONGEST: usize = 80;
/// Names that some systems keep for devices, in any case and with any ending.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin", "conout", "clock"];

/// The folder on its way.
pub(super) struct Portfolio {
    folder: PathBuf,
    aside: Unfinished,
    /// What an earlier run wrote.
    earlier: HashSet<String>,
    /// The names of files so far, without their endings, and the number that the next of the same name gets.
    taken: HashMap<String, u64>,
    rows: Vec<PortfolioRow>,
    pages: u64,
}

/// What is removed when a run ends early.
#[derive(Clone)]
pub(super) struct Unfinished {
    aside: Arc<Mutex<Option<TempDir>>>,
    path: PathBuf,
    /// The folder of the reports, if this run has made it.
    made: Option<PathBuf>,
}

impl Unfinished {
    /// Keeps an interrupt waiting. Where one has come already and removed everything, it is about to end the program.
    fn held(&self) -> MutexGuard<'_, Option<TempDir>> {
        let aside = self.aside.lock().unwrap_or_else(PoisonError::into_inner);
        if aside.is_some() {
            return aside;
        }
        drop(aside);
        loop {
            std::thread::park();
        }
    }

    /// Removes it, and says whether it was still there. If it is being moved to its place, that is waited for.
    pub(super) fn remove(&self) -> bool {
        let aside = self.aside.lock().unwrap_or_else(PoisonError::into_inner).take();
        let is_there = aside.is_some();
        drop(aside);
        if is_there {
            // A folder with something in it stays.
            self.made.iter().for_each(|folder| drop(fs::remove_dir(folder)));
        }
        is_there
    }
}

impl Drop for Portfolio {
    fn drop(&mut self) {
        self.aside.remove();
    }
}

impl Portfolio {
    /// Looks at the folder before anything is worked out. It is made if it is not there.
    pub(super) fn new(folder: &Path) -> Result<Portfolio, Failure> {
        let unwritable = |error: &std::io::Error| Failure::io("write", folder, error);
        let mut made = None;
        match fs::metadata(folder) {
            Ok(about) if !about.is_dir() => {
                let message = format!("`{}` is a file", folder.display());
                return Err(Failure::new(message, Some("`--reports` takes a folder for the pages")));
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(folder).map_err(|error| unwritable(&error))?;
                made = Some(folder.to_owned());
            }
            Err(error) => return Err(unwritable(&error)),
        }
        let earlier = earlier(folder)?;
        let aside = tempfile::Builder::new().prefix(".advisor-unfinished-").tempdir_in(folder);
        let aside = aside.map_err(|error| unwritable(&error.kind().into()))?;
        let path = aside.path().to_owned();
        let portfolio = Portfolio {
            folder: folder.to_owned(),
            aside: Unfinished { aside: Arc::new(Mutex::new(Some(aside))), path, made },
            earlier,
            taken: HashMap::from([("index".to_owned(), 2)]),
            rows: Vec::new(),
            pages: 0,
        };
        portfolio.spares(INDEX)?;
        Ok(portfolio)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn unfinished(&self) -> Unfinished {
        self.aside.clone()
    }

    /// An error if somebody else's file has this name.
    fn spares(&self, name: &str) -> Result<(), Failure> {
        let path = self.folder.join(name);
        if self.earlier.contains(name) || path.symlink_metadata().is_err() {
            return Ok(());
        }
        let message =
            format!("`{}` is there already, and was not written by `advisor batch --reports`", path.display());
        Err(Failure::new(message, Some("choose another folder, or move the file away")))
    }

    /// Writes a page, and notes the row for the index.
    pub(super) fn add(&mut self, report: Report) -> Result<(), Failure> {
        let Report { name, mut row, page } = report;
        row.name = name;
        row.number = self.rows.len() as u64 + 1;
        if let Some(page) = page {
            let file = format!("{}.html", free(&file_name(&row.name, row.number), &mut self.taken));
            self.spares(&file)?;
            self.write(&file, &page)?;
            self.pages += 1;
            row.page = Some(file);
        }
        self.rows.push(row);
        Ok(())
    }

    fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let _held = self.aside.held();
        let path = self.aside.path.join(name);
        let written = fs::File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| Failure::io("write", &self.folder.join(name), &error))
    }

    /// Writes the index, moves everything to its place, and says how it went.
    pub(super) fn put_in_place(&self, rulebook: &Rulebook, date: &str) -> Result<String, Failure> {
        self.write(INDEX, &portfolio_html(rulebook, &self.rows, Some(date)))?;
        let mut names: Vec<&str> = self.rows.iter().filter_map(|row| row.page.as_deref()).collect();
        names.push(INDEX);
        let list = |names: &mut dyn Iterator<Item = &str>| {
            names.fold(format!("{LIST_HEAD}\n"), |list, name| list + name + "\n")
        };
        // An interrupt waits from here on.
        let mut aside = self.aside.held();
        let failed = |name: &str, error: &std::io::Error| Failure::io("write", &self.folder.join(name), error);
        // Until all is in its place, the list names what may be there of either run.
        let both = list(&mut self.earlier.iter().map(String::as_str).chain(names.iter().copied()));
        crate::save::write(&self.folder.join(LIST), &both)?;
        for name in &names {
            fs::rename(self.aside.path.join(name), self.folder.join(name)).map_err(|error| failed(name, &error))?;
        }
        let current: HashSet<&str> = names.iter().copied().collect();
        for stale in self.earlier.iter().filter(|name| !current.contains(name.as_str())) {
            // One that is gone already is as it should be.
            let _ = fs::remove_file(self.folder.join(stale));
        }
        crate::save::write(&self.folder.join(LIST), &list(&mut names.iter().copied()))?;
        drop(aside.take());
        let pages = count(self.pages, "page");
        let index = self.folder.join(INDEX);
        Ok(format!("wrote {pages} and `{}`\n", clean(&index.display().to_string())))
    }
}

/// The files that an earlier run wrote. Names that it would not have given are passed over.
fn earlier(folder: &Path) -> Result<HashSet<String>, Failure> {
    let path = folder.join(LIST);
    // A link is none: what it leads to would be written over.
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(HashSet::new()),
        Ok(about) if about.is_file() && about.len() <= MOST_BYTES => {}
        _ => return Err(Failure::new(format!("`{}` is no list of reports", path.display()), None)),
    }
    let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
    let is_own = |name: &&str| {
        let stem = name.strip_suffix(".html").unwrap_or_default();
        !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    Ok(text.lines().filter(is_own).map(str::to_owned).collect())
}

/// A name for the page of a company, without an ending: small letters, digits and hyphens, whatever its id is.
fn file_name(id: &str, number: u64) -> String {
    let mut name = String::new();
    for c in id.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => name.push_str(letters),
            None if c.is_ascii_alphanumeric() => name.push(c),
            // What stands within a word leaves no gap.
            None if matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}') => {}
            None if name.is_empty() || name.ends_with('-') => {}
            None => name.push('-'),
        }
        if name.len() >= LONGEST {
            break;
        }
    }
    let name = name.trim_matches('-');
    let is_device = || {
        let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
        DEVICES.contains(&name) || (matches!(base, "com" | "lpt") && base.len() < name.len())
    };
    match name {
        "" => format!("company-{number}"),
        name if is_device() => format!("company-{name}"),
        name => name.to_owned(),
    }
}

/// Letters with marks, without them.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' | 'ţ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        _ => return None,
    })
}

/// This name, or one with a number behind it, that no other page has.
fn free(name: &str, taken: &mut HashMap<String, u64>) -> String {
    let mut free = name.to_owned();
    // Those with the same name go on where the last of them left off.
    let mut nth = taken.get(name).copied().unwrap_or(2);
    while taken.contains_key(&free) {
        free = format!("{name}-{nth}");
        nth += 1;
    }
    taken.insert(name.to_owned(), nth);
    taken.entry(free.clone()).or_insert(2);
    free
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{file_name, free};

    #[test]
    fn names_are_safe_whatever_the_ids_are() {
        for (id, name) in [
            ("Acme, Inc.", "acme-inc"),
            ("../../etc/passwd", "etc-passwd"),
            ("..\\x", "x"),
            ("CON", "company-con"),
            ("com1", "company-com1"),
            ("com", "com"),
            ("nul.html", "nul-html"),
            ("Müller & Søn’s", "muller-sons"),
            ("株式会社", "company-7"),
            ("", "company-7"),
            ("  .hidden", "hidden"),
            ("a\0b\u{1b}[31m", "a-b-31m"),
            ("cafe\u{301}", "cafe"),
            ("İstanbul", "istanbul"),
        ] {
            assert_eq!(file_name(id, 7), name, "{id:?}");
        }
        assert_eq!(file_name(&"x".repeat(10_000), 1).len(), 80);
    }

    #[test]
    fn equal_names_get_numbers() {
        let mut taken = HashMap::new();
        let names: Vec<String> = ["a-b", "a-b", "a-b-2", "a-b"].iter().map(|name| free(name, &mut taken)).collect();
        assert_eq!(names, ["a-b", "a-b-2", "a-b-2-2", "a-b-3"]);
        // Whoever names all companies alike is not to wait for it.
        let last = (0..100_000).map(|_| free("same", &mut taken)).last();
        assert_eq!(last.as_deref(), Some("same-100000"));
    }
}
