//! The sections of a report that may be left out.

use serde::{Deserialize, Serialize};

macro_rules! sections {
    ($($variant:ident $id:literal $what:literal)+) => {
        /// A section of a report that may be left out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub(crate) enum Section { $(#[serde(rename = $id)] $variant),+ }

        impl Section {
            pub(crate) const ALL: &'static [Section] = &[$(Section::$variant),+];

            /// Its name in a brand's file.
            pub(crate) fn id(self) -> &'static str {
                match self { $(Section::$variant => $id),+ }
            }

            /// What it holds.
            pub(crate) fn what(self) -> &'static str {
                match self { $(Section::$variant => $what),+ }
            }
        }
    };
}

sections! {
    AtAGlance "at_a_glance" "the cards with every result, on the page"
    Charts "charts" "the charts"
    Standings "standings" "the points of all options of a decision"
    WhyNot "why_not" "why not the other options"
    RuledOut "ruled_out" "which options a rule takes out, and why"
    Decisive "decisive" "the answers that decide a result"
    Changes "changes" "what would change a result"
    Meaning "meaning" "what the outcome means, with its lists"
    Assessments "assessments" "all assessments"
    Answers "answers" "the answers given"
    Open "open" "the questions left open"
    SourceEffects "source_effects" "which results depend on one source"
    Sources "sources" "the sources, and the marks that name them"
    Reproduce "reproduce" "rulebook, program and command that give the same report"
}
