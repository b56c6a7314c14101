//! `advisor rules test`: whether a rulebook does what its author expects, and what its cases leave open.

use std::path::PathBuf;

use leadership_advisor::{CaseResult, Lints, LoadError, Rulebook};
use leadership_advisor_report::{
    AgreementRun, Mutation, TestRun, agreement_json, agreement_text, errors_junit, findings_json, list_of, test_json,
    test_junit, test_text,
};

use crate::args::{Test, TestFormat};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::{input, machine, output, watch};

pub(crate) fn run(rules: &[PathBuf], args: &Test) -> Result<Exit, Failure> {
    if args.fail_under.is_some() && args.coverage && args.mutate {
        let help = "run the command twice, once with `--coverage` and once with `--mutate`";
        return Err(Failure::new("`--fail-under` stands beside both `--coverage` and `--mutate`", Some(help)));
    }
    if args.agreement && args.format == TestFormat::Junit {
        let help = "write `--format text` or `--format json`";
        return Err(Failure::new("`--agreement` is no test, so that it has no form for junit", Some(help)));
    }
    let paths = input::own_or(&args.paths, rules);
    if args.watch { watch::run(paths, || once(paths, args)) } else { once(paths, args) }
}

fn once(paths: &[PathBuf], args: &Test) -> Result<Exit, Failure> {
    let rulebook = match input::rulebook(paths) {
        Ok(rulebook) => rulebook,
        Err(Failure::Load(LoadError::Invalid(problems))) => {
            match args.format {
                TestFormat::Text => output::findings(&problems)?,
                TestFormat::Json => output::result(&findings_json(&Lints::from(problems)))?,
                TestFormat::Junit => output::result(&errors_junit(&problems))?,
            }
            return Ok(Exit::No);
        }
        Err(failure) => return Err(failure),
    };
    if args.agreement {
        return agreement(&rulebook, args);
    }
    if rulebook.cases().is_empty() && args.require_cases {
        let help = "write some under `cases:`, or leave out `--require-cases`";
        let failure = Failure::new(format!("the rulebook `{}` has no cases", rulebook.id()), Some(help));
        match args.format {
            TestFormat::Text => {}
            TestFormat::Json => machine::failed(Machine::Json, &failure)?,
            TestFormat::Junit => machine::failed(Machine::Junit, &failure)?,
        }
        output::failure(&failure);
        return Ok(Exit::No);
    }
    let cases: Vec<CaseResult<'_>> = rulebook.run_cases().collect();
    let run = TestRun {
        rulebook: &rulebook,
        mutation: match args.mutate {
            false => Mutation::NotAsked,
            true if !cases.iter().all(CaseResult::passed) => Mutation::CasesFail,
            true => Mutation::Tried { test: rulebook.mutation_test(), in_full: args.all },
        },
        cases,
        properties: rulebook.prove_all(output::PATIENCE).collect(),
        coverage: (args.coverage || (args.fail_under.is_some() && !args.mutate)).then(|| rulebook.coverage()),
        fail_under: args.fail_under,
    };
    output::result(&match args.format {
        TestFormat::Text => test_text(&run, output::width()),
        TestFormat::Json => test_json(&run),
        TestFormat::Junit => test_junit(&run),
    })?;
    Ok(if run.passed() { Exit::Done } else { Exit::No })
}

/// How well the rulebook agrees with its cases, or with others.
fn agreement(rulebook: &Rulebook, args: &Test) -> Result<Exit, Failure> {
    let mut cases = match args.cases.as_slice() {
        [] => rulebook.own_cases(),
        paths => rulebook.load_cases(paths)?,
    };
    if let Some(group) = &args.group {
        let known: Vec<String> = cases.groups().iter().map(|group| format!("`{group}`")).collect();
        cases = cases.of_group(group);
        if cases.is_empty() {
            let help = match known.as_slice() {
                [] => "no case has a group; write `group:` on cases".to_owned(),
                known => format!("there are {}", list_of(known, "and")),
            };
            return Err(Failure::new(format!("no case is of the group `{group}`"), Some(&help)));
        }
    }
    let agreement = cases.agreement();
    let run = AgreementRun { rulebook, agreement, group: args.group.as_deref(), fail_under: args.fail_under };
    output::result(&match args.format {
        TestFormat::Json => agreement_json(&run),
        TestFormat::Text | TestFormat::Junit => agreement_text(&run, output::width()),
    })?;
    Ok(if run.passed() { Exit::Done } else { Exit::No })
}
