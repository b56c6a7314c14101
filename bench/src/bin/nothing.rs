//! A program that does nothing: what start-up is measured against.

fn main() {}
