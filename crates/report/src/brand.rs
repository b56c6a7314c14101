//! In whose name a report is told: name, logo, colors, closing words, what it leaves out, and its own sentences.
//!
//! A [`Brand`] is read from a file and checked there, so that no report can fail over it. Its methods are the faces of a
//! report; without one they are in nobody's name, and in English. What the rulebook says stays in the rulebook's language.
//!
//! A brand that was read can be carried to another program as JSON, which is how the questionnaire's page tells its engine. It is
//! not checked again there: whatever it says, a page shows it as text, as a color, or as a picture within it.

mod color;
mod logo;
mod section;
mod sentence;
mod reading;
mod starting;

pub use starting::brand_file;

pub(crate) use color::Colors;
pub(crate) use logo::Logo;
pub(crate) use section::Section;

use serde::{Deserialize, Serialize};

use crate::wording::Wording;

/// In whose name a report is told, and in which words.
///
/// It serialises, for a program that tells results elsewhere. [`Brand::parse`] is for what people write.
///
/// ```
/// use leadership_advisor::{Budget, Rulebook};
/// use leadership_advisor_report::Brand;
///
/// let rulebook = Rulebook::builtin();
/// let file = "
/// name: Nordlicht Advisory
/// colors: {on_light: '#7a1f3d'}
/// closing: We would be glad to go through this with you.
/// leave_out: [reproduce]
/// sentences: {prepared_on: 'As of {date}'}
/// ";
/// let brand = Brand::parse("brand.yaml", file, &rulebook, |_| Err("there is no logo".to_owned()))?;
/// let evaluation = rulebook.answers().evaluate();
/// let page = brand.page(&evaluation.analysed(Budget::default()), Some(&brand.date(2026, 3, 31)));
/// assert!(page.contains("Nordlicht Advisory") && page.contains("As of March 31, 2026"));
/// # Ok::<(), leadership_advisor::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    name: String,
    logo: Option<Logo>,
    colors: Option<Colors>,
    /// By paragraph.
    closing: Vec<String>,
    left_out: Vec<Section>,
    /// Decisions and assessments, by their ids.
    left_out_items: Vec<String>,
    wording: Wording,
}

impl Brand {
    /// The name, or nothing.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language of the sentences, as a tag of BCP 47: `en`.
    pub fn language(&self) -> &str {
        self.wording.language()
    }

    /// A day of the calendar as the reports write it: `March 31, 2026`. `month` counts from 1.
    pub fn date(&self, year: u64, month: u64, day: u64) -> String {
        self.wording.day(year, month, day)
    }

    /// What is left out: ids of sections, and of decisions and assessments.
    pub fn left_out(&self) -> impl Iterator<Item = &str> {
        let sections = self.left_out.iter().map(|section| section.id());
        sections.chain(self.left_out_items.iter().map(String::as_str))
    }

    /// Whether there is nothing of anybody's own in it.
    pub(crate) fn is_plain(&self) -> bool {
        *self == Brand::default()
    }

    pub(crate) fn say(&self) -> &Wording {
        &self.wording
    }

    pub(crate) fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    pub(crate) fn colors(&self) -> Option<&Colors> {
        self.colors.as_ref()
    }

    /// The closing words, by paragraph.
    pub(crate) fn closing(&self) -> impl Iterator<Item = &str> {
        self.closing.iter().map(String::as_str)
    }

    /// Whether this section is told.
    pub(crate) fn shows(&self, section: Section) -> bool {
        !self.left_out.contains(&section)
    }

    /// Whether the decision or assessment with this id is told.
    pub(crate) fn tells(&self, id: &str) -> bool {
        !self.left_out_items.iter().any(|left_out| left_out == id)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test fails by panicking")]

    use leadership_advisor::Rulebook;

    use super::Brand;

    #[test]
    fn a_brand_arrives_as_it_was_sent() {
        let file = "
name: Nordlicht
logo: logo.svg
colors: {on_light: '#14505c'}
closing: Bis bald.
leave_out: [reproduce, structure]
language: de
sentences: {prepared_on: 'Kiel, {date}'}
";
        let logo = |_: &str| Ok(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".to_vec());
        let brand = Brand::parse("brand.yaml", file, &Rulebook::builtin(), logo).expect("it is a brand");
        let sent = serde_json::to_string(&brand).expect("it serialises");
        assert_eq!(serde_json::from_str::<Brand>(&sent).expect("it is read back"), brand);
        assert_eq!(brand.left_out().collect::<Vec<_>>(), ["reproduce", "structure"]);
        assert_eq!(brand.date(2026, 3, 31), "31. März 2026");
    }
}
