//! A page taken apart by a tokenizer that follows the standard, and put together again as elements.
//!
//! The tokenizer reports every error that the standard knows below the level of elements; that they are closed in the
//! right order is seen to here. The page uses none of HTML's optional tags, so nothing else is needed.

use html5gum::{Token, Tokenizer};

/// Elements that have no end.
const VOID: &[&str] = &["meta", "br", "hr", "img", "link", "input", "base", "source", "area", "col", "embed", "wbr"];

/// An element with its attributes, the names of those around it, and the text in it and below it.
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) around: Vec<String>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }
}

/// The elements of a page in the order of their beginnings. Fails on whatever is no valid HTML.
#[track_caller]
pub(crate) fn elements(page: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut doctypes = 0;
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("a page is text");
                let around: Vec<String> = open.iter().map(|at| elements[*at].name.clone()).collect();
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                let (name, attributes) = (text(&tag.name), attributes.collect());
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    open.push(elements.len());
                }
                elements.push(Element { name, attributes, around, text: String::new() });
            }
            Token::EndTag(tag) => {
                let at = open.pop().expect("an element ends that never began");
                assert_eq!(
                    tag.name.as_slice(),
                    elements[at].name.as_bytes(),
                    "another element ends than the last begun"
                );
            }
            Token::String(text) => {
                let text = String::from_utf8(text.to_vec()).expect("a page is text");
                open.iter().for_each(|at| elements[*at].text.push_str(&text));
                assert!(!open.is_empty() || text.trim().is_empty(), "text outside of the page: {text}");
            }
            Token::Doctype(doctype) => {
                assert!(doctype.name.as_slice() == b"html" && !doctype.force_quirks && elements.is_empty());
                doctypes += 1;
            }
            Token::Comment(_) => panic!("a comment says nothing to a reader"),
            Token::Error(error) => panic!("no valid HTML: {}", error.value),
        }
    }
    assert!(open.is_empty() && doctypes == 1, "elements that never end");
    elements
}
