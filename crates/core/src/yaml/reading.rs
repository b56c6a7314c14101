//! The visitors: see the essay in the parent module.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::causes::{Problem, behind_the_end};
use super::escapes::Joined;
use super::limits::{MAX_NODES, MAX_TEXT, too_deep};
use super::node::{Key, Node, Plain, Scalar, Shape};
use super::span_at;
use super::syntax::{WRONG_TAG, explained};
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;

/// Marks the errors that only carry a position. A control character, so that no key or message of the library has it;
/// [`position`] looks for the last one all the same.
const MARK: &str = "\u{1}scalar\u{1}";
const COMPLEX_KEY: &str = "complex key";
const TOO_MANY: &str = "\u{1}too-many\u{1}";

/// Reads the one document of a text.
pub(super) fn read(text: &str, file: u32) -> Result<Node, Diagnostic> {
    let joined = Joined::of(text);
    let offsets = Offsets::of(&joined.text);
    let reader = Reader { text, file, offsets, joined: &joined, state: RefCell::default() };
    let mut documents = serde_yaml::Deserializer::from_str(&joined.text);
    let Some(document) = documents.next() else {
        return Ok(null(Span::start_of(file)));
    };
    let node = match (Seed { reader: &reader }).deserialize(document) {
        Ok(node) => node,
        Err(error) => match reader.caught(&error) {
            Some((scalar, span)) => Node { span, shape: Shape::Scalar(scalar) },
            None => return Err(reader.real(&error)),
        },
    };
    let Some(further) = documents.next() else { return Ok(node) };
    if let Some(span) = second_document(text, file) {
        return Err(Diagnostic::new(Code::Syntax, span, "more than one document in one file")
            .help("remove the line `---` between them, or make two files of it"));
    }
    let (at, real) = match (Seed { reader: &reader }).deserialize(further) {
        Ok(node) => (node.span.start as usize, None),
        Err(error) => match (reader.caught(&error), error.location()) {
            (Some((_, span)), _) => (span.start as usize, None),
            (None, location) => (location.map_or(0, |location| joined.written(location.index())), Some(error)),
        },
    };
    let told = behind_the_end(text, at.min(text.len())).map(|told| reader.told(told));
    let problem = told.or_else(|| real.map(|error| reader.real(&error)));
    Err(problem.unwrap_or_else(|| {
        Diagnostic::new(Code::Syntax, node.span, "more than one document in one file").help("make two files of it")
    }))
}

/// The first `---` after anything else than comments.
fn second_document(text: &str, file: u32) -> Option<Span> {
    let (mut start, mut begun) = (0, false);
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") && begun {
            return Some(span_at(file, start, 3));
        }
        let is_content = !line.trim().is_empty() && !line.starts_with(['#', '%']) && !line.starts_with("---");
        begun |= is_content || line.starts_with("--- ");
        start += line.len();
    }
    None
}

struct Reader<'t> {
    text: &'t str,
    file: u32,
    /// Of the text as the library gets it.
    offsets: Offsets,
    joined: &'t Joined<'t>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// The scalar that was visited last, waiting for its position.
    last: Option<Scalar>,
    nodes: usize,
    bytes: usize,
    /// The value that was read last: where an error of a whole mapping stands, which carries no place.
    here: Option<Span>,
}

