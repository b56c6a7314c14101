//! Rulebooks laid over one another: what a layer may say, what is told of mistakes in it, and what of it people see.

use crate::advisor::{Advisor, Run, root};
use crate::lunch::LUNCH;

/// Over [`LUNCH`]: a question, an option, rules, a source and cases; a rule and a case removed, a rule and a case replaced.
const DIET: &str = "\
rulebook:
  id: diet
  version: 0.3
  format: 1
  title: The diet
  summary: Lunch for those who must not eat all.
  extends: lunch
  sections: {health: Your health}
  allow: {rule-never-matters: Its rules make reasons to show.}
remove:
  heat: The doctor advises against chili.
  nobody knows: It is the same with the diet.
replace:
  a-bite: Soup is lighter than salad with oil.
  a wolf alone: Wolves get no chili here.
sources:
  - {id: dietician, title: The dietician, claims: {broth: Broth is light}}
questions:
  - {id: salt, section: health, ask: May you have salt?, why: Soup is salty., type: yes_no}
  - {id: slow, section: hunger, ask: Do you eat slowly?, why: Who eats slowly is full sooner., type: yes_no}
facts:
  - {id: light, if: {slow: true, hunger: {at_most: some}}}
decisions:
  - id: meal
    options: [{id: broth, title: Broth}]
    rules:
      - {id: no-salt, if: {salt: false}, points: {soup: -2, broth: 2}, because: Broth can do without., sources: [dietician/broth]}
      - {id: lightly, if: {light: true}, points: {broth: 2}, because: A little is enough., sources: [dietician]}
      - {id: a-bite, if: {hunger: some}, points: {soup: 2}, because: A bite of soup will do., sources: [cook/salad]}
  - id: drink
    title: What to drink?
    choose: one
    options: [{id: water, title: Water}, {id: tea, title: Tea}]
    rules:
      - {id: with-broth, if: {meal: broth}, points: {tea: 1}, because: Tea goes with broth., sources: [dietician]}
      - {id: otherwise, if: {meal: [soup, stew, salad]}, points: {water: 1}, because: Water goes with all., sources: [dietician]}
cases:
  - {name: no salt, answers: {hunger: some, salt: no, slow: yes}, expect: {meal: broth, drink: tea}, reasons: [no-salt, lightly]}
  - {name: a wolf alone, answers: {hunger: wolf, tastes: [hot]}, expect: {meal: stew, spices: none}}
";

/// Whether the result of a run has these words in it, wherever its lines were broken.
fn shows(run: &Run, words: &[&str]) {
    let text = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in words {
        assert!(text.contains(words), "`{words}` is missing in\n{run}");
    }
}

/// What a layer claims has to hold as well.
#[test]
fn properties_of_a_layer_are_proved() {
    let claim = "\nproperties:\n  - {id: no-tea, says: Nobody drinks tea., never: {drink: tea}}\n";
    let advisor = lunch_and(&format!("{DIET}{claim}"));
    let run = advisor.run("rules test --rules lunch.yaml --rules diet.yaml").exits(1);
    shows(&run, &["broken no-tea"]);
}

fn lunch_and(diet: &str) -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH).file("diet.yaml", diet)
}

#[test]
fn a_layer_adds_removes_and_replaces() {
    let advisor =
        lunch_and(DIET).file("her.yaml", "rulebook: diet\nanswers: {hunger: some, tastes: [hot], salt: no, slow: yes}");
    advisor.run("rules check lunch.yaml diet.yaml --deny-warnings").exits(0).snapshot("layers-check");
    shows(&advisor.run("rules test lunch.yaml diet.yaml").exits(0), &["2 cases passed"]);
    let layers = "--rules lunch.yaml --rules diet.yaml";
    advisor.run(&format!("recommend {layers} her.yaml")).exits(0).snapshot("layers-recommend");
    advisor.run("rules show --rules lunch.yaml --rules diet.yaml --format markdown").exits(0).snapshot("layers-show");
    shows(&advisor.run(&format!("rules show a-bite {layers}")).exits(0), &["A bite of soup", "Layer: `diet`"]);
    let run = advisor.run(&format!("compare {layers} her.yaml --set slow=no")).exits(0);
    shows(&run, &["A little is enough. (diet)"]);

    let json = advisor.run(&format!("recommend {layers} her.yaml --format json")).exits(0).json();
    assert_eq!(json["rulebook"]["id"], "lunch");
    assert_eq!(json["rulebook"]["layers"][0]["id"], "lunch");
    let diet = &json["rulebook"]["layers"][1];
    assert_eq!((&diet["id"], &diet["version"]), (&"diet".into(), &"0.3".into()));
    assert_eq!(diet["removed"][0]["name"], "heat");
    assert_eq!(diet["replaced"][0]["reason"], "Soup is lighter than salad with oil.");
    let meal = &json["decisions"][0]["ranking"];
    assert_eq!((&meal[0]["option"], &meal[0]["points"]), (&"broth".into(), &4.into()));
    assert_eq!(meal[0]["reasons"][0]["layer"], "diet");
    let warmth = meal[1]["reasons"].as_array().and_then(|list| list.iter().find(|reason| reason["rule"] == "warmth"));
    assert_eq!(warmth.map(|reason| &reason["layer"]), Some(&"lunch".into()));
}

