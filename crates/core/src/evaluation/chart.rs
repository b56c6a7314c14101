//! Which charts are drawn with a result, and which of their boxes.

use super::headline::holds;
use super::{Evaluation, World};
use crate::rulebook::{BoxStyle, Chart, ChartBox};

/// A chart that is drawn with a result.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DrawnChart<'e> {
    /// The chart.
    pub chart: &'e Chart,
    /// The boxes at the top that are drawn. There is at least one.
    pub boxes: Vec<DrawnBox<'e>>,
}

/// A box that is drawn, with the drawn ones below it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DrawnBox<'e> {
    /// What stands in it.
    pub title: &'e str,
    /// What stands below that, in smaller letters. May be empty.
    pub note: &'e str,
    /// How it is drawn.
    pub style: BoxStyle,
    /// The boxes below it.
    pub below: Vec<DrawnBox<'e>>,
}

impl Evaluation {
    /// The charts that are drawn with this result, in the order of the rulebook.
    ///
    /// As everywhere, only what is true takes effect: a chart or a box whose condition is unknown is not drawn.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let mut answers = Rulebook::builtin().answers();
    /// answers.set("sales_lead", "executive")?;
    /// answers.set("marketing_lead", "executive")?;
    /// let evaluation = answers.evaluate();
    /// let today = &evaluation.charts()[0];
    /// assert_eq!(today.chart.id, "today");
    /// // One box at the top, and below it one for each side.
    /// assert_eq!((today.boxes.len(), today.boxes[0].below.len()), (1, 2));
    /// # Ok::<(), leadership_advisor::AnswerError>(())
    /// ```
    pub fn charts(&self) -> Vec<DrawnChart<'_>> {
        let world = self.world();
        let charts = self.book().charts.iter().filter(|chart| holds(chart.condition.as_ref(), &world));
        let drawn = charts.map(|chart| DrawnChart { chart, boxes: boxes(&chart.boxes, &world) });
        drawn.filter(|drawn| !drawn.boxes.is_empty()).collect()
    }
}

fn boxes<'e>(boxes: &'e [ChartBox], world: &World) -> Vec<DrawnBox<'e>> {
    let drawn = boxes.iter().filter(|one| holds(one.condition.as_ref(), world));
    drawn
        .map(|one| DrawnBox {
            title: &one.title,
            note: &one.note,
            style: one.style,
            below: self::boxes(&one.below, world),
        })
        .collect()
}
