//! From answers to demands: which points would make what is wanted come.
//!
//! Which rules fire follows from the answers and from what the decisions above came to. So the decisions are gone through in
//! their order, and each is taken to come to each of its options in turn, with the inequalities that make it so. What is
//! wanted of the decisions below thus becomes a demand on those above, too: "the CRO leads" is "the structure is one of
//! those from which that follows". Decisions on which nothing wanted rests are passed over, and so are outcomes that no
//! points within the bounds can bring about.

use super::demand::{Demand, Sum, Way, size};
use super::variable::{Bounds, Points, Space};
use super::work::Work;
use crate::evaluation::{Tally, World};
use crate::rulebook::{Book, Choose, Condition, Decision, DecisionOption, Given, Question, Rule, RuleRef};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::truth::Truth;

/// So many ways are followed for one demand. With more, the demand is not complete.
const MOST_WAYS: usize = 256;
/// So many looks it may take to see whether a demand holds. With more, the demand is not complete.
const MOST_LOOKS: usize = 20_000;
/// So many options of a decision that chooses several are taken to be in or out, each.
const MOST_OPEN: usize = 6;

/// So many decisions are looked at for one demand, each time anew for what those above came to.
const MOST_STEPS: usize = 4_096;
/// In looks: a rule whose condition is tested, or a term that is copied and put in its place.
const LOOKS: usize = 20;

/// How much may still be followed, and whether that was too little.
struct Limit<'w> {
    steps: usize,
    work: &'w mut Work,
    cut: bool,
}

impl Limit<'_> {
    /// Takes so many looks, and says whether they were there.
    fn allows(&mut self, looks: usize) -> bool {
        self.cut |= self.steps == 0 || self.work.is_spent();
        if !self.cut {
            self.steps -= 1;
            self.work.spend(looks);
        }
        !self.cut
    }
}

/// What is wanted of a profile of answers.
pub(super) trait Wanted {
    /// The decisions that it looks at, each with the options that it tells apart.
    fn looks_at(&self) -> Vec<(Ix<Decision>, Set)>;
    /// Whether it can still come true when the decision comes to this, with these rules fired.
    fn accepts(&self, decision: Ix<Decision>, outcome: &Set, fired: &[Ix<Rule>]) -> bool;
    /// By how many points an outcome that it looks at must lead.
    fn margin(&self, _decision: Ix<Decision>) -> i64 {
        0
    }
    /// The last word, when everything that it looks at is known.
    fn holds(&self, _world: &World) -> bool {
        true
    }
}

/// A profile, as it may come out under the points that may change.
pub(super) struct Scenarios<'b> {
    book: &'b Book,
    space: &'b Space,
    bounds: &'b Bounds,
    today: Points,
    /// The decisions that matter, each with the options that do.
    watched: Table<Decision, Option<Set>>,
}

/// The rules that fire, and what they do, before any points.
pub(super) struct Standing {
    pub(super) fired: Vec<Ix<Rule>>,
    /// The options that are not ruled out, with the sum of their points.
    pub(super) running: Vec<(Ix<DecisionOption>, Sum)>,
}

impl<'b> Scenarios<'b> {
    pub(super) fn new(book: &'b Book, space: &'b Space, bounds: &'b Bounds, looks_at: &[(Ix<Decision>, Set)]) -> Self {
        let mut watched: Table<Decision, Option<Set>> = book.decisions.column(|_| None);
        let watch = |at: Ix<Decision>, options: &Set, watched: &mut Table<Decision, Option<Set>>| {
            let set = watched[at].get_or_insert_default();
            options.iter().for_each(|option| set.insert(option));
        };
        for (decision, options) in looks_at {
            watch(*decision, options, &mut watched);
        }
        // A decision may test those above it alone, so that from below all are found in one pass.
        for at in book.decisions.indices().rev() {
            if watched[at].is_none() {
                continue;
            }
            let decision = &book.decisions[at];
            let conditions = decision.rules.rows().iter().map(|rule| &rule.condition).chain(&decision.applies_if);
            for condition in conditions {
                condition.leaves(&mut |leaf| {
                    if let Condition::Decided(above, options) = leaf {
                        watch(*above, options, &mut watched);
                    }
                });
            }
        }
        Scenarios { book, space, bounds, today: space.today(), watched }
    }