/// A layer's question stands among those of its section, and where nothing is laid over a rulebook, nothing is said of it.
#[test]
fn the_questionnaire_keeps_its_sections_together() {
    let shown = lunch_and(DIET).run("rules show --rules lunch.yaml --rules diet.yaml").exits(0).stdout;
    let place = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} is not shown"));
    let order = ["`hunger`\n", "`tastes`\n", "`slow`\n", "`money`\n", "`number`\n", "`salt`\n"].map(place);
    assert!(order.is_sorted(), "{order:?}");
    let alone = lunch_and(DIET).file("a.yaml", "answers: {}");
    let json = alone.run("recommend --rules lunch.yaml a.yaml --format json").exits(0).json();
    assert!(json["rulebook"]["layers"].is_null());
    assert!(!alone.run("rules show lunch.yaml").exits(0).stdout.contains("Layer"));
}

#[test]
fn all_mistakes_of_all_layers_are_told_in_one_run() {
    let base = LUNCH.replace("type: number, unit", "type: nmber, unit");
    let layer = DIET
        .replace("extends: lunch", "extends: lnch")
        .replace("sections: {health:", "sections: {hunger: Your hunger, health:")
        .replace(
            "  heat: The doctor advises against chili.",
            "  haet: The doctor advises against chili.\n  sour:\n  save: It costs.",
        )
        .replace("  a-bite: Soup", "  warmth: Soup is warm.\n  crowd: It is loud.\n  save: It costs.\n  a-bit: Soup")
        .replace(
            "options: [{id: broth, title: Broth}]",
            "title: What now?\n    options: [{id: broth, title: Broth}, {id: soup, title: Soup}]",
        )
        .replace("id: no-salt,", "id: sour,")
        .replace("{id: with-broth,", "{id: warmth,")
        .replace("  - id: drink\n    title: What to drink?", "  - id: plaice");
    let advisor = Advisor::new().file("lunch.yaml", base).file("diet.yaml", layer);
    advisor.run("rules check lunch.yaml diet.yaml").exits(1).snapshot("layers-mistakes");
}

#[test]
fn a_stack_that_does_not_fit_says_what_to_name() {
    let lint = |run: &str, says: &[&str]| {
        let other = LUNCH.replace("id: lunch", "id: brunch");
        let advisor = lunch_and(DIET).file("other.yaml", other).file("over.yaml", DIET.replace("diet", "over"));
        shows(&advisor.run(&format!("rules check {run}")).exits(1), says);
    };
    lint(
        "diet.yaml",
        &["diet.yaml:7:12", "the rulebook `lunch` that this extends is not there", "--rules BASE --rules LAYER"],
    );
    let json = lunch_and(DIET).run("rules check diet.yaml --format json").exits(1).json();
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1), "what the base may say is not missing: {json}");
    lint("diet.yaml lunch.yaml", &["the rulebook `lunch` that this extends is not there"]);
    lint("lunch.yaml other.yaml", &["needs `extends`", "add `extends: lunch`, or name only one rulebook"]);
    lint("lunch.yaml lunch.yaml", &["two layers have the id `lunch`", "name each rulebook once"]);
    lint("lunch.yaml diet.yaml diet.yaml", &["two layers have the id `diet`"]);
    lint("lunch.yaml diet.yaml over.yaml", &["no rule or case below this layer is called `heat`"]);
    shows(&lunch_and("answers: [").run("rules check lunch.yaml diet.yaml").exits(1), &["error[syntax]"]);
    let both_sides = lunch_and(DIET).run("--rules lunch.yaml rules check --rules diet.yaml");
    both_sides.refused().says(&["on the same side of the subcommand"]);
    lunch_and(DIET).run("rules check lunch.yaml gone.yaml").refused().says(&["cannot read `gone.yaml`"]);
}

