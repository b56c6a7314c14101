//! From nodes to a draft: the keys of the format, one function for each kind of mapping.

use super::allow::allows;
use super::condition::condition;
use super::departures::departures;
use super::fields::{id_problem, path_problem, text_of, whole_of, words_of};
use super::format::{
    ANSWER, AREA, ASSESSMENT, BOX, CASE, CASES_FILE, CHART, CONTRADICTION, DECISION, FACT, FILE, HEADER, HEADLINE,
    IF_SO, OPTION, QUESTION, RULE, SOURCE, TYPES,
};
use super::former::former;
use super::property::property;
use super::scale;
use super::{
    Answer, Area, Assessment, Case, Chart, ChartBox, Choose, Condition, Contradiction, Decision, DecisionOption, Draft,
    Fact, Fields, Header, Headline, Question, QuestionKind, Rule, Source, Spanned,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::near;
use crate::place::Span;
use crate::yaml::{Key, Node, Shape};

type Out<'o> = &'o mut Vec<Diagnostic>;

/// Adds what one file says to the draft.
pub(crate) fn read(file: &Node, draft: &mut Draft, out: Out<'_>) {
    if file.is_null() {
        return;
    }
    if let Some(answers) = answers_of(file) {
        let message = "these are answers to a rulebook, and no rulebook";
        let help = "`advisor recommend` takes them, and `--rules` names the rulebook";
        out.push(Diagnostic::new(Code::WrongType, answers, message).help(help));
        return;
    }
    let Some(mut fields) = Fields::open(file, &FILE, out) else { return };
    if let Some(node) = fields.node("rulebook") {
        draft.headers.extend(header(node, fields.out()));
    }
    draft.sources.extend(each(&mut fields, "sources", source));
    draft.questions.extend(each(&mut fields, "questions", question));
    draft.facts.extend(each(&mut fields, "facts", fact));
    draft.decisions.extend(each(&mut fields, "decisions", decision));
    draft.contradictions.extend(each(&mut fields, "contradictions", contradiction));
    draft.headlines.extend(each(&mut fields, "headlines", headline));
    draft.charts.extend(each(&mut fields, "charts", chart));
    draft.assessments.extend(each(&mut fields, "assessments", assessment));
    draft.cases.extend(each(&mut fields, "cases", case));
    draft.properties.extend(each(&mut fields, "properties", property));
    draft.former.extend(each(&mut fields, "former", former));
    draft.removes.extend(departures(&mut fields, "remove"));
    draft.replaces.extend(departures(&mut fields, "replace"));
    draft.allows.extend(allows(file, fields.out()));
}

/// Adds the cases of a file that holds nothing else.
pub(crate) fn read_cases(file: &Node, draft: &mut Draft, out: Out<'_>) {
    let Some(mut fields) = Fields::open(file, &CASES_FILE, out) else { return };
    if !fields.has("cases") {
        fields.needed("cases");
    }
    draft.cases.extend(each(&mut fields, "cases", case));
}

/// Where the answers stand, if a file is one of answers and not of a rulebook.
fn answers_of(file: &Node) -> Option<Span> {
    let Shape::Map(entries) = &file.shape else { return None };
    let is_rulebook = |(key, value): &(Key, Node)| {
        FILE.entry(&key.text).is_some() && !(key.text == "rulebook" && value.scalar().is_some())
    };
    let answers = entries.iter().find(|(key, value)| key.text == "answers" && matches!(value.shape, Shape::Map(_)));
    answers.filter(|_| !entries.iter().any(is_rulebook)).map(|(key, _)| key.span)
}

fn each<T>(fields: &mut Fields<'_, '_>, key: &str, read: fn(&Node, Out<'_>) -> Option<T>) -> Vec<T> {
    fields.list(key).iter().filter_map(|node| read(node, fields.out())).collect()
}

fn header(node: &Node, out: Out<'_>) -> Option<Header> {
    let mut fields = Fields::open(node, &HEADER, out)?;
    if fields.needed("format").is_some()
        && let Some(format) = fields.whole("format").filter(|format| format.value != 1)
    {
        let message = format!("format {} is not known here", format.value);
        fields.out().push(Diagnostic::new(Code::OutOfRange, format.span, message).help("this program reads format 1"));
    }
    Some(Header {
        span: fields.span(),
        id: fields.id(),
        extends: fields.optional_text("extends"),
        version: fields.text("version").value,
        title: fields.text("title").value,
        summary: fields.plain_text("summary"),
        sections: labels(&mut fields, "sections", id_problem),
        scale: scale::read(&mut fields),
    })
}

fn source(node: &Node, out: Out<'_>) -> Option<Source> {
    let mut fields = Fields::open(node, &SOURCE, out)?;
    Some(Source {
        id: fields.id(),
        title: fields.text("title").value,
        short: fields.plain_text("short"),
        kind: fields.optional_text("kind"),
        seller: fields.flag("seller"),
        published: fields.plain_text("published"),
        address: fields.plain_text("address"),
        claims: labels(&mut fields, "claims", path_problem),
    })
}

/// A mapping from ids to texts.
fn labels(
    fields: &mut Fields<'_, '_>,
    key: &str,
    problem: fn(&str, Span) -> Option<Diagnostic>,
) -> Vec<(Spanned<String>, String)> {
    let mut labels = Vec::new();
    for (id, node) in fields.map(key) {
        fields.out().extend(problem(&id.text, id.span));
        if let Some(text) = text_of(node, &id.text, fields.out()) {
            labels.push((spanned(id), text.value));
        }
    }
    labels
}

fn spanned(key: &Key) -> Spanned<String> {
    Spanned { value: key.text.clone(), span: key.span }
}

fn question(node: &Node, out: Out<'_>) -> Option<Question> {
    let mut fields = Fields::open(node, &QUESTION, out)?;
    Some(Question {
        id: fields.id(),
        section: fields.optional_text("section"),
        ask: fields.text("ask").value,
        why: fields.plain_text("why"),
        nature: fields.optional_text("nature"),
        if_so: if_so(&mut fields),
        kind: question_kind(&mut fields),
        ask_if: optional_condition(&mut fields, "ask_if"),
        sources: fields.words("sources"),
    })
}

/// What completes "If …" for yes and for no.
fn if_so(fields: &mut Fields<'_, '_>) -> (String, String) {
    let Some(node) = fields.node("if_so") else { return Default::default() };
    let Some(mut fields) = Fields::open(node, &IF_SO, fields.out()) else { return Default::default() };
    (fields.plain_text("yes"), fields.plain_text("no"))
}

fn question_kind(fields: &mut Fields<'_, '_>) -> Option<QuestionKind> {
    let before = fields.out().len();
    let kind = fields.text("type");
    let help = match ["answers", "unit"].map(|key| fields.node(key).is_some()) {
        [true, _] => "write `type: choice` for one answer, or `type: many` for several",
        [_, true] => "write `type: number`",
        _ => "write `choice`, `many`, `number` or `yes_no`",
    };
    for missing in fields.out().iter_mut().skip(before).filter(|finding| finding.help.is_none()) {
        missing.help = Some(help.to_owned());
    }
    belongs(fields, &kind.value);
    match kind.value.as_str() {
        "choice" => Some(QuestionKind::Choice { ordered: fields.flag("ordered"), answers: answers(fields) }),
        "many" => Some(QuestionKind::Many { at_most: fields.whole("at_most"), answers: answers(fields) }),
        "number" => Some(QuestionKind::Number {
            unit: fields.plain_text("unit"),
            min: fields.whole("min"),
            max: fields.whole("max"),
        }),
        "yes_no" => Some(QuestionKind::YesNo),
        "" => None,
        other => {
            let message = format!("`{other}` is no type of question");
            fields
                .out()
                .push(Diagnostic::new(Code::UnknownName, kind.span, message).near(other, TYPES.iter().copied()));
            None
        }
    }
}

/// Reports keys that stand on a question of another type than theirs, so that none is passed over in silence.
fn belongs(fields: &mut Fields<'_, '_>, kind: &str) {
    if !TYPES.contains(&kind) {
        return;
    }
    for entry in fields.mapping().keys {
        let Some((_, types)) = entry.only.filter(|(_, types)| !types.contains(&kind)) else { continue };
        if let Some(node) = fields.node(entry.key) {
            let message = format!("`{}` does not belong to a question of type `{kind}`", entry.key);
            let help = format!("it belongs to type {}", near::one_of(types));
            fields.out().push(Diagnostic::new(Code::UnknownKey, node.span, message).help(help));
        }
    }
}

fn answers(fields: &mut Fields<'_, '_>) -> Vec<Answer> {
    if fields.needed("answers").is_none() {
        return Vec::new();
    }
    let mut answers = Vec::new();
    for (id, node) in fields.map("answers") {
        fields.out().extend(id_problem(&id.text, id.span));
        let (label, help, if_so) = match &node.shape {
            Shape::Map(_) => {
                let Some(mut fields) = Fields::open(node, &ANSWER, fields.out()) else { continue };
                (fields.text("label").value, fields.plain_text("help"), fields.plain_text("if_so"))
            }
            _ => match text_of(node, &id.text, fields.out()) {
                Some(label) => (label.value, String::new(), String::new()),
                None => continue,
            },
        };
        answers.push(Answer { id: spanned(id), label, help, if_so });
    }
    answers
}

fn fact(node: &Node, out: Out<'_>) -> Option<Fact> {
    let mut fields = Fields::open(node, &FACT, out)?;
    let id = fields.id();
    Some(Fact { id, condition: condition_or_never(&mut fields) })
}

fn decision(node: &Node, out: Out<'_>) -> Option<Decision> {
    let mut fields = Fields::open(node, &DECISION, out)?;
    let mut lacks = Vec::new();
    // A layer may add to a decision below it, and say nothing else of it.
    let own = DECISION.names().filter(|key| !matches!(*key, "id" | "options" | "rules" | "allow"));
    let own = own.filter_map(|key| Some((key, fields.node(key)?.span))).collect();
    Some(Decision {
        id: fields.id(),
        title: fields.text_or_lack("title", &mut lacks).value,
        choose: choose(&mut fields, &mut lacks),
        main: fields.flag("main"),
        display: fields.optional_text("display"),
        follows: fields.optional_text("follows"),
        applies_if: optional_condition(&mut fields, "applies_if"),
        options_unread: fields.node("options").is_some_and(|node| !matches!(node.shape, Shape::List(_))),
        options: each(&mut fields, "options", option),
        rules: each(&mut fields, "rules", rule),
        lacks,
        own,
    })
}

fn choose(fields: &mut Fields<'_, '_>, lacks: Out<'_>) -> Option<Choose> {
    let word = fields.text_or_lack("choose", lacks);
    let (mine, other) = match word.value.as_str() {
        "one" => ("close_call", "threshold"),
        "many" => ("threshold", "close_call"),
        "" => return None,
        wrong => {
            let message = format!("`choose` is `one` or `many`, not `{wrong}`");
            fields.out().push(Diagnostic::new(Code::UnknownName, word.span, message).near(wrong, ["one", "many"]));
            return None;
        }
    };
    if let Some(node) = fields.node(other) {
        let message = format!("`{other}` does not belong to a decision that chooses {}", word.value);
        fields.out().push(Diagnostic::new(Code::UnknownKey, node.span, message));
    }
    let value = fields.whole(mine);
    if mine == "threshold" {
        return Some(Choose::Many { threshold: value.map_or(1, |threshold| threshold.value) });
    }
    if let Some(close_call) = value.as_ref().filter(|close_call| close_call.value < 0) {
        let problem = Diagnostic::new(Code::OutOfRange, close_call.span, "a margin is never below 0");
        fields.out().push(problem.help("write 0 if only ties are close"));
    }
    Some(Choose::One { close_call: value.map_or(0, |close_call| close_call.value) })
}

fn option(node: &Node, out: Out<'_>) -> Option<DecisionOption> {
    let mut fields = Fields::open(node, &OPTION, out)?;
    let mut details = Vec::new();
    for (title, list) in fields.map("details") {
        let entries = words_of(list, &title.text, fields.out());
        details.push((title.text.clone(), entries.into_iter().map(|entry| entry.value).collect()));
    }
    Some(DecisionOption {
        id: fields.id(),
        title: fields.text("title").value,
        summary: fields.plain_text("summary"),
        when: fields.plain_text("when"),
        owner: fields.plain_text("owner"),
        first: fields.flag("first"),
        details,
        sources: fields.words("sources"),
    })
}

fn rule(node: &Node, out: Out<'_>) -> Option<Rule> {
    let mut fields = Fields::open(node, &RULE, out)?;
    let id = fields.id();
    let condition = condition_or_never(&mut fields);
    let mut points = Vec::new();
    for (option, node) in fields.map("points") {
        if let Some(value) = whole_of(node, &option.text, fields.out()) {
            points.push((spanned(option), value));
        }
    }
    let (rules_out, fixed) = (fields.words("rules_out"), fields.flag("fixed"));
    let (because, sources) = (fields.plain_text("because"), fields.words("sources"));
    Some(Rule { id, condition, points, rules_out, fixed, because, sources })
}

fn contradiction(node: &Node, out: Out<'_>) -> Option<Contradiction> {
    let mut fields = Fields::open(node, &CONTRADICTION, out)?;
    Some(Contradiction { condition: condition_or_never(&mut fields), say: fields.text("say") })
}

fn headline(node: &Node, out: Out<'_>) -> Option<Headline> {
    let mut fields = Fields::open(node, &HEADLINE, out)?;
    Some(Headline { condition: optional_condition(&mut fields, "if"), say: fields.text("say") })
}

fn chart(node: &Node, out: Out<'_>) -> Option<Chart> {
    let mut fields = Fields::open(node, &CHART, out)?;
    Some(Chart {
        id: fields.id(),
        title: fields.text("title").value,
        condition: optional_condition(&mut fields, "if"),
        boxes: each(&mut fields, "boxes", chart_box),
    })
}

/// Goes down with the boxes, and no further than YAML may be nested.
fn chart_box(node: &Node, out: Out<'_>) -> Option<ChartBox> {
    let mut fields = Fields::open(node, &BOX, out)?;
    let title = fields.text("title");
    Some(ChartBox {
        span: title.span,
        title: title.value,
        note: fields.plain_text("note"),
        style: fields.optional_text("style"),
        condition: optional_condition(&mut fields, "if"),
        below: each(&mut fields, "below", chart_box),
    })
}

fn assessment(node: &Node, out: Out<'_>) -> Option<Assessment> {
    let mut fields = Fields::open(node, &ASSESSMENT, out)?;
    Some(Assessment {
        id: fields.id(),
        title: fields.text("title").value,
        summary: fields.plain_text("summary"),
        levels: fields.words("levels"),
        areas: each(&mut fields, "areas", area),
    })
}

fn area(node: &Node, out: Out<'_>) -> Option<Area> {
    let mut fields = Fields::open(node, &AREA, out)?;
    Some(Area { question: fields.text("question"), title: fields.text("title").value })
}

/// A condition that may be absent.
fn optional_condition(fields: &mut Fields<'_, '_>, key: &str) -> Option<Condition> {
    fields.node(key).and_then(|node| condition(node, fields.out()))
}

/// The condition under `if`. A mistaken one has been reported; what it belongs to stays known under its name.
fn condition_or_never(fields: &mut Fields<'_, '_>) -> Condition {
    let read = fields.needed("if").and_then(|node| condition(node, fields.out()));
    read.unwrap_or(Condition::Any(Vec::new()))
}

fn case(node: &Node, out: Out<'_>) -> Option<Case> {
    let mut fields = Fields::open(node, &CASE, out)?;
    if !fields.has("answers") {
        fields.needed("answers");
    }
    let group = fields.optional_text("group");
    if let Some(group) = &group {
        fields.out().extend(path_problem(&group.value, group.span));
    }
    Some(Case {
        name: fields.text("name"),
        group,
        note: fields.plain_text("note"),
        weight: fields.whole("weight"),
        answers: fields.map("answers").to_vec(),
        expect: fields.map("expect").to_vec(),
        reasons: fields.words("reasons"),
    })
}
