//! Charts: pictures of boxes that stand below one another, such as an organisation.
//!
//! A chart decides nothing. It is drawn with a result where its condition is true, without those boxes whose own
//! conditions are not. Whatever a box means is the author's affair: nothing here knows of executives.

use serde::{Deserialize, Serialize};

use super::Condition;
use crate::place::Span;

/// A picture of boxes, drawn where its condition is true.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Chart {
    /// The chart's id among the charts.
    pub id: String,
    /// What is drawn: "Today".
    pub title: String,
    /// The boxes at the top, in the author's order.
    pub boxes: Vec<ChartBox>,
    pub(crate) condition: Option<Condition>,
    pub(crate) span: Span,
}

/// A box of a chart, with those below it. Where its condition is not true, it is left out with all below it.
#[derive(Clone, Debug)]
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
    pub(crate) span: Span,
}

impl Chart {
    /// All of its boxes, each before those below it.
    pub fn every_box(&self) -> Vec<&ChartBox> {
        fn down<'c>(boxes: &'c [ChartBox], all: &mut Vec<&'c ChartBox>) {
            for one in boxes {
                all.push(one);
                down(&one.below, all);
            }
        }
        let mut all = Vec::new();
        down(&self.boxes, &mut all);
        all
    }

    /// Its own condition, and those of its boxes.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.condition.iter().chain(self.every_box().into_iter().filter_map(|one| one.condition.as_ref()))
    }
}

/// How a box is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
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
