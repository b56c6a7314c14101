//! What uses an id, held against a plain search through the rulebook's text.

use std::collections::BTreeSet;

use leadership_advisor::{Decision, Item, Rulebook, Use};

/// Each rule's id with the words that stand before a colon in one of its keys: the names in `if`, the options in `points`.
fn named_in_text(rulebook: &Rulebook, key: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for file in rulebook.files().iter() {
        for rule in file.text.split("\n      - id: ").skip(1) {
            let (id, rest) = rule.split_once('\n').expect("a rule has more than an id");
            // The key is followed by its value on the same line, in brackets; the shipped rulebook is written so.
            let mut lines = rest.lines().map(str::trim);
            let value = lines.find_map(|line| line.strip_prefix(key)).unwrap_or_default();
            let words = value.split(|c: char| !(c.is_ascii_alphanumeric() || "_-:".contains(c)));
            let names = words.filter_map(|word| word.strip_suffix(':')).map(str::to_owned).collect();
            found.push((id.to_owned(), names));
        }
    }
    found
}

fn rules_by(uses: &[Use<'_>], which: impl Fn(&Use<'_>) -> bool) -> BTreeSet<String> {
    let rule = |one: &Use<'_>| match one {
        Use::Condition(Item::Rule(_, rule), _) | Use::Points(_, rule, _) => Some(rule.id.clone()),
        _ => None,
    };
    uses.iter().filter(|one| which(one)).filter_map(rule).collect()
}

#[test]
fn the_rules_that_name_something_are_those_in_whose_text_it_stands() {
    let rulebook = Rulebook::builtin();
    let text = named_in_text(&rulebook, "if: ");
    let rules: BTreeSet<&str> =
        rulebook.decisions().iter().flat_map(Decision::rules).map(|rule| rule.id.as_str()).collect();
    let found: Vec<_> = text.iter().filter(|(id, names)| rules.contains(id.as_str()) && !names.is_empty()).collect();
    assert_eq!(
        found.len(),
        rules.len(),
        "the search does not find every rule's condition; is it written otherwise now?"
    );
    let questions = rulebook.questions().iter().map(Item::Question);
    let facts = rulebook.facts().iter().map(Item::Fact);
    let decisions = rulebook.decisions().iter().map(Item::Decision);
    for item in questions.chain(facts).chain(decisions) {
        let in_text: BTreeSet<String> =
            found.iter().filter(|(_, names)| names.contains(item.id())).map(|(id, _)| id.clone()).collect();
        let directly = rules_by(&rulebook.uses(item), |one| matches!(one, Use::Condition(_, None)));
        assert_eq!(directly, in_text, "`{}`", item.id());
    }
}

#[test]
fn the_rules_that_give_an_option_points_are_those_in_whose_text_it_stands() {
    let rulebook = Rulebook::builtin();
    let text = named_in_text(&rulebook, "points: ");
    for decision in rulebook.decisions() {
        for option in decision.options() {
            let of_decision = |id: &String| decision.rules().iter().any(|rule| rule.id == *id);
            let named = text.iter().filter(|(id, names)| of_decision(id) && names.contains(&option.id));
            let in_text: BTreeSet<String> = named.map(|(id, _)| id.clone()).collect();
            let uses = rulebook.uses(Item::Option(decision, option));
            assert_eq!(rules_by(&uses, |one| matches!(one, Use::Points(..))), in_text, "`{}`", option.id);
        }
    }
}

/// A rule is touched through a fact exactly if its condition names one that rests on the question.
#[test]
fn what_rests_on_a_question_through_facts_is_found() {
    let rulebook = Rulebook::parse(
        "t.yaml",
        "rulebook: {id: t, version: 1, format: 1, title: T}
questions: [{id: q, ask: A, type: yes_no}, {id: r, ask: A, type: yes_no, ask_if: {second: true}}]
facts: [{id: second, if: {first: false}}, {id: first, if: {q: true}}, {id: other, if: {r: true}}]
decisions:
  - id: d
    title: D
    choose: one
    options: [{id: a, title: A}]
    rules: [{id: far, if: {second: true}}, {id: near, if: {q: true, second: true}}, {id: none, if: {other: true}}]",
    );
    let rulebook = rulebook.expect("it is right");
    let uses = rulebook.uses(Item::Question(rulebook.question("q").expect("it is there")));
    let named: Vec<(&str, Option<&str>)> = uses
        .iter()
        .filter_map(|one| match one {
            Use::Condition(item, through) => Some((item.id(), through.map(|fact| fact.id.as_str()))),
            _ => None,
        })
        .collect();
    assert_eq!(
        named,
        [("r", Some("second")), ("second", Some("first")), ("first", None), ("far", Some("second")), ("near", None)]
    );
}

/// Charts, assessments and properties touch what they name, directly or through facts, and each box of its own.
#[test]
fn what_is_drawn_and_claimed_counts_as_a_use() {
    let rulebook = Rulebook::parse(
        "t.yaml",
        "rulebook: {id: t, version: 1, format: 1, title: T}
questions:
  - {id: q, ask: A, why: B, type: choice, ordered: true, answers: {low: L, high: H}}
  - {id: r, ask: A, why: B, type: yes_no}
facts: [{id: f, if: {r: true}}]
decisions:
  - id: d
    title: D
    choose: one
    options: [{id: a, title: A}, {id: b, title: B}]
    rules: [{id: one, if: {q: low}, points: {a: 1}}, {id: two, if: {q: high}, points: {b: 1}}]
charts:
  - id: c
    title: C
    if: {f: true}
    boxes: [{title: Top, below: &below [{title: Low, if: {q: low, d: a}}]}, {title: Side, below: *below}]
assessments: [{id: s, title: S, levels: [One, Two], areas: [{title: Area, question: q}]}]
properties:
  - {id: p, says: P, when: {f: true}, never: {d: a}}
  - {id: m, says: M, raising: q, never_lowers: {d: b}, against: a}",
    )
    .expect("it is right");
    let by =
        |through: Option<&leadership_advisor::Fact>| through.map(|fact| format!(" by {}", fact.id)).unwrap_or_default();
    let uses = |id: &str| -> Vec<String> {
        let [item] = rulebook.items(id)[..] else { panic!("`{id}` is one thing") };
        let uses = rulebook.uses(item).into_iter();
        let told = uses.filter_map(|one| match one {
            Use::Draws(chart, part, through) => {
                Some(format!("{} {}{}", chart.id, part.map_or("", |part| &part.title), by(through)))
            }
            Use::Judges(assessment, area) => Some(format!("{} {}", assessment.id, area.title)),
            Use::Claims(property, through) => Some(format!("{}{}", property.id, by(through))),
            _ => None,
        });
        told.collect()
    };
    assert_eq!(uses("q"), ["c Low", "s Area", "m"]);
    assert_eq!(uses("q=low"), ["c Low"]);
    assert_eq!(uses("r"), ["c  by f", "p by f"]);
    assert_eq!(uses("f"), ["c ", "p"]);
    assert_eq!(uses("d"), ["c Low", "p", "m"]);
    assert_eq!(uses("d/a"), ["c Low", "p", "m"]);
    assert_eq!(uses("d/b"), ["m"]);
    let codes: Vec<_> = rulebook.lint().findings.iter().map(|finding| finding.code.name()).collect();
    assert!(!codes.contains(&"unused-fact"), "{codes:?}");
}
