//! Charts: pictures of boxes that stand below one another, such as an organisation.
//!
//! A chart decides nothing. It is drawn with a result where its condition is true, without those boxes whose own
//! conditions are not. Whatever a box means is the author's affair: nothing here knows of executives.

use serde::{Deserialize, Serialize};

use super::Condition;

/// A picture of boxes, drawn where its condition is true.
#[derive(Debug)]
#[non_exhaustive]
pub struct Chart {
    /// The chart's id among the charts.
    pub id: String,
    /// What is drawn: "Today".
    pub title: String,
    /// The boxes at the top, in the author's order.
    pub boxes: Vec<ChartBox>,
    pub(crate) condition: Option<Condition>,
}

/// A box of a chart, with those below it. Where its condition is not true, it is left out with all below it.
#[derive(Debug)]
#[non_exhaustive]
pub struct ChartBox {
    /// What stands in it.
    pub title: String,
    /// What stands below that, in smaller letters. May be empty.
    pub note: String,
    /// How it is drawn.
    pub style: BoxStyle,
    /// The boxes below it, in the author's order.
    pub below: Vec<ChartBox>,
    pub(crate) condition: Option<Condition>,
}

/// How a box is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoxStyle {
    /// As a box.
    #[default]
    Plain,
    /// So that it is seen first: what a result is about.
    Strong,
    /// With a broken line: what is not there for good, or does not quite belong.
    Dashed,
}

impl BoxStyle {
    /// The word that stands in rulebooks, JSON and pages.
    pub fn name(self) -> &'static str {
        match self {
            BoxStyle::Plain => "plain",
            BoxStyle::Strong => "strong",
            BoxStyle::Dashed => "dashed",
        }
    }
}
