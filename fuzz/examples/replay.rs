//! Replays files without libFuzzer: `replay TARGET FILE|FOLDER…`. Says how many there were; a fault ends it with the file's name.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use leadership_advisor_fuzz::targets::TARGETS;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let Some((_, target)) = TARGETS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        eprintln!("replay TARGET FILE|FOLDER…, where TARGET is one of {}", names.join(", "));
        return ExitCode::from(2);
    };
    let mut replayed = 0;
    for path in arguments {
        for file in files(Path::new(&path)) {
            let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            if std::panic::catch_unwind(|| target(&bytes)).is_err() {
                eprintln!("{name} fails on {}", file.display());
                return ExitCode::FAILURE;
            }
            replayed += 1;
        }
    }
    println!("{name:12} {replayed:>6} replayed");
    ExitCode::SUCCESS
}

fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.flat_map(|path| files(&path)).collect();
    files.sort();
    files
}
