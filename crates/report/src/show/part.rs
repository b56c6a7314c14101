//! The parts of a rulebook, one function for each kind of thing.

use leadership_advisor::{
    Case, Choose, Citation, Decision, DecisionOption, Expectation, Fact, Layer, Question, QuestionKind, Rule, Rulebook,
    Source, SourceKind,
};

use crate::condition::condition_in_words;
use crate::outline::Outline;
use crate::wording::answer_in_words;
use crate::words::{count, list_of};

/// What lies over the base, and what of the layers below does not hold there.
pub(super) fn layers(outline: &mut Outline, rulebook: &Rulebook) {
    for layer in rulebook.layers().iter().filter(|layer| layer.extends.is_some()) {
        outline.heading(format!("Layer: {} `{}`", layer.title, layer.id));
        outline.paragraph(layer.summary.as_str());
        let extends = layer.extends.as_deref().unwrap_or_default();
        outline.paragraph(format!("Version {}, over `{extends}`.", layer.version));
        for (verb, list) in [("Removes", &layer.removed), ("Replaces", &layer.replaced)] {
            for departure in list {
                // A rule has an id, and a case a name of several words.
                let name = &departure.name;
                let name = if name.contains(' ') { format!("“{name}”") } else { format!("`{name}`") };
                outline.point(format!("{verb} {name}: {}", departure.reason));
            }
        }
    }
}

/// The layer of a thing, unless it comes from the base.
fn layer(outline: &mut Outline, layer: &Layer) {
    let over = if layer.extends.is_some() { format!("`{}`", layer.id) } else { String::new() };
    outline.note("Layer:", over);
}

pub(super) fn questions(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.questions().is_empty() {
        return;
    }
    outline.heading("Questions");
    let mut section = None;
    for question in rulebook.questions() {
        if section != Some(&question.section) {
            section = Some(&question.section);
            let title = rulebook.sections().iter().find(|known| Some(&known.id) == question.section.as_ref());
            outline.subheading(title.map_or("Without a section", |section| &section.title));
        }
        self::question(outline, rulebook, question);
    }
}

pub(super) fn question(outline: &mut Outline, rulebook: &Rulebook, question: &Question) {
    outline.entry(format!("{} `{}`", question.ask, question.id));
    outline.note("Answer:", kind(question));
    for answer in question.answers() {
        let help = if answer.help.is_empty() { String::new() } else { format!(" ({})", answer.help) };
        outline.point(format!("`{}` {}{help}", answer.id, answer.label));
    }
    if let Some(clause) = rulebook.asked_if(question) {
        outline.note("Asked if:", condition_in_words(&clause));
    }
    outline.note("Why:", question.why.as_str());
    layer(outline, &question.layer);
    outline.note("Sources:", citations(rulebook, &question.sources));
}

fn kind(question: &Question) -> String {
    match &question.kind {
        QuestionKind::Choice { ordered: true, .. } => "one of these, in rising order".to_owned(),
        QuestionKind::Many { at_most: Some(most), .. } => format!("up to {most} of these"),
        QuestionKind::Many { .. } => "any of these".to_owned(),
        QuestionKind::Number { unit, min, max } => {
            let unit = if unit.is_empty() { String::new() } else { format!(" of {unit}") };
            match (min, max) {
                (Some(min), Some(max)) => format!("a whole number{unit}, from {min} to {max}"),
                (Some(min), None) => format!("a whole number{unit}, at least {min}"),
                (None, Some(max)) => format!("a whole number{unit}, at most {max}"),
                (None, None) => format!("a whole number{unit}"),
            }
        }
        QuestionKind::YesNo => "yes or no".to_owned(),
        _ => "one of these".to_owned(),
    }
}

pub(super) fn facts(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.facts().is_empty() {
        return;
    }
    outline.heading("Facts");
    for fact in rulebook.facts() {
        self::fact(outline, rulebook, fact);
    }
}

pub(super) fn fact(outline: &mut Outline, rulebook: &Rulebook, fact: &Fact) {
    outline.entry(format!("`{}`", fact.id));
    outline.note("Holds if:", condition_in_words(&rulebook.holds_if(fact)));
    layer(outline, &fact.layer);
}

pub(super) fn decision(outline: &mut Outline, rulebook: &Rulebook, decision: &Decision) {
    outline.heading(format!("{} `{}`", decision.title, decision.id));
    outline.paragraph(match decision.choose {
        Choose::One { close_call: 0 } => "The outcome is the option with most points.".to_owned(),
        Choose::One { close_call } => {
            let margin = count(close_call, "point");
            format!("The outcome is the option with most points. A margin of up to {margin} is a close call.")
        }
        Choose::Many { threshold } => {
            format!("The outcome is every option with at least {}.", count(threshold, "point"))
        }
    });
    if let Some(clause) = rulebook.applies_if(decision) {
        outline.paragraph(format!("Applies if {}.", condition_in_words(&clause)));
    }
    if let Some(followed) = &decision.follows {
        outline.paragraph(format!("It says what `{followed}` comes to, in other words."));
    }
    if decision.layer.extends.is_some() {
        outline.paragraph(format!("It comes from the layer `{}`.", decision.layer.id));
    }
    outline.subheading("Options");
    for option in decision.options() {
        self::option(outline, rulebook, option);
    }
    if !decision.rules().is_empty() {
        outline.subheading("Rules");
    }
    for rule in decision.rules() {
        self::rule(outline, rulebook, decision, rule);
    }
}

