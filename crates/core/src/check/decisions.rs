//! Decisions with their options and rules; points that cannot overflow.

use super::conditions::{Compiler, Scope};
use super::names::{Name, Names};
use super::{sources, unique};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::format::DISPLAYS;
use crate::draft::{self, Draft, Spanned};
use crate::place::Span;
use crate::rulebook::{Choose, Decision, DecisionOption, Detail, Display, Layers, Question, Rule, Source};
use crate::set::Set;
use crate::table::{Ix, Table};

/// The sum of an option's points, all taken as positive, must stay below this: some nine million million. Sums, margins and the
/// ends of stability intervals then fit an `i64`, and so do bounds that count the points of a rule for each of its tests.
const MOST_POINTS: i64 = i64::MAX / 1_000_000;

pub(super) fn check(
    draft: &Draft,
    layers: &Layers,
    sources: &Table<Source>,
    names: &Names<'_>,
    questions: &Table<Question>,
    out: &mut Vec<Diagnostic>,
) -> Table<Decision> {
    if draft.decisions.is_empty() && out.is_empty() {
        let problem = Diagnostic::new(Code::MissingKey, Span::start_of(0), "no file has a decision");
        out.push(problem.help("add `decisions:` with at least one decision"));
    }
    unique("rules", draft.decisions.iter().flat_map(|decision| &decision.rules).map(|rule| &rule.id), out);
    let any_main = draft.decisions.iter().any(|decision| decision.main);
    let mut decisions: Table<Decision> = Table::default();
    for decision in &draft.decisions {
        let ix = decisions.push(Decision {
            id: decision.id.value.clone(),
            layer: layers.at(decision.id.span),
            title: decision.title.clone(),
            choose: match decision.choose {
                Some(draft::Choose::Many { threshold }) => Choose::Many { threshold },
                Some(draft::Choose::One { close_call }) => Choose::One { close_call },
                None => Choose::One { close_call: 0 },
            },
            main: decision.main || !any_main,
            display: display(decision, out),
            follows: follows(decision, names, &decisions, out),
            applies_if: None,
            span: decision.id.span,
            options: options(decision, layers, sources, out),
            rules: Table::default(),
        });
        let compiler = Compiler { names, questions, decisions: Some(&decisions), scope: Scope::Decision(ix) };
        let applies_if = decision.applies_if.as_ref().map(|condition| compiler.compile(condition, out));
        let rules = rules(decision, layers, &decisions[ix].options, &compiler, sources, out);
        decisions[ix].applies_if = applies_if;
        decisions[ix].rules = rules;
    }
    decisions
}

fn display(decision: &draft::Decision, out: &mut Vec<Diagnostic>) -> Display {
    let Some(Spanned { value, span }) = &decision.display else { return Display::List };
    let one = matches!(decision.choose, Some(draft::Choose::One { .. }));
    match value.as_str() {
        _ if one => {
            let message = "`display` does not belong to a decision that chooses one";
            out.push(Diagnostic::new(Code::UnknownKey, *span, message));
            Display::List
        }
        "list" => Display::List,
        "checklist" => Display::Checklist,
        "warnings" => Display::Warnings,
        wrong => {
            let problem = Diagnostic::new(Code::UnknownName, *span, format!("`{wrong}` is no way to display options"));
            out.push(problem.near(wrong, DISPLAYS.iter().copied()));
            Display::List
        }
    }
}

/// The decision that this one restates. It must stand above: so far those that do have been checked.
fn follows(
    decision: &draft::Decision,
    names: &Names<'_>,
    above: &Table<Decision>,
    out: &mut Vec<Diagnostic>,
) -> Option<String> {
    let Spanned { value, span } = decision.follows.as_ref()?;
    match names.find(value) {
        Some(Name::Decision(ix)) if ix.position() < above.rows().len() => return Some(value.clone()),
        Some(Name::Decision(_)) => {
            let problem = Diagnostic::new(Code::NotAbove, *span, format!("`{value}` cannot be named here"));
            out.push(problem.help("a decision may follow decisions that stand above it; move that one up"));
        }
        _ => {
            let problem = Diagnostic::new(Code::UnknownName, *span, format!("no decision has the id `{value}`"));
            out.push(problem.near(value, above.rows().iter().map(|decision| decision.id.as_str())));
        }
    }
    None
}

