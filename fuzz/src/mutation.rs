//! Changes of text that keep its structure: lines and blocks are doubled, moved and dropped, words are put in the place of
//! words, signs in the place of signs.
//!
//! Bytes that are flipped at random seldom leave a rulebook. Words come from the text itself, which makes names meet, and from
//! the keys of the format as [`words`] finds them in its schema, so that a new key is tried as soon as there is one.

use std::sync::LazyLock;

use leadership_advisor::{Rulebook, Schema};
use leadership_advisor_report::schema_json;

/// Texts that broke something once, somewhere.
const SIGNS: &[&str] = &[
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!",
    "|",
    ">",
    "%",
    "?",
    "<<",
    "~",
    ",",
    "\\e[2J",
    "\u{feff}",
    "\u{202e}",
    "\u{9b}",
    "\0",
    "\r",
    "\t",
    "−1",
    "1_000",
    "1,000",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "0x10",
    "1e3",
    ".5",
    "null",
    "yes",
    "on",
    "é",
    "👩‍💼",
    "\u{2028}",
    "\n---\n",
    "=====\n",
];

/// The keys of the format and its own words.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let schema = Schema::parse_files([("small.yaml", include_str!("small.yaml"))]).expect("it is a rulebook");
    let mut words = Vec::new();
    keys(&serde_json::from_str(&schema_json(&schema)).expect("it is JSON"), &mut words);
    words.extend(Rulebook::builtin().questions().iter().take(8).map(|question| question.id.clone()));
    words.sort();
    words.dedup();
    words
});

/// The keys of the format and its own words.
pub fn words() -> &'static [String] {
    &WORDS
}

fn keys(schema: &serde_json::Value, into: &mut Vec<String>) {
    match schema {
        serde_json::Value::Object(map) => {
            if let Some(serde_json::Value::Object(properties)) = map.get("properties") {
                into.extend(properties.keys().cloned());
            }
            if let Some(serde_json::Value::Array(words)) = map.get("enum") {
                into.extend(words.iter().filter_map(|word| word.as_str().map(str::to_owned)));
            }
            map.values().for_each(|value| keys(value, into));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, into)),
        _ => {}
    }
}

/// Numbers without end from a seed; the method is xorshift64* of Vigna.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).unwrap_or(0) % end.max(1)
    }
}

/// The text with one to four changes, at most `most` bytes long. What is no UTF-8 stays as it is.
pub fn mutated(bytes: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut chance = Chance(u64::from(seed) << 16 | 1);
    for _ in 0..=chance.below(4) {
        text = change(&text, &mut chance);
    }
    (text.len() <= most).then(|| text.into_bytes())
}

fn change(text: &str, chance: &mut Chance) -> String {
    match chance.below(8) {
        0..=2 => change_words(text, chance),
        3 => insert(text, chance),
        _ => change_lines(text, chance),
    }
}

/// Another word in the place of one: from the text or the format, near it as a slip of the finger, or another number.
fn change_words(text: &str, chance: &mut Chance) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (from, is_word(c)) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                words.push((start, text.get(start..at).unwrap_or_default()));
                from = None;
            }
            _ => {}
        }
    }
    let Some((at, old)) = words.get(chance.below(words.len())).copied() else { return insert(text, chance) };
    let new = match chance.below(6) {
        0 | 1 => words.get(chance.below(words.len())).map_or("", |(_, word)| word).to_owned(),
        2 => WORDS.get(chance.below(WORDS.len())).cloned().unwrap_or_default(),
        3 => SIGNS.get(chance.below(SIGNS.len())).copied().unwrap_or_default().to_owned(),
        4 => old.chars().skip(1).collect(),
        _ => (i64::try_from(chance.below(9)).unwrap_or(0) - 3).to_string(),
    };
    format!("{}{new}{}", &text[..at], &text[at + old.len()..])
}

fn insert(text: &str, chance: &mut Chance) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = places.get(chance.below(places.len())).copied().unwrap_or(0);
    let sign = SIGNS.get(chance.below(SIGNS.len())).copied().unwrap_or_default();
    format!("{}{sign}{}", &text[..at], &text[at..])
}

/// A line with all that is indented below it: doubled, dropped, moved, moved in or out, or with a key of the format below.
fn change_lines(text: &str, chance: &mut Chance) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = chance.below(lines.len());
    let Some(head) = lines.get(first) else { return insert(text, chance) };
    let below = lines.iter().skip(first + 1).take_while(|line| indent(line) > indent(head)).count();
    let end = first + 1 + below;
    let (before, block, after) = (&lines[..first], &lines[first..end], &lines[end..]);
    let joined = |parts: &[&[&str]]| parts.concat().concat();
    match chance.below(7) {
        0 => joined(&[before, block, block, after]),
        1 => joined(&[before, after]),
        2 => {
            let rest = [before, after].concat();
            let (up, down) = rest.split_at(chance.below(rest.len() + 1).min(rest.len()));
            joined(&[up, block, down])
        }
        3 => {
            let block: String = block.iter().map(|line| format!("  {line}")).collect();
            joined(&[before, &[&block], after])
        }
        4 => {
            let block: String = block.iter().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
            joined(&[before, &[&block], after])
        }
        5 => {
            let word = WORDS.get(chance.below(WORDS.len())).map_or("id", String::as_str);
            let line = format!("{}{word}: {}\n", " ".repeat(indent(head)), chance.below(3));
            joined(&[before, &[&line], block, after])
        }
        _ => joined(&[before, &[head.trim_end()], &block[1..], after]),
    }
}
