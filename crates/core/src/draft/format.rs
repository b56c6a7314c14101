//! The format of rulebooks as data: every mapping, the keys that it may have, and what each key takes.
//!
//! Reading and the schema for editors both go by these tables, so what the one accepts the other offers. A new key is a
//! line here; [`Fields`](super::Fields) asserts, where assertions are on, that a key is read as what its line says. What
//! follows from the ids of one rulebook is not here but in the schema.

mod examples;
mod shown;

pub(crate) use examples::{
    ANSWERS_FILE, CASE, CASES_FILE, DECIMALS, EXPECTED, EXPECTED_NOT, FORMER, PROPERTY, SHEET_MAP,
};
pub(crate) use shown::{AREA, ASSESSMENT, BOX, CHART, HEADLINE};

/// A kind of mapping.
#[derive(Debug)]
pub(crate) struct Mapping {
    /// The name under which the schema holds it.
    pub(crate) name: &'static str,
    /// What messages call it.
    pub(crate) what: &'static str,
    pub(crate) keys: &'static [Entry],
}

/// A key of a mapping.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: &'static str,
    pub(crate) takes: Takes,
    /// Whether it must be there, wherever it may be.
    pub(crate) needed: bool,
    /// It belongs only to mappings that have one of these words under another key.
    pub(crate) only: Option<(&'static str, &'static [&'static str])>,
    /// What it is for, in a sentence for authors.
    pub(crate) about: &'static str,
}

/// What a key takes.
#[derive(Debug)]
pub(crate) enum Takes {
    /// A new id.
    Id,
    Text,
    /// A list of texts.
    Texts,
    Whole,
    /// The number of the format.
    Format,
    Flag,
    /// One of a few words of the format.
    Word(&'static [&'static str]),
    /// Ids, each with a text.
    Labels,
    /// An id that may have several parts, joined by `/`.
    Path,
    /// Ids that may have several parts, each with a text.
    Claims,
    /// Ids, each with a text or an [`ANSWER`].
    Answers,
    /// Titles, each with a text or a list of them.
    Details,
    Condition(Scope),
    Mapping(&'static Mapping),
    Mappings(&'static Mapping),
    /// The id of a section.
    Section,
    /// A list of sources and claims.
    Citations,
    /// Options of the decision it stands in, each with a whole number.
    Points,
    /// A list of options of the decision it stands in.
    Options,
    /// A list of rules of any decision.
    Rules,
    /// A question whose answers are in rising order.
    Scale,
    /// Questions, each with an answer.
    Given,
    /// Decisions, each with what is expected of it.
    Expected,
    /// Codes of findings that are no errors, each with a reason.
    Allowed,
    /// The id of a rulebook below this layer.
    Extended,
    /// Rules and cases of the layers below, each with a reason.
    Departures,
    /// The id of a question.
    Question,
    /// Ids of older answers, each with an answer to another question, or nothing.
    Formerly,
    /// The id of a question whose answers have an order.
    Rising,
    /// The id of a decision above the one it stands in.
    Above,
    /// A decision, with one of its options.
    Led,
    /// An option of any decision.
    AnyOption,
}

/// Where a condition stands, and so what it may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Questions and facts.
    Questions,
    /// Questions, facts, and decisions above the one it stands in.
    Decision,
}

impl Mapping {
    pub(crate) fn entry(&self, key: &str) -> Option<&'static Entry> {
        self.keys.iter().find(|entry| entry.key == key)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|entry| entry.key)
    }
}

