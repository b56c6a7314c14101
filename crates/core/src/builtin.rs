//! The shipped rulebook, inside the library if the feature `builtin` is on.

use crate::rulebook::Rulebook;

/// Names and texts of its files, in the order of the names. None where it is left out.
pub(crate) fn shipped() -> &'static [(&'static str, &'static str)] {
    #[cfg(feature = "builtin")]
    return texts::SHIPPED;
    #[cfg(not(feature = "builtin"))]
    &[]
}

/// Its id. `None` where it is left out.
pub(crate) fn shipped_id() -> Option<String> {
    #[cfg(feature = "builtin")]
    return Some(Rulebook::builtin().id().to_owned());
    #[cfg(not(feature = "builtin"))]
    None
}

impl Rulebook {
    /// Whether this is the shipped rulebook, to the byte and without a layer over it. Without the feature `builtin` only those
    /// are that [`Rulebook::vouched_as_shipped`] made.
    pub fn is_shipped(&self) -> bool {
        #[cfg(feature = "builtin")]
        let same = self.fingerprint() == Rulebook::builtin().fingerprint();
        #[cfg(not(feature = "builtin"))]
        let same = false;
        self.layers().len() == 1 && (self.is_vouched() || same)
    }

    /// The shipped rulebook on revenue leadership: who should lead revenue, who reports to whom, what to do first, what
    /// to beware of.
    ///
    /// It is read once and then shared.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Rulebook {
        use std::sync::OnceLock;
        static BUILTIN: OnceLock<Rulebook> = OnceLock::new();
        BUILTIN
            .get_or_init(|| match Rulebook::parse_files(shipped().iter().copied()) {
                Ok(rulebook) => rulebook,
                #[expect(clippy::panic, reason = "no input reaches this, and a test loads the shipped rulebook")]
                Err(problems) => panic!("the shipped rulebook is broken:\n{problems}"),
            })
            .clone()
    }
}

#[cfg(feature = "builtin")]
mod texts {
    macro_rules! shipped {
        ($($name:literal)+) => {
            pub(super) const SHIPPED: &[(&str, &str)] = &[
                $((concat!("revenue-leadership/", $name), include_str!(concat!("../rules/revenue-leadership/", $name)))),+
            ];
        };
    }

    shipped! {
        "00-rulebook.yaml"
        "10-sources.yaml"
        "11-sources-field.yaml"
        "12-sources-companies.yaml"
        "13-sources-costs.yaml"
        "20-questions.yaml"
        "21-alignment.yaml"
        "22-former.yaml"
        "25-contradictions.yaml"
        "30-facts.yaml"
        "31-facts-next.yaml"
        "40-structure.yaml"
        "45-following.yaml"
        "60-playbook.yaml"
        "70-cautions.yaml"
        "80-report.yaml"
        "85-headlines.yaml"
        "90-cases-companies.yaml"
        "91-cases-rules.yaml"
        "92-cases-next.yaml"
        "95-properties.yaml"
    }
}