fn options(
    decision: &draft::Decision,
    layers: &Layers,
    sources: &Table<Source>,
    out: &mut Vec<Diagnostic>,
) -> Table<DecisionOption> {
    unique("options of this decision", decision.options.iter().map(|option| &option.id), out);
    if decision.options.is_empty() && !decision.options_unread {
        let message = format!("`{}` has no options to choose from", decision.id.value);
        out.push(Diagnostic::new(Code::MissingKey, decision.id.span, message).help("add `options:`"));
    }
    if let Some(beyond) = decision.options.get(Set::CAPACITY) {
        let message = format!("`{}` has more than {} options", decision.id.value, Set::CAPACITY);
        out.push(Diagnostic::new(Code::TooLarge, beyond.id.span, message));
    }
    let mut options = Table::default();
    for option in &decision.options {
        let details = option.details.iter();
        options.push(DecisionOption {
            id: option.id.value.clone(),
            layer: layers.at(option.id.span),
            title: option.title.clone(),
            summary: option.summary.clone(),
            when: option.when.clone(),
            owner: option.owner.clone(),
            first: option.first,
            details: details
                .map(|(title, entries)| Detail { title: title.clone(), entries: entries.clone() })
                .collect(),
            sources: sources::citations(&option.sources, sources, out),
            span: option.id.span,
        });
    }
    options
}

fn rules(
    decision: &draft::Decision,
    layers: &Layers,
    options: &Table<DecisionOption>,
    compiler: &Compiler<'_>,
    sources: &Table<Source>,
    out: &mut Vec<Diagnostic>,
) -> Table<Rule> {
    let mut rules = Table::default();
    let mut sums: Table<DecisionOption, i64> = options.column(|_| 0);
    for rule in &decision.rules {
        let (mut points, mut written) = (Vec::new(), Vec::new());
        for (id, value) in &rule.points {
            let Some(option) = find(id, decision, options, out) else { continue };
            let sum = value.value.checked_abs().and_then(|points| sums[option].checked_add(points));
            match sum.filter(|sum| *sum < MOST_POINTS) {
                Some(sum) => sums[option] = sum,
                None => out.push(overflow(id, value)),
            }
            points.push((option, value.value));
            written.push([id.span, value.span]);
        }
        let rules_out = rule.rules_out.iter().filter_map(|id| find(id, decision, options, out));
        rules.push(Rule {
            id: rule.id.value.clone(),
            layer: layers.at(rule.id.span),
            because: rule.because.clone(),
            rules_out: rules_out.map(Ix::position).collect(),
            condition: compiler.compile(&rule.condition, out),
            points,
            written,
            fixed: rule.fixed,
            sources: sources::citations(&rule.sources, sources, out),
            span: rule.id.span,
        });
    }
    rules
}

fn overflow(option: &Spanned<String>, points: &Spanned<i64>) -> Diagnostic {
    let message = format!("the points of `{}` add up to more than can be counted", option.value);
    Diagnostic::new(Code::PointsOverflow, points.span, message)
        .help("points are small whole numbers, such as 1, 2 or 3")
}

fn find(
    id: &Spanned<String>,
    decision: &draft::Decision,
    options: &Table<DecisionOption>,
    out: &mut Vec<Diagnostic>,
) -> Option<Ix<DecisionOption>> {
    let found = options.find(|option| option.id == id.value);
    // That there are no options has been reported, and one without an id as well.
    let is_known_to_lack = options.rows().iter().any(|option| option.id.is_empty()) || options.rows().is_empty();
    if found.is_none() && !is_known_to_lack {
        let message = format!("`{}` is not an option of `{}`", id.value, decision.id.value);
        let known = options.rows().iter().map(|option| option.id.as_str());
        out.push(Diagnostic::new(Code::UnknownName, id.span, message).near(&id.value, known));
    }
    found
}
