//! A disk that takes no more: by a limit for the size of files, and by a small file system that is full.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::Row;
use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

/// What writes to a file, with its input, and whether the file holds something before.
const WRITERS: [(&str, &str, bool); 7] = [
    ("ask --rules lunch.yaml --all --save out", "wolf\n1\n12\n", false),
    ("ask --rules lunch.yaml --all --answers out", "1\n12\ny\n", true),
    ("recommend --rules lunch.yaml a.yaml --output out", "", true),
    ("recommend --rules lunch.yaml a.yaml --format html --output out", "", false),
    ("batch --rules lunch.yaml table.csv --output out", "", true),
    ("rules schema lunch.yaml --output out", "", true),
    ("rules diff lunch.yaml lunch.yaml --output out", "", true),
];
const OLD: &str = "rulebook: lunch\nanswers:\n  # How hungry are you?\n  hunger: wolf\n";

pub(crate) fn rows() -> Vec<Row> {
    vec![limited(), small()]
}

fn folder() -> Advisor {
    Advisor::new()
        .file("lunch.yaml", LUNCH)
        .file("a.yaml", "answers: {hunger: wolf}")
        .file("table.csv", "id,hunger\nacme,wolf\n")
}

/// What is wrong with a run that could write nothing.
fn wrong(advisor: &Advisor, run: &Run, had: bool, out: &Path) -> Option<String> {
    let is_whole = if had { std::fs::read_to_string(out).is_ok_and(|now| now == OLD) } else { !out.exists() };
    let left = advisor.names().into_iter().find(|name| name.contains(".advisor-"));
    match run.code {
        Some(2) if !is_whole => Some(format!("the file is not as it was:\n{run}")),
        Some(2) if !run.stderr.contains("cannot write") => Some(format!("it does not say why:\n{run}")),
        Some(2) => left.map(|left| format!("{left} stays:\n{run}")),
        _ => Some(format!("it does not end with 2:\n{run}")),
    }
}

fn limited() -> Row {
    let mut row = Row::new("no room for files (ulimit -f 0)");
    for (arguments, input, had) in WRITERS {
        let advisor = if had { folder().file("out", OLD) } else { folder() };
        let run = advisor.limited("trap '' XFSZ; ulimit -f 0", arguments, input);
        row.tried(wrong(&advisor, &run, had, &advisor.path("out")));
        // The signal that comes with the limit ends the program, as a kill does.
        let run = advisor.limited("ulimit -f 0", arguments, input);
        let is_whole = !had || advisor.read("out") == OLD;
        row.tried((run.code == Some(0) || !is_whole).then(|| format!("by the signal:\n{run}")));
    }
    row
}

/// A file system of 64 KiB that another file fills.
fn small() -> Row {
    let mut row = Row::new("a small disk that is full");
    for (arguments, input, had) in WRITERS {
        let advisor = folder();
        let disk = advisor.path("disk");
        std::fs::create_dir(&disk).expect("a folder can be made");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "none"]).arg(&disk).stdout(Stdio::null()).stderr(Stdio::null());
        if !mount.status().is_ok_and(|status| status.success()) {
            row.skipped = Some("this machine lets nobody mount a file system".to_owned());
            return row;
        }
        if had {
            std::fs::write(disk.join("out"), OLD).expect("there is room for it");
        }
        // As much as there is room for.
        let _ = std::fs::write(disk.join("filler"), vec![0; 1 << 20]);
        let run = advisor.feed(&arguments.replace(" out", " disk/out"), input);
        let left = std::fs::read_dir(&disk).into_iter().flatten().flatten().count() - usize::from(had);
        let wrong = wrong(&advisor, &run, had, &disk.join("out"));
        let unmounted = Command::new("umount").arg(&disk).status();
        assert!(unmounted.is_ok_and(|status| status.success()), "what was mounted can be unmounted");
        row.tried(wrong.or_else(|| (left > 1).then(|| format!("something stays on the disk:\n{run}"))));
    }
    row
}
