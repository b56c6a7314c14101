//! What an id stands for, and everything in the rulebook that uses it: for an author who is about to change it.

mod item;

pub use item::Item;

use std::collections::HashSet;

use crate::answers::Answer;
use crate::case::CaseResult;
use crate::near;
use crate::rulebook::{
    Area, Assessment, Case, Chart, ChartBox, Citation, Claimed, Clause, Contradiction, Decision, DecisionOption,
    Expected, Fact, Headline, Property, Question, Rule, Rulebook, Step,
};

/// One place that uses an item.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Use<'r> {
    /// Belongs to it: a question to a section, a rule to a decision.
    Member(Item<'r>),
    /// A condition names it: that of a question, a fact, a decision or a rule. If it names it only through a fact, the fact.
    Condition(Item<'r>, Option<&'r Fact>),
    /// A rule gives it points.
    Points(&'r Decision, &'r Rule, i64),
    /// A rule rules it out.
    RulesOut(&'r Decision, &'r Rule),
    /// A contradiction depends on it, and if only through a fact, through which.
    Contradicts(&'r Contradiction, Option<&'r Fact>),
    /// A headline depends on it, and if only through a fact, through which.
    Says(&'r Headline, Option<&'r Fact>),
    /// A chart depends on it: by its own condition or by that of a box, and if only through a fact, through which.
    Draws(&'r Chart, Option<&'r ChartBox>, Option<&'r Fact>),
    /// An area of an assessment is judged by it.
    Judges(&'r Assessment, &'r Area),
    /// A property says something of it. If only through a fact, the fact.
    Claims(&'r Property, Option<&'r Fact>),
    /// A rule, an option or a question cites it.
    Cites(Item<'r>),
    /// A case answers it, and how.
    Answered(&'r Case, Answer),
    /// A case expects something of it.
    Expected(&'r Case),
    /// A case names it among its reasons.
    Reason(&'r Case),
    /// It fires in a case.
    Fires(&'r Case),
}

impl Rulebook {
    /// Everything that an id stands for. Several things may have the same id. An answer can be told from others as
    /// `question=answer`, an option or a rule as `decision/option`, a claim as `source/claim`.
    ///
    /// ```
    /// use leadership_advisor::{Item, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin();
    /// assert!(matches!(rulebook.items("leadership/cro")[..], [Item::Option(_, option)] if option.id == "cro"));
    /// ```
    pub fn items(&self, id: &str) -> Vec<Item<'_>> {
        let mut found: Vec<Item<'_>> = self.every_item().filter(|item| item.id() == id).collect();
        found.extend(self.every_item().filter(|item| item.full_id().as_deref() == Some(id)));
        found
    }

    /// The id that is nearest to one that nothing has, as a question, or nothing.
    pub fn near_item(&self, id: &str) -> Option<String> {
        let full: Vec<String> = self.every_item().map(|item| item.full_id().unwrap_or(item.id().to_owned())).collect();
        let ids = self.every_item().map(|item| item.id()).filter(|known| known.contains('/') == id.contains('/'));
        let names: Vec<&str> = match id.contains(['/', '=']) {
            true => full.iter().map(String::as_str).collect(),
            false => ids.collect(),
        };
        near::nearest(id, &names).map(|near| format!("did you mean `{near}`?"))
    }

    fn every_item(&self) -> impl Iterator<Item = Item<'_>> {
        let sections = self.sections().iter().map(Item::Section);
        let questions = self.questions().iter().flat_map(|question| {
            let answers = question.answers().iter().map(move |answer| Item::Answer(question, answer));
            std::iter::once(Item::Question(question)).chain(answers)
        });
        let facts = self.facts().iter().map(Item::Fact);
        let decisions = self.decisions().iter().flat_map(|decision| {
            let options = decision.options().iter().map(move |option| Item::Option(decision, option));
            let rules = decision.rules().iter().map(move |rule| Item::Rule(decision, rule));
            std::iter::once(Item::Decision(decision)).chain(options).chain(rules)
        });
        let sources = self.sources().iter().flat_map(|source| {
            let claims = source.claims.iter().map(move |claim| Item::Claim(source, claim));
            std::iter::once(Item::Source(source)).chain(claims)
        });
        let charts = self.charts().iter().map(Item::Chart);
        let assessments = self.assessments().iter().map(Item::Assessment);
        let properties = self.properties().iter().map(Item::Property);
        let of_reports = charts.chain(assessments).chain(properties);
        sections.chain(questions).chain(facts).chain(decisions).chain(sources).chain(of_reports)
    }

    /// Everything that uses an item of this rulebook, in the order of the rulebook.
    pub fn uses<'r>(&'r self, item: Item<'r>) -> Vec<Use<'r>> {
        let mut uses = self.members(item);
        self.naming(item, &mut uses);
        for decision in self.decisions() {
            for rule in decision.rules() {
                let Item::Option(of, option) = item else { continue };
                if !std::ptr::eq(of, decision) {
                    continue;
                }
                let points = rule.points(decision).filter(|(given, _)| std::ptr::eq(*given, option));
                uses.extend(points.map(|(_, points)| Use::Points(decision, rule, points)));
                if rule.rules_out(decision).any(|out| std::ptr::eq(out, option)) {
                    uses.push(Use::RulesOut(decision, rule));
                }
            }
        }
        let cites = |citations: &[Citation]| citations.iter().any(|citation| is_cited(self, item, citation));
        for user in self.every_item() {
            let (Item::Question(Question { sources, .. })
            | Item::Option(_, DecisionOption { sources, .. })
            | Item::Rule(_, Rule { sources, .. })) = user
            else {
                continue;
            };
            if cites(sources) {
                uses.push(Use::Cites(user));
            }
        }
        let results: Vec<CaseResult<'_>> = match item {
            Item::Rule(..) => self.run_cases().collect(),
            _ => Vec::new(),
        };
        for (nth, case) in self.cases().iter().enumerate() {
            uses.extend(in_case(self, item, case));
            if let (Item::Rule(decision, rule), Some(result)) = (item, results.get(nth))
                && has_fired(result, decision, rule)
            {
                uses.push(Use::Fires(case));
            }
        }
        uses
    }

    fn members<'r>(&'r self, item: Item<'r>) -> Vec<Use<'r>> {
        let is_member = |one: &Item<'r>| match (item, *one) {
            (Item::Section(section), Item::Question(question)) => question.section.as_ref() == Some(&section.id),
            _ => false,
        };
        self.every_item().filter(is_member).map(Use::Member).collect()
    }

    /// The conditions that name an item, and those that name a fact which rests on it.
    fn naming<'r>(&'r self, item: Item<'r>, uses: &mut Vec<Use<'r>>) {
        // The facts that rest on it. Each comes after those that it rests on itself.
        let mut through: HashSet<&str> = HashSet::new();
        for step in &self.book().order {
            if let Step::Fact(ix) = step {
                let fact = &self.book().facts[*ix];
                if named(&self.holds_if(fact), item, &through).is_some() {
                    through.insert(&fact.id);
                }
            }
        }
        for user in self.every_item() {
            let clause = match user {
                Item::Question(question) => self.asked_if(question),
                Item::Fact(fact) => Some(self.holds_if(fact)),
                Item::Decision(decision) => self.applies_if(decision),
                Item::Rule(_, rule) => Some(self.fires_if(rule)),
                _ => None,
            };
            uses.extend(clause.and_then(|clause| named(&clause, item, &through)).map(|by| Use::Condition(user, by)));
        }
        for contradiction in self.contradictions() {
            let by = named(&self.contradicts_if(contradiction), item, &through);
            uses.extend(by.map(|by| Use::Contradicts(contradiction, by)));
        }
        for headline in self.headlines() {
            let by = self.said_if(headline).and_then(|clause| named(&clause, item, &through));
            uses.extend(by.map(|by| Use::Says(headline, by)));
        }
        for chart in self.charts() {
            let own = self.drawn_if(chart).and_then(|clause| named(&clause, item, &through));
            uses.extend(own.map(|by| Use::Draws(chart, None, by)));
            // One that stands in several places by way of an alias is written once.
            let mut seen = HashSet::new();
            for part in chart.every_box().into_iter().filter(|part| seen.insert(part.span)) {
                let by = self.box_drawn_if(part).and_then(|clause| named(&clause, item, &through));
                uses.extend(by.map(|by| Use::Draws(chart, Some(part), by)));
            }
        }
        for assessment in self.assessments() {
            let is_it = |area: &&Area| matches!(item, Item::Question(one) if std::ptr::eq(self.judged_by(area), one));
            uses.extend(assessment.areas.iter().filter(is_it).map(|area| Use::Judges(assessment, area)));
        }
        for property in self.properties() {
            let when = self.holds_when(property);
            let claimed = match self.claimed(property) {
                Claimed::Never(clause) | Claimed::Always(clause) => named(&clause, item, &through),
                Claimed::Raising { question, decision, option, against } => {
                    let is_it = match item {
                        Item::Question(one) => std::ptr::eq(question, one),
                        Item::Decision(one) => std::ptr::eq(decision, one),
                        Item::Option(of, one) => {
                            std::ptr::eq(decision, of) && (std::ptr::eq(option, one) || std::ptr::eq(against, one))
                        }
                        _ => false,
                    };
                    is_it.then_some(None)
                }
            };
            let ways = [when.and_then(|clause| named(&clause, item, &through)), claimed];
            // Once for each property, and without a fact if one of its parts names the item itself.
            let by = ways.into_iter().flatten().min_by_key(Option::is_some);
            uses.extend(by.map(|by| Use::Claims(property, by)));
        }
    }
}

/// Whether a condition names an item, and through which fact if not directly.
fn named<'r>(clause: &Clause<'r>, item: Item<'_>, through: &HashSet<&str>) -> Option<Option<&'r Fact>> {
    let mut found: Option<Option<&Fact>> = None;
    clause.tests(&mut |test| {
        if names(test, item) {
            found = Some(None);
        } else if let Clause::Fact { fact, .. } = test
            && found.is_none()
            && through.contains(fact.id.as_str())
        {
            found = Some(Some(fact));
        }
    });
    found
}

fn names(test: &Clause<'_>, item: Item<'_>) -> bool {
    match (test, item) {
        (
            Clause::Choice { question, .. }
            | Clause::YesNo { question, .. }
            | Clause::Number { question, .. }
            | Clause::Members { question, .. },
            Item::Question(wanted),
        ) => std::ptr::eq(*question, wanted),
        (Clause::Choice { question, among }, Item::Answer(of, wanted)) => {
            std::ptr::eq(*question, of) && among.iter().any(|answer| std::ptr::eq(*answer, wanted))
        }
        (Clause::Members { question, any, all, none }, Item::Answer(of, wanted)) => {
            let mut answers = any.iter().chain(all).chain(none);
            std::ptr::eq(*question, of) && answers.any(|answer| std::ptr::eq(*answer, wanted))
        }
        (Clause::Fact { fact, .. }, Item::Fact(wanted)) => std::ptr::eq(*fact, wanted),
        (Clause::Outcome { decision, .. }, Item::Decision(wanted)) => std::ptr::eq(*decision, wanted),
        (Clause::Outcome { decision, among }, Item::Option(of, wanted)) => {
            std::ptr::eq(*decision, of) && among.iter().any(|option| std::ptr::eq(*option, wanted))
        }
        _ => false,
    }
}

fn is_cited(rulebook: &Rulebook, item: Item<'_>, citation: &Citation) -> bool {
    match (item, rulebook.cited(citation)) {
        (Item::Source(wanted), (source, _)) => std::ptr::eq(source, wanted),
        (Item::Claim(_, wanted), (_, Some(claim))) => std::ptr::eq(claim, wanted),
        _ => false,
    }
}

fn in_case<'r>(rulebook: &'r Rulebook, item: Item<'r>, case: &'r Case) -> Option<Use<'r>> {
    let book = rulebook.book();
    match item {
        Item::Question(question) | Item::Answer(question, _) => {
            let ix = book.questions.find(|one| one.id == question.id)?;
            let (_, given) = case.answers.iter().find(|(one, _)| *one == ix)?;
            let answer = Answer::of(question, *given);
            let is_meant = match (item, &answer) {
                (Item::Answer(_, wanted), Answer::Choice(id)) => *id == wanted.id,
                (Item::Answer(_, wanted), Answer::Many(ids)) => ids.contains(&wanted.id),
                _ => true,
            };
            is_meant.then_some(Use::Answered(case, answer))
        }
        Item::Decision(decision) | Item::Option(decision, _) => {
            let of_it = |(ix, _): &&(_, Expected)| std::ptr::eq(&book.decisions[*ix], decision);
            let (_, expected) = case.expect.iter().find(of_it)?;
            let Item::Option(_, option) = item else { return Some(Use::Expected(case)) };
            let position = decision.options().iter().position(|one| std::ptr::eq(one, option))?;
            let is_meant = match expected {
                Expected::OneOf { options, .. } => options.contains(position),
                Expected::Members { includes, excludes } => includes.contains(position) || excludes.contains(position),
            };
            is_meant.then_some(Use::Expected(case))
        }
        Item::Rule(decision, rule) => {
            let is_it = |reason: &crate::rulebook::RuleRef| {
                let of = &book.decisions[reason.decision];
                std::ptr::eq(of, decision) && std::ptr::eq(&of.rules[reason.rule], rule)
            };
            case.reasons.iter().any(is_it).then_some(Use::Reason(case))
        }
        _ => None,
    }
}

fn has_fired(result: &CaseResult<'_>, decision: &Decision, rule: &Rule) -> bool {
    let Some(result) = result.evaluation.decision(&decision.id) else { return false };
    result.ranking.iter().any(|row| {
        let gave = row.reasons.iter().any(|reason| reason.rule.id == rule.id);
        gave || row.ruled_out_by.iter().any(|by| by.id == rule.id)
    })
}
