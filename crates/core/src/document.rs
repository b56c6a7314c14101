//! A YAML or JSON file that is no rulebook, read with the place of every value: for a program's own files, such as the name and
//! the colors of a report, so that what is wrong with them is told as everywhere.
//!
//! It is as safe against hostile text as a rulebook is: size, depth, aliases and odd characters are limited.
//!
//! ```
//! use leadership_advisor::document::{Content, Document};
//! use leadership_advisor::{Code, Diagnostic};
//!
//! let mut document = Document::read("brand.yaml", "name: Acme\ncolour: red\n");
//! let entries = match document.root().map(|root| root.content.clone()) {
//!     Some(Content::Mapping(entries)) => entries,
//!     _ => Vec::new(),
//! };
//! for (key, _) in entries.iter().filter(|(key, _)| !["name", "color"].contains(&key.text.as_str())) {
//!     let finding = Diagnostic::new(Code::UnknownKey, key.span, format!("there is no key `{}`", key.text));
//!     document.report(finding.near(&key.text, ["name", "color"]));
//! }
//! let problems = document.finish().expect_err("one key is misspelled");
//! assert_eq!(
//!     problems.to_string(),
//!     "brand.yaml:2:1: error[unknown-key]: there is no key `colour` (did you mean `color`?)"
//! );
//! ```

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{File, Files, Span};
use crate::yaml::{self, Node, Plain, Shape};

/// What a file says, and what is wrong with it so far.
#[derive(Debug)]
pub struct Document {
    file: File,
    root: Option<Value>,
    findings: Vec<Diagnostic>,
}

/// A value and its place. The place of a mapping or a list is that of its first entry.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Value {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What stands in a place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Content {
    /// Nothing: a key without a value, or `null`.
    Nothing,
    /// A text, a number or a word, as it is written.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping, in its order.
    Mapping(Vec<(Key, Value)>),
}

/// A key of a mapping and its place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Key {
    /// Where it stands.
    pub span: Span,
    /// The key.
    pub text: String,
}

impl Document {
    /// Reads a file. `name` stands for it in messages. What is no YAML is found now; the rest is left to
    /// [`Document::report`].
    pub fn read(name: &str, text: impl AsRef<[u8]>) -> Document {
        let mut findings = Vec::new();
        let file = yaml::decode(name, text.as_ref(), 0, &mut findings);
        let tree = if findings.is_empty() { yaml::parse(&file, 0, &mut findings) } else { None };
        Document { file, root: tree.map(|tree| value(&tree.node)), findings }
    }

    /// What the file says; of one that is no YAML as much as could be read, or nothing.
    pub fn root(&self) -> Option<&Value> {
        self.root.as_ref()
    }

    /// The place of what is missing from the file altogether.
    pub fn start(&self) -> Span {
        Span::start_of(0)
    }

    /// Notes something that is wrong.
    pub fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// All that was found.
    ///
    /// # Errors
    /// If anything was.
    pub fn finish(self) -> Result<(), Diagnostics> {
        match self.findings.is_empty() {
            true => Ok(()),
            false => Err(Diagnostics::new(Files::new(vec![self.file]), self.findings)),
        }
    }
}

impl Value {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, in an author's words: `a list`.
    pub fn kind(&self) -> &'static str {
        match &self.content {
            Content::Nothing => "nothing",
            Content::Text(_) => "text",
            Content::List(_) => "a list",
            Content::Mapping(_) => "a mapping",
        }
    }
}

fn value(node: &Node) -> Value {
    let content = match &node.shape {
        Shape::Scalar(scalar) if scalar.plain == Plain::Null => Content::Nothing,
        Shape::Scalar(scalar) => Content::Text(scalar.text.clone()),
        Shape::List(list) => Content::List(list.iter().map(value).collect()),
        Shape::Map(entries) => Content::Mapping(
            entries.iter().map(|(key, node)| (Key { span: key.span, text: key.text.clone() }, value(node))).collect(),
        ),
    };
    Value { span: node.span, content }
}
