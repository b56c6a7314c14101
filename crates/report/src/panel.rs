//! Several people's answers side by side: what each of them comes to, where they disagree, and which of that matters.
//!
//! The sentences are made once, in [`PanelView`]; text, Markdown and the page lay them out. Of two people the text also says how
//! the points differ.

use leadership_advisor::{
    Adoption, Answer, Choose, Comparison, Concession, Disagreement, Evaluation, Panel, Proof, Question,
};

use crate::compare;
use crate::outline::Outline;
use crate::page::Page;
use crate::words::{answer_in_words, asked, count, list_of, number_word, upper_first};

/// So many questions that only some were asked are named.
const SOME_NAMED: usize = 5;

/// Whose answers stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Those of several people, by what they are called, in their order.
    People(Vec<String>),
    /// Those of one company, as they are and with this change.
    WhatIf(String),
}

impl Sides {
    /// What the sides are called, in their order.
    pub fn names(&self) -> Vec<String> {
        match self {
            Sides::People(names) => names.clone(),
            Sides::WhatIf(_) => ["as it is", "changed"].map(str::to_owned).to_vec(),
        }
    }
}

/// What there is to say about several people's answers.
pub(crate) struct PanelView<'e> {
    /// The rulebook, and the company if all name the same.
    pub(crate) about: String,
    /// How many views and results there are.
    pub(crate) title: String,
    /// Who comes to which result.
    pub(crate) camps: Vec<(String, String)>,
    /// Disagreements that change somebody's result, then those that do not.
    pub(crate) matter: Vec<Issue<'e>>,
    pub(crate) idle: Vec<Issue<'e>>,
    /// What it takes to come together, as sentences.
    pub(crate) together: Vec<String>,
    /// Which questions only some were asked. Empty without any.
    pub(crate) asked_of_some: String,
}

/// A question that people answer differently.
pub(crate) struct Issue<'e> {
    pub(crate) question: &'e str,
    /// Who gives which answer.
    pub(crate) answers: Vec<(String, String)>,
    /// Whether anybody's result would change with the answer of somebody else.
    pub(crate) matters: bool,
    /// Whose result would change, and to what.
    pub(crate) effects: Vec<String>,
}

/// Several people's answers as text so many columns wide. A comparison of two people adds how their points differ.
pub fn panel_text(panel: &Panel<'_>, sides: &Sides, comparison: Option<&Comparison<'_>>, width: usize) -> String {
    let mut text = outlined(&PanelView::of(panel, sides)).text(width);
    if let Some(comparison) = comparison.filter(|comparison| !comparison.answers.is_empty()) {
        let mut page = Page::new(width);
        page.heading(&match sides.names().as_slice() {
            [first, second] => format!("How the points differ, from “{first}” to “{second}”"),
            _ => "How the points differ".to_owned(),
        });
        compare::decisions(&mut page, comparison);
        text.push('\n');
        text.push_str(&page.finish());
    }
    text
}

/// Several people's answers as Markdown.
pub fn panel_markdown(panel: &Panel<'_>, sides: &Sides) -> String {
    outlined(&PanelView::of(panel, sides)).markdown()
}

fn outlined(view: &PanelView<'_>) -> Outline {
    let mut outline = Outline::default();
    outline.title(view.title.clone());
    outline.paragraph(view.about.clone());
    for (names, result) in &view.camps {
        outline.point(format!("{names}: {result}"));
    }
    for (heading, issues) in view.issues() {
        outline.heading(heading);
        for issue in issues {
            outline.entry(issue.question);
            issue.answers.iter().for_each(|(names, answer)| outline.point(format!("{names}: {answer}")));
            issue.effects.iter().for_each(|effect| outline.note("→", effect.clone()));
        }
    }
    if !view.together.is_empty() {
        outline.heading(TOGETHER);
    }
    view.together.iter().for_each(|sentence| outline.point(sentence.clone()));
    outline.paragraph(view.asked_of_some.clone());
    outline
}

/// Over what it takes to come to the same result.
pub(crate) const TOGETHER: &str = "The shortest way to the same result";