    /// The ways to make what is wanted come, as far as the work goes.
    pub(super) fn demand(
        &self,
        given: &Table<Question, Option<Given>>,
        wanted: &impl Wanted,
        work: &mut Work,
    ) -> Demand {
        let mut limit = Limit { steps: MOST_STEPS, work, cut: false };
        let mut ways = self.ways(given, wanted, &mut limit);
        ways.retain(|(_, world)| wanted.holds(world));
        let mut ways: Vec<Way> = ways.into_iter().map(|(way, _)| way).collect();
        ways.sort();
        ways.dedup();
        ways.sort_by_key(|way| !self.comes_today(way));
        limit.cut |= ways.len() > MOST_WAYS;
        ways.truncate(MOST_WAYS);
        let mut looks = 0;
        let fits = ways.iter().take_while(|way| {
            looks += size(way);
            looks <= MOST_LOOKS
        });
        let fits = fits.count();
        limit.cut |= fits < ways.len();
        ways.truncate(fits);
        Demand { ways, complete: !limit.cut }
    }

    /// Each way through the decisions that matter, with what is known at its end.
    fn ways(
        &self,
        given: &Table<Question, Option<Given>>,
        wanted: &impl Wanted,
        limit: &mut Limit<'_>,
    ) -> Vec<(Way, World)> {
        let decisions: Vec<Ix<Decision>> =
            self.book.decisions.indices().filter(|ix| self.watched[*ix].is_some()).collect();
        let mut ways = Vec::new();
        self.follow(&decisions, World::of(self.book, given), Vec::new(), wanted, &mut ways, limit);
        ways
    }

    /// Follows the decisions in their order.
    fn follow(
        &self,
        decisions: &[Ix<Decision>],
        world: World,
        way: Way,
        wanted: &impl Wanted,
        found: &mut Vec<(Way, World)>,
        limit: &mut Limit<'_>,
    ) {
        let [at, rest @ ..] = decisions else {
            found.push((way, world));
            return;
        };
        let decision = &self.book.decisions[*at];
        if !limit.allows(LOOKS * (decision.rules.len() + decision.options.len())) {
            return;
        }
        // What comes today is followed first, so that a demand which is cut short knows that way.
        let mut outcomes = self.outcomes(*at, &world, wanted.margin(*at), limit);
        outcomes.sort_by_key(|(_, _, way)| !self.comes_today(way));
        for (outcome, fired, more) in outcomes {
            if !wanted.accepts(*at, &outcome, &fired) {
                continue;
            }
            limit.work.spend(LOOKS * (size(&way) + size(&more)));
            let Some(way) = self.joined(&way, more) else { continue };
            let mut world = world.clone();
            world.decide(*at, outcome);
            self.follow(rest, world, way, wanted, found, limit);
        }
    }

    fn comes_today(&self, way: &Way) -> bool {
        way.iter().all(|inequality| inequality.holds(&self.today))
    }

    /// Both together, without what holds anyway; none if no points can do it.
    pub(super) fn joined(&self, way: &Way, more: Way) -> Option<Way> {
        let mut joined = way.clone();
        for inequality in more {
            if !inequality.is_possible(self.bounds) {
                return None;
            }
            if !inequality.is_certain(self.bounds) {
                joined.push(inequality);
            }
        }
        joined.sort();
        joined.dedup();
        Some(joined)
    }

    /// Which rules fire, and who is in the running. None if the decision does not apply.
    pub(super) fn standing(&self, at: Ix<Decision>, world: &World) -> Option<Standing> {
        let decision = &self.book.decisions[at];
        if decision.applies_if.as_ref().is_some_and(|applies_if| world.truth(applies_if) != Truth::True) {
            return None;
        }
        let fires = |rule: &Ix<Rule>| world.truth(&decision.rules[*rule].condition) == Truth::True;
        let fired: Vec<Ix<Rule>> = decision.rules.indices().filter(fires).collect();
        let mut sums: Table<DecisionOption, Sum> = decision.options.column(|_| Sum::default());
        let mut ruled_out = Set::default();
        for rule in &fired {
            decision.rules[*rule].rules_out.iter().for_each(|option| ruled_out.insert(option));
            for (option, today, variable) in self.space.points(self.book, RuleRef { decision: at, rule: *rule }) {
                match variable {
                    Some(variable) => sums[option].add(variable, 1),
                    None => sums[option].add_constant(today),
                }
            }
        }
        let running = decision.options.indices().filter(|option| !ruled_out.contains(option.position()));
        let running = running.map(|option| (option, std::mem::take(&mut sums[option]))).collect();
        Some(Standing { fired, running })
    }

