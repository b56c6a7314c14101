//! A checked rulebook: every name resolved to a position, every condition compiled, no sum that could overflow.
//!
//! The types here are read by everyone and made by the checks alone. What evaluation needs (conditions, points) is
//! made of dense indices and sets of bits; the words beside it are for people and are never compared.

mod layer;
mod source;
mod condition;
mod question;
mod former;
mod decision;
mod property;
mod contradiction;
mod headline;
mod chart;
mod assessment;
mod clause;
mod lookup;
mod allowance;
mod program;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub(crate) use allowance::{Allowance, Scope};
pub use assessment::{Area, Assessment};
pub use chart::{BoxStyle, Chart, ChartBox};
pub use clause::{Claimed, Clause};
pub(crate) use condition::{Condition, Given, NO, Step, Test, YES};
pub use contradiction::Contradiction;
pub(crate) use decision::RuleRef;
pub use decision::{Choose, Decision, DecisionOption, Detail, Display, Rule};
pub use former::Former;
pub use headline::Headline;
pub(crate) use layer::Layers;
pub use layer::{Departure, Layer};
pub(crate) use program::{
    Assumed, Bucket, Cases, Contest, DecisionModel, Domain, Expr, Formula, Lead, Model, Requirements, RuleModel,
    Scenario, Way, cases_of, pick,
};
pub use property::Property;
pub(crate) use property::PropertyClaim;
pub use question::{Nature, PossibleAnswer, Question, QuestionKind};
pub use source::{Citation, Claim, Source, SourceKind};

use crate::place::{Files, Span};
use crate::set::Set;
use crate::table::{Ix, Table};

/// The positions that conditions name. They stand here, since questions and decisions have conditions themselves.
pub(crate) type QuestionIx = Ix<Question>;
pub(crate) type FactIx = Ix<Fact>;
pub(crate) type DecisionIx = Ix<Decision>;

/// A rulebook that has passed all checks: questions, decisions with their options and rules, sources, cases.
///
/// It cannot be changed and is cheap to clone and to share between threads. It comes from [`Rulebook::builtin`],
/// [`Rulebook::load`] or [`Rulebook::parse`]; [`Rulebook::answers`] takes answers to it.
///
/// ```
/// use leadership_advisor::Rulebook;
///
/// let rulebook = Rulebook::builtin();
/// assert_eq!(rulebook.id(), "revenue-leadership");
/// let leadership = rulebook.decision("leadership").expect("the shipped rulebook decides on leadership");
/// assert!(leadership.options().iter().any(|option| option.id == "cro"));
/// ```
#[derive(Clone)]
pub struct Rulebook {
    book: Arc<Book>,
    /// Whether somebody has vouched that it is the shipped one.
    vouched: bool,
}

#[derive(Debug)]
pub(crate) struct Book {
    /// What it is called, and where each thing of it comes from.
    pub(crate) layers: Layers,
    pub(crate) sections: Vec<Section>,
    pub(crate) sources: Table<Source>,
    pub(crate) questions: Table<Question>,
    pub(crate) facts: Table<Fact>,
    pub(crate) decisions: Table<Decision>,
    pub(crate) contradictions: Vec<Contradiction>,
    pub(crate) headlines: Vec<Headline>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) assessments: Vec<Assessment>,
    pub(crate) cases: Vec<Case>,
    pub(crate) properties: Vec<Property>,
    pub(crate) former: Vec<Former>,
    pub(crate) allowances: Vec<Allowance>,
    /// The least and the most that a rule may give, if an author says so.
    pub(crate) scale: Option<(i64, i64)>,
    /// Comments that seem to be part of a text.
    pub(crate) cuts: Vec<Span>,
    /// Questions and facts in an order in which each comes after all that it rests on.
    pub(crate) order: Vec<Step>,
    pub(crate) fingerprint: String,
    pub(crate) files: Files,
    /// What the exact analysis works on, made when it is first needed.
    pub(crate) model: OnceLock<Model>,
}

impl Book {
    pub(crate) fn model(&self) -> &Model {
        self.model.get_or_init(|| Model::of(self))
    }

