//! Reading on after text that is no YAML, so that one mistake does not hide all others.
//!
//! YAML itself knows no way on. People indent, though: what stands to the right of a line belongs to it, and the next line at
//! its indentation or further to the left does not. So the lines around a mistake are left out, the fewest that let the reading
//! get beyond them, and all else is read at its place. What is left out may have named anything: whoever reads the tree
//! should not miss it.

use std::ops::Range;

use super::node::Node;
use super::reading;
use crate::diagnostic::{Code, Diagnostic};

/// What could be read of a text.
pub(crate) struct Tree {
    pub(crate) node: Node,
    /// Nothing had to be left out.
    pub(crate) is_whole: bool,
}

/// So many mistakes of one file are told.
const MOST_MISTAKES: usize = 50;
/// So many bytes are read over and over in search of a way on.
const MOST_BYTES: usize = 8 << 20;

/// Reads a text as far as it is YAML. `None` if nothing of it can be read.
pub(super) fn read(text: &str, file: u32, out: &mut Vec<Diagnostic>) -> Option<Tree> {
    let mut problem = match reading::read(text, file) {
        Ok(node) => return Some(Tree { node, is_whole: true }),
        Err(problem) => problem,
    };
    let mut text = text.to_owned();
    let (mut left, mut is_same) = (MOST_BYTES, false);
    for _ in 0..MOST_MISTAKES {
        let (at, is_syntax) = (problem.span.start as usize, problem.code == Code::Syntax);
        let told = problem.message.clone();
        if !std::mem::take(&mut is_same) {
            out.push(problem);
        }
        if !is_syntax {
            return None;
        }
        let mut next = None;
        for lines in around(&text, at) {
            left = left.checked_sub(text.len())?;
            let rest = without(&text, &lines);
            match reading::read(&rest, file) {
                // Where nothing is left, nothing more can be said.
                Ok(node) => return (!node.is_null()).then_some(Tree { node, is_whole: false }),
                Err(further) if further.span.start as usize >= lines.end => {
                    // Tabs and odd spaces come on many lines in a row, and are one mistake.
                    let between = rest.get(lines.end..further.span.start as usize).unwrap_or_default();
                    is_same = !between.trim_start_matches(['\n', '\r']).contains('\n') && told == further.message;
                    next = Some((rest, further));
                    break;
                }
                Err(_) => {}
            }
        }
        (text, problem) = next?;
    }
    None
}

/// The text with spaces for these lines, so that all else stays in its place.
fn without(text: &str, lines: &Range<usize>) -> String {
    let (before, behind) = (text.get(..lines.start).unwrap_or_default(), text.get(lines.end..).unwrap_or_default());
    let blank = text.get(lines.clone()).unwrap_or_default().bytes();
    let blank: String = blank.map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect();
    [before, &blank, behind].concat()
}

/// The lines that may be left out to get beyond a byte: its line with what belongs to it, the line above with what belongs to
/// it, and then what holds these, from within.
fn around(text: &str, at: usize) -> Vec<Range<usize>> {
    let mut lines: Vec<(Range<usize>, usize)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        // `: value` belongs to the `? key` above it.
        let depth = line.len() - content.len() + usize::from(content.starts_with(':'));
        if !content.is_empty() && !content.starts_with('#') {
            lines.push((start..start + line.len(), depth));
        }
        start += line.len();
    }
    let own = lines.partition_point(|(line, _)| line.start <= at).saturating_sub(1);
    let mut found: Vec<Range<usize>> = Vec::new();
    for first in [own, own.saturating_sub(1)] {
        found.extend(block(&lines, first));
    }
    let mut first = own;
    while let Some((_, depth)) = lines.get(first) {
        let Some(above) = lines.iter().take(first).rposition(|(_, above)| above < depth) else { break };
        found.extend(block(&lines, above));
        first = above;
    }
    found.dedup();
    found
}

/// A line and all that is indented deeper behind it.
fn block(lines: &[(Range<usize>, usize)], first: usize) -> Option<Range<usize>> {
    let (line, depth) = lines.get(first)?;
    let belongs = lines.get(first + 1..).unwrap_or_default().iter().take_while(|(_, below)| below > depth);
    Some(line.start..belongs.last().map_or(line.end, |(last, _)| last.end))
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{around, read};

    #[test]
    fn all_mistakes_of_a_text_are_found_and_the_rest_is_read() {
        let text = "a:\n  - id: x: y\n  - id: fine\n  - id: \"z\" w\nb: 1\nc:\n  d: {e: 1\nf: @\ng: 2\n";
        let mut out = Vec::new();
        let tree = read(text, 0, &mut out).expect("the rest is YAML");
        let lines: Vec<usize> = out
            .iter()
            .map(|found| text.get(..found.span.start as usize).map_or(0, |before| before.lines().count()))
            .collect();
        assert_eq!(lines, [2, 4, 7, 8]);
        assert!(!tree.is_whole);
    }

    #[test]
    fn what_holds_a_line_comes_from_within() {
        let text = "a:\n  - b: 1\n    c: 2\n  - d: 3\n";
        let ranges: Vec<&str> = around(text, 16).into_iter().filter_map(|lines| text.get(lines)).collect();
        assert_eq!(ranges, ["    c: 2\n", "  - b: 1\n    c: 2\n", text]);
    }

    #[test]
    fn a_text_without_lines_is_given_up() {
        let mut out = Vec::new();
        assert!(read("{\"a\": [1, 2", 0, &mut out).is_none_or(|tree| !tree.is_whole));
        assert_eq!(out.len(), 1);
    }
}