    /// What a decision may come to, each with the rules that fire and the inequalities that make it so.
    fn outcomes(
        &self,
        at: Ix<Decision>,
        world: &World,
        margin: i64,
        limit: &mut Limit<'_>,
    ) -> Vec<(Set, Vec<Ix<Rule>>, Way)> {
        let decision = &self.book.decisions[at];
        let Some(Standing { fired, running }) = self.standing(at, world) else {
            return vec![(Set::default(), Vec::new(), Way::new())];
        };
        if fired.is_empty() || running.is_empty() {
            return vec![(Set::default(), fired, Way::new())];
        }
        let lead = |option: Ix<DecisionOption>, sum: &Sum| -> Way {
            let rivals = running.iter().filter(|(rival, _)| *rival != option);
            let beat = |(rival, its): &(Ix<DecisionOption>, Sum)| {
                // Ties go to the one that is listed first.
                sum.less(its).at_least(margin.max(i64::from(*rival < option)))
            };
            rivals.map(beat).collect()
        };
        let Choose::Many { threshold } = decision.choose else {
            let outcome = |(option, sum): &(Ix<DecisionOption>, Sum)| {
                (Set::from_iter([option.position()]), fired.clone(), lead(*option, sum))
            };
            return running.iter().map(outcome).collect();
        };
        let watched = self.watched[at].unwrap_or_default();
        let seen: Vec<&(Ix<DecisionOption>, Sum)> =
            running.iter().filter(|(option, _)| watched.contains(option.position())).collect();
        let open = seen.iter().filter(|(_, sum)| !sum.is_constant()).count();
        let today = (open > MOST_OPEN).then(|| Tally::of(decision, world, |_| true).outcome_set());
        limit.cut |= today.is_some();
        let mut outcomes = vec![(Set::default(), Way::new())];
        for (option, sum) in seen {
            let position = option.position();
            let reached = sum.at_least(threshold + (margin - 1).max(0));
            let missed = sum.at_most(threshold - 1 - (margin - 1).max(0));
            let with = |(set, way): &(Set, Way)| {
                let mut set = *set;
                set.insert(position);
                Some((set, self.joined(way, vec![reached.clone()])?))
            };
            let without = |(set, way): &(Set, Way)| Some((*set, self.joined(way, vec![missed.clone()])?));
            outcomes = match today.map(|today| today.contains(position)) {
                Some(true) => outcomes.iter().filter_map(with).collect(),
                Some(false) => outcomes.iter().filter_map(without).collect(),
                None => outcomes.iter().flat_map(|so_far| [with(so_far), without(so_far)]).flatten().collect(),
            };
        }
        outcomes.into_iter().map(|(set, way)| (set, fired.clone(), way)).collect()
    }

    /// Follows two profiles side by side, for what is claimed of both: each pair of ways, with both worlds. False if some had
    /// to be left out.
    pub(super) fn pairs(
        &self,
        given: [&Table<Question, Option<Given>>; 2],
        wanted: &impl Wanted,
        work: &mut Work,
        found: &mut impl FnMut([&(Way, World); 2]),
    ) -> bool {
        let mut limit = Limit { steps: MOST_STEPS, work, cut: false };
        let [low, high] = given.map(|given| self.ways(given, wanted, &mut limit));
        let pairs = low.iter().flat_map(|low| high.iter().map(move |high| [low, high]));
        limit.cut |= low.len() * high.len() > MOST_WAYS;
        pairs.take(MOST_WAYS).for_each(found);
        !limit.cut
    }
}