pub(super) fn option(outline: &mut Outline, rulebook: &Rulebook, option: &DecisionOption) {
    outline.entry(format!("{} `{}`", option.title, option.id));
    outline.note("Meaning:", option.summary.as_str());
    for detail in &option.details {
        outline.point(format!("{}: {}", detail.title, detail.entries.join("; ")));
    }
    layer(outline, &option.layer);
    outline.note("Sources:", citations(rulebook, &option.sources));
}

pub(super) fn rule(outline: &mut Outline, rulebook: &Rulebook, decision: &Decision, rule: &Rule) {
    outline.entry(format!("`{}`", rule.id));
    outline.note("If:", condition_in_words(&rulebook.fires_if(rule)));
    let points: Vec<String> =
        rule.points(decision).map(|(option, points)| format!("{points:+} “{}”", option.title)).collect();
    outline.note("Points:", points.join(", "));
    outline.note("Fixed:", if rule.fixed { "its points stay as they are when points are fitted" } else { "" });
    let out: Vec<String> = rule.rules_out(decision).map(|option| format!("“{}”", option.title)).collect();
    outline.note("Rules out:", list_of(&out, "and"));
    outline.note("Because:", rule.because.as_str());
    layer(outline, &rule.layer);
    outline.note("Sources:", citations(rulebook, &rule.sources));
}

pub(super) fn sources(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.sources().is_empty() {
        return;
    }
    outline.heading("Sources");
    for source in rulebook.sources() {
        self::source(outline, source);
    }
}

pub(super) fn source(outline: &mut Outline, source: &Source) {
    outline.entry(format!("{} `{}`", source.title, source.id));
    outline.note(
        "Kind:",
        match source.kind {
            SourceKind::Field => "independent evidence",
            _ => "a basis of the rulebook",
        },
    );
    outline.note("Published:", source.published.as_str());
    outline.note("Address:", source.address.as_str());
    layer(outline, &source.layer);
    for claim in &source.claims {
        outline.point(format!("`{}` {}", claim.id, claim.text));
    }
}

pub(super) fn cases(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.cases().is_empty() {
        return;
    }
    outline.heading("Cases");
    for case in rulebook.cases() {
        outline.entry(case.name.as_str());
        outline.note("Group:", case.group.as_deref().map(|group| format!("`{group}`")).unwrap_or_default());
        outline.note("Note:", case.note.as_str());
        outline.note("Weight:", if case.weight == 1 { String::new() } else { case.weight.to_string() });
        outline.note("Answers:", answers(rulebook, case));
        outline.note("Expected:", expected(rulebook, case, |_| true));
        layer(outline, &case.layer);
    }
}

fn answers(rulebook: &Rulebook, case: &Case) -> String {
    let Ok(answers) = rulebook.case_answers(case) else { return String::new() };
    let said: Vec<String> = answers
        .iter()
        .map(|(question, answer)| format!("`{}` {}", question.id, answer_in_words(question, &answer)))
        .collect();
    if said.is_empty() { "none".to_owned() } else { said.join("; ") }
}

/// What a case expects of some decisions, in one line.
pub(super) fn expected(rulebook: &Rulebook, case: &Case, of: impl Fn(&Decision) -> bool) -> String {
    let titles = |options: &[&DecisionOption]| -> Vec<String> {
        options.iter().map(|option| format!("“{}”", option.title)).collect()
    };
    let one = |expectation: Expectation<'_>| match expectation {
        Expectation::OneOf { decision, .. } | Expectation::Members { decision, .. } if !of(decision) => None,
        Expectation::OneOf { decision, options, or_none } => {
            let mut wanted = titles(&options);
            wanted.extend(or_none.then(|| "no outcome".to_owned()));
            Some(format!("`{}` {}", decision.id, list_of(&wanted, "or")))
        }
        Expectation::Members { decision, includes, excludes } => {
            let mut parts = Vec::new();
            if !includes.is_empty() {
                parts.push(format!("with {}", list_of(&titles(&includes), "and")));
            }
            // Everything is left out where a case expects none.
            if excludes.len() == decision.options().len() {
                parts.push("nothing".to_owned());
            } else if !excludes.is_empty() {
                parts.push(format!("without {}", list_of(&titles(&excludes), "and")));
            }
            Some(format!("`{}` {}", decision.id, parts.join(", ")))
        }
        _ => None,
    };
    rulebook.expectations(case).into_iter().flatten().filter_map(one).collect::<Vec<_>>().join("; ")
}

/// What is cited, in its author's ids.
fn citations(rulebook: &Rulebook, citations: &[Citation]) -> String {
    let ids = citations.iter().map(|citation| format!("`{}`", rulebook.citation_id(citation)));
    ids.collect::<Vec<_>>().join(", ")
}
