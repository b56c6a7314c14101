//! Numbers as people write them. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(numbers, mutated);
