//! Small joints of sentences: plurals, lists, names. The English of what is no report; a report has its own in its wording.

use std::fmt::Display;

use leadership_advisor::{Question, Source};

/// `1 point`, `2 points`, `-1 points`. Takes any kind of integer.
pub fn count(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `a`, `a or b`, `a, b or c`.
pub fn list_of<S: AsRef<str>>(words: &[S], joint: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {joint} {}", rest.join(", "), last.as_ref())
        }
    }
}

/// A number in groups of three, with its unit; where that counts in thousands or millions, also written out.
pub fn number_in_words(number: i64, unit: &str) -> String {
    let (scale, of) = unit.split_once(' ').unwrap_or((unit, ""));
    let zeros = match scale.to_lowercase().as_str() {
        "thousand" => "000",
        "million" => "000000",
        "billion" => "000000000",
        _ => "",
    };
    let number = number.to_string();
    let counted = format!("{} {unit}", grouped(&number)).trim_end().to_owned();
    if zeros.is_empty() || number == "0" {
        return counted;
    }
    format!("{counted}, that is {}", format!("{} {of}", grouped(&format!("{number}{zeros}"))).trim_end())
}

/// `1234567` as `1,234,567`.
fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A question without what may stand behind it for the one who answers.
pub(crate) fn asked(question: &Question) -> &str {
    question.ask.split_inclusive('?').next().unwrap_or(&question.ask)
}

/// A source as it stands in a text: a short name and the year.
pub(crate) fn short_source(source: &Source) -> String {
    let name = if source.short.is_empty() { &source.title } else { &source.short };
    match source.published.as_str() {
        "" => name.clone(),
        published => format!("{name}, {}", year(published)),
    }
}

/// The year of a date that is written as 2024-04-28 or 2024-04; anything else as it is.
fn year(published: &str) -> &str {
    match published.split_once('-') {
        Some((year, rest))
            if year.len() == 4 && format!("{year}{rest}").chars().all(|c| c.is_ascii_digit() || c == '-') =>
        {
            year
        }
        _ => published,
    }
}

/// The same text at the beginning of a sentence.
pub(crate) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The same text within a sentence. An abbreviation keeps its capitals.
pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{count, list_of, number_in_words, year};

    #[test]
    fn joints() {
        assert_eq!([count(1, "point"), count(0, "point")], ["1 point", "0 points"]);
        assert_eq!(list_of(&["a", "b", "c"], "or"), "a, b or c");
        assert_eq!(list_of(&["a"], "and"), "a");
        assert_eq!(number_in_words(-1234, "euros"), "-1,234 euros");
        assert_eq!(number_in_words(2500, "thousand USD"), "2,500 thousand USD, that is 2,500,000 USD");
        assert_eq!(number_in_words(100, ""), "100");
        assert_eq!(
            ["2024-04-28", "2024", "2027 benchmarks", "mid-2020"].map(year),
            ["2024", "2024", "2027 benchmarks", "mid-2020"]
        );
    }
}
