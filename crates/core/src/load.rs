//! Rulebooks and answers from files: the one place of the library that touches the file system, and only to read.

mod fingerprint;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::agreement::Cases;
use crate::answers::{Answers, Migration};
use crate::builtin::{shipped, shipped_id};
use crate::check::{check, check_cases};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::draft::{self, Draft};
use crate::layering::{Laid, LayerDraft, lay, layer};
use crate::place::{self, Files, Span};
use crate::rulebook::{Layer, Rulebook};
use crate::schema::Schema;
use crate::yaml::{self, MAX_FILE_BYTES, MAX_INPUT_BYTES, Node};
use fingerprint::fingerprint;

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
    Invalid(#[from] Diagnostics),
}

impl Rulebook {
    /// Loads a rulebook from a YAML file, or from the YAML files of a folder in the order of their names.
    ///
    /// One that extends the shipped rulebook is laid over it.
    ///
    /// # Errors
    /// [`LoadError::Invalid`] with everything that is wrong, each with its place; another [`LoadError`] if there is
    /// nothing to read.
    pub fn load(path: impl AsRef<Path>) -> Result<Rulebook, LoadError> {
        Rulebook::load_layers([path])
    }

    /// Loads a rulebook and lays others over it, each of them a file or a folder: a base first, and then what extends it.
    /// Where the first extends the shipped rulebook, that is the base.
    ///
    /// # Errors
    /// As [`Rulebook::load`]. What is wrong in any of the layers is told in one go.
    pub fn load_layers<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Rulebook, LoadError> {
        Rulebook::parse_layers(read_layers(paths)?).map_err(LoadError::Invalid)
    }

    /// The names and bytes of the files that [`Rulebook::load`] reads, in their order: for noticing that they changed.
    ///
    /// # Errors
    /// If there is nothing to read. What the files hold is not looked at.
    pub fn read_files(path: impl AsRef<Path>) -> Result<Vec<(String, Vec<u8>)>, LoadError> {
        let files = yaml_files(path.as_ref())?.into_iter();
        files.map(|file| Ok((file.to_string_lossy().into_owned(), read(&file)?))).collect()
    }

