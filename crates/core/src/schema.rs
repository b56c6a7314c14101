//! A JSON Schema of the format with the ids of one rulebook, for editors: they complete names and flag misspellings while
//! somebody types.
//!
//! Made from the tables that reading goes by ([`crate::draft::format`]), and from a draft, so that a rulebook with errors
//! has a schema as well. It is of draft 7, which editors read best. It knows names and kinds of values; what takes more
//! than looking at one place (circles, order, sums) is left to the checks.

mod json;
mod vocabulary;
mod condition;
mod branch;
mod expected;

use json::{Json, list_of, map, one_of, reference, text, types};
use serde::{Serialize, Serializer};
use vocabulary::Vocabulary;

use crate::diagnostic::Diagnostics;
use crate::draft::format::{ANSWER, DECISION, Entry, FILE, Mapping, RULE, Scope, Takes};
use crate::draft::{Decision, Draft};

/// A JSON Schema of a rulebook's files. Serialises as that schema.
///
/// Unlike a [`Rulebook`](crate::Rulebook), a schema exists for files with errors too. Where one of several files is no YAML,
/// its names are missing; the schema then offers the names that it knows and calls no other wrong.
///
/// ```
/// use leadership_advisor::Schema;
///
/// let schema = Schema::parse_files([("half.yaml", "questions: [{id: hungry, type: yes_no}]")])?;
/// assert!(schema.problems().is_empty(), "every file could be read, though there is no rulebook yet");
/// # Ok::<(), leadership_advisor::Diagnostics>(())
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
            (ALLOWED.to_owned(), vocabulary::allowed()),
        ];
        self.mappings(&FILE, &mut definitions);
        self.rules(&mut definitions);
        definitions.push((ANSWER.name.to_owned(), self.object(&ANSWER, None)));
        self.conditions(&mut definitions);
        let mut schema = vec![
            ("$schema".to_owned(), text("http://json-schema.org/draft-07/schema#")),
            ("title".to_owned(), text(format!("A file of the rulebook {title}").trim_end())),
        ];
        if let Json::Map(file) = self.object(&FILE, None) {
            schema.extend(file.into_iter().filter(|(word, _)| word != "title"));
        }
        schema.push(("definitions".to_owned(), Json::Map(definitions)));
        Json::Map(schema)
    }

    /// The definitions of the mappings within one.
    fn mappings(&self, mapping: &Mapping, definitions: &mut Vec<(String, Json)>) {
        for entry in mapping.keys {
            if let Takes::Mapping(inner) | Takes::Mappings(inner) = entry.takes
                && inner.name != RULE.name
                // A mapping may hold mappings of its own kind.
                && !definitions.iter().any(|(name, _)| name == inner.name)
            {
                definitions.push((inner.name.to_owned(), self.object(inner, None)));
                self.mappings(inner, definitions);
            }
        }
    }

    /// Rules come once for each decision, since they may name its options and the decisions above it.
    fn rules(&self, definitions: &mut Vec<(String, Json)>) {
        for decision in self.names.decisions() {
            definitions.push((rule_of(decision), self.object(&RULE, Some(decision))));
        }
        definitions.push((RULE.name.to_owned(), self.object(&RULE, None)));
    }

    fn object(&self, mapping: &Mapping, decision: Option<&Decision>) -> Json {
        let property = |entry: &Entry| (entry.key.to_owned(), self.property(entry, decision));
        let keys = || mapping.keys.iter().filter(|entry| self.names.fit(entry));
        let needed =
            keys().filter(|entry| entry.needed && entry.only.is_none() && !self.may_stand_below(mapping, entry));
        let needed: Vec<Json> = needed.map(|entry| text(entry.key)).collect();
        let mut branches: Vec<Json> = mapping.keys.iter().flat_map(|entry| branch::by_word(mapping, entry)).collect();
        if mapping.name == DECISION.name {
            branches.extend(self.by_decision());
            branches.extend(self.in_a_layer(mapping));
        }
        let mut object = vec![
            ("title", text(&mapping.what.replace('`', ""))),
            ("type", text("object")),
            ("properties", Json::Map(keys().map(property).collect())),
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
        // An empty value counts as an absent one, and so may stand wherever nothing may; but editors would offer it among
        // the words.
        let is_word = matches!(entry.takes, Takes::Word(_) | Takes::Section | Takes::Extended);
        let may_be_empty = (!entry.needed && !is_word) || matches!(entry.takes, Takes::Given);
        let value = if may_be_empty { value.or_null() } else { value };
        value.about(entry.about)
    }

    fn value(&self, takes: &Takes, decision: Option<&Decision>) -> Json {
        match takes {
            Takes::Id => reference("id"),
            Takes::Text => reference("text"),
            Takes::Texts => list_of(reference("text")),
            Takes::Scale => self.names.scales(),
            Takes::Format => map([("const", Json::Whole(1))]),
            Takes::Whole => types(&["integer"]),
            Takes::Flag => reference("flag"),
            Takes::Word(words) => one_of(words.iter().map(|word| (*word, "")), true),
            Takes::Labels => map([
                ("type", text("object")),
                ("propertyNames", reference("id")),
                ("additionalProperties", reference("text")),
            ]),
            Takes::Path => map([("type", text("string")), ("pattern", text(PATH))]),
            Takes::Claims => map([
                ("type", text("object")),
                ("propertyNames", map([("pattern", text(PATH))])),
                ("additionalProperties", reference("text")),
            ]),
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
            Takes::Allowed => reference(ALLOWED),
            Takes::Extended => self.names.rulebooks(),
            Takes::Departures => self.names.replaceable(),
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
            Takes::Question => self
                .names
                .one_of(self.names.questions().map(|question| (question.id.value.as_str(), question.ask.as_str()))),
            Takes::Formerly => map([("type", text("object")), ("additionalProperties", Json::anything())]),
            Takes::Rising => self.names.one_of(self.names.rising()),
            Takes::Above => self.names.above(),
            Takes::Led => self.led(),
            Takes::AnyOption => self.option(None),
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
}

/// Any scalar but nothing counts as text: a year, a version.
const TEXT: &[&str] = &["string", "number", "boolean"];

/// Ids joined by `/`.
const PATH: &str = "^[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)*$";

const CITATION: &str = "citation";
const ALLOWED: &str = "allowed";

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

/// `true` and `false`, which editors offer, and `yes` and `no` in any writing.
fn flag() -> Json {
    let spelled = "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$";
    Json::any_of([types(&["boolean"]), map([("type", text("string")), ("pattern", text(spelled))])])
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test fails by panicking")]

    mod validation;

    use std::path::{Path, PathBuf};

    use super::{Schema, json::Json};
    use crate::diagnostic::Code;
    use crate::rulebook::Rulebook;
    use crate::yaml;
    use validation::mistakes;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// What a rulebook's own schema says of its files.
    fn of_itself(files: &[(String, Vec<u8>)]) -> Vec<String> {
        let schema = Schema::parse_files(files.iter().map(|(name, bytes)| (name, bytes)));
        // Where no file is YAML there is nothing to complete.
        let Ok(schema) = schema else { return Vec::new() };
        let mut found = Vec::new();
        for (name, bytes) in files {
            let mut out = Vec::new();
            let file = yaml::decode(name, bytes, 0, &mut out);
            let node = yaml::parse(&file, 0, &mut out).filter(|tree| tree.is_whole);
            let node = node.map(|tree| tree.node).filter(|node| !node.is_null());
            found.extend(
                node.iter().flat_map(|node| mistakes(&schema.tree, node)).map(|wrong| format!("{name}{wrong}")),
            );
        }
        found
    }

    #[test]
    fn good_rulebooks_are_right_by_their_own_schemas() {
        for path in ["rules/revenue-leadership", "examples/database.yaml", "examples/practice.yaml"] {
            let files = Rulebook::read_files(root().join(path)).expect("it can be read");
            assert_eq!(of_itself(&files), Vec::<String>::new());
        }
    }

    /// Of each kind of mistake: whether somebody sees it who looks at one place and knows all names.
    fn is_seen(code: Code, file: &str) -> bool {
        match code {
            // A missing space is mended here before anything is compared, and any word may be the id of an answer.
            Code::UnknownKey => !["property", "no-space", "null"].iter().any(|part| file.contains(part)),
            // What extends a rulebook that is not there has no schema.
            Code::UnknownName => file != "unknown-name-extends.yaml",
            // What it may be depends on the question that stands beside it.
            Code::UnknownAnswer => file != "unknown-answer-former.yaml",
            // A number that a comma has cut is joined before anything is compared.
            Code::WrongType => file != "wrong-type-comma.yaml",
            Code::BadId | Code::WrongTest => true,
            // Which of the questions are above one another is not part of a schema.
            Code::NotAbove => file.starts_with("not-above-decision"),
            Code::DuplicateId => file == "duplicate-id-member.yaml",
            // A text or a list that is there, and empty; a file that is not there.
            Code::MissingKey => {
                let unseen = [
                    "boxes",
                    "empty",
                    "levels",
                    "decisions",
                    "nothing",
                    "options",
                    "rulebook",
                    "property",
                    "against",
                    "former",
                ];
                !unseen.iter().any(|what| file == format!("missing-key-{what}.yaml"))
            }
            Code::OutOfRange => file == "out-of-range-format.yaml" || file.starts_with("out-of-range-case"),
            _ => false,
        }
    }

    /// Each file of the folder has one mistake, named in a comment.
    #[test]
    fn what_a_schema_can_see_it_flags_and_nothing_else() {
        let mut wrong = Vec::new();
        for entry in root().join("tests/broken").read_dir().expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("it can be read");
            let content = String::from_utf8_lossy(&bytes).into_owned();
            let expected =
                content.lines().find_map(|line| line.strip_prefix("# expect: ")).expect("a comment says what");
            let code = expected.split(' ').next().unwrap_or_default();
            let code = *Code::ALL.iter().find(|known| known.name() == code).expect("it is a code");
            let flagged = of_itself(&[(name.clone(), bytes)]);
            if flagged.is_empty() == is_seen(code, &name) {
                wrong.push(format!("{name} ({code}): {flagged:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// A schema that knows half of the names must not call the other half wrong.
    #[test]
    fn a_file_that_is_no_yaml_makes_the_schema_lenient() {
        let rules = "decisions: [{id: d, title: D, choose: one, options: [{id: a, title: A}], rules: [{id: r, if: {hungry: true}}]}]";
        let files = |questions: &str| {
            [("1.yaml".to_owned(), questions.as_bytes().to_vec()), ("2.yaml".to_owned(), rules.as_bytes().to_vec())]
        };
        assert_eq!(of_itself(&files("questions: [{id: hungry, ask: A, type: yes_no}]")), Vec::<String>::new());
        assert!(!of_itself(&files("questions: []")).is_empty());
        assert_eq!(of_itself(&files("questions: [{id: hun")), Vec::<String>::new());
        assert_eq!(
            Schema::parse_files(files("questions: [{id: hun")).expect("one is YAML").problems().iter().count(),
            1
        );
    }

    /// The size grows with the rulebook and not with its square.
    #[test]
    fn a_thousand_decisions_have_a_schema_of_moderate_size() {
        let size = |decisions: usize| {
            let decision = |nth| format!("{{id: d{nth}, title: D, choose: one, options: [{{id: a, title: A}}]}}");
            let list: Vec<String> = (0..decisions).map(decision).collect();
            let schema = Schema::parse_files([("d.yaml", format!("decisions: [{}]", list.join(", ")))]);
            count(&schema.expect("it is YAML").tree)
        };
        assert!(size(2000) < 3 * size(1000), "{} values, then {}", size(1000), size(2000));
    }

    fn count(json: &Json) -> usize {
        match json {
            Json::List(list) => list.iter().map(count).sum(),
            Json::Map(map) => map.iter().map(|(_, value)| count(value)).sum(),
            _ => 1,
        }
    }
}
