//! A document of headings, entries and notes, written as text for a terminal or as Markdown; a page is made of its
//! parts elsewhere.
//!
//! Ids stand in backticks in both. In Markdown everything else that means something to it is escaped, so that no title and
//! no label of somebody else's can upset the page.

use anstyle::Style;

use crate::escape::escaped_but_ids as escaped;
use crate::page::Page;
use crate::style::{ACCENT, DIM, STRONG};

/// A document under construction.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    parts: Vec<Part>,
}

/// One part of it.
#[derive(Debug)]
pub(crate) enum Part {
    Title(String),
    Heading(String),
    Subheading(String),
    Paragraph(String),
    Entry(String),
    Note(&'static str, String),
    Point(String),
}

impl Outline {
    pub(crate) fn title(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Title(text.into()));
    }

    pub(crate) fn heading(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Heading(text.into()));
    }

    pub(crate) fn subheading(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Subheading(text.into()));
    }

    /// A paragraph. Nothing if it is empty.
    pub(crate) fn paragraph(&mut self, text: impl Into<String>) {
        self.add(text.into(), Part::Paragraph);
    }

    /// A thing of its own, which notes and points then say more of.
    pub(crate) fn entry(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Entry(text.into()));
    }

    /// What an entry has under a label. Nothing if it is empty.
    pub(crate) fn note(&mut self, label: &'static str, text: impl Into<String>) {
        self.add(text.into(), |text| Part::Note(label, text));
    }

    /// One of several things that an entry has.
    pub(crate) fn point(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Point(text.into()));
    }

    fn add(&mut self, text: String, part: impl FnOnce(String) -> Part) {
        if !text.trim().is_empty() {
            self.parts.push(part(text));
        }
    }

    /// The parts in their order.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The document as text so many columns wide.
    pub(crate) fn text(&self, width: usize) -> String {
        let mut page = Page::new(width);
        for part in &self.parts {
            match part {
                Part::Title(text) | Part::Heading(text) => page.heading(text),
                Part::Subheading(text) => {
                    page.gap();
                    page.styled(2, ACCENT, text);
                }
                Part::Paragraph(text) => page.paragraph(2, text),
                Part::Entry(text) => {
                    page.gap();
                    page.styled(2, STRONG, text);
                }
                Part::Note(label, text) => page.item(4, &format!("{label} "), DIM, Style::new(), text),
                Part::Point(text) => page.item(4, "- ", DIM, Style::new(), text),
            }
        }
        page.finish()
    }

    /// The document as Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut out = String::new();
        // Whether the last line belongs to a list, and to an entry of it.
        let (mut in_list, mut in_entry) = (false, false);
        for part in &self.parts {
            in_entry = match part {
                Part::Entry(_) => true,
                Part::Note(..) | Part::Point(_) => in_entry,
                _ => false,
            };
            let (lead, text, stays) = match part {
                Part::Title(text) => ("# ", escaped(text), false),
                Part::Heading(text) => ("## ", escaped(text), false),
                Part::Subheading(text) => ("### ", escaped(text), false),
                Part::Paragraph(text) => ("", escaped(text), false),
                Part::Entry(text) => ("- ", strong(text), true),
                Part::Note(label, text) => ("  - ", escaped(&format!("{label} {text}")), true),
                Part::Point(text) => (if in_entry { "  - " } else { "- " }, escaped(text), true),
            };
            // Between the entries of a list there is no empty line; between all else there is.
            let goes_on = in_list && stays;
            if !out.is_empty() && !goes_on {
                out.push('\n');
            }
            in_list = stays;
            out.push_str(lead);
            out.push_str(&text);
            out.push('\n');
        }
        out
    }
}

/// The words of an entry in strong letters, and the id behind them as it is.
fn strong(text: &str) -> String {
    match text.rsplit_once(" `") {
        Some((words, id)) if text.ends_with('`') => format!("**{}** {}", escaped(words), escaped(&format!("`{id}"))),
        None if text.starts_with('`') => escaped(text),
        _ => format!("**{}**", escaped(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn both_forms_say_the_same() {
        let mut outline = Outline::default();
        outline.title("Lunch");
        outline.paragraph("");
        outline.entry("Are you hungry? `hungry`");
        outline.note("Why", "It matters.");
        outline.point("yes");
        outline.heading("Next");
        outline.point("on its own");
        assert_eq!(
            outline.markdown(),
            "# Lunch\n\n- **Are you hungry?** `hungry`\n  - Why It matters.\n  - yes\n\n## Next\n\n- on its own\n"
        );
        let text: String = plain(&outline.text(40));
        assert_eq!(
            text,
            "Lunch\n\n  Are you hungry? `hungry`\n    Why It matters.\n    - yes\n\nNext\n    - on its own\n"
        );
    }

    /// Without styles.
    fn plain(text: &str) -> String {
        let mut out = String::new();
        let mut in_style = false;
        for c in text.chars() {
            match (in_style, c) {
                (false, '\u{1b}') => in_style = true,
                (true, 'm') => in_style = false,
                (false, c) => out.push(c),
                _ => {}
            }
        }
        out
    }
}