impl<'e> PanelView<'e> {
    pub(crate) fn of(panel: &'e Panel<'e>, sides: &Sides) -> Self {
        let names = Names { names: &sides.names(), is_what_if: matches!(sides, Sides::WhatIf(_)) };
        let camps = panel.camps();
        let results = if camps.len() == 1 {
            "the same result".to_owned()
        } else {
            format!("{} results", number_word(camps.len()))
        };
        let views = format!("{} views", upper_first(&number_word(panel.people.len())));
        let told = camps.iter().filter_map(|camp| {
            let person = panel.people.get(*camp.first()?)?;
            Some((names.list(camp, "and"), result(person)))
        });
        let issues = panel.disagreements.iter().map(|one| issue(panel, &names, one));
        let (mut matter, idle): (Vec<_>, Vec<_>) = issues.partition(|issue: &Issue<'_>| issue.matters);
        // Where two people differ in one answer alone, it is plain what would follow from agreeing.
        let is_plain = panel.people.len() == 2 && panel.disagreements.len() == 1 && panel.asked_of_some.is_empty();
        if is_plain {
            matter.iter_mut().for_each(|issue| issue.effects.clear());
        }
        let together = panel.concessions.iter().filter(|_| !is_plain);
        PanelView {
            about: match sides {
                Sides::People(_) => about(panel),
                Sides::WhatIf(change) => format!("{} · changed: {change}", about(panel)),
            },
            title: match (sides, camps.len()) {
                (Sides::People(_), _) => format!("{views}, {results}"),
                (Sides::WhatIf(_), 1) => "The change does not change the result".to_owned(),
                (Sides::WhatIf(_), _) => "The change changes the result".to_owned(),
            },
            camps: told.collect(),
            matter,
            idle,
            together: together.filter_map(|one| concession(&names, one)).collect(),
            asked_of_some: asked_of_some(&panel.asked_of_some),
        }
    }

    /// The disagreements under their headings.
    pub(crate) fn issues(&self) -> impl Iterator<Item = (&'static str, &[Issue<'e>])> {
        // Where nothing matters alone there is nothing to tell apart.
        let agreed = self.matter.is_empty() && self.idle.is_empty();
        let idle = if self.matter.is_empty() && self.camps.len() == 1 {
            "Differences, none of which changes the result"
        } else {
            "Differences that change nothing by themselves"
        };
        let lists = [
            ("No difference in what all were asked", &[] as &[Issue<'e>], agreed),
            ("Differences that change the result", self.matter.as_slice(), !self.matter.is_empty()),
            (idle, self.idle.as_slice(), !self.idle.is_empty()),
        ];
        lists.into_iter().filter(|(_, _, shown)| *shown).map(|(heading, issues, _)| (heading, issues))
    }
}

/// What people are called.
struct Names<'n> {
    names: &'n [String],
    /// Whether it is no people, but one company with and without a change.
    is_what_if: bool,
}

impl Names<'_> {
    fn of(&self, person: usize) -> &str {
        self.names.get(person).map_or("", String::as_str)
    }

    fn list(&self, people: &[usize], joint: &str) -> String {
        list_of(&people.iter().map(|person| self.of(*person)).collect::<Vec<_>>(), joint)
    }
}

fn about(panel: &Panel<'_>) -> String {
    let companies: Vec<Option<&str>> = panel.people.iter().map(|person| person.answers().company()).collect();
    let title = panel.rulebook.title();
    match companies.as_slice() {
        [Some(first), rest @ ..] if rest.iter().all(|other| *other == Some(*first)) => format!("{first} · {title}"),
        _ => title.to_owned(),
    }
}

/// A person's result in a sentence: the headline, or else what comes of the decisions.
fn result(person: &Evaluation) -> String {
    if let Some(headline) = person.headline() {
        return headline.say.clone();
    }
    let one = |main: bool| {
        let results = person.decisions().filter(move |result| {
            matches!(result.decision.choose, Choose::One { .. }) && (result.decision.main || !main)
        });
        results.filter_map(|result| result.outcome.first().map(|option| option.title.clone())).collect::<Vec<_>>()
    };
    let main = one(true);
    match if main.is_empty() { one(false) } else { main }.as_slice() {
        [] => "No result yet.".to_owned(),
        titles => format!("{}.", titles.join("; ")),
    }
}

