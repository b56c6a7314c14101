//! What was edited beside the questions and decisions: sources and their claims, what is said and drawn with a result, cases,
//! and properties.

use super::edits::{Changes, Edit, Edited, Rows, TextEdit, compare, parts, texts};
use super::sameness::{same_clause, same_optional};
use crate::answers::Answer;
use crate::case::Expectation;
use crate::rulebook::{Case, Chart, ChartBox, Claimed, Property, Rulebook};

pub(super) fn edits(old: &Rulebook, new: &Rulebook, edits: &mut Vec<Edit>) {
    sources(old, new, edits);
    said(old, new, edits);
    let charts = |rulebook: &'_ Rulebook| -> Vec<(String, usize)> {
        rulebook.charts().iter().enumerate().map(|(at, chart)| (chart.id.clone(), at)).collect()
    };
    let of =
        |list: Vec<(String, usize)>| -> Rows<'_, usize> { list.into_iter().map(|(id, at)| (id, None, at)).collect() };
    compare(Edited::Chart, (of(charts(old)), of(charts(new))), edits, |one, other| {
        match (old.charts().get(*one), new.charts().get(*other)) {
            (Some(one), Some(other)) => chart((old, new), one, other),
            _ => Changes::default(),
        }
    });
    assessments(old, new, edits);
    let cases = |rulebook: &'_ Rulebook| -> Vec<(String, usize)> {
        rulebook.cases().iter().enumerate().map(|(at, case)| (case.name.clone(), at)).collect()
    };
    compare(Edited::Case, (of(cases(old)), of(cases(new))), edits, |one, other| {
        match (old.cases().get(*one), new.cases().get(*other)) {
            (Some(one), Some(other)) => case((old, new), one, other),
            _ => Changes::default(),
        }
    });
    let properties = |rulebook: &'_ Rulebook| -> Vec<(String, usize)> {
        rulebook.properties().iter().enumerate().map(|(at, property)| (property.id.clone(), at)).collect()
    };
    compare(Edited::Property, (of(properties(old)), of(properties(new))), edits, |one, other| {
        match (old.properties().get(*one), new.properties().get(*other)) {
            (Some(one), Some(other)) => property((old, new), one, other),
            _ => Changes::default(),
        }
    });
}

fn sources(old: &Rulebook, new: &Rulebook, edits: &mut Vec<Edit>) {
    let sources =
        |rulebook| Rulebook::sources(rulebook).iter().map(|one| (one.id.clone(), Some(&one.layer), one)).collect();
    compare(Edited::Source, (sources(old), sources(new)), edits, |one, other| {
        let parts = parts([
            ("title", one.title == other.title),
            ("short", one.short == other.short),
            ("kind", one.kind == other.kind),
            ("published", one.published == other.published),
            ("address", one.address == other.address),
        ]);
        let own = [
            ("title", &one.title, &other.title),
            ("short", &one.short, &other.short),
            ("published", &one.published, &other.published),
            ("address", &one.address, &other.address),
        ];
        let texts = texts(own.map(|(part, before, after)| (part.to_owned(), before.as_str(), after.as_str())));
        Changes { parts, points: Vec::new(), texts }
    });
    let claims = |rulebook| {
        let sources = Rulebook::sources(rulebook).iter();
        let of = sources.flat_map(|source| {
            source.claims.iter().map(move |claim| (format!("{}/{}", source.id, claim.id), Some(&source.layer), claim))
        });
        of.collect()
    };
    compare(Edited::Claim, (claims(old), claims(new)), edits, |one, other| Changes {
        parts: parts([("text", one.text == other.text)]),
        points: Vec::new(),
        texts: texts([("text".to_owned(), one.text.as_str(), other.text.as_str())]),
    });
}

/// What has no id goes by what it says.
fn said(old: &Rulebook, new: &Rulebook, edits: &mut Vec<Edit>) {
    let contradictions = |rulebook| {
        Rulebook::contradictions(rulebook).iter().map(|one| (one.say.clone(), Some(&one.layer), one)).collect()
    };
    compare(Edited::Contradiction, (contradictions(old), contradictions(new)), edits, |one, other| Changes {
        parts: parts([("if", same_clause(&old.contradicts_if(one), &new.contradicts_if(other)))]),
        ..Changes::default()
    });
    let headlines =
        |rulebook| Rulebook::headlines(rulebook).iter().map(|one| (one.say.clone(), Some(&one.layer), one)).collect();
    compare(Edited::Headline, (headlines(old), headlines(new)), edits, |one, other| Changes {
        parts: parts([("if", same_optional((old.said_if(one), new.said_if(other))))]),
        ..Changes::default()
    });
}

fn chart((old, new): (&Rulebook, &Rulebook), one: &Chart, other: &Chart) -> Changes {
    let (before, after) = (one.every_box(), other.every_box());
    let same_box = |(one, other): (&&ChartBox, &&ChartBox)| {
        let same = one.title == other.title && one.note == other.note && one.style == other.style;
        let drawn = same_optional((old.box_drawn_if(one), new.box_drawn_if(other)));
        same && drawn && one.below.len() == other.below.len()
    };
    let same_boxes =
        before.len() == after.len() && one.boxes.len() == other.boxes.len() && before.iter().zip(&after).all(same_box);
    let parts = parts([
        ("title", one.title == other.title),
        ("if", same_optional((old.drawn_if(one), new.drawn_if(other)))),
        ("boxes", same_boxes),
    ]);
    let mut texts = texts([("title".to_owned(), one.title.as_str(), other.title.as_str())]);
    // A box is known by its title; one with another title is another box.
    let named =
        |boxes: &[&ChartBox], title: &str| boxes.iter().find(|one| one.title == title).map(|one| one.note.clone());
    for part in &before {
        match named(&after, &part.title) {
            None => texts.push(TextEdit { part: "boxes".to_owned(), before: part.title.clone(), after: String::new() }),
            Some(note) if note != part.note => {
                let part_of = format!("boxes/{}", part.title);
                texts.push(TextEdit { part: part_of, before: part.note.clone(), after: note });
            }
            Some(_) => {}
        }
    }
    for part in after.iter().filter(|part| named(&before, &part.title).is_none()) {
        texts.push(TextEdit { part: "boxes".to_owned(), before: String::new(), after: part.title.clone() });
    }
    Changes { parts, points: Vec::new(), texts }
}

