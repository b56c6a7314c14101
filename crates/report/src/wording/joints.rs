//! Small joints of sentences: numbers, lists, dates, and answers in words.

use std::fmt::Display;

use leadership_advisor::{Answer, Question, QuestionKind};

use super::Wording;

sentences! {
    /// Around the title of anything.
    quoted(text) = "“{text}”";
    /// Lists are built up from these three: `a, b and c`.
    list_comma(list, next) = "{list}, {next}";
    list_and(list, last) = "{list} and {last}";
    list_or(list, last) = "{list} or {last}";
    /// The last of several whole clauses.
    clauses_and(list, last) = "{list}, and {last}";
    /// A list that was cut short.
    list_more(list, more) = "{list} and {more} more";
    number_two() = "two";
    number_three() = "three";
    number_four() = "four";
    number_five() = "five";
    number_six() = "six";
    number_seven() = "seven";
    number_eight() = "eight";
    number_nine() = "nine";
    /// Large numbers in groups of three digits.
    thousands(before, after) = "{before},{after}";
    percent(whole, hundredths) = "{whole}.{hundredths} %";
    points_counted[points]() = "{points} point" | "{points} points";
    date(day, month, year) = "{month} {day}, {year}";
    month_1() = "January";
    month_2() = "February";
    month_3() = "March";
    month_4() = "April";
    month_5() = "May";
    month_6() = "June";
    month_7() = "July";
    month_8() = "August";
    month_9() = "September";
    month_10() = "October";
    month_11() = "November";
    month_12() = "December";
    /// Answers to questions that are answered by yes or no.
    yes() = "yes";
    no() = "no";
    /// The answer to a question with several answers, of which none was taken.
    none_of_them() = "none of them";
    number_from_to(from, to) = "{from} to {to}";
    number_or_more(number) = "{number} or more";
    number_or_less(number) = "{number} or less";
}

/// An answer as the person would have chosen it.
pub fn answer_in_words(question: &Question, answer: &Answer) -> String {
    Wording::default().answer_in_words(question, answer)
}

impl Wording {
    /// `a`, `a and b`, `a, b and c`.
    pub(crate) fn all_of<S: AsRef<str>>(&self, words: &[S]) -> String {
        self.joined(words, |list, last| self.list_and(list, last))
    }

    /// `a`, `a or b`, `a, b or c`.
    pub(crate) fn any_of<S: AsRef<str>>(&self, words: &[S]) -> String {
        self.joined(words, |list, last| self.list_or(list, last))
    }

    /// `a`, `a, and b`, `a, b, and c`: clauses, which may have an “and” of their own.
    pub(crate) fn all_clauses<S: AsRef<str>>(&self, clauses: &[S]) -> String {
        self.joined(clauses, |list, last| self.clauses_and(list, last))
    }

    /// `a, b, c`.
    pub(crate) fn row_of<S: AsRef<str>>(&self, words: &[S]) -> String {
        self.joined(words, |list, last| self.list_comma(list, last))
    }

    fn joined<S: AsRef<str>>(&self, words: &[S], joint: impl Fn(&str, &str) -> String) -> String {
        match words {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, between @ .., last] => {
                let list =
                    between.iter().fold(first.as_ref().to_owned(), |list, next| self.list_comma(list, next.as_ref()));
                joint(&list, last.as_ref())
            }
        }
    }

    /// Each title in quotation marks.
    pub(crate) fn each_quoted<S: AsRef<str>>(&self, titles: impl IntoIterator<Item = S>) -> Vec<String> {
        titles.into_iter().map(|title| self.quoted(title.as_ref())).collect()
    }

    /// A small number as a word, a large one in digits.
    pub(crate) fn number_word(&self, number: usize) -> String {
        match number {
            2 => self.number_two(),
            3 => self.number_three(),
            4 => self.number_four(),
            5 => self.number_five(),
            6 => self.number_six(),
            7 => self.number_seven(),
            8 => self.number_eight(),
            9 => self.number_nine(),
            number => number.to_string(),
        }
    }

    /// A number in groups of three digits.
    pub(crate) fn grouped(&self, number: impl Display) -> String {
        let digits = number.to_string();
        let (mut rest, mut groups) = (digits.as_str(), Vec::new());
        while let Some((before, group)) = rest.len().checked_sub(3).and_then(|at| rest.split_at_checked(at)) {
            groups.push(group);
            rest = before;
        }
        groups.extend((!rest.is_empty()).then_some(rest));
        let grouped = groups.into_iter().rev().map(str::to_owned);
        grouped.reduce(|before, after| self.thousands(before, after)).unwrap_or_default()
    }

    /// Millionths as hundreds, with two digits behind the point.
    pub(crate) fn percentage(&self, millionths: u64) -> String {
        self.percent(millionths / 10_000, format_args!("{:02}", millionths / 100 % 100))
    }

    /// A day of the calendar; `month` counts from 1, and one that no calendar has is left out.
    pub(crate) fn day(&self, year: u64, month: u64, day: u64) -> String {
        let month = match month {
            1 => self.month_1(),
            2 => self.month_2(),
            3 => self.month_3(),
            4 => self.month_4(),
            5 => self.month_5(),
            6 => self.month_6(),
            7 => self.month_7(),
            8 => self.month_8(),
            9 => self.month_9(),
            10 => self.month_10(),
            11 => self.month_11(),
            12 => self.month_12(),
            _ => String::new(),
        };
        self.date(day, month, year)
    }

    /// An answer as the person would have chosen it.
    pub(crate) fn answer_in_words(&self, question: &Question, answer: &Answer) -> String {
        let label = |id: &String| {
            let possible = question.answers().iter().find(|possible| possible.id == *id);
            possible.map_or_else(|| id.clone(), |possible| possible.label.clone())
        };
        match answer {
            Answer::Choice(id) => label(id),
            Answer::Many(ids) if ids.is_empty() => self.none_of_them(),
            Answer::Many(ids) => ids.iter().map(label).collect::<Vec<_>>().join(" + "),
            Answer::Number(number) => match &question.kind {
                QuestionKind::Number { unit, .. } if !unit.is_empty() => format!("{number} {unit}"),
                _ => number.to_string(),
            },
            Answer::YesNo(true) => self.yes(),
            Answer::YesNo(false) => self.no(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn joints() {
        let say = Wording::default();
        assert_eq!(say.all_of::<&str>(&[]), "");
        assert_eq!(say.all_of(&["a"]), "a");
        assert_eq!(say.any_of(&["a", "b", "c"]), "a, b or c");
        assert_eq!(say.row_of(&["a", "b", "c"]), "a, b, c");
        assert_eq!([7, 100, 1000, 1_234_567].map(|number| say.grouped(number)), ["7", "100", "1,000", "1,234,567"]);
        assert_eq!(say.percentage(123_456), "12.34 %");
        assert_eq!(say.day(2026, 3, 31), "March 31, 2026");
        assert_eq!([2, 9, 10].map(|number| say.number_word(number)), ["two", "nine", "10"]);
    }
}