fn issue<'e>(panel: &Panel<'e>, names: &Names<'_>, one: &Disagreement<'e>) -> Issue<'e> {
    let words = |answer: &Option<Answer>| {
        answer.as_ref().map_or_else(|| "left open".to_owned(), |answer| answer_in_words(one.question, answer))
    };
    let mut answers: Vec<(String, Vec<usize>)> = Vec::new();
    for (person, answer) in one.answers.iter().enumerate() {
        let answer = words(answer);
        match answers.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, people)) => people.push(person),
            None => answers.push((answer, vec![person])),
        }
    }
    // People for whom the same would follow from the same answer are told of together.
    let mut effects: Vec<(&[usize], String, Vec<usize>)> = Vec::new();
    // Where something is changed to see what comes of it, nobody asks what comes of changing it back.
    for adoption in one.adoptions.iter().filter(|adoption| !names.is_what_if || adoption.person == 0) {
        let told = consequence(panel, adoption);
        match effects.iter_mut().find(|(from, known, _)| *from == adoption.from && *known == told) {
            Some((_, _, people)) => people.push(adoption.person),
            None => effects.push((&adoption.from, told, vec![adoption.person])),
        }
    }
    let effects = effects.into_iter().map(|(from, told, people)| {
        if names.is_what_if {
            return format!("With this change alone, {told}");
        }
        let does = if from.len() == 1 { "does" } else { "do" };
        format!("If {} answered as {} {does}, {told}", names.list(&people, "or"), names.list(from, "and"))
    });
    Issue {
        question: asked(one.question),
        matters: !one.adoptions.is_empty(),
        effects: effects.collect(),
        answers: answers.into_iter().map(|(answer, people)| (names.list(&people, "and"), answer)).collect(),
    }
}

/// What would follow from one adopted answer.
fn consequence(panel: &Panel<'_>, adoption: &Adoption<'_>) -> String {
    let before = panel.people.get(adoption.person).and_then(|person| person.headline()).map(|before| &before.say);
    let told = match &adoption.headline {
        Some(headline) if Some(headline) != before => format!("the result would be: “{headline}”"),
        _ => {
            let first = adoption.decisions.iter().find(|(decision, _)| decision.main).or(adoption.decisions.first());
            match first {
                Some((decision, Some(option))) => format!("“{}” would come out as “{}”.", decision.title, option.title),
                Some((decision, None)) => format!("“{}” would have no result.", decision.title),
                None => "the result would be another.".to_owned(),
            }
        }
    };
    match adoption.newly_asked {
        0 => told,
        1 => format!("{told} One more question would come up then, and could change it again."),
        more => format!("{told} {more} more questions would come up then, and could change it again."),
    }
}

fn concession(names: &Names<'_>, one: &Concession<'_>) -> Option<String> {
    let (person, to) = (names.of(one.person), names.of(one.to));
    let s = |name: &str| if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") };
    let sets: Vec<String> = one
        .questions
        .iter()
        .map(|questions| {
            let asked: Vec<String> = questions.iter().map(|question| format!("“{}”", asked(question))).collect();
            list_of(&asked, "and")
        })
        .collect();
    let Some((first, rest)) = sets.split_first() else {
        return Some(format!("We could not find in time what it takes for {person} to reach {} result.", s(to)));
    };
    let others = if rest.is_empty() { String::new() } else { format!(" Or to {}.", list_of(rest, "or to")) };
    let size = one.questions.first().map_or(0, Vec::len);
    let fewer = match (size, one.proof) {
        (1, _) => "",
        (_, Proof::Exact) => " Nothing less is enough.",
        (_, Proof::Unproven) => "",
    };
    if names.is_what_if {
        return (one.person == 0).then(|| format!("It takes the change to {first}.{others}{fewer}"));
    }
    let answers = if size == 1 { "answer" } else { "answers" };
    Some(format!("{person} would reach {to_s} result with {to_s} {answers} to {first}.{others}{fewer}", to_s = s(to)))
}

fn asked_of_some(questions: &[&Question]) -> String {
    if questions.is_empty() {
        return String::new();
    }
    let named: Vec<String> =
        questions.iter().take(SOME_NAMED).map(|question| format!("“{}”", asked(question))).collect();
    let more = match questions.len().saturating_sub(SOME_NAMED) {
        0 => String::new(),
        more => format!(" and {}", count(more, "other")),
    };
    format!("Only some were asked this, because of what they answered before: {}{more}.", named.join(", "))
}
