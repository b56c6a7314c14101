//! Findings about an author's text as records.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::lint::Lints;

/// What is found in a rulebook or in answers: errors, and what is doubtful. Made from [`Lints`], and from [`Diagnostics`].
///
/// ```
/// use leadership_advisor::Rulebook;
/// use leadership_advisor::record::Findings;
///
/// let problems = Rulebook::parse("lunch.yaml", "rulebook: {id: Lunch}").expect_err("an id has small letters");
/// let found = Findings::from(&problems);
/// assert_eq!((found.findings[0].file.as_str(), found.findings[0].line), ("lunch.yaml", 1));
/// assert!(found.errors > 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Findings {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    #[serde(default)]
    pub notes: usize,
    /// How many there are beyond those that are kept.
    #[serde(default)]
    pub omitted: usize,
    /// How many questions about the rulebook stayed open within the budget.
    #[serde(default)]
    pub unproven: usize,
    /// The findings in the order of their places.
    pub findings: Vec<Finding>,
    /// What would be found as well, and is allowed by the author.
    #[serde(default)]
    pub allowed: Vec<AllowedFinding>,
}

/// One finding, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The name of its [`Code`](crate::Code).
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// What is wrong, in one line.
    pub message: String,
    /// The file's name.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What to do about it.
    pub help: Option<String>,
    /// The smallest answers that show it, as YAML to paste under `cases:`.
    #[serde(default)]
    pub case: Option<String>,
}

/// A finding that the author allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AllowedFinding {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Why it is as it should be, in the author's words.
    pub reason: String,
}

impl From<&Lints> for Findings {
    fn from(lints: &Lints) -> Self {
        let found = &lints.findings;
        let allowed = lints.allowed.iter().map(|allowed| AllowedFinding {
            finding: finding(&allowed.finding, found),
            reason: allowed.reason.clone(),
        });
        Findings { unproven: lints.unproven, allowed: allowed.collect(), ..Findings::from(found) }
    }
}

impl From<&Diagnostics> for Findings {
    fn from(found: &Diagnostics) -> Self {
        Findings {
            errors: found.count(Severity::Error),
            warnings: found.count(Severity::Warning),
            notes: found.count(Severity::Note),
            omitted: found.omitted(),
            unproven: 0,
            findings: found.iter().map(|one| finding(one, found)).collect(),
            allowed: Vec::new(),
        }
    }
}

fn finding(finding: &Diagnostic, among: &Diagnostics) -> Finding {
    let place = among.place(finding);
    Finding {
        code: finding.code.name().to_owned(),
        severity: finding.severity().to_string(),
        message: finding.message.clone(),
        file: place.file,
        line: place.line,
        column: place.column,
        help: finding.help.clone(),
        case: finding.case.as_deref().map(str::to_owned),
    }
}
