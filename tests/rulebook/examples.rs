//! The examples that documents and newcomers point to: what they show today, and that the second rulebook is as good.

use leadership_advisor::Rulebook;

use crate::root;

#[test]
fn the_example_companies_keep_their_outcomes() {
    let rulebook = Rulebook::builtin();
    for (file, leadership, reporting) in [
        ("startup.yaml", "fractional", None),
        ("scale-up.yaml", "cro", Some("cmo_to_cro")),
        ("enterprise.yaml", "both", Some("parallel")),
    ] {
        let answers = rulebook.load_answers(root().join("examples").join(file)).expect("the example is right");
        assert!(answers.company().is_some(), "{file} names no company");
        let evaluation = answers.evaluate();
        assert_eq!(evaluation.outcome("leadership").expect("a decision"), [leadership], "{file}");
        assert_eq!(evaluation.outcome("reporting").expect("a decision"), Vec::from_iter(reporting), "{file}");
        assert!(
            !evaluation.outcome("playbook").expect("a decision").is_empty()
                && !evaluation.outcome("cautions").expect("a decision").is_empty(),
            "{file}"
        );
        // An example is complete, and says nothing in vain.
        assert_eq!(evaluation.unanswered().count() + evaluation.ignored().count(), 0, "{file}");
    }
}

/// The engine knows no executives: a rulebook on another choice is a matter of YAML.
#[test]
fn the_example_of_another_rulebook_is_a_good_one() {
    let rulebook = Rulebook::load(root().join("examples/database.yaml")).expect("the example is right");
    let lints = rulebook.lint();
    assert!(lints.findings.is_empty() && lints.unproven == 0, "{}", lints.findings);
    assert!(!rulebook.cases().is_empty());
    for result in rulebook.run_cases() {
        assert!(result.passed(), "`{}` at {} fails", result.case.name, result.place);
    }
    let answers = rulebook.load_answers(root().join("examples/database-answers.yaml")).expect("the answers are right");
    assert_eq!(answers.evaluate().outcome("engine").expect("a decision"), ["postgres"]);
}

/// What a consultancy lays over the shipped rulebook. The fingerprint and the id of the shipped one stay what they are.
#[test]
fn the_example_of_a_layer_is_a_good_one() {
    let shipped = Rulebook::builtin();
    let rulebook = Rulebook::load(root().join("examples/practice.yaml")).expect("the example is right");
    assert_eq!(rulebook.id(), shipped.id());
    assert_ne!(rulebook.fingerprint(), shipped.fingerprint());
    let lints = rulebook.lint();
    assert!(lints.findings.is_empty(), "{}", lints.findings);
    for result in rulebook.run_cases() {
        assert!(result.passed(), "`{}` at {} fails", result.case.name, result.place);
    }
    let practice = rulebook.layers().last().expect("it has two");
    assert_eq!((practice.removed.len(), practice.replaced.len()), (1, 1), "as examples/README.md says");
    let rules: usize = rulebook.decisions().iter().map(|decision| decision.rules().len()).sum();
    let below: usize = shipped.decisions().iter().map(|decision| decision.rules().len()).sum();
    assert_eq!(rules, below - 1 + 11, "as examples/README.md says");
}

/// Every file of the folder is one of those that are tested here.
#[test]
fn no_example_is_forgotten() {
    let entries = root().join("examples").read_dir().expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".yaml"));
    names.sort();
    let tested =
        ["database-answers.yaml", "database.yaml", "enterprise.yaml", "practice.yaml", "scale-up.yaml", "startup.yaml"];
    assert_eq!(names, tested);
}
