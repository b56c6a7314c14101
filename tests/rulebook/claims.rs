//! What the four documents say, claim by claim. The shipped rulebook was made from them and promises to use all of it:
//! a claim that is missing, renamed or cited by nothing is advice that got lost.

use std::collections::BTreeSet;

use leadership_advisor::{Decision, Rulebook, SourceKind};

/// Every claim, by document.
const CLAIMS: &[(&str, &[&str])] = &[
    (
        "collaboration",
        &[
            "roles/cmo",
            "roles/cro",
            "structures/parallel",
            "structures/cro-to-cmo",
            "structures/cmo-to-cro",
            "structures/higher-authority",
            "structures/supports-growth",
            "shared-vision/unified-objectives",
            "shared-vision/customer-journey",
            "shared-vision/shared-data",
            "communication/cross-functional-meetings",
            "communication/integrated-campaigns",
            "metrics/shared-kpis",
            "metrics/performance-reviews",
            "feedback/customer-insights",
            "feedback/product-input",
            "technology/unified-platforms",
            "technology/data-driven",
            "culture/leadership-example",
            "culture/joint-training",
            "improvement/agility",
            "improvement/experimentation",
            "structure-practices/role-definitions",
            "structure-practices/meetings",
            "structure-practices/shared-metrics",
            "structure-practices/integrated-planning",
            "structure-practices/customer-centric",
            "structure-practices/technology",
            "structure-practices/agility",
        ],
    ),
    (
        "choosing",
        &[
            "wrong-role/misaligned-goals",
            "wrong-role/ineffective-revenue",
            "wrong-role/leadership-confusion",
            "wrong-role/slower-growth",
            "cro/revenue-generation",
            "cro/sales-strategies",
            "cro/customer-success",
            "cro/new-streams",
            "cro/alignment",
            "cmo/campaigns",
            "cmo/brand-awareness",
            "cmo/lead-generation",
            "cmo/market-research",
            "cmo/acquisition",
            "cro-focus/pipeline",
            "cro-focus/targets",
            "cro-focus/sales-operations",
            "cro-focus/partnerships",
            "cro-focus/customer-success",
            "cmo-focus/campaigns",
            "cmo-focus/go-to-market",
            "cmo-focus/lead-generation",
            "cmo-focus/brand-identity",
            "cmo-focus/engagement",
            "when-cro/holistic",
            "when-cro/silos",
            "when-cro/customer-centric",
            "when-cro/optimisation",
            "when-cmo/brand",
            "when-cmo/advanced-marketing",
            "when-cmo/lead-generation",
            "when-cmo/engagement",
            "fractional/when",
            "fractional/cost",
            "fractional/flexibility",
            "fractional/skills",
            "fractional/impact",
            "both/when",
            "both/strategy",
            "both/collaboration",
            "both/focus",
            "deciding/factors",
        ],
    ),
    (
        "guide",
        &[
            "cmo/goal",
            "cmo/responsibilities",
            "cro/goal",
            "cro/responsibilities",
            "differences/table",
            "together/aligned-strategies",
            "together/materials",
            "together/customer-data",
            "together/budgeting",
            "importance/strategic-alignment",
            "importance/revenue-growth",
            "importance/customer-experience",
            "importance/resources",
        ],
    ),
    (
        "alignment",
        &[
            "summary/outcomes",
            "summary/requirements",
            "summary/cost-centre",
            "areas/legacy-culture",
            "areas/audience-view",
            "areas/processes",
            "areas/planning",
            "areas/campaigns",
            "areas/metrics",
            "areas/leadership",
        ],
    ),
];

#[test]
fn the_documents_make_exactly_these_claims() {
    let rulebook = Rulebook::builtin();
    let documents: Vec<&str> = rulebook
        .sources()
        .iter()
        .filter(|source| source.kind == SourceKind::Document)
        .map(|source| source.id.as_str())
        .collect();
    let expected: Vec<&str> = CLAIMS.iter().map(|(source, _)| *source).collect();
    assert_eq!(documents, expected, "the rulebook's own documents");
    for (source, claims) in CLAIMS {
        let source = rulebook.sources().iter().find(|known| known.id == *source).expect("it is among them");
        let found: BTreeSet<&str> = source.claims.iter().map(|claim| claim.id.as_str()).collect();
        let expected: BTreeSet<&str> = claims.iter().copied().collect();
        let missing: Vec<_> = expected.difference(&found).collect();
        let unknown: Vec<_> = found.difference(&expected).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "`{}`: missing {missing:?}, unknown {unknown:?}", source.id);
        assert_eq!(found.len(), source.claims.len());
        assert!(source.claims.iter().all(|claim| !claim.text.trim().is_empty()), "`{}` has an empty claim", source.id);
    }
    assert_eq!(CLAIMS.iter().map(|(_, claims)| claims.len()).sum::<usize>(), 94);
}

#[test]
fn every_claim_is_cited() {
    let cited = cited();
    for (source, claims) in CLAIMS {
        for claim in *claims {
            let id = format!("{source}/{claim}");
            assert!(cited.contains(&id), "nothing cites `{id}`");
        }
    }
}

/// Everything that a rule, an option or a question cites, as `source/claim`.
fn cited() -> BTreeSet<String> {
    let rulebook = Rulebook::builtin();
    let options = rulebook.decisions().iter().flat_map(Decision::options).flat_map(|option| &option.sources);
    let rules = rulebook.decisions().iter().flat_map(Decision::rules).flat_map(|rule| &rule.sources);
    let questions = rulebook.questions().iter().flat_map(|question| &question.sources);
    let name = |citation| match rulebook.cited(citation) {
        (source, Some(claim)) => format!("{}/{}", source.id, claim.id),
        (source, None) => source.id.clone(),
    };
    options.chain(rules).chain(questions).map(name).collect()
}

/// Independent evidence can be looked up, or it is none.
#[test]
fn evidence_from_the_field_has_an_address() {
    let rulebook = Rulebook::builtin();
    let field: Vec<_> = rulebook.sources().iter().filter(|source| source.kind == SourceKind::Field).collect();
    assert!(!field.is_empty());
    for source in field {
        let address = source.address.as_str();
        assert!(address.starts_with("https://") && address.len() > "https://".len(), "`{}`: {address}", source.id);
        assert!(!source.title.is_empty());
    }
}
