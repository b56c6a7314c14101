//! Rules of one's own: a layer over the shipped rulebook, loaded from a file, and what is wrong with a text that is wrong.
//!
//! `cargo run -p leadership-advisor --example own_rulebook examples/practice.yaml`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it finds")]

use std::process::ExitCode;

use leadership_advisor::{LoadError, Rulebook};

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        eprintln!("name a rulebook, and what is to be laid over it");
        return ExitCode::from(2);
    }
    match Rulebook::load_layers(&paths) {
        Ok(rulebook) => {
            tell(&rulebook);
            ExitCode::SUCCESS
        }
        // Everything that is wrong, a line for each: file, line, column, what, and what to do.
        Err(LoadError::Invalid(findings)) => {
            eprintln!("{findings}");
            ExitCode::from(1)
        }
        Err(other) => {
            eprintln!("{other}");
            ExitCode::from(2)
        }
    }
}

fn tell(rulebook: &Rulebook) {
    for layer in rulebook.layers() {
        println!("{} {}: {}", layer.id, layer.version, layer.title);
        for departure in layer.removed.iter().chain(&layer.replaced) {
            println!("  not as below: {}, since: {}", departure.name, departure.reason);
        }
    }
    for decision in rulebook.decisions() {
        let own = decision.rules().iter().filter(|rule| rule.layer.extends.is_some()).count();
        println!("{}: {} rules, {own} of them from a layer", decision.title, decision.rules().len());
    }
    let failed = rulebook.run_cases().filter(|result| !result.passed()).count();
    println!("{} cases, {failed} failed; {} findings", rulebook.cases().len(), rulebook.lint().findings.iter().count());
}
