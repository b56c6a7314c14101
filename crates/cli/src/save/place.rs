//! What is at a path, and so how a result gets there.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Links that lead to links are followed this often.
const MOST_LINKS: usize = 40;

/// How a result gets to a path.
pub(super) enum Place {
    /// It is written there: a device, a pipe, or the standard output of this program by its name.
    Stream(File),
    File(Target),
}

/// A file that is to be written.
pub(super) struct Target {
    /// Without links.
    pub(super) path: PathBuf,
    /// What is there so far.
    pub(super) old: Option<Metadata>,
}

/// What is at a path. An error if nothing may be written there.
pub(super) fn of(path: &Path) -> io::Result<Place> {
    let real = followed(path)?;
    match path.metadata() {
        Ok(about) if about.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(about) if about.is_file() => {
            if let Some(stream) = own_stream(&about) {
                return Ok(Place::Stream(stream));
            }
            // Whoever took all write permissions off a file wants it to stay, also where the system would let us.
            if about.permissions().readonly() {
                return Err(ErrorKind::PermissionDenied.into());
            }
            let file = OpenOptions::new().write(true).open(path)?;
            // A file that is open and has no name any more, under `/proc`.
            if !real.metadata().is_ok_and(|real| is_same(&about, &real)) {
                return Ok(Place::Stream(file));
            }
            Ok(Place::File(Target { path: real, old: Some(about) }))
        }
        Ok(_) => Ok(Place::Stream(OpenOptions::new().write(true).open(path)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => match folder(&real).metadata() {
            Ok(folder) if folder.is_dir() => Ok(Place::File(Target { path: real, old: None })),
            Ok(_) => Err(ErrorKind::NotADirectory.into()),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    }
}

/// Where links lead, also if nothing is there yet.
pub(super) fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if !path.symlink_metadata().is_ok_and(|about| about.is_symlink()) {
            return Ok(path);
        }
        path = folder(&path).join(fs::read_link(&path)?);
    }
    Err(io::Error::other("too many links that lead to links"))
}

pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether both names lead to one file.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.metadata(), other.metadata()) {
        (Ok(first), Ok(second)) if first.is_file() && second.is_file() => {
            is_same(&first, &second)
                || one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(a, b)| a == b)
        }
        _ => false,
    }
}

/// Whether the standard input of this program comes from this very file.
#[cfg(unix)]
pub(super) fn is_standard_input(path: &Path) -> bool {
    use std::os::fd::AsFd;
    let clone = io::stdin().as_fd().try_clone_to_owned().map(File::from);
    let own = clone.and_then(|input| input.metadata()).ok().filter(Metadata::is_file);
    own.zip(path.metadata().ok()).is_some_and(|(own, about)| is_same(&own, &about))
}

#[cfg(not(unix))]
pub(super) fn is_standard_input(_: &Path) -> bool {
    false
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    // Only asked about one path by two ways.
    one.len() == other.len()
}

/// The standard output of this program, if it goes to this very file: `--output /dev/stdout` where that is a file.
#[cfg(unix)]
fn own_stream(about: &Metadata) -> Option<File> {
    use std::os::fd::AsFd;
    let clone = File::from(io::stdout().as_fd().try_clone_to_owned().ok()?);
    clone.metadata().is_ok_and(|own| is_same(&own, about)).then_some(clone)
}

#[cfg(not(unix))]
fn own_stream(_: &Metadata) -> Option<File> {
    None
}

/// Whether a new file in its place would be another's, or leave another name with the old text.
#[cfg(unix)]
pub(super) fn has_ties(old: &Metadata, new: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    old.nlink() > 1 || (old.uid(), old.gid()) != (new.uid(), new.gid())
}

#[cfg(not(unix))]
pub(super) fn has_ties(_: &Metadata, _: &Metadata) -> bool {
    false
}
