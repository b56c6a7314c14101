//! Cases: their answers are answers, and what they expect exists.

use super::names::Names;
use super::unique;
use crate::answers::answers_from;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::format::{EXPECTED, EXPECTED_NOT};
use crate::draft::{self, Fields, Spanned, words_of};
use crate::rulebook::{Case, Choose, Decision, Expected, Layers, Question, RuleRef};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::yaml::{Key, Node, Shape};

/// More than a case could ever need to outweigh others, and too little to overflow anything.
const MOST_WEIGHT: u32 = 1_000;

pub(super) fn check(
    drafts: &[draft::Case],
    layers: &Layers,
    questions: &Table<Question>,
    decisions: &Table<Decision>,
    names: Option<&Names<'_>>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Case> {
    unique("cases", drafts.iter().map(|case| &case.name), out);
    let mut cases = Vec::new();
    for draft in drafts {
        // To a question whose type is unknown any answer may be right.
        let typed: Vec<(Key, Node)>;
        let given = match names.filter(|names| names.any_untyped()) {
            Some(names) => {
                typed = draft.answers.iter().filter(|(key, _)| !names.is_untyped(&key.text)).cloned().collect();
                &typed
            }
            None => &draft.answers,
        };
        cases.push(Case {
            name: draft.name.value.clone(),
            group: draft.group.as_ref().map(|group| group.value.clone()),
            note: draft.note.clone(),
            weight: weight(draft.weight.as_ref(), out),
            layer: layers.at(draft.name.span),
            span: draft.name.span,
            answers: answers_from(questions, given, out),
            expect: draft.expect.iter().filter_map(|(key, node)| expected(key, node, decisions, out)).collect(),
            reasons: draft.reasons.iter().filter_map(|id| reason(id, decisions, out)).collect(),
        });
    }
    cases
}

/// As how many cases one counts.
fn weight(weight: Option<&Spanned<i64>>, out: &mut Vec<Diagnostic>) -> u32 {
    let Some(Spanned { value, span }) = weight else { return 1 };
    match u32::try_from(*value) {
        Ok(weight @ 1..=MOST_WEIGHT) => weight,
        _ => {
            let message = format!("a case counts as 1 to {MOST_WEIGHT} cases, not as {value}");
            let problem = Diagnostic::new(Code::OutOfRange, *span, message);
            out.push(problem.help("write 1 or leave it out; 3 for a case that counts as three"));
            1
        }
    }
}

fn expected(
    key: &Key,
    node: &Node,
    decisions: &Table<Decision>,
    out: &mut Vec<Diagnostic>,
) -> Option<(Ix<Decision>, Expected)> {
    let Some(ix) = decisions.find(|decision| decision.id == key.text) else {
        let known = decisions.rows().iter().map(|decision| decision.id.as_str());
        let message = format!("no decision has the id `{}`", key.text);
        out.push(Diagnostic::new(Code::UnknownName, key.span, message).near(&key.text, known));
        return None;
    };
    let decision = &decisions[ix];
    let is_none = node.scalar().is_some_and(|scalar| scalar.text == "none") && decision.option("none").is_none();
    let expected = match decision.choose {
        Choose::Many { .. } if is_none => {
            Expected::Members { includes: Set::default(), excludes: (0..decision.options.len()).collect() }
        }
        Choose::Many { .. } => {
            if !matches!(node.shape, Shape::Map(_)) {
                let words = words_of(node, &key.text, out);
                let words: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
                let message = format!("`{}` chooses many, so a case says what must be in its outcome", key.text);
                let help = format!(
                    "write `{}: {{includes: [{}]}}`, and what must not be under `excludes`",
                    key.text,
                    words.join(", ")
                );
                out.push(Diagnostic::new(Code::WrongType, node.span, message).help(help));
                return None;
            }
            let mut fields = Fields::open(node, &EXPECTED, out)?;
            let (includes, excludes) = (fields.words("includes"), fields.words("excludes"));
            Expected::Members { includes: set(&includes, decision, out), excludes: set(&excludes, decision, out) }
        }
        // A source may reject an option and recommend no other.
        Choose::One { .. } if matches!(node.shape, Shape::Map(_)) => {
            if let Shape::Map(entries) = &node.shape
                && let Some((includes, value)) = entries.iter().find(|(word, _)| word.text == "includes")
            {
                let words = words_of(value, "includes", out);
                let words: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
                let message = format!("`{}` chooses one, so there is nothing to include", key.text);
                let outcome =
                    if let [only] = words.as_slice() { (*only).to_owned() } else { format!("[{}]", words.join(", ")) };
                let help = format!("write the outcome alone: `{}: {outcome}`", key.text);
                out.push(Diagnostic::new(Code::UnknownKey, includes.span, message).help(help));
                return None;
            }
            let mut fields = Fields::open(node, &EXPECTED_NOT, out)?;
            fields.needed("excludes");
            let excludes = fields.words("excludes");
            Expected::Members { includes: Set::default(), excludes: set(&excludes, decision, out) }
        }
        Choose::One { .. } => {
            let mut words = words_of(node, &key.text, out);
            let before = words.len();
            let first = words.first().and_then(|word| decision.options.find(|option| option.id == word.value));
            words.retain(|word| word.value != "none" || decision.option("none").is_some());
            let (none, first) = (words.len() < before, first.map(Ix::position));
            Expected::OneOf { options: set(&words, decision, out), none, first }
        }
    };
    Some((ix, expected))
}

fn set(ids: &[Spanned<String>], decision: &Decision, out: &mut Vec<Diagnostic>) -> Set {
    let mut set = Set::default();
    for id in ids {
        match decision.options.find(|option| option.id == id.value) {
            Some(option) => set.insert(option.position()),
            None => {
                let message = format!("`{}` is not an option of `{}`", id.value, decision.id);
                out.push(Diagnostic::new(Code::UnknownName, id.span, message).near(&id.value, decision.option_ids()));
            }
        }
    }
    set
}

fn reason(id: &Spanned<String>, decisions: &Table<Decision>, out: &mut Vec<Diagnostic>) -> Option<RuleRef> {
    for (ix, decision) in decisions.iter() {
        if let Some(rule) = decision.rules.find(|rule| rule.id == id.value) {
            return Some(RuleRef { decision: ix, rule });
        }
    }
    let known = decisions.rows().iter().flat_map(Decision::rules).map(|rule| rule.id.as_str());
    let message = format!("no rule has the id `{}`", id.value);
    out.push(Diagnostic::new(Code::UnknownName, id.span, message).near(&id.value, known));
    None
}
