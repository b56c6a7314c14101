//! What is wrong with an author's text, as data: one fact, its place, and the remedy.
//!
//! Everything that reads text speaks through [`Diagnostic`]. Nothing here prints or draws; a diagnostic without a place
//! cannot be built. Messages are in lower case, with names in backticks and without a full stop.

use std::fmt;
use std::str::FromStr;

use crate::near;
use crate::place::{Files, Place, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// There is no rulebook, or there are no answers, until this is mended.
    Error,
    /// There is one, but it is doubtful.
    Warning,
    /// There is one, and its author should know this about it. Many good rulebooks have some.
    Note,
}

/// One finding about an author's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is. Stable, so that tools may rely on it.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is wrong.
    pub span: Span,
    /// What to do about it.
    pub help: Option<String>,
    /// Another place that belongs to it, and what stands there: where a name was used first, for instance.
    pub related: Option<(Span, String)>,
    /// The smallest answers that show it, as a case in YAML to paste under `cases:`. None of the answers can be left out.
    /// `None` where no answers show it: what never happens has no example.
    pub case: Option<Box<str>>,
}

impl Diagnostic {
    /// A finding. `message` is one fact in lower case, with names in backticks and without a full stop.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { code, message: message.into(), span, help: None, related: None, case: None }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Suggests the nearest of the names that would have been right; without a near one, lists them if they are few.
    #[must_use]
    pub fn near<'a>(self, wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Self {
        match near::suggestion(wrong, right) {
            Some(help) => self.help(help),
            None => self,
        }
    }

    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    pub(crate) fn case(mut self, case: String) -> Self {
        self.case = Some(case.into());
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Findings together with the text that they are about, sorted by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    files: Files,
    findings: Vec<Diagnostic>,
    omitted: usize,
}

impl Diagnostics {
    /// So many findings are kept; nobody reads more, and working out the places of a hundred thousand takes long.
    pub(crate) const MOST: usize = 1000;

    pub(crate) fn new(files: Files, mut findings: Vec<Diagnostic>) -> Self {
        findings.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        findings.dedup();
        let omitted = findings.len().saturating_sub(Self::MOST);
        findings.truncate(Self::MOST);
        Diagnostics { files, findings, omitted }
    }

    /// The text that the findings are about.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The findings in the order of their places.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.findings.iter()
    }

    /// Line and column of a finding.
    pub fn place(&self, finding: &Diagnostic) -> Place {
        self.files.place(finding.span)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// How many findings there were beyond those kept here (a thousand).
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl std::error::Error for Diagnostics {}

/// One line for each finding: `file:line:column: severity[code]: message (help)`.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, finding) in self.iter().enumerate() {
            let newline = if nth == 0 { "" } else { "\n" };
            let (place, severity) = (self.place(finding), finding.severity());
            write!(f, "{newline}{place}: {severity}[{}]: {}", finding.code, finding.message)?;
            if let Some(help) = &finding.help {
                write!(f, " ({help})")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// A name that no kind of finding has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no finding has the code `{name}`")]
#[non_exhaustive]
pub struct UnknownCode {
    /// The name.
    pub name: String,
    /// A near name, where there is one.
    pub help: Option<String>,
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Code, UnknownCode> {
        Code::ALL.iter().copied().find(|code| code.name() == name).ok_or_else(|| UnknownCode {
            name: name.to_owned(),
            help: near::suggestion(name, Code::ALL.iter().map(|code| code.name())),
        })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $doc:literal)+) => {
        /// The kinds of findings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $doc] $variant),+ }

        impl Code {
            /// Every code, in the order of declaration.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The name that stands in messages and JSON.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),+ }
            }

            /// How bad a finding of this kind is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),+ }
            }

            /// What the code means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $doc.trim_ascii()),+ }
            }

            /// The page about it, in Markdown: what it is, why it matters, the remedy, and a rulebook before and after.
            pub fn page(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("../findings/", $name, ".md"))),+ }
            }
        }
    };
}

