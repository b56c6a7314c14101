//! What a case may expect, as the decision chooses one option or several.

use super::Writer;
use super::json::{Json, list_of, one_of};
use crate::draft::format::{EXPECTED, EXPECTED_NOT};
use crate::draft::{Choose, Decision};

impl Writer<'_> {
    /// What a case may expect of a decision.
    pub(super) fn expected(&self, decision: &Decision) -> Json {
        let none = ("none", "No outcome.");
        let has_none = self.options(Some(decision)).iter().any(|(id, _)| *id == none.0);
        let several = self.object(&EXPECTED, Some(decision));
        let expected = match decision.choose {
            Some(Choose::Many { .. }) if has_none => several,
            Some(Choose::Many { .. }) => Json::any_of([several, one_of([none], true)]),
            choose => {
                let mut words = vec![self.option(Some(decision))];
                words.extend((!has_none).then(|| one_of([none], true)));
                let mut ways = words.clone();
                ways.push(list_of(Json::any_of(words)));
                ways.push(if choose.is_none() { several } else { self.object(&EXPECTED_NOT, Some(decision)) });
                Json::any_of(ways)
            }
        };
        expected.about(&decision.title)
    }
}
