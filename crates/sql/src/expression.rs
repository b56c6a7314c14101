//! Expressions and stages as data. What a rulebook means is compiled to them, and [`super::writer`] alone makes text of them.
//!
//! A stage is one common table expression: it reads the stage before it and adds columns. Nothing here knows a dialect.

/// A scalar expression. Truth is SQL's own: true, false, and `NULL` for unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A column of the stage before.
    Column(String),
    /// What a function is given.
    Argument,
    /// A text. Any text: the writer quotes it.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A whole number that is to be counted with 64 bits, whatever its size.
    Long(i64),
    /// True or false.
    Truth(bool),
    /// No text.
    NoText,
    /// No number.
    NoInteger,
    /// Not so.
    Not(Box<Expr>),
    /// All of these; true without any.
    All(Vec<Expr>),
    /// Any of these; false without any.
    Any(Vec<Expr>),
    /// One of some constants.
    In(Box<Expr>, Vec<Expr>),
    /// Two values side by side.
    Compare(Box<Expr>, Comparison, Box<Expr>),
    /// Whether there is a value.
    IsNull(Box<Expr>),
    /// The value of the first condition that is true, or else the last value, or none.
    Case(Vec<(Expr, Expr)>, Option<Box<Expr>>),
    /// The sum of these; 0 without any.
    Sum(Vec<Expr>),
    /// The first less the second.
    Less(Box<Expr>, Box<Expr>),
    /// Texts, one behind the other; empty without any.
    Concat(Vec<Expr>),
    /// The greatest of at least one number, none of which is `NULL`.
    Greatest(Vec<Expr>),
    /// What dialects call by different names.
    Call(Function, Vec<Expr>),
    /// Texts in the order of their points.
    Ranked(Box<Ranked>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Other,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// What dialects call by different names. Each has its text in [`super::dialect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// Any value as text, without spaces around it; `NULL` where that leaves nothing.
    Trimmed,
    /// A column with an array of texts as text: `[a|b]`.
    Array,
    /// A column of the table as text.
    Plain,
    /// A text in small letters.
    Lower,
    /// The whole number that a text holds, with or without `.0`, or `NULL`.
    WholeNumber,
    /// Whether the first text has the second in it.
    Holds,
    /// The first text with the third for every second.
    Replace,
    /// Whether the first text begins with the second and ends with the third, both one character.
    Enclosed,
    /// The first text without its first and last character.
    Inner,
    /// The text without its first character.
    Rest,
    /// How many characters a text has.
    Length,
}

/// The texts of those items that have at least so many points, most points first, then in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ranked {
    /// Points, and the text.
    pub(crate) items: Vec<(Expr, Expr)>,
    /// The points that an item needs.
    pub(crate) threshold: i64,
    /// What stands between two texts.
    pub(crate) separator: &'static str,
}

/// A column that a stage adds.
#[derive(Clone, Debug)]
pub(crate) struct Added {
    pub(crate) name: String,
    pub(crate) value: Expr,
    /// Said on a line before it. May be empty.
    pub(crate) remark: String,
}

/// One common table expression.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) name: String,
    /// Said on a line before it. May be empty.
    pub(crate) remark: String,
    /// Whether columns that no later stage reads end here.
    pub(crate) narrows: bool,
    pub(crate) added: Vec<Added>,
}

impl Expr {
    pub(crate) fn column(name: impl Into<String>) -> Expr {
        Expr::Column(name.into())
    }

    pub(crate) fn text(text: impl Into<String>) -> Expr {
        Expr::Text(text.into())
    }

    pub(crate) fn not(part: Expr) -> Expr {
        Expr::Not(Box::new(part))
    }

    pub(crate) fn is_null(part: Expr) -> Expr {
        Expr::IsNull(Box::new(part))
    }

    pub(crate) fn compare(left: Expr, comparison: Comparison, right: Expr) -> Expr {
        Expr::Compare(Box::new(left), comparison, Box::new(right))
    }

    pub(crate) fn one_of<'t>(value: Expr, texts: impl IntoIterator<Item = &'t str>) -> Expr {
        Expr::In(Box::new(value), texts.into_iter().map(Expr::text).collect())
    }

    /// One value where a condition is true, another where it is not.
    pub(crate) fn either(condition: Expr, then: Expr, otherwise: Expr) -> Expr {
        Expr::Case(vec![(condition, then)], Some(Box::new(otherwise)))
    }

    /// A value where a condition is true, and none where it is not.
    pub(crate) fn only_if(condition: Expr, then: Expr) -> Expr {
        Expr::Case(vec![(condition, then)], None)
    }

    /// A condition with what is unknown taken as false.
    pub(crate) fn surely(condition: Expr) -> Expr {
        let is_sure = match &condition {
            Expr::Case(branches, Some(otherwise)) => {
                let sure = |value: &Expr| matches!(value, Expr::Truth(_));
                sure(otherwise) && branches.iter().all(|(_, value)| sure(value))
            }
            Expr::Truth(_) => true,
            _ => false,
        };
        if is_sure {
            return condition;
        }
        Expr::either(condition, Expr::Truth(true), Expr::Truth(false))
    }

    /// Calls `visit` with each part directly below this one.
    pub(crate) fn parts<'e>(&'e self, visit: &mut impl FnMut(&'e Expr)) {
        match self {
            Expr::Column(_) | Expr::Text(_) | Expr::Integer(_) | Expr::Long(_) | Expr::Truth(_) => {}
            Expr::NoText | Expr::NoInteger | Expr::Argument => {}
            Expr::Not(part) | Expr::IsNull(part) => visit(part),
            Expr::All(parts) | Expr::Any(parts) | Expr::Sum(parts) | Expr::Concat(parts) | Expr::Greatest(parts) => {
                parts.iter().for_each(visit);
            }
            Expr::Call(_, parts) => parts.iter().for_each(visit),
            Expr::In(part, among) => {
                visit(part);
                among.iter().for_each(visit);
            }
            Expr::Compare(left, _, right) | Expr::Less(left, right) => {
                visit(left);
                visit(right);
            }
            Expr::Case(branches, otherwise) => {
                for (condition, value) in branches {
                    visit(condition);
                    visit(value);
                }
                otherwise.iter().for_each(|otherwise| visit(otherwise));
            }
            Expr::Ranked(ranked) => {
                for (points, text) in &ranked.items {
                    visit(points);
                    visit(text);
                }
            }
        }
    }

    /// Calls `visit` with the name of each column in it.
    pub(crate) fn columns<'e>(&'e self, visit: &mut impl FnMut(&'e str)) {
        let mut open = vec![self];
        while let Some(part) = open.pop() {
            if let Expr::Column(name) = part {
                visit(name);
            }
            part.parts(&mut |part| open.push(part));
        }
    }
}

impl Stage {
    pub(crate) fn new(name: impl Into<String>, remark: impl Into<String>) -> Stage {
        Stage { name: name.into(), remark: remark.into(), narrows: false, added: Vec::new() }
    }

    pub(crate) fn add(&mut self, name: impl Into<String>, value: Expr) {
        self.add_with(name, value, "");
    }

    pub(crate) fn add_with(&mut self, name: impl Into<String>, value: Expr, remark: &str) {
        self.added.push(Added { name: name.into(), value, remark: remark.to_owned() });
    }
}
