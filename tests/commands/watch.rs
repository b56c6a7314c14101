//! `--watch`: what somebody sees who edits a file while the program watches it. What counts as a change is tested beside
//! the code; here nothing sleeps, but waits for what the program says.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

/// The program at work, and its lines as they come.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(advisor: &Advisor, arguments: &str) -> Self {
        let mut child = advisor.command(arguments).spawn().expect("the program starts");
        let (sender, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] = [
            Box::new(child.stdout.take().expect("it has an output")),
            Box::new(child.stderr.take().expect("it has messages")),
        ];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || {
                let lines = BufReader::new(stream).lines().map_while(Result::ok);
                lines.for_each(|line| drop(sender.send(line)));
            });
        }
        Watching { child, lines }
    }

    /// Waits for a line that holds this, and for the program to wait again. Only a broken program takes a minute.
    #[track_caller]
    fn says(&self, part: &str) {
        let mut seen = Vec::new();
        let is_said = |seen: &[String]| seen.iter().any(|line| line.contains(part));
        while !is_said(&seen) || !seen.iter().any(|line| line.contains("Ctrl-C ends")) {
            match self.lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) => seen.push(line),
                Err(_) => panic!("`{part}` was not said, but:\n{}", seen.join("\n")),
            }
        }
    }

    /// Interrupts it as Ctrl-C does.
    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill runs").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // After a failed test it is still at work; otherwise there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn check_runs_again_after_every_save_and_survives_a_file_that_vanishes() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let watching = Watching::start(&advisor, "rules check lunch.yaml --watch");
    watching.says("lunch 2.1: 5 questions");
    let advisor = advisor.file("lunch.yaml", LUNCH.replace("{hunger: wolf}", "{hunger: wlof}"));
    watching.says("did you mean `wolf`?");
    advisor.remove("lunch.yaml");
    watching.says("cannot read `lunch.yaml`");
    let _advisor = advisor.file("lunch.yaml", LUNCH.replace("version: 2.1", "version: 2.2"));
    watching.says("lunch 2.2: 5 questions");
    assert_eq!(watching.interrupt(), Some(130));
}

#[test]
fn test_watches_a_folder() {
    let advisor = Advisor::new().file("rules/1.yaml", LUNCH);
    let watching = Watching::start(&advisor, "rules test --rules rules --watch");
    watching.says("2 cases passed");
    let advisor = advisor.file("rules/2.yaml", "cases: [{name: more, answers: {}, expect: {meal: stew}}]");
    watching.says("3 cases: 2 passed, 1 failed");
    advisor.remove("rules/1.yaml");
    advisor.remove("rules/2.yaml");
    watching.says("holds no file");
    assert_eq!(watching.interrupt(), Some(130));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    Advisor::new().run("rules check --watch").refused().says(&["nothing to watch", "help: name a file"]);
    Advisor::new().run("rules test gone.yaml --watch").refused().says(&["gone.yaml"]);
}
