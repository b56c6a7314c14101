//! What stands beside the rules and puts them to the test: cases, properties, and the answers of one company.

use super::{ALLOW, Mapping, Scope, Takes, key};

pub(crate) static CASE: Mapping = Mapping {
    name: "case",
    what: "a case",
    keys: &[
        key("name", Takes::Text, "What the example is about.").needed(),
        key("group", Takes::Path, "The kind of case it is: one id, or several joined by `/`, from wide to narrow."),
        key("note", Takes::Text, "Why the case is here. Shown where it fails."),
        key("weight", Takes::Whole, "As how many cases it counts when `rules fit` looks for points (default 1)."),
        key("answers", Takes::Given, "The answers of the example; {} if there are none.").needed(),
        key("expect", Takes::Expected, "The outcome that you expect of each decision that the case is about."),
        key("reasons", Takes::Rules, "Rules that must have fired."),
        ALLOW,
    ],
};

/// A file of cases beside a rulebook, which is no part of it.
pub(crate) static CASES_FILE: Mapping = Mapping {
    name: "cases",
    what: "a file of cases",
    keys: &[key("cases", Takes::Mappings(&CASE), "Examples with the outcome that you expect.").needed()],
};

/// What a case expects of a decision that chooses several options.
pub(crate) static EXPECTED: Mapping = Mapping {
    name: "expected",
    what: "what a case expects of several",
    keys: &[
        key("includes", Takes::Options, "Options that must be in the outcome."),
        key("excludes", Takes::Options, "Options that must not be in it."),
    ],
};

/// What a case expects of a decision that chooses one option, where it only says what must not come out.
pub(crate) static EXPECTED_NOT: Mapping = Mapping {
    name: "expected not",
    what: "what a case expects of one",
    keys: &[key("excludes", Takes::Options, "Options that must not be the outcome.").needed()],
};

/// A file of answers, which is no part of a rulebook.
pub(crate) static ANSWERS_FILE: Mapping = Mapping {
    name: "answers",
    what: "an answers file",
    keys: &[
        key("rulebook", Takes::Text, "The id of the rulebook that it answers."),
        key("company", Takes::Text, "Whose answers these are."),
        key("answers", Takes::Given, "Questions, each with its answer.").needed(),
    ],
};

/// A file that says how a table stands for answers; no part of a rulebook.
pub(crate) static SHEET_MAP: Mapping = Mapping {
    name: "map",
    what: "a map",
    keys: &[
        key("id", Takes::Text, "The column that names the rows; nothing if there is none."),
        key("columns", Takes::Labels, "Questions, each with its column, or nothing if there is none."),
        key("arrays", Takes::Texts, "Questions whose column is an array, for queries."),
        key("values", Takes::Labels, "Questions, each with what stands in its column for which answer."),
        key("missing", Takes::Texts, "Words that stand for what is not known."),
        key("decimal", Takes::Word(DECIMALS), "Whether a point or a comma stands before tenths."),
    ],
};

/// What may stand before tenths.
pub(crate) const DECIMALS: &[&str] = &["point", "comma"];

/// What an older version asked, and where it is asked now.
pub(crate) static FORMER: Mapping = Mapping {
    name: "former",
    what: "a former question",
    keys: &[
        key("question", Takes::Id, "The id of the question in the older version.").needed(),
        key("now", Takes::Question, "The question that asks for it now; absent if none does."),
        key(
            "answers",
            Takes::Formerly,
            "Its answers by their older names, each with what says the same now, or nothing.",
        ),
        key("because", Takes::Text, "Why it changed."),
    ],
};

/// What must hold whatever is answered. It has one of `never`, `always` and `raising`.
pub(crate) static PROPERTY: Mapping = Mapping {
    name: "property",
    what: "a property",
    keys: &[
        key("id", Takes::Id, "The id that results use.").needed(),
        key("says", Takes::Text, "What it means, in a sentence for people."),
        key("when", Takes::Condition(Scope::Decision), "It need hold only where this is true."),
        key("never", Takes::Condition(Scope::Decision), "No answers make this true."),
        key("always", Takes::Condition(Scope::Decision), "No answers make this false."),
        key("raising", Takes::Rising, "A higher answer to this question, an ordered choice or a number, …"),
        key("never_lowers", Takes::Led, "… never lowers the lead of this option of a decision …"),
        key("against", Takes::AnyOption, "… over this option of the same decision."),
        ALLOW,
    ],
};
