//! Conditions: each test understood by what it names, and compiled.

mod instead;

use instead::{instead, written};

use super::names::{Name, Names};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{self, Spanned, text_of, whole_of, words_of, yes_or_no};
use crate::place::Span;
use crate::rulebook::{Condition, Decision, NO, Question, QuestionKind, Test, YES};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::yaml::{Key, Node, Shape};

/// Where a condition stands, and so what it may name.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// `ask_if`: questions above this one, and facts.
    AskIf(Ix<Question>),
    /// A fact: questions and facts.
    Fact,
    /// What is said of answers: questions and facts.
    Answers,
    /// A property: everything.
    Property,
    /// `applies_if` and the rules of a decision: questions, facts, and decisions above this one.
    Decision(Ix<Decision>),
    /// What is shown with a result, such as a chart: everything.
    Result,
}

/// Compiles the conditions of one scope.
pub(super) struct Compiler<'c> {
    pub(super) names: &'c Names<'c>,
    pub(super) questions: &'c Table<Question>,
    /// The ids of the options of the decisions so far, where decisions may be named.
    pub(super) decisions: Option<&'c Table<Decision>>,
    pub(super) scope: Scope,
}

type Out<'o> = &'o mut Vec<Diagnostic>;

impl Compiler<'_> {
    /// A mistaken test is reported and compiled to something that is never true.
    pub(super) fn compile(&self, condition: &draft::Condition, out: Out<'_>) -> Condition {
        match condition {
            draft::Condition::All(parts) => Condition::All(parts.iter().map(|part| self.compile(part, out)).collect()),
            draft::Condition::Any(parts) => Condition::Any(parts.iter().map(|part| self.compile(part, out)).collect()),
            draft::Condition::Not(part) => Condition::Not(Box::new(self.compile(part, out))),
            draft::Condition::Test(key, node) => self.leaf(key, node, out).unwrap_or(Condition::Any([].into())),
        }
    }

    fn leaf(&self, key: &Key, node: &Node, out: Out<'_>) -> Option<Condition> {
        let Some(name) = self.names.find(&key.text) else {
            out.push(self.names.unknown(&key.text, key.span, |name| self.forbidden(name).is_none()));
            return None;
        };
        if let Some(reason) = self.forbidden(name) {
            let problem = Diagnostic::new(Code::NotAbove, key.span, format!("`{}` cannot be named here", key.text));
            out.push(problem.help(reason));
            return None;
        }
        match name {
            Name::Question(_) if self.names.is_untyped(&key.text) => None,
            Name::Question(ix) => Some(Condition::Test(ix, test(&self.questions[ix], node, out)?)),
            Name::Fact(ix) => Some(Condition::Fact(ix, flag(&key.text, node, out)?)),
            Name::Decision(ix) => {
                let decision = &self.decisions?[ix];
                let position = |id: &str| decision.options.find(|option| option.id == id).map(Ix::position);
                let options =
                    known(node, &key.text, "option", position, &decision.option_ids().collect::<Vec<_>>(), out)?;
                Some(Condition::Decided(ix, options))
            }
        }
    }

    /// Why a name may not stand in this scope.
    fn forbidden(&self, name: Name) -> Option<&'static str> {
        match (self.scope, name) {
            (Scope::AskIf(this), Name::Question(ix)) if ix >= this => {
                Some("`ask_if` may name questions that stand above it, and facts; move the question up")
            }
            (Scope::AskIf(_), Name::Decision(_)) => {
                Some("`ask_if` may name questions above it and facts, no decisions")
            }
            (Scope::Answers, Name::Decision(_)) => Some("it is about answers, so it may name questions and facts"),
            (Scope::Fact, Name::Decision(_)) => Some("a fact may rest on questions and other facts, not on a decision"),
            (Scope::Decision(this), Name::Decision(ix)) if ix >= this => {
                Some("a decision may rest on decisions that stand above it; move that one up")
            }
            _ => None,
        }
    }
}

fn test(question: &Question, node: &Node, out: Out<'_>) -> Option<Test> {
    match &question.kind {
        QuestionKind::YesNo => {
            let yes = flag(&question.id, node, out)?;
            Some(Test::In([if yes { YES } else { NO }].into_iter().collect()))
        }
        QuestionKind::Choice { ordered, .. } => choice(question, *ordered, node, out).map(Test::In),
        QuestionKind::Many { .. } => many(question, node, out),
        QuestionKind::Number { .. } => number(question, node, out),
    }
}

fn choice(question: &Question, ordered: bool, node: &Node, out: Out<'_>) -> Option<Set> {
    let Shape::Map(entries) = &node.shape else { return answers(question, node, out) };
    let all: Set = (0..question.answers().len()).collect();
    let mut accepted = all;
    for (key, value) in tests(question, entries, &["not", "at_least", "at_most"], node.span, out)? {
        let set = answers(question, value, out)?;
        let bound = set.iter().next().unwrap_or_default();
        if key.text != "not" {
            if !ordered {
                let message = format!("`{}` has no order, so `{}` says nothing", question.id, key.text);
                let help = "list the answers that you mean, or write `ordered: true` on the question";
                out.push(Diagnostic::new(Code::WrongTest, key.span, message).help(help));
                return None;
            }
            text_of(value, &key.text, out)?;
        }
        let keeps = |position: &usize| match key.text.as_str() {
            "at_least" => *position >= bound,
            "at_most" => *position <= bound,
            _ => !set.contains(*position),
        };
        accepted = accepted.iter().filter(keeps).collect();
    }
    Some(accepted)
}

