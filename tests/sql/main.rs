//! The queries of `advisor rules sql` on the engines that this machine has, against `advisor batch`.
//!
//! The work is done by `prove.py`, since the engines are reached from Python. This is its quick look; CI runs all of it, with
//! every engine. What is missing here is skipped by name.

#![expect(clippy::print_stderr, reason = "what a machine lacks is said")]

use std::path::Path;
use std::process::Command;

#[test]
fn engines_give_what_batch_gives() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/sql/prove.py");
    let mut python = Command::new("python3");
    python.arg("-B").arg(script).args(["--advisor", env!("CARGO_BIN_EXE_advisor")]);
    match python.output() {
        Err(error) => eprintln!("all engines: skipped, since python3 cannot be run: {error}"),
        Ok(done) => {
            let (out, messages) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
            eprintln!("{out}");
            assert!(done.status.success(), "{out}{messages}");
        }
    }
}
