//! Mutation testing held to the long way round: each mutant written as text and read again, every case run on it. What is
//! called equivalent is so for every profile of answers; each case that is offered passes on the rulebook and fails on the
//! mutant.

use std::collections::BTreeSet;

use leadership_advisor::{Clause, Fate, Mutant, MutantChange, Rulebook as Engine, Within};

use crate::analysis::all_profiles;
use crate::evaluate::{evaluate, fired};
use crate::exact::must;
use crate::generate::Case;
use crate::model::{Answers, Choose, Condition, Entry, Fact, Part, Rulebook, Test};
use crate::yaml;

/// What became of how many mutants: noticed, survived with a witness, a rule's without one, equivalent.
pub(crate) type Fates = [usize; 4];

pub(crate) fn agree(case: &Case, fates: &mut Fates) -> Result<(), String> {
    let cases = cases(case);
    let engine = read(&case.rulebook, &cases)?;
    let test = engine.mutation_test();
    must(test.left_out == 0, || "a small rulebook has few mutants".to_owned())?;
    for mutant in &test.mutants {
        let changed = mutated(&case.rulebook, mutant);
        let what = || format!("{:?} in {:?}:\n{}", mutant.fate, mutant.change(), yaml::rulebook(&changed));
        let failing = failing(&read(&changed, &cases)?);
        match &mutant.fate {
            Fate::Noticed(by) => {
                fates[0] += 1;
                must(failing.contains(&by.name), || format!("this case notices nothing: {}", what()))?;
            }
            Fate::Survived(witness) => {
                must(failing.is_empty(), || format!("{failing:?} notice {}", what()))?;
                let Some(witness) = witness else {
                    // What else is changed is not searched for.
                    let searched = matches!(mutant.within, Within::Rule { .. });
                    fates[2] += usize::from(searched);
                    continue;
                };
                fates[1] += 1;
                let offered = format!("{cases}{}", witness.case("offered"));
                must(self::failing(&read(&case.rulebook, &offered)?).is_empty(), || {
                    format!("the case that is offered fails:\n{offered}\n{}", what())
                })?;
                must(!self::failing(&read(&changed, &offered)?).is_empty(), || {
                    format!("the case that is offered notices nothing:\n{offered}\n{}", what())
                })?;
            }
            Fate::Equivalent => {
                fates[3] += 1;
                must(failing.is_empty(), || format!("{failing:?} notice {}", what()))?;
                let differs =
                    profiles(&case.rulebook, mutant).find(|profile| differs(&case.rulebook, &changed, profile));
                must(differs.is_none(), || format!("{:?} tells it apart: {}", differs, what()))?;
            }
            _ => return Err("there are no other fates".to_owned()),
        }
    }
    Ok(())
}

/// Three cases that pass: one that states everything, one that states the first decision, one of answers to nothing.
fn cases(case: &Case) -> String {
    let mut text = String::from("cases:\n");
    let first = case.rulebook.decisions.iter().take(1).map(|decision| decision.id.as_str()).collect();
    let every: Vec<&str> = case.rulebook.decisions.iter().map(|decision| decision.id.as_str()).collect();
    let told = [("all", &case.answers, every, true), ("first", &case.others, first, false)];
    for (name, answers, decisions, with_reasons) in told.into_iter().chain([("none", &Answers::new(), vec![], true)]) {
        let reading = evaluate(&case.rulebook, answers);
        let expect = decisions.into_iter().map(|id| {
            let outcome = &reading.judgement(id).outcome;
            let decision = case.rulebook.decisions.iter().find(|decision| decision.id == id);
            let many = decision.is_some_and(|decision| matches!(decision.choose, Choose::Many { .. }));
            match outcome.as_slice() {
                [] => format!("{id}: none"),
                members if many => format!("{id}: {{includes: [{}]}}", members.join(", ")),
                members => format!("{id}: {}", members.join(", ")),
            }
        });
        let expect: Vec<String> = expect.collect();
        let reasons = if with_reasons { fired(&case.rulebook, answers) } else { vec![] };
        let answers = yaml::answers(answers);
        text += &format!("- name: {name}\n  {answers}  expect: {{{}}}\n", expect.join(", "));
        text += &format!("  reasons: [{}]\n", reasons.join(", "));
    }
    text
}

fn read(rulebook: &Rulebook, cases: &str) -> Result<Engine, String> {
    let text = yaml::rulebook(rulebook) + cases;
    Engine::parse("rulebook.yaml", &text).map_err(|refusal| format!("the engine refuses it:\n{refusal}\n{text}"))
}

fn failing(engine: &Engine) -> BTreeSet<String> {
    engine.run_cases().filter(|result| !result.passed()).map(|result| result.case.name.clone()).collect()
}

