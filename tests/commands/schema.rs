//! `advisor rules schema`. What a schema says of names and keys is tested in the library, against `tests/broken`.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

#[test]
fn it_knows_the_ids_of_the_very_rulebook() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let schema = advisor.run("rules schema lunch.yaml").exits(0).json();
    let names = &schema["definitions"];
    assert_eq!(names["answer to hunger"]["enum"], serde_json::json!(["none", "some", "wolf"]));
    assert_eq!(names["option of meal"]["enum"], serde_json::json!(["soup", "stew", "salad"]));
    let citations = names["citation"]["enum"].as_array().expect("a list");
    assert!(citations.contains(&"cook".into()) && citations.contains(&"doctor/eat".into()), "{citations:?}");
    let named = |condition: &str, id: &str| !names[condition]["properties"][id].is_null();
    assert!(named("condition", "poor") && !named("condition", "meal"), "facts yes, decisions no");
    assert!(named("condition in spices", "meal") && !named("condition in meal", "spices"), "only what is above");
    assert_eq!(advisor.run("--rules lunch.yaml rules schema").exits(0).json(), schema);
    assert_ne!(advisor.run("rules schema").exits(0).json(), schema, "without a path it is that of the shipped one");
}

/// An author is in the middle of an edit more often than not.
#[test]
fn a_rulebook_with_errors_has_a_schema() {
    let broken = LUNCH.replace("{hunger: wolf}", "{hunger: wlof}").replace("type: number, unit", "type: nmber, unit");
    let advisor = Advisor::new().file("lunch.yaml", broken);
    advisor.run("rules check lunch.yaml").exits(1);
    let run = advisor.run("rules schema lunch.yaml").exits(0);
    assert_eq!(run.stderr, "");
    assert!(!run.json()["definitions"]["answer to hunger"].is_null());
}

#[test]
fn a_file_that_is_no_yaml_is_told_of_and_takes_only_its_own_names_away() {
    let advisor = Advisor::new().file("rules/1.yaml", LUNCH).file("rules/2.yaml", "cases: [{name: ");
    let run =
        advisor.run("rules schema rules").exits(0).says(&["error[syntax]", "rules/2.yaml", "calls no name wrong"]);
    let schema = run.json();
    assert_eq!(schema["definitions"]["condition"]["additionalProperties"], serde_json::json!({}));
    assert!(!schema["definitions"]["answer to hunger"].is_null());
}

/// The schema of before is worth more than one without any names.
#[test]
fn what_is_no_yaml_at_all_has_no_schema() {
    let files: [&[u8]; 3] = [b"questions: [{id: ", b"\x89PNG\r\n\x1a\n\0\xff", &[b'#'; 3 << 20]];
    for bytes in files {
        let advisor = Advisor::new().file("lunch.yaml", bytes).file("lunch.schema.json", "before");
        advisor.run("rules schema lunch.yaml --output lunch.schema.json").refused().says(&["error[", "lunch.yaml"]);
        assert_eq!(advisor.read("lunch.schema.json"), "before");
        advisor.run("rules show lunch.yaml").refused().says(&["error[", "lunch.yaml"]);
    }
    let folder = Advisor::new().file("folder/notes.txt", "x");
    for command in ["schema", "show"] {
        folder.run(&format!("rules {command} folder")).refused().says(&["the folder `folder` holds no file"]);
    }
}

#[test]
fn it_is_written_whole_or_not_at_all() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let run = advisor.run("rules schema lunch.yaml --output lunch.schema.json").exits(0);
    assert_eq!(run.stdout, "");
    assert_eq!(advisor.read("lunch.schema.json"), advisor.run("rules schema lunch.yaml").exits(0).stdout);
    advisor.run("rules schema lunch.yaml --output gone/lunch.json").refused().says(&["gone/lunch.json"]);
    advisor.run("rules schema gone.yaml --output lunch.schema.json").refused().says(&["gone.yaml"]);
    assert_eq!(advisor.names(), ["lunch.schema.json", "lunch.yaml"]);
}

/// The loader of a folder reads what ends in `.yaml`, and the schema does not.
#[test]
fn the_schema_may_stand_beside_the_rulebook() {
    let advisor = Advisor::new().file("rules/lunch.yaml", LUNCH);
    advisor.run("rules schema rules --output rules/rulebook.schema.json").exits(0);
    advisor.run("rules check rules").exits(0);
}