fn assessments(old: &Rulebook, new: &Rulebook, edits: &mut Vec<Edit>) {
    let rows = |rulebook| Rulebook::assessments(rulebook).iter().map(|one| (one.id.clone(), None, one)).collect();
    compare(Edited::Assessment, (rows(old), rows(new)), edits, |one, other| {
        let areas = |rulebook: &Rulebook, areas: &[crate::rulebook::Area]| -> Vec<(String, String)> {
            areas.iter().map(|area| (area.title.clone(), rulebook.judged_by(area).id.clone())).collect()
        };
        let (was, is) = (one.levels.join("; "), other.levels.join("; "));
        let parts = parts([
            ("title", one.title == other.title),
            ("summary", one.summary == other.summary),
            ("levels", was == is),
            ("areas", areas(old, &one.areas) == areas(new, &other.areas)),
        ]);
        let own =
            [("title", &one.title, &other.title), ("summary", &one.summary, &other.summary), ("levels", &was, &is)];
        let texts = texts(own.map(|(part, before, after)| (part.to_owned(), before.as_str(), after.as_str())));
        Changes { parts, points: Vec::new(), texts }
    });
}

fn case((old, new): (&Rulebook, &Rulebook), one: &Case, other: &Case) -> Changes {
    let reasons = |rulebook: &Rulebook, case: &Case| reasons(rulebook, case).join(", ");
    let (answers, expects) = ((answers(old, one), answers(new, other)), (expected(old, one), expected(new, other)));
    let reasons = (reasons(old, one), reasons(new, other));
    let parts = parts([
        ("group", one.group == other.group),
        ("note", one.note == other.note),
        ("answers", answers.0 == answers.1),
        ("expect", expects.0 == expects.1),
        ("reasons", reasons.0 == reasons.1),
    ]);
    let own = [
        ("note", &one.note, &other.note),
        ("answers", &answers.0, &answers.1),
        ("expect", &expects.0, &expects.1),
        ("reasons", &reasons.0, &reasons.1),
    ];
    let texts = texts(own.map(|(part, before, after)| (part.to_owned(), before.as_str(), after.as_str())));
    Changes { parts, points: Vec::new(), texts }
}

fn reasons(rulebook: &Rulebook, case: &Case) -> Vec<String> {
    let decisions = &rulebook.book().decisions;
    case.reasons.iter().map(|reason| decisions[reason.decision].rules[reason.rule].id.clone()).collect()
}

/// The answers of a case as they are written.
pub(super) fn answers(rulebook: &Rulebook, case: &Case) -> String {
    let value = |answer: &Answer| match answer {
        Answer::Many(ids) => format!("[{}]", ids.join(", ")),
        one => one.to_string(),
    };
    let answers = rulebook.case_given(case);
    let list: Vec<String> =
        answers.iter().map(|(question, answer)| format!("{}: {}", question.id, value(&answer))).collect();
    list.join(", ")
}

/// What a case expects, as it is written.
pub(super) fn expected(rulebook: &Rulebook, case: &Case) -> String {
    let ids = |options: &[&crate::rulebook::DecisionOption]| {
        options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    let list: Vec<String> = rulebook
        .expectations(case)
        .into_iter()
        .flatten()
        .map(|one| match one {
            Expectation::OneOf { decision, options, or_none } => {
                let none = if or_none { if options.is_empty() { "none" } else { ", none" } } else { "" };
                format!("{}: {}{none}", decision.id, ids(&options))
            }
            Expectation::Members { decision, includes, excludes } => {
                let parts = [("includes", ids(&includes)), ("excludes", ids(&excludes))];
                let parts = parts.iter().filter(|(_, ids)| !ids.is_empty());
                let parts: Vec<String> = parts.map(|(word, ids)| format!("{word} [{ids}]")).collect();
                format!("{}: {}", decision.id, parts.join(" "))
            }
        })
        .collect();
    list.join("; ")
}

fn property((old, new): (&Rulebook, &Rulebook), one: &Property, other: &Property) -> Changes {
    let parts = parts([
        ("says", one.says == other.says),
        ("when", same_optional((old.holds_when(one), new.holds_when(other)))),
        ("claim", same_claim(&old.claimed(one), &new.claimed(other))),
    ]);
    let texts = texts([("says".to_owned(), one.says.as_str(), other.says.as_str())]);
    Changes { parts, points: Vec::new(), texts }
}

/// Whether two properties claim the same.
pub(super) fn same_claim(one: &Claimed<'_>, other: &Claimed<'_>) -> bool {
    match (one, other) {
        (Claimed::Never(one), Claimed::Never(other)) | (Claimed::Always(one), Claimed::Always(other)) => {
            same_clause(one, other)
        }
        (
            Claimed::Raising { question: one, decision: of, option: led, against },
            Claimed::Raising { question: other, decision, option, against: rival },
        ) => one.id == other.id && of.id == decision.id && led.id == option.id && against.id == rival.id,
        _ => false,
    }
}