fn many(question: &Question, node: &Node, out: Out<'_>) -> Option<Test> {
    let mut test = (None, Set::default(), Set::default());
    match &node.shape {
        Shape::Map(entries) => {
            for (key, value) in tests(question, entries, &["all_of", "none_of"], node.span, out)? {
                let set = answers(question, value, out)?;
                *(if key.text == "all_of" { &mut test.1 } else { &mut test.2 }) = set;
            }
        }
        _ => test.0 = Some(answers(question, node, out)?),
    }
    let (any, all, none) = test;
    Some(Test::Members { any, all, none })
}

fn number(question: &Question, node: &Node, out: Out<'_>) -> Option<Test> {
    let Shape::Map(entries) = &node.shape else {
        let value = whole_of(node, &question.id, out)?.value;
        return Some(Test::Between(value, value));
    };
    let (mut least, mut most) = (i64::MIN, i64::MAX);
    for (key, value) in tests(question, entries, &["at_least", "at_most", "above", "below"], node.span, out)? {
        let value = whole_of(value, &key.text, out)?.value;
        match key.text.as_str() {
            "at_least" => least = least.max(value),
            "at_most" => most = most.min(value),
            // Nothing is above the greatest number there is.
            "above" => match value.checked_add(1) {
                Some(next) => least = least.max(next),
                None => return Some(Test::Between(1, 0)),
            },
            _ => match value.checked_sub(1) {
                Some(next) => most = most.min(next),
                None => return Some(Test::Between(1, 0)),
            },
        }
    }
    Some(Test::Between(least, most))
}

/// The entries of a test that is a mapping, if all their words belong to the question's type.
fn tests<'n>(
    question: &Question,
    entries: &'n [(Key, Node)],
    words: &[&str],
    span: Span,
    out: Out<'_>,
) -> Option<&'n [(Key, Node)]> {
    let before = out.len();
    if entries.is_empty() {
        let message = format!("this test on `{}` tests nothing", question.id);
        out.push(Diagnostic::new(Code::WrongTest, span, message).near("", words.iter().copied()));
    }
    for (key, value) in entries {
        if !words.contains(&key.text.as_str()) {
            let message = format!("`{}` is no test on `{}`", key.text, question.id);
            let finding = Diagnostic::new(Code::WrongTest, key.span, message);
            out.push(match instead(question, &key.text, value) {
                Some(help) => finding.help(help),
                None => finding.near(&key.text, words.iter().copied()),
            });
        }
    }
    (out.len() == before).then_some(entries)
}

fn answers(question: &Question, node: &Node, out: Out<'_>) -> Option<Set> {
    known(node, &question.id, "answer", |id| question.position(id), &question.answer_ids().collect::<Vec<_>>(), out)
}

/// One word or a list of them, each of which must be known.
fn known(
    node: &Node,
    of: &str,
    what: &str,
    position: impl Fn(&str) -> Option<usize>,
    ids: &[&str],
    out: Out<'_>,
) -> Option<Set> {
    let before = out.len();
    // That there are none to name has been reported.
    if ids.is_empty() && before > 0 {
        return None;
    }
    if let Shape::Map(entries) = &node.shape {
        let message = format!("a test on `{of}` names its {what}s: one, or a list of them");
        let (span, help) = match entries.as_slice() {
            [(key, value), ..] => {
                let is_any =
                    matches!(key.text.as_str(), "any_of" | "any" | "one_of" | "in" | "includes" | "contains" | "is");
                let words = written(value);
                let help = match !is_any || words.is_empty() {
                    true => "for its opposite, put `not: {…}` around the test".to_owned(),
                    false => format!("write them alone, and any of them is enough: `{of}: [{words}]`"),
                };
                (key.span, help)
            }
            [] => (node.span, format!("write `{of}: {}`", ids.first().copied().unwrap_or_default())),
        };
        out.push(Diagnostic::new(Code::WrongTest, span, message).help(help));
        return None;
    }
    let words: Vec<Spanned<String>> = words_of(node, of, out);
    if words.is_empty() && out.len() == before {
        let message = format!("this test on `{of}` names no {what}");
        out.push(Diagnostic::new(Code::WrongTest, node.span, message).near("", ids.iter().copied()));
    }
    let mut set = Set::default();
    for word in &words {
        match position(&word.value) {
            Some(position) => set.insert(position),
            None => {
                let message = match what {
                    "option" => format!("`{}` is not an option of `{of}`", word.value),
                    _ => format!("`{}` is no answer to `{of}`", word.value),
                };
                let code = if what == "option" { Code::UnknownName } else { Code::UnknownAnswer };
                let finding = Diagnostic::new(code, word.span, message);
                // No more findings are kept than this, and a near name takes a while to find.
                let few = out.len() < 1000;
                out.push(if few { finding.near(&word.value, ids.iter().copied()) } else { finding });
            }
        }
    }
    (out.len() == before).then_some(set)
}

fn flag(id: &str, node: &Node, out: Out<'_>) -> Option<bool> {
    let flag = node.scalar().and_then(|scalar| yes_or_no(scalar.plain, &scalar.text));
    if flag.is_none() {
        let message = format!("a test on `{id}` is `true` or `false`, and this is {}", node.kind());
        out.push(Diagnostic::new(Code::WrongTest, node.span, message).help(format!("write `{{{id}: true}}`")));
    }
    flag
}
