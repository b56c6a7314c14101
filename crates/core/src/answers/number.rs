//! Numbers as people write them: `1,200`, `1 200`, `750k`, `2.5m`, `$2.5m`, `2 million`.
//!
//! Where the unit counts in thousands or millions ("thousand USD"), a number alone is in that unit, and a number with a
//! scale of its own is an amount: `2.5m` is 2500 thousand. What can be read in two ways is refused, not guessed. All of it
//! works in integers.

/// Why a text is no number for a question: a sentence that goes on after the text, and what to write instead.
pub(super) type Problem = (&'static str, String);

/// The signs and codes of money that may stand in front of an amount or behind it.
const MONEY: &[&str] = &["$", "€", "£", "¥", "usd", "eur", "gbp", "chf", "us$"];
/// Words for powers of a thousand, longest first.
const SCALES: &[(&str, i128)] = &[
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("millions", 1_000_000),
    ("billions", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("mn", 1_000_000),
    ("mio", 1_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("b", 1_000_000_000),
];

/// Reads a whole number of a unit.
pub(super) fn read(text: &str, unit: &str) -> Result<i64, Problem> {
    if let Ok(number) = text.trim().parse::<i64>() {
        return Ok(number);
    }
    let lower = text.trim().to_lowercase();
    let (sign, rest) = match lower.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest.trim_start()),
        None => (1, lower.strip_prefix('+').unwrap_or(&lower)),
    };
    let (money_before, rest) = without_money(rest, |rest, word| rest.strip_prefix(word));
    let end = rest.find(|c: char| !is_digit_or_mark(c)).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let (whole, tenths) = number(digits.trim())?;
    let unit_words = unit.trim().to_lowercase();
    let tail = tail.trim();
    let (money_after, word) = without_money(tail, |rest, word| rest.strip_suffix(word));
    let per_unit = SCALES.iter().find(|(name, _)| unit_words.split_whitespace().next() == Some(*name));
    let per_unit = per_unit.map_or(1, |(_, scale)| *scale);
    // The unit itself may be written behind the number.
    let own_scale = SCALES.iter().find(|(name, _)| *name == word.trim()).map(|(_, scale)| *scale);
    let is_unit = !tail.is_empty() && tail == unit_words;
    let scale = match own_scale {
        _ if is_unit => per_unit,
        Some(scale) => scale,
        None if !word.trim().is_empty() => {
            return Err((
                "is no whole number",
                "write digits, with k, m or bn for thousands, millions or billions".into(),
            ));
        }
        None if (money_before || money_after) && per_unit != 1 => {
            let help = format!("write it in {}, or with k, m or bn", unit.trim());
            return Err(("can be read in two ways", help));
        }
        None => per_unit,
    };
    let too_large = || ("is too large", "write a smaller number".to_owned());
    let shift = 10_i128.checked_pow(u32::try_from(tenths.len()).unwrap_or(u32::MAX)).ok_or_else(too_large)?;
    let digits = format!("{whole}{tenths}").parse::<i128>().map_err(|_| too_large())?;
    let amount = digits.checked_mul(scale).ok_or_else(too_large)?;
    let parts = shift.checked_mul(per_unit).ok_or_else(too_large)?;
    if amount % parts != 0 {
        return Err((
            "is no whole number",
            match unit.trim() {
                "" => "leave out what stands behind the point".to_owned(),
                unit => format!("it is counted in {unit}: leave out the rest"),
            },
        ));
    }
    i64::try_from(amount / parts * sign).map_err(|_| too_large())
}

fn is_digit_or_mark(c: char) -> bool {
    c.is_ascii_digit() || is_space(c) || matches!(c, '.' | ',' | '_' | '\'' | '’')
}

/// The spaces that people put between groups of digits.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn without_money<'t>(text: &'t str, strip: impl Fn(&'t str, &'static str) -> Option<&'t str>) -> (bool, &'t str) {
    match MONEY.iter().rev().find_map(|word| strip(text, word)) {
        Some(rest) => (true, rest.trim()),
        None => (false, text),
    }
}

/// The digits before the point and those behind it, as far as they count.
fn number(text: &str) -> Result<(String, String), Problem> {
    let not_whole = || ("is no whole number", "write digits, such as 1200, or 750k, or 2.5m".to_owned());
    let (front, tenths) = text.split_once('.').unwrap_or((text, ""));
    let mark = |c: char| !c.is_ascii_digit();
    if front.is_empty() || !tenths.chars().all(|c| c.is_ascii_digit()) {
        return Err(not_whole());
    }
    let groups: Vec<&str> = front.split(mark).collect();
    let [first, others @ ..] = groups.as_slice() else { return Err(not_whole()) };
    let marks: Vec<char> = front.chars().filter(|c| mark(*c)).collect();
    let in_groups = others.iter().all(|group| group.len() == 3) && (1..=3).contains(&first.len());
    let one_mark = marks.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    let grouped = others.is_empty() || (in_groups && one_mark);
    if !grouped {
        let comma = marks == [','] && tenths.is_empty();
        return Err(if comma {
            ("can be read in two ways", "write a point before tenths: 2.5m".to_owned())
        } else {
            not_whole()
        });
    }
    // 1.200 is twelve hundred to some people, and one and two tenths to others.
    if others.is_empty() && tenths.len() == 3 && (1..=3).contains(&first.len()) {
        return Err((
            "can be read in two ways",
            "write 1200 for twelve hundred, 1.2 for one and two tenths".to_owned(),
        ));
    }
    Ok((groups.concat(), tenths.trim_end_matches('0').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn as_people_write_them() {
        for (text, unit, number) in [
            ("1200", "", 1200),
            ("1,200", "", 1200),
            ("1 200", "", 1200),
            ("1\u{202f}200\u{202f}000", "", 1_200_000),
            ("1'200", "euros", 1200),
            ("750k", "", 750_000),
            ("2.5m", "", 2_500_000),
            ("2.50 M", "", 2_500_000),
            ("2 million", "", 2_000_000),
            ("$2.5m", "USD", 2_500_000),
            ("2.5m usd", "USD", 2_500_000),
            ("€ 1,200", "euros", 1200),
            ("-3k", "", -3000),
            ("12 euros", "euros", 12),
            ("7.0", "", 7),
            // In a unit with a scale of its own, a number alone is in that unit and an amount is converted.
            ("4,200", "thousand USD", 4200),
            ("4200 thousand USD", "thousand USD", 4200),
            ("2.5m", "thousand USD", 2500),
            ("$750k", "thousand USD", 750),
            ("1.5bn", "million USD", 1500),
        ] {
            assert_eq!(read(text, unit), Ok(number), "{text} in {unit}");
        }
    }

    #[test]
    fn what_is_unclear_is_refused() {
        for (text, unit, problem) in [
            ("much", "", "is no whole number"),
            ("7.5", "", "is no whole number"),
            ("2.5k", "million USD", "is no whole number"),
            ("12 apples", "pears", "is no whole number"),
            ("1,2", "", "can be read in two ways"),
            ("1.200", "", "can be read in two ways"),
            ("$2,500,000", "thousand USD", "can be read in two ways"),
            ("1,20,000", "", "is no whole number"),
            ("1,200 300", "", "is no whole number"),
            ("999999999999999999999", "", "is too large"),
            ("99999999999999999999999999999999999999999999bn", "", "is too large"),
            (".", "", "is no whole number"),
            ("", "", "is no whole number"),
            ("1e3", "", "is no whole number"),
        ] {
            assert_eq!(read(text, unit).map_err(|(problem, _)| problem), Err(problem), "{text} in {unit}");
        }
    }
}
