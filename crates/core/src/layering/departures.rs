//! `remove` and `replace`: the rules and cases of the layers below that do not hold in a layer.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{Case, Departure, Draft, Rule, Spanned};
use crate::place::Span;

/// Names by what has them: rules with their decisions, and cases.
struct Names {
    rules: HashMap<String, (String, Span)>,
    cases: HashMap<String, Span>,
}

impl Names {
    fn of(draft: &Draft) -> Names {
        let rules = draft.decisions.iter().flat_map(|decision| {
            decision.rules.iter().map(|rule| (rule.id.value.clone(), (decision.id.value.clone(), rule.id.span)))
        });
        let cases = draft.cases.iter().map(|case| (case.name.value.clone(), case.name.span));
        Names { rules: rules.collect(), cases: cases.collect() }
    }

    /// Where the rule or the case of a name stands.
    fn place(&self, name: &str) -> Option<Span> {
        self.rules.get(name).map(|(_, span)| *span).or_else(|| self.cases.get(name).copied())
    }
}

/// What a layer takes out or replaces, as far as it makes sense.
pub(super) struct Departing {
    below: Names,
    removed: HashSet<String>,
    replaced: HashSet<String>,
}

/// For so many wrong names a near one is looked for, since each takes a while.
const MOST_SEARCHES: usize = 1000;

impl Departing {
    pub(super) fn of(
        removes: &[Departure],
        replaces: &[Departure],
        whole: &Draft,
        layer: &Draft,
        out: &mut Vec<Diagnostic>,
    ) -> Departing {
        let (below, own) = (Names::of(whole), Names::of(layer));
        let mut searches = 0;
        let mut unknown = |name: &Spanned<String>| {
            let message = format!("no rule or case below this layer is called `{}`", name.value);
            let problem = Diagnostic::new(Code::UnknownName, name.span, message);
            searches += 1;
            if searches > MOST_SEARCHES {
                return problem;
            }
            let names = whole.below.iter().flat_map(|below| &below.replaceable).map(|(name, _)| name.as_str());
            problem.near(&name.value, names)
        };
        let (mut removed, mut replaced) = (HashSet::new(), HashSet::new());
        let mut replaced_at = HashMap::new();
        for Departure { name, .. } in replaces {
            if below.place(&name.value).is_none() {
                out.push(unknown(name));
                continue;
            }
            replaced_at.insert(name.value.as_str(), name.span);
            let by_rule = own.rules.contains_key(&name.value) && below.rules.contains_key(&name.value);
            let by_case = own.cases.contains_key(&name.value) && below.cases.contains_key(&name.value);
            if !by_rule && !by_case {
                let message = format!("nothing in this layer takes the place of `{}`", name.value);
                let help = match below.rules.get(&name.value) {
                    Some((decision, _)) => {
                        format!("write a rule with this id under the decision `{decision}`, or take it out by `remove`")
                    }
                    None => "write a case with this name, or take it out by `remove`".to_owned(),
                };
                out.push(Diagnostic::new(Code::MissingKey, name.span, message).help(help));
            }
            replaced.insert(name.value.clone());
        }
        for Departure { name, .. } in removes {
            if let Some(span) = replaced_at.get(name.value.as_str()) {
                let message = format!("`{}` is both removed and replaced", name.value);
                let problem = Diagnostic::new(Code::DuplicateId, name.span, message);
                out.push(problem.help("keep one of the two").related(*span, "replaced here"));
            } else if below.place(&name.value).is_none() {
                out.push(unknown(name));
            } else {
                if let Some(span) = own.place(&name.value) {
                    let message = format!("`{}` is removed, and stands in this layer again", name.value);
                    let problem = Diagnostic::new(Code::DuplicateId, name.span, message);
                    out.push(problem.help("write it under `replace` instead").related(span, "again here"));
                }
                removed.insert(name.value.clone());
            }
        }
        Departing { below, removed, replaced }
    }

    /// Takes out and puts in place. What stands in the layer under a name that is taken, and replaces nothing, is reported.
    pub(super) fn apply(&self, whole: &mut Draft, layer: &mut Draft, out: &mut Vec<Diagnostic>) {
        let mut rules: HashMap<String, Rule> = HashMap::new();
        for decision in &mut layer.decisions {
            let decision_id = decision.id.value.as_str();
            for rule in std::mem::take(&mut decision.rules) {
                let id = rule.id.value.as_str();
                let stays = |id: &str| !self.removed.contains(id) && !rules.contains_key(id);
                match self.below.rules.get(id).filter(|_| stays(id)) {
                    None => decision.rules.push(rule),
                    Some((below, first)) if self.replaced.contains(id) && below != decision_id => {
                        let message = format!("the rule `{id}` that this replaces belongs to the decision `{below}`");
                        let problem = Diagnostic::new(Code::DuplicateId, rule.id.span, message);
                        let help = "write it under the same decision, or give it another id and remove the other";
                        out.push(problem.help(help).related(*first, "the other stands here"));
                    }
                    Some(_) if self.replaced.contains(id) => drop(rules.insert(id.to_owned(), rule)),
                    Some((_, first)) => out.push(taken("rules", "id", &rule.id, *first)),
                }
            }
        }
        let mut cases: HashMap<String, Case> = HashMap::new();
        for case in std::mem::take(&mut layer.cases) {
            let name = case.name.value.as_str();
            match self.below.cases.get(name).filter(|_| !self.removed.contains(name) && !cases.contains_key(name)) {
                None => layer.cases.push(case),
                Some(_) if self.replaced.contains(name) => drop(cases.insert(name.to_owned(), case)),
                Some(first) => out.push(taken("cases", "name", &case.name, *first)),
            }
        }
        for decision in &mut whole.decisions {
            decision.rules.retain(|rule| !self.removed.contains(&rule.id.value));
            for rule in &mut decision.rules {
                if let Some(own) = rules.remove(&rule.id.value) {
                    *rule = own;
                }
            }
        }
        whole.cases.retain(|case| !self.removed.contains(&case.name.value));
        for case in &mut whole.cases {
            if let Some(own) = cases.remove(&case.name.value) {
                *case = own;
            }
            // A rule that is taken out openly need not fire any more. The rest of the case still holds.
            case.reasons.retain(|rule| !self.is_removed_rule(&rule.value));
        }
    }

    fn is_removed_rule(&self, id: &str) -> bool {
        self.removed.contains(id) && self.below.rules.contains_key(id)
    }
}

fn taken(what: &str, kind: &str, name: &Spanned<String>, first: Span) -> Diagnostic {
    let name_shown = &name.value;
    let help =
        format!("write `replace: {{{name_shown}: a reason}}` if this one takes its place, or give it another {kind}");
    Diagnostic::new(Code::DuplicateId, name.span, format!("two {what} have the {kind} `{name_shown}`"))
        .help(help)
        .related(first, "used first here, below this layer")
}
