//! How a rulebook becomes a record: texts and ids are copied, conditions are said in words as well.

use super::{
    Catalogue, Chooses, ClaimRecord, DecisionRecord, DetailRecord, FactRecord, OptionRecord, PossibleAnswerRecord,
    QuestionRecord, SectionRecord, SourceRecord, Takes, When,
};
use crate::rulebook::{
    Choose, Citation, Decision, DecisionOption, Display, PossibleAnswer, Question, QuestionKind, Rulebook, Source,
    SourceKind,
};

impl From<&Rulebook> for Catalogue {
    fn from(rulebook: &Rulebook) -> Self {
        let section =
            |section: &crate::rulebook::Section| SectionRecord { id: section.id.clone(), title: section.title.clone() };
        let fact = |fact: &crate::rulebook::Fact| FactRecord {
            id: fact.id.clone(),
            holds_if: When::from(&rulebook.holds_if(fact)),
        };
        Catalogue {
            format: 1,
            rulebook: rulebook.into(),
            title: rulebook.title().to_owned(),
            summary: rulebook.summary().to_owned(),
            sections: rulebook.sections().iter().map(section).collect(),
            questions: rulebook.questions().iter().map(|one| question(rulebook, one)).collect(),
            facts: rulebook.facts().iter().map(fact).collect(),
            decisions: rulebook.decisions().iter().map(|one| decision(rulebook, one)).collect(),
            sources: rulebook.sources().iter().map(source).collect(),
        }
    }
}

fn cited(rulebook: &Rulebook, citations: &[Citation]) -> Vec<String> {
    citations.iter().map(|citation| rulebook.citation_id(citation)).collect()
}

fn question(rulebook: &Rulebook, question: &Question) -> QuestionRecord {
    QuestionRecord {
        id: question.id.clone(),
        section: question.section.clone(),
        ask: question.ask.clone(),
        why: question.why.clone(),
        takes: takes(&question.kind),
        ask_if: rulebook.asked_if(question).as_ref().map(When::from),
        sources: cited(rulebook, &question.sources),
    }
}

fn takes(kind: &QuestionKind) -> Takes {
    let possible = |answers: &[PossibleAnswer]| {
        let one = |answer: &PossibleAnswer| PossibleAnswerRecord {
            id: answer.id.clone(),
            label: answer.label.clone(),
            help: answer.help.clone(),
        };
        answers.iter().map(one).collect()
    };
    match kind {
        QuestionKind::Choice { ordered, answers } => Takes::Choice { ordered: *ordered, answers: possible(answers) },
        QuestionKind::Many { at_most, answers } => Takes::Many { at_most: *at_most, answers: possible(answers) },
        QuestionKind::Number { unit, min, max } => Takes::Number { unit: unit.clone(), min: *min, max: *max },
        QuestionKind::YesNo => Takes::YesNo,
    }
}

fn decision(rulebook: &Rulebook, decision: &Decision) -> DecisionRecord {
    DecisionRecord {
        id: decision.id.clone(),
        title: decision.title.clone(),
        chooses: match decision.choose {
            Choose::One { close_call } => Chooses::One { close_call },
            Choose::Many { threshold } => Chooses::Many { threshold },
        },
        main: decision.main,
        display: match decision.display {
            Display::List => "list",
            Display::Checklist => "checklist",
            Display::Warnings => "warnings",
        }
        .to_owned(),
        follows: decision.follows.clone(),
        applies_if: rulebook.applies_if(decision).as_ref().map(When::from),
        options: decision.options().iter().map(|one| option(rulebook, one)).collect(),
    }
}

fn option(rulebook: &Rulebook, option: &DecisionOption) -> OptionRecord {
    let detail = |detail: &crate::rulebook::Detail| DetailRecord {
        title: detail.title.clone(),
        entries: detail.entries.clone(),
    };
    OptionRecord {
        id: option.id.clone(),
        title: option.title.clone(),
        summary: option.summary.clone(),
        when: option.when.clone(),
        owner: option.owner.clone(),
        details: option.details.iter().map(detail).collect(),
        sources: cited(rulebook, &option.sources),
    }
}

fn source(source: &Source) -> SourceRecord {
    let claim = |claim: &crate::rulebook::Claim| ClaimRecord { id: claim.id.clone(), text: claim.text.clone() };
    SourceRecord {
        id: source.id.clone(),
        title: source.title.clone(),
        short: source.short.clone(),
        kind: match source.kind {
            SourceKind::Document => "document",
            SourceKind::Field => "field",
        }
        .to_owned(),
        published: source.published.clone(),
        address: source.address.clone(),
        claims: source.claims.iter().map(claim).collect(),
    }
}
