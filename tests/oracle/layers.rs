//! Layers against the one rulebook that somebody would have written by hand: a rulebook is taken apart into a base and a
//! layer, with rules in the base that the layer removes or replaces, and both ways must come to the same.

use leadership_advisor::{Budget, Code, Lints};

use crate::generate::Case;
use crate::model::{Condition, Rule, Rulebook};
use crate::{engine, yaml};

/// Enough for every rulebook that is so small.
const BUDGET: Budget = Budget(200_000);

/// A rulebook taken apart.
pub(crate) struct Apart {
    pub(crate) base: String,
    pub(crate) layer: String,
}

/// Where to cut is drawn from the text, so that a case that fails shrinks like any other.
pub(crate) fn apart(rulebook: &Rulebook) -> Apart {
    let mut drawn =
        yaml::rulebook(rulebook).bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31) ^ usize::from(byte));
    let mut draw = |below: usize| {
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (drawn >> 33) % below
    };
    let (mut base, mut layer) = (rulebook.clone(), Rulebook::default());
    layer.questions = base.questions.split_off(draw(base.questions.len() + 1));
    layer.facts = base.facts.split_off(draw(base.facts.len() + 1));
    layer.decisions = base.decisions.split_off(draw(base.decisions.len() + 1));
    let (mut removes, mut replaces) = (Vec::new(), Vec::new());
    let mut added = Vec::new();
    for decision in &mut base.decisions {
        let mut more = decision.clone();
        more.options = decision.options.split_off(draw(decision.options.len() + 1));
        more.rules = decision.rules.split_off(draw(decision.rules.len() + 1));
        for rule in &mut decision.rules {
            if draw(3) > 0 {
                continue;
            }
            replaces.push(rule.id.clone());
            more.rules.insert(draw(more.rules.len() + 1), std::mem::replace(rule, mistaken(&rule.id, &more.options)));
        }
        for nth in 0..draw(3) {
            let id = format!("{}x{nth}", decision.id);
            decision.rules.insert(draw(decision.rules.len() + 1), mistaken(&id, &more.options));
            removes.push(id);
        }
        added.push(more);
    }
    added.append(&mut layer.decisions);
    layer.decisions = added;
    let below: Vec<&str> = base.decisions.iter().map(|decision| decision.id.as_str()).collect();
    Apart { layer: yaml::layer(&layer, &below, &removes, &replaces), base: yaml::rulebook(&base) }
}

/// What must not be left of the base: it fires always, and rules out whatever the layer adds.
fn mistaken(id: &str, options: &[String]) -> Rule {
    Rule { id: id.to_owned(), condition: Condition(Vec::new()), points: Vec::new(), rules_out: options.to_vec() }
}

pub(crate) fn agree(case: &Case) -> Result<(), String> {
    let by_hand = engine::rulebook(case)?;
    let Apart { base, layer } = apart(&case.rulebook);
    let parts = [[("base.yaml", base.as_str())], [("layer.yaml", layer.as_str())]];
    let refused = |refusal| format!("the engine refuses the layers:\n{refusal}\n{base}\n{layer}");
    let layered = leadership_advisor::Rulebook::parse_layers(parts).map_err(refused)?;
    for answers in [&case.answers, &case.others] {
        let one = engine::reading(&engine::answers(&by_hand, answers)?.evaluate());
        let other = engine::reading(&engine::answers(&layered, answers)?.evaluate());
        crate::same("by hand", &one, "in layers", &other).map_err(|why| format!("{why}\n{base}\n{layer}"))?;
    }
    let (one, other) = (told(&by_hand.lint_within(BUDGET)), told(&layered.lint_within(BUDGET)));
    if one == other { Ok(()) } else { Err(format!("by hand: {one:?}\nin layers: {other:?}\n{base}\n{layer}")) }
}

/// What is found, apart from what depends on who wrote it: that a layer repeats a condition of the base is as it should be,
/// and how the base is worded is no matter of the layer.
fn told(lints: &Lints) -> Vec<(Code, String)> {
    let by_author = [
        Code::SameCondition,
        Code::UnusedFact,
        Code::NoWhy,
        Code::NoSource,
        Code::EmptyAny,
        Code::PointsRuledOut,
        Code::AtMostAll,
        Code::OptionNamedNone,
    ];
    let findings = lints.findings.iter().filter(|finding| !by_author.contains(&finding.code));
    let mut told: Vec<_> = findings.map(|finding| (finding.code, finding.message.clone())).collect();
    told.sort();
    told
}
