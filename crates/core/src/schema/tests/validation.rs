//! For tests: whether a schema accepts a tree. The words of JSON Schema that the schema uses, each as the standard says;
//! any other word fails the test, so that none is passed over.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use crate::schema::json::Json;
use crate::yaml::{Node, Plain, Shape};

/// Where the tree is not as the schema wants it; empty if it is.
pub(super) fn mistakes(schema: &Json, node: &Node) -> Vec<String> {
    let mut mistakes = Vec::new();
    validate(schema, schema, node, "", &mut mistakes);
    mistakes
}

fn accepts(root: &Json, schema: &Json, node: &Node) -> bool {
    let mut mistakes = Vec::new();
    validate(root, schema, node, "", &mut mistakes);
    mistakes.is_empty()
}

fn validate(root: &Json, schema: &Json, node: &Node, at: &str, out: &mut Vec<String>) {
    let Json::Map(words) = schema else {
        assert!(matches!(schema, Json::Bool(_)), "no schema: {schema:?}");
        if *schema == Json::Bool(false) {
            out.push(format!("{at} is not allowed"));
        }
        return;
    };
    for (word, value) in words {
        let wrong = !match (word.as_str(), value) {
            ("$schema" | "title" | "description" | "enumDescriptions" | "definitions" | "then" | "else", _) => true,
            ("$ref", Json::Text(name)) => {
                let name = name.strip_prefix("#/definitions/").expect("a definition").replace("%20", " ");
                let definition = get(get(root, "definitions").expect("there are definitions"), &name);
                validate(root, definition.unwrap_or_else(|| panic!("`{name}` is not defined")), node, at, out);
                true
            }
            ("type", Json::List(types)) => types.iter().any(|one| is_type(one, node)),
            ("type", one) => is_type(one, node),
            ("enum", Json::List(values)) => values.iter().any(|one| equals(one, node)),
            ("const", one) => equals(one, node),
            ("pattern", Json::Text(pattern)) => plain(node) != Some(Plain::Text) || matches(pattern, text(node)),
            ("anyOf", Json::List(ways)) => ways.iter().any(|way| accepts(root, way, node)),
            ("allOf", Json::List(all)) => {
                all.iter().for_each(|one| validate(root, one, node, at, out));
                true
            }
            ("not", inner) => !accepts(root, inner, node),
            ("if", condition) => {
                let branch = if accepts(root, condition, node) { "then" } else { "else" };
                get(schema, branch).into_iter().for_each(|branch| validate(root, branch, node, at, out));
                true
            }
            ("minimum", Json::Whole(least)) => !matches!(plain(node), Some(Plain::Whole(number)) if number < *least),
            ("maximum", Json::Whole(most)) => !matches!(plain(node), Some(Plain::Whole(number)) if number > *most),
            (word, value) => match &node.shape {
                Shape::Map(entries) => mapping(root, schema, (word, value), entries, at, out),
                Shape::List(list) => sequence(root, (word, value), list, at, out),
                Shape::Scalar(_) => true,
            },
        };
        if wrong {
            out.push(format!("{at}: {word}"));
        }
    }
}

fn mapping(
    root: &Json,
    schema: &Json,
    (word, value): (&str, &Json),
    entries: &[(crate::yaml::Key, Node)],
    at: &str,
    out: &mut Vec<String>,
) -> bool {
    let properties = get(schema, "properties");
    match (word, value) {
        ("properties", properties) => {
            for (key, node) in entries {
                if let Some(schema) = get(properties, &key.text) {
                    validate(root, schema, node, &format!("{at}/{}", key.text), out);
                }
            }
            true
        }
        ("additionalProperties", other) => {
            for (key, node) in entries {
                if properties.is_none_or(|properties| get(properties, &key.text).is_none()) {
                    validate(root, other, node, &format!("{at}/{}", key.text), out);
                }
            }
            true
        }
        ("propertyNames", names) => entries.iter().all(|(key, node)| {
            let scalar = crate::yaml::Scalar { text: key.text.clone(), plain: Plain::Text };
            accepts(root, names, &Node { span: node.span, shape: Shape::Scalar(scalar) })
        }),
        ("required", Json::List(keys)) => {
            keys.iter().all(|key| entries.iter().any(|(name, _)| *key == Json::Text(name.text.clone())))
        }
        ("minProperties", Json::Whole(least)) => entries.len() as i64 >= *least,
        ("items" | "minItems" | "maxItems" | "uniqueItems", _) => true,
        (word, value) => panic!("the test does not know `{word}`: {value:?}"),
    }
}

fn sequence(root: &Json, (word, value): (&str, &Json), list: &[Node], at: &str, out: &mut Vec<String>) -> bool {
    match (word, value) {
        ("items", entry) => {
            for (nth, node) in list.iter().enumerate() {
                validate(root, entry, node, &format!("{at}/{nth}"), out);
            }
            true
        }
        ("minItems", Json::Whole(least)) => list.len() as i64 >= *least,
        ("maxItems", Json::Whole(most)) => list.len() as i64 <= *most,
        ("uniqueItems", Json::Bool(true)) => {
            let mut words: Vec<&str> = list.iter().map(text).collect();
            words.sort_unstable();
            words.windows(2).all(|pair| pair.first() != pair.last())
        }
        ("properties" | "additionalProperties" | "propertyNames" | "required" | "minProperties", _) => true,
        (word, value) => panic!("the test does not know `{word}`: {value:?}"),
    }
}

fn get<'j>(schema: &'j Json, key: &str) -> Option<&'j Json> {
    let Json::Map(entries) = schema else { return None };
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

fn is_type(name: &Json, node: &Node) -> bool {
    let Json::Text(name) = name else { panic!("no type: {name:?}") };
    match (name.as_str(), &node.shape) {
        ("object", Shape::Map(_)) | ("array", Shape::List(_)) => true,
        (name, Shape::Scalar(scalar)) => matches!(
            (name, scalar.plain),
            ("null", Plain::Null)
                | ("boolean", Plain::Bool(_))
                | ("integer" | "number", Plain::Whole(_))
                | ("number", Plain::Number)
                | ("string", Plain::Text)
        ),
        _ => false,
    }
}

fn equals(value: &Json, node: &Node) -> bool {
    match (value, plain(node)) {
        (Json::Bool(value), Some(Plain::Bool(flag))) => *value == flag,
        (Json::Whole(value), Some(Plain::Whole(number))) => *value == number,
        (Json::Text(value), Some(Plain::Text)) => value == text(node),
        _ => false,
    }
}

/// The patterns that there are.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        "^[a-z][a-z0-9_-]*$" => crate::draft::is_id(text) || matches!(text, "all" | "any" | "not"),
        "^[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)*$" => text.split('/').all(crate::draft::is_id),
        flag if flag.contains("[Yy][Ee][Ss]") => crate::draft::yes_or_no(Plain::Text, text).is_some(),
        other => panic!("the test does not know the pattern `{other}`"),
    }
}

fn plain(node: &Node) -> Option<Plain> {
    node.scalar().map(|scalar| scalar.plain)
}

fn text(node: &Node) -> &str {
    node.scalar().map_or("", |scalar| scalar.text.as_str())
}
