//! One thing of a rulebook, and everything that touches it.

use leadership_advisor::{Answer, Decision, Fact, Item, Rulebook, Use};

use super::property::claim;
use super::{drawn, part, property};
use crate::condition::condition_in_words;
use crate::outline::Outline;
use crate::wording::answer_in_words;
use crate::words::count;

pub(super) fn item(outline: &mut Outline, rulebook: &Rulebook, item: Item<'_>) {
    match item {
        // A decision has a heading of its own.
        Item::Decision(decision) => part::decision(outline, rulebook, decision),
        item => {
            outline.heading(kind(item));
            itself(outline, rulebook, item);
        }
    }
    let uses = rulebook.uses(item);
    // Nothing can name what is only drawn or proved.
    let can_be_used = !matches!(item, Item::Chart(_) | Item::Assessment(_) | Item::Property(_));
    if uses.is_empty() && can_be_used {
        outline.subheading("Nothing uses it");
    }
    // In the order in which an author asks: what depends on it, what it does, who shows that it works.
    for group in Group::ALL {
        let of_group: Vec<&Use<'_>> = uses.iter().filter(|one| Group::of(one) == Some(*group)).collect();
        if of_group.is_empty() {
            continue;
        }
        outline.subheading(format!("{} ({})", group.heading(), of_group.len()));
        for one in of_group {
            outline.point(line(rulebook, item, one));
        }
    }
}

fn kind(item: Item<'_>) -> String {
    match item {
        Item::Section(_) => "A section".to_owned(),
        Item::Question(_) => "A question".to_owned(),
        Item::Answer(question, _) => format!("An answer to `{}`", question.id),
        Item::Fact(_) => "A fact".to_owned(),
        Item::Option(decision, _) => format!("An option of `{}`", decision.id),
        Item::Rule(decision, _) => format!("A rule of `{}`", decision.id),
        Item::Source(_) => "A source".to_owned(),
        Item::Claim(source, _) => format!("A claim of `{}`", source.id),
        Item::Chart(_) => "A chart".to_owned(),
        Item::Assessment(_) => "An assessment".to_owned(),
        Item::Property(_) => "A property".to_owned(),
        _ => String::new(),
    }
}

fn itself(outline: &mut Outline, rulebook: &Rulebook, item: Item<'_>) {
    match item {
        Item::Section(section) => outline.entry(format!("{} `{}`", section.title, section.id)),
        Item::Question(question) => part::question(outline, rulebook, question),
        Item::Answer(question, answer) => {
            outline.entry(format!("{} `{}={}`", answer.label, question.id, answer.id));
            outline.note("Question:", question.ask.as_str());
            outline.note("Help:", answer.help.as_str());
        }
        Item::Fact(fact) => part::fact(outline, rulebook, fact),
        Item::Option(_, option) => part::option(outline, rulebook, option),
        Item::Rule(decision, rule) => part::rule(outline, rulebook, decision, rule),
        Item::Source(source) => part::source(outline, source),
        Item::Claim(source, claim) => {
            outline.entry(format!("`{}/{}`", source.id, claim.id));
            outline.note("Claim:", claim.text.as_str());
            outline.note("Source:", source.title.as_str());
        }
        Item::Chart(chart) => drawn::chart(outline, rulebook, chart),
        Item::Assessment(assessment) => drawn::assessment(outline, rulebook, assessment),
        Item::Property(one) => property::property(outline, rulebook, one),
        _ => {}
    }
}

/// What uses have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Members,
    Conditions,
    ThroughFacts,
    Points,
    RulesOut,
    Contradicts,
    Says,
    Draws,
    Judges,
    Cites,
    Answered,
    Expected,
    Reason,
    Fires,
    Claims,
}

impl Group {
    const ALL: &[Group] = &[
        Group::Members,
        Group::Conditions,
        Group::ThroughFacts,
        Group::Points,
        Group::RulesOut,
        Group::Contradicts,
        Group::Says,
        Group::Draws,
        Group::Judges,
        Group::Cites,
        Group::Answered,
        Group::Expected,
        Group::Reason,
        Group::Fires,
        Group::Claims,
    ];

    fn of(one: &Use<'_>) -> Option<Group> {
        Some(match one {
            Use::Member(_) => Group::Members,
            Use::Condition(_, None) => Group::Conditions,
            Use::Condition(_, Some(_)) => Group::ThroughFacts,
            Use::Points(..) => Group::Points,
            Use::RulesOut(..) => Group::RulesOut,
            Use::Contradicts(..) => Group::Contradicts,
            Use::Says(..) => Group::Says,
            Use::Draws(..) => Group::Draws,
            Use::Judges(..) => Group::Judges,
            Use::Claims(..) => Group::Claims,
            Use::Cites(_) => Group::Cites,
            Use::Answered(..) => Group::Answered,
            Use::Expected(_) => Group::Expected,
            Use::Reason(_) => Group::Reason,
            Use::Fires(_) => Group::Fires,
            _ => return None,
        })
    }

