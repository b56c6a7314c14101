//! Answers on the command line. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(set, mutated);
