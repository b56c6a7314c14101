//! The text of a rulebook to every output. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(rulebook, mutated);
