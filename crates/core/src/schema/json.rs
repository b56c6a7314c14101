//! A tree of JSON that keeps its order, and the few shapes that the schema is made of.
//!
//! The order is for readers: what a thing is comes before what it holds. `serde_json` keeps one only with a feature that
//! would change the order of every map in the program of whoever embeds the library, since features are joined over all
//! of a build. A type of our own is a page, and costs them nothing.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Bool(bool),
    Whole(i64),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Whole(value) => serializer.serialize_i64(*value),
            Json::Text(value) => serializer.serialize_str(value),
            Json::List(list) => {
                let mut entries = serializer.serialize_seq(Some(list.len()))?;
                list.iter().try_for_each(|entry| entries.serialize_element(entry))?;
                entries.end()
            }
            Json::Map(map) => {
                let mut entries = serializer.serialize_map(Some(map.len()))?;
                map.iter().try_for_each(|(key, value)| entries.serialize_entry(key, value))?;
                entries.end()
            }
        }
    }
}

pub(super) fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

pub(super) fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Json)>) -> Json {
    Json::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// Values of these types.
pub(super) fn types(names: &[&str]) -> Json {
    match names {
        [only] => map([("type", text(only))]),
        several => map([("type", Json::List(several.iter().map(|name| text(name)).collect()))]),
    }
}

pub(super) fn reference(definition: &str) -> Json {
    map([("$ref", Json::Text(format!("#/definitions/{}", definition.replace(' ', "%20"))))])
}

pub(super) fn list_of(entry: Json) -> Json {
    map([("type", text("array")), ("items", entry)])
}

/// One of some words, each with what editors say about it. If not `closed`, other words may stand there too.
pub(super) fn one_of<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>, closed: bool) -> Json {
    let (mut values, mut abouts) = (Vec::new(), Vec::new());
    for (word, about) in words {
        values.push(text(word));
        abouts.push(text(about));
        // Unquoted, YAML takes these words for something else.
        if let "true" | "false" = word {
            values.push(Json::Bool(word == "true"));
            abouts.push(text(about));
        }
    }
    if values.is_empty() && closed {
        return Json::Map(vec![("not".to_owned(), Json::anything())]);
    }
    let mut words = vec![("enum", Json::List(values))];
    if abouts.iter().any(|about| *about != text("")) {
        words.push(("enumDescriptions", Json::List(abouts)));
    }
    match closed {
        true => map(words),
        false => Json::any_of([map(words), types(&["string", "boolean"])]),
    }
}

impl Json {
    pub(super) fn anything() -> Json {
        Json::Map(Vec::new())
    }

    pub(super) fn any_of(ways: impl IntoIterator<Item = Json>) -> Json {
        map([("anyOf", Json::List(ways.into_iter().collect()))])
    }

    /// The same, or nothing.
    pub(super) fn or_null(self) -> Json {
        let Json::Map(mut entries) = self else { return self };
        if entries.is_empty() {
            return Json::Map(entries);
        }
        let Some((_, types)) = entries.iter_mut().find(|(key, _)| key == "type") else {
            return Json::any_of([Json::Map(entries), self::types(&["null"])]);
        };
        match types {
            Json::List(types) => types.push(text("null")),
            one => *one = Json::List(vec![one.clone(), text("null")]),
        }
        Json::Map(entries)
    }

    /// The same with a description, unless it is empty.
    pub(super) fn about(mut self, about: &str) -> Json {
        if let Json::Map(entries) = &mut self
            && !about.is_empty()
        {
            entries.push(("description".to_owned(), text(about)));
        }
        self
    }
}
