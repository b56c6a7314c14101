//! The keys of what is shown with a result and decides nothing: headlines, charts, assessments.

use super::{ALLOW, Mapping, Scope, Takes, key};

pub(crate) static HEADLINE: Mapping = Mapping {
    name: "headline",
    what: "a headline",
    keys: &[
        key("if", Takes::Condition(Scope::Decision), "Say it only if this holds. Names anything."),
        key("say", Takes::Text, "The result as one or two plain sentences.").needed(),
        ALLOW,
    ],
};

pub(crate) static CHART: Mapping = Mapping {
    name: "chart",
    what: "a chart",
    keys: &[
        key("id", Takes::Id, "The id of the chart among the charts.").needed(),
        key("title", Takes::Text, "What is drawn.").needed(),
        key("if", Takes::Condition(Scope::Decision), "Draw it only if this holds. Names anything."),
        key("boxes", Takes::Mappings(&BOX), "The boxes at the top, each with those below it."),
        ALLOW,
    ],
};

pub(crate) static BOX: Mapping = Mapping {
    name: "box",
    what: "a box",
    keys: &[
        key("title", Takes::Text, "What stands in it.").needed(),
        key("note", Takes::Text, "What stands below that, in smaller letters."),
        key(
            "style",
            Takes::Word(&["plain", "strong", "dashed"]),
            "plain (the default); strong: to be seen first; dashed: not there for good.",
        ),
        key("if", Takes::Condition(Scope::Decision), "Draw it, and all below it, only if this holds. Names anything."),
        key("below", Takes::Mappings(&BOX), "The boxes below it."),
        ALLOW,
    ],
};

pub(crate) static ASSESSMENT: Mapping = Mapping {
    name: "assessment",
    what: "an assessment",
    keys: &[
        key("id", Takes::Id, "The id of the assessment among the assessments.").needed(),
        key("title", Takes::Text, "What is judged.").needed(),
        key("summary", Takes::Text, "What the levels mean, in a sentence or two."),
        key("levels", Takes::Texts, "The levels, from the lowest to the highest."),
        key("areas", Takes::Mappings(&AREA), "The areas that are judged."),
    ],
};

pub(crate) static AREA: Mapping = Mapping {
    name: "area",
    what: "an area",
    keys: &[
        key("title", Takes::Text, "What the area is called.").needed(),
        key("question", Takes::Scale, "The question that judges it, with one ordered answer for each level.").needed(),
    ],
};
