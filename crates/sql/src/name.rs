//! Names in a query: quoting, what a table may be called, and what the query calls its own columns.
//!
//! Ids of a rulebook begin with a letter, so whatever begins with `_` is the query's own and meets no id.

use super::dialect::{Dialect, Folds};

/// A name between the dialect's quotes, whatever is in it.
pub(crate) fn quoted(dialect: &Dialect, name: &str) -> String {
    let quote = dialect.quote;
    let mut out = String::from(quote);
    for c in name.chars() {
        match c {
            '\\' if dialect.escapes && quote == '`' && dialect.name == "bigquery" => out.push_str("\\\\"),
            c if c == quote && dialect.name == "bigquery" => out.extend(['\\', c]),
            c if c == quote => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// A text between quotes, whatever is in it. What could be a template of another program is written so that it is none.
pub(crate) fn literal(dialect: &Dialect, text: &str) -> String {
    let mut out = String::from('\'');
    for c in text.chars() {
        match c {
            '\'' if dialect.escapes => out.push_str("\\'"),
            '\'' => out.push_str("''"),
            '\\' if dialect.escapes => out.push_str("\\\\"),
            '$' if dialect.escapes => out.push_str("\\u0024"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// What of a text may stand in a comment: letters, digits, and a few signs that nothing reads as the end of a comment, of a
/// statement or as a template.
pub(crate) fn remark(text: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '_' | '(' | ')') { c } else { ' ' };
    let text: String = text.chars().map(kept).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the query calls something of its own: by the id, or by its place where the engine would cut that off.
pub(crate) fn own(dialect: &Dialect, kind: &str, id: &str, place: usize) -> String {
    let name = format!("_{kind}_{id}");
    if name.len() <= dialect.limits.name { name } else { format!("_{kind}_{place}") }
}

/// What the query calls the answer to a question, or whether a fact holds.
pub(crate) fn of_id(dialect: &Dialect, kind: &str, id: &str, place: usize) -> String {
    if id.len() <= dialect.limits.name { id.to_owned() } else { own(dialect, kind, id, place) }
}

/// What an unquoted name of the dialect means.
pub(crate) fn folded(dialect: &Dialect, name: &str) -> String {
    match dialect.folds {
        Folds::Lower => name.to_ascii_lowercase(),
        Folds::Upper => name.to_ascii_uppercase(),
        Folds::Nothing => name.to_owned(),
    }
}

/// A table, or anything else that is selected from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// The parts of its name.
    Named(Vec<String>),
    /// A reference of dbt, in its own words.
    Reference(String),
}

impl Table {
    /// Reads `table`, `schema.table`, a name in the dialect's quotes, or `{{ ref('model') }}`.
    pub(crate) fn read(dialect: &Dialect, text: &str) -> Option<Table> {
        let text = text.trim();
        if text.starts_with("{{") {
            return reference(text).map(Table::Reference);
        }
        let mut parts = Vec::new();
        let mut rest = text;
        loop {
            let (part, behind) = part(dialect, rest)?;
            parts.push(part);
            match behind.strip_prefix('.') {
                Some(next) => rest = next,
                None if behind.is_empty() => break,
                None => return None,
            }
        }
        (parts.len() <= 3).then_some(Table::Named(parts))
    }

    /// As it stands in a query.
    pub(crate) fn written(&self, dialect: &Dialect) -> String {
        match self {
            Table::Reference(text) => text.clone(),
            Table::Named(parts) => parts.iter().map(|part| quoted(dialect, part)).collect::<Vec<_>>().join("."),
        }
    }

    /// Whether a stage of this name would hide it.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        matches!(self, Table::Named(parts) if parts.last().is_some_and(|part| part.eq_ignore_ascii_case(name)))
    }
}

/// The first part of a name, and what stands behind it.
fn part<'t>(dialect: &Dialect, text: &'t str) -> Option<(String, &'t str)> {
    if let Some(mut rest) = text.strip_prefix(dialect.quote) {
        let mut name = String::new();
        loop {
            let end = rest.find(dialect.quote)?;
            name.push_str(rest.get(..end)?);
            rest = rest.get(end + 1..)?;
            match rest.strip_prefix(dialect.quote) {
                Some(behind) => {
                    name.push(dialect.quote);
                    rest = behind;
                }
                None => break,
            }
        }
        return is_name(&name).then_some((name, rest));
    }
    let inner = |c: char| c.is_alphanumeric() || c == '_' || (c == '-' && dialect.name == "bigquery");
    let end = text.find(|c: char| !inner(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let begins = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    begins.then(|| (folded(dialect, name), rest))
}

/// Whether a column or a table can be called so. Templates are kept out: other programs fill them in before the engine sees
/// the quotes.
pub(crate) fn is_name(name: &str) -> bool {
    let templates = ["{{", "{%", "{#", "${"];
    !name.is_empty() && !name.chars().any(char::is_control) && !templates.iter().any(|sign| name.contains(sign))
}

/// A reference of dbt to a model or a source, and nothing else.
fn reference(text: &str) -> Option<String> {
    let inner = text.strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let (verb, arguments) = inner.strip_suffix(')')?.split_once('(')?;
    let names: Vec<&str> = arguments.split(',').map(str::trim).collect();
    let plain = |name: &&str| {
        let name = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\''));
        let name = name.filter(|name| !name.is_empty());
        name.is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
    };
    let fits = match verb.trim() {
        "ref" => (1..=2).contains(&names.len()),
        "source" => names.len() == 2,
        _ => false,
    };
    (fits && names.iter().all(plain)).then(|| text.to_owned())
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Table, literal, quoted, remark};
    use crate::dialect::Dialect;

    fn dialect(name: &str) -> &'static Dialect {
        Dialect::named(name).expect("it is a dialect")
    }

    #[test]
    fn nothing_ends_a_text_or_a_name() {
        assert_eq!(literal(dialect("duckdb"), "it's \\ '; DROP--"), "'it''s \\ ''; DROP--'");
        assert_eq!(literal(dialect("spark"), "it's \\' ${x}"), "'it\\'s \\\\\\' \\u0024{x}'");
        assert_eq!(literal(dialect("sqlite"), "a\u{0}b\nc"), "'a b c'");
        assert_eq!(quoted(dialect("postgres"), "a\"b"), "\"a\"\"b\"");
        assert_eq!(quoted(dialect("spark"), "a`b"), "`a``b`");
        assert_eq!(quoted(dialect("bigquery"), "a`b\\"), "`a\\`b\\\\`");
        assert_eq!(remark("x */ ; '\n{{ y }} ${z} -- ok?"), "x y z -- ok");
    }

    #[test]
    fn tables_are_read_as_the_dialect_does() {
        let read = |name, text| Table::read(dialect(name), text).map(|table| table.written(dialect(name)));
        assert_eq!(read("postgres", "Sales.Companies").as_deref(), Some("\"sales\".\"companies\""));
        assert_eq!(read("snowflake", "sales.\"My \"\"own\"\"\"").as_deref(), Some("\"SALES\".\"My \"\"own\"\"\""));
        assert_eq!(read("bigquery", "my-project.data.t").as_deref(), Some("`my-project`.`data`.`t`"));
        assert_eq!(read("duckdb", "{{ ref('companies') }}").as_deref(), Some("{{ ref('companies') }}"));
        for wrong in
            ["", "a b", "a;drop table b", "a.", "a.b.c.d", "\"a", "1a", "{{ config() }}", "{{ ref('a') }} x }}"]
        {
            assert_eq!(read("duckdb", wrong), None, "{wrong}");
        }
    }
}
