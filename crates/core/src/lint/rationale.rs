//! Whether a rationale says anything that its condition does not.
//!
//! A comparison of words, careful to stay silent: one word that stands neither in the condition nor in what it names is
//! enough. It knows the small words of English; in another language it finds less, and nothing that is not there.

use std::collections::HashSet;

use crate::rulebook::{Condition, Decision, FactIx, Question, Rule, Rulebook, Test};

/// Words that say nothing by themselves.
const SMALL: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "but",
    "by",
    "can",
    "do",
    "does",
    "for",
    "from",
    "had",
    "has",
    "have",
    "here",
    "if",
    "in",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "our",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "you",
    "your",
    "yours",
    "answer",
    "answers",
    "answered",
    "case",
    "least",
    "most",
    "more",
    "less",
    "no",
    "not",
    "yes",
    "point",
    "points",
    "rule",
    "therefore",
    "very",
];

/// Whether every word of the rationale stands in the condition, in what it names, or in the names of the options.
pub(super) fn repeats(rulebook: &Rulebook, decision: &Decision, rule: &Rule) -> bool {
    let mut known = Words { rulebook, known: HashSet::new(), facts: HashSet::new() };
    known.of_condition(&rule.condition);
    for (option, _) in rule.points(decision) {
        known.add(&option.id);
        known.add(&option.title);
    }
    let mut said = words(&rule.because).filter(|word| !SMALL.contains(&word.as_str())).peekable();
    said.peek().is_some() && said.all(|word| known.has(&word))
}

struct Words<'r> {
    rulebook: &'r Rulebook,
    known: HashSet<String>,
    /// The facts that have been followed.
    facts: HashSet<FactIx>,
}

impl Words<'_> {
    fn add(&mut self, text: &str) {
        self.known.extend(words(text));
    }

    fn of_condition(&mut self, condition: &Condition) {
        let rulebook = self.rulebook;
        let mut open = vec![condition];
        while let Some(condition) = open.pop() {
            condition.leaves(&mut |leaf| match leaf {
                Condition::Test(ix, test) => self.of_test(&rulebook.book().questions[*ix], test),
                Condition::Fact(ix, _) => {
                    let fact = &rulebook.book().facts[*ix];
                    self.add(&fact.id);
                    if self.facts.insert(*ix) {
                        open.push(&fact.condition);
                    }
                }
                Condition::Decided(ix, options) => {
                    let decision = &rulebook.book().decisions[*ix];
                    self.add(&decision.id);
                    self.add(&decision.title);
                    for option in options.iter().filter_map(|at| decision.options().get(at)) {
                        self.add(&option.id);
                        self.add(&option.title);
                    }
                }
                Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
            });
        }
    }

    fn of_test(&mut self, question: &Question, test: &Test) {
        self.add(&question.id);
        self.add(&question.ask);
        let accepted = match test {
            Test::In(set) => *set,
            Test::Members { any, all, .. } => any.unwrap_or(*all),
            Test::Between(from, to) => {
                self.known.extend([from.to_string(), to.to_string()]);
                return;
            }
        };
        for answer in accepted.iter().filter_map(|at| question.answers().get(at)) {
            self.add(&answer.id);
            self.add(&answer.label);
        }
    }

    /// Whether a word is known, as it is or in another form: `startup` and `startups`, `grow` and `growing`.
    fn has(&self, word: &str) -> bool {
        let is_form = |known: &String| {
            let (short, long) = if known.len() < word.len() { (known.as_str(), word) } else { (word, known.as_str()) };
            short.chars().count() >= 4 && long.starts_with(short)
        };
        self.known.contains(word) || self.known.iter().any(is_form)
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
