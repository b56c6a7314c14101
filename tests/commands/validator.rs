//! As much of JSON Schema as the schemas in `docs` use, and stricter: a key that is not named is wrong.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::advisor::root;

/// A schema of this repository.
pub(crate) fn schema(path: &str) -> Value {
    let text = std::fs::read_to_string(root().join(path)).expect("it is there");
    serde_json::from_str(&text).expect("it is JSON")
}

/// What is wrong with a value, by a schema; keys that the schema does not name are wrong, too. Marks what it used.
pub(crate) struct Validator<'s> {
    schema: &'s Value,
    used: BTreeSet<String>,
}

impl<'s> Validator<'s> {
    pub(crate) fn new(schema: &'s Value) -> Self {
        Validator { schema, used: BTreeSet::new() }
    }

    /// The definitions that no value has used.
    pub(crate) fn unused(&self) -> Vec<&'s String> {
        let definitions = self.schema["definitions"].as_object().into_iter().flatten();
        definitions.map(|(name, _)| name).filter(|name| !self.used.contains(*name)).collect()
    }

    pub(crate) fn problems(&mut self, value: &Value, schema: &Value, at: &str) -> Vec<String> {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.trim_start_matches("#/definitions/");
            self.used.insert(name.to_owned());
            let definition = self.schema["definitions"][name].clone();
            assert!(definition.is_object(), "there is no definition `{name}`");
            return self.problems(value, &definition, at);
        }
        if let Some(ways) = schema["anyOf"].as_array() {
            let tried: Vec<Vec<String>> = ways.iter().map(|way| self.problems(value, way, at)).collect();
            let fits = tried.iter().any(Vec::is_empty);
            return if fits { Vec::new() } else { tried.into_iter().flatten().collect() };
        }
        let mut problems = Vec::new();
        let mut expect = |that: bool, what: String| {
            if !that {
                problems.push(format!("{at}: {what}"));
            }
        };
        if let Some(kind) = schema["type"].as_str() {
            let fits = match kind {
                "string" => value.is_string(),
                "integer" => value.is_i64(),
                "boolean" => value.is_boolean(),
                "null" => value.is_null(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                other => panic!("this test knows no type `{other}`"),
            };
            expect(fits, format!("{value} is no {kind}"));
        }
        if let Some(words) = schema["enum"].as_array() {
            expect(words.contains(value), format!("{value} is none of the words"));
        }
        if !schema["const"].is_null() {
            expect(schema["const"] == *value, format!("it is {value}"));
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            expect(value.get(key).is_some(), format!("`{key}` is missing"));
        }
        for (nth, entry) in value.as_array().into_iter().flatten().enumerate() {
            problems.extend(self.problems(entry, &schema["items"], &format!("{at}[{nth}]")));
        }
        for (key, entry) in value.as_object().into_iter().flatten() {
            match schema["properties"].get(key).or(schema.get("additionalProperties")) {
                Some(schema) => problems.extend(self.problems(entry, schema, &format!("{at}.{key}"))),
                None => problems.push(format!("{at}: `{key}` is not in the schema")),
            }
        }
        problems
    }
}
