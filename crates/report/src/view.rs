//! A result as it is told, before it is laid out: which sentences, rows and lists there are, and in which order.
//!
//! Text, Markdown and the page are faces of this one view, so that they cannot disagree. What is said in words is worded
//! here and below; what a face has no room for it leaves out. Nothing here knows of widths, marks or colours, and text is
//! as the rulebook's author wrote it: each face makes it harmless in its own way.

mod ways;
mod sellers;
mod exact;
mod choice;
mod selection;

pub(crate) use choice::{Choice, Outcome, Row, RuledOut, Waterfall, Why, WhyNot, all_ruled_out};
pub(crate) use exact::FlipView;
pub(crate) use selection::{Entry, Selection};
pub use ways::ways_in_words;

use leadership_advisor::{
    Analysed, Analysis, AssessmentResult, Choose, Decision, DecisionResult, DrawnChart, Evaluation, LeftOut, Question,
    Rulebook, Standing, Verdict,
};

use crate::brand::{Brand, Section};
use crate::wording::Wording;
use crate::words::{asked, lower_first};

/// Everything there is to say about a result.
pub(crate) struct View<'e> {
    /// In whose name it is told, and in which words.
    pub(crate) brand: &'e Brand,
    pub(crate) say: &'e Wording,
    pub(crate) rulebook: &'e Rulebook,
    pub(crate) company: Option<&'e str>,
    /// The result in a sentence or two: the headline of the rulebook, or the outcomes of its main decisions.
    pub(crate) sentence: String,
    /// The doubt that goes with it. Empty without any.
    doubt: String,
    /// What does not fit together in the answers.
    pub(crate) contradictions: Vec<&'e str>,
    pub(crate) charts: Vec<DrawnChart<'e>>,
    /// The decisions in their order, with the assessments before the first list of things to do.
    pub(crate) parts: Vec<Part<'e>>,
    /// What was answered and counts, by section.
    pub(crate) answers: Vec<AnsweredSection<'e>>,
    /// The open question that is most worth an answer.
    pub(crate) next: Option<&'e str>,
    /// What was left open.
    pub(crate) open: Vec<&'e str>,
    /// What was answered in vain, as a sentence.
    pub(crate) ignored: Option<String>,
    /// Which outcomes would be others without a single source.
    pub(crate) one_source: Vec<String>,
}

/// One part of the result.
pub(crate) enum Part<'e> {
    One(Box<Choice<'e>>),
    Assessment(AssessmentResult<'e>),
    Many(Selection<'e>),
}

/// The answers of one section of the questionnaire.
pub(crate) struct AnsweredSection<'e> {
    /// Empty for questions without a section.
    pub(crate) title: &'e str,
    pub(crate) answers: Vec<Answered<'e>>,
}

/// A question with its answer, in words.
#[derive(Clone)]
pub(crate) struct Answered<'e> {
    pub(crate) question: &'e str,
    pub(crate) answer: String,
}

