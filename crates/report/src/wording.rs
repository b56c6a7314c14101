//! The report's own sentences: what stands in a report and comes neither from the rulebook nor from the answers.
//!
//! Each sentence has an id, named places for what differs, and its English text, in one line of a table below this module.
//! The line is also a method of [`Wording`]: `say.verdict_close(2, "Both")`. So a sentence that does not exist, or that is
//! said without what stands in its places, does not compile, and one that nothing says is dead code, which the compiler
//! reports. Whoever brings sentences of their own has them checked when they are read, so that saying one cannot fail.
//!
//! What a rulebook says is not here: it stays in the rulebook's language.

mod plural;

use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use joints::answer_in_words;

pub(crate) use plural::{Category, Plurals};

/// One sentence as the program knows it.
pub(crate) struct Sentence {
    pub(crate) id: &'static str,
    /// The place of the number that it is inflected by, if there is one.
    pub(crate) count: Option<&'static str>,
    /// Its other places.
    pub(crate) places: &'static [&'static str],
    /// Its text; of a counted sentence for one, and then for any other number.
    pub(crate) english: &'static [&'static str],
    /// What a translator must know.
    pub(crate) note: &'static str,
}

impl Sentence {
    /// The English text for a form.
    pub(crate) fn text(&self, form: Category) -> &'static str {
        in_english(self.english, form)
    }
}

/// A sentence in another wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Text {
    /// The same whatever is counted.
    Plain(String),
    /// A form for each kind of number that its language tells apart.
    Counted(Vec<(Category, String)>),
}

/// A language with its sentences. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Carried", into = "Carried")]
pub(crate) struct Wording {
    language: Arc<str>,
    plurals: Plurals,
    /// What is said otherwise than in English, by id.
    own: Arc<BTreeMap<String, Text>>,
}

/// A wording on its way to another program.
#[derive(Serialize, Deserialize)]
struct Carried {
    language: String,
    own: BTreeMap<String, Text>,
}

impl From<Carried> for Wording {
    fn from(Carried { language, own }: Carried) -> Self {
        Wording::new(&language, own)
    }
}

impl From<Wording> for Carried {
    fn from(Wording { language, own, .. }: Wording) -> Self {
        Carried { language: language.to_string(), own: Arc::unwrap_or_clone(own) }
    }
}

