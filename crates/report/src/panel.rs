//! Several people's answers side by side: what each of them comes to, where they disagree, and which of that matters.
//!
//! The sentences are made once, in [`PanelView`]; text, Markdown and the page lay them out. Of two people the text also says how
//! the points differ.

use leadership_advisor::{
    Adoption, Answer, Choose, Comparison, Concession, Disagreement, Evaluation, Panel, Proof, Question, Verdict,
};

use crate::brand::Brand;
use crate::compare;
use crate::outline::Outline;
use crate::page::Page;
use crate::view::all_ruled_out;
use crate::wording::Wording;
use crate::words::{asked, upper_first};

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
        self.names_in(&Wording::default())
    }

    fn names_in(&self, say: &Wording) -> Vec<String> {
        match self {
            Sides::People(names) => names.clone(),
            Sides::WhatIf(_) => vec![say.as_it_is(), say.changed()],
        }
    }
}

/// What there is to say about several people's answers.
pub(crate) struct PanelView<'e> {
    /// What it is worded in.
    pub(crate) say: &'e Wording,
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
    Brand::default().panel_text(panel, sides, comparison, width)
}

/// Several people's answers as Markdown.
pub fn panel_markdown(panel: &Panel<'_>, sides: &Sides) -> String {
    Brand::default().panel_markdown(panel, sides)
}

impl Brand {
    /// [`panel_text`] in this name and these words.
    pub fn panel_text(
        &self,
        panel: &Panel<'_>,
        sides: &Sides,
        comparison: Option<&Comparison<'_>>,
        width: usize,
    ) -> String {
        let say = self.say();
        let mut text = outlined(&PanelView::of(panel, sides, say), self).text(width);
        if let Some(comparison) = comparison.filter(|comparison| !comparison.answers.is_empty()) {
            let mut page = Page::new(width);
            page.heading(&match sides.names_in(say).as_slice() {
                [first, second] => say.how_points_differ_from(first, second),
                _ => say.how_points_differ(),
            });
            let open = [0, 1].map(|at| panel.people.get(at).is_some_and(|person| person.unanswered().next().is_some()));
            compare::decisions(&mut page, comparison, open, say);
            text.push('\n');
            text.push_str(&page.finish());
        }
        let mut page = Page::new(width);
        for paragraph in self.closing() {
            page.gap();
            page.paragraph(0, paragraph);
        }
        match page.finish() {
            closing if closing.is_empty() => text,
            closing => format!("{text}\n{closing}"),
        }
    }

    /// [`panel_markdown`] in this name and these words.
    pub fn panel_markdown(&self, panel: &Panel<'_>, sides: &Sides) -> String {
        let mut outline = outlined(&PanelView::of(panel, sides, self.say()), self);
        self.closing().for_each(|paragraph| outline.paragraph(paragraph));
        outline.markdown()
    }
}

fn outlined(view: &PanelView<'_>, brand: &Brand) -> Outline {
    let mut outline = Outline::default();
    outline.title(view.title.clone());
    outline.paragraph(brand.name());
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
        outline.heading(view.say.way_together());
    }
    view.together.iter().for_each(|sentence| outline.point(sentence.clone()));
    outline.paragraph(view.asked_of_some.clone());
    outline
}