impl<'e> View<'e> {
    /// The view of a result with its analysis, without what the brand leaves out. It searches for nothing.
    pub(crate) fn of(analysed: &Analysed<'e>, brand: &'e Brand) -> Self {
        let say = brand.say();
        let evaluation = analysed.evaluation();
        let rulebook = evaluation.answers().rulebook();
        let (results, analyses): (Vec<DecisionResult<'e>>, Vec<_>) = analysed.decisions().unzip();
        let told = results.iter().zip(analyses.iter().copied()).filter(|(result, _)| brand.tells(&result.decision.id));
        let decisions = told.map(|(result, analysis)| match result.decision.choose {
            Choose::One { .. } => {
                let mut choice = Choice::of(result, analysis, evaluation, say);
                choice.leave_out(brand);
                Part::One(Box::new(choice))
            }
            Choose::Many { .. } => Part::Many(Selection::of(result)),
        });
        let mut parts: Vec<Part<'e>> = decisions.collect();
        let many = parts.iter().position(|part| matches!(part, Part::Many(_))).unwrap_or(parts.len());
        let assessments = evaluation.assessments().into_iter().filter(|result| brand.tells(&result.assessment.id));
        parts.splice(many..many, assessments.map(Part::Assessment));
        let open: Vec<&str> = evaluation.unanswered().map(asked).collect();
        let mut view = View {
            brand,
            say,
            rulebook,
            company: evaluation.answers().company(),
            sentence: evaluation
                .headline()
                .map_or_else(|| sentence(&results, &analyses, say), |headline| headline.say.clone()),
            doubt: doubt(rulebook, &results, say),
            contradictions: evaluation.contradictions().into_iter().map(|one| one.say.as_str()).collect(),
            charts: evaluation.charts(),
            parts,
            answers: answers(evaluation, say),
            next: analysed.next_question().map(asked),
            open,
            ignored: ignored(evaluation, say),
            one_source: one_source(evaluation, say),
        };
        view.leave_out(brand);
        view
    }

    /// Drops what a brand leaves out.
    fn leave_out(&mut self, brand: &Brand) {
        if !brand.shows(Section::Charts) {
            self.charts.clear();
        }
        if !brand.shows(Section::Assessments) {
            self.parts.retain(|part| !matches!(part, Part::Assessment(_)));
        }
        if !brand.shows(Section::Answers) {
            self.answers.clear();
            self.ignored = None;
        }
        if !brand.shows(Section::Open) {
            self.open.clear();
            self.next = None;
        }
        if !brand.shows(Section::SourceEffects) {
            self.one_source.clear();
        }
    }

    /// Whose result it is, and on what.
    pub(crate) fn title(&self) -> String {
        let whose = self.company.map(|company| format!("{company} · ")).unwrap_or_default();
        format!("{whose}{}", self.rulebook.title())
    }

    /// The recommendation in one sentence, and the doubt that goes with it.
    pub(crate) fn full_sentence(&self) -> String {
        format!("{} {}", self.sentence, self.doubt).trim_end().to_owned()
    }

    /// The doubt that goes with the sentence. Empty without any.
    pub(crate) fn doubt(&self) -> &str {
        &self.doubt
    }

    /// The decisions for one option.
    pub(crate) fn choices(&self) -> impl Iterator<Item = &Choice<'e>> {
        self.parts.iter().filter_map(|part| match part {
            Part::One(choice) => Some(choice.as_ref()),
            _ => None,
        })
    }

    /// The decision for one option that the others follow from: the first that has an outcome, or nothing left.
    pub(crate) fn leading(&self) -> Option<&Choice<'e>> {
        self.choices().find(|choice| choice.nothing.is_none() && choice.follows.is_none())
    }

    /// The decisions for any number of options that apply.
    pub(crate) fn selections(&self) -> impl Iterator<Item = &Selection<'e>> {
        self.parts.iter().filter_map(|part| match part {
            Part::Many(selection) if selection.applies => Some(selection),
            _ => None,
        })
    }
}

/// The recommendation in a sentence or two, with the doubt that goes with it: the heading of every report.
pub fn recommendation_sentence(analysed: &Analysed<'_>) -> String {
    Brand::default().sentence(analysed)
}

impl Brand {
    /// [`recommendation_sentence`] in these words.
    pub fn sentence(&self, analysed: &Analysed<'_>) -> String {
        View::of(analysed, self).full_sentence()
    }
}

/// What is said without a headline: the outcome of each main decision for one option, or why there is none.
fn sentence(results: &[DecisionResult<'_>], analyses: &[Option<&Analysis<'_>>], say: &Wording) -> String {
    let of_its_own = |result: &&DecisionResult<'_>| {
        matches!(result.decision.choose, Choose::One { .. }) && result.decision.follows.is_none()
    };
    let one = || results.iter().filter(of_its_own);
    let mut outcomes: Vec<String> =
        one().filter(|result| result.decision.main).filter_map(|result| outcome(result, say)).collect();
    if outcomes.is_empty() {
        outcomes = one().filter_map(|result| outcome(result, say)).collect();
    }
    let titles: Vec<String> = outcomes
        .into_iter()
        .enumerate()
        .map(|(nth, title)| if nth == 0 { title.clone() } else { lower_first(&title) })
        .collect();
    if !titles.is_empty() {
        return say.recommended(titles.join("; "));
    }
    if one().any(all_ruled_out) {
        return say.recommended_none();
    }
    let is_one = |result: &DecisionResult<'_>| of_its_own(&result);
    let mut known = results.iter().zip(analyses.iter().copied()).filter(|(result, _)| is_one(result));
    if known.clone().any(|(result, analysis)| choice::is_uncovered(result, analysis))
        && known.all(|(result, analysis)| !result.applies || choice::is_uncovered(result, analysis))
    {
        return say.no_rule_covers();
    }
    if one().any(|result| result.verdict == Verdict::NotEnoughKnown) {
        return say.no_recommendation_yet();
    }
    let chosen = results.iter().flat_map(|result| &result.outcome).map(|option| option.title.as_str());
    match chosen.collect::<Vec<_>>().as_slice() {
        [] => say.no_decision_applies(),
        titles => say.recommended(titles.join("; ")),
    }
}