/// The table of some sentences, and a method for each of them.
macro_rules! sentences {
    ($($(#[doc = $note:literal])* $id:ident $([$count:ident])? ($($place:ident),*) = $($english:literal)|+;)+) => {
        pub(super) const SENTENCES: &[$crate::wording::Sentence] = &[$($crate::wording::Sentence {
            id: stringify!($id),
            count: sentences!(@name $($count)?),
            places: &[$(stringify!($place)),*],
            english: &[$($english),+],
            note: concat!($($note),*),
        }),+];

        impl $crate::wording::Wording {
            $(
                $(#[doc = $note])*
                pub(crate) fn $id(&self $(, $count: impl TryInto<i64>)? $(, $place: impl std::fmt::Display)*) -> String {
                    let count = sentences!(@number $($count)?);
                    self.said(stringify!($id), &[$($english),+], count, &[$((stringify!($place), &$place)),*])
                }
            )+
        }
    };
    (@name) => { None };
    (@name $count:ident) => { Some(stringify!($count)) };
    (@number) => { None };
    (@number $count:ident) => { Some((stringify!($count), $count.try_into().unwrap_or(i64::MAX))) };
}

mod joints;
mod result;
mod layout;
mod comparison;

/// All sentences, in groups, each with what its sentences are about.
pub(crate) const GROUPS: &[(&str, &[Sentence])] = &[
    ("Numbers, lists, dates, answers", joints::SENTENCES),
    ("What a result says, on every face of it", result::SENTENCES),
    ("Headings, captions, labels", layout::SENTENCES),
    ("Several people's answers side by side", comparison::SENTENCES),
];

/// Every sentence, in the order of the groups.
pub(crate) fn all() -> impl Iterator<Item = &'static Sentence> {
    GROUPS.iter().flat_map(|(_, sentences)| *sentences)
}

impl Default for Wording {
    fn default() -> Self {
        Wording::new("en", BTreeMap::new())
    }
}

impl Wording {
    /// A language by its tag (BCP 47), with what it says otherwise than in English.
    pub(crate) fn new(language: &str, own: BTreeMap<String, Text>) -> Self {
        Wording { language: language.into(), plurals: Plurals::of(language), own: Arc::new(own) }
    }

    /// The tag of the language: `en`.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// What is said otherwise than in English, by id.
    #[cfg(test)]
    pub(crate) fn own(&self) -> &BTreeMap<String, Text> {
        &self.own
    }

    fn said(
        &self,
        id: &str,
        english: &[&'static str],
        count: Option<(&str, i64)>,
        places: &[(&str, &dyn Display)],
    ) -> String {
        let form = count.map_or(Category::Other, |(_, number)| self.plurals.form(number));
        let text = match self.own.get(id) {
            Some(Text::Plain(text)) => text,
            // Every form that the language has is there: it was checked when the sentence was read.
            Some(Text::Counted(forms)) => {
                forms.iter().find(|(own, _)| *own == form).map_or("", |(_, text)| text.as_str())
            }
            None => in_english(english, form),
        };
        filled(text, count, places)
    }
}

fn in_english(texts: &[&'static str], form: Category) -> &'static str {
    let text = if form == Category::One { texts.first() } else { texts.last() };
    text.copied().unwrap_or_default()
}

/// A text with everything put in its place. What is put in is not looked through for places.
fn filled(text: &str, count: Option<(&str, i64)>, places: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(text.len() + 48);
    let mut rest = text;
    while let Some((before, place, after)) = next_place(rest) {
        out.push_str(before);
        // Writing to a string cannot fail.
        let _ = match (count, places.iter().find(|(name, _)| *name == place)) {
            (Some((name, number)), _) if name == place => write!(out, "{number}"),
            (_, Some((_, value))) => write!(out, "{value}"),
            _ => Ok(()),
        };
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text before the next place, its name, and the text behind it.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((before, place, after))
}

/// The places that a text names, in their order, or `None` where a brace stands alone.
pub(crate) fn places_of(text: &str) -> Option<Vec<&str>> {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some((before, place, after)) = next_place(rest) {
        if before.contains('}') || place.contains('{') {
            return None;
        }
        places.push(place);
        rest = after;
    }
    (!rest.contains(['{', '}'])).then_some(places)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Category, Sentence, Text, Wording, all, places_of};

    #[test]
    fn a_sentence_names_its_places_and_no_others() {
        let mut ids = BTreeSet::new();
        for Sentence { id, count, places, english, .. } in all() {
            assert!(ids.insert(id), "`{id}` is there twice");
            assert_eq!(english.len(), if count.is_some() { 2 } else { 1 }, "`{id}` has the wrong number of forms");
            let known: BTreeSet<&str> = count.iter().copied().chain(places.iter().copied()).collect();
            let named: Vec<BTreeSet<&str>> =
                english.iter().map(|text| places_of(text).unwrap_or_default().into_iter().collect()).collect();
            named.iter().for_each(|named| assert!(named.is_subset(&known), "`{id}` names a place that it has not"));
            let other = named.last().cloned().unwrap_or_default();
            places.iter().for_each(|place| assert!(other.contains(place), "`{id}` does not name `{place}`"));
        }
        assert!(ids.len() > 150);
    }

    #[test]
    fn what_is_put_in_is_text_and_nothing_else() {
        let say = Wording::default();
        assert_eq!(say.verdict_close(1, "{points}"), "A close call: 1 point ahead of “{points}”.");
        assert_eq!(say.verdict_close(-1, "B"), "A close call: -1 points ahead of “B”.");
    }

    #[test]
    fn another_language_counts_as_it_does() {
        let forms = [(Category::One, "punkt"), (Category::Few, "punkty"), (Category::Many, "punktów")];
        let forms = forms.map(|(form, noun)| (form, format!("{{points}} {noun}"))).to_vec();
        let say = Wording::new("pl", BTreeMap::from([("points_counted".to_owned(), Text::Counted(forms))]));
        let said = [1, 2, 5, 12, 22].map(|points| say.points_counted(points));
        assert_eq!(said, ["1 punkt", "2 punkty", "5 punktów", "12 punktów", "22 punkty"]);
        assert_eq!(say.owner("CEO"), "Owner: CEO");
    }

    #[test]
    fn a_brace_alone_is_noticed() {
        assert_eq!(places_of("a {b} c {d}"), Some(vec!["b", "d"]));
        ["a {b", "a} b", "a {b {c}", "}a{b}"].iter().for_each(|text| assert_eq!(places_of(text), None, "{text}"));
    }
}
