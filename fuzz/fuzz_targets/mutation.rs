//! What cases notice of changes. What must hold is in `src/targets.rs`.
#![no_main]

leadership_advisor_fuzz::target!(mutation);
