//! A JSON Schema of the format with the ids of one rulebook, for editors: they complete names and flag misspellings while
//! somebody types.
//!
//! Made from the tables that reading goes by ([`crate::draft::format`]), and from a draft, so that a rulebook with errors
//! has a schema as well. It is of draft 7, which editors read best. It knows names and kinds of values; what takes more
//! than looking at one place (circles, order, sums) is left to the checks.

mod json;
mod vocabulary;
mod condition;

use json::{Json, list_of, map, one_of, reference, text, types};
use serde::{Serialize, Serializer};
use vocabulary::Vocabulary;

use crate::diagnostic::Diagnostics;
use crate::draft::format::{ANSWER, DECISION, EXPECTED, Entry, FILE, Mapping, RULE, Scope, Takes};
use crate::draft::{Choose, Decision, Draft};

/// A JSON Schema of a rulebook's files. Serialises as that schema.
///
/// Unlike a [`Rulebook`](crate::Rulebook), a schema exists for files with errors too. Names that could not be read because
/// a file is no YAML are missing from it; in that case it offers the names that it knows and calls no other wrong.
///
/// ```
/// use leadership_advisor::Schema;
///
/// let schema = Schema::parse_files([("half.yaml", "questions: [{id: hungry, type: yes_no}]")]);
/// assert!(schema.problems().is_empty(), "every file could be read, though there is no rulebook yet");
/// ```
#[derive(Debug)]
pub struct Schema {
    tree: Json,
    problems: Diagnostics,
}

impl Schema {
    /// The schema for a draft. `problems` are those that kept files from being read.
    pub(crate) fn new(draft: &Draft, problems: Diagnostics) -> Self {
        let names = Vocabulary::of(draft, problems.is_empty());
        Schema { tree: Writer { draft, names: &names }.schema(), problems }
    }

    /// Why files could not be read, so that their names are missing. Empty for files that are YAML, right or wrong.
    pub fn problems(&self) -> &Diagnostics {
        &self.problems
    }
}

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.tree.serialize(serializer)
    }
}

struct Writer<'d> {
    draft: &'d Draft,
    names: &'d Vocabulary<'d>,
}

