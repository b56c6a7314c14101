//! Which form of a word goes with a number, by language.
//!
//! The rules are those of the Unicode CLDR for whole numbers. A report counts no fractions and nothing by the million, so the
//! forms that some languages keep for these are not asked for. A language that is not listed tells one from all others.

use serde::{Deserialize, Serialize};

/// A form, by its name in the CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

use Category::{Few, Many, One, Other, Two, Zero};

impl Category {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Zero => "zero",
            One => "one",
            Two => "two",
            Few => "few",
            Many => "many",
            Other => "other",
        }
    }
}

/// Languages that tell the same numbers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plurals {
    None,
    One,
    ZeroAndOne,
    Icelandic,
    Russian,
    Polish,
    Czech,
    Croatian,
    Lithuanian,
    Latvian,
    Slovenian,
    Romanian,
    Irish,
    Hebrew,
    Arabic,
}

impl Plurals {
    /// Those of a language by its tag. What stands behind the language itself counts for Portuguese alone.
    pub(crate) fn of(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        match tag.split('-').next().unwrap_or_default() {
            "ja" | "ko" | "zh" | "vi" | "th" | "id" | "ms" | "lo" | "my" | "km" => Plurals::None,
            "pt" if tag == "pt-pt" => Plurals::One,
            "fr" | "pt" | "hy" | "hi" | "fa" => Plurals::ZeroAndOne,
            "is" | "mk" => Plurals::Icelandic,
            "ru" | "uk" | "be" => Plurals::Russian,
            "pl" => Plurals::Polish,
            "cs" | "sk" => Plurals::Czech,
            "hr" | "sr" | "bs" => Plurals::Croatian,
            "lt" => Plurals::Lithuanian,
            "lv" => Plurals::Latvian,
            "sl" => Plurals::Slovenian,
            "ro" => Plurals::Romanian,
            "ga" => Plurals::Irish,
            "he" => Plurals::Hebrew,
            "ar" => Plurals::Arabic,
            _ => Plurals::One,
        }
    }

    /// The forms that a counted sentence needs.
    pub(crate) fn forms(self) -> &'static [Category] {
        match self {
            Plurals::None => &[Other],
            Plurals::One | Plurals::ZeroAndOne | Plurals::Icelandic => &[One, Other],
            Plurals::Russian | Plurals::Polish => &[One, Few, Many],
            Plurals::Czech | Plurals::Croatian | Plurals::Lithuanian | Plurals::Romanian => &[One, Few, Other],
            Plurals::Latvian => &[Zero, One, Other],
            Plurals::Slovenian => &[One, Two, Few, Other],
            Plurals::Irish => &[One, Two, Few, Many, Other],
            Plurals::Hebrew => &[One, Two, Other],
            Plurals::Arabic => &[Zero, One, Two, Few, Many, Other],
        }
    }

    /// The form that goes with a number.
    pub(crate) fn form(self, number: i64) -> Category {
        let n = number.unsigned_abs();
        let (ten, hundred) = (n % 10, n % 100);
        let is_teen = (11..=19).contains(&hundred);
        let is_few = (2..=4).contains(&ten) && !(12..=14).contains(&hundred);
        let ends_in_one = ten == 1 && hundred != 11;
        match self {
            Plurals::None => Other,
            // English says "-1 points".
            Plurals::One => pick(&[(number == 1, One)]),
            Plurals::ZeroAndOne => pick(&[(n <= 1, One)]),
            Plurals::Icelandic => pick(&[(ends_in_one, One)]),
            Plurals::Russian => pick(&[(ends_in_one, One), (is_few, Few), (true, Many)]),
            Plurals::Polish => pick(&[(n == 1, One), (is_few, Few), (true, Many)]),
            Plurals::Czech => pick(&[(n == 1, One), ((2..=4).contains(&n), Few)]),
            Plurals::Croatian => pick(&[(ends_in_one, One), (is_few, Few)]),
            Plurals::Lithuanian => pick(&[(ten == 1 && !is_teen, One), (ten >= 2 && !is_teen, Few)]),
            Plurals::Latvian => pick(&[(ten == 0 || is_teen, Zero), (ends_in_one, One)]),
            Plurals::Slovenian => pick(&[(hundred == 1, One), (hundred == 2, Two), ((3..=4).contains(&hundred), Few)]),
            Plurals::Romanian => pick(&[(n == 1, One), (n == 0 || (1..=19).contains(&hundred), Few)]),
            Plurals::Irish => {
                pick(&[(n == 1, One), (n == 2, Two), ((3..=6).contains(&n), Few), ((7..=10).contains(&n), Many)])
            }
            Plurals::Hebrew => pick(&[(n == 1, One), (n == 2, Two)]),
            Plurals::Arabic => pick(&[
                (n == 0, Zero),
                (n == 1, One),
                (n == 2, Two),
                ((3..=10).contains(&hundred), Few),
                (hundred >= 11, Many),
            ]),
        }
    }
}

/// The first form whose condition holds, or the one for all else.
fn pick(forms: &[(bool, Category)]) -> Category {
    forms.iter().find(|(holds, _)| *holds).map_or(Other, |(_, form)| *form)
}

#[cfg(test)]
mod tests {
    use super::{Category, Plurals};

    /// Examples of the CLDR's chart of plural rules.
    #[test]
    fn numbers_take_the_forms_of_the_chart() {
        for (language, examples) in [
            ("en", [(1, "one"), (0, "other"), (2, "other"), (21, "other")]),
            ("fr-CA", [(0, "one"), (1, "one"), (2, "other"), (17, "other")]),
            ("ja", [(0, "other"), (1, "other"), (2, "other"), (100, "other")]),
            ("ru", [(21, "one"), (3, "few"), (11, "many"), (112, "many")]),
            ("pl", [(1, "one"), (22, "few"), (21, "many"), (12, "many")]),
            ("cs", [(1, "one"), (4, "few"), (5, "other"), (22, "other")]),
            ("hr", [(21, "one"), (24, "few"), (12, "other"), (5, "other")]),
            ("lt", [(21, "one"), (29, "few"), (12, "other"), (20, "other")]),
            ("lv", [(0, "zero"), (21, "one"), (12, "zero"), (2, "other")]),
            ("sl", [(101, "one"), (102, "two"), (104, "few"), (5, "other")]),
            ("ro", [(1, "one"), (0, "few"), (119, "few"), (20, "other")]),
            ("ga", [(2, "two"), (6, "few"), (10, "many"), (11, "other")]),
            ("he", [(1, "one"), (2, "two"), (3, "other"), (20, "other")]),
            ("ar", [(0, "zero"), (103, "few"), (111, "many"), (101, "other")]),
            ("is", [(21, "one"), (11, "other"), (1, "one"), (2, "other")]),
        ] {
            let plurals = Plurals::of(language);
            for (number, form) in examples {
                assert_eq!(plurals.form(number).name(), form, "{language} {number}");
            }
        }
    }

    #[test]
    fn no_number_takes_a_form_that_nobody_is_asked_for() {
        for language in ["en", "fr", "ja", "ru", "pl", "cs", "hr", "lt", "lv", "sl", "ro", "ga", "he", "ar", "is"] {
            let plurals = Plurals::of(language);
            let mut forms: Vec<Category> = (-300..300).map(|number| plurals.form(number)).collect();
            forms.sort_unstable();
            forms.dedup();
            assert_eq!(forms, plurals.forms(), "{language}");
        }
    }
}
