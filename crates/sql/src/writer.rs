//! The one writer: from expressions and stages to text in a dialect.
//!
//! What has many parts is written in groups, so that an engine that reads `a + b + c` as a tree gets a flat one. What is
//! longer than a line is broken where its parts begin. [`depth`] says how deep the tree of an engine becomes, by the same
//! groups.

use super::dialect::Dialect;
use super::expression::{Comparison, Expr, Function, Ranked, Stage};
use super::name::{literal, quoted, remark};

/// So many parts stand side by side; more are put into groups.
const GROUP: usize = 16;
/// So many columns a line has.
const WIDTH: usize = 110;

/// A query: stages, and what is selected from the last.
#[derive(Debug)]
pub(crate) struct Query {
    /// Comments at its head.
    pub(crate) remarks: Vec<String>,
    /// What the first stage reads, with a condition on its rows.
    pub(crate) from: String,
    pub(crate) where_row: Option<Expr>,
    pub(crate) stages: Vec<Stage>,
    /// For each stage that narrows the columns that go on, in order.
    pub(crate) kept: Vec<Vec<String>>,
    pub(crate) result: Vec<(String, Expr)>,
}

/// The text of a query, without an end sign.
pub(crate) fn query(dialect: &Dialect, query: &Query) -> String {
    let mut out = String::new();
    for line in &query.remarks {
        out.push_str(&format!("-- {}\n", remark(line)));
    }
    out.push_str("WITH\n");
    let mut before = query.from.clone();
    for (nth, (stage, kept)) in query.stages.iter().zip(&query.kept).enumerate() {
        let name = quoted(dialect, &stage.name);
        out.push_str(if nth == 0 { "" } else { ",\n" });
        if !stage.remark.is_empty() {
            out.push_str(&format!("-- {}\n", remark(&stage.remark)));
        }
        out.push_str(&format!("{name} {} (\n  SELECT\n", dialect.stage));
        let mut lines = Vec::new();
        if stage.narrows || nth == 0 {
            lines.extend(listed(kept.iter().map(|name| quoted(dialect, name)).collect()));
        } else {
            lines.push("before.*".to_owned());
        }
        for added in &stage.added {
            let value = lined(dialect, &added.value, 4);
            let said = remark(&added.remark);
            let said = if said.is_empty() { said } else { format!("-- {said}\n    ") };
            lines.push(format!("{said}{value} AS {}", quoted(dialect, &added.name)));
        }
        out.push_str(&format!(
            "    {}\n  FROM {before}{}",
            lines.join(",\n    "),
            if nth == 0 { "" } else { " AS before" }
        ));
        if let Some(condition) = query.where_row.as_ref().filter(|_| nth == 0) {
            out.push_str(&format!("\n  WHERE {}", lined(dialect, condition, 4)));
        }
        out.push_str("\n)");
        before = name;
    }
    let result = query.result.iter();
    let result = result.map(|(name, value)| format!("{} AS {}", lined(dialect, value, 2), quoted(dialect, name)));
    out.push_str(&format!("\nSELECT\n  {}\nFROM {before}", result.collect::<Vec<_>>().join(",\n  ")));
    out
}

/// Names in lines.
fn listed(names: Vec<String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.len() + name.len() < WIDTH => line.push_str(&format!(", {name}")),
            _ => lines.push(name),
        }
    }
    lines
}

/// An expression in lines, the first of which begins at a column.
pub(crate) fn lined(dialect: &Dialect, expr: &Expr, at: usize) -> String {
    // What has so many parts is longer than a line, and need not be written to see that: it would be at each level again.
    if !has_more_parts(expr, &mut { WIDTH }) {
        let flat = flat(dialect, expr);
        if at + flat.len() <= WIDTH {
            return flat;
        }
    }
    let inner = at + 2;
    let (line, inner_line) = (format!("\n{}", " ".repeat(at)), format!("\n{}", " ".repeat(inner)));
    match grouped(expr).as_ref().unwrap_or(expr) {
        Expr::All(parts) if parts.len() > 1 => many(dialect, parts, "AND ", at, &line),
        Expr::Any(parts) if parts.len() > 1 => many(dialect, parts, "OR ", at, &line),
        Expr::Sum(parts) if parts.len() > 1 => many(dialect, parts, "+ ", at, &line),
        Expr::Concat(parts) if parts.len() > 1 => many(dialect, parts, "|| ", at, &line),
        Expr::Case(branches, otherwise) => {
            let mut out = String::from("CASE");
            for (condition, value) in branches {
                let (condition, value) = (lined(dialect, condition, inner + 5), lined(dialect, value, inner + 2));
                out.push_str(&format!("{inner_line}WHEN {condition} THEN {value}"));
            }
            if let Some(otherwise) = otherwise {
                out.push_str(&format!("{inner_line}ELSE {}", lined(dialect, otherwise, inner + 5)));
            }
            format!("{out}{line}END")
        }
        Expr::Ranked(ranked) => in_order(dialect, ranked, &inner_line),
        Expr::Greatest(parts) if parts.len() > 1 => {
            let parts = parts.iter().map(|part| lined(dialect, part, inner)).collect::<Vec<_>>();
            format!("{}({inner_line}{}{line})", dialect.greatest, parts.join(&format!(",{inner_line}")))
        }
        Expr::Call(function, parts) => {
            let parts: Vec<String> = parts.iter().map(|part| lined(dialect, part, at)).collect();
            filled(dialect.pattern(*function), &parts)
        }
        _ => flat(dialect, expr),
    }
}

