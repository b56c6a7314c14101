//! Places that cannot be written to, and names that lead elsewhere.

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::Row;
use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

const RESULT: &str = "recommend --rules lunch.yaml a.yaml --output";
/// Whom permissions hold for, if it is root who runs this: nobody.
const NOBODY: u32 = 65_534;

pub(crate) fn rows() -> Vec<Row> {
    vec![read_only(), links(), devices()]
}

fn folder() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file("a.yaml", "answers: {hunger: wolf}")
}

fn set_mode(advisor: &Advisor, name: &str, mode: u32) {
    fs::set_permissions(advisor.path(name), Permissions::from_mode(mode)).expect("it is ours");
}

fn is_new(advisor: &Advisor, name: &str) -> bool {
    fs::read_to_string(advisor.path(name)).is_ok_and(|text| text.contains("Recommended: Stew"))
}

/// Runs the program as somebody to whom permissions apply. `None` if that cannot be done here.
fn run(advisor: &Advisor, arguments: &str, input: &str) -> Option<Run> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Some(advisor.feed(arguments, input));
    }
    let mut command = advisor.command(arguments);
    command.uid(NOBODY).gid(NOBODY);
    let child = command.spawn().ok();
    let mut child = child?;
    let _ = std::io::Write::write_all(&mut child.stdin.take()?, input.as_bytes());
    Some(Run::of(arguments, &child.wait_with_output().ok()?))
}

fn read_only() -> Row {
    let mut row = Row::new("read-only files and folders");
    let made = || {
        let advisor = folder().file("sub/out.txt", "old\n");
        // Folders for tests are private, and nobody is somebody else.
        set_mode(&advisor, "", 0o755);
        advisor
    };
    let mut tried = |mode: (u32, u32), arguments: &str, input: &str, holds: &dyn Fn(&Advisor, &Run) -> bool| {
        let advisor = made();
        set_mode(&advisor, "sub/out.txt", mode.1);
        set_mode(&advisor, "sub", mode.0);
        match run(&advisor, arguments, input) {
            None => row.skipped = Some("the program cannot be run as another user here".to_owned()),
            Some(run) => {
                let wrong = || format!("modes {:o} and {:o}:\n{run}", mode.0, mode.1);
                row.tried((!holds(&advisor, &run)).then(wrong));
            }
        }
        set_mode(&advisor, "sub", 0o755);
    };
    let is_old = |advisor: &Advisor| advisor.read("sub/out.txt") == "old\n";
    let result = |name: &str| format!("{RESULT} sub/{name}");
    tried((0o555, 0o666), &result("out.txt"), "", &|advisor, run| {
        run.code == Some(0) && is_new(advisor, "sub/out.txt")
    });
    tried((0o555, 0o666), &result("new.txt"), "", &|advisor, run| {
        run.code == Some(2) && !advisor.exists("sub/new.txt")
    });
    tried((0o777, 0o444), &result("out.txt"), "", &|advisor, run| run.code == Some(2) && is_old(advisor));
    tried((0o555, 0o444), &result("out.txt"), "", &|advisor, run| run.code == Some(2) && is_old(advisor));
    tried((0o777, 0o000), &result("out.txt"), "", &|_, run| run.code == Some(2));
    tried((0o000, 0o666), &result("out.txt"), "", &|_, run| run.code == Some(2));
    // Nobody should answer in vain.
    for name in ["sub/new.yaml", "sub/no/such.yaml"] {
        let ask = format!("ask --rules lunch.yaml --save {name}");
        tried((0o555, 0o444), &ask, "wolf\n", &|_, run| run.code == Some(2) && !run.stderr.contains("How hungry"));
    }
    row
}

fn links() -> Row {
    let mut row = Row::new("links, hard links, loops");
    let is_link = |advisor: &Advisor, name: &str| advisor.path(name).is_symlink();
    let mut tried = |link: &str, prepare: &dyn Fn(&Advisor), holds: &dyn Fn(&Advisor, &Run) -> bool| {
        let advisor = folder().file("real/out.txt", "old\n");
        prepare(&advisor);
        let run = advisor.run(&format!("{RESULT} {link}"));
        row.tried((!holds(&advisor, &run)).then(|| format!("{link}:\n{run}")));
    };
    let linked =
        |to: &'static str| move |advisor: &Advisor| symlink(to, advisor.path("link")).expect("a link can be made");
    let done = |run: &Run| run.code == Some(0);
    tried("link", &linked("real/out.txt"), &|at, run| done(run) && is_link(at, "link") && is_new(at, "real/out.txt"));
    tried("link", &linked("real/new.txt"), &|at, run| done(run) && is_link(at, "link") && is_new(at, "real/new.txt"));
    tried("link/out.txt", &linked("real"), &|at, run| done(run) && is_link(at, "link") && is_new(at, "real/out.txt"));
    tried("link", &linked("link"), &|at, run| run.code == Some(2) && is_link(at, "link"));
    tried("link", &linked("no/such/folder/x"), &|at, run| run.code == Some(2) && is_link(at, "link"));
    let chain = |at: &Advisor| {
        symlink("second", at.path("link")).and_then(|()| symlink("real/out.txt", at.path("second"))).expect("links");
    };
    tried("link", &chain, &|at, run| {
        done(run) && is_link(at, "link") && is_link(at, "second") && is_new(at, "real/out.txt")
    });
    let hard = |at: &Advisor| fs::hard_link(at.path("real/out.txt"), at.path("hard")).expect("a link can be made");
    tried("hard", &hard, &|at, run| done(run) && is_new(at, "hard") && is_new(at, "real/out.txt"));
    // What is read is not written over, by whatever name.
    for (link, to) in [("link", "a.yaml"), ("link", "lunch.yaml")] {
        let text = move |at: &Advisor| at.read(to);
        let before = text(&folder());
        tried(link, &linked(to), &|at, run| run.code == Some(2) && text(at) == before);
    }
    row
}

fn devices() -> Row {
    let mut row = Row::new("devices, pipes, folders as output");
    for device in ["/dev/null", "/dev/stdout", "/dev/stderr"] {
        let run = folder().run(&format!("{RESULT} {device}"));
        let is_there = fs::metadata(device).is_ok();
        let text = format!("{}{}", run.stdout, run.stderr);
        let said = device == "/dev/null" || text.contains("Recommended: Stew");
        row.tried((run.code != Some(0) || !is_there || !said).then(|| format!("{device}:\n{run}")));
    }
    let run = folder().run(&format!("{RESULT} /dev/full"));
    row.tried((run.code != Some(2)).then(|| format!("/dev/full:\n{run}")));
    let advisor = folder().file("sub/x", "");
    let run = advisor.run(&format!("{RESULT} sub"));
    row.tried((run.code != Some(2) || !advisor.exists("sub/x")).then(|| format!("a folder:\n{run}")));
    let advisor = folder();
    let pipe = advisor.path("pipe");
    if !Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        row.skipped = Some("there is no `mkfifo`".to_owned());
        return row;
    }
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe)
    });
    let run = advisor.run(&format!("{RESULT} pipe"));
    let is_pipe = fs::metadata(&pipe).is_ok_and(|about| about.file_type().is_fifo());
    let is_whole = is_pipe && reader.join().is_ok_and(|read| read.is_ok_and(|text| text.contains("Recommended: Stew")));
    row.tried((run.code != Some(0) || !is_whole).then(|| format!("a pipe:\n{run}")));
    row
}
