//! Reads back what was put out: text that a terminal may show, JSON, HTML and XML that are well formed.

use html5gum::{Token, Tokenizer};

/// Elements of HTML that have no end.
const VOID: &[&[u8]] = &[b"meta", b"br", b"hr", b"img", b"link", b"input", b"base", b"source", b"area", b"col", b"wbr"];

/// Text for a terminal: nothing in it moves the cursor, turns the direction of writing or cannot be seen.
pub fn text(what: &str, text: &str) {
    shown(what, &anstream::adapter::strip_str(text).to_string());
}

/// Text without styles, of which the same holds.
pub fn shown(what: &str, text: &str) {
    let harmful = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    // Most texts are plain, and there are many of them.
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return;
    }
    if let Some(at) = text.find(harmful) {
        let from = text[..at].rfind('\n').map_or(0, |line| line + 1);
        panic!("{what} holds U+{:04X}: {:?}", u32::from(text[at..].chars().next().unwrap_or(' ')), &text[from..at]);
    }
}

/// JSON, of which the same holds: what is printed may be a terminal's.
pub fn json(what: &str, text: &str) -> serde_json::Value {
    shown(what, text);
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{what} is no JSON: {error}"))
}

/// A page whose elements end in the order in which they began, and in which a tokenizer of the standard finds nothing wrong.
pub fn html(what: &str, page: &str) {
    shown(what, page);
    let mut open: Vec<Vec<u8>> = Vec::new();
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if !tag.self_closing && !VOID.contains(&tag.name.as_slice()) => {
                assert!(tag.name.as_slice() != b"script", "{what} has a script");
                open.push(tag.name.to_vec());
            }
            Token::EndTag(tag) => {
                let begun = open.pop();
                assert!(
                    begun.as_deref() == Some(tag.name.as_slice()),
                    "{what}: another element ends than the last begun"
                );
            }
            Token::Comment(_) => panic!("{what} has a comment"),
            Token::Error(error) => panic!("{what} is no valid HTML: {}", error.value),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{what} has elements that never end");
}

/// XML that a parser reads to its end.
pub fn xml(what: &str, text: &str) {
    shown(what, text);
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{what} is no XML: {error}"),
        }
    }
}
