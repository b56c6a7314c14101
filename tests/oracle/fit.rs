//! Fitting held to trying everything: every value of every point that may change, every case evaluated by the letter of the
//! format. The same number of cases must hold, with the same change, in as few rules; what is called a contradiction must be
//! one, and none when any of its cases is left out; properties must hold for every profile.

use std::cell::Cell;

use leadership_advisor::{Fit, FitError, FitOptions, FitPropertyFate, LinearSolver, Rulebook as Engine};

use crate::analysis::all_profiles;
use crate::evaluate::evaluate;
use crate::exact::must;
use crate::generate::Case;
use crate::model::{Answers, Choose, Decision, Rulebook};
use crate::yaml;

/// Points go from the one to the other.
const SCALE: (i64, i64) = (-3, 3);
/// So many ways to set the points are tried.
const MOST_WAYS: usize = 64;

/// What was compared: rulebooks, fits in which not all cases hold, contradictions, fits that are proved, fits in which a
/// property stands in the way.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) rulebooks: usize,
    pub(crate) lossy: usize,
    pub(crate) conflicts: usize,
    pub(crate) proved: usize,
    pub(crate) kept: usize,
}

/// A case with what it wants of a decision: options of which one must be chosen, or none of which may be.
struct Wanted {
    answers: Answers,
    decision: String,
    options: Vec<String>,
    is_in: bool,
    weight: u64,
}

impl Wanted {
    fn holds(&self, rulebook: &Rulebook) -> bool {
        let reading = evaluate(rulebook, &self.answers);
        let came = &reading.judgement(&self.decision).outcome;
        self.options.iter().any(|option| came.contains(option)) == self.is_in
    }

    fn yaml(&self, nth: usize, decision: &Decision) -> String {
        let answers = yaml::answers(&self.answers);
        let list = self.options.join(", ");
        let expected = match (decision.choose, self.is_in) {
            (Choose::One { .. }, true) => format!("[{list}]"),
            (Choose::Many { .. }, true) => format!("{{includes: [{list}]}}"),
            (_, false) => format!("{{excludes: [{list}]}}"),
        };
        let head = format!("  - {{name: c{nth}, weight: {}, ", self.weight);
        format!("{head}{}, expect: {{{}: {expected}}}}}\n", answers.trim(), self.decision)
    }
}

/// One setting of the points, and what comes of it.
struct Tried {
    holds: Vec<bool>,
    held: u64,
    change: i64,
    rules: usize,
    keeps: bool,
}

pub(crate) fn agree(
    case: &Case,
    solver: &dyn LinearSolver,
    with_property: bool,
    counted: &Cell<Seen>,
) -> Result<(), String> {
    let mut seen = counted.get();
    let agreed = compare(case, solver, with_property, &mut seen);
    counted.set(seen);
    agreed
}

fn compare(case: &Case, solver: &dyn LinearSolver, with_property: bool, seen: &mut Seen) -> Result<(), String> {
    let rulebook = &case.rulebook;
    let free = free(rulebook);
    let wanted = wanted(case);
    if free.is_empty() || wanted.is_empty() {
        return Ok(());
    }
    let property = with_property.then(|| rulebook.decisions.first()).flatten();
    let never = property.map(|decision| (decision.id.clone(), decision.options[0].clone()));
    let tried = tried(rulebook, &free, &wanted, never.as_ref());
    let mut text = yaml::rulebook(rulebook) + "\ncases:\n";
    for (nth, one) in wanted.iter().enumerate() {
        let decision = rulebook.decisions.iter().find(|decision| decision.id == one.decision);
        text += &one.yaml(nth, decision.expect("it was drawn from them"));
    }
    if let Some((decision, option)) = &never {
        text += &format!("properties:\n  - {{id: p, never: {{{decision}: {option}}}}}\n");
    }
    let engine = Engine::parse("rulebook.yaml", &text).map_err(|refusal| format!("refused:\n{refusal}\n{text}"))?;
    let rules = rulebook.decisions.iter().flat_map(|decision| &decision.rules);
    let mut options = FitOptions::default();
    options.scale = Some(SCALE);
    options.keep = rules.filter(|rule| !free.contains(&rule.id)).map(|rule| rule.id.clone()).collect();
    let best =
        tried.iter().filter(|one| one.keeps).min_by_key(|one| (std::cmp::Reverse(one.held), one.change, one.rules));
    let what = |fit: &Fit| format!("{text}\nfree: {free:?}\n{fit:?}");
    seen.rulebooks += 1;
    let fit = match (engine.own_cases().fit(&options, solver), best) {
        (Ok(fit), Some(_)) => fit,
        (Ok(fit), None) => {
            let unproved = fit.properties.iter().any(|one| one.fate != FitPropertyFate::Holds);
            return must(unproved, || format!("no points keep the property: {}", what(&fit)));
        }
        (Err(FitError::NoPointsKeep(_)), None) => {
            seen.kept += 1;
            return Ok(());
        }
        (Err(FitError::NothingToChange), _) => return Ok(()),
        (Err(error), _) => return Err(format!("{error}:\n{text}\nfree: {free:?}")),
    };
    let best = best.expect("there are some");
    if fit.properties.iter().any(|one| one.fate == FitPropertyFate::Unproven) {
        return Ok(());
    }
    seen.kept += usize::from(fit.properties.iter().any(|one| one.demands > 0));
    must(fit.held <= best.held && best.held <= fit.most_held, || format!("{} can hold: {}", best.held, what(&fit)))?;
    if fit.held == best.held {
        must(fit.change >= best.change, || format!("no change of {} does: {}", fit.change, what(&fit)))?;
        must(fit.least_change <= best.change, || format!("{} points are enough: {}", best.change, what(&fit)))?;
    }
    if fit.is_proved() {
        seen.proved += 1;
        let found = (fit.held, fit.change, usize::try_from(fit.rules).unwrap_or(usize::MAX));
        must(found == (best.held, best.change, best.rules), || {
            format!("{:?} is best, and not {found:?}: {}", (best.held, best.change, best.rules), what(&fit))
        })?;
    }
    seen.lossy += usize::from(fit.held < fit.weight);
    for conflict in &fit.conflicts {
        seen.conflicts += 1;
        let members: Vec<usize> =
            conflict.cases.iter().map(|name| name[1..].parse().expect("cases are named by number")).collect();
        let together = |members: &mut dyn Iterator<Item = &usize>| {
            let members: Vec<&usize> = members.collect();
            tried.iter().any(|one| one.keeps && members.iter().all(|nth| one.holds[**nth]))
        };
        must(!together(&mut members.iter()), || format!("{:?} hold together: {}", conflict.cases, what(&fit)))?;
        must(conflict.smallest, || format!("a small conflict is proved to be smallest: {}", what(&fit)))?;
        // What is left out makes room for the others in the points; what properties ask besides is another matter.
        let in_points = |left_out: &usize| {
            let others = || members.iter().filter(|nth| *nth != left_out);
            tried.iter().any(|one| others().all(|nth| one.holds[*nth]))
        };
        for left_out in &members {
            must(in_points(left_out), || {
                format!("{:?} contradict one another without c{left_out}: {}", conflict.cases, what(&fit))
            })?;
        }
    }
    Ok(())
}

