//! The documents behind the reasons, as numbered notes. The rulebook's own documents count 1, 2, 3; independent evidence
//! counts F1, F2, F3, so that a reader sees at once which of the two speaks.

use anstyle::Style;
use leadership_advisor::{Citation, Rulebook, SourceKind};

use crate::page::Page;
use crate::style::DIM;

pub(super) struct Footnotes<'r> {
    rulebook: &'r Rulebook,
    documents: Vec<&'r str>,
    field: Vec<&'r str>,
}

impl<'r> Footnotes<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        Footnotes { rulebook, documents: Vec::new(), field: Vec::new() }
    }

    /// ` [1, F2]` for the sources of a rule; nothing if it has none.
    pub(super) fn marks(&mut self, citations: &[Citation]) -> String {
        let mut marks: Vec<(&str, usize)> = Vec::new();
        for citation in citations {
            let (source, _) = self.rulebook.cited(citation);
            let (list, letter) = match source.kind {
                SourceKind::Document => (&mut self.documents, ""),
                SourceKind::Field => (&mut self.field, "F"),
            };
            let number = list.iter().position(|id| *id == source.id).unwrap_or_else(|| {
                list.push(&source.id);
                list.len() - 1
            });
            marks.push((letter, number + 1));
        }
        marks.sort_unstable();
        marks.dedup();
        let marks: Vec<String> = marks.iter().map(|(letter, number)| format!("{letter}{number}")).collect();
        if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(", ")) }
    }

    /// The notes that were used.
    pub(super) fn write(&self, page: &mut Page) {
        self.list(page, "Sources", &self.documents, "");
        self.list(page, "Independent evidence", &self.field, "F");
    }

    fn list(&self, page: &mut Page, heading: &str, ids: &[&str], letter: &str) {
        if ids.is_empty() {
            return;
        }
        page.heading(heading);
        for (nth, id) in ids.iter().enumerate() {
            let Some(source) = self.rulebook.sources().iter().find(|source| source.id == *id) else { continue };
            let mut text = source.title.clone();
            for more in [&source.published, &source.address] {
                if !more.is_empty() {
                    text.push_str(", ");
                    text.push_str(more);
                }
            }
            page.item(2, &format!("[{letter}{}] ", nth + 1), Style::new(), DIM, &text);
        }
    }
}
