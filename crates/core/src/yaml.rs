//! Text to a tree of nodes, each with its place. The YAML library appears here and nowhere else.
//!
//! serde does not hand positions to a visitor, but the library stamps the position of a node on the error that the
//! node's visitor returns. So every visitor of a scalar here keeps the value, returns an error with a [`MARK`], and the
//! visitor of the surrounding mapping or list reads the position off that error and goes on. Containers never fail
//! that way; an error without the mark is a real one and ends the reading of this file.
//!
//! Safe against hostile text: see [`limits`]. Anchors and aliases work and are counted as if written out; merge keys
//! (`<<`) and tags (`!x`) are refused as what they are to the format, an unknown key and a wrong type.

mod node;
mod depth;
mod escapes;
mod spaces;
mod quotes;
mod brackets;
mod comments;
mod limits;
mod causes;
mod syntax;
mod reading;
mod recovery;
mod slips;
#[cfg(test)]
mod messages;

pub(crate) use comments::{cut_words, cutting, refused};
pub(crate) use limits::{MAX_FILE_BYTES, MAX_INPUT_BYTES, is_odd};
#[cfg(test)]
pub(crate) use node::Scalar;
pub(crate) use node::{Key, Node, Plain, Shape};
pub(crate) use recovery::Tree;
pub(crate) use slips::forgotten;

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::{File, Span};

/// Bytes as they came, made into a [`File`]: decoded, without a byte-order mark, and with what is wrong reported.
pub(crate) fn decode(name: &str, bytes: &[u8], index: u32, out: &mut Vec<Diagnostic>) -> File {
    if bytes.len() > MAX_FILE_BYTES {
        let message = format!("this file is larger than {} MiB", MAX_FILE_BYTES >> 20);
        out.push(
            Diagnostic::new(Code::TooLarge, Span::start_of(index), message)
                .help("split it into several files of one folder, or check that it is the file you meant"),
        );
        return File::new(name, String::new());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let at = span_at(index, error.valid_up_to(), 3);
            let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
            let message = if is_utf16 { "this is UTF-16 text, not UTF-8" } else { "this is no UTF-8 text" };
            out.push(
                Diagnostic::new(Code::NotText, at, message)
                    .help("save the file as UTF-8, or check that it is the file you meant"),
            );
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    File::new(name, text)
}

/// Reads one document, or what can be read of it. `None` if nothing can, or it is unsafe to read. If anything is wrong, `out`
/// says what.
pub(crate) fn parse(file: &File, index: u32, out: &mut Vec<Diagnostic>) -> Option<Tree> {
    let before = out.len();
    limits::check(file, index, out);
    if out.len() > before {
        return None;
    }
    let mut tree = recovery::read(&file.text, index, out)?;
    slips::mend(&mut tree, &file.text, out);
    repeated_keys(&tree.node, (false, false), out);
    Some(tree)
}

/// The keys behind which a condition stands.
const CONDITIONS: &[&str] = &["if", "ask_if", "applies_if", "when", "always", "never", "not", "all", "any"];

/// The same key twice in one mapping: the library lets the last one win without a word.
/// `within` says whether the node is an entry of a list, and whether it stands in a condition.
fn repeated_keys(node: &Node, within: (bool, bool), out: &mut Vec<Diagnostic>) {
    let (in_list, in_condition) = within;
    match &node.shape {
        Shape::Scalar(_) => {}
        Shape::List(list) => list.iter().for_each(|entry| repeated_keys(entry, (true, in_condition), out)),
        Shape::Map(map) => {
            let mut seen = HashMap::new();
            let begins = map.first().map(|(key, _)| key.text.as_str());
            let mut begun_again = false;
            for (key, value) in map {
                if let Some(first) = seen.insert(&key.text, key.span).filter(|_| !begun_again) {
                    let id = &key.text;
                    // Where an entry begins anew, all its other keys are there twice as well.
                    begun_again = in_list && !in_condition && begins == Some(id.as_str());
                    let help = if begun_again {
                        format!("keep one of the two; if another entry of the list begins here, write `- {id}: …`")
                    } else if in_condition {
                        format!(
                            "where both must hold, write `all: [{{{id}: …}}, {{{id}: …}}]`; where one is enough, `any: […]`"
                        )
                    } else {
                        "keep one of the two".to_owned()
                    };
                    let message = format!("the key `{id}` stands here twice");
                    let finding = Diagnostic::new(Code::DuplicateKey, key.span, message);
                    out.push(finding.help(help).related(first, "first here"));
                }
                let is_condition = in_condition || CONDITIONS.contains(&key.text.as_str());
                repeated_keys(value, (false, is_condition), out);
            }
        }
    }
}

fn span_at(file: u32, start: usize, length: usize) -> Span {
    let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: clamp(start), end: clamp(start + length) }
}
