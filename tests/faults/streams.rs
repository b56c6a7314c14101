//! Streams that are closed, full, or that nobody reads.

use crate::Row;
use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

/// Commands that put out a result, with their input and the code that is their verdict.
const COMMANDS: [(&str, &str, i32); 11] = [
    ("recommend --rules lunch.yaml a.yaml", "", 0),
    ("recommend --rules lunch.yaml a.yaml --format json", "", 0),
    ("recommend --rules lunch.yaml -", "answers: {}", 0),
    ("compare --rules lunch.yaml a.yaml --set hunger=some", "", 0),
    ("batch --rules lunch.yaml table.csv", "", 1),
    ("rules check lunch.yaml", "", 0),
    ("rules check broken.yaml", "", 1),
    ("rules test lunch.yaml", "", 0),
    ("rules show lunch.yaml", "", 0),
    ("rules schema lunch.yaml", "", 0),
    ("--help", "", 0),
];
const ASK: &str = "ask --rules lunch.yaml --all --save mine.yaml";
const TYPED: &str = "wolf\n1,3\n12\ny\n4\nAcme\n";

pub(crate) fn rows() -> Vec<Row> {
    vec![
        commands("standard output is full", "exec >/dev/full", |_| 2),
        commands("standard error is full", "exec 2>/dev/full", |verdict| verdict),
        commands("standard output is closed", "exec >&-", |verdict| verdict),
        commands("standard error is closed", "exec 2>&-", |verdict| verdict),
        commands("nobody reads standard output", "exec 3>&1; exec 1>pipe", |verdict| verdict),
        asking(),
    ]
}

fn folder() -> Advisor {
    Advisor::new()
        .file("lunch.yaml", LUNCH)
        .file("broken.yaml", LUNCH.replace("hunger: wolf", "hunger: wlof"))
        .file("a.yaml", "answers: {hunger: wolf}")
        .file("table.csv", "id,hunger\nacme,wolf\nother,lamb\n")
}

/// `code` says how a command ends that ends with this when all is well.
fn commands(what: &'static str, stream: &str, code: impl Fn(i32) -> i32) -> Row {
    let mut row = Row::new(what);
    for (arguments, input, verdict) in COMMANDS {
        let advisor = folder();
        let run = match stream.ends_with("pipe") {
            // A pipe whose reader is gone before anything is written.
            true => unread(&advisor, arguments),
            false => advisor.limited(stream, arguments, input),
        };
        row.tried((run.code != Some(code(verdict))).then(|| format!("not {}:\n{run}", code(verdict))));
    }
    row
}

fn unread(advisor: &Advisor, arguments: &str) -> Run {
    let mut command = advisor.command(arguments);
    command.stdin(if arguments.ends_with(" -") {
        std::fs::File::open(advisor.path("a.yaml")).expect("it is there").into()
    } else {
        std::process::Stdio::null()
    });
    let (reader, writer) = std::io::pipe().expect("there are pipes");
    drop(reader);
    command.stdout(writer);
    let child = command.spawn().expect("the program starts");
    drop(command);
    Run::of(arguments, &child.wait_with_output().expect("it ends"))
}

/// Whatever happens to its streams, what was answered is saved.
fn asking() -> Row {
    let mut row = Row::new("streams fail while asking: answers are saved");
    for (stream, codes) in [
        ("exec >/dev/full", [2, 2]),
        ("exec 2>/dev/full", [2, 2]),
        ("exec >/dev/full 2>/dev/full", [2, 2]),
        ("exec >&-", [0, 2]),
        ("exec 2>&-", [0, 2]),
        ("exec >&- 2>&-", [0, 2]),
    ] {
        let advisor = folder();
        let run = advisor.limited(stream, ASK, TYPED);
        let file = if advisor.exists("mine.yaml") { advisor.read("mine.yaml") } else { String::new() };
        let is_saved = ["hunger: wolf\n", "tastes: [sweet, hot]\n", "number: 4\n"].iter().all(|one| file.contains(one));
        row.tried((!is_saved).then(|| format!("{stream}: the file is\n{file}{run}")).or_else(|| {
            (!run.code.is_some_and(|code| codes.contains(&code))).then(|| format!("{stream}: another code:\n{run}"))
        }));
    }
    let advisor = folder();
    let run = advisor.limited("exec <&-", ASK, "");
    row.tried((run.code != Some(0) || advisor.exists("mine.yaml")).then(|| format!("without input:\n{run}")));
    row
}
