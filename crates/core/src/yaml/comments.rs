//! What YAML takes away from a text: in `ask: Is plan #1 better`, it reads no further than `Is plan`, and in `ask: &more or
//! less` no more than `or less`.
//!
//! Nothing in YAML tells such a comment from one that is meant. People write a space behind the sign of a comment, and none
//! behind that of a number or a channel. So a comment counts here if it stands behind a text without quotes and begins with
//! a letter or a digit. An anchor is meant if something refers to it, so one counts here if nothing does.

use std::collections::HashSet;

use super::node::{Node, Plain, Shape};
use super::span_at;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::{File, Span};

/// The comments that cut a text, and the anchors before one that nothing refers to, below a node of this file. Linear in the
/// text.
pub(crate) fn cutting(node: &Node, file: &File, index: u32) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = vec![node];
    let referred: HashSet<&str> = file.text.split('*').skip(1).map(word).collect();
    while let Some(node) = open.pop() {
        match &node.shape {
            Shape::List(list) => open.extend(list),
            Shape::Map(map) => open.extend(map.iter().map(|(_, node)| node)),
            Shape::Scalar(scalar) if scalar.plain == Plain::Text => {
                let (before, rest) = file.text.split_at_checked(node.span.start as usize).unwrap_or_default();
                let anchor = anchor(before).filter(|(_, name)| !referred.contains(name));
                found.extend(anchor.map(|(at, name)| span_at(index, at, 1 + name.len())));
                found.extend(comment(rest, &scalar.text).map(|(at, length)| {
                    let start = file.text.len() - rest.len() + at;
                    span_at(index, start, length)
                }));
            }
            Shape::Scalar(_) => {}
        }
    }
    found
}

/// What is wrong with a comment or an anchor that cuts a text, given as it is written, and what to do.
pub(crate) fn cut_words(written: &str) -> (String, &'static str) {
    match written.strip_prefix('&') {
        Some(name) => (
            format!("`&{name}` is no part of the text: it names the text, and nothing refers to that name"),
            "put the whole text into quotes",
        ),
        None => (
            "the text ends before this `#`, which begins a comment".to_owned(),
            "put the whole text into quotes; if it is a comment, write a space behind the `#`",
        ),
    }
}

/// The same as errors, where answers and cases are read: there are no warnings.
pub(crate) fn refused(cuts: &[Span], files: &[File]) -> Vec<Diagnostic> {
    let written = |cut: &Span| files.get(cut.file as usize)?.text.get(cut.start as usize..cut.end as usize);
    let told = cuts.iter().map(|cut| {
        let (message, help) = cut_words(written(cut).unwrap_or_default());
        Diagnostic::new(Code::Syntax, *cut, message).help(help)
    });
    told.collect()
}

/// The anchor that stands right before a text, and where.
fn anchor(before: &str) -> Option<(usize, &str)> {
    let before = before.trim_end_matches([' ', '\t']);
    let at = before.rfind(char::is_whitespace)? + 1;
    Some((at, before.get(at..)?.strip_prefix('&')?))
}

/// The name of an anchor at the start of what follows its sign.
fn word(rest: &str) -> &str {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}'));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// Where the comment behind a text without quotes begins, and how long it is. `None` if the text is written otherwise, or
/// nothing cuts it.
fn comment(written: &str, text: &str) -> Option<(usize, usize)> {
    let mut rest = written;
    for (nth, word) in text.split_whitespace().enumerate() {
        rest = if nth == 0 { rest } else { rest.trim_start() };
        rest = rest.strip_prefix(word)?;
    }
    let behind = rest.trim_start_matches([' ', '\t']);
    let is_text = behind.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    let line = behind.lines().next().unwrap_or_default().trim_end();
    (is_text && behind.len() < rest.len()).then_some((written.len() - behind.len(), line.len()))
}

#[cfg(test)]
mod tests {
    use super::{anchor, comment, word};

    #[test]
    fn a_comment_that_cuts_is_told_from_one_that_is_meant() {
        assert_eq!(comment("Is plan #1 better\n", "Is plan"), Some((8, 9)));
        assert_eq!(comment("Is\n  the plan  #1", "Is the plan"), Some((15, 2)));
        for (written, text) in [
            ("growth # the stage\n", "growth"),
            ("growth ## 2", "growth"),
            ("growth #", "growth"),
            ("C#1", "C#1"),
            ("growth\n#off: true", "growth"),
            ("'Is plan' #1", "Is plan"),
            ("|\n Is plan\n #1", "Is plan"),
        ] {
            assert_eq!(comment(written, text), None, "{written}");
        }
    }
    #[test]
    fn an_anchor_stands_right_before_its_text() {
        assert_eq!(anchor("ask: &more "), Some((5, "more")));
        for before in ["ask: ", "ask: R&D ", "ask: &more or ", "- &more\n  ask: "] {
            assert_eq!(anchor(before), None, "{before}");
        }
        assert_eq!(["more, b", "more", "more]"].map(word), ["more"; 3]);
    }
}