impl<'e> PanelView<'e> {
    pub(crate) fn of(panel: &'e Panel<'e>, sides: &Sides, say: &'e Wording) -> Self {
        let names = Names { names: &sides.names_in(say), is_what_if: matches!(sides, Sides::WhatIf(_)), say };
        let camps = panel.camps();
        let people = upper_first(&say.number_word(panel.people.len()));
        // The same option may be a tie for one and clear for another, and none may have several reasons.
        let mut told: Vec<(Vec<usize>, String)> = Vec::new();
        for camp in &camps {
            let first = told.len();
            for at in camp {
                let Some(own) = panel.people.get(*at).map(|person| result(person, say)) else { continue };
                match told.iter_mut().skip(first).find(|(_, result)| *result == own) {
                    Some((people, _)) => people.push(*at),
                    None => told.push((vec![*at], own)),
                }
            }
        }
        let issues = panel.disagreements.iter().map(|one| issue(panel, &names, one));
        let (mut matter, idle): (Vec<_>, Vec<_>) = issues.partition(|issue: &Issue<'_>| issue.matters);
        // Where two people differ in one answer alone, it is plain what would follow from agreeing.
        let is_plain = panel.people.len() == 2 && panel.disagreements.len() == 1 && panel.asked_of_some.is_empty();
        if is_plain {
            matter.iter_mut().for_each(|issue| issue.effects.clear());
        }
        let together = panel.concessions.iter().filter(|_| !is_plain);
        PanelView {
            say,
            about: match sides {
                Sides::People(_) => about(panel),
                Sides::WhatIf(change) => say.what_changed(about(panel), change),
            },
            title: match (sides, camps.len()) {
                (Sides::People(_), 1) => say.views_same_result(people),
                (Sides::People(_), camps) => say.views_results(people, say.number_word(camps)),
                (Sides::WhatIf(_), 1) => say.change_changes_nothing(),
                (Sides::WhatIf(_), _) => say.change_changes(),
            },
            camps: told.into_iter().map(|(people, result)| (names.all(&people), result)).collect(),
            matter,
            idle,
            together: together.filter_map(|one| concession(&names, one)).collect(),
            asked_of_some: asked_of_some(&panel.asked_of_some, say),
        }
    }

    /// The disagreements under their headings.
    pub(crate) fn issues(&self) -> impl Iterator<Item = (String, &[Issue<'e>])> {
        let say = self.say;
        // Where nothing matters alone there is nothing to tell apart.
        let agreed = self.matter.is_empty() && self.idle.is_empty();
        let idle = if self.matter.is_empty() && self.camps.len() == 1 {
            say.differences_that_do_not()
        } else {
            say.differences_idle_alone()
        };
        let lists = [
            (say.no_difference(), &[] as &[Issue<'e>], agreed),
            (say.differences_that_change(), self.matter.as_slice(), !self.matter.is_empty()),
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
    say: &'n Wording,
}

impl Names<'_> {
    fn of(&self, person: usize) -> &str {
        self.names.get(person).map_or("", String::as_str)
    }

    fn each(&self, people: &[usize]) -> Vec<&str> {
        people.iter().map(|person| self.of(*person)).collect()
    }

    fn all(&self, people: &[usize]) -> String {
        self.say.all_of(&self.each(people))
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
fn result(person: &Evaluation, say: &Wording) -> String {
    if let Some(headline) = person.headline() {
        return headline.say.clone();
    }
    let one = |main: bool| {
        let results = person.decisions().filter(move |result| {
            matches!(result.decision.choose, Choose::One { .. }) && (result.decision.main || !main) && result.applies
        });
        results.collect::<Vec<_>>()
    };
    let main = one(true);
    let results = if main.is_empty() { one(false) } else { main };
    let titles: Vec<&str> =
        results.iter().filter_map(|result| result.outcome.first()).map(|option| option.title.as_str()).collect();
    match (titles.as_slice(), results.as_slice()) {
        ([title], [result]) if result.verdict == Verdict::Tie => {
            say.result_tie(title, say.all_of(&compare::tied(result, say)))
        }
        ([_, ..], _) => format!("{}.", titles.join("; ")),
        ([], [_, ..]) if results.iter().all(all_ruled_out) => say.recommended_none(),
        ([], _) if person.unanswered().next().is_none() => say.no_rule_covers(),
        ([], _) => say.no_result_yet(),
    }
}

fn issue<'e>(panel: &Panel<'e>, names: &Names<'_>, one: &Disagreement<'e>) -> Issue<'e> {
    let say = names.say;
    let words = |answer: &Option<Answer>| {
        answer.as_ref().map_or_else(|| say.left_open_answer(), |answer| say.answer_in_words(one.question, answer))
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
        let told = consequence(panel, adoption, say);
        match effects.iter_mut().find(|(from, known, _)| *from == adoption.from && *known == told) {
            Some((_, _, people)) => people.push(adoption.person),
            None => effects.push((&adoption.from, told, vec![adoption.person])),
        }
    }
    let effects = effects.into_iter().map(|(from, told, people)| {
        if names.is_what_if {
            return say.with_this_change(told);
        }
        say.if_answered_as(from.len(), say.any_of(&names.each(&people)), names.all(from), told)
    });
    Issue {
        question: asked(one.question),
        matters: !one.adoptions.is_empty(),
        effects: effects.collect(),
        answers: answers.into_iter().map(|(answer, people)| (names.all(&people), answer)).collect(),
    }
}

/// What would follow from one adopted answer.
fn consequence(panel: &Panel<'_>, adoption: &Adoption<'_>, say: &Wording) -> String {
    let before = panel.people.get(adoption.person).and_then(|person| person.headline()).map(|before| &before.say);
    let told = match &adoption.headline {
        Some(headline) if Some(headline) != before => say.result_would_be(headline),
        _ => {
            let first = adoption.decisions.iter().find(|(decision, _)| decision.main).or(adoption.decisions.first());
            match first {
                Some((decision, Some(option))) => say.would_come_out_as(&decision.title, &option.title),
                Some((decision, None)) => say.would_have_no_result(&decision.title),
                None => say.result_another(),
            }
        }
    };
    match adoption.newly_asked {
        0 => told,
        more => say.more_questions(more, told),
    }
}

fn concession(names: &Names<'_>, one: &Concession<'_>) -> Option<String> {
    let say = names.say;
    let (person, to) = (names.of(one.person), names.of(one.to));
    let whose = if to.ends_with('s') { say.possessive_s(to) } else { say.possessive(to) };
    let sets: Vec<String> = one
        .questions
        .iter()
        .map(|questions| say.all_of(&say.each_quoted(questions.iter().map(|question| asked(question)))))
        .collect();
    let Some((first, rest)) = sets.split_first() else {
        return Some(say.not_found_in_time(person, whose));
    };
    let size = one.questions.first().map_or(0, Vec::len);
    let told = match names.is_what_if {
        true if one.person != 0 => return None,
        true => say.it_takes_the_change(first),
        false => say.would_reach(size, person, whose, first),
    };
    let others = match rest {
        [] => None,
        [only] => Some(say.or_to(only)),
        [many @ .., last] => Some(say.or_to(say.list_or_to(say.row_of(many), last))),
    };
    let fewer = (size != 1 && one.proof == Proof::Exact).then(|| say.nothing_less());
    Some([Some(told), others, fewer].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn asked_of_some(questions: &[&Question], say: &Wording) -> String {
    if questions.is_empty() {
        return String::new();
    }
    let named = say.row_of(&say.each_quoted(questions.iter().take(SOME_NAMED).map(|question| asked(question))));
    say.only_some_asked(match questions.len().saturating_sub(SOME_NAMED) {
        0 => named,
        more => say.and_others(more, named),
    })
}
