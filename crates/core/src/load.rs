//! Rulebooks and answers from files: the one place of the library that touches the file system, and only to read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::answers::Answers;
use crate::check::check;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::draft::{self, Draft};
use crate::place::{self, Files, Span};
use crate::rulebook::Rulebook;
use crate::schema::Schema;
use crate::yaml::{self, MAX_FILE_BYTES, MAX_INPUT_BYTES};

/// A folder with more files than this is no rulebook.
const MAX_FILES: usize = 500;

/// Why a rulebook or answers could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A file or folder that cannot be read.
    #[error("cannot read `{}`: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A folder without a rulebook in it.
    #[error("the folder `{}` holds no file whose name ends in .yaml or .yml", path.display())]
    NoYaml {
        /// Which.
        path: PathBuf,
    },
    /// A folder with too many files.
    #[error("the folder `{}` holds more than {MAX_FILES} files", path.display())]
    TooManyFiles {
        /// Which.
        path: PathBuf,
    },
    /// Files that were read and are wrong.
    #[error("{0}")]
    Invalid(Diagnostics),
}

impl Rulebook {
    /// Loads a rulebook from a YAML file, or from the YAML files of a folder in the order of their names.
    ///
    /// # Errors
    /// [`LoadError::Invalid`] with everything that is wrong, each with its place; another [`LoadError`] if there is
    /// nothing to read.
    pub fn load(path: impl AsRef<Path>) -> Result<Rulebook, LoadError> {
        Rulebook::parse_files(Rulebook::read_files(path)?).map_err(LoadError::Invalid)
    }

    /// The names and bytes of the files that [`Rulebook::load`] reads, in their order: for noticing that they changed.
    ///
    /// # Errors
    /// If there is nothing to read. What the files hold is not looked at.
    pub fn read_files(path: impl AsRef<Path>) -> Result<Vec<(String, Vec<u8>)>, LoadError> {
        let files = yaml_files(path.as_ref())?.into_iter();
        files.map(|file| Ok((file.to_string_lossy().into_owned(), read(&file)?))).collect()
    }

    /// Reads a rulebook from the text of one file. `name` stands for it in messages.
    ///
    /// # Errors
    /// Everything that is wrong with the text, each with its place.
    pub fn parse(name: &str, text: impl AsRef<[u8]>) -> Result<Rulebook, Diagnostics> {
        Rulebook::parse_files([(name, text)])
    }

    /// Reads a rulebook from the names and texts of several files, which are joined in this order.
    ///
    /// # Errors
    /// Everything that is wrong with the texts, each with its place.
    pub fn parse_files<N: AsRef<str>, T: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Rulebook, Diagnostics> {
        let Drafted { draft, files, mut out, read } = drafted(files);
        let fingerprint = fingerprint(&files);
        let all_read = read == files.len();
        let files = Files::new(files);
        let before = out.len();
        let book = check(&draft, &files, fingerprint, &mut out);
        if !all_read {
            // What a file that cannot be read might define is not missing.
            let names = out.split_off(before);
            out.extend(names.into_iter().filter(|finding| finding.code != Code::UnknownName));
        }
        match book {
            Some(book) => Ok(Rulebook::new(book)),
            None => Err(Diagnostics::new(files, out)),
        }
    }

    /// Loads an answers file, YAML or JSON.
    ///
    /// # Errors
    /// As [`Rulebook::load`].
    pub fn load_answers(&self, path: impl AsRef<Path>) -> Result<Answers, LoadError> {
        let path = path.as_ref();
        let bytes = read(path)?;
        self.parse_answers(&path.to_string_lossy(), bytes).map_err(LoadError::Invalid)
    }
}

impl Schema {
    /// The schema for the rulebook at a path: a file, or the YAML files of a folder. It may hold errors.
    ///
    /// # Errors
    /// As [`Schema::parse_files`], or another [`LoadError`] if there is nothing to read.
    pub fn load(path: impl AsRef<Path>) -> Result<Schema, LoadError> {
        Schema::parse_files(Rulebook::read_files(path)?).map_err(LoadError::Invalid)
    }

    /// The schema for a rulebook in the names and texts of its files. It may hold errors.
    ///
    /// # Errors
    /// What is wrong with each of the files, if none of them is YAML.
    pub fn parse_files<N: AsRef<str>, T: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Schema, Diagnostics> {
        let Drafted { draft, files, mut out, read } = drafted(files);
        // What is wrong within a file takes no names away; a file that is no YAML takes all of its own.
        out.retain(|problem| {
            matches!(problem.code, Code::NotText | Code::OddCharacter | Code::TooLarge | Code::Syntax)
        });
        let problems = Diagnostics::new(Files::new(files), out);
        if read == 0 && !problems.is_empty() { Err(problems) } else { Ok(Schema::new(&draft, problems)) }
    }
}

/// What files say, and what is wrong with them so far.
struct Drafted {
    draft: Draft,
    files: Vec<place::File>,
    out: Vec<Diagnostic>,
    /// How many of the files are YAML.
    read: usize,
}

fn drafted<N: AsRef<str>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, T)>) -> Drafted {
    let mut drafted = Drafted { draft: Draft::default(), files: Vec::new(), out: Vec::new(), read: 0 };
    let Drafted { draft, files: decoded, out, read } = &mut drafted;
    let mut size = 0;
    for (index, (name, bytes)) in (0u32..).zip(files) {
        size += bytes.as_ref().len();
        if size > MAX_INPUT_BYTES {
            let message = format!("the files are larger than {} MiB together", MAX_INPUT_BYTES >> 20);
            out.push(Diagnostic::new(Code::TooLarge, Span::start_of(index), message));
            decoded.push(place::File::new(name.as_ref(), String::new()));
            break;
        }
        let before = out.len();
        let file = yaml::decode(name.as_ref(), bytes.as_ref(), index, out);
        if out.len() == before
            && let Some(node) = yaml::parse(&file, index, out)
        {
            draft::read(&node, draft, out);
            *read += 1;
        }
        decoded.push(file);
    }
    drafted
}

fn yaml_files(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let unreadable = |error| LoadError::Unreadable { path: path.to_owned(), error };
    if !path.metadata().map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in path.read_dir().map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let is_yaml = file.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        let is_hidden = file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if is_yaml && !is_hidden && !file.is_dir() {
            files.push(file);
        }
        if files.len() > MAX_FILES {
            return Err(LoadError::TooManyFiles { path: path.to_owned() });
        }
    }
    if files.is_empty() {
        return Err(LoadError::NoYaml { path: path.to_owned() });
    }
    files.sort();
    Ok(files)
}

/// At most one byte more than is allowed, which is enough to see that there is too much.
fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let unreadable = |error| LoadError::Unreadable { path: path.to_owned(), error };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// SHA-256 over the texts with their lengths, line endings made alike.
fn fingerprint(files: &[place::File]) -> String {
    let mut hash = hmac_sha256::Hash::new();
    for file in files {
        let text = file.text.replace("\r\n", "\n");
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