codes! {
    NotText "not-text" Error "The file holds bytes that are no UTF-8."
    OddCharacter "odd-character" Error "The text holds a control character or a line break that editors do not show."
    TooLarge "too-large" Error "The input is larger than the limits that keep loading safe."
    Syntax "syntax" Error "The text is no YAML."
    DuplicateKey "duplicate-key" Error "A mapping has the same key twice."
    UnknownKey "unknown-key" Error "A key that means nothing in this place."
    MissingKey "missing-key" Error "Something that must be there is not."
    WrongType "wrong-type" Error "A value of another kind than the one that belongs here."
    BadId "bad-id" Error "An id that is not made of small letters, digits, `-` and `_`, or is a word of the format."
    DuplicateId "duplicate-id" Error "The same id twice."
    UnknownName "unknown-name" Error "A name that nothing in the rulebook has."
    UnknownAnswer "unknown-answer" Error "An answer that the question does not offer."
    WrongTest "wrong-test" Error "A test that does not fit the type of what it names."
    OutOfRange "out-of-range" Error "A number outside of what is allowed, or a range that holds nothing."
    NotAbove "not-above" Error "A name that is only known further down."
    Cycle "cycle" Error "Facts or questions that depend on themselves."
    PointsOverflow "points-overflow" Error "Points so large that a sum of them could overflow."
    OptionNeverChosen "option-never-chosen" Warning "An option that no answers can make the outcome."
    DecisionNeverApplies "decision-never-applies" Warning "A decision that applies for no answers."
    ThresholdOutOfReach "threshold-out-of-reach" Warning "A threshold that no option can reach."
    RuleNeverFires "rule-never-fires" Warning "A rule that no answers can make true."
    RuleAlwaysFires "rule-always-fires" Warning "A rule that is true whatever the answers are."
    RuleNeverMatters "rule-never-matters" Warning "A rule that fires, and never changes any outcome."
    SameCondition "same-condition" Warning "Two rules of a decision that fire for exactly the same answers."
    NoOptionLeft "no-option-left" Warning "Answers for which rules rule every option out."
    NoOutcome "no-outcome" Note "Answers, none of them missing, for which no rule of a decision fires."
    TieByOrder "tie-by-order" Note "Answers, none of them missing, for which two options tie and their order decides."
    QuestionNeverMatters "question-never-matters" Warning "A question whose answer can never change an outcome."
    AskIfNeverHolds "ask-if-never-holds" Warning "An `ask_if` that no answers can make true."
    AskIfAlwaysHolds "ask-if-always-holds" Warning "An `ask_if` that is true whatever the answers are."
    TestNeverPasses "test-never-passes" Warning "A test that no answer to its question passes."
    HeadlineNeverShown "headline-never-shown" Warning "A headline that is shown for no answers."
    ContradictionNeverTrue "contradiction-never-true" Warning "A contradiction that no answers run into."
    ChartNeverDrawn "chart-never-drawn" Warning "A chart, or a box of one, that is drawn for no answers."
    PropertyNeverTested "property-never-tested" Warning "A property that holds whatever the rules say, since nothing puts it to the test."
    SameProperty "same-property" Warning "Two properties that claim the same."
    CommentInText "comment-in-text" Warning "A comment that cuts a text."
    AnchorInText "anchor-in-text" Warning "An anchor that nothing refers to, and that seems to be part of a text."
    UncitedClaim "uncited-claim" Warning "A claim that no rule, option or question cites."
    NoRationale "no-rationale" Warning "A rule without a rationale, which no explanation can use."
    RationaleRepeatsCondition "rationale-repeats-condition" Warning "A rationale that says again what the condition says, and not why."
    NoSource "no-source" Warning "A rule that cites no source."
    NoEffect "no-effect" Warning "A rule that gives no points and rules nothing out."
    NoWhy "no-why" Warning "A question that does not say why it is asked."
    NoStatement "no-statement" Warning "A property that does not say in words what must hold."
    UnbalancedOption "unbalanced-option" Warning "An option whose highest possible points are far from those of all others."
    FollowsMore "follows-more" Warning "A rule of a decision that follows another, and rests on more than that."
    UnusedFact "unused-fact" Warning "A fact that no condition names."
    CasePinsNothing "case-pins-nothing" Warning "A case that passes whatever comes of its answers."
    CasesDisagree "cases-disagree" Warning "Two cases with the same answers that cannot both pass."
    AnswerNotAsked "answer-not-asked" Warning "A case that answers a question which is not asked."
    PointsRuledOut "points-ruled-out" Warning "A rule that gives points to an option which it rules out."
    AtMostAll "at-most-all" Warning "An `at_most` above the number of answers."
    OptionNamedNone "option-named-none" Warning "An option with the id `none`, which is the word for no outcome."
    EmptyAny "empty-any" Warning "An `any` without a condition, which never holds."
    UnusedAllow "unused-allow" Warning "An `allow` of a finding that there is not."
}
