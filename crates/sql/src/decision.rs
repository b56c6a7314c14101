//! One decision as stages: which rules fire, points, outcome, margin, verdict.
//!
//! Each condition is written once, as a column, and points are sums over these columns. A decision with many rules is cut
//! into blocks, so that no stage has more columns than an engine takes: a block adds its points to those of the block before.
//! An option that is ruled out has [`OUT`] points, less than any rulebook can give.

use leadership_advisor::{Choose, Decision, DecisionOption, Rule};

use super::condition::Names;
use super::expression::{Comparison, Expr, Function, Ranked, Stage};
use super::name;

/// The points of what is ruled out. The checks of a rulebook keep all points below the fourth part of this.
const OUT: i64 = -(1 << 62);
/// So many rules make a block.
const BLOCK: usize = 250;

const APPLIES: &str = "_applies";
const FIRED: &str = "_fired";
const BEST: &str = "_best";
const SECOND: &str = "_second";

/// The columns with the result of a decision.
pub(crate) struct Columns {
    pub(crate) outcome: String,
    pub(crate) verdict: String,
    pub(crate) margin: String,
    /// The rules behind the outcome.
    pub(crate) rules: String,
}

impl Columns {
    pub(crate) fn of(names: &Names<'_>, decision: &Decision) -> Columns {
        let own = |kind| name::own(names.dialect, kind, &decision.id, names.place(&decision.id));
        Columns { outcome: own("outcome"), verdict: own("verdict"), margin: own("margin"), rules: own("rules") }
    }
}

/// The stages of a decision. With `explain` they say which rules stand behind its outcome.
pub(crate) fn stages(names: &Names<'_>, decision: &Decision, explain: bool) -> Vec<Stage> {
    let points = decision.rules().iter().flat_map(|rule| rule.points(decision));
    let all = points.fold(0_u64, |sum, (_, points)| sum.saturating_add(points.unsigned_abs()));
    let is_long = i32::try_from(all).is_err();
    let scoring = Scoring { names, decision, explain, columns: Columns::of(names, decision), is_long };
    let rules: Vec<(usize, &Rule)> = decision.rules().iter().enumerate().collect();
    let blocks: Vec<&[(usize, &Rule)]> = if rules.is_empty() { vec![&[]] } else { rules.chunks(BLOCK).collect() };
    let mut stages = Vec::new();
    for (nth, block) in blocks.iter().enumerate() {
        let is_last = nth + 1 == blocks.len();
        let name = |what: &str| match blocks.len() {
            1 => scoring.stage_name(what),
            _ => format!("{}_{}", scoring.stage_name(what), nth + 1),
        };
        stages.push(scoring.rules(name("rules"), block, nth == 0));
        stages.push(scoring.points(name("points"), block, nth == 0, is_last));
    }
    match decision.choose {
        Choose::One { close_call } => stages.extend(scoring.one(close_call)),
        Choose::Many { threshold } => stages.push(scoring.many(threshold)),
    }
    stages
}

struct Scoring<'s, 'r> {
    names: &'s Names<'r>,
    decision: &'s Decision,
    explain: bool,
    columns: Columns,
    /// Whether the points of all rules together need 64 bits.
    is_long: bool,
}

impl Scoring<'_, '_> {
    fn own(&self, kind: &str, id: &str, place: usize) -> String {
        name::own(self.names.dialect, kind, id, place)
    }

    fn stage_name(&self, what: &str) -> String {
        let limit = self.names.dialect.limits.name.saturating_sub(20);
        let id = &self.decision.id;
        let place = self.names.place(id);
        if id.len() <= limit { format!("{id}_{what}") } else { format!("decision_{place}_{what}") }
    }

    fn points_of(&self, place: usize, option: &DecisionOption) -> Expr {
        Expr::column(self.own("points", &option.id, place))
    }

    fn options(&self) -> impl Iterator<Item = (usize, &DecisionOption)> {
        self.decision.options().iter().enumerate()
    }

