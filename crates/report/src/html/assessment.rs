//! An assessment on the page: each area with its level as a row of segments, its name, and the answer.

use leadership_advisor::AssessmentResult;
use maud::{Markup, html};

use super::{bar, shown};
use crate::wording::Wording;

pub(super) fn section(result: &AssessmentResult<'_>, say: &Wording) -> Markup {
    let levels = &result.assessment.levels;
    html! {
        section {
            h2 { (shown(&result.assessment.title)) }
            table.assessment {
                caption { (shown(&result.assessment.summary)) " " (shown(&say.levels(say.row_of(levels)))) }
                thead { tr { th scope="col" { (shown(&say.area())) } th scope="col" { (shown(&say.level())) } } }
                tbody {
                    @for area in &result.areas {
                        @let answer = area.level.and_then(|level| area.question.answers().get(level));
                        tr {
                            th scope="row" {
                                (shown(&area.area.title))
                                @if let Some(answer) = answer { span.muted { (shown(&answer.label)) } }
                            }
                            td {
                                (bar::steps(area.level.map_or(0, |level| level + 1), levels.len()))
                                @match area.level.and_then(|level| levels.get(level)) {
                                    Some(name) => (shown(name)),
                                    None => span.muted { (shown(&say.not_answered())) },
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