impl Writer<'_> {
    fn schema(&self) -> Json {
        let title = self.draft.headers.first().map_or("", |header| header.title.as_str());
        let mut definitions = vec![
            ("id".to_owned(), id()),
            ("text".to_owned(), types(TEXT)),
            ("flag".to_owned(), flag()),
            (CITATION.to_owned(), self.names.citations()),
        ];
        self.mappings(FILE, &mut definitions);
        self.rules(&mut definitions);
        definitions.push((ANSWER.name.to_owned(), self.object(ANSWER, None)));
        self.conditions(&mut definitions);
        let mut schema = vec![
            ("$schema".to_owned(), text("http://json-schema.org/draft-07/schema#")),
            ("title".to_owned(), text(format!("A file of the rulebook {title}").trim_end())),
        ];
        if let Json::Map(file) = self.object(FILE, None) {
            schema.extend(file);
        }
        schema.push(("definitions".to_owned(), Json::Map(definitions)));
        Json::Map(schema)
    }

    /// The definitions of the mappings within one.
    fn mappings(&self, mapping: &Mapping, definitions: &mut Vec<(String, Json)>) {
        for entry in mapping.keys {
            if let Takes::Mapping(inner) | Takes::Mappings(inner) = entry.takes
                && inner.name != RULE.name
            {
                definitions.push((inner.name.to_owned(), self.object(inner, None)));
                self.mappings(inner, definitions);
            }
        }
    }

    /// Rules come once for each decision, since they may name its options and the decisions above it.
    fn rules(&self, definitions: &mut Vec<(String, Json)>) {
        for decision in self.names.decisions() {
            definitions.push((rule_of(decision), self.object(RULE, Some(decision))));
        }
        definitions.push((RULE.name.to_owned(), self.object(RULE, None)));
    }

    fn object(&self, mapping: &Mapping, decision: Option<&Decision>) -> Json {
        let property = |entry: &Entry| (entry.key.to_owned(), self.property(entry, decision));
        let needed = mapping.keys.iter().filter(|entry| entry.needed && entry.only.is_none());
        let needed: Vec<Json> = needed.map(|entry| text(entry.key)).collect();
        let mut branches: Vec<Json> = mapping.keys.iter().flat_map(|entry| branches(mapping, entry)).collect();
        if mapping.name == DECISION.name {
            branches.extend(self.by_decision());
        }
        let mut object = vec![
            ("type", text("object")),
            ("properties", Json::Map(mapping.keys.iter().map(property).collect())),
            ("additionalProperties", Json::Bool(false)),
        ];
        if !needed.is_empty() {
            object.push(("required", Json::List(needed)));
        }
        if !branches.is_empty() {
            object.push(("allOf", Json::List(branches)));
        }
        map(object)
    }

    fn property(&self, entry: &Entry, decision: Option<&Decision>) -> Json {
        let value = self.value(&entry.takes, decision);
        // An empty value counts as an absent one, and so may stand wherever nothing may.
        let may_be_empty = !entry.needed || matches!(entry.takes, Takes::Given);
        let value = if may_be_empty { value.or_null() } else { value };
        value.about(entry.about)
    }

    fn value(&self, takes: &Takes, decision: Option<&Decision>) -> Json {
        match takes {
            Takes::Id => reference("id"),
            Takes::Text => reference("text"),
            Takes::Format => map([("const", Json::Whole(1))]),
            Takes::Whole => types(&["integer"]),
            Takes::Flag => reference("flag"),
            Takes::Word(words) => one_of(words.iter().map(|word| (*word, "")), true),
            Takes::Labels => map([
                ("type", text("object")),
                ("propertyNames", reference("id")),
                ("additionalProperties", reference("text")),
            ]),
            Takes::Claims => map([("type", text("object")), ("additionalProperties", reference("text"))]),
            Takes::Answers => map([
                ("type", text("object")),
                ("propertyNames", reference("id")),
                ("additionalProperties", Json::any_of([reference("text"), reference(ANSWER.name)])),
            ]),
            Takes::Details => {
                let entries = Json::any_of([reference("text"), list_of(reference("text"))]);
                map([("type", text("object")), ("additionalProperties", entries)])
            }
            Takes::Condition(Scope::Questions) => reference(condition::OF_QUESTIONS),
            Takes::Condition(Scope::Decision) => reference(&self.condition_in(decision)),
            Takes::Mapping(mapping) => reference(mapping.name),
            // What a decision's rules may say depends on its id, and stands in branches.
            Takes::Mappings(mapping) if mapping.name == RULE.name => types(&["array"]),
            Takes::Mappings(mapping) => list_of(reference(mapping.name)),
            Takes::Section => self.names.sections(),
            Takes::Citations => list_of(reference(CITATION)),
            Takes::Points => {
                let options = self.options(decision).into_iter();
                let points = options.map(|(id, title)| (id.to_owned(), types(&["integer"]).about(title)));
                self.names.object(points.collect(), types(&["integer"]))
            }
            Takes::Options => list_of(self.option(decision)),
            Takes::Rules => list_of(self.names.rules()),
            Takes::Given => {
                let questions = self.names.questions();
                let given = questions.map(|question| (question.id.value.clone(), condition::given(question)));
                self.names.object(given.collect(), Json::anything())
            }
            Takes::Expected => {
                let decisions = self.names.decisions();
                let expected = decisions.map(|decision| (decision.id.value.clone(), self.expected(decision)));
                self.names.object(expected.collect(), Json::anything())
            }
        }
    }

    /// The options of a decision, or of all where it is not known which.
    fn options<'s>(&'s self, decision: Option<&'s Decision>) -> Vec<(&'s str, &'s str)> {
        match decision {
            Some(decision) => vocabulary::options(std::iter::once(decision)),
            None => vocabulary::options(self.names.decisions()),
        }
    }

    fn option(&self, decision: Option<&Decision>) -> Json {
        match decision {
            Some(decision) => reference(&option_of(decision)),
            None => self.names.one_of(self.options(None)),
        }
    }

    /// What a case may expect of a decision.
    fn expected(&self, decision: &Decision) -> Json {
        let none = ("none", "No outcome.");
        let has_none = self.options(Some(decision)).iter().any(|(id, _)| *id == none.0);
        let several = self.object(EXPECTED, Some(decision));
        let expected = match decision.choose {
            Some(Choose::Many { .. }) if has_none => several,
            Some(Choose::Many { .. }) => Json::any_of([several, one_of([none], true)]),
            choose => {
                let mut words = vec![self.option(Some(decision))];
                words.extend((!has_none).then(|| one_of([none], true)));
                let mut ways = words.clone();
                ways.push(list_of(Json::any_of(words)));
                ways.extend(choose.is_none().then_some(several));
                Json::any_of(ways)
            }
        };
        expected.about(&decision.title)
    }

    /// What each decision's conditions and rules may name, as the decision's id says which it is.
    fn by_decision(&self) -> Vec<Json> {
        let is = |ids: Json| map([("required", Json::List(vec![text("id")])), ("properties", map([("id", ids)]))]);
        let own = |rule: &str, condition: &str| {
            map([(
                "properties",
                map([("rules", list_of(reference(rule)).or_null()), ("applies_if", reference(condition).or_null())]),
            )])
        };
        let mut branches = Vec::new();
        for decision in self.names.decisions() {
            let this = is(map([("const", text(&decision.id.value))]));
            let then = own(&rule_of(decision), &self.condition_in(Some(decision)));
            branches.push(map([("if", this), ("then", then)]));
        }
        // One that was written after this schema was made.
        let known: Vec<Json> = self.names.decisions().map(|decision| text(&decision.id.value)).collect();
        let known = is(map([("enum", Json::List(known))]));
        branches.push(map([("if", known), ("else", own(RULE.name, &self.condition_in(None)))]));
        branches
    }
}

