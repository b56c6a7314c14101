//! A folder with all that a recommendation was made of, and the recommendation itself: so that somebody can prove years later
//! that it says what it said, and that nobody changed the rules since.
//!
//! It is a folder and no archive, since people look into it, compare two of them and pack them as they like. [`manifest`] lists
//! what is in it with digests, [`contents`] makes the files, here they are written and read back. What is read comes from a
//! stranger: no path leads out of the folder, no link is followed, sizes are limited before anything is read.

mod manifest;
mod contents;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use leadership_advisor::Answers;
use leadership_advisor_report::clean;

pub(crate) use contents::{Contents, results};
pub(crate) use manifest::Manifest;

use crate::date::Date;
use crate::exit::Failure;
use crate::input::Branding;
use crate::output;
use manifest::{MANIFEST, digest};

/// Files by their paths within the bundle.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What a bundle may hold at the most.
const MOST_FILES: usize = 2000;
const MOST_BYTES: u64 = 64 << 20;
/// So many things that are wrong are told.
const MOST_TOLD: usize = 20;

/// Refuses a place that holds something already.
pub(crate) fn is_free(folder: &Path) -> Result<(), Failure> {
    let is_empty = folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if folder.symlink_metadata().is_err() || is_empty {
        return Ok(());
    }
    let message = format!("`{}` is there already", folder.display());
    Err(Failure::new(message, Some("name a folder for the bundle that is not there yet, or is empty")))
}

/// Makes the bundle. The folder appears whole or not at all.
pub(crate) fn write(folder: &Path, answers: &Answers, branding: &Branding, date: Date) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::io("write", folder, &error.kind().into());
    is_free(folder)?;
    let contents = Contents::of(answers, branding, date);
    let files = contents.files();
    let beside = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let aside = tempfile::Builder::new().prefix(".advisor-bundle-").tempdir_in(beside).map_err(failed)?;
    // A temporary folder is for its owner alone; the bundle is like any other folder.
    let made = aside.path().join("bundle");
    for (path, bytes) in &files {
        let file = made.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&made)).map_err(failed)?;
        fs::write(&file, bytes).map_err(failed)?;
    }
    if folder.is_dir() {
        fs::remove_dir(folder).map_err(failed)?;
    }
    fs::rename(&made, folder).map_err(failed)?;
    let manifest = files.get(MANIFEST).map(|bytes| digest(bytes)).unwrap_or_default();
    let name = folder.display().to_string();
    output::message(&format!("The bundle is in {}\nIts digest, to be kept elsewhere: {manifest}\n", clean(&name)));
    Ok(())
}

/// A bundle that is whole.
pub(crate) struct Bundle {
    pub(crate) manifest: Manifest,
    /// Every file by its path, but for the manifest's own.
    pub(crate) files: Files,
    /// That of the manifest, and so of all.
    pub(crate) digest: String,
}

/// A bundle from its folder. All that is wrong with it is told at once.
pub(crate) fn read(folder: &Path) -> Result<Bundle, Failure> {
    let name = folder.display();
    let damaged = |problems: &[String]| {
        let more = match problems.len().saturating_sub(MOST_TOLD) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let told = problems.iter().take(MOST_TOLD).cloned().collect::<Vec<_>>().join("; ");
        let help = "take the bundle as it was made, from a copy that nobody has touched";
        Failure::new(format!("the bundle `{name}` is damaged: {told}{more}"), Some(help))
    };
    if !folder.is_dir() {
        let help = "name the folder that `advisor recommend --bundle` made; unpack it first if it was packed";
        return Err(Failure::new(format!("`{name}` is no folder"), Some(help)));
    }
    let (found, mut problems) = listed(folder).map_err(|problem| damaged(&[problem]))?;
    let Some(bytes) = found.get(MANIFEST).map(|path| read_up_to(path, MOST_BYTES)) else {
        let help = "name the folder that `advisor recommend --bundle` made";
        return Err(Failure::new(format!("`{name}` is no bundle: there is no `{MANIFEST}` in it"), Some(help)));
    };
    let bytes = bytes.map_err(|error| damaged(&[format!("`{MANIFEST}`: {error}")]))?;
    let manifest = Manifest::parse(&bytes).map_err(|problem| damaged(&[problem]))?;
    let mut files = Files::new();
    for (path, entry) in &manifest.files {
        match found.get(path).map(|file| read_up_to(file, entry.bytes)) {
            None => problems.push(format!("`{}` is missing", clean(path))),
            Some(Err(error)) => problems.push(format!("`{}` cannot be read: {error}", clean(path))),
            Some(Ok(bytes)) if bytes.len() as u64 != entry.bytes || digest(&bytes) != entry.sha256 => {
                problems.push(format!("`{path}` is not what it was when the bundle was made"));
            }
            Some(Ok(bytes)) => {
                files.insert(path.clone(), bytes);
            }
        }
    }
    for path in found.keys().filter(|path| *path != MANIFEST && !manifest.files.contains_key(*path)) {
        problems.push(format!("`{}` does not belong to it", clean(path)));
    }
    match problems.is_empty() {
        true => Ok(Bundle { manifest, files, digest: digest(&bytes) }),
        false => Err(damaged(&problems)),
    }
}

/// A file, up to one byte more than it is to have.
fn read_up_to(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// All files below a folder by their paths within it, and what is neither a file nor a folder, as sentences.
fn listed(folder: &Path) -> Result<(BTreeMap<String, PathBuf>, Vec<String>), String> {
    let (mut files, mut problems, mut size) = (BTreeMap::new(), Vec::new(), 0u64);
    let mut open = vec![(String::new(), folder.to_owned())];
    let mut seen = 0usize;
    while let Some((within, folder)) = open.pop() {
        let entries = folder.read_dir().map_err(|error| format!("`{}` cannot be read: {error}", clean(&within)))?;
        for entry in entries {
            let entry = entry.map_err(|error| format!("`{}` cannot be read: {error}", clean(&within)))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if within.is_empty() { name } else { format!("{within}/{name}") };
            seen += 1;
            if seen > MOST_FILES {
                return Err(format!("it holds more than {MOST_FILES} files"));
            }
            // The metadata of the entry itself: a link is not followed.
            let metadata = entry.metadata().map_err(|error| format!("`{}` cannot be read: {error}", clean(&path)))?;
            if metadata.is_dir() {
                open.push((path, entry.path()));
            } else if metadata.is_file() {
                size = size.saturating_add(metadata.len());
                files.insert(path, entry.path());
            } else {
                problems.push(format!("`{}` is neither a file nor a folder", clean(&path)));
            }
            if size > MOST_BYTES {
                return Err(format!("it is larger than {} MiB", MOST_BYTES >> 20));
            }
        }
    }
    Ok((files, problems))
}
