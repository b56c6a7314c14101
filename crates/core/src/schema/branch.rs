//! What follows in a mapping from one of its values: which keys belong to a type, which names to a decision.

use super::Writer;
use super::json::{Json, list_of, map, reference, text};
use crate::draft::format::{DECISION, Entry, Mapping, RULE, Takes};

impl Writer<'_> {
    /// Whether a decision need not have a key, since one below the layer has it.
    pub(super) fn may_stand_below(&self, mapping: &Mapping, entry: &Entry) -> bool {
        mapping.name == DECISION.name && entry.key != "id" && !self.names.decisions_below().is_empty()
    }

    /// What a decision needs unless it adds to one below the layer.
    pub(super) fn in_a_layer(&self, mapping: &Mapping) -> Option<Json> {
        let below: Vec<Json> = self.names.decisions_below().iter().map(|id| text(id)).collect();
        let needed = mapping.keys.iter().filter(|entry| entry.needed && self.may_stand_below(mapping, entry));
        let needed: Vec<Json> = needed.map(|entry| text(entry.key)).collect();
        let adds = map([("properties", map([("id", map([("enum", Json::List(below))]))]))]);
        let own = map([("required", Json::List(needed))]);
        (!self.names.decisions_below().is_empty()).then(|| map([("if", adds), ("else", own)]))
    }

    /// What each decision's conditions and rules may name, as the decision's id says which it is.
    pub(super) fn by_decision(&self) -> Vec<Json> {
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
            let then = own(&super::rule_of(decision), &self.condition_in(Some(decision)));
            branches.push(map([("if", this), ("then", then)]));
        }
        // One that was written after this schema was made.
        let known: Vec<Json> = self.names.decisions().map(|decision| text(&decision.id.value)).collect();
        let known = is(map([("enum", Json::List(known))]));
        branches.push(map([("if", known), ("else", own(RULE.name, &self.condition_in(None)))]));
        branches
    }

    /// A decision with one of its options.
    pub(super) fn led(&self) -> Json {
        let led = self.names.decisions().map(|decision| (decision.id.value.clone(), self.option(Some(decision))));
        self.names.object(led.collect(), Json::anything())
    }
}

/// What follows for a key that belongs only to some words of another key.
pub(super) fn by_word(mapping: &Mapping, entry: &Entry) -> Vec<Json> {
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