/// Any scalar but nothing counts as text: a year, a version.
const TEXT: &[&str] = &["string", "number", "boolean"];

const CITATION: &str = "citation";

fn option_of(decision: &Decision) -> String {
    format!("option of {}", decision.id.value)
}

fn rule_of(decision: &Decision) -> String {
    format!("rule of {}", decision.id.value)
}

fn id() -> Json {
    let words = ["all", "any", "not"].map(text);
    map([
        ("type", text("string")),
        ("pattern", text("^[a-z][a-z0-9_-]*$")),
        ("not", map([("enum", Json::List(words.into()))])),
    ])
}

/// `true` and `false`, and `yes` and `no` in any writing.
fn flag() -> Json {
    let spelled = map([
        ("type", text("string")),
        ("pattern", text("^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$")),
    ]);
    Json::any_of([types(&["boolean"]), one_of([("yes", ""), ("no", "")], true), spelled])
}

/// What follows for a key that belongs only to some words of another key.
fn branches(mapping: &Mapping, entry: &Entry) -> Vec<Json> {
    let Some((other, words)) = entry.only else { return Vec::new() };
    let Some(Takes::Word(all)) = mapping.entry(other).map(|entry| &entry.takes) else { return Vec::new() };
    let is = |words: Vec<Json>| {
        let words = map([("enum", Json::List(words))]);
        map([("required", Json::List(vec![text(other)])), ("properties", map([(other, words)]))])
    };
    let others = all.iter().filter(|word| !words.contains(word)).map(|word| text(word)).collect();
    let forbidden = map([("properties", map([(entry.key, Json::Bool(false))]))]);
    let mut branches = vec![map([("if", is(others)), ("then", forbidden)])];
    if entry.needed {
        let needed = map([("required", Json::List(vec![text(entry.key)]))]);
        branches.push(map([("if", is(words.iter().map(|word| text(word)).collect())), ("then", needed)]));
    }
    branches
}
