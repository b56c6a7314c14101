//! Tables in JSON lines. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(json_lines, mutated);