    /// Which rules of a block fire, and in the first whether the decision applies.
    fn rules(&self, name: String, block: &[(usize, &Rule)], is_first: bool) -> Stage {
        let mut stage = Stage::new(name, &self.decision.title);
        let rulebook = self.names.rulebook;
        if is_first {
            let applies = rulebook.applies_if(self.decision);
            let applies = applies.map(|clause| Expr::surely(self.names.condition(&clause)));
            stage.add(APPLIES, applies.unwrap_or(Expr::Truth(true)));
        }
        for (place, rule) in block {
            let fires = self.names.condition(&rulebook.fires_if(rule));
            stage.add_with(self.own("rule", &rule.id, *place), fires, &rule.id);
        }
        stage
    }

    /// What the rules of a block give each option, with what those before it gave.
    fn points(&self, name: String, block: &[(usize, &Rule)], is_first: bool, is_last: bool) -> Stage {
        let mut stage = Stage::new(name, "");
        stage.narrows = true;
        let flag = |(place, rule): &(usize, &Rule)| Expr::column(self.own("rule", &rule.id, *place));
        let earlier = |name: &str| Some(Expr::column(name)).filter(|_| !is_first);
        let fired = earlier(FIRED).into_iter().chain(block.iter().map(flag));
        stage.add(FIRED, Expr::surely(Expr::Any(fired.collect())));
        for (place, option) in self.options() {
            let (points, out) = (self.own("points", &option.id, place), self.own("out", &option.id, place));
            let sum: Vec<Expr> = earlier(&points)
                .into_iter()
                .chain(block.iter().filter_map(|rule| {
                    let own = rule.1.points(self.decision).find(|(own, points)| own.id == option.id && *points != 0)?;
                    Some(Expr::either(flag(rule), self.number(own.1), Expr::Integer(0)))
                }))
                .collect();
            let ruled_out = |rule: &&(usize, &Rule)| rule.1.rules_out(self.decision).any(|own| own.id == option.id);
            let outs: Vec<Expr> = earlier(&out).into_iter().chain(block.iter().filter(ruled_out).map(flag)).collect();
            let sum = Expr::Sum(sum);
            match (is_last, outs.as_slice()) {
                (true, []) => stage.add(points, sum),
                (true, _) => stage.add(points, Expr::either(Expr::Any(outs), Expr::Integer(OUT), sum)),
                (false, _) => {
                    stage.add(points, sum);
                    stage.add(out, Expr::surely(Expr::Any(outs)));
                }
            }
            if self.explain {
                let why = self.own("why", &option.id, place);
                let said =
                    block.iter().filter(|(_, rule)| rule.points(self.decision).any(|(own, _)| own.id == option.id));
                let said =
                    said.map(|rule| Expr::either(flag(rule), Expr::text(format!("|{}", rule.1.id)), Expr::text("")));
                let all = earlier(&why).into_iter().chain(said).collect();
                stage.add(why, Expr::Concat(all));
            }
        }
        stage
    }

    /// Points, with 64 bits where those of all rules together need that.
    fn number(&self, points: i64) -> Expr {
        if self.is_long { Expr::Long(points) } else { Expr::Integer(points) }
    }

