//! The documents behind the reasons, as numbered notes. The rulebook's own documents count 1, 2, 3; independent evidence
//! counts F1, F2, F3, so that a reader sees at once which of the two speaks.
//!
//! Numbers are given in the order in which a face of the result cites, so each face that shows more or less than another
//! has its own.

use leadership_advisor::{Citation, Claim, Rulebook, Source, SourceKind};

use crate::brand::{Brand, Section};

/// The notes that were cited so far.
pub(crate) struct Footnotes<'r> {
    rulebook: &'r Rulebook,
    brand: &'r Brand,
    documents: Vec<Note<'r>>,
    field: Vec<Note<'r>>,
}

/// One source, and what of it was cited.
pub(crate) struct Note<'r> {
    /// `1`, or `F1` for independent evidence.
    pub(crate) mark: String,
    pub(crate) source: &'r Source,
    /// The claims that were cited, in the order of the source.
    pub(crate) claims: Vec<&'r Claim>,
}

impl<'r> Footnotes<'r> {
    pub(crate) fn new(rulebook: &'r Rulebook, brand: &'r Brand) -> Self {
        Footnotes { rulebook, brand, documents: Vec::new(), field: Vec::new() }
    }

    /// The marks of some citations, documents first, each once. None where the list of the sources is left out.
    pub(crate) fn marks(&mut self, citations: &[Citation]) -> Vec<String> {
        if !self.are_shown() {
            return Vec::new();
        }
        let (mut documents, mut field) = (Vec::new(), Vec::new());
        for citation in citations {
            let (source, claim) = self.rulebook.cited(citation);
            let (list, letter, positions) = match source.kind {
                SourceKind::Field => (&mut self.field, "F", &mut field),
                _ => (&mut self.documents, "", &mut documents),
            };
            let position = list.iter().position(|note| note.source.id == source.id).unwrap_or_else(|| {
                list.push(Note { mark: format!("{letter}{}", list.len() + 1), source, claims: Vec::new() });
                list.len() - 1
            });
            if let (Some(note), Some(claim)) = (list.get_mut(position), claim)
                && !note.claims.iter().any(|known| known.id == claim.id)
            {
                note.claims.push(claim);
                note.claims.sort_by_key(|claim| note.source.claims.iter().position(|known| known.id == claim.id));
            }
            positions.push(position);
        }
        let marks = |mut positions: Vec<usize>, list: &[Note<'_>]| {
            positions.sort_unstable();
            positions.dedup();
            positions.into_iter().filter_map(|at| list.get(at).map(|note| note.mark.clone())).collect::<Vec<_>>()
        };
        [marks(documents, &self.documents), marks(field, &self.field)].concat()
    }

    /// Whether there are any marks in this report.
    pub(crate) fn are_shown(&self) -> bool {
        self.brand.shows(Section::Sources)
    }

    /// ` [1, F2]`, or nothing without citations.
    pub(crate) fn bracketed(&mut self, citations: &[Citation]) -> String {
        let marks = self.marks(citations);
        if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(", ")) }
    }

    /// The notes that were cited, each list under its heading.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (String, &[Note<'r>])> {
        let say = self.brand.say();
        let lists = [(say.sources(), self.documents.as_slice()), (say.independent_evidence(), self.field.as_slice())];
        lists.into_iter().filter(|(_, notes)| !notes.is_empty())
    }
}
