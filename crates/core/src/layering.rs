//! From the drafts of several layers to one draft, as if somebody had written it by hand.
//!
//! A layer adds: questions behind those of their section, options and rules to decisions below it, everything else at
//! the end. What it takes out or puts something else in place of, it names under `remove` and `replace`, with a reason.
//! Whatever fits no layer below is reported here; whether the whole makes sense is left to the checks.

mod departures;

use std::collections::HashMap;
use std::ops::Range;

use departures::Departing;

use crate::builtin::shipped_id;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::{Below, Decision, Draft, Header, Question};
use crate::near;
use crate::place::Span;
use crate::rulebook::{Departure, Layer, Layers};

/// Among more decisions than this no near one is looked for.
const MOST_NAMES: usize = 100;

/// What one layer says, and the files that it says it in.
pub(crate) struct LayerDraft {
    pub(crate) draft: Draft,
    pub(crate) files: Range<u32>,
}

/// All layers as one.
pub(crate) struct Laid {
    pub(crate) draft: Draft,
    pub(crate) layers: Layers,
    /// The lowest layer extends nothing. Otherwise what is missing from all of them may be in the one that is not there.
    pub(crate) has_base: bool,
}

/// Lays each of the drafts over those before it. `all_read` says that no file is missing from them.
pub(crate) fn lay(layers: Vec<LayerDraft>, all_read: bool, out: &mut Vec<Diagnostic>) -> Laid {
    let (mut whole, mut known) = (Draft::default(), Layers::default());
    for (nth, LayerDraft { mut draft, files }) in layers.into_iter().enumerate() {
        let is_base = nth == 0 && draft.headers.iter().all(|header| header.extends.is_none());
        if is_base {
            draft.decisions.iter_mut().for_each(|decision| out.append(&mut decision.lacks));
        }
        headers(&draft, &files, out);
        let header = draft.headers.first();
        let again = header.is_some_and(|header| is_below(header, &whole, out));
        let mut layer = header.map(layer).unwrap_or_default();
        if nth == 0 {
            base(&draft, out);
            whole = draft;
        } else if !again {
            if let Some(header) = header {
                extends(header, &whole, out);
            }
            over(&mut whole, draft, all_read, &mut layer, out);
        }
        known.push(files, layer);
    }
    let has_base = known.all().first().is_none_or(|layer| layer.extends.is_none());
    Laid { draft: whole, layers: known, has_base }
}

/// The one `rulebook:` of all files of a layer.
fn headers(draft: &Draft, files: &Range<u32>, out: &mut Vec<Diagnostic>) {
    let first = draft.headers.first();
    if first.is_none() && !out.iter().any(|finding| files.contains(&finding.span.file)) {
        let message = "no file has the key `rulebook`";
        let help = "add `rulebook:` with `id`, `version`, `format: 1` and `title`";
        out.push(Diagnostic::new(Code::MissingKey, Span::start_of(files.start), message).help(help));
    }
    for again in draft.headers.iter().skip(1) {
        let problem = Diagnostic::new(Code::DuplicateKey, again.span, "`rulebook` stands in two files");
        let problem = problem.help("keep one of the two");
        out.push(match first {
            Some(first) => problem.related(first.span, "first here"),
            None => problem,
        });
    }
}

/// Whether a rulebook with this id is below already, which is reported: everything in it would be there twice.
fn is_below(header: &Header, whole: &Draft, out: &mut Vec<Diagnostic>) -> bool {
    let Some(first) = whole.headers.iter().find(|below| below.id.value == header.id.value) else { return false };
    if !header.id.value.is_empty() {
        let message = format!("two layers have the id `{}`", header.id.value);
        let problem = Diagnostic::new(Code::DuplicateId, header.id.span, message);
        out.push(problem.help("name each rulebook once, or give one another id").related(first.id.span, "first here"));
    }
    true
}

/// What only a layer may have.
fn base(draft: &Draft, out: &mut Vec<Diagnostic>) {
    for extends in draft.headers.iter().filter_map(|header| header.extends.as_ref()) {
        let message = format!("the rulebook `{}` that this extends is not there", extends.value);
        let shipped = shipped_id();
        let help = match near::nearest(&extends.value, &shipped.iter().map(String::as_str).collect::<Vec<_>>()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name its path first, and then this one: `--rules BASE --rules LAYER`".to_owned(),
        };
        out.push(Diagnostic::new(Code::UnknownName, extends.span, message).help(help));
    }
    if draft.headers.iter().any(|header| header.extends.is_some()) {
        return;
    }
    for (key, list) in [("remove", &draft.removes), ("replace", &draft.replaces)] {
        if let Some(first) = list.first() {
            let message = format!("`{key}` belongs to a layer, and this rulebook extends none");
            let problem = Diagnostic::new(Code::UnknownKey, first.name.span, message);
            out.push(problem.help("change it where it stands, or add `extends` to `rulebook`"));
        }
    }
}