/// The values that points may take.
fn values(today: i64) -> Vec<i64> {
    match today {
        0 => vec![0],
        1.. => (0..=SCALE.1).collect(),
        _ => (SCALE.0..=0).collect(),
    }
}

/// The rules whose points are free: as many as can be tried in all ways.
fn free(rulebook: &Rulebook) -> Vec<String> {
    let (mut ways, mut free) = (1, Vec::new());
    for rule in rulebook.decisions.iter().flat_map(|decision| &decision.rules) {
        if rule.points.iter().any(|(_, points)| points.abs() > SCALE.1) {
            continue;
        }
        let own: usize = rule.points.iter().map(|(_, points)| values(*points).len()).product();
        if own > 1 && ways * own <= MOST_WAYS {
            ways *= own;
            free.push(rule.id.clone());
        }
    }
    free
}

/// A few cases, drawn by counting: some of the same answers, so that they contradict one another.
fn wanted(case: &Case) -> Vec<Wanted> {
    let mut profiles = vec![case.answers.clone(), case.others.clone(), Answers::new()];
    if case.answers.len() % 2 == 1 {
        profiles.push(case.answers.clone());
    }
    profiles.extend(case.answers.keys().take(2).map(|question| {
        let mut fewer = case.answers.clone();
        fewer.remove(question);
        fewer
    }));
    let decisions = &case.rulebook.decisions;
    let mut wanted = Vec::new();
    for (nth, answers) in profiles.into_iter().enumerate() {
        let Some(decision) = decisions.get((nth * 2 + 1) % decisions.len().max(1)) else { continue };
        let start = nth + answers.len();
        let several = usize::from(nth == 2 && decision.options.len() > 2);
        let option = |step: usize| decision.options[(start + step) % decision.options.len()].clone();
        // Of several, all are wanted, which one option stands for here.
        let several = if matches!(decision.choose, Choose::Many { .. }) { 0 } else { several };
        wanted.push(Wanted {
            answers,
            decision: decision.id.clone(),
            options: (0..=several).map(option).collect(),
            is_in: nth % 3 != 1,
            weight: if nth == 3 { 2 } else { 1 },
        });
    }
    wanted
}

/// Every setting of the free points.
fn tried(rulebook: &Rulebook, free: &[String], wanted: &[Wanted], never: Option<&(String, String)>) -> Vec<Tried> {
    let mut settings = vec![(rulebook.clone(), 0, 0)];
    for (d, decision) in rulebook.decisions.iter().enumerate() {
        for (r, rule) in decision.rules.iter().enumerate().filter(|(_, rule)| free.contains(&rule.id)) {
            let mut own: Vec<(Vec<i64>, i64)> = vec![(Vec::new(), 0)];
            for (_, today) in &rule.points {
                let with = |(points, change): &(Vec<i64>, i64)| -> Vec<(Vec<i64>, i64)> {
                    let one = |value: i64| ([points.as_slice(), &[value]].concat(), change + (value - today).abs());
                    values(*today).into_iter().map(one).collect()
                };
                own = own.iter().flat_map(with).collect();
            }
            let set = |(book, change, rules): &(Rulebook, i64, usize)| -> Vec<(Rulebook, i64, usize)> {
                let one = |(points, more): &(Vec<i64>, i64)| {
                    let mut book = book.clone();
                    for ((_, old), new) in book.decisions[d].rules[r].points.iter_mut().zip(points) {
                        *old = *new;
                    }
                    (book, change + more, rules + usize::from(*more > 0))
                };
                own.iter().map(one).collect()
            };
            settings = settings.iter().flat_map(set).collect();
        }
    }
    let one = |(book, change, rules): (Rulebook, i64, usize)| {
        let holds: Vec<bool> = wanted.iter().map(|one| one.holds(&book)).collect();
        let held = wanted.iter().zip(&holds).filter(|(_, holds)| **holds).map(|(one, _)| one.weight).sum();
        let keeps = never.is_none_or(|(decision, option)| {
            all_profiles(&book).all(|profile| !evaluate(&book, &profile).judgement(decision).outcome.contains(option))
        });
        Tried { holds, held, change, rules, keeps }
    };
    settings.into_iter().map(one).collect()
}
