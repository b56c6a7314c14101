//! Rulebooks laid over one another. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(layers, mutated);
