//! What keeps reading safe, whatever the text: size, depth, aliases, characters.
//!
//! Measured dangers of the YAML library and the answer to each: long files (a size cap); deep nesting, whose cost grows
//! with the square of the depth before the library's own depth limit is looked at ([`nested_too_deep`]); aliases that
//! multiply a small file into gigabytes (a budget of nodes and bytes, counted while reading); control characters, and
//! the line breaks of YAML 1.1 that editors do not show and that would put every later message on a wrong line.

use super::depth::goes_too_deep;
use super::escapes::Joined;
use super::span_at;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::{File, Span};

/// The largest file that is read.
pub(crate) const MAX_FILE_BYTES: usize = 2 << 20;
/// The largest sum of all files of one input.
pub(crate) const MAX_INPUT_BYTES: usize = 8 << 20;
/// How many nodes a file may have with its aliases written out.
pub(super) const MAX_NODES: usize = 500_000;
/// How many bytes of text a file may have with its aliases written out.
pub(super) const MAX_TEXT: usize = 4 * MAX_FILE_BYTES;

/// What all brackets may come to together, each counted by the brackets around it: what is read of a value takes as long as it
/// is deep. A hundred thousand conditions of three levels come to a third of a million.
const MAX_LEVELS: usize = 4_000_000;
/// No more levels than this are read.
const MAX_DEPTH: usize = 128;

/// Every this many brackets, the text so far is read alone to see how deep it goes.
const BRACKETS_A_STEP: usize = 20_000;

pub(super) fn check(file: &File, index: u32, out: &mut Vec<Diagnostic>) {
    if let Some((at, odd)) = file.text.char_indices().find(|(_, c)| is_odd(*c)) {
        let message = format!("a character that has no place in YAML (U+{:04X})", odd as u32);
        out.push(
            Diagnostic::new(Code::OddCharacter, span_at(index, at, odd.len_utf8()), message)
                .help("delete it; most editors can show invisible characters"),
        );
        return;
    }
    if let Some(at) = too_many_levels(&file.text) {
        let message = "too many values are nested too deep";
        out.push(
            Diagnostic::new(Code::TooLarge, span_at(index, at, 1), message)
                .help("no rulebook that people write comes near this; check that it is the file you meant"),
        );
        return;
    }
    let joined = Joined::of(&file.text);
    if let Some(at) = nested_too_deep(&joined.text) {
        out.push(too_deep(span_at(index, joined.written(at), 1)));
    }
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, "nested too deep").help(format!("no more than {MAX_DEPTH} levels are read"))
}

/// A character that YAML does not allow as it is, or that moves lines where editors do not.
pub(crate) fn is_odd(c: char) -> bool {
    let layout = matches!(c, '\n' | '\r' | '\t');
    (c.is_control() && !layout) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The place of a bracket that nests too deep, found without ever parsing far beyond it.
///
/// The library parses the whole text before it looks at the depth, in time that grows with the square of the depth. So
/// the text is read in growing prefixes: each adds so few brackets that even if all of them nest, the cost stays small,
/// and the first prefix that goes too deep ends it. Prefixes of honest files are shallow and end in a syntax error,
/// which does not matter here. Files with few brackets (all that people write) are not read a second time.
fn nested_too_deep(text: &str) -> Option<usize> {
    let brackets = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'[' | b'{')).map(|(at, _)| at);
    let steps: Vec<usize> = brackets.skip(BRACKETS_A_STEP - 1).step_by(BRACKETS_A_STEP).collect();
    steps.into_iter().find_map(|end| goes_too_deep(text.get(..end)?, MAX_NODES))
}

/// The bracket at which all levels together pass what is read. Brackets in texts count as well: it takes tens of thousands that
/// nothing closes to matter.
fn too_many_levels(text: &str) -> Option<usize> {
    let (mut level, mut all) = (0_usize, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => {
                level = (level + 1).min(MAX_DEPTH);
                all += level;
            }
            b']' | b'}' => level = level.saturating_sub(1),
            _ => {}
        }
        if all > MAX_LEVELS {
            return Some(at);
        }
    }
    None
}