impl Reader<'_> {
    fn keep<E: Error>(&self, text: &str, plain: Plain) -> E {
        let mut state = self.state.borrow_mut();
        state.nodes += 1;
        state.bytes += text.len();
        if state.nodes > MAX_NODES || state.bytes > MAX_TEXT {
            return E::custom(TOO_MANY);
        }
        state.last = Some(Scalar { text: text.to_owned(), plain });
        E::custom(MARK)
    }

    /// Counts a container, so that empty ones cannot be multiplied without end either.
    fn count<E: Error>(&self) -> Result<(), E> {
        let mut state = self.state.borrow_mut();
        state.nodes += 1;
        if state.nodes > MAX_NODES { Err(E::custom(TOO_MANY)) } else { Ok(()) }
    }

    /// The scalar that an error stands for, or nothing if the error is a real one.
    fn caught(&self, error: &impl fmt::Display) -> Option<(Scalar, Span)> {
        let (line, column) = position(&error.to_string())?;
        let mut scalar = self.state.borrow_mut().last.take()?;
        let start = self.joined.written(self.offsets.byte(&self.joined.text, line, column));
        let rest = self.text.get(start..).unwrap_or_default();
        // The place of a value with an anchor or a tag is that of those.
        let (start, rest) = (start + properties(rest), rest.get(properties(rest)..).unwrap_or_default());
        let written = written_length(rest);
        if !matches!(scalar.plain, Plain::Text | Plain::Null) {
            // The library hands over numbers as numbers; `1.10` and `0x10` stay as written for whoever wants text.
            scalar.text = rest.get(..written).unwrap_or_default().trim_end().to_owned();
        }
        let length = if scalar.plain == Plain::Null && scalar.text.is_empty() { 0 } else { written };
        let span = span_at(self.file, start, length);
        self.state.borrow_mut().here = Some(span);
        Some((scalar, span))
    }

    /// A key. One that YAML takes for nothing is what stands there: `null`.
    fn key(&self, scalar: Scalar, span: Span) -> Key {
        if scalar.plain != Plain::Null {
            return Key { span, text: scalar.text };
        }
        let rest = self.text.get(span.start as usize..).unwrap_or_default();
        let text = rest.get(..written_length(rest)).unwrap_or_default();
        Key { span: span_at(self.file, span.start as usize, text.len()), text: text.to_owned() }
    }

    /// The bracket before the first entry of a mapping or list, if there is one; else the entry itself.
    fn opening(&self, first: Span, bracket: char) -> Span {
        let before = self.text.get(..first.start as usize).unwrap_or_default().trim_end();
        match before.strip_suffix(bracket) {
            Some(rest) => span_at(self.file, rest.len(), 1),
            None => first,
        }
    }

    /// The brackets of an empty mapping or list that stands behind a key.
    fn empty_behind(&self, key: Span) -> Option<Span> {
        let rest = self.text.get(key.end as usize..)?.trim_start().strip_prefix(':')?.trim_start();
        let start = self.text.len() - rest.len();
        rest.starts_with(['[', '{']).then(|| span_at(self.file, start, 1))
    }

    /// A real error of the library, in the author's words.
    fn real(&self, error: &serde_yaml::Error) -> Diagnostic {
        let whole = error.to_string();
        let last = self.state.borrow().here.unwrap_or(Span::start_of(self.file));
        let location = error.location().filter(|_| !whole.contains(COMPLEX_KEY));
        let at = location.map_or(last, |location| {
            let start = self.joined.written(location.index()).min(self.text.len());
            self.sign_at(start)
        });
        if whole.contains(TOO_MANY) || whole.contains("repetition limit") {
            return Diagnostic::new(Code::TooLarge, at, "too much text once every alias is written out")
                .help(format!("no more than {MAX_NODES} values are read from one file"));
        }
        if whole.contains("recursion limit") {
            return too_deep(at);
        }
        let (message, context) = if whole.contains("invalid value: ") || whole.contains("invalid type: ") {
            (WRONG_TAG, "")
        } else {
            let (problem, context) = whole.split_once(", while ").unwrap_or((&whole, ""));
            let problem = [" at line ", " at position "]
                .iter()
                .fold(problem, |problem, at| problem.split(at).next().unwrap_or(problem));
            (problem.rsplit(": ").next().unwrap_or(problem), context)
        };
        let begun = begun(context)
            .map(|(line, column)| self.joined.written(self.offsets.byte(&self.joined.text, line, column)));
        let problem = Problem { message, context, text: self.text, at: at.start as usize, begun };
        self.told(explained(&problem))
    }

    fn told(&self, (message, help, place): (String, String, usize)) -> Diagnostic {
        Diagnostic::new(Code::Syntax, self.sign_at(place), message).help(help)
    }

    /// The one sign at a place, however many bytes it has.
    fn sign_at(&self, start: usize) -> Span {
        let length = self.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        span_at(self.file, start, length)
    }
}

