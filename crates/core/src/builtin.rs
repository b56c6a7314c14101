//! The shipped rulebook, inside the library.

use std::sync::OnceLock;

use crate::rulebook::Rulebook;

macro_rules! shipped {
    ($($name:literal)+) => {
        /// Names and texts, in the order of the names.
        pub(crate) const SHIPPED: &[(&str, &str)] = &[
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

impl Rulebook {
    /// The shipped rulebook on revenue leadership: who should lead revenue, who reports to whom, what to do first, what
    /// to beware of.
    ///
    /// It is read once and then shared.
    pub fn builtin() -> Rulebook {
        static BUILTIN: OnceLock<Rulebook> = OnceLock::new();
        BUILTIN
            .get_or_init(|| match Rulebook::parse_files(SHIPPED.iter().copied()) {
                Ok(rulebook) => rulebook,
                #[expect(clippy::panic, reason = "no input reaches this, and a test loads the shipped rulebook")]
                Err(problems) => panic!("the shipped rulebook is broken:\n{problems}"),
            })
            .clone()
    }
}