/// One mistake takes nothing with it: what a file that is no YAML might have said is not missing.
#[test]
fn a_base_that_is_no_yaml_leaves_one_finding() {
    let advisor = Advisor::new().file("lunch.yaml", "rulebook: {id: lunch\n").file("diet.yaml", DIET);
    let json = advisor.run("rules check lunch.yaml diet.yaml --format json").exits(1).json();
    let codes: Vec<_> = json["findings"].as_array().expect("a list").iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["syntax"]);
}

#[test]
fn a_case_of_the_base_that_a_layer_breaks_says_how_to_say_so() {
    let advisor = lunch_and(
        &DIET.replace("  a wolf alone: Wolves get no chili here.\n", "").replace("name: a wolf alone", "name: wolf"),
    );
    advisor.run("rules test lunch.yaml diet.yaml").exits(1).snapshot("layers-case");
}

/// A layer over the shipped rulebook needs no other path.
#[test]
fn the_shipped_rulebook_is_the_base_of_what_extends_it() {
    let advisor = Advisor::new().example("practice.yaml").example("scale-up.yaml");
    advisor.run("rules check practice.yaml --deny-warnings").exits(0);
    advisor.run("rules test practice.yaml").exits(0);
    let command = "recommend --rules practice.yaml scale-up.yaml --set investor=yes";
    shows(&advisor.run(command).exits(0), &["(lindqvist) marks what comes from", "with lindqvist 1.0.0"]);
    let folder = root().join("rules/revenue-leadership");
    let beside = format!("rules test {} practice.yaml", folder.display());
    advisor.run(&beside).exits(0);
    let misspelled = std::fs::read_to_string(root().join("examples/practice.yaml")).expect("it is there");
    let misspelled = misspelled.replace("extends: revenue-leadership", "extends: revenue-leadershp");
    let run = Advisor::new().file("a.yaml", misspelled).run("rules check a.yaml").exits(1);
    shows(&run, &["did you mean `revenue-leadership`?"]);
}

#[test]
fn a_schema_of_a_layer_knows_what_is_below() {
    let advisor = lunch_and(DIET);
    let schema = advisor.run("rules schema lunch.yaml diet.yaml").exits(0).json();
    let names = &schema["definitions"];
    assert_eq!(names["rulebook"]["properties"]["extends"]["enum"], serde_json::json!(["lunch"]));
    for name in ["heat", "a-bite", "nobody knows"] {
        assert!(!schema["properties"]["remove"]["properties"][name].is_null(), "{name}: {schema}");
    }
    assert_eq!(names["decision"]["required"], serde_json::json!(["id"]));
    assert_eq!(names["option of meal"]["enum"], serde_json::json!(["soup", "stew", "salad", "broth"]));
    let alone = advisor.run("rules schema lunch.yaml").exits(0).json();
    assert!(alone["properties"]["remove"].is_null(), "what belongs to layers alone is offered in them alone");
}

/// Thousands of names that are wrong, and thousands of things that are moved, take seconds at the most.
#[cfg(unix)]
#[test]
fn many_departures_and_questions_take_no_longer_than_reading_them() {
    let mut base = LUNCH.replace("questions:\n", "questions:\n@");
    let questions: String =
        (0..10_000).map(|nth| format!("  - {{id: b{nth}, section: company, ask: Q?, type: yes_no}}\n")).collect();
    base = base.replace('@', &questions);
    let mut layer = "rulebook: {id: diet, version: 1, format: 1, title: D, extends: lunch}\nremove:\n".to_owned();
    layer.extend((0..20_000).map(|nth| format!("  r{nth}: no\n")));
    layer += "questions:\n";
    layer.extend((0..10_000).map(|nth| format!("  - {{id: l{nth}, section: company, ask: Q?, type: yes_no}}\n")));
    let advisor = Advisor::new().file("lunch.yaml", base).file("diet.yaml", layer);
    let run = advisor.limited("ulimit -t 10", "rules check lunch.yaml diet.yaml --format json", "");
    assert!(run.exits(1).stdout.contains("no rule or case below this layer is called `r0`"));
}
