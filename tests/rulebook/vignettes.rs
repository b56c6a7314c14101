//! Companies from published sources, with what the source recommends or reports for each. The rulebook's cases must hold
//! to it: a case that fails may not be mended by expecting something else than its source says.

use leadership_advisor::{CaseResult, Rulebook};

/// An id (those that end in `n` should hire nobody yet), the acceptable outcomes for leadership and for reporting (none
/// where the source does not settle it), and outcomes that the source speaks against.
type Vignette = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const VIGNETTES: &[Vignette] = &[
    ("cro-05", &["cro"], &[], &[]),
    ("cro-07", &["cro"], &[], &[]),
    ("cro-09", &["cro", "fractional"], &[], &["cmo"]),
    ("cro-12", &["cro"], &[], &[]),
    ("cro-13", &["cro"], &["cmo_to_cro"], &[]),
    ("cro-14", &["cro", "both"], &["cmo_to_cro"], &[]),
    ("cmo-02", &["cmo"], &[], &[]),
    ("cmo-02n", &[], &[], &["cmo", "both"]),
    ("cmo-06", &["cmo"], &[], &[]),
    ("cmo-10", &["cmo"], &[], &[]),
    ("cmo-12", &["cmo"], &[], &[]),
    ("cmo-15", &["cmo"], &[], &["fractional"]),
    ("fr-01", &["fractional"], &[], &["cmo"]),
    ("fr-01n", &[], &[], &["fractional", "cmo", "cro", "both"]),
    ("fr-05", &["fractional"], &[], &["cmo"]),
    ("fr-06", &["fractional"], &[], &[]),
    ("fr-07", &["fractional"], &[], &[]),
    ("fr-11", &["fractional"], &[], &["cmo"]),
    ("fr-19", &["fractional"], &[], &["cmo"]),
    ("fr-20", &["fractional"], &[], &["cro"]),
    ("both-02", &["both"], &["parallel"], &[]),
    ("both-08", &["both"], &["parallel"], &[]),
    ("rep-par-01", &["both"], &["parallel"], &["cmo_to_cro"]),
    ("rep-par-03", &["both"], &["parallel"], &["cmo_to_cro"]),
    ("rep-par-06", &[], &["parallel"], &["cmo_to_cro"]),
    ("rep-par-07", &["both"], &["parallel", "higher_authority"], &["cmo_to_cro"]),
    ("rep-par-09", &[], &["parallel"], &["cmo_to_cro"]),
    ("rep-ctc-03", &[], &["cmo_to_cro"], &[]),
    ("rep-ctc-05", &["cro"], &["cmo_to_cro"], &[]),
    ("rep-cm-01", &["cmo"], &["cro_to_cmo"], &[]),
    ("rep-cm-05", &["cmo"], &["cro_to_cmo"], &[]),
    ("rep-cm-07", &[], &["cro_to_cmo"], &[]),
    ("rep-hi-04", &[], &["higher_authority"], &[]),
    ("rep-hi-06", &["both"], &["higher_authority", "parallel"], &[]),
];

#[test]
fn every_vignette_is_a_case_and_comes_out_as_its_source_says() {
    let rulebook = Rulebook::builtin();
    let results: Vec<CaseResult<'_>> = rulebook.run_cases().collect();
    assert_eq!(VIGNETTES.len(), 34);
    for (id, leadership, reporting, rejects) in VIGNETTES {
        let named: Vec<_> = results.iter().filter(|result| result.case.name.starts_with(&format!("{id}: "))).collect();
        let [result] = named.as_slice() else { panic!("{} cases are named `{id}: …`", named.len()) };
        for (decision, acceptable) in [("leadership", leadership), ("reporting", reporting)] {
            let outcome = result.evaluation.outcome(decision);
            let fits = acceptable.is_empty() || outcome.iter().any(|option| acceptable.contains(option));
            assert!(fits, "{id}: {decision} is {outcome:?} and not {acceptable:?}");
            let rejected = outcome.iter().any(|option| rejects.contains(option));
            assert!(!rejected, "{id}: {decision} is {outcome:?}, which its source speaks against");
        }
        if id.ends_with('n') {
            let cautions = result.evaluation.outcome("cautions");
            assert!(cautions.contains(&"not_yet"), "{id}: nobody says that it is too early");
        }
    }
}
