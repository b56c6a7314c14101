//! Interviews, and the states they are put away in. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(interview, mutated);
