//! Who should lead revenue, who reports to whom, and why: a scored rule engine over YAML rulebooks.
//!
//! A [`Rulebook`] holds questions, decisions, and rules that give the options of a decision points where their
//! conditions are true. [`Answers`] to its questions lead to an [`Evaluation`]: for each decision the outcome, the
//! points and the reasons, each with the author's rationale and sources. The shipped rulebook is about revenue
//! leadership; any other choice among options is a matter of another YAML file.
//!
//! ```
//! use leadership_advisor::Rulebook;
//!
//! let rulebook = Rulebook::builtin();
//! let answers = rulebook.parse_answers("acme.yaml", "answers: {}")?;
//! for result in answers.evaluate().decisions() {
//!     println!("{} {}", result.decision.title, result.verdict);
//!     for standing in &result.ranking {
//!         println!("  {:>3}  {}", standing.points, standing.option.title);
//!     }
//! }
//! # Ok::<(), leadership_advisor::Diagnostics>(())
//! ```
//!
//! The way through the library:
//!
//! | To | begin with |
//! |---|---|
//! | have a rulebook | [`Rulebook::builtin`], [`Rulebook::load`], [`Rulebook::parse`]; [`Rulebook::load_layers`] with rules of one's own |
//! | answer | [`Rulebook::answers`] and [`Answers::set`], [`Rulebook::answers_from`] a map, or [`Rulebook::parse_answers`] for YAML and JSON |
//! | ask somebody | [`Interview`]: which question is next, and when enough is known; [`InterviewState`] between two requests |
//! | see what follows, and why | [`Answers::evaluate`], [`Evaluation::decisions`] |
//! | see how sure it is | [`Evaluation::analysed`]: what settles it, what would change it; [`Evaluation::robustness`]: how far its points may be wrong |
//! | ask "what if" | [`Evaluation::compare`] |
//! | keep it, send it on | [`Analysed::record`]; [`Answers`] serialise as an answers file |
//! | build a form of one's own | [`record::Catalogue`]: questions, answers and conditions as data |
//! | read files of one's own with places | [`document::Document`] |
//! | take over answers to an older version | [`Rulebook::parse_former_answers`] |
//! | do it for thousands | [`Rulebook::scorer`]; [`Batch::tabulate`] for results by column |
//! | read tables as people have them | [`SheetReader`]: headers and cells in words; [`SheetMap`] for what needs to be said |
//! | look after a rulebook | [`Rulebook::lint`], [`Rulebook::run_cases`], [`Rulebook::agreement`], [`Rulebook::prove_all`], [`Rulebook::difference`] |
//!
//! A [`Rulebook`] cannot be changed, and is cheap to clone and to share between threads. What is wrong with a text comes as
//! [`Diagnostics`], all of it at once; what is wrong with answers as [`AnswerErrors`]; an id that is not there as an
//! [`UnknownItem`].
//!
//! Everything here is deterministic and works in integers. Nothing prints, asks for the time or the environment, or
//! touches a file except the functions that begin with `load` or `read`, and those only read.

// The modules in reading order, which is also the order of use: a module uses only those above it. A test holds that.
mod table;
mod set;
mod place;
mod near;
mod unknown;
mod truth;
mod truths;
mod proportion;
mod diagnostic;
mod yaml;
pub mod document;
mod draft;
mod schema;
mod rulebook;
mod answers;
mod spreadsheet;
mod evaluation;
mod scoring;
mod alike;
mod analysis;
mod builtin;
mod layering;
mod check;
mod lint;
mod case;
mod mutation;
mod uses;
mod compare;
mod panel;
mod interview;
mod diff;
pub mod record;
mod agreement;
mod fit;
mod load;

pub use agreement::{
    Agreement, Cases, ChoiceAgreement, DecisionAgreement, GroupAgreement, OptionAgreement, OutcomeAgreement,
    SelectionAgreement, SuretyAgreement,
};
pub use analysis::{
    Acceptability, Analysed, Analysis, Budget, Change, Counterexample, Effort, Flip, Influence, LeftOut, OptionReach,
    Proof, PropertyResult, Raised, Reach, Robustness, RuleReach, Ruling, Share, SourceEffect, Stability, Ternary,
};
pub use answers::{
    Answer, AnswerError, AnswerErrorCode, AnswerErrors, Answers, Hint, Migration, MigrationStep, Notation,
};
pub use case::{
    CaseFailure, CaseResult, Contrast, Coverage, Expectation, OptionCoverage, QuestionCoverage, RuleCoverage, Silence,
};
pub use compare::{AnswerDifference, Comparison, DecisionDifference, DifferentRulebooks, ReasonDifference};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity, UnknownCode};
pub use diff::{
    Conclusion, Difference, Edit, EditKind, Edited, Rename, Retold, RetoldDecision, Shift, Teller, TextEdit, Turn,
    UnknownRename,
};
pub use evaluation::{
    AreaResult, AssessmentResult, DecisionResult, DrawnBox, DrawnChart, Evaluation, Reason, Standing, Verdict,
};
pub use fit::{
    CaseFate, CrossValidation, Fit, FitConflict, FitConflictKind, FitError, FitOptions, FitProperty, FitPropertyFate,
    IgnoredAnswers, LinearColumn, LinearProgram, LinearRow, LinearSolver, NumberEdit, PointChange, Relaxed,
    SharedAnswer, Suggestion, Suggestions, Unwritable, WithoutRelaxation,
};
pub use interview::{Interview, InterviewState, Progress, Remainder};
pub use lint::{Allowed, Lints};
pub use load::LoadError;
pub use mutation::{Fate, Mutant, MutantChange, MutationTest, Shows, Within, Witness};
pub use panel::{Adoption, Concession, Disagreement, Panel};
pub use place::{File, Files, Place, Span};
pub use proportion::Proportion;
pub use rulebook::{
    Area, Assessment, BoxStyle, Case, Chart, ChartBox, Choose, Citation, Claim, Claimed, Clause, Contradiction,
    Decision, DecisionOption, Departure, Detail, Display, Fact, Former, Headline, Layer, Nature, PossibleAnswer,
    Property, Question, QuestionKind, Rule, Rulebook, Section, Source, SourceKind,
};
pub use schema::Schema;
pub use scoring::{
    Batch, DecisionColumns, OptionalColumn, Profile, RowError, Score, ScoreTable, Scorer, Scores, Scratch,
};
pub use spreadsheet::{CellReading, CellRule, DecimalMark, Heading, SheetMap, SheetReader};
pub use unknown::{ItemKind, UnknownItem};
pub use uses::{Item, Use};

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
