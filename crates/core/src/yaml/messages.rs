//! That every message of the YAML library has words of its own here. The list is that of its sources: the scanner, the parser
//! and the reader of `libyaml-rs` 0.3, and the errors of `yaml_serde` 0.10.

use serde::Deserialize as _;

use super::{causes, reading, syntax};
use crate::place::{File, Files};

/// Each message that a text can bring about: what the library says, such a text, and what is said of it here.
const GIVEN: &[(&str, &str, &str)] = &[
    (
        "block sequence entries are not allowed in this context",
        "why: - W\n",
        "1:6: a list cannot begin on the line of its key",
    ),
    (
        "block sequence entries are not allowed in this context",
        "why: 'W' - x\n",
        "1:10: a text that begins with a quotation mark ends at the next one",
    ),
    ("could not find expected ':'", "a: 1\nb\nc: 2\n", "2:1: a key without a value"),
    (
        "could not find expected directive name",
        "%\na: b\n",
        "1:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    ("did not find URI escaped octet", "a: !x%zz b\n", "1:4: no text can begin with `!` as it is"),
    (
        "did not find expected '!'",
        "%TAG x\n---\na: b\n",
        "1:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    ("did not find expected ',' or ']'", "a: [b, c\nd: e\n", "1:4: a bracket that is not closed on its line"),
    ("did not find expected ',' or ']'", "a: [b, c}\n", "1:9: `}` stands where `]` closes the bracket"),
    ("did not find expected ',' or ']'", "[\"a\" \"b\"]", "1:6: a comma is missing before `\"b\"`"),
    ("did not find expected ',' or '}'", "{\"a\": {\"b\": true \"c\": 3}}", "1:18: a comma is missing before `\"c\"`"),
    ("did not find expected ',' or '}'", "{\"a\": \"b\"\n \"c\": 3}", "2:2: a comma is missing before `\"c\"`"),
    ("did not find expected ',' or '}'", "{\"a\": {\"b\": 1} \"c\": 3}", "1:16: a comma is missing before `\"c\"`"),
    (
        "did not find expected ',' or '}'",
        "{a: One: two}\n",
        "1:8: a text with `: ` in it cannot stand in `{…}` or `[…]` as it is",
    ),
    ("did not find expected ',' or '}'", "{\n  // b\n  \"a\": 1\n}", "2:3: `//` begins no comment here"),
    (
        "did not find expected '-' indicator",
        "a:\n  - {b: c}}\n  - d\n",
        "2:11: `}` closes nothing: no bracket is open here",
    ),
    ("did not find expected '-' indicator", "- a\nb: c\n", "2:1: this key stands in the column of the `-` above it"),
    (
        "did not find expected '-' indicator",
        "a:\n  - b\n  c: d\n",
        "3:3: this key stands in the column of the `-` above it",
    ),
    (
        "did not find expected key",
        "a:\n- {b: c}\n - {d: e}\n",
        "3:2: this `-` stands further right than the one above it",
    ),
    (
        "did not find expected key",
        "a:\n- b: c\n d: e\n",
        "3:2: this line is indented like none of those above that it could belong to",
    ),
    (
        "did not find expected '-' indicator",
        "a:\n  - b: c\n    d:\n  - {e: f}\n    g: h\n",
        "4:3: the list of `d` stands further left than `d` itself",
    ),
    (
        "did not find expected <document start>",
        "%YAML 1.1\na: b\n",
        "1:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    (
        "did not find expected <document start>",
        "a: b\n...\nc: d\n",
        "2:1: the line `...` ends the text, and more stands behind it",
    ),
    (
        "did not find expected <document start>",
        "{\"a\": 1} x",
        "1:10: more text stands behind the bracket that closes the whole",
    ),
    ("did not find expected <document start>", "{\"a\": 1}}", "1:9: `}` closes nothing: no bracket is open here"),
    ("did not find expected <document start>", "{\"a\": 1}\n// b\n", "2:1: `//` begins no comment here"),
    (
        "did not find expected <document start>",
        "{\"a\": 1}\n{\"b\": 2}\n",
        "2:1: more text stands behind the bracket that closes the whole",
    ),
    (
        "did not find expected <document start>",
        "\"a\"\nb: c\n",
        "2:1: this line is indented like none of those above that it could belong to",
    ),
    ("did not find expected alphabetic or numeric character", "a: & b\n", "1:4: no text can begin with `&` as it is"),
    ("did not find expected comment or line break", "a: |b\n", "1:4: no text can begin with `|` as it is"),
    (
        "did not find expected digit or '.' character",
        "%YAML 1\n---\na: b\n",
        "1:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    (
        "did not find expected hexadecimal number",
        "a: \"b\\u12\"\n",
        "1:6: `\\u12` is no character: 4 digits from `0` to `f` belong to it",
    ),
    ("did not find expected key", "a: b\n- c\n", "2:1: this `-` stands in the column of the keys above it"),
    (
        "did not find expected key",
        "a:\n - b\n- c\n",
        "3:1: this `-` stands further left than those of the list above it",
    ),
    ("did not find expected key", "a: {b: c}}\n", "1:10: `}` closes nothing: no bracket is open here"),
    ("did not find expected key", "a: b\n  c # d\n  e\n", "2:5: the text ends before this `#`, which begins a comment"),
    ("did not find expected key", ": a\n", "1:1: a colon with no key in front of it"),
    ("did not find expected node content", "answers: [\n", "1:10: the bracket `[` is never closed"),
    ("did not find expected node content", "a: ]\n", "1:4: `]` closes nothing: no bracket is open here"),
    ("did not find expected node content", "a: , b\n", "1:4: no text can begin with `,` as it is"),
    ("did not find expected node content", "[a, , b]\n", "1:5: a comma with nothing before it"),
    ("did not find expected node content", "[- a, b]\n", "1:2: no `- ` can stand in brackets"),
    ("did not find expected node content", "{: a}\n", "1:2: a colon with no key in front of it"),
    ("did not find expected tag URI", "a: !x! b\n", "1:6: no text can begin with `!` as it is"),
    (
        "did not find expected version number",
        "%YAML x\n---\na: b\n",
        "1:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    ("did not find expected whitespace or line break", "a: !b,c d\n", "1:4: no text can begin with `!` as it is"),
    ("did not find the expected '>'", "a: !<b\n", "1:4: no text can begin with `!` as it is"),
    ("expected a boolean", "a: !!bool yes\n", "1:4: what stands behind `!!bool` is nothing of that type"),
    ("expected an integer", "a: [!!int b]\n", "1:5: what stands behind `!!int` is nothing of that type"),
    ("expected a float", "a: !!float b\n", "1:4: what stands behind `!!float` is nothing of that type"),
    ("expected null", "a: !!null b\n", "1:4: what stands behind `!!null` is nothing of that type"),
    ("found a tab character that violates indentation", "a: b\n\tc\n", "2:1: a tab in the indentation"),
    ("found a tab character where an indentation space is expected", "a: |\n\tb\n", "2:1: a tab in the indentation"),
    ("found an incorrect leading UTF-8 octet", "a: !b%ff c\n", "1:4: no text can begin with `!` as it is"),
    ("found an indentation indicator equal to 0", "a: |0\n  b\n", "1:4: no text can begin with `|` as it is"),
    ("found character that cannot start any token", "a: @b\n", "1:4: no text can begin with `@` as it is"),
    (
        "found duplicate %TAG directive",
        "%TAG !a! b\n%TAG !a! b\n---\na: b\n",
        "2:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    (
        "found duplicate %YAML directive",
        "%YAML 1.1\n%YAML 1.1\n---\na: b\n",
        "2:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    (
        "found incompatible YAML document",
        "%YAML 9.9\n---\na: b\n",
        "1:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    (
        "found invalid Unicode character escape code",
        "{\"a\": \"b\\ud83d c\"}",
        "1:9: `\\ud83d` is half of a character, and the other half is missing",
    ),
    ("found invalid Unicode character escape code", "a: \"\\UFFFFFFFF\"\n", "1:5: `\\UFFFFFFFF` is no character"),
    ("found undefined tag handle", "a: !b!c d\n", "1:4: no text can begin with `!` as it is"),
    ("found unexpected ':'", "{a: b:, c: d}\n", "1:6: no text in `{…}` or `[…]` can end with a colon as it is"),
    ("found unexpected document indicator", "a: 'b\n---\nc\n", "1:4: a quotation mark that is not closed on its line"),
    ("found unexpected end of stream", "a: 'b\n", "1:4: a quotation mark that is not closed"),
    ("found unexpected end of stream", "a: 'b\nc: d\n", "1:4: a quotation mark that is not closed on its line"),
    (
        "found unexpected non-alphabetical character",
        "%a!\n---\na: b\n",
        "1:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    (
        "found unknown directive name",
        "a: b\n%c\n",
        "2:1: a line that begins with `%` is an instruction to YAML, and means nothing here",
    ),
    (
        "found unknown escape character",
        "a: \"\\q\"\n",
        "1:5: a backslash means nothing before this letter, in a text in double quotes",
    ),
    ("mapping keys are not allowed in this context", "a: ? b\n", "1:4: no text can begin with `? ` as it is"),
    (
        "mapping values are not allowed in this context",
        "a: b: c\n",
        "1:5: a text with `: ` in it cannot stand here as it is",
    ),
    (
        "mapping values are not allowed in this context",
        "- a:b\n  c: d\n",
        "1:3: a key without a space behind its colon",
    ),
    (
        "mapping values are not allowed in this context",
        "// c\n{\"a\": {\"b\": 1}}\n",
        "1:1: `//` begins no comment here",
    ),
    (
        "mapping values are not allowed in this context",
        "-\u{a0}a: b\n  c: d\n",
        "1:2: a no-break space (U+00A0) stands behind the `-`, and YAML needs an ordinary one",
    ),
    ("unknown anchor", "a: *b\n", "1:4: no text can begin with `*` as it is"),
];

/// Those that no text brings about that gets as far as the library, or that only follow another message.
const NOT_GIVEN: &[&str] = &[
    "EOF while parsing a value",
    "control characters are not allowed",
    "deserializing from YAML containing more than one document is not supported",
    "did not find expected <stream-start>",
    "did not find expected whitespace",
    "empty YAML tag is not allowed",
    "expected a mapping for merging, but found scalar",
    "expected a mapping for merging, but found sequence",
    "expected a mapping or list of mappings for merging, but found scalar",
    "expected low surrogate area",
    "failed to parse YAML number",
    "found extremely long version number",
    "found an incorrect trailing UTF-8 octet",
    "incomplete UTF-16 character",
    "incomplete UTF-16 surrogate pair",
    "incomplete UTF-8 octet sequence",
    "input error",
    "input is too long",
    "invalid Unicode character",
    "invalid leading UTF-8 octet",
    "invalid length of a UTF-8 sequence",
    "invalid trailing UTF-8 octet",
    "libyaml parser failed but there is no error",
    "serialization and deserialization of bytes in YAML is not implemented",
    "unexpected low surrogate area",
    "unexpected tagged value in merge",
    "words that a later version of the library may have",
];

/// What the library says of a text.
fn raw(text: &str) -> String {
    let documents = serde_yaml::Deserializer::from_str(text);
    let errors = documents.map(|document| serde_yaml::Value::deserialize(document).err());
    errors.take(4).find_map(|error| error).map_or_else(String::new, |error| error.to_string())
}

#[test]
#[expect(clippy::expect_used, reason = "a test fails by panicking")]
fn no_words_of_the_library_reach_a_reader() {
    let mut wrong = String::new();
    for (words, text, told) in GIVEN {
        let raw = raw(text);
        assert!(raw.contains(words), "{text:?} gives `{raw}`");
        let problem = reading::read(text, 0).expect_err("no such text can be read");
        let files = Files::new(vec![File::new("f", (*text).to_owned())]);
        let (place, help) = (files.place(problem.span), problem.help.unwrap_or_default());
        let said = format!("{}:{}: {}", place.line, place.column, problem.message);
        if said != *told {
            wrong += &format!("({words:?}, {text:?}, {said:?}),\n    {help}\n");
        }
        assert!(!help.is_empty(), "{text:?}");
        for words in [words, "expected", "context", "stream", "node content", "token"] {
            assert!(!said.contains(words) && !help.contains(words), "{said} ({help})");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    for message in NOT_GIVEN {
        let (text, context, begun) = ("a: b\nc: d\n", "while parsing a block mapping", None);
        let problem = causes::Problem { message, context, text, at: 5, begun };
        assert!(causes::cause(&problem).is_none());
        let (what, help, _) = syntax::explained(&problem);
        assert!(!what.contains(message) && !help.contains("brackets"), "{message}: {what} ({help})");
    }
}
