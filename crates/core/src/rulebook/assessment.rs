//! Assessments: questions whose ordered answers are levels of one scale, shown together.

use super::QuestionIx;

/// Areas that are judged on one scale, each by a question with ordered answers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Assessment {
    /// The assessment's id among the assessments.
    pub id: String,
    /// What is judged: "How well sales and marketing work together".
    pub title: String,
    /// What the levels mean, in a sentence or two. May be empty.
    pub summary: String,
    /// The levels, from the lowest to the highest. Every area's question has as many answers.
    pub levels: Vec<String>,
    /// The areas, in the author's order.
    pub areas: Vec<Area>,
}

/// One area of an assessment.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Area {
    /// What the area is called: "Planning".
    pub title: String,
    pub(crate) question: QuestionIx,
}