    /// What in a folder looks as if it was meant to be read with the rulebook and is not: a folder with YAML files in it, or a
    /// file such as `questions.yaml.txt`. In the order of the names; nothing for a path that is no folder.
    pub fn passed_over(path: impl AsRef<Path>) -> Vec<PathBuf> {
        let entries = path.as_ref().read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
        let is_meant = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            match path.is_dir() {
                true => path.read_dir().into_iter().flatten().flatten().any(|entry| is_yaml(&entry.path())),
                false => !is_yaml(path) && (name.contains(".yaml") || name.contains(".yml")),
            }
        };
        let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let mut found: Vec<PathBuf> = entries.filter(|path| !is_hidden(path) && is_meant(path)).collect();
        found.sort();
        found
    }

    /// Reads a rulebook from the text of one file. `name` stands for it in messages. One that extends the shipped rulebook is
    /// laid over it.
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
        Rulebook::parse_layers([files])
    }

    /// Reads a rulebook and lays others over it, each of them the names and texts of its files, as
    /// [`Rulebook::load_layers`] does.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let practice = "
    /// rulebook: {id: acme, version: 1.0.0, format: 1, title: Our practice, extends: revenue-leadership}
    /// questions: [{id: family_owned, ask: Does a family own the company?, type: yes_no}]
    /// decisions:
    ///   - id: leadership
    ///     rules:
    ///       - {id: families-want-one-face, if: {family_owned: true}, points: {cro: 2}, because: Owners want one name.}
    /// ";
    /// let rulebook = Rulebook::parse_layers([[("acme.yaml", practice)]])?;
    /// let ids: Vec<&str> = rulebook.layers().iter().map(|layer| layer.id.as_str()).collect();
    /// assert_eq!(ids, ["revenue-leadership", "acme"]);
    /// # Ok::<(), leadership_advisor::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with the texts, each with its place.
    pub fn parse_layers<F: IntoIterator<Item = (N, T)>, N: AsRef<str>, T: AsRef<[u8]>>(
        layers: impl IntoIterator<Item = F>,
    ) -> Result<Rulebook, Diagnostics> {
        let Drafted { layers, files, mut out, read, partly_read, .. } = drafted(layers);
        let fingerprint = fingerprint(&layers, &files);
        let all_read = read == files.len();
        let files = Files::new(files);
        let Laid { draft, layers, has_base } = lay(layers, all_read, &mut out);
        let laid = out.len();
        let book = check(&draft, layers, &files, fingerprint, &mut out);
        if !has_base {
            // A layer alone makes no sense to the checks.
            out.truncate(laid);
        }
        if !all_read {
            // What is left out might define anything, and is not missing.
            let is_missed = |finding: &Diagnostic| match finding.code {
                Code::UnknownName | Code::UnknownAnswer => true,
                Code::MissingKey => partly_read.contains(&finding.span.file),
                _ => false,
            };
            let missed = |finding: &Diagnostic| !is_missed(finding);
            out = out.into_iter().filter(missed).collect();
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

    /// Loads an answers file that was made for an older version of this rulebook, and converts it: see
    /// [`Rulebook::parse_former_answers`].
    ///
    /// # Errors
    /// As [`Rulebook::load`].
    pub fn load_former_answers(&self, path: impl AsRef<Path>) -> Result<Migration, LoadError> {
        let path = path.as_ref();
        let bytes = read(path)?;
        self.parse_former_answers(&path.to_string_lossy(), bytes).map_err(LoadError::Invalid)
    }

    /// Loads cases from files that hold nothing but `cases:`, or from folders of such files. They are checked against this
    /// rulebook and are no part of it: [`Cases::agreement`] says how well it agrees with them.
    ///
    /// # Errors
    /// As [`Rulebook::load`].
    pub fn load_cases<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Result<Cases, LoadError> {
        let files: Vec<NamedBytes> = read_layers(paths)?;
        self.parse_cases(files.into_iter().flatten()).map_err(LoadError::Invalid)
    }

    /// Reads cases from the names and texts of files that hold nothing but `cases:`.
    ///
    /// # Errors
    /// Everything that is wrong with the texts, each with its place.
    pub fn parse_cases<N: AsRef<str>, T: AsRef<[u8]>>(
        &self,
        files: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Cases, Diagnostics> {
        let mut drafted = Drafted::default();
        let draft = drafted.layer(files, draft::read_cases).draft;
        drafted.out.extend(yaml::refused(&draft.cuts, &drafted.files));
        let cases = check_cases(&draft, self.book(), &mut drafted.out);
        let files = Files::new(drafted.files);
        match drafted.out.is_empty() {
            true => Ok(Cases::new(self, files, cases)),
            false => Err(Diagnostics::new(files, drafted.out)),
        }
    }
}

impl Layer {
    /// What a rulebook at a path says of itself: its id, version and title, and which rulebook it extends. Nothing else of it is
    /// looked at, so that it may hold errors; what cannot be read is empty.
    ///
    /// # Errors
    /// If there is nothing to read.
    pub fn load(path: impl AsRef<Path>) -> Result<Layer, LoadError> {
        let drafted = drafted(read_layers([path])?);
        Ok(drafted.layers.last().and_then(|layer| layer.draft.headers.first()).map(layer).unwrap_or_default())
    }
}

impl Schema {
    /// The schema for the rulebook at a path: a file, or the YAML files of a folder. It may hold errors.
    ///
    /// # Errors
    /// As [`Schema::parse_files`], or another [`LoadError`] if there is nothing to read.
    pub fn load(path: impl AsRef<Path>) -> Result<Schema, LoadError> {
        Schema::load_layers([path])
    }

    /// The schema for the highest of several layers, at paths as those of [`Rulebook::load_layers`].
    ///
    /// # Errors
    /// As [`Schema::load`].
    pub fn load_layers<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Schema, LoadError> {
        Schema::parse_layers(read_layers(paths)?).map_err(LoadError::Invalid)
    }

    /// The schema for a rulebook in the names and texts of its files. It may hold errors.
    ///
    /// # Errors
    /// What is wrong with each of the files, if none of them is YAML; that the rulebook which they extend is not there.
    pub fn parse_files<N: AsRef<str>, T: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Schema, Diagnostics> {
        Schema::parse_layers([files])
    }

    /// The schema for the highest of several layers, as those of [`Rulebook::parse_layers`].
    ///
    /// # Errors
    /// As [`Schema::parse_files`].
    pub fn parse_layers<F: IntoIterator<Item = (N, T)>, N: AsRef<str>, T: AsRef<[u8]>>(
        layers: impl IntoIterator<Item = F>,
    ) -> Result<Schema, Diagnostics> {
        let Drafted { layers, files, mut out, read, partly_read, .. } = drafted(layers);
        // What is wrong within a file takes no names away; a file that is no YAML takes all of its own.
        out.retain(|problem| {
            matches!(problem.code, Code::NotText | Code::OddCharacter | Code::TooLarge | Code::Syntax)
        });
        let problems = Diagnostics::new(Files::new(files), out);
        if read == 0 && partly_read.is_empty() && !problems.is_empty() {
            return Err(problems);
        }
        let mut found = Vec::new();
        let laid = lay(layers, problems.is_empty(), &mut found);
        if !laid.has_base {
            return Err(Diagnostics::new(problems.files().clone(), found));
        }
        Ok(Schema::new(&laid.draft, problems))
    }
}

/// What files say, and what is wrong with them so far.
#[derive(Default)]
struct Drafted {
    /// Lowest first.
    layers: Vec<LayerDraft>,
    /// In the order in which they were read. The shipped rulebook is read last where it is needed, and lies lowest.
    files: Vec<place::File>,
    out: Vec<Diagnostic>,
    /// How many of the files are YAML.
    read: usize,
    /// The files of which something was left out, since it is no YAML.
    partly_read: Vec<u32>,
    /// The bytes so far.
    size: usize,
}

fn drafted<F: IntoIterator<Item = (N, T)>, N: AsRef<str>, T: AsRef<[u8]>>(
    layers: impl IntoIterator<Item = F>,
) -> Drafted {
    let mut drafted = Drafted::default();
    for layer in layers {
        let layer = drafted.layer(layer, draft::read);
        drafted.layers.push(layer);
    }
    let mut headers = drafted.layers.iter().take(1).flat_map(|lowest| &lowest.draft.headers);
    if headers.any(|header| header.extends.as_ref().is_some_and(|id| shipped_id().as_ref() == Some(&id.value))) {
        let shipped = drafted.layer(shipped().iter().copied(), draft::read);
        drafted.layers.insert(0, shipped);
    }
    drafted
}

impl Drafted {
    /// Reads the files of one layer.
    fn layer<N: AsRef<str>, T: AsRef<[u8]>>(
        &mut self,
        files: impl IntoIterator<Item = (N, T)>,
        read: fn(&Node, &mut Draft, &mut Vec<Diagnostic>),
    ) -> LayerDraft {
        let mut draft = Draft::default();
        let first = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let mut next = first;
        for (index, (name, bytes)) in (first..).zip(files) {
            next = index.saturating_add(1);
            self.size += bytes.as_ref().len();
            if self.size > MAX_INPUT_BYTES {
                let message = format!("the files are larger than {} MiB together", MAX_INPUT_BYTES >> 20);
                self.out.push(Diagnostic::new(Code::TooLarge, Span::start_of(index), message));
                self.files.push(place::File::new(name.as_ref(), String::new()));
                break;
            }
            let before = self.out.len();
            let file = yaml::decode(name.as_ref(), bytes.as_ref(), index, &mut self.out);
            if self.out.len() == before
                && let Some(tree) = yaml::parse(&file, index, &mut self.out)
            {
                read(&tree.node, &mut draft, &mut self.out);
                draft.cuts.extend(yaml::cutting(&tree.node, &file, index));
                match tree.is_whole {
                    true => self.read += 1,
                    false => self.partly_read.push(index),
                }
            }
            self.files.push(file);
        }
        LayerDraft { draft, files: first..next }
    }
}

fn read_layers<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<NamedBytes>, LoadError> {
    paths.into_iter().map(Rulebook::read_files).collect()
}

/// The names and bytes of files.
type NamedBytes = Vec<(String, Vec<u8>)>;

fn yaml_files(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let unreadable = |error| LoadError::Unreadable { path: path.to_owned(), error };
    if !path.metadata().map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in path.read_dir().map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let is_yaml = is_yaml(&file);
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

/// Whether the name of a file says that it is YAML, in small letters or capitals.
fn is_yaml(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"))
}

/// At most one byte more than is allowed, which is enough to see that there is too much.
fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let unreadable = |error| LoadError::Unreadable { path: path.to_owned(), error };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