/// The outcome of a decision for one option, with whatever ties with it.
fn outcome(result: &DecisionResult<'_>, say: &Wording) -> Option<String> {
    let title = &result.outcome.first()?.title;
    if result.verdict != Verdict::Tie {
        return Some(title.clone());
    }
    let most = result.ranking.first().map(|row| row.points);
    let tied = result.ranking.iter().filter(|row| row.ruled_out_by.is_empty() && Some(row.points) == most);
    let tied: Vec<&str> = tied.map(|row| row.option.title.as_str()).collect();
    Some(say.any_of(&tied))
}

/// The doubt that goes with the sentence: what ties with the outcome of a decision behind it, or is close to it.
fn doubt(rulebook: &Rulebook, results: &[DecisionResult<'_>], say: &Wording) -> String {
    let is_followed = |decision: &Decision| {
        let followers = rulebook.decisions().iter().filter(|other| other.main);
        followers.filter_map(|other| other.follows.as_deref()).any(|followed| followed == decision.id)
    };
    let behind = results.iter().filter(|result| {
        let decision = result.decision;
        decision.follows.is_none() && (decision.main || is_followed(decision))
    });
    let doubts = behind.filter_map(|result| {
        let running: Vec<&str> = result.ranking.iter().map(|row| row.option.title.as_str()).collect();
        let [first, next, ..] = running.as_slice() else { return None };
        match (result.verdict, result.margin) {
            (Verdict::Tie, _) => {
                let most = result.ranking.first().map(|row| row.points);
                let is_tied = |row: &&Standing<'_>| row.ruled_out_by.is_empty() && Some(row.points) == most;
                let others = result.ranking.iter().filter(is_tied).skip(1);
                let others = say.each_quoted(others.map(|row| &row.option.title));
                Some(say.doubt_tie(others.len(), say.all_of(&others), first))
            }
            (Verdict::CloseCall, Some(margin)) => Some(say.doubt_close(margin, next)),
            _ => None,
        }
    });
    doubts.collect::<Vec<_>>().join(" ")
}

fn choose_one(rulebook: &Rulebook) -> impl Iterator<Item = &str> {
    let one = rulebook.decisions().iter().filter(|decision| matches!(decision.choose, Choose::One { .. }));
    one.map(|decision| decision.id.as_str())
}

fn answers<'e>(evaluation: &'e Evaluation, say: &Wording) -> Vec<AnsweredSection<'e>> {
    let answers = evaluation.answers();
    let sections =
        answers.rulebook().sections().iter().map(|section| (Some(section.id.as_str()), section.title.as_str()));
    let of_section = |section: Option<&str>| {
        let questions = evaluation.asked().filter(move |question| question.section.as_deref() == section);
        questions.filter_map(|question| answered(evaluation, question, say)).collect::<Vec<_>>()
    };
    let all = [(None, "")].into_iter().chain(sections);
    let all = all.map(|(id, title)| AnsweredSection { title, answers: of_section(id) });
    all.filter(|section| !section.answers.is_empty()).collect()
}

fn answered<'e>(evaluation: &'e Evaluation, question: &'e Question, say: &Wording) -> Option<Answered<'e>> {
    let answer = evaluation.answers().get(&question.id)?;
    Some(Answered { question: asked(question), answer: say.answer_in_words(question, &answer) })
}

fn ignored(evaluation: &Evaluation, say: &Wording) -> Option<String> {
    let ignored = say.each_quoted(evaluation.ignored().map(asked));
    (!ignored.is_empty()).then(|| say.ignored(say.all_of(&ignored)))
}

fn one_source(evaluation: &Evaluation, say: &Wording) -> Vec<String> {
    let one: Vec<&str> = choose_one(evaluation.answers().rulebook()).collect();
    let effects = evaluation.source_effects();
    let effects =
        effects.iter().filter(|effect| one.contains(&effect.decision.id.as_str()) && effect.decision.follows.is_none());
    let sentences = effects.map(|effect| {
        let outcome = say.each_quoted(effect.outcome.iter().map(|option| &option.title));
        let outcome = if outcome.is_empty() { say.no_result() } else { say.all_of(&outcome) };
        let decision = &effect.decision.title;
        match effect.without {
            LeftOut::Source(source) => say.without_source(decision, &source.title, outcome),
            LeftOut::Field => say.without_evidence(decision, outcome),
            _ => say.without_some(decision, outcome),
        }
    });
    sentences.collect()
}