fn extends(header: &Header, whole: &Draft, out: &mut Vec<Diagnostic>) {
    let ids: Vec<&str> = whole.headers.iter().map(|below| below.id.value.as_str()).collect();
    match &header.extends {
        Some(extends) if ids.contains(&extends.value.as_str()) => {}
        Some(extends) => {
            let message = format!("no rulebook below this layer has the id `{}`", extends.value);
            out.push(Diagnostic::new(Code::UnknownName, extends.span, message).near(&extends.value, ids));
        }
        None => {
            let base = ids.first().copied().unwrap_or_default();
            let message = format!("`rulebook` of a layer over `{base}` needs `extends`");
            let help = format!("add `extends: {base}`, or name only one rulebook");
            out.push(Diagnostic::new(Code::MissingKey, header.span, message).help(help));
        }
    }
}

/// What a header says, before anything of the layer is laid over others.
pub(crate) fn layer(header: &Header) -> Layer {
    Layer {
        id: header.id.value.clone(),
        version: header.version.clone(),
        title: header.title.clone(),
        summary: header.summary.clone(),
        extends: header.extends.as_ref().map(|extends| extends.value.clone()),
        removed: Vec::new(),
        replaced: Vec::new(),
    }
}

/// Lays one draft over all that is below it.
fn over(whole: &mut Draft, mut draft: Draft, all_read: bool, layer: &mut Layer, out: &mut Vec<Diagnostic>) {
    whole.below = Some(below(whole));
    let (removes, replaces) = (std::mem::take(&mut draft.removes), std::mem::take(&mut draft.replaces));
    let departing = Departing::of(&removes, &replaces, whole, &draft, out);
    departing.apply(whole, &mut draft, out);
    let told = |entry: crate::draft::Departure| Departure { name: entry.name.value, reason: entry.reason };
    layer.removed = removes.into_iter().map(told).collect();
    layer.replaced = replaces.into_iter().map(told).collect();

    questions(&mut whole.questions, draft.questions);
    decisions(&mut whole.decisions, draft.decisions, all_read, out);
    whole.headers.extend(draft.headers);
    whole.sources.extend(draft.sources);
    whole.facts.extend(draft.facts);
    whole.contradictions.extend(draft.contradictions);
    // The first headline that is true is shown, and a layer has the last word.
    whole.headlines.splice(..0, draft.headlines);
    whole.charts.extend(draft.charts);
    whole.assessments.extend(draft.assessments);
    whole.cases.extend(draft.cases);
    whole.properties.extend(draft.properties);
    whole.former.extend(draft.former);
    whole.allows.extend(draft.allows);
    whole.cuts.extend(draft.cuts);
}

fn below(whole: &Draft) -> Below {
    let rules = whole.decisions.iter().flat_map(|decision| &decision.rules);
    let rules = rules.map(|rule| (rule.id.value.clone(), rule.because.clone()));
    let cases = whole.cases.iter().map(|case| (case.name.value.clone(), "A case.".to_owned()));
    Below {
        rulebooks: whole.headers.iter().map(|header| header.id.value.clone()).collect(),
        decisions: whole.decisions.iter().map(|decision| decision.id.value.clone()).collect(),
        replaceable: rules.chain(cases).collect(),
    }
}

/// Puts each question of a layer behind the last of its section, so that the questionnaire keeps its parts together.
fn questions(whole: &mut Vec<Question>, more: Vec<Question>) {
    let section = |question: &Question| question.section.as_ref().map(|section| section.value.clone());
    let last: HashMap<_, usize> = whole.iter().enumerate().map(|(at, question)| (section(question), at)).collect();
    let below = std::mem::take(whole).into_iter().enumerate();
    let more =
        more.into_iter().map(|question| (last.get(&section(&question)).copied().unwrap_or(usize::MAX), question));
    let mut placed: Vec<(usize, Question)> = below.chain(more).collect();
    placed.sort_by_key(|(at, _)| *at);
    whole.extend(placed.into_iter().map(|(_, question)| question));
}

/// Adds options and rules to decisions that are there, and decisions that are not.
fn decisions(whole: &mut Vec<Decision>, more: Vec<Decision>, all_read: bool, out: &mut Vec<Diagnostic>) {
    let ids: Vec<String> = whole.iter().map(|decision| decision.id.value.clone()).collect();
    let places: HashMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).take(MOST_NAMES).collect();
    for mut decision in more {
        let found = places.get(decision.id.value.as_str()).and_then(|at| whole.get_mut(*at));
        match found.filter(|below| !below.id.value.is_empty()) {
            None => {
                if all_read {
                    let near = near::nearest(&decision.id.value, &ids);
                    let help = near.map(|near| format!("did you mean to add to `{near}`?"));
                    let lacks = decision.lacks.drain(..);
                    out.extend(lacks.map(|lack| match &help {
                        Some(help) => lack.help(help.clone()),
                        None => lack,
                    }));
                }
                whole.push(decision);
            }
            Some(below) => {
                for (key, span) in &decision.own {
                    let message = format!("`{key}` of `{}` is given below this layer", decision.id.value);
                    let problem = Diagnostic::new(Code::UnknownKey, *span, message);
                    let problem = problem.help("leave it out: a layer adds options and rules to a decision");
                    out.push(problem.related(below.id.span, "the decision stands here"));
                }
                below.options.append(&mut decision.options);
                below.rules.append(&mut decision.rules);
            }
        }
    }
}
