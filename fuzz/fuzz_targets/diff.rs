//! Two versions of a rulebook. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(diff, mutated);
