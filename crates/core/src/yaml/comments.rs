//! Comments that cut a text: in `ask: Is plan #1 better`, YAML reads no further than `Is plan`.
//!
//! Nothing in YAML tells such a comment from one that is meant. People write a space behind the sign of a comment, and none
//! behind that of a number or a channel. So a comment counts here if it stands behind a text without quotes and begins with
//! a letter or a digit.

use super::node::{Node, Plain, Shape};
use super::span_at;
use crate::place::{File, Span};

/// The comments that cut a text, below a node of this file. Linear in the text.
pub(crate) fn cutting(node: &Node, file: &File, index: u32) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match &node.shape {
            Shape::List(list) => open.extend(list),
            Shape::Map(map) => open.extend(map.iter().map(|(_, node)| node)),
            Shape::Scalar(scalar) if scalar.plain == Plain::Text => {
                let rest = file.text.get(node.span.start as usize..).unwrap_or_default();
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
    use super::comment;

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
}