/// Line and column at which that began which an error could not finish: the end of its context. The library leaves 1:1 out,
/// and the place of a value that it has only begun, too.
fn begun(context: &str) -> Option<(usize, usize)> {
    let Some((_, place)) = context.rsplit_once(" at line ") else {
        return (!context.is_empty() && !context.ends_with(" node") && !context.ends_with(" token")).then_some((1, 1));
    };
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Line and column in an error that carries the mark; the library leaves 1:1 out.
fn position(error: &str) -> Option<(usize, usize)> {
    // Every scalar comes this way, and one character is found sooner than a word.
    let (before, suffix) = error.rsplit_once('\u{1}')?;
    before.ends_with(MARK.strip_suffix('\u{1}')?).then_some(())?;
    if suffix.is_empty() {
        return Some((1, 1));
    }
    let (line, column) = suffix.strip_prefix(" at line ")?.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Finds the byte of a line and column without walking the line, for a whole file may stand on one line.
struct Offsets {
    /// The character at which each line of the library starts. The line breaks in which the library differs from
    /// editors never get this far.
    lines: Vec<usize>,
    /// The byte of every [`STRIDE`]th character.
    checkpoints: Vec<usize>,
}

const STRIDE: usize = 16;

impl Offsets {
    fn of(text: &str) -> Self {
        let (mut lines, mut checkpoints) = (vec![0], Vec::new());
        for (nth, (at, c)) in text.char_indices().enumerate() {
            if nth % STRIDE == 0 {
                checkpoints.push(at);
            }
            let crlf = c == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
            if c == '\n' || (c == '\r' && !crlf) {
                lines.push(nth + 1);
            }
        }
        Offsets { lines, checkpoints }
    }

    fn byte(&self, text: &str, line: usize, column: usize) -> usize {
        let nth = self.lines.get(line.saturating_sub(1)).map_or(usize::MAX, |start| start + column.saturating_sub(1));
        let Some(checkpoint) = self.checkpoints.get(nth / STRIDE) else { return text.len() };
        let rest = text.get(*checkpoint..).unwrap_or_default();
        rest.char_indices().nth(nth % STRIDE).map_or(text.len(), |(at, _)| checkpoint + at)
    }
}

/// How many bytes the anchor and the tag take that stand before a value on its line.
fn properties(text: &str) -> usize {
    let mut rest = text;
    while rest.starts_with(['&', '!']) {
        let word = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(rest.len());
        rest = rest.get(word..).unwrap_or_default().trim_start_matches([' ', '\t']);
    }
    text.len() - rest.len()
}

/// How many bytes a scalar takes on its first line, for the caret under it.
fn written_length(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let quote = match chars.next() {
        Some((_, quote @ ('"' | '\''))) => quote,
        _ => {
            let mut before = ' ';
            let end = rest.char_indices().find(|(at, c)| {
                let next = rest.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
                let ends = matches!(c, '\n' | '\r' | ',' | ']' | '}')
                    || (*c == ':' && next.is_whitespace())
                    || (*c == '#' && before == ' ');
                before = *c;
                ends
            });
            let end = end.map_or(rest.len(), |(at, _)| at);
            return rest.get(..end).map_or(0, |written| written.trim_end().len());
        }
    };
    let mut escaped = false;
    for (at, c) in chars {
        match c {
            '\n' | '\r' => return at,
            '\\' if quote == '"' && !escaped => escaped = true,
            c if c == quote && !escaped => return at + 1,
            _ => escaped = false,
        }
    }
    rest.len()
}

fn null(span: Span) -> Node {
    Node { span, shape: Shape::Scalar(Scalar { text: String::new(), plain: Plain::Null }) }
}

#[derive(Clone, Copy)]
struct Seed<'r, 't> {
    reader: &'r Reader<'t>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Err(self.reader.keep("", Plain::Bool(value)))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Err(self.reader.keep("", Plain::Whole(value)))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Err(self.reader.keep("", i64::try_from(value).map_or(Plain::Number, Plain::Whole)))
    }
    fn visit_i128<E: Error>(self, _: i128) -> Result<Node, E> {
        Err(self.reader.keep("", Plain::Number))
    }
    fn visit_u128<E: Error>(self, _: u128) -> Result<Node, E> {
        Err(self.reader.keep("", Plain::Number))
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Err(self.reader.keep("", Plain::Number))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Err(self.reader.keep(value, Plain::Text))
    }
    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Err(self.reader.keep("", Plain::Null))
    }
    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Err(self.reader.keep("", Plain::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        self.reader.count()?;
        let mut list = Vec::new();
        loop {
            match entries.next_element_seed(self) {
                Ok(None) => break,
                Ok(Some(node)) => list.push(node),
                Err(error) => {
                    let (scalar, span) = self.reader.caught(&error).ok_or(error)?;
                    list.push(Node { span, shape: Shape::Scalar(scalar) });
                }
            }
        }
        let span = list.first().map_or(Span::start_of(self.reader.file), |first| self.reader.opening(first.span, '['));
        Ok(Node { span, shape: Shape::List(list) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        self.reader.count()?;
        let mut map: Vec<(Key, Node)> = Vec::new();
        loop {
            let key = match entries.next_key_seed(self) {
                Ok(None) => break,
                Ok(Some(key)) => {
                    self.reader.state.borrow_mut().here = Some(key.span);
                    return Err(A::Error::custom(COMPLEX_KEY));
                }
                Err(error) => {
                    let (scalar, span) = self.reader.caught(&error).ok_or(error)?;
                    self.reader.key(scalar, span)
                }
            };
            let mut node = match entries.next_value_seed(self) {
                Ok(node) => node,
                Err(error) => {
                    let (scalar, span) = self.reader.caught(&error).ok_or(error)?;
                    Node { span, shape: Shape::Scalar(scalar) }
                }
            };
            // What has no text of its own (an empty list, nothing at all) stands where its key stands.
            if node.span.start == node.span.end {
                node.span = self.reader.empty_behind(key.span).filter(|_| !node.is_null()).unwrap_or(key.span);
            }
            map.push((key, node));
        }
        let span = map.first().map_or(Span::start_of(self.reader.file), |(key, _)| self.reader.opening(key.span, '{'));
        Ok(Node { span, shape: Shape::Map(map) })
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom("a tag (a word with `!` in front) means nothing here"))
    }
}