    fn heading(self) -> &'static str {
        match self {
            Group::Members => "Belongs to it",
            Group::Conditions => "Conditions that name it",
            Group::ThroughFacts => "Conditions that rest on it through a fact",
            Group::Points => "Rules that give it points",
            Group::RulesOut => "Rules that rule it out",
            Group::Contradicts => "Contradictions that depend on it",
            Group::Says => "Headlines that depend on it",
            Group::Draws => "Charts that depend on it",
            Group::Judges => "Assessments that it is part of",
            Group::Claims => "Properties that speak of it",
            Group::Cites => "Cited by",
            Group::Answered => "Cases that answer it",
            Group::Expected => "Cases that expect something of it",
            Group::Reason => "Cases that name it as a reason",
            Group::Fires => "Cases in which it fires",
        }
    }
}

fn line(rulebook: &Rulebook, item: Item<'_>, one: &Use<'_>) -> String {
    match one {
        Use::Member(member) => named(*member),
        Use::Cites(user) => named(*user),
        Use::Condition(user, through) => {
            let clause = match user {
                Item::Question(question) => rulebook.asked_if(question).map(|clause| ("asked if", clause)),
                Item::Fact(fact) => Some(("holds if", rulebook.holds_if(fact))),
                Item::Decision(decision) => rulebook.applies_if(decision).map(|clause| ("applies if", clause)),
                Item::Rule(_, rule) => Some(("if", rulebook.fires_if(rule))),
                _ => None,
            };
            let words = clause.map(|(joint, clause)| format!(", {joint} {}", condition_in_words(&clause)));
            format!("{}{}{}", named(*user), words.unwrap_or_default(), by(*through))
        }
        Use::Contradicts(contradiction, through) => {
            let clause = condition_in_words(&rulebook.contradicts_if(contradiction));
            format!("“{}”, if {clause}{}", contradiction.say, by(*through))
        }
        Use::Says(headline, through) => {
            let words = rulebook.said_if(headline).map(|clause| format!(", said if {}", condition_in_words(&clause)));
            format!("“{}”{}{}", headline.say, words.unwrap_or_default(), by(*through))
        }
        Use::Draws(chart, None, through) => {
            let words = rulebook.drawn_if(chart).map(|clause| format!(", drawn if {}", condition_in_words(&clause)));
            format!("`{}`{}{}", chart.id, words.unwrap_or_default(), by(*through))
        }
        Use::Draws(chart, Some(part), through) => {
            let words = rulebook.box_drawn_if(part).map(|clause| format!(", if {}", condition_in_words(&clause)));
            format!("`{}`: the box “{}”{}{}", chart.id, part.title, words.unwrap_or_default(), by(*through))
        }
        Use::Judges(assessment, area) => format!("`{}`: the area “{}”", assessment.id, area.title),
        Use::Claims(property, through) => {
            let words = if property.says.is_empty() { claim(rulebook, property) } else { property.says.clone() };
            format!("`{}`: {words}{}", property.id, by(*through))
        }
        Use::Points(_, rule, points) => {
            let clause = condition_in_words(&rulebook.fires_if(rule));
            format!("{points:+} by `{}`, if {clause}", rule.id)
        }
        Use::RulesOut(_, rule) => format!("`{}`, if {}", rule.id, condition_in_words(&rulebook.fires_if(rule))),
        Use::Answered(case, answer) => match (item, answer) {
            (Item::Question(question), answer) => format!("{}: {}", case.name, answer_in_words(question, answer)),
            (_, Answer::Many(answers)) if answers.len() > 1 => {
                format!("{} (with {})", case.name, count(answers.len() - 1, "other"))
            }
            _ => case.name.clone(),
        },
        Use::Expected(case) => {
            let of_it = |decision: &Decision| match item {
                Item::Decision(wanted) | Item::Option(wanted, _) => decision.id == wanted.id,
                _ => true,
            };
            format!("{}: {}", case.name, part::expected(rulebook, case, of_it))
        }
        Use::Reason(case) | Use::Fires(case) => case.name.clone(),
        _ => String::new(),
    }
}

/// The fact through which something rests on an item.
fn by(through: Option<&Fact>) -> String {
    through.map(|fact| format!(" (through `{}`)", fact.id)).unwrap_or_default()
}

fn named(item: Item<'_>) -> String {
    let id = item.id();
    match item {
        Item::Question(_) => format!("the question `{id}`"),
        Item::Fact(_) => format!("the fact `{id}`"),
        Item::Decision(_) => format!("the decision `{id}`"),
        Item::Option(decision, _) => format!("the option `{id}` of `{}`", decision.id),
        Item::Rule(decision, _) => format!("the rule `{id}` of `{}`", decision.id),
        _ => format!("`{id}`"),
    }
}
