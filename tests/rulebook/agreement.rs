//! How often the advice agrees with companies whose answer is published. Floors, so that it cannot get worse unnoticed.
//!
//! Two people coded each company by its description and the questionnaire, without seeing a rule or an outcome: the files
//! end in 1 and 2, and each must hold on its own. The *given* companies were looked at while the rules were written. The ones
//! set *aside* come from other sources and say how well the rules do on companies that nobody fitted them to. That is
//! worth something only as long as nobody looks: only totals are counted and told here, never which company fails.

use std::collections::BTreeSet;

use leadership_advisor::{Cases, Rulebook};

use crate::root;

fn coded(rulebook: &Rulebook, name: &str) -> Cases {
    let path = root().join("tests/agreement").join(format!("{name}.yaml"));
    // What is wrong with a file is left out: it would quote the company.
    rulebook.load_cases([path]).unwrap_or_else(|_| panic!("{name}.yaml does not fit the rulebook"))
}

/// A floor is a few percent below what was reached when it was set. Raise it when the rules get better.
#[test]
fn the_advice_agrees_with_published_answers_as_often_as_it_did() {
    let rulebook = Rulebook::builtin();
    for (half, cases, floors) in [
        ("given", 162, [("leadership", 75), ("reporting", 78)]),
        ("aside", 81, [("leadership", 72), ("reporting", 67)]),
    ] {
        for coding in [1, 2] {
            let name = format!("{half}-{coding}");
            let agreement = coded(&rulebook, &name).agreement();
            assert_eq!(agreement.cases, cases, "{name}");
            for (decision, floor) in floors {
                let found = agreement.choices.iter().find(|choice| choice.decision == decision);
                let agree = found.map(|choice| choice.agree).expect("the companies say something of it");
                let (part, of) = (agree.part, agree.of);
                assert!(agree.reaches(floor), "{name}, {decision}: {part} of {of} agree, which is below {floor} %");
            }
        }
    }
}

/// Two companies out of one article are told of in the same words, so what is set aside shares no source with the rest.
#[test]
fn what_is_set_aside_comes_from_other_sources() {
    let rulebook = Rulebook::builtin();
    let sources = |half: &str| -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for coding in [1, 2] {
            for case in coded(&rulebook, &format!("{half}-{coding}")).iter() {
                let group = case.group.as_deref().and_then(|group| group.split_once('/'));
                let (first, source) = group.expect("each company is of a half and a source");
                assert_eq!(first, half);
                found.insert(source.to_owned());
            }
        }
        found
    };
    let (given, aside) = (sources("given"), sources("aside"));
    assert!(given.is_disjoint(&aside), "{} sources are in both halves", given.intersection(&aside).count());
}

/// The two codings are of the same companies, in the same order.
#[test]
fn both_codings_are_of_the_same_companies() {
    let rulebook = Rulebook::builtin();
    for half in ["given", "aside"] {
        let [one, two] = [1, 2].map(|coding| coded(&rulebook, &format!("{half}-{coding}")));
        let same = one.iter().zip(two.iter()).filter(|(one, two)| one.name == two.name && one.group == two.group);
        assert_eq!((same.count(), two.len()), (one.len(), one.len()), "{half}");
    }
}