/// Whether a case could tell the two apart by these answers.
fn differs(one: &Rulebook, other: &Rulebook, profile: &Answers) -> bool {
    let outcomes = |rulebook: &Rulebook| -> Vec<BTreeSet<String>> {
        let reading = evaluate(rulebook, profile);
        reading.decisions.into_iter().map(|judgement| judgement.outcome.into_iter().collect()).collect()
    };
    let after = fired(other, profile);
    outcomes(one) != outcomes(other) || fired(one, profile).iter().any(|rule| !after.contains(rule))
}

/// Every profile that the conditions of either can tell from others.
fn profiles(rulebook: &Rulebook, mutant: &Mutant<'_>) -> impl Iterator<Item = Answers> + use<> {
    let mut joint = rulebook.clone();
    let condition = mutant.condition().map(|whole| condition(&whole));
    joint.facts.extend(condition.map(|condition| Fact { id: "changed".to_owned(), condition }));
    all_profiles(&joint)
}

/// The mutant, made in the plain model.
fn mutated(rulebook: &Rulebook, mutant: &Mutant<'_>) -> Rulebook {
    let mut changed = rulebook.clone();
    let whole = mutant.condition().map(|whole| condition(&whole));
    match mutant.within {
        Within::Question(question) => {
            let question = changed.questions.iter_mut().find(|known| known.id == question.id).expect("it is there");
            question.ask_if = whole;
        }
        Within::Fact(fact) => {
            let fact = changed.facts.iter_mut().find(|known| known.id == fact.id).expect("it is there");
            fact.condition = whole.expect("only its condition can change");
        }
        Within::Decision(decision) => {
            let decision = changed.decisions.iter_mut().find(|known| known.id == decision.id).expect("it is there");
            match (mutant.change(), whole) {
                (MutantChange::Threshold { to, .. }, _) => decision.choose = Choose::Many { threshold: Some(to) },
                (_, whole) => decision.applies_if = whole,
            }
        }
        Within::Rule { rule, .. } => {
            let mut rules = changed.decisions.iter_mut().flat_map(|decision| &mut decision.rules);
            let rule = rules.find(|known| known.id == rule.id).expect("it is there");
            match (mutant.change(), whole) {
                (MutantChange::Points { option, from, to }, _) => {
                    let entry = rule.points.iter_mut().find(|(id, _)| *id == option.id).expect("it has points");
                    assert_eq!(entry.1, from);
                    entry.1 = to;
                }
                (MutantChange::Spared(option), _) => rule.rules_out.retain(|id| *id != option.id),
                (_, whole) => rule.condition = whole.expect("nothing else of a rule can change"),
            }
        }
        _ => panic!("nothing else can change"),
    }
    changed
}

/// A condition as the plain model has it.
fn condition(clause: &Clause<'_>) -> Condition {
    let ids = |answers: &[&leadership_advisor::PossibleAnswer]| -> Vec<String> {
        answers.iter().map(|answer| answer.id.clone()).collect()
    };
    Condition(vec![match clause {
        Clause::All(parts) => Entry::All(parts.iter().map(condition).collect()),
        Clause::Any(parts) => Entry::Any(parts.iter().map(condition).collect()),
        Clause::Not(part) => Entry::Not(condition(part)),
        Clause::Choice { question, among } if among.is_empty() => {
            let every = question.answers().iter().map(|answer| answer.id.clone()).collect();
            Entry::Question(question.id.clone(), Test::Joined(vec![Part::Not(every)]))
        }
        Clause::Choice { question, among } => Entry::Question(question.id.clone(), Test::AnyOf(ids(among))),
        Clause::YesNo { question, yes } => Entry::Question(question.id.clone(), Test::Is(*yes)),
        Clause::Number { question, least, most } => {
            let bounds = [Part::AtLeast(least.unwrap_or(i64::MIN)), Part::AtMost(most.unwrap_or(i64::MAX))];
            Entry::Question(question.id.clone(), Test::Joined(bounds.into()))
        }
        Clause::Members { question, any, .. } if !any.is_empty() => {
            Entry::Question(question.id.clone(), Test::AnyOf(ids(any)))
        }
        Clause::Members { question, all, none, .. } => {
            let all = (!all.is_empty()).then(|| Part::AllOf(ids(all)));
            let none = (!none.is_empty()).then(|| Part::NoneOf(ids(none)));
            Entry::Question(question.id.clone(), Test::Joined(all.into_iter().chain(none).collect()))
        }
        Clause::Fact { fact, holds } => Entry::Fact(fact.id.clone(), *holds),
        Clause::Outcome { decision, among } => {
            Entry::Decision(decision.id.clone(), among.iter().map(|option| option.id.clone()).collect())
        }
        _ => panic!("there are no other clauses"),
    }])
}
