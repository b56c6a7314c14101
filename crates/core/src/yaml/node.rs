//! The tree that reading gives: what stands there, as written, and where.

use crate::place::Span;

/// A value and its place. The place of a mapping or list is that of its first entry.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) shape: Shape,
}

#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A scalar: its text as written (without quotes), and what a plain, unquoted one would be taken for.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    pub(crate) plain: Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Null,
    Bool(bool),
    Whole(i64),
    /// A number that is not whole, or too large.
    Number,
    Text,
}

/// A key of a mapping and its place.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) span: Span,
    pub(crate) text: String,
}

impl Node {
    pub(crate) fn scalar(&self) -> Option<&Scalar> {
        match &self.shape {
            Shape::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.scalar().is_some_and(|scalar| scalar.plain == Plain::Null)
    }

    /// What it is, in the author's words.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.shape {
            Shape::List(_) => "a list",
            Shape::Map(_) => "a mapping",
            Shape::Scalar(scalar) => match scalar.plain {
                Plain::Null => "nothing",
                Plain::Bool(_) => "true or false",
                Plain::Whole(_) => "a whole number",
                Plain::Number => "a number that is not whole or too large",
                Plain::Text => "text",
            },
        }
    }
}