    /// The same rulebook, to be changed; its model is made anew when it is needed.
    pub(crate) fn copied(&self) -> Book {
        Book {
            layers: self.layers.clone(),
            sections: self.sections.clone(),
            sources: self.sources.clone(),
            questions: self.questions.clone(),
            facts: self.facts.clone(),
            decisions: self.decisions.clone(),
            contradictions: self.contradictions.clone(),
            headlines: self.headlines.clone(),
            charts: self.charts.clone(),
            assessments: self.assessments.clone(),
            cases: self.cases.clone(),
            properties: self.properties.clone(),
            former: self.former.clone(),
            allowances: self.allowances.clone(),
            scale: self.scale,
            cuts: self.cuts.clone(),
            order: self.order.clone(),
            fingerprint: self.fingerprint.clone(),
            files: self.files.clone(),
            model: OnceLock::new(),
        }
    }
}

/// A part of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Section {
    /// The id that questions name.
    pub id: String,
    /// The heading that people read.
    pub title: String,
}

/// A named condition.
#[derive(Clone)]
#[non_exhaustive]
pub struct Fact {
    /// The name under which conditions use it.
    pub id: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    pub(crate) condition: Condition,
    pub(crate) span: Span,
}

/// An example with the outcome that its author expects.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Case {
    /// What the example is about.
    pub name: String,
    /// The kind of case it is: one id, or several joined by `/`, from wide to narrow.
    pub group: Option<String>,
    /// Why it is here. May be empty.
    pub note: String,
    /// As how many cases it counts where points are fitted to cases. At least 1.
    pub weight: u32,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    pub(crate) span: Span,
    /// What it answers, each question once, in the order of the questions. A column of all questions for each case would grow
    /// with the square of a rulebook.
    pub(crate) answers: Vec<(QuestionIx, Given)>,
    pub(crate) expect: Vec<(Ix<Decision>, Expected)>,
    pub(crate) reasons: Vec<RuleRef>,
}

/// What a case expects of one decision.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// Choose one: any of these, or, if `none`, no outcome at all. `first` is the one that the author names first, unless that
    /// is no outcome.
    OneOf { options: Set, none: bool, first: Option<usize> },
    /// Choose many: all of the first and none of the second. Choose one, where a case only says what must not come out: none
    /// of the second.
    Members { includes: Set, excludes: Set },
}

impl Case {
    /// Its answers beside all questions.
    pub(crate) fn given(&self, book: &Book) -> Table<Question, Option<Given>> {
        let mut given = book.questions.column(|_| None);
        for (question, answer) in &self.answers {
            given[*question] = Some(*answer);
        }
        given
    }
}

impl Rulebook {
    pub(crate) fn new(book: Book) -> Self {
        Rulebook { book: Arc::new(book), vouched: false }
    }

    pub(crate) fn book(&self) -> &Book {
        &self.book
    }

    /// Whether both were read from the same text, so that every position in one means the same in the other.
    pub(crate) fn same_as(&self, other: &Rulebook) -> bool {
        Arc::ptr_eq(&self.book, &other.book) || self.fingerprint() == other.fingerprint()
    }

    /// Says that this is the rulebook that comes with the program: for builds without the feature `builtin`, which have
    /// nothing to compare it with and are handed its files.
    #[must_use]
    pub fn vouched_as_shipped(self) -> Rulebook {
        Rulebook { vouched: true, ..self }
    }

    pub(crate) fn is_vouched(&self) -> bool {
        self.vouched
    }

    /// The id under which answers files name this rulebook.
    pub fn id(&self) -> &str {
        self.base().map_or("", |base| &base.id)
    }

    /// The version that its author gave it.
    pub fn version(&self) -> &str {
        self.base().map_or("", |base| &base.version)
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        self.base().map_or("", |base| &base.title)
    }

    /// What it is about, in a sentence. May be empty.
    pub fn summary(&self) -> &str {
        self.base().map_or("", |base| &base.summary)
    }

    /// The rulebooks that it was made from, lowest first: itself alone, or a base and the layers over it.
    ///
    /// [`Rulebook::id`], version, title and summary are those of the base.
    pub fn layers(&self) -> &[Arc<Layer>] {
        self.book.layers.all()
    }