/// Whether it has more parts than are left, each of which is a sign at the least.
fn has_more_parts(expr: &Expr, left: &mut usize) -> bool {
    *left = left.saturating_sub(1);
    expr.parts(&mut |part| _ = *left > 0 && has_more_parts(part, left));
    *left == 0
}

fn many(dialect: &Dialect, parts: &[Expr], sign: &str, at: usize, line: &str) -> String {
    let part = |part: &Expr| {
        let text = lined(dialect, part, at + sign.len() + 1);
        if is_atom(part) || (is_test(part) && sign.len() > 2 && sign != "|| ") { text } else { format!("({text})") }
    };
    parts.iter().map(part).collect::<Vec<_>>().join(&format!("{line}{sign}"))
}

/// The same in groups, if it has many parts.
fn grouped(expr: &Expr) -> Option<Expr> {
    let groups = |parts: &[Expr], whole: fn(Vec<Expr>) -> Expr| {
        // Few groups of many rather than many of few, and none of them larger than the others by much.
        let size = parts.len().div_ceil(GROUP).max(GROUP).min(parts.len().div_ceil(2));
        whole(parts.chunks(size).map(|part| whole(part.to_vec())).collect())
    };
    match expr {
        Expr::All(parts) if parts.len() > GROUP => Some(groups(parts, Expr::All)),
        Expr::Any(parts) if parts.len() > GROUP => Some(groups(parts, Expr::Any)),
        Expr::Sum(parts) if parts.len() > GROUP => Some(groups(parts, Expr::Sum)),
        Expr::Concat(parts) if parts.len() > GROUP => Some(groups(parts, Expr::Concat)),
        Expr::Greatest(parts) if parts.len() > GROUP => Some(groups(parts, Expr::Greatest)),
        _ => None,
    }
}

/// Whether it stands for itself beside any sign.
fn is_atom(expr: &Expr) -> bool {
    match expr {
        Expr::Not(_) | Expr::Compare(..) | Expr::IsNull(_) | Expr::Less(..) => false,
        Expr::Call(function, _) => !matches!(function, Function::Holds | Function::Enclosed | Function::Array),
        Expr::In(..) => false,
        Expr::All(parts) | Expr::Any(parts) | Expr::Sum(parts) | Expr::Concat(parts) => match parts.as_slice() {
            [] => true,
            [only] => is_atom(only),
            _ => false,
        },
        Expr::Integer(number) => *number >= 0,
        _ => true,
    }
}

/// Whether it needs no brackets between `AND` and `OR`.
fn is_test(expr: &Expr) -> bool {
    match expr {
        Expr::Compare(..) | Expr::IsNull(_) | Expr::In(..) | Expr::Not(_) => true,
        Expr::Call(function, _) => matches!(function, Function::Holds | Function::Enclosed),
        Expr::All(parts) | Expr::Any(parts) => matches!(parts.as_slice(), [only] if is_test(only)),
        _ => false,
    }
}

