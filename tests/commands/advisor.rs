//! A temporary folder, the program in it, and what came of a run.
//!
//! Runs see nothing of the machine: their folder is new, the files in it are named relative to it, and the width and the
//! colours are set. So the same run gives the same text everywhere, and a snapshot names no path of anybody's disk.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

/// A folder and the environment in which the program is run, as often as wanted.
pub(crate) struct Advisor {
    folder: TempDir,
    columns: usize,
    environment: Vec<(&'static str, &'static str)>,
}

/// One run: the command line, and everything that came of it.
pub(crate) struct Run {
    command: String,
    /// `None` if the program was ended by a signal, as after a stack overflow.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl Advisor {
    /// An empty folder; 80 columns, no colour.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        Advisor { folder, columns: 80, environment: vec![("NO_COLOR", "1")] }
    }

    /// Puts a file into the folder, in a folder of its own if its name says so.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
        self
    }

    /// Puts a copy of one of the files of `examples/` into the folder.
    pub(crate) fn example(self, name: &str) -> Self {
        let content = fs::read(root().join("examples").join(name)).expect("the example exists");
        self.file(name, content)
    }

    pub(crate) fn columns(self, columns: usize) -> Self {
        Advisor { columns, ..self }
    }

    /// Sets these variables, and `COLUMNS`, and no others that have to do with colour.
    pub(crate) fn environment(self, environment: &[(&'static str, &'static str)]) -> Self {
        Advisor { environment: environment.to_vec(), ..self }
    }

    /// Runs the program without input. Arguments are separated by spaces.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.feed(arguments, "")
    }

    /// Runs the program with this on its standard input.
    pub(crate) fn feed(&self, arguments: &str, input: impl AsRef<[u8]>) -> Run {
        run(self.command(arguments), arguments, input.as_ref())
    }

    /// Runs the program within limits that the shell sets: `ulimit -t 10`.
    #[cfg(unix)]
    pub(crate) fn limited(&self, limits: &str, arguments: &str, input: &str) -> Run {
        let plain = self.command(arguments);
        let mut command = Command::new("sh");
        command.args(["-c", &format!(r#"{limits}; exec "$0" "$@""#)]).arg(plain.get_program()).args(plain.get_args());
        command.current_dir(self.folder.path());
        for (name, value) in plain.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        run(command, arguments, input.as_bytes())
    }

    /// Interrupts the program once it has begun, with this on its standard input, which stays open until it has gone: it must not
    /// be its end that ends it.
    #[cfg(unix)]
    pub(crate) fn interrupted(&self, arguments: &str, input: &str, is_begun: impl Fn() -> bool) -> Run {
        let mut child = self.command(arguments).spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("it has an input");
        stdin.write_all(input.as_bytes()).expect("it reads");
        while !is_begun() {
            assert!(child.try_wait().expect("it can be asked").is_none(), "it goes on until its input ends");
            thread::yield_now();
        }
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(sent.expect("there is a `kill`").success());
        let run = Run::of(arguments, &child.wait_with_output().expect("the program ends")).exits(130);
        drop(stdin);
        run
    }

    /// The program, not yet started, all of its streams piped.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_advisor"));
        command.args(arguments.split_whitespace()).current_dir(self.folder.path());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLORTERM", "CI"] {
            command.env_remove(variable);
        }
        command.env("COLUMNS", self.columns.to_string()).envs(self.environment.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Where a file of the folder is.
    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file in the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).expect("the file is there")
    }

    /// Takes a file out of the folder.
    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.folder.path().join(name)).expect("the file was there");
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.folder.path().join(name).exists()
    }

    /// The names in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder is there");
        let names = entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

fn run(mut command: Command, arguments: &str, input: &[u8]) -> Run {
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("it has an input");
    let input = input.to_vec();
    // From a thread, so that neither side waits for the other with a full pipe. A program that does not read to the end
    // is no fault of the test's.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    Run::of(arguments, &output)
}

impl Run {
    pub(crate) fn of(command: &str, output: &Output) -> Self {
        Run {
            command: command.to_owned(),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout.clone()).expect("results are text"),
            stderr: String::from_utf8(output.stderr.clone()).expect("messages are text"),
        }
    }

    /// The same run, having asserted its exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "another exit code than {code}:\n{self}");
        self
    }

    /// As invalid input ends: exit code 2, something said on standard error, nothing on standard output.
    #[track_caller]
    pub(crate) fn refused(self) -> Self {
        let run = self.exits(2);
        assert_eq!(run.stdout, "", "a refusal has no result:\n{run}");
        assert!(!run.stderr.is_empty(), "a refusal says why:\n{run}");
        run
    }

    /// Asserts that each of these stands in the messages.
    #[track_caller]
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.stderr.contains(part), "`{part}` is not in the messages:\n{self}");
        }
        self
    }

    /// The result as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("no JSON ({error}):\n{self}"))
    }

    /// Holds the run against the snapshot of this name.
    #[track_caller]
    pub(crate) fn snapshot(&self, name: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        // It changes with every edit of the rulebook, and says nothing to a reader of the diff.
        settings.add_filter(r"(fingerprint\s`?)[0-9a-f]{12,64}", "${1}············");
        settings.bind(|| insta::assert_snapshot!(name, self.to_string()));
    }
}

/// The run as somebody sees it who looks over a user's shoulder.
impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ advisor {}", self.command)?;
        f.write_str(&self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "--- standard error\n{}", self.stderr)?;
        }
        match self.code {
            Some(code) => writeln!(f, "--- exit code {code}"),
            None => writeln!(f, "--- ended by a signal"),
        }
    }
}
