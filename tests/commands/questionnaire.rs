//! `advisor page`: the questionnaire as a page in one file. What the page does is tested in a browser; here is what it holds.

use serde_json::Value;

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

/// What the page tells its script under a name.
fn data(page: &str, name: &str) -> Value {
    let from = format!("<script type=\"application/json\" id=\"{name}\">");
    let (_, rest) = page.split_once(&from).expect("the data is there");
    serde_json::from_str(rest.split_once("</script>").expect("it ends").0).expect("it is JSON")
}

#[test]
fn the_page_holds_the_shipped_rulebook_and_the_first_question() {
    let advisor = Advisor::new();
    let page = advisor.run("page").exits(0).stdout;
    assert!(page.starts_with("<!DOCTYPE html>"));
    let (rulebook, options) = (data(&page, "rulebook"), data(&page, "options"));
    assert_eq!((&rulebook["shipped"], rulebook["layers"].as_array().map(Vec::len)), (&Value::Bool(true), Some(1)));
    assert_eq!(options["first"]["question"], options["catalogue"]["questions"][0]["id"]);
    assert_eq!(options["answers"], Value::Null);
    // The same bytes in a file, and every time.
    advisor.run("page --output questionnaire.html").exits(0);
    assert_eq!(advisor.read("questionnaire.html"), page);
}

#[test]
fn any_rulebook_works_with_its_layers_and_with_answers() {
    let more = "rulebook: {id: more, version: 1, format: 1, title: More, extends: lunch}\n\
                questions: [{id: late, ask: Is it late?, type: yes_no}]\n";
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("more.yaml", more);
    let advisor = advisor.file("answers.yaml", "company: Acme\nanswers: {hunger: some, late: yes}");
    let page = advisor.run("page --rules lunch.yaml --rules more.yaml --answers answers.yaml").exits(0).stdout;
    let (rulebook, options) = (data(&page, "rulebook"), data(&page, "options"));
    assert_eq!((&rulebook["shipped"], rulebook["layers"].as_array().map(Vec::len)), (&Value::Bool(false), Some(2)));
    assert_eq!((&options["company"], &options["answers"]["late"]), (&Value::from("Acme"), &Value::Bool(true)));
}

#[test]
fn a_layer_over_the_shipped_rulebook_brings_it_along() {
    let layer = "rulebook: {id: acme, version: 1, format: 1, title: Acme, extends: revenue-leadership}\n\
                 questions: [{id: late, ask: Is it late?, type: yes_no}]\n";
    let page = Advisor::new().file("acme.yaml", layer).run("page --rules acme.yaml").exits(0).stdout;
    let rulebook = data(&page, "rulebook");
    assert_eq!(rulebook["layers"].as_array().map(Vec::len), Some(2));
    assert!(rulebook["layers"][0][0]["path"].as_str().is_some_and(|path| path.starts_with("revenue-leadership/")));
}

#[test]
fn bad_input_is_refused_with_all_that_is_wrong() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("wrong.yaml", "answers: {hungr: some, hunger: huge}");
    let run = advisor.run("page --rules lunch.yaml --answers wrong.yaml --output page.html");
    run.refused().says(&["`hungr`", "`huge`"]);
    advisor.run("page --rules nowhere.yaml --output page.html").refused();
    advisor.run("page --rules lunch.yaml --output lunch.yaml").refused();
    assert_eq!(advisor.read("lunch.yaml"), LUNCH);
    assert!(!advisor.names().contains(&"page.html".to_owned()));
}
