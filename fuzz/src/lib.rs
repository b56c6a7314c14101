//! What is fuzzed, and what must hold. Each of [`targets`] takes any bytes and panics where something does not hold that should.
//!
//! Bytes become rulebooks in two ways: as text that [`mutation`] changes by words and lines, and by way of [`made`], which
//! draws a rulebook that is mostly valid. [`outputs`] makes everything of it that the program can put out, and [`sound`] reads
//! that back. libFuzzer is not needed here: `fuzz_targets` hands its bytes over, `examples/replay.rs` those of files.
//!
//! Modules of the program that are no part of the library are taken in from its source, so that what is fuzzed is what runs.

mod batch;
pub mod made;
pub mod mutation;
pub mod outputs;
pub mod sound;
pub mod targets;

#[path = "../../crates/cli/src/exit.rs"]
#[allow(dead_code, reason = "only what the modules below use of it is used")]
mod exit;
#[path = "../../crates/cli/src/input.rs"]
#[allow(dead_code, reason = "files and standard input are read by the program alone")]
mod input;
#[path = "../../crates/cli/src/prompt.rs"]
#[allow(dead_code, reason = "the screen uses the rest")]
mod prompt;

/// What the modules of the program use of its arguments.
mod args {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Table {
        Csv,
        Jsonl,
    }
}

/// What the modules of the program use of its output: nothing is put out here.
mod output {
    pub(crate) const PATIENCE: leadership_advisor::Budget = leadership_advisor::Budget(100_000);

    pub(crate) fn width() -> usize {
        80
    }

    pub(crate) fn message(_: &str) {}
}

/// The entry of libFuzzer for a target. With `mutated`, every other change keeps the structure of the text.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::targets::$name(bytes));
    };
    ($name:ident, mutated) => {
        $crate::target!($name);
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            let new = (seed % 2 == 0).then(|| $crate::mutation::mutated(&data[..size], max_size, seed)).flatten();
            match new {
                Some(new) if !new.is_empty() => {
                    data[..new.len()].copy_from_slice(&new);
                    new.len()
                }
                _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
            }
        });
    };
}