    /// The names and texts of the files of each layer, lowest first: what [`Rulebook::parse_layers`] reads the same rulebook
    /// from again. Kept beside a result, they explain it even after the shipped rulebook has changed.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let rulebook = Rulebook::builtin();
    /// let again = Rulebook::parse_layers(rulebook.layer_texts())?;
    /// assert_eq!(again.fingerprint(), rulebook.fingerprint());
    /// # Ok::<(), leadership_advisor::Diagnostics>(())
    /// ```
    pub fn layer_texts(&self) -> Vec<Vec<(&str, &str)>> {
        let files: Vec<(&str, &str)> =
            self.files().iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
        let ranges = self.book.layers.files().iter();
        let own = |range: &std::ops::Range<u32>| files.get(range.start as usize..range.end as usize);
        ranges.map(|range| own(range).unwrap_or_default().to_vec()).collect()
    }

    fn base(&self) -> Option<&Layer> {
        self.layers().first().map(Arc::as_ref)
    }

    /// The SHA-256 of the text of all its layers, as 64 hexadecimal digits: the same text gives the same results, to the byte.
    ///
    /// File names and line endings do not count; the order of the files does.
    pub fn fingerprint(&self) -> &str {
        &self.book.fingerprint
    }

    /// The parts of the questionnaire, in order.
    pub fn sections(&self) -> &[Section] {
        &self.book.sections
    }

    /// All questions, in the order of the rulebook.
    pub fn questions(&self) -> &[Question] {
        self.book.questions.rows()
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().iter().find(|question| question.id == id)
    }

    /// The named conditions.
    pub fn facts(&self) -> &[Fact] {
        self.book.facts.rows()
    }

    /// All decisions, in the order in which they are evaluated.
    pub fn decisions(&self) -> &[Decision] {
        self.book.decisions.rows()
    }

    /// The decision with this id.
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.decisions().iter().find(|decision| decision.id == id)
    }

    /// The documents that the rules rest on.
    pub fn sources(&self) -> &[Source] {
        self.book.sources.rows()
    }

    /// The document that a citation names, and what of it is cited.
    ///
    /// # Panics
    /// May panic for a citation of another rulebook.
    pub fn cited(&self, citation: &Citation) -> (&Source, Option<&Claim>) {
        let source = &self.book.sources[citation.source];
        (source, citation.claim.and_then(|claim| source.claims.get(claim)))
    }

    /// What is pointed out where answers do not fit together.
    /// [`Evaluation::contradictions`](crate::Evaluation::contradictions) says which are true.
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.book.contradictions
    }

    /// The sentences of which one may stand over a result. [`Evaluation::headline`](crate::Evaluation::headline) says which.
    pub fn headlines(&self) -> &[Headline] {
        &self.book.headlines
    }

    /// The pictures of boxes that may be drawn with a result. [`Evaluation::charts`](crate::Evaluation::charts) says which
    /// are, and with which boxes.
    pub fn charts(&self) -> &[Chart] {
        &self.book.charts
    }

    /// The questions that stand together as an assessment.
    /// [`Evaluation::assessments`](crate::Evaluation::assessments) says how the answers do in them.
    pub fn assessments(&self) -> &[Assessment] {
        &self.book.assessments
    }

    /// The question that judges an area. The area must be one of this rulebook's.
    pub fn judged_by(&self, area: &Area) -> &Question {
        &self.book.questions[area.question]
    }

    /// The examples with their expected outcomes.
    pub fn cases(&self) -> &[Case] {
        &self.book.cases
    }

    /// The least and the most points that a rule may give, as the highest layer that says so declares them.
    pub fn scale(&self) -> Option<(i64, i64)> {
        self.book.scale
    }

    /// What must hold whatever is answered.
    pub fn properties(&self) -> &[Property] {
        &self.book.properties
    }

    /// What older versions asked, and where it is asked now. [`Rulebook::parse_former_answers`] converts answers by it.
    pub fn former(&self) -> &[Former] {
        &self.book.former
    }

    /// The text that the rulebook was read from.
    pub fn files(&self) -> &Files {
        &self.book.files
    }
}

/// Results borrow from their rulebook: who prints one while debugging wants to see which rule it is, and not all of it.
macro_rules! shown_by_id {
    ($($kind:ident)+) => {
        $(impl fmt::Debug for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($kind)).field(&self.id).finish()
            }
        })+
    };
}

shown_by_id! { Question Fact Decision DecisionOption Rule Source }

impl fmt::Debug for Rulebook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rulebook").field("id", &self.id()).field("version", &self.version()).finish_non_exhaustive()
    }
}
