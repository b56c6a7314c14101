//! How much one rulebook may hold.
//!
//! Texts are bounded by their size where they are read. Here is bounded what work and memory grow with: some of it with
//! products, of rules and questions for instance, so that a text of the allowed size could ask for gigabytes. All bounds lie
//! far above any rulebook that people write. They are looked at before anything else, so that what passes one is said at once.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{Claim, Condition, Draft, QuestionKind, Spanned};
use crate::place::Span;
use crate::yaml::{Key, Node, Shape};

const MOST_QUESTIONS: usize = 10_000;
const MOST_DECISIONS: usize = 500;
const MOST_RULES: usize = 20_000;
const MOST_CASES: usize = 20_000;
const MOST_PROPERTIES: usize = 1_000;
/// Tests in all conditions together.
const MOST_TESTS: usize = 100_000;
/// Rules, facts and questions with `ask_if` times questions: of each is known on which questions it depends.
const MOST_DEPENDENCES: usize = 10_000_000;
/// Decisions times questions.
const MOST_STAKES: usize = 1_000_000;
/// Cases times questions.
const MOST_ANSWERS: usize = 4_000_000;
/// Cases times tests in all conditions: each case is run.
const MOST_TRIED: usize = 150_000_000;
/// Pairs of options times the questions that may tell them apart.
const MOST_COMPARISONS: usize = 2_000_000;
/// Tests on one question times the cases that they cut it into.
const MOST_BANDS: usize = 250_000_000;

/// Reports each bound that a draft passes; whether there is none.
pub(super) fn check(draft: &Draft, out: &mut Vec<Diagnostic>) -> bool {
    let before = out.len();
    let questions = draft.questions.len();
    let ids = |ids: Vec<&Spanned<String>>, most: usize, what: &str, out: &mut Vec<Diagnostic>| {
        if let Some(beyond) = ids.get(most) {
            out.push(too_large(beyond.span, &format!("more than {most} {what}")));
        }
    };
    let rules: Vec<_> = draft.decisions.iter().flat_map(|decision| &decision.rules).map(|rule| &rule.id).collect();
    let facts: Vec<_> = draft.facts.iter().map(|fact| &fact.id).collect();
    let cases: Vec<_> = draft.cases.iter().map(|case| &case.name).collect();
    let decisions: Vec<_> = draft.decisions.iter().map(|decision| &decision.id).collect();
    let product = |items: &[&Spanned<String>], most: usize, what: &str, out: &mut Vec<Diagnostic>| {
        if let Some(beyond) = items.get(most / questions.max(1)) {
            out.push(too_large(beyond.span, &format!("{what} times {questions} questions is more than {most}")));
        }
    };
    let asking = draft.questions.iter().filter(|question| question.ask_if.is_some()).map(|question| &question.id);
    let resting: Vec<_> = asking.chain(facts).chain(rules.iter().copied()).collect();
    ids(draft.questions.iter().map(|question| &question.id).collect(), MOST_QUESTIONS, "questions", out);
    if out.len() == before {
        product(&resting, MOST_DEPENDENCES, &format!("{} conditions", resting.len()), out);
        product(&cases, MOST_ANSWERS, &format!("{} cases", cases.len()), out);
        product(&decisions, MOST_STAKES, &format!("{} decisions", decisions.len()), out);
    }
    ids(decisions, MOST_DECISIONS, "decisions", out);
    ids(rules, MOST_RULES, "rules", out);
    ids(cases, MOST_CASES, "cases", out);
    ids(draft.properties.iter().map(|property| &property.id).collect(), MOST_PROPERTIES, "properties", out);
    comparisons(draft, out);
    tests(draft, out);
    out.len() == before
}

fn comparisons(draft: &Draft, out: &mut Vec<Diagnostic>) {
    let mut all = 0_usize;
    for decision in &draft.decisions {
        let options = decision.options.len();
        all = all.saturating_add(options * options * decision.rules.len().min(draft.questions.len()));
        if all > MOST_COMPARISONS {
            let message = format!("pairs of options times questions come to more than {MOST_COMPARISONS}");
            out.push(too_large(decision.id.span, &message));
            return;
        }
    }
}

fn tests(draft: &Draft, out: &mut Vec<Diagnostic>) {
    let mut leaves: Vec<(&Key, &Node)> = Vec::new();
    conditions(draft).for_each(|condition| walk(condition, &mut leaves));
    if let Some((beyond, _)) = leaves.get(MOST_TESTS) {
        out.push(too_large(beyond.span, &format!("more than {MOST_TESTS} tests in all conditions")));
        return;
    }
    if let Some(beyond) = draft.cases.get(MOST_TRIED / leaves.len().max(1)) {
        let (cases, tests) = (draft.cases.len(), leaves.len());
        let message = format!("{cases} cases times {tests} tests in all conditions is more than {MOST_TRIED}");
        out.push(too_large(beyond.name.span, &message));
        return;
    }
    // Whatever is asked of a yes-or-no question, it has two answers.
    let kinds = draft.questions.iter().filter(|row| !matches!(row.kind, None | Some(QuestionKind::YesNo)));
    let mut left: std::collections::HashMap<&str, (HashSet<u64>, usize)> =
        kinds.map(|row| (row.id.value.as_str(), (HashSet::new(), 0))).collect();
    let mut all = 0_usize;
    for (key, node) in leaves {
        let Some((seen, count)) = left.get_mut(key.text.as_str()) else { continue };
        if seen.insert(signature(node)) {
            // A test more for each of the bands, and two bands more for each of the tests.
            all += 4 * *count + 2;
            *count += 1;
        }
        if all > MOST_BANDS {
            let message = "the conditions tell too many answers to their questions apart";
            out.push(too_large(key.span, message));
            return;
        }
    }
}

fn conditions(draft: &Draft) -> impl Iterator<Item = &Condition> {
    let asked = draft.questions.iter().filter_map(|question| question.ask_if.as_ref());
    let facts = draft.facts.iter().map(|fact| &fact.condition);
    let decided = (draft.decisions.iter())
        .flat_map(|decision| decision.applies_if.iter().chain(decision.rules.iter().map(|rule| &rule.condition)));
    let claimed = draft.properties.iter().flat_map(|property| {
        let claim = match &property.claim {
            Some(Claim::Never(condition) | Claim::Always(condition)) => Some(condition),
            _ => None,
        };
        property.when.iter().chain(claim)
    });
    asked.chain(facts).chain(decided).chain(claimed)
}

fn walk<'d>(condition: &'d Condition, leaves: &mut Vec<(&'d Key, &'d Node)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| walk(part, leaves)),
        Condition::Not(part) => walk(part, leaves),
        Condition::Test(key, node) => leaves.push((key, node)),
    }
}

/// The same for tests that are written alike.
fn signature(node: &Node) -> u64 {
    fn feed(node: &Node, into: &mut DefaultHasher) {
        match &node.shape {
            Shape::Scalar(scalar) => scalar.text.hash(into),
            Shape::List(list) => list.iter().for_each(|entry| feed(entry, into)),
            Shape::Map(map) => map.iter().for_each(|(key, value)| {
                key.text.hash(into);
                feed(value, into);
            }),
        }
    }
    let mut hasher = DefaultHasher::new();
    feed(node, &mut hasher);
    hasher.finish()
}

fn too_large(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, message)
        .help("no rulebook that people write comes near this; check that it is the file you meant")
}
