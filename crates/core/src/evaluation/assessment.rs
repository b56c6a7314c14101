//! How the answers do in the areas of an assessment.

use super::Evaluation;
use crate::rulebook::{Area, Assessment, Given, Question};
use crate::truth::Truth;

/// How the answers do in one assessment.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AssessmentResult<'e> {
    /// The assessment.
    pub assessment: &'e Assessment,
    /// Its areas, in the author's order. At least one of them has a level.
    pub areas: Vec<AreaResult<'e>>,
}

/// Where one area stands.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AreaResult<'e> {
    /// The area.
    pub area: &'e Area,
    /// The question that judges it.
    pub question: &'e Question,
    /// The position of its level among the assessment's levels, from 0. `None` if the question has no answer that counts.
    pub level: Option<usize>,
}

impl Evaluation {
    /// How the answers do in each assessment of which at least one area is answered, in the order of the rulebook.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let answers = Rulebook::builtin().parse_answers("acme.yaml", "
    /// answers: {sales_lead: executive, marketing_lead: executive, alignment_check: yes, area_planning: begun}
    /// ")?;
    /// let evaluation = answers.evaluate();
    /// let planning = evaluation.assessments()[0].areas.iter().find(|area| area.question.id == "area_planning").copied();
    /// assert_eq!(planning.and_then(|planning| planning.level), Some(1)); // the second of four
    /// # Ok::<(), leadership_advisor::Diagnostics>(())
    /// ```
    pub fn assessments(&self) -> Vec<AssessmentResult<'_>> {
        let results = self.book().assessments.iter().map(|assessment| AssessmentResult {
            assessment,
            areas: assessment.areas.iter().map(|area| self.area(area)).collect(),
        });
        results.filter(|result| result.areas.iter().any(|area| area.level.is_some())).collect()
    }

    fn area<'e>(&'e self, area: &'e Area) -> AreaResult<'e> {
        let level = match self.answers().given()[area.question] {
            Some(Given::Choice(position)) if self.asked_of(area.question) == Truth::True => Some(position),
            _ => None,
        };
        AreaResult { area, question: &self.book().questions[area.question], level }
    }
}
