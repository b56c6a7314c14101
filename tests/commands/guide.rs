//! `docs/rulebook.md`: every example in it is a file that works, every command says what stands below it, and the reference
//! has the keys of the format, no more and no fewer.

use std::collections::BTreeMap;

use crate::advisor::{Advisor, root};

fn guide() -> String {
    std::fs::read_to_string(root().join("docs/rulebook.md")).expect("the guide is there")
}

/// The blocks of code with their language, in order.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), open.as_mut()) {
            (Some(language), None) => open = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, block))) => *block += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// How the parts of a rulebook begin that the guide shows alone.
const PARTS: [&str; 4] = ["charts:", "assessments:", "properties:", "- id: noise-drives-you-out"];

/// A rulebook for the parts, with all that they name.
fn with_part(part: &str) -> String {
    let rulebook = "\
rulebook: {id: where, version: 1, format: 1, title: Where to work}
questions:
  - {id: noisy, ask: Is your home noisy?, why: Noise drives people out., type: yes_no}
  - {id: way, ask: How long is the way?, why: An hour is an hour., type: number, min: 0, max: 300}
  - {id: desk, ask: Do you have a desk?, why: A bed is none., type: choice, ordered: true, answers: {bed: A bed, small: A small one, good: A good one}}
  - {id: day, ask: What is the day made of?, why: Some work needs people., type: many, answers: {meetings: Meetings, writing: Writing}}
decisions:
  - id: place
    title: Where should you work tomorrow?
    choose: one
    options: [{id: home, title: At home}, {id: office, title: In the office}]
    rules:
      - {id: quiet, if: {noisy: false}, points: {home: 6}, because: Your home is quiet.}
      - {id: people, if: {day: meetings}, points: {office: 5}, because: People understand each other in a room.}
      - {id: far, if: {way: {at_least: 45}}, points: {home: 2}, because: The way would cost you an hour.}
";
    match part.starts_with('-') {
        true => part.lines().fold(rulebook.to_owned(), |text, line| format!("{text}      {line}\n")),
        false => format!("{rulebook}{part}"),
    }
}

#[test]
fn every_example_works_and_every_command_says_what_stands_below_it() {
    let mut advisor = Advisor::new().columns(72);
    let (mut rulebooks, mut commands, mut parts) = (0, 0, 0);
    for (language, block) in blocks(&guide()) {
        match language.as_str() {
            "yaml" if block.contains("extends: where") => {
                advisor = advisor.file("ours.yaml", &block);
                rulebooks += 1;
            }
            "yaml" if block.starts_with("rulebook:") => {
                advisor = advisor.file("where.yaml", &block);
                advisor.run("rules check where.yaml").exits(0);
                advisor.run("rules test where.yaml").exits(0);
                rulebooks += 1;
            }
            "yaml" if block.starts_with("cases:") => advisor = advisor.file("diary.yaml", &block),
            // A part of one is tried in place of what the last rulebook but one has of it.
            "yaml" if PARTS.iter().any(|part| block.starts_with(part)) => {
                parts += 1;
                let text = with_part(&block);
                let advisor = Advisor::new().file("where.yaml", &text);
                advisor.run("rules check where.yaml").exits(0);
                advisor.run("rules test where.yaml").exits(0);
            }
            "yaml" => {
                assert!(block.starts_with("answers:"), "neither a rulebook nor answers:\n{block}");
                advisor = advisor.file("answers.yaml", &block);
            }
            "console" => {
                for part in block.split("$ advisor ").filter(|part| !part.is_empty()) {
                    let (command, shown) = part.split_once('\n').expect("a command ends with its line");
                    let run = advisor.run(command).exits(0);
                    // What a `…` stands for is left out at the end.
                    match shown.strip_suffix("…\n") {
                        Some(beginning) => assert!(run.stdout.starts_with(beginning), "{run}"),
                        None => assert_eq!(run.stdout, shown, "{run}"),
                    }
                    commands += 1;
                }
            }
            "text" => assert!(block.starts_with("# yaml-language-server: $schema="), "{block}"),
            other => panic!("what is a block of `{other}`?"),
        }
    }
    assert_eq!(parts, 4, "parts of a rulebook");
    assert!(rulebooks >= 5 && commands >= 8, "only {rulebooks} rulebooks and {commands} commands were found");
}

/// The keys in the tables of the reference by heading, with whether they are said to be needed.
fn documented(text: &str) -> BTreeMap<String, BTreeMap<String, bool>> {
    let mut tables: BTreeMap<String, BTreeMap<String, bool>> = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines() {
        if let Some(text) = line.strip_prefix("### ") {
            heading = text.to_lowercase();
        }
        let Some((first, _)) = line.strip_prefix("| `").and_then(|row| row.split_once(" |")) else { continue };
        if let Some((key, rest)) = first.split_once('`') {
            tables.entry(heading.clone()).or_default().insert(key.to_owned(), rest.trim() == "(needed)");
        }
    }
    // The tables of tests and words are not about keys.
    tables.remove("conditions");
    tables
}

#[test]
fn the_reference_has_the_keys_of_the_format() {
    let schema = Advisor::new().run("rules schema").exits(0).json();
    let mut format: BTreeMap<String, BTreeMap<String, bool>> = BTreeMap::new();
    let mut add = |title: &str, object: &serde_json::Value| {
        let needed =
            |key: &str| object["required"].as_array().is_some_and(|needed| needed.iter().any(|one| one == key));
        let keys = object["properties"].as_object().expect("it has keys").keys();
        format.insert(title.to_lowercase(), keys.map(|key| (key.clone(), needed(key))).collect());
    };
    add("a rulebook file", &schema);
    for definition in schema["definitions"].as_object().expect("there are definitions").values() {
        if let Some(title) = definition["title"].as_str() {
            add(title, definition);
        }
    }
    // What a case expects of several depends on the decision, and stands within the definition of a case.
    let expected = &schema["definitions"]["case"]["properties"]["expect"]["properties"]["cautions"]["anyOf"][0];
    add(expected["title"].as_str().expect("it has a title"), expected);
    // What only a layer may have stands in the schema of a layer.
    let layer = Advisor::new().example("practice.yaml").run("rules schema practice.yaml").exits(0).json();
    let of_layers = [("a rulebook file", &layer), ("rulebook", &layer["definitions"]["rulebook"])];
    for (title, object) in of_layers {
        let keys = object["properties"].as_object().expect("it has keys").keys();
        let known = format.get_mut(title).expect("it is there without layers too");
        for key in keys {
            known.entry(key.clone()).or_insert(false);
        }
    }
    let documented: BTreeMap<_, _> =
        documented(&guide()).into_iter().filter(|(heading, _)| format.contains_key(heading)).collect();
    assert_eq!(documented, format);
}
