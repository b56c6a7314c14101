//! The day that stands on a page for a board: as it was given, or today. The one place that reads a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use leadership_advisor_report::Brand;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    year: u64,
    month: u64,
    day: u64,
}

impl Date {
    /// `2026-03-31`, and nothing that no calendar has.
    pub(crate) fn parse(text: &str) -> Result<Date, String> {
        let wrong = || "write it as YYYY-MM-DD, such as 2026-03-31".to_owned();
        let parts: Vec<&str> = text.split('-').collect();
        let &[year, month, day] = parts.as_slice() else { return Err(wrong()) };
        let number = |part: &str, length: usize| {
            let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits { part.parse::<u64>().ok() } else { None }
        };
        let (year, month, day) = match (number(year, 4), number(month, 2), number(day, 2)) {
            (Some(year), Some(month), Some(day)) => (year, month, day),
            _ => return Err(wrong()),
        };
        if !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
            return Err("no calendar has this day".to_owned());
        }
        Ok(Date { year, month, day })
    }

    /// Today, as far as the clock of this computer knows, in UTC.
    pub(crate) fn today() -> Date {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Date::after_1970(seconds / 86_400)
    }

    /// The day so many days after January 1, 1970.
    fn after_1970(mut days: u64) -> Date {
        let mut year = 1970;
        while days >= 365 + u64::from(is_leap(year)) {
            days -= 365 + u64::from(is_leap(year));
            year += 1;
        }
        let mut month = 1;
        while days >= days_in(year, month) {
            days -= days_in(year, month);
            month += 1;
        }
        Date { year, month, day: days + 1 }
    }

    /// `March 31, 2026`, or as a brand writes it.
    pub(crate) fn in_words(self, brand: &Brand) -> String {
        brand.date(self.year, self.month, self.day)
    }
}

/// `2026-03-31`, as [`Date::parse`] reads it.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u64, month: u64) -> u64 {
    match month {
        2 => 28 + u64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use leadership_advisor_report::Brand;

    use super::Date;

    #[test]
    fn days_of_the_calendar() {
        let in_words = |date: Date| date.in_words(&Brand::default());
        for (days, words) in
            [(0, "January 1, 1970"), (59, "March 1, 1970"), (11_016, "February 29, 2000"), (20_544, "April 1, 2026")]
        {
            assert_eq!(in_words(Date::after_1970(days)), words);
        }
        assert_eq!(Date::parse("2024-02-29").map(in_words), Ok("February 29, 2024".to_owned()));
        for wrong in ["2023-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-00-10", "today", "2026-01-01-01", ""] {
            assert!(Date::parse(wrong).is_err(), "{wrong}");
        }
    }
}