impl Entry {
    const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    const fn only(mut self, key: &'static str, words: &'static [&'static str]) -> Self {
        self.only = Some((key, words));
        self
    }
}

const fn key(key: &'static str, takes: Takes, about: &'static str) -> Entry {
    Entry { key, takes, needed: false, only: None, about }
}

/// On every item that a finding other than an error can be about, and on what holds one.
const ALLOW: Entry =
    key("allow", Takes::Allowed, "Findings of `rules check` that are as they should be, each with the reason.");

// Statics and no constants, so that a mapping may hold mappings of its own kind.

pub(crate) const TYPES: &[&str] = &["choice", "many", "number", "yes_no"];
pub(crate) const DISPLAYS: &[&str] = &["list", "checklist", "warnings"];
pub(crate) const NATURES: &[&str] = &["choice", "time", "grows", "given"];
pub(crate) const CHOICES: &[&str] = &["one", "many"];

/// A file of a rulebook. No key is needed, since the files of a folder share them out.
pub(crate) static FILE: Mapping = Mapping {
    name: "file",
    what: "a rulebook file",
    keys: &[
        key("rulebook", Takes::Mapping(&HEADER), "What the rulebook is called; in exactly one of its files."),
        key("sources", Takes::Mappings(&SOURCE), "The documents that the rules rest on, and what each says."),
        key("questions", Takes::Mappings(&QUESTION), "The questionnaire, in the order in which it is asked."),
        key("facts", Takes::Mappings(&FACT), "Named conditions, used like a question of type yes_no."),
        key(
            "contradictions",
            Takes::Mappings(&CONTRADICTION),
            "Answers that do not fit together, pointed out when they are given.",
        ),
        key("decisions", Takes::Mappings(&DECISION), "Decisions among options, in the order in which they are taken."),
        key(
            "headlines",
            Takes::Mappings(&HEADLINE),
            "The result in one sentence: the first that is true is its headline.",
        ),
        key(
            "charts",
            Takes::Mappings(&CHART),
            "Pictures of boxes, drawn with a result: an organisation, for instance.",
        ),
        key(
            "assessments",
            Takes::Mappings(&ASSESSMENT),
            "Questions with ordered answers, shown together on one scale.",
        ),
        key("cases", Takes::Mappings(&CASE), "Examples with the outcome that you expect."),
        key("properties", Takes::Mappings(&PROPERTY), "What must hold whatever is answered; `rules test` proves it."),
        key("former", Takes::Mappings(&FORMER), "What older versions asked, for answers that were given to them."),
        key(
            "remove",
            Takes::Departures,
            "In a layer: rules and cases below that do not hold here, each with the reason.",
        ),
        key(
            "replace",
            Takes::Departures,
            "In a layer: rules and cases below whose place those of this layer take, each with the reason.",
        ),
    ],
};

pub(crate) static HEADER: Mapping = Mapping {
    name: "rulebook",
    what: "`rulebook`",
    keys: &[
        key("id", Takes::Id, "The id under which answers files name this rulebook.").needed(),
        key("version", Takes::Text, "The version that you give it, such as 1.0.0.").needed(),
        key("format", Takes::Format, "The version of this format: 1.").needed(),
        key("title", Takes::Text, "What it is called.").needed(),
        key("summary", Takes::Text, "What it is about, in a sentence."),
        key("extends", Takes::Extended, "The id of the rulebook that this one is a layer over."),
        key("sections", Takes::Labels, "The parts of the questionnaire in order: an id and a heading for each."),
        key("points", Takes::Mapping(&SCALE), "The scale of points: the least and the most that a rule may give."),
        ALLOW,
    ],
};

/// The scale of points.
pub(crate) static SCALE: Mapping = Mapping {
    name: "scale",
    what: "`points`",
    keys: &[
        key("least", Takes::Whole, "The least that a rule may give an option: -3, for instance.").needed(),
        key("most", Takes::Whole, "The most that a rule may give an option.").needed(),
    ],
};

pub(crate) static SOURCE: Mapping = Mapping {
    name: "source",
    what: "a source",
    keys: &[
        key("id", Takes::Id, "The id that citations begin with.").needed(),
        key("title", Takes::Text, "The title of the document.").needed(),
        key("short", Takes::Text, "A short name for it: the publisher, for instance."),
        key(
            "kind",
            Takes::Word(&["document", "field"]),
            "document: a basis of the rulebook (the default); field: independent evidence.",
        ),
        key(
            "seller",
            Takes::Flag,
            "Whether its publisher sells services in this field. Reports say which reasons rest on such alone.",
        ),
        key("published", Takes::Text, "A year or a date."),
        key("address", Takes::Text, "Where it can be found."),
        key("claims", Takes::Claims, "What it says: an id and a sentence for each thing that you cite."),
        ALLOW,
    ],
};

pub(crate) static QUESTION: Mapping = Mapping {
    name: "question",
    what: "a question",
    keys: &[
        key("id", Takes::Id, "The id that conditions and answers files use.").needed(),
        key("section", Takes::Section, "The section it stands in."),
        key("ask", Takes::Text, "The question as it is asked.").needed(),
        key("why", Takes::Text, "Why it is asked: what its answer changes."),
        key(
            "nature",
            Takes::Word(NATURES),
            "choice: the answer can be chosen; time: it changes with time; grows: with time, and only upwards; given: it is as it is (the default).",
        ),
        key("type", Takes::Word(TYPES), "choice: one answer; many: several; number: a whole number; yes_no.").needed(),
        key("ordered", Takes::Flag, "Whether the answers are in rising order, so that at_least and at_most work.")
            .only("type", &["choice"]),
        key("answers", Takes::Answers, "The answers: an id and a label for each, or {label, help}.")
            .needed()
            .only("type", &["choice", "many"]),
        key("if_so", Takes::Mapping(&IF_SO), "What completes “If …” where the answer would be yes, and where no.")
            .only("type", &["yes_no"]),
        key("at_most", Takes::Whole, "How many answers may be chosen.").only("type", &["many"]),
        key("unit", Takes::Text, "What is counted.").only("type", &["number"]),
        key("min", Takes::Whole, "The least number that is accepted.").only("type", &["number"]),
        key("max", Takes::Whole, "The greatest number that is accepted.").only("type", &["number"]),
        key("ask_if", Takes::Condition(Scope::Questions), "Ask only if this holds. Names questions above, and facts."),
        key("sources", Takes::Citations, "What the question rests on."),
        ALLOW,
    ],
};

/// An answer that has more than a label.
pub(crate) static ANSWER: Mapping = Mapping {
    name: "answer",
    what: "an answer",
    keys: &[
        key("label", Takes::Text, "The answer as people read it.").needed(),
        key("help", Takes::Text, "What tells it apart from the others."),
        key("if_so", Takes::Text, "What completes “If …” where it would be the answer: you had a car."),
    ],
};

/// What completes "If …" for either answer of a question of type yes_no.
pub(crate) static IF_SO: Mapping = Mapping {
    name: "if_so",
    what: "`if_so`",
    keys: &[
        key("yes", Takes::Text, "Where the answer would be yes: you had a car."),
        key("no", Takes::Text, "Where it would be no: you had no car."),
    ],
};

pub(crate) static FACT: Mapping = Mapping {
    name: "fact",
    what: "a fact",
    keys: &[
        key("id", Takes::Id, "The name under which conditions use it.").needed(),
        key("if", Takes::Condition(Scope::Questions), "When it holds. Names questions and facts.").needed(),
        ALLOW,
    ],
};

pub(crate) static CONTRADICTION: Mapping = Mapping {
    name: "contradiction",
    what: "a contradiction",
    keys: &[
        key("if", Takes::Condition(Scope::Questions), "When answers do not fit together. Names questions and facts.")
            .needed(),
        key("say", Takes::Text, "What does not fit, in a sentence for the one who answers.").needed(),
        ALLOW,
    ],
};

pub(crate) static DECISION: Mapping = Mapping {
    name: "decision",
    what: "a decision",
    keys: &[
        key("id", Takes::Id, "The id that conditions, cases and results use.").needed(),
        key("title", Takes::Text, "The decision as a question.").needed(),
        key("choose", Takes::Word(CHOICES), "one: the option with most points; many: all that reach the threshold.")
            .needed(),
        key("main", Takes::Flag, "People come for this decision: it is settled first. Without any, all are main."),
        key("close_call", Takes::Whole, "A margin of up to so many points is a close call (default 0).")
            .only("choose", &["one"]),
        key("threshold", Takes::Whole, "The points that an option needs (default 1).").only("choose", &["many"]),
        key(
            "display",
            Takes::Word(DISPLAYS),
            "list: the chosen options are to be read (the default); checklist: to be ticked off; warnings: what to beware of.",
        )
        .only("choose", &["many"]),
        key("follows", Takes::Above, "The decision above that this one only restates, in other words."),
        key("applies_if", Takes::Condition(Scope::Decision), "Decide only if this holds."),
        key("options", Takes::Mappings(&OPTION), "What there is to choose from. Ties go to the option listed first."),
        key("rules", Takes::Mappings(&RULE), "What gives the options points, or rules them out."),
        ALLOW,
    ],
};

pub(crate) static OPTION: Mapping = Mapping {
    name: "option",
    what: "an option",
    keys: &[
        key("id", Takes::Id, "The id that rules, conditions, cases and results use.").needed(),
        key("title", Takes::Text, "What it is called.").needed(),
        key("summary", Takes::Text, "What it means, in a sentence or two."),
        key("when", Takes::Text, "When it is to be done: Days 1 to 30. Steps are grouped by it."),
        key("owner", Takes::Text, "Who does it."),
        key("first", Takes::Flag, "Whether it comes before all else of its time, whatever the points."),
        key("details", Takes::Details, "Titled lists that are shown with the outcome."),
        key("sources", Takes::Citations, "What the description rests on."),
        ALLOW,
    ],
};

pub(crate) static RULE: Mapping = Mapping {
    name: "rule",
    what: "a rule",
    keys: &[
        key("id", Takes::Id, "The id that results and cases use.").needed(),
        key("if", Takes::Condition(Scope::Decision), "When the rule fires.").needed(),
        key("points", Takes::Points, "The points that it gives, by option; negative ones speak against it."),
        key("rules_out", Takes::Options, "Options that it removes, whatever their points."),
        key("fixed", Takes::Flag, "Its points stay as they are when `rules fit` looks for better ones."),
        key("because", Takes::Text, "Why, in a sentence for those who read the result."),
        key("sources", Takes::Citations, "What the rule rests on."),
        ALLOW,
    ],
};
