//! Where results go: into a file, whole and plain, or into a pipe whose reader may leave.

use std::io::Write;

use crate::advisor::{Advisor, Run};
#[cfg(unix)]
use crate::lunch::LUNCH;

#[test]
fn output_writes_the_result_into_a_file() {
    let advisor = Advisor::new().example("scale-up.yaml").file("old.txt", "what stood here before\n".repeat(10_000));
    for format in ["text", "json"] {
        let printed = advisor.run(&format!("recommend scale-up.yaml --format {format}")).exits(0);
        // A file is not a terminal, whatever is said about colours.
        for color in ["--color always", ""] {
            for file in ["new.txt", "old.txt"] {
                let run = advisor.run(&format!("recommend scale-up.yaml --format {format} {color} --output {file}"));
                let run = run.exits(0);
                assert!(run.stdout.is_empty() && run.stderr.is_empty(), "{run}");
                assert_eq!(advisor.read(file), printed.stdout);
            }
        }
    }
    // No temporary file is left behind.
    assert_eq!(advisor.names(), ["new.txt", "old.txt", "scale-up.yaml"]);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let advisor = Advisor::new().example("scale-up.yaml").file("a.yaml", "answers: {stage: nowhere}");
    advisor.run("recommend a.yaml --output out.txt").refused();
    advisor.run("recommend scale-up.yaml --output no/such/folder/out.txt").refused().says(&["cannot write `no/such"]);
    // A folder is in the way.
    let advisor = advisor.file("out/in.txt", "");
    advisor.run("recommend scale-up.yaml --output out").refused().says(&["cannot write `out`"]);
    assert_eq!(advisor.names(), ["a.yaml", "out", "scale-up.yaml"]);
}

/// The disk is full halfway through: the file that stood there still stands there, and nothing lies about.
#[test]
#[cfg(unix)]
fn a_full_disk_costs_nobody_a_file() {
    // The shell counts in blocks of at most 1 KiB. The signal for a file that grows too large is ignored, so that the
    // write fails as on a full disk.
    let full = |blocks: u32| format!("trap '' XFSZ; ulimit -f {blocks}");
    let advisor = Advisor::new().example("scale-up.yaml").file("old.txt", "before").file("lunch.yaml", LUNCH);
    let run = advisor.limited(&full(1), "recommend scale-up.yaml --format json --output old.txt", "");
    run.refused().says(&["cannot write `old.txt`"]);
    assert_eq!(advisor.read("old.txt"), "before");
    let advisor = advisor.file("mine.yaml", "answers: {hunger: wolf}");
    let run = advisor.limited(&full(0), "ask --rules lunch.yaml --answers mine.yaml", "hot\n");
    run.refused().says(&["cannot write `mine.yaml.old`"]);
    assert_eq!(advisor.read("mine.yaml"), "answers: {hunger: wolf}");
    assert_eq!(advisor.names(), ["lunch.yaml", "mine.yaml", "old.txt", "scale-up.yaml"]);
}

/// `advisor … | head -1`: the reader has what it wanted, and nobody wants to hear of it.
#[test]
fn a_reader_that_leaves_is_no_error() {
    let advisor = Advisor::new().example("scale-up.yaml");
    for arguments in ["recommend -", "recommend - --format json", "ask"] {
        let mut child = advisor.command(arguments).spawn().expect("the program starts");
        // The program waits for its input, so the reader is gone before the first byte of the result.
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().expect("it has an input");
        let input = if arguments == "ask" { String::new() } else { advisor.read("scale-up.yaml") };
        stdin.write_all(input.as_bytes()).expect("it reads its input");
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        let run = Run::of(arguments, &output).exits(0);
        assert!(arguments == "ask" || run.stderr.is_empty(), "{run}");
        assert!(!run.stderr.contains("panicked"), "{run}");
    }
}