    fn one(&self, close_call: i64) -> Vec<Stage> {
        let best = || Expr::column(BEST);
        let second = || Expr::column(SECOND);
        let outcome = || Expr::column(&self.columns.outcome);
        let is = |left, comparison, right| Expr::compare(left, comparison, right);
        let all: Vec<Expr> = self.options().map(|(place, option)| self.points_of(place, option)).collect();
        let mut leading = Stage::new(self.stage_name("best"), "");
        leading.add(BEST, Expr::Greatest(all.clone()));

        let mut chosen =
            Stage::new(self.stage_name("outcome"), "of equals the first, and behind it the best of the others");
        let in_running = is(best(), Comparison::Above, Expr::Integer(OUT));
        let first = self.options().map(|(place, option)| {
            (is(self.points_of(place, option), Comparison::Equal, best()), Expr::text(&option.id))
        });
        let decided = Expr::All(vec![Expr::column(APPLIES), Expr::column(FIRED), in_running]);
        chosen.add(&self.columns.outcome, Expr::only_if(decided, Expr::Case(first.collect(), None)));
        chosen.add(
            SECOND,
            match all.len() {
                1 => Expr::Integer(OUT),
                _ => {
                    let count = all.iter().map(|points| {
                        Expr::either(is(points.clone(), Comparison::Equal, best()), Expr::Integer(1), Expr::Integer(0))
                    });
                    let several = is(Expr::Sum(count.collect()), Comparison::Above, Expr::Integer(1));
                    let others = all.iter().map(|points| {
                        Expr::either(is(points.clone(), Comparison::Below, best()), points.clone(), Expr::Integer(OUT))
                    });
                    Expr::either(several, best(), Expr::Greatest(others.collect()))
                }
            },
        );

        let mut verdict = Stage::new(self.stage_name("verdict"), "");
        verdict.narrows = true;
        let rivalled = || is(second(), Comparison::Above, Expr::Integer(OUT));
        let lead = || Expr::Less(Box::new(best()), Box::new(second()));
        let close = is(lead(), Comparison::AtMost, Expr::Integer(close_call));
        let verdicts = vec![
            (Expr::not(Expr::column(APPLIES)), Expr::text("not_applicable")),
            (Expr::is_null(outcome()), Expr::text("not_enough_known")),
            (is(second(), Comparison::Equal, best()), Expr::text("tie")),
            (Expr::All(vec![rivalled(), close]), Expr::text("close_call")),
        ];
        verdict.add(&self.columns.verdict, Expr::Case(verdicts, Some(Box::new(Expr::text("clear")))));
        let has_margin = Expr::All(vec![Expr::not(Expr::is_null(outcome())), rivalled()]);
        verdict.add(&self.columns.margin, Expr::only_if(has_margin, lead()));
        if self.explain {
            let own = self.options().map(|(place, option)| {
                let why = Expr::column(self.own("why", &option.id, place));
                (is(outcome(), Comparison::Equal, Expr::text(&option.id)), Expr::Call(Function::Rest, vec![why]))
            });
            verdict.add(&self.columns.rules, Expr::Case(own.collect(), None));
        }
        vec![leading, chosen, verdict]
    }

    fn many(&self, threshold: i64) -> Stage {
        let mut stage = Stage::new(self.stage_name("verdict"), "");
        stage.narrows = true;
        let decided = || Expr::All(vec![Expr::column(APPLIES), Expr::column(FIRED)]);
        let ranked = |separator, text: &dyn Fn(usize, &DecisionOption) -> Expr| {
            let items = self.options().map(|(place, option)| (self.points_of(place, option), text(place, option)));
            let ranked = Ranked { items: items.collect(), threshold: threshold.max(OUT + 1), separator };
            Expr::only_if(decided(), Expr::Ranked(Box::new(ranked)))
        };
        stage.add(&self.columns.outcome, ranked("|", &|_, option| Expr::text(&option.id)));
        let verdicts = vec![
            (Expr::not(Expr::column(APPLIES)), Expr::text("not_applicable")),
            (Expr::not(Expr::column(FIRED)), Expr::text("not_enough_known")),
        ];
        stage.add(&self.columns.verdict, Expr::Case(verdicts, Some(Box::new(Expr::text("clear")))));
        stage.add(&self.columns.margin, Expr::NoInteger);
        if self.explain {
            let why = |place, option: &DecisionOption| {
                let why = Expr::column(self.own("why", &option.id, place));
                Expr::Concat(vec![Expr::text(format!("{}=", option.id)), Expr::Call(Function::Rest, vec![why])])
            };
            stage.add(&self.columns.rules, ranked(";", &why));
        }
        stage
    }
}