/// An expression on one line.
fn flat(dialect: &Dialect, expr: &Expr) -> String {
    let text = |part: &Expr| flat(dialect, part);
    let atom = |part: &Expr| if is_atom(part) { text(part) } else { format!("({})", text(part)) };
    let test = |part: &Expr| if is_test(part) { text(part) } else { atom(part) };
    let joined = |parts: &[Expr], sign: &str, empty: &str, one: &dyn Fn(&Expr) -> String| match parts {
        [] => empty.to_owned(),
        [only] => text(only),
        parts => parts.iter().map(one).collect::<Vec<_>>().join(sign),
    };
    match grouped(expr).as_ref().unwrap_or(expr) {
        Expr::Column(name) => quoted(dialect, name),
        Expr::Argument => dialect.function.as_ref().map_or("", |function| function.argument).to_owned(),
        Expr::Text(text) => literal(dialect, text),
        Expr::Integer(number) => number.to_string(),
        Expr::Long(number) => format!("CAST({number} AS {})", dialect.long),
        Expr::Truth(true) => "TRUE".to_owned(),
        Expr::Truth(false) => "FALSE".to_owned(),
        Expr::NoText => format!("CAST(NULL AS {})", dialect.text),
        Expr::NoInteger => format!("CAST(NULL AS {})", dialect.long),
        Expr::Not(part) => match part.as_ref() {
            Expr::IsNull(value) => format!("{} IS NOT NULL", atom(value)),
            part => format!("NOT {}", atom(part)),
        },
        Expr::IsNull(part) => format!("{} IS NULL", atom(part)),
        Expr::All(parts) => joined(parts, " AND ", "TRUE", &test),
        Expr::Any(parts) => joined(parts, " OR ", "FALSE", &test),
        Expr::Sum(parts) => joined(parts, " + ", "0", &atom),
        Expr::Concat(parts) => joined(parts, " || ", "''", &atom),
        Expr::Less(left, right) => format!("{} - {}", atom(left), atom(right)),
        Expr::Greatest(parts) => match parts.as_slice() {
            [only] => text(only),
            parts => format!("{}({})", dialect.greatest, parts.iter().map(text).collect::<Vec<_>>().join(", ")),
        },
        Expr::Compare(left, comparison, right) => {
            let sign = match comparison {
                Comparison::Equal => "=",
                Comparison::Other => "<>",
                Comparison::Below => "<",
                Comparison::AtMost => "<=",
                Comparison::Above => ">",
                Comparison::AtLeast => ">=",
            };
            format!("{} {sign} {}", atom(left), atom(right))
        }
        // Among nothing is false, and unknown where the value is.
        Expr::In(value, among) => match among.as_slice() {
            [] => format!("{} <> {}", atom(value), atom(value)),
            [only] => format!("{} = {}", atom(value), text(only)),
            among => format!("{} IN ({})", atom(value), among.iter().map(text).collect::<Vec<_>>().join(", ")),
        },
        Expr::Case(branches, otherwise) => {
            let branch = |(condition, value): &(Expr, Expr)| format!("WHEN {} THEN {}", text(condition), text(value));
            let branches = branches.iter().map(branch).collect::<Vec<_>>().join(" ");
            let otherwise = otherwise.as_ref().map(|value| format!(" ELSE {}", text(value))).unwrap_or_default();
            format!("CASE {branches}{otherwise} END")
        }
        Expr::Call(function, parts) => filled(dialect.pattern(*function), &parts.iter().map(text).collect::<Vec<_>>()),
        Expr::Ranked(ranked) => in_order(dialect, ranked, " "),
    }
}

/// `gap` stands between two items: a space, or the beginning of a line.
fn in_order(dialect: &Dialect, ranked: &Ranked, gap: &str) -> String {
    let Ranked { items, threshold, separator } = ranked;
    let item = |(place, (points, text)): (usize, &(Expr, Expr))| {
        let (points, text) = (flat(dialect, points), flat(dialect, text));
        let item = dialect.ranked.item.replace("{T}", &threshold.to_string());
        filled(&item, &[points, (place + 1).to_string(), text])
    };
    let items: Vec<String> = items.iter().enumerate().map(item).collect();
    let items = items.join(&format!("{}{gap}", dialect.ranked.between));
    let whole = filled(dialect.ranked.whole, &[items, threshold.to_string(), literal(dialect, separator)]);
    format!("NULLIF({whole}, '')")
}

/// A pattern with its places filled. What is filled in is not looked at again.
pub(crate) fn filled(pattern: &str, parts: &[String]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let (before, place) = rest.split_at_checked(open).unwrap_or((rest, ""));
        out.push_str(before);
        let digit = place.get(1..2).and_then(|digit| digit.parse::<usize>().ok());
        match digit.filter(|_| place.get(2..3) == Some("}")).and_then(|digit| parts.get(digit)) {
            Some(part) => {
                out.push_str(part);
                rest = place.get(3..).unwrap_or("");
            }
            None => {
                out.push('{');
                rest = place.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

/// How deep the tree is that an engine makes of an expression: `a + b + c` has two levels.
pub(crate) fn depth(expr: &Expr) -> usize {
    let grouped = grouped(expr);
    let expr = grouped.as_ref().unwrap_or(expr);
    let (mut parts, mut deepest) = (0, 0);
    expr.parts(&mut |part| {
        parts += 1;
        deepest = deepest.max(depth(part));
    });
    let own = match expr {
        Expr::All(_) | Expr::Any(_) | Expr::Sum(_) | Expr::Concat(_) => parts,
        // A pattern has a few calls of its own.
        Expr::Call(..) | Expr::Ranked(_) => 4,
        _ => 1,
    };
    own + deepest
}

/// How many brackets of an expression stand within each other.
pub(crate) fn brackets(expr: &Expr) -> usize {
    let grouped = grouped(expr);
    let expr = grouped.as_ref().unwrap_or(expr);
    let mut deepest = 0;
    expr.parts(&mut |part| deepest = deepest.max(brackets(part)));
    let own = match expr {
        Expr::All(parts) | Expr::Any(parts) | Expr::Sum(parts) | Expr::Concat(parts) => usize::from(parts.len() > 1),
        // A pattern has a few brackets of its own.
        Expr::Call(..) => 2,
        Expr::Ranked(_) => 4,
        Expr::Greatest(_) | Expr::Case(..) | Expr::Not(_) => 1,
        _ => 0,
    };
    own + deepest
}
